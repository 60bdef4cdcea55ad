"""Percentages, growth and differences."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govinfo_report.narrative.claims import feasible_previous, rounding

from .prose import claims_in


def test_share_of_table_figures() -> None:
    """A share of an outcome may be one of the closed or the received requests."""
    (share,) = claims_in("依申请公开答复中，不予公开35件，占4.34%。").percentages
    assert (share.value, share.decimals, share.name) == (Decimal("4.34"), 2, "占")
    assert share.numerator is not None
    assert share.numerator.value == 35
    assert [base.id for base in share.bases] == ["handled", "new", "new-and-carried-in"]
    assert share.fits(35, 805) == "truncated"
    assert share.fits(36, 805) is None


def test_rate_of_numbers_in_the_sentence() -> None:
    """622 of 633 is 98.26 %, rounded."""
    (_, rate) = claims_in(
        "633项事项实现一窗办理、占比100%，网办事项622项、网办率98.26%。"
    ).percentages
    assert rate.rate
    assert [whole.value for whole in rate.wholes] == [633]
    assert rate.fits(622, 633) == "rounded"


def test_family() -> None:
    """Shares of a closed list make a family; 49.9 and 50.1 do add up."""
    text = "发布信息200条，其中动态类60条，占30.0%；公告类90条，占45.0%；其他50条，占25.1%。"
    (family,) = claims_in(text).families
    assert (family.closed, family.total, family.complete) == (True, Decimal("100.1"), True)
    text = text.replace("25.1", "26.0")
    assert not claims_in(text).families[0].complete


@pytest.mark.parametrize(
    ("text", "current", "rate", "against"),
    [
        ("共收到政府信息公开申请84件，同比增加了24%。", 84, "24", 2022),
        ("受理政府信息公开申请859件，申请数量较去年回落12.3%。", 859, "-12.3", 2022),
        ("收到政府信息公开申请80件，比2021年增长5.26%。", 80, "5.26", 2021),
        ("收到政府信息公开申请80件，其中县政府41件，同比增长24%。", None, "24", 2022),
        ("收到政府信息公开申请80件，网站访问量同比增长24%。", None, "24", 2022),
    ],
)
def test_growth(text: str, current: int | None, rate: str, against: int) -> None:
    """A rate belongs to the number before it, when nothing else stands between."""
    (growth,) = claims_in(text).growths
    assert (growth.current.value if growth.current else None) == current
    assert (growth.rate, growth.against) == (Decimal(rate), against)


def test_feasible_by_hand() -> None:
    """80 cannot be 24 % more than a whole number, 84 is that of 68; 859 at -12.3 %: 979, 980."""
    assert feasible_previous(80, Decimal(24), 0) == ()
    assert feasible_previous(84, Decimal(24), 0) == (68,)
    assert feasible_previous(859, Decimal("-12.3"), 1) == (979, 980)
    assert feasible_previous(80, Decimal("5.26"), 2) == (76,)
    assert feasible_previous(5, Decimal(-100), 0) == ()
    assert feasible_previous(0, Decimal(-50), 0) == ()
    assert feasible_previous(1, Decimal("-99.9"), 1)[:2] == (667, 668), "and any number above"


@given(st.integers(0, 5000), st.integers(1, 5000), st.integers(0, 2), st.booleans())
def test_true_growth_is_feasible(current: int, previous: int, decimals: int, cut: bool) -> None:
    """Rounded or truncated, the rate of two whole numbers is never called impossible."""
    scaled = abs(current - previous) * 100 * 10**decimals
    printed = scaled // previous if cut else (2 * scaled + previous) // (2 * previous)
    rate = Decimal(printed).scaleb(-decimals) * (1 if current >= previous else -1)
    assert rounding(Decimal((current - previous) * 100), Decimal(previous), rate, decimals)
    if rate > -100 and current:
        found = feasible_previous(current, rate, decimals)
        assert previous in found or (len(found) == 1000 and found[-1] < previous)


@pytest.mark.parametrize(
    ("text", "delta", "against"),
    [
        ("收到政府信息公开申请12件，较2021年减少3件。", -3, 2021),
        ("收到政府信息公开申请12件，比上年增加5件。", 5, 2022),
        ("收到政府信息公开申请12件，与上年持平。", 0, 2022),
    ],
)
def test_difference(text: str, delta: int, against: int) -> None:
    """A difference is no number of requests, and names the year it is against."""
    claims = claims_in(text)
    (difference,) = claims.differences
    assert (difference.delta, difference.against) == (delta, against)
    assert difference.current is not None
    assert difference.current.value == 12
    assert [s.value for s in claims.statements] == [12]


@pytest.mark.parametrize(
    "compared",
    [
        "较往年增长24%", "与往年相比下降24%", "较历年同期增长24%", "比近三年平均水平增长24%", "环比增长24%",
        "较往年增加5件", "比前三年平均多5件", "较近年减少5件", "与往年持平", "与近几年平均数持平",
    ],
)  # fmt: skip
def test_several_years_are_no_year_before(compared: str) -> None:
    """No claim against last year's number, no share, and no second number of requests."""
    claims = claims_in(f"共收到政府信息公开申请80件，{compared}。")
    assert not claims.growths
    assert not claims.differences
    assert not claims.percentages
    assert [s.value for s in claims.statements if s.quantity.startswith("requests.")] == [80]


def test_parts_behind_a_comparison_with_several_years() -> None:
    """What is said of earlier years does not part a whole from its parts."""
    (sub,) = claims_in(
        "收到政府信息公开申请80件，较往年平均水平增长24%，其中自然人70件、法人9件。"
    ).sums
    assert (sub.whole.value, [part.value for part in sub.parts]) == (80, [70, 9])
