"""Building a report in code: every kind of value, and what is refused."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from govinfo_report.errors import UsageError
from govinfo_report.model.build import build_report, forms_of
from govinfo_report.model.figure import Figure, Grade, Origin, Reason, State
from govinfo_report.model.place import Place
from govinfo_report.model.report import Reading
from govinfo_report.model.unknown import UnknownAddressError

TOTAL = "requests.granted.total"
FEE = "proactive_disclosure.administrative_fees.amount_wan_yuan"


class Whole:
    """An integer of another library."""

    def __index__(self) -> int:
        return 17


@pytest.mark.parametrize(
    ("value", "state", "number", "reason"),
    [
        (3, State.VALUE, 3, None),
        (0, State.VALUE, 0, None),
        (Whole(), State.VALUE, 17, None),
        (Decimal("3.00"), State.VALUE, 3, None),
        (Decimal("2.5"), State.VALUE, Decimal("2.5"), None),
        ("41件", State.VALUE, 41, None),
        ("１２", State.VALUE, 12, None),
        ("22（其中修订16件）", State.VALUE, 22, None),
        ("", State.BLANK, None, Reason.EMPTY),
        (" \u3000", State.BLANK, None, Reason.EMPTY),
        ("/", State.NOT_APPLICABLE, None, Reason.MARK),
        ("1***", State.REFUSED, None, Reason.NOT_A_NUMBER),
        (None, State.ABSENT, None, Reason.NOT_GIVEN),
        (State.BLANK, State.BLANK, None, Reason.EMPTY),
        (State.NOT_APPLICABLE, State.NOT_APPLICABLE, None, Reason.MARK),
        (State.REFUSED, State.REFUSED, None, Reason.NOT_A_NUMBER),
        (State.ABSENT, State.ABSENT, None, Reason.NOT_GIVEN),
        (Reason.EMPTY, State.BLANK, None, Reason.EMPTY),
        (Reason.LABEL_LOST, State.REFUSED, None, Reason.LABEL_LOST),
        (Reason.ROW_NOT_FOUND, State.ABSENT, None, Reason.ROW_NOT_FOUND),
    ],
)
def test_kinds_of_values(value: Any, state: State, number: Any, reason: Reason | None) -> None:
    """Blank, mark, zero, unreadable and absent stay five different things."""
    figure = build_report({TOTAL: value})[TOTAL]
    assert (figure.state, figure.value, figure.reason) == (state, number, reason)
    assert figure.unit == "件"
    assert figure.origin is Origin.PRINTED
    plain = isinstance(value, str) and not isinstance(value, State | Reason)
    assert figure.raw == (value if plain else None)


def test_amounts_are_decimals() -> None:
    """Also when given as an int or as text in yuan."""
    for value, expected in (
        (5, "5"),
        ("15156.90", "15156.9"),
        ("90元", "0.009"),
        (Decimal(0), "0"),
    ):
        figure = build_report({FEE: value})[FEE]
        assert type(figure.value) is Decimal
        assert figure.value == Decimal(expected)
        assert figure.unit == "万元"


def test_what_is_left_out_is_absent() -> None:
    """Every other address is there, absent, reason not-given."""
    report = build_report({TOTAL: 1})
    others = [f for a, f in report.figures.items() if a != TOTAL]
    assert len(others) == 199
    assert {(f.state, f.reason, f.value) for f in others} == {
        (State.ABSENT, Reason.NOT_GIVEN, None)
    }


def test_nested_mappings() -> None:
    """Dictionaries in dictionaries spell the same addresses."""
    nested = build_report({"requests": {"granted": {"total": 3}, "denied.state_secret.total": 4}})
    assert nested == build_report({TOTAL: 3, "requests.denied.state_secret.total": 4})
    with pytest.raises(UsageError, match="twice"):
        build_report({"requests": {"granted": {"total": 3}}, TOTAL: 3})


def test_figures_are_taken_over() -> None:
    """With place and raw text, so that a report can be rebuilt with another form."""
    figure = Figure("", 4, State.VALUE, "4", Place(line=2), "件")
    built = build_report({TOTAL: figure})[TOTAL]
    assert (built.address, built.raw, built.place) == (TOTAL, "4", Place(line=2))
    report = build_report({TOTAL: 4})
    assert build_report(report.figures) == report
    with pytest.raises(UsageError):
        build_report({TOTAL: report["requests.carried_in.total"]})
    with pytest.raises(UsageError):
        build_report({TOTAL: Figure(TOTAL, None, State.VALUE)})


def test_forms_depart_from_the_edition() -> None:
    """``forms`` names the exceptions; the edition is that of most blocks."""
    report = build_report({}, forms={"requests": "2019"})
    assert report.edition == "2021"
    assert report.forms == {**forms_of("2021"), "requests": "2019"}
    assert len(report) == 10 + 161 + 15
    assert build_report({}, edition="2019", forms={"requests": "2021"}).edition == "2019"


def test_reading_of_a_built_report() -> None:
    """Nothing was read: unverified, unless the caller says otherwise; refusals are counted."""
    report = build_report({TOTAL: "1***"})
    assert (report.grade, report.reading.refused, report.reading.opener) == ("unverified", 1, "")
    given = build_report({}, reading=Reading(grade="verified", opener="text"))
    assert set(given.reading.grade.values()) == {Grade.VERIFIED}
    partly = Reading(grade={"report": "refused", "requests": Grade.REFUSED})
    assert partly.grade["requests"] is Grade.REFUSED
    assert partly.grade["proactive_disclosure"] is Grade.UNVERIFIED


@pytest.mark.parametrize(
    "value",
    [
        3.0, float("nan"), True, [], object(), b"3", State.VALUE, 10**12, -(10**12), 10**5000,
        Decimal("NaN"), Decimal("Infinity"), Decimal("1E+400000"), Decimal("1E-400000"),
        Decimal("0.00000000001"),
    ],
    ids=lambda value: type(value).__name__,
)  # fmt: skip
@pytest.mark.parametrize("address", [TOTAL, FEE])
def test_values_of_another_kind(address: str, value: Any) -> None:
    """A float is not exact, a bool is no count, and no figure has thirteen digits."""
    if address == FEE and type(value) is int:
        value = value * 100  # amounts may have fourteen digits
    with pytest.raises(UsageError) as caught:
        build_report({address: value})
    assert address in str(caught.value)
    assert len(caught.value.text("zh")) < 400


def test_addresses_outside_the_forms() -> None:
    """Unknown and derived addresses are refused by name."""
    with pytest.raises(UnknownAddressError, match=r"requests\.granted\.total"):
        build_report({"requests.granted.totals": 1})
    with pytest.raises(UsageError, match="derived"):
        build_report({"requests.denied.total": 1})
    with pytest.raises(UsageError, match='"requests": "2019"'):
        build_report({"requests.other_handling.total": 1})
    with pytest.raises(UnknownAddressError, match="2019 form"):
        build_report({"proactive_disclosure.centralized_procurement.count": 1})
    with pytest.raises(UsageError):
        build_report({}, edition="pre_2014")
    with pytest.raises(UnknownAddressError):
        build_report({3: 1})  # type: ignore[dict-item]
