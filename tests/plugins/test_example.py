"""The worked plugin, as a stranger would use it: built, installed, and reading a page."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from strangers import python_with
from strangers import run as _run

import govinfo_report as gr


@pytest.fixture(scope="module")
def lakeside() -> Path:
    """The folder of the worked plugin."""
    return Path(__file__).resolve().parents[2] / "examples" / "plugins" / "lakeside"


@pytest.fixture(scope="module")
def stranger(lakeside: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of a fresh environment that has the library and the plugin's wheel."""
    pytest.importorskip("hatchling", reason="builds the wheel")
    return python_with([lakeside], tmp_path_factory.mktemp("stranger"))


def test_the_core_alone_refuses(lakeside: Path) -> None:
    """Without the plugin nothing of table 3 is read, and nothing is guessed."""
    report = gr.parse(lakeside / "tests" / "page.html")
    assert all(f.value is None for a, f in report.figures.items() if a.startswith("requests."))


def test_the_wheel_is_found_and_reads_the_page(stranger: Path, lakeside: Path) -> None:
    """The entry point is enough: installing is consent."""
    listed = json.loads(_run(str(stranger), "-m", "govinfo_report", "plugins", "-f", "json"))
    (own,) = [p for p in listed["plugins"] if p["distribution"] == "govinfo-report-lakeside"]
    assert own["name"] == "lakeside"
    assert own["version"] == "0.1.0"
    assert own["offers"] == {"layout": ["lakeside.plain-words"]}
    assert not [p for p in listed["problems"] if p["name"] == "lakeside"]
    page = str(lakeside / "tests" / "page.html")
    report = json.loads(_run(str(stranger), "-m", "govinfo_report", "parse", "-f", "json", page))
    figures = report["figures"]
    assert report["publisher"] == "湖滨县人民政府"
    assert "lakeside.plain-words" in report["reading"]["layout"]
    assert report["software"]["plugins"]["govinfo-report-lakeside"] == "0.1.0"
    assert report["reading"]["grade"]["requests"] == "verified"
    assert figures["requests.new_received.natural_person"]["value"] == 31
    assert figures["requests.denied.prohibited_by_law.natural_person"]["value"] == 1
    assert figures["requests.unable_to_provide.not_held.total"]["value"] == 8
    assert figures["requests.other_handling.uncorrected_overdue.total"]["value"] == 1
    assert figures["requests.total_handled.total"]["value"] == 39
    assert figures["requests.carried_out.total"]["value"] == 3
    assert len(figures) == 200
    assert all(figure["state"] == "value" for figure in figures.values())
    checked = _run(str(stranger), "-m", "govinfo_report", "check", "--lang", "en", page)
    assert "[S102]" in checked, "the page has no sub-heads"
    assert "noted 2," in checked


@pytest.mark.parametrize("plugin", ["lakeside/src/govinfo_report_lakeside", "lakeside.toml"])
def test_for_one_run_without_installing(lakeside: Path, plugin: str) -> None:
    """As a folder, or as words alone."""
    registry = gr.Registry.builtin().with_plugin(lakeside.parent / plugin)
    assert not registry.problems
    report = gr.parse(lakeside / "tests" / "page.html", registry=registry)
    assert report.requests.new_received.total == 39
    assert all(figure.value is not None for figure in report.figures.values())


def test_one_word_too_few_refuses_one_row(lakeside: Path, tmp_path: Path) -> None:
    """A label that nobody explains is refused, its neighbours are read."""
    words = (lakeside.parent / "lakeside.toml").read_text(encoding="utf-8").splitlines()
    fewer = tmp_path / "fewer.toml"
    fewer.write_text("\n".join(w for w in words if not w.startswith('"问过了"')), encoding="utf-8")
    registry = gr.Registry.builtin().with_plugin(fewer)
    report = gr.parse(lakeside / "tests" / "page.html", registry=registry)
    lost = {a for a, f in report.figures.items() if f.value is None}
    assert lost == {a for a in report if a.startswith("requests.not_processed.repeat_request.")}
