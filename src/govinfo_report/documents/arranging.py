"""Decides what an HTML table is: data with rows and columns, or a frame around running text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lxml import etree

from govinfo_report.documents.rawtable import RawCell, RawTable
from govinfo_report.documents.spanning import Area, Laid

#: a cell longer than this, or with more lines, holds running text
_PROSE_CHARACTERS = 200
_PROSE_LINES = 6
#: a table with so many short cells is data, whatever else it holds
_MANY_CELLS = 12
_SHORT = 40
#: a cell of a data table that holds another table for want of an end tag says little else
_BESIDE_TABLE = 20


class Rows(NamedTuple):
    """Areas of consecutive rows of a grid that stay together."""

    first: int
    last: int
    areas: Sequence[Area]


class Flow(NamedTuple):
    """A cell whose content is running text."""

    cell: RawCell


class Inner(NamedTuple):
    """A table that an unclosed cell swallowed."""

    table: etree._Element


Part = Rows | Flow | Inner


def is_frame(raw: RawTable, laid: Laid) -> bool:
    """Whether the table only arranges running text (or one column of it) on the page."""
    cells = list(raw.cells)
    if laid.width <= 1 or sum(1 for cell in cells if cell.text or cell.nested) <= 1:
        return True
    nested = [cell for cell in cells if cell.nested]
    prose = [cell for cell in cells if _is_prose(cell)]
    if not nested and not prose:
        return False
    if any(len(cell.text) > _BESIDE_TABLE for cell in nested):
        return True
    if sum(1 for cell in cells if cell.text and len(cell.text) <= _SHORT) < _MANY_CELLS:
        return True
    return max(len(row.cells) for row in raw.rows) < 3


def _is_prose(cell: RawCell) -> bool:
    return cell.lines > _PROSE_LINES or len(cell.text) > _PROSE_CHARACTERS


def parts_of(laid: Laid) -> Iterator[Part]:
    """The grid in one piece, or cut where a cell of running text takes a whole row.

    Rows that are one cell wide and adjoin such a row (a section heading over it) go with it.
    """
    if not any(_is_prose(area.cell) or area.cell.nested for area in laid.areas):
        yield Rows(0, laid.height, laid.areas)
        return
    rows: list[list[Area]] = [[] for _ in range(laid.height)]
    for area in laid.areas:
        rows[area.row].append(area)
    alone = [_is_alone(row, laid.width) for row in rows]
    start = row = 0
    while row < laid.height:
        end = row
        while end < laid.height and alone[end]:
            end += 1
        if any(_is_prose(rows[y][0].cell) for y in range(row, end)):
            yield from _grid(rows, start, row)
            yield from (Flow(rows[y][0].cell) for y in range(row, end))
            start = end
        row = max(end, row + 1)
    yield from _grid(rows, start, laid.height)


def _is_alone(row: Sequence[Area], width: int) -> bool:
    return (
        len(row) == 1 and row[0].column == 0 and row[0].column_end == width
        and row[0].row_end == row[0].row + 1
    )  # fmt: skip


def _grid(rows: Sequence[Sequence[Area]], start: int, stop: int) -> Iterator[Part]:
    if start < stop:
        areas = [area for row in rows[start:stop] for area in row]
        yield Rows(start, stop, areas)
        for area in areas:
            yield from map(Inner, area.cell.nested or ())
