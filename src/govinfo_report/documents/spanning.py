"""Resolves row- and column spans the way browsers do, within limits, without guessing."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import define

from govinfo_report.documents.rawtable import RawCell, RawRow, RawTable
from govinfo_report.limits import Limits
from govinfo_report.text.lazy import lazy

_NUMBER = lazy(r"[ \t\n\r\f]*+\+?+([0-9]++)")
_LONGEST_NUMBER = 9  # digits
_VAST = 10**_LONGEST_NUMBER


@define
class Laid:
    """Cells in reading order in a grid; ``refused`` says why there is no grid."""

    height: int = 0
    width: int = 0
    cells: Sequence[RawCell] = ()
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
    ends = {row.group: y + 1 for y, row in enumerate(rows)}  # no cell leaves its group
    taken: list[int] = []  # per column the row at which it is free again
    cells: list[RawCell] = []
    clamped = width = 0
    for y, row in enumerate(rows):
        x = 0
        for cell in row.cells:
            while x < width and taken[x] > y:
                x += 1
            get = cell.element.get
            bottom = y + 1
            text = get("rowspan")
            if text is not None and text != "1":
                count = span_of(text) or len(rows)
                bottom = min(y + min(count, limits.rowspan), ends[row.group])
            end = x + 1
            text = get("colspan")
            if text is not None and text != "1":
                columns = span_of(text) or 1
                if columns > limits.colspan:
                    clamped += 1
                    columns = vast - x
                end = max(end, x + columns)
                if any(until > y for until in taken[x:end]):
                    return Laid(refused="overlap")
            if end > width:
                if end > limits.grid_columns:
                    return Laid(refused="columns")
                taken += [bottom] * (end - width)
                width = end
            for column in range(x, end):
                taken[column] = bottom
            cell.y = y
            cell.x = x
            cell.bottom = bottom
            cell.right = x = end
            cells.append(cell)
    return Laid(len(rows), width, cells, clamped)


def _without_empty_rows(laid: Laid, rows: Sequence[RawRow], height: int) -> Laid:
    """Rows in which no cell begins show nothing of their own."""
    position: list[int] = []
    kept = 0
    for row in rows:
        position.append(kept)
        kept += bool(row.cells)
    position.append(kept)
    for cell in laid.cells:
        cell.y = position[cell.y]
        cell.bottom = max(position[cell.bottom], cell.y + 1)
    return Laid(height, laid.width, laid.cells, laid.clamped, laid.refused)
