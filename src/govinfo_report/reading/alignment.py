"""Which cell belongs to which column.

Flattened text binds by order.  A row may carry more fields than there are columns (merged cells
leave empty ones at its edges), so the window of values is sought among all positions that leave
only empty fields outside, alike for all rows of one shape.  What more than one window explains
differently is refused, and so is a row with an empty value unless its width is that of its
neighbours: one cell more or less must never shift a figure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from attrs import define, frozen

from govinfo_report.documents.document import Span
from govinfo_report.documents.grid import Cell, Grid
from govinfo_report.model.figure import Reason
from govinfo_report.reading.heads import HeadColumn

#: rows that must agree before their width is evidence, not chance
_SHALLOW = 3


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
    """The head row that carries all columns, or the longest one where they are spread.

    ``lead`` is the position of its stub and ``start`` where its columns begin behind the stub,
    as a row's window counts from behind its label; both -1 where they are not known.
    """

    width: int
    lead: int = -1
    start: int = -1


def windows(
    rows: Sequence[TextRow], columns: int, head: HeadRow | None = None, *, merged: bool = True
) -> list[Window]:
    """For each row the position of its first value, or why it is refused.

    ``merged`` says that the family shows the empty fields of merged cells, so that all rows of
    a table should be equally wide and a shorter one may have lost its end.
    """
    bare = merged and _is_bare(rows, columns)
    widest = max([row.width for row in rows] + [head.width if head else 0], default=0)
    shapes: dict[tuple[int, int], list[int]] = {}
    for row in rows:
        key = (row.lead, len(row.cells))
        lost = widest - row.width if merged and not bare else 0
        tried: Iterable[int] = range(len(row.cells) - columns + lost + 1)
        starts = _starts(row, columns, shapes.get(key, tried))
        # A row that fits none of its neighbours' windows must not spoil theirs.
        if starts or key not in shapes:
            shapes[key] = starts
    regular = _regular_widths(rows, head, merged)
    found: list[Window] = []
    for row in rows:
        starts = _starts(row, columns, shapes[row.lead, len(row.cells)])
        whole = bare or (row.lead, row.width) in regular
        found.append(_window(row, columns, starts, whole, head))
    return found


def _is_bare(rows: Sequence[TextRow], columns: int) -> bool:
    """Whether the rows show that merged cells left no fields: behind every label, be it in the
    first field or in a later one, stand exactly as many cells as there are columns.

    Where merged cells do leave fields, each row but the deepest would have had to lose just as
    many cells as its label is wide.
    """
    deepest = max((row.lead for row in rows), default=0)
    shallow = sum(row.lead < deepest for row in rows)
    return shallow >= _SHALLOW and all(len(row.cells) == columns for row in rows)


def _starts(row: TextRow, columns: int, tried: Iterable[int]) -> list[int]:
    """The positions that leave only empty fields outside the window."""
    return [
        start
        for start in tried
        if not any(span.start != span.end for span in row.cells[:start])
        and not any(span.start != span.end for span in row.cells[start + columns :])
    ]


def _window(
    row: TextRow, columns: int, starts: list[int], regular: bool, head: HeadRow | None
) -> Window:
    whole = [start for start in starts if start + columns <= len(row.cells)]
    if not whole:
        return Window(None, Reason.POSITIONS_LOST)
    if len(starts) > 1 and any(span.start != span.end for span in row.cells):
        alike = head is not None and (head.lead, head.width) == (row.lead, row.width)
        whole = [s for s in whole if head is not None and alike and regular and s == head.start]
        if not whole or len(starts) > len(row.cells) - columns + 1:
            return Window(None, Reason.AMBIGUOUS_ALIGNMENT)
    values = row.cells[whole[0] : whole[0] + columns]
    if not regular and any(span.start == span.end for span in values):
        return Window(None, Reason.AMBIGUOUS_ALIGNMENT)
    return Window(whole[0])


def _regular_widths(
    rows: Sequence[TextRow], head: HeadRow | None, merged: bool
) -> set[tuple[int, int]]:
    """(lead, width) pairs that most rows share, or that a head row shares and no row contradicts."""
    widths: dict[int, Counter[int]] = {}
    for row in rows:
        widths.setdefault(row.lead, Counter())[row.width] += 1
    overall = Counter(row.width for row in rows)
    regular: set[tuple[int, int]] = set()
    for lead, counts in widths.items():
        for width, count in counts.items():
            shared = 2 * count > counts.total() and count > 1
            whole = merged and 2 * overall[width] > len(rows) and overall[width] > 2
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
    expected: frozenset[str] | None = None,
) -> GridBinding:
    """Bind the cells of a grid row from grid column ``first`` on to the columns over them.

    A value under several heads binds by its left edge; the order of values and heads must
    agree; a hole, a cell of another row, or two values under one head refuse the row.
    ``expected`` are the ids of the columns, where the caller has them at hand.
    """
    if expected is None:
        expected = frozenset([head.id for head in columns if head.id is not None])
    bound: dict[str, Cell] = {}
    extra: list[Cell] = []
    taken: set[int] = set()
    covering = grid.covering[row]
    for position in range(first, grid.width):
        cell = covering[position]
        if cell is None:
            # a cell is missing, also where the head it should stand under is not known
            if any(head.id is not None or head.text.strip() for head in columns[position:]):
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
    if bound.keys() != expected:
        return GridBinding({}, Reason.POSITIONS_LOST)
    return GridBinding(bound, None, tuple(extra))
