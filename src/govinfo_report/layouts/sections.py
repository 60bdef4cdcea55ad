"""The fallback: the narrative of a report whose tables no layout can read."""

from __future__ import annotations

from collections.abc import Iterator

from govinfo_report.documents.document import Document
from govinfo_report.model.fit import Fit
from govinfo_report.reading.demands import Demand
from govinfo_report.reading.draft import Draft, Match
from govinfo_report.reading.outline import (
    count_sections_with_text,
    find_outline,
    tables_vanished,
)

_ENOUGH = 4  # headings over text


class SectionsLayout:
    """Claims no table.

    Fits when at least four of the six sections have text of their own, or all but those whose
    tables are gone.
    """

    id = "sections"
    variants: dict[str, str] = {}
    best = Fit.FALLBACK

    def detect(self, document: Document, /) -> Iterator[Match]:
        """FALLBACK when enough section headings stand over text of their own."""
        outline = find_outline(document)
        found = count_sections_with_text(outline)
        if found >= _ENOUGH or tables_vanished(outline):
            yield Match(Fit.FALLBACK, None, (f"{found} of 6 sections with text",))

    def demands(self, document: Document, /) -> Iterator[Demand]:
        """Four of the six headings over text of their own."""
        outline = find_outline(document)
        found = count_sections_with_text(outline)
        yield Demand(
            found >= _ENOUGH or tables_vanished(outline),
            f"六个标题中至少四个有自己的正文（有 {found} 个）",
            f"at least four of the six headings over text of their own ({found} found)",
        )

    def parse(self, document: Document, match: Match, /) -> Draft:
        """No table claims; the core finds title and sections by itself."""
        return Draft()
