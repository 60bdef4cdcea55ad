"""``diff`` tells what changed between two runs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def runs(run: Any, reports: Path, tmp_path: Path) -> tuple[Path, Path]:
    """Two runs over a folder, one number of one page changed in between."""
    folder = tmp_path / "in"
    folder.mkdir()
    page = (reports / "html_plain.html").read_text(encoding="utf-8")
    (folder / "b.html").write_bytes((reports / "html_2019.html").read_bytes())
    found = []
    for number, text in enumerate((page, page.replace(">56<", ">57<", 1))):
        (folder / "a.html").write_text(text, encoding="utf-8")
        found.append(tmp_path / f"{number}.jsonl")
        assert run("parse", "-f", "jsonl", "-o", found[-1], folder).status == 0
    return found[0], found[1]


def test_one_figure(run: Any, runs: tuple[Path, Path]) -> None:
    """That figure, that the document changed, and exit status 1."""
    shown = run("--lang", "en", "diff", *runs)
    assert shown.status == 1
    assert "document changed" in shown.text
    assert "1 report(s) changed (1 figure(s)), 0 new, 0 gone, 1 the same" in shown.text
    assert "1 份报告有变化（1 个数据）" in run("--lang", "zh", "diff", *runs).text
    record = json.loads(run("diff", "-f", "json", *runs).out)
    assert record["counts"] == {"changed": 1, "new": 0, "gone": 0, "same": 1, "figures": 1}
    ((figure,),) = [r["figures"] for r in record["reports"]]
    assert (figure["old"]["value"], figure["new"]["value"]) == (56, 57)
    rows = run("diff", "-f", "csv", *runs).text.splitlines()
    assert len(rows) == 2
    assert rows[0].startswith("status,causes,publisher")


def test_nothing(run: Any, runs: tuple[Path, Path], tmp_path: Path) -> None:
    """Exit status 0, and a count."""
    shown = run("--lang", "en", "diff", runs[0], runs[0])
    assert (shown.status, shown.text) == (0, "0 report(s) changed (0 figure(s)), 0 new, 0 gone, 2 the same\n")  # fmt: skip
    target = tmp_path / "d.json"
    assert run("diff", "-f", "json", "-o", target, runs[0], runs[0]).status == 0
    assert json.loads(target.read_bytes())["reports"] == []


def test_wrong_files(run: Any, runs: tuple[Path, Path], reports: Path) -> None:
    """Another kind of file is status 3, overwriting an input 2."""
    shown = run("--lang", "zh", "diff", runs[0], reports / "html_plain.html")
    assert shown.status == 3
    assert "第 1 行" in shown.err
    assert run("diff", "-o", runs[0], *runs).status == 2


def test_every_output_says_what_made_it(run: Any, reports: Path) -> None:
    """CSV of figures and of findings: the hash of the document, and the versions."""
    import csv
    import hashlib

    page = reports / "html_plain.html"
    found = hashlib.sha256(page.read_bytes()).hexdigest()
    for command in ("parse", "check"):
        row = next(csv.DictReader(run(command, "-f", "csv", page).text.splitlines()))
        assert row["sha256"] == found
        assert json.loads(row["software"])["govinfo-report"]
