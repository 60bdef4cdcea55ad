"""Every promise of docs/plugins/hosting.md has a test, and those that are about hosting as a whole
are tested here."""

from __future__ import annotations

import ast
import inspect
import re
import subprocess
import sys
import tomllib
import types
from pathlib import Path
from typing import Any

import pytest

import govinfo_report as gr
from govinfo_report import Document, Draft, Fit, Match, Registry, hookimpl, tracing
from govinfo_report.errors import UnrecognisedLayoutError
from govinfo_report.model.figure import Reason, State
from govinfo_report.plugins import hookspecs, loading
from govinfo_report.plugins.records import HOOKS, STAGE_TEXTS, Stage
from govinfo_report.reading.draft import RowClaim, TableClaim

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "plugins" / "hosting.md"
_TEST = re.compile(r"`(tests/[a-z_/]+\.py)::(test_[a-z0-9_]+)`")


def promised() -> list[tuple[str, list[tuple[str, str]]]]:
    """(promise, its tests) from every row of the tables of the page."""
    rows = []
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|") and len(cells) == 2 and set(cells[1]) - set("- "):
            if cells[1] != "test":
                rows.append((cells[0], _TEST.findall(cells[1])))
    return rows


def test_every_promise_names_tests_that_exist() -> None:
    """No promise without a test, no test that is only a name."""
    rows = promised()
    assert len(rows) > 30
    for promise, tests in rows:
        assert tests, promise
        for path, name in tests:
            tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
            names = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
            assert name in names, f"{path} has no {name}"


def test_every_stage_of_a_problem_is_told() -> None:
    """Where a plugin can fail is listed for whoever reads `plugins`, in both languages."""
    text = PAGE.read_text(encoding="utf-8")
    assert set(STAGE_TEXTS) == set(Stage)
    for stage, (zh, en) in STAGE_TEXTS.items():
        assert f"`{stage.value}`" in text, stage
        assert zh != en


def test_hooks_are_registration_hooks_without_arguments() -> None:
    """Each hook of the specification belongs to a kind of object, and none takes an argument."""
    specified = {
        name: function
        for name, function in vars(hookspecs).items()
        if name.startswith("govinfo_") and inspect.isfunction(function)
    }
    assert set(specified) == set(HOOKS)
    for function in specified.values():
        assert not inspect.signature(function).parameters
        assert function.__doc__


@pytest.mark.parametrize("hook", sorted(HOOKS))
def test_every_hook_is_asked(hook: str) -> None:
    """An implementation of each hook is called once, and what it gives must be of its kind."""
    calls: list[str] = []

    def implementation() -> list[object]:
        calls.append(hook)
        return [object()]

    module = types.ModuleType("lake")
    setattr(module, hook, hookimpl(implementation))
    plugin = loading.given(module)
    assert calls == [hook]
    assert plugin.hooks == (hook,)
    assert [problem.stage for problem in plugin.problems] == [Stage.OBJECT]


@pytest.mark.parametrize("verb", ["parse", "parse_all", "parse_many", "identify", "validate"])
def test_every_verb_takes_a_registry(verb: str) -> None:
    """By name only, and what is installed when nothing is given."""
    parameter = inspect.signature(getattr(gr, verb)).parameters["registry"]
    assert parameter.kind is parameter.KEYWORD_ONLY
    assert parameter.default is None


def test_importing_the_package_loads_no_plugin() -> None:
    """Entry points are looked up when a registry is first needed, not before."""
    code = (
        "import importlib.metadata as m\n"
        "m.entry_points = lambda **named: (_ for _ in ()).throw(AssertionError('looked up'))\n"
        "import govinfo_report, govinfo_report.api, govinfo_report.plugins.registry\n"
        "govinfo_report.Registry.builtin()\n"
        "print('quiet')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "quiet"


def test_installed_registries_are_kept() -> None:
    """Asked twice, made once, and frozen."""
    one = Registry.installed()
    assert Registry.installed() is one
    with pytest.raises(AttributeError):
        one.openers = ()  # type: ignore[misc]


def test_pluggy_is_new_enough() -> None:
    """Older releases leave a rejected plugin half registered."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert "pluggy>=1.7" in project["dependencies"]


class Told:
    """A layout that reads a page as one of ours does, with the fit it is told."""

    variants: dict[str, str] = {}

    def __init__(self, layout_id: str, fit: Fit, own: Any, change: Any = None) -> None:
        self.id = layout_id
        self._fit, self._own, self._change = fit, own, change

    def detect(self, document: Document) -> list[Match]:
        return [Match(self._fit)]

    def parse(self, document: Document, match: Match) -> Draft:
        draft: Draft = self._own.parse(document, next(iter(self._own.detect(document))))
        return draft if self._change is None else self._change(draft)


def told(*layouts: object) -> Registry:
    """The built-in registry and these layouts."""
    module = types.ModuleType("lake")
    module.govinfo_layouts = hookimpl(lambda: list(layouts))  # type: ignore[attr-defined]
    return Registry.builtin().with_plugin(module)


def without_first_row(draft: Draft) -> Draft:
    """Claims everything but the first row of every table."""
    tables = tuple(
        TableClaim(table.table, table.heads, table.rows[1:] or table.rows) for table in draft.tables
    )
    return Draft(tables)


def test_the_best_fit_reads(examples: Path) -> None:
    """A layout of a lower fit is not used where a better one reads everything; naming one is an
    order."""
    page = examples / "reports" / "html_plain.html"
    own = Registry.builtin().layout("grids")
    registry = told(Told("lake.likely", Fit.LIKELY, own), Told("lake.exact", Fit.EXACT, own))
    report = gr.parse(page, registry=registry)
    assert report.reading.layout == "grids+lake.exact"
    assert gr.parse(page, registry=registry, layout="lake.likely").reading.layout == "lake.likely"
    assert report == gr.parse(page, registry=Registry.builtin())


def test_layouts_that_fit_equally_are_all_read(examples: Path) -> None:
    """Equal values merge; a value that two layouts read differently is refused, not chosen."""
    page = examples / "reports" / "html_plain.html"
    honest = gr.parse(page, registry=Registry.builtin())
    requests = [a for a in honest.figures if a.startswith("requests.new_received.")]

    class Other:
        """Reads the second table 3 of a page that prints two with different figures."""

        id = "lake.second"
        variants: dict[str, str] = {}

        def detect(self, document: Document) -> list[Match]:
            return [Match(Fit.EXACT)]

        def parse(self, document: Document, match: Match) -> Draft:
            own = Registry.builtin().layout("grids")
            draft = own.parse(document, next(iter(own.detect(document))))
            tables = [t for t in draft.tables if t.table == "requests"]
            return Draft((tables[-1],))

    class First(Other):
        """Reads the first of them."""

        id = "lake.first"

        def parse(self, document: Document, match: Match) -> Draft:
            own = Registry.builtin().layout("grids")
            draft = own.parse(document, next(iter(own.detect(document))))
            tables = [t for t in draft.tables if t.table == "requests"]
            return Draft((tables[0],))

    text = page.read_text(encoding="utf-8")
    start = text.index("<table", text.index("三、"))
    end = text.index("</table>", start) + len("</table>")
    table = text[start:end]
    raw = honest[requests[0]].raw
    changed = table.replace(f">{raw}<", ">987<", 1)
    doubled = text[:end] + changed + text[end:]
    module = types.ModuleType("lake")
    module.govinfo_layouts = hookimpl(lambda: [First(), Other()])  # type: ignore[attr-defined]
    registry = Registry.builtin().with_plugin(module)
    report = gr.parse(doubled, registry=registry)
    refused = report[requests[0]]
    assert (refused.state, refused.value) == (State.REFUSED, None)
    assert refused.reason in (Reason.LAYOUTS_DISAGREE, Reason.COPIES_DIFFER)
    assert report[requests[1]].value == honest[requests[1]].value
    (trace,) = tracing.trace(doubled, registry=registry)
    (one,) = [r for r in trace.refusals if r.address == requests[0]]
    assert len({claim.partition("/")[0] for claim in one.claims}) > 1


def test_what_one_layout_leaves_out_is_not_made_up(examples: Path) -> None:
    """A layout that claims less gives less: rows it passed over refuse the table they are in."""
    page = examples / "reports" / "html_plain.html"
    own = Registry.builtin().layout("grids")
    registry = told(Told("lake.less", Fit.EXACT, own, without_first_row))
    report = gr.parse(page, registry=registry, layout="lake.less")
    honest = gr.parse(page, registry=Registry.builtin())
    assert any(figure.state is not State.VALUE for figure in report.figures.values())
    for address, figure in report.figures.items():
        if figure.state is State.VALUE:
            assert figure.value == honest[address].value


def test_a_layout_makes_claims_and_no_numbers() -> None:
    """There is no place for a number in what a layout hands over."""
    for kind in (Draft, TableClaim, RowClaim):
        for field in kind.__attrs_attrs__:
            assert "int" not in str(field.type), field.name
            assert "Decimal" not in str(field.type), field.name


def test_nobody_claims_and_the_error_carries_who_was_asked() -> None:
    """With every layout's answer, those of plugins included."""

    class Shy:
        id = "lake.shy"
        variants: dict[str, str] = {}

        def detect(self, document: Document) -> list[Match]:
            return []

        def parse(self, document: Document, match: Match) -> Draft:
            return Draft()

    with pytest.raises(UnrecognisedLayoutError) as caught:
        gr.parse("<html><body><p>今天天气很好。</p></body></html>", registry=told(Shy()))
    asked = caught.value.facts["identification"]
    assert "lake.shy" in [candidate.layout.id for candidate in asked.candidates]
