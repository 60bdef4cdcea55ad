"""Faults as published reports have them, with names and wording of our own; and what was right."""

from __future__ import annotations

from typing import Any

import pytest

from govinfo_report.rules import validate

from .test_prose_numbers import raised, report

NEW, IN, OUT, DONE = "new_received", "carried_in", "carried_out", "total_handled"
_SHARES = {NEW: 859, IN: 18, DONE: 805, OUT: 72, "granted": 272, "partially_granted": 3,
           "denied.state_secret": 35, "unable_to_provide.not_held": 265,
           "unable_to_provide.creation_required": 72, "not_processed.repeat_request": 158}  # fmt: skip
_KINDS = (
    "概况",
    "动态",
    "公告",
    "财政",
    "人事",
    "应急",
    "民政",
    "水务",
    "教育",
    "卫生",
    "农业",
    "文旅",
    "其他",
)


def listed(*numbers: int) -> str:
    """Kinds of items with these numbers, the last of them 其他."""
    kinds = [*_KINDS[: len(numbers) - 1], "其他"]
    return "、".join(f"{k}信息{n}条" for k, n in zip(kinds, numbers, strict=True))


#: sentence, figures, what is found (with ``?`` where a human has to judge)
FAULTS: list[tuple[str, dict[str, Any], set[str]]] = [
    # the text has other figures than the tables
    ("information_management|全年制定行政规范性文件0件，废止0件，现行有效0件。",
     {"doc.issued": 4, "doc.in_force": 32}, {"N126"}),
    ("本年度，共受理政府信息公开申请2件，均在期限内答复。", {NEW: 3, DONE: 3}, {"N101"}),
    ("共受理政府信息公开申请859件；答复申请805件（含上年结转18件，另有72件顺延到下年度答复）。予以公开及部分公开"
     "258件，占33.9%；不予公开35件，占4.34%；无法提供265件，占32.9%；不予处理158件，占19.6%；其他处理0件。",
     _SHARES, {"N102", "N115", "N131", "N131?"}),
    ("信息公开行政复议7件，行政诉讼9件，均获维持。收到政府信息公开申请1件。",
     {NEW: 1, "recon.total": 7, "recon.upheld": 5, "recon.pending": 2, "direct.total": 9,
      "direct.upheld": 8, "direct.pending": 1}, {"N108"}),
    ("收到政府信息公开申请115件，上年结转5件；答复政府信息公开申请112件，结转下年度3件。",
     {NEW: 115, IN: 5, DONE: 117, OUT: 3}, {"N111?"}),
    ("收到政府信息公开申请1536件，共办结1422件，其中结转下年度114件。",
     {NEW: 1536, DONE: 1308, OUT: 114, IN: 0}, {"N111?"}),
    # breakdowns
    ("收到政府信息公开申请80件。其中县政府41件、县水务局28件、镇街9件；其余单位6件。", {NEW: 80},
     {"N102", "N122"}),
    ("proactive|通过网站公开信息1750条，其中概况68条、动态769条、目录873条。", {}, {"N102?"}),
    (f"proactive|全年公开信息32条，其中{listed(9, 8, 7, 6, 5, 4, 4, 4, 3, 3, 3, 2, 1)}。", {}, {"N102"}),
    ("proactive|全年公开信息122条，其中网页类74条、简报类46条。", {}, {"N102?"}),
    (f"proactive|公开网页74条，分别为{listed(12, 11, 9, 8, 7, 6, 5, 5, 4, 3, 1, 1)}。", {}, {"N102"}),
    ("proactive|编发简报46条，包括动态20条、公告12条、民政8条、应急4条。", {}, {"N102"}),
    ("proactive|全年公开信息352条，其中动态207条、公告145条、其他1条。", {}, {"N102"}),
    (f"proactive|发布动态207条，其中{listed(90, 60, 40, 25, 15)}。", {}, {"N102"}),
    ("proactive|全年公开信息213条，其中动态184条、公告35条、民政1条、应急1条。", {}, {"N102"}),
    ("proactive|全年公开信息53条，其中概况2条、动态5条、公告43条、其他4条。", {}, {"N102"}),
    ("proactive|全年公开信息15329条，其中本级4288条、部门11040条。", {}, {"N102"}),
    ("proactive|全年公开信息199条，分为概况2条、动态72条、公告127条。", {}, {"N102"}),
    ("proactive|全年公开信息276条，其中公告216条、动态50条、其他100多条。", {}, {"N102"}),
    # rates
    ("proactive|公开信息449248条，其中网站224438条，占49.9%、其他224810条，占50.1%。", {},
     {"N131", "N131?"}),
    ("proactive|公开信息57条，其中图解2条，占3.50%、其他55条，占96.49%。", {}, {"N131?"}),
    ("收到政府信息公开申请80件，同比增加24%。", {NEW: 80}, {"N103"}),
    # leftovers
    ("2022年，共收到政府信息公开申请9件。", {}, {"N105.1"}),
    ("收到政府信息公开申请34件，上年结转2件，所有申请均已按要求办理完成。", {NEW: 34, IN: 2, DONE: 35, OUT: 1},
     {"N109"}),
    # told apart, and not right together either
    ("本年收到张某申请1件，收到李某申请3件。", {NEW: 5}, {"N101", "N134"}),
    ("本年收到张某申请1件，收到李某申请3件。", {NEW: 2}, {"N101", "N134"}),
    ("本年收到张某申请1件，收到李某申请3件。", {NEW: 3, IN: 1}, {"N101?", "N134"}),
    ("本年收到张某申请1件，收到李某申请近3件。", {NEW: 4}, {"N101"}),
    ("本年收到张某申请1件，收到李某申请3件，收到王某申请9余件。", {NEW: 4}, {"N101", "N134", "N136"}),
    ("信息公开行政复议3件，行政诉讼2件，均无败诉。",
     {"recon.total": 3, "recon.corrected": 1, "recon.upheld": 2, "direct.total": 2, "direct.upheld": 2},
     {"N107"}),
    ("信息公开行政复议3件，行政诉讼2件，其中败诉0件。",
     {"recon.total": 3, "recon.upheld": 3, "direct.total": 2, "direct.corrected": 1, "direct.upheld": 1},
     {"N107", "N125"}),
    ("收到政府信息公开申请12件，全部按期答复。", {NEW: 12, DONE: 11, OUT: 1}, {"N109?"}),
    ("收到政府信息公开申请12件，全部答复。", {NEW: 12, DONE: 11, OUT: 1}, {"N109"}),
    ("未发生行政复议、行政诉讼、国家赔偿案件。", {"recon.total": 2, "recon.upheld": 2}, {"N106"}),
    ("政府信息公开工作未进入行政复议、诉讼程序。", {"recon.total": 2, "recon.upheld": 2}, {"N106"}),
    # the body that decides may not be the one complained of
    ("本局受理政府信息公开行政复议案件3件。", {"recon.total": 1}, {"N124?"}),
    ("本局被申请政府信息公开行政复议3件。", {"recon.total": 1}, {"N124"}),
    ("本局办理的答复被申请政府信息公开行政复议3件。", {"recon.total": 1}, {"N124"}),
    ("全年受理政府信息公开申请9件。依申请公开均已答复，行政复议无。", {NEW: 9, DONE: 9, "recon.total": 2},
     {"N129.2"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "figures", "expected"), FAULTS)
def test_faults(text: str, figures: dict[str, Any], expected: set[str]) -> None:
    """Each is found, and nothing besides."""
    findings = validate(report(text, figures), select=("N1", "N3")).findings
    found = {f.rule + ("?" if f.outcome == "review" else "") for f in findings}
    assert found == expected, [f.message["zh"] for f in findings]


def test_channels_of_publications_overlap() -> None:
    """72 disclosed, 12 on the site and 72 by the account: nobody can say that this is wrong."""
    text = "proactive|全年公开信息72条，其中网站发布12条、微信公众号发布72条。"
    assessment = validate(report(text, {}), select=("N1",))
    assert not assessment.findings
    assert assessment.outcome("N133").status == "open"
    assert assessment.complete


RIGHT: list[tuple[str, dict[str, Any]]] = [
    ("收到政府信息公开申请1408件，上年结转172件，办结1519件，结转下年度继续办理61件。",
     {NEW: 1408, IN: 172, DONE: 1519, OUT: 61}),
    ("收到政府信息公开申请80件，同比增长5.26%，上年结转2件。", {NEW: 80, IN: 2}),
    ("收到政府信息公开申请265件，上年结转2件；办结264件，结转下年度3件。", {NEW: 265, IN: 2, DONE: 264, OUT: 3}),
    ("新收政府信息公开申请208件，上年结转5件，办结196件，17件结转至下年度。",
     {NEW: 208, IN: 5, DONE: 196, OUT: 17}),
    ("收到政府信息公开申请58件，同比下降19.44%，上年结转17件，答复申请72件，结转下一年度3件。",
     {NEW: 58, IN: 17, DONE: 72, OUT: 3}),
    ("共收到申请3件，其中上年结转1件，新收2件。", {NEW: 2, IN: 1}),
    (f"proactive|公开信息780条，其中{listed(300, 240, 235, 5)}；发布动态235条，分为{listed(231, 4)}。", {}),
    ("proactive|公开信息3626条，其中" + listed(2000, 900, 400, 200, 60, 30, 20, 9, 4, 2, 1) + "。", {}),
    ("收到政府信息公开申请64件（含上年结转4件）。信息公开行政复议10件，其中维持2件、纠正2件、尚未审结6件。",
     {NEW: 60, IN: 4, "recon.total": 10, "recon.upheld": 2, "recon.corrected": 2, "recon.pending": 6}),
    ("共收到依申请公开1499件。其中，网络申请1303件，占86.92%；信函申请172件，占11.47%；当面申请24件，占1.60%。",
     {NEW: 1499}),
    ("答复政府信息公开申请1453件。其中，予以公开966件，占66.48%；部分公开67件，占4.61%；不予公开81件，占5.57%；"
     "无法提供182件，占12.53%；不予处理61件，占4.20%；其他处理96件，占6.61%。",
     {NEW: 1453, DONE: 1453, "granted": 966, "partially_granted": 67, "denied.state_secret": 81,
      "unable_to_provide.not_held": 182, "not_processed.repeat_request": 61, "other_handling.other": 96}),
    ("proactive|公开信息243条，其中政务类63条（含公告20条、其他43条）、业务类180条。", {}),
    ("全镇共受理申请17件。", {NEW: 95}),
    # told apart by ground, office or person, right together
    ("收到申请4件。属于条例所指内部信息依法不予公开1件、属于条例所指过程信息依法不予公开2件。",
     {NEW: 4, "denied.internal_affairs": 1, "denied.deliberative_process": 2}),
    ("本年收到张某申请1件，收到李某申请3件。", {NEW: 4}),
    ("本年收到张某申请1件，收到李某申请3件。", {NEW: 4, IN: 1}),
    # the rate of all requests behind the last of their kinds
    ("收到申请12件，其中5件通过互联网申请，6件通过邮寄申请，1件为现场申请，答复率100%。", {NEW: 12, DONE: 12}),
    ("收到申请12件，其中不予公开1件，按时办结率100%。", {NEW: 12, DONE: 12, "denied.state_secret": 1}),
    # 败诉 is said of suits, and of what was named last
    ("因信息公开引发行政复议3起，行政诉讼2起，其中败诉0起。",
     {"recon.total": 3, "recon.corrected": 1, "recon.upheld": 2, "direct.total": 2, "direct.upheld": 2}),
    # the number that follows counts both
    ("新收到申请12件，连同上年结转1件，共13件，已办理答复12件，结转下年1件。",
     {NEW: 12, IN: 1, DONE: 12, OUT: 1}),
    ("收到申请13件，连同上年结转1件。", {NEW: 12, IN: 1, DONE: 13}),
    # a distinction of the year before, requests of two offices
    ("在2022年度全区政务公开考评中位列第一。", {}),
    ("会同住建局办理联合申请2件。", {NEW: 12, DONE: 12}),
    # cases of every kind, and those of ours among them
    ("收到行政复议申请56件，其中政府信息公开类3件。", {"recon.total": 3}),
    # a list behind what is carried over divides what was dealt with
    ("收到申请12件，办结11件，结转下年1件。其中予以公开8件，不予公开3件。",
     {NEW: 12, DONE: 11, OUT: 1, "granted": 8, "denied.state_secret": 3}),
    # what a body that decides does is no request taken back
    ("依申请公开引发行政复议案件3件，复议机关维持2件，撤销1件。",
     {"recon.total": 3, "recon.upheld": 2, "recon.corrected": 1}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("区政府收到依申请公开35件，区直部门收到60件。", {"N101?"}),
        ("区政府本级共收到申请35件。", set()),
        ("全区共收到申请95件。其中区政府收到申请35件。", {"N101?"}),
        ("政府办公室统计，区政府收到申请35件。", set()),
        ("全区共收到申请35件。", {"N101"}),
        ("政府信息公开办收到申请35件。", {"N101"}),
    ],
)
def test_the_government_itself_in_a_report_with_its_units(text: str, found: set[str]) -> None:
    """区政府 may be one office among those the tables count together: for a human to judge."""
    facts = {"publisher": "云岭区人民政府", "scope": "consolidated"}
    findings = validate(report(text, {NEW: 95}, **facts), select=("N1", "N3")).findings
    assert {f.rule + ("?" if f.outcome == "review" else "") for f in findings} == found


def test_parts_that_make_up_the_figure_pass() -> None:
    """What was compared together was checked, and is not told as left alone."""
    text = "本年收到张某申请1件，收到李某申请3件。"
    assert validate(report(text, {NEW: 4}), select=("N101",)).outcome("N101").status == "pass"


def test_a_bureau_that_speaks_of_its_government() -> None:
    """Its tables count itself alone: what it received cannot be another number."""
    findings = validate(report("区政府收到依申请公开35件。", {NEW: 95}), select=("N1",)).findings
    assert [(f.rule, f.outcome.value) for f in findings] == [("N101", "fail")]


@pytest.mark.parametrize(("text", "figures"), RIGHT)
def test_right(text: str, figures: dict[str, Any]) -> None:
    """What was checked and is right raises nothing."""
    assessment = validate(report(text, figures), select=("N1", "N3"))
    assert raised(assessment) == set(), [f.message["zh"] for f in assessment.findings]
