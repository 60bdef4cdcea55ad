"""Rows and cells of a table in a Word document, with their spans resolved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import define, field
from lxml import etree

from govinfo_report.documents.numbering import small
from govinfo_report.documents.package import attribute, child, local

_Element = etree._Element
#: a column of the grid narrower than this (twentieths of a point) is left over from a conversion
_SLIVER = 40
_WRAPPERS = frozenset({"sdt", "sdtContent", "customXml", "ins", "moveTo"})
_DELETED = ("del", "moveFrom")
_MOST_COLUMNS = 1000


@define(eq=False)
class GridCell:
    """One printed cell; ``element`` is ``None`` where a row is indented and has no cell."""

    element: _Element | None
    column: int
    columns: int = 1
    rows: int = 1
    goes_on: bool = False  # the lower part of a cell that begins in a row above


@define(eq=False)
class GridRow:
    """One row; ``deleted`` by a tracked change, ``hidden`` by its format."""

    cells: list[GridCell] = field(factory=list)
    deleted: bool = False
    hidden: bool = False
    revised: bool = False


def rows_of(table: _Element) -> list[GridRow]:
    """The rows of a table, cells that go on from the row above merged into one."""
    columns = _columns(table)
    rows = [_row(element, columns) for element in _within(table, "tr")]
    above: dict[int, GridCell] = {}
    for row in rows:
        if row.deleted or row.hidden:
            continue
        current: dict[int, GridCell] = {}
        kept: list[GridCell] = []
        for cell in row.cells:
            begun = above.get(cell.column)
            if cell.goes_on and begun is not None and begun.columns == cell.columns:
                begun.rows += 1
                current[cell.column] = begun
                continue
            kept.append(cell)
            current[cell.column] = cell
        row.cells = kept
        above = current
    return rows


def _within(container: _Element, name: str) -> Iterator[_Element]:
    for element in container:
        if local(element) == name:
            yield element
        elif local(element) in _WRAPPERS:
            yield from _within(element, name)


def _columns(table: _Element) -> Mapping[int, int]:
    """Where each edge of the declared grid falls when slivers are left out."""
    grid = child(table, "tblGrid")
    edges, position = {0: 0}, 0
    for number, column in enumerate(_within(grid, "gridCol") if grid is not None else ()):
        width = attribute(column, "w")
        position += width is None or not 0 < small(width) < _SLIVER
        edges[number + 1] = position
    return edges


def _edge(edges: Mapping[int, int], number: int) -> int:
    """The edge after ``number`` columns; beyond the declared grid every column counts."""
    last = max(edges)
    return edges[number] if number in edges else edges[last] + number - last


def _row(element: _Element, edges: Mapping[int, int]) -> GridRow:
    properties = child(element, "trPr")
    names = {local(inner) for inner in properties} if properties is not None else set()
    row = GridRow(
        deleted=bool(names & set(_DELETED)),
        hidden="hidden" in names,
        revised=bool(names & {"ins", "del", "moveFrom", "moveTo"}),
    )
    number = _count(child(properties, "gridBefore"))
    if _edge(edges, number) > 0:
        row.cells.append(GridCell(None, 0, _edge(edges, number)))
    for cell in _within(element, "tc"):
        own = child(cell, "tcPr")
        span = max(_count(child(own, "gridSpan"), 1), 1)
        start, number = _edge(edges, number), min(number + span, _MOST_COLUMNS)
        width = max(_edge(edges, number) - start, 1)
        if _is_left_of(row.cells, start) and child(own, "hMerge") is not None:
            if attribute(_the(own, "hMerge"), "val") != "restart":
                row.cells[-1].columns += width
                continue
        goes_on = child(own, "vMerge") is not None and (
            attribute(_the(own, "vMerge"), "val") in (None, "continue")
        )
        row.cells.append(GridCell(cell, start, width, 1, goes_on))
    return row


def _the(properties: _Element | None, name: str) -> _Element:
    found = child(properties, name)
    assert found is not None
    return found


def _is_left_of(cells: Sequence[GridCell], start: int) -> bool:
    return bool(cells) and cells[-1].column + cells[-1].columns == start


def _count(element: _Element | None, default: int = 0) -> int:
    return default if element is None else small(attribute(element, "val"), default)
