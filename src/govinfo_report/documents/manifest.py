"""A manifest: a CSV list of documents, with what is known of each."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from attrs import field, fields, frozen

from govinfo_report.documents.intake import is_text
from govinfo_report.documents.source import Known
from govinfo_report.errors import UsageError
from govinfo_report.text.lazy import lazy

_YEAR = lazy("(?:19|20)[0-9]{2}")
_COLUMNS = ("path", "publisher", "region", "year", "url", "retrieved")
#: columns that only a panel reads
_OTHERS = ("scope",)
#: what may be wrong with a manifest -> (zh, en)
_TEXTS = {
    "column": ("清单 {name}：没有 path 列", "manifest {name}: there is no column path"),
    "unknown": ("清单 {name}：未知的列 {column}", "manifest {name}: unknown column {column}"),
    "year": ("清单 {name} 第 {line} 行：年度 {value} 无效", "manifest {name}, line {line}: bad year {value}"),
    "path": ("清单 {name} 第 {line} 行：缺少 path", "manifest {name}, line {line}: no path"),
    "twice": (
        "清单 {name} 第 {line} 行：{value} 已列出，内容不同",
        "manifest {name}, line {line}: {value} is listed before with other facts",
    ),
    "read": ("清单 {name} 无法读取：{error}", "manifest {name} cannot be read: {error}"),
}  # fmt: skip


@frozen
class Listed(os.PathLike[str]):
    """The path of a document, with what a manifest says of it."""

    path: str
    known: Known = field(factory=Known, repr=False)

    def __fspath__(self) -> str:
        return self.path


def sources_of(given: Iterable[object] | str | os.PathLike[str]) -> Iterable[object]:
    """Many sources: those given, or the documents of a manifest; ``UsageError`` for one source."""
    if isinstance(given, bytes) or (isinstance(given, str) and is_text(given)):
        raise UsageError("parse_many takes many sources; parse reads one.",
                         zh="parse_many 读取多个来源；读取一个请用 parse。")  # fmt: skip
    if not isinstance(given, str | os.PathLike):
        return given
    if os.path.isdir(given):
        raise UsageError(
            f"{os.fspath(given)} is a folder.", zh=f"{os.fspath(given)} 是文件夹。",
            hint="Give its files: sorted(Path(folder).rglob('*.html')).",
            hint_zh="请给出其中的文件：sorted(Path(folder).rglob('*.html'))。",
        )  # fmt: skip
    return list(listed(given))


def listed(path: str | os.PathLike[str]) -> Iterator[Listed]:
    """The documents of a manifest; lines without a path (reports nobody has) are passed over."""
    for name, known in read_manifest(path, partial=True).items():
        yield Listed(name, known)


def merged(known: Known, own: Known | None) -> Known:
    """What is said of one document, filled up with what was said of all."""
    if own is None:
        return known
    names = [attribute.name for attribute in fields(Known)]
    return Known(**{
        name: value if (value := getattr(own, name)) is not None else getattr(known, name)
        for name in names
    })  # fmt: skip


def read_manifest(path: str | os.PathLike[str], *, partial: bool = False) -> dict[str, Known]:
    """Absolute path -> what the list says of it; ``UsageError`` when it is not such a list.

    Paths are relative to the folder of the list.  UTF-8, or GB18030 as a Chinese spreadsheet
    program saves it.  With ``partial``, a line may name a report without a path.
    """

    def fail(key: str, **params: object) -> UsageError:
        name = os.path.basename(path)
        zh, en = (text.format(name=name, **params) for text in _TEXTS[key])
        return UsageError(en, zh=zh, path=os.fspath(path))

    try:
        rows = _rows(Path(path).read_bytes())
    except (OSError, ValueError, csv.Error) as error:
        raise fail("read", error=getattr(error, "strerror", None) or error) from error
    heads = [head.strip().lower() for head in (rows[0][1] if rows else [])]
    if "path" not in heads:
        raise fail("column")
    for head in heads:
        if head not in _COLUMNS + _OTHERS:
            raise fail("unknown", column=repr(head))
    found: dict[str, Known] = {}
    folder = os.path.dirname(os.path.abspath(path))
    for line, row in rows[1:]:
        facts = {h: v.strip() for h, v in zip(heads, row, strict=False) if v.strip()}
        if not facts or (partial and "path" not in facts):
            continue
        if "path" not in facts:
            raise fail("path", line=line)
        year = facts.get("year", "")
        if year and not _YEAR.fullmatch(year):
            raise fail("year", line=line, value=repr(year))
        known = Known(
            publisher=facts.get("publisher"), region=facts.get("region"),
            year=int(year) if year else None, url=facts.get("url"),
            retrieved=facts.get("retrieved"),
        )  # fmt: skip
        name = os.path.abspath(os.path.join(folder, facts["path"]))
        if found.setdefault(name, known) != known:
            raise fail("twice", line=line, value=facts["path"])
    return found


def _rows(data: bytes) -> list[tuple[int, list[str]]]:
    try:
        content = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        content = data.decode("gb18030")
    reader = csv.reader(io.StringIO(content, newline=""), strict=True)
    return [(reader.line_num, row) for row in reader]
