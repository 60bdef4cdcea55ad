"""Unpacks web archives (WARC, also compressed): the pages as a crawler fetched them."""

from __future__ import annotations

import logging
import zlib
from collections.abc import Iterator
from gzip import GzipFile
from typing import Any, BinaryIO

from govinfo_report.documents.containers import is_other_type, shown, unpacked, web_address
from govinfo_report.documents.document import Document
from govinfo_report.documents.intake import check_size
from govinfo_report.documents.naming import is_other
from govinfo_report.documents.sniffing import Kind
from govinfo_report.documents.source import Source
from govinfo_report.documents.unreadable import (
    about,
    beyond,
    broken,
    cut_off,
    no_document,
    without_documents,
)
from govinfo_report.errors import GovInfoReportError, LimitError, MissingExtraError, SourceError
from govinfo_report.limits import Limits
from govinfo_report.model.fit import Fit

_CHUNK = 64 * 1024
_SMALL = 16 * 1024 * 1024  # inflated bytes from which the ratio counts
_KINDS = ("response", "resource")
_FOUND = "200"
_SILENT = logging.NullHandler()
_DAMAGED = "block digest failed"  #: how the library says so
#: what damaged archives make the libraries raise; their own error is no subclass of these
_BROKEN = (OSError, EOFError, zlib.error, ValueError, LookupError, TypeError, AttributeError)


class WarcOpener:
    """Web archives; needs the extra ``warc``.  Read as a stream: their size does not matter."""

    id = "warc"

    def accepts(self, source: Source, /) -> Fit | None:
        """EXACT for a web archive, compressed or not."""
        return Fit.EXACT if source.kind is Kind.WARC else None

    def open(self, source: Source, limits: Limits, /) -> Document:
        """Raises ``SourceError``: an archive is no document."""
        raise no_document(source)

    def unpack(self, source: Source, limits: Limits, /) -> Iterator[Source | GovInfoReportError]:
        """What was fetched with status 200 and may be a document, with its address and time.

        An error stands for a record that is cut off, too large, or not what its digest says, and
        for the rest of an archive that cannot be read on.  Raises ``MissingExtraError``.
        """
        records, failure = _library()
        found = False
        with source.stream() as file:
            waiting: Source | GovInfoReportError | None = None
            try:
                for record in records(_Counted(source, file, limits), check_digests=True):
                    if waiting is not None:  # its length is right, for the next record is there
                        yield waiting
                    waiting = _document(source, record, limits)
                    found = found or waiting is not None
            except (*_BROKEN, failure, LimitError) as error:
                found = True
                if waiting is not None:
                    yield waiting if isinstance(error, LimitError) else cut_off(_label(waiting))
                yield error if isinstance(error, LimitError) else broken(source, _reason(error))
                waiting = None
            if waiting is not None:
                yield waiting
        if not found:
            raise without_documents(source)


def _label(waiting: Source | GovInfoReportError) -> str:
    return waiting.name if isinstance(waiting, Source) else str(waiting.facts.get("source"))


def _reason(error: BaseException) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__


class _Counted:
    """The inflated bytes of an archive, counted while they are read."""

    def __init__(self, source: Source, file: BinaryIO, limits: Limits) -> None:
        packed = file.read(2) == b"\x1f\x8b"
        file.seek(0)
        self._file = file
        self._stream: Any = GzipFile(fileobj=file) if packed else file
        self._source = source
        self._limits = limits
        self._size = 0

    def read(self, size: int = _CHUNK) -> bytes:
        """The next bytes; ``LimitError`` (P902) beyond the limits."""
        try:
            data: bytes = self._stream.read(min(size, _CHUNK))
        except (EOFError, zlib.error) as error:  # which the library takes for a proper end
            raise OSError(f"the compressed data breaks off: {error}") from error
        self._size += len(data)
        if self._size > self._limits.crawl_bytes:
            raise beyond(self._source, "bytes", self._limits.crawl_bytes, self._size)
        ratio = self._size // max(self._file.tell(), 1)
        if self._size > _SMALL and ratio > self._limits.archive_ratio:
            raise beyond(self._source, "ratio", self._limits.archive_ratio, ratio)
        return data

    def close(self) -> None:
        """The file is closed by whoever opened it."""


def _document(source: Source, record: Any, limits: Limits) -> Source | GovInfoReportError | None:
    """The document of a record, ``None`` for one that is none."""
    heads = record.rec_headers
    address = (heads.get_header("WARC-Target-URI") or "").strip("<> ")
    if record.rec_type not in _KINDS or not address:
        return None
    if record.rec_type == "response" and record.http_headers is not None:
        if record.http_headers.get_statuscode() != _FOUND:
            return None
        media_type = record.http_headers.get_header("Content-Type") or ""
    else:
        media_type = heads.get_header("Content-Type") or ""
    name = address.partition("#")[0].partition("?")[0]
    if is_other_type(media_type.strip().lower()) or is_other(name.rpartition("/")[2]):
        return None
    label = f"{source.name}/{shown(address)}"
    try:
        data = _content(record, limits)
    except SourceError as error:
        return about(error, label)
    while record.raw_stream.read(_CHUNK):
        pass  # whatever stands behind the content
    if heads.get_header("WARC-Truncated") or getattr(record.raw_stream, "limit", 0):
        return cut_off(label)
    # Digests of payloads differ between crawlers; that of the whole block does not.
    if any(_DAMAGED in problem for problem in record.digest_checker.problems):
        return about(broken(source, f"{shown(address)} is not what its digest says"), label)
    if not data:
        return None
    return unpacked(
        source, address, data, url=web_address(address),
        retrieved=heads.get_header("WARC-Date"), location=address, incidental=True,
    )  # fmt: skip


def _content(record: Any, limits: Limits) -> bytes:
    """The bytes as the crawler's browser would have seen them: unpacked, put together."""
    chunks: list[bytes] = []
    size = 0
    stream = record.content_stream()
    while chunk := stream.read(_CHUNK):
        chunks.append(chunk)
        size += len(chunk)
        check_size(size, limits, whole=False)
    return b"".join(chunks)


def _library() -> tuple[Any, type[Exception]]:
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ImportError as error:
        line = "pip install 'govinfo-report[warc]'"
        raise MissingExtraError(
            "reading web archives (WARC) needs a further package",
            zh="读取网页存档（WARC）需要另外安装软件包",
            hint=f"Install it with: {line}",
            hint_zh=f"请运行：{line}",
            extra="warc",
        ) from error

    # what it logs would reach the console where nobody has set up logging
    logging.getLogger("warcio").addHandler(_SILENT)

    class Records(ArchiveIterator):  # type: ignore[misc]
        """Stops where a record does not end where it says, instead of writing to the console."""

        def _consume_blanklines(self) -> tuple[bytes | None, int]:
            size = 0
            while line := self.reader.readline():
                if size == 0 and line.strip():
                    raise ArchiveLoadFailed("a record does not end where it says")
                if line.strip():
                    return line, size
                size += len(line)
            return None, size

    return Records, ArchiveLoadFailed
