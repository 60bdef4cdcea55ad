"""The official form: what is written can be read again and gives the same figures."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

import govinfo_report as gr
from govinfo_report.model.build import build_report
from govinfo_report.model.editions import edition
from govinfo_report.model.figure import Reason, State
from govinfo_report.model.parts import SECTION_IDS, Section
from govinfo_report.model.report import Report, addresses_of
from govinfo_report.outputs.form import form_rows

FORMATS = ["html", "md", "docx", "xlsx"]
#: what the form prints for a figure without a value that was not printed either
SIGNS = {State.REFUSED: "?", State.ABSENT: "缺"}
EXAMPLES = sorted((Path(__file__).resolve().parents[2] / "examples" / "reports").iterdir())


@pytest.mark.parametrize("format_name", FORMATS)
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_examples_survive(path: Path, format_name: str) -> None:
    """Figures, publisher, year, title, sections: nothing of the report is lost."""
    report = gr.parse(path)
    again = gr.parse(gr.render(report, format_name))
    for address, figure in report.figures.items():
        found, sign = again.figures[address], SIGNS.get(figure.state)
        signed = sign is not None and (found.state, found.raw) == (State.REFUSED, sign)
        assert found == figure or signed, address
    assert list(again.figures) == list(report.figures)
    assert again.forms == report.forms
    assert (again.publisher, again.year, again.title) == (
        report.publisher, report.year, report.title)  # fmt: skip
    assert again.published == report.published
    for name, section in report.sections.items():
        assert "".join(again.sections[name].text.split()) == "".join(section.text.split())


cells = st.one_of(
    st.integers(0, 999_999), st.just(0), st.just(0), st.sampled_from(["", "/", "—", "无"]),
    st.sampled_from([Reason.LABEL_LOST, Reason.ROW_NOT_FOUND, Reason.NOT_A_NUMBER]),
)  # fmt: skip


def random_values(rng: Random, forms: dict[str, str], kinds: list[object]) -> dict[str, object]:
    """A value of one of these kinds in every cell; amounts with decimals, changes with a sign."""
    values: dict[str, object] = {}
    for address in addresses_of(forms):
        values[address] = rng.choice(kinds)
        if isinstance(values[address], int) and address.endswith("amount_wan_yuan"):
            values[address] = f"{rng.randint(0, 99_999)}.{rng.randint(0, 999_999):06}"
        elif isinstance(values[address], int) and address.endswith("net_change"):
            values[address] = f"-{rng.randint(1, 99)}"
        elif address.endswith("procurement.amount"):
            values[address] = f"{rng.randint(0, 10**9)}元"
    return values


@pytest.mark.parametrize("format_name", FORMATS)
@given(st.data())
@settings(max_examples=12)
def test_any_report_is_read_back_or_refused(format_name: str, data: st.DataObject) -> None:
    """Values and blanks come back as they were; no refused or absent figure becomes a value."""
    rng = data.draw(st.randoms(use_true_random=False))
    main = data.draw(st.sampled_from(["2021", "2019"]))
    forms = {block.id: main for block in edition(main).blocks}
    if data.draw(st.booleans()):
        forms["requests"] = data.draw(st.sampled_from(["2021", "2019"]))
    kinds = data.draw(st.lists(cells, min_size=1, max_size=6))
    report = build_report(random_values(rng, forms, kinds), publisher="云岭县人民政府", year=2023,
                          edition=main, forms=forms, sections=SECTIONS)  # fmt: skip
    again = gr.parse(gr.render(report, format_name))
    for address, figure in report.figures.items():
        found = again.figures.get(address)
        if figure.state in (State.VALUE, State.BLANK, State.NOT_APPLICABLE):
            if found is not None and found.state not in (State.REFUSED, State.ABSENT):
                assert (found.value, found.state) == (figure.value, figure.state), address
        elif found is not None:
            assert found.state in (State.REFUSED, State.ABSENT), address


SECTIONS = {
    name: Section(text="本部分内容以文字说明，数据见下表，如有疑问请与本机关联系。")
    for name in SECTION_IDS
}


@pytest.mark.parametrize("format_name", FORMATS)
def test_a_full_report_is_read_back_whole(format_name: str) -> None:
    """With values in every cell nothing is refused, whatever the mix of forms."""
    rng = Random(5)
    for main in ("2021", "2019"):
        for other in ("2021", "2019"):
            forms = {block.id: main for block in edition(main).blocks} | {"requests": other}
            values = random_values(rng, forms, [0, 3, 17, 2100])
            report = build_report(values, publisher="云岭县人民政府", year=2023, edition=main,
                                  forms=forms, sections=SECTIONS)  # fmt: skip
            again = gr.parse(gr.render(report, format_name))
            assert again.figures == report.figures
            assert again.forms == report.forms


def test_cells_are_merged_as_in_the_form() -> None:
    """The widths and heights of the prescribed tables."""
    report = build_report(dict.fromkeys(edition("2021").addresses, 1), publisher="甲县", year=2023)
    tree = html.fromstring(gr.render(report))
    two, three, four = tree.findall(".//table")

    def spans(table: html.HtmlElement, text: str) -> tuple[int, int]:
        (cell,) = [c for c in table.iter("th", "td") if (c.text or "").startswith(text)]
        return int(cell.get("colspan", 1)), int(cell.get("rowspan", 1))

    assert spans(two, "第二十条第（一）项") == (4, 1)
    assert spans(two, "本年收费金额（单位：万元）") == (3, 1)
    assert spans(three, "（本列数据的勾稽关系为") == (3, 3)
    assert spans(three, "申请人情况") == (7, 1)
    assert spans(three, "法人或其他组织") == (5, 1)
    assert spans(three, "三、本年度办理结果") == (1, 22)
    assert spans(three, "（三）不予公开") == (1, 8)
    assert spans(three, "（七）总计") == (2, 1)
    assert spans(four, "行政诉讼") == (10, 1)
    for table, width in ((two, 4), (three, 10), (four, 15)):
        assert {sum(row) for row in _areas(table)} == {width}


def _areas(table: html.HtmlElement) -> list[list[int]]:
    rows = table.findall(".//tr")
    taken: list[list[int]] = [[] for _ in rows]
    for number, row in enumerate(rows):
        for cell in row:
            for below in range(int(cell.get("rowspan", 1))):
                taken[number + below].append(int(cell.get("colspan", 1)))
    return taken


def test_a_table_that_was_not_found_is_not_made_up() -> None:
    """No empty form stands where the report has nothing."""
    report = build_report({"requests.granted.total": 3}, publisher="甲县", year=2023)
    assert form_rows(report, "proactive_disclosure") is None
    assert gr.render(report).count("<table>") == 1
    assert "原文未见本表" in gr.render(report, "md")


class Scripts(HTMLParser):
    """Finds whatever could run, load or style."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "img", "iframe", "a", "link", "svg", "object"):
            self.found.append(tag)
        self.found += [
            name for name, _ in attrs if name.startswith("on") or name in ("src", "href")
        ]


HOSTILE = [
    "<script>alert(1)</script>", "</title><img src=x onerror=alert(1)>", "\x1b[31m\u202e",
    "a | b | c", "# 标题", "![x](javascript:alert(1))", "&lt;script&gt;", "1. 一\n2. 二", "``` x",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_documents_cannot_inject(text: str) -> None:
    """Neither markup nor Markdown of a document takes effect; its figures are untouched."""
    clean = dict.fromkeys(edition("2021").addresses, 2)
    sections = {
        name: Section(text=f"{text} 其余说明文字在此，供核对使用。\n{text}") for name in SECTIONS
    }
    report: Report = build_report(
        clean, publisher="云岭县", year=2023, title=f"云岭县{text}2023年政府信息公开工作年度报告",
        preamble=text, sections=sections,
    )  # fmt: skip
    finder = Scripts()
    finder.feed(gr.render(report))
    assert not finder.found
    for format_name in FORMATS:
        rendered = gr.render(report, format_name)
        if isinstance(rendered, str):
            assert "\x1b" not in rendered
            assert "\u202e" not in rendered
        assert gr.parse(rendered).figures == report.figures
    assert "<script" not in gr.render(report, "md")
    assert "](" not in gr.render(report, "md")
