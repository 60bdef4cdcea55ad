"""One document as it came: its bytes, its name and what the caller knows about it."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path, PurePath
from typing import IO, Any

import regex
from attrs import asdict, field, frozen

from govinfo_report.documents.decoding import decode
from govinfo_report.documents.offsets import Decoded
from govinfo_report.documents.sniffing import Kind, sniff_bytes, sniff_text
from govinfo_report.errors import LimitError, SourceError
from govinfo_report.limits import DEFAULT_LIMITS, Limits

_URL = regex.compile(r"\s*+[a-zA-Z][a-zA-Z0-9+.-]++://")
_LINE_BREAK = regex.compile(r"[\r\n\f\v\u0085\u2028\u2029]")
_LONGEST_PATH = 4096  # characters
_CHUNK = 1024 * 1024


@frozen
class Known:
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


@frozen(slots=False, eq=False)
class Source:
    """The bytes of one document.

    ``suffix`` is lower case with its dot and only a hint; ``encoding`` is set when it is known
    for certain (text that was handed over), never from a declaration.
    """

    name: str
    data: bytes = field(repr=False)
    path: Path | None = None
    suffix: str = ""
    known: Known = Known()
    encoding: str | None = None
    limits: Limits = field(default=DEFAULT_LIMITS, repr=False)

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
            _check_size(source.nbytes if isinstance(source, memoryview) else len(source), limits)
            return _source(name or "<bytes>", bytes(source), None, known, None, limits)
        if isinstance(source, str):
            if not is_text(source):
                return _from_path(Path(source), name, known, limits)
            return _source(name or "<text>", _encoded(source, limits), None, known, "utf-8", limits)
        if isinstance(source, os.PathLike):
            return _from_path(_path(source), name, known, limits)
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
        return hashlib.sha256(self.data).hexdigest()

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


def is_text(source: str) -> bool:
    """Whether a ``str`` can only be text, not a path (see ``Source.of``)."""
    if _LINE_BREAK.search(source) or len(source) > _LONGEST_PATH or "\0" in source:
        return True
    if source.lstrip().startswith("<"):
        return not os.path.lexists(source)
    try:
        parts = PurePath(source).parts
        return any(len(os.fsencode(part)) > 255 for part in parts) and not _is_url(source)
    except UnicodeEncodeError:  # a lone surrogate: no file is called so
        return True


def _is_url(source: str) -> bool:
    return _URL.match(source) is not None


def _path(source: os.PathLike[Any]) -> Path:
    path = os.fspath(source)
    return Path(os.fsdecode(path))


def _renamed(source: Source, name: str | None, known: Known | None) -> Source:
    return Source(
        name or source.name, source.data, source.path, source.suffix, known or source.known,
        source.encoding, source.limits,
    )  # fmt: skip


def _source(
    name: str, data: bytes, path: Path | None, known: Known, encoding: str | None, limits: Limits
) -> Source:
    suffix = path.suffix if path is not None else PurePath(name).suffix
    return Source(name, data, path, suffix.lower(), known, encoding, limits)


def _encoded(text: str, limits: Limits) -> bytes:
    _check_size(len(text), limits)
    data = text.encode("utf-8", "surrogatepass")
    _check_size(len(data), limits)
    return data


def _check_size(size: int, limits: Limits, *, known: bool = True) -> None:
    if size <= limits.file_bytes:
        return
    observed = f"{size:,}" if known else f"more than {limits.file_bytes:,}"
    raise LimitError(
        f"the source has {observed} bytes; the limit is {limits.file_bytes:,}",
        zh=f"来源{'有' if known else '超过'} {size if known else limits.file_bytes:,} 字节，"
        f"上限为 {limits.file_bytes:,} 字节",
        hint="Split it, or raise Limits.file_bytes.",
        hint_zh="请拆分文件，或调高 Limits.file_bytes。",
        id="P901", limit=limits.file_bytes, observed=size,
    )  # fmt: skip


def _from_path(path: Path, name: str | None, known: Known, limits: Limits) -> Source:
    if _is_url(str(path)) or _is_url(os.fspath(path).replace(":/", "://", 1)):
        raise SourceError(
            f"{path} is an address on the network; nothing is fetched",
            zh=f"{path} 是网址；本程序不访问网络",
            hint="Save the page as a file and give its path.",
            hint_zh="请先把网页保存为文件，再给出文件路径。",
            path=str(path),
        )
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise SourceError(
                f"{path} is a directory",
                zh=f"{path} 是文件夹",
                hint="Give the files in it one by one, or parse_many with their paths.",
                hint_zh="请逐个给出其中的文件，或用 parse_many 一次读取多个路径。",
                path=str(path),
            )
        if stat.S_ISREG(status.st_mode):
            _check_size(status.st_size, limits)
        with path.open("rb") as file:
            data = _read(file, limits)
    except FileNotFoundError as error:
        raise SourceError(
            f"there is no file {path}",
            zh=f"找不到文件 {path}",
            hint="Text may be given as well, when it has more than one line.",
            hint_zh="也可以直接给出文本，但须不止一行。",
            path=str(path),
        ) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise SourceError(
            f"{path} cannot be read: {reason}",
            zh=f"无法读取 {path}：{reason}",
            path=str(path), reason=reason,
        ) from error  # fmt: skip
    return _source(name or path.name, data, path, known, None, limits)


def _from_file(file: IO[Any], name: str | None, known: Known, limits: Limits) -> Source:
    own = getattr(file, "name", None)
    label = name or (PurePath(own).name if isinstance(own, str) else "") or "<file>"
    try:
        data = _read(file, limits)
    except (OSError, ValueError, TypeError, EOFError) as error:
        raise SourceError(
            f"{label} cannot be read: {error}", zh=f"无法读取 {label}：{error}", reason=str(error)
        ) from error
    encoding = "utf-8" if isinstance(data, _Text) else None
    return _source(label, bytes(data), None, known, encoding, limits)


class _Text(bytes):
    """Bytes that were text when they were read."""


def _read(file: IO[Any], limits: Limits) -> bytes:
    """Everything up to the limit; files may hand over less than they are asked for."""
    chunks: list[bytes] = []
    size, text = 0, False
    while size <= limits.file_bytes:
        chunk = file.read(min(_CHUNK, limits.file_bytes + 1 - size))
        if isinstance(chunk, str):
            text = True
            chunk = chunk.encode("utf-8", "surrogatepass")
        elif chunk is None:
            raise ValueError("the file is not ready (non-blocking)")
        if not chunk:
            data = b"".join(chunks)
            return _Text(data) if text else data
        chunks.append(chunk)
        size += len(chunk)
    _check_size(size, limits, known=False)
    raise AssertionError
