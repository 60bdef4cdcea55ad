"""``parse``: formats, output files, exit statuses."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

import govinfo_report
from govinfo_report.model import codec


def test_jsonl_is_the_canonical_json(run, reports: Path) -> None:
    """One line per report, byte for byte what the library gives."""
    names = [reports / "stacked_cells.txt", reports / "tabs_shifted.txt"]
    ran = run("parse", "-f", "jsonl", *names)
    assert ran.status == 0
    lines = ran.out.split(b"\n")
    assert lines.pop() == b""
    for name, line in zip(names, lines, strict=True):
        assert line == codec.dumps(govinfo_report.parse(name)).encode()
        assert codec.loads(line) == govinfo_report.parse(name)


def test_json_is_one_object_or_an_array(run, reports: Path) -> None:
    """One document named gives its report; anything else an array."""
    name = reports / "stacked_cells.txt"
    alone = json.loads(run("parse", "--format", "json", name).out)
    assert alone["year"] == 2023
    assert alone == codec.to_json(govinfo_report.parse(name))
    assert json.loads(run("parse", "-f", "json", name, name).out) == [alone, alone]
    failed = run("parse", "-f", "json", "absent.txt")
    assert (failed.status, failed.out) == (3, b"")
    assert json.loads(run("parse", "-f", "json", "absent.txt", "gone.txt").out) == []


def test_csv_has_a_row_per_figure(run, reports: Path) -> None:
    """With labels in both languages and the place of each."""
    ran = run("parse", "-f", "csv", reports / "stacked_cells.txt")
    assert b"\r" not in ran.out
    rows = list(csv.DictReader(io.StringIO(ran.text)))
    report = govinfo_report.parse(reports / "stacked_cells.txt")
    assert [row["address"] for row in rows] == list(report)
    for row in rows:
        figure = report[row["address"]]
        assert row["value"] == ("" if figure.value is None else str(figure.value))
        assert row["state"] == figure.state
        assert row["line"] == str(figure.place.line)
    assert rows[10]["label_zh"] == "一、本年新收政府信息公开申请数量 · 自然人"
    assert rows[10]["label_en"] == "new requests of the year · natural persons"


def test_the_table_shows_the_form(run, reports: Path) -> None:
    """Every figure in its row, in both languages."""
    report = govinfo_report.parse(reports / "stacked_cells.txt")
    english = run("parse", reports / "stacked_cells.txt")
    assert english.status == 0
    chinese = run("parse", "--lang", "zh", reports / "stacked_cells.txt")
    for ran, label in ((english, "carried over from the previous year"),
                       (chinese, "二、上年结转政府信息公开申请数量")):  # fmt: skip
        (line,) = [line for line in ran.text.splitlines() if label in line]
        row = report.requests.carried_in
        expected = [row.natural_person, row.commercial_enterprise, row.research_institution,
                    row.public_welfare_organization, row.legal_service_institution,
                    row.other_organization, row.total]  # fmt: skip
        assert line.split()[-7:] == [str(value) for value in expected]
    assert "verified" in english.text
    assert "已核验" in chinese.text
    assert report.publisher in english.text


def test_output_goes_to_a_file(run, reports: Path, tmp_path: Path) -> None:
    """The same bytes as on standard output; nothing is left beside it."""
    name = reports / "tabs_shifted.txt"
    for format_name in ("jsonl", "csv", "json"):
        target = tmp_path / f"报告 {format_name}"
        ran = run("parse", "-f", format_name, "-o", target, name)
        assert (ran.status, ran.out) == (0, b"")
        assert target.read_bytes() == run("parse", "-f", format_name, name).out
    run("parse", "-o", tmp_path / "table.txt", name)
    assert (tmp_path / "table.txt").read_bytes() == run("parse", name).out
    assert not list(tmp_path.glob("*.part"))


def test_an_input_is_not_overwritten(run, reports: Path, tmp_path: Path) -> None:
    """A slip on the command line destroys no report."""
    copy = tmp_path / "report.txt"
    copy.write_bytes((reports / "tabs_shifted.txt").read_bytes())
    before = copy.read_bytes()
    ran = run("parse", copy, "-o", copy)
    assert ran.status == 2
    assert "report.txt" in ran.err
    assert copy.read_bytes() == before


@pytest.mark.parametrize("target", ["absent/folder/out.json", "."])
def test_an_output_that_cannot_be_written(run, reports: Path, tmp_path: Path, target: str) -> None:
    """A usage error, before anything is read."""
    ran = run("parse", reports / "tabs_shifted.txt", "-o", tmp_path / target)
    assert ran.status == 2
    assert "Traceback" not in ran.err


def test_a_failed_run_leaves_no_file(run, tmp_path: Path, reports: Path) -> None:
    """Neither half an output nor an old one replaced: the name is taken when all is well."""
    target = tmp_path / "out.jsonl"
    target.write_text("old", encoding="utf-8")
    ran = run("parse", "-f", "jsonl", "--layout", "no.such", reports / "tabs_shifted.txt",
              "-o", target)  # fmt: skip
    assert ran.status == 2
    assert target.read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["out.jsonl"]


def test_jobs_change_nothing(run, reports: Path) -> None:
    """Two processes give the bytes, words and status of one."""
    names = [*sorted(reports.glob("*.txt")), "absent.txt", *sorted(reports.glob("*.md"))]
    one = run("parse", "-f", "jsonl", *names)
    two = run("parse", "-f", "jsonl", "--jobs", "2", *names)
    assert one.status == two.status == 3
    assert (one.out, one.err) == (two.out, two.err)
    assert len(one.out.splitlines()) == len(names) - 1


def test_what_the_caller_knows_is_recorded(run, reports: Path) -> None:
    """As given; the page itself goes first."""
    ran = run("parse", "-f", "json", reports / "tabs_shifted.txt", "--year", "1999", "--url",
              "https://example.org/1", "--region", "990000")  # fmt: skip
    found = json.loads(ran.out)
    assert found["source"]["given"] == {
        "region": "990000", "year": 1999, "url": "https://example.org/1",
    }  # fmt: skip
    assert found["source"]["url"] == "https://example.org/1"
    assert found["year"] != 1999


def test_tables_that_are_all_refused_exit_3(run, tmp_path: Path) -> None:
    """The narrative is still given, with a word."""
    page = tmp_path / "narrative.txt"
    page.write_text(NARRATIVE, encoding="utf-8")
    ran = run("parse", "-f", "json", page)
    assert ran.status == 3
    assert json.loads(ran.out)["sections"]["overview"]["text"]
    assert "narrative.txt" in ran.err


NARRATIVE = """云岭县档案局2023年政府信息公开工作年度报告

一、总体情况
全年公开信息若干，均在网站发布，便于查询和使用，没有遗漏。
二、主动公开政府信息情况
有关数据另行公布，请留意网站通知公告栏目的后续更新情况。
三、收到和处理政府信息公开申请情况
有关数据另行公布，请留意网站通知公告栏目的后续更新情况。
四、政府信息公开行政复议、行政诉讼情况
有关数据另行公布，请留意网站通知公告栏目的后续更新情况。
五、存在的主要问题及改进情况
公开的主动性还不够，今后将加强学习，健全制度，改进工作。
六、其他需要报告的事项
没有其他需要报告的事项，本年度没有收取信息处理费用。
"""


def test_isolation_is_an_option(run: Any, examples: Path) -> None:
    """Either way gives the same; another word is a wrong use."""
    path = str(examples / "reports" / "html_plain.html")
    shown = {
        run("parse", path, "-f", "jsonl", "--isolation", how).out for how in ("process", "none")
    }
    assert len(shown) == 1
    assert run("parse", path, "--isolation", "thread").status == 2
