"""What a data set was made with and of: versions of library, plugins and rules, and its sources."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping

from attrs import field, frozen

from govinfo_report.display import Displayed
from govinfo_report.model.report import Report
from govinfo_report.rules import CATALOGUE_VERSION


@frozen
class Provenance(Displayed):
    """Gathers what the outputs say of themselves.

    ``read_with`` are the versions by which reports were read, as one line of JSON each (several
    where older and newer readings stand together); ``sources`` the SHA-256 of the documents.
    """

    read_with: dict[str, None] = field(factory=dict)
    sources: dict[str, None] = field(factory=dict, repr=False)

    @classmethod
    def of(cls, reports: Iterable[Report]) -> Provenance:
        """That of some reports."""
        made = cls()
        for report in reports:
            made.add(report)
        return made

    def add(self, report: Report) -> None:
        """Count one more report in."""
        if report.software:
            self.read_with[software_text(report)] = None
        if report.source.sha256:
            self.sources[report.source.sha256] = None

    def facts(self) -> dict[str, str]:
        """Name -> text: what made the output, what read the reports, and their sources.

        ``govinfo_report.sources`` counts the documents; ``…sources_sha256`` is one hash over the
        sorted hashes of them all, so that two data sets of the same documents can be told.
        """
        from govinfo_report import __version__

        hashes = "\n".join(sorted(self.sources)).encode()
        return {
            "govinfo_report.version": __version__,
            "govinfo_report.rules": CATALOGUE_VERSION,
            "govinfo_report.read_with": " ".join(sorted(self.read_with)),
            "govinfo_report.sources": str(len(self.sources)),
            "govinfo_report.sources_sha256": hashlib.sha256(hashes).hexdigest(),
        }


def software_text(report: Report) -> str:
    """The versions a report was read with, as JSON."""
    return json.dumps(plain(report.software), ensure_ascii=False, separators=(",", ":"))


def plain(value: object) -> object:
    """Mappings as dictionaries, all the way down."""
    if isinstance(value, Mapping):
        return {str(key): plain(inner) for key, inner in value.items()}
    return value
