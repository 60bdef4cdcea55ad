"""What the published figures of real reports raise, and nothing besides."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import govinfo_report
from govinfo_report.model.build import build_report
from govinfo_report.model.report import Report
from govinfo_report.rules import validate

#: file -> findings of families A and V, rules left open
EXPECTED: dict[str, tuple[set[str], set[str]]] = {
    "000_549a9b45900b184e": (set(), set()),
    "001_35a7a0986a780ec4": (set(), set()),
    "002_59f3838da1fae8cc": (set(), set()),
    "003_312774fa3765aab5": (set(), set()),
    "004_0f60ab1572c40d0d": ({"A107"}, set()),  # 90 of 95 requests end in one outcome
    "real/huaian_2024": (set(), set()),
    # published with parts 11 and 5 against totals of 0
    "real/hongze_2023": ({"A201", "A203"}, set()),
    "real/shanghai_kewei_2024": ({"V103.2"}, {"A101", "A103", "A105"}),
    # most zeros and totals are printed blank; the list of figures drops the unit of the amount
    "real/shanghai_office_2019": (
        {"V103.2", "V103.3", "V110", "V202"},
        {"A101", "A102", "A103", "A105", "A201", "A202", "A203"},
    ),
}


def report_of(path: Path) -> Report:
    """The report of an expected file: null is a blank."""
    data = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    figures: dict[str, Any] = {a: "" if v is None else v for a, v in data["figures"].items()}
    forms = {"requests": "2019"} if "requests.other_handling.total" in figures else {}
    return build_report(
        figures,
        publisher=data["publisher"],
        year=data["year"],
        edition=data["edition"],
        forms=forms,
    )


@pytest.mark.parametrize("name", EXPECTED)
def test_real_reports(shared_reports: Path, name: str) -> None:
    """Exactly the faults that were published; blanks leave their sums open."""
    assessment = validate(report_of(shared_reports / f"{name}.expected.json"), select=("A", "V"))
    findings, opened = EXPECTED[name]
    old = {"A101", "A102", "A103", "A105", "A201", "A202", "A203"}
    assert {f.rule for f in assessment.findings} == findings
    assert {o.rule for o in assessment.outcomes if o.open and o.rule in old} == opened


def test_hongze_numbers(shared_reports: Path) -> None:
    """11 against 0 and 5 against 0."""
    assessment = validate(report_of(shared_reports / "real/hongze_2023.expected.json"))
    numbers = [(f.rule, f.expected, f.observed, f.difference) for f in assessment.errors]
    assert numbers == [("A201", 11, 0, 11), ("A203", 5, 0, 5)]


#: file -> what the prose contradicts: rule, outcome, expected, observed
TOLD: dict[str, list[tuple[str, str, Any, Any]]] = {
    "000_549a9b45900b184e.txt": [],
    "001_35a7a0986a780ec4.txt": [("N102", "review", 368 + 469 + 873, 1750)],
    "002_59f3838da1fae8cc.txt": [],
    "003_312774fa3765aab5.txt": [
        ("N102", "fail", 41 + 28 + 9 + 6, 80),
        ("N103", "fail", None, 80),
        ("N122", "fail", 84, 80),
    ],
    # 103 requests and 3 reconsiderations, of which the text says nothing
    "004_0f60ab1572c40d0d.txt": [("N129.1", "fail", None, 103), ("N129.2", "fail", None, 3)],
    # all closed, and one carried forward in the next sentence; 2139 items, of which 21 may be 393
    "real/shanghai_kewei_2024.md": [("N102", "review", 2160, 2139), ("N109", "review", 0, 1)],
    # outcomes of 716 for 805 answers, two and one of the upheld cases pending, two shares
    "real/shanghai_office_2019.html": [
        ("N102", "fail", 716, 805),
        ("N108", "fail", 0, 3),
        ("N131", "fail", Decimal("32.0497"), Decimal("33.9")),
        ("N131", "review", Decimal("4.3478"), Decimal("4.34")),
    ],
}


@pytest.mark.parametrize("name", TOLD)
def test_what_the_prose_tells(shared_reports: Path, name: str) -> None:
    """Each fault, read in the source by hand, and nothing false."""
    report = govinfo_report.parse(shared_reports / name)
    findings = validate(report, select=("N1", "N3")).findings
    assert [(f.rule, f.outcome.value, f.expected, f.observed) for f in findings] == TOLD[name]


def test_eighty_four_requests_were_sixty_eight(shared_reports: Path) -> None:
    """The rate is impossible for the number told, and exact for the sum of its parts."""
    (path,) = shared_reports.glob("003_*.txt")
    assessment = validate(govinfo_report.parse(path), select=("N103",))
    (finding,) = assessment.findings
    assert "41＋28＋9＋6＝84：68→84" in finding.message["zh"]
    assert "41＋28＋9＋6＝84：68→84" in finding.message["en"]
    assert finding.attribution == "source"
    assert "同比增加了24%" in finding.evidence[-1]
