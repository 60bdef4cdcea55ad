"""Heads, labels and cells as they really arrive: torn, lost, glossed, misnumbered, damaged."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import regex
from attrs import evolve, frozen

from govinfo_report.testing import changes
from govinfo_report.testing.dice import Dice
from govinfo_report.testing.renderers.base import Dialect
from govinfo_report.testing.renderers.fragments import BASES
from govinfo_report.testing.renderers.html import HtmlDialect
from govinfo_report.testing.renderers.pipes import PipesDialect
from govinfo_report.testing.reports import ReportData
from govinfo_report.testing.tables import Slot, Table, Tables, all_tables

_NUMBER = regex.compile(r"[0-9]{1,2}[.．、]? ?|（[一二三四五六七八九十]）|[一二三四]、")
_NUMERALS = "一二三四五六七八九"
_PINYIN = {
    "开": "kāi", "開": "kāi", "请": "qǐng", "請": "qǐng", "数": "shù", "數": "shù", "业": "yè",
    "業": "yè", "机": "jī", "機": "jī", "计": "jì", "計": "jì", "关": "guān", "關": "guān",
}  # fmt: skip


@frozen(kw_only=True)
class QuirksDialect(Dialect):
    """Options of damaged labels; ``base`` are the options of the family that prints them."""

    family: str = "html"
    base: Dialect = PipesDialect()
    split_heads: bool = False  #: the lowest heads of table 3 over two rows
    lost: float = 0.0  #: share of heads of table 2 that lost a character
    glossed: float = 0.0  #: share of heads and labels with an addition in brackets
    numbers: str = ""  #: enumerators are ``dropped`` or ``wrong``
    pinyin: float = 0.0  #: share of characters with their sound in brackets
    corner: bool = True  #: the cell with the cross-check rule is there
    total_row: str = ""  #: label of a row of sums at the end of table 2
    spam: float = 0.0  #: share of labels in which a word was replaced


class QuirksRenderer:
    """Another family's pages with damaged heads and labels."""

    family = "quirks"
    shows_blanks = True
    floor = 0.5  # what is damaged may be refused

    def dialect(self, rng: Random) -> QuirksDialect:
        dice = Dice(rng.getrandbits(32))
        family = dice.pick(sorted(BASES), "family")
        base = BASES[family].dialect(rng)
        base = evolve(base, shape=evolve(base.shape, repeat_heads=False, five=False))
        return QuirksDialect(
            seed=dice.number("seed"),
            encoding="utf-8",
            family=family,
            base=_in_utf8(base),
            wording=base.wording,
            shape=base.shape,
            split_heads=dice.chance(0.15, "split"),
            lost=dice.pick((0.0, 0.0, 0.0, 0.2), "lost"),
            glossed=dice.pick((0.0, 0.0, 0.2), "glossed"),
            numbers=dice.pick(("", "", "dropped", "wrong"), "numbers"),
            pinyin=dice.pick((0.0, 0.0, 0.3), "pinyin"),
            corner=not dice.chance(0.15, "corner"),
            total_row=dice.pick(("", "", "", "主动公开信息总数", "总计"), "total"),
            spam=dice.pick((0.0, 0.0, 0.0, 0.1), "spam"),
        )

    def print(self, data: ReportData, dialect: Dialect, tables: Tables | None = None) -> bytes:
        assert isinstance(dialect, QuirksDialect)
        tables = tables or all_tables(data, dialect.wording, dialect.shape)
        return BASES[dialect.family].print(data, dialect.base, damaged(tables, dialect))


def _in_utf8(base: Dialect) -> Dialect:
    """The options with an encoding that has all sounds; a page names it too."""
    if isinstance(base, HtmlDialect):
        return evolve(base, encoding="utf-8", declared="utf-8")
    return evolve(base, encoding="utf-8")


def damaged(tables: Tables, dialect: QuirksDialect) -> Tables:
    """The grids with the dialect's damage done to them."""
    if dialect.split_heads:
        tables = changes.split_heads(tables)
    if dialect.total_row:
        tables = _with_total(tables, dialect.total_row)
    found: dict[str, list[Table]] = {}
    for section, several in tables.items():
        found[section] = [
            _each(table, lambda slot, t=table.id: _worded(slot, t, dialect))  # type: ignore[misc]
            for table in several
        ]
    if not dialect.corner:
        found["requests"] = [_without_corner(table) for table in found["requests"]]
    return found


def _each(table: Table, change: Callable[[Slot], Slot]) -> Table:
    return evolve(table, rows=tuple(tuple(change(slot) for slot in row) for row in table.rows))


def _worded(slot: Slot, table: str, dialect: QuirksDialect) -> Slot:
    if slot.role not in ("head", "label") or not slot.text:
        return slot
    dice, text = dialect.dice, slot.text
    key = (table, slot.role, text)
    if slot.role == "head" and table == "proactive_disclosure" and len(text) > 4:
        if dice.chance(dialect.lost, "lost", *key):
            at = dice.number("character", *key) % len(text)
            text = text[:at] + text[at + 1 :]
    if slot.role == "label" and dialect.numbers:
        match = _NUMBER.match(text)
        if match is not None:
            text = text[match.end() :]
            if dialect.numbers == "wrong":
                number = dice.number("number", *key)
                roman = f"（{_NUMERALS[number % 9]}）"
                text = (f"{1 + number % 9}." if match[0][0].isascii() else roman) + text
    if slot.role == "label" and len(text) > 5 and dice.chance(dialect.spam, "spam", *key):
        at = dice.number("word", *key) % (len(text) - 2)
        text = f"{text[:at]}彩票{text[at + 2 :]}"
    if dice.chance(dialect.glossed, "gloss", *key):
        text += dice.pick(("（历史累计）", "（指本年度）", "(含网络申请)"), "gloss", *key)
    if dialect.pinyin:
        text = "".join(
            f"{c}({_PINYIN[c]})" if c in _PINYIN and dice.chance(dialect.pinyin, *key, i) else c
            for i, c in enumerate(text)
        )
    return evolve(slot, text=text)


def _with_total(tables: Tables, label: str) -> Tables:
    """A row of sums behind the last row of table 2 (its last piece)."""
    several = list(tables["proactive_disclosure"])
    last = several[-1]
    cells = [evolve(slot, address="") for slot in last.rows[-1] if slot.role == "value"]
    row = (Slot(label, "label"), *(evolve(cell, text="90909") for cell in cells))
    several[-1] = evolve(last, rows=(*last.rows, row))
    return {**tables, "proactive_disclosure": several}


def _without_corner(table: Table) -> Table:
    """The heads of table 3 without the cell before them: all of them move to the left."""
    first = table.rows[0]
    if not first or first[0].role != "corner":
        return table
    corner = first[0]
    hole = Slot("", "hole", columns=corner.columns, rows=corner.rows)
    return evolve(table, rows=((*first[1:], hole), *table.rows[1:]))
