"""Captures without a title or with an odd one, and what the caller knows of them."""

from __future__ import annotations

from datetime import date

import pytest

from govinfo_report import parse
from govinfo_report.errors import UsageError
from govinfo_report.model.report import Report

TABLE = """第二十条第（一）项
信息内容\t本年制发件数\t本年废止件数\t现行有效件数
规章\t0\t0\t0
行政规范性文件\t3\t1\t12
"""
BODY = f"""一、总体情况
2023年，我局按要求做好公开工作。2023年发布信息一百余条。
二、主动公开政府信息情况
{TABLE}三、收到和处理政府信息公开申请情况
收到申请两件，都已答复。
四、政府信息公开行政复议、行政诉讼情况
没有发生。
五、存在的主要问题及改进情况
栏目更新不够及时，下一步加以改进。
六、其他需要报告的事项
没有收取信息处理费。
"""
SILENT = BODY.replace("2023年，", "").replace("2023年", "")
ISSUER = "临湖区教育局"
TITLE = f"{ISSUER}2023年政府信息公开工作年度报告"


def notes(report: Report) -> list[tuple[str, str, str]]:
    """Code, field and kind of the notes on identity."""
    return [
        (note.code, str(note.params["field"]), str(note.params["kind"]))
        for note in report.reading.notes
        if note.code in ("N201", "N202")
    ]


def read(head: str, **known: object) -> Report:
    """A report with these lines above its first section."""
    return parse(f"{head}\n\n{BODY}", known=known or None)


# -- row 45: nothing above the first section -----------------------------------------------------


def test_untitled_with_a_year_in_the_text() -> None:
    """The year told twice counts; issuer and title are null, which is a note."""
    report = parse(BODY)
    assert (report.publisher, report.region, report.title) == (None, None, None)
    assert (report.year, report.scope.value) == (2023, "unknown")
    assert notes(report) == [("N202", "publisher", "missing")]
    assert report.proactive_disclosure.normative_documents.in_force == 12


def test_untitled_and_silent() -> None:
    """Nothing tells the year: null with a note, never that of today."""
    report = parse(SILENT)
    assert (report.year, report.publisher, report.period) == (None, None, None)
    assert notes(report) == [("N201", "year", "missing"), ("N202", "publisher", "missing")]


def test_known_fills_what_is_silent() -> None:
    """What the caller knows is used and recorded as given; no note remains."""
    facts = {"publisher": ISSUER, "year": 2023, "url": "https://www.example.org/a.html",
             "retrieved": "2024-02-01", "region": "440105"}  # fmt: skip
    report = parse(SILENT, known=facts)
    assert (report.publisher, report.year) == (ISSUER, 2023)
    assert notes(report) == []
    assert dict(report.source.given) == facts
    assert (report.source.url, report.source.retrieved) == (facts["url"], facts["retrieved"])


def test_known_year_that_contradicts() -> None:
    """The document wins; the wrong year is a note with both."""
    report = parse(BODY, known={"year": 2021, "publisher": ISSUER})
    assert report.year == 2023 and report.source.given["year"] == 2021
    assert notes(report) == [("N201", "year", "given")]
    (note,) = (n for n in report.reading.notes if n.code == "N201")
    assert (note.params["given"], note.params["read"]) == (2021, 2023)


def test_known_publisher_that_contradicts() -> None:
    """So does a publisher; a short form of the same name does not contradict."""
    assert notes(read(TITLE, publisher="松海县水利局")) == [("N202", "publisher", "given")]
    assert notes(read(TITLE, publisher="区教育局")) == []


def test_known_must_be_known() -> None:
    """An unknown field is a wrong argument, not silently dropped."""
    with pytest.raises(UsageError):
        parse(BODY, known={"yaer": 2023})


def test_issuer_from_signature_and_metadata() -> None:
    """Without a title the signature names the issuer and the day."""
    report = parse(f"{BODY}{ISSUER}\n2024年1月18日\n")
    assert (report.publisher, report.published) == (ISSUER, date(2024, 1, 18))


# -- row 46: order and words of the title --------------------------------------------------------


@pytest.mark.parametrize("title", [
    TITLE,
    f"2023年{ISSUER}政府信息公开工作年度报告",
    f"2023年度{ISSUER}政府信息公开工作报告",
    f"{ISSUER}政府信息公开工作年度报告（2023年）",
    f"{ISSUER}2023年度政府信息公开工作年度报告",
    f"{ISSUER}2023年政府信息公开年报",
    f"2023{ISSUER}政府信息公开工作年度报告",
    f"{ISSUER}2023政府信息公开年度报告",
    f"{ISSUER}二〇二三年政府信息公开工作年度报告",
    f"{ISSUER}关于2023年政府信息公开工作的年度报告",
    f"{ISSUER}2023年政府信息公开工作情况报告",
    # row 47: over several lines, doubled
    f"{ISSUER}\n2023年政府信息公开工作年度报告",
    f"{ISSUER}2023年政府信息公开工作年度\n报  告",
    f"{ISSUER}\n2023年\n政府信息公开工作年度报告",
    f"{TITLE}\n{TITLE}",
    # row 49: additions
    f"临教公开〔2024〕3号\n{TITLE}",
    f"{TITLE}（图片版）",
    # row 52: a page clock that stands still
    f"2019年12月3日 星期二\n首页\n{TITLE}",
    # row 57: other years of the same issuer in a menu
    f"首页\n{ISSUER}2022年政府信息公开工作年度报告\n{ISSUER}2021年政府信息公开工作年度报告\n\n{TITLE}",
])  # fmt: skip
def test_title(title: str) -> None:
    """Issuer and year are found in whatever order, over however many lines."""
    report = read(title)
    assert (report.publisher, report.year, report.region) == (ISSUER, 2023, "临湖区")
    assert notes(report) == []


def test_title_without_issuer() -> None:
    """Row 48: the year only; the caller may know the issuer."""
    head = "2023年政府信息公开工作年度报告"
    assert (read(head).publisher, read(head).year) == (None, 2023)
    assert read(head, publisher=ISSUER).publisher == ISSUER


@pytest.mark.parametrize(("addition", "scope"), [("（本级机关）", "own"), ("（关区）", "system")])
def test_scope_in_brackets(addition: str, scope: str) -> None:
    """Row 49: for whom a vertical organ speaks."""
    report = read(f"松海海关2023年政府信息公开工作年度报告{addition}")
    assert (report.publisher, report.scope.value) == ("松海海关", scope)
    assert report.scope_evidence


def test_two_issuers() -> None:
    """Row 50: both are kept, verbatim."""
    report = read("临湖区人民政府、松海高新区管委会2023年政府信息公开工作年度报告")
    assert report.publisher == "临湖区人民政府、松海高新区管委会"


def test_same_name_other_place() -> None:
    """Row 51: the areas a name prints are kept; none is guessed."""
    one = read("青山省松海州人民政府2023年政府信息公开工作年度报告")
    other = read("松海省人民政府2023年政府信息公开工作年度报告")
    assert (one.region, other.region) == ("青山省松海州", "松海省")
    assert read("城关镇人民政府2023年政府信息公开工作年度报告").region == "城关镇"


@pytest.mark.parametrize(("day", "published"), [
    ("2026-01-30", date(2026, 1, 30)), ("2023-12-19", date(2023, 12, 19)), ("2021-12-14", None),
])  # fmt: skip
def test_published_late_or_early(day: str, published: date | None) -> None:
    """Row 53: years later, or in the last days of the year itself; earlier it is a note."""
    report = read(f"{TITLE}\n发布日期：{day}")
    assert (report.published, report.year) == (published, 2023)
    expected = [] if published else [("N201", "published", "implausible")]
    assert notes(report) == expected


def test_lost_characters_in_dates() -> None:
    """Row 54: a period with lost characters is not guessed."""
    report = read(f"{TITLE}\n\n本报告数据统计期限为20231月1日至12月31日。")
    assert report.period is None and report.year == 2023
    assert notes(report) == [("N201", "period", "unreadable")]


def test_period_of_another_year() -> None:
    """A sentence left from the year before: the title wins, the note shows both."""
    report = read(f"{TITLE}\n\n本报告数据统计期限为2022年1月1日至2022年12月31日。")
    assert report.year == 2023
    assert notes(report) == [("N201", "year", "mismatch")]


def test_short_period_after_a_reform() -> None:
    """Row 55: July to December, with a title and without."""
    period = "因机构改革，本报告数据统计期限为2023年7月1日至2023年12月31日。"
    for head in (f"{TITLE}\n\n{period}", period):
        report = read(head)
        assert report.period == (date(2023, 7, 1), date(2023, 12, 31))
        assert report.year == 2023


def test_metadata_table_first() -> None:
    """Row 56: a table about the page is no table of the report, but names issuer and day."""
    rows = (
        ("索引号", "1133/2024-1", "发布机构", ISSUER),
        ("发布日期", "2024-01-22", "有效性", "有效"),
    )
    table = "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in rows)
    prose = "".join(f"<p>{line}</p>" for line in BODY.split("\n"))
    report = parse(f"<html><body><table>{table}</table>{prose}</body></html>")
    assert (report.publisher, report.published) == (ISSUER, date(2024, 1, 22))
