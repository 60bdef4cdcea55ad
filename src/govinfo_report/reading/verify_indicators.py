"""Checks a claim on the table of 2014: every row is cut, resolved and bound again.

A row has one figure.  In a grid it is the cell under the head 统计数; in text it is what stands
behind the label, with nothing but the unit between them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from govinfo_report.documents.document import Document, Span
from govinfo_report.documents.grid import Cell as GridCell
from govinfo_report.documents.grid import Grid
from govinfo_report.model.figure import Reason
from govinfo_report.model.note import Note
from govinfo_report.reading import binding
from govinfo_report.reading.binding import BoundRow
from govinfo_report.reading.checks import BY_LABEL
from govinfo_report.reading.draft import RowClaim, TableClaim
from govinfo_report.reading.indicatorlabels import (
    COUNTED,
    Cell,
    cell_of,
    head_of,
    indicators,
    unit_of,
)
from govinfo_report.reading.indicatorrows import WAYS, Printed, rows_of
from govinfo_report.reading.indicatorsections import resolve
from govinfo_report.reading.rows import WHITE, Field, field_text, is_empty
from govinfo_report.text.lazy import lazy
from govinfo_report.text.normalise import squash
from govinfo_report.text.numerals import digit_runs

#: ways of cutting under which an empty cell leaves no trace
_BLANKS_LOST = ("inline", "cells")
_ABOVE = 8  # lines above the first row among which the name of the table stands
_TITLE = lazy(
    r"(?:附[件表录]?[0-9一二三四五六]?[:、]?)?(?:.{0,30}政府信息公开(?:工作)?情况统计表|填报单位|统计指标)|\(?20[0-9]{2}年度?\)?\Z"
)
_EDGES = WHITE + "|｜；;。，,"
_TALLEST = 100  # rows of a table, its headings and lines in between


class _Bound(NamedTuple):
    """Where a row's unit and value stand, or why nobody can say."""

    value: Field | None = None
    unit: str = ""
    reason: Reason | None = None


class _Columns(NamedTuple):
    """Grid columns of label, unit and value; ``reason`` says why the heads tell none.

    Without heads ``cells`` is the number of cells behind every label.
    """

    stub: frozenset[int] = frozenset()
    unit: frozenset[int] = frozenset()
    value: frozenset[int] = frozenset()
    cells: int = 0
    reason: Reason | None = None


class IndicatorTable:
    """One claimed piece of the table of 2014 under verification."""

    def __init__(self, document: Document, claim: TableClaim, number: int) -> None:
        self.document = document
        self.claim = claim
        self.number = number
        self.notes: list[Note] = []
        self.way = self._choose_way()
        self.rows = rows_of(document, self.way)
        self.resolved = resolve(document, self.way)
        self._columns: dict[int, _Columns] = {}
        self._heads: list[int] | None = None
        self._shape: tuple[bool, ...] | None = None

    def verify(self) -> list[BoundRow]:
        """The rows of the claim, each bound or refused."""
        at = self._index()
        found = [self._verify(claim, at.get(_spans(claim))) for claim in self.claim.rows]
        seen = Counter(row.row_id for row in found if row.row_id and row.cells)
        for row in found:
            if row.row_id and seen[row.row_id] > 1:
                row.refuse("once", Reason.CLAIMED_TWICE)
        return found

    def _choose_way(self) -> str:
        spans = [span for row in self.claim.rows for span in (*row.label, *row.cells)]
        if not spans or self.document.block(spans[0].block).grid is not None:
            return "grid"
        wanted = {_spans(row) for row in self.claim.rows}
        counts = {}
        for way in WAYS:
            if way != "grid":
                self.rows = rows_of(self.document, way)
                counts[way] = len(wanted & self._index().keys())
                if counts[way] == len(wanted):
                    return way
        return max(counts, key=lambda way: counts[way])

    def _index(self) -> dict[tuple[tuple[Span, ...], tuple[Span, ...]], int]:
        return {
            (row.fields[row.label] if row.label >= 0 else (), tuple(f[0] for f in row.cells)): i
            for i, row in enumerate(self.rows)
        }

    def _text(self, field: Field) -> str:
        return field_text(self.document, field).strip(WHITE)

    # -- rows -------------------------------------------------------------------------------

    def _verify(self, claim: RowClaim, at: int | None) -> BoundRow:
        label = "".join(self.document.text(span) for span in claim.label)
        spans = claim.label or claim.cells or (Span(self.document.first, 0, 0),)
        bound = BoundRow(self.claim.table, self.number, label, spans[0], columns=("",))
        if at is None:
            bound.refuse("one-row", Reason.OUTSIDE_LABEL_RANGES)
            return bound
        row, what = self.rows[at], self.resolved[at]
        if what.heading:
            bound.subtotal = True
            self._note_figures(row)
            return bound
        bound.row_id = what.row_id
        if what.reason is not None:
            bound.refuse(BY_LABEL.get(what.reason, "label-known"), what.reason)
        elif what.row_id is None:
            bound.refuse("label-known", Reason.LABEL_LOST)
        if what.row_id is not None and row.above[row.label : row.label + 1] == (True,):
            bound.refuse("label-of-one-row", Reason.LABEL_AMBIGUOUS, first=True)
        found = self._bind(row, at)
        bound.refuse("one-value", found.reason)
        if found.value is not None:
            bound.cells = {"": found.value}
            if bound.row_id is not None and bound.reason is None:
                bound.refuse("unit", self._unit_reason(bound, found))
        return bound

    def _unit_reason(self, bound: BoundRow, found: _Bound) -> Reason | None:
        """Why the printed unit speaks against the figure, if it does."""
        assert bound.row_id is not None
        prescribed = indicators().form[bound.row_id].columns[0].unit
        unit = unit_of(found.unit) if found.unit else ""
        if unit is None:
            return Reason.OUTSIDE_LABEL_RANGES
        fits = unit in ("", prescribed) or (unit in COUNTED and prescribed in COUNTED)
        if fits:
            return None
        params: dict[str, str | int] = {"raw": found.unit[:60], "reason": str(Reason.OTHER_UNIT)}
        address = f"{self.claim.table}.{bound.row_id}"
        place = self.document.locate(bound.span)
        self.notes.append(Note("P201", (address,), params, place))
        return Reason.OTHER_UNIT

    def _note_figures(self, row: Printed) -> None:
        """A number beside a heading belongs to no figure of the form."""
        for field in row.cells:
            text = field_text(self.document, field)
            for start, end in digit_runs(text) if len(field) == 1 else ():
                span = Span(field[0].block, field[0].start + start, field[0].start + end)
                self.notes.append(
                    binding.unaccounted(self.document, text[start:end], span, "unclaimed")
                )

    def _bind(self, row: Printed, at: int) -> _Bound:
        if row.grid >= 0:
            return self._bind_cell(row, self._columns_of(row.grid))
        if self.way == "cells" and not (self._goes_on(at) and self._like_others(row)):
            return _Bound(reason=Reason.POSITIONS_LOST)
        if self._is_torn(row):
            return _Bound(reason=Reason.CONTENT_LOST)
        if self.way in _BLANKS_LOST:
            return self._in_order(row.cells)
        return self._behind_heads(row, at)

    # -- text -------------------------------------------------------------------------------

    def _in_order(self, cells: Sequence[Field]) -> _Bound:
        """A unit and a figure behind the label, in this order or, in a line, the other way."""
        texts = [self._text(field) for field in cells]
        kinds = [_kind(text) for text in texts]
        if not texts:
            return _Bound(reason=Reason.POSITIONS_LOST)
        if kinds in ([Cell.VALUE], [Cell.UNIT, Cell.VALUE]):
            return _Bound(cells[-1], texts[0] if len(texts) > 1 else "")
        if kinds == [Cell.VALUE, Cell.UNIT] and self.way == "inline":
            return _Bound(cells[0], texts[1])
        # A mark may stand in the place of a unit or of a figure.
        if len(texts) == 2 and kinds[1] is Cell.VALUE and unit_of(texts[0]) == "":
            return _Bound(cells[1])
        words = any(kind is Cell.OTHER for kind in kinds)
        return _Bound(reason=Reason.OUTSIDE_LABEL_RANGES if words else Reason.POSITIONS_LOST)

    def _goes_on(self, at: int) -> bool:
        """Whether the next label is that of the next row: none was lost between them."""
        own = self.resolved[at].row_id
        wanted = indicators().after.get(own or "")
        for row, what in zip(self.rows[at + 1 :], self.resolved[at + 1 :], strict=True):
            if not what.heading:
                return what.row_id == wanted if wanted else not row.cells
            if any(_kind(self._text(field)) is Cell.VALUE and not _is_mark(self._text(field))
                   for field in row.cells):  # fmt: skip
                return False
        return wanted is None

    def _like_others(self, row: Printed) -> bool:
        """Whether a row has the cells that most rows have: a number may be that of the next row."""
        if self._shape is None:
            shapes = Counter(
                self._shape_of(other)
                for other, what in zip(self.rows, self.resolved, strict=True)
                if what.row_id is not None and other.cells
            )
            self._shape = shapes.most_common(1)[0][0]
        return self._shape_of(row) == self._shape

    def _shape_of(self, row: Printed) -> tuple[bool, ...]:
        return tuple(_kind(self._text(field)) is Cell.UNIT for field in row.cells)

    def _is_torn(self, row: Printed) -> bool:
        """Whether the line behind a row is but a number: it may be the end of the row's own."""
        last = row.fields[-1][-1]
        text = self.document.block(last.block).text
        rest = text[last.end :].partition("\n")[2]
        if not rest and last.block + 1 < self.document.first + len(self.document.blocks):
            below = self.document.block(last.block + 1)
            rest = below.text if below.grid is None else ""
        pieces = rest.partition("\n")[0].strip(_EDGES).replace("|", "\t").split("\t")
        words = [piece.strip(WHITE) for piece in pieces]
        if self.way == "cells" or not any(words):
            return False
        return _kind(words[0]) in (Cell.VALUE, Cell.UNIT) and not self._is_numbered(words[1:])

    def _is_numbered(self, words: Sequence[str]) -> bool:
        """Whether a label follows: the number before it is that of a row."""
        return any(cell_of(word) not in (Cell.VALUE, Cell.UNIT, Cell.EMPTY) for word in words)

    def _behind_heads(self, row: Printed, at: int) -> _Bound:
        """Fields between tabs or bars: by their heads where the widths agree, else in order."""
        filled = [field for field in row.cells if not is_empty(field)]
        head = self._head_above(at)
        if head is None:
            return self._in_order(filled)
        kinds = [head_of(self._text(field)) if self._text(field) else "" for field in head.fields]
        unknown = any(
            not kind and self._text(f) for kind, f in zip(kinds, head.fields, strict=True)
        )
        if kinds.count("count") != 1 or kinds.count("stub") > 1:
            return _Bound(reason=Reason.COLUMN_UNRESOLVED)
        value = kinds.index("count")
        if len(row.fields) == len(head.fields) and row.label < value:
            between = {i for i in range(row.label + 1, value) if kinds[i] != "unit"}
            if any(not is_empty(row.fields[i]) for i in between):
                return _Bound(reason=Reason.OUTSIDE_LABEL_RANGES)
            unit = self._text(row.fields[kinds.index("unit")]) if "unit" in kinds else ""
            if unit and unit_of(unit) is None:
                return _Bound(reason=Reason.OUTSIDE_LABEL_RANGES)
            return _Bound(row.fields[value], unit)
        if unknown or "other" in kinds:
            return _Bound(reason=Reason.POSITIONS_LOST)
        return self._in_order(filled)

    def _head_above(self, at: int) -> Printed | None:
        if self._heads is None:
            self._heads = [i for i, row in enumerate(self.rows) if self._is_head(row)]
        found = bisect_left(self._heads, at) - 1
        near = found >= 0 and at - self._heads[found] <= _TALLEST
        return self.rows[self._heads[found]] if near else None

    # -- grids ------------------------------------------------------------------------------

    def _columns_of(self, number: int) -> _Columns:
        if number not in self._columns:
            self._columns[number] = self._read_columns(number)
        return self._columns[number]

    def _read_columns(self, number: int) -> _Columns:
        grid = self.document.block(number).grid
        assert grid is not None
        own = [(r, w) for r, w in zip(self.rows, self.resolved, strict=True) if r.grid == number]
        data = [row for row, what in own if what.row_id is not None or what.heading]
        if not data:
            return _Columns(reason=Reason.COLUMN_UNRESOLVED)
        above = [row for row, _ in own if row.row < data[0].row]
        heads = above[next((i for i, row in enumerate(above) if self._is_head(row)), len(above)) :]
        if heads:
            return self._headed(number, grid, heads[0].row, data[0].row)
        earlier = self._piece_before(number, grid)
        if earlier is not None:
            return earlier
        widths = {len(row.cells) for row, what in own if what.row_id is not None}
        if len(widths) != 1 or not widths <= {1, 2}:
            return _Columns(reason=Reason.COLUMN_UNRESOLVED)
        return _Columns(cells=widths.pop())

    def _is_head(self, row: Printed) -> bool:
        texts = [text for field in row.fields if (text := self._text(field))]
        return len(texts) > 1 and any(head_of(text) for text in texts)

    def _piece_before(self, number: int, grid: Grid) -> _Columns | None:
        """The columns of the grid that this one goes on from without a head of its own."""
        before, last = "", -1
        for row, what in zip(self.rows, self.resolved, strict=True):
            if what.row_id is None:
                continue
            if row.grid != number:
                before, last = what.row_id, row.grid
                continue
            if last < 0 or last > number or indicators().after.get(before) != what.row_id:
                return None
            other = self.document.block(last).grid
            found = self._columns_of(last) if other and other.width == grid.width else None
            return found if found is not None and found.value else None
        return None

    def _headed(self, number: int, grid: Grid, first: int, data: int) -> _Columns:
        text = self.document.block(number).text
        kinds: list[str] = []
        owners: dict[str, set[int]] = {}
        for column in range(grid.width):
            cells = {c for row in range(first, data) if (c := grid.covering[row][column])}
            names = {
                head_of(words) or "unknown": cell.start
                for cell in cells
                if (words := text[cell.start : cell.end].strip(WHITE))
            }
            kind = next(iter(names)) if len(names) == 1 else "unknown" if names else ""
            kinds.append(kind)
            if names:
                owners.setdefault(kind, set()).update(names.values())
        if len(owners.get("count", ())) != 1 or len(owners.get("stub", ())) > 1:
            return _Columns(reason=Reason.COLUMN_UNRESOLVED)
        value = frozenset(i for i, kind in enumerate(kinds) if kind == "count")
        stub = frozenset(i for i, kind in enumerate(kinds) if kind in ("stub", "number", ""))
        unit = frozenset(i for i, kind in enumerate(kinds) if kind == "unit")
        return _Columns(stub, unit, value)

    def _bind_cell(self, row: Printed, columns: _Columns) -> _Bound:
        if columns.reason is not None:
            return _Bound(reason=columns.reason)
        grid = self.document.block(row.grid).grid
        assert grid is not None
        label = grid.by_start[row.fields[row.label][0].start] if row.label >= 0 else None
        if label is not None and label.row_end - label.row > 1:
            return _Bound(reason=Reason.LABEL_AMBIGUOUS)
        if any(row.above[row.label + 1 :]):
            return _Bound(reason=Reason.OUTSIDE_LABEL_RANGES)
        if columns.cells:
            return self._bare(row, columns.cells)
        if label is not None and not set(range(label.column, label.column_end)) <= columns.stub:
            return _Bound(reason=Reason.OUTSIDE_LABEL_RANGES)
        value = self._only(grid, row.row, columns.value)
        if value is None:
            return _Bound(reason=Reason.POSITIONS_LOST)
        if value.row != row.row or value.row_end != row.row + 1 or value is label:
            return _Bound(reason=Reason.OUTSIDE_LABEL_RANGES)
        if not set(range(value.column, value.column_end)) <= columns.value:
            return _Bound(reason=Reason.OUTSIDE_LABEL_RANGES)
        unit = self._only(grid, row.row, columns.unit) if columns.unit else None
        words = "" if unit is None else self._cell_text(row.grid, unit)
        return _Bound((Span(row.grid, value.start, value.end),), words)

    def _bare(self, row: Printed, cells: int) -> _Bound:
        """A grid without heads: one cell behind every label, or a unit and a cell."""
        if len(row.cells) != cells:
            return _Bound(reason=Reason.POSITIONS_LOST)
        unit = self._text(row.cells[0]) if cells > 1 else ""
        if unit and unit_of(unit) is None:
            return _Bound(reason=Reason.COLUMN_UNRESOLVED)
        return _Bound(row.cells[-1], unit)

    def _cell_text(self, number: int, cell: GridCell) -> str:
        return self.document.block(number).text[cell.start : cell.end].strip(WHITE)

    def _only(self, grid: Grid, row: int, columns: frozenset[int]) -> GridCell | None:
        """The one cell in some columns of a row."""
        cells = {grid.covering[row][column] for column in columns}
        return cells.pop() if len(cells) == 1 else None


def _kind(text: str) -> Cell:
    """What a field behind a label can be: a mark is a figure, not a number of a row."""
    kind = cell_of(text)
    return Cell.VALUE if kind is Cell.NUMBER else kind


def _is_mark(text: str) -> bool:
    return unit_of(text) == ""


def _spans(claim: RowClaim) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    return claim.label, claim.cells


def region_of(document: Document, first: Span, last: Span) -> tuple[Span, Span]:
    """Where a table begins and ends: its name, headings above it and a closing bar are no prose."""
    text = document.block(last.block).text
    if document.block(last.block).grid is None and not text[last.end :].strip(_EDGES):
        last = Span(last.block, last.start, len(text))
    return _begins(document, first), last


def _begins(document: Document, first: Span) -> Span:
    found, number = first, first.block - 1
    while number >= max(document.first, first.block - _ABOVE):
        text = document.block(number).text
        bare = squash(text).strip("#*|:-")
        if document.block(number).grid is not None:
            break
        if bare and cell_of(text.strip("#|* ")) is not Cell.HEADING and _TITLE.match(bare) is None:
            break
        if bare:
            found = Span(number, 0, 0)
        number -= 1
    return found
