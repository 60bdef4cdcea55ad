"""The worked plugins, as strangers would have them: built, installed, tested from their wheels."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from strangers import python_with, run

NAMES = ("customs", "hubei", "yunlan")
OFFERS = {
    "customs": {"layout": ["customs.scope"]},
    "hubei": {"layout": ["hubei.other-documents"], "rule": ["HUBEI-A001", "HUBEI-Y001"]},
    "yunlan": {"opener": ["yunlan.portal"]},
}
#: lines of code of a plugin, so that one who copies it sees all of it
MOST_LINES = 130


@pytest.fixture
def projects() -> list[Path]:
    """The folders of the worked plugins."""
    folder = Path(__file__).resolve().parents[2] / "examples" / "plugins"
    return [folder / name for name in NAMES]


def test_from_wheels_in_a_fresh_environment(projects: list[Path], tmp_path: Path) -> None:
    """The wheels bring their entry points, and their own tests pass away from the checkout."""
    pytest.importorskip("hatchling", reason="builds the wheels")
    python = str(python_with(projects, tmp_path))
    listed = json.loads(run(python, "-m", "govinfo_report", "plugins", "-f", "json"))
    offers = {p["name"]: p["offers"] for p in listed["plugins"] if p["name"] in NAMES}
    assert offers == OFFERS
    assert not [p for p in listed["problems"] if p["name"] in NAMES]
    for project in projects:
        shutil.copytree(project / "tests", tmp_path / "tests" / project.name)
    told = run(python, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir", ".",
               *NAMES, cwd=tmp_path / "tests")  # fmt: skip
    assert " passed" in told
    assert "failed" not in told


def test_they_are_short(projects: list[Path]) -> None:
    """Nobody reads a long example."""
    for project in projects:
        modules = (project / "src").rglob("*.py")
        lines = [line for m in modules for line in m.read_text(encoding="utf-8").splitlines()]
        assert len([line for line in lines if line.strip()]) <= MOST_LINES, project.name
