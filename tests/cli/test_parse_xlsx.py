"""``parse --format xlsx`` writes a workbook."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest


def test_a_workbook_of_two_files(run: Any, examples: Path, tmp_path: Path) -> None:
    """The same bytes from one process or two, in the order of the command line."""
    pytest.importorskip("xlsxwriter")
    paths = [examples / "reports" / name for name in ("html_plain.html", "html_2019.html")]
    for jobs in (1, 2):
        ran = run("parse", "-f", "xlsx", "-j", jobs, "-o", tmp_path / f"{jobs}.xlsx", *paths)
        assert ran.status == 0
    data = (tmp_path / "1.xlsx").read_bytes()
    assert data.startswith(b"PK")
    assert data == (tmp_path / "2.xlsx").read_bytes()
