"""A table with its row- and column spans resolved."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from attrs import define, field

from govinfo_report.display import ROWS, Card, Displayed, Tile


class GridKind(StrEnum):
    """Why the columns of a grid can be trusted."""

    MARKUP = "markup"  #: HTML, DOCX, XLSX: the format states rows and columns
    RULED = "ruled"  #: PDF, OFD: drawn lines separate the cells


class Cell(NamedTuple):
    """One printed cell: grid area ``row``…``row_end``, ``column``…``column_end`` (half open).

    ``start`` and ``end`` delimit its text in the block's text.  ``source_row`` and
    ``source_cell`` number the cell as the format stores it (before spans are resolved).
    """

    row: int
    column: int
    row_end: int
    column_end: int
    start: int
    end: int
    source_row: int
    source_cell: int
    line: int | None = None


@define(eq=False, slots=False, repr=False)
class Grid(Displayed):
    """Cells of one table in reading order.  Positions not covered by a cell are holes."""

    kind: GridKind
    height: int
    width: int
    cells: tuple[Cell, ...] = field(repr=False)

    def _card_(self) -> Card:
        rows = [(Tile(f"row {n}", "label"), Tile(f"{len(row)} cells",  "",
                 f"from column {row[0].column}" if row else ""))
                for n, row in enumerate(self.rows[:ROWS])]  # fmt: skip
        facts = (self.kind.value, f"{self.height} × {self.width}", f"{len(self.cells)} cells")
        return Card("Grid", facts, (), rows, max(0, self.height - ROWS))

    @cached_property
    def by_start(self) -> Mapping[int, Cell]:
        """Cell by the offset of its text; offsets are unique, also of empty cells."""
        return {cell.start: cell for cell in self.cells}

    @cached_property
    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        """Per grid row the cells that begin in it, left to right."""
        rows: list[list[Cell]] = [[] for _ in range(self.height)]
        for cell in self.cells:
            rows[cell.row].append(cell)
        return tuple(tuple(row) for row in rows)

    @cached_property
    def covering(self) -> tuple[tuple[Cell | None, ...], ...]:
        """Per grid row and column the cell that covers the position."""
        area: list[list[Cell | None]] = [[None] * self.width for _ in range(self.height)]
        for cell in self.cells:
            for row in range(cell.row, cell.row_end):
                area[row][cell.column : cell.column_end] = [cell] * (cell.column_end - cell.column)
        return tuple(tuple(row) for row in area)
