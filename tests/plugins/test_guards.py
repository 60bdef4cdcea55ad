"""Plugins that crash, lie or answer nonsense: a clear error or a refusal, never a wrong figure."""

from __future__ import annotations

import io
import pickle
import types
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest

import govinfo_report as gr
from govinfo_report import Document, Draft, Fit, Match, Registry, Span, hookimpl
from govinfo_report.documents.source import Source
from govinfo_report.errors import LayoutCrashError, SourceError
from govinfo_report.model.figure import State
from govinfo_report.plugins.records import PluginWarning
from govinfo_report.reading.draft import RowClaim, TableClaim


def with_plugin(**hooks: list[object]) -> Registry:
    """The built-in registry and a plugin with these objects."""
    module = types.ModuleType("lake")
    for hook, items in hooks.items():
        setattr(module, hook, hookimpl(lambda items=items: items))
    registry = Registry.builtin().with_plugin(module)
    assert not registry.problems
    return registry


class Layout:
    """A layout that does what it is told."""

    variants: dict[str, str] = {}

    def __init__(self, detect: Callable[..., Any], parse: Callable[..., Any]) -> None:
        self.id = "lake.odd"
        self.detect = detect
        self.parse = parse


def raising(error: BaseException) -> Callable[..., Any]:
    """A method that raises."""

    def method(*arguments: object) -> Any:
        raise error

    return method


def exact(*arguments: object) -> list[Match]:
    """Claims every document."""
    return [Match(Fit.EXACT)]


def endless(document: Document) -> Iterator[Match]:
    """Never stops claiming."""
    while True:
        yield Match(Fit.EXACT)


def half(document: Document) -> Iterator[Match]:
    """Crashes after its first match."""
    yield Match(Fit.EXACT)
    raise KeyError("half")


S = Span(0, 0, 1)
ODD: dict[str, Layout] = {
    "detect raises": Layout(raising(ZeroDivisionError("no")), raising(ValueError())),
    "detect exits": Layout(raising(SystemExit(0)), raising(ValueError())),
    "detect recurses": Layout(raising(RecursionError()), raising(ValueError())),
    "detect never ends": Layout(endless, raising(ValueError())),
    "detect half way": Layout(half, lambda d, m: Draft()),
    "detect gives None": Layout(lambda d: None, raising(ValueError())),
    "detect gives texts": Layout(lambda d: ["EXACT"], raising(ValueError())),
    "detect fit 99": Layout(lambda d: [Match(99)], raising(ValueError())),  # type: ignore[arg-type]
    "detect odd evidence": Layout(
        lambda d: [Match(Fit.EXACT, None, "text")], raising(ValueError())
    ),  # type: ignore[arg-type]
    "parse raises": Layout(exact, raising(ZeroDivisionError("no"))),
    "parse exits": Layout(exact, raising(SystemExit(0))),
    "parse gives None": Layout(exact, lambda d, m: None),
    "parse gives numbers": Layout(exact, lambda d, m: {"requests.new_received.total": 5}),
    "unknown table": Layout(exact, lambda d, m: Draft((TableClaim("taxes", (), ()),))),
    "a row that is none": Layout(exact, lambda d, m: Draft((TableClaim("requests", (), (5,)),))),  # type: ignore[arg-type]
    "a label that is text": Layout(
        exact,
        lambda d, m: Draft((TableClaim("requests", (), (RowClaim("label", (S,)),)),)),  # type: ignore[arg-type]
    ),
    "a span of texts": Layout(
        exact,
        lambda d, m: Draft((TableClaim("requests", (), (RowClaim((Span("a", 0, 1),), (S,)),)),)),  # type: ignore[arg-type]
    ),
    "a plain tuple": Layout(
        exact,
        lambda d, m: Draft((TableClaim("requests", (), (RowClaim(((0, 0, 1),), (S,)),)),)),  # type: ignore[arg-type]
    ),
    "heads of another depth": Layout(
        exact,
        lambda d, m: Draft((TableClaim("requests", ((S,),), (RowClaim((S,), (S,)),)),)),  # type: ignore[arg-type]
    ),
    "outside the document": Layout(
        exact,
        lambda d, m: Draft(
            (TableClaim("requests", (), (RowClaim((Span(10**9, 0, 1),), (Span(0, 5, 10**9),)),)),)
        ),
    ),
    "before the document": Layout(
        exact,
        lambda d, m: Draft((TableClaim("requests", (), (RowClaim((Span(-1, 0, 1),), (S,)),)),)),
    ),
    "backwards": Layout(
        exact,
        lambda d, m: Draft((TableClaim("requests", (), (RowClaim((Span(0, 3, 1),), (S,)),)),)),
    ),
    "nothing at all": Layout(exact, lambda d, m: Draft()),
}


@pytest.mark.parametrize("name", ODD)
@pytest.mark.parametrize("file", ["tabs_shifted.txt", "html_plain.html"])
def test_an_odd_layout_changes_no_figure(examples: Path, name: str, file: str) -> None:
    """Whatever it does, what our own layouts read stays read, value for value."""
    page = examples / "reports" / file
    registry = with_plugin(govinfo_layouts=[ODD[name]])
    expected = gr.parse(page, registry=Registry.builtin())
    found = gr.parse(page, registry=registry)
    for address, figure in found.figures.items():
        if figure.state is State.VALUE:
            assert figure.value == expected[address].value
    assert found == expected
    shown = gr.identify(page, registry=registry)
    assert "lake.odd" in [candidate.layout.id for candidate in shown.candidates]


@pytest.mark.parametrize("name", ODD)
def test_an_odd_layout_alone_is_a_clear_error(examples: Path, name: str) -> None:
    """An error of the library that names the layout, or a report without that table."""
    page = examples / "reports" / "tabs_shifted.txt"
    registry = with_plugin(govinfo_layouts=[ODD[name]])
    try:
        report = gr.parse(page, registry=registry, layout="lake.odd")
    except gr.GovInfoReportError as error:
        pickle.loads(pickle.dumps(error))
        if isinstance(error, LayoutCrashError):
            assert "lake" in str(error)
    else:
        assert not [f for f in report.figures.values() if f.state is State.VALUE]
    (result,) = gr.parse_many([page], registry=registry, layout="lake.odd")
    assert (result.report is None) is (result.error is not None)


class Opener:
    """An opener that does what it is told."""

    def __init__(self, accepts: Callable[..., Any], open: Callable[..., Any]) -> None:
        self.id = "lake.opener"
        self.accepts = accepts
        self.open = open


@pytest.mark.parametrize(
    "accepts",
    [raising(ZeroDivisionError()), raising(SystemExit(0)), lambda source: True, lambda source: 3],
)
def test_an_opener_that_fails_when_asked_is_passed_over(
    examples: Path, accepts: Callable[..., Any]
) -> None:
    """With a warning that names it; alone, its failure is the error."""
    page = examples / "reports" / "tabs_shifted.txt"
    odd = Opener(accepts, raising(ValueError()))
    with pytest.warns(PluginWarning, match=r"lake\.opener"):
        found = gr.parse(page, registry=with_plugin(govinfo_openers=[odd]))
    assert found == gr.parse(page)
    module = types.ModuleType("lake")
    module.govinfo_openers = hookimpl(lambda: [odd])  # type: ignore[attr-defined]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PluginWarning)
        with pytest.raises(LayoutCrashError, match=r"lake\.opener"):
            gr.parse(page, registry=Registry.of(module))


@pytest.mark.parametrize(
    "open_", [raising(ZeroDivisionError()), raising(SystemExit(0)), lambda source, limits: None]
)
def test_an_opener_that_fails_to_open(examples: Path, open_: Callable[..., Any]) -> None:
    """It said that it fits best, so nobody else is tried; the error names it."""
    page = examples / "reports" / "tabs_shifted.txt"
    registry = with_plugin(govinfo_openers=[Opener(lambda source: Fit.EXACT, open_)])
    with pytest.raises(LayoutCrashError, match=r"lake\.opener") as caught:
        gr.parse(page, registry=registry)
    assert caught.value.facts["stage"] == "open"
    assert gr.parse(page, registry=registry, opener="text") == gr.parse(page)


def test_an_expected_failure_of_an_opener_passes() -> None:
    """``SourceError`` is how an opener says that a file is broken."""
    broken = Opener(lambda source: Fit.EXACT, raising(SourceError("broken", zh="损坏")))
    with pytest.raises(SourceError, match="broken"):
        gr.parse(b"x", registry=with_plugin(govinfo_openers=[broken]))


def test_a_third_party_opener_opens(examples: Path) -> None:
    """What it makes is read like anything else, and the report says who opened it."""
    text = Registry.builtin().opener("text")

    def open_reversed(source: Source, limits: object) -> Document:
        document = text.open(Source.of(source.data[::-1]), limits)  # type: ignore[arg-type]
        return attrs.evolve(document, opener="lake.opener")

    opener = Opener(lambda s: Fit.EXACT if s.data.startswith(b"\n") else None, open_reversed)
    page = (examples / "reports" / "tabs_shifted.txt").read_bytes()
    assert page.endswith(b"\n")
    report = gr.parse(page[::-1], registry=with_plugin(govinfo_openers=[opener]))
    assert report == gr.parse(page)
    assert report.reading.opener == "lake.opener"


class Writer:
    """A writer of a format of its own."""

    id = "lake.names"
    format = "names"

    def __init__(self, write: Callable[..., Any]) -> None:
        self.write = write


def test_a_third_party_writer(examples: Path) -> None:
    """Gets the reports one by one; a crash names it, a full disk stays what it is."""
    report = gr.parse(examples / "reports" / "tabs_shifted.txt")

    def names(reports: Any, target: Any) -> None:
        for one in reports:
            target.write(f"{one.publisher}\n".encode())

    target = io.BytesIO()
    registry = with_plugin(govinfo_writers=[Writer(names)])
    registry.writer("names").write([report, report], target)
    assert target.getvalue().decode() == f"{report.publisher}\n" * 2
    broken = with_plugin(govinfo_writers=[Writer(raising(ZeroDivisionError()))]).writer("names")
    with pytest.raises(LayoutCrashError, match=r"lake\.names"):
        broken.write([], target)
    full = with_plugin(govinfo_writers=[Writer(raising(OSError(28, "full")))]).writer("names")
    with pytest.raises(OSError, match="full"):
        full.write([], target)


def test_a_plugin_rule_is_applied_and_may_crash(examples: Path) -> None:
    """Its outcome is among the others; a crash of one rule is that rule's outcome."""
    base = Registry.builtin().rules[0]

    def rule(rule_id: str, check: Callable[..., Any]) -> gr.Rule:
        return attrs.evolve(base, id=rule_id, slug=rule_id.lower(), check=check, editions=())

    registry = with_plugin(
        govinfo_rules=[rule("LAKE-A001", lambda c: []), rule("LAKE-A002", raising(KeyError("x")))]
    )
    report = gr.parse(examples / "reports" / "tabs_shifted.txt", registry=registry)
    assessment = gr.validate(report, registry=registry)
    assert assessment.outcome("LAKE-A001").status == "not_applicable"
    assert assessment.outcome("LAKE-A002").status == "crashed"
    assert assessment.outcome("A101").status == "pass"
    assert not assessment.complete
