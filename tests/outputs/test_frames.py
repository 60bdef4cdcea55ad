"""Tables for data analysis: fixed columns, exact numbers, and memory that does not grow."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from made_reports import made, report_of

import govinfo_report
from govinfo_report import api, frames, panel, render
from govinfo_report.errors import MissingExtraError, SourceError, UsageError
from govinfo_report.model.build import build_report
from govinfo_report.model.codec import to_json
from govinfo_report.model.figure import State
from govinfo_report.model.parts import Section, SourceInfo
from govinfo_report.model.place import Place
from govinfo_report.model.report import Report
from govinfo_report.outputs.frames.columns import PRECISION, SCALE
from govinfo_report.testing.strategies import reports

pa = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")

FEE = "proactive_disclosure.administrative_fees.amount_wan_yuan"
REPORT = build_report(
    {
        "requests.new_received.natural_person": 80,
        "requests.new_received.total": "80",
        "requests.granted.natural_person": "",
        "requests.denied.state_secret.total": "1***",
        "requests.other_handling.uncorrected_overdue.total": 1,
        "requests.other_handling.fee_unpaid_overdue.total": 0,
        "requests.other_handling.other.total": 8,
        FEE: "15156.9",
    },
    publisher="青榆县",
    region="青榆县",
    scope="consolidated",
    year=2023,
    period=("2023-01-01", "2023-12-31"),
    source=SourceInfo(name="a.html", sha256="00ff"),
)


def by_address(report: Report) -> dict[str, dict[str, object]]:
    """The long table of one report by address."""
    return {row["address"]: row for row in frames.figures([report]).to_rows()}


def test_one_row_per_figure() -> None:
    """Every printed figure and every subtotal, once; values, states and reasons as in the report."""
    rows = by_address(REPORT)
    assert len(rows) == 200 + 28
    first = rows["requests.new_received.natural_person"]
    assert first | {"place": None} == {
        "publisher": "青榆县", "region": "青榆县", "scope": "consolidated", "year": 2023,
        "edition": "2021", "form": "2021", "table": "requests",
        "address": "requests.new_received.natural_person", "name": "rq_new_nat",
        "label_zh": "一、本年新收政府信息公开申请数量 · 自然人",
        "label_en": "new requests of the year · natural persons",
        "value": 80, "unit": "件", "state": "value", "reason": None, "raw": None, "line": None,
        "page": None, "place": None, "grade": "unverified", "origin": "printed",
        "source": "a.html", "sha256": "00ff", "url": None, "software": None,
    }  # fmt: skip
    blank = rows["requests.granted.natural_person"]
    assert (blank["value"], blank["state"], blank["raw"]) == (None, "blank", "")
    refused = rows["requests.denied.state_secret.total"]
    assert (refused["state"], refused["reason"], refused["raw"]) == (
        "refused", "not-a-number", "1***",
    )  # fmt: skip
    assert rows["requests.granted.total"]["reason"] == "not-given"
    derived = rows["requests.other_handling.total"]
    assert (derived["value"], derived["origin"]) == (9, "derived")
    assert rows["requests.denied.total"]["state"] == "refused"
    assert rows["requests.denied.total"]["reason"] == "part-without-value"


def test_printed_figures_alone() -> None:
    """Without subtotals there are as many rows as figures, in the order of the form."""
    rows = list(frames.figures([REPORT], derived=False).to_rows())
    assert [row["address"] for row in rows] == list(REPORT.figures)


def test_amounts_stay_exact() -> None:
    """A decimal amount is the same decimal in the table, and the place leads back."""
    table = frames.figures([REPORT]).to_arrow()
    assert table.schema.field("value").type == pa.decimal128(PRECISION, SCALE)
    assert table.schema.field("year").type == pa.int16()
    row = next(r for r in table.to_pylist() if r["address"] == FEE)
    assert row["value"] == Decimal("15156.9")
    assert row["unit"] == "万元"
    report = build_report({FEE: 1})
    figure = report.figures[FEE]
    object.__setattr__(figure, "place", Place(line=7, page=2, box=(1.0, 2.0, 3.5, 4.0)))
    row = by_address(report)[FEE]
    assert (row["line"], row["page"]) == (7, 2)
    assert json.loads(str(row["place"])) == {"line": 7, "page": 2, "box": [1.0, 2.0, 3.5, 4.0]}


def test_wide_table() -> None:
    """One row per report, a column per variable, its state beside it."""
    old = build_report(
        {"requests.other_handling.total": 4, FEE.replace("amount_wan_yuan", "items_net_change"): -3,
         "proactive_disclosure.administrative_licensing.decisions": 5},
        edition="2019", year=2020,
    )  # fmt: skip
    first, second = frames.wide([REPORT, old], states=True).to_arrow().to_pylist()
    assert first["rq_new_nat"] == 80
    assert (first["rq_granted_nat"], first["rq_granted_nat_state"]) == (None, "blank")
    assert (first["rq_oh_all"], second["rq_oh_all"]) == (9, 4)
    assert (first["pd_fees_wan"], first["pd_fees_yuan"]) == (Decimal("15156.9"), 151569000)
    assert (second["pd_fees_wan"], second["pd_fees_wan_state"]) == (None, "not_in_form")
    assert second["pd19_fees_items_diff"] == -3
    assert (first["pd19_licences_decisions"], second["pd19_licences_decisions"]) == (None, 5)
    assert second["pd_licences_decisions_state"] == "not_in_form"
    plain = frames.wide([REPORT])
    assert not [c.name for c in plain.columns if c.name.endswith("_state")]
    assert plain.schema.field("rq_new_nat").type == pa.int64()


def test_amounts_without_unit_are_not_converted() -> None:
    """The 2019 form prints no unit for procurement: what is not said is not guessed."""
    address = "proactive_disclosure.centralized_procurement.amount"
    for cell, wan, state in (
        ("251000元", Decimal("25.1"), "value"), ("52.15", None, "unit_unknown"),
        ("52.15万元", Decimal("52.15"), "value"), ("", None, "blank"),
    ):  # fmt: skip
        report = build_report({address: cell}, edition="2019")
        (row,) = frames.wide([report], states=True).to_rows()
        assert (row["pd19_procure_wan"], row["pd19_procure_wan_state"]) == (wan, state), cell


def test_a_fraction_is_no_count() -> None:
    """It is there in the long table, as printed, and named in the wide one."""
    report = build_report({"requests.granted.total": Decimal("1.5")})
    assert by_address(report)["requests.granted.total"]["value"] == Decimal("1.5")
    (row,) = frames.wide([report], states=True).to_rows()
    assert (row["rq_granted_all"], row["rq_granted_all_state"]) == (None, "fraction")


def test_documents_without_report() -> None:
    """They have no figures, but a row of their own that says why."""
    error = SourceError("is empty", zh="为空")
    results = [api.Result("a.html", REPORT), api.Result("b.html", None, error)]
    assert {row["source"] for row in frames.figures(results).to_rows()} == {"a.html"}
    good, bad = frames.reports(results).to_arrow().to_pylist()
    assert (good["values"], good["refused"], good["error"]) == (6, 1, None)
    assert good["period_end"].isoformat() == "2023-12-31"
    assert (bad["source"], bad["error"], bad["message_zh"]) == ("b.html", "SourceError", "为空")
    assert bad["year"] is None


def test_findings_outcomes_statements() -> None:
    """What the rules found, what became of each rule, what the prose tells."""
    assessment = govinfo_report.validate(REPORT)
    found = frames.findings([assessment]).to_arrow().to_pylist()
    assert [row["rule"] for row in found] == [f.rule for f in assessment.findings]
    assert {row["publisher"] for row in found} == {"青榆县"}
    became = frames.outcomes([assessment]).to_arrow().to_pylist()
    assert len(became) == len(assessment.outcomes)
    assert {"pass", "open"} <= {row["status"] for row in became}
    assert frames.statements([REPORT]).to_arrow().num_rows == 0
    text = "2023年，本机关新收政府信息公开申请7件。"
    told = evolve(REPORT, sections={"overview": Section("一、总体情况", text)})
    rows = frames.statements([told]).to_arrow().to_pylist()
    assert len(rows) == len(told.statements) == 1
    assert (rows[0]["value"], rows[0]["unit"]) == (7, "件")


def test_conversion_at_the_border() -> None:
    """The same numbers in every library, integers and blanks alike."""
    frame = frames.wide([REPORT, made(1, year=2022, publisher="乙县")])
    expected = [row["rq_new_nat"] for row in frame.to_rows()]
    pandas = pytest.importorskip("pandas")
    column = frame.to_pandas()["rq_new_nat"]
    assert str(column.dtype).startswith("int64")
    assert [None if pandas.isna(v) else v for v in column] == expected
    assert next(iter(frame.to_pandas()["pd_fees_wan"])) == Decimal("15156.9")
    polars = pytest.importorskip("polars")
    assert frame.to_polars()["rq_new_nat"].to_list() == expected
    assert frame.to_polars()["rq_new_nat"].dtype == polars.Int64
    duckdb = pytest.importorskip("duckdb")
    relation = frame.to_duckdb(duckdb.connect())
    assert [row[0] for row in relation.project("rq_new_nat").fetchall()] == expected


@pytest.mark.parametrize("name", ["pyarrow", "polars", "pandas", "duckdb"])
def test_a_missing_library_is_named(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the line that installs it, in both languages; rows and CSV need none."""
    monkeypatch.setitem(sys.modules, name, None)
    frame = frames.figures([REPORT])
    call = {"pyarrow": "to_arrow"}.get(name, f"to_{name}")
    with pytest.raises(MissingExtraError, match="pip install") as caught:
        getattr(frame, call)()
    assert name in str(caught.value)
    assert "安装" in caught.value.text("zh")
    assert len(list(frame.to_rows())) == 228
    target = io.BytesIO()
    assert frame.write_csv(target) == 228


def test_batches_do_not_run_ahead() -> None:
    """A batch is made before the reports of the next are asked for."""
    asked = 0

    def source() -> Iterator[Report]:
        nonlocal asked
        for _ in range(50):
            asked += 1
            yield REPORT

    batches = frames.figures(source()).batches(rows=500)
    first = next(batches)
    assert first.num_rows == 500
    assert asked == 3  # of 228 rows each
    assert sum(batch.num_rows for batch in batches) == 50 * 228 - 500


def test_an_iterator_is_read_once() -> None:
    """The second reading says so, in place of an empty file; a list is read as often as wanted."""
    listed = frames.figures([REPORT])
    assert len(list(listed)) == len(list(listed)) == 228
    for frame in (frames.figures(iter([REPORT])), frames.reports(iter([REPORT])),
                  frames.outcomes(iter([govinfo_report.validate(REPORT)]))):  # fmt: skip
        assert list(frame)
        with pytest.raises(UsageError, match="iterator") as caught:
            frame.write_csv(io.BytesIO())
        assert "列表" in caught.value.text("zh")


def test_numbers_larger_than_any_figure() -> None:
    """Prose may tell a number of 21 digits; it is in the table like any other."""
    text = "2023年，本机关新收政府信息公开申请999999999999亿件。"
    told = evolve(REPORT, sections={"overview": Section("一、总体情况", text)})
    (row,) = frames.statements([told]).to_arrow().to_pylist()
    assert row["high"] == Decimal(10) ** 20


def test_an_empty_table_has_its_columns() -> None:
    """Also as a file."""
    target = io.BytesIO()
    assert frames.figures([]).write_parquet(target) == 0
    target.seek(0)
    table = parquet.read_table(target)
    assert table.schema.names == [c.name for c in frames.TABLES["figures"]]
    assert table.schema.metadata[b"govinfo_report.schema"] == b"govinfo-report/frames/1"


HOSTILE = st.text(
    alphabet=st.sampled_from("=+-@'\"\t\r\n,;|＝％\0\u202e\u2028\ud800a1中 "), max_size=8
)


@settings(max_examples=40)
@given(reports(), HOSTILE, HOSTILE)
def test_files_give_the_table_back(data: object, publisher: str, name: str) -> None:
    """Parquet and CSV read back equal, whatever stands in the texts."""
    report = report_of(data, publisher=publisher, source=SourceInfo(name=name))
    frame = frames.figures([report])
    table = frame.to_arrow()
    target = io.BytesIO()
    frame.write_parquet(target)
    target.seek(0)
    assert parquet.read_table(target).equals(table)
    text = io.BytesIO()
    frame.write_csv(text)
    cells = csv.reader(io.StringIO(text.getvalue().decode("utf-8-sig"), newline=""))
    texts = [number for number, column in enumerate(frame.columns) if column.type == "text"]
    for row in cells:
        assert not {row[number][:1] for number in texts} & set("=+-@\t\r\n\0＝＋－＠")
    text.seek(0)
    assert frames.read_csv(text, frame.columns).equals(table)


def test_every_table_survives_csv() -> None:
    """Dates, truth values, years, amounts and what is missing come back with their types."""
    text = "2023年，本机关新收政府信息公开申请7件，办结近50件。"
    told = evolve(REPORT, sections={"overview": Section("一、总体情况", text)})
    results = [api.Result("a.html", told), api.Result("b.html", None, SourceError("=1+1"))]
    assessments = [govinfo_report.validate(told)]
    made_of = panel.panel(results, expected=[("青榆县", 2022), ("青榆县", 2023)])
    for frame in (
        frames.reports(results), frames.wide(results, states=True), frames.statements(results),
        frames.findings(assessments), frames.outcomes(assessments), made_of.wide(states=True),
        made_of.long(), made_of.coverage(), made_of.omitted(),
    ):  # fmt: skip
        table = frame.to_arrow()
        assert table.num_rows > 0
        for bom in (True, False):
            target = io.BytesIO()
            assert frame.write_csv(target, bom=bom) == table.num_rows
            target.seek(0)
            assert frames.read_csv(target, frame.columns).equals(table)


@settings(max_examples=40)
@given(reports())
def test_rows_are_the_report(data: object) -> None:
    """State, value, unit and text of every row are those of the canonical JSON."""
    report = report_of(data)
    record = to_json(report)["figures"]
    rows = {r["address"]: r for r in frames.figures([report], derived=False).to_rows()}
    assert rows.keys() == record.keys()
    for address, row in rows.items():
        told = record[address]
        assert (row["state"], row["raw"], row["unit"]) == (told["state"], told["raw"], told["unit"])
        assert row["reason"] == told.get("reason")
        if row["state"] == State.VALUE:
            assert Decimal(row["value"]) == Decimal(told["value"])
        else:
            assert row["value"] is None


def test_parquet_is_an_output_format() -> None:
    """The writer that ``parse --format parquet`` uses; its target stays open."""
    from govinfo_report.plugins.registry import Registry

    target = io.BytesIO()
    Registry.builtin().writer("parquet").write([REPORT], target)
    assert not target.closed
    target.seek(0)
    assert parquet.read_table(target).num_rows == 228


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere processes are always spawned")
@pytest.mark.parametrize(
    "use",
    [
        "frames.figures(results).write_parquet(target)",
        "frames.reports(results).to_pandas()",
        "frames.wide(results).to_polars()",
        "frames.wide(results).write_stata(target)",
    ],
)
def test_a_script_without_guard_reads_in_several_processes(use: str, tmp_path: Path) -> None:
    """Workers are forked before a library with threads of its own is imported."""
    for library in ("pyarrow", "pandas", "polars"):
        pytest.importorskip(library)
    for number in range(3):
        page = render(made(number, publisher=f"第{number}机关"), "html")
        (tmp_path / f"{number}.html").write_text(page, encoding="utf-8")
    script = tmp_path / "script.py"
    script.write_text(
        "import sys\nfrom pathlib import Path\n"
        "from govinfo_report import frames, parse_many\n"
        "folder = Path(sys.argv[1])\n"
        "target = folder / 'table'\n"
        "results = parse_many(sorted(folder.glob('*.html')), jobs=2)\n"
        f"{use}\n"
        "print('once')\n",
        encoding="utf-8",
    )
    ran = subprocess.run(
        [sys.executable, "-W", "error::UserWarning", str(script), str(tmp_path)],
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "once\n", "")
