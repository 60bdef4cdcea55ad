"""The portal of the (fictional) city of Yunlan, 云澜市: pages that a browser has to put together.

The server sends an empty page and the article as JSON beside it (Next.js does so on many sites).
The report is in there, as HTML within a string.  An opener of documents would have to invent
places in bytes that do not hold this HTML; one of containers hands the article over as a document
of its own, which the library opens like any page and into which all places lead.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape

from govinfo_report import Document, Fit, hookimpl
from govinfo_report.documents.containers import unpacked
from govinfo_report.documents.sniffing import Kind
from govinfo_report.documents.source import Source
from govinfo_report.errors import SourceError
from govinfo_report.limits import Limits

SITE = '<meta name="SiteDomain" content="www.yunlan.example"'
BEGIN, END = '<script id="__NEXT_DATA__" type="application/json">', "</script>"


class PortalOpener:
    """Takes the article out of a page of the portal."""

    id = "yunlan.portal"

    def accepts(self, source: Source, /) -> Fit | None:
        if source.kind is not Kind.HTML:
            return None
        text = source.decoded.text
        return Fit.EXACT if SITE in text and BEGIN in text else None

    def open(self, source: Source, limits: Limits, /) -> Document:
        raise SourceError(
            "a page of the portal holds its article as data; the article is the document",
            zh="云澜市门户网页以数据形式存放正文，应读取其中的正文",
        )

    def unpack(self, source: Source, limits: Limits, /) -> Iterator[Source]:
        data = source.decoded.text.partition(BEGIN)[2].partition(END)[0]
        try:
            article = json.loads(data)["props"]["pageProps"]["article"]
            title, day, body = (str(article[key]) for key in ("title", "publishDate", "content"))
        except (ValueError, LookupError, TypeError, RecursionError) as error:
            raise SourceError(
                "no article in the data of the page", zh="网页数据中没有正文"
            ) from error
        head = f'<title>{escape(title)}</title><meta name="PubDate" content="{escape(day)}">'
        page = f'<!DOCTYPE html><meta charset="utf-8">{head}<h1>{escape(title)}</h1>\n{body}\n'
        yield unpacked(source, "article.html", page.encode("utf-8", "replace"))


@hookimpl
def govinfo_openers() -> list[PortalOpener]:
    return [PortalOpener()]
