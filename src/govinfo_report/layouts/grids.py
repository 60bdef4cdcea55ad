"""Tables as grids: HTML and every other format whose rows and columns can be trusted."""

from __future__ import annotations

from collections.abc import Iterator

from govinfo_report.documents.document import Block, Document, Span
from govinfo_report.layouts.recognise import View, Views, recognise
from govinfo_report.model.fit import Fit
from govinfo_report.reading.demands import Demand
from govinfo_report.reading.draft import Draft, Match, TableClaim
from govinfo_report.reading.rows import WHITE


class GridLayout:
    """Reads the three tables wherever they stand in grids, in one piece or in several.

    A layout whose grids differ in their words alone inherits it and sets ``id`` and ``variants``.
    """

    id = "grids"
    variants: dict[str, str] = {}

    def detect(self, document: Document, /) -> Iterator[Match]:
        """EXACT when a grid holds rows of one of the tables."""
        claims = self._claims(document)
        if claims:
            tables = dict.fromkeys(claim.table for claim in claims)
            evidence = tuple(f"grid with rows of {table}" for table in tables)
            yield Match(Fit.EXACT, None, evidence, claims)

    def demands(self, document: Document, /) -> Iterator[Demand]:
        """A grid, and in it rows under labels of the form."""
        count = sum(1 for _ in document.grids())
        yield Demand(
            count > 0, f"表格（有 {count} 个）", f"tables with rows and columns ({count} found)"
        )
        rows = sum(len(claim.rows) for claim in self._claims(document))
        yield Demand(rows > 0, f"表格中有标签或表头属于规定表格的行（有 {rows} 行）",
                     f"rows in them whose label or heads are those of the form ({rows} found)")  # fmt: skip

    def parse(self, document: Document, match: Match, /) -> Draft:
        """The claims found by ``detect``."""
        return Draft(match.anchor)

    def _claims(self, document: Document) -> tuple[TableClaim, ...]:
        return recognise(_rows(document), self.variants)


def _rows(document: Document) -> Iterator[Views | None]:
    for block in document.grids():
        yield from _grid_rows(block)
        yield None


def _grid_rows(block: Block) -> Iterator[Views]:
    grid, text = block.grid, block.text
    assert grid is not None
    new = tuple.__new__  # there are hundreds of cells
    index = block.index
    made: dict[int, tuple[str, tuple[Span]]] = {}
    for number, covering in enumerate(grid.covering):
        views: list[View] = []
        previous = None
        for cell in covering:
            if cell is not None and cell is not previous:
                row, _, _, _, start, end, *_ = cell
                if start not in made:
                    made[start] = text[start:end].strip(WHITE), (new(Span, (index, start, end)),)
                views.append(new(View, (*made[start], row != number)))
            previous = cell
        yield views
