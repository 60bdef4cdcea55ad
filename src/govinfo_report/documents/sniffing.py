"""What a sequence of bytes is, judged by its content; the suffix is never asked."""

from __future__ import annotations

import struct
import zlib
from enum import StrEnum

import regex

from govinfo_report.documents.compound import top_names
from govinfo_report.documents.mailhead import mail_start, of_message, of_page
from govinfo_report.text.lazy import lazy


class Kind(StrEnum):
    """File formats that are told apart."""

    EMPTY = "empty"
    TEXT = "text"
    HTML = "html"
    TEXT_WITH_TABLES = "text-with-tables"  #: text (Markdown) that holds HTML tables
    MHTML = "mhtml"  #: a page saved with everything it shows
    EML = "eml"  #: a message with its attachments
    WARC = "warc"  #: pages as a crawler fetched them, also compressed
    XML = "xml"
    RTF = "rtf"
    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    OFD = "ofd"
    ZIP = "zip"
    DOC = "doc"  #: .doc of Word 97 and .wps of WPS
    XLS = "xls"  #: .xls of Excel 97 and .et of WPS
    WORKS = "works"  #: .wps of Microsoft Works
    LOCKED = "locked"  #: a newer Word or Excel file under a password
    OLE = "ole"  #: another compound file
    IMAGE = "image"
    GZIP = "gzip"
    ARCHIVE = "archive"  #: RAR, 7z and other archives that are not opened
    BINARY = "binary"


#: kinds that hold documents instead of being one
UNPACKED = frozenset({Kind.ZIP, Kind.MHTML, Kind.EML, Kind.WARC})
#: kinds of content in which no report is published
OTHER_KINDS = frozenset({Kind.EMPTY, Kind.IMAGE, Kind.XML, Kind.BINARY})
_MAGIC = (
    (Kind.OLE, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
    (Kind.RTF, b"{\\rtf"),
    (Kind.GZIP, b"\x1f\x8b\x08"),
    (Kind.IMAGE, (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*")),
    (
        Kind.ARCHIVE,
        (b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07", b"\x28\xb5\x2f\xfd", b"BZh9", b"\xfd7zXZ\0"),
    ),
    (Kind.BINARY, b"\x7fELF"),
    (Kind.BINARY, b"SQLite format 3\x00"),
)
#: streams at the top of a compound file, in lower case
_STREAMS = (
    ("worddocument", Kind.DOC),
    ("workbook", Kind.XLS),
    ("book", Kind.XLS),
    ("encryptedpackage", Kind.LOCKED),
    ("matost", Kind.WORKS),
)
_MEMBERS = (
    (b"word/document.xml", Kind.DOCX),
    (b"xl/workbook.xml", Kind.XLSX),
    (b"OFD.xml", Kind.OFD),
)

#: an HTML page begins with a tag, a comment or a doctype
_BEGINS = lazy(
    r"\s*+(?:<\?xml[^>]*+>\s*+)?+(?:<!--.*?-->\s*+)*+<(?:!doctype\s++html|!--|"
    r"(?:html|head|body|meta|title|link|style|script|base|center|div|p|span|table|tbody|tr|td|"
    r"h[1-6]|ul|ol|dl|b|strong|font|br|hr|a|img|section|article|main|header|form|pre|input|"
    r"frameset|iframe|embed|object|plaintext|xmp)(?=[\s/>]))",
    regex.IGNORECASE | regex.DOTALL,
)
_XML = lazy(r"\s*+<(?:\?xml\b|\w++:\w++[\s>]|svg\b)", regex.IGNORECASE)
_MARKDOWN = frozenset({".md", ".markdown", ".mkd", ".rmd", ".qmd"})
_MARKUP = frozenset({".html", ".htm", ".shtml", ".shtm", ".xhtml", ".xht"})
_ANY_TAG = lazy(r"</?[a-z][a-z0-9]*+(?:\s[^<>]*+)?+>", regex.IGNORECASE)
_PAGE = lazy(r"<(?:!doctype|html|head|body|meta)[\s>]", regex.IGNORECASE)
_HTML_ROOT = lazy(r"<html[\s>]", regex.IGNORECASE)
_TAGS = lazy(r"</(?:p|div|body|span|li|ul|h[1-6])\s*+>", regex.IGNORECASE)
_BREAKS = lazy(r"<br\s*+/?+>", regex.IGNORECASE)
#: the line under the head of a Markdown table, whose cells may hold <br>
_DELIMITER = lazy(r"^[ \t]*+\|?+[ \t]*+:?+-++:?+[ \t]*+\|[ \t:|-]*+\r?+$", regex.MULTILINE)
_MANY_TAGS = 10  # tags of running text that make a page of what begins without one
_TABLE = lazy(r"<table[\s>]", regex.IGNORECASE)
_CELL = lazy(r"<t[dh][\s>]", regex.IGNORECASE)
_WINDOW = 4096  # characters that decide whether something begins like HTML


def sniff_bytes(data: bytes) -> Kind | None:
    """The format when magic bytes tell it; ``None`` when the content must be decoded first."""
    if not data:
        return Kind.EMPTY
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_kind(data)
    for kind, magic in _MAGIC:
        if data.startswith(magic):
            if kind is Kind.OLE:
                return _compound_kind(data)
            return _gzip_kind(data) if kind is Kind.GZIP else kind
    if data.startswith(b"WARC/"):
        return Kind.WARC
    if (start := mail_start(data)) is not None:
        if of_page(data, start):
            return Kind.MHTML
        if of_message(data, start):
            return Kind.EML
    # A text may begin with BM or RIFF: there the size field and the form tell.
    if (data.startswith(b"BM") and data[6:10] == b"\0\0\0\0") or data[8:12] == b"WEBP":
        return Kind.IMAGE
    if data[257:262] == b"ustar":
        return Kind.ARCHIVE
    return Kind.PDF if b"%PDF-" in data[:1024] else None


def _gzip_kind(data: bytes) -> Kind:
    """A web archive is compressed record by record; its first bytes tell."""
    try:
        head = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(data[:4096], 16)
    except zlib.error:
        head = b""
    return Kind.WARC if head.startswith(b"WARC/") else Kind.GZIP


def _compound_kind(data: bytes) -> Kind:
    """By the names of the streams at the top; a damaged file has none."""
    names = top_names(data)
    for name, kind in _STREAMS:
        if name in names:
            return kind
    return Kind.OLE


def _zip_kind(data: bytes) -> Kind:
    """By the names of members in the list at the end; the archive itself is not opened.

    Archives of documents hold the names of their parts as well, which is why the whole content is
    only searched when the list is lost.
    """
    names = _listed(data)
    for name, kind in _MEMBERS:
        if name in (data if names is None else names):
            return kind
    if names is None:
        word = b"[Content_Types].xml" in data and b"word/" in data
    else:
        word = b"[Content_Types].xml" in names and any(n.startswith(b"word/") for n in names)
    # The main part may have any name; its folder hardly changes.
    return Kind.DOCX if word else Kind.ZIP


def _listed(data: bytes) -> set[bytes] | None:
    """The names in the list of members; ``None`` when there is no list (a file cut off)."""
    end = data.rfind(b"PK\x05\x06")
    if end < 0 or end + 22 > len(data):
        return None
    count, size = struct.unpack_from("<HI", data, end + 10)
    position = end - size
    names: set[bytes] = set()
    for _ in range(count):
        if position < 0 or data[position : position + 4] != b"PK\x01\x02" or position + 46 > end:
            return None
        lengths = struct.unpack_from("<HHH", data, position + 28)
        names.add(data[position + 46 : position + 46 + lengths[0]].replace(b"\\", b"/"))
        position += 46 + sum(lengths)
    return names


def sniff_text(text: str, suffix: str = "") -> Kind:
    """The format of decoded text: HTML, text with HTML tables, XML or text.

    The suffix decides doubtful cases only: Markdown may begin with a tag like a piece of HTML,
    but its line breaks count; a page may hold nothing but a few unusual tags.
    """
    head = text[:_WINDOW]
    if _BEGINS.match(head):
        if suffix not in _MARKDOWN or _PAGE.search(head):
            return Kind.HTML
        return Kind.TEXT_WITH_TABLES
    if _XML.match(head):
        return Kind.HTML if _HTML_ROOT.search(head) else Kind.XML
    if "<" not in text:
        return Kind.TEXT
    if _HTML_ROOT.search(head):
        return Kind.HTML
    if suffix in _MARKUP and _ANY_TAG.search(text):
        return Kind.HTML
    if suffix not in _MARKDOWN and _is_marked_up(text[: 16 * _WINDOW]):
        return Kind.HTML if _DELIMITER.search(text) is None else Kind.TEXT
    table = _TABLE.search(text)
    found = table is not None and _CELL.search(text, table.end()) is not None
    return Kind.TEXT_WITH_TABLES if found else Kind.TEXT


def _is_marked_up(text: str) -> bool:
    """Whether tags, not line breaks, shape the text; a dump may keep the one or the other."""
    if len(_TAGS.findall(text)) >= _MANY_TAGS:
        return True
    return len(_BREAKS.findall(text)) >= max(_MANY_TAGS, text.count("\n"))
