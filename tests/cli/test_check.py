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


@pytest.fixture
def unit(reports: Path, tmp_path: Path) -> Path:
    """The same figures under the name of a unit."""
    text = (reports / "stacked_cells.txt").read_text(encoding="utf-8")
    path = tmp_path / "unit.txt"
    path.write_text(text.replace("桐岭", "松浦"), encoding="utf-8")
    return path


def test_the_parts_of_a_whole(run, reports: Path, unit: Path) -> None:
    """``--parent`` adds the reports up and compares the sum with the consolidated one."""
    name = reports / "stacked_cells.txt"
    alone = run("check", "-f", "jsonl", "--parent", name, unit)
    *_, last = map(json.loads, alone.out.splitlines())
    assert {o["rule"]: o["status"] for o in last["outcomes"]} == {
        "H101": "pass", "H102": "pass", "H103": "pass", "H105": "open", "X101": "open",
    }  # fmt: skip
    double = run("check", "-f", "jsonl", "--parent", name, unit, unit)
    *_, last = map(json.loads, double.out.splitlines())
    assert {f["rule"] for f in last["findings"]} == {"H102", "H103.1"}
    assert run("check", "--parent", "absent.txt", unit).status == 3


def test_a_whole_is_no_part_of_itself(run, reports: Path, unit: Path) -> None:
    """A folder may hold the consolidated report too: it is left out of the sum, and told."""
    name = reports / "stacked_cells.txt"
    (unit.parent / "whole.txt").write_bytes(name.read_bytes())
    ran = run("check", "-f", "jsonl", "--parent", name, unit.parent)
    *_, last = map(json.loads, ran.out.splitlines())
    assert {o["rule"]: o["status"] for o in last["outcomes"]}["H102"] == "pass"
    assert "the consolidated report itself" in ran.err


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


def test_notes_are_no_failures(run, reports: Path) -> None:
    """A rule with nothing but notes is counted as such."""
    text = run("check", reports / "quirks_mirror.txt").text
    notes = [line for line in text.splitlines() if line.startswith("  info")]
    assert notes
    assert "error" not in text
    assert "warning" not in text
    assert "noted" in text
    assert "failed" not in text


def test_the_source_line_is_quoted(run, faulty: Path) -> None:
    """Under every finding, the gravest first; a cell on its own line shows its row."""
    lines = run("check", faulty).text.splitlines()
    at = next(i for i, line in enumerate(lines) if "[A103]" in line)
    assert lines[at + 1].startswith("      > ")
    words = [
        line.split()[0] for line in lines if line.startswith(("  error", "  warning", "  info"))
    ]
    assert words == sorted(words, key=["error", "warning", "info"].index)


def test_personal_numbers_never_show(run, reports: Path, tmp_path: Path) -> None:
    """In a draft they are findings; the quoted line hides them as well."""
    text = (reports / "stacked_cells.txt").read_text(encoding="utf-8")
    number, mobile = "11010519491231002X", "13812345678"
    path = tmp_path / "draft.txt"
    head = "六、其他需要报告的事项"
    assert head in text
    at = text.rindex(head) + len(head)
    path.write_text(f"{text[:at]}\n经办人{number}，手机{mobile}。{text[at:]}", encoding="utf-8")
    for format in ("text", "json", "csv", "sarif"):
        ran = run("check", "--draft", "-f", format, path)
        assert "X201" in ran.text
        assert "X202" in ran.text
        assert number not in ran.text
        assert mobile not in ran.text
    assert "X202" not in run("check", path).text.replace("not applicable", "")
    assert "published-late" not in run("check", "--draft", path).text


SUPPRESSION = """
[[suppression]]
fingerprint = "{mark}"
rule = "A103.7"
category = "known-source-error"
justification = "{why}"
expires = {expires}
"""


def test_findings_set_aside(run, faulty: Path) -> None:
    """By a file beside the report, one for the folder, or one that is named."""
    findings = json.loads(run("check", "-f", "json", faulty).out)["findings"]
    errors = [f for f in findings if f["severity"] == "error"]
    facts = {"why": "已核对", "expires": "2999-01-01"}
    text = "".join(SUPPRESSION.format(mark=f["fingerprint"], **facts) for f in errors)
    for name in ("faulty.txt.suppressions.toml", "suppressions.toml", "other.toml"):
        path = faulty.with_name(name)
        path.write_text(text, encoding="utf-8")
        named = () if name.endswith("suppressions.toml") else ("--suppressions", path)
        ran = run("check", faulty, *named)
        assert ran.status == 0, name
        assert f"set aside {len({f['rule'][:4] for f in errors})}" in ran.text
        record = json.loads(run("check", "-f", "json", faulty, *named).out)
        marked = [f for f in record["findings"] if f["suppressions"]]
        assert [f["rule"] for f in marked] == [f["rule"] for f in errors]
        assert run("check", faulty, "--no-suppressions").status == 1
        assert "suppressions.toml" not in run("check", faulty.parent, *named).err
        path.unlink()
    assert run("check", faulty).status == 1
    path.write_text(text.replace("2999", "2001"), encoding="utf-8")
    ran = run("check", faulty, "--suppressions", path)
    assert ran.status == 1
    assert "[U102]" in ran.text


def test_suppressions_that_cannot_be_used(run, faulty: Path, tmp_path: Path) -> None:
    """Missing, no TOML, or not what it should hold: told, with the file."""
    path = tmp_path / "s.toml"
    assert run("check", faulty, "--suppressions", path).status == 3
    for content in ("[[suppression", "[other]", '[[suppression]]\nrule = "A"', "\udcff"):
        path.write_bytes(content.encode("utf-8", "surrogateescape"))
        ran = run("check", faulty, "--suppressions", path)
        assert ran.status == 2, content
        assert "s.toml" in ran.err
    ran = run("check", faulty, "--suppressions", path, "-o", path)
    assert ran.status == 2, "an input is not written over"


def test_a_baseline(run, faulty: Path, reports: Path, tmp_path: Path) -> None:
    """Today's findings written down: only new ones count, and what is gone is told."""
    path = tmp_path / "list.json"
    written = run("check", faulty, "--write-baseline", path)
    assert written.status == 0
    assert "written to" in written.err
    data = path.read_bytes()
    assert b"\r" not in data
    assert json.loads(data)["format"] == "govinfo-report-baseline/1"
    ran = run("check", faulty, "--baseline", path)
    assert ran.status == 0
    assert "set aside" in ran.text
    record = json.loads(run("check", faulty, "--baseline", path, "-f", "json").out)
    assert {f["baseline"] for f in record["findings"]} == {"unchanged"}
    sound = run("check", reports / "stacked_cells.txt", "--baseline", path)
    assert "of the baseline are gone" in sound.err
    again = run("check", faulty, "--baseline", path, "--write-baseline", path)
    assert again.status == 0
    assert path.read_bytes() == data
    assert run("check", faulty, "--write-baseline", faulty).status == 2
    assert run("check", faulty, "--baseline", tmp_path / "absent").status == 3
    assert run("check", faulty, "--baseline", faulty).status == 2


def test_sarif_is_one_log(run, faulty: Path, reports: Path) -> None:
    """Also for several reports, in several processes, and for one without findings."""
    for words in ([faulty], [faulty, reports / "stacked_cells.txt", "-j", "2"]):
        log = json.loads(run("check", "-f", "sarif", *words).out)
        assert log["version"] == "2.1.0"
        (one,) = log["runs"]
        assert {r["ruleId"] for r in one["results"]} >= {"A103/7"}
        uris = {r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
                for r in one["results"]}  # fmt: skip
        assert any(uri.endswith("faulty.txt") for uri in uris)
    quiet = json.loads(run("check", "-f", "sarif", "--select", "V101", faulty).out)
    assert quiet["runs"][0]["results"] == []


def test_why_across_years(run, two_years: tuple[Path, Path]) -> None:
    """A finding that needs last year's report is explained with it."""
    now, folder = two_years
    ran = run("why", "Y101", now, "--history", folder)
    assert ran.status == 0
    assert "2022: requests.carried_out.total" in ran.text
    assert "open" in run("why", "Y101", now).text
