"""Out and in again: every file format gives back the same table, whatever the texts hold."""

from __future__ import annotations

import csv
import io
import zipfile
from typing import Any

import pytest
import test_stata
import test_workbook
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from made_reports import report_of

from govinfo_report import frames
from govinfo_report.model import codec
from govinfo_report.model.parts import SourceInfo
from govinfo_report.model.report import Report
from govinfo_report.outputs.form import printable
from govinfo_report.outputs.workbook.book import workbook
from govinfo_report.testing.strategies import reports

pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")

FORMULAS = "=+-@\t\r\n\0＝＋－＠"
hostile = st.one_of(
    st.sampled_from([
        "=HYPERLINK(\"http://x.example\",\"a\")", "'=1", "@SUM(1)", "+cmd|' /C calc'!A0", "-2+3",
        "\t=1", "a\r\n=1", "\x00", "\x1b[2J", "\u202egnp.exe", "\ufeff=1", "_x0041_", "]]>",
        "<script>",  "a,b;c\"d", "", " ", "\u2028", "＝1", "0.10", "1e5", "\ue000",
    ]),
    st.text(max_size=12),
)  # fmt: skip


#: where it does not fill the pages that a failing example is printed on
long = hostile | st.just("长" * 40_000)


@st.composite
def hostile_reports(draw: st.DrawFn) -> Report:
    """A report whose texts are chosen by somebody who means harm."""
    report = report_of(draw(reports()))
    source = SourceInfo(draw(hostile), "ab" * 32, url=draw(hostile))
    address = draw(st.sampled_from(list(report.figures)))
    figures = report.figures | {address: evolve(report.figures[address], raw=draw(long))}
    return evolve(
        report, publisher=draw(hostile), region=draw(hostile), title=draw(long), source=source,
        figures=figures, software={"govinfo-report": "0.1.0", "plugins": {draw(hostile): "1"}},
    )  # fmt: skip


@settings(max_examples=12)
@given(st.lists(hostile_reports(), max_size=2))
def test_json_csv_and_parquet(found: list[Report]) -> None:
    """Exactly the same: reports from JSON, tables from CSV and Parquet."""
    lines = b"".join(codec.dumps(report).encode() + b"\n" for report in found)
    assert lines.count(b"\n") == len(found)
    again = [codec.loads(line) for line in lines.split(b"\n")[:-1]]
    assert again == found
    for make in (frames.figures, frames.reports):
        frame = make(found)
        table = frame.to_arrow()
        assert make(again).to_arrow().equals(table)
        target = io.BytesIO()
        frame.write_parquet(target)
        assert parquet.read_table(io.BytesIO(target.getvalue())).equals(table)
        target = io.BytesIO()
        frame.write_csv(target)
        back = frames.read_csv(io.BytesIO(target.getvalue()), frame.columns)
        assert back.equals(table.replace_schema_metadata(None))
        texts = [c.type == "text" for c in frame.columns]
        for row in csv.reader(io.StringIO(target.getvalue().decode("utf-8-sig"), newline="")):
            for cell, is_text in zip(row, texts, strict=True):
                assert not (is_text and cell[:1] in FORMULAS and cell), "a spreadsheet would run it"


@settings(max_examples=6)
@given(st.lists(hostile_reports(), min_size=1, max_size=2))
def test_stata_files(found: list[Report]) -> None:
    """The same but for null bytes, which are shown, and 15 digits."""
    for frame in (frames.figures(found), frames.wide(found, states=True)):
        table, *_ = stata_read(frame)
        for number, column in enumerate(frame.columns):
            for row, value in zip(frame, table[column.name], strict=True):
                expected = row[number]
                if isinstance(expected, str):
                    expected = expected.replace("\0", "\\u0000")
                    expected = expected.encode("utf-8", "backslashreplace").decode()
                got = test_stata.back(value, column)
                assert got == test_stata.plain(expected, column), column.name


def stata_read(frame: frames.Frame) -> Any:
    return test_stata.read(test_stata.written(frame))


@settings(max_examples=6)
@given(hostile_reports())
def test_workbooks(report: Report) -> None:
    """The same but for characters that steer, which are shown, and texts too long for a cell."""
    data = workbook([report])
    found = list(test_workbook.listed(data, "数据"))
    for got, row in zip(found, frames.figures([report]).to_rows(), strict=True):
        for column in frames.TABLES["figures"]:
            value, expected = got[column.name], row[column.name]
            if isinstance(expected, str):
                shown = printable(expected)
                if len(shown) > 32_000:
                    assert value.startswith(shown[:32_000])
                else:
                    assert value.replace("\r\n", "\n") == shown
            else:
                assert test_workbook.back(value, column) == test_workbook.as_listed(
                    expected, column
                )
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            content = archive.read(name)
            assert b'TargetMode="External"' not in content
            assert not list(etree.fromstring(content).iter("{*}f"))
