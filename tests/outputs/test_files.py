"""JSON and CSV: the same bytes everywhere, and nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govinfo_report.model import codec
from govinfo_report.model.build import build_report
from govinfo_report.model.figure import Reason
from govinfo_report.model.parts import SourceInfo
from govinfo_report.outputs.files import (
    CsvWriter,
    JsonLinesWriter,
    JsonWriter,
    csv_rows,
    json_bytes,
)
from govinfo_report.outputs.table import TableWriter, number_text, report_lines
from govinfo_report.outputs.text import plain

REPORT = build_report(
    {
        "requests.granted.total": 3,
        "requests.granted.natural_person": "",
        "requests.carried_in.total": Reason.LABEL_LOST,
        "proactive_disclosure.administrative_fees.amount_wan_yuan": "0.000001",
    },
    publisher="=cmd|' /C calc'!A0",
    year=2023,
    source=SourceInfo(name="+1.html"),
)


def written(writer: object, *reports: object) -> bytes:
    """What a writer writes."""
    target = io.BytesIO()
    writer.write(reports, target)
    return target.getvalue()


def test_json_lines_are_canonical() -> None:
    """One line per report, which the codec reads back."""
    data = written(JsonLinesWriter(), REPORT, REPORT)
    assert data.splitlines() == [codec.dumps(REPORT).encode()] * 2
    assert written(JsonLinesWriter()) == b""


def test_json_is_an_array() -> None:
    """Also of none."""
    assert json.loads(written(JsonWriter(), REPORT, REPORT)) == [codec.to_json(REPORT)] * 2
    assert json.loads(written(JsonWriter())) == []


def test_half_a_character_is_escaped() -> None:
    """Text that cannot be encoded does not stop the output."""
    assert json_bytes(["a\ud800"]) == b'["a\\ud800"]'
    assert json.loads(json_bytes(["a\ud800"])) == ["a\ud800"]


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\0=1", "＝1", "＋1"]
)
def test_no_cell_is_a_formula(text: str) -> None:
    """What a spreadsheet would run begins with an apostrophe; a number stays a number."""
    assert csv_rows([[text]]).decode().lstrip('"').startswith("'")
    assert csv_rows([[-4, Decimal("-0.5")]]) == b"-4,-0.5\n"


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
                         min_size=2, max_size=4), max_size=4))  # fmt: skip
def test_csv_keeps_every_text(rows: list[list[str]]) -> None:
    """But for the apostrophe, what was written is read back; no cell begins like a formula."""
    data = csv_rows(rows).decode()
    again = list(csv.reader(io.StringIO(data, newline="")))
    assert [[cell.removeprefix("'") for cell in row] for row in again] == [
        [cell.removeprefix("'") for cell in row] for row in rows
    ]
    for row in again:
        assert not any(cell[:1] in {*"=+-@\t\r\n\0＝＋－＠"} - {""} and cell for cell in row)


def test_csv_of_a_report() -> None:
    """States and reasons beside the values; amounts without exponent."""
    rows = {row["address"]: row
            for row in csv.DictReader(io.StringIO(written(CsvWriter(), REPORT).decode()))}  # fmt: skip
    assert len(rows) == 200
    fee = rows["proactive_disclosure.administrative_fees.amount_wan_yuan"]
    assert (fee["value"], fee["unit"]) == ("0.000001", "万元")
    assert rows["requests.granted.natural_person"]["state"] == "blank"
    assert rows["requests.carried_in.total"]["reason"] == "label-lost"
    assert rows["requests.carried_out.total"]["state"] == "absent"
    assert all(row["publisher"].startswith("'=") for row in rows.values())
    assert all(row["source"] == "'+1.html" for row in rows.values())


def test_the_table_tells_states_apart() -> None:
    """Blank, zero, refused and absent look different, and what is missing is explained."""
    for language, reason in (("zh", "行标签缺失"), ("en", "the label of the row is lost")):
        text = plain(report_lines(REPORT, language))
        (granted,) = [line for line in text.splitlines()
                      if line.strip().startswith(("（一）予以公开", "granted "))]  # fmt: skip
        assert granted.split()[1:] == ["·", "–", "–", "–", "–", "–", "3"]
        assert reason in text
        assert "0.000001" in text
    assert written(TableWriter(), REPORT).decode() == plain(report_lines(REPORT, "zh"))


def test_numbers_have_no_exponent() -> None:
    """As people write them."""
    assert number_text(Decimal("1E+3")) == "1000"
    assert number_text(Decimal("0.0000010")) == "0.0000010"
    assert number_text(12) == "12"
    assert number_text(None) == ""
