"""Plugins that lie, loop, patch or ask for the impossible: isolated, named, never believed."""

from __future__ import annotations

import importlib.util
import itertools
import types
import warnings
from collections.abc import Callable, Iterator
from importlib.metadata import EntryPoint
from pathlib import Path
from random import Random
from typing import Any

import attrs
import pytest

import govinfo_report as gr
from govinfo_report import Document, Draft, Fit, Match, Registry, Span, hookimpl
from govinfo_report.documents.source import Source
from govinfo_report.errors import LayoutCrashError, PluginError
from govinfo_report.model.figure import State
from govinfo_report.plugins import loading, registry
from govinfo_report.plugins.records import PluginWarning, Stage
from govinfo_report.plugins.requirements import of_distribution, unmet
from govinfo_report.reading.draft import RowClaim, TableClaim
from govinfo_report.rules.rule import Fail
from govinfo_report.testing.sabotage import sabotaged

Method = Callable[..., Any]


def module(**hooks: object) -> types.ModuleType:
    """A plugin module with hooks that hand over these objects, or that are these functions."""
    made = types.ModuleType("lake")
    for hook, what in hooks.items():
        function = what if callable(what) else (lambda items=what: items)
        setattr(made, hook, hookimpl(function))
    return made


def raising(error: BaseException) -> Method:
    """A method that raises."""

    def method(*arguments: object) -> Any:
        raise error

    return method


class Layout:
    """A layout that does what it is told."""

    variants: dict[str, str] = {}

    def __init__(self, detect: Method, parse: Method, layout_id: str = "lake.odd") -> None:
        self.id = layout_id
        self.detect = detect
        self.parse = parse


def exact(*arguments: object) -> list[Match]:
    """Claims every document."""
    return [Match(Fit.EXACT)]


# -- claims ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("file", ["tabs_shifted.txt", "html_plain.html"])
def test_lies_in_a_plugin_never_become_figures(examples: Path, file: str, seed: int) -> None:
    """Swapped, shifted, foreign cells: beside our layouts or alone, no figure gets a value that
    is not printed at its address."""
    page = examples / "reports" / file
    honest = gr.parse(page, registry=Registry.builtin())
    own = Registry.builtin().layout(honest.reading.layout.split("+")[0])
    rng = Random(f"{file}:{seed}")

    def parse(document: Document, match: Match) -> Draft:
        found = next(iter(own.detect(document)))
        return sabotaged(document, own.parse(document, found), rng, 2)[1]

    told = Registry.builtin().with_plugin(module(govinfo_layouts=[Layout(exact, parse)]))
    for layout in (None, "lake.odd"):
        try:
            report = gr.parse(page, registry=told, layout=layout)
        except gr.GovInfoReportError:
            continue
        for address, figure in report.figures.items():
            if figure.state is State.VALUE:
                assert figure.value == honest[address].value, address


def forever() -> Iterator[Any]:
    """Tables, rows or spans without end."""
    while True:
        yield Span(0, 0, 1)


S = Span(0, 0, 1)
NO_TUPLES: dict[str, Callable[[], Draft]] = {
    "endless tables": lambda: Draft(forever()),  # type: ignore[arg-type]
    "endless title": lambda: Draft((), forever()),  # type: ignore[arg-type]
    "endless rows": lambda: Draft((TableClaim("requests", (), forever()),)),  # type: ignore[arg-type]
    "endless heads": lambda: Draft((TableClaim("requests", forever(), ()),)),  # type: ignore[arg-type]
    "endless head row": lambda: Draft((TableClaim("requests", (forever(),), ()),)),  # type: ignore[arg-type]
    "endless cells": lambda: Draft(
        (TableClaim("requests", (), (RowClaim((S,), forever()),)),)  # type: ignore[arg-type]
    ),
    "endless parents": lambda: Draft(
        (TableClaim("requests", (), (RowClaim((S,), (S,), forever()),)),)  # type: ignore[arg-type]
    ),
    "a list of rows": lambda: Draft((TableClaim("requests", (), [RowClaim((S,), (S,))]),)),  # type: ignore[arg-type]
}


@pytest.mark.parametrize("name", NO_TUPLES)
def test_claims_that_never_end(examples: Path, name: str) -> None:
    """A draft is made of tuples: whatever else stands there is refused before it is walked."""
    odd = Layout(exact, lambda document, match: NO_TUPLES[name]())
    told = Registry.builtin().with_plugin(module(govinfo_layouts=[odd]))
    page = examples / "reports" / "tabs_shifted.txt"
    with pytest.raises(LayoutCrashError, match=r"lake\.odd.*tuples"):
        gr.parse(page, registry=told, layout="lake.odd")
    assert gr.parse(page, registry=told) == gr.parse(page, registry=Registry.builtin())


# -- documents ------------------------------------------------------------------------------------


class Opener:
    """An opener that does what it is told."""

    id = "lake.opener"

    def __init__(self, open: Method, **methods: Method) -> None:
        self.open = open
        self.__dict__.update(methods)

    def accepts(self, source: object) -> Fit:
        return Fit.EXACT


def spoiling(spoil: Callable[[Document], Any]) -> Registry:
    """Opens text as we do, then spoils the document."""
    text = Registry.builtin().opener("text")

    def open_(source: Source, limits: Any) -> Any:
        return spoil(text.open(source, limits))

    return Registry.builtin().with_plugin(module(govinfo_openers=[Opener(open_)]))


def block(document: Document, **changes: object) -> Document:
    """The document with its second block changed."""
    first, second, *rest = document.blocks
    return attrs.evolve(document, blocks=(first, attrs.evolve(second, **changes), *rest))


SPOILED: dict[str, Callable[[Document], Any]] = {
    "blocks without end": lambda d: attrs.evolve(d, blocks=itertools.repeat(d.blocks[0])),
    "texts as blocks": lambda d: attrs.evolve(d, blocks=("一", "二")),
    "a number that is none": lambda d: block(d, index=99),
    "no text": lambda d: block(d, text=None),
    "a grid that is none": lambda d: block(d, grid=5),
    "places that are none": lambda d: attrs.evolve(d, locate=lambda span: "line 5"),
    "places that crash": lambda d: attrs.evolve(d, locate=raising(KeyError("pond"))),
    "no way of finding places": lambda d: attrs.evolve(d, locate=None),
}


@pytest.mark.parametrize("name", SPOILED)
def test_a_document_that_is_none_names_its_opener(examples: Path, name: str) -> None:
    """Not a crash somewhere in the reading: the error says who made the document."""
    page = examples / "reports" / "tabs_shifted.txt"
    with pytest.raises(LayoutCrashError, match=r"lake\.opener"):
        gr.parse(page, registry=spoiling(SPOILED[name]))


def test_a_cell_outside_its_text(examples: Path) -> None:
    """Cells of a plugin's grid must lie inside block and grid."""
    page = Source.of(examples / "reports" / "html_plain.html")
    html = Registry.builtin().opener("html")

    def open_(source: Source, limits: Any) -> Document:
        document = html.open(source, limits)
        found = next(b for b in document.blocks if b.grid is not None)
        assert found.grid is not None
        bad = attrs.evolve(found.grid, cells=(found.grid.cells[0]._replace(end=10**9),))
        blocks = tuple(attrs.evolve(b, grid=bad) if b is found else b for b in document.blocks)
        return attrs.evolve(document, blocks=blocks)

    told = Registry.builtin().with_plugin(module(govinfo_openers=[Opener(open_)]))
    with pytest.raises(LayoutCrashError, match="outside the text"):
        gr.parse(page, registry=told)


def test_a_container_without_end() -> None:
    """Unpacking stops at the number of members that any archive may have."""
    limits = attrs.evolve(gr.parse.__kwdefaults__["limits"], archive_members=7)  # type: ignore[index]

    def accepts(source: Source) -> Fit | None:
        return Fit.EXACT if source.data == b"pond" else None

    def unpack(source: Source, limits: object) -> Iterator[Source]:
        while True:
            yield Source.of("一段文字。\n")

    told = Registry.builtin().with_plugin(
        module(govinfo_openers=[Opener(raising(ValueError()), unpack=unpack, accepts=accepts)])
    )
    with pytest.raises(LayoutCrashError, match=r"lake\.opener.*more than 7"):
        list(gr.parse_all(b"pond", registry=told, limits=limits))


# -- rules ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "check",
    [
        raising(SystemExit(0)),
        raising(RecursionError()),
        lambda context: (Fail(()) for _ in itertools.count()),
        lambda context: [5],
        lambda context: None,
        lambda context: [Fail((5,))],  # type: ignore[arg-type]
    ],
    ids=["exits", "recurses", "never ends", "number", "nothing", "address is a number"],
)
def test_a_hostile_rule_is_one_crashed_outcome(examples: Path, check: Method) -> None:
    """The others are applied, and the outcome names the module of the check."""
    base = Registry.builtin().rules[0]
    rule = attrs.evolve(base, id="LAKE-A001", slug="lake-a001", check=check, editions=())
    told = Registry.builtin().with_plugin(module(govinfo_rules=[rule]))
    assessment = gr.validate(gr.parse(examples / "reports" / "tabs_shifted.txt"), registry=told)
    outcome = assessment.outcome("LAKE-A001")
    assert outcome.status == "crashed"
    assert outcome.reason.startswith((__name__, "test_hostile"))
    assert assessment.outcome("A101").status == "pass"


# -- what passes ----------------------------------------------------------------------------------


@pytest.mark.parametrize("where", ["hook", "detect", "parse", "rule"])
def test_an_interrupt_passes(examples: Path, where: str) -> None:
    """Ctrl-C is the user's, whoever is running."""
    stop = raising(KeyboardInterrupt())
    page = examples / "reports" / "tabs_shifted.txt"
    if where == "hook":
        with pytest.raises(KeyboardInterrupt):
            Registry.of(module(govinfo_layouts=stop))
        return
    if where == "rule":
        rule = attrs.evolve(Registry.builtin().rules[0], id="LAKE-A001", slug="lake", check=stop,
                            editions=())  # fmt: skip
        told = Registry.builtin().with_plugin(module(govinfo_rules=[rule]))
        report = gr.parse(page)
        with pytest.raises(KeyboardInterrupt):
            gr.validate(report, registry=told)
        return
    odd = Layout(stop, stop) if where == "detect" else Layout(exact, stop)
    told = Registry.builtin().with_plugin(module(govinfo_layouts=[odd]))
    with pytest.raises(KeyboardInterrupt):
        gr.parse(page, registry=told)


# -- objects that change while they are looked at --------------------------------------------------


class Fickle:
    """Answers to its name once."""

    variants: dict[str, str] = {}

    def __init__(self, times: int) -> None:
        self._left = times

    @property
    def id(self) -> str:
        self._left -= 1
        if self._left < 0:
            raise RuntimeError("no name any more")
        return "lake.fickle"

    def detect(self, document: object) -> list[Match]:
        return []

    def parse(self, document: object, match: object) -> Draft:
        return Draft()


@pytest.mark.parametrize("times", range(4))
def test_a_name_that_is_given_once(times: int) -> None:
    """Whenever it raises, it is a problem of this plugin and not the end of the program."""
    found = Registry.builtin().with_plugin(module(govinfo_layouts=[Fickle(times)]))
    (problem,) = found.problems
    assert problem.stage is Stage.OBJECT
    assert "no name any more" in problem.error
    assert found.layouts == Registry.builtin().layouts or len(found.layouts) == len(
        Registry.builtin().layouts
    )


def test_one_plugin_that_offers_an_id_twice() -> None:
    """It collides with itself: neither is used, and it is named once."""
    same = [Layout(exact, raising(ValueError())), Layout(exact, raising(ValueError()))]
    found = Registry.of(module(govinfo_layouts=same))
    assert not found.layouts
    (problem,) = found.problems
    assert problem.stage is Stage.DUPLICATE
    assert "lake.odd" in problem.error


# -- another release ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "version", "expected"),
    [
        ("", "0.1.0", False),
        (">=0.1", "0.1.0", False),
        (">=0.1,<1", "0.1.0", False),
        (">=0.1.0,<0.2", "0.1.9", False),
        (">=0.2", "0.1.9", True),
        ("<1", "1.0.0", True),
        ("==0.1.*", "0.1.7", False),
        ("==0.1", "0.1.0", False),
        ("==0.1", "0.1.1", True),
        ("!=0.1.3", "0.1.3", True),
        ("~=0.1", "0.9", False),
        ("~=0.1", "1.0", True),
        ("~=0.1.2", "0.1.9", False),
        ("~=0.1.2", "0.2.0", True),
        (">=0.2", "0.2.0.dev1", False),
        (">0.1", "0.1.0", True),
        ("<=10.0", "9.9", False),
    ],
)
def test_requirements(asked: str, version: str, expected: bool) -> None:
    """Against what installers make of the same texts."""
    assert unmet(asked, version) is expected


@pytest.mark.parametrize("asked", ["0.2", ">=two", "newest", ">=0.1 <2", "=>1"])
def test_requirements_that_nobody_understands(asked: str) -> None:
    """Are an error, not a yes."""
    with pytest.raises(ValueError, match="understand"):
        unmet(asked, "0.1.0")


def test_requirements_of_a_distribution() -> None:
    """Only ours, whatever its spelling, and not those of an extra."""
    lines = ["attrs>=23", "Govinfo_Report[pdf] (>=9,<10)", "govinfo-report>=99; extra == 'new'",
             "govinfo-report-lakeside>=5"]  # fmt: skip
    assert of_distribution(lines) == ">=9,<10"
    assert of_distribution(None) == ""


def test_a_plugin_for_a_newer_release(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Installed, as a file, as words: named with what it asks for, and not imported."""
    dist = types.SimpleNamespace(name="dist-new", version="3.0", requires=["govinfo-report>=99"])
    point = types.SimpleNamespace(
        name="new", value="new", dist=dist, load=raising(AssertionError())
    )
    monkeypatch.setattr(loading, "entry_points", lambda group: [point])
    monkeypatch.setattr(registry, "_installed", registry._installed.__wrapped__)
    monkeypatch.delenv("GOVINFO_REPORT_PLUGINS")
    with pytest.warns(PluginWarning, match="99"):
        found = Registry.installed()
    (tmp_path / "new.py").write_text(
        "REQUIRES_GOVINFO_REPORT = '>=99'\nfrom govinfo_report import hookimpl\n"
        "@hookimpl\ndef govinfo_layouts():\n    raise AssertionError('must not be asked')\n",
        encoding="utf-8",
    )
    (tmp_path / "new.toml").write_text(
        'requires = ">=99"\n[variants]\n"给了" = "予以公开"\n', "utf-8"
    )
    problems = [*found.problems, *Registry.of(tmp_path).problems]
    assert [(p.name, p.stage) for p in problems] == [
        ("new", Stage.REQUIRES), ("new.py", Stage.REQUIRES), ("new.toml", Stage.REQUIRES)
    ]  # fmt: skip
    assert all(">=99" in p.error and gr.__version__ in p.error for p in problems)
    (tmp_path / "new.toml").write_text(
        'requires = ">=0"\n[variants]\n"给了" = "予以公开"\n', "utf-8"
    )
    assert not Registry.of(tmp_path / "new.toml").problems


# -- patches --------------------------------------------------------------------------------------

PATCHES = {
    "a function": "from govinfo_report.text import numerals\n"
    "numerals.read_cell = lambda *arguments: None\n",
    "a class": "from govinfo_report.reading import verifier\nverifier.TextTable = object\n",
    "a method": "from govinfo_report.reading.binding import BoundRow\n"
    "BoundRow.refuse = lambda *arguments, **named: None\n",
    "a rule": "import govinfo_report.rules\ngovinfo_report.rules.validate = None\n",
    "in a hook": "",
}


@pytest.mark.parametrize("name", PATCHES)
def test_a_plugin_that_patches_the_library(examples: Path, tmp_path: Path, name: str) -> None:
    """What it replaced is named and put back, and nothing of the plugin is used."""
    path = tmp_path / f"patch{len(name)}.py"
    own = "    from govinfo_report.reading import reader\n    reader.verify = None\n"
    path.write_text(
        PATCHES[name]
        + "from govinfo_report import Draft, hookimpl\n"
        + "class Pond:\n    id = 'lake.patch'\n    variants = {}\n"
        + "    def detect(self, document):\n        return []\n"
        + "    def parse(self, document, match):\n        return Draft()\n"
        + "@hookimpl\ndef govinfo_layouts():\n"
        + (own if name == "in a hook" else "")
        + "    return [Pond()]\n",
        encoding="utf-8",
    )
    page = examples / "reports" / "tabs_shifted.txt"
    before = gr.parse(page, registry=Registry.builtin())
    found = Registry.builtin().with_plugin(path)
    (problem,) = found.problems
    assert problem.stage is Stage.TAMPER
    assert "govinfo_report." in problem.error
    assert "lake.patch" not in [layout.id for layout in found.layouts]
    after = gr.parse(page, registry=found)
    assert after == before
    assert gr.validate(after).ok == gr.validate(before).ok


def test_an_honest_plugin_is_not_taken_for_a_patch() -> None:
    """Importing whatever it likes of ours, and names of its own, changes nothing of ours."""
    path = Path(__file__).resolve().parents[2] / "examples" / "plugins" / "lakeside" / "src"
    for _ in range(2):
        assert not Registry.builtin().with_plugin(path / "govinfo_report_lakeside").problems
    assert importlib.util.find_spec("govinfo_report") is not None


# -- strict, slow, and what the command shows ------------------------------------------------------


def test_strict_holds_for_a_plugin_given_for_one_run(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """By argument and by environment; an old problem is not raised again."""
    path = tmp_path / "broken.py"
    path.write_text("raise RuntimeError('pond')\n", encoding="utf-8")
    with pytest.raises(PluginError, match="pond"):
        Registry.builtin().with_plugin(path, strict=True)
    lenient = Registry.builtin().with_plugin(path)
    assert lenient.problems
    monkeypatch.setenv("GOVINFO_REPORT_STRICT", "1")
    with pytest.raises(PluginError, match="pond"):
        Registry.builtin().with_plugin(path)
    good = module(govinfo_layouts=[Layout(exact, raising(ValueError()))])
    assert lenient.with_plugin(good).layouts[-1].id == "lake.odd"


def test_a_slow_plugin_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """How long it took to load is kept, so that ``plugins`` can say it; it counts for nothing."""
    clock = itertools.count(step=7)
    monkeypatch.setattr(loading.time, "perf_counter", lambda: float(next(clock)))
    one, other = (loading.given(module(govinfo_layouts=[])) for _ in range(2))
    assert one.seconds == 7.0
    assert one == other
    assert one.hooks == ("govinfo_layouts",)


def test_a_worker_process_meets_the_same_plugin(examples: Path, tmp_path: Path) -> None:
    """A layout that crashes does so for one document at a time, in workers too."""
    path = tmp_path / "crash.py"
    path.write_text(
        "from govinfo_report import Fit, Match, hookimpl\n"
        "class Crash:\n    id = 'lake.crash'\n    variants = {}\n"
        "    def detect(self, document):\n        return [Match(Fit.EXACT)]\n"
        "    def parse(self, document, match):\n        raise KeyError('pond')\n"
        "@hookimpl\ndef govinfo_layouts():\n    return [Crash()]\n",
        encoding="utf-8",
    )
    told = Registry.builtin().with_plugin(path)
    pages = [examples / "reports" / name for name in ("tabs_shifted.txt", "html_plain.html")]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        results = list(gr.parse_many(pages, registry=told, layout="lake.crash", jobs=2))
        whole = list(gr.parse_many(pages, registry=told, jobs=2))
    assert [type(result.error) for result in results] == [LayoutCrashError] * 2
    assert all("lake.crash" in str(result.error) for result in results)
    assert [result.report for result in whole] == [gr.parse(page) for page in pages]


def test_the_real_entry_point_knows_its_requirements() -> None:
    """The attribute that is read exists in the standard library's class."""
    point = EntryPoint("gone", "no_such_module_here", "govinfo_report")
    assert point.dist is None
