"""One figure over several years, or in several units."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from govinfo_report.errors import UsageError
from govinfo_report.model.report import Report
from govinfo_report.model.unknown import unknown_address
from govinfo_report.outputs.frames.rows import Item
from govinfo_report.outputs.labels import GROUP_LABELS, labels_of
from govinfo_report.outputs.plots.chart import COLOURS, Plot, plotted
from govinfo_report.outputs.plots.composition import figure_at, reports_in
from govinfo_report.outputs.plots.words import Speech
from govinfo_report.outputs.table import number_text
from govinfo_report.rules import Assessment

_LONGEST = 60  # bars, and years


def years(
    reports: Report | Iterable[Item],
    addresses: str | Sequence[str],
    *,
    assessments: Iterable[Assessment] = (),
    language: str | None = None,
) -> Plot:
    """Figures over the years, a line for every publisher and address.

    A year without a value breaks the line; the strip below says why (no report, blank, refused …).
    ``assessments`` of these reports mark every point that a finding is about (▲ and the rule), except
    where somebody set it aside.  ``UnknownAddressError`` for an address that no report has,
    ``UsageError`` when a report has no year, or two are of one publisher and year.
    """
    speech = Speech.of(language)
    found = reports_in(reports)
    wanted = (addresses,) if isinstance(addresses, str) else tuple(addresses)
    for address in wanted:
        _known(found, address)
    numbers = sorted({_year(report) for report in found})
    span = list(range(numbers[0], numbers[-1] + 1))
    if len(span) > _LONGEST:
        raise UsageError("That is too many years for one chart.", zh="年度太多，一张图放不下。")
    names = speech.names(found)
    several = len(set(names)) > 1
    rows: list[dict[str, Any]] = []
    noted = _findings(assessments)
    for name in dict.fromkeys(names):
        own = [r for r, n in zip(found, names, strict=True) if n == name]
        by_year = {_year(report): report for report in own}
        if len(by_year) < len(own):
            raise UsageError(f"There are two reports of {name} for one year.",
                             zh=f"{name} 同一年度有两份报告。")  # fmt: skip
        for address in wanted:
            label = _label(found, address, speech)
            series = ", ".join([name] * several + [label] * (len(wanted) > 1)) or label
            rows += _series(series, address, by_year, span, noted, speech)
    title = _label(found, wanted[0], speech) if len(wanted) == 1 else ""
    title = " – ".join(filter(None, ("" if several else names[0], title)))
    return plotted(title or ", ".join(dict.fromkeys(names)), rows, _lines(rows, span, speech),
                   speech.font, _note(rows, speech))  # fmt: skip


def units(reports: Report | Iterable[Item], address: str, *, language: str | None = None) -> Plot:
    """One figure in several units, the largest first; those without a value come last, in words.

    ``UnknownAddressError`` for an address that no report has.
    """
    speech = Speech.of(language)
    found = reports_in(reports)
    _known(found, address)
    if len(found) > _LONGEST:
        raise UsageError(f"A chart compares at most {_LONGEST} units.",
                         zh=f"一张图最多对照 {_LONGEST} 个单位。")  # fmt: skip
    same = len({report.year for report in found}) == 1
    rows = []
    for name, report in zip(speech.names(found), found, strict=True):
        own = name if same else f"{name} {report.year or '?'}"
        rows.append(_datum(own, address, report, str(report.year or "?"), speech))
    rows.sort(key=lambda row: (row["value"] is None, -(row["value"] or 0), row["series"]))
    title = _label(found, address, speech)
    if same and found[0].year is not None:
        title += f" {found[0].year}"
    return plotted(title, rows, _bars(rows, _unit(found, address, speech)), speech.font,
                   _note(rows, speech))  # fmt: skip


def _known(reports: Sequence[Report], address: str) -> None:
    if all(figure_at(report, address) is None for report in reports):
        raise unknown_address(address, reports[0].forms)


def _year(report: Report) -> int:
    if report.year is None:
        raise UsageError(f"The year of {report.publisher or 'a report'} is not known.",
                         zh=f"{report.publisher or '某份报告'}的年度不明。")  # fmt: skip
    return report.year


def _label(reports: Sequence[Report], address: str, speech: Speech) -> str:
    for report in reports:
        label = labels_of(report).get(address)
        if label is not None:
            return label.text(speech.language)
    row, _, column = address.removeprefix("requests.").rpartition(".")
    group = GROUP_LABELS.get(row, row) if speech.zh else row.replace("_", " ")
    return f"{group} · {column.replace('_', ' ')}"


#: units in English; 件 needs no word
_UNITS = {"件": "", "万元": "10 000 yuan", "亿元": "100 million yuan", "元": "yuan", "项": "items",
          "条": "items", "人": "persons", "个": "", "次": "times"}  # fmt: skip


def _unit(reports: Sequence[Report], address: str, speech: Speech) -> str:
    units = {f.unit for r in reports if (f := figure_at(r, address)) is not None and f.unit}
    return "/".join(sorted(units if speech.zh else {_UNITS.get(unit, "") for unit in units} - {""}))


_Noted = dict[tuple[str | None, int | None, str], list[str]]


def _findings(assessments: Iterable[Assessment]) -> _Noted:
    """(publisher, year, address) -> the rules of its findings."""
    found: _Noted = {}
    for assessment in assessments:
        key = (assessment.report.publisher, assessment.report.year)
        for finding in assessment.findings:
            for address in () if finding.set_aside else dict.fromkeys(finding.addresses):
                rules = found.setdefault((*key, address), [])
                if finding.rule.partition(".")[0] not in rules:
                    rules.append(finding.rule.partition(".")[0])
    return found


def _datum(
    series: str, address: str, report: Report | None, year: str, speech: Speech
) -> dict[str, Any]:
    figure = figure_at(report, address) if report is not None else None
    value = None if figure is None or figure.value is None else float(figure.value)
    state, reason = ("", "") if value is not None else speech.why(figure)
    if report is None:
        state = speech.word("no_report")
    return {"series": series, "year": year, "address": address, "value": value,
            "text": number_text(figure.value) if figure is not None and value is not None else f"? {state}",
            "state": state,
            "reason": reason}  # fmt: skip


def _series(
    name: str,
    address: str,
    by_year: Mapping[int, Report],
    span: Sequence[int],
    noted: _Noted,
    speech: Speech,
) -> list[dict[str, Any]]:
    """A row per year; ``run`` numbers the stretches between gaps, which are drawn apart."""
    rows, run = [], 0
    for year in span:
        report = by_year.get(year)
        row = _datum(name, address, report, str(year), speech)
        run += row["value"] is None
        rules = noted.get((report.publisher, year, address), []) if report is not None else []
        row |= {"run": f"{name} {run}", "rules": ", ".join(rules)}
        if rules and row["value"] is None:
            row["text"] += f" ▲ {row['rules']}"
        rows.append(row)
    return rows


def _note(rows: Sequence[Mapping[str, Any]], speech: Speech) -> str:
    parts = [speech.word("note")] * any(row["value"] is None for row in rows)
    parts += [speech.word("findings")] * any(row.get("rules") for row in rows)
    return " · ".join(filter(None, (*parts, speech.note)))


def _tooltip(*names: str) -> list[dict[str, str]]:
    return [{"field": name, "type": "nominal"} for name in names]


def _lines(
    rows: Sequence[Mapping[str, Any]], span: Sequence[int], speech: Speech
) -> dict[str, Any]:
    series = list(dict.fromkeys(row["series"] for row in rows))
    known = [row for row in rows if row["value"] is not None]
    gaps = [row for row in rows if row["value"] is None]
    noted = [row for row in known if row["rules"]]
    domain = [str(year) for year in span]
    x = {"field": "year", "type": "ordinal", "scale": {"domain": domain},
         "title": speech.word("year"), "axis": {"labelAngle": 0}}  # fmt: skip
    y = {"field": "value", "type": "quantitative", "title": None, "axis": {"tickMinStep": 1},
         "scale": {"zero": True}}  # fmt: skip
    scale = {"domain": series, "range": [COLOURS[i % len(COLOURS)] for i in range(len(series))]}
    own = {"field": "series", "type": "nominal", "scale": scale, "title": None}
    colour = {**own, "legend": {"orient": "bottom", "columns": 2} if len(series) > 1 else None}
    shape = {"field": "series", "type": "nominal", "scale": {"domain": series}, "title": None,
             "legend": colour["legend"]}  # fmt: skip
    tooltip = _tooltip("series", "year", "text", "rules")
    layers: list[dict[str, Any]] = [
        {"data": {"values": known}, "mark": {"type": "line", "strokeWidth": 2},
         "encoding": {"x": x, "y": y, "color": colour, "detail": {"field": "run", "type": "nominal"}}},
        {"data": {"values": known}, "mark": {"type": "point", "filled": True, "size": 60, "opacity": 1},
         "encoding": {"x": x, "y": y, "color": colour, "shape": shape, "tooltip": tooltip}},
        {"data": {"values": noted},
         "mark": {"type": "point", "shape": "triangle-up", "size": 260, "yOffset": -32,
                  "filled": True, "color": "#a4161a", "opacity": 1},
         "encoding": {"x": x, "y": y, "tooltip": tooltip}},
        {"data": {"values": noted}, "mark": {"type": "text", "dy": -48, "color": "#a4161a"},
         "encoding": {"x": x, "y": y, "text": {"field": "rules", "type": "nominal"}}},
    ]  # fmt: skip
    if len(series) == 1:
        layers.append({"data": {"values": known}, "mark": {"type": "text", "dy": -13},
                       "encoding": {"x": x, "y": y, "text": {"field": "text", "type": "nominal"}}})  # fmt: skip
    width = max(420, min(900, 82 * len(span)))
    main = {"width": width, "height": 280, "layer": layers}
    if not gaps:
        return main
    strip = {
        "width": width, "height": {"step": 26}, "data": {"values": gaps},
        "mark": {"type": "text", "fontStyle": "italic"},
        "encoding": {
            "x": {**x, "axis": None},
            "y": {"field": "series", "type": "nominal", "sort": series, "title": None,
                  "axis": {"ticks": False, "domain": False} if len(series) > 1 else None},
            "text": {"field": "text", "type": "nominal"}, "tooltip": _tooltip("series", "year", "reason"),
        },
    }  # fmt: skip
    return {"vconcat": [main, strip], "spacing": 6}


def _bars(rows: Sequence[Mapping[str, Any]], unit: str) -> dict[str, Any]:
    known = [row for row in rows if row["value"] is not None]
    gaps = [{**row, "at": 0} for row in rows if row["value"] is None]
    names = [row["series"] for row in rows]
    y = {
        "field": "series",
        "type": "nominal",
        "sort": names,
        "scale": {"domain": names},
        "title": None,
    }
    x = {
        "field": "value",
        "type": "quantitative",
        "title": unit or None,
        "axis": {"tickMinStep": 1},
    }
    tooltip = _tooltip("series", "text", "reason")
    text = {"field": "text", "type": "nominal"}
    return {
        "width": 520, "height": {"step": 26},
        "layer": [
            {"data": {"values": known}, "mark": {"type": "bar", "color": COLOURS[0]},
             "encoding": {"y": y, "x": x, "tooltip": tooltip}},
            {"data": {"values": known}, "mark": {"type": "text", "align": "left", "dx": 5},
             "encoding": {"y": y, "x": x, "text": text}},
            {"data": {"values": gaps},
             "mark": {"type": "text", "align": "left", "dx": 5, "fontStyle": "italic"},
             "encoding": {"y": y, "x": {**x, "field": "at"}, "text": text,
                          "tooltip": tooltip}},
        ],
    }  # fmt: skip
