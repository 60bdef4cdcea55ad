"""Files beside the reports: what was set aside, and the list of an earlier check."""

from __future__ import annotations

import json
import os
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

from attrs import frozen

from govinfo_report.errors import SourceError, UsageError
from govinfo_report.rules.baseline import Baseline, baseline_of
from govinfo_report.rules.entries import entries_of
from govinfo_report.rules.suppression import Entry

#: beside a report ``年报.html``: ``年报.html.suppressions.toml``; for a folder: ``suppressions.toml``
SUFFIX = ".suppressions.toml"
FOLDER_FILE = "suppressions.toml"


def is_sidecar(name: str) -> bool:
    """Whether a file is one of ours, which accompanies reports."""
    return name == FOLDER_FILE or name.endswith(SUFFIX)


@frozen
class Sidecars:
    """Where entries come from: files named by the caller, and files beside each report."""

    named: tuple[str, ...] = ()
    beside: bool = True

    def check(self) -> None:
        """Read what the caller named, so that a fault is told once and at once."""
        for path in self.named:
            _read(path, alone=False)

    def entries(self, path: str | os.PathLike[str] | None) -> tuple[Entry, ...]:
        """The entries that may speak of the report at ``path`` (``None``: standard input)."""
        found = [_read(name, alone=False) for name in self.named]
        if self.beside and path is not None:
            own = os.fspath(path) + SUFFIX
            if os.path.isfile(own):
                found.append(_read(own, alone=True))
            shared = os.path.join(os.path.dirname(os.fspath(path)), FOLDER_FILE)
            if os.path.isfile(shared) and shared not in self.named:
                found.append(_read(shared, alone=False))
        return tuple(entry for entries in found for entry in entries)


def _read(path: str, alone: bool) -> tuple[Entry, ...]:
    try:
        facts = os.stat(path)
    except OSError as error:
        raise _unreadable(path, error) from error
    return _parsed(path, alone, facts.st_mtime_ns, facts.st_size)


@lru_cache(maxsize=256)
def _parsed(path: str, alone: bool, changed: int, size: int) -> tuple[Entry, ...]:
    """A file as it was at that time: a folder's file is read once for all its reports."""
    try:
        record = tomllib.loads(_text(path))
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path} is no TOML: {error}", zh=f"{path} 不是 TOML：{error}",
                         path=path) from error  # fmt: skip
    return entries_of(record, alone=alone, source=path)


def _text(path: str) -> str:
    try:
        return Path(path).read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except OSError as error:
        raise _unreadable(path, error) from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path} is not UTF-8", zh=f"{path} 不是 UTF-8 编码", path=path) from error


def _unreadable(path: str, error: OSError) -> SourceError:
    why = error.strerror or str(error)
    return SourceError(f"{path} cannot be read: {why}", zh=f"无法读取 {path}：{why}")


def read_baseline(path: str) -> Baseline:
    """The list of an earlier check; ``UsageError`` when the file is none."""
    try:
        record: Any = json.loads(_text(path))
        return baseline_of(record)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{path} is no JSON: {error}", zh=f"{path} 不是 JSON：{error}",
                         path=path) from error  # fmt: skip
    except UsageError as error:
        words = error.message
        raise UsageError(
            f"{path}: {words['en']}", zh=f"{path}：{words['zh']}", path=path
        ) from error
