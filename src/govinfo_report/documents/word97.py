"""Opens Word 97, WPS and RTF documents: converted to DOCX, which is then read.

LibreOffice is the first choice.  For Word 97 and WPS a package that needs no other program comes
second: alone where there is no LibreOffice, and otherwise to confirm what that read.
"""

from __future__ import annotations

from attrs import evolve, frozen

from govinfo_report.documents.document import Document
from govinfo_report.documents.docx import DocxOpener
from govinfo_report.documents.observations import suffix_note
from govinfo_report.documents.sniffing import Kind
from govinfo_report.documents.source import Source
from govinfo_report.documents.unsupported import unsupported
from govinfo_report.documents.word97convert import converted
from govinfo_report.errors import SourceError
from govinfo_report.limits import Limits
from govinfo_report.model.fit import Fit


@frozen
class Word97Opener:
    """Documents of Word 97 and of WPS (.wps); needs LibreOffice or the extra ``office``."""

    id: str = "doc"
    kind: Kind = Kind.DOC

    def accepts(self, source: Source, /) -> Fit | None:
        """EXACT for such a document, whatever its suffix."""
        return Fit.EXACT if source.kind is self.kind else None

    def open(self, source: Source, limits: Limits, /) -> Document:
        """The document as LibreOffice reads it, with the second reading to confirm it.

        Raises ``MissingExtraError`` when nothing here can read it, ``SourceError`` when it is
        damaged or protected, ``LimitError`` (P907) when that takes too long.
        """
        if source.kind is not self.kind:
            raise unsupported(source)
        first, second = converted(source, limits)
        document = self._read(source, first, limits)
        if second is None:
            return document
        try:
            return evolve(document, second=self._read(source, second, limits))
        except SourceError:  # what it makes is no document: it confirms nothing
            return document

    def _read(self, source: Source, made: Source, limits: Limits) -> Document:
        document = DocxOpener().open(made, limits)
        notes = (*suffix_note(source), *document.notes)
        return evolve(document, opener=self.id, notes=notes)


def rtf_opener() -> Word97Opener:
    """Documents in Rich Text Format; needs LibreOffice."""
    return Word97Opener("rtf", Kind.RTF)
