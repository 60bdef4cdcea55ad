"""Places that are known per cell and per block, for documents that come from another process."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from attrs import evolve, frozen

from govinfo_report.documents.document import Block, Document, Span
from govinfo_report.model.place import Place


@frozen
class Anchor:
    """Characters ``start`` to ``end`` of a block, and where they stand."""

    start: int
    end: int
    place: Place


@frozen
class Anchors:
    """Turns spans into places: the anchor that holds the span, its characters moved along."""

    blocks: Sequence[Sequence[Anchor]]

    @classmethod
    def of(cls, document: Document) -> Anchors:
        """The places of all cells, and of all blocks that are no grid."""
        return cls([_anchors(document, block) for block in document.blocks])

    def __call__(self, span: Span) -> Place:
        anchors = self.blocks[span.block]
        if not anchors:
            return Place()
        index = max(bisect_right(anchors, span.start, key=lambda anchor: anchor.start) - 1, 0)
        start, end, place = anchors[index].start, anchors[index].end, anchors[index].place
        if span.end > end or span.start < start:  # over several cells
            return evolve(place, row=None, cell=None, start=None, end=None, box=None)
        if place.start is None:
            return place
        moved = place.start - start
        return evolve(place, start=moved + span.start, end=moved + span.end)


def _anchors(document: Document, block: Block) -> list[Anchor]:
    ends = [(0, len(block.text))]
    if block.grid is not None:
        ends = sorted((cell.start, cell.end) for cell in block.grid.cells)
    return [Anchor(s, e, document.locate(Span(block.index, s, e))) for s, e in ends]
