"""Labels of the table of 2014: its rows, headings and heads.

A row behind 其中 is known by its own words, wherever 其中 stands.  A few labels occur under
several parents (被依法纠错数): the ``section`` of a row is what tells them apart.
"""

from __future__ import annotations

from enum import Enum
from functools import cache, lru_cache
from typing import NamedTuple

from govinfo_report.model.editions import RowForm, edition
from govinfo_report.reading.kinds import is_value
from govinfo_report.reading.labels import read_label
from govinfo_report.text.lazy import lazy
from govinfo_report.text.normalise import squash

#: characters of the longest label with its note, and then some
LONG = 90

_AMONG = lazy(r"(?P<number>[(]?[0-9一二三四五六七八九十]{0,2}[.、)]?)其中[:,、]?(?P<rest>.*+)")
_NOTE = lazy(r"\(([^()]*+)\)")
_DIGIT = lazy(r"[0-9]")
_PLAIN = lazy(r"[0-9]++")
_LOWER = lazy(r"\([一二三四五六七八九十]{1,2}\)|[0-9]{1,2}[.、)]")
_NUMBER = lazy(r"\(?(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})[.、)]{0,2}")
#: units of counts, which sites exchange freely, and of amounts
COUNTED = frozenset(
    {
        "条",
        "件",
        "次",
        "篇",
        "个",
        "人",
        "人次",
        "份",
        "起",
        "宗",
        "场",
        "场次",
        "期",
        "项",
        "处",
        "名",
    }
)
_MONEY = frozenset({"元", "万元"})
_NO_UNIT = frozenset(
    {"/", "-", "--", "---", "—", "——", "———", "－", "－－", "无", "―", "――", "─", "──", "–", "––"}
)
_COUNTED = lazy(rf"[0-9][0-9,.]*+(?:{'|'.join(sorted(COUNTED | _MONEY, key=len, reverse=True))})")
_HEADS = {
    "stub": ("统计指标", "指标", "指标名称", "统计项目", "项目", "统计指标名称", "内容", "统计内容", "项目名称"),
    "unit": ("单位", "计量单位", "统计单位"),
    "count": ("统计数", "统计数据", "统计数量", "数量", "数值", "统计结果", "统计数值"),
    "number": ("序号", "编号", "代码", "指标代码", "行次"),
    "other": ("备注", "说明"),
}  # fmt: skip


class Cell(Enum):
    """What a field of the table can be, by its own text."""

    EMPTY = "empty"
    ROW = "row"
    HEADING = "heading"
    HEAD = "head"
    UNIT = "unit"
    VALUE = "value"
    NUMBER = "number"  #: a numeral that can also number a row
    AMONG = "among"  #: 其中 by itself
    OTHER = "other"


class Meaning(NamedTuple):
    """Rows and headings a text can stand for: ids of rows, sections of headings."""

    rows: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()


class Indicators(NamedTuple):
    """The labels of the table.

    ``rows`` and ``headings`` go by key; ``section`` maps a row to its top section, named by the
    first figure or heading of it; ``tops`` are the rows that open a section of their own, ``after``
    maps each row to the one printed next.
    """

    rows: dict[str, tuple[str, ...]]
    headings: dict[str, tuple[str, ...]]
    section: dict[str, str]
    tops: frozenset[str]
    form: dict[str, RowForm]
    notes: frozenset[str]
    after: dict[str, str]

    def shared(self, row_id: str) -> bool:
        """Whether the label of a row stands in several sections."""
        return len(self.rows[read_label(self.form[row_id].label).key]) > 1


@cache
def indicators() -> Indicators:
    """The labels of the form of 2014."""
    block = edition("2014").blocks[0]
    rows: dict[str, list[str]] = {}
    headings: dict[str, list[str]] = {}
    section: dict[str, str] = {}
    tops: set[str] = set()
    current = ""
    for row in block.rows:
        for head in row.heads:
            current = head.label if head.level == 0 else current
            headings.setdefault(read_label(head.label).key, []).append(current)
        if row.level == 0:
            current = row.label
            tops.add(row.id)
        section[row.id] = current
        for wording in (row.label, *row.variants):
            rows.setdefault(read_label(wording).key, []).append(row.id)
    ids = [row.id for row in block.rows]
    notes = frozenset(squash(row.note)[1:-1] for row in block.rows if row.note)
    return Indicators(
        {key: tuple(found) for key, found in rows.items()},
        {key: tuple(found) for key, found in headings.items()},
        section, frozenset(tops), {row.id: row for row in block.rows}, notes,
        dict(zip(ids, ids[1:], strict=False)),
    )  # fmt: skip


@lru_cache(maxsize=4096)
def key_of(text: str) -> str:
    """The key of a printed label; empty when digits stand in it that no prescribed note has."""
    squashed = squash(text)
    if len(squashed) > LONG:
        return ""
    among = _AMONG.fullmatch(squashed)
    if among is not None:
        squashed = among["rest"]
    known = indicators().notes
    for note in _NOTE.findall(squashed):
        if _DIGIT.search(note) and note not in known and not _LOWER.match(f"({note})"):
            return ""
    return read_label(squashed).key


@lru_cache(maxsize=4096)
def meaning(text: str) -> Meaning:
    """What a text can stand for as a label."""
    key = key_of(text)
    if not key:
        return Meaning()
    found = indicators()
    return Meaning(found.rows.get(key, ()), found.headings.get(key, ()))


@lru_cache(maxsize=4096)
def head_of(text: str) -> str:
    """Which head a text is: ``stub``, ``unit``, ``count``, ``number``, ``other`` or ``""``."""
    key = read_label(text).key
    return next((name for name, words in _HEADS.items() if key in words), "")


@lru_cache(maxsize=4096)
def unit_of(text: str) -> str | None:
    """The unit a text names, ``""`` for a mark in its place, ``None`` when it is none."""
    squashed = squash(text).strip("()")
    if squashed in COUNTED or squashed in _MONEY:
        return squashed
    return "" if squashed in _NO_UNIT else None


@lru_cache(maxsize=4096)
def cell_of(text: str) -> Cell:
    """What a field can be."""
    squashed = squash(text)
    if not squashed:
        return Cell.EMPTY
    if len(squashed) > LONG:
        return Cell.OTHER
    if unit_of(text):
        return Cell.UNIT
    if _NUMBER.fullmatch(squashed) and not _PLAIN.fullmatch(squashed):
        return Cell.NUMBER
    if is_value(text) or _COUNTED.fullmatch(squashed):
        return Cell.VALUE
    found = meaning(text)
    if found.rows:
        return Cell.ROW
    if found.sections:
        return Cell.HEADING
    if squashed.strip(":,") == "其中":
        return Cell.AMONG
    return Cell.HEAD if head_of(text) else Cell.OTHER


def keeps_section(text: str) -> bool:
    """Whether an unknown label has the number of a lower level: it opens no section."""
    return _LOWER.match(squash(text)) is not None
