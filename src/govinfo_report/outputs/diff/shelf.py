"""The reports of one run, found by what identifies them; those of a file stay in the file."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple, Protocol, TypeAlias

from govinfo_report.errors import SourceError, UsageError
from govinfo_report.model import codec
from govinfo_report.model.report import Report
from govinfo_report.model.shape import parse_json
from govinfo_report.rules.history import publisher_key

#: reports, or the path of the JSON Lines that ``parse --format jsonl`` wrote
Run: TypeAlias = Iterable[Report] | str | os.PathLike[str]


class Key(NamedTuple):
    """What a report can be recognised by in another run."""

    sha256: str | None
    publisher: str
    year: int | None
    scope: str
    name: str | None
    url: str | None


class Shelf(Protocol):
    """Reports by number, each with its key."""

    keys: list[Key]

    def report(self, number: int) -> Report:
        """One of them."""


class _Listed:
    def __init__(self, reports: Iterable[Report]) -> None:
        self._reports = list(reports)
        self.keys = [
            _key(r.source.sha256, r.publisher, r.year, r.scope.value, r.source.name, r.source.url)
            for r in self._reports
        ]

    def report(self, number: int) -> Report:
        return self._reports[number]


class _Filed:
    """Lines of a file, read again when they are asked for."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lines: list[tuple[int, int]] = []  # number of the line, and where it begins
        self.keys: list[Key] = []
        start = 0
        try:
            with path.open("rb") as file:
                for number, line in enumerate(file, 1):
                    if line.strip():
                        self.keys.append(self._key(line, number))
                        self._lines.append((number, start))
                    start += len(line)
        except OSError as error:
            why = error.strerror or str(error)
            raise SourceError(f"{path}: {why}", zh=f"{path}：{why}", path=str(path)) from error

    def report(self, number: int) -> Report:
        line, start = self._lines[number]
        with self._path.open("rb") as file:
            file.seek(start)
            content = file.readline()
        try:
            return codec.loads(content)
        except UsageError as error:
            raise self._bad(line, error.text("en"), error.text("zh")) from error

    def _key(self, content: bytes, line: int) -> Key:
        try:
            found: Any = parse_json(content)
            source = found["source"]
            return _key(source["sha256"], found["publisher"], found["year"], found["scope"],
                        source["name"], source["url"])  # fmt: skip
        except UsageError as error:
            raise self._bad(line, error.text("en"), error.text("zh")) from error
        except (TypeError, KeyError, AttributeError) as error:
            raise self._bad(line, "not a report.", "不是报告。") from error

    def _bad(self, line: int, en: str, zh: str) -> SourceError:
        name = self._path.name
        return SourceError(
            f"{name}, line {line}: {en}", zh=f"{name} 第 {line} 行：{zh}",
            hint="Give what `parse --format jsonl` wrote.",
            hint_zh="请给出 parse --format jsonl 写出的文件。", path=str(self._path), line=line,
        )  # fmt: skip


def shelf_of(run: Run) -> Shelf:
    """The reports of a run; ``SourceError`` for a file that does not hold reports."""
    return _Filed(Path(run)) if isinstance(run, str | os.PathLike) else _Listed(run)


def _key(
    sha256: str | None,
    publisher: str | None,
    year: int | None,
    scope: str,
    name: str | None,
    url: str | None,
) -> Key:
    return Key(sha256, publisher_key(publisher or ""), year, scope, name, url)
