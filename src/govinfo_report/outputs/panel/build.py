"""From results to a panel: keys, duplicates, what is missing."""

from __future__ import annotations

import os
from collections.abc import Iterable

from attrs import define, evolve, field

from govinfo_report.errors import UsageError
from govinfo_report.model.report import Report
from govinfo_report.outputs.frames.rows import Item, report_of
from govinfo_report.outputs.panel.expected import Expectation, Expected, expected_of
from govinfo_report.outputs.panel.links import Links, Seen
from govinfo_report.outputs.panel.panel import LeftOut, Panel
from govinfo_report.outputs.panel.reasons import reason_of
from govinfo_report.outputs.panel.rows import BLANKS, PanelRow, numbered, row_of
from govinfo_report.regions import AmbiguousRegionError, Regions, UnknownRegionError
from govinfo_report.text.normalise import squash

INDEXES = ("publisher", "region")
DUPLICATES = ("error", "flag")
_SHOWN = 5

#: (unit, year, scope); the scope counts only where no list says which reports there should be
Key = tuple[str, int, str | None]


def panel(
    results: Iterable[Item],
    *,
    index: str = "publisher",
    expected: Expectation | None = None,
    scope: str | None = None,
    blanks: str = "keep",
    duplicates: str = "error",
    regions: Regions | None = None,
) -> Panel:
    """Arrange reports by unit, year and scope.

    ``results`` are reports or what ``parse_many`` yields; documents without a report never end
    it.  ``index`` is ``publisher`` or ``region``: with ``region``, give ``scope="consolidated"``
    unless each region has one report, and ``regions`` (``govinfo_report.regions.builtin()`` or a
    table of your own) to key by code; names that are not found or that several places bear are
    left out, with the reason.

    With ``expected`` the panel has exactly one row for each report that should be there, a missing
    one with its reason, and none for others.  ``blanks`` is ``keep``, ``zero_if_closes`` (a blank
    is zero where the identities of the form leave nothing else) or ``zero``; imputed cells have
    the state ``imputed``.  Documents that hold the very same report count as one.  Differing
    reports of one key are an error, or with ``duplicates="flag"`` rows of their own, marked.

    Raises ``UsageError`` for such duplicates and for arguments that are not these.
    """
    _check("index", index, INDEXES)
    _check("blanks", blanks, tuple(BLANKS))
    _check("duplicates", duplicates, DUPLICATES)
    wanted = None if expected is None else expected_of(expected, index)
    maker = _Maker(index, scope, blanks, regions, wanted)
    for item in results:
        maker.take(item)
    rows = maker.rows(duplicates)
    if wanted is not None:
        rows = maker.filled(rows)
    return Panel(index, tuple(rows), tuple(maker.left_out), maker.wanted, blanks,
                 tuple(maker.seen))  # fmt: skip


def _check(name: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise UsageError(f"{name}= takes {', '.join(allowed)}, not {str(value)[:40]!r}.",
                         zh=f"{name}= 可为 {'、'.join(allowed)}，而不是 {str(value)[:40]!r}。")  # fmt: skip


@define
class _Maker:
    index: str
    scope: str | None
    blanks: str
    regions: Regions | None
    wanted: tuple[Expected, ...] | None
    left_out: list[LeftOut] = field(factory=list)
    seen: list[Seen] = field(factory=list)
    groups: dict[Key, list[PanelRow]] = field(factory=dict)
    _spelling: dict[str, str] = field(factory=dict)
    _scopes: dict[tuple[str, int], set[str | None]] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        if self.wanted is None:
            return
        self.wanted = tuple(evolve(entry, unit=self._wanted_unit(entry)) for entry in self.wanted)
        for entry in self.wanted:
            self._scopes.setdefault((squash(entry.unit), entry.year), set()).add(entry.scope)

    def _wanted_unit(self, entry: Expected) -> str:
        if self.regions is None:
            return entry.unit
        code, reason = self._code(entry.unit, entry.year)
        if code is None:
            raise UsageError(f"{entry.unit} is expected, but is no region of the table ({reason}).",
                             zh=f"应有报告的 {entry.unit} 无法对应到区划代码（{reason}）。")  # fmt: skip
        return code

    def take(self, item: Item) -> None:
        """One result: a row, or a reason for none."""
        report = report_of(item)
        if isinstance(item, Report):
            source = item.source.name
        else:
            source = item.source
            if report is None:
                error = item.error
                words = (error.text("zh"), error.text("en")) if error else (None, None)
                self._leave_out(LeftOut(source, reason_of(error), message=words))
                return
        assert report is not None
        self._place(report, source)

    def _place(self, report: Report, source: str | None) -> None:
        unit: str | None = getattr(report, self.index)
        year = report.year
        reason = "no-unit" if not unit else "no-year" if year is None else ""
        if unit and year is not None and self.regions is not None:
            unit, reason = self._code(unit, year)
        if not reason and self.scope not in (None, report.scope.value):
            reason = "other-scope"
        if unit and year is not None and not reason and self._is_unexpected(unit, year, report):
            reason = "not-expected"
        if reason or not unit or year is None:
            told = unit or getattr(report, self.index)
            self._leave_out(LeftOut(source, reason, told, year, report.scope.value))
            return
        if source is not None:
            self.seen.append(Seen(source, "", unit, year))
        key = squash(unit)
        row = row_of(report, self._spelling.setdefault(key, unit), year, self.blanks, source)
        scope = None if None in self._scopes.get((key, year), ()) else row.scope
        self.groups.setdefault((key, year, scope), []).append(row)

    def _leave_out(self, one: LeftOut) -> None:
        self.left_out.append(one)
        if one.source is not None:
            self.seen.append(Seen(one.source, one.reason, one.unit, one.year))

    def _is_unexpected(self, unit: str, year: int, report: Report) -> bool:
        if self.wanted is None:
            return False
        scopes = self._scopes.get((squash(unit), year), set())
        return not scopes & {None, report.scope.value}

    def _code(self, name: str, year: int) -> tuple[str | None, str]:
        assert self.regions is not None
        try:
            return self.regions.resolve(name, year=year).code, ""
        except AmbiguousRegionError:
            return None, "region-ambiguous"
        except UnknownRegionError:
            return None, "region-unknown"

    def rows(self, duplicates: str) -> list[PanelRow]:
        """The rows by unit, year and scope; ``UsageError`` for differing reports of one key."""
        rows: list[PanelRow] = []
        clashes: list[list[PanelRow]] = []
        for key in sorted(self.groups, key=_order):
            found = numbered(self.groups[key])
            if len(found) > 1:
                clashes.append(found)
            rows += found
        if clashes and duplicates == "error":
            raise _clash(clashes)
        return rows

    def filled(self, rows: list[PanelRow]) -> list[PanelRow]:
        """One row (or several that differ) for every expected report, in the order expected."""
        assert self.wanted is not None
        by_key: dict[tuple[str, int], list[PanelRow]] = {}
        for row in rows:
            by_key.setdefault((squash(row.unit), row.year), []).append(row)
        links = Links(self.seen, self.wanted)
        full: list[PanelRow] = []
        for entry in self.wanted:
            every = by_key.get((squash(entry.unit), entry.year), [])
            found = [row for row in every if entry.scope in (None, row.scope)]
            if not found:
                reason = links.reason(entry)
                found = [PanelRow(entry.unit, entry.year, entry.scope, reason, source=entry.source)]
            full += found
        return full


def _order(key: Key) -> tuple[str, int, str]:
    return key[0], key[1], key[2] or ""


def _clash(clashes: list[list[PanelRow]]) -> UsageError:
    def told(rows: list[PanelRow]) -> str:
        names = ", ".join(os.path.basename(row.source or "?") for row in rows[:_SHOWN])
        return f"{rows[0].unit} {rows[0].year} ({names})"

    shown = "; ".join(told(rows) for rows in clashes[:_SHOWN])
    return UsageError(
        f"{len(clashes)} unit-years have several reports that differ: {shown}.",
        zh=f"{len(clashes)} 个单位年度有几份不一致的报告：{shown}。",
        hint='duplicates="flag" keeps them as rows of their own, marked; index="publisher" or '
             'scope="consolidated" tells apart the reports of one region.',
        hint_zh='duplicates="flag" 可分行保留并标记；index="publisher" 或 scope="consolidated" 可区分同一'
                "地区的不同报告。",
        duplicates=tuple((rows[0].unit, rows[0].year) for rows in clashes),
    )  # fmt: skip
