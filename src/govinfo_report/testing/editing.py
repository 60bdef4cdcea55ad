"""Documents with some of their texts changed, whatever format they came in.

The changed document leads back to the places of the original, so that it is read like one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from attrs import evolve, frozen

from govinfo_report.documents.document import Block, BlockKind, Document, Span
from govinfo_report.documents.grid import Cell, Grid
from govinfo_report.model.place import Place


@frozen
class _Change:
    """Replaced pieces of one block, in order: start, end, new text."""

    pieces: tuple[tuple[int, int, str], ...]

    def text(self, text: str) -> str:
        """The block's text with the pieces replaced."""
        parts, at = [], 0
        for start, end, new in self.pieces:
            parts += [text[at:start], new]
            at = end
        return "".join([*parts, text[at:]])

    def forth(self, offset: int) -> int:
        """Where an offset of the old text stands in the new one."""
        moved = 0
        for start, end, new in self.pieces:
            if offset <= start:
                break
            if offset < end:
                return start + moved + min(offset - start, len(new))
            moved += len(new) - (end - start)
        return offset + moved

    def back(self, offset: int, *, begins: bool = False) -> int:
        """Where an offset of the new text stood in the old one.

        Where a piece is gone, what ``begins`` there stood behind it, what ends there before it.
        """
        moved = 0
        for start, end, new in self.pieces:
            if offset < start + moved or (offset == start + moved and (new or not begins)):
                break
            if offset < start + moved + len(new):
                return start + min(offset - start - moved, end - start)
            moved += len(new) - (end - start)
        return offset - moved


def with_texts(document: Document, texts: Mapping[Span, str]) -> Document:
    """The document with the texts at some spans replaced; spans must not overlap."""
    changes: dict[int, _Change] = {}
    for block in {span.block for span in texts}:
        pieces = sorted((s.start, s.end, text) for s, text in texts.items() if s.block == block)
        changes[block] = _Change(tuple(pieces))
    return _changed(document, changes, {})


def without_cell(document: Document, span: Span) -> Document | None:
    """The document as if one cell had never been printed: what stands behind it moves up.

    In a grid the rest of the row moves to the left and the row ends in a hole; a line that holds
    nothing else goes as a whole; within a line the text goes.  ``None`` where a cell that is
    merged over several rows stands in the way.
    """
    block = document.block(span.block)
    if block.grid is not None:
        cell = block.grid.by_start.get(span.start)
        return None if cell is None else _without_grid_cell(document, block, block.grid, cell)
    if block.text.strip() == document.text(span).strip():
        return _without_block(document, span.block)
    return with_texts(document, {span: ""})


def _without_grid_cell(document: Document, block: Block, grid: Grid, gone: Cell) -> Document | None:
    behind = [c for c in grid.rows[gone.row] if c.column >= gone.column_end]
    row = grid.covering[gone.row]
    above = any(c is not None and c.row != gone.row for c in row[gone.column :])
    if above or any(c.row_end != gone.row + 1 for c in (gone, *behind)):
        return None
    width = gone.column_end - gone.column
    # the tab or line break beside it goes as well
    piece = (gone.start, gone.end + 1) if behind else (max(gone.start - 1, 0), gone.end)
    change = _Change(((*piece, ""),))
    moved = set(behind)
    cells = []
    for cell in grid.cells:
        if cell is gone:
            continue
        if cell in moved:
            cell = cell._replace(column=cell.column - width, column_end=cell.column_end - width,
                                 source_cell=cell.source_cell - 1)  # fmt: skip
        cells.append(cell)
    smaller = Grid(grid.kind, grid.height, grid.width, tuple(cells))
    return _changed(document, {block.index: change}, {block.index: smaller})


def _without_block(document: Document, index: int) -> Document:
    blocks = [
        block if block.index < index else evolve(block, index=block.index - 1)
        for block in document.blocks
        if block.index != index
    ]

    def locate(span: Span) -> Place:
        old = span.block if span.block < index else span.block + 1
        return document.locate(Span(old, span.start, span.end))

    return _fresh(document, tuple(blocks), locate)


def _changed(
    document: Document, changes: Mapping[int, _Change], grids: Mapping[int, Grid]
) -> Document:
    blocks = []
    for block in document.blocks:
        change = changes.get(block.index)
        if change is not None:
            grid = grids.get(block.index, block.grid)
            if grid is not None:
                cells = tuple(
                    cell._replace(start=change.forth(cell.start), end=change.forth(cell.end))
                    for cell in grid.cells
                )
                grid = Grid(grid.kind, grid.height, grid.width, cells)
            block = evolve(block, text=change.text(block.text), grid=grid)
        blocks.append(block)

    def locate(span: Span) -> Place:
        change = changes.get(span.block)
        if change is None:
            return document.locate(span)
        end = change.back(span.end)
        start = change.back(span.start, begins=True) if span.start < span.end else end
        return document.locate(Span(span.block, start, end))

    return _fresh(document, tuple(blocks), locate)


def _fresh(
    document: Document, blocks: tuple[Block, ...], locate: Callable[[Span], Place]
) -> Document:
    # without the second reading and without what the reading has kept of the original
    return evolve(document, blocks=blocks, locate=locate, second=None, cache={})


def shape_faults(document: Document) -> list[str]:
    """What is wrong with the form of a document; empty for a well-formed one."""
    found = []
    for position, block in enumerate(document.blocks):
        name = f"block {block.index}"
        if block.index != document.first + position:
            found.append(f"{name} stands at position {position}, not in the order of the numbers")
        if not isinstance(block.kind, BlockKind) or not isinstance(block.text, str):
            found.append(f"{name} has no kind or no text")
        elif (block.kind is BlockKind.GRID) != (block.grid is not None):
            found.append(f"{name} is a {block.kind} with grid {block.grid!r}")
        if block.kind is BlockKind.LINE and "\n" in block.text:
            found.append(f"{name} is a line and holds a line break")
        if not 0 <= block.level <= 6 or (block.level and block.kind is not BlockKind.HEADING):
            found.append(f"{name} has level {block.level}")
        if block.grid is not None:
            found += [f"{name}: {fault}" for fault in _grid_faults(block.grid, block.text)]
    return found


def _grid_faults(grid: Grid, text: str) -> list[str]:
    found: list[str] = []
    area: set[tuple[int, int]] = set()
    last = -1
    for cell in grid.cells:
        where = f"cell in row {cell.row}, column {cell.column}"
        if not 0 <= cell.start <= cell.end <= len(text) or cell.start <= last:
            found.append(f"{where}: characters {cell.start} to {cell.end} are not its own")
        last = cell.end
        rows, columns = range(cell.row, cell.row_end), range(cell.column, cell.column_end)
        if not (rows and columns and cell.row_end <= grid.height and cell.column_end <= grid.width):
            found.append(f"{where} reaches out of a grid of {grid.height} by {grid.width}")
            continue
        taken = {(y, x) for y in rows for x in columns}
        if taken & area:
            found.append(f"{where} lies over another cell")
        area |= taken
    return found
