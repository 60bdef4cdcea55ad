"""Containers made by hand: archives, messages, saved pages and web archives."""

from __future__ import annotations

import base64
import gzip
import io
import quopri
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence

from govinfo_report.testing import RENDERERS
from govinfo_report.testing.floors import document

#: what the reports below have in common
TITLE_COUNT = 200


def report(family: str = "html", number: int = 3) -> bytes:
    """A report whose figures the renderers know."""
    assert family in RENDERERS
    return document(family, number)[1].data


def zipped(members: Mapping[str, bytes], encoding: str = "utf-8", method: int = 8) -> bytes:
    """An archive; names in another encoding than UTF-8 do not say so, as programs of old."""
    if encoding == "utf-8":
        data = io.BytesIO()
        with zipfile.ZipFile(data, "w", method) as archive:
            for name, content in members.items():
                archive.writestr(name, content)
        return data.getvalue()
    return raw_zip([(name.encode(encoding), content, 0, b"") for name, content in members.items()])


def raw_zip(members: Sequence[tuple[bytes, bytes, int, bytes]]) -> bytes:
    """An archive of (name, content, flags, extra field), stored."""
    body, listing = b"", b""
    for name, content, flags, extra in members:
        facts = struct.pack("<HHHHIIIHH", flags, 0, 0, 0x21, zlib.crc32(content),
                            len(content), len(content), len(name), len(extra))  # fmt: skip
        listing += b"PK\x01\x02" + struct.pack("<HH", 20, 20) + facts
        listing += struct.pack("<HHHII", 0, 0, 0, 0, len(body)) + name + extra
        body += b"PK\x03\x04" + struct.pack("<H", 20) + facts + name + extra + content
    end = struct.pack("<HHHHIIH", 0, 0, len(members), len(members), len(listing), len(body), 0)
    return body + listing + b"PK\x05\x06" + end


def part(
    data: bytes, kind: str = "text/html", encoding: str = "base64", **fields: str | bytes
) -> bytes:
    """One part of a message; ``fields`` are further lines of its head (``_`` for ``-``)."""
    lines = [b"Content-Type: " + kind.encode(), b"Content-Transfer-Encoding: " + encoding.encode()]
    for name, value in fields.items():
        text = value if isinstance(value, bytes) else value.encode()
        lines.append(name.replace("_", "-").encode() + b": " + text)
    body = data
    if encoding == "base64":
        body = base64.encodebytes(data)
    elif encoding == "quoted-printable":
        body = quopri.encodestring(data)
    return b"\r\n".join([*lines, b"", body])


def message(
    parts: Sequence[bytes], head: str = "To: b@example.org\r\n", kind: str = "multipart/mixed",
    *, closed: bool = True, boundary: str = "=_1",
) -> bytes:  # fmt: skip
    """A message of these parts."""
    lines = f"From: a@example.org\r\n{head}MIME-Version: 1.0\r\n"
    data = f'{lines}Content-Type: {kind}; boundary="{boundary}"\r\n\r\n'.encode()
    for one in parts:
        data += f"--{boundary}\r\n".encode() + one + b"\r\n"
    return data + (f"--{boundary}--\r\n".encode() if closed else b"")


#: the head that browsers write
SAVED = (
    "Snapshot-Content-Location: http://www.example.gov.cn/zwgk/nb.html\r\n"
    "Subject: =?utf-8?Q?=E5=B9=B4=E6=8A=A5?=\r\nDate: Mon, 29 Jan 2024 08:30:00 +0800\r\n"
)


def mhtml(parts: Sequence[bytes], head: str = SAVED, *, closed: bool = True) -> bytes:
    """A page as a browser saves it."""
    return message(parts, head, 'multipart/related; type="text/html"', closed=closed)


def record(
    url: str, content: bytes, kind: str = "response", *, status: str = "200 OK",
    media: str = "text/html", http: str = "", length: int = 0, fields: str = "",
) -> bytes:  # fmt: skip
    """One record of a web archive; ``length`` is added to the length it states."""
    block = content
    if kind == "response":
        head = f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\n{http}\r\n"
        block = head.encode() + content
    media_type = "application/http; msgtype=response" if kind == "response" else media
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\n{fields}"
        "WARC-Date: 2024-02-01T03:04:05Z\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
        f"Content-Type: {media_type}\r\nContent-Length: {len(block) + length}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def packed(records: Sequence[bytes]) -> bytes:
    """A compressed web archive: every record by itself."""
    return b"".join(gzip.compress(one, mtime=0) for one in records)
