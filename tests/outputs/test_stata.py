"""Stata files: the same table again, with labels, states as labelled numbers, and long texts."""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_reports import made, report_of

from govinfo_report import codebook, frames, panel
from govinfo_report.errors import MissingExtraError
from govinfo_report.model.build import build_report
from govinfo_report.model.parts import SourceInfo
from govinfo_report.outputs.frames.columns import TableColumn
from govinfo_report.outputs.frames.stata import CODES, is_state
from govinfo_report.testing.strategies import reports

pandas = pytest.importorskip("pandas")


def written(frame: frames.Frame, language: str = "zh") -> bytes:
    target = io.BytesIO()
    frame.write_stata(target, language=language)
    return target.getvalue()


def read(data: bytes) -> tuple[Any, dict[str, str], dict[str, dict[int, str]], str]:
    with pandas.read_stata(io.BytesIO(data), iterator=True, convert_categoricals=False) as reader:
        table = reader.read()
        return table, reader.variable_labels(), reader.value_labels(), reader.data_label


def back(value: Any, column: TableColumn) -> Any:
    """A value of a Stata file as the table has it; empty texts and none are one."""
    if is_state(column):
        return None if pandas.isna(value) else {n: s for s, n in CODES.items()}[int(value)]
    if column.type == "text":
        return value or None
    if pandas.isna(value):
        return None
    if column.type == "date":
        return value.date()
    if column.type == "number":
        return Decimal(repr(float(value))).normalize()
    return bool(value) if column.type == "flag" else int(value)


def plain(value: Any, column: TableColumn) -> Any:
    if isinstance(value, str):
        return value or None
    if column.type == "number" and value is not None:
        return Decimal(repr(float(value))).normalize()  # 15 digits, as documented
    return value


def same(frame: frames.Frame) -> Iterator[None]:
    table, *_ = read(written(frame))
    assert list(table.columns) == [column.name for column in frame.columns], "no name was changed"
    rows = list(frame)
    assert len(table) == len(rows)
    for number, column in enumerate(frame.columns):
        values = list(table[column.name])
        for row, value in zip(rows, values, strict=True):
            assert back(value, column) == plain(row[number], column), column.name
    yield None


@settings(max_examples=5)
@given(st.lists(reports().map(report_of), max_size=2))
def test_the_same_table_again(found: list[Any]) -> None:
    """Long, wide and the list of reports come back as they were."""
    for frame in (frames.figures(found), frames.wide(found, states=True), frames.reports(found)):
        list(same(frame))


def test_labels() -> None:
    """Variables carry the labels of the codebook, states theirs, in the language asked for."""
    frame = frames.wide([made(1, publisher="青榆县")], states=True)
    _, names, values, about = read(written(frame))
    assert names["rq_new_all"] == codebook.by_name()["rq_new_all"].label["zh"]
    assert names["rq_new_all_state"].endswith("：状态")
    assert "refused 无法可靠读取" in values["rq_new_all_state"].values()
    assert about.startswith("govinfo-report ")
    _, names, *_ = read(written(frame, "en"))
    assert names["rq_oh_all"] == "other handling · total"
    assert all(len(label) <= 80 for label in names.values())


def test_values_by_hand() -> None:
    """A number, a blank, an amount and a date, hand-checked."""
    report = build_report(
        {"requests.new_received.total": 12, "requests.granted.total": "",
         "proactive_disclosure.administrative_fees.amount_wan_yuan": "15156.9"},
        year=2022, published="2023-01-30", publisher="青榆县",
    )  # fmt: skip
    table, *_ = read(written(frames.wide([report], states=True)))
    (row,) = table.to_dict("records")
    assert (row["rq_new_all"], row["rq_new_all_state"]) == (12, CODES["value"])
    assert pandas.isna(row["rq_granted_all"])
    assert row["rq_granted_all_state"] == CODES["blank"]
    assert (row["pd_fees_wan"], row["pd_fees_yuan"]) == (15156.9, 151569000)
    table, *_ = read(written(frames.reports([report])))
    assert table["published"][0].date() == date(2023, 1, 30)


def test_panel_with_missing_reports() -> None:
    """A year without a report is a row whose figures say so."""
    found = panel.panel(
        [made(3, publisher="青榆县", year=2021)], expected=panel.expect(["青榆县"], (2021, 2022))
    )
    table, names, *_ = read(written(found.wide(states=True)))
    assert list(table["year"]) == [2021, 2022]
    assert table["rq_new_all_state"][1] == CODES["no_report"]
    assert names["rq_new_all_state"].startswith(codebook.by_name()["rq_new_all"].label["zh"])


def test_hostile_and_long_texts() -> None:
    """Texts of any length stay whole; a null byte, which would end a text, is shown instead."""
    name = "=1+1\x00\u202e\ud800" + "长" * 3_000
    report = build_report({}, publisher=name, year=2022, source=SourceInfo("b" * 300, "00"))
    table, *_ = read(written(frames.wide([report])))
    assert table["publisher"][0] == "=1+1\\u0000\u202e\\ud800" + "长" * 3_000
    assert table["source"][0] == "b" * 300


def test_same_bytes_and_nothing() -> None:
    """The same table gives the same bytes; one without rows is a table all the same."""
    frame = frames.wide([made(1)], states=True)
    assert written(frame) == written(frame)
    table, *_ = read(written(frames.wide([], states=True)))
    assert len(table) == 0
    assert "rq_new_all" in table.columns


def test_a_file(tmp_path: Path) -> None:
    """A path is written, and the rows are counted."""
    target = tmp_path / "wide.dta"
    assert frames.wide([made(1), made(2)]).write_stata(target) == 2
    assert len(pandas.read_stata(target)) == 2


def test_without_pandas(monkeypatch: pytest.MonkeyPatch) -> None:
    """The line that installs what is missing."""
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(MissingExtraError, match=r"govinfo-report\[pandas\]"):
        frames.wide([made(1)]).write_stata(io.BytesIO())


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="needs R")
def test_r_reads_it(tmp_path: Path) -> None:
    """R (package haven) reads the file: rows, a value and its label."""
    target = tmp_path / "wide.dta"
    report = build_report({"requests.new_received.total": 12}, year=2022, publisher="青榆县")
    frames.wide([report], states=True).write_stata(target)
    code = (
        "if (!requireNamespace('haven', quietly = TRUE)) quit(status = 77)\n"
        f"d <- haven::read_dta('{target.as_posix()}')\n"
        "stopifnot(nrow(d) == 1, d$rq_new_all == 12, nchar(attr(d$rq_new_all, 'label')) > 0)"
    )
    ran = subprocess.run(["Rscript", "-e", code], capture_output=True, check=False)
    if ran.returncode == 77:
        pytest.skip("needs the package haven")
    assert ran.returncode == 0, ran.stderr.decode()
