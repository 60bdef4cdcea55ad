"""Reports for the years before 2019: recognised, kept as text, without figures."""

from __future__ import annotations

import pytest

from govinfo_report import parse
from govinfo_report.errors import UnrecognisedLayoutError
from govinfo_report.model.codec import dumps, loads

OLD = """桐岭市2012年政府信息公开工作年度报告

本报告由桐岭市人民政府办公室编写，数据自2012年1月1日至2012年12月31日。

一、概述
全年召开公开工作会议三次，修订目录一册。各单位按要求更新栏目。
二、主动公开政府信息情况
（一）公开内容。全年公开信息1520条。
（二）公开形式。门户网站、公告栏和查阅点。
三、依申请公开政府信息情况
收到申请12件，当面申请3件，网上申请9件。
四、政府信息公开的收费及减免情况
全年没有收取检索、复制、邮寄等费用。
五、因政府信息公开申请行政复议、提起行政诉讼的情况
没有发生行政复议和行政诉讼案件。
六、政府信息公开工作存在的主要问题及改进措施
一些单位更新不及时，查阅点少。下一步增加人手。
七、附表
指标名称\t单位\t2012年\t历年累计
主动公开信息数\t条\t1520\t9000
其中：全文电子化的主动公开信息数\t条\t1500\t8000
申请总数\t条\t12\t60
对申请的答复总数\t条\t12\t60
同意公开答复数\t条\t10\t50
行政复议数\t件\t0\t1
行政诉讼数\t件\t0\t0
"""
ROWS = (
    ("（一）主动公开政府信息数", "条", "300"),
    ("制发规范性文件总数", "件", "2"),
    ("2.政府网站公开政府信息数", "条", "290"),
    ("（一）收到申请数", "件", "2"),
    ("1.当面申请数", "件", "1"),
    ("（二）申请办结数", "件", "2"),
    ("六、举报投诉数量", "件", "0"),
)
TABLE_2019 = """第二十条第（一）项
信息内容\t本年新制作数量\t本年新公开数量\t对外公开总数量
规章\t0\t0\t0
规范性文件\t3\t3\t12
"""


def page(title: str, headings: tuple[str, ...]) -> str:
    """A page with the table of 2014 behind its sections."""
    lines = [f"<h1>{title}</h1>"]
    for heading in headings:
        lines += [f"<p>{heading}</p>", "<p>这一年局里做了不少工作，群众较为满意。</p>"]
    rows = (("统计指标", "单位", "统计数"), *ROWS)
    table = "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in rows)
    return "<html><body>" + "".join(lines) + f"<table>{table}</table></body></html>"


def test_report_of_2012() -> None:
    """Sections that fit the six go by their ids, others by their number; no figure is read."""
    report = parse(OLD)
    assert (report.edition, report.year, report.publisher) == ("pre_2014", 2012, "桐岭市")
    assert (len(report), dict(report.forms), report.reading.layout) == (0, {}, "legacy")
    assert {name: section.heading[:1] for name, section in report.sections.items()} == {
        "overview": "一", "proactive_disclosure": "二", "requests": "三", "section_4": "四",
        "review_and_litigation": "五", "problems_and_improvements": "六", "section_7": "七",
    }  # fmt: skip
    assert report.sections["section_4"].text == "全年没有收取检索、复制、邮寄等费用。"
    assert report.sections["overview"].text.endswith("各单位按要求更新栏目。")
    assert report.preamble.startswith("本报告由桐岭市人民政府办公室编写")
    assert [note.code for note in report.reading.notes] == ["S304"]
    assert report.reading.notes[0].place is not None


def test_report_of_2016() -> None:
    """Free headings, and the indicator list of 2014-2018 in a grid."""
    headings = ("一、加强领导，健全机制", "二、信息公开情况", "三、依申请公开情况", "四、收费情况",
                "五、存在问题和下一步打算")  # fmt: skip
    report = parse(page("临湖区教育局2016年政府信息公开工作年度报告", headings))
    assert (report.edition, report.year, len(report)) == ("2014", 2016, 0)
    assert list(report.sections) == [
        "section_1", "proactive_disclosure", "requests", "section_4", "problems_and_improvements",
    ]  # fmt: skip
    assert [note.code for note in report.reading.notes] == []


@pytest.mark.parametrize(("year", "edition"), [
    (2008, "pre_2014"), (2013, "pre_2014"), (2014, "2014"), (2018, "2014"),
])  # fmt: skip
def test_edition_by_year(year: int, edition: str) -> None:
    """The year decides, whatever list is printed."""
    text = OLD.replace("2012", str(year))
    assert parse(text).edition == edition


def test_list_without_a_year() -> None:
    """The indicator list tells the generation of a report whose title has no year."""
    headings = ("一、概述", "二、公开情况", "三、其他情况")
    report = parse(page("临湖区教育局政府信息公开工作年度报告", headings))
    assert (report.edition, report.year) == ("2014", None)
    known = parse(page("临湖区教育局政府信息公开工作年度报告", headings), known={"year": 2016})
    assert known.year == 2016


def test_table_of_2019_in_a_report_for_2018() -> None:
    """What is printed is read, whatever the title says."""
    text = OLD.replace("2012", "2018").split("七、附表")[0]
    text = text.replace("（一）公开内容。", TABLE_2019 + "（一）公开内容。")
    report = parse(text)
    assert (report.year, report.edition) == (2018, "2019")
    assert report["proactive_disclosure.normative_documents.total_published"].value == 12


def test_untitled_capture_by_its_period() -> None:
    """Without a title the period of the preamble tells the year."""
    text = OLD.split("\n", 1)[1].replace("数据自", "数据统计时限自")
    report = parse(text)
    assert (report.edition, report.year, report.title) == ("pre_2014", 2012, None)


def test_later_years_are_no_legacy() -> None:
    """The same page with a title of 2023 has the tables of the form to miss."""
    report = parse(OLD.replace("2012", "2023"))
    assert report.edition == "2021" and len(report) > 0
    assert "legacy" not in report.reading.layout


@pytest.mark.parametrize("title", [
    "桐岭市2012年政务公开工作总结", "桐岭市2012年政府工作报告", "桐岭市2012年上半年政府信息公开工作报告",
])  # fmt: skip
def test_other_documents_of_those_years(title: str) -> None:
    """Numbered sections alone are no report."""
    numbered = "".join(f"{n}、工作之{n}\n这一方面做了不少事情，群众满意。\n" for n in "一二三四五")
    with pytest.raises(UnrecognisedLayoutError):
        parse(f"{title}\n{numbered}")


def test_two_sections_are_too_few() -> None:
    """A title and two headings are a news item."""
    with pytest.raises(UnrecognisedLayoutError):
        parse(OLD.split("三、", maxsplit=1)[0])


def test_restarted_numbers_and_contents() -> None:
    """A table of contents in front, and numerals that restart inside a section."""
    contents = "一、概述\n二、主动公开政府信息情况\n三、依申请公开政府信息情况\n"
    inner = "一、更新慢，有的栏目半年不动。\n二、人手少，没有专职人员。\n"
    text = OLD.replace("一、概述\n", contents + "一、概述\n", 1)
    text = text.replace("一些单位更新不及时", inner + "一些单位更新不及时")
    report = parse(text)
    assert list(report.sections) == list(parse(OLD).sections)
    assert "二、人手少" in report.sections["problems_and_improvements"].text


def test_round_trip() -> None:
    """Sections under their own ids survive JSON."""
    report = parse(OLD)
    assert loads(dumps(report)) == report
    assert dumps(loads(dumps(report))) == dumps(report)
