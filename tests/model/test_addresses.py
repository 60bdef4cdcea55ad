"""Addresses of a report's forms: counts taken from the printed forms, order, hybrids, errors."""

from __future__ import annotations

import pytest

from govinfo_report.errors import UsageError
from govinfo_report.model.address import (
    BLOCK_IDS,
    addresses_of,
    blocks_of,
    columns_of,
    derived_of,
    majority_edition,
)
from govinfo_report.model.build import forms_of
from govinfo_report.model.unknown import unknown_address

FORMS_2021 = forms_of("2021")
FORMS_2019 = forms_of("2019")


def test_the_forms_have_as_many_cells_as_printed() -> None:
    """10 + 175 + 15 cells in 2021; 22 + 161 + 15 in 2019."""

    def cells(forms: dict[str, str]) -> list[int]:
        tables = [address.partition(".")[0] for address in addresses_of(forms)]
        return [tables.count(t) for t in dict.fromkeys(tables)]

    assert cells(FORMS_2021) == [10, 175, 15]
    assert cells(FORMS_2019) == [22, 161, 15]


def test_order_is_that_of_the_form_whatever_the_order_given() -> None:
    """Blocks come in printed order."""
    backwards = dict(reversed(FORMS_2019.items()))
    assert addresses_of(backwards) == addresses_of(FORMS_2019)
    assert tuple(block.id for block in blocks_of(backwards)) == BLOCK_IDS[:-1]
    assert BLOCK_IDS[-1] == "statistics"  # the table of 2014 stands by itself
    first, *_, last = addresses_of(FORMS_2019)
    assert first == "proactive_disclosure.administrative_rules.newly_made"
    assert last == "review_and_litigation.litigation_after_reconsideration.total"


def test_one_row_other_handling_changes_only_its_own_addresses() -> None:
    """A report of 2021 whose 其他处理 is one row: 14 cells fewer, seven of a new name."""
    mixed = {**FORMS_2021, "requests": "2019"}
    gone = set(addresses_of(FORMS_2021)) - set(addresses_of(mixed))
    new = set(addresses_of(mixed)) - set(addresses_of(FORMS_2021))
    assert len(gone) == 21
    assert {address.rpartition(".")[0] for address in new} == {"requests.other_handling"}
    assert len(new) == 7


def test_units_and_kinds_follow_the_columns() -> None:
    """The fee is an amount in 万元, the change may be negative, the rest are counts."""
    columns = {**columns_of(FORMS_2021), **columns_of(FORMS_2019)}
    fee = columns["proactive_disclosure.administrative_fees.amount_wan_yuan"]
    assert (fee.kind, fee.unit) == ("amount", "万元")
    change = columns["proactive_disclosure.administrative_licensing.items_net_change"]
    assert (change.kind, change.unit) == ("change", "项")
    amount = columns["proactive_disclosure.centralized_procurement.amount"]
    assert (amount.kind, amount.unit) == ("amount", None)
    granted = columns["requests.granted.total"]
    assert (granted.kind, granted.unit) == ("count", "件")


def test_subtotals_are_sums_of_the_rows_of_a_group() -> None:
    """Four groups of seven columns in 2021, three in 2019, where 其他处理 is printed."""
    derived = derived_of(FORMS_2021)
    assert len(derived) == 28
    assert derived["requests.unable_to_provide.total"] == (
        "requests.unable_to_provide.not_held.total",
        "requests.unable_to_provide.creation_required.total",
        "requests.unable_to_provide.still_unclear.total",
    )
    assert len(derived["requests.denied.natural_person"]) == 8
    assert len(derived_of(FORMS_2019)) == 21
    assert derived_of({"review_and_litigation": "2021"}) == {}
    assert not set(derived) & set(addresses_of(FORMS_2021))


@pytest.mark.parametrize(
    ("forms", "expected"),
    [
        (FORMS_2021, "2021"),
        (FORMS_2019, "2019"),
        ({**FORMS_2021, "requests": "2019"}, "2021"),
        ({**FORMS_2021, "proactive_disclosure.item_1": "2019"}, "2021"),
        # table 4 is printed alike in both editions and does not vote
        ({"requests": "2019", "review_and_litigation": "2021"}, "2019"),
        ({"review_and_litigation": "2021"}, "2021"),
        # two against two: table 2 has one of each edition, its first block decides
        (
            {"proactive_disclosure.item_1": "2019", "proactive_disclosure.item_5": "2021"},
            "2019",
        ),
        # one against one: table 2 decides
        ({"proactive_disclosure.item_8": "2021", "requests": "2019"}, "2021"),
        ({"proactive_disclosure.item_8": "2019", "requests": "2021"}, "2019"),
        ({}, "unknown"),
    ],
)
def test_majority_edition(forms: dict[str, str], expected: str) -> None:
    """Most blocks decide, then table 2; the order they are given in plays no part."""
    assert majority_edition(forms) == expected
    assert majority_edition(dict(reversed(forms.items()))) == expected


@pytest.mark.parametrize(
    "forms",
    [
        {"no_such_block": "2021"},
        {"requests": "2014"},
        {"requests": ""},
        {"proactive_disclosure.item_9": "2021"},
        {"x" * 10_000: "2021"},
        {"statistics": "2021"},
        {"statistics": "2014", "requests": "2019"},
    ],
)
def test_forms_that_do_not_exist(forms: dict[str, str]) -> None:
    """A wrong block or edition is named, in both languages, at bounded length."""
    with pytest.raises(UsageError) as caught:
        addresses_of(forms)
    assert len(str(caught.value)) < 500
    assert caught.value.message["zh"] != caught.value.message["en"]


def test_an_unknown_address_gets_suggestions() -> None:
    """The nearest addresses, and the other edition when the address is one of its own."""
    error = unknown_address("requests.grantd.total", FORMS_2021)
    assert "requests.granted.total" in error.facts["near"]
    assert "requests.granted.total" in str(error)
    error = unknown_address("requests.other_handling.total", FORMS_2021 | {"requests": "2021"})
    assert error.facts["near"][0] == "requests.other_handling.total"
    other = unknown_address("proactive_disclosure.administrative_rules.issued", FORMS_2019)
    assert "2021" in str(other)
    assert "2019" in other.text("zh")
    assert len(str(unknown_address("x" * 100_000, FORMS_2021))) < 1000
