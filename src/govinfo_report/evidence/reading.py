"""Reads a document and its history from bytes alone, the same way on every machine."""

from __future__ import annotations

from attrs import field, frozen

from govinfo_report import api
from govinfo_report.documents.isolation import using
from govinfo_report.documents.source import Source
from govinfo_report.evidence.quoting import quotes
from govinfo_report.limits import DEFAULT_LIMITS, Limits
from govinfo_report.model.finding import Finding
from govinfo_report.model.report import Report
from govinfo_report.plugins.registry import Registry
from govinfo_report.rules import Assessment, History


@frozen
class Way:
    """How a document is read and checked: all that the result depends on besides the bytes."""

    registry: Registry
    draft: bool = False
    layout: str | None = None
    opener: str | None = None
    limits: Limits = DEFAULT_LIMITS
    isolation: str = "process"

    def reports(self, source: Source) -> list[tuple[Source, Report]]:
        """The reports of a source, each with the document it was read from."""
        read = api.read_all(
            source, layout=self.layout, opener=self.opener, registry=self.registry,
            limits=self.limits, isolation=self.isolation,
        )  # fmt: skip
        return list(read)

    def assess(self, report: Report, history: History) -> Assessment:
        """What does not add up in a report."""
        return api.validate(report, history=history, draft=self.draft, registry=self.registry)


@frozen
class Case:
    """A report with findings that were asked for."""

    source: Source = field(repr=False)
    assessment: Assessment
    findings: tuple[Finding, ...]

    def quotes(self, way: Way, widest: int) -> dict[str, str]:
        """The source lines of the findings."""
        with using(way.isolation):
            return dict(quotes(self.assessment, self.source, widest))


def from_bytes(source: Source) -> Source:
    """The source without its path: what lies beside a file is not read."""
    return Source.of(source.data, name=source.name, known=source.known, limits=source.limits)
