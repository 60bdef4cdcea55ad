"""Family V: single figures, by rule valid, invalid and open."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from govinfo_report.model.figure import Figure, Reason, State
from govinfo_report.model.finding import Attribution
from govinfo_report.model.note import Note
from govinfo_report.model.place import Place
from govinfo_report.rules import validate
from govinfo_report.rules.competence import may_make_rules

P = "proactive_disclosure."
FEE = P + "administrative_fees.amount_wan_yuan"
RULES = P + "administrative_rules."
DOCS = P + "normative_documents."
LICENCES = P + "administrative_licensing."
SPENT = P + "centralized_procurement.amount"
LATER = "review_and_litigation.litigation_after_reconsideration."

V2019 = {"edition": "2019"}
VILLAGE = {"publisher": "柳岸县柳溪镇人民政府"}
COUNTY = {"publisher": "柳岸县"}

#: rule, changes of a balanced report, keywords of ``make``, outcome of the rule
CASES: list[tuple[str, dict[str, Any], dict[str, Any], str]] = [
    ("V101", {}, {}, "pass"),
    ("V101", {LICENCES + "items_net_change": -8}, V2019, "pass"),
    ("V101", {RULES + "issued": 0}, {}, "pass"),
    ("V101", {RULES + "issued": ""}, {}, "pass"),
    ("V101", {RULES + "issued": -1}, {}, "fail"),
    ("V101", {FEE: Decimal("-0.01")}, {}, "fail"),
    ("V101", {LICENCES + "items_previous_year": -1}, V2019, "fail"),
    ("V101", {RULES + "issued": "-3"}, {}, "fail"),
    ("V101", {RULES + "issued": "多"}, {}, "open"),
    ("V101", {FEE: None}, {}, "open"),
    ("V102", {}, {}, "pass"),
    ("V102", {FEE: Decimal("0.25")}, {}, "pass"),
    ("V102", {RULES + "issued": "3.0"}, {}, "pass"),
    ("V102", {RULES + "issued": "3.5"}, {}, "fail"),
    ("V102", {LICENCES + "decisions": Decimal("0.1")}, {}, "fail"),
    ("V102", {LICENCES + "items_net_change": Decimal("-1.5")}, V2019, "fail"),
    ("V102", {RULES + "issued": None}, {}, "open"),
    ("V102", {RULES + "issued": "多"}, {}, "open"),
    ("V103", {}, {}, "pass"),
    ("V103", {RULES + "issued": 0}, {}, "pass"),
    ("V103", {RULES + "issued": "/"}, COUNTY, "pass"),
    ("V103", {RULES + "issued": ""}, {}, "fail"),
    ("V103", {DOCS + "issued": "/"}, COUNTY, "fail"),
    ("V103", {RULES + "issued": "/"}, {}, "fail"),
    ("V103", {LATER + "upheld": "无"}, {}, "fail"),
    ("V104", {}, {}, "pass"),
    ("V104", {RULES + "issued": ""}, {}, "pass"),
    ("V104", {RULES + "issued": "l2"}, {}, "pass"),
    ("V104", {RULES + "issued": "由主管部门统一填写"}, {}, "fail"),
    ("V104", {FEE: "***"}, {}, "fail"),
    ("V104", {LICENCES + "items_net_change": "见附件"}, V2019, "fail"),
    ("V105", {FEE: Decimal("190.457379")}, {}, "pass"),
    ("V105", {FEE: Decimal("0.1230000000")}, {}, "pass"),
    ("V105", {FEE: 0}, {}, "pass"),
    ("V105", {FEE: Decimal("0.0000001")}, {}, "fail"),
    ("V105", {FEE: "1.2345678"}, {}, "fail"),
    ("V105", {FEE: "12345.678元"}, {}, "fail"),
    ("V105", {FEE: ""}, {}, "open"),
    ("V105", {FEE: "约二百"}, {}, "open"),
    ("V105", {}, V2019, "not_applicable"),
    ("V106", {}, COUNTY, "pass"),
    ("V106", {DOCS + "issued": "/"}, COUNTY, "pass"),
    ("V106", {RULES + "issued": "/"}, {}, "pass"),
    ("V106", {RULES + "issued": "/"}, COUNTY, "fail"),
    ("V106", {RULES + "in_force": "—"}, VILLAGE, "fail"),
    ("V106", {RULES + "newly_made": "无"}, {**V2019, "publisher": None}, "fail"),
    ("V107", {LICENCES + "items_net_change": "减4"}, V2019, "pass"),
    ("V107", {LICENCES + "items_net_change": "+4"}, V2019, "pass"),
    ("V107", {LICENCES + "items_net_change": "0"}, V2019, "pass"),
    ("V107", {LICENCES + "items_net_change": "增4减2"}, V2019, "fail"),
    ("V107", {LICENCES + "items_net_change": "+4个百分点"}, V2019, "fail"),
    ("V107", {LICENCES + "items_net_change": "增加4，减少2"}, V2019, "fail"),
    ("V107", {LICENCES + "items_net_change": ""}, V2019, "open"),
    ("V107", {LICENCES + "items_net_change": "/"}, V2019, "open"),
    ("V107", {}, {}, "not_applicable"),
    ("V110", {}, {}, "not_applicable"),
    ("V201", {FEE: Decimal("9999999.99")}, {}, "pass"),
    ("V201", {FEE: Decimal("96171.6")}, COUNTY, "pass"),
    ("V201", {FEE: 9999}, VILLAGE, "pass"),
    ("V201", {FEE: 10_000_000}, {}, "fail"),
    ("V201", {FEE: 1_000_000}, COUNTY, "fail"),
    ("V201", {FEE: 10_000}, VILLAGE, "fail"),
    ("V201", {FEE: "3亿元"}, {}, "fail"),
    ("V201", {FEE: ""}, {}, "open"),
    ("V201", {FEE: "看附件"}, {}, "open"),
    ("V202", {SPENT: "18.3万元"}, V2019, "pass"),
    ("V202", {SPENT: "251000元"}, V2019, "pass"),
    ("V202", {SPENT: "0"}, V2019, "pass"),
    ("V202", {SPENT: "52.15"}, V2019, "fail"),
    ("V202", {SPENT: 8040}, V2019, "fail"),
    ("V202", {SPENT: Decimal(15000000)}, V2019, "fail"),
    ("V202", {SPENT: ""}, V2019, "open"),
    ("V202", {SPENT: "/"}, V2019, "open"),
    ("V202", {}, {}, "not_applicable"),
]


@pytest.mark.parametrize(("rule", "changes", "options", "expected"), CASES)
def test_outcome(make, status, rule: str, changes, options, expected: str) -> None:
    """Each rule on its own."""
    report = make(changes, **options)
    assert status(report, rule) == expected


@pytest.mark.parametrize(
    ("changes", "options", "expected"),
    [
        ({RULES + "issued": "由主管部门统一填写"}, {}, {"V104"}),
        ({RULES + "issued": "l2"}, {}, {"P201"}),
        ({RULES + "issued": "5人"}, {}, {"P201"}),
        ({LICENCES + "items_net_change": "增4减2"}, V2019, {"V107"}),
        ({FEE: "3亿元"}, {}, {"V201"}),
        ({FEE: "1.2345678"}, {}, {"V105"}),
        ({DOCS + "issued": "12件5"}, {}, {"V104"}),
        ({DOCS + "issued": "1234567890123"}, {}, {"P201"}),
    ],
)
def test_one_cell_is_told_once(make, found, changes, options, expected: set[str]) -> None:
    """A refused text has one spokesman."""
    assert found(make(changes, **options)) == expected


def test_blanks_are_one_finding_per_table(make, balanced) -> None:
    """Thirty blanks in table 3 and two marks in table 2 are two findings with their numbers."""
    blank = [a for a in balanced() if a.startswith("requests.denied.")][:30]
    report = make({**dict.fromkeys(blank, ""), DOCS + "issued": "/", DOCS + "repealed": "—"})
    assessment = validate(report)
    assert assessment.outcome("V101").checked == 200 - 32
    assert assessment.outcome("V102").checked == 200 - 32 - 1
    findings = [f for f in assessment.findings if f.slug == "blank-where-zero-required"]
    assert [f.rule for f in findings] == ["V103.1", "V103.2"]
    counts = [tuple(f.params[n] for n in ("blank", "marks", "count")) for f in findings]
    assert counts == [(0, 2, 2), (30, 0, 30)]
    assert findings[1].addresses == tuple(blank)
    assert findings[1].message["zh"] == (
        "〔V103〕表三有 30 个单元格未填数字（空白 30，“/”等标记 0）。"
    )
    assert findings[1].attribution is Attribution.SOURCE


def test_equal_texts_are_one_finding(make) -> None:
    """An instruction copied into six cells is told once, with all addresses."""
    cells = [f"{row}{c}" for row in (RULES, DOCS) for c in ("issued", "repealed", "in_force")]
    report = make(dict.fromkeys(cells, "由主管部门统一填写"))
    (finding,) = validate(report).findings
    assert finding.addresses == tuple(cells)
    assert finding.message["zh"] == (
        "〔V104〕规章·本年制发件数等 6 格的内容“由主管部门统一填写”不是数字。"
    )
    assert finding.message["en"] == (
        "[V104] 规章·本年制发件数 and 5 more: “由主管部门统一填写” is no number."
    )


def test_rows_that_close_with_zeros(make, balanced) -> None:
    """Blanks beside a total of what is left: recorded once, the rows stay open."""
    row = "requests.granted."
    parts = [a for a in balanced() if a.startswith(row)]
    closing = dict.fromkeys(parts, "") | {row + "natural_person": 4, row + "total": 4}
    assessment = validate(make(closing))
    (finding,) = (f for f in assessment.findings if f.rule == "V110")
    assert finding.addresses == (row + "total",)
    assert finding.params["count"] == 1
    assert assessment.outcome("A101").open == 1
    assert make(closing)[row + "other_organization"].state is State.BLANK


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"natural_person": "", "total": 5}, "open"),
        ({"natural_person": "/", "total": 5}, "not_applicable"),
        ({"total": ""}, "not_applicable"),
        ({"natural_person": None}, "not_applicable"),
    ],
)
def test_rows_that_do_not_close(make, status, changes, expected: str) -> None:
    """Only blanks beside a printed total are looked at; what does not close stays open."""
    row = "requests.granted."
    assert status(make({row + name: value for name, value in changes.items()}), "V110") == expected


def test_notes_on_cells(make) -> None:
    """Brackets are told one by one, units once for a table and unit."""
    notes = (
        Note(
            "V108",
            (DOCS + "in_force",),
            {"raw": "22（其中修订16件）", "note": "其中修订16件"},
            Place(line=7),
        ),
        Note("V109", (DOCS + "issued",), {"raw": "41件", "unit": "件"}),
        Note("V109", (DOCS + "repealed",), {"raw": "2件", "unit": "件"}),
        Note("V109", (FEE,), {"raw": "251000元", "unit": "元"}),
        Note("V109", (LATER + "upheld",), {"raw": "3件", "unit": "件"}),
    )
    report = make({DOCS + "issued": "41件", DOCS + "in_force": "22（其中修订16件）"}, notes=notes)
    findings = [f for f in validate(report).findings if f.rule in ("V108", "V109")]
    assert [len(f.places) for f in findings] == [1, 0, 0, 0]
    assert [(f.rule, len(f.addresses)) for f in findings] == [
        ("V108", 1), ("V109", 2), ("V109", 1), ("V109", 1),
    ]  # fmt: skip
    assert findings[0].message["zh"] == (
        "〔V108〕行政规范性文件·现行有效件数的“22（其中修订16件）”带有括注，数值取括号前的数字。"
    )
    assert findings[1].params == {"table": P[:-1], "unit": "件", "count": 2, "raw": "41件"}


def test_notes_on_cells_outside_the_form(make) -> None:
    """Notes without address are told apart by what they say."""
    notes = (Note("V108", (), {"raw": "2（甲）"}), Note("V108", (), {"raw": "3（乙）"}),
             Note("V109", (), {"raw": "2件", "unit": "件"}),
             Note("V109", (), {"raw": "2项", "unit": "项"}))  # fmt: skip
    findings = validate(make(notes=notes)).findings
    assert [f.rule for f in findings] == ["V108", "V108", "V109", "V109"]
    assert len({f.fingerprint for f in findings}) == 4
    again = validate(make(notes=(notes[1], notes[3]))).findings
    assert {f.fingerprint for f in again} == {findings[1].fingerprint, findings[3].fingerprint}


def test_a_negative_amount_names_the_numbers(make) -> None:
    """Expected at least zero, observed the figure."""
    (finding,) = validate(make({FEE: Decimal("-12.5")})).findings
    assert (finding.expected, finding.observed, finding.difference) == (0, Decimal("-12.5"),
                                                                        Decimal("12.5"))  # fmt: skip
    assert "-12.5" in finding.message["zh"]


def test_refusals_for_other_reasons_are_not_about_text(make, found) -> None:
    """A cell refused because its label is lost is no business of family V."""
    lost = Figure("", None, State.REFUSED, "柳", None, "件", Reason.LABEL_LOST)
    assert found(make({DOCS + "issued": lost})) == set()


@pytest.mark.parametrize(
    ("publisher", "expected"),
    [
        ("柳岸省人民政府", True), ("柳岸壮族自治区", True), ("柳岸自治州人民政府", True),
        ("柳岸县", False), ("柳岸市保税区", None), ("柳岸工业园区", None), ("柳岸县人民政府办公室", False), ("柳岸区", False), ("柳岸自治县", False),
        ("柳岸镇", False), ("柳岸县柳溪乡人民政府", False), ("柳岸街道办事处", False),
        ("柳岸市水务局", False), ("柳岸县卫生健康局", False), ("柳岸市科委", False),
        ("柳岸自治区财政厅", False), ("柳岸旗", False),
        ("柳岸市", None), ("柳岸市人民政府办公室", None), ("柳岸市人民政府办公厅", None), ("柳岸地区", None), ("柳岸新区", None),
        ("柳岸市经济开发区管理委员会", None), ("国家柳业局", None), ("国家市场局", None), ("柳" * 61 + "市水务局", None), ("海关总署", None),
        ("柳业部", None), ("", None), (None, None),
    ],
)  # fmt: skip
def test_competence(publisher: str | None, expected: bool | None) -> None:
    """What a name tells about the power to issue 规章; where it does not tell, nothing is said."""
    assert may_make_rules(publisher) is expected
