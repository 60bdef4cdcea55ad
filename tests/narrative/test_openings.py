"""Wordings that openings of published reports use, in sentences of our own."""

from __future__ import annotations

import pytest

from .prose import claims_in, told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a kind of items whose name sounds like an intention
        ("2023年收到政府信息公开申请6件，公开规划计划信息3条，答复申请6件。",
         [("requests.received", 6), ("requests.answered", 6)]),
        ("公开拟批准项目文件7件，收到政府信息公开申请6件。", [("requests.received", 6)]),
        ("下一步计划受理政府信息公开申请6件。", []),
        ("拟新增政府信息公开申请6件。", []),
        # verbs and tails
        ("我局收到政府信息依申请公开办理事项4件。", [("requests.received", 4)]),
        ("2023年度本镇发生依申请公开3次。", [("requests.received", 3)]),
        ("全年累计办理公民、法人或其他组织通过门户网站、邮寄等途径提交的依申请公开信息合计14件。",
         [("requests.processed", 14)]),
        ("截至12月底已答复28件，收到政府信息公开申请29件。",
         [("requests.answered", 28), ("requests.received", 29)]),
        # channels
        ("受理政府信息公开申请9件，主要提交方式为政府网站申请4件、信函申请5件。",
         [("requests.accepted", 9), ("requests.channels.online", 4), ("requests.channels.mail", 5)]),
        ("受理政府信息公开申请9件，包括信函申请5件、网络申请4件。",
         [("requests.accepted", 9), ("requests.channels.mail", 5), ("requests.channels.online", 4)]),
        ("收到申请12件，其中通过局官方网站提交申请表的12件。",
         [("requests.received", 12), ("requests.channels.online", 12)]),
        # outcomes in quotation marks
        ("已答复申请9件，其中“予以公开”3件，“部分公开”2件，“不予公开”1件，“无法提供”3件。",
         [("requests.answered", 9), ("requests.granted", 3), ("requests.partially_granted", 2),
          ("requests.denied", 1), ("requests.unable_to_provide", 3)]),
        ("受理政府信息公开申请3件。其中“同意公开答复数”2件，“不予公开答复数”1件。",
         [("requests.accepted", 3), ("requests.granted", 2), ("requests.denied", 1)]),
        ("收到信息公开申请9件，其中公开2件，不存在4件，属于行政执法案卷3件。",
         [("requests.received", 9), ("requests.disclosed", 2),
          ("requests.unable_to_provide.not_held", 4), ("requests.denied.enforcement_file", 3)]),
        # the number of the year before, in a bracket
        ("收到信息公开申请22件，比2022年(31件)下降29%。", [("requests.received", 22)]),
        ("收到依申请公开64件；办理55件，下年度继续办理9件。",
         [("requests.received", 64), ("requests.processed", 55), ("requests.carried_out", 9)]),
        # new and carried in together
        ("2023年，共收到政府信息公开申请12件，上年结转2件，共计14件，办结13件。",
         [("requests.received", 12), ("requests.carried_in", 2),
          ("requests.received_with_carried_in", 14), ("requests.closed", 13)]),
        ("收到政府信息公开申请12件，网上申请7件，快递5件，合计12件。",
         [("requests.received", 12), ("requests.channels.online", 7), ("requests.channels.mail", 5)]),
        # matters are no decisions, the files of a column no documents of the year
        ("2023年我局行政强制事项5件。", []),
        ("2023年我局办理行政许可事项50件。", [("decisions.administrative_licensing", 50)]),
        ("行政规范性文件栏目共有文件46件，其中失效4件，废止2件。", []),
        # decisions put on show are those of a column or a system, all along the list
        ("主动公开政府信息40条，其中行政许可信息25项，行政处罚6项，其他信息9条。", [("publications.items", 40)]),
        ("通过信用平台公示行政许可25件、行政处罚6件、行政强制1件。", []),
        ("持续推进政务公开，全年作出行政许可25件、行政处罚6件。",
         [("decisions.administrative_licensing", 25), ("decisions.administrative_penalties", 6)]),
        # what is given to one applicant is not published
        ("2023年，本镇依申请公开信息3条，通过网站公开政府信息90条。", [("publications.items", 90)]),
        ("全年予以公开政府信息2件，不予公开政府信息1件。", [("requests.granted", 2), ("requests.denied", 1)]),
        # of citizens: of everybody, unless others are told of beside them
        ("全年收到公民申请8件。", [("requests.received", 8)]),
        ("共收到公民、法人和其他组织申请8件。", [("requests.received", 8)]),
        ("全年收到公民申请6件、企业申请2件。",
         [("requests.applicants.natural_person", 6), ("requests.applicants.commercial_enterprise", 2)]),
        ("全年收到来自公民的申请6件，来自企业的申请2件。",
         [("requests.applicants.natural_person", 6), ("requests.applicants.commercial_enterprise", 2)]),
        ("受理群众申请6件、律师申请2件。", []),
        ("收到政府信息公开申请8件，其中收到省厅转办申请5件。", [("requests.received", 8)]),
        ("收到政府信息公开申请8件。其中收到省厅转办申请5件，收到市民申请3件。", [("requests.received", 8)]),
        ("全年共收到自然人申请6件，法人申请2件。",
         [("requests.applicants.natural_person", 6), ("requests.applicants.legal_entities", 2)]),
        ("新收自然人政府信息公开申请6件。", [("requests.applicants.natural_person", 6)]),
    ],
)  # fmt: skip
def test_told(text: str, expected: list[tuple[str, object]]) -> None:
    """Exactly these quantities and numbers."""
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("2023年收到政府信息公开申请9件，上年转结1件，答复10件。", ["this_year"] * 3),
        ("2023年收到政府信息公开申请9件，结转上年度申请1件，答复10件。", ["this_year"] * 3),
        ("2023年共办结申请24件，结转到2024年办理7件。", ["this_year"] * 2),
        (
            "2023年收到政府信息公开申请5件，历年累计收到政府信息公开申请50件。",
            ["this_year", "other"],
        ),
        (
            "从历年数据看，2022年受理政府信息公开申请4件，2023年受理政府信息公开申请5件。",
            ["last_year", "this_year"],
        ),
        ("2023年以来，我镇收到政府信息公开申请5件。", ["this_year"]),
        ("2019年以来，我镇收到政府信息公开申请5件。", ["other"]),
        ("2023年，截至12月底答复申请5件。", ["this_year"]),
        ("2023年，6月份答复申请5件。", ["other"]),
    ],
)
def test_period(text: str, periods: list[str]) -> None:
    """Of which year each number speaks."""
    assert [s.period for s in claims_in(text).statements] == periods


def test_no_request_since_the_beginning_of_the_year() -> None:
    """A zero of the reporting year, though the sentence says 以来."""
    (zero,) = claims_in("2023年以来，街道未收到信息公开申请。").statements
    assert (zero.quantity, zero.value, zero.period) == ("requests.received", 0, "this_year")
    assert claims_in("2019年以来，街道未收到信息公开申请。").statements == ()


@pytest.mark.parametrize(
    "text",
    [
        # the list divides the new requests and those carried in, not the latter
        "收到政府信息公开申请9件，上年结转1件，其中网络申请5件、信函申请5件。",
        "新收政府信息公开申请50件，上年结转3件。其中，予以公开30件，部分公开10件，不予公开11件。",
        # a new sentence divides the requests, not the last of their channels
        "受理申请9件，提交方式为网站申请3件、信函申请6件。其中同意公开4件，部分公开5件。",
    ],
)
def test_not_parts_of_the_last_number(text: str) -> None:
    """No sum whose whole is the number that happens to stand last."""
    assert all(
        sub.whole.quantity not in ("requests.carried_in", "requests.channels.mail")
        for sub in claims_in(text).sums
    )


def test_results_are_parts_of_their_block() -> None:
    """How the cases of a part ended is not a part of the whole."""
    text = (
        "引发行政争议11件，其中，行政复议7件，结果维持6件，尚未审结1件；行政诉讼4件，结果维持4件。"
    )
    outer = claims_in(text).sums[0]
    assert (outer.whole.value, [part.value for part in outer.parts]) == (11, [7, 4])
    wrong = claims_in(text.replace("行政诉讼4件", "行政诉讼5件")).sums[0]
    assert wrong.balance.outcome != "pass"


def test_share_of_the_requests_told_before() -> None:
    """A share of applicants is one of the requests, though another sentence stands between."""
    text = (
        "共收到政府信息公开申请1046件。其中，网络申请862件，占比82.4%；当面申请184件，占比17.6%。"
        "自然人提出申请1030件，占比98.5%；法人或其他组织提出申请16件，占比1.5%。"
    )
    for share in claims_in(text).percentages:
        assert share.numerator is not None
        assert share.numerator.value is not None
        assert any(
            whole.value is not None and share.fits(share.numerator.value, whole.value)
            for whole in share.wholes
        )
