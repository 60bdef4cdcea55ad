"""The fallback: the narrative of a report whose tables no layout can read."""

from __future__ import annotations

from collections.abc import Iterator

from govinfo_report.documents.document import Document
from govinfo_report.model.fit import Fit
from govinfo_report.reading.draft import Draft, Match
from govinfo_report.reading.outline import (
    count_sections_with_text,
    find_outline,
    tables_vanished,
)


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
        if found >= 4 or tables_vanished(outline):
            yield Match(Fit.FALLBACK, None, (f"{found} of 6 sections with text",))

    def parse(self, document: Document, match: Match, /) -> Draft:
        """No table claims; the core finds title and sections by itself."""
        return Draft()
