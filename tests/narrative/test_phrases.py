"""All told in words, lists of names, repetitions and years."""

from __future__ import annotations

import pytest

from govinfo_report.model.report import Report, Section
from govinfo_report.narrative import claims_of

from .prose import claims_in


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("收到政府信息公开申请9件，均已办结。", ["all_closed"]),
        ("上年结转2件，所有申请均已按要求办理完成。", ["all_closed"]),
        ("收到政府信息公开申请9件，均已办结，除1件结转下年度外。", []),
        ("答复政府信息公开申请8件，均在法定期限内答复。", []),
        ("收到人大建议9件，均已办结。", []),
        ("信息公开行政复议2件、行政诉讼1件，均获维持。", ["all_upheld"]),
        ("收到政府信息公开申请9件，申请人均为自然人。", ["all_natural_persons"]),
    ],
)
def test_all(text: str, kinds: list[str]) -> None:
    """All closed, upheld, natural persons: only when nothing is left out."""
    assert [p.kind for p in claims_in(text).phrases] == kinds


def test_upheld_names_its_blocks() -> None:
    """Only the blocks that the sentence names are said to be upheld."""
    (phrase,) = claims_in("信息公开行政复议2件，全部维持。").phrases
    assert phrase.blocks == ("review_and_litigation.administrative_reconsideration",)


@pytest.mark.parametrize(
    ("text", "low", "high", "closed", "holds"),
    [
        ("设置一级栏目4个，包括：机构、政策、财政、统计。", 4, 4, True, True),
        ("设置一级栏目5个，包括：机构、政策、财政、统计。", 4, 4, True, False),
        ("设置一级栏目5个，分别为机构、政策、财政、统计和招考。", 4, 5, True, True),
        ("3个专题（住房、教育、就医）集中发布。", 3, 3, True, True),
        ("公开信息12类，包括机构、政策、财政等。", 3, 3, False, True),
    ],
)
def test_lists(text: str, low: int, high: int, closed: bool, holds: bool) -> None:
    """As many names as the number says, where 和 may join two or belong to one."""
    (found,) = claims_in(text, part="platform").lists
    assert (found.low, found.high, found.closed, found.holds) == (low, high, closed, holds)


def test_no_list() -> None:
    """A number and a sentence about something else is no list."""
    assert not claims_in("设置栏目8个，更新及时、内容完整、检索方便。").lists
    assert not claims_in("开展培训3次，参训人员120人次。").lists


def test_repeated() -> None:
    """One quantity twice; another year or a sub-unit does not count."""
    text = "收到政府信息公开申请9件。全年共收到政府信息公开申请8件。"
    (found,) = claims_in(text).repeated
    assert (found.quantity, found.certain, found.equal) == ("requests.received", True, False)
    assert not claims_in("收到政府信息公开申请9件。去年，收到政府信息公开申请8件。").repeated
    text = "全县42个政务新媒体按时更新。\n同时将42个政务新媒体纳入管理。"
    assert claims_in(text).repeated[0].equal


def test_years() -> None:
    """Only a year of which the sentence says what was done is the year reported on."""
    text = (
        "2022年，我县发布信息9条。\n较2021年减少3件。\n印发2020年工作要点。依据《2020年要点》。\n2022年结转5件。\n"
        "截至2023年6月。\n2024年，将继续推进。\n2023年，全县公开信息5条。"
    )
    found = [(y.year, y.role) for y in claims_in(text).years]
    assert found == [
        (2022, "reporting"), (2021, "comparison"), (2020, "document"), (2022, "carried"),
        (2023, "date"), (2024, "plan"), (2023, "reporting"),
    ]  # fmt: skip


def test_plans_of_section_five() -> None:
    """What is to be done next year is no year reported on."""
    section = Section("五、存在的主要问题及改进情况", "2024年，我局将加强培训。")
    report = Report(year=2023, sections={"problems_and_improvements": section})
    assert [y.role for y in claims_of(report).years] == ["plan"]
