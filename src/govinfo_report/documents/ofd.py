"""Opens OFD documents (GB/T 33190), the page format of the state: ruled tables, running text."""

from __future__ import annotations

from govinfo_report.documents.document import Document
from govinfo_report.documents.lattice import lay
from govinfo_report.documents.latticepages import Seen, scanned, without_text
from govinfo_report.documents.observations import author_notes, suffix_note
from govinfo_report.documents.ofdfile import OfdFile
from govinfo_report.documents.sniffing import Kind
from govinfo_report.documents.source import Source
from govinfo_report.documents.unsupported import unsupported
from govinfo_report.limits import Limits
from govinfo_report.model.fit import Fit


class OfdOpener:
    """OFD documents: text and lines of all pages and their templates, without further packages.

    Text of which the file does not tell the characters makes the document unverified.
    """

    id = "ofd"

    def accepts(self, source: Source, /) -> Fit | None:
        """EXACT for an OFD document, whatever its suffix."""
        return Fit.EXACT if source.kind is Kind.OFD else None

    def open(self, source: Source, limits: Limits, /) -> Document:
        """The pages as one document.

        Raises ``SourceError`` for a document that is damaged, encrypted or only a scan,
        ``LimitError`` (P902, P907) for archives and documents beyond the limits.
        """
        if source.kind is not Kind.OFD:
            raise unsupported(source)
        file = OfdFile(source, limits)
        seen = Seen()
        laid = lay(seen.take(file.pages()), limits)
        if seen.is_empty:
            raise scanned(source) if seen.pictures else without_text(source)
        notes = [*suffix_note(source), *seen.notes(), *laid.notes, *author_notes(file.facts)]
        return Document(
            tuple(laid.blocks), laid.locate, file.facts, tuple(notes), self.id,
            unverified=seen.unverified,
        )  # fmt: skip
