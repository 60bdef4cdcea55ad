"""Sentences from a grammar whose truth is known: read exactly, or not at all."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from govinfo_report.narrative.claims import Listing

from .prose import claims_in, told

_CHINESE = "零一二三四五六七八九"


def _in_chinese(n: int) -> str:
    if n < 10:
        return _CHINESE[n]
    tens, ones = divmod(n, 10)
    return ("" if tens == 1 else _CHINESE[tens]) + "十" + (_CHINESE[ones] if ones else "")


@st.composite
def numerals(draw: st.DrawFn, value: int) -> str:
    """One number in one of the ways it is printed."""
    forms = [
        str(value),
        f" {value} ",
        str(value).translate({48 + i: 0xFF10 + i for i in range(10)}),
    ]
    if value >= 1000:
        forms += [f"{value:,}"]
    if 2 <= value < 100:
        forms.append(_in_chinese(value))
    return draw(st.sampled_from(forms))


_VERBS = [
    ("requests.received", "收到政府信息公开申请"), ("requests.received", "新收依申请公开"),
    ("requests.accepted", "受理政府信息公开申请"), ("requests.carried_in", "上年结转"),
    ("requests.carried_out", "结转下年度继续办理"), ("requests.closed", "依法办结"),
    ("requests.granted", "予以公开"), ("requests.partially_granted", "部分公开"),
    ("requests.denied", "不予公开"), ("requests.unable_to_provide", "无法提供"),
    ("requests.not_processed", "不予处理"), ("requests.other_handling", "其他处理"),
    ("requests.denied.enforcement_file", "属于行政执法案卷"),
    ("review.reconsideration.total", "发生信息公开行政复议"),
    ("review.litigation.total", "发生信息公开行政诉讼"),
]  # fmt: skip
_NOISE = [
    "拨打12345热线", "依据国令第711号", "在20个工作日内", "参加培训3场", "举办讲座两次", "“一件事”集成办理",
    "依照第二十条", "坚持三审三校", "自2021年以来", "公布电话0000-5550123", "推进24小时自助", "转发文章17篇",
]  # fmt: skip
_UNITS = ["件", "宗", "起"]


@given(st.data())
def test_clauses(data: st.DataObject) -> None:
    """Each clause gives its quantity and value; noise gives none of them; nothing is invented."""
    clauses = data.draw(
        st.lists(st.tuples(st.sampled_from(_VERBS), st.integers(0, 20_000)), min_size=1, max_size=5)
    )
    text, truth = [], []
    for (quantity, verb), value in clauses:
        if data.draw(st.booleans()):
            text.append(data.draw(st.sampled_from(_NOISE)))
        numeral = data.draw(numerals(value))
        text.append(f"{verb}{numeral}{data.draw(st.sampled_from(_UNITS))}")
        truth.append((quantity, value))
    found = [
        item for item in told("，".join(text) + "。")
        if item[0].startswith(("requests.", "review."))
    ]  # fmt: skip
    rest = iter(truth)
    assert all(item in rest for item in found), (found, truth)
    # behind a case of review, 办结 may speak of that case: then it is left unread
    named = [quantity.partition(".")[0] for quantity, _ in truth]
    sure = [
        (quantity, value) for at, (quantity, value) in enumerate(truth)
        if quantity != "requests.closed" or "review" not in named[:at]
    ]  # fmt: skip
    rest = iter(found)
    assert all(item in rest for item in sure), (found, truth)


_KINDS = ["概况类", "动态类", "公告类", "政策类", "财政类", "人事类"]


@given(st.data())
def test_true_lists(data: st.DataObject) -> None:
    """A list that adds up never fails, whatever stands around it and however it is printed."""
    values = data.draw(st.lists(st.integers(1, 3000), min_size=2, max_size=6))
    separator = data.draw(st.sampled_from(["、", "，", "；"]))
    marker = data.draw(st.sampled_from(["，其中", "，包括", "：", "，分为", "。其中", "（其中"]))
    last = data.draw(st.sampled_from(["其他", "其余各类", "人才类"]))
    kinds = [*_KINDS[: len(values) - 1], last]
    shares = data.draw(st.booleans())
    parts = [
        f"{kind}信息{value}条" + (f"，占{100 * value / sum(values):.1f}%" if shares else "")
        for kind, value in zip(kinds, values, strict=True)
    ]
    close = "）" if "（" in marker else ""
    tail = data.draw(
        st.sampled_from(
            ["。", "，制作图解9条。", "；回应关切8000条。", "。培训3次，发放资料200份。"]
        )
    )
    text = f"全年发布各类信息{sum(values)}条{marker}{separator.join(parts)}{close}{tail}"
    sums = claims_in(text, part="proactive").sums
    assert [s.balance.outcome for s in sums] in ([], ["pass"], ["pass", "pass"]), sums


@given(st.data())
def test_wrong_lists(data: st.DataObject) -> None:
    """A closed list that does not add up fails, with the difference."""
    values = data.draw(st.lists(st.integers(5, 900), min_size=2, max_size=5))
    error = data.draw(st.integers(-4, 4).filter(bool))
    parts = [
        f"{k}信息{v}条" for k, v in zip([*_KINDS[: len(values) - 1], "其他"], values, strict=True)
    ]
    text = f"全年发布各类信息{sum(values) + error}条，其中{'、'.join(parts)}。"
    (found,) = claims_in(text, part="proactive").sums
    assert found.listing is Listing.CLOSED
    assert found.balance.outcome == "fail"
    assert found.balance.difference == -error
    assert found.balance.severity == ("error" if error < 0 else "warning")


@given(
    st.text(
        alphabet="0123456789一二十百件条宗，。；、（）其中共收到申请公开未无复议诉讼占%年度结转余近\n ",
        max_size=200,
    )
)
def test_any_text(text: str) -> None:
    """No text raises; every statement lies in the text and holds its own number."""
    claims = claims_in(text)
    for statement in claims.statements:
        assert 0 <= statement.start < statement.end <= len(text)
        assert statement.sentence in text
        if statement.exact and not statement.negated:
            assert statement.value == statement.stated
    for sub in claims.sums:
        assert sub.balance.outcome in ("pass", "fail", "review", "open")
