"""What a file contains, free of layout: ordered blocks, spans and grids."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from attrs import field, frozen

from govinfo_report.display import ROWS, Card, Displayed, Tile, number
from govinfo_report.documents.grid import Cell, Grid
from govinfo_report.model.note import Note
from govinfo_report.model.place import Place


class BlockKind(StrEnum):
    """Markup and page formats give headings, paragraphs and grids; text gives lines only.

    Preformatted text within markup gives lines as well, blank ones included.
    """

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LINE = "line"
    GRID = "grid"


class Span(NamedTuple):
    """Characters ``start`` to ``end`` of the text of block number ``block``."""

    block: int
    start: int
    end: int


@frozen(eq=False, repr=False)
class Block(Displayed):
    """One block of a document.

    ``text`` of a grid is its cells' texts in reading order, joined by tabs and line breaks, so
    that a ``Span`` of a cell (also of an empty one) is unique.
    """

    index: int
    kind: BlockKind
    text: str
    level: int = 0  #: 1–6 for headings, else 0
    grid: Grid | None = None

    def _card_(self) -> Card:
        rows = ([(Tile("text", "label"), Tile(self.text))] if self.grid is None
                else self.grid._card_().rows)  # fmt: skip
        return Card(f"Block {self.index} {self.kind}", (f"{len(self.text)} characters",), (), rows)


@frozen(eq=False, repr=False)
class Document(Displayed):
    """Ordered blocks of one source; an excerpt keeps the block numbers of the whole.

    ``metadata`` holds what the format states about itself (``title``, ``meta:pubdate`` …),
    never text of the report.  ``notes`` are the opener's observations.  ``locate`` turns a span
    into the place in the bytes.
    """

    blocks: tuple[Block, ...]
    locate: Callable[[Span], Place] = field(repr=False)
    metadata: Mapping[str, str] = field(factory=dict)
    notes: tuple[Note, ...] = ()
    opener: str = ""
    first: int = 0  #: number of the first block (an excerpt starts later)
    unverified: bool = False  #: the text may not match what is printed (OCR, PDF without proof)
    second: Document | None = field(default=None, repr=False)  #: by another program, to confirm
    open_end: bool = False  #: the source stops within its last block: a number there may go on
    cache: dict[object, object] = field(factory=dict, repr=False)  #: scratch of the reading

    def _card_(self) -> Card:
        rows = [(number(b.index), Tile(b.kind), number(len(b.text)), Tile(b.text))
                for b in self.blocks[:ROWS]]  # fmt: skip
        grids = sum(1 for _ in self.grids())
        facts = [f"opener {self.opener}"] if self.opener else []
        facts += [f"{len(self.blocks)} blocks", f"{grids} grids"]
        facts += ["the text may not match what is printed"] if self.unverified else []
        facts += [f"{len(self.notes)} notes"] if self.notes else []
        more = max(0, len(self.blocks) - ROWS)
        heads = ("block", "kind", "characters", "text")
        return Card("Document", tuple(facts), heads, rows, more)

    def block(self, index: int) -> Block:
        """The block with this number; ``IndexError`` outside the document or excerpt."""
        position = index - self.first
        if position < 0:
            raise IndexError(index)
        return self.blocks[position]

    def text(self, span: Span) -> str:
        """The text of a span; ``IndexError`` when the span does not lie in the document."""
        text = self.block(span.block).text
        if not 0 <= span.start <= span.end <= len(text):
            raise IndexError(span)
        return text[span.start : span.end]

    def cell(self, span: Span) -> Cell | None:
        """The grid cell that starts where the span starts, if the span is a whole cell."""
        grid = self.block(span.block).grid
        cell = grid.by_start.get(span.start) if grid is not None else None
        return cell if cell is not None and cell.end == span.end else None

    def grids(self) -> Iterator[Block]:
        """The blocks that are grids."""
        return (block for block in self.blocks if block.grid is not None)

    def excerpt(self, start: int, stop: int) -> Document:
        """Blocks ``start`` to ``stop`` (numbers of the whole) as a document of their own."""
        return Document(
            self.blocks[start - self.first : stop - self.first],
            self.locate,
            self.metadata,
            self.notes,
            self.opener,
            start,
            self.unverified,
            open_end=self.open_end and stop >= self.first + len(self.blocks),
        )
