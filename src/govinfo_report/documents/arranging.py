"""Decides what an HTML table is: data with rows and columns, or a frame around running text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lxml import etree

from govinfo_report.documents.rawtable import RawCell, RawTable
from govinfo_report.documents.spanning import Laid

#: a cell longer than this, or with more lines, holds running text
_PROSE_CHARACTERS = 200
_PROSE_LINES = 6
#: a table with so many short cells is data, whatever else it holds
_MANY_CELLS = 12
_SHORT = 40
#: a cell of a data table that holds another table for want of an end tag says little else
_BESIDE_TABLE = 20


class Rows(NamedTuple):
    """Cells of consecutive rows of a grid that stay together."""

    first: int
    last: int
    cells: Sequence[RawCell]


class Flow(NamedTuple):
    """A cell whose content is running text."""

    cell: RawCell


class Inner(NamedTuple):
    """A table that an unclosed cell swallowed."""

    table: etree._Element


Part = Rows | Flow | Inner


def is_frame(raw: RawTable, laid: Laid) -> bool:
    """Whether the table only arranges running text (or one column of it) on the page."""
    if laid.width <= 1:
        return True
    filled = short = 0
    odd = False
    for cell in laid.cells:
        size = len(cell.text)
        if size or cell.nested:
            filled += 1
            short += size <= _SHORT
            if size > _PROSE_CHARACTERS or cell.lines > _PROSE_LINES or cell.nested:
                odd = True
    if filled <= 1 or not odd:
        return filled <= 1
    if any(cell.nested and len(cell.text) > _BESIDE_TABLE for cell in laid.cells):
        return True
    return short < _MANY_CELLS or max(len(row.cells) for row in raw.rows) < 3


def _is_prose(cell: RawCell) -> bool:
    return cell.lines > _PROSE_LINES or len(cell.text) > _PROSE_CHARACTERS


def parts_of(laid: Laid) -> Iterator[Part]:
    """The grid in one piece, or cut where a cell of running text takes a whole row.

    Rows that are one cell wide and adjoin such a row (a section heading over it) go with it.
    """
    if not any(_is_prose(cell) or cell.nested for cell in laid.cells):
        yield Rows(0, laid.height, laid.cells)
        return
    rows: list[list[RawCell]] = [[] for _ in range(laid.height)]
    for cell in laid.cells:
        rows[cell.y].append(cell)
    alone = [_is_alone(row, laid.width) for row in rows]
    start = row = 0
    while row < laid.height:
        end = row
        while end < laid.height and alone[end]:
            end += 1
        if any(_is_prose(rows[y][0]) for y in range(row, end)):
            yield from _grid(rows, start, row)
            yield from (Flow(rows[y][0]) for y in range(row, end))
            start = end
        row = max(end, row + 1)
    yield from _grid(rows, start, laid.height)


def _is_alone(row: Sequence[RawCell], width: int) -> bool:
    if len(row) != 1:
        return False
    cell = row[0]
    return cell.x == 0 and cell.right == width and cell.bottom == cell.y + 1


def _grid(rows: Sequence[Sequence[RawCell]], start: int, stop: int) -> Iterator[Part]:
    if start < stop:
        cells = [cell for row in rows[start:stop] for cell in row]
        yield Rows(start, stop, cells)
        for cell in cells:
            yield from map(Inner, cell.nested)
