"""Builds the grid of a table from cells that know their place."""

from __future__ import annotations

from govinfo_report.documents.arranging import Rows
from govinfo_report.documents.grid import Cell, Grid, GridKind


def build_grid(rows: Rows, width: int) -> tuple[Grid, str]:
    """The grid and its text: cells joined by tabs, rows by line breaks."""
    texts: list[str] = []
    cells: list[Cell] = []
    first, offset, last = rows.first, 0, rows.first
    for raw, row, column, row_end, column_end in rows.areas:
        if cells:
            texts.append("\t" if row == last else "\n")
            offset += 1
            last = row
        text = raw.text
        end = offset + len(text)
        cells.append(
            Cell(row - first, column, min(row_end, rows.last) - first, column_end, offset, end,
                 raw.row, raw.cell, raw.element.sourceline)
        )  # fmt: skip
        texts.append(text)
        offset = end
    return Grid(GridKind.MARKUP, rows.last - first, width, tuple(cells)), "".join(texts)
