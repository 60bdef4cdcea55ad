"""Unpacks messages (EML): the documents attached to them, and their text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from govinfo_report.documents.containers import is_other_type, unpacked
from govinfo_report.documents.document import Document
from govinfo_report.documents.naming import is_other
from govinfo_report.documents.sniffing import Kind
from govinfo_report.documents.source import Source
from govinfo_report.documents.unreadable import cut_off, nested, no_document, without_documents
from govinfo_report.errors import GovInfoReportError
from govinfo_report.limits import Limits
from govinfo_report.model.fit import Fit

if TYPE_CHECKING:
    from govinfo_report.documents.mailparts import Part

#: names for parts without one
_SUFFIXES = {"text/html": ".html", "text/plain": ".txt", "application/pdf": ".pdf"}


class EmlOpener:
    """A message: attachments that may be documents, then its text, which mostly is none."""

    id = "eml"

    def accepts(self, source: Source, /) -> Fit | None:
        """EXACT for a message, whatever its suffix."""
        return Fit.EXACT if source.kind is Kind.EML else None

    def open(self, source: Source, limits: Limits, /) -> Document:
        """Raises ``SourceError``: a message is no document."""
        raise no_document(source)

    def unpack(self, source: Source, limits: Limits, /) -> Iterator[Source | GovInfoReportError]:
        """Attachments in their order, then the text (the page, where it is there as one).

        A message inside the message gives an error, as does a document that is cut off.
        Raises ``SourceError`` for a message that is damaged or empty, ``LimitError``.
        """
        from govinfo_report.documents.mailparts import read_mail  # the library for mail, on use

        parts = [part for part in read_mail(source, limits).parts if not is_other_type(part.type)]
        attached = [part for part in parts if _is_file(part)]
        texts = [part for part in parts if not _is_file(part) and part.type.startswith("text/")]
        pages = [part for part in texts if part.type == "text/html"]
        found = False
        for number, part in enumerate([*attached, *(pages or texts)], 1):
            if is_other(part.name):
                continue
            found = True
            yield _document(source, part, number)
        if not found:
            raise without_documents(source)


def _is_file(part: Part) -> bool:
    return part.attached or bool(part.name) or not part.type.startswith("text/")


def _document(source: Source, part: Part, number: int) -> Source | GovInfoReportError:
    body = not _is_file(part)
    stem = "body" if body else f"part{number}"
    name = part.name or stem + _SUFFIXES.get(part.type, "")
    inner = unpacked(source, name, part.data, incidental=body)
    if part.type.startswith("message/"):
        return nested(inner, Kind.EML)
    return cut_off(inner.name) if part.cut else inner
