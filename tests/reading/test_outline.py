"""Title, preamble, sections and parts, and what must not be taken for them."""

import pytest
from build import stacked_table, tab_table, text_document
from hypothesis import given
from hypothesis import strategies as st

from govinfo_report.documents.document import Block, BlockKind, Document, Span
from govinfo_report.model.place import Place
from govinfo_report.reading.headings import PARTS, SECTIONS
from govinfo_report.reading.outline import (
    count_sections_with_text,
    find_outline,
    section_texts,
    split_reports,
)

HEADINGS = (
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
)
TITLE = "青岭县2023年政府信息公开工作年度报告"
OVERVIEW = (
    "2023年，青岭县把公开融入日常。\n（一）主动公开。发布信息9条。\n（二）依申请公开。收到3件。\n"
    "（三）政府信息管理。清理目录。\n（四）政府信息公开平台建设。网站改版。\n（五）监督保障。培训两次。"
)
BODIES = (
    OVERVIEW,
    "规章\t0\t0\t0\n行政规范性文件\t2\t0\t9",
    tab_table(),
    "行政复议\t\t行政诉讼\n0\t0\t0\t0\t0",
    "一些栏目更新慢。\n下一步加强培训。",
    "没有收取信息处理费。",
)


def page(title=TITLE, preamble="", headings=HEADINGS, bodies=BODIES, gap="\n"):
    """A report as text."""
    parts = [title, preamble]
    for heading, body in zip(headings, bodies, strict=True):
        parts += [heading, body]
    return gap.join(parts) + "\n"


def spelled(document, spans):
    return "".join(document.text(span) for span in spans)


def headings_of(text):
    document = text_document(text)
    outline = find_outline(document)
    return {name: spelled(document, s.heading) for name, s in outline.sections.items()}


def texts_of(document, regions=()):
    return section_texts(document, find_outline(document), regions)


def test_a_plain_report():
    """Everything in its place."""
    document = text_document(page(preamble="本报告依照条例编制。"))
    outline = find_outline(document)
    assert spelled(document, outline.title) == TITLE
    assert tuple(outline.sections) == SECTIONS
    assert headings_of(page()) == dict(zip(SECTIONS, HEADINGS, strict=True))
    assert count_sections_with_text(outline) == 6
    preamble, sections = texts_of(document)
    assert preamble == "本报告依照条例编制。"
    assert sections["overview"].text == OVERVIEW
    assert sections["overview"].parts == {
        "proactive": "发布信息9条。",
        "on_request": "收到3件。",
        "information_management": "清理目录。",
        "platform": "网站改版。",
        "supervision": "培训两次。",
    }
    assert sections["problems_and_improvements"].text == "一些栏目更新慢。\n下一步加强培训。"
    assert sections["other_matters"].place == Place(line=document.blocks[-3].index + 1, column=1)
    assert outline.notes == ()


@pytest.mark.parametrize(
    "change",
    [
        lambda h: "## " + h,
        lambda h: "**" + h + "**",
        lambda h: "　　" + h,
        lambda h: h + "。",
        lambda h: h + "：",
        lambda h: h.replace("、", "．", 1),
        lambda h: h.replace("、", " 、 ", 1),
        lambda h: h.replace("情况", " 情  况"),
        lambda h: h[0] + h[2:],
        lambda h: h[2:],
        lambda h: f"（{h[0]}）{h[2:]}",
        lambda h: f"第{h[0]}部分 {h[2:]}",
        lambda h: f"{'一二三四五六'.index(h[0]) + 1}. {h[2:]}",
        lambda h: h + "（本级）",
        lambda h: "[bookmark: _GoBack]" + h,
        lambda h: h.replace("总体情况", "總體情況").replace("处", "處").replace("诉讼", "訴訟"),
    ],
)
def test_headings_in_every_dress(change):
    """Numbering, marks, spaces, punctuation and script do not matter."""
    assert tuple(headings_of(page(headings=[change(h) for h in HEADINGS]))) == SECTIONS


@pytest.mark.parametrize(
    ("section", "wording"),
    [
        ("overview", "一、概述"),
        ("overview", "一、2023年政府信息公开工作总体情况"),
        ("overview", "一、总体工作情况"),
        ("overview", "一、工作基本情况"),
        ("overview", "一、政府信息公开工作情况概述"),
        ("proactive_disclosure", "二、行政机关主动公开政府信息情况"),
        ("proactive_disclosure", "二、主动公开情况"),
        ("requests", "三、行政机关收到和处理政府信息公开申请情况"),
        ("requests", "三、收到和办理政府信息公开申请情况"),
        ("requests", "三、依申请公开情况"),
        ("review_and_litigation", "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况"),
        ("review_and_litigation", "四、政府信息公开行政复议和行政诉讼情况"),
        ("review_and_litigation", "四、行政复议及行政诉讼"),
        ("problems_and_improvements", "五、政府信息公开工作存在的主要问题及改进情况"),
        ("problems_and_improvements", "五、存在问题及改进情况"),
        ("problems_and_improvements", "五、存在的主要问题和下一步工作打算"),
        ("problems_and_improvements", "五、存在的问题及整改措施"),
        ("other_matters", "六、其它需要报告的事项"),
        ("other_matters", "六、需要报告的其他事项"),
        ("other_matters", "六、其他报告事项"),
        ("other_matters", "六、其他需要说明的情况"),
    ],
)
def test_other_wordings(section, wording):
    """Those of 2019 and those met in published reports."""
    headings = [
        wording if name == section else h for name, h in zip(SECTIONS, HEADINGS, strict=True)
    ]
    assert headings_of(page(headings=headings))[section] == wording


def test_text_may_follow_on_the_line_of_a_heading():
    """Behind a stop, and behind white space."""
    for gap in ("。", "：", " "):
        text = page(bodies=["", *BODIES[1:5], ""])
        text = text.replace(HEADINGS[0] + "\n", f"{HEADINGS[0]}{gap}全年平稳。\n")
        text = text.replace(HEADINGS[5] + "\n", f"{HEADINGS[5]}{gap}无。\n")
        _, sections = texts_of(text_document(text))
        assert (sections["overview"].heading, sections["overview"].text) == (
            HEADINGS[0],
            "全年平稳。",
        )
        assert sections["other_matters"].text == "无。"


def test_a_long_heading_over_two_lines():
    """Pages dumped line by line wrap headings."""
    wrapped = HEADINGS[3].replace("行政诉讼", "行政诉\n讼")
    text = page(headings=[*HEADINGS[:3], wrapped, *HEADINGS[4:]])
    _, sections = texts_of(text_document(text))
    assert sections["review_and_litigation"].heading == HEADINGS[3]


def test_row_labels_and_restarted_numbers_are_no_headings():
    """Table 3 has rows 一、 to 四、, and section six may count again from 一、."""
    for table in (tab_table(), stacked_table()):
        bodies = [
            *BODIES[:2],
            table,
            *BODIES[3:5],
            "一、形式创新。\n二、收费情况\n没有收取。\n三、其他",
        ]
        document = text_document(page(bodies=bodies))
        outline = find_outline(document)
        assert tuple(outline.sections) == SECTIONS
        assert texts_of(document)[1]["other_matters"].text == bodies[5]


def test_sentences_that_name_sections_are_no_headings():
    """The preamble lists them, with and without numbers."""
    listed = "全文包括：" + "，".join(HEADINGS) + "。"
    told = "主动公开政府信息情况见下表。\n存在的主要问题及改进情况一并说明如下。\n"
    document = text_document(page(preamble=listed, bodies=[told + BODIES[0], *BODIES[1:]]))
    assert headings_of(page(preamble=listed)) == dict(zip(SECTIONS, HEADINGS, strict=True))
    preamble, sections = texts_of(document)
    assert preamble == listed
    assert sections["overview"].text.startswith("主动公开政府信息情况见下表。")


def test_sub_headings_of_later_sections_are_no_sections():
    """（一）存在的主要问题 and （二）其他需要报告的事项 belong to five and six."""
    bodies = [
        *BODIES[:4],
        "（一）存在的主要问题\n慢。\n（二）改进情况\n快。",
        "（一）收费\n无。\n（二）其他需要报告的事项\n无。",
    ]
    assert headings_of(page(bodies=bodies)) == dict(zip(SECTIONS, HEADINGS, strict=True))


def test_a_table_of_contents_is_passed_over():
    """Headings without text between them, under the only title or under one of their own."""
    contents = "目录\n" + "\n".join(HEADINGS) + "\n"
    for text in (
        TITLE + "\n" + contents + page(title="", preamble="依法编制。"),
        contents + page(preamble="依法编制。"),
    ):
        document = text_document(text)
        outline = find_outline(document)
        assert count_sections_with_text(outline) == 6
        assert spelled(document, outline.title) == TITLE
        assert texts_of(document)[0] == "依法编制。"
        assert split_reports(document) == [document]


@pytest.mark.parametrize(
    ("bodies", "count"),
    [
        (("", "", "", "", "", "联系我们"), 1),
        (
            (
                "（一）主动公开\n（二）依申请公开",
                "规章\t\t\t",
                tab_table(values=[[""] * 7] * 25),
                "行政复议\n总计\t\t",
                "",
                "",
            ),
            0,
        ),
        (("平稳。", "", "", "", "慢。", "无"), 3),
        (("平稳。", "截图1.PNG", "[image: 表三]", "![](t4.png)", "慢。", "无"), 6),
        (("平稳。", "全年没有制发文件，也没有收费。", "", "", "慢。", "无"), 4),
    ],
)
def test_sections_with_text_of_their_own(bodies, count):
    """A menu, the blank form, lost tables, pictures, prose in place of a table."""
    assert count_sections_with_text(find_outline(text_document(page(bodies=bodies)))) == count


def test_pictures_in_place_of_tables_are_counted():
    """By table section, and only where no figure stands."""
    bodies = (
        "好。",
        "截图1.PNG",
        "[image: 表三]\n[image: 续]",
        BODIES[3] + "\n[image: 图]",
        "慢。",
        "无",
    )
    outline = find_outline(text_document(page(bodies=bodies)))
    assert outline.images == {"proactive_disclosure": 1, "requests": 2}


def test_marks_of_pictures_and_bookmarks_are_left_out():
    """Also amid a sentence and in front of a part's heading."""
    text = page(
        bodies=[
            "[image: ]\n[bookmark: _GoBack]（一）主动公开\n发布[image: 图1]信息9条。\n图1.png",
            *BODIES[1:],
        ]
    )
    overview = texts_of(text_document(text))[1]["overview"]
    assert overview.text == "（一）主动公开\n发布信息9条。"
    assert overview.parts == {"proactive": "发布信息9条。"}


def test_tables_are_left_out_of_the_text():
    """As regions, or as lines that can only be rows; prose beside them stays."""
    for table in (tab_table(), stacked_table()):
        body = "本年收到3件，见下表。\n" + table + "\n上表数据已核对。"
        document = text_document(page(bodies=[*BODIES[:2], body, *BODIES[3:]]))
        span = find_outline(document).sections["requests"].body
        region = (span[1], span[-2])
        for regions in ([region], list(span[1:-1]), []):
            text = texts_of(document, regions)[1]["requests"].text
            assert text == "本年收到3件，见下表。\n上表数据已核对。"


def test_a_region_may_end_within_a_line():
    """A page in one line: only the table's part of the line is left out."""
    document = text_document(page(bodies=[*BODIES[:4], "前文。表格文字后文。", "无。"]))
    (span,) = find_outline(document).sections["problems_and_improvements"].body
    region = Span(span.block, span.start + 3, span.start + 7)
    text = texts_of(document, [region])[1]["problems_and_improvements"].text
    assert text == "前文。\n后文。"


def test_a_page_in_one_line():
    """All line breaks turned into spaces."""
    document = text_document(page(preamble="本报告依照条例编制。").replace("\n", " "))
    outline = find_outline(document)
    assert tuple(outline.sections) == SECTIONS
    assert spelled(document, outline.title) == TITLE
    assert set(outline.parts) == set(PARTS)
    assert texts_of(document)[1]["other_matters"].text == "没有收取信息处理费。"


@pytest.mark.parametrize(
    ("overview", "parts"),
    [
        ("（一）主动公开\n甲。\n（二）依申请公开\n乙。", {"proactive": "甲。", "on_request": "乙。"}),
        ("（一）主动公开：甲。\n（二）依申请公开：乙。", {"proactive": "甲。", "on_request": "乙。"}),
        ("（一）主动公开情况。甲。（二）依申请公开情况。" + "乙" * 160 + "。", {"proactive": "甲。", "on_request": "乙" * 160 + "。"}),
        ("1.主动公开工作\n甲。\n2、依申请公开方面\n乙。", {"proactive": "甲。", "on_request": "乙。"}),
        ("一是主动公开。甲。\n二是监督保障。乙。", {"proactive": "甲。", "supervision": "乙。"}),
        ("主动公开\n甲。\n政府信息管理\n乙。", {"proactive": "甲。", "information_management": "乙。"}),
        ("（一）主动公开\n一是认真履行主动公开职责。甲。\n（二）强化政策解读\n乙。\n（三）平台建设\n丙。",
         {"proactive": "一是认真履行主动公开职责。甲。", "platform": "丙。"}),
        ("（一）依法做好依申请公开\n甲。\n（二）信息公开平台建设方面\n乙。\n（三）监督、考核与保障情况\n丙。",
         {"on_request": "甲。", "platform": "乙。", "supervision": "丙。"}),
        ("（一）主动公开政府信息300条。\n（二）依申请公开办结5件。", {"proactive": "政府信息300条。", "on_request": "办结5件。"}),
        ("主动公开信息300条，依申请公开5件。", {}),
    ],
)  # fmt: skip
def test_parts_of_the_overview(overview, parts):
    """By their words in any numbering; other headings of the same numbering end them."""
    document = text_document(page(bodies=[overview, *BODIES[1:]]))
    assert texts_of(document)[1]["overview"].parts == parts


def test_parts_numbered_like_sections_are_reported():
    """Some reports promote them, and then count on from 一、 again."""
    overview = "平稳。\n二、主动公开工作情况\n甲。\n三、政府信息公开申请情况\n乙。"
    document = text_document(page(bodies=[overview, *BODIES[1:]]))
    outline = find_outline(document)
    assert {name: spelled(document, s.heading) for name, s in outline.sections.items()} == dict(
        zip(SECTIONS, HEADINGS, strict=True)
    )
    assert [(note.code, note.params["part"]) for note in outline.notes] == [
        ("S107", "proactive"), ("S107", "on_request"),
    ]  # fmt: skip
    assert texts_of(document)[1]["overview"].parts == {"proactive": "甲。", "on_request": "乙。"}


@pytest.mark.parametrize("lost", range(6))
def test_a_missing_section_leaves_the_others(lost):
    """Each of the six may be absent; its text goes to the one before."""
    keep = [i for i in range(6) if i != lost]
    text = page(headings=[HEADINGS[i] for i in keep], bodies=[BODIES[i] for i in keep])
    assert tuple(headings_of(text)) == tuple(SECTIONS[i] for i in keep)


def test_the_page_around_the_report_is_not_its_text():
    """Menus above, the foot below."""
    head = "首页 > 政府信息公开\n政府信息公开指南\n政府信息公开年报\n"
    foot = "打印本页\n上一篇：云溪县\n版权所有：青岭县人民政府"
    document = text_document(
        head + page(TITLE + "\n发布日期：2024-01-30　来源：县政府办", "依法编制。") + foot
    )
    preamble, sections = texts_of(document)
    assert preamble == "依法编制。"
    assert sections["other_matters"].text == "没有收取信息处理费。"


def test_an_untitled_page_has_no_menu_in_its_preamble():
    """Only prose above the first section counts."""
    document = text_document(
        "首页\n年报\n" + page(title="", preamble="本报告依照条例编制，供公众查阅。")
    )
    assert find_outline(document).title == ()
    assert texts_of(document)[0] == "本报告依照条例编制，供公众查阅。"


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        ("青岭县\n2023年政府信息公开工作年度报告", "青岭县2023年政府信息公开工作年度报告"),
        (
            "青岭县政府办\n\n2023年政府信息公开工作年度报告",
            "青岭县政府办2023年政府信息公开工作年度报告",
        ),
        ("青岭县2023年政府信息公开工作年度\n报  告", "青岭县2023年政府信息公开工作年度报告"),
        ("2023 年青岭县科委政府信息公开工作\n年度报告", "2023年青岭县科委政府信息公开工作年度报告"),
        (
            "青岭县人民政府\n2023年度\n政府信息公开工作\n年度报告",
            "青岭县人民政府2023年度政府信息公开工作年度报告",
        ),
        ("青岭县政府信息公开工作年度报告\n（2023年）", "青岭县政府信息公开工作年度报告（2023年）"),
        (f"{TITLE}\n{TITLE}", TITLE),
        (f"# {TITLE}", TITLE),
        (f"{TITLE}\n# 青岭县2023年政府信息公开工作年度\n# 报  告", TITLE),
        ("青岭县2021年政府信息公开年报\n青岭县2022年政府信息公开年报\n通知公告\n" + TITLE, TITLE),
    ],
)
def test_titles_over_lines(lines, title):
    """Joined, without the marks around them; lists of other years are no titles."""
    document = text_document(page(title=lines))
    spans = find_outline(document).title
    assert spelled(document, spans).replace(" ", "") == title


@pytest.mark.parametrize(
    ("other", "count"),
    [
        (TITLE, 1),
        ("青岭县人民政府2023年政府信息公开工作年度报告", 1),
        ("青岭县2022年政府信息公开工作年度报告", 2),
        ("云溪县2023年政府信息公开工作年度报告", 2),
        ("青岭县人民政府办公室2023年政府信息公开工作年度报告", 2),
        ("", 1),
    ],
)
def test_several_reports_in_one_document(other, count):
    """A second sequence of sections is a report of its own if its title differs."""
    document = text_document(page() + page(title=other))
    parts = split_reports(document)
    assert len(parts) == count
    blocks = [block for part in parts for block in part.blocks]
    assert [block.index for block in blocks] == [block.index for block in document.blocks]
    for part, title in zip(parts, (TITLE, other), strict=False):
        outline = find_outline(part)
        assert spelled(part, outline.title) == title
        assert count_sections_with_text(outline) == 6
    assert texts_of(parts[0])[1]["other_matters"].text == "没有收取信息处理费。"


def test_headings_and_paragraphs_of_markup():
    """Blocks of other kinds, line breaks within a paragraph, grids between."""
    kinds = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.GRID
    texts = [(0, TITLE, 1)]
    for heading, body in zip(HEADINGS, BODIES, strict=True):
        texts += [(0, heading, 2), (2 if "\t" in body else 1, body, 0)]
    blocks = tuple(Block(i, kinds[k], t, level) for i, (k, t, level) in enumerate(texts))
    document = Document(blocks, lambda span: Place(start=span.start))
    outline = find_outline(document)
    assert tuple(outline.sections) == SECTIONS
    assert count_sections_with_text(outline) == 6
    sections = texts_of(document)[1]
    assert sections["requests"].text == ""
    assert sections["overview"].parts["supervision"] == "培训两次。"


def test_no_report_at_all():
    """Nothing is found in an empty document and in prose."""
    for text in ("", "\n\n", "青岭县召开会议，研究政府信息公开工作。\n会议强调了主动公开。"):
        outline = find_outline(text_document(text))
        assert (outline.title, dict(outline.sections), outline.preamble) == ((), {}, ())
        assert count_sections_with_text(outline) == 0
        assert texts_of(text_document(text)) == ("", {})


@given(
    st.lists(
        st.sampled_from(
            [*HEADINGS, TITLE, "（一）主动公开", "好。", "\t0", "", "1.其他", "[image: ]"]
        ),
        max_size=40,
    )
)
def test_any_order_of_lines(lines):
    """Never raises; sections ascend, their spans lie in the document and do not overlap."""
    document = text_document("\n".join(lines))
    for part in split_reports(document):
        outline = find_outline(part)
        ranks = [SECTIONS.index(name) for name in outline.sections]
        assert ranks == sorted(ranks)
        spans = [
            s for section in outline.sections.values() for s in (*section.heading, *section.body)
        ]
        assert spans == sorted(spans)
        assert all(
            a.block < b.block or a.end <= b.start for a, b in zip(spans, spans[1:], strict=False)
        )
        assert all(part.text(span) for span in spans)
        texts_of(part)


def test_the_samples(shared_reports):
    """Six sections each, the parts that are printed, no table text left."""
    parts = {"000": 5, "001": 3, "002": 5, "003": 5, "004": 5}
    for path in sorted(shared_reports.glob("*.txt")):
        document = text_document(path.read_text(encoding="utf-8"))
        outline = find_outline(document)
        preamble, sections = texts_of(document)
        assert tuple(sections) == SECTIONS
        assert len(sections["overview"].parts) == parts[path.name[:3]]
        assert count_sections_with_text(outline) == 6
        assert [sections[name].text for name in SECTIONS[1:4]] == ["", "", ""]
        assert bool(preamble) == (path.name[:3] in ("001", "002", "003"))
