"""Which number of a sentence stands for which quantity, on hand-checked sentences."""

from __future__ import annotations

from decimal import Decimal

import pytest

from govinfo_report.model.build import build_report
from govinfo_report.model.report import Report, Section
from govinfo_report.narrative import statements_of
from govinfo_report.narrative.quantities import READINGS

from .prose import claims_in, prose_report, told

R = "requests."
SENTENCES: list[tuple[str, list[tuple[str, object]]]] = [
    # received, carried in and out, closed
    ("全年共收到政府信息公开申请37件，较往年平稳。", [(R + "received", 37)]),
    ("2023年，云溪县收到公民、法人和其他组织提出的政府信息公开申请12宗。", [(R + "received", 12)]),
    ("今年我局共收到12件政府信息公开申请。", [(R + "received", 12)]),
    ("本年度新收政府信息公开申请九件，上年结转两件。",
     [(R + "received", 9), (R + "carried_in", 2)]),
    ("收到依申请公开1,208件，办结1,200件，结转下年度继续办理8件。",
     [(R + "received", 1208), (R + "closed", 1200), (R + "carried_out", 8)]),
    ("全县共受理政府信息公开申请64件，已办结60件，另有4件顺延到下年度答复。",
     [(R + "accepted", 64), (R + "closed", 60), (R + "carried_out", 4)]),
    ("共收到政府信息公开申请21件（含上年结转3件），答复政府信息公开申请19件。",
     [(R + "received_with_carried_in", 21), (R + "carried_in", 3), (R + "answered", 19)]),
    ("共收到申请3件，其中上年结转1件，新收2件。",
     [(R + "received_with_carried_in", 3), (R + "carried_in", 1), (R + "received", 2)]),
    ("2022年结转的5件申请均已办结。", [(R + "carried_in", 5)]),
    ("除2件结转下年度办理外，其余按期答复。", [(R + "carried_out", 2)]),
    # outcomes
    ("办结的申请中，予以公开6件、部分公开3件、不予公开2件、无法提供4件、不予处理1件、其他处理5件。",
     [(R + "granted", 6), (R + "partially_granted", 3), (R + "denied", 2),
      (R + "unable_to_provide", 4), (R + "not_processed", 1), (R + "other_handling", 5)]),
    ("依申请公开办理中，予以公开或部分公开18件，不予公开的7件。",
     [(R + "granted_or_partially", 18), (R + "denied", 7)]),
    ("公开申请答复中，因属于行政执法案卷5件，本机关不掌握2件，申请人主动撤回3件。",
     [(R + "denied.enforcement_file", 5), (R + "unable_to_provide.not_held", 2),
      (R + "withdrawn", 3)]),
    ("所有申请中5件予以公开，2件部分公开，1件不予公开。",
     [(R + "granted", 5), (R + "partially_granted", 2), (R + "denied", 1)]),
    # applicants and channels
    ("收到政府信息公开申请30件，其中自然人申请26件，法人或其他组织申请4件。",
     [(R + "received", 30), (R + "applicants.natural_person", 26),
      (R + "applicants.legal_entities", 4)]),
    ("收到政府信息公开申请30件，其中当面申请2件、信函申请8件、网络申请20件。",
     [(R + "received", 30), (R + "channels.in_person", 2), (R + "channels.mail", 8),
      (R + "channels.online", 20)]),
    ("受理依申请公开17件，其中16件为自然人申请，1件为企业申请。",
     [(R + "accepted", 17), (R + "applicants.natural_person", 16),
      (R + "applicants.commercial_enterprise", 1)]),
    ("收到公开申请15件，比去年的10件增加5件，无上年结转。",
     [(R + "received", 15), (R + "carried_in", 0)]),
    # review and litigation
    ("因政府信息公开被申请行政复议3件，维持2件，纠正1件；行政诉讼4件。",
     [("review.reconsideration.total", 3), ("review.reconsideration.upheld", 2),
      ("review.reconsideration.corrected", 1), ("review.litigation.total", 4)]),
    ("涉及信息公开的行政复议和行政诉讼案件共5件。", [("review.combined.total", 5)]),
    ("发生政府信息公开行政复议案件2起，尚未审结1起。",
     [("review.reconsideration.total", 2), ("review.reconsideration.pending", 1)]),
    ("依申请公开引发的未经复议直接起诉案件2件。", [("review.litigation_direct.total", 2)]),
    # documents and decisions
    ("全年制发行政规范性文件9件，废止11件，现行有效79件。",
     [("documents.normative_documents.issued", 9), ("documents.normative_documents.repealed", 11),
      ("documents.normative_documents.in_force", 79)]),
    ("本年制定规章1部，废止规章0部。",
     [("documents.administrative_rules.issued", 1),
      ("documents.administrative_rules.repealed", 0)]),
    ("作出行政许可决定412件，行政处罚决定88件。",
     [("decisions.administrative_licensing", 412), ("decisions.administrative_penalties", 88)]),
    # approximate numbers
    ("全年发布政府信息四十余条。", [("publications.items", (40, 50))]),
    ("全年发布政府信息近300条。", [("publications.items", (201, 301))]),
    ("全年发布政府信息超过1.5万条。", [("publications.items", (15_000, None))]),
    ("全年发布政府信息上千条。", [("publications.items", (1000, 10_000))]),
    ("全年发布政府信息18 402条。", [("publications.items", 18_402)]),
    ("全年发布政府信息约200条。", [("publications.items", (Decimal(190), Decimal(211)))]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_quantities(text: str, expected: list[tuple[str, object]]) -> None:
    """Every number with a known quantity is found, in printed order, and no other."""
    assert told(text) == expected


#: sentences whose numbers are no requests, outcomes, reviews or documents
OTHERS = [
    "通过“12345”热线受理群众诉求911件，全部办结。",
    "依照国办公开办函〔2021〕30号和国务院令第711号编制，办理时限为20个工作日。",
    "联系电话：0000-5550123，邮编000123，24小时值守，依据第二十条第（一）项。",
    "落实三审三校，推进五公开，一网通办，一件事一次办。",
    "收到行政许可申请35件，办结35件。",
    "收到群众来信12件，答复12件。",
    "受理行政复议案件35件，审结30件。",
    "清理规范性文件56件，其中继续有效40件。",
    "通过门户网站公开信息207条，通过公众号公开145条。",
    "制发公文100件，其中主动公开50件，依申请公开30件，不予公开20件。",
    "承办人大代表建议41件、政协提案165件，全部办复。",
    "发布规范性文件解读12件。",
    "每月收到政府信息公开申请3至5件。",
    "政府信息公开申请同比增加12件。",
    "下一步，计划将政府信息公开申请办结30件以上。",
    "收到政府信息公开申请12 34件。",
]


@pytest.mark.parametrize("text", OTHERS)
def test_other_numbers(text: str) -> None:
    """Hotlines, document numbers, terms, petitions, plans and differences are no requests."""
    quantities = [q for q, _ in told(text, part="supervision")]
    assert not [q for q in quantities if q.startswith(("requests.", "review.", "documents."))]


def test_readings() -> None:
    """受理 may mean new or new and carried in; 收到 with 含上年结转 only the sum."""
    accepted, carried = (
        claims_in(text).statements[0]
        for text in ("共受理政府信息公开申请9件。", "共收到政府信息公开申请9件（含上年结转1件）。")
    )
    assert [r.id for r in accepted.readings] == ["new", "new-and-carried-in"]
    assert [r.id for r in carried.readings] == ["new-and-carried-in"]
    assert carried.readings[0].plus == (
        "requests.new_received.total", "requests.carried_in.total",
    )  # fmt: skip


def test_readings_name_figures() -> None:
    """Every address of every reading is one of a form, printed or derived."""
    report = build_report({}, publisher="云溪县", year=2023)
    for readings in READINGS.values():
        for address in (a for r in readings for a in (*r.plus, *r.minus)):
            if address.startswith("other_matters."):
                continue
            assert report[address].address == address


@pytest.mark.parametrize(
    ("text", "period", "scope"),
    [
        ("2023年，全县收到政府信息公开申请5件。", "this_year", "whole"),
        ("去年，我办收到政府信息公开申请5件。", "last_year", "office"),
        ("2022年收到政府信息公开申请5件。", "last_year", None),
        ("上半年收到政府信息公开申请5件。", "other", None),
        ("其中，县教育局收到政府信息公开申请5件。", None, "sub_unit"),
        ("截至2023年12月31日，收到政府信息公开申请5件。", "this_year", None),
    ],
)
def test_period_and_scope(text: str, period: str | None, scope: str | None) -> None:
    """Of which year and of whom a sentence speaks."""
    statement = claims_in(text).statements[0]
    assert (statement.period, statement.scope) == (period, scope)


def test_offsets_lead_back() -> None:
    """Section, start and end give the number as printed, also across spaces and full width."""
    text = "第一段没有数。\n２０２３年 收到 政府信息公开申请 １２ 件，部分公开 3 件。"
    report = prose_report(text)
    numbers = [text[s.start : s.end] for s in statements_of(report)]
    assert numbers == ["１２ 件", "3 件"]
    assert {s.section for s in statements_of(report)} == {"overview.on_request"}
    assert all(s.sentence in text for s in statements_of(report))


def test_lines_cut_at_one_width() -> None:
    """In a file cut at one width a sentence goes on; a heading is a line of its own."""
    text = (
        "四、政府信息公开申请情况\n"
        "全年共收到政府信息公开申请34件，上年结转政府信息\n"
        "公开申请2件，所有申请均按规定的程序和时限办理，办\n"
        "结政府信息公开申请35件，其中予以公开9件，部分公开\n"
        "0件，不予公开2件，转下一年度办理答复的有1件。"
    )
    assert told(text, part="") == [
        (R + "received", 34), (R + "carried_in", 2), (R + "closed", 35), (R + "granted", 9),
        (R + "partially_granted", 0), (R + "denied", 2), (R + "carried_out", 1),
    ]  # fmt: skip


def test_parts_without_section_text() -> None:
    """A report built in code may give the parts only."""
    section = Section("一、总体情况", "", {"on_request": "收到政府信息公开申请4件。"})
    (found,) = statements_of(Report(year=2023, sections={"overview": section}))
    assert (found.section, found.value) == ("overview.on_request", 4)


@pytest.mark.parametrize("text", ["", "。。。", "0" * 5000 + "件", "，" * 3000, "(" * 500 + "1件", "件" * 2000,
                                  "１" * 13 + "件", "٣件", "²件", "收到申请1e5件"])  # fmt: skip
def test_bad_input(text: str) -> None:
    """Nothing raises, and nothing outside the numeral grammar becomes a number of requests."""
    assert not [q for q, _ in told(text) if q.startswith("requests.")]
