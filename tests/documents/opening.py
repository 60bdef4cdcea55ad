"""Small helpers of the tests: a document from markup, and its blocks as plain values."""

from __future__ import annotations

from govinfo_report.documents.document import Block, BlockKind, Document, Span
from govinfo_report.documents.html import HtmlOpener
from govinfo_report.documents.source import Source
from govinfo_report.documents.text import TextOpener
from govinfo_report.limits import DEFAULT_LIMITS, Limits

#: what a grid shows: per row the texts of the cells that begin in it
Shown = list[list[str]]


def page(markup: str | bytes, limits: Limits = DEFAULT_LIMITS, name: str = "a.html") -> Document:
    """A page, opened."""
    data = markup.encode() if isinstance(markup, str) else markup
    return HtmlOpener().open(Source.of(data, name=name), limits)


def lines(data: str | bytes, limits: Limits = DEFAULT_LIMITS, name: str = "a.txt") -> Document:
    """A text, opened."""
    data = data.encode() if isinstance(data, str) else data
    return TextOpener().open(Source.of(data, name=name), limits)


def shown(block: Block) -> Shown:
    """A grid as texts."""
    assert block.grid is not None
    return [[block.text[cell.start : cell.end] for cell in row] for row in block.grid.rows]


def covering(block: Block) -> Shown:
    """Per position of a grid the text of the cell that covers it, ``?`` for a hole."""
    assert block.grid is not None
    return [
        ["?" if cell is None else block.text[cell.start : cell.end] for cell in row]
        for row in block.grid.covering
    ]


def plain(document: Document) -> list[object]:
    """Blocks as ``(kind letter + level, text)``, grids as nested lists."""
    found: list[object] = []
    for block in document.blocks:
        if block.grid is not None:
            found.append(shown(block))
        else:
            level = str(block.level) if block.level else ""
            found.append((block.kind.value[0] + level, block.text))
    return found


def grid(markup: str, limits: Limits = DEFAULT_LIMITS) -> Block:
    """The only grid of a page."""
    (block,) = page(markup, limits).grids()
    return block


def codes(document: Document) -> list[str]:
    """Codes of the notes."""
    return [note.code for note in document.notes]


def spans(document: Document) -> list[Span]:
    """Every cell, and every block that is no grid."""
    found: list[Span] = []
    for block in document.blocks:
        if block.grid is None:
            found.append(Span(block.index, 0, len(block.text)))
        else:
            found += [Span(block.index, cell.start, cell.end) for cell in block.grid.cells]
    return found


__all__ = ["BlockKind", "codes", "covering", "grid", "lines", "page", "plain", "shown", "spans"]
