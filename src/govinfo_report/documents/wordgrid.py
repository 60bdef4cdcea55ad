"""Rows and cells of a table in a Word document, with their spans resolved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import define, field
from lxml import etree

from govinfo_report.documents.numbering import small
from govinfo_report.documents.package import NAMES, attribute, child
from govinfo_report.documents.wordproperties import Properties

_Element = etree._Element
#: a column of the grid narrower than this (twentieths of a point) is left over from a conversion
_SLIVER = 40
_WRAPPERS = frozenset({"sdt", "sdtContent", "customXml", "ins", "moveTo"})
_DELETED = frozenset({"del", "moveFrom"})
_REVISED = _DELETED | {"ins", "moveTo"}
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


def rows_of(table: _Element, properties: Properties) -> list[GridRow]:
    """The rows of a table, cells that go on from the row above merged into one."""
    columns = _columns(table)
    rows = [_row(element, columns, properties) for element in _within(table, "tr")]
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
        found = NAMES[element.tag]
        if found == name:
            yield element
        elif found in _WRAPPERS:
            yield from _within(element, name)


def _columns(table: _Element) -> list[int]:
    """Where each edge of the declared grid falls when slivers are left out."""
    grid = child(table, "tblGrid")
    edges = [0]
    for column in _within(grid, "gridCol") if grid is not None else ():
        width = attribute(column, "w")
        edges.append(edges[-1] + (width is None or not 0 < small(width) < _SLIVER))
    return edges


def _edge(edges: Sequence[int], number: int) -> int:
    """The edge after ``number`` columns; beyond the declared grid every column counts."""
    beyond = number - len(edges) + 1
    return edges[number] if beyond <= 0 else edges[-1] + beyond


def _row(element: _Element, edges: Sequence[int], properties: Properties) -> GridRow:
    facts = _facts(properties.of(element))
    row = GridRow(
        deleted=not _DELETED.isdisjoint(facts),
        hidden="hidden" in facts,
        revised=not _REVISED.isdisjoint(facts),
    )
    number = _count(facts.get("gridBefore"))
    if _edge(edges, number) > 0:
        row.cells.append(GridCell(None, 0, _edge(edges, number)))
    for cell in _within(element, "tc"):
        own = properties.of(cell)
        facts = {} if own is None else _facts(own)
        start = _edge(edges, number)
        number = min(number + max(_count(facts.get("gridSpan"), 1), 1), _MOST_COLUMNS)
        width = max(_edge(edges, number) - start, 1)
        across, down = facts.get("hMerge"), facts.get("vMerge")
        if across is not None and _is_left_of(row.cells, start):
            if attribute(across, "val") != "restart":
                row.cells[-1].columns += width
                continue
        goes_on = down is not None and attribute(down, "val") in (None, "continue")
        row.cells.append(GridCell(cell, start, width, 1, goes_on))
    return row


def _facts(properties: _Element | None) -> dict[str, _Element]:
    """Properties by name, of equal ones the first."""
    if properties is None:
        return {}
    return {NAMES[inner.tag]: inner for inner in reversed(properties)}


def _is_left_of(cells: Sequence[GridCell], start: int) -> bool:
    return bool(cells) and cells[-1].column + cells[-1].columns == start


def _count(element: _Element | None, default: int = 0) -> int:
    return default if element is None else small(attribute(element, "val"), default)
