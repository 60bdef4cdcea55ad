"""Sections, identity, dates and leftovers of templates: valid, invalid and open by rule."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import pytest
from attrs import evolve

import govinfo_report
from govinfo_report.errors import GovInfoReportError
from govinfo_report.model.build import build_report
from govinfo_report.model.figure import Reason
from govinfo_report.model.note import Note
from govinfo_report.model.parts import SECTION_IDS
from govinfo_report.model.report import Report, Section
from govinfo_report.rules import validate
from govinfo_report.testing.floors import RENDERERS, document

PARTS = dict.fromkeys(
    ("proactive", "on_request", "information_management", "platform", "supervision"), "按期完成。"
)
FEE = "本年度未收取信息处理费。"
TROUBLE = "栏目更新偏慢；下一步按月核对。"
HEADINGS = dict(zip(SECTION_IDS, (
    "一、总体情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况", "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
), strict=True))  # fmt: skip
TEXTS = {
    "overview": "各项工作按期完成。",
    "problems_and_improvements": TROUBLE,
    "other_matters": FEE,
}
OWN = {"publisher": "柳岸县教育局", "scope": "own"}
COUNTY = {"publisher": "柳岸县", "scope": "consolidated"}


def prose(drop: str = "", heads: dict[str, str] | None = None, **texts: str) -> dict[str, Any]:
    """The six sections, with some texts or headings changed and one left out."""
    sections = {
        name: Section(
            (heads or {}).get(name, heading), texts.get(name, TEXTS.get(name, "")),
            PARTS if name == "overview" else {},
        )
        for name, heading in HEADINGS.items()
        if name != drop
    }  # fmt: skip
    return {"sections": sections}


def parts(*names: str, text: str = "各项工作按期完成。") -> dict[str, Any]:
    kept = {name: PARTS[name] for name in names}
    return {"sections": {**prose()["sections"], "overview": Section("一、总体情况", text, kept)}}


def ordered(*names: str) -> dict[str, Any]:
    sections = prose()["sections"]
    return {"sections": {name: sections[name] for name in names}}


def note(code: str, field: str, kind: str, **params: str | int) -> dict[str, Any]:
    return {"notes": (Note(code, (), {"field": field, "kind": kind, **params}),)}


def promoted(*heads: str) -> dict[str, Any]:
    return {**prose(), "notes": tuple(Note("S107", (), {"heading": head}) for head in heads)}


def heads(**changed: str) -> dict[str, Any]:
    return prose(heads=changed)


def table(name: str, text: str, **options: Any) -> dict[str, Any]:
    return {**prose(**{name: text}), "drop": f"{name}.", **options}


def titled(**facts: Any) -> dict[str, Any]:
    return {"title": "柳岸县2023年政府信息公开工作年度报告", **prose(), **facts}


YEAR = (date(2023, 1, 1), date(2023, 12, 31))
SIX = "总体情况、主动公开情况、申请办理情况、复议诉讼情况、存在问题、其他事项"
FIVE = "总体情况、主动公开情况、申请办理情况、存在问题、其他事项"

CASES: list[tuple[str, dict[str, Any], str]] = [
    ("S101", prose(), "pass"),
    ("S101", {**prose(), "edition": "2019"}, "pass"),
    ("S101", heads(overview="概述"), "pass"),
    ("S101", prose("problems_and_improvements"), "fail"),
    ("S101", prose("overview"), "fail"),
    ("S101", ordered(*SECTION_IDS[1:], SECTION_IDS[0]), "fail"),
    ("S101", {}, "open"),
    ("S101", {"preamble": "本报告按规定编制。"}, "open"),
    ("S102", prose(), "pass"),
    ("S102", parts(*PARTS), "pass"),
    ("S102", parts(*list(PARTS)[:4], text="（五）监督保障。有人监督。"), "pass"),
    ("S102", parts(*list(PARTS)[:4]), "fail"),
    ("S102", parts(), "fail"),
    ("S102", parts("platform", "proactive"), "fail"),
    ("S102", prose("overview"), "open"),
    ("S102", {}, "open"),
    ("S102", {**prose(), "edition": "2019"}, "not_applicable"),
    ("S103", prose(), "pass"),
    ("S103", prose(problems_and_improvements="公开不够及时。"), "pass"),
    ("S103", prose(overview="没有新情况，继续执行。"), "pass"),
    ("S103", prose(problems_and_improvements="无。"), "fail"),
    ("S103", prose(problems_and_improvements=""), "fail"),
    ("S103", prose(overview="工作正常"), "fail"),
    ("S103", prose(problems_and_improvements="暂无相关问题。"), "fail"),
    ("S103", prose("overview"), "open"),
    ("S103", {**prose(problems_and_improvements=""), "notes": (Note("P204"),)}, "open"),
    ("S104", {**prose(), "preamble": "本报告由六个部分组成。"}, "pass"),
    ("S104", {**prose(), "preamble": f"全文包括{SIX}等6个部分。"}, "pass"),
    ("S104", {**prose("overview"), "preamble": "全文共分五大部分。"}, "pass"),
    ("S104", {**prose(), "preamble": "本报告由五个部分组成。"}, "fail"),
    ("S104", {**prose(), "preamble": f"全文包括{FIVE}等六部分内容。"}, "fail"),
    ("S104", {**prose(), "preamble": "本报告共分４个部分。"}, "fail"),
    ("S104", {**prose(), "preamble": "本报告由七个部分组成。"}, "open"),
    ("S104", {**prose("overview"), "preamble": "本报告由六个部分组成。"}, "open"),
    ("S104", {**prose(), "preamble": "公开了三个方面的内容。"}, "not_applicable"),
    ("S104", prose(), "not_applicable"),
    ("S105", prose(), "pass"),
    ("S105", heads(overview="第一部分 总体情况", requests="3、收到申请情况"), "pass"),
    ("S105", heads(other_matters="（六）其他事项", overview="一. 总体情况"), "open"),
    ("S105", prose("overview"), "pass"),
    ("S105", heads(requests="四、收到和处理政府信息公开申请情况"), "fail"),
    ("S105", heads(proactive_disclosure="一、主动公开政府信息情况"), "fail"),
    ("S105", heads(problems_and_improvements="6、存在的问题", other_matters="7、其他事项"), "fail"),
    ("S105", heads(overview="总体情况"), "open"),
    ("S105", {}, "open"),
    ("S106", prose(), "pass"),
    ("S106", prose(other_matters="一、收费情况\n" + FEE), "pass"),
    ("S106", prose(problems_and_improvements="1、更新慢。\n2、人员少。"), "pass"),
    ("S106", prose(overview="三、平台建设\n已完成。"), "fail"),
    ("S106", heads(requests="二、收到申请情况"), "fail"),
    ("S106", prose(problems_and_improvements="一、主要问题\n更新慢。\n二、改进措施\n按月核对。"), "fail"),
    ("S106", {}, "open"),
    ("S106", ordered("overview") | {"sections": {"overview": Section("总体情况", "完成。")}}, "open"),
    ("S107", prose(), "pass"),
    ("S107", promoted(), "pass"),
    ("S107", {**prose(), "notes": (Note("P204"),)}, "pass"),
    ("S107", promoted("二、主动公开"), "fail"),
    ("S107", promoted("三、平台建设", "四、监督保障"), "fail"),
    ("S107", promoted("二、依申请公开", "三、政府信息管理", "四、平台建设"), "fail"),
    ("S107", prose("overview"), "open"),
    ("S107", {}, "open"),
    ("S108", prose(), "pass"),
    ("S108", prose(other_matters="（一）收取信息处理费情况\n全年收取300元。"), "pass"),
    ("S108", prose(other_matters="没有发生政府信息公开收费事项。"), "pass"),
    ("S108", prose(other_matters="未产生相关费用。"), "pass"),
    ("S108", prose(other_matters="无。"), "fail"),
    ("S108", prose(other_matters=""), "fail"),
    ("S108", prose(other_matters="办理建议提案41件，全部办结。"), "fail"),
    ("S108", prose(other_matters="无。", overview="全年未收取信息处理费。"), "review"),
    ("S108", prose("other_matters"), "open"),
    ("S108", {**prose(other_matters=""), "notes": (Note("P304"),)}, "open"),
    ("S108", {**prose(other_matters="无。"), "edition": "2019"}, "not_applicable"),
    ("S201", prose(), "pass"),
    ("S201", {**prose(), "edition": "2019"}, "pass"),
    ("S201", prose(requests="表格如下。"), "pass"),
    ("S201", table("requests", "本年没有收到申请。"), "fail"),
    ("S201", table("review_and_litigation", "没有复议和诉讼。"), "fail"),
    ("S201", table("proactive_disclosure", "制发文件三件，均已公开。"), "fail"),
    ("S201", table("requests", ""), "open"),
    ("S201", table("review_and_litigation", "结果维持结果纠正总计。"), "open"),
    ("S201", prose("requests"), "open"),
    ("S401", {"period": YEAR}, "pass"),
    ("S401", {"period": YEAR, **prose()}, "pass"),
    ("S401", {"period": (date(2022, 1, 1), date(2022, 12, 31))}, "pass"),  # N201
    ("S401", {"period": (date(2023, 1, 1), date(2023, 11, 30))}, "fail"),
    ("S401", {"period": (date(2023, 7, 1), date(2023, 12, 31))}, "fail"),
    ("S401", {"period": (date(2022, 12, 1), date(2023, 11, 30))}, "fail"),
    ("S401", {"period": (date(2023, 7, 1), date(2023, 12, 31)), "preamble": "本局于7月组建。"}, "review"),
    ("S401", {"period": YEAR, "year": None}, "open"),
    ("S401", note("N201", "period", "unreadable", raw="2023年1月1日至13月"), "open"),
    ("S401", {}, "not_applicable"),
    ("N201", titled(), "pass"),
    ("N201", titled(period=YEAR), "pass"),
    ("N201", {"period": YEAR}, "pass"),
    ("N201", titled(**note("N201", "year", "mismatch", title=2023, read=2022, source="period")), "fail"),
    ("N201", titled(**note("N201", "year", "mismatch", title="2022、2023")), "fail"),
    ("N201", titled(**note("N201", "year", "given", given=2021, read=2023)), "fail"),
    ("N201", {"year": None, **note("N201", "year", "missing")}, "open"),
    ("N201", {"year": None}, "open"),
    ("N202", titled(), "pass"),
    ("N202", titled(publisher="柳岸县"), "pass"),
    ("N202", titled(**note("N201", "year", "mismatch", title=2023, read=2022)), "pass"),
    ("N202", titled(**note("N202", "publisher", "mismatch", title="柳岸县", read="松浦县")), "fail"),
    ("N202", titled(**note("N202", "publisher", "given", given="松浦县", read="柳岸县")), "fail"),
    ("N202", titled(**note("N202", "region", "given", given="松浦县", read="柳岸县")), "fail"),
    ("N202", {"publisher": None, **note("N202", "publisher", "missing")}, "open"),
    ("N202", {"publisher": None}, "open"),
    ("N203", {**prose(), **OWN}, "pass"),
    ("N203", {**prose(overview="作为全县政务公开工作牵头单位，我办按期完成。"), **OWN}, "pass"),
    ("N203", {**prose(overview="2023年，全县共受理申请3件。"), **COUNTY}, "pass"),
    ("N203", {**prose(other_matters="2023年，全县政府信息公开工作未收取处理费。"), **OWN}, "fail"),
    ("N203", {**prose(overview="全县共收到申请3件。"), **OWN}, "fail"),
    ("N203", {**prose(overview="工作有序。全市主动公开信息20条。"), **COUNTY}, "fail"),
    ("N203", {**prose(overview="全县共收到申请3件。"), "scope": "unknown"}, "open"),
    ("N203", {**prose(), "publisher": None, "scope": "consolidated"}, "open"),
    ("T101", {**OWN, "published": "2024-01-31"}, "pass"),
    ("T101", {**COUNTY, "published": "2024-03-31"}, "pass"),
    ("T101", {"publisher": "柳岸镇", "published": "2024-01-20"}, "pass"),
    ("T101", {**OWN, "published": "2024-02-01"}, "fail"),
    ("T101", {**COUNTY, "published": "2024-04-01"}, "fail"),
    ("T101", {"scope": "system", "published": "2025-01-01"}, "fail"),
    ("T101", OWN, "open"),
    ("T101", {"publisher": "柳岸镇", "scope": "consolidated", "published": "2024-02-20"}, "open"),
    ("T101", {**OWN, "published": "2024-02-01", "year": None}, "open"),
    ("T103", {"published": "2024-01-01"}, "pass"),
    ("T103", {"published": "2024-03-20"}, "pass"),
    ("T103", {"published": "2026-01-01"}, "pass"),
    ("T103", {"published": "2023-12-31"}, "fail"),
    ("T103", {"published": "2023-03-01"}, "fail"),
    ("T103", {"published": "2022-06-01"}, "fail"),
    ("T103", {}, "open"),
    ("T103", {"published": "2024-01-01", "year": None}, "open"),
    ("X102", prose(), "pass"),
    ("X102", prose(overview="详见 http://www.x.example/zwgk/xxgk/xx.html 专栏。"), "pass"),
    ("X102", prose(overview="尺寸3×5，型号XX-5。\n____\n__总体__完成。"), "pass"),
    ("X102", prose(other_matters=FEE + "可在网站（具体网址）下载。"), "fail"),
    ("X102", prose(overview="全年发布信息XX条。"), "fail"),
    ("X102", {**prose(), "preamble": "现公布20XX年报告，由____县编制。"}, "fail"),
    ("X102", {}, "open"),
    ("X102", {"title": "柳岸县2023年政府信息公开工作年度报告"}, "open"),
    ("X103", prose(), "pass"),
    ("X103", prose(overview="以表格形式公开收费标准。统一填报口径。"), "pass"),
    ("X103", prose(requests="（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"), "pass"),
    ("X103", prose(requests="本部分以表格形式报告，具体如下："), "fail"),
    ("X103", prose(overview="请结合实际填写。"), "fail"),
    ("X103", prose(problems_and_improvements="此处填写问题。" + TROUBLE), "fail"),
    ("X103", {}, "open"),
    ("X103", {"title": "请填写"}, "open"),
    ("X104", prose(), "pass"),
    ("X104", prose(overview="发布信息 12 条，公开条目数增加，制发文件3件。"), "pass"),
    ("X104", prose(overview="共公开信息条目12个。公开 \n件数见下表。"), "pass"),
    ("X104", prose(overview="全年公开信息  条，均按时。"), "fail"),
    ("X104", prose(overview="共受理申请件，均已答复。"), "fail"),
    ("X104", {**prose(), "preamble": "累计发布各类信息条。"}, "fail"),
    ("X104", {}, "open"),
    ("X104", {"title": "公开 件"}, "open"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "options", "expected"), CASES)
def test_outcome(make, status, rule: str, options: dict[str, Any], expected: str) -> None:
    """Each rule on its own."""
    facts = {"publisher": "柳岸县", "scope": "consolidated", **options}
    assert status(make(**facts), rule) == expected


@pytest.mark.parametrize("rule", sorted({case[0] for case in CASES}))
def test_three_pass_three_fail_two_open(rule: str) -> None:
    """Every rule has examples of each outcome."""
    became = Counter(case[2] for case in CASES if case[0] == rule)
    assert became["pass"] >= 3
    assert became["fail"] >= 3
    assert became["open"] >= 2


@pytest.mark.parametrize(
    ("edition", "expected"),
    [("2021", "pass"), ("2019", "pass"), ("2014", "pass"), ("pre_2014", "fail"), ("unknown", "open")],
)  # fmt: skip
def test_pre_2014(edition: str, expected: str) -> None:
    """The old indicator list is named; an edition nobody knows is open."""
    report = (build_report({}, edition=edition, year=2012) if edition in ("2021", "2019")
              else Report(edition=edition, year=2012))  # fmt: skip
    assert validate(report).outcome("S304").status.value == expected


CONTACTS = [
    ("如有疑问，请与本局联系。", FEE, "pass"), ("可在网站下载。", FEE, "pass"),
    ("本报告按规定编制。", FEE + "电话：0000-5550。", "pass"),
    ("本报告按规定编制。", FEE, "fail"), ("现予公布。", "无。", "fail"), ("由三部分组成。", "", "fail"),
    ("", FEE, "open"), (" \n", "电话：0000-5550。", "open"),
]  # fmt: skip


@pytest.mark.parametrize(("preamble", "closing", "expected"), CONTACTS)
def test_contact_is_a_preview(make, preamble: str, closing: str, expected: str) -> None:
    """The form does not ask for it: only when the rule is selected."""
    report = make(preamble=preamble, **prose(other_matters=closing))
    assert validate(report).outcome("T102").reason == "preview"
    assert validate(report, select=["T102"]).outcome("T102").status.value == expected


# -- what is said ------------------------------------------------------------------------------


def told(report: Report, rule: str) -> list[str]:
    return [f.message["zh"] for f in validate(report).findings if f.rule.startswith(rule)]


def test_missing_sections_one_by_one(make) -> None:
    """Each by its name and number in the form."""
    kept = [name for name in SECTION_IDS if name not in ("requests", "other_matters")]
    report = make(**ordered(*kept))
    assert [f.rule for f in validate(report).findings if f.rule[:4] == "S101"] == [
        "S101.3",
        "S101.6",
    ]
    assert "三、收到和处理政府信息公开申请情况" in told(report, "S101")[0]


def test_severities_of_identity(make) -> None:
    """A contradiction of the page is a warning, one with the caller an info."""
    for code, field in (("N201", "year"), ("N202", "publisher")):
        for kind, expected in (("mismatch", "warning"), ("given", "info")):
            report = make(**titled(**note(code, field, kind, title="甲", given="乙", read="丙")))
            (finding,) = [f for f in validate(report).findings if f.rule.startswith(code)]
            assert finding.severity.value == expected
            assert "丙" in finding.message["en"]


def test_days_late(make) -> None:
    """1 March against 31 January 2024: thirty days."""
    report = make(**OWN, published="2024-03-01")
    (finding,) = [f for f in validate(report).findings if f.rule == "T101"]
    assert (finding.expected, finding.observed, finding.difference) == (
        "2024-01-31",
        "2024-03-01",
        30,
    )


def test_words_are_shown_where_they_stand(make) -> None:
    """The placeholder with what surrounds it, once per wording."""
    report = make(**prose(overview="全年发布信息XX条。\n全年发布信息XX条。"))
    assert told(report, "X102") == ["〔X102〕留有未填的占位符：“全年发布信息XX条。”。"]


def test_pictures_are_no_missing_tables(make) -> None:
    """P102 speaks for them."""
    report = make(**table("requests", "见图。", notes=(Note("P102", (), {"table": "requests"}),)))
    figures = {
        address: figure if not address.startswith("requests.")
        else type(figure)(address, None, "absent", None, None, figure.unit, Reason.TABLE_IS_PICTURE)
        for address, figure in report.figures.items()
    }  # fmt: skip
    pictured = evolve(report, figures=figures)
    assert validate(pictured).outcome("S201").status == "pass"
    assert not told(pictured, "S201")


# -- nothing false -----------------------------------------------------------------------------

FAMILY_OF = ("S1", "S201", "S304", "S401", "N", "T", "X", "Y")


@pytest.mark.parametrize("family", list(RENDERERS))
def test_generated_documents_raise_nothing(family: str) -> None:
    """Of any style and damage, but for the fee statement their prose leaves out."""
    for number in range(14):
        data, rendered = document(family, number)
        try:
            report = govinfo_report.parse(rendered.data)
        except GovInfoReportError:
            continue
        assessment = validate(report, select=FAMILY_OF)
        closing = "".join(data.narrative.sections["other_matters"])
        allowed = {"S108"} if "处理费" not in closing else set()
        assert {f.rule for f in assessment.findings} <= allowed, (family, number)
        if allowed and "2021" in report.forms.values():
            assert assessment.outcome("S108").status in ("fail", "open")
        assert assessment.counts["crashed"] == 0


#: file -> what these families say of it, read against the source by hand
REAL = {
    "000_549a9b45900b184e.txt": {"N203"},
    # 1750 items and 368 + 469 + 873
    "001_35a7a0986a780ec4.txt": {"S102", "S108", "N102"},
    "002_59f3838da1fae8cc.txt": set(),
    # 80 requests, 24 % more than the year before, and 41 + 28 + 9 + 6 by unit
    "003_312774fa3765aab5.txt": {"N102", "N103", "N122"},
    # neither the requests nor the reconsiderations of the tables are told
    "004_0f60ab1572c40d0d.txt": {"N129.1", "N129.2"},
    # section five has lost its heading, the tables stand in an annex numbered anew; all closed and
    # one carried forward; 2139 items and 1744 + 393 + 21 + 2
    "real/shanghai_kewei_2024.md": {"S101.5", "S102", "S105", "S106", "S107", "N102", "N109"},
    # section five is printed without a word under it; 805 answers and outcomes of 716; all upheld
    # and three pending; 258 of 805 told as 33.9 %, 35 as 4.34 %
    "real/shanghai_office_2019.html": {"S103.2", "N102", "N108", "N131"},
}


@pytest.mark.parametrize("name", REAL)
def test_real_reports(shared_reports, name: str) -> None:
    """Exactly what is wrong with them."""
    report = govinfo_report.parse(shared_reports / name)
    assert {f.rule for f in validate(report, select=FAMILY_OF).findings} == REAL[name]


def test_numbers_by_hand(make) -> None:
    """Expected, observed and difference of the rules that count."""
    two = {f.rule: f for f in validate(make(**parts("platform", "proactive"))).findings}
    assert (two["S102"].expected, two["S102"].observed) == (5, 2)
    printed = make(**prose(), preamble="本报告由四个部分组成。")
    listed = make(**prose(), preamble=f"全文包括{FIVE}等六部分内容。")
    for report, rule, numbers in ((printed, "S104.1", (6, 4, 2)), (listed, "S104.2", (5, 6, 1))):
        (finding,) = [f for f in validate(report).findings if f.rule[:4] == "S104"]
        assert (finding.rule, finding.expected, finding.observed, finding.difference) == (
            rule, *numbers)  # fmt: skip
    wrong = validate(make(**ordered(*SECTION_IDS[1:], SECTION_IDS[0])))
    assert [f.rule for f in wrong.findings if f.rule[:4] == "S101"] == ["S101.7"]


def test_a_fee_of_other_kind_elsewhere_is_no_statement(make, status) -> None:
    """Only the processing fee, told in another section, is an explanation."""
    options = prose(other_matters="无。", overview="未收取任何费用；介绍了处理费制度。")
    assert status(make(**options), "S108") == "review"
    options = prose(other_matters="无。", overview="全年未收取办证费用。")
    assert status(make(**options), "S108") == "fail"


def test_a_report_made_in_code(make, status) -> None:
    """Without notes of a reading, title and period speak for themselves."""
    built = make(opener="", title="柳岸县2023年报告", period=YEAR, publisher="柳岸县")
    other = evolve(built, period=(date(2022, 1, 1), date(2022, 12, 31)))
    assert (status(built, "N201"), status(other, "N201")) == ("pass", "fail")
    assert status(evolve(built, title=None), "N202") == "not_applicable"
