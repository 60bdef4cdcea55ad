"""Nothing, told in words."""

from __future__ import annotations

import pytest

from govinfo_report.model.report import Report, Section
from govinfo_report.narrative import claims_of

from .prose import claims_in, told

NONE = [
    ("我县未收到依申请公开。", ["requests.received"]),
    ("本年度未收到公民、法人和其他组织提出的政府信息公开申请。", ["requests.received"]),
    ("全年没有收到政府信息公开申请。", ["requests.received"]),
    ("2023年无依申请公开政府信息。", ["requests.received"]),
    ("依申请公开实现零申请。", ["requests.received"]),
    ("未发生行政复议、行政诉讼情况。", ["review.reconsideration.total", "review.litigation.total"]),
    ("未产生因政府信息公开引起的行政复议。", ["review.reconsideration.total"]),
    ("因政府信息公开引发的行政诉讼为零。", ["review.litigation.total"]),
    ("没有因政府信息公开被申请行政复议或提起行政诉讼的情况。",
     ["review.reconsideration.total", "review.litigation.total"]),
    ("政府信息公开行政复议、行政诉讼均为0。",
     ["review.reconsideration.total", "review.litigation.total"]),
    ("因信息公开未产生行政复议和行政诉讼的败诉情况。", ["review.lost"]),
    ("信息公开类行政诉讼无败诉。", ["review.lost"]),
    ("政府信息公开行政复议案件未被复议机关纠错。", ["review.lost"]),
    ("全年未收取信息处理费。", ["fees.information_processing"]),
    ("没有产生信息公开处理费。", ["fees.information_processing"]),
    ("未发生收取信息处理费的情况。", ["fees.information_processing"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "quantities"), NONE)
def test_zero(text: str, quantities: list[str]) -> None:
    """Each wording tells exactly these zeros."""
    found = [s for s in claims_in(text).statements if s.negated]
    assert [s.quantity for s in found] == quantities
    assert all(s.value == 0 for s in found)


NOT_NONE = [
    "未收到重复申请。",
    "未收到法人申请。",
    "上半年未收到政府信息公开申请。",
    "收到政府信息公开申请5件，其中自然人5件，未收到企业申请。",
    "申请人无正当理由逾期不补正的，不再处理其申请。",
    "如未收到政府信息公开申请的答复，可以申请行政复议。",
    "未收到因政府信息公开申请引起的投诉。",
    "未发生失密、泄密事件。",
    "未经复议直接起诉2件。",
    "全年未超期答复政府信息公开申请。",
    "对未按期答复的申请进行通报。",
    "依照《政府信息公开信息处理费管理办法》规定，收取信息处理费380元。",
    "没有明确规定的，按收费标准执行。",
]


@pytest.mark.parametrize("text", NOT_NONE)
def test_no_zero(text: str) -> None:
    """Parts of requests, conditions and other matters are no zero of the whole."""
    zeros = [s for s in claims_in(text).statements if s.negated]
    assert not [s for s in zeros if s.quantity != "requests.other"], text


def test_fee_amount() -> None:
    """An amount is read in yuan, and none is zero."""
    (fee,) = claims_in("全年收取信息处理费380元。").fees
    assert fee.yuan == 380
    (fee,) = claims_in("2023年收取政府信息公开信息处理费1.2万元。").fees
    assert fee.yuan == 12_000
    (fee,) = claims_in("本年度信息处理费收取0元。").fees
    assert fee.yuan == 0
    assert not claims_in("投入经费30万元。").fees


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("本年度无收费情况。", 0), ("未产生政府信息公开相关费用。", 0), ("信息处理费收取情况：无。", 0),
        ("没有发出收费通知，未收取信息处理费。", 0), ("发出收费通知2件，总金额160元。", 160),
        ("无。", None), ("行政事业性收费没有变化。", None), ("没有发出收费通知。", None),
    ],
)  # fmt: skip
def test_fee_of_section_six(text: str, yuan: int | None) -> None:
    """Section six may name the fee without its full name; a bare 无 says nothing of it."""
    section = Section("六、其他需要报告的事项", text)
    fees = claims_of(Report(year=2023, sections={"other_matters": section})).fees
    assert [fee.yuan for fee in fees] == ([] if yuan is None else [yuan])


def test_lost_cases_name_their_figures() -> None:
    """败诉 speaks of corrected cases of the blocks named, never of totals."""
    (lost,) = claims_in("信息公开类行政复议无纠错。").statements
    assert lost.readings[0].plus == (
        "review_and_litigation.administrative_reconsideration.corrected",
    )


def test_zero_in_digits() -> None:
    """0件 is a plain number, not a negation."""
    assert told("收到依申请公开政府信息0件。") == [("requests.received", 0)]
    assert not claims_in("收到依申请公开政府信息0件。").statements[0].negated
