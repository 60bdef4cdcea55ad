"""What the verifier finds out about one claimed row, before figures are made of it."""

from __future__ import annotations

from functools import cache

from attrs import define, field, frozen

from govinfo_report.documents.document import Document, Span
from govinfo_report.model.editions import EDITION_IDS, BlockForm, ColumnForm, RowForm, edition
from govinfo_report.model.figure import Reason
from govinfo_report.model.note import Note
from govinfo_report.reading.labels import Book, Concept, item_of, read_label
from govinfo_report.reading.rows import Field


@define
class BoundRow:
    """A verified row: its id in the form (``None`` when the label is lost) and its cells.

    ``cells`` maps column ids to fields; ``reason`` says why the whole row is refused.
    ``crowded`` says that more figures follow the label than there are columns: rows whose labels
    are lost.  ``failed`` are the checks that refused it, with the reason each gave; the first
    is the one that stands.
    """

    table: str
    claim: int
    label: str
    span: Span
    row_id: str | None = None
    cells: dict[str, Field] = field(factory=dict)
    columns: tuple[str, ...] = ()
    lost_columns: bool = False
    reason: Reason | None = None
    subtotal: bool = False
    crowded: bool = False
    outside: bool = False  #: a row of no form, whose label the layout knows
    failed: tuple[tuple[str, Reason], ...] = ()

    def refuse(self, check: str, reason: Reason | None, *, first: bool = False) -> None:
        """Refuse the row because of a check of ``checks``; nothing where ``reason`` is ``None``.

        The reason of an earlier check stands, unless this one goes ``first``.
        """
        if reason is None:
            return
        if first or self.reason is None:
            self.reason = reason
        failed = (check, reason)
        self.failed = (failed, *self.failed) if first else (*self.failed, failed)


@define
class Context:
    """What the labels printed so far say about the next row of a table."""

    group: str | None = None
    item: str = ""


@frozen
class Resolution:
    """What a row label stands for in its context."""

    row_id: str | None = None
    reason: Reason | None = None
    subtotal: bool = False
    outside: bool = False


@cache
def forms_of(table: str, row_id: str) -> tuple[tuple[BlockForm, RowForm], ...]:
    """The blocks (one per edition) that have a row, with the row's form."""
    return tuple(
        (block, row)
        for edition_id in EDITION_IDS
        for block in edition(edition_id).blocks
        if block.table == table
        for row in block.rows
        if row.id == row_id
    )


@cache
def columns_by_id(table: str, row_id: str) -> dict[str, ColumnForm]:
    """The columns of a row (of any row of the table for ``""``) over all editions, by id."""
    return {
        column.id: column
        for edition_id in EDITION_IDS
        for block in edition(edition_id).blocks
        if block.table == table
        for row in block.rows
        if row_id in ("", row.id)
        for column in row.columns
    }


def is_whole(row: BoundRow) -> bool:
    """Whether the heads over a row of table 2 are all those of some edition's form.

    Where order alone binds the values, a missing head would move those behind it.
    """
    if row.table != "proactive_disclosure" or row.row_id is None:
        return True
    printed = set(row.columns)
    forms = forms_of(row.table, row.row_id)
    return any({column.id for column in form.columns} == printed for _, form in forms)


def resolve(book: Book, label: str, context: Context) -> Resolution:
    """Resolve a row label under the parents printed so far, and move the context on."""
    concepts = book.row(label)
    if not concepts:
        return Resolution(None, Reason.LABEL_LOST)
    if concepts[0].kind == "outside":
        return Resolution(None, outside=True)
    groups = [c.id for c in concepts if c.kind == "group"]
    rows = [c.id for c in concepts if c.kind == "row"]
    if not rows:
        context.group = groups[0] if groups else context.group
        return Resolution(None, None, subtotal=bool(groups))
    row_id = rows[0]
    group, _, leaf = row_id.rpartition(".")
    if book.table == "proactive_disclosure":
        return _in_item(row_id, context)
    if groups:  # 其他处理: a row in one edition, a group in the other
        context.group = groups[0]
        return Resolution(row_id)
    if not group:
        # Where no group label is printed at all, there is nothing a leaf could contradict.
        context.group = "" if context.group is not None else None
        return Resolution(row_id)
    if context.group != group and (context.group is not None or leaf == "other"):
        return Resolution(row_id, Reason.PARENT_CONFLICT)
    return Resolution(row_id)


def _in_item(row_id: str, context: Context) -> Resolution:
    forms = forms_of("proactive_disclosure", row_id)
    if context.item and all(item_of(block.heading) != context.item for block, _ in forms):
        return Resolution(row_id, Reason.PARENT_CONFLICT)
    return Resolution(row_id)


def enter_parent(book: Book, label: str, context: Context) -> bool:
    """Let a label merged over the next rows change the context; false when it is unknown."""
    item = item_of(label)
    if item and book.table == "proactive_disclosure":
        context.item = item
        return True
    concepts: tuple[Concept, ...] = book.row(label)
    for concept in concepts:
        if concept.kind == "group":
            context.group = concept.id
    return bool(concepts) or book.begins_outcomes(label)


def label_notes(document: Document, label: str, span: Span) -> list[Note]:
    """Notes on digits glued to a label: a stray one, or an item number without its point."""
    parts = read_label(label)
    notes: list[Note] = []
    if parts.stray:
        notes.append(unaccounted(document, parts.stray, span, "stray"))
    if parts.number.isascii() and parts.number and parts.number[-1] not in ".,、)":
        notes.append(unaccounted(document, parts.number, span, "number-without-point"))
    return notes


def unaccounted(document: Document, token: str, span: Span, reason: str) -> Note:
    """The note on a numeral inside a table that no claim covers."""
    place = document.locate(span)
    return Note("P305", (), {"token": token, "reason": reason, "line": place.line or 0}, place)
