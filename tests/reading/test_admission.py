"""What is no report is turned away with its reason; what is one is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from govinfo_report import parse
from govinfo_report.errors import UnrecognisedLayoutError
from govinfo_report.reading.otherkinds import KINDS, kind_of_title

TITLE = "松湖县水利局2023年政府信息公开工作年度报告"
SENTENCE = "全年公开信息三百余条，答复群众来信四十封，组织培训两次。"
HEADINGS = (
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
)
TABLE = (
    "第二十条第（一）项",
    "信息内容\t本年制发件数\t本年废止件数\t现行有效件数",
    "规章\t0\t0\t0",
    "行政规范性文件\t3\t1\t12",
)


def text(title: str, *, table: bool = False, prose: bool = True, preamble: str = "") -> str:
    """A report of this title; ``prose`` puts a sentence under every heading."""
    lines = [title] if title else []
    lines += [preamble] if preamble else []
    for heading in HEADINGS:
        lines.append(heading)
        lines += TABLE if table and "主动公开" in heading else ()
        lines += [SENTENCE] if prose else ()
    return "\n".join(lines) + "\n"


def reason(source: str | bytes) -> str:
    """The code of the reason why a source is turned away."""
    with pytest.raises(UnrecognisedLayoutError) as caught:
        parse(source)
    assert caught.value.message["zh"].startswith("未识别出年度报告：")
    assert caught.value.message["zh"] != caught.value.message["en"]
    code = caught.value.facts["reason"]
    assert isinstance(code, str)
    return code


def page(title: str, body: str, *, head: str = "", menu: tuple[str, ...] = ()) -> bytes:
    """A page with a heading, a page title and a menu."""
    links = "".join(f"<li><a href='/'>{entry}</a></li>" for entry in menu)
    lines = "".join(f"<p>{line}</p>" for line in body.split("\n") if line)
    return (
        f"<html><head><title>{head or title}</title></head><body><ul>{links}</ul>"
        f"<h1>{title}</h1>{lines}</body></html>"
    ).encode()


@pytest.mark.parametrize(("title", "code"), [
    ("松湖县2023年上半年政府信息公开工作报告", "part_year"),
    ("松湖县2023年第二季度政府信息公开情况统计表", "part_year"),
    ("松湖县2023年1-6月政府信息公开工作情况", "part_year"),
    ("政府信息公开工作年度报告格式", "form"),
    ("图解：松湖县2023年政府信息公开工作年度报告", "digest"),
    ("松湖县2023年政府信息公开工作年度报告（图解）", "digest"),
    ("松湖县政府信息公开指南（2023年版）", "guide"),
    ("松湖县水利局2023年度部门决算", "accounts"),
    ("松湖县2023年法治政府建设年度报告", "law_based_government"),
    ("松湖水务集团有限公司2023年度报告", "company"),
    ("松湖县2023年政务公开第三方评估结果", "evaluation"),
    ("关于报送2023年政府信息公开工作年度报告的通知", "notice"),
    ("松湖县历年依申请公开数据", "statistics"),
    ("松湖县2023年政务公开工作总结", "summary"),
    ("松湖县政府信息公开目录", "list"),
    ("松湖县召开政务公开培训会", "news"),
])  # fmt: skip
def test_kind_of_title(title: str, code: str) -> None:
    """Each kind by its own words."""
    assert kind_of_title(title) == code


@pytest.mark.parametrize("title", [
    TITLE,
    "松湖县绩效考核办公室2023年政府信息公开工作年度报告",
    "松湖县2023年政府信息公开工作总结报告",
    "松湖县法治政府建设办公室2023年政府信息公开工作年度报告",
    "松湖县人民政府",
    "全年召开会议，发布通知；开展培训，形成统计表。",
    "年报",
])  # fmt: skip
def test_titles_of_reports_and_other_text_have_no_kind(title: str) -> None:
    """Words of other kinds in the name of an issuer, in a sentence or in a stub say nothing."""
    assert kind_of_title(title) is None


@pytest.mark.parametrize("code", [k for k, kind in KINDS.items() if kind.title])
def test_both_languages_name_the_title(code: str) -> None:
    """A reason that rests on a title shows it."""
    if code != "list":
        assert "{title}" in KINDS[code].zh and "{title}" in KINDS[code].en


def test_half_year_report_with_the_very_tables() -> None:
    """A half-year title turns a filled-in form away; the same form under its own title is read."""
    assert reason(text("松湖县2023年上半年政府信息公开工作报告", table=True)) == "part_year"
    assert parse(text(TITLE, table=True)).year == 2023


def test_half_year_period_without_a_title() -> None:
    """Without a title the period decides; a whole year is a report."""
    half = "统计期限为2023年1月1日至2023年6月30日。"
    assert reason(text("", table=True, preamble=half)) == "part_year"
    whole = half.replace("6月30日", "12月31日")
    assert parse(text("", table=True, preamble=whole)).year == 2023


def test_shorter_period_under_the_title_of_an_annual_report() -> None:
    """After a reform an annual report covers the rest of a year."""
    preamble = "因机构改革，本报告统计期限为2023年7月1日至2023年12月31日。"
    report = parse(text(TITLE, table=True, preamble=preamble))
    assert report.period is not None and report.period[0].month == 7
    early = preamble.replace("7月1日至2023年12月31日", "1月1日至2023年6月30日")
    assert parse(text(TITLE, table=True, preamble=early)).year == 2023


def test_a_menu_is_no_title() -> None:
    """Entries of a menu that name other kinds do not turn a report away."""
    menu = ("政府信息公开指南", "政府信息公开制度", "2023年上半年政府信息公开统计表", "部门决算",
            "2022年法治政府建设年度报告", "关于报送材料的通知")  # fmt: skip
    assert parse(page(TITLE, text("", table=True), menu=menu)).publisher == "松湖县水利局"


def test_a_report_in_a_menu_is_no_title() -> None:
    """The heading of the page outranks the reports listed beside it."""
    menu = (TITLE, "首页")
    body = text("", prose=True)
    assert reason(page("松湖县水利局2023年上半年政务公开情况", body, menu=menu)) == "part_year"
    assert reason(page("松湖县水利局2023年政务公开工作总结", body, menu=menu)) == "summary"


def test_page_title_counts() -> None:
    """A page whose own title names a guide is one, whatever stands in its text."""
    body = text("", prose=True)
    head = "松湖县水利局政府信息公开指南_松湖县水利局门户网站"
    assert reason(page("信息公开", body, head=head)) == "guide"


def test_notice_that_publishes_the_report() -> None:
    """Above a whole report a notice is its envelope."""
    source = text("关于发布2023年政府信息公开工作年度报告的公告\n" + TITLE, table=True)
    assert parse(source).publisher == "松湖县水利局"


def test_notice_that_asks_for_the_report() -> None:
    """A notice that quotes headings and instructions carries no report."""
    told = text("关于做好2023年政府信息公开工作年度报告编制工作的通知")
    assert reason(told) == "notice"


def test_form_with_placeholders() -> None:
    """The form with instructions, or with holes in its title."""
    told = text(TITLE).replace(SENTENCE, "这一项报告全年情况，篇幅不超过一千字，发布信息XX条。")
    assert reason(told) == "blank_form"
    assert reason(text("XX县XX局2023年政府信息公开工作年度报告")) == "blank_form"


def test_blank_form() -> None:
    """Headings and labels without a figure or a sentence."""
    blank = "\n".join(TABLE).replace("0", "").replace("3\t1\t12", "\t\t")
    assert blank != "\n".join(TABLE)
    source = text("政府信息公开工作年度报告", prose=False)
    source = source.replace(HEADINGS[1], HEADINGS[1] + "\n" + blank)
    assert reason(source) == "blank_form"


def test_blank_tables_under_a_title_of_their_own() -> None:
    """A unit where nothing happened leaves all cells blank: with title and prose a report."""
    rows = "".join(
        f"<tr><td>{a}</td><td></td><td></td><td></td></tr>" for a in ("规章", "行政规范性文件")
    )
    table = (
        "<table><tr><td>信息内容</td><td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td></tr>"
        f"{rows}</table>"
    )
    parts = [f"<h1>{TITLE}</h1>"]
    for heading in HEADINGS:
        parts.append(f"<p>{heading}</p>")
        if "主动公开" in heading:
            parts.append(table)
        elif heading[0] in "一五六":
            parts.append(f"<p>{SENTENCE}</p>")
    report = parse(("<html><body>" + "".join(parts) + "</body></html>").encode())
    assert {f.state.value for f in report.figures.values()} == {"blank", "absent"}


def test_contents_and_digest() -> None:
    """Headings alone, and few words under each without any title."""
    assert reason(text(TITLE, prose=False)) == "contents"
    short = text("").replace(SENTENCE, "公开信息90条，办结3件。")
    assert reason(short) == "no_title"


def test_prose_without_tables() -> None:
    """Six sections of prose are a report with a title, and without one when they are told."""
    assert parse(text(TITLE)).year == 2023
    assert parse(text("")).sections.keys() == parse(text(TITLE)).sections.keys()


def test_tables_that_vanished() -> None:
    """Six headings and prose: a report where its title says so, else three sections of text."""
    kept = "\n".join(
        heading + ("" if heading[0] in "二三四" else "\n" + SENTENCE * 2) for heading in HEADINGS
    )
    report = parse(f"{TITLE}\n{kept}\n")
    assert {f.state.value for f in report.figures.values()} == {"absent"}
    assert report.reading.layout == "sections"
    assert reason(f"{kept}\n") == "no_form"
    assert reason(f"政府信息公开工作年度报告\n{kept}\n") == "no_form"
    assert reason(f"{TITLE}\n{kept.replace(HEADINGS[5], '')}\n") == "no_form"
    few = kept.replace(SENTENCE * 2, "工作平稳。")
    assert reason(f"{TITLE}\n{few}\n") == "no_form"


@pytest.mark.parametrize(
    "words",
    ["点击查看全文。", "快来了解我们今年的公开工作。", "跟着小编来看看吧。", "扫码阅读完整报告。",
     "详见《松湖县2023年政府信息公开工作年度报告》。"],
)  # fmt: skip
def test_a_digest_without_title(words: str) -> None:
    """Six long sections read like a report, until they send the reader to it."""
    assert parse(text("").replace(SENTENCE, SENTENCE * 3)).year is None
    assert reason(text("").replace(SENTENCE, SENTENCE * 3 + words)) == "no_title"
    told = "制作图解12期，推出一图读懂专栏，可扫码办理申请。"
    assert parse(text("").replace(SENTENCE, SENTENCE * 3 + told)).year is None
    # Under the title of a report such a sentence decides nothing.
    assert parse(text(TITLE).replace(SENTENCE, SENTENCE + words)).year == 2023


def test_prose_of_another_kind_without_title() -> None:
    """Four headings that many pages have do not make a report."""
    kept = [h for h in HEADINGS if "申请" not in h and "复议" not in h]
    source = "\n".join(f"{heading}\n{SENTENCE * 3}" for heading in kept)
    assert reason(source) == "no_title"
    assert parse(f"{TITLE}\n{source}").year == 2023


def test_message_counts_sections() -> None:
    """The reason says how many headings stand over text."""
    two = "\n".join(f"{heading}\n{SENTENCE}" for heading in HEADINGS[:2])
    with pytest.raises(UnrecognisedLayoutError) as caught:
        parse(f"{TITLE}\n{two}\n")
    assert "只有 2 个" in caught.value.message["zh"]
    assert "only 2 of the six" in caught.value.message["en"]


def test_list_of_reports() -> None:
    """Many titles and no text."""
    titles = [f"松湖县水利局{year}年政府信息公开工作年度报告" for year in range(2016, 2024)]
    assert reason("\n".join(titles) + "\n") == "several_titles"


def test_real_reports_are_admitted(shared_reports: Path) -> None:
    """Every real report is one."""
    found = [p for p in shared_reports.rglob("*") if p.suffix in (".txt", ".md", ".html")]
    for path in found:
        if path.name != "README.md":
            assert parse(path).sections
    assert found
