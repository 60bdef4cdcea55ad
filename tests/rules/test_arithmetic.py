"""Family A: exact sets of findings for valid, invalid and open reports; mutants are noticed."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve

from govinfo_report.model.finding import Attribution
from govinfo_report.model.note import Note
from govinfo_report.rules import Check, matrix, validate

R = "requests."
L = "review_and_litigation."
DIRECT, LATER = L + "litigation_direct.", L + "litigation_after_reconsideration."
IDENTITIES = {"A101", "A102", "A103", "A105", "A201", "A202", "A203"}
REVIEW = L + "administrative_reconsideration."


def shifted(values: dict[str, Any], **steps: int) -> dict[str, Any]:
    """Changes of single figures by a step; ``__`` stands for a point."""
    return {
        (address := name.replace("__", ".")): values[address] + step for name, step in steps.items()
    }


@pytest.mark.parametrize("edition", ["2021", "2019"])
@pytest.mark.parametrize(
    "changes",
    [
        {},
        # the same step in a row and its total, in the outcome and the intake: still balanced
        {"requests__granted__natural_person": 5, "requests__granted__total": 5,
         "requests__total_handled__natural_person": 5, "requests__total_handled__total": 5,
         "requests__new_received__natural_person": 5, "requests__new_received__total": 5},
        # a request moved from one outcome to another
        {"requests__granted__natural_person": -1, "requests__granted__total": -1,
         "requests__partially_granted__natural_person": 1, "requests__partially_granted__total": 1},
        {"review_and_litigation__litigation_direct__upheld": 4,
         "review_and_litigation__litigation_direct__total": 4},
    ],
)  # fmt: skip
def test_valid(make, balanced, found, edition: str, changes: dict[str, int]) -> None:
    """What balances raises nothing at all, in any family."""
    report = make(shifted(balanced(edition), **changes), edition=edition)
    assert found(report) == set()
    checked = {o.rule: o.checked for o in validate(report).outcomes if o.rule in IDENTITIES}
    rows = 25 if edition == "2021" else 23
    assert checked == {
        "A101": rows, "A102": 7, "A103": 7, "A105": 0, "A201": 1, "A202": 1, "A203": 1,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        # one cell of each kind: row check and column check meet in it
        ({"requests__granted__natural_person": 1}, {"A101.3", "A102.1", "A110"}),
        ({"requests__granted__natural_person": -1}, {"A101.3", "A102.1", "A110"}),
        ({"requests__denied__state_secret__research_institution": 9}, {"A101.5", "A102.3", "A110"}),
        ({"requests__denied__state_secret__total": 9}, {"A101.5", "A102.7", "A110"}),
        ({"requests__other_handling__other__other_organization": 1}, {"A101.23", "A102.6", "A110"}),
        ({"requests__new_received__total": 1}, {"A101.1", "A103.7", "A110"}),
        ({"requests__carried_in__legal_service_institution": 1}, {"A101.2", "A103.5", "A110"}),
        ({"requests__carried_out__commercial_enterprise": 1}, {"A101.25", "A103.2", "A110"}),
        ({"requests__total_handled__total": 1}, {"A101.24", "A102.7", "A103.7", "A110"}),
        ({"requests__total_handled__natural_person": -1}, {"A101.24", "A102.1", "A103.1", "A110"}),
        # figure and total of the row wrong together: only the columns tell
        ({"requests__granted__natural_person": 2, "requests__granted__total": 2},
         {"A102.1", "A102.7", "A111.1"}),
        # a figure one column off, the total right
        ({"requests__granted__natural_person": -1, "requests__granted__commercial_enterprise": 1},
         {"A102.1", "A102.2"}),
        # carried forward forgotten in column and total
        ({"requests__carried_out__natural_person": -1, "requests__carried_out__total": -1},
         {"A103.1", "A103.7", "A111.2"}),
        ({"review_and_litigation__administrative_reconsideration__upheld": 1}, {"A201"}),
        ({"review_and_litigation__administrative_reconsideration__pending": -1}, {"A201"}),
        ({"review_and_litigation__administrative_reconsideration__total": 1}, {"A201"}),
        ({"review_and_litigation__litigation_direct__corrected": 1}, {"A202"}),
        ({"review_and_litigation__litigation_direct__other_result": -1}, {"A202"}),
        ({"review_and_litigation__litigation_direct__total": -1}, {"A202"}),
        ({"review_and_litigation__litigation_after_reconsideration__upheld": 1}, {"A203"}),
        ({"review_and_litigation__litigation_after_reconsideration__corrected": -1}, {"A203"}),
        ({"review_and_litigation__litigation_after_reconsideration__total": 1}, {"A203"}),
    ],
)  # fmt: skip
def test_invalid(make, balanced, found, changes: dict[str, int], expected: set[str]) -> None:
    """A fault raises exactly the identities that contain it, whichever way it goes."""
    assert found(make(shifted(balanced(), **changes))) == expected


@pytest.mark.parametrize("state", ["", "/", "看附件", None])
@pytest.mark.parametrize(
    ("address", "open_rules"),
    [
        (R + "granted.natural_person", {"A101": 1, "A102": 1}),
        (R + "new_received.total", {"A101": 1, "A103": 1, "A105": 1, "A106": 1}),
        (R + "total_handled.total", {"A101": 1, "A102": 1, "A103": 1, "A107": 1}),
        (R + "carried_out.total", {"A101": 1, "A103": 1, "A105": 1, "A106": 1}),
        (REVIEW + "total", {"A201": 1}),
        (REVIEW + "upheld", {"A201": 1}),
        (DIRECT + "pending", {"A202": 1}),
        (DIRECT + "total", {"A202": 1}),
        (LATER + "upheld", {"A203": 1}),
        (LATER + "total", {"A203": 1}),
    ],
)
def test_open(make, address: str, open_rules: dict[str, int], state: str | None) -> None:
    """What needs a blank, marked, refused or absent figure is open: neither pass nor zero."""
    assessment = validate(make({address: state}))
    outcomes = {o.rule: o for o in assessment.outcomes if o.rule.startswith("A")}
    assert {rule: o.open for rule, o in outcomes.items() if o.open} == open_rules
    for rule in open_rules:
        assert outcomes[rule].status == "open"
        assert address in outcomes[rule].reason
    assert not any(f.rule.startswith("A") for f in assessment.findings)
    assert not assessment.complete
    assert assessment.ok


def test_a_blank_is_not_zero(make, balanced) -> None:
    """A row that would fail with zero in the blank is open, and so is one that would hold."""
    assessment = validate(make({R + "granted.natural_person": ""}))
    assert assessment.outcome("A101").failed == 0
    zero = dict.fromkeys([a for a in balanced() if a.startswith(LATER)], 0)
    assessment = validate(make({**zero, LATER + "upheld": ""}))
    assert assessment.outcome("A203").status == "open"


def test_an_absent_table_does_not_flood(make) -> None:
    """All identities of the table are counted as open; no finding of family A."""
    assessment = validate(make(drop="requests."))
    opened = {o.rule: (o.status.value, o.open) for o in assessment.outcomes if o.rule < "B"}
    assert {rule: became for rule, became in opened.items() if rule in IDENTITIES} == {
        "A101": ("open", 25), "A102": ("open", 7), "A103": ("open", 7), "A105": ("open", 7),
        "A201": ("pass", 0), "A202": ("pass", 0), "A203": ("pass", 0),
    }  # fmt: skip
    assert assessment.findings == ()


def test_both_numbers_and_the_difference(make) -> None:
    """Sample 004 as it would look with nothing carried forward."""
    zero = {a: 0 for a in make().figures if a.startswith(R)}
    person = {
        R + "new_received.natural_person": 103, R + "granted.natural_person": 5,
        R + "unable_to_provide.not_held.natural_person": 90,
        R + "total_handled.natural_person": 95,
    }  # fmt: skip
    total = {a.replace("natural_person", "total"): v for a, v in person.items()}
    finding = validate(make({**zero, **person, **total}), select=("A103",)).findings[-1]
    assert finding.rule == "A103.7"
    assert (finding.expected, finding.observed, finding.difference) == (103, 95, 8)
    assert (
        finding.message["zh"]
        == "〔A103〕总计列：一（103）＋二（0）＝103，三（95）＋四（0）＝95，相差 8。"
    )
    assert finding.message["en"] == (
        "[A103] Column 总计: item 1 (103) + item 2 (0) = 103, item 3 (95) + item 4 (0) = 95; "
        "difference 8."
    )
    assert finding.addresses[0] == R + "total_handled.total"
    assert finding.evidence == (
        "+ requests.new_received.total = 103", "- requests.total_handled.total = 95",
    )  # fmt: skip


def test_addends_are_shown(make, balanced) -> None:
    """Parts and total of a row, by hand."""
    zero = {a: 0 for a in balanced() if a.startswith(LATER)}
    report = make({**zero, LATER + "upheld": 2, LATER + "corrected": 3})
    (finding,) = validate(report).findings
    assert finding.message["zh"] == "〔A203〕复议后起诉：2+3+0+0＝5，总计 0，相差 5。"
    assert (finding.expected, finding.observed, finding.difference) == (5, 0, 5)


def test_fractions_are_summed_exactly(make, balanced) -> None:
    """A count printed with a fraction is V102's business; sums stay exact."""
    base = balanced()
    half = {
        LATER + "upheld": Decimal(base[LATER + "upheld"]) + Decimal("0.1"),
        LATER + "total": Decimal(base[LATER + "total"]) + Decimal("0.1"),
    }
    assert {f.rule for f in validate(make(half)).findings} == {"V102"}
    half[LATER + "total"] += Decimal("0.1")
    assert {f.rule for f in validate(make(half)).findings} == {"V102", "A203"}


# -- A105 --------------------------------------------------------------------------------------

HANDLED = {R + "total_handled.total": ""}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({R + "carried_out.total": 10, R + "new_received.total": 6, R + "carried_in.total": 4},
         "pass"),
        ({R + "carried_out.total": 9, R + "new_received.total": 6, R + "carried_in.total": 4},
         "pass"),
        ({R + "carried_out.total": 0, R + "new_received.total": 0, R + "carried_in.total": 0},
         "pass"),
        ({R + "carried_out.total": 11, R + "new_received.total": 6, R + "carried_in.total": 4},
         "fail"),
        ({R + "carried_out.total": 1, R + "new_received.total": 0, R + "carried_in.total": 0},
         "fail"),
        ({R + "carried_out.total": 7, R + "new_received.total": 0, R + "carried_in.total": 6},
         "fail"),
        ({R + "carried_out.total": 7, R + "new_received.total": 0, R + "carried_in.total": ""},
         "open"),
        ({R + "carried_out.total": "", R + "new_received.total": 0, R + "carried_in.total": 6},
         "open"),
        ({R + "carried_out.total": 7, R + "new_received.total": "/", R + "carried_in.total": 6},
         "open"),
    ],
)  # fmt: skip
def test_carry_out_maximum(make, status, changes: dict[str, Any], expected: str) -> None:
    """Where the total handled is unknown, no more can be carried out than came in."""
    assert status(make({**HANDLED, **changes}), "A105") == expected


def test_carry_out_maximum_gives_way_to_the_balance(make, found, status) -> None:
    """Where A103 can be assessed, A105 says nothing, however large the figure."""
    report = make({R + "carried_out.total": 10**6})
    assert status(report, "A105") == "not_applicable"
    assert found(report) == {"A101.25", "A103.7", "A110"}


def test_carry_out_maximum_numbers(make) -> None:
    """Ten came in, eleven are carried out."""
    report = make(
        {**HANDLED, R + "carried_out.total": 11, R + "new_received.total": 6,
         R + "carried_in.total": 4}
    )  # fmt: skip
    finding = next(f for f in validate(report).findings if f.slug == "carry-out-maximum")
    assert finding.rule == "A105.7"
    assert (finding.expected, finding.observed, finding.difference) == (10, 11, 1)
    assert finding.addresses[0] == R + "carried_out.total"


# -- who is the suspect ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("grade", "notes", "expected"),
    [
        ("verified", (), Attribution.SOURCE),
        ("unverified", (), Attribution.UNDECIDED),
        ({"requests": "verified"}, (), Attribution.SOURCE),
        ({"requests": "unverified", "review_and_litigation": "verified"}, (),
         Attribution.UNDECIDED),
        ("verified", (Note("P301", (R + "granted.total",)),), Attribution.READER),
        ("verified", (Note("P207", (R + "granted.other_organization",)),), Attribution.READER),
        ("unverified", (Note("P302", (R + "granted.total",)),), Attribution.READER),
        ("verified", (Note("P301", (R + "partially_granted.total",)),), Attribution.SOURCE),
        ("verified", (Note("P305", ()), Note("V108", (R + "granted.total",), {"raw": "3（1）"})),
         Attribution.SOURCE),
        ("verified", (Note("P909", (R + "granted.total",)),), Attribution.SOURCE),
    ],
)  # fmt: skip
def test_attribution(make, balanced, grade: Any, notes: tuple[Note, ...], expected) -> None:
    """The document only at grade verified; our reading where it met difficulties."""
    report = make(shifted(balanced(), requests__granted__total=1), grade=grade, notes=notes)
    finding = next(f for f in validate(report).findings if f.rule == "A101.3")
    assert finding.attribution is expected


# -- mutants --------------------------------------------------------------------------------------


def neighbour(address: str, among: tuple[str, ...]) -> str:
    """The same column in the next row of the form, or the next column."""
    at = among.index(address)
    step = 7 if address.startswith(R) else 5
    return among[(at + step) % len(among)]


def mutants(check: Check, addresses: tuple[str, ...]) -> list[Check]:
    """Drop a term, flip its sign, take the neighbouring row, for every term."""
    found = []
    for i, (address, sign) in enumerate(check.terms):
        rest = (*check.terms[:i], *check.terms[i + 1 :])
        other = neighbour(address, tuple(a for a in addresses if a.startswith(check.table)))
        found += [
            evolve(check, terms=rest),
            evolve(check, terms=(*rest, (address, -sign))),
            evolve(check, terms=(*rest, (other, sign))),
        ]
    return found


@pytest.mark.parametrize("edition", ["2021", "2019"])
def test_mutants_of_the_matrix_are_killed(
    make: Callable[..., Any], balanced: Callable[..., dict[str, Any]], edition: str
) -> None:
    """A balanced report with distinct figures tells every mutant from the identity."""
    values = balanced(edition)
    addresses = tuple(make(edition=edition).figures)
    for check in matrix(edition, edition).checks:
        assert check.residual(values) == 0
        for mutant in mutants(check, addresses):
            assert mutant.residual(values) != 0, (check.id, mutant)
