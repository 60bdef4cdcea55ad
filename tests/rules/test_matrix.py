"""The check matrix against hand-written facts: shapes, rank, syndromes."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations

import pytest

from govinfo_report.model.build import forms_of
from govinfo_report.rules import Matrix, matrix, matrix_of

LEAVES_2021 = 21
LEAVES_2019 = 19


def rank(rows: list[dict[str, int]]) -> int:
    """Rank over the rationals by elimination."""
    pivots: list[tuple[str, dict[str, Fraction]]] = []
    for raw in rows:
        row = {a: Fraction(c) for a, c in raw.items()}
        for address, pivot in pivots:
            if factor := row.get(address):
                for a, c in pivot.items():
                    row[a] = row.get(a, Fraction(0)) - factor * c
        row = {a: c for a, c in row.items() if c}
        if row:
            address = next(iter(row))
            pivots.append((address, {a: c / row[address] for a, c in row.items()}))
    return len(pivots)


def table_3(edition: str) -> Matrix:
    return matrix(edition, None)


@pytest.mark.parametrize(
    ("edition", "rows", "leaves"), [("2021", 25, LEAVES_2021), ("2019", 23, LEAVES_2019)]
)
def test_shape(edition: str, rows: int, leaves: int) -> None:
    """25 + 7 + 7 checks in 2021, two rows fewer in 2019, three in table 4."""
    checks = matrix(edition, edition).by_rule
    assert {rule: len(found) for rule, found in checks.items()} == {
        "A101": rows, "A102": 7, "A103": 7, "A201": 1, "A202": 1, "A203": 1,
    }  # fmt: skip
    assert {len(c.terms) for c in checks["A101"]} == {7}
    assert {len(c.terms) for c in checks["A102"]} == {leaves + 1}
    assert {len(c.terms) for c in checks["A103"]} == {4}
    assert [c.index for c in checks["A101"]] == list(range(1, rows + 1))
    assert [c.id for c in checks["A103"]] == [f"A103.{i}" for i in range(1, 8)]
    assert checks["A202"][0].id == "A202"


def test_rows_by_hand() -> None:
    """Three rows written out from the printed form."""
    checks = {check.id: check for check in matrix().checks}
    assert dict(checks["A103.1"].terms) == {
        "requests.new_received.natural_person": 1,
        "requests.carried_in.natural_person": 1,
        "requests.total_handled.natural_person": -1,
        "requests.carried_out.natural_person": -1,
    }
    assert dict(checks["A101.13"].terms) == {
        "requests.unable_to_provide.not_held.natural_person": 1,
        "requests.unable_to_provide.not_held.commercial_enterprise": 1,
        "requests.unable_to_provide.not_held.research_institution": 1,
        "requests.unable_to_provide.not_held.public_welfare_organization": 1,
        "requests.unable_to_provide.not_held.legal_service_institution": 1,
        "requests.unable_to_provide.not_held.other_organization": 1,
        "requests.unable_to_provide.not_held.total": -1,
    }
    assert dict(checks["A202"].terms) == {
        "review_and_litigation.litigation_direct.upheld": 1,
        "review_and_litigation.litigation_direct.corrected": 1,
        "review_and_litigation.litigation_direct.other_result": 1,
        "review_and_litigation.litigation_direct.pending": 1,
        "review_and_litigation.litigation_direct.total": -1,
    }


def test_outcomes_by_hand() -> None:
    """A102 adds every outcome once and neither what came in nor what is carried out."""
    column = "requests.{}.other_organization"
    names = (
        "granted", "partially_granted", "denied.state_secret", "denied.prohibited_by_law",
        "denied.security_and_stability", "denied.third_party_rights", "denied.internal_affairs",
        "denied.deliberative_process", "denied.enforcement_file", "denied.administrative_inquiry",
        "unable_to_provide.not_held", "unable_to_provide.creation_required",
        "unable_to_provide.still_unclear", "not_processed.petition_or_complaint",
        "not_processed.repeat_request", "not_processed.public_publication",
        "not_processed.unjustified_mass_requests", "not_processed.confirm_or_reissue",
    )  # fmt: skip
    groups = {
        "2021": ("uncorrected_overdue", "fee_unpaid_overdue", "other"),
        "2019": (),
    }
    for edition, others in groups.items():
        check = matrix(edition, None).by_rule["A102"][5]
        last = tuple(f"other_handling.{name}" for name in others) or ("other_handling",)
        expected = {column.format(name): 1 for name in (*names, *last)}
        assert dict(check.terms) == {**expected, column.format("total_handled"): -1}
        assert check.label == "其他"


@pytest.mark.parametrize(("edition", "expected"), [("2021", 37), ("2019", 35)])
def test_rank_of_table_3(edition: str, expected: int) -> None:
    """39 checks of rank 37 in 2021: two follow from the others."""
    checks = table_3(edition).checks
    assert rank([dict(check.terms) for check in checks]) == expected == len(checks) - 2


@pytest.mark.parametrize(("edition", "cells"), [("2021", 175), ("2019", 161)])
def test_every_single_fault_has_a_syndrome_of_its_own(edition: str, cells: int) -> None:
    """No two cells of table 3 are seen by the same checks, even up to a factor."""
    seen = table_3(edition).by_address
    assert len(seen) == cells
    directions = set()
    for syndrome in seen.values():
        scale = syndrome[0][1]
        directions.add(tuple((check, Fraction(c, scale)) for check, c in syndrome))
    assert len(directions) == cells


def test_how_many_checks_see_a_cell() -> None:
    """168 cells by two, the seven of the total row by three."""
    counts = [len(seen) for seen in table_3("2021").by_address.values()]
    assert counts.count(2) == 168
    assert counts.count(3) == 7


def test_no_two_cells_can_hide_each_other() -> None:
    """Within a row or column, two wrong cells always leave a failed check."""
    seen = table_3("2021").by_address
    vectors = [dict(s) for s in seen.values()]
    keys = [frozenset(vector) for vector in vectors]
    for (a, left), (b, right) in combinations(enumerate(vectors), 2):
        if keys[a] == keys[b]:
            ratios = {Fraction(left[c], right[c]) for c in left}
            assert len(ratios) > 1


def test_forms_of_a_report() -> None:
    """Each table follows its own block; a form without classes has no checks."""
    hybrid = {**forms_of("2021"), "requests": "2019"}
    assert len(matrix_of(hybrid).by_rule["A101"]) == 23
    assert "A101" not in matrix_of({"review_and_litigation": "2021"}).by_rule
    assert matrix(None, "2014").checks == ()
