"""One document as it came: its bytes, its name and what the caller knows about it."""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path, PurePath
from typing import IO, Any, BinaryIO

from attrs import asdict, evolve, field, frozen

from govinfo_report.display import Displayed
from govinfo_report.documents.decoding import decode
from govinfo_report.documents.intake import check_size, is_text, read_file, read_path
from govinfo_report.documents.offsets import Decoded
from govinfo_report.documents.origin import Attached, Origin
from govinfo_report.documents.sniffing import UNPACKED, Kind, sniff_bytes, sniff_text
from govinfo_report.errors import LimitError, SourceError
from govinfo_report.limits import DEFAULT_LIMITS, Limits

#: bytes that show what kind of container a file is
HEAD = 64 * 1024
#: suffixes of files that may be larger than a document
_CONTAINERS = (".zip", ".warc", ".gz", ".mht", ".mhtml", ".eml", ".doc")


@frozen
class Known(Displayed):
    """What the caller knows about a document; recorded as *given*, used where the page is silent.

    ``region`` is a region code or name, ``retrieved`` the day or moment the file was fetched
    (ISO 8601), ``url`` where from; it is never opened.
    """

    publisher: str | None = None
    region: str | None = None
    year: int | None = None
    url: str | None = None
    retrieved: str | None = None

    @property
    def given(self) -> Mapping[str, str | int]:
        """The facts that are not ``None``, by name."""
        return {name: value for name, value in asdict(self).items() if value is not None}


@frozen(slots=False, eq=False, repr=False)
class Source(Displayed):
    """The bytes of one document.

    ``suffix`` is lower case with its dot and only a hint; ``encoding`` is set when it is known
    for certain (text that was handed over), never from a declaration.  ``origin`` says which
    container it was unpacked from, ``attached`` holds what came with it there, and ``beside``
    whether the files in its folder may be read as parts of it.
    """

    name: str
    data: bytes = field(repr=False)
    path: Path | None = None
    suffix: str = ""
    known: Known = Known()
    encoding: str | None = None
    limits: Limits = field(default=DEFAULT_LIMITS, repr=False)
    origin: Origin | None = None
    attached: tuple[Attached, ...] = field(default=(), repr=False)
    beside: bool = True
    whole: bool = True  #: whether ``data`` is everything; a large web archive stays in its file

    @classmethod
    def of(
        cls,
        source: Any,
        *,
        name: str | None = None,
        known: Known | None = None,
        limits: Limits = DEFAULT_LIMITS,
    ) -> Source:
        """A source from a path, bytes, text, an open file, or a source.

        A ``str`` with a line break, one that begins with a tag, or one longer than any path is
        text; every other ``str`` is a path that must exist.  Raises ``SourceError`` for what
        cannot be read, for addresses on the network (nothing is fetched) and for other types,
        ``LimitError`` (P901) for more bytes than ``limits.file_bytes``.
        """
        if isinstance(source, Source):
            return source if name is None and known is None else _renamed(source, name, known)
        known = known or Known()
        if isinstance(source, (bytes, bytearray, memoryview)):
            check_size(source.nbytes if isinstance(source, memoryview) else len(source), limits)
            return _source(name or "<bytes>", bytes(source), None, known, None, limits)
        if isinstance(source, str):
            if not is_text(source):
                return _from_path(Path(source), name, known, limits)
            check_size(len(source), limits)
            data = source.encode("utf-8", "surrogatepass")
            check_size(len(data), limits)
            return _source(name or "<text>", data, None, known, "utf-8", limits)
        if isinstance(source, os.PathLike):
            return _from_path(Path(os.fsdecode(source)), name, known, limits)
        if callable(getattr(source, "read", None)):
            return _from_file(source, name, known, limits)
        kind = type(source).__name__
        raise SourceError(
            f"a source is a path, bytes, text or an open file, not {kind}",
            zh=f"来源应为路径、字节串、文本或已打开的文件，而不是 {kind}",
            type=kind,
        )

    @cached_property
    def sha256(self) -> str:
        """Hexadecimal SHA-256 of the bytes."""
        if self.whole:
            return hashlib.sha256(self.data).hexdigest()
        digest = hashlib.sha256()
        with self.stream() as file:
            while chunk := file.read(HEAD):
                digest.update(chunk)
        return digest.hexdigest()

    def stream(self) -> BinaryIO:
        """All the bytes, as a file to read."""
        if self.whole:
            return io.BytesIO(self.data)
        assert self.path is not None
        return self.path.open("rb")

    @cached_property
    def decoded(self) -> Decoded:
        """The characters, decoded once for all openers; raises as ``decode`` does."""
        return decode(self.data, self.limits, self.encoding)

    @cached_property
    def kind(self) -> Kind:
        """The file format by its content."""
        kind = sniff_bytes(self.data)
        if kind is not None:
            return kind
        try:
            decoded = self.decoded
        except LimitError:
            raise
        except SourceError:
            return Kind.BINARY
        if decoded.controls > max(8, len(decoded.text) // 10):
            return Kind.BINARY
        return sniff_text(decoded.text, self.suffix)


def _renamed(source: Source, name: str | None, known: Known | None) -> Source:
    return evolve(source, name=name or source.name, known=known or source.known)


def _source(
    name: str, data: bytes, path: Path | None, known: Known, encoding: str | None, limits: Limits
) -> Source:
    suffix = path.suffix if path is not None else PurePath(name).suffix
    return Source(name, data, path, suffix.lower(), known, encoding, limits)


def _from_path(path: Path, name: str | None, known: Known, limits: Limits) -> Source:
    try:
        data = read_path(path, limits)
    except LimitError as error:
        return _large(path, name or path.name, known, limits, error)
    return _source(name or path.name, data, path, known, None, limits)


def _large(path: Path, name: str, known: Known, limits: Limits, error: LimitError) -> Source:
    """A container may be larger than a document; a web archive is not even read at once."""
    if path.suffix.lower() not in _CONTAINERS:
        raise error
    with path.open("rb") as file:
        head = file.read(HEAD)
    kind = sniff_bytes(head)
    if kind is Kind.WARC:
        return evolve(_source(name, head, path, known, None, limits), whole=False)
    if kind not in UNPACKED:
        raise error
    data = read_path(path, evolve(limits, file_bytes=limits.archive_bytes))
    source = _source(name, data, path, known, None, limits)
    if source.kind not in UNPACKED:
        raise error
    return source


def _from_file(file: IO[Any], name: str | None, known: Known, limits: Limits) -> Source:
    own = getattr(file, "name", None)
    label = name or (PurePath(own).name if isinstance(own, str) else "") or "<file>"
    try:
        data, text = read_file(file, limits)
    except (OSError, ValueError, TypeError, EOFError) as error:
        raise SourceError(
            f"{label} cannot be read: {error}", zh=f"无法读取 {label}：{error}", reason=str(error)
        ) from error
    return _source(label, data, None, known, "utf-8" if text else None, limits)
