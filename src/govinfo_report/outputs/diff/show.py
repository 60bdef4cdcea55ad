"""Changes between two runs as text for people, as JSON and as CSV."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from attrs import define

from govinfo_report.model.address import blocks_of
from govinfo_report.model.codec import figure_json
from govinfo_report.model.figure import Figure, State
from govinfo_report.model.report import Report
from govinfo_report.outputs.codebook.variables import variable_of
from govinfo_report.outputs.compare import shown_figure
from govinfo_report.outputs.diff.changes import CAUSES, STATUSES, FigureChange, ReportChange
from govinfo_report.outputs.provenance import plain, software_text
from govinfo_report.outputs.text import Column, Line, Piece, one_line, table

CSV_COLUMNS = (
    "status", "causes", "publisher", "year", "scope", "what", "address", "name", "label_zh",
    "label_en", "old", "old_unit", "old_state", "old_reason", "new", "new_unit", "new_state",
    "new_reason", "old_source", "old_sha256", "old_software", "new_source", "new_sha256",
    "new_software",
)  # fmt: skip
_HASH = 12  # characters of a hash that are shown
_MOST = 60  # columns of a text that is shown
_FACTS = {
    "publisher": "发布机关", "region": "地区", "scope": "范围", "year": "年度", "title": "标题",
    "period": "报告期", "published": "发布日期", "edition": "版本", "forms": "各部分表式", "grade": "等级",
}  # fmt: skip


@define
class Counts:
    """How many reports changed, came, went and stayed, and how many figures changed."""

    changed: int = 0
    new: int = 0
    gone: int = 0
    same: int = 0
    figures: int = 0

    def of(self, changes: Iterable[ReportChange]) -> Iterator[ReportChange]:
        """The changes that are worth telling, all being counted."""
        for change in changes:
            setattr(self, change.status, getattr(self, change.status) + 1)
            self.figures += len(change.figures)
            if change.status != "same":
                yield change

    @property
    def any(self) -> bool:
        """Whether anything differs."""
        return bool(self.changed or self.new or self.gone)

    def line(self, language: str) -> Line:
        """The counts in words."""
        if language == "zh":
            words = (
                f"{self.changed} 份报告有变化（{self.figures} 个数据），新增 {self.new} 份，"
                f"消失 {self.gone} 份，相同 {self.same} 份"
            )
        else:
            words = (
                f"{self.changed} report(s) changed ({self.figures} figure(s)), {self.new} new, "
                f"{self.gone} gone, {self.same} the same"
            )
        return (Piece(words, "dim"),)


def change_lines(change: ReportChange, language: str) -> Iterator[Line]:
    """One report: what became of it, why, and every figure that changed."""
    zh = language == "zh"
    report = change.report
    title = f"{one_line(report.publisher or '?')} {report.year or '?'}"
    status = STATUSES[change.status][not zh]
    yield (Piece(title, "title"), Piece(f"  {status}", "dim" if change.status == "same" else ""),
           Piece(f"  {one_line(report.source.name or '')}", "dim"))  # fmt: skip
    for cause in change.causes:
        detail = _detail(cause, change)
        yield (Piece(f"  {CAUSES[cause][not zh]}", "warning"), Piece(detail, "dim"))
    rows = [(_FACTS[f.name] if zh else f.name, _cut(f.old), _cut(f.new)) for f in change.facts]
    rows += [
        (c.label.text(language), _shown(c.old, c.new), _shown(c.new, c.old)) for c in change.figures
    ]
    if rows:
        heads = ("原来", "现在") if zh else ("before", "now")
        columns = (Column(most=64), *(Column(head, right=True) for head in heads))
        yield from table(columns, rows, indent=2)


def _detail(cause: str, change: ReportChange) -> str:
    assert change.old is not None
    assert change.new is not None
    if cause == "document":
        hashes = [(one.source.sha256 or "")[:_HASH] for one in (change.old, change.new)]
        return f"  {hashes[0]}… → {hashes[1]}…"
    if cause == "software":
        before, after = _versions(change.old), _versions(change.new)
        moved = [f"{name} {before.get(name, '–')} → {after.get(name, '–')}"
                 for name in dict.fromkeys((*before, *after))
                 if before.get(name) != after.get(name)]  # fmt: skip
        return "  " + one_line("; ".join(moved))
    if cause == "how":
        ways = [f"{r.reading.opener}/{r.reading.layout}" for r in (change.old, change.new)]
        return "  " + one_line(" → ".join(ways))
    return ""


def _versions(report: Report) -> dict[str, str]:
    software = plain(report.software)
    assert isinstance(software, dict)
    found = {name: str(value) for name, value in software.items() if not isinstance(value, dict)}
    for value in software.values():
        if isinstance(value, dict):
            found |= {name: str(version) for name, version in value.items()}
    return found


def _cut(text: str | None) -> str:
    return "–" if text is None else one_line(text, _MOST)


def _shown(figure: Figure | None, other: Figure | None) -> str:
    """A figure; what else differs than the number or mark is told behind it."""
    text = shown_figure(figure)
    if (
        figure is None
        or other is None
        or (figure.value, figure.state) != (other.value, other.state)
    ):
        return text
    if figure.unit != other.unit:
        return f"{text} {figure.unit or '–'}"
    return f"{text} {figure.reason.value}" if figure.reason is not None else text


def change_record(change: ReportChange) -> dict[str, Any]:
    """One report as a plain dictionary."""
    report = change.report
    return {
        "status": change.status,
        "causes": list(change.causes),
        "publisher": report.publisher,
        "year": report.year,
        "scope": report.scope.value,
        "old": _reading(change.old),
        "new": _reading(change.new),
        "facts": [{"name": f.name, "old": f.old, "new": f.new} for f in change.facts],
        "figures": [
            {"address": c.address, "name": _name(c, change), "label_zh": c.label.text("zh"),
             "label_en": c.label.text("en"), "old": _figure(c.old, c), "new": _figure(c.new, c)}
            for c in change.figures
        ],
    }  # fmt: skip


def _reading(report: Report | None) -> dict[str, Any] | None:
    if report is None:
        return None
    source = report.source
    return {"source": source.name, "sha256": source.sha256, "url": source.url,
            "software": plain(report.software)}  # fmt: skip


def _name(changed: FigureChange, change: ReportChange) -> str:
    """The short name of the variable, by the form of the later reading that has the figure."""
    report = change.new if changed.new is not None else change.old
    assert report is not None
    form = next(b.edition for b in blocks_of(report.forms) if changed.address in b.addresses)
    return variable_of(form, changed.address).name


def _figure(figure: Figure | None, changed: FigureChange) -> dict[str, Any] | None:
    if figure is None:
        return None
    record = figure_json(figure, changed.label.column.kind)
    return {"value": record["value"], "unit": figure.unit, "state": figure.state.value,
            "reason": figure.reason.value if figure.reason is not None else None,
            "raw": figure.raw, "place": record["place"]}  # fmt: skip


def change_rows(change: ReportChange) -> Iterator[tuple[object, ...]]:
    """One row per changed figure or fact; a report that is new or gone has one of its own."""
    report = change.report
    head = (change.status, " ".join(change.causes), report.publisher, report.year,
            report.scope.value)  # fmt: skip
    tail = tuple(
        value
        for one in (change.old, change.new)
        for value in (
            (None, None, None)
            if one is None
            else (one.source.name, one.source.sha256, software_text(one))
        )
    )
    if change.status in ("new", "gone"):
        yield (*head, "report", *(None,) * 12, *tail)
    for fact in change.facts:
        yield (*head, fact.name, *(None,) * 4, fact.old, *(None,) * 3, fact.new, *(None,) * 3,
               *tail)  # fmt: skip
    for changed in change.figures:
        label = changed.label
        yield (*head, "figure", changed.address, _name(changed, change), label.text("zh"),
               label.text("en"), *_cells(changed.old), *_cells(changed.new), *tail)  # fmt: skip


def _cells(figure: Figure | None) -> tuple[object, ...]:
    if figure is None:
        return None, None, "not_in_form", None
    reason = figure.reason.value if figure.reason is not None else None
    value = figure.value if figure.state is State.VALUE else None
    return value, figure.unit, figure.state.value, reason
