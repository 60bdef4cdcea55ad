"""Opens Excel workbooks (XLSX): what the sheets show, formulas by their stored results."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import define, field

from govinfo_report.documents.document import Block, BlockKind, Document, Span
from govinfo_report.documents.grid import Cell, Grid, GridKind
from govinfo_report.documents.observations import suffix_note
from govinfo_report.documents.package import Package
from govinfo_report.documents.sheets import Area, Sheet, fitting, sheets_of
from govinfo_report.documents.sniffing import Kind
from govinfo_report.documents.source import Source
from govinfo_report.documents.unsupported import unsupported
from govinfo_report.limits import Limits
from govinfo_report.model.fit import Fit
from govinfo_report.model.note import Note
from govinfo_report.model.place import Place

_MAIN = "xl/workbook.xml"


class XlsxOpener:
    """Workbooks: rows of one cell are running text, all others tables.

    Hidden sheets, rows and columns are not read, and their presence is noted (P909).
    """

    id = "xlsx"

    def accepts(self, source: Source, /) -> Fit | None:
        """EXACT for a workbook, whatever its suffix."""
        return Fit.EXACT if source.kind is Kind.XLSX else None

    def open(self, source: Source, limits: Limits, /) -> Document:
        """The rows of all sheets that are shown, in order.

        Raises ``SourceError`` when the workbook is damaged or protected, ``LimitError`` (P902)
        for archives beyond the limits.  A sheet beyond the limits of grids is read as text.
        """
        if source.kind is not Kind.XLSX:
            raise unsupported(source)
        sheets, hidden, _ = open_workbook(source, limits)
        reading = _Reading(limits)
        for sheet in sheets:
            reading.take(sheet)
        left_out = sum(sheet.left_out for sheet in sheets)
        notes = [*suffix_note(source), *reading.notes]
        if left_out or hidden:
            params = {"characters": 0, "cells": left_out, "in_cells": 0, "sheets": hidden}
            notes.append(Note("P909", params=params))
        blocks = tuple(reading.blocks)
        return Document(blocks, _Locator(blocks, reading.areas), {}, tuple(notes), self.id)


def open_workbook(source: Source, limits: Limits) -> tuple[list[Sheet], int, Package]:
    """The sheets that are shown, the number of hidden ones, and the package."""
    package = Package(source, limits)
    part = next(package.related("", "officeDocument"), _MAIN)
    return *sheets_of(package, part), package


@define
class _Reading:
    limits: Limits
    blocks: list[Block] = field(factory=list)
    #: per block its sheet and the areas that its text comes from
    areas: list[tuple[Sheet, Sequence[Area]]] = field(factory=list)
    notes: list[Note] = field(factory=list)

    def take(self, sheet: Sheet) -> None:
        filled = [area for area in sheet.areas if area.text.strip()]
        if not filled:
            return
        left = min(area.column for area in filled)
        right = max(area.right for area in filled)
        height = max(area.bottom for area in filled) - min(area.row for area in filled)
        if right - left > self.limits.grid_columns or height > 10 * self.limits.grid_rows:
            self.notes.append(Note("P906", params={"reason": "cells"}))
            for area in filled:
                self._text(sheet, area)
            return
        table: list[Area] = []
        last = 0  # the row behind the table so far
        for row, areas in fitting([a for a in sheet.areas if a.column < right]).items():
            within = row < last  # a merged cell reaches into this row
            if not within and not any(area.text.strip() for area in areas):
                self._table(sheet, table)
                table = []
            elif not within and _is_text(areas, left, right):
                self._table(sheet, table)
                table = []
                self._text(sheet, next(area for area in areas if area.text.strip()))
            else:
                if row > last:
                    self._table(sheet, table)
                    table = []
                table += areas
                last = max(last, *(area.bottom for area in areas))
        self._table(sheet, table)

    def _text(self, sheet: Sheet, area: Area) -> None:
        for line in area.text.splitlines():
            if line.strip():
                number = len(self.blocks)
                self.blocks.append(Block(number, BlockKind.PARAGRAPH, line.strip()))
                self.areas.append((sheet, (area,)))

    def _table(self, sheet: Sheet, areas: Sequence[Area]) -> None:
        if not areas:
            return
        top, left = min(a.row for a in areas), min(a.column for a in areas)
        height = max(a.bottom for a in areas) - top
        width = max(a.right for a in areas) - left
        if height > self.limits.grid_rows or width * height > self.limits.grid_cells:
            self.notes.append(Note("P906", params={"reason": "rows"}))
            for area in areas:
                self._text(sheet, area)
            return
        texts: list[str] = []
        cells: list[Cell] = []
        offset, row = 0, top
        for area in areas:
            if cells:
                texts.append("\t" if area.row == row else "\n")
                offset += 1
            row = area.row
            text = "\n".join(line.strip() for line in area.text.splitlines() if line.strip())
            texts.append(text)
            cells.append(
                Cell(row - top, area.column - left, area.bottom - top, area.right - left,
                     offset, offset + len(text), *area.place)
            )  # fmt: skip
            offset += len(text)
        grid = Grid(GridKind.MARKUP, height, width, tuple(cells))
        self.blocks.append(Block(len(self.blocks), BlockKind.GRID, "".join(texts), 0, grid))
        self.areas.append((sheet, areas))


def _is_text(areas: Sequence[Area], left: int, right: int) -> bool:
    """Whether a row shows one cell only, over the whole width or with no cells beside it."""
    filled = [area for area in areas if area.text.strip()]
    if len(filled) != 1:
        return False
    (only,) = filled
    whole = only.column <= left and only.right >= right and only.bottom == only.row + 1
    return whole or (only.right - only.column == 1 and len(areas) == 1)


class _Locator:
    """Turns spans into sheet, row and column (from 0) and characters of the cell."""

    def __init__(
        self, blocks: Sequence[Block], areas: Sequence[tuple[Sheet, Sequence[Area]]]
    ) -> None:
        self._blocks = blocks
        self._areas = areas

    def __call__(self, span: Span) -> Place:
        sheet, areas = self._areas[span.block]
        block = self._blocks[span.block]
        if block.grid is None:
            area = areas[0]
            before = area.text.find(block.text)
            return Place(part=sheet.part, row=area.place[0], cell=area.place[1],
                         start=before + span.start, end=before + span.end)  # fmt: skip
        cell = next((c for c in self._over(block.grid, span)), None)
        if cell is None:
            return Place(part=sheet.part)
        return Place(part=sheet.part, row=cell.source_row, cell=cell.source_cell,
                     start=span.start - cell.start, end=span.end - cell.start)  # fmt: skip

    def _over(self, grid: Grid, span: Span) -> Iterator[Cell]:
        exact = grid.by_start.get(span.start)
        if exact is not None and span.end <= exact.end:
            yield exact
        yield from (c for c in grid.cells if c.start <= span.start and span.end <= c.end)
