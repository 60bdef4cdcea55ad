"""Typed access to plain values in both editions and in mixed reports."""

from __future__ import annotations

import pickle
from decimal import Decimal
from typing import assert_type

import pytest

from govinfo_report.errors import GovInfoReportError
from govinfo_report.model import forms
from govinfo_report.model.build import build_report
from govinfo_report.model.report import Report
from govinfo_report.model.views import OutsideFormError


@pytest.fixture(scope="module")
def report() -> Report:
    """A report of the 2021 edition with a few values."""
    return build_report({
        "requests": {
            "granted": {"natural_person": 12, "total": 15},
            "carried_in": {"total": ""},
            "denied": {
                row: {"total": n}
                for n, row in enumerate((
                    "state_secret", "prohibited_by_law", "security_and_stability",
                    "third_party_rights", "internal_affairs", "deliberative_process",
                    "enforcement_file", "administrative_inquiry",
                ))
            },
            "other_handling": {"other": {"total": 9}},
        },
        "proactive_disclosure": {"administrative_fees": {"amount_wan_yuan": 7}},
        "review_and_litigation": {"litigation_direct": {"upheld": 4}},
    })  # fmt: skip


def test_values(report: Report) -> None:
    """Plain numbers, ``None`` for what has no value, in the types a checker expects."""
    assert_type(report.requests, forms.Requests)
    assert_type(report.requests.denied.state_secret, forms.Applicants)
    assert_type(report.requests.granted.total, int | None)
    assert_type(report.proactive_disclosure.administrative_fees.amount_wan_yuan, Decimal | None)
    assert_type(report.review_and_litigation.litigation_direct.upheld, int | None)
    assert report.requests.granted.total == 15
    assert type(report.requests.granted.total) is int
    assert report.requests.granted.natural_person == 12
    assert report.requests.granted.research_institution is None
    assert report.requests.carried_in.total is None
    fee = report.proactive_disclosure.administrative_fees.amount_wan_yuan
    assert fee == Decimal(7)
    assert type(fee) is Decimal
    assert report.review_and_litigation.litigation_direct.upheld == 4
    assert report.requests.other_handling.other.total == 9


def test_groups_hold_subtotals(report: Report) -> None:
    """0 + 1 + … + 7 is 28; where a part is missing there is no subtotal."""
    assert report.requests.denied.total == 28
    assert report.requests.denied.natural_person is None
    assert report.requests.other_handling.total is None


def test_views_are_instances_of_the_form_classes(report: Report) -> None:
    """What the annotations promise."""
    assert isinstance(report.requests, forms.Requests)
    assert isinstance(report.requests.denied, forms.Denied)
    assert isinstance(report.requests.denied.state_secret, forms.Applicants)
    assert isinstance(report.proactive_disclosure.administrative_fees, forms.Fees)


def test_fields_of_the_other_edition_explain_themselves(report: Report) -> None:
    """``AttributeError`` with the reason in both languages."""
    with pytest.raises(AttributeError) as caught:
        _ = report.proactive_disclosure.administrative_rules.newly_made
    assert isinstance(caught.value, OutsideFormError)
    assert isinstance(caught.value, GovInfoReportError)
    for language in ("zh", "en"):
        message = caught.value.text(language)
        assert "2019" in message
        assert "2021" in message
        assert "newly_made" in message
    assert caught.value.text("zh") != caught.value.text("en")
    assert not hasattr(report.proactive_disclosure, "centralized_procurement")
    with pytest.raises(OutsideFormError, match="2019 form only"):
        _ = report.proactive_disclosure.centralized_procurement
    again = pickle.loads(pickle.dumps(caught.value))
    assert again.text("zh") == caught.value.text("zh")


def test_a_misspelt_field_is_an_ordinary_attribute_error(report: Report) -> None:
    """Nothing is said about editions when no edition has the field."""
    with pytest.raises(AttributeError, match="no field 'grnted'") as caught:
        _ = report.requests.grnted  # type: ignore[attr-defined]
    assert not isinstance(caught.value, OutsideFormError)


def test_the_2019_form() -> None:
    """One row of 其他处理, numbers of items, procurement with the unit printed."""
    report = build_report(
        {
            "requests.other_handling.total": 6,
            "proactive_disclosure.administrative_licensing.items_net_change": "减4",
            "proactive_disclosure.centralized_procurement": {"count": 2, "amount": "251000元"},
        },
        edition="2019",
    )
    assert report.requests.other_handling.total == 6
    with pytest.raises(AttributeError):
        _ = report.requests.other_handling.other
    assert report.proactive_disclosure.administrative_licensing.items_net_change == -4
    procurement = report.proactive_disclosure.centralized_procurement
    assert_type(procurement.amount_unit, str | None)
    assert (procurement.count, procurement.amount_unit) == (2, "元")
    assert procurement.amount == Decimal(251000)
    plain = build_report({"proactive_disclosure.centralized_procurement.amount": "52.15"},
                         edition="2019")  # fmt: skip
    assert plain.proactive_disclosure.centralized_procurement.amount_unit is None
    assert plain.proactive_disclosure.centralized_procurement.amount == Decimal("52.15")


def test_a_hybrid() -> None:
    """Each block answers for its own form."""
    report = build_report(
        {"proactive_disclosure.administrative_rules.newly_made": 3},
        forms={"proactive_disclosure.item_1": "2019", "requests": "2019"},
    )
    assert report.edition == "2021"
    assert report.proactive_disclosure.administrative_rules.newly_made == 3
    with pytest.raises(OutsideFormError, match="uses the 2019 form here"):
        _ = report.proactive_disclosure.administrative_rules.issued
    assert report.proactive_disclosure.administrative_fees.amount_wan_yuan is None
    assert report.requests.other_handling.total is None
    with pytest.raises(OutsideFormError):
        _ = report.requests.other_handling.other


def test_a_report_without_the_table() -> None:
    """The table is there as an object; its fields say that the report has no such part."""
    report = Report(edition="2014")
    with pytest.raises(OutsideFormError, match="no such part"):
        _ = report.requests.granted


def test_a_count_with_a_fraction_is_shown_as_it_is() -> None:
    """Nothing is rounded: the figure is wrong in the source, and V102 says so."""
    report = build_report({"requests.granted.total": "2.5"})
    assert report.requests.granted.total == Decimal("2.5")


def test_manners(report: Report) -> None:
    """Equality by content, a readable repr, completion without fields of other editions."""
    same = build_report({a: f.value for a, f in report.figures.items()})
    assert report.requests.granted == same.requests.granted
    assert hash(report.requests.granted) == hash(same.requests.granted)
    assert report.requests.denied == same.requests.denied
    assert report.requests == same.requests
    assert report.requests.granted != report.requests.carried_in
    views: list[object] = [report.requests, report.proactive_disclosure]
    assert views[0] != views[1]
    assert repr(report.requests.granted).startswith("Applicants(natural_person=12, ")
    assert "newly_made" not in dir(report.proactive_disclosure.administrative_rules)
    assert "issued" in dir(report.proactive_disclosure.administrative_rules)
    for view in (report.requests, report.requests.denied, report.requests.granted):
        again = pickle.loads(pickle.dumps(view))
        assert again == view
        assert type(again) is type(view)
    assert pickle.loads(pickle.dumps(report.requests)).denied.total == 28
