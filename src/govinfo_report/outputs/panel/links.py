"""From an expected report to what became of its document."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable

from attrs import frozen

from govinfo_report.outputs.panel.expected import Expected
from govinfo_report.text.normalise import squash


@frozen
class Seen:
    """What one document turned out to be: its name as given, and the reason if it has no row."""

    source: str
    reason: str = ""
    unit: str | None = None
    year: int | None = None


class Links:
    """Documents by name: as given, by full path, or by a file name that occurs once."""

    def __init__(self, seen: Iterable[Seen], wanted: Iterable[Expected]) -> None:
        self._by_name: dict[str, list[Seen]] = {}
        for one in seen:
            for name in {one.source, os.path.abspath(one.source)}:
                self._by_name.setdefault(name, []).append(one)
        names = Counter(os.path.basename(e.source) for e in wanted if e.source is not None)
        self._once = {name for name, count in names.items() if count == 1}

    def reason(self, entry: Expected) -> str:
        """Why an expected report has no row (a key of ``REASONS``)."""
        found = self._found(entry.source) if entry.source is not None else []
        for one in found:
            if one.reason and one.reason != "not-expected":
                return one.reason
        for one in found:
            if one.unit is not None and squash(one.unit) != squash(entry.unit):
                return "other-unit"
            return "other-year" if one.year != entry.year else "other-scope"
        return "not-listed"

    def _found(self, source: str) -> list[Seen]:
        found = self._by_name.get(source) or self._by_name.get(os.path.abspath(source))
        name = os.path.basename(source)
        if not found and name in self._once:
            found = self._by_name.get(name)  # results of open files and folders bear bare names
        return found or []
