"""The head of a message in the format of Internet mail, in which pages are saved as well."""

from __future__ import annotations

import regex

from govinfo_report.text.lazy import lazy

_WINDOW = 64 * 1024  # bytes of a head
_SPACE = b"\xef\xbb\xbf\r\n\t "
#: the line a mailbox puts in front, then the first field
_FIRST = lazy(rb"(?:From [^\r\n]*+\r?\n)?+[A-Za-z][A-Za-z0-9-]*+:")
_LINE = lazy(rb"(?:(?<name>[!-9;-~]++)[ \t]*+:|[ \t]++|From )[^\r\n]*+(?:\r?\n|\r|\Z)")
_TYPE = lazy(rb"^content-type[ \t]*+:\s*+(?<type>[!-~]++)", regex.IGNORECASE | regex.MULTILINE)
#: fields of messages that were sent; a saved page has none of them
_SENT = frozenset(
    (b"to", b"cc", b"received", b"message-id", b"return-path", b"delivered-to", b"in-reply-to")
)
_PAGE_TYPES = (b"multipart/related", b"text/html", b"multipart/alternative")


def mail_start(data: bytes) -> int | None:
    """Where the head begins, or ``None`` when the bytes do not begin like a message."""
    start = 0
    while start < 64 and data[start : start + 1] and data[start] in _SPACE:
        start += 1
    return start if _FIRST.match(data, start) else None


def _fields(data: bytes, start: int) -> set[bytes]:
    """The names of the fields, lower case; empty when there is no version of MIME among them."""
    names: set[bytes] = set()
    end = min(len(data), start + _WINDOW)
    while start < end and (line := _LINE.match(data, start)) is not None:
        names.add((line["name"] or b"").lower())
        start = line.end()
    return names if b"mime-version" in names else set()


def _type(data: bytes, start: int) -> bytes:
    found = _TYPE.search(data, start, start + _WINDOW)
    return b"" if found is None else found["type"].lower()


def of_page(data: bytes, start: int) -> bool:
    """Whether the message is a page that a browser or office program saved."""
    names = _fields(data, start)
    if b"snapshot-content-location" in names:
        return True
    return bool(names) and not names & _SENT and _type(data, start).startswith(_PAGE_TYPES)


def of_message(data: bytes, start: int) -> bool:
    """Whether it is any other message in MIME."""
    return bool(_fields(data, start))
