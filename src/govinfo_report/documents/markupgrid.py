"""Builds the grid of a table from cells that know their place."""

from __future__ import annotations

from govinfo_report.documents.arranging import Rows
from govinfo_report.documents.grid import Cell, Grid, GridKind


def build_grid(rows: Rows, width: int) -> tuple[Grid, str]:
    """The grid and its text: cells joined by tabs, rows by line breaks."""
    texts: list[str] = []
    cells: list[Cell] = []
    first, offset, last = rows.first, 0, -1
    new = tuple.__new__  # a third of the time of Cell(...), and there are hundreds
    for raw in rows.cells:
        row = raw.y - first
        if row != last:
            if cells:
                texts.append("\n")
                offset += 1
            last = row
        else:
            texts.append("\t")
            offset += 1
        text = raw.text
        texts.append(text)
        end = offset + len(text)
        cells.append(
            new(Cell, (row, raw.x, raw.bottom - first, raw.right, offset, end, raw.row, raw.cell,
                       raw.element.sourceline))
        )  # fmt: skip
        offset = end
    return Grid(GridKind.MARKUP, rows.last - first, width, tuple(cells)), "".join(texts)
