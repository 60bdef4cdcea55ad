"""Checks a table claimed in a grid: labels and heads by geometry."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from govinfo_report.documents.document import Block, Document, Span
from govinfo_report.documents.grid import Cell, Grid
from govinfo_report.model.figure import Reason
from govinfo_report.model.note import Note
from govinfo_report.reading import binding, heads
from govinfo_report.reading.alignment import bind_grid_row
from govinfo_report.reading.binding import BoundRow, Context
from govinfo_report.reading.checks import BY_LABEL
from govinfo_report.reading.draft import RowClaim, TableClaim
from govinfo_report.reading.heads import HeadColumn
from govinfo_report.reading.labels import Book, in_order
from govinfo_report.reading.rows import WHITE
from govinfo_report.text.numerals import digit_runs


class _Columns(NamedTuple):
    """What stands over the columns of a grid, and what every row needs to know of it.

    ``lost`` says that a head with text stands for no column.
    """

    heads: Sequence[HeadColumn]
    names: tuple[str, ...]
    ids: frozenset[str]
    lost: bool


class GridTable:
    """One claimed table in one grid under verification."""

    def __init__(
        self, document: Document, block: Block, claim: TableClaim, number: int, book: Book
    ) -> None:
        assert block.grid is not None
        self.document = document
        self.block = block
        self.grid: Grid = block.grid
        self.claim = claim
        self.number = number
        self.book = book
        self.notes: list[Note] = []
        self.holes = False
        self.columns: Sequence[HeadColumn] = ()  # what stands over the columns of the grid
        self._at = block.grid.by_start
        self._damaged: list[tuple[BoundRow, str]] = []  # rows, and what their labels may be

    def verify(self, context: Context) -> list[BoundRow]:
        """The rows of the claim, each bound or refused."""
        head_cells = self._cells(span for row in self.claim.heads for cell in row for span in cell)
        data_rows = [self._data_row(claim) for claim in self.claim.rows]
        found = [BoundRow(self.book.table, self.number, *self._label(c)) for c in self.claim.rows]
        known = [row for row in data_rows if row is not None]
        fault = "heads-claimed" if not head_cells else "rows-found" if not known else ""
        if not head_cells or fault or (fault := self._region_fault(head_cells, known)):
            for row in found:
                row.refuse(fault, Reason.CONTENT_LOST)
            return found
        columns = heads.grid_columns(self.book, self.grid, self.block.text, head_cells, min(known))
        if self.holes and not _complete(self.book.table, columns):
            # A head cell may have been lost and the others have moved into its place.
            columns = [HeadColumn(None, head.cell, head.text) for head in columns]
        self.columns = columns
        self._note_heads(columns, found)
        names = tuple(dict.fromkeys(head.id for head in columns if head.id is not None))
        lost = any(head.id is None and head.text.strip() for head in columns)
        self._columns = _Columns(columns, names, frozenset(names), lost)
        for bound, claim, data_row in zip(found, self.claim.rows, data_rows, strict=True):
            if data_row is None:
                bound.refuse("one-row", Reason.OUTSIDE_LABEL_RANGES, first=True)
            else:
                self._row(bound, claim, data_row, context)
        self._restore(found)
        return found

    def _restore(self, found: Sequence[BoundRow]) -> None:
        """Bind rows whose labels lost characters, where the form has such a row at that place.

        The row must be printed nowhere else in the table, and its neighbours be in order.
        """
        names = [row.row_id for row in found]
        candidates = [row_id for _, row_id in self._damaged]
        for bound, row_id in self._damaged:
            if row_id in names or candidates.count(row_id) > 1 or not bound.cells:
                continue
            placed = [row_id if row is bound else row.row_id for row in found]
            if in_order(self.book.table, tuple(name for name in placed if name)):
                bound.row_id, bound.reason, bound.failed = row_id, None, ()

    def _text(self, cell: Cell) -> str:
        return self.block.text[cell.start : cell.end]

    def _is_blank(self, cell: Cell) -> bool:
        return not self.block.text[cell.start : cell.end].strip(WHITE)

    def _cells(self, spans: Iterable[Span]) -> list[Cell] | None:
        """The cells that spans are; ``None`` when one is not a whole cell of this grid."""
        cells: list[Cell] = []
        at, index = self._at, self.block.index
        for span in spans:
            block, start, end = span
            cell = at.get(start)
            if block != index or cell is None or cell.end != end:
                return None
            cells.append(cell)
        return cells

    def _data_row(self, claim: RowClaim) -> int | None:
        cells = self._cells(claim.cells)
        if not cells or len({cell.row for cell in cells}) > 1:
            return None
        return cells[0].row

    def _label(self, claim: RowClaim) -> tuple[str, Span]:
        label = "".join([self.document.text(span) for span in claim.label])
        spans = claim.label or claim.cells or (Span(self.block.index, 0, 0),)
        return label, spans[0]

    def _region_fault(self, head_cells: Sequence[Cell], data_rows: Sequence[int]) -> str:
        """The check that fails: heads above rows, rows ascending, no label passed over."""
        if not all(a < b for a, b in zip(data_rows, data_rows[1:], strict=False)):
            return "order"
        first, last = min(cell.row for cell in head_cells), max(data_rows)
        head_rows = {cell.row for cell in head_cells}
        if max(head_rows) >= min(data_rows):
            return "order"
        claimed = {cell.start for cell in head_cells}
        rows_read = set(data_rows)
        for row in range(first, last + 1):
            if row in head_rows and None in self.grid.covering[row]:
                self.holes = True
            if row in rows_read:
                continue
            for cell in self.grid.rows[row]:
                if cell.start not in claimed and not self._harmless(cell):
                    return "nothing-passed-over"
        return ""

    def _harmless(self, cell: Cell) -> bool:
        """Whether an unclaimed cell can be passed over; its numerals are noted."""
        text = self._text(cell)
        if self._is_blank(cell):
            return True
        if self.book.row(text) or self.book.head(text):
            return False
        for start, end in digit_runs(text):
            span = Span(self.block.index, cell.start + start, cell.start + end)
            self.notes.append(
                binding.unaccounted(self.document, text[start:end], span, "unclaimed")
            )
        return True

    def _note_heads(self, columns: Sequence[HeadColumn], found: Sequence[BoundRow]) -> None:
        if any(head.id is not None for head in columns):
            return
        for row in found:
            row.refuse("heads-known", Reason.COLUMN_UNRESOLVED)
            row.lost_columns = True
        texts = " ".join(dict.fromkeys(head.text for head in columns))[:120]
        params = {"heads": texts, "table": self.book.table}
        span = found[0].span if found else Span(self.block.index, 0, 0)
        self.notes.append(Note("P203", (), params, self.document.locate(span)))

    def _row(
        self,
        bound: BoundRow,
        claim: RowClaim,
        data_row: int,
        context: Context,
    ) -> None:
        at = self._at
        first = min([at[span.start].column for span in claim.cells])
        stub = self._stub(data_row, first)
        labels = [cell for cell in stub if not self._is_blank(cell)]
        own = labels[-1] if labels else None
        for cell in labels[:-1]:
            text = self._text(cell)
            if not binding.enter_parent(self.book, text, context):
                bound.refuse("parents-known", Reason.LABEL_LOST, first=True)
            if cell.row == data_row:
                self.notes += binding.label_notes(self.document, text, self._span(cell))
        if (self._span(own),) != claim.label if own is not None else bool(claim.label):
            bound.refuse("label-own", Reason.LABEL_LOST, first=True)
        elif own is None:
            if self.book.table != "review_and_litigation":
                bound.refuse("label-own", Reason.LABEL_LOST, first=True)
        elif self.book.table != "review_and_litigation":
            self._resolve(bound, own, context)
        self._bind(bound, claim, data_row, first)

    def _stub(self, row: int, first: int) -> list[Cell]:
        stub: list[Cell] = []
        for cell in self.grid.covering[row][:first]:
            if cell is not None and cell not in stub:
                stub.append(cell)
        return stub

    def _span(self, cell: Cell) -> Span:
        return Span(self.block.index, cell.start, cell.end)

    def _resolve(self, bound: BoundRow, own: Cell, context: Context) -> None:
        if bound.reason is None and own.row_end - own.row == 1 and not self.book.row(bound.label):
            row_id = self.book.damaged_row(bound.label, context.group)
            if row_id is not None:
                self._damaged.append((bound, row_id))
        resolution = binding.resolve(self.book, bound.label, context)
        bound.row_id = resolution.row_id
        if resolution.reason is not None:
            bound.refuse(BY_LABEL[resolution.reason], resolution.reason)
        bound.subtotal = resolution.subtotal
        bound.outside = resolution.outside
        if own.row_end - own.row > 1:
            # A label merged over several rows is not the label of one of them.
            bound.refuse("label-of-one-row", Reason.LABEL_AMBIGUOUS, first=True)
        if resolution.row_id is not None or resolution.subtotal:
            self.notes += binding.label_notes(self.document, bound.label, self._span(own))

    def _bind(
        self,
        bound: BoundRow,
        claim: RowClaim,
        data_row: int,
        first: int,
    ) -> None:
        columns = self._columns
        own_cells = {c.start for c in self.grid.covering[data_row][first:] if c is not None}
        if own_cells != {span.start for span in claim.cells}:
            bound.refuse("all-cells", Reason.OUTSIDE_LABEL_RANGES)
            return
        if any(head.id is not None for head in columns.heads[:first]):
            bound.refuse("label-beside-heads", Reason.POSITIONS_LOST)
            return
        result = bind_grid_row(
            self.grid, columns.heads, data_row, first, self._is_blank, columns.ids
        )
        bound.columns = columns.names
        bound.refuse("geometry", result.reason)
        new, index = tuple.__new__, self.block.index
        bound.cells = {
            name: (new(Span, (index, cell.start, cell.end)),) for name, cell in result.cells.items()
        }
        bound.lost_columns = columns.lost


def _complete(table: str, columns: Sequence[HeadColumn]) -> bool:
    """Whether one row of heads is whole although the grid ends behind it."""
    found = {head.id for head in columns if head.id is not None}
    return table == "proactive_disclosure" and found in heads.column_sets(table)
