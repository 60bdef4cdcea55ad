"""What changed in the reports between two runs, and whether the document or the software did."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from attrs import field, frozen

from govinfo_report.display import Displayed
from govinfo_report.model.figure import Figure
from govinfo_report.model.report import Report
from govinfo_report.outputs.diff.pairing import pairs
from govinfo_report.outputs.diff.shelf import Run, shelf_of
from govinfo_report.outputs.labels import FigureLabel, labels_of
from govinfo_report.outputs.provenance import plain

#: cause -> (zh, en)
CAUSES: dict[str, tuple[str, str]] = {
    "document": ("文件已变", "document changed"),
    "software": ("程序已变", "software changed"),
    "given": ("给定信息已变", "what was given of it changed"),
    "how": ("打开器或版式已变", "opener or layout changed"),
    "no_hash": (
        "缺少文件摘要，无法判断文件是否改变",
        "without a hash: the document may have changed",
    ),
    "unexplained": ("文件和程序均未变，原因不明", "same document, same software: cause unknown"),
}
#: status -> (zh, en)
STATUSES: dict[str, tuple[str, str]] = {
    "changed": ("有变化", "changed"),
    "new": ("新增", "new"),
    "gone": ("消失", "gone"),
    "same": ("相同", "same"),
}
#: what is compared besides figures, in the order of the JSON
FACTS = ("publisher", "region", "scope", "year", "title", "period", "published", "edition", "forms",
         "grade")  # fmt: skip


@frozen(repr=False)
class FigureChange(Displayed):
    """A figure whose value, state, unit or reason differs.

    ``old`` or ``new`` is ``None`` where the form of that reading has no such figure.
    """

    address: str
    label: FigureLabel
    old: Figure | None
    new: Figure | None


@frozen
class FactChange(Displayed):
    """Something else a report says of itself that differs: one of ``FACTS``."""

    name: str
    old: str | None
    new: str | None


@frozen(repr=False)
class ReportChange(Displayed):
    """What became of one report.

    ``status`` is ``changed``, ``same``, ``new`` (only in the later run) or ``gone``.  ``causes`` are
    keys of ``CAUSES``: all that differs between the two readings and may be why, so ``software``
    alone means that the very same bytes were read with other versions.
    """

    status: str
    old: Report | None = field(repr=False)
    new: Report | None = field(repr=False)
    causes: tuple[str, ...] = ()
    figures: tuple[FigureChange, ...] = field(default=(), repr=False)
    facts: tuple[FactChange, ...] = ()

    @property
    def report(self) -> Report:
        """The later reading, or the only one."""
        found = self.new if self.new is not None else self.old
        assert found is not None
        return found


def diff(old: Run, new: Run) -> Iterator[ReportChange]:
    """Every report of two runs, in the order of ``new``, then those that are gone.

    A run is an iterable of reports, or the path of what ``parse --format jsonl`` wrote; files are
    not held in memory.  Reports are recognised by the hash of their document, else by address,
    name, publisher and year where nothing else could be meant.  Raises ``SourceError`` for a file
    that holds anything else.
    """
    before, after = shelf_of(old), shelf_of(new)
    found = pairs(before.keys, after.keys)
    for number in range(len(after.keys)):
        report = after.report(number)
        if number in found:
            yield compare_readings(before.report(found[number]), report)
        else:
            yield ReportChange("new", None, report)
    kept = set(found.values())
    for number in range(len(before.keys)):
        if number not in kept:
            yield ReportChange("gone", before.report(number), None)


def compare_readings(old: Report, new: Report) -> ReportChange:
    """Two readings of one report."""
    figures, facts = tuple(_figures(old, new)), tuple(_facts(old, new))
    if not figures and not facts:
        return ReportChange("same", old, new)
    return ReportChange("changed", old, new, tuple(_causes(old, new)), figures, facts)


def _figures(old: Report, new: Report) -> Iterator[FigureChange]:
    for address, label in (labels_of(old) | labels_of(new)).items():
        before, after = old.figures.get(address), new.figures.get(address)
        if _content(before) != _content(after):
            yield FigureChange(address, label, before, after)


def _content(figure: Figure | None) -> tuple[Any, ...] | None:
    if figure is None:
        return None
    return figure.value, figure.state, figure.unit, figure.reason


def _facts(old: Report, new: Report) -> Iterator[FactChange]:
    before, after = _told(old), _told(new)
    for name in FACTS:
        if before[name] != after[name]:
            yield FactChange(name, before[name], after[name])


def _told(report: Report) -> Mapping[str, str | None]:
    period = "/".join(day.isoformat() for day in report.period) if report.period else None
    found: dict[str, object] = {
        "publisher": report.publisher, "region": report.region, "scope": report.scope.value,
        "year": report.year, "title": report.title, "period": period,
        "published": report.published, "edition": report.edition,
        "forms": " ".join(f"{block}={form}" for block, form in report.forms.items()),
        "grade": report.grade.value,
    }  # fmt: skip
    return {name: None if value is None else str(value) for name, value in found.items()}


def _causes(old: Report, new: Report) -> Iterator[str]:
    if old.source.sha256 is None or new.source.sha256 is None:
        yield "no_hash"
    elif old.source.sha256 != new.source.sha256:
        yield "document"
    software = plain(old.software) != plain(new.software)
    if software:
        yield "software"
    given = plain(old.source.given) != plain(new.source.given)
    if given:
        yield "given"
    ways = [(one.reading.opener, one.reading.layout) for one in (old, new)]
    if ways[0] != ways[1] and not software:
        yield "how"
    known = old.source.sha256 is not None and old.source.sha256 == new.source.sha256
    if known and not software and not given and ways[0] == ways[1]:
        yield "unexplained"
