"""Issuer, area, scope, year, period and publication date; order of evidence; near misses."""

import json
from datetime import date

import attrs
import pytest
from build import text_document
from hypothesis import given
from hypothesis import strategies as st

import govinfo_report
from govinfo_report.documents.document import Block, BlockKind, Document
from govinfo_report.documents.source import Known
from govinfo_report.model.place import Place
from govinfo_report.reading.identity import read_identity
from govinfo_report.reading.issuers import issuers_of, read_issuer
from govinfo_report.reading.outline import find_outline
from govinfo_report.reading.periods import broken_period, only_date, read_date, read_period
from govinfo_report.reading.titles import read_title, same_issuer
from govinfo_report.text.normalise import squash

PERIOD = "报告所列数据的统计期限为2023年1月1日至2023年12月31日。"


def page(title="", preamble="", overview="公开工作平稳有序。", closing="没有收取信息处理费。"):
    """A short report."""
    lines = [
        title, preamble, "一、总体情况", overview, "二、主动公开政府信息情况", "规章\t0\t0\t0",
        "三、收到和处理政府信息公开申请情况", "总计\t3", "四、政府信息公开行政复议、行政诉讼情况", "0\t0",
        "五、存在的主要问题及改进情况", "更新慢。", "六、其他需要报告的事项", closing,
    ]  # fmt: skip
    return "\n".join(lines)


NOTHING = Known()


def identify(text, known=NOTHING, **metadata):
    document = attrs.evolve(text_document(text), metadata=metadata)
    return read_identity(document, find_outline(document), known)


def notes_of(identity):
    return [(n.code, n.params["field"], n.params["kind"]) for n in identity.notes]


# -- titles ---------------------------------------------------------------------------------

SHAPES = (
    "{name}{year}年政府信息公开工作年度报告",
    "{year}年{name}政府信息公开工作年度报告",
    "{year}年度{name}政府信息公开工作年度报告",
    "{name}{year}年度政府信息公开工作报告",
    "{name}政府信息公开工作年度报告（{year}年）",
    "{name}政府信息公开工作{year}年度报告",
    "{name}{year}年度政府信息公开年度工作报告",
    "{year}年度{name}{year}年度政府信息公开工作年度报告",
    "{name}{year}年政府信息公开年度报告",
    "{name}{year}年政府信息公开工作报告",
    "{name}{year}政府信息公开工作年度报告",
    "{name}{year}年政府信息公开年报",
    "{name}关于{year}年政府信息公开工作情况的报告",
    "{name} {year} 年政府信息公开工作年度报告",
    "《{name}{year}年政府信息公开工作年度报告》",
    "{name}{year}年政府信息公开工作年度报告（图解）",
    "{name}{year}年信息公开工作年度报告",
    "图解：{name}{year}年政府信息公开工作年度报告",
    "附件：{name}{year}年政府信息公开工作年度报告",
    "{year}年政府信息公开工作年度报告（{name}）",
)
PLACES = st.tuples(st.sampled_from("青松白云临望安沙"), st.sampled_from("岭溪湖河源泽桥岗")).map(
    "".join
)
ORGANS = st.sampled_from([
    "县", "市", "区", "县人民政府", "市人民政府办公室", "县政府办", "区教育局", "区市场监督管理局", "县卫生健康委员会",
    "市统计局", "镇", "镇人民政府", "街道办事处", "乡人民政府", "市政务服务中心", "省教育厅", "县公安局",
])  # fmt: skip
NAMES = st.tuples(PLACES, ORGANS).map("".join)


def _chinese(year):
    return "".join("〇一二三四五六七八九"[int(c)] for c in str(year))


@given(NAMES, st.integers(2015, 2029), st.sampled_from(SHAPES), st.sampled_from([str, _chinese]))
def test_every_order_of_the_parts(name, year, shape, spell):
    """Issuer verbatim and year from any order, in digits or Chinese characters."""
    named = read_title(shape.format(name=name, year=spell(year)))
    assert (named.name, named.year, named.years) == (name, year, (year,))


@given(NAMES, st.integers(2015, 2029), st.sampled_from(SHAPES[:4] + SHAPES[5:14]), st.data())
def test_titles_broken_over_lines(name, year, shape, data):
    """Wherever a title is wrapped, and with spaces in it, it says the same."""
    title = shape.format(name=name, year=year)
    lines, rest = [], title.replace(" ", "")
    for _ in range(data.draw(st.integers(0, 2))):
        at = data.draw(st.integers(4, max(4, len(rest) - 4)))
        lines.append(rest[:at])
        rest = rest[at:]
    if data.draw(st.booleans()) and len(rest) > 6:
        lines, rest = [*lines, rest[:-2]], rest[-2:]
    lines.append(rest[:-1] + data.draw(st.sampled_from(["", " ", "　 "])) + rest[-1:])
    identity = identify(page("\n".join(line for line in lines if line)))
    assert (identity.publisher, identity.year) == (name, year)


@pytest.mark.parametrize(
    "text",
    [
        "青岭县2023年上半年政府信息公开工作报告",
        "青岭县2023年第一季度政府信息公开情况报告",
        "青岭县政府信息公开指南",
        "关于公布2023年青岭县政府信息公开工作年度报告的通知",
        "首页 > 年报 > 青岭县2023年政府信息公开工作年度报告",
        "根据条例，青岭县编制2023年政府信息公开工作年度报告",
        "青岭县人民政府现编制青岭县2023年政府信息公开工作年度报告",
        "青岭县2023年政府工作报告",
        "青岭县2023年法治政府建设年度报告",
        "青岭县2023年政府信息公开工作要点",
        "青岭县政府信息公开工作年度报告格式",
        "青岭县2023年政府信息公开工作年度报告。",
        "政府信息公开",
        "年度报告",
        "",
    ],
)
def test_near_misses_are_no_titles(text):
    """Half years, guides, notices, paths, sentences, other reports."""
    assert read_title(text) is None


@pytest.mark.parametrize(
    ("title", "name", "years", "notes"),
    [
        ("2025年政府信息公开工作年度报告", "", (2025,), ""),
        ("青岭海关2020年政府信息公开工作年度报告（本级机关）", "青岭海关", (2020,), "(本级机关)"),
        ("青岭海关（关区）2020年政府信息公开工作年度报告", "青岭海关", (2020,), "(关区)"),
        ("青岭区政府、青岭开发区管委会2023年政府信息公开工作年度报告", "青岭区政府、青岭开发区管委会", (2023,), ""),
        ("第八师143团2023年政府信息公开工作年度报告", "第八师143团", (2023,), ""),
        ("青岭县2019—2020年政府信息公开工作年度报告", "青岭县", (2019, 2020), ""),
        ("青岭县政府信息公开办公室2023年政府信息公开工作年度报告", "青岭县政府信息公开办公室", (2023,), ""),
        ("青嶺縣2023年政府信息公開工作年度報告", "青嶺縣", (2023,), ""),
    ],
)  # fmt: skip
def test_titles_with_something_special(title, name, years, notes):
    """No issuer, a scope in brackets, two issuers, digits in a name, two years, traditional."""
    named = read_title(title)
    assert (named.name, named.years, named.notes) == (name, years, notes)
    assert named.year == (years[0] if len(years) == 1 else None)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("青岭县", "青岭县人民政府", True),
        ("青岭县人民政府", "云河市青岭县人民政府", True),
        ("青岭县政府办", "云河市青岭县人民政府办公室", True),
        ("青岭市科委", "青岭市科学技术委员会", True),
        ("青岭县教育局", "青岭县教育局（本级）", True),
        ("青岭县", "青岭县人民政府办公室", False),
        ("青岭县", "云溪县", False),
        ("云河市", "云河市青岭县", False),
        ("青岭县教育局", "青岭县体育局", False),
        ("青岭县教育局", "青岭县", False),
    ],
)
def test_names_of_one_issuer(one, other, same):
    """Short forms and longer ones agree; a government and its office do not."""
    assert same_issuer(one, other) is same
    assert same_issuer(other, one) is same


# -- issuers --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "region", "scope"),
    [
        ("青岭县", "青岭县", "consolidated"),
        ("青岭县人民政府", "青岭县", "consolidated"),
        ("云河市青岭区人民政府", "云河市青岭区", "consolidated"),
        ("云河市", "云河市", "consolidated"),
        ("青岭苗族自治州", "青岭苗族自治州", "consolidated"),
        ("临夏州", "临夏州", "consolidated"),
        ("喀什地区", "喀什地区", "consolidated"),
        ("山海关区", "山海关区", "consolidated"),
        ("青岭县人民政府办公室", "青岭县", "own"),
        ("青岭县政府办", "青岭县", "own"),
        ("青岭市科委", "青岭市", "own"),
        ("江苏省教育厅", "江苏省", "own"),
        ("青岭市市场监督管理局", "青岭市", "own"),
        ("青岭区市场监督管理局", "青岭区", "own"),
        ("青岭县城市管理局", "青岭县", "own"),
        ("青岭县住房和城乡建设局", "青岭县", "own"),
        ("青岭县乡村振兴局", "青岭县", "own"),
        ("青岭市机关事务管理局", "青岭市", "own"),
        ("沧州市教育局", "沧州市", "own"),
        ("广州海关", None, "own"),
        ("国家税务总局青岭市税务局", "青岭市", "own"),
        ("中共青岭市委办公室", "青岭市", "own"),
        ("中国共产党桐岭县委员会宣传部", "桐岭县", "own"),
        ("县教育局", None, "own"),
        ("云溪县城关镇人民政府", "云溪县城关镇", "own"),
        ("松岭街道办事处", "松岭街道", "own"),
        ("青岭乡", "青岭乡", "own"),
        ("广州海关关区", None, "system"),
        ("青岭省税务系统", "青岭省", "system"),
        ("青岭市经济开发区管委会", "青岭市经济开发区", "unknown"),
        ("第八师143团", None, "unknown"),
        ("晋岭市城区人民政府", "晋岭市城区", "consolidated"),
    ],
)
def test_area_and_scope_of_an_issuer(name, region, scope):
    """The area is the chain of places at the beginning; its last word shows the scope."""
    issuer = read_issuer(name)
    assert (issuer.region, issuer.scope) == (region, scope)
    assert (issuer.evidence is None) == (name == "第八师143团")


@pytest.mark.parametrize(
    ("notes", "scope", "evidence"),
    [
        ("(本级机关)", "own", "本级"),
        ("(关区)", "system", "关区"),
        ("(海关系统)", "system", "系统"),
        ("(图解)", "consolidated", "县"),
    ],
)
def test_scope_from_the_brackets_of_a_title(notes, scope, evidence):
    """What stands in brackets is said on purpose."""
    issuer = read_issuer("青岭县", notes)
    assert (issuer.scope, issuer.evidence) == (scope, evidence)


@given(PLACES, PLACES, ORGANS)
def test_the_area_begins_the_name(first, second, organ):
    """Whatever the organ, the area is a prefix that ends where the organ's own words begin."""
    name = f"{first}市{second}县{organ.lstrip('县市区镇乡省')}"
    region = read_issuer(name).region
    assert region is not None
    assert name.startswith(region)
    assert region.startswith(f"{first}市{second}县")


# -- dates and periods ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        (PERIOD, date(2023, 1, 1), date(2023, 12, 31)),
        ("统计期限自2023年1月1日起，至2023年12月31日止。", date(2023, 1, 1), date(2023, 12, 31)),
        ("统计周期为 2024 年 1 月 1 日至 12 月 31 日。", date(2024, 1, 1), date(2024, 12, 31)),
        ("期限为2024年7月—12月。", date(2024, 7, 1), date(2024, 12, 31)),
        ("统计期限为2024年1月到2月", date(2024, 1, 1), date(2024, 2, 29)),
        ("数据期限为二〇二三年一月一日至同年十二月三十一日", date(2023, 1, 1), date(2023, 12, 31)),
        (
            "统计时限：２０２３年１月１日－２０２３年１２月３１日",
            date(2023, 1, 1),
            date(2023, 12, 31),
        ),
    ],
)
def test_periods(text, start, end):
    """Full and shorter years, with and without the repeated year, in every script."""
    period = read_period(text)
    assert (period.start, period.end) == (start, end)


@pytest.mark.parametrize(
    "text",
    [
        "统计期限自20231月1日至2023年12月31日",
        "统计期限为202011日至20201231日",
        "统计期限为2023年13月1日至2023年12月31日",
        "统计期限为2023年12月31日至2023年1月1日",
        "统计期限为2023年2月1日至2月30日",
        "活动于2023年3月1日至2023年3月5日举行",
        "",
    ],
)
def test_what_is_no_period_is_not_guessed(text):
    """Lost characters, impossible dates, dates of something else."""
    assert read_period(text) is None


def test_lost_characters_are_quoted():
    """Only in a sentence on the period, and only where dates are broken."""
    assert "20231月1日" in broken_period("统计期限自20231月1日至2023年12月31日")
    assert broken_period(PERIOD) == ""
    assert broken_period("公开信息20231条") == ""


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_dates_in_their_usual_forms(day):
    """Chinese and numeric, padded or not, wide or not."""
    forms = [
        f"{day.year}年{day.month}月{day.day}日",
        f"{day:%Y-%m-%d}",
        f"{day:%Y年%m月%d日}",
        f"{day:%Y/%m/%d}",
    ]
    forms.append("".join(chr(ord(c) + 0xFEE0) if c.isdigit() else c for c in forms[0]))
    for form in forms:
        assert read_date(f"发布于 {form} 。") == day
        assert only_date(f"（{form}）") == day
        assert only_date(form + " 星期二") is None


@pytest.mark.parametrize(
    "text", ["2023年2月30日", "20231月1日", "2023-1", "2024.1.2.3", "12024-01-02", ""]
)
def test_what_is_no_date(text):
    """Impossible, damaged, or something else."""
    assert only_date(text) is None


# -- identity -------------------------------------------------------------------------------

TITLE = "青岭县2023年政府信息公开工作年度报告"


def test_a_plain_report():
    """Everything from title, preamble and signature."""
    identity = identify(
        page(TITLE, PERIOD, closing="没有收取信息处理费。\n青岭县人民政府办公室\n2024年1月16日")
    )
    assert attrs.asdict(identity) == {
        "publisher": "青岭县", "region": "青岭县", "scope": "consolidated", "scope_evidence": "县",
        "year": 2023, "title": TITLE, "period": (date(2023, 1, 1), date(2023, 12, 31)),
        "published": date(2024, 1, 16), "notes": (),
    }  # fmt: skip


def test_the_title_is_verbatim():
    """Line breaks and spaces between Chinese characters go, others stay."""
    identity = identify(page("青岭县\n 2023 年政府信息 公开工作年度\n报  告"))
    assert identity.title == "青岭县2023 年政府信息公开工作年度报告"


@pytest.mark.parametrize(
    ("text", "publisher"),
    [
        (
            page(
                "2023年政府信息公开工作年度报告",
                "现发布《青岭县教育局2023年政府信息公开工作年度报告》。",
            ),
            "青岭县教育局",
        ),
        (page(preamble="依据条例，青岭县人民政府编制本报告。" + PERIOD), "青岭县人民政府"),
        (
            page("2023年政府信息公开工作年度报告", closing="无。\n青岭县财政局\n2024年1月5日"),
            "青岭县财政局",
        ),
        (page("2023年政府信息公开工作年度报告\n发布机构：青岭县水务局"), "青岭县水务局"),
        # the next label of the line is no part of the name
        (
            page(
                "2023年政府信息公开工作年度报告\n来源：青岭县水务局　发布时间：2024-01-15　浏览次数：12"
            ),
            "青岭县水务局",
        ),
        (page("2023年政府信息公开工作年度报告\n来源：青岭县水务局 字体：大 中 小"), "青岭县水务局"),
        (page("2023年政府信息公开工作年度报告\n来源：青岭县发布 发布时间：2024-01-15"), None),
        (
            page("2023年政府信息公开工作年度报告\n来源：青岭县政务公开办公室 发布时间：2024-01-15"),
            "青岭县政务公开办公室",
        ),
        # who signs may stand under the title
        (page("2023年政府信息公开工作年度报告\n青岭县水务局\n（2024年1月15日）"), "青岭县水务局"),
        (page("2023年政府信息公开工作年度报告", overview="我局公开信息9条。"), None),
    ],
)
def test_the_issuer_where_the_title_names_none(text, publisher):
    """Quoted title, preamble, signature, label of the page; otherwise none, with a note."""
    identity = identify(text)
    assert identity.publisher == publisher
    assert (("N202", "publisher", "missing") in notes_of(identity)) == (publisher is None)


def test_the_page_title_counts_where_the_text_is_silent():
    """Behind separators; never a menu, and never against the text."""
    title = "云溪县2022年政府信息公开工作年度报告_云溪县门户网站"
    identity = identify(page(), title=title)
    assert (identity.publisher, identity.year) == ("云溪县", 2022)
    identity = identify(page(TITLE), title=title)
    assert (identity.publisher, identity.year) == ("青岭县", 2023)
    identity = identify(page(), title="2021年 - 云溪县人民政府")
    assert (identity.publisher, identity.year) == (None, None)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        (page(TITLE, PERIOD.replace("2023", "2022")), 2023),
        (page(preamble=PERIOD), 2023),
        (page().replace("规章\t0", "（2023年度）\n规章\t0"), 2023),
        (page(overview="2023年，我局公开信息9条。\n2023年，收到申请3件。"), 2023),
        (page(overview="2023年，我局公开信息9条，比2022年多3条。\n2023年无复议。"), 2023),
        (page(overview="2023年，我局公开信息9条。\n2022年，收到申请3件。"), None),
        (page(overview="2023年，我局公开信息9条。"), None),
        (page("首页\n2019年12月3日 星期二\n2021年\n2022年\n年报"), None),
        (page("青岭县2019—2020年政府信息公开工作年度报告"), None),
    ],
)
def test_the_year_and_its_evidence(text, year):
    """Title, period, tables, narrative that agrees; clocks and menus never."""
    identity = identify(text)
    assert identity.year == year
    assert (("N201", "year", "missing") in notes_of(identity)) == (year is None)


@pytest.mark.parametrize(
    ("preamble", "note"),
    [
        (PERIOD.replace("2023", "2022"), ("N201", "year", "mismatch")),
        ("现发布《青岭县2022年政府信息公开工作年度报告》。", ("N201", "year", "mismatch")),
        ("现发布《云溪县2023年政府信息公开工作年度报告》。", ("N202", "publisher", "mismatch")),
        ("统计期限自20231月1日至2023年12月31日。", ("N201", "period", "unreadable")),
    ],
)
def test_contradictions_are_notes(preamble, note):
    """The title stands, and what disagrees with it is reported."""
    identity = identify(page(TITLE, preamble))
    assert (identity.year, identity.publisher) == (2023, "青岭县")
    assert notes_of(identity) == [note]


def test_a_shorter_period_is_read():
    """As it is stated; whether it may be is for the rules to say."""
    identity = identify(page(TITLE, "统计期限为2023年7月1日至2023年12月31日。"))
    assert identity.period == (date(2023, 7, 1), date(2023, 12, 31))
    assert identity.notes == ()


@pytest.mark.parametrize(
    ("text", "metadata", "published"),
    [
        (
            page(TITLE, closing="无。\n2024年1月16日"),
            {"meta:PubDate": "2024-03-01 10:00"},
            date(2024, 1, 16),
        ),
        (page(TITLE, closing="无。\n青岭县政府办公室2024年1月16日"), {}, date(2024, 1, 16)),
        (
            page(TITLE + "\n发布日期：2024-02-01"),
            {"meta:PubDate": "2024-03-01 10:00"},
            date(2024, 3, 1),
        ),
        (page(TITLE), {"article:published_time": "2024-03-01T10:00:00"}, date(2024, 3, 1)),
        (page("发布时间：2024年02月01日 来源：本站\n" + TITLE), {}, date(2024, 2, 1)),
        (page(TITLE + "\n生成日期：2024-02-09 发布日期：2024-02-10"), {}, date(2024, 2, 10)),
        (page(TITLE + "\n（2024年2月3日）"), {}, date(2024, 2, 3)),
        (page("今天是2024年5月1日 星期三\n" + TITLE), {}, None),
        (page("2024年5月1日\n首页\n" + TITLE), {}, None),
        (page(TITLE, overview="2024年1月3日，召开会议。"), {}, None),
        (page(TITLE), {"meta:generated": "2024-03-01"}, None),
    ],
)
def test_the_date_of_publication(text, metadata, published):
    """Signature, the page's data, labels, a line under the title; never a clock."""
    assert identify(text, **metadata).published == published


def test_a_publication_before_the_year_is_no_publication():
    """A fixed date above every report of a site is dropped, and said to be."""
    identity = identify(page(TITLE + "\n发布日期：2019-12-03"))
    assert identity.published is None
    assert notes_of(identity) == [("N201", "published", "implausible")]


def test_a_metadata_table_of_a_page():
    """Labels and values in cells of their own."""
    lines = page("2023年政府信息公开工作年度报告").split("\n")
    meta = "索 引 号：\t000/2024\t发布日期：\t2024-01-23\n发布机构：\t青岭县水务局"
    blocks = [Block(0, BlockKind.GRID, meta)]
    blocks += [Block(i, BlockKind.PARAGRAPH, line) for i, line in enumerate(lines, 1)]
    document = Document(tuple(blocks), lambda span: Place(start=span.start))
    identity = read_identity(document, find_outline(document), Known())
    assert (identity.publisher, identity.published) == ("青岭县水务局", date(2024, 1, 23))


def test_what_the_caller_knows_fills_gaps():
    """Used where the page is silent, without a note."""
    known = Known(publisher="青岭县教育局", region="371726", year=2023)
    identity = identify(page(), known)
    assert (identity.publisher, identity.year, identity.region) == ("青岭县教育局", 2023, "青岭县")
    assert identity.scope == "own"
    assert identity.notes == ()
    assert identify(page("县教育局2023年政府信息公开工作年度报告"), known).region == "371726"


def test_what_the_caller_knows_never_overrules_the_page():
    """A contradiction is a note, an agreement in other words is not."""
    known = Known(publisher="云溪县", region="云溪县", year=2022)
    identity = identify(page(TITLE, PERIOD), known)
    assert (identity.publisher, identity.year, identity.region) == ("青岭县", 2023, "青岭县")
    assert notes_of(identity) == [
        ("N201", "year", "given"), ("N202", "publisher", "given"), ("N202", "region", "given"),
    ]  # fmt: skip
    params = identity.notes[0].params
    assert (params["given"], params["read"]) == (2022, 2023)
    agreeing = Known(publisher="云河市青岭县人民政府", region="云河市青岭县", year=2023)
    assert identify(page(TITLE, PERIOD), agreeing).notes == ()


@pytest.mark.parametrize(
    ("name", "parts", "region", "scope"),
    [
        ("青岭区人民政府、青岭开发区管委会", 2, None, "unknown"),
        ("青岭区财政局和青岭区商务局", 2, "青岭区", "own"),
        ("青岭区财政局、金融办", 2, None, "own"),
        ("青岭区教育局、青岭区体育局、青岭区商务局", 3, "青岭区", "own"),
        # 和 within the name of one organ or place
        ("青岭县人力资源和社会保障局", 1, "青岭县", "own"),
        ("青岭县文化和旅游局", 1, "青岭县", "own"),
        ("青岭县发展和改革委员会", 1, "青岭县", "own"),
        ("和岭县人民政府", 1, "和岭县", "consolidated"),
        ("青岭县工业和信息化局", 1, "青岭县", "own"),
        ("青岭县人民政府河东街道办事处", 1, "青岭县", "own"),
    ],
)
def test_issuers_that_report_together(name, parts, region, scope):
    """The title's words stay; area and scope are those they have in common, and a note says so."""
    assert len(issuers_of(name)) == parts
    issuer = read_issuer(name)
    assert (issuer.region, issuer.scope) == (region, scope)
    found = identify(page(f"{name}2023年政府信息公开工作年度报告", PERIOD))
    assert found.publisher == name
    assert (("N202", "publisher", "several") in notes_of(found)) == (parts > 1)


@pytest.mark.parametrize(
    "before",
    ["名称\t", "名  称：", "标题 ", "标\u3000题:", "信息名称：", "文件名称\t", "## 名称："],
)
def test_the_label_of_a_title_is_no_part_of_it(before):
    """Tables of metadata print the title behind a label."""
    title = "青岭县2023年政府信息公开工作年度报告"
    found = identify(page(before + title, PERIOD))
    assert (found.publisher, found.title) == ("青岭县", title)


def test_the_title_in_a_table_of_metadata():
    """It names issuer and year where the page has no title of its own."""
    cells = "<td>索引号</td><td>0123</td></tr><tr><td>名 称</td><td>青岭县财政局2023年{}</td>"
    body = "".join(f"<p>{line}</p>" for line in page().split("\n") if line and "\t" not in line)
    table = (
        "<table><tr><td>信息内容</td><td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td></tr>"
        "<tr><td>规章</td><td>0</td><td>0</td><td>0</td></tr></table>"
    )
    body = body.replace("<p>三、", table + "<p>三、")
    source = f"<html><body><table><tr>{cells}</tr></table>{body}</body></html>"
    report = govinfo_report.parse(source.format("政府信息公开工作年度报告"))
    assert (report.publisher, report.year) == ("青岭县财政局", 2023)
    assert govinfo_report.parse(source.format("部门决算公开说明材料")).year is None


@pytest.mark.parametrize("word", ["发布", "公布", "印发", "发布关于"])
def test_the_verb_of_a_headline_is_no_part_of_the_issuer(word):
    """X发布2023年…报告 names X."""
    named = read_title(f"青岭县人民政府{word}2023年政府信息公开工作年度报告")
    assert (named.name, named.year) == ("青岭县人民政府", 2023)


def test_the_layouts_title_is_used():
    """A layout that knows where the title stands is believed."""
    document = text_document(page("云溪县2022年政府信息公开工作年度报告\n青岭县公报\n" + TITLE))
    outline = find_outline(document)
    assert read_identity(document, outline, Known()).publisher == "青岭县"
    span = document.blocks[0]
    chosen = (type(outline.title[0])(0, 0, len(span.text)),)
    identity = read_identity(document, outline, Known(), chosen)
    assert (identity.publisher, identity.year) == ("云溪县", 2022)


@given(
    st.lists(
        st.sampled_from(
            [
                TITLE,
                PERIOD,
                "一、总体情况",
                "六、其他需要报告的事项",
                "青岭县教育局",
                "2024年1月16日",
                "发布日期：2024-13-40",
                "《",
                "2023年",
            ]
        ),
        max_size=14,
    )
)
def test_any_order_of_lines(lines):
    """Never raises; whatever is read stands in the text."""
    identity = identify("\n".join(lines))
    text = squash("".join(lines))
    assert identity.publisher is None or squash(identity.publisher) in text
    assert identity.year is None or str(identity.year) in text
    assert identity.period is None or identity.period[0] <= identity.period[1]


def test_the_samples(shared_reports):
    """Issuer and year as expected, for every text we have."""
    for path in sorted([*shared_reports.glob("*.txt"), *shared_reports.glob("real/*.md")]):
        expected = json.loads(path.with_name(path.stem + ".expected.json").read_text("utf-8"))
        identity = identify(path.read_text(encoding="utf-8"))
        assert (identity.publisher, identity.year) == (expected["publisher"], expected["year"])
        assert identity.notes == ()


@pytest.mark.parametrize(
    ("sentence", "publisher", "year"),
    [
        (
            "根据条例要求，现公布青岭县人民政府2022年政府信息公开工作年度报告。",
            "青岭县人民政府",
            2022,
        ),
        (
            "依据通知，现向社会公布柳岸区云塘乡2021年度政府信息公开工作年度报告。",
            "柳岸区云塘乡",
            2021,
        ),
        (
            "依据通知，特编制青岭县水务局2021年政府信息公开年度报告，请予监督。",
            "青岭县水务局",
            2021,
        ),
        ("青岭县人民政府根据全县公开工作开展情况，编制本报告。", "青岭县人民政府", None),
        ("依据条例，现公布我局2022年政府信息公开工作年度报告。", None, 2022),  # who is 我局?
        ("依据条例，现公布区统计局2022年政府信息公开工作年度报告。", None, 2022),
        ("本报告由青岭县人民政府办公室汇总编制。", None, None),  # on whose behalf?
        ("青岭县印发关于做好2020年政府信息公开工作年度报告的通知。", None, None),
    ],
)
def test_a_sentence_that_names_the_report(sentence, publisher, year):
    """Without a title, a sentence of the preamble that says whose report it publishes."""
    identity = identify(page(preamble=sentence))
    assert (identity.publisher, identity.year) == (publisher, year)


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("2024年01月18日来源:1", date(2024, 1, 18)),
        ("2024-01-18 09:30 浏览次数：12", date(2024, 1, 18)),
        ("2024年01月18日起施行", None),
    ],
)
def test_a_date_in_a_line_of_the_page(line, published):
    """Under the title, before where the text is from or how often it was read."""
    text = page("青岭县2023年政府信息公开工作年度报告").replace(
        "年度报告\n", f"年度报告\n{line}\n", 1
    )
    assert line in text
    assert identify(text).published == published
