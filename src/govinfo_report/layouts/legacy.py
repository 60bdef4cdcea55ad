"""Reports for 2008-2018: the narrative under numbered sections, and no figures."""

from __future__ import annotations

from collections.abc import Iterator

from govinfo_report.documents.document import Document
from govinfo_report.model.fit import Fit
from govinfo_report.reading.admission import LEGACY
from govinfo_report.reading.demands import Demand
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

    def demands(self, document: Document, /) -> Iterator[Demand]:
        """All that makes a report of those years, as one."""
        yield Demand(
            read_legacy(document) is not None,
            "2019 年以前的标题或期间，以及三个有正文的编号标题或统计指标表",
            "a title or period before 2019, over three numbered sections or a list of indicators",
        )

    def parse(self, document: Document, match: Match, /) -> Draft:
        """No table claims; the core finds title and sections by itself."""
        return Draft()
