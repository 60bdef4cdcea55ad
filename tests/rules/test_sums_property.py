"""Random balanced reports raise nothing; a fault of one cell is always found; blanks stay open."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govinfo_report.model.address import addresses_of
from govinfo_report.model.build import build_report, forms_of
from govinfo_report.model.figure import State
from govinfo_report.rules import matrix, validate

SUMS = {"A101", "A102", "A103", "A201", "A202", "A203"}
EDITIONS = st.sampled_from(["2021", "2019"])
SEEDS = st.integers(0, 2**32)


def rules_of(values: dict[str, Any], edition: str) -> set[str]:
    report = build_report(values, publisher="柳岸县", year=2023, edition=edition)
    return {finding.rule.partition(".")[0] for finding in validate(report).findings}


@pytest.fixture(scope="module")
def draw(request: pytest.FixtureRequest) -> Callable[..., dict[str, Any]]:
    """Balanced values from a start and a largest value, many zeros when it is small."""
    from random import Random

    def values(edition: str, start: int, most: int) -> dict[str, Any]:
        rng = Random(start)
        found: dict[str, Any] = {a: rng.randint(0, most) for a in addresses_of(forms_of(edition))}
        for check in sorted(matrix(edition, edition).checks, key=lambda c: c.rule == "A101"):
            if check.rule == "A101":
                continue
            *parts, (total, _) = check.terms
            if check.rule == "A103":
                (new, _), (carried_in, _), (handled, _), (out, _) = check.terms
                found[carried_in] = min(found[carried_in], found[handled] + found[out])
                found[new] = found[handled] + found[out] - found[carried_in]
            else:
                found[total] = sum(found[a] for a, _ in parts)
        for check in matrix(edition, edition).by_rule["A101"]:
            *parts, (total, _) = check.terms
            found[total] = sum(found[a] for a, _ in parts)
        return found

    return values


@given(edition=EDITIONS, start=SEEDS, most=st.sampled_from([0, 1, 9, 10**6]))
def test_balanced_reports_raise_nothing(draw, edition: str, start: int, most: int) -> None:
    """No sum and no value rule fires, whatever the size of the figures."""
    values = draw(edition, start, most)
    for check in matrix(edition, edition).checks:
        assert check.residual(values) == 0
    assert not rules_of(values, edition) & {*SUMS, "A105", "A110", "A111", "V101", "V102"}


@given(
    edition=EDITIONS, start=SEEDS, at=st.integers(0, 10**6),
    step=st.integers(-(10**6), 10**6).filter(bool),
)  # fmt: skip
def test_every_one_cell_fault_is_found(draw, edition: str, start: int, at: int, step: int) -> None:
    """Tables 3 and 4: exactly the checks that see the cell fail, by exactly the fault."""
    values = draw(edition, start, 50)
    seen = matrix(edition, edition).by_address
    address = sorted(seen)[at % len(seen)]
    wrong = values | {address: values[address] + step}
    report = build_report(wrong, publisher="柳岸县", year=2023, edition=edition)
    failed = {
        finding.rule: (finding.expected, finding.observed, finding.difference)
        for finding in validate(report).findings
        if finding.rule.partition(".")[0] in SUMS
    }
    assert set(failed) == {check for check, _ in seen[address]}
    for expected, observed, difference in failed.values():
        assert abs(expected - observed) == difference == abs(step)


@given(edition=EDITIONS, start=SEEDS, at=st.integers(0, 10**6),
       state=st.sampled_from([State.BLANK, State.NOT_APPLICABLE, State.REFUSED, None]))  # fmt: skip
def test_a_missing_cell_opens_its_checks(draw, edition: str, start: int, at: int, state) -> None:
    """What needs the cell is open, the rest passes; nothing takes it for zero."""
    values = draw(edition, start, 50)
    seen = matrix(edition, edition).by_address
    address = sorted(seen)[at % len(seen)]
    report = build_report(values | {address: state}, year=2023, edition=edition)
    assessment = validate(report)
    opened = {o.rule: o.open for o in assessment.outcomes if o.rule in SUMS and o.open}
    by_rule: dict[str, int] = {}
    for check, _ in seen[address]:
        rule = check.partition(".")[0]
        by_rule[rule] = by_rule.get(rule, 0) + 1
    assert opened == by_rule
    assert not any(f.rule.partition(".")[0] in SUMS for f in assessment.findings)
    assert not assessment.complete


@given(
    values=st.dictionaries(
        st.sampled_from(addresses_of(forms_of("2021"))),
        st.one_of(
            st.integers(-5, 5), st.sampled_from(["", "/", "无", "3.5", "l2", "41件", "***", "-2"]),
            st.sampled_from([s for s in State if s is not State.VALUE]),
            st.text(max_size=6), st.none(),
        ),
        max_size=60,
    )
)  # fmt: skip
def test_nothing_crashes(values: dict[str, Any]) -> None:
    """Any mix of states: every rule has an outcome, none crashed, messages and JSON are text."""
    report = build_report(values, publisher="柳岸县", year=2023)
    assessment = validate(report)
    assert not [o for o in assessment.outcomes if o.status == "crashed"]
    assert all(f.message["zh"] and f.message["en"] for f in assessment.findings)
    assert len({f.fingerprint for f in assessment.findings}) == len(assessment.findings)
    assert validate(report).to_json() == assessment.to_json()
    str(assessment.to_json()).encode()
