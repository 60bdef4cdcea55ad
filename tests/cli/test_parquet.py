"""``parse --format parquet`` writes the long table of figures."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from govinfo_report import frames, parse_many
from govinfo_report.outputs.frames.extras import started


def test_a_table_of_two_files(run: Any, examples: Path, tmp_path: Path) -> None:
    """The same table as in Python, from one process or two."""
    parquet = pytest.importorskip("pyarrow.parquet")
    paths = [examples / "reports" / name for name in ("html_plain.html", "html_2019.html")]
    expected = frames.figures(list(parse_many(paths))).to_arrow()
    for jobs in (1, 2):
        target = tmp_path / f"{jobs}.parquet"
        ran = run("parse", "-f", "parquet", "-j", jobs, "-o", target, *paths)
        assert ran.status == 0
        assert parquet.read_table(target).equals(expected)


def test_workers_start_before_a_writer_imports_its_libraries() -> None:
    """A library with threads of its own would make every worker import everything again."""
    made: list[int] = []
    numbers = started(number for number in range(3) if made.append(number) is None)
    assert made == [0]
    assert (list(numbers), made) == ([0, 1, 2], [0, 1, 2])
    assert list(started(iter(()))) == []


def test_without_the_library(
    run: Any, examples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The line that installs it, no file, and an exit status of its own."""
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    target = tmp_path / "figures.parquet"
    page = examples / "reports" / "html_plain.html"
    ran = run("--lang", "zh", "parse", "-f", "parquet", "-o", target, page)
    assert ran.status == 3
    assert "pip install 'govinfo-report[frames]'" in ran.err
    assert not target.exists()
