"""The notebook of the docs runs from the first cell to the last, also where nothing can plot."""

from __future__ import annotations

import runpy
import sys
import tempfile
from pathlib import Path

import pytest

NOTEBOOK = Path(__file__).resolve().parents[1] / "docs" / "notebooks" / "panel.py"


def test_it_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every county and year has a row, each cell a number or a reason, and files are kept."""
    pytest.importorskip("pandas")
    pytest.importorskip("pyarrow")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setitem(sys.modules, "altair", None)
    made = runpy.run_path(str(NOTEBOOK))
    joined = made["joined"]
    assert len(joined) == 20
    states = joined["rq_new_all_state"].value_counts().to_dict()
    assert states == {"value": 17, "no_report": 2, "refused": 1}
    assert joined["rate"].isna().sum() == 3
    row = joined[(joined["publisher"] == "青榆县人民政府") & (joined["year"] == 2021)].iloc[0]
    assert (row["rq_carried_in_oth"], row["rq_carried_in_oth_state"]) == (0, "imputed")
    assert row["rate"] == pytest.approx(94 / 94_000 * 10_000)
    missing = made["coverage"][made["coverage"]["status"] == "missing"]
    assert set(missing["reason"]) == {"no-report", "not-listed"}
    assert (made["folder"] / "figures.parquet").stat().st_size
    assert (made["folder"] / "panel.csv").stat().st_size
    assert "nothing is plotted" in capsys.readouterr().out
