"""Whether a document that a plugin made is one: blocks in order, texts, grids inside their text.

What our own openers make is not looked at: their tests do that.
"""

from __future__ import annotations

from typing import Any

from govinfo_report.documents.document import Block, Document
from govinfo_report.documents.grid import Cell, Grid


def document_fault(document: Document) -> str:
    """What is wrong with a document; empty when nothing is."""
    if not isinstance(document.blocks, tuple):
        return "the blocks of a document must be a tuple"
    if not callable(document.locate):
        return "a document needs a function that locates spans"
    for number, block in enumerate(document.blocks, document.first):
        if not isinstance(block, Block) or not isinstance(block.text, str):
            return f"block {number} is no Block with a text"
        if block.index != number:
            return f"block {number} says that its number is {block.index}"
        if block.grid is not None and (fault := _grid_fault(block.grid, len(block.text))):
            return f"block {number}: {fault}"
    return ""


def _grid_fault(grid: Any, length: int) -> str:
    if not isinstance(grid, Grid) or not isinstance(grid.cells, tuple):
        return "its grid is no Grid with a tuple of cells"
    if type(grid.height) is not int or type(grid.width) is not int:
        return "a grid needs height and width"
    for cell in grid.cells:
        if not isinstance(cell, Cell) or not all(type(fact) is int for fact in cell[:6]):
            return "a cell is no Cell of integers"
        if not 0 <= cell.start <= cell.end <= length:
            return "a cell stands outside the text of its block"
        inside = 0 <= cell.row < cell.row_end <= grid.height
        if not (inside and 0 <= cell.column < cell.column_end <= grid.width):
            return "a cell stands outside its grid"
    return ""
