"""Reports for 2008-2018: the narrative under numbered sections, and no figures."""

from __future__ import annotations

from collections.abc import Iterator

from govinfo_report.documents.document import Document
from govinfo_report.model.fit import Fit
from govinfo_report.reading.admission import LEGACY
from govinfo_report.reading.draft import Draft, Match
from govinfo_report.reading.legacy import read_legacy


class LegacyLayout:
    """Claims no table: the lists of indicators before 2019 are recognised, not read.

    A report of those years that prints the tables of a later form is read by the layouts of
    these tables.
    """

    id = LEGACY
    variants: dict[str, str] = {}
    best = Fit.LIKELY

    def detect(self, document: Document, /) -> Iterator[Match]:
        """LIKELY for the title of an annual report before 2019 over numbered sections."""
        legacy = read_legacy(document)
        if legacy is not None:
            yield Match(Fit.LIKELY, legacy.edition, legacy.evidence)

    def parse(self, document: Document, match: Match, /) -> Draft:
        """No table claims; the core finds title and sections by itself."""
        return Draft()
