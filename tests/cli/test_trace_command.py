"""``identify -v`` and ``parse --trace``: why a page is read, row by row, or is not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

PAGE = "plugins/lakeside/tests/page.html"


@pytest.fixture
def fewer(examples: Path, tmp_path: Path) -> Path:
    """Label variants without the one for 重复申请."""
    words = (examples / "plugins" / "lakeside.toml").read_text(encoding="utf-8").splitlines()
    path = tmp_path / "fewer.toml"
    path.write_text("\n".join(w for w in words if not w.startswith('"问过了"')), encoding="utf-8")
    return path


def test_identify_names_what_is_missing(run, examples: Path) -> None:
    """Demands of layouts, sections, labels with their places, the nearest words."""
    ran = run("identify", "-v", "--lang", "en", examples / PAGE)
    assert ran.status == 0
    lines = [line.strip() for line in ran.text.splitlines()]
    assert "+ row 行政许可  line 20, row 7 cell 1" in lines
    missing = lines.index("- row 2.重复申请")
    assert lines[missing + 1] == "nearest: 问过了  line 49, row 19 cell 1"
    assert any("lines with cells between tabs" in line for line in lines)
    chinese = run("identify", "-v", "--lang", "zh", examples / PAGE).text
    assert "最接近: 问过了" in chinese
    assert "nearest" not in chinese


def test_trace_names_claim_and_check(run, examples: Path, fewer: Path) -> None:
    """The refused row with its checks; the same as JSON, machine-readable."""
    words = ("parse", "--trace", "--lang", "en", "--plugin", fewer, examples / PAGE)
    ran = run(*words)
    assert ran.status == 0
    assert "grids/5.17  line 49, row 19 cell 1  问过了  refused" in ran.text
    assert "x label-known" in ran.text
    assert "refused figures: 7" in ran.text
    record = json.loads(run(*words, "-f", "json").out)
    assert record["schema"] == "govinfo-report-trace/1"
    assert [one["claims"] for one in record["refusals"]] == [["grids/5.17"]] * 7
    table = next(table for table in record["tables"] if table["claim"] == "grids/5")
    row = next(row for row in table["rows"] if row["claim"] == "grids/5.17")
    assert row["label_places"][0]["line"] == 49
    assert {"check": "label-known", "verdict": "failed", "reason": "label-lost"} in row["checks"]
    first = table["rows"][0]["cells"][0]
    assert (first["address"], first["value"]) == ("requests.new_received.natural_person", 31)


def test_trace_of_several_files_and_of_none(run, examples: Path, tmp_path: Path) -> None:
    """One after the other; what holds no report says so and gives status 3."""
    note = tmp_path / "note.html"
    note.write_text("<p>关于召开会议的通知</p>", encoding="utf-8")
    ran = run("parse", "--trace", "-f", "json", examples / PAGE, note)
    assert ran.status == 3
    one, other = json.loads(ran.out)
    assert one["failure"] is None
    assert other["failure"]["zh"] != other["failure"]["en"]
    assert run("parse", "--trace", tmp_path / "absent.html").status == 3


def test_trace_has_two_formats(run, examples: Path) -> None:
    """A table of figures in CSV is something else."""
    ran = run("parse", "--trace", "-f", "csv", "--lang", "en", examples / PAGE)
    assert (ran.status, ran.out) == (2, b"")
    assert "--trace" in ran.err
