"""Where the cells of the form stand: rows and columns from 0, merged cells laid out."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from govinfo_report.outputs.form import FormCell, FormRow


@frozen
class Placed:
    """A cell of the form at its row and column."""

    row: int
    column: int
    cell: FormCell

    @property
    def bottom(self) -> int:
        """The last row it covers."""
        return self.row + self.cell.rows - 1

    @property
    def right(self) -> int:
        """The last column it covers."""
        return self.column + self.cell.columns - 1


def placed(rows: Sequence[FormRow]) -> list[Placed]:
    """Every cell with its place, row by row."""
    found: list[Placed] = []
    taken: set[tuple[int, int]] = set()
    for number, row in enumerate(rows):
        position = 0
        for cell in row:
            while (number, position) in taken:
                position += 1
            found.append(Placed(number, position, cell))
            for below in range(cell.rows):
                taken |= {(number + below, position + i) for i in range(cell.columns)}
    return found


def width_of(rows: Sequence[FormRow]) -> int:
    """Columns of the table."""
    return max(sum(cell.columns for cell in row) for row in rows)


def head_rows(rows: Sequence[FormRow]) -> int:
    """Rows at the top that hold nothing but heads."""
    count = 0
    while count < len(rows) and all(cell.head and cell.text for cell in rows[count]):
        count += 1
    return count


def is_label(place: Placed, heads: int, table: str) -> bool:
    """Whether a cell names one row of a long table: such labels begin at the left.

    ``heads`` is the number of head rows.
    """
    named = table == "requests" or (table == "statistics" and place.column == 0)
    return named and place.cell.head and place.row >= heads and place.cell.rows == 1
