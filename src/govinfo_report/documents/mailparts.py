"""The parts of a message in the format of Internet mail, decoded, within limits."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from email.errors import CloseBoundaryNotFoundDefect, MultipartInvariantViolationDefect
from email.header import decode_header
from email.message import Message
from email.parser import BytesFeedParser
from email.utils import parsedate_to_datetime
from urllib.parse import unquote_to_bytes

import regex
from attrs import field, frozen

from govinfo_report.documents.mailhead import mail_start
from govinfo_report.documents.source import Source
from govinfo_report.documents.unreadable import beyond, broken
from govinfo_report.errors import LimitError
from govinfo_report.limits import Limits
from govinfo_report.text.lazy import lazy

_INNER = lazy(rb"content-type[ \t]*+:\s*+(?:multipart|message)/", regex.IGNORECASE)
_MOST_LEVELS = 100  # multiparts and messages inside one message, each of which may hold the next
_LINES_PER_PART = 50  # lines that begin like a boundary, for every part allowed
#: what the library raises on heads that no program writes
_ODD = (ValueError, LookupError, TypeError, AttributeError)


@frozen
class Part:
    """One part that holds no others; ``type`` is lower case, names are decoded."""

    type: str
    name: str
    location: str
    id: str
    attached: bool  #: meant to be saved as a file, not shown
    data: bytes = field(repr=False)
    cut: bool = False  #: the message ends within it


@frozen
class Mail:
    """The parts of a message in their order, and what its head says."""

    type: str
    start: str  #: id of the part that is the page, where the message names it
    location: str
    date: str | None  #: ISO 8601
    parts: tuple[Part, ...]


def read_mail(source: Source, limits: Limits) -> Mail:
    """The parts; ``SourceError`` for a message without its boundary, ``LimitError`` (P902, P904)."""
    data = source.data[mail_start(source.data) or 0 :]
    levels = sum(1 for _ in _INNER.finditer(data))
    if levels > _MOST_LEVELS:
        raise _too_deep(source, levels)
    boundaries = data.count(b"\n--")
    if boundaries > limits.archive_members * _LINES_PER_PART:
        raise beyond(source, "parts", limits.archive_members, boundaries)
    parser = BytesFeedParser()
    try:
        parser.feed(data)
        message = parser.close()
    except RecursionError as error:
        raise _too_deep(source, levels) from error
    leaves = list(_leaves(message))
    if len(leaves) > limits.archive_members:
        raise beyond(source, "parts", limits.archive_members, len(leaves))
    if any(part.get_content_maintype() == "multipart" for part, _ in leaves):
        raise broken(source, "the boundary between its parts is missing")
    size = 0
    parts = []
    for leaf, cut in leaves:
        part = _part(leaf, cut)
        size += len(part.data)
        if size > limits.archive_bytes:
            raise beyond(source, "bytes", limits.archive_bytes, size)
        parts.append(part)
    return Mail(
        message.get_content_type(), _id(_parameter(message, "Content-Type", "start")),
        _text(message, "Snapshot-Content-Location") or _text(message, "Content-Location"),
        _date(message), tuple(parts),
    )  # fmt: skip


def _too_deep(source: Source, levels: int) -> LimitError:
    return LimitError(
        f"{source.name} nests {levels:,} parts; the limit is {_MOST_LEVELS}",
        zh=f"{source.name} 嵌套 {levels:,} 层，上限为 {_MOST_LEVELS} 层",
        id="P904", limit=_MOST_LEVELS, observed=levels,
    )  # fmt: skip


def _leaves(message: Message) -> Iterator[tuple[Message, bool]]:
    """The parts without parts, and whether the message breaks off in them; a message in a message
    stays whole."""
    waiting = [(message, False)]
    while waiting:
        part, cut = waiting.pop()
        inside = part.get_payload()
        if not isinstance(inside, list) or part.get_content_maintype() == "message":
            yield part, cut
            continue
        ends = any(isinstance(d, CloseBoundaryNotFoundDefect) for d in part.defects)
        last = len(inside) - 1
        for number in range(last, -1, -1):
            inner = inside[number]
            if isinstance(inner, Message):
                waiting.append((inner, (ends or cut) and number == last))


def _part(message: Message, cut: bool) -> Part:
    data = message.get_payload(decode=True)
    return Part(
        message.get_content_type(),
        _file_name(message),
        _text(message, "Content-Location"),
        _id(_text(message, "Content-ID")),
        _text(message, "Content-Disposition").lower().startswith("attachment"),
        data if isinstance(data, bytes) else b"",
        cut or any(isinstance(d, MultipartInvariantViolationDefect) for d in message.defects),
    )


def _id(text: str) -> str:
    return text.strip().strip("<>")


def _text(message: Message, name: str) -> str:
    """A field as characters: raw bytes in it are UTF-8 or GBK, encoded words are decoded."""
    for key, value in message.raw_items():
        if key.lower() == name.lower():
            raw = str(value).encode("utf-8", "surrogateescape")
            return _words(_decoded(raw, "utf-8").replace("\r", "").replace("\n", "").strip())
    return ""


def _words(text: str) -> str:
    if "=?" not in text:
        return text
    try:
        pieces = decode_header(text)
    except _ODD:
        return text
    return "".join(
        piece if isinstance(piece, str) else _decoded(piece, charset or "utf-8")
        for piece, charset in pieces
    )


def _decoded(raw: bytes, charset: str) -> str:
    """In the charset stated, else UTF-8, else GBK (which files that say gb2312 mean)."""
    name = charset.lower().replace("_", "-")
    first = "gb18030" if name.startswith("gb") or name in ("cp936", "x-gbk") else name
    for encoding in (first, "utf-8", "gb18030"):
        try:
            codecs.lookup(encoding)
            return raw.decode(encoding)
        except (LookupError, ValueError):
            continue
    return raw.decode("gb18030", "replace")


def _parameter(message: Message, name: str, parameter: str) -> str:
    """A parameter of a field, also one that is split and encoded (RFC 2231)."""
    plain = Message()
    for key, value in message.raw_items():
        if key.lower() == name.lower():
            raw = str(value).encode("utf-8", "surrogateescape")
            plain[name] = _decoded(raw, "utf-8").replace("\r", "").replace("\n", "")
            break
    try:
        found = plain.get_param(parameter, header=name)
    except _ODD:
        return ""
    if isinstance(found, tuple):
        charset, _, text = found
        return _decoded(unquote_to_bytes(text.encode("latin-1", "replace")), charset or "utf-8")
    return _words(found) if isinstance(found, str) else ""


def _file_name(message: Message) -> str:
    name = _parameter(message, "Content-Disposition", "filename")
    name = name or _parameter(message, "Content-Type", "name")
    return name.replace("\\", "/").rpartition("/")[2].strip()


def _date(message: Message) -> str | None:
    try:
        return parsedate_to_datetime(_text(message, "Date")).isoformat()
    except (*_ODD, OverflowError):
        return None
