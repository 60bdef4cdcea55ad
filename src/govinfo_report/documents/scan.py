"""Opens pictures of pages: PNG, JPEG, TIFF, scanned PDF."""

from __future__ import annotations

from govinfo_report.documents.document import Document
from govinfo_report.documents.observations import suffix_note
from govinfo_report.documents.scanengine import can_recognise, missing
from govinfo_report.documents.sniffing import Kind
from govinfo_report.documents.source import Source
from govinfo_report.documents.unsupported import unsupported
from govinfo_report.errors import SourceError
from govinfo_report.limits import Limits
from govinfo_report.model.fit import Fit

_FEW = 20  #: characters on all pages below which there is no text
_MIB = 1024 * 1024


class ScanOpener:
    """Pictures and scanned PDF, by text recognition; needs the extra ``ocr``.

    The document is always unverified.  What two readings do not agree on, and ink that cannot
    be read, ends in a mark that no figure can have.
    """

    id = "ocr"
    isolated = True
    memory = 4096 * _MIB  #: of the models and of a page in colour
    seconds = 1200  #: of processor time: some ten for every page
    wait = 1800

    def accepts(self, source: Source, /) -> Fit | None:
        """EXACT for a picture; FALLBACK for a PDF, which is read so when it has no text."""
        if source.kind is Kind.IMAGE:
            return Fit.EXACT
        return Fit.FALLBACK if source.kind is Kind.PDF else None

    def open(self, source: Source, limits: Limits, /) -> Document:
        """The pages as one document.

        Raises ``MissingExtraError`` without the packages, ``SourceError`` for a picture that is
        damaged or shows no text, ``LimitError`` (P907) for too many pixels or pages.
        """
        if source.kind not in (Kind.IMAGE, Kind.PDF):
            raise unsupported(source)
        if not can_recognise():
            raise missing(source.name, source.kind.value)
        from govinfo_report.documents.scanimage import scans
        from govinfo_report.documents.scanpages import read_scans

        laid, characters = read_scans(scans(source, limits), limits)
        if characters < _FEW:
            raise _without_text(source)
        notes = [*suffix_note(source), *laid.notes]
        return Document(tuple(laid.blocks), laid.locate, {}, tuple(notes), self.id, unverified=True)


def _without_text(source: Source) -> SourceError:
    return SourceError(
        f"{source.name} is a picture on which no text can be recognised",
        zh=f"{source.name} 是图片，其中未识别出文字",
        hint="Scan the page once more, upright and at 200 dpi or more.",
        hint_zh="请以 200 dpi 以上、端正地重新扫描。",
        name=source.name, kind=source.kind.value,
    )  # fmt: skip
