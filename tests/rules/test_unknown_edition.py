"""Reports whose edition is not known, or not that of their tables."""

from __future__ import annotations

import pytest
from attrs import evolve

from govinfo_report.model.build import build_report
from govinfo_report.rules import validate

CITED = "依据国办公开办函〔2019〕60号编制。"


@pytest.mark.parametrize("edition", ["unknown", "pre_2014"])
def test_the_year_asks_for_no_form(edition: str) -> None:
    """Which form a year prescribes is asked only of an edition that has forms."""
    report = build_report({"requests.granted.total": 3}, edition="2021", year=2020)
    assert validate(report).outcome("S301").status.value == "fail"
    assert validate(evolve(report, edition=edition)).outcome("S301").status.value == "not_applicable"


def test_the_notice_cited_is_none_of_this_edition() -> None:
    """The form of 2014 came with a notice that S302 does not know."""
    report = build_report(
        {"requests.granted.total": 3}, edition="2021", year=2022, preamble=CITED
    )
    assert validate(report).outcome("S302").status.value == "fail"
    assert validate(evolve(report, edition="2014")).outcome("S302").status.value == "not_applicable"
