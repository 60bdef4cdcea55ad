"""``check``, ``rules``, ``explain``, ``why``: findings and exit statuses."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

import govinfo_report
from govinfo_report.outputs.form import render


@pytest.fixture
def faulty(reports: Path, tmp_path: Path) -> Path:
    """A report whose balance does not hold: one figure of the last row is changed."""
    text = (reports / "stacked_cells.txt").read_text(encoding="utf-8")
    report = govinfo_report.parse(reports / "stacked_cells.txt")
    place = report["requests.carried_out.total"].place
    data = text.encode()
    changed = data[: place.start] + b"77" + data[place.end :]
    path = tmp_path / "faulty.txt"
    path.write_bytes(changed)
    return path


def test_a_clean_report_exits_0(run, reports: Path) -> None:
    """And says how many rules were applied, so that silence is not mistaken for a pass."""
    ran = run("check", reports / "stacked_cells.txt")
    assert ran.status == 0
    assert "rules: " in ran.text
    assert "passed" in ran.text


def test_an_error_exits_1(run, faulty: Path) -> None:
    """The finding names the rule, both numbers and the line."""
    ran = run("check", faulty)
    assert ran.status == 1
    assert "[A103]" in ran.text
    assert "77" in ran.text
    chinese = run("check", "--lang", "zh", faulty).text
    assert "〔A103〕" in chinese
    assert "错误" in chinese


def test_unreadable_beats_findings(run, faulty: Path) -> None:
    """3 says that the run as a whole cannot be relied on."""
    ran = run("check", faulty, "absent.txt")
    assert ran.status == 3
    assert "[A103]" in ran.text


def test_select_ignore_severity(run, faulty: Path) -> None:
    """By id, prefix or slug; what is below the severity is not shown but still counted."""
    assert run("check", faulty, "--ignore", "A101,requests-balance").status == 0
    assert "A103" not in run("check", faulty, "--select", "V,A2").text.replace("not applicable", "")
    assert run("check", faulty, "--select", "A103").status == 1
    shown = run("check", faulty, "--severity", "error", "-f", "json")
    assert shown.status == 1
    assert {f["severity"] for f in json.loads(shown.out)["findings"]} == {"error"}
    wrong = run("check", faulty, "--select", "A999")
    assert wrong.status == 2
    assert "A999" in wrong.err


def test_json_has_head_findings_outcomes(run, faulty: Path) -> None:
    """The head of the report without its figures; every rule has an outcome."""
    found = json.loads(run("check", "-f", "json", faulty).out)
    assert found["publisher"] == govinfo_report.parse(faulty).publisher
    assert "figures" not in found
    (finding,) = [f for f in found["findings"] if f["rule"].startswith("A103")]
    assert set(finding) >= {
        "rule", "slug", "severity", "outcome", "attribution", "addresses", "expected", "observed",
        "difference", "params", "message", "places", "evidence", "fingerprint",
    }  # fmt: skip
    assert set(finding["message"]) == {"zh", "en"}
    assert len(found["outcomes"]) == len(govinfo_report.Registry.builtin().rules)
    line = run("check", "-f", "jsonl", faulty).out
    assert line.count(b"\n") == 1
    assert json.loads(line) == found


def test_csv_has_a_row_per_finding(run, faulty: Path) -> None:
    """With both messages and the numbers apart."""
    rows = list(csv.DictReader(io.StringIO(run("check", "-f", "csv", faulty).text)))
    (row,) = [row for row in rows if row["rule"].startswith("A103")]
    assert row["severity"] == "error"
    assert row["difference"]
    assert row["line"]
    assert row["source"] == "faulty.txt"


def test_the_parts_of_a_whole(run, reports: Path, tmp_path: Path) -> None:
    """``--parent`` adds the reports up and compares the sum with the consolidated one."""
    name = reports / "stacked_cells.txt"
    alone = run("check", "-f", "jsonl", "--parent", name, name)
    *_, last = map(json.loads, alone.out.splitlines())
    assert {o["rule"]: o["status"] for o in last["outcomes"]} == {
        "H101": "pass", "H102": "pass", "H103": "pass", "H105": "open",
    }  # fmt: skip
    double = run("check", "-f", "jsonl", "--parent", name, name, name)
    *_, last = map(json.loads, double.out.splitlines())
    assert {f["rule"] for f in last["findings"]} == {"H102", "H103.1"}
    assert run("check", "--parent", "absent.txt", name).status == 3


@pytest.fixture
def two_years(reports: Path, tmp_path: Path) -> tuple[Path, Path]:
    """This year's report, and a folder with last year's, another body's and other files."""
    text = (reports / "stacked_cells.txt").read_text(encoding="utf-8")
    folder = tmp_path / "往年"
    folder.mkdir()
    (folder / "a.txt").write_text(text.replace("2023", "2022"), encoding="utf-8")
    (folder / "b.txt").write_text(text.replace("2023", "2022").replace("桐岭", "松浦"),
                                  encoding="utf-8")  # fmt: skip
    (folder / "c.txt").write_text("买菜清单", encoding="utf-8")
    (folder / "d.json").write_text("{}", encoding="utf-8")
    return reports / "stacked_cells.txt", folder


def test_history_is_paired_by_publisher_and_year(run, two_years: tuple[Path, Path]) -> None:
    """A copy of the same figures under last year's date: what carries on does not agree."""
    now, folder = two_years
    report = govinfo_report.parse(now)
    ran = run("check", "-f", "json", "--history", folder, now)
    record = json.loads(ran.out)
    (carried,) = [f for f in record["findings"] if f["rule"] == "Y101.7"]
    assert carried["expected"] == report.requests.carried_out.total
    assert carried["observed"] == report.requests.carried_in.total
    assert {"Y103.2"} <= {f["rule"] for f in record["findings"]}
    assert ran.status == 0, "warnings alone are clean"
    again = run("check", "-f", "json", "--history", folder / "b.txt", "--history",
                folder / "a.txt", now)  # fmt: skip
    assert json.loads(again.out)["findings"] == record["findings"]
    assert "c.txt" in ran.err
    assert "d.json" not in ran.err


def test_history_that_does_not_fit(run, two_years: tuple[Path, Path]) -> None:
    """Open, with the reason in words of the reader's language."""
    now, folder = two_years
    other = run("check", "--history", folder / "b.txt", now)
    assert "Y101, Y102" in other.text
    assert "other publishers" in other.text
    assert "未提供上年报告" in run("check", "--lang", "zh", now).text
    (folder / "e.txt").write_bytes((folder / "a.txt").read_bytes().replace(b"104", b"105"))
    twice = run("check", "--history", folder, now)
    assert "two different reports" in twice.text


def test_history_that_cannot_be_read(run, two_years: tuple[Path, Path], tmp_path: Path) -> None:
    """A path that is not there, and one without any report."""
    now, folder = two_years
    assert run("check", "--history", folder / "absent", now).status == 3
    none = run("check", "--history", folder / "c.txt", now)
    assert none.status == 2
    assert "no report" in none.err
    assert run("check", "--history", "-", now).status == 2
    kept = folder / "a.txt"
    assert run("check", "--history", kept, "-o", kept, now).status == 2


def test_rules_and_explain(run) -> None:
    """The catalogue, one rule by id or slug, one figure by address."""
    for language in ("zh", "en"):
        listed = run("rules", "--lang", language).text
        assert "A103" in listed
        assert "H102" in listed
        assert "A103" in run("explain", "A103", "--lang", language).text
    records = json.loads(run("rules", "-f", "json").out)
    assert {"A101", "H101"} <= {record["id"] for record in records}
    assert run("explain", "requests-balance").text == run("explain", "A103.7").text
    address = run("explain", "requests.granted.total", "--lang", "zh")
    assert "（一）予以公开 · 总计" in address.text
    unknown = run("explain", "A999")
    assert unknown.status == 2
    assert "A999" in unknown.err


def test_why_lays_out_the_calculation(run, faulty: Path) -> None:
    """Every figure that takes part, with its value, label and line."""
    report = govinfo_report.parse(faulty)
    ran = run("why", "A103", faulty)
    assert ran.status == 0
    terms = {"new_received": "+", "carried_in": "+", "total_handled": "-", "carried_out": "-"}
    for name, sign in terms.items():
        figure = report[f"requests.{name}.total"]
        (line,) = [line for line in ran.text.splitlines() if figure.address in line]
        assert line.split()[:2] == [sign, str(figure.value)]
        assert f"line {figure.place.line}" in line
    (finding,) = [f for f in govinfo_report.validate(report).findings if f.rule.startswith("A103")]
    assert run("why", finding.fingerprint, faulty).text == ran.text
    assert "passed" in run("why", "A201", faulty).text
    assert run("why", "A999", faulty).status == 2


def test_a_rendered_form_checks_the_same(run, faulty: Path, tmp_path: Path) -> None:
    """Findings survive the way through the official form."""
    form = tmp_path / "form.md"
    form.write_text(render(govinfo_report.parse(faulty), "md"), encoding="utf-8")
    rules = [
        sorted(f["rule"] for f in json.loads(run("check", "-f", "json", path).out)["findings"]
               if f["rule"].startswith("A"))
        for path in (faulty, form)
    ]  # fmt: skip
    assert rules[0] == rules[1] != []
