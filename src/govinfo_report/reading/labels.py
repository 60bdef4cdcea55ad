"""From printed label to the label of the form.  The only place that resolves labels.

A label is compared by its *key*: Chinese characters only, after folding, without enumerators
and bracketed notes (domain: label normalisation).  Digits or letters left inside a label make it
unknown, so that a figure glued to a label is never swallowed.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from govinfo_report.model.editions import EDITION_IDS, OUTCOMES_LABEL, ColumnForm, edition
from govinfo_report.model.forms import APPLICANTS, ORGANIZATIONS
from govinfo_report.text.lazy import lazy
from govinfo_report.text.normalise import squash

_HAN = lazy(r"\p{Han}++")
_BRACKETS = lazy(r"\([^()]*+\)")
_NUMERALS = "一二三四五六七八九十"
#: stray digits, then an enumerator: 一、 （一） 1. 1、 1） or a number without its point
_ENUMERATOR = lazy(
    rf"(?P<stray>[0-9][0-9.,]*+(?=[{_NUMERALS}]+[、.,)]|\([{_NUMERALS}]))?"
    rf"(?P<number>[{_NUMERALS}]{{1,3}}[、.,]|\([{_NUMERALS}]{{1,3}}\)|[{_NUMERALS}]{{1,3}}\)"
    r"|[0-9]{1,2}(?:[、.,)]|(?=\p{Han}))|\([0-9]{1,2}\)|[①-⑩])?+"
)
_ITEM = lazy(rf"\(?第二十条第?\(?(?P<item>[{_NUMERALS}])\)?项\)?[:。.]?")
_BREAK = lazy(r"(?i:<br ?/?>)")
_ORNAMENT = lazy(r"^[#*>\-·•|\s]+(?=[^\s])|\*+$")


_LEFT = 5  #: characters of a damaged label that tell one row from the others


class Label(NamedTuple):
    """A printed label taken apart.

    ``key`` is empty when nothing comparable is left; ``number`` the enumerator as printed;
    ``stray`` digits in front of it that belong to no enumerator.
    """

    key: str
    number: str
    stray: str


@lru_cache(maxsize=16_384)
def read_label(text: str) -> Label:
    """Take a printed label apart."""
    squashed = _ORNAMENT.sub("", squash(_BREAK.sub("", text) if "<" in text else text))
    match = _ENUMERATOR.match(squashed)
    assert match is not None  # every part of the pattern is optional
    core = squashed[match.end() :]
    if "(" in core or ")" in core:
        # Twice: a note may hold notes of its own (pinyin behind its characters).
        outside = _BRACKETS.sub("", _BRACKETS.sub("", core)).strip("()")
        core = outside or core
    for character in core:
        if character.isascii() and character.isalnum():
            return Label("", match["number"] or "", match["stray"] or "")
    return Label("".join(_HAN.findall(core)), match["number"] or "", match["stray"] or "")


@lru_cache(maxsize=4096)
def item_of(text: str) -> str:
    """The item of article 20 that a block heading of table 2 names (一 五 六 八 九), or ''."""
    match = _ITEM.fullmatch(_ORNAMENT.sub("", squash(text)))
    return match["item"] if match else ""


class Concept(NamedTuple):
    """What a label stands for: ``kind`` is row, group, outcomes, stub, head or column.

    ``outside`` is the label of a row that no form has and a layout knows all the same.
    """

    kind: str
    id: str


def key_of(label: str) -> str:
    """The key of a label of the form."""
    return read_label(label).key


class Book:
    """The closed list of labels of one table: rows and heads, over all editions.

    ``extra`` are a layout's own wordings (printed -> prescribed, ``""`` for the label of a row
    that stands in no form); they never replace a label of the form.
    """

    def __init__(self, table: str, extra: Mapping[str, str] | None = None) -> None:
        self.table = table
        self.rows: dict[str, tuple[Concept, ...]] = {}
        self.heads: dict[str, tuple[Concept, ...]] = {}
        self.columns: dict[str, ColumnForm] = {}
        for edition_id in EDITION_IDS:
            for block in edition(edition_id).blocks:
                if block.table == table:
                    for row in block.rows:
                        self._add_row(row.id, row.label, row.variants, row.group, row.parent)
                        for column in row.columns:
                            self._add_head(column)
        self._add_special()
        for printed, prescribed in (extra or {}).items():
            if not prescribed and key_of(printed) not in self.heads:
                self.rows.setdefault(key_of(printed), (Concept("outside", ""),))
            for book in (self.rows, self.heads):
                if (known := book.get(key_of(prescribed))) and key_of(printed) not in book:
                    book[key_of(printed)] = known

    def _put(self, book: dict[str, tuple[Concept, ...]], label: str, concept: Concept) -> None:
        key = key_of(label)
        if concept not in book.get(key, ()):
            book[key] = (*book.get(key, ()), concept)

    def _add_row(
        self, row_id: str, label: str, variants: tuple[str, ...], group: str, parent: str
    ) -> None:
        kind = "group" if self.table == "review_and_litigation" else "row"
        book = self.heads if kind == "group" else self.rows
        for wording in (label, *variants):
            self._put(book, wording, Concept(kind, row_id))
        if group:
            self._put(self.rows, parent, Concept("group", group))

    def _add_head(self, column: ColumnForm) -> None:
        self.columns[column.id] = column
        for wording in (column.label, *column.variants):
            self._put(self.heads, wording, Concept("column", column.id))

    def _add_special(self) -> None:
        if self.table == "requests":
            for label in (OUTCOMES_LABEL, "本年办理结果", "办理结果"):
                self._put(self.rows, label, Concept("outcomes", ""))
            self._put(self.heads, APPLICANTS, Concept("group", APPLICANTS))
            for label in (ORGANIZATIONS, "法人和其他组织", "法人及其他组织", "法人或者其他组织"):
                self._put(self.heads, label, Concept("group", ORGANIZATIONS))
        elif self.table == "review_and_litigation":
            self._put(self.heads, "行政诉讼", Concept("group", "litigation"))
        else:
            self._put(self.heads, "信息内容", Concept("stub", ""))

    def row(self, text: str) -> tuple[Concept, ...]:
        """What a row label may stand for (several: row or group, by its context)."""
        key = read_label(text).key
        found = self.rows.get(key, ())
        if not found and key[:1] in _NUMERALS:  # the mark behind the number is lost, as in scans
            found = self.rows.get(key[1:], ())
        return found

    def damaged_row(self, text: str, group: str | None) -> str | None:
        """The row of a group whose label lost characters, where one alone can be meant.

        At least two thirds of its characters must be left, in order (2.其他法律行政止公开).
        """
        key = read_label(text).key
        found = {
            concept.id
            for label, concepts in self.rows.items()
            for concept in concepts
            if len(key) >= _LEFT and 3 * len(key) >= 2 * len(label) and is_left_of(key, label)
        }
        row = found.pop() if len(found) == 1 else ""
        return row if group and row.rpartition(".")[0] == group else None

    def begins_outcomes(self, text: str) -> bool:
        """Whether a text is the beginning of 三、本年度办理结果, as a torn page prints it.

        It names no row and no group, so its end decides nothing.
        """
        label = read_label(text)
        begun = len(label.key) > 1 and key_of(OUTCOMES_LABEL).startswith(label.key)
        return self.table == "requests" and "三" in label.number and begun

    def head(self, text: str) -> Concept | None:
        """What a head stands for; ``None`` when it is unknown."""
        if self.table == "requests" and is_cross_check(text):
            return Concept("stub", "")
        if self.table == "proactive_disclosure" and item_of(text):
            return Concept("item", item_of(text))
        found = self.heads.get(read_label(text).key)
        return found[0] if found else None


def is_left_of(key: str, label: str) -> bool:
    """Whether a key is what is left of a label's when characters are lost."""
    characters = iter(label)
    return all(character in characters for character in key)


@lru_cache(maxsize=4096)
def is_cross_check(text: str) -> bool:
    """Whether a text is the printed cross-check rule in the stub of table 3."""
    squashed = squash(text)
    return "勾稽关系" in squashed or ("第一项加第二项" in squashed and "第三项加第四项" in squashed)


@lru_cache(maxsize=64)
def _book(table: str, extra: tuple[tuple[str, str], ...]) -> Book:
    return Book(table, dict(extra))


def book(table: str, extra: Mapping[str, str] | None = None) -> Book:
    """The labels of a table, with a layout's own wordings."""
    return _book(table, tuple(sorted((extra or {}).items())))


@lru_cache(maxsize=1024)
def in_order(table: str, rows: tuple[str, ...]) -> bool:
    """Whether rows stand in the order of the form, in some edition that prints them all."""
    for edition_id in EDITION_IDS:
        blocks = [b for b in edition(edition_id).blocks if b.table == table]
        form = iter([row.id for block in blocks for row in block.rows])
        if all(row in form for row in rows):
            return True
    return False
