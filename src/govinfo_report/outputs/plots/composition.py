"""What a number is made of: outcomes of requests, kinds of applicants."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from attrs import frozen

from govinfo_report.errors import UsageError
from govinfo_report.model.editions import edition
from govinfo_report.model.figure import Figure
from govinfo_report.model.report import Report
from govinfo_report.model.unknown import UnknownAddressError
from govinfo_report.outputs.frames.rows import Item
from govinfo_report.outputs.labels import GROUP_LABELS, block_labels
from govinfo_report.outputs.plots.chart import COLOURS, Plot, plotted
from govinfo_report.outputs.plots.words import Speech
from govinfo_report.outputs.text import one_line

#: rows and groups of table 3 that together are all requests handled
OUTCOMES = (
    "granted", "partially_granted", "denied", "unable_to_provide", "not_processed",
    "other_handling",
)  # fmt: skip
APPLICANTS = (
    "natural_person", "commercial_enterprise", "research_institution",
    "public_welfare_organization", "legal_service_institution", "other_organization",
)  # fmt: skip
_LEAST = 0.05  # share of the longest bar from which a part has room for its number


@frozen
class Part:
    """One part of every bar: the address it stands at, and its name."""

    address: str
    name: str


def reports_in(given: Report | Iterable[Item]) -> list[Report]:
    """One report or several as a list, also from results of ``parse_many``.

    ``UsageError`` when there is none, and for a document that holds none: left out in silence, it
    would be missed by nobody.
    """
    items = [given] if isinstance(given, Report) else list(given)
    if not items:
        raise UsageError("Give a report, or reports.", zh="请给出一份或多份报告。")
    found = []
    for item in items:
        report = item if isinstance(item, Report) else getattr(item, "report", None)
        if not isinstance(report, Report):
            name = one_line(str(getattr(item, "source", type(item).__name__)), 60)
            raise UsageError(f"{name} is no report.", zh=f"{name} 不是报告。",
                             hint="Leave out the results without one.",
                             hint_zh="请先去掉没有报告的结果。")  # fmt: skip
        found.append(report)
    return found


def figure_at(report: Report, address: str) -> Figure | None:
    """The figure, printed or derived; ``None`` where the report's form has none."""
    try:
        return report[address]
    except UnknownAddressError:
        return None


def outcomes(reports: Report | Iterable[Item], *, language: str | None = None) -> Plot:
    """The outcomes of the requests handled (结果构成), a bar per report.

    A part that has no value leaves its bar short and is named beside it, with its state.
    """
    speech = Speech.of(language)
    english = {label.row.id: label.row.en for label in block_labels("2019", "requests")}
    parts = []
    for row in OUTCOMES:
        label = _row_label(row)
        name = label if speech.zh else english.get(row, row.replace("_", " "))
        parts.append(Part(f"requests.{row}.total", name))
    return _bars(reports_in(reports), parts, speech.word("outcomes"), speech)


def applicants(
    reports: Report | Iterable[Item],
    *,
    row: str = "new_received",
    language: str | None = None,
) -> Plot:
    """Who the applicants are: natural persons and five kinds of organizations, a bar per report.

    ``row`` is the row of table 3: new requests unless told otherwise.
    """
    speech = Speech.of(language)
    labels = {
        label.column.id: label.column
        for e in ("2019", "2021")
        for label in block_labels(e, "requests")
    }
    parts = [
        Part(f"requests.{row}.{c}", labels[c].label if speech.zh else labels[c].en)
        for c in APPLICANTS
    ]
    found = reports_in(reports)
    if all(figure_at(report, parts[0].address) is None for report in found):
        raise UsageError(f"There is no row {row[:40]!r} in table 3 of these reports.",
                         zh=f"这些报告的表三没有名为 {row[:40]!r} 的行。")  # fmt: skip
    title = speech.word("applicants")
    if row != "new_received":
        title = f"{title} ({row})"
    return _bars(found, parts, title, speech)


def _row_label(row: str) -> str:
    block = edition("2021").block("requests")
    assert block is not None
    own = {one.id: one.number + one.label for one in block.rows}
    return own.get(row) or GROUP_LABELS[row]


def _bars(reports: Sequence[Report], parts: Sequence[Part], title: str, speech: Speech) -> Plot:
    names = [f"{name} {report.year or '?'}" for name, report in
             zip(speech.names(reports), reports, strict=True)]  # fmt: skip
    names = _apart(names)
    rows = [
        _datum(figure_at(report, part.address), name, part, rank, speech)
        for name, report in zip(names, reports, strict=True)
        for rank, part in enumerate(parts)
    ]
    sums = {name: sum(r["value"] or 0 for r in rows if r["name"] == name) for name in names}
    longest = max(sums.values()) or 1
    for row in rows:
        row["ink"] = "white" if row["rank"] == 0 else "black"  # the first colour is dark
        row["shown"] = _plain(row["value"]) if (row["value"] or 0) >= _LEAST * longest else ""
    told = [
        {"name": name, "at": sums[name], "text": text} for name in names
        if (text := _beside(name, sums[name], rows))
    ]  # fmt: skip
    note = " · ".join(filter(None, (speech.word("note") if any(r["value"] is None for r in rows)
                                    else "", speech.note)))  # fmt: skip
    return plotted(title, rows, _spec(rows, told, names, parts, speech), speech.font, note)


def _apart(names: Sequence[str]) -> list[str]:
    """Equal names with a number: each report has a bar of its own."""
    seen: dict[str, int] = {}
    found = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        found.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return found


def _datum(
    figure: Figure | None, name: str, part: Part, rank: int, speech: Speech
) -> dict[str, Any]:
    value = None if figure is None or figure.value is None else float(figure.value)
    state, reason = ("", "") if value is not None else speech.why(figure)
    return {"name": name, "part": part.name, "address": part.address, "rank": rank, "value": value,
            "state": state, "reason": reason}  # fmt: skip


def _beside(name: str, total: float, rows: Sequence[Mapping[str, Any]]) -> str:
    """What stands behind a bar: its sum, and in its stead the parts that have no value."""
    lost = [row for row in rows if row["name"] == name and row["value"] is None]
    if not lost:
        return _plain(total)
    states: dict[str, list[str]] = {}
    for row in lost:
        states.setdefault(row["state"], []).append(row["part"])
    if len(lost) == sum(row["name"] == name for row in rows) and len(states) == 1:
        return f"? {lost[0]['state']}"
    return "? " + "; ".join(f"{', '.join(parts)}: {state}" for state, parts in states.items())


def _plain(value: float) -> str:
    """A count in plain digits."""
    return f"{value:.0f}" if value == int(value) else str(value)


def _spec(
    rows: Sequence[Mapping[str, Any]],
    told: Sequence[Mapping[str, Any]],
    names: Sequence[str],
    parts: Sequence[Part],
    speech: Speech,
) -> dict[str, Any]:
    known = [row for row in rows if row["value"] is not None]
    y = {"field": "name", "type": "nominal", "sort": list(names), "title": None,
         "scale": {"domain": list(names)}}  # fmt: skip
    x = {"field": "value", "type": "quantitative", "stack": "zero", "title": speech.word("count"),
         "axis": {"tickMinStep": 1}}  # fmt: skip
    order = {"field": "rank", "type": "ordinal"}
    scale = {"domain": [part.name for part in parts], "range": list(COLOURS[: len(parts)])}
    tooltip = [{"field": f, "type": "nominal"} for f in ("name", "part")]
    tooltip.append({"field": "value", "type": "quantitative"})
    bars = {
        "data": {"values": known},
        "mark": {"type": "bar", "stroke": "white", "strokeWidth": 1.5},
        "encoding": {
            "y": y, "x": x, "order": order, "tooltip": tooltip,
            "color": {"field": "part", "type": "nominal", "scale": scale, "title": None,
                      "legend": {"orient": "bottom", "columns": 3, "symbolType": "square"}},
        },
    }  # fmt: skip
    inside = {
        "data": {"values": known},
        "mark": {"type": "text", "fontWeight": "bold"},
        "encoding": {
            "y": y, "order": order, "color": {"field": "ink", "type": "nominal", "scale": None, "legend": None},
            "detail": {"field": "part", "type": "nominal"},
            "x": {**x, "bandPosition": 0.5}, "text": {"field": "shown", "type": "nominal"},
        },
    }  # fmt: skip
    behind = {
        "data": {"values": list(told)},
        "mark": {"type": "text", "align": "left", "dx": 6},
        "encoding": {
            "y": y, "x": {**x, "field": "at", "stack": None},
            "text": {"field": "text", "type": "nominal"},
        },
    }  # fmt: skip
    return {"width": 560, "height": {"step": 34}, "layer": [bars, inside, behind]}
