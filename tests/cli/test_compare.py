"""``compare``: two years as text, as a page, as JSON and as CSV."""

from __future__ import annotations

import json
from pathlib import Path

import pytest


@pytest.fixture
def two(reports: Path, tmp_path: Path) -> tuple[Path, Path]:
    """One county's report, and the same a year earlier with another figure."""
    new = reports / "stacked_cells.txt"
    old = tmp_path / "old.txt"
    old.write_text(new.read_text(encoding="utf-8").replace("2023", "2022"), encoding="utf-8")
    return old, new


def test_compare_as_a_page(run, two: tuple[Path, Path], tmp_path: Path) -> None:
    """``--format html`` writes a page of its own in the language asked for."""
    for language, head in (("zh", "两年衔接"), ("en", "What must carry over")):
        target = tmp_path / f"{language}.html"
        ran = run("--lang", language, "compare", *two, "-f", "html", "-o", target)
        assert ran.status == 0
        page = target.read_text(encoding="utf-8")
        assert page.startswith("<!DOCTYPE html>")
        assert head in page


def test_compare_as_json(run, two: tuple[Path, Path]) -> None:
    """Figures, what carries over, and the prose."""
    found = json.loads(run("compare", "-f", "json", *two).out)
    assert list(found) == ["old", "new", "notes", "figures", "continuity", "prose"]
    assert {check["status"] for check in found["continuity"]} <= {"holds", "differs", "open"}
    assert len([c for c in found["continuity"] if c["kind"] == "carried_over"]) == 7
    assert found["prose"]["percent"] == "100.0"
    lines = run("compare", "-f", "csv", *two).out.decode().splitlines()
    assert len(lines) == 1 + len(found["figures"])
    assert lines[0].startswith("address,label_zh,label_en,unit,old,old_state,new,new_state,change")
