"""How one source is read: opened, read by the layouts, and if need be what it shows instead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from govinfo_report.documents.isolation import using
from govinfo_report.documents.scanengine import can_recognise
from govinfo_report.documents.sniffing import OTHER_KINDS
from govinfo_report.documents.source import Source
from govinfo_report.errors import GovInfoReportError, SourceError, UnrecognisedLayoutError
from govinfo_report.limits import Limits
from govinfo_report.model.figure import Reason
from govinfo_report.model.note import Note
from govinfo_report.model.report import Report, SourceInfo
from govinfo_report.plugins.choosing import choose
from govinfo_report.plugins.registry import Registry

if TYPE_CHECKING:
    from govinfo_report.documents.document import Document
    from govinfo_report.reading.recording import Recorder

#: a report and the source its places lead into
Read = tuple[Source, Report]


@frozen
class How:
    """The registry and the choices a source is read with."""

    registry: Registry
    layout: str | None
    opener: str | None
    limits: Limits
    isolation: str
    recorder: Recorder | None = None  #: keeps what a trace tells; nothing by default

    def open(self, source: Source) -> Document:
        """The document, opened by the opener that fits best or the one that was named.

        A PDF that turns out to be a scan is read by text recognition where that is installed.
        """
        registry, name = self.registry, self.opener
        best = registry.opener(name) if name is not None else choose(source, registry)
        with using(self.isolation):
            try:
                return best.open(source, self.limits)
            except SourceError as error:
                if name is not None or not error.facts.get("scan") or not can_recognise():
                    raise
            return registry.opener("ocr").open(source, self.limits)

    def read(self, source: Source) -> list[Read]:
        """The reports of a document.

        A page without a report may show a document that lies beside it, which is then read.  When
        that one is read by itself anyway, the error names it under ``elsewhere``.
        """
        try:
            return self._read(source)
        except UnrecognisedLayoutError as error:
            from govinfo_report.documents.embedded import embedded

            found = embedded(source, self.limits)
            error.facts["elsewhere"] = found.elsewhere
            if not found.documents:
                raise
        read: list[Read] = []
        failed: GovInfoReportError | None = None
        for reference, document in found.documents:
            try:
                read += [(document, _noted(report, source, reference))
                         for _, report in self._read(document)]  # fmt: skip
            except GovInfoReportError as error:
                failed = failed or error
        if not read and failed is not None:
            raise failed
        return read

    def read_members(self, inside: Iterable[Source | GovInfoReportError]) -> Iterator[Read]:
        """The reports of the documents in a container.

        What holds no report is passed over as long as something else does; the first document
        that cannot be read is raised after the last report.
        """
        found = False
        other: GovInfoReportError | None = None
        failed: GovInfoReportError | None = None
        for document in inside:
            if isinstance(document, GovInfoReportError):
                failed = failed or document
                continue
            try:
                reports = self.read(document)
            except GovInfoReportError as error:
                error.facts.setdefault("source", document.name)
                none = isinstance(error, UnrecognisedLayoutError)
                if none or error.facts.get("kind") in OTHER_KINDS:
                    other = other or error
                else:
                    failed = failed or error
                continue
            found = True
            yield from reports
        if failed is not None:
            raise failed
        if not found and other is not None:
            raise other

    def _read(self, source: Source) -> list[Read]:
        from govinfo_report.reading.glance import glance
        from govinfo_report.reading.reader import read_document, unrecognised

        registry = self.registry
        chosen = self.layout is not None or self.opener is not None or self.recorder is not None
        if not chosen and registry.only_builtin:
            # A page that cannot hold a report need not be opened to say so.
            rejection = glance(source)
            if rejection is not None:
                raise unrecognised(rejection)
        document = self.open(source)

        def reports(of: Document) -> list[Report]:
            return list(read_document(
                of, registry.layouts, known=source.known, source=_info(source),
                software=software(registry), layout=self.layout, recorder=self.recorder,
            ))  # fmt: skip

        before = len(self.recorder.parts) if self.recorder is not None else 0
        read = reports(document)
        if any(_lacks_pictures(report) for report in read):
            pictured = self._with_pictures(source, document)
            if pictured is not None:
                if self.recorder is not None:
                    del self.recorder.parts[before:]
                read = reports(pictured)
        return [(source, report) for report in read]

    def _with_pictures(self, source: Source, document: Document) -> Document | None:
        """The document together with the pictures that stand in place of its tables."""
        if not can_recognise():
            return None
        from govinfo_report.documents.pictured import pictures, with_pictures

        scanner = self.registry.opener("ocr")
        with using(self.isolation):
            found = pictures(source, self.limits)
            return with_pictures(document, found, lambda p: scanner.open(p, self.limits))


def _lacks_pictures(report: Report) -> bool:
    return any(figure.reason is Reason.TABLE_IS_PICTURE for figure in report.figures.values())


def _info(source: Source) -> SourceInfo:
    facts, origin = source.known, source.origin
    return SourceInfo(
        name=source.name,
        sha256=source.sha256,
        url=facts.url or (origin.url if origin is not None else None),
        retrieved=facts.retrieved or (origin.retrieved if origin is not None else None),
        given=facts.given,
        container={"name": origin.name, "sha256": origin.sha256} if origin is not None else {},
    )


def _noted(report: Report, page: Source, reference: str) -> Report:
    """The report of a document that a page shows, with a note that says so."""
    note = Note("P923", params={"page": page.name, "reference": reference[:200]})
    return evolve(report, reading=evolve(report.reading, notes=(note, *report.reading.notes)))


def software(registry: Registry) -> dict[str, object]:
    """What a report was read with: versions of the library, its plugins and its rules."""
    from govinfo_report import __version__
    from govinfo_report.rules import CATALOGUE_VERSION

    return {
        "govinfo-report": __version__,
        "plugins": registry.versions(),
        "rules": CATALOGUE_VERSION,
    }
