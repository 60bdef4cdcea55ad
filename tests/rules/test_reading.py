"""Family P: notes become findings, one for each thing that went wrong."""

from __future__ import annotations

from typing import Any

import pytest

from govinfo_report.model.build import build_report
from govinfo_report.model.figure import Figure, Reason, State
from govinfo_report.model.finding import Attribution, Severity
from govinfo_report.model.note import Note
from govinfo_report.model.place import Place
from govinfo_report.model.report import Reading
from govinfo_report.rules import validate

R = "requests."
ROW_CODES = ("P202", "P204", "P205", "P304", "P103", "P302")


def note(code: str, line: int = 10, /, *addresses: str, **params: Any) -> Note:
    return Note(code, addresses, params, Place(line=line, column=1))


def only(report, code: str) -> list[Any]:
    return [f for f in validate(report).findings if f.rule.partition(".")[0] == code]


#: a note of each code as the reader emits it, and a piece of the message it leads to
NOTES = [
    ("P103", {"table": "requests", "label": "不予公"}, "不予公"),
    ("P202", {"table": "requests", "label": "柳树数量", "count": 7}, "柳树数量"),
    ("P203", {"table": "requests", "heads": "甲 乙 丙"}, "甲 乙 丙"),
    ("P204", {"table": "requests", "label": "（一）予以公开"}, "（一）予以公开"),
    ("P205", {"table": "requests", "label": "（一）予以公开"}, "（一）予以公开"),
    ("P206", {"table": "requests", "label": "3.其他"}, "3.其他"),
    ("P207", {"layouts": "grid+tabs"}, "grid+tabs"),
    ("P208", {"layouts": "grid+tabs"}, "grid+tabs"),
    ("P302", {"table": "requests", "label": "（一）予以公开"}, "（一）予以公开"),
    ("P303", {"layout": "lake", "table": "requests"}, "lake"),
    ("P304", {"table": "requests", "label": "（一）予以公开", "found": 5, "expected": 7}, "5"),
    ("P305", {"token": "0", "line": 10, "bound": 1}, "0"),
    ("P909", {"cells": 47, "characters": 0}, "47"),
    ("P910", {"reference": "附表.pdf"}, "附表.pdf"),
    ("P915", {"reason": "undecodable", "count": 3, "encoding": "gb18030"}, "gb18030"),
    ("P916", {"suffix": ".doc", "format": "html"}, ".doc"),
]


@pytest.mark.parametrize(("code", "params", "piece"), NOTES)
def test_a_note_becomes_a_finding(make, code: str, params: dict[str, Any], piece: str) -> None:
    """With the parameters of the note, its place, and both languages."""
    report = make(notes=(note(code, 12, **params),))
    assessment = validate(report)
    (finding,) = assessment.findings
    assert finding.rule == code
    assert finding.places == (Place(line=12, column=1),)
    assert piece in finding.message["zh"]
    assert piece in finding.message["en"]
    assert "{" not in finding.message["zh"] + finding.message["en"]
    assert assessment.outcome(code).status == "fail"
    assert assessment.ok is (code != "P303")


@pytest.mark.parametrize("code", [code for code, _, _ in NOTES])
def test_a_note_without_parameters(make, code: str) -> None:
    """A note from elsewhere that lacks what we expect still makes a finding."""
    (finding,) = validate(make(notes=(Note(code),))).findings
    assert finding.rule == code
    assert finding.message["zh"].startswith(f"〔{code}〕")
    assert "{" not in finding.message["en"]


@pytest.mark.parametrize("code", [code for code, _, _ in NOTES])
def test_no_note_is_a_pass(make, status, code: str) -> None:
    """A report that was read without trouble passes; one built in code was not read at all."""
    assert status(make(), code) == "pass"
    assert status(make(opener=""), code) == "not_applicable"
    assert status(make(notes=(Note("P999"), Note("N201", (), {"year": 3}))), code) == "pass"


def test_unknown_codes_break_nothing(make, found) -> None:
    """Notes of a plugin or of a later version are no findings and no errors."""
    strange = (Note("LAKE-P001"), Note(""), Note("P"), Note("W999", ("no.such",), {"x": 1}))
    assert found(make(notes=strange)) == set()


def test_like_notes_are_told_once(make) -> None:
    """Ten rows without label are one finding with their number and all places."""
    notes = tuple(note("P202", line, table="requests", label="", count=7) for line in range(10))
    (finding,) = validate(make(notes=notes)).findings
    assert finding.params["notes"] == 10
    assert len(finding.places) == 10
    assert finding.message["zh"] == (
        "〔P202〕表三有 10 行的标签“（空）”不能对应唯一的规定行，未予读取。"
    )


def test_what_two_layouts_met_is_told_once(make) -> None:
    """The same note twice is one note."""
    same = note("P305", 4, token="0", line=4, bound=1)
    (finding,) = validate(make(notes=(same, same))).findings
    assert finding.params["notes"] == 1


def test_stray_numerals(make) -> None:
    """Info when every cell is bound, warning otherwise; the tokens are named, up to four."""
    bound = tuple(note("P305", 20 + i, token=str(i), line=20 + i, bound=1) for i in range(6))
    loose = (note("P305", 9, token="77", line=9, bound=0),)
    info, warning = validate(make(notes=(*bound, *loose))).findings
    assert (info.severity, warning.severity) == (Severity.INFO, Severity.WARNING)
    assert info.message["zh"] == (
        "〔P305〕表格范围内有 6 个数字不属于任何单元格（0、1、2、3…），首处在第 20 行。"
    )
    assert "(77)" in warning.message["en"]
    assert info.fingerprint != warning.fingerprint


def test_line_of_a_stray_numeral() -> None:
    """The line of its place, else the one the reading told of."""
    params = {"token": "17", "bound": 0, "line": 9}
    for place, expected in ((Place(line=12), 12), (Place(page=2), 9), (None, 9)):
        reading = Reading(opener="text", notes=(Note("P305", (), params, place),))
        report = build_report({}, publisher="柳岸县", year=2023, reading=reading)
        (finding,) = validate(report, select=("P305",)).findings
        assert finding.params["line"] == expected


# -- tables and cells that are not there ------------------------------------------------------------


def without(make, *tables: str, reason: Reason = Reason.TABLE_NOT_FOUND, **options: Any) -> Any:
    gone = {
        a: Figure("", None, State.ABSENT, None, None, None, reason)
        for a in make().figures
        if a.partition(".")[0] in tables
    }
    return make(gone, **options)


TABLES = ("proactive_disclosure", "requests", "review_and_litigation")


@pytest.mark.parametrize("with_notes", [True, False])
@pytest.mark.parametrize(
    ("tables", "expected"),
    [((), []), (TABLES[:1], ["P101.1"]), (TABLES[1:2], ["P101.2"]), (TABLES[1:], ["P101.2", "P101.3"]),
     (TABLES, ["P101"])],
)  # fmt: skip
def test_tables_not_found(make, tables, expected: list[str], with_notes: bool) -> None:
    """One finding per table, one fatal finding when all are missing; nothing of families V, A."""
    notes = tuple(Note("P101", (), {"table": t}) for t in tables) if with_notes else ()
    assessment = validate(without(make, *tables, notes=notes))
    assert [f.rule for f in assessment.findings] == expected
    assert assessment.outcome("P101").status == ("fail" if tables else "pass")
    assert {f.severity for f in assessment.findings} <= (
        {Severity.FATAL} if tables == TABLES else {Severity.WARNING}
    )
    assert assessment.ok is (tables != TABLES)
    if tables == TABLES:
        assert "表二、表三、表四" in assessment.findings[0].message["zh"]
        assert "table 2, table 3, table 4" in assessment.findings[0].message["en"]


def test_tables_as_pictures(make) -> None:
    """A picture is reported as a picture, not as a missing table."""
    report = without(make, "requests", reason=Reason.TABLE_IS_PICTURE)
    assert [f.rule for f in validate(report).findings] == ["P102.2"]
    report = without(
        make, "requests", reason=Reason.TABLE_IS_PICTURE,
        notes=(Note("P102", (), {"table": "requests"}),),
    )  # fmt: skip
    assessment = validate(report)
    assert [f.rule for f in assessment.findings] == ["P102.2"]
    assert assessment.outcome("A101").open == 25


def test_figures_not_given_are_not_missing_tables(make, found) -> None:
    """A report built in code may leave tables out."""
    assert found(make(drop="requests.", opener="")) == set()
    assert found(make(drop="", opener="")) == set()


@pytest.mark.parametrize(
    ("reason", "expected"),
    [(Reason.CELL_NOT_FOUND, {"P301.2"}), (Reason.ROW_NOT_FOUND, {"P301.2"}),
     (Reason.BLOCK_NOT_FOUND, {"P301.2"}), (Reason.NOT_GIVEN, set())],
)  # fmt: skip
def test_cells_not_found(make, found, reason: Reason, expected: set[str]) -> None:
    """A missing column is one finding, not twenty-five."""
    column = [f"{R}{a}" for a in ("granted.total", "carried_out.total", "carried_in.total")]
    report = make(dict.fromkeys(column, reason))
    assert found(report) == expected
    for finding in only(report, "P301"):
        assert finding.params["count"] == 3
        assert set(finding.addresses) == set(column)
    assert validate(report).outcome("A101").open == 3


def test_a_column_without_head_is_one_finding(make, found) -> None:
    """Twenty-five refused figures and their note are one finding; the sums are open."""
    gone = {
        a: Reason.COLUMN_UNRESOLVED for a in make().figures if a.endswith("research_institution")
    }
    report = make(gone, notes=(note("P203", table="requests", heads="自然人 企业"),))
    assert found(report) == {"P203"}
    outcomes = {o.rule: o.open for o in validate(report).outcomes}
    assert (outcomes["A101"], outcomes["A102"], outcomes["A103"]) == (25, 1, 1)


def test_refused_texts(make) -> None:
    """Equal refused texts of a table are one finding; the reason is given in words."""
    cells = [R + "granted.natural_person", R + "granted.total"]
    report = make(
        dict.fromkeys(cells, "l2"),
        notes=tuple(note("P201", 3, a, raw="l2", reason="look-alike") for a in cells),
    )
    (finding,) = validate(report).findings
    assert finding.addresses == tuple(cells)
    assert finding.message["zh"] == (
        "〔P201〕（一）予以公开·自然人等 2 格：“l2”未予采用，含有与数字相似的字符。"
    )
    assert "only looks like a digit" in finding.message["en"]


def test_a_refused_text_outside_the_form(make) -> None:
    """A note without address is reported with its raw text and place."""
    report = make(notes=(note("P201", 5, raw="柳树", reason="not-a-number"),))
    (finding,) = validate(report).findings
    assert finding.addresses == ()
    assert finding.places[0].line == 5
    assert "柳树" in finding.message["zh"]


def test_who_is_the_suspect(make) -> None:
    """Layouts that disagree or point nowhere are ours; what is lost may be either's."""
    expected = {
        "P207": Attribution.READER, "P303": Attribution.READER, "P202": Attribution.UNDECIDED,
        "P101": Attribution.UNDECIDED,
    }  # fmt: skip
    notes = (Note("P207", (), {"layouts": "a+b"}), Note("P303"), Note("P202"),
             Note("P101", (), {"table": "requests"}))  # fmt: skip
    found = {f.rule[:4]: f.attribution for f in validate(make(notes=notes)).findings}
    assert found == expected


def test_four_tokens_are_all_named(make) -> None:
    """Nothing is left out, so nothing says so; without a place the line of the note counts."""
    notes = tuple(Note("P305", (), {"token": str(i), "line": 7, "bound": 1}) for i in range(4))
    (finding,) = validate(make(notes=notes)).findings
    assert finding.message["zh"] == (
        "〔P305〕表格范围内有 4 个数字不属于任何单元格（0、1、2、3），首处在第 7 行。"
    )


def test_how_many_tables_were_looked_for(make) -> None:
    """Tables found, missing and pictured add up to three."""
    report = without(make, "requests")
    outcome = validate(report).outcome("P101")
    assert (outcome.checked, outcome.failed) == (3, 1)
    picture = without(make, "requests", reason=Reason.TABLE_IS_PICTURE)
    assert validate(picture).outcome("P101").checked == 2
    assert validate(picture).outcome("P102").checked == 3
