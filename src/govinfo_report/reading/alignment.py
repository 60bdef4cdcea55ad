"""Which cell belongs to which column.

Flattened text binds by order.  A row may carry more fields than there are columns (merged cells
leave empty ones at its edges), so the window of values is sought among all positions that leave
only empty fields outside, alike for all rows of one shape.  What more than one window explains
differently is refused, and so is a row with an empty value unless its width is that of its
neighbours: one cell more or less must never shift a figure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from attrs import define, frozen

from govinfo_report.documents.document import Span
from govinfo_report.documents.grid import Cell, Grid
from govinfo_report.model.figure import Reason
from govinfo_report.reading.heads import HeadColumn


@define
class TextRow:
    """A row of flattened text: the number of fields before its label, and its value fields."""

    lead: int
    cells: tuple[Span, ...]

    @property
    def width(self) -> int:
        """Fields of the whole row (a row without label has a ``lead`` of -1)."""
        return self.lead + 1 + len(self.cells)


@frozen
class Window:
    """Where a row's values stand among its fields; ``reason`` says why there is none."""

    start: int | None
    reason: Reason | None = None


@frozen
class HeadRow:
    """The row that carries the lowest heads: its width, and where its columns begin.

    ``start`` counts from behind the stub, as the window of a row counts from behind its label.
    """

    width: int
    start: int


def windows(rows: Sequence[TextRow], columns: int, head: HeadRow | None = None) -> list[Window]:
    """For each row the position of its first value, or why it is refused."""
    shapes: dict[tuple[int, int], list[int]] = {}
    for row in rows:
        key = (row.lead, len(row.cells))
        found = shapes.get(key)
        starts = [
            start
            for start in (found if found is not None else range(len(row.cells) - columns + 1))
            if _only_blank_outside(row.cells, start, columns)
        ]
        # A row that fits none of its neighbours' windows must not spoil theirs.
        if starts or found is None:
            shapes[key] = starts
    regular = _regular_widths(rows, head)
    return [
        _window(
            row, columns, shapes[row.lead, len(row.cells)], (row.lead, row.width) in regular, head
        )
        for row in rows
    ]


def _window(
    row: TextRow, columns: int, starts: list[int], regular: bool, head: HeadRow | None
) -> Window:
    starts = [start for start in starts if _only_blank_outside(row.cells, start, columns)]
    if not starts:
        return Window(None, Reason.POSITIONS_LOST)
    if len(starts) > 1 and head is not None and regular and row.width == head.width:
        starts = [start for start in starts if start == head.start] or starts
    if len(starts) > 1 and any(span.start != span.end for span in row.cells):
        return Window(None, Reason.AMBIGUOUS_ALIGNMENT)
    values = row.cells[starts[0] : starts[0] + columns]
    if not regular and any(span.start == span.end for span in values):
        return Window(None, Reason.AMBIGUOUS_ALIGNMENT)
    return Window(starts[0])


def _only_blank_outside(cells: Sequence[Span], start: int, columns: int) -> bool:
    outside = (*cells[:start], *cells[start + columns :])
    return len(cells) >= columns and all(span.start == span.end for span in outside)


def _regular_widths(rows: Sequence[TextRow], head: HeadRow | None) -> set[tuple[int, int]]:
    """(lead, width) pairs that most rows share, or that a head row shares and no row contradicts."""
    widths: dict[int, Counter[int]] = {}
    for row in rows:
        widths.setdefault(row.lead, Counter())[row.width] += 1
    overall = Counter(row.width for row in rows)
    regular: set[tuple[int, int]] = set()
    for lead, counts in widths.items():
        for width, count in counts.items():
            shared = 2 * count > counts.total() and count > 1
            whole = 2 * overall[width] > len(rows) and overall[width] > 2
            headed = head is not None and head.width == width and len(overall) == 1
            if shared or whole or headed:
                regular.add((lead, width))
    return regular


@frozen
class GridBinding:
    """Cell per column id, or why the row is refused; ``extra`` are printed cells of no column."""

    cells: dict[str, Cell]
    reason: Reason | None = None
    extra: tuple[Cell, ...] = ()


def bind_grid_row(
    grid: Grid,
    columns: Sequence[HeadColumn],
    row: int,
    first: int,
    is_blank: Callable[[Cell], bool],
) -> GridBinding:
    """Bind the cells of a grid row from grid column ``first`` on to the columns over them.

    A value under several heads binds by its left edge; the order of values and heads must
    agree; a hole, a cell of another row, or two values under one head refuse the row.
    """
    bound: dict[str, Cell] = {}
    extra: list[Cell] = []
    taken: set[int] = set()
    last = max((i for i, head in enumerate(columns) if head.id is not None), default=-1)
    for position in range(first, grid.width):
        cell = grid.covering[row][position]
        if cell is None:
            if position <= last:
                return GridBinding({}, Reason.POSITIONS_LOST)
            continue
        if cell.start in taken:
            continue
        taken.add(cell.start)
        if cell.column < first or cell.row != row or cell.row_end != row + 1:
            return GridBinding({}, Reason.OUTSIDE_LABEL_RANGES)
        head = columns[cell.column]
        if head.id is None or head.cell is None:
            if is_blank(cell):
                continue
            if not head.text.strip():  # a value under no head at all: something has shifted
                return GridBinding({}, Reason.OUTSIDE_LABEL_RANGES)
            extra.append(cell)
            continue
        if head.id in bound:
            return GridBinding({}, Reason.OUTSIDE_LABEL_RANGES)
        bound[head.id] = cell
    # A value wider than its head swallows the next head's column: every head needs its value.
    expected = {head.id for head in columns if head.id is not None}
    if set(bound) != expected:
        return GridBinding({}, Reason.POSITIONS_LOST)
    return GridBinding(bound, None, tuple(extra))
