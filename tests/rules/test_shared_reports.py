"""What the published figures of real reports raise, and nothing besides."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

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
