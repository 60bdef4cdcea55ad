"""Gets the bytes of a source from where they are, within limits."""

from __future__ import annotations

import os
import stat
from pathlib import Path, PurePath
from typing import IO, Any

from govinfo_report.errors import LimitError, SourceError
from govinfo_report.limits import Limits
from govinfo_report.text.lazy import lazy

_URL = lazy(r"\s*+[a-zA-Z][a-zA-Z0-9+.-]++:/")
_LINE_BREAK = lazy(r"[\r\n\f\v\u0085\u2028\u2029\0]")
_LONGEST_PATH = 4096  # characters
_LONGEST_NAME = 255  # bytes of one part of a path
_CHUNK = 1024 * 1024


def is_text(source: str) -> bool:
    """Whether a ``str`` can only be text: no file is called so."""
    if _LINE_BREAK.search(source) or len(source) > _LONGEST_PATH:
        return True
    try:
        if source.lstrip().startswith("<"):
            return not os.path.lexists(source)
        long = any(len(os.fsencode(part)) > _LONGEST_NAME for part in PurePath(source).parts)
        return long and not _URL.match(source)
    except UnicodeEncodeError:  # a lone surrogate
        return True


def check_size(size: int, limits: Limits, *, whole: bool = True) -> None:
    """Raise ``LimitError`` (P901) for too many bytes; ``whole`` when ``size`` is all of them."""
    if size <= limits.file_bytes:
        return
    number = f"{size:,}" if whole else f"{limits.file_bytes:,}"
    raise LimitError(
        f"the source has {'' if whole else 'more than '}{number} bytes; "
        f"the limit is {limits.file_bytes:,}",
        zh=f"来源{'有' if whole else '超过'} {number} 字节，上限为 {limits.file_bytes:,} 字节",
        hint="Split it, or raise Limits.file_bytes.",
        hint_zh="请拆分文件，或调高 Limits.file_bytes。",
        id="P901", limit=limits.file_bytes, observed=size,
    )  # fmt: skip


def read_path(path: Path, limits: Limits) -> bytes:
    """The bytes of a file; ``SourceError`` when there is none or it cannot be read."""
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
            check_size(status.st_size, limits)
        with path.open("rb") as file:
            return read_file(file, limits)[0]
    except FileNotFoundError as error:
        raise _not_found(path) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise SourceError(
            f"{path} cannot be read: {reason}",
            zh=f"无法读取 {path}：{reason}",
            path=str(path), reason=reason,
        ) from error  # fmt: skip


def _not_found(path: Path) -> SourceError:
    if _URL.match(str(path)):
        return SourceError(
            f"{path} is an address on the network; nothing is fetched",
            zh=f"{path} 是网址；本程序不访问网络",
            hint="Save the page as a file and give its path.",
            hint_zh="请先把网页保存为文件，再给出文件路径。",
            path=str(path),
        )
    return SourceError(
        f"there is no file {path}",
        zh=f"找不到文件 {path}",
        hint="Text may be given as well, when it has more than one line.",
        hint_zh="也可以直接给出文本，但须不止一行。",
        path=str(path),
        missing=True,
    )


def read_file(file: IO[Any], limits: Limits) -> tuple[bytes, bool]:
    """Everything an open file holds, and whether it was text (then in UTF-8).

    Files may hand over less than they are asked for; nothing is read beyond the limit.
    """
    chunks: list[bytes] = []
    size, text = 0, False
    while size <= limits.file_bytes:
        chunk = file.read(min(_CHUNK, limits.file_bytes + 1 - size))
        if chunk is None:
            raise ValueError("the file is not ready (non-blocking)")
        if isinstance(chunk, str):
            text = True
            chunk = chunk.encode("utf-8", "surrogatepass")
        if not chunk:
            return b"".join(chunks), text
        chunks.append(chunk)
        size += len(chunk)
    check_size(size, limits, whole=False)
    raise AssertionError("check_size raises")
