"""Every public class, as the reference lists them, and an object of each."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from enum import Enum
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import regex
from attrs import evolve, fields, has

import govinfo_report as gr
from govinfo_report import api, codebook, evidence, frames, panel, provenance, regions, tracing
from govinfo_report.documents.origin import Attached, Origin
from govinfo_report.documents.source import Known, Source
from govinfo_report.evidence.verifying import Proof
from govinfo_report.limits import Limits
from govinfo_report.model.figure import Figure, Reason, State
from govinfo_report.model.finding import Suppression
from govinfo_report.model.parts import ExtraRow
from govinfo_report.narrative.interval import Interval
from govinfo_report.narrative.statement import AdmissibleReading
from govinfo_report.outputs.diff.changes import FactChange, FigureChange, ReportChange
from govinfo_report.outputs.labels import labels_of
from govinfo_report.plugins.records import PluginProblem, Stage
from govinfo_report.plugins.registry import Registry
from govinfo_report.reading.demands import Demand
from govinfo_report.rules.records import finding_record
from govinfo_report.rules.rule import Fail, Pass

ROOT = Path(__file__).resolve().parents[2]
_NAMED = regex.compile(r"\.\. auto(class|module):: (\S+)")


def public_classes() -> dict[str, type]:
    """Full name -> class, for every class that the reference lists."""
    found: dict[str, type] = {}
    text = (ROOT / "docs" / "reference.md").read_text(encoding="utf-8")
    for kind, name in _NAMED.findall(text):
        if kind == "class":
            module, _, last = name.rpartition(".")
            found[name] = getattr(import_module(module), last)
            continue
        module = import_module(name)
        for last, value in vars(module).items():
            own = inspect.isclass(value) and not last.startswith("_")
            if own and (value.__module__ == name or last in getattr(module, "__all__", ())):
                found[f"{name}.{last}"] = value
    return found


def shows_itself(cls: type) -> bool:
    """Whether a class is more than one line: no enumeration, error, protocol or plain tuple.

    Parts of the form (``Requests`` …) exist as views of a report, which are tried on their own.
    """
    if hasattr(cls, "_repr_svg_"):  # a chart is a picture
        return False
    if hasattr(cls, "detect") and not has(cls):  # a layout is code
        return False
    if issubclass(cls, Enum | BaseException | tuple) or getattr(cls, "_is_protocol", False):
        return False
    return not cls.__module__.endswith((".forms", ".statistics"))


@cache
def samples() -> dict[type, Any]:
    """Class -> an object of it, met on a walk through what the verbs give."""
    found: dict[type, Any] = {}
    for root in _roots():
        _walk(root, found, set())
    return found


def _walk(thing: Any, found: dict[type, Any], seen: set[int]) -> None:
    if id(thing) in seen or isinstance(thing, str | bytes | Enum):
        return
    seen.add(id(thing))
    if isinstance(thing, Mapping):
        thing = tuple(thing.values())
    if isinstance(thing, tuple | list):
        for item in thing[:300]:
            _walk(item, found, seen)
    elif has(type(thing)):
        found.setdefault(type(thing), thing)
        for own in fields(type(thing)):
            _walk(getattr(thing, own.name), found, seen)


def _roots() -> Iterator[Any]:
    registry = Registry.builtin()
    path = ROOT / "examples" / "reports" / "html_units.html"
    source = Source.of(path, known=Known(publisher="云溪县", year=2023))
    report = evolve(
        gr.parse(source, registry=registry),
        extra_rows=(ExtraRow("requests", "另设的行", ("总计",), (_figure(3),)),),
    )
    assessment = gr.validate(report, registry=registry)
    finding = evolve(
        assessment.findings[0], suppressions=(Suppression("accepted", "已核实", author="某人"),)
    )
    yield from (report, assessment, finding, *report.statements, *report.figures.values())
    identification = gr.identify(source, registry=registry)
    yield identification
    _, document = api.open_document(source, registry=registry)
    yield document
    for candidate in identification.chosen[:1]:
        yield candidate.layout.parse(document, candidate.match)
    yield api.Result("a.html", report)
    yield from (source, Origin("a.zip", "0" * 64), Attached(("b.png",), b"0"), Limits())
    yield registry
    problem = PluginProblem("lake", "lakeside", "1.0", Stage.HOOK, "it raised ValueError")
    yield evolve(registry.plugins[0], problems=(problem,))
    old = evolve(
        report,
        year=(report.year or 2023) - 1,
        figures=dict(report.figures) | {_AT: _figure(5, _AT)},
    )
    comparison = gr.compare(old, report)
    yield from (comparison, report.excerpt(_AT, path))
    label = labels_of(report)[_AT]
    change = FigureChange(_AT, label, old[_AT], report[_AT])
    yield ReportChange(
        "changed", old, report, ("software",), (change,), (FactChange("year", "1", "2"),)
    )
    expected = panel.expect([report.publisher or "云溪县", "缺席县"], [report.year or 2023])
    yield panel.panel([report, api.Result("b.html", None, gr.GovInfoReportError("no"))],
                      expected=expected)  # fmt: skip
    yield frames.figures([report])
    yield from (codebook.variables()[0], codebook.comparability()[0])
    yield from (regions.builtin(), provenance.Provenance.of([report]))
    yield from (AdmissibleReading("new", (_AT,)), Interval(3, None), *_forms())
    yield from tracing.trace(path, registry=registry)
    yield from (tracing.diagnose(path, registry=registry), Demand(False, "表格", "a table"))
    yield from (Fail((_AT,), {"count": 3}), Pass(2))
    yield tracing.Refusal(_AT, Reason.NOT_A_NUMBER, ("grids/1.17",), "value")
    packed = Proof(finding_record(finding), finding)
    yield evidence.Verdict("x.zip", (packed,), {"govinfo-report": "0.1.0"}, {}, 5)


_AT = "requests.new_received.total"


def _figure(value: int, at: str = "") -> Figure:
    return Figure(at, value, State.VALUE, str(value), None, "件")


def _forms() -> Iterator[Any]:
    from govinfo_report.model.editions import EDITION_IDS, edition

    for name in EDITION_IDS:
        yield edition(name)
