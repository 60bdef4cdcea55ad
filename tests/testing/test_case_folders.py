"""Case folders: recorded, compared figure by figure, and collected by pytest."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import govinfo_report
from govinfo_report import Registry
from govinfo_report.errors import UsageError
from govinfo_report.testing import cases as kept
from govinfo_report.testing.recording import expectation, new_case, on_service, record, to_check

PAGE = Path(__file__).resolve().parents[2] / "examples" / "reports" / "html_plain.html"
BUILTIN = Registry.builtin()
FIGURE = "figures.requests.new_received.total"


@pytest.fixture
def case(tmp_path: Path) -> kept.Case:
    """A new case of an example."""
    return new_case(
        PAGE, "grids", "one", tmp_path / "cases", BUILTIN, origin="an example", findings=True,
        today=date(2024, 2, 3),
    )  # fmt: skip


def test_a_new_case_holds_what_is_read(case: kept.Case) -> None:
    """The folder, its description, and every figure in the order of the form, one per line."""
    assert {path.name for path in case.folder.iterdir()} == {
        "input.html", "case.toml", "expected.json", "findings.json",
    }  # fmt: skip
    description = (case.folder / "case.toml").read_text(encoding="utf-8")
    assert 'origin = "an example"' in description
    assert "recorded = 2024-02-03" in description
    assert case.input.read_bytes() == PAGE.read_bytes()
    report = govinfo_report.parse(PAGE, registry=BUILTIN)
    assert case.expected is not None
    figures = [name for name in case.expected if name.startswith("figures.")]
    assert figures == [f"figures.{address}" for address in report]
    assert case.expected[FIGURE] == {"value": 56, "state": "value", "raw": "56", "unit": "件"}
    text = (case.folder / "expected.json").read_text(encoding="utf-8")
    assert sum('"state": ' in line for line in text.splitlines()) == len(report)
    assert "place" not in text
    assert "software" not in text
    assert not list(kept.differences(case.expected, kept.outcome(case, BUILTIN)))


def test_a_page_that_must_not_be_read(tmp_path: Path) -> None:
    """The class and the reason of the error are expected, not its wording."""
    page = tmp_path / "menu.html"
    page.write_text("<p>首页</p><p>联系我们</p>", encoding="utf-8")
    case = new_case(page, "grids", "menu", tmp_path / "cases", BUILTIN)
    assert not (case.folder / "expected.json").exists()
    assert case.expected is not None
    assert case.expected["error"]["error"] == "UnrecognisedLayoutError"
    assert set(case.expected["error"]) == {"error", "reason"}
    record(case, kept.outcome(new_case(PAGE, "grids", "b", tmp_path / "cases", BUILTIN), BUILTIN))
    assert {path.name for path in case.folder.iterdir()} == {
        "case.toml", "input.html", "expected.json",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("layout", "slug"),
    [("Grids", "a"), ("grids", "../a"), ("", "a"), ("grids", "一"), ("a/b", "c")],
)
def test_names_that_are_none(layout: str, slug: str, tmp_path: Path) -> None:
    """A name leads out of no folder."""
    with pytest.raises(UsageError):
        new_case(PAGE, layout, slug, tmp_path / "cases", BUILTIN)
    assert not (tmp_path / "cases").exists()


def test_nothing_is_written_over(case: kept.Case, tmp_path: Path) -> None:
    """A case that is there stays; a document that is not there makes none."""
    with pytest.raises(UsageError, match="already"):
        new_case(PAGE, "grids", "one", tmp_path / "cases", BUILTIN)
    with pytest.raises(UsageError):
        new_case(tmp_path / "none.html", "grids", "two", tmp_path / "cases", BUILTIN)
    assert not (tmp_path / "cases" / "grids" / "two").exists()


def test_figures_to_check_are_the_telling_ones(case: kept.Case) -> None:
    """Of each table the first, the largest and the last number."""
    assert case.expected is not None
    found = to_check(case.expected)
    assert "requests.new_received.natural_person" in found
    assert {address.partition(".")[0] for address in found} == {
        "proactive_disclosure", "requests", "review_and_litigation",
    }  # fmt: skip
    assert len(found) == len(set(found)) <= 9
    assert to_check({"error": {}}) == []


@pytest.mark.parametrize(
    ("file", "text"),
    [("case.toml", "input ="), ("expected.json", "{"), ("expected.json", "[]"),
     ("findings.json", "x")],
)  # fmt: skip
def test_broken_files_are_told(file: str, text: str, case: kept.Case) -> None:
    """By name, as a wrong argument."""
    (case.folder / file).write_text(text, encoding="utf-8")
    with pytest.raises(UsageError):
        _ = kept.load_case(case.folder).expected


def test_expectations_are_valid_json(case: kept.Case) -> None:
    """With figures and without."""
    assert case.expected is not None
    assert kept.flat(json.loads(expectation(case.expected))) == {
        name: value for name, value in case.expected.items() if name != "findings"
    }
    assert json.loads(expectation({"year": 2023})) == {"year": 2023, "figures": {}}


@pytest.mark.parametrize(
    ("value", "told"), [("true", True), ("1", True), ("", False), ("false", False), ("0", False)]
)
def test_services_make_themselves_known(
    value: str, told: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By a variable that is set and not false."""
    for name in ("TF_BUILD", "JENKINS_URL", "BUILDKITE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("CI", value)
    assert on_service() is told


# --- pytest ----------------------------------------------------------------------------------

Pytest = Callable[..., tuple[int, str]]


@pytest.fixture
def collected(tmp_path: Path) -> Pytest:
    """Run pytest on the cases of a folder, with nothing but the plugin that collects them."""

    def run(*arguments: str, ci: bool = False) -> tuple[int, str]:
        names = ("CI", "TF_BUILD", "JENKINS_URL", "BUILDKITE", "PYTEST_ADDOPTS")
        environment = {k: v for k, v in os.environ.items() if k not in names}
        environment |= {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTHONUTF8": "1"}
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-p", "_govinfo_report_pytest", "-o",
             "govinfo_plugins=builtin", "--rootdir", ".", "-c", os.devnull, "-q", "-p",
             "no:cacheprovider", *arguments],
            cwd=tmp_path, env=environment | ({"CI": "true"} if ci else {}), check=False,
            capture_output=True, text=True, encoding="utf-8", timeout=120,
        )  # fmt: skip
        return done.returncode, done.stdout + done.stderr

    return run


def _spoil(case: kept.Case, old: str, new: str) -> None:
    path = case.folder / "expected.json"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


TOTAL = '"requests.new_received.total": {"value": 56, '


def test_one_test_per_figure(case: kept.Case, collected: Pytest) -> None:
    """A wrong figure fails by its address; all others pass."""
    _spoil(case, TOTAL, TOTAL.replace("56", "57"))
    status, told = collected()
    assert status == 1
    assert re.search(r"^1 failed, 21[0-9] passed", told, re.MULTILINE), told
    assert "grids/one: requests.new_received.total: expected 57, read 56" in told
    assert "case.toml::requests.new_received.total" in told
    assert "Traceback" not in told


def test_figures_that_are_not_expected(case: kept.Case, collected: Pytest) -> None:
    """What is read and not expected fails as well: all and only."""
    path = case.folder / "expected.json"
    record_ = json.loads(path.read_text(encoding="utf-8"))
    del record_["figures"]["requests.granted.total"]
    path.write_text(json.dumps(record_), encoding="utf-8")
    status, told = collected("-k", "recorded")
    assert status == 1
    assert "1 more read than expected: requests.granted.total" in told


def test_a_missing_golden_fails(case: kept.Case, collected: Pytest) -> None:
    """Nothing is recorded by itself; the message says how it is."""
    for name in ("expected.json", "findings.json"):
        (case.folder / name).unlink()
    status, told = collected()
    assert status == 1
    assert "nothing is expected" in told
    assert not (case.folder / "expected.json").exists()


def test_another_document_fails(case: kept.Case, collected: Pytest) -> None:
    """The digest says that the input was changed."""
    case.input.write_bytes(case.input.read_bytes() + b"\n")
    status, told = collected("-k", "recorded or year")
    assert status == 1
    assert "input.html has changed" in told
    assert "2 failed" in told


def test_updating_records_and_fails_all_the_same(case: kept.Case, collected: Pytest) -> None:
    """The run that writes fails; the next one passes."""
    _spoil(case, TOTAL, TOTAL.replace("56", "57"))
    status, told = collected("--govinfo-update")
    assert status == 1
    assert "recorded what is read now" in told
    status, told = collected("--govinfo-update")
    assert status == 0, told
    assert TOTAL in (case.folder / "expected.json").read_text(encoding="utf-8")


def test_updating_is_refused_where_nobody_looks(case: kept.Case, collected: Pytest) -> None:
    """In continuous integration."""
    _spoil(case, TOTAL, TOTAL.replace("56", "57"))
    status, told = collected("--govinfo-update", ci=True)
    assert status == 4, told
    assert "does not work in continuous integration" in told
    assert TOTAL not in (case.folder / "expected.json").read_text(encoding="utf-8")


def test_other_files_of_the_name_are_left_alone(tmp_path: Path, collected: Pytest) -> None:
    """Only ``cases/<layout>/<slug>/case.toml`` is a case."""
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "case.toml").write_text("x = 1", encoding="utf-8")
    assert collected()[0] == 5  # nothing collected


def test_the_plugin_of_pytest_costs_nothing() -> None:
    """Loading it imports nothing of the library, and it is entered under the name pytest asks for."""
    code = (
        "import sys, _govinfo_report_pytest\n"
        "print(*[name for name in sys.modules if name.startswith(('govinfo_report', 'pytest'))])"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert run.stdout.strip() == ""
    project = (Path(__file__).resolve().parents[2] / "pyproject.toml").read_text(encoding="utf-8")
    assert '[project.entry-points.pytest11]\ngovinfo-report = "_govinfo_report_pytest"' in project
