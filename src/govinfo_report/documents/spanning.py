"""Resolves row- and column spans the way browsers do, within limits, without guessing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import regex
from attrs import define

from govinfo_report.documents.rawtable import RawCell, RawRow, RawTable
from govinfo_report.limits import Limits

_NUMBER = regex.compile(r"[ \t\n\r\f]*+\+?+([0-9]++)")
_LONGEST_NUMBER = 9  # digits
_VAST = 10**_LONGEST_NUMBER


class Area(NamedTuple):
    """A cell with the rows and columns it covers (half open)."""

    cell: RawCell
    row: int
    column: int
    row_end: int
    column_end: int


@define
class Laid:
    """Cells in reading order in a grid; ``refused`` says why there is no grid."""

    height: int = 0
    width: int = 0
    areas: Sequence[Area] = ()
    clamped: int = 0  #: spans that were cut to the limits
    refused: str = ""


def span_of(text: str | None) -> int:
    """The number in a ``colspan`` or ``rowspan``: ASCII digits, what follows them is ignored.

    ``1`` when there is none; ``0`` is returned as it is (rows: up to the end of the group).
    """
    if text is None:
        return 1
    found = _NUMBER.match(text)
    if found is None:
        return 1
    digits = found[1].lstrip("0")
    return int(digits or "0") if len(digits) <= _LONGEST_NUMBER else _VAST


def lay_out(raw: RawTable, limits: Limits) -> Laid:
    """The grid of a table; refused when it is larger than the limits or spans overlap."""
    rows = _rendered_order(raw)
    height = sum(1 for row in rows if row.cells)
    if height > limits.grid_rows:
        return Laid(refused="rows")
    laid = _lay(rows, limits, 1)
    if laid.clamped and not laid.refused:
        laid = _lay(rows, limits, laid.width)
    if not laid.refused and laid.width * height > limits.grid_cells:
        return Laid(refused="cells")
    return _without_empty_rows(laid, rows, height) if height < len(rows) else laid


def _rendered_order(raw: RawTable) -> list[RawRow]:
    """The first ``thead`` is shown on top and the first ``tfoot`` below, wherever they stand."""
    if not raw.heads and not raw.feet:
        return raw.rows
    head, foot = raw.heads[:1], raw.feet[:1]
    return sorted(raw.rows, key=lambda row: (row.group not in head) + (row.group in foot))


def _lay(rows: Sequence[RawRow], limits: Limits, vast: int) -> Laid:
    """One pass over the rows; spans beyond the limit reach to column ``vast``."""
    ends = _group_ends(rows)
    taken: list[int] = []  # per column the row at which it is free again
    areas: list[Area] = []
    clamped = 0
    for y, row in enumerate(rows):
        x = 0
        for cell in row.cells:
            width = len(taken)
            while x < width and taken[x] > y:
                x += 1
            get = cell.element.get
            text = get("colspan")
            columns = 1 if text is None or text == "1" else span_of(text) or 1
            if columns > limits.colspan:
                clamped += 1
                columns = max(1, vast - x)
            text = get("rowspan")
            bottom = y + 1
            if text is not None and text != "1":
                count = span_of(text) or len(rows)
                bottom = min(y + min(count, limits.rowspan), ends[row.group])
            end = x + columns
            if end > limits.grid_columns:
                return Laid(refused="columns")
            for column in range(x, min(end, width)):
                if taken[column] > y:
                    return Laid(refused="overlap")
                taken[column] = bottom
            if end > width:
                taken.extend([bottom] * (end - max(x, width)))
            areas.append(Area(cell, y, x, bottom, end))
            x = end
    return Laid(len(rows), len(taken), areas, clamped)


def _group_ends(rows: Sequence[RawRow]) -> dict[int, int]:
    """Per group the row behind its last one: no cell reaches beyond."""
    return {row.group: y + 1 for y, row in enumerate(rows)}


def _without_empty_rows(laid: Laid, rows: Sequence[RawRow], height: int) -> Laid:
    """Rows in which no cell begins show nothing of their own."""
    position: list[int] = []
    kept = 0
    for row in rows:
        position.append(kept)
        kept += bool(row.cells)
    position.append(kept)
    areas = [
        Area(a.cell, position[a.row], a.column, max(position[a.row_end], position[a.row] + 1),
             a.column_end)
        for a in laid.areas
    ]  # fmt: skip
    return Laid(height, laid.width, areas, laid.clamped, laid.refused)
