"""Rules across years: what carries on, what was copied, what was restated; valid, invalid, open."""

from __future__ import annotations

from typing import Any

import pytest

from govinfo_report.model.address import addresses_of
from govinfo_report.model.build import forms_of
from govinfo_report.model.finding import Attribution
from govinfo_report.model.note import Note
from govinfo_report.model.report import Section, SourceInfo
from govinfo_report.rules import History, validate

P, R, L = "proactive_disclosure.", "requests.", "review_and_litigation."
RULES, DOCS = P + "administrative_rules.", P + "normative_documents."
IN, OUT = R + "carried_in.", R + "carried_out."
LICENCES, FEES = P + "administrative_licensing.", P + "administrative_fees."
RECON, DIRECT, AFTER = (
    L + name + "." for name in
    ("administrative_reconsideration", "litigation_direct", "litigation_after_reconsideration")
)  # fmt: skip
COLUMNS = (
    "natural_person", "commercial_enterprise", "research_institution",
    "public_welfare_organization", "legal_service_institution", "other_organization", "total",
)  # fmt: skip
V2019 = {"edition": "2019"}


def carried(prefix: str, *values: Any) -> dict[str, Any]:
    return {prefix + column: value for column, value in zip(COLUMNS, values, strict=True)}


def stock(prefix: str, in_force: Any, issued: Any = 0, repealed: Any = 0) -> dict[str, Any]:
    return {prefix + "in_force": in_force, prefix + "issued": issued, prefix + "repealed": repealed}


def cases(prefix: str, *values: Any) -> dict[str, Any]:
    names = ("upheld", "corrected", "other_result", "pending", "total")
    return {prefix + name: value for name, value in zip(names, values, strict=True)}


def items(prefix: str, before: Any, change: Any) -> dict[str, Any]:
    return {prefix + "items_previous_year": before, prefix + "items_net_change": change}


SEVEN = (4, 1, 0, 0, 0, 2, 7)
NO_RULES = stock(RULES, 0)
NO_CASES = {
    **cases(RECON, 0, 0, 0, 0, 0),
    **cases(DIRECT, 0, 0, 0, 0, 0),
    **cases(AFTER, 0, 0, 0, 0, 0),
}
OLD_ITEMS = {
    address: value
    for name in ("administrative_licensing", "other_external_services", "administrative_penalties",
                 "administrative_coercion", "administrative_fees")
    for address, value in items(f"{P}{name}.", 5, 0).items()
}  # fmt: skip


def table_three(value: int) -> dict[str, Any]:
    return dict.fromkeys((a for a in addresses_of(forms_of("2021")) if a.startswith(R)), value)


ZERO = table_three(0)

#: rule, figures of this year, of last year, options of this year, of last year, what becomes
CASES: list[tuple[str, dict[str, Any], dict[str, Any], dict[str, Any], dict[str, Any], str]] = [
    ("Y101", carried(IN, *SEVEN), carried(OUT, *SEVEN), {}, {}, "pass"),
    ("Y101", carried(IN, *[0] * 7), carried(OUT, *[0] * 7), {}, {}, "pass"),
    ("Y101", carried(IN, *SEVEN), carried(OUT, *SEVEN), {"year": 2021}, {**V2019, "year": 2020}, "pass"),
    ("Y101", carried(IN, *SEVEN), carried(OUT, 4, 1, 0, 0, 0, 2, 8), {}, {}, "fail"),
    ("Y101", carried(IN, *SEVEN), carried(OUT, 3, 2, 0, 0, 0, 2, 7), {}, {}, "fail"),
    ("Y101", carried(IN, *[0] * 7), carried(OUT, *SEVEN), {}, {}, "fail"),
    ("Y101", carried(IN, 4, 1, 0, 0, 0, 2, ""), carried(OUT, *SEVEN), {}, {}, "open"),
    ("Y101", carried(IN, *SEVEN), carried(OUT, 4, 1, "/", 0, 0, 2, 7), {}, {}, "open"),
    ("Y102", {**NO_RULES, **stock(DOCS, 12, 3, 1)}, {**NO_RULES, **stock(DOCS, 10)}, {}, {}, "pass"),
    ("Y102", {**NO_RULES, **stock(DOCS, 0, 0, 4)}, {**NO_RULES, **stock(DOCS, 4)}, {}, {}, "pass"),
    ("Y102", {**stock(RULES, 5, 1, 0), **stock(DOCS, 0)}, {**stock(RULES, 4), **stock(DOCS, 0)}, {},
     {}, "pass"),
    ("Y102", {**NO_RULES, **stock(DOCS, 13, 3, 1)}, {**NO_RULES, **stock(DOCS, 10)}, {}, {}, "fail"),
    ("Y102", {**NO_RULES, **stock(DOCS, 8, 1, 3)}, {**NO_RULES, **stock(DOCS, 8)}, {}, {}, "fail"),
    ("Y102", {**NO_RULES, **stock(DOCS, 0)}, {**stock(RULES, 2), **stock(DOCS, 0)}, {}, {}, "fail"),
    ("Y102", {**NO_RULES, **stock(DOCS, 12, "", 1)}, {**NO_RULES, **stock(DOCS, 10)}, {}, {}, "open"),
    ("Y102", {**NO_RULES, **stock(DOCS, 12, 3, 1)}, {**NO_RULES, **stock(DOCS, "/")}, {}, {}, "open"),
    # 对外公开总数量 of 2020 is no stock in force
    ("Y102", stock(DOCS, 12, 3, 1), {}, {"year": 2021}, V2019, "not_applicable"),
    ("Y107", {**ZERO, **NO_CASES}, ZERO, {}, {}, "pass"),
    ("Y107", {**ZERO, **NO_CASES}, {**ZERO, **NO_CASES}, {}, {}, "pass"),
    ("Y107", {**ZERO, **NO_CASES, RECON + "upheld": ""}, ZERO, {}, {}, "pass"),
    ("Y107", {**ZERO, **NO_CASES, **cases(RECON, 1, 0, 0, 0, 1)}, ZERO, {}, {}, "fail"),
    ("Y107", {**ZERO, **NO_CASES, **cases(DIRECT, 0, 0, 0, 2, 2)}, ZERO, {}, {}, "fail"),
    ("Y107", ZERO, ZERO, {}, {}, "fail"),
    ("Y107", {**ZERO, **cases(RECON, 1, 0, 0, 0, 1)}, ZERO,
     {"sections": {"overview": Section("一、总体情况", "上级受理行政复议1件。")}}, {}, "review"),
    ("Y107", {**ZERO, RECON + "total": "", DIRECT + "total": 0, AFTER + "total": 0}, ZERO, {}, {},
     "open"),
    ("Y107", ZERO, {**ZERO, R + "granted.total": ""}, {}, {}, "open"),
    ("Y107", ZERO, {**ZERO, R + "granted.total": 1}, {}, {}, "not_applicable"),
    ("Y108", {RECON + "total": 3, AFTER + "total": 3}, {RECON + "total": 0}, {}, {}, "pass"),
    ("Y108", {RECON + "total": 0, AFTER + "total": 2}, {RECON + "total": 2}, {}, {}, "pass"),
    ("Y108", {RECON + "total": 0, AFTER + "total": 0}, {RECON + "total": 0}, {}, {}, "pass"),
    ("Y108", {RECON + "total": 3, AFTER + "total": 4}, {RECON + "total": 0}, {}, {}, "fail"),
    ("Y108", {RECON + "total": 0, AFTER + "total": 1}, {RECON + "total": 0}, {}, {}, "fail"),
    ("Y108", {RECON + "total": 2, AFTER + "total": 9}, {RECON + "total": 6}, {}, {}, "fail"),
    ("Y108", {RECON + "total": 2, AFTER + "total": ""}, {RECON + "total": 6}, {}, {}, "open"),
    ("Y108", {RECON + "total": 2, AFTER + "total": 1}, {RECON + "total": "/"}, {}, {}, "open"),
    ("Y109", {**NO_RULES, **stock(DOCS, 0, 2, 12)}, {**NO_RULES, **stock(DOCS, 10)}, {}, {}, "pass"),
    ("Y109", {**NO_RULES, **stock(DOCS, 0, 0, 0)}, {**NO_RULES, **stock(DOCS, 0)}, {}, {}, "pass"),
    ("Y109", {**NO_RULES, **stock(DOCS, "", 2, 1)}, {**NO_RULES, **stock(DOCS, 3)}, {}, {}, "pass"),
    ("Y109", {**NO_RULES, **stock(DOCS, 0, 2, 13)}, {**NO_RULES, **stock(DOCS, 10)}, {}, {}, "fail"),
    ("Y109", {**stock(RULES, 0, 0, 1), **stock(DOCS, 0)}, {**NO_RULES, **stock(DOCS, 0)}, {}, {},
     "fail"),
    ("Y109", {**NO_RULES, **stock(DOCS, 6, 0, 11)}, {**NO_RULES, **stock(DOCS, 10)}, {}, {}, "fail"),
    ("Y109", {**NO_RULES, **stock(DOCS, 0, 2, "")}, {**NO_RULES, **stock(DOCS, 10)}, {}, {}, "open"),
    ("Y109", {**NO_RULES, **stock(DOCS, 0, 2, 1)}, {**NO_RULES, **stock(DOCS, "")}, {}, {}, "open"),
    ("Y110", {**OLD_ITEMS}, OLD_ITEMS, V2019, {**V2019, "year": 2019}, "pass"),
    ("Y110", {**OLD_ITEMS, **items(LICENCES, 9, "-3")}, {**OLD_ITEMS, **items(LICENCES, 7, "+2")},
     V2019, {**V2019, "year": 2019}, "pass"),
    ("Y110", {**OLD_ITEMS, **items(FEES, 0, 0)}, {**OLD_ITEMS, **items(FEES, 4, "减4")}, V2019,
     {**V2019, "year": 2019}, "pass"),
    ("Y110", {**OLD_ITEMS, **items(LICENCES, 7, 0)}, {**OLD_ITEMS, **items(LICENCES, 7, "+2")}, V2019,
     {**V2019, "year": 2019}, "fail"),
    ("Y110", {**OLD_ITEMS, **items(LICENCES, 5, 0)}, {**OLD_ITEMS, **items(LICENCES, 7, "+2")}, V2019,
     {**V2019, "year": 2019}, "fail"),
    ("Y110", {**OLD_ITEMS, **items(FEES, 6, 0)}, OLD_ITEMS, V2019, {**V2019, "year": 2019}, "fail"),
    ("Y110", {**OLD_ITEMS, **items(FEES, "", 0)}, OLD_ITEMS, V2019, {**V2019, "year": 2019}, "open"),
    ("Y110", OLD_ITEMS, {**OLD_ITEMS, **items(FEES, 5, "/")}, V2019, {**V2019, "year": 2019}, "open"),
    ("Y111", NO_CASES, NO_CASES, {}, {}, "pass"),
    ("Y111", {**NO_CASES, **cases(RECON, 1, 0, 0, 1, 2)}, {**NO_CASES, **cases(RECON, 0, 0, 0, 2, 2)},
     {}, {}, "pass"),
    ("Y111", {**NO_CASES, **cases(DIRECT, 0, 3, 0, 0, 3)}, {**NO_CASES, **cases(DIRECT, 9, 0, 0, 1, 10)},
     {}, {}, "pass"),
    ("Y111", NO_CASES, {**NO_CASES, **cases(RECON, 1, 0, 0, 2, 3)}, {}, {}, "fail"),
    ("Y111", {**NO_CASES, **cases(DIRECT, 1, 0, 0, 0, 1)}, {**NO_CASES, **cases(DIRECT, 0, 0, 0, 2, 2)},
     {}, {}, "fail"),
    ("Y111", {**NO_CASES, **cases(AFTER, 0, 0, 0, 0, 0)}, {**NO_CASES, **cases(AFTER, 5, 0, 0, 1, 6)},
     {}, {}, "fail"),
    ("Y111", {**NO_CASES, RECON + "pending": ""}, NO_CASES, {}, {}, "open"),
    ("Y111", NO_CASES, {**NO_CASES, AFTER + "pending": "/"}, {}, {}, "open"),
    # tables 2 and 4 of the fixture are equal in both years
    ("Y103", {**ZERO, **NO_CASES, **stock(DOCS, 8, 1, 0)}, {**ZERO, **NO_CASES, **stock(DOCS, 7)}, {},
     {}, "pass"),
    ("Y103", {R + "granted.total": 1, DIRECT + "upheld": 1, DOCS + "issued": 4}, {}, {}, {}, "pass"),
    ("Y103", {R + "granted.total": "", DIRECT + "upheld": 1, DOCS + "issued": 4}, {}, {}, {}, "pass"),
    ("Y103", {}, {}, {}, {}, "fail"),
    ("Y103", {R + "granted.total": 1, DOCS + "issued": 4}, {}, {}, {}, "fail"),
    ("Y103", {DIRECT + "upheld": 1, DOCS + "issued": 4}, {}, {}, {}, "fail"),
    ("Y103", {R + "granted.total": 1, DIRECT + "upheld": None, DOCS + "issued": 4}, {}, {}, {}, "open"),
    ("Y103", {R + "granted.total": None, DIRECT + "upheld": 1, DOCS + "issued": 4}, {}, {}, {}, "open"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "now", "last", "options", "earlier", "expected"), CASES)
def test_outcome(make, rule: str, now, last, options, earlier, expected: str) -> None:
    """Each rule on its own, against the report of the year before."""
    report = make(now, **options)
    before = make(last, **{"year": report.year - 1, **earlier})
    assert validate(report, history=[before]).outcome(rule).status.value == expected


YEARS = sorted({case[0] for case in CASES})


@pytest.mark.parametrize("rule", YEARS)
def test_without_history_every_rule_is_open(make, rule: str) -> None:
    """The missing report is named, and the report itself is none the less complete."""
    report = make(edition="2019") if rule == "Y110" else make()
    assessment = validate(report)
    outcome = assessment.outcome(rule)
    assert (outcome.status.value, outcome.reason) == (
        "open", "no report of the year before was given")  # fmt: skip
    assert assessment.complete


@pytest.mark.parametrize("rule", YEARS)
def test_three_pass_three_fail_two_open(rule: str) -> None:
    """Every rule has examples of each outcome."""
    became = [case[-1] for case in CASES if case[0] == rule]
    assert became.count("pass") >= 3
    assert became.count("fail") >= 3
    assert became.count("open") >= 2


def test_carry_over_by_column(make) -> None:
    """A warning for the total, an info for a kind of applicant; last year's figure as evidence."""
    report = make(carried(IN, 1, 0, 0, 0, 0, 0, 2))
    before = make(carried(OUT, 3, 0, 0, 0, 0, 0, 4), year=2022)
    findings = [f for f in validate(report, history=before).findings if f.rule[:4] == "Y101"]
    assert [(f.rule, f.severity.value, f.expected, f.observed, f.difference) for f in findings] == [
        ("Y101.1", "info", 3, 1, 2), ("Y101.7", "warning", 4, 2, 2),
    ]  # fmt: skip
    assert findings[1].addresses == (IN + "total",)
    assert findings[1].evidence == (f"2022: {OUT}total = 4",)
    assert "2022 年报告结转下年度 4" in findings[1].message["zh"]


def test_the_suspect_of_two_years(make) -> None:
    """The document, when both years were read well; our reading, when one met difficulties."""
    now, before = carried(IN, *SEVEN), carried(OUT, *[0] * 7)
    doubt = (Note("P204", (OUT + "total",)),)
    suspects = []
    for notes, grade in (((), "verified"), (doubt, "verified"), ((), "unverified")):
        last = make(before, year=2022, notes=notes,
                    grade={"report": grade, "proactive_disclosure": grade, "requests": grade,
                           "review_and_litigation": grade})  # fmt: skip
        report = make(now, grade={"report": "verified", "proactive_disclosure": "verified",
                                  "requests": "verified", "review_and_litigation": "verified"})  # fmt: skip
        (total,) = [f for f in validate(report, history=[last]).findings if f.rule == "Y101.7"]
        suspects.append(total.attribution)
    assert suspects == [Attribution.SOURCE, Attribution.READER, Attribution.UNDECIDED]


def test_stock_by_hand(make) -> None:
    """10 + 3 - 1 = 12, printed 15."""
    report = make({**NO_RULES, **stock(DOCS, 15, 3, 1)})
    before = make({**NO_RULES, **stock(DOCS, 10)}, year=2022)
    (finding,) = [f for f in validate(report, history=[before]).findings if f.rule[:4] == "Y102"]
    assert (finding.rule, finding.expected, finding.observed, finding.difference) == (
        "Y102.2", 12, 15, 3)  # fmt: skip
    assert "10＋制发 3－废止 1＝12" in finding.message["zh"]


def test_small_tables_may_be_equal(make) -> None:
    """All zero, or two requests granted to one kind of applicant in each of two years."""
    two = {**ZERO, **NO_CASES, R + "new_received.natural_person": 2,
           R + "new_received.total": 2, R + "granted.natural_person": 2, R + "granted.total": 2,
           R + "total_handled.natural_person": 2, R + "total_handled.total": 2}  # fmt: skip
    # telling are the figures of the applicants, in three rows
    few = {**two, R + "granted.natural_person": 0}
    for values, expected in ((few, False), ({**ZERO, **NO_CASES}, False), (two, True)):
        found = validate(make(values), history=[make(values, year=2022)]).findings
        assert ("Y103.2" in {f.rule for f in found}) is expected


def test_restated_figures(make) -> None:
    """Another copy of the same report: equal, different, blank in one, and the same file twice."""
    address = R + "granted.total"

    def capture(value: Any, name: str, sha: str) -> Any:
        return make({address: value}, source=SourceInfo(name=name, sha256=sha))

    report = capture(7, "a.html", "a" * 64)
    became = []
    for value, sha in ((7, "b"), (9, "b"), ("", "b"), (9, "a")):
        assessment = validate(report, history=[capture(value, "b.html", sha * 64)])
        became.append(assessment.outcome("Y104").status.value)
    assert became == ["pass", "fail", "open", "not_applicable"]
    others = [capture(9, "b.html", "b" * 64), capture(5, "c.html", "c" * 64)]
    findings = [f for f in validate(report, history=others).findings if f.rule[:4] == "Y104"]
    assert [(f.rule, f.expected, f.observed, f.difference) for f in findings] == [
        ("Y104.1", 9, 7, 2), ("Y104.2", 5, 7, 2),
    ]  # fmt: skip
    assert "b.html" in findings[0].message["en"]
    assert validate(report, history=[make(year=2022)]).outcome("Y104").status == "not_applicable"
    written = make()  # in code: there are no bytes to be compared
    assert validate(written, history=[written]).outcome("Y104").status == "not_applicable"
    assert validate(written, history=[make()]).outcome("Y104").status == "pass"
    unread = make({address: None}, source=SourceInfo(name="d", sha256="d" * 64))
    assert validate(report, history=[unread]).outcome("Y104").status == "open"
    assert validate(report, history=[capture(7, "e", "e" * 64), report]).outcome(
        "Y104").status == "pass"  # fmt: skip


JUMPS = [
    (100, 500, "pass"), (0, 0, "pass"), (49, 1, "pass"), (100, 501, "fail"), (501, 100, "fail"),
    (50, 0, "fail"), ("", 50, "open"), (50, "/", "open"),
]  # fmt: skip


@pytest.mark.parametrize(("new", "old", "expected"), JUMPS)
def test_jumps_are_a_preview(make, new: Any, old: Any, expected: str) -> None:
    """More than five times apart, not among small numbers, and only when asked for."""
    address = RECON + "total"
    report, before = make({address: new}), make({address: old}, year=2022)
    assert validate(report, history=[before]).outcome("Y105").reason == "preview"
    assessment = validate(report, history=[before], select="Y105")
    assert assessment.outcome("Y105").status.value == expected


# -- the pairing -------------------------------------------------------------------------------


def reason(report: Any, *history: Any) -> str:
    return validate(report, history=history).outcome("Y101").reason.removeprefix("1 × ")


def test_which_report_is_that_of_last_year(make) -> None:
    """By publisher and year, whatever else is given; offices and governments in any spelling."""
    report = make(publisher="云岭县人民政府办公室")
    last = make(publisher="云岭县政府办公室", year=2022)
    others = [make(publisher="云岭县", year=2022), make(publisher="云岭县政府办", year=2020),
              make(publisher=None, year=2022), make(publisher="云岭县政府办", year=None)]  # fmt: skip
    history = History.of([*others, last])
    assert history.previous(report).report is last
    assert history.previous(make(publisher="云岭县人民政府")).report is others[0]
    assert History.of(history) is history
    assert (len(history), list(history)) == (5, [*others, last])


def test_areas_above_may_be_left_out(make) -> None:
    """A name with its city and one without are one body, unless two bodies could be meant."""
    report = make(publisher="青浦市云岭县")
    plain, same, other = (
        make(publisher=n, year=2022) for n in ("云岭县", "青浦市云岭县", "松浦市云岭县")
    )
    assert History.of([plain]).previous(report).report is plain
    assert History.of([other]).previous(report).report is None
    assert History.of([plain, same]).previous(report).report is same
    assert History.of([plain, other]).previous(report).report is None


def test_what_is_missing_is_named(make) -> None:
    """Empty history, another year, other publishers, two reports, a report that says too little."""
    report, last = make(), make(year=2022)
    assert reason(report) == "no report of the year before was given"
    assert "holds no report of this publisher" in reason(report, make(year=2021))
    assert "are of other publishers" in reason(report, make(year=2022, publisher="柳林省"))
    assert "two different reports" in reason(report, last, make({OUT + "total": 1}, year=2022))
    assert "year of this report" in reason(make(year=None), last)
    assert "publisher of this report" in reason(make(publisher=None), last)
    assert "two different reports" in reason(make(year=2021), make(year=2020), make(edition="2019"))
    assert "two" not in reason(report, last, make(year=2022)), "equal copies are one report"


def test_numbers_by_hand(make) -> None:
    """Expected, printed and difference of the other equations, worked out by hand."""
    now = make({**NO_RULES, **stock(DOCS, 6, 2, 15), RECON + "total": 2, AFTER + "total": 9})
    last = make({**NO_RULES, **stock(DOCS, 10), RECON + "total": 6}, year=2022)
    found = {f.rule: f for f in validate(now, history=[last]).findings}
    for rule, expected in {"Y109.2": (12, 15, 3), "Y108": (8, 9, 1)}.items():
        assert (found[rule].expected, found[rule].observed, found[rule].difference) == expected
    old = make({**OLD_ITEMS, **items(LICENCES, 7, "-3")}, year=2019, **V2019)
    (items_,) = validate(make({**OLD_ITEMS, **items(LICENCES, 5, 0)}, **V2019), history=[old],
                         select="Y110").findings  # fmt: skip
    assert (items_.rule, items_.expected, items_.observed) == ("Y110.1", 4, 5)


def test_forms_that_cannot_be_compared(make) -> None:
    """A figure that one of the two forms does not print is neither open nor wrong."""
    new, old = make(year=2021), make(**V2019)
    for report, before in ((new, old), (make(edition="2019", year=2022), make(year=2021))):
        outcomes = {o.rule: o.status.value for o in validate(report, history=[before]).outcomes}
        assert {outcomes[rule] for rule in ("Y102", "Y109", "Y110")} == {"not_applicable"}


def test_jumps_of_one_kind_of_applicant_do_not_count(make) -> None:
    """Totals of table 3 only, every figure of the other tables."""
    report = make({IN + "natural_person": 900, IN + "total": 900, DIRECT + "upheld": 900})
    before = make({IN + "natural_person": 1, IN + "total": 1, DIRECT + "upheld": 1}, year=2022)
    jumps = {
        f.addresses[0]: (f.expected, f.observed)
        for f in validate(report, history=[before], select=["Y105"]).findings
    }
    assert jumps == {IN + "total": (1, 900), DIRECT + "upheld": (1, 900)}
