"""Prose of reports that are right, in our own words: nothing in it may look wrong."""

from __future__ import annotations

import pytest

from .prose import claims_in, told

R = "requests."
#: received, carried in, closed, carried out of reports whose numbers balance
BALANCED = [
    (1408, 172, 1519, 61), (265, 2, 264, 3), (208, 5, 196, 17), (58, 17, 72, 3), (60, 4, 64, 0),
]  # fmt: skip
WORDINGS = [
    "全年共收到政府信息公开申请{a}件，上年结转{b}件，办结{c}件，结转下年度{d}件。",
    "收到依申请公开{a}宗，结转上年度{b}宗。\n已办结{c}宗，{d}宗结转至下年度。",
    "新收政府信息公开申请{a}件；上一年度结转{b}件；当年办结{c}件；顺延到下年度答复{d}件。",
]


@pytest.mark.parametrize("numbers", BALANCED)
@pytest.mark.parametrize("wording", WORDINGS)
def test_carry_over(numbers: tuple[int, int, int, int], wording: str) -> None:
    """The four numbers are read as what they are, and make no sum of parts."""
    a, b, c, d = numbers
    text = wording.format(a=a, b=b, c=c, d=d)
    assert told(text) == [
        (R + "received", a), (R + "carried_in", b), (R + "closed", c), (R + "carried_out", d),
    ]  # fmt: skip
    claims = claims_in(text)
    assert not claims.sums
    assert not claims.repeated


def test_growth_of_small_numbers() -> None:
    """5.26 % from 80 and 76; a fall of 19.44 % to 58 from 72."""
    (up,) = claims_in("收到政府信息公开申请80件，同比上升5.26%。").growths
    (down,) = claims_in("收到政府信息公开申请58件，同比下降19.44%。").growths
    assert 76 in up.feasible(80)
    assert 72 in down.feasible(58)


def test_twenty_parts() -> None:
    """A long list by units that adds up."""
    parts = [17 * i + 3 for i in range(1, 21)]
    names = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉"
    listed = "、".join(f"{name}县局{part}件" for name, part in zip(names, parts, strict=True))
    (found,) = claims_in(f"共收到政府信息公开申请{sum(parts)}件，其中{listed}。").sums
    assert (found.kind, found.balance.outcome, len(found.parts)) == ("units", "pass", 20)


def test_two_divisions_of_one_number() -> None:
    """By channel, then by outcome with all shares: both add up."""
    text = (
        "共收到政府信息公开申请1499件，其中当面申请299件、网络申请1000件、信函申请200件。"
        "办结1453件，其中予以公开653件，占44.9%；部分公开200件，占13.8%；不予公开100件，占6.9%；"
        "无法提供300件，占20.6%；不予处理100件，占6.9%；其他处理100件，占6.9%。"
    )
    claims = claims_in(text)
    assert [(s.whole.value, s.kind, s.balance.outcome) for s in claims.sums] == [
        (1499, "channels", "pass"), (1453, "outcomes", "pass"),
    ]  # fmt: skip
    (family,) = claims.families
    assert family.closed
    assert family.complete
    assert all(p.fits(p.numerator.value, 1453) for p in family.members if p.numerator)


def test_outcomes_in_the_next_sentence() -> None:
    """All six groups behind the number of closed requests are all of them."""
    text = (
        "答复政府信息公开申请805件。予以公开及部分公开258件，不予公开35件，无法提供265件，"
        "不予处理158件，其他处理0件。"
    )
    (found,) = claims_in(text).sums
    assert (found.whole.value, found.kind, found.balance.difference) == (805, "outcomes", -89)
    assert found.balance.outcome == "fail"
    (found,) = claims_in(text.replace("805", "716")).sums
    assert found.balance.outcome == "pass"
