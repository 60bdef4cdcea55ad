"""Wholes and parts, on hand-checked sentences of our own."""

from __future__ import annotations

import pytest

from govinfo_report.narrative.claims import Listing

from .prose import claims_in

C, N, X = Listing.CLOSED, Listing.NEARLY_COMPLETE, Listing.NOT_COMPARABLE
S = Listing.OPEN

#: text, whole, parts, listing, outcome, severity
SUMS = [
    ("发布信息60条，其中公告类20条、动态类25条、其他15条。", 60, [20, 25, 15], C, "pass", None),
    ("发布信息60条，其中公告类20条、动态类25条、其他18条。", 60, [20, 25, 18], C, "fail", "error"),
    ("发布信息60条，其中公告类20条、动态类25条、其他10条。", 60, [20, 25, 10], C, "fail", "warning"),
    ("收到政府信息公开申请80件。其中县政府41件、县水利局28件、镇街9件；其余单位6件。",
     80, [41, 28, 9, 6], C, "fail", "error"),
    ("发布信息750条，其中概况68条、动态269条、目录373条（含民生91条、预算26条、其他256条）。",
     750, [68, 269, 373], S, "pass", "info"),
    ("发布信息720条，其中概况68条、动态269条、目录373条（含民生91条、预算26条、其他256条）。",
     720, [68, 269, 373], N, "review", "warning"),
    ("发布信息212条，其中重点领域96条、财政资金50条。", 212, [96, 50], S, "pass", "info"),
    ("发布信息212条，其中重点领域196条、财政资金50条。", 212, [196, 50], S, "fail", "warning"),
    ("发布信息500条，其中网站发布300条、微信公众号发布280条。", 500, [300, 280], X, "open", None),
    ("收到政府信息公开申请30件，其中自然人申请26件、法人或其他组织申请5件。",
     30, [26, 5], C, "fail", "error"),
    ("收到政府信息公开申请30件，其中网络申请20件、信函申请8件、当面申请1件。",
     30, [20, 8, 1], C, "fail", "warning"),
    ("发布信息3200余条，其中动态1800余条、其他1300余条。", None, [None, None], C, "pass", None),
    ("发布信息276条，其中公告216条、动态50条、其他100多条。", 276, [216, 50, None], C, "fail", "error"),
    ("制发文件13件，分为新定5件、修订4件、废止4件。", 13, [5, 4, 4], C, "pass", None),
    ("编印资料六份，其中手册四份、图解两份。", 6, [4, 2], None, "pass", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "whole", "parts", "listing", "outcome", "severity"), SUMS)
def test_sums(
    text: str, whole: int | None, parts: list[int | None], listing: Listing | None,
    outcome: str, severity: str | None,
) -> None:  # fmt: skip
    """Whole, parts, class and balance of the first sum of a sentence."""
    found = claims_in(text, part="").sums[0]
    assert found.whole.value == whole
    assert [p.value for p in found.parts] == parts
    assert listing in (None, found.listing)
    assert (found.balance.outcome, found.balance.severity) == (outcome, severity)


def test_nested() -> None:
    """What a bracket divides is the number in front of it."""
    text = "发布信息750条，其中概况68条、动态269条、目录373条（含民生91条、预算26条、其他256条）。"
    outer, inner = claims_in(text).sums
    assert (inner.whole.value, [p.value for p in inner.parts]) == (373, [91, 26, 256])
    assert inner.inner
    assert not outer.inner
    assert inner.balance.outcome == "pass"
    assert inner.whole == outer.parts[2]


#: right or not to be assessed: no failing sum
CLEAN = [
    "共收到申请80件，其中自然人70件、企业10件，办结75件，结转5件。",
    "全年发布信息100条，其中部门动态60条，微信公众号推送图文200条。",
    "发布信息100条，政策解读20条，回应关切150条。",
    "举办培训3场，其中线上1场，参训120人次，发放资料200份。",
    "公开文件15件，其中规划3件。收到建议41件、提案165件。",
    "发布信息100条，其中图文40条、视频60个。",
    "收到申请80件，其中自然人70、企业10件。",
    "制发文件20件，同比增长25%，其中规范性文件4件，主动公开率100%。",
    "发布3条政策解读，其中图解1条、文字2条，较上年增加1条。",
    "全年办理申请1519件，其中予以公开803件，部分公开172件，不予公开113件，无法提供287件，不予处理24件，其他处理120件。",
    "收到政府信息公开申请208件，加上上年结转5件，办结196件，结转下年17件。",
    "共发布信息243条，其中镇政府网站63条（图片20条、文字43条），公众号180条。",
    "分三类：一是公告12条；二是动态30条；三是解读5条。",
    "2023年，收到申请60件，2022年收到申请52件。",
]


@pytest.mark.parametrize("text", CLEAN)
def test_no_false_alarm(text: str) -> None:
    """Sentences that are right, or whose numbers are no parts, give no failing sum."""
    assert not [s for s in claims_in(text).sums if s.balance.outcome in ("fail", "review")]
