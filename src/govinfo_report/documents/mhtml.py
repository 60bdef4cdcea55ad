"""Unpacks pages that were saved with everything they show (MHTML: .mht, .mhtml, also .doc)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from govinfo_report.documents.containers import is_other_type, name_of, unpacked, web_address
from govinfo_report.documents.document import Document
from govinfo_report.documents.origin import Attached
from govinfo_report.documents.sniffing import Kind
from govinfo_report.documents.source import Source
from govinfo_report.documents.unreadable import cut_off, no_document, without_documents
from govinfo_report.errors import GovInfoReportError
from govinfo_report.limits import Limits
from govinfo_report.model.fit import Fit

if TYPE_CHECKING:
    from govinfo_report.documents.mailparts import Mail, Part

_PAGES = ("text/html", "application/xhtml+xml")


class MhtmlOpener:
    """A saved page: the page itself, with the frames and documents it embeds attached to it."""

    id = "mhtml"

    def accepts(self, source: Source, /) -> Fit | None:
        """EXACT for a saved page, whatever its suffix."""
        return Fit.EXACT if source.kind is Kind.MHTML else None

    def open(self, source: Source, limits: Limits, /) -> Document:
        """Raises ``SourceError``: the page in it is the document."""
        raise no_document(source)

    def unpack(self, source: Source, limits: Limits, /) -> Iterator[Source | GovInfoReportError]:
        """The page; its address and the time it was saved reach its origin.

        Raises ``SourceError`` for one that is damaged or holds no page, ``LimitError``.
        """
        from govinfo_report.documents.mailparts import read_mail  # the library for mail, on use

        mail = read_mail(source, limits)
        page = _page(mail)
        if page is None or not page.data:
            raise without_documents(source)
        location = mail.location or page.location
        name = name_of(page.location or location, "page.html")
        label = name if name.lower().endswith((".htm", ".html", ".shtml")) else f"{name}.html"
        if page.cut:
            yield cut_off(f"{source.name}/{label}")
            return
        others = [p for p in mail.parts if p is not page and not is_other_type(p.type) and p.data]
        yield unpacked(
            source, label, page.data, url=web_address(location), retrieved=mail.date,
            location=page.location or location,
            attached=tuple(_attached(part) for part in others if not part.cut),
        )  # fmt: skip


def _page(mail: Mail) -> Part | None:
    """The part that is the page: the one the head names, else the first."""
    pages = [part for part in mail.parts if part.type in _PAGES]
    named = (part for part in pages if mail.start and part.id == mail.start)
    return next(named, pages[0] if pages else None)


def _attached(part: Part) -> Attached:
    names = (f"cid:{part.id}" if part.id else "", part.location, part.name)
    return Attached(tuple(name for name in names if name), part.data)
