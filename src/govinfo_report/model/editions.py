"""Rows, columns and addresses of the prescribed forms, derived from the typed classes."""

from __future__ import annotations

import typing
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from typing import Any

import attrs
from attrs import define, evolve, field, frozen

from govinfo_report.display import Displayed
from govinfo_report.model import forms


@frozen
class ColumnForm(Displayed):
    """One printed column: ``kind`` is ``count``, ``change`` (signed) or ``amount``."""

    id: str
    label: str
    en: str
    unit: str | None
    kind: str
    under: tuple[str, ...]
    variants: tuple[str, ...]


@frozen
class Heading(Displayed):
    """A label without figures of its own, printed above the rows it holds."""

    number: str
    label: str
    en: str
    level: int = 0


@frozen(repr=False)
class RowForm(Displayed):
    """One printed row (for table 4: one group of columns) with its parents' labels.

    ``group`` is the id of the group the row belongs to (``denied``) or ``""``, ``parent`` the
    label of the nearest row or heading above it that it belongs to.  ``heads`` are the headings
    printed directly above the row, ``level`` its depth, ``part_of`` the id of the row that a row
    behind 其中 is part of.
    """

    id: str
    number: str
    label: str
    en: str
    note: str
    group: str
    parent: str
    variants: tuple[str, ...]
    columns: tuple[ColumnForm, ...]
    source: str
    heads: tuple[Heading, ...] = ()
    level: int = 0
    part_of: str = ""

    @property
    def name(self) -> str:
        """Number and label as printed."""
        return self.number + self.label


@define(eq=False, slots=False, repr=False)
class BlockForm(Displayed):
    """A part of a table that carries one edition's form.

    Table 2 has one block per item of article 20, tables 3 and 4 are one block each.
    """

    id: str
    table: str
    edition: str
    heading: str
    rows: tuple[RowForm, ...] = field(repr=False)

    @cached_property
    def addresses(self) -> tuple[str, ...]:
        """Addresses of the block's printed figures, in the order of the form."""
        return tuple(address(self.table, r.id, c.id) for r in self.rows for c in r.columns)


@define(eq=False, slots=False, repr=False)
class Edition(Displayed):
    """A prescribed form and the reporting years it was prescribed for (``last`` may be open)."""

    id: str
    notice: str
    first: int
    last: int | None
    blocks: tuple[BlockForm, ...] = field(repr=False)

    @cached_property
    def addresses(self) -> tuple[str, ...]:
        """Addresses of all printed figures of the edition, in the order of the form."""
        return tuple(a for block in self.blocks for a in block.addresses)

    def block(self, block_id: str) -> BlockForm | None:
        """The block with this id, if the edition has it."""
        return next((b for b in self.blocks if b.id == block_id), None)


#: ids of the blocks of table 2 by item of article 20
ITEM_BLOCKS = {
    "一": "proactive_disclosure.item_1",
    "五": "proactive_disclosure.item_5",
    "六": "proactive_disclosure.item_6",
    "八": "proactive_disclosure.item_8",
    "九": "proactive_disclosure.item_9",
}
_NOTICES = {
    "2014": ("国办发〔2014〕32号", 2014, 2018),
    "2019": ("国办公开办函〔2019〕60号", 2019, 2020),
    "2021": ("国办公开办函〔2021〕30号", 2021, None),
}
#: the label merged over all outcome rows of table 3
OUTCOMES_LABEL = "本年度办理结果"


def address(table: str, row: str, column: str) -> str:
    """The address of a figure; the only column of the table of 2014 has no name of its own."""
    return f"{table}.{row}.{column}" if column else f"{table}.{row}"


@cache
def fields_of(cls: type) -> tuple[tuple[str, dict[str, Any], type], ...]:
    """(name, metadata, type) of the fields of a form class."""
    hints = typing.get_type_hints(cls)
    return tuple((a.name, dict(a.metadata), hints[a.name]) for a in attrs.fields(cls))


def _columns(cls: type, edition: str) -> tuple[ColumnForm, ...]:
    return tuple(
        ColumnForm(name, m["label"], m["en"], m["unit"], m["kind"], m["under"], m["variants"])
        for name, m, _ in fields_of(cls)
        if m["role"] == "column" and edition in m["editions"]
    )


def _rows(cls: type, edition: str, group: str = "", parent: str = "") -> list[tuple[str, RowForm]]:
    rows: list[tuple[str, RowForm]] = []
    for name, m, kind in fields_of(cls):
        if m["role"] == "column" or edition not in m["editions"]:
            continue
        row_id = f"{group}.{name}" if group else name
        if m["role"] == "group" and edition not in m["leaf_in"]:
            item, first = (found := _rows(kind, edition, row_id, m["label"]))[0]
            head = Heading(m["number"], m["label"], m["en"])
            rows += [(item, evolve(first, heads=(head,))), *found[1:]]
            continue
        rows.append((
            m.get("item", ""),
            RowForm(row_id, m["number"], m["label"], m["en"], m.get("note", ""), group, parent,
                    m["variants"], _columns(kind, edition), m["source"], level=int(bool(group))),
        ))  # fmt: skip
    return rows


def _indicators(cls: type, prefix: str = "") -> list[RowForm]:
    """The rows of the table of 2014 in printed order, each with one column."""
    rows: list[RowForm] = []
    for name, m, kind in fields_of(cls):
        if m["role"] == "part":
            rows += _indicators(kind, f"{prefix}{name}.")
            continue
        column = ColumnForm("", "统计数", "figure", m["unit"], m["kind"], (), ())
        heads = tuple(Heading(*head) for head in m["heads"])
        rows.append(
            RowForm(prefix + name, m["number"], m["label"], m["en"], m["note"], "", "",
                    m["variants"], (column,), "", heads, m["level"], m["part_of"])
        )  # fmt: skip
    return rows


def _with_parents(rows: Iterable[RowForm]) -> Iterator[RowForm]:
    """The rows, each with the name of the row or heading it stands under."""
    above: dict[int, str] = {}
    for row in rows:
        for head in row.heads:
            above = {level: label for level, label in above.items() if level < head.level}
            above[head.level] = head.number + head.label
        above = {level: label for level, label in above.items() if level < row.level}
        yield evolve(row, parent=above[max(above)] if above else "")
        above[row.level] = row.name


def _build(edition_id: str) -> Edition:
    notice, first, last = _NOTICES[edition_id]
    if edition_id == "2014":
        rows = tuple(_with_parents(_indicators(forms.ALL_TABLES[forms.STATISTICS][0])))
        block = BlockForm(forms.STATISTICS, forms.STATISTICS, edition_id, "", rows)
        return Edition(edition_id, notice, first, last, (block,))
    blocks: list[BlockForm] = []
    for table, (cls, _, _) in forms.TABLES.items():
        by_item: dict[str, list[RowForm]] = {}
        for item, row in _rows(cls, edition_id):
            by_item.setdefault(item, []).append(row)
        for item, members in by_item.items():
            block_id = ITEM_BLOCKS[item] if item else table
            heading = forms.ART20.format(item) if item else ""
            blocks.append(BlockForm(block_id, table, edition_id, heading, tuple(members)))
    return Edition(edition_id, notice, first, last, tuple(blocks))


@cache
def edition(edition_id: str) -> Edition:
    """The edition with this id (``"2021"``, ``"2019"``, ``"2014"``); ``KeyError`` for others."""
    return _build(edition_id)


#: editions whose form the library reads, the oldest first
EDITION_IDS = tuple(_NOTICES)
#: editions that print the three tables of the present form
SECTIONED = tuple(e for e in EDITION_IDS if e != "2014")


def groups(edition_id: str) -> dict[str, tuple[str, ...]]:
    """Group ids of table 3 in this edition with the ids of their rows, in printed order."""
    found: dict[str, list[str]] = {}
    block = edition(edition_id).block("requests")
    if block is None:
        return {}
    for row in block.rows:
        if row.group:
            found.setdefault(row.group, []).append(row.id)
    return {name: tuple(rows) for name, rows in found.items()}
