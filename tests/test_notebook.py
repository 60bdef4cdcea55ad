"""The notebooks of the docs run from the first cell to the last, also where nothing can plot."""

from __future__ import annotations

import runpy
import sys
import tempfile
from pathlib import Path

import pytest

NOTEBOOKS = Path(__file__).resolve().parents[1] / "docs" / "notebooks"
NOTEBOOK = NOTEBOOKS / "panel.py"


@pytest.mark.parametrize("plots", [True, False], ids=["with charts", "without"])
def test_it_runs(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    *,
    plots: bool,
) -> None:
    """Every county and year has a row, each cell a number or a reason, and files are kept."""
    pytest.importorskip("pandas")
    pytest.importorskip("pyarrow")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    if plots:
        pytest.importorskip("altair")
    else:
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
    if plots:
        (rows,) = made["chart"].to_dict()["datasets"].values()
        rates = {(row["publisher"], row["year"]): row["rate"] for row in rows}
        assert len(rates) == 20
        assert rates["青榆县人民政府", 2021] == pytest.approx(94 / 94_000 * 10_000)
        assert [key for key, rate in rates.items() if rate is None] == [
            (row["publisher"], row["year"]) for _, row in joined[joined["rate"].isna()].iterrows()
        ]
        assert "vega" in (made["folder"] / "requests.html").read_text(encoding="utf-8")
    else:
        assert "nothing is plotted" in capsys.readouterr().out


@pytest.mark.parametrize("plots", [True, False], ids=["with charts", "without"])
def test_looking_at_a_report(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    *,
    plots: bool,
) -> None:
    """A cell is refused, a year is missing, what is wrong is found; charts only with their extra."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    if plots:
        pytest.importorskip("vl_convert")
    else:
        monkeypatch.setitem(sys.modules, "vl_convert", None)
    made = runpy.run_path(str(NOTEBOOKS / "report.py"))
    assert made["reports"][2022].requests.denied.internal_affairs.total is None
    assert [len(a.errors) for a in made["assessments"]] == [0, 0, 0, 2]
    checks = {
        c.label.column.id: c for c in made["comparison"].continuity if c.kind == "carried_over"
    }
    assert (checks["total"].expected, checks["total"].observed) == (2, 4)
    if plots:
        assert [row["state"] for row in made["received"].gaps] == ["no report"]
        assert made["outcomes"].gaps[0]["state"] == "refused"
    else:
        assert made["outcomes"] is None
        assert "govinfo-report[plot]" in capsys.readouterr().out
