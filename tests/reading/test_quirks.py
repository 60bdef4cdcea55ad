"""Oddities of real pages, each shown on a page made for it.

The numbers in the names are those of the table in ``docs/quirks.md``.
"""

from __future__ import annotations

import re
from pathlib import Path
from random import Random
from typing import Any

import pytest
from attrs import evolve

import govinfo_report
from govinfo_report.model.figure import Reason, State
from govinfo_report.testing import RENDERERS, ReportData, changes, compare, random_report
from govinfo_report.testing.figures import PrintedFigure
from govinfo_report.testing.renderers.html import HtmlDialect
from govinfo_report.testing.renderers.pdftext import PdfTextDialect
from govinfo_report.testing.renderers.pipes import PipesDialect
from govinfo_report.testing.renderers.quirks import QuirksDialect
from govinfo_report.testing.renderers.stacked import StackedDialect
from govinfo_report.testing.renderers.tabs import TabsDialect
from govinfo_report.testing.tables import Shape, Slot, Tables, all_tables

BASES = {
    "html": HtmlDialect(),
    "tabs": TabsDialect(),
    "stacked": StackedDialect(),
    "markdown": PipesDialect(),
}
GRANTED = "requests.granted.natural_person"


def report_of(edition: str, seed: int = 0) -> ReportData:
    """A report without empty cells whose blocks all use one edition's form."""
    for number in range(seed * 1000, seed * 1000 + 1000):
        data = random_report(Random(f"quirks:{number}"), style="dense")
        if set(data.forms.values()) == {edition}:
            return data
    raise AssertionError(edition)


def page(data: ReportData, family: str = "html", tables: Tables | None = None, **shape: Any) -> str:
    dialect = BASES[family]
    if shape:
        dialect = evolve(dialect, shape=Shape(**shape))
    return RENDERERS[family].print(data, dialect, tables).decode()


def read(text: str, data: ReportData) -> tuple[Any, Any]:
    """The report and its comparison, which must hold no misread."""
    report = govinfo_report.parse(text.encode())
    found = compare(data, report)
    assert found.sound, found.misread + found.wrong_state
    return report, found


def grids(data: ReportData) -> Tables:
    dialect = BASES["html"]
    return all_tables(data, dialect.wording, dialect.shape)


def reworded(tables: Tables, old: str, new: str, *, role: str = "head", most: int = 1) -> Tables:
    """The first cells of a role with a text, with another text in its place."""
    left = most

    def change(slot: Slot) -> Slot:
        nonlocal left
        if slot.role == role and slot.text == old and left:
            left -= 1
            return evolve(slot, text=new)
        return slot

    found = {
        section: [
            evolve(table, rows=tuple(tuple(change(s) for s in row) for row in table.rows))
            for table in several
        ]
        for section, several in tables.items()
    }
    assert left < most, old
    return found


# -- how tables arrive --------------------------------------------------------------------------


@pytest.mark.parametrize("heads", ["words", "wrapped", "vertical"])
def test_t12_printed_pages_are_read(heads: str) -> None:
    """Labels around their figures, numbers and titles of pages, heads in narrow columns."""
    data = report_of("2021")
    dialect = PdfTextDialect(heads=heads, page=36, running=True)
    report, found = read(RENDERERS["pdf_text"].print(data, dialect).decode(), data)
    assert found.lost == []
    # Other layouts stumble over such lines; nobody is told, for nothing was lost.
    assert not [note for note in report.reading.notes if note.code[:2] in ("P2", "P3")]


@pytest.mark.parametrize("family", ["markdown", "tabs", "stacked"])
def test_t14_hundreds_of_bars_behind_every_line(family: str) -> None:
    """A flattened layout table leaves bars behind all lines; the tables are read all the same."""
    data = report_of("2021")
    barred = "\n".join(
        line if not line.strip() or line.startswith(("|", "\t")) else line + " |" * 300
        for line in page(data, family).split("\n")
    )
    _, found = read(barred, data)
    assert found.lost == []


def test_t14_a_few_bars_behind_a_row_are_cells() -> None:
    """Up to the width of a table they may be empty cells: what stands before them is refused."""
    data = report_of("2021")
    row = "\n规章\t"
    text = page(data, "tabs")
    assert row in text
    start = text.index(row) + 1
    end = text.index("\n", start)
    report, _ = read(text[:end] + " | |" + text[end:], data)
    assert report["proactive_disclosure.administrative_rules.in_force"].state is State.REFUSED


def test_t15_tables_as_pictures_are_absent() -> None:
    """File names in place of tables: absent, with the reason, and nothing is made up."""
    data = report_of("2021")
    head, _, rest = page(data, "tabs").partition("二、主动公开政府信息情况\n")
    tail = "五、存在的主要问题" + rest.partition("五、存在的主要问题")[2]
    pictures = "".join(
        f"{heading}\n\n[image: 截图{n}.PNG]\n\n"
        for n, heading in enumerate(
            ("二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况",
             "四、政府信息公开行政复议、行政诉讼情况"), 1,
        )
    )  # fmt: skip
    report = govinfo_report.parse((head + pictures + tail).encode())
    assert {figure.state for figure in report.figures.values()} == {State.ABSENT}
    assert any(note.code == "P102" for note in report.reading.notes)


def test_t16_headings_without_tables() -> None:
    """Under a title of its own a report has lost its tables: absent, not zero."""
    data = report_of("2021")
    head, _, rest = page(data, "tabs").partition("二、主动公开政府信息情况\n")
    tail = "五、存在的主要问题" + rest.partition("五、存在的主要问题")[2]
    bare = (
        "二、主动公开政府信息情况\n\n{}\n\n三、收到和处理政府信息公开申请情况\n\n{}\n\n"
        "四、政府信息公开行政复议、行政诉讼情况\n\n"
    )
    report = govinfo_report.parse((head + bare.format("", "") + tail).encode())
    assert {figure.state for figure in report.figures.values()} == {State.ABSENT}
    assert {n.code for n in report.reading.notes} >= {"P101"}
    untitled = "一、总体情况" + head.partition("一、总体情况")[2]
    with pytest.raises(govinfo_report.GovInfoReportError):
        govinfo_report.parse((untitled + bare.format("", "") + tail).encode())
    told = bare.format(
        "各科室按目录更新了栏目，清理了失效文件。", "申请均由窗口登记后转交承办科室。"
    )
    report = govinfo_report.parse((head + told + tail).encode())
    assert {figure.state for figure in report.figures.values()} == {State.ABSENT}


def test_t17_prose_in_place_of_tables_is_no_figure() -> None:
    """Numbers told in sentences stay sentences."""
    data = report_of("2021")
    head, _, rest = page(data, "tabs").partition("二、主动公开政府信息情况\n")
    tail = "五、存在的主要问题" + rest.partition("五、存在的主要问题")[2]
    text = (
        head + "二、主动公开政府信息情况\n\n1、制发规范性文件12件。\n\n2、行政许可1406件。\n\n"
        "三、收到和处理政府信息公开申请情况\n\n本年新收政府信息公开申请35件，自然人31件，"
        "予以公开20件。\n\n四、政府信息公开行政复议、行政诉讼情况\n\n行政复议2件，总计2件。\n\n"
        + tail
    )
    report = govinfo_report.parse(text.encode())
    assert {figure.state for figure in report.figures.values()} == {State.ABSENT}


# -- heads and labels ---------------------------------------------------------------------------


@pytest.mark.parametrize("style", ["dense", "blank zeros"])
def test_h02_heads_over_two_rows_where_merged_cells_are_left_out(style: str) -> None:
    """商业 over 企业, and the heads that span both rows printed once: nothing but bars between."""
    data = random_report(Random("quirks:h02"), style=style)
    dialect = PipesDialect(merged="missing", delimiter="", heading="")
    printer = RENDERERS["pipes"]
    tables = all_tables(data, dialect.wording, dialect.shape)
    _, whole = read(printer.print(data, dialect, tables).decode(), data)
    text = printer.print(data, dialect, changes.split_heads(tables)).decode()
    (lower,) = re.findall(r"(?m)^\| 企业 \|.*$", text)
    assert lower.endswith(" |  |")  # under 其他 there is nothing
    _, split = read(text.replace(lower, lower.removesuffix("  |")), data)
    assert split.lost == whole.lost
    assert len(whole.lost) < 20


@pytest.mark.parametrize("family", sorted(BASES))
@pytest.mark.parametrize(
    ("edition", "old", "new"),
    [
        ("2019", "本年增/减", "本年增/"),
        ("2021", "现行有效件数", "现行有效件"),
        ("2021", "本年制发件数", "本年发件数"),
    ],
)
def test_h03_a_head_that_lost_a_character(family: str, edition: str, old: str, new: str) -> None:
    """One possibility is left beside the other heads: the column is read."""
    data = report_of(edition)
    tables = reworded(grids(data), old, new, most=9)
    _, found = read(page(data, family, tables), data)
    assert found.lost == []


@pytest.mark.parametrize("family", sorted(BASES))
def test_h04_a_head_with_another_word_is_refused(family: str) -> None:
    """制作 is not 制发: the block has a head that nobody knows."""
    data = report_of("2021")
    tables = reworded(grids(data), "本年制发件数", "本年制作件数")
    report, found = read(page(data, family, tables), data)
    figure = report["proactive_disclosure.normative_documents.issued"]
    assert figure.reason is Reason.COLUMN_UNRESOLVED
    assert not any(lost.startswith("requests.") for lost in found.lost)


@pytest.mark.parametrize("family", sorted(BASES))
def test_h05_a_head_printed_twice_is_refused(family: str) -> None:
    """Two columns under the same head: neither is read, the other tables are."""
    data = report_of("2021")
    tables = reworded(grids(data), "本年废止件数", "本年制发件数")
    report, found = read(page(data, family, tables), data)
    for column in ("issued", "repealed"):
        figure = report[f"proactive_disclosure.normative_documents.{column}"]
        assert (figure.state, figure.reason) == (State.REFUSED, Reason.COLUMN_UNRESOLVED)
    assert not any(lost.startswith("requests.") for lost in found.lost)


@pytest.mark.parametrize("family", sorted(BASES))
def test_h06_additions_to_heads(family: str) -> None:
    """Instructions and remarks in brackets change no head."""
    data = report_of("2019")
    tables = reworded(grids(data), "上一年项目数量", "上一年项目数量（指上年度末的事项数）", most=9)
    _, found = read(page(data, family, tables), data)
    assert found.lost == []


@pytest.mark.parametrize("family", sorted(BASES))
def test_h07_the_old_label_in_the_new_form(family: str) -> None:
    """规范性文件 for 行政规范性文件 is the same row."""
    data = report_of("2021")
    tables = reworded(grids(data), "行政规范性文件", "规范性文件", role="label")
    _, found = read(page(data, family, tables), data)
    assert found.lost == []


@pytest.mark.parametrize("family", sorted(BASES))
def test_h08_rows_outside_the_form_are_kept_beside_it(family: str) -> None:
    """A region's own row goes to ``extra_rows`` and moves nothing."""
    data = report_of("2021")
    report, found = read(page(data, family, extra_row=True), data)
    assert found.lost == []
    assert [(r.label, [f.value for f in r.cells]) for r in report.extra_rows] == [
        ("其他主动公开文件", [811, 812, 813])
    ]


def test_h09_a_row_of_sums_under_table_2_is_no_row_of_the_form() -> None:
    """Its figures reach no address of the form."""
    data = report_of("2021")
    for family in sorted(BASES):
        dialect = QuirksDialect(family=family, base=BASES[family], total_row="主动公开信息总数")
        report, found = read(RENDERERS["quirks"].print(data, dialect).decode(), data)
        assert found.lost == []
        assert 90909 not in [figure.value for figure in report.figures.values()]


def _two_columns(data: ReportData) -> Tables:
    """The first block of table 2 without its last column and without the row of rules."""
    tables = grids(data)
    table = tables["proactive_disclosure"][0]
    rows = [row[:-1] if 0 < y < 4 else row for y, row in enumerate(table.rows) if y != 2]
    hole = Slot("", "hole")
    filled = [(*row, hole) if 0 < y < 3 else row for y, row in enumerate(rows)]
    return {**tables, "proactive_disclosure": [evolve(table, rows=tuple(filled))]}


def test_h10_dropped_columns() -> None:
    """In a grid the columns that are left are read; text binds by order and refuses them."""
    data = report_of("2021")
    row = "proactive_disclosure.normative_documents"
    for family in ("tabs", "stacked"):
        report, _ = read(page(data, family, _two_columns(data)), data)
        assert report[f"{row}.issued"].state in (State.REFUSED, State.ABSENT)
    report, _ = read(page(data, "html", _two_columns(data)), data)
    assert report[f"{row}.in_force"].state in (State.REFUSED, State.ABSENT)


@pytest.mark.parametrize("family", sorted(BASES))
def test_h11_the_cell_of_the_cross_check_is_missing(family: str) -> None:
    """Heads that moved to the left bind nothing in a grid; in text their order still counts."""
    data = report_of("2021")
    dialect = QuirksDialect(family=family, base=BASES[family], corner=False)
    _, found = read(RENDERERS["quirks"].print(data, dialect).decode(), data)
    lost = {address.split(".")[0] for address in found.lost}
    assert lost == ({"requests"} if family == "html" else set())


@pytest.mark.parametrize("family", sorted(BASES))
@pytest.mark.parametrize("numbers", ["dropped", "wrong"])
def test_h12_unnumbered_and_misnumbered_rows(family: str, numbers: str) -> None:
    """The words decide; the enumerator in front of them does not count."""
    data = report_of("2021")
    dialect = QuirksDialect(family=family, base=BASES[family], numbers=numbers)
    _, found = read(RENDERERS["quirks"].print(data, dialect).decode(), data)
    assert found.lost == []


# -- cells --------------------------------------------------------------------------------------


@pytest.mark.parametrize("family", sorted(BASES))
@pytest.mark.parametrize(
    ("text", "state", "value"),
    [
        ("", State.BLANK, None),
        ("/", State.NOT_APPLICABLE, None),
        ("-", State.NOT_APPLICABLE, None),
        ("无", State.NOT_APPLICABLE, None),
        ("41件", State.VALUE, 41),
        ("               0", State.VALUE, 0),
        ("\u00a07\u00a0", State.VALUE, 7),
        ("22（其中修订16件）", State.VALUE, 22),
        ("由主管部门统一填写", State.REFUSED, None),
        ("1***", State.REFUSED, None),
        ("***", State.REFUSED, None),
        ("1,204", State.VALUE, 1204),
        ("３８", State.VALUE, 38),
    ],
)  # fmt: skip
def test_c01_one_odd_cell(family: str, text: str, state: State, value: int | None) -> None:
    """An odd cell is what it is, and its neighbours stay what they are."""
    data = report_of("2021").with_figure(GRANTED, PrintedFigure(text, state, value))
    report, found = read(page(data, family), data)
    assert (report[GRANTED].state, report[GRANTED].value) == (state, value)
    assert found.lost == []


@pytest.mark.parametrize("family", sorted(BASES))
def test_c04_an_amount_in_a_column_that_names_no_unit(family: str) -> None:
    """It is read in the unit of the form; one that looks like yuan is for a rule to doubt."""
    address = "proactive_disclosure.administrative_fees.amount_wan_yuan"
    printed = PrintedFigure("15000000", State.VALUE, 15_000_000)
    data = report_of("2021").with_figure(address, printed)
    bare = re.sub("（单位[：:]万元）|（万元）", "", page(data, family))
    assert "万元" not in bare
    report, found = read(bare, data)
    assert (report[address].value, report[address].unit, found.lost) == (15_000_000, "万元", [])
    assert any(f.rule.startswith("V201") for f in govinfo_report.validate(report).findings)


def test_c08_a_misunderstood_column_is_read_as_printed() -> None:
    """Decisions filled with last year plus change: the figures are right, a rule objects."""
    data = report_of("2019")
    row = "proactive_disclosure.administrative_licensing"
    for column, number in (("items_previous_year", 21), ("items_net_change", 4), ("decisions", 25)):
        printed = PrintedFigure(str(number), State.VALUE, number)
        data = data.with_figure(f"{row}.{column}", printed)
    report, _ = read(page(data), data)
    assert report[f"{row}.decisions"].value == 25


# -- forms --------------------------------------------------------------------------------------


def test_f01_the_form_of_2019_in_a_later_year() -> None:
    """The printed heads decide the form, not the year."""
    data = evolve(report_of("2019"), year=2023)
    title = f"{data.publisher}2023年政府信息公开工作年度报告"
    data = evolve(data, narrative=evolve(data.narrative, title=title, preamble=()))
    report, found = read(page(data), data)
    assert (report.year, report.edition, found.lost) == (2023, "2019", [])


def test_f02_blocks_of_two_forms_in_one_report() -> None:
    """Every block keeps the form it is printed in."""
    for number in range(200):
        data = random_report(Random(f"hybrid:{number}"), style="dense")
        if set(data.forms.values()) == {"2019", "2021"}:
            report, found = read(page(data), data)
            assert dict(report.forms) == dict(data.forms)
            assert found.lost == []
            return
    raise AssertionError


def test_f03_a_text_that_cites_the_other_notice() -> None:
    """A notice named in prose decides nothing."""
    data = report_of("2021")
    cited = "本报告按照国办公开办函〔2019〕60号规定的格式编写。"
    data = evolve(data, narrative=evolve(data.narrative, preamble=(cited,)))
    report, _ = read(page(data), data)
    assert report.edition == "2021"


# -- titles and dates ---------------------------------------------------------------------------


def test_i08_a_clock_above_the_report_is_passed_over() -> None:
    """A page that shows today's date says nothing about the year of the report."""
    data = report_of("2021")
    clock = "<p>今天是2019年12月3日 星期二</p>"
    report, _ = read(page(data).replace("<body>", f"<body>{clock}", 1), data)
    assert report.year == data.year
    untitled = evolve(data, narrative=evolve(data.narrative, title="", preamble=()))
    text = page(untitled).replace("<body>", f"<body>{clock}", 1)
    report = govinfo_report.parse(text.encode())
    assert report.year != 2019 and report.published is None


# -- damaged text -------------------------------------------------------------------------------


@pytest.mark.parametrize("family", sorted(BASES))
def test_d02_pinyin_behind_characters(family: str) -> None:
    """Notes of a converter inside labels and heads are passed over."""
    data = report_of("2021")
    dialect = QuirksDialect(family=family, base=BASES[family], pinyin=1.0)
    _, found = read(RENDERERS["quirks"].print(data, dialect).decode(), data)
    assert found.lost == []


@pytest.mark.parametrize("family", sorted(BASES))
def test_d04_a_label_overwritten_by_spam_refuses_its_row(family: str) -> None:
    """The row whose label lost its words is refused, the others are read."""
    data = report_of("2021")
    label = changes.label_of(grids(data), "requests.denied.state_secret.total").text
    tables = reworded(grids(data), label, "1.属于彩票直播", role="label")
    report, found = read(page(data, family, tables), data)
    assert report["requests.denied.state_secret.total"].state is not State.VALUE
    assert all(lost.startswith("requests.denied") for lost in found.lost)


# -- mistakes others made -----------------------------------------------------------------------


@pytest.mark.parametrize("family", sorted(BASES))
@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_m02_rows_are_read_by_label(family: str, edition: str) -> None:
    """Tables of 23 and of 25 rows, in another order than the form's."""
    data = report_of(edition)
    _, found = read(page(data, family, reorder=True), data)
    assert found.lost == []


def test_m05_printed_totals_are_never_replaced() -> None:
    """A total that contradicts its parts stays as printed, and the rule says so."""
    data = random_report(Random("totals"), style="quiet")
    for column, number in (("natural_person", 3), ("total", 9)):
        printed = PrintedFigure(str(number), State.VALUE, number)
        data = data.with_figure(f"requests.granted.{column}", printed)
    report, found = read(page(data), data)
    assert found.lost == []
    assert report["requests.granted.total"].value == 9
    assert any(f.rule.startswith("A101") for f in govinfo_report.validate(report).findings)


def test_m15_genuine_faults_survive_reading() -> None:
    """Parts of 11 beside a total of 0 are read as 11 and 0, and reported."""
    data = random_report(Random("genuine"), style="quiet")
    table = "review_and_litigation.administrative_reconsideration"
    data = data.with_figure(f"{table}.upheld", PrintedFigure("11", State.VALUE, 11))
    for family in sorted(BASES):
        report, found = read(page(data, family), data)
        assert found.lost == []
        assert (report[f"{table}.upheld"].value, report[f"{table}.total"].value) == (11, 0)
        assert any(f.rule.startswith("A201") for f in govinfo_report.validate(report).findings)


def test_the_table_of_oddities_names_tests_that_exist() -> None:
    """Every test and family in ``docs/quirks.md`` is there, and every row names one."""
    root = Path(__file__).parents[2]
    sources: dict[str, str] = {}  # of several files with one name, all the text
    for path in (root / "tests").rglob("test_*.py"):
        sources[path.name] = sources.get(path.name, "") + path.read_text("utf-8")
    rows = re.findall(
        r"^\| [A-Z][0-9]+ \|.*$", (root / "docs/quirks.md").read_text("utf-8"), re.MULTILINE
    )
    assert len(rows) == 19 + 17 + 9 + 4 + 13 + 6 + 8 + 15 + 8
    for row in rows:
        shown = row.rsplit("|", 2)[1]
        names = re.findall(r"`(test_[^`]+)`", shown)
        families = re.findall(r"`([a-z_]+)`", shown) if "famil" in shown else []
        assert names or families or "out of scope" in row, row
        for name in names:
            file, _, test = name.partition("::")
            assert f"def {test}(" in sources[file] if test else file in sources, name
        assert set(families) <= set(RENDERERS), row


@pytest.mark.parametrize("family", sorted(BASES))
@pytest.mark.parametrize(("printed", "read_all"), [("三、本年度办", True), ("三、某街道", False)])
def test_h16_a_torn_label_over_all_outcomes(family: str, printed: str, read_all: bool) -> None:
    """Its beginning is enough; another label there may begin a table of another body: refused."""
    data = report_of("2021")
    tables = reworded(grids(data), "三、本年度办理结果", printed, role="label")
    report, _ = read(page(data, family, tables), data)
    assert (report[GRANTED].state is State.VALUE) is read_all


def _relabelled(data: ReportData, old: str, new: str) -> Any:
    """The report of a page on which one row label of table 3 reads otherwise."""
    return read(page(data, "html", reworded(grids(data), old, new, role="label")), data)[0]


def test_h17_a_row_label_that_lost_characters() -> None:
    """In a grid, where two thirds are left and the form has such a row at that place."""
    data = report_of("2021")
    label, row = "2.其他法律行政法规禁止公开", "requests.denied.prohibited_by_law.total"
    assert _relabelled(data, label, "2.其他法律行政止公开")[row].state is State.VALUE
    for too_little in ("2.其他法律", "2.行政止公开", "2.其他法律行政止公示"):
        assert _relabelled(data, label, too_little)[row].state is State.REFUSED
    # the same words under another group, or beside the row itself, are another row
    other = "requests.not_processed.repeat_request.total"
    assert _relabelled(data, "2.重复申请", "2.其他法律行政止公开")[other].state is State.REFUSED
    security = "requests.denied.security_and_stability.total"
    twice = _relabelled(data, "3.危及“三安全一稳定”", "3.其他法律行政止公开")
    assert twice[security].state is State.REFUSED
    assert twice[row].state is State.VALUE


@pytest.mark.parametrize("seed", range(12))
def test_h17_no_lost_character_moves_a_row(seed: int) -> None:
    """Whatever a label loses, its row is read as printed or refused (``read`` compares)."""
    rng = Random(seed)
    data = report_of("2021", seed % 3)
    labels = [slot.text for table in grids(data)["requests"] for line in table.rows
              for slot in line if slot.role == "label" and slot.columns < 7]  # fmt: skip
    for label in rng.sample(labels, 6):
        kept = [character for character in label if rng.random() < 0.75]
        if "".join(kept) != label:
            _relabelled(data, label, "".join(kept))
