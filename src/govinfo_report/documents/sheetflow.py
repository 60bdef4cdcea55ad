"""From the cells of sheets to blocks: rows of one cell are running text, all others tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import define, field

from govinfo_report.documents.document import Block, BlockKind, Document, Span
from govinfo_report.documents.grid import Cell, Grid, GridKind
from govinfo_report.documents.observations import suffix_note
from govinfo_report.documents.sheets import Area, Sheet, fitting
from govinfo_report.documents.source import Source
from govinfo_report.limits import Limits
from govinfo_report.model.note import Note
from govinfo_report.model.place import Place
from govinfo_report.text.lazy import lazy

_DIGIT = lazy(r"[0-9０-９]")


def shown_document(
    source: Source, sheets: Sequence[Sheet], hidden: int, limits: Limits, opener: str
) -> Document:
    """The rows of the sheets that are shown, in order; ``hidden`` counts the other sheets.

    A sheet beyond the limits of grids is read as text (P906); what is hidden is noted (P909).
    """
    reading = _Reading(limits)
    for sheet in sheets:
        reading.take(sheet)
    left_out = sum(sheet.left_out for sheet in sheets)
    notes = [*suffix_note(source), *reading.notes]
    if left_out or hidden:
        params = {"characters": 0, "cells": left_out, "in_cells": 0, "sheets": hidden}
        notes.append(Note("P909", params=params))
    blocks = tuple(reading.blocks)
    return Document(blocks, _Locator(blocks, reading.areas), {}, tuple(notes), opener)


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
                if row == last and _awaits_row(table, areas):
                    table += areas
                    last = row + 1
                    continue
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
        areas = sorted([*areas, *_empty(sheet, areas, (top, height), (left, width))],
                       key=lambda area: (area.row, area.column))  # fmt: skip
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


def _empty(
    sheet: Sheet, areas: Sequence[Area], rows: tuple[int, int], columns: tuple[int, int]
) -> Iterator[Area]:
    """The cells of a table that are not stored: a sheet shows them empty all the same."""
    covered = {(row, column) for area in areas for row in range(area.row, area.bottom)
               for column in range(area.column, area.right)}  # fmt: skip
    for row in range(rows[0], rows[0] + rows[1]):
        for column in range(columns[0], columns[0] + columns[1]):
            if (row, column) not in covered:
                yield Area(row, column, row + 1, column + 1, "", sheet.stored(row, column))


def _awaits_row(table: Sequence[Area], areas: Sequence[Area]) -> bool:
    """Whether a row of empty cells is the row that heads are waiting for: blank, not missing.

    The table ends with words over all its columns, and the empty cells are stored for all of them.
    """
    bottom = max((area.bottom for area in table), default=0)
    heads = [area for area in table if area.bottom == bottom]
    columns = {column for area in table for column in range(area.column, area.right)}
    return (
        len(heads) > 1
        and all(area.text.strip() and _DIGIT.search(area.text) is None for area in heads)
        and columns == {column for area in heads for column in range(area.column, area.right)}
        and columns == {column for area in areas for column in range(area.column, area.right)}
    )


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
