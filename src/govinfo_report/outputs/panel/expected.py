"""Which reports there should be: units and years, from a list or a manifest."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeAlias

from attrs import field, frozen

from govinfo_report.display import Displayed
from govinfo_report.errors import UsageError
from govinfo_report.text.lazy import lazy
from govinfo_report.text.normalise import squash

_YEAR = lazy("(?:19|20)[0-9]{2}")


def _year(value: object) -> int:
    if isinstance(value, str) and _YEAR.fullmatch(value.strip()):
        return int(value)
    if isinstance(value, int) and not isinstance(value, bool) and 1900 <= value <= 2099:
        return value
    raise UsageError(f"{str(value)[:40]!r} is no year.", zh=f"{str(value)[:40]!r} 不是年度。")


def _name(value: object) -> str:
    if isinstance(value, str) and value.strip():
        return value.strip()
    raise UsageError(f"{str(value)[:40]!r} names no unit: names and codes are texts.",
                     zh=f"{str(value)[:40]!r} 不是单位名称：名称和代码均为文本。")  # fmt: skip


@frozen
class Expected(Displayed):
    """One report that should be there: whose, for which year, and from which document.

    ``unit`` is the publisher, or the name or code of the region, as the panel is keyed.
    ``source`` is the path of the document that should hold it, where it is known: it tells a
    document that failed from one that was never given.
    """

    unit: str = field(converter=_name)
    year: int = field(converter=_year)
    scope: str | None = None
    source: str | None = None


#: ``Expected`` objects, (unit, year) pairs, mappings as in a manifest, or the path of a manifest
Expectation: TypeAlias = (
    str | os.PathLike[str] | Iterable[Expected | tuple[str, int] | Mapping[str, Any]]
)


def expect(units: Iterable[str], years: Iterable[int]) -> tuple[Expected, ...]:
    """A report of every unit for every year."""
    chosen = tuple(years)
    return tuple(Expected(unit, year) for unit in units for year in chosen)


def expected_of(given: Expectation, index: str) -> tuple[Expected, ...]:
    """The reports that should be there, in the order given.

    A manifest is a CSV with the columns ``year``, ``publisher`` or ``region`` (as the panel is
    keyed) and perhaps ``path`` and ``scope``; paths are relative to its folder.  Raises
    ``UsageError`` when something is missing or a report is listed twice.
    """
    if isinstance(given, str | os.PathLike):
        entries = tuple(_manifest(Path(given), index))
    else:
        entries = tuple(_entry(item, index) for item in given)
    seen: dict[tuple[str, int], set[str | None]] = {}
    for entry in entries:
        scopes = seen.setdefault((squash(entry.unit), entry.year), set())
        if scopes and (entry.scope is None or scopes & {None, entry.scope}):
            raise UsageError(f"{entry.unit} {entry.year} is expected twice.",
                             zh=f"应有报告的名单中 {entry.unit} {entry.year} 重复。")  # fmt: skip
        scopes.add(entry.scope)
    return entries


def _entry(item: object, index: str) -> Expected:
    if isinstance(item, Expected):
        return item
    if isinstance(item, Mapping):
        unit = item.get(index) or item.get("unit")
        source = item.get("path") or item.get("source")
        return Expected(unit, item.get("year"), item.get("scope") or None,
                        os.fspath(source) if source else None)  # fmt: skip
    if isinstance(item, tuple) and 2 <= len(item) <= 3:
        return Expected(*item)
    raise UsageError(f"An expected report is a unit and a year, not {str(item)[:60]!r}.",
                     zh=f"应有报告须给出单位和年度，而不是 {str(item)[:60]!r}。")  # fmt: skip


def _manifest(path: Path, index: str) -> Iterator[Expected]:
    name = path.name
    try:
        data = path.read_bytes()
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("gb18030")  # as a Chinese spreadsheet program saves it
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
    except (OSError, ValueError, csv.Error) as error:
        raise UsageError(f"manifest {name} cannot be read: {error}",
                         zh=f"清单 {name} 无法读取：{error}", path=str(path)) from error  # fmt: skip
    for number, row in enumerate(rows, 2):
        facts = {str(key).strip().lower(): (value or "").strip() if isinstance(value, str) else ""
                 for key, value in row.items()}  # fmt: skip
        if facts.get("path"):
            facts["path"] = str(path.parent / facts["path"])
        try:
            yield _entry(facts, index)
        except UsageError as error:
            raise UsageError(
                f"manifest {name}, line {number}: {error.message['en']}",
                zh=f"清单 {name} 第 {number} 行：{error.message['zh']}", path=str(path),
            ) from None  # fmt: skip
