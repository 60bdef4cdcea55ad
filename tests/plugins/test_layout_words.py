"""What a layout may tell besides tables: rows that no form has, title and scope; openers of a kind."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import govinfo_report as gr
from govinfo_report import Document, Draft, Fit, Match, Registry, Span, hookimpl
from govinfo_report.documents.html import HtmlOpener

ROW = "其他主动公开文件"


class Offering:
    """A plugin that hands over these objects."""

    def __init__(self, *, layouts: tuple[Any, ...] = (), openers: tuple[Any, ...] = ()) -> None:
        self.layouts, self.openers = layouts, openers

    @hookimpl
    def govinfo_layouts(self) -> tuple[Any, ...]:
        return self.layouts

    @hookimpl
    def govinfo_openers(self) -> tuple[Any, ...]:
        return self.openers


# -- rows that no form has ----------------------------------------------------------------------


@pytest.fixture
def words(tmp_path: Path) -> Registry:
    """The words of Hubei, without Python."""
    path = tmp_path / "hubei.toml"
    path.write_text(f'[variants]\n"{ROW}" = ""\n', encoding="utf-8")
    registry = Registry.builtin().with_plugin(path)
    assert not registry.problems
    return registry


@pytest.fixture
def grid(examples: Path) -> str:
    """A page of the form of 2019."""
    return (examples / "reports" / "html_2019.html").read_text(encoding="utf-8")


@pytest.fixture
def tabs(examples: Path) -> str:
    """The same form as lines."""
    return (examples / "reports" / "tabs_trimmed_2019.txt").read_text(encoding="utf-8")


def with_row(text: str, label: str, before: str) -> str:
    """The page with one more row of three figures before the row or line with some text."""
    at = text.index(before)
    if "<table" in text:
        at = text.rindex("<tr>", 0, at)
        cells = f"<td>{label}</td><td>134</td><td colspan=2>121</td><td>902</td>"
        return f"{text[:at]}<tr>{cells}</tr>{text[at:]}"
    at = text.rindex("\n", 0, at) + 1
    return f"{text[:at]}{label}\t134\t121\t902\n{text[at:]}"


@pytest.mark.parametrize("page", ["grid", "tabs"])
@pytest.mark.parametrize("before", ["第二十条第（五）项", "规章"])
def test_a_known_row_of_no_form(
    page: str, before: str, words: Registry, request: pytest.FixtureRequest
) -> None:
    """Behind the rows of its block, or before all of them: kept, and not taken for a lost label."""
    plain = request.getfixturevalue(page)
    if before == "第二十条第（五）项" and before not in plain:
        before = before.replace("（", "(").replace("）", ")")
    text = with_row(plain, f"{ROW}（按栏目统计）", before)
    expected = gr.parse(plain)
    report = gr.parse(text, registry=words)
    values = {a: f.value for a, f in report.figures.items()}
    assert values == {a: f.value for a, f in expected.figures.items()}
    (row,) = report.extra_rows
    assert row.heads == ("newly_made", "newly_published", "total_published")
    assert [cell.value for cell in row.cells] == [134, 121, 902]
    refusals = {"P202", "P203"}  # a lost label; before all rows it is taken for heads
    assert not refusals & {note.code for note in report.reading.notes}
    assert refusals & {note.code for note in gr.parse(text).reading.notes}


def test_another_unknown_row_is_still_a_lost_label(grid: str, words: Registry) -> None:
    """Only the row that is named is excused."""
    text = with_row(grid, "另外一些文件", "第二十条第（五）项")
    assert "P202" in [note.code for note in gr.parse(text, registry=words).reading.notes]


def test_labels_of_the_form_keep_their_meaning(grid: str, tmp_path: Path) -> None:
    """Nobody can declare a row of the form away."""
    path = tmp_path / "greedy.toml"
    path.write_text('[variants]\n"规章" = ""\n"自然人" = ""\n', encoding="utf-8")
    report = gr.parse(grid, registry=Registry.builtin().with_plugin(path))
    assert report.figures == gr.parse(grid).figures
    assert not report.extra_rows


# -- title and scope ----------------------------------------------------------------------------


class Telling:
    """Points to the words of a path above the report, and claims no table."""

    id = "test.telling"
    variants: dict[str, str] = {}

    def __init__(self, words: str, *, title: bool = False) -> None:
        self.words, self.title = words, title

    def detect(self, document: Document, /) -> list[Match]:
        found = [(b.index, b.text.find(self.words)) for b in document.blocks if b.grid is None]
        spans = [Span(index, at, at + len(self.words)) for index, at in found if at >= 0]
        return [Match(Fit.EXACT, None, (self.words,), spans[0])] if spans else []

    def parse(self, document: Document, match: Match, /) -> Draft:
        return Draft((), title=(match.anchor,)) if self.title else Draft((), scope=(match.anchor,))


def told(text: str, words: str, *, title: bool = False) -> gr.Report:
    registry = Registry.builtin().with_plugin(Offering(layouts=(Telling(words, title=title),)))
    return gr.parse(text, registry=registry)


@pytest.mark.parametrize("name", ["tabs_shifted.txt", "words_whole.txt", "html_plain.html"])
def test_scope_told_by_a_layout_without_tables(name: str, examples: Path) -> None:
    """The tables are read as ever, whichever layout reads them, and however well it fits."""
    plain = (examples / "reports" / name).read_text(encoding="utf-8")
    path = "首页 > 年报 > 关区年报"
    text = f"<p>{path}</p>{plain}" if name.endswith(".html") else f"{path}\n{plain}"
    expected, report = gr.parse(text), told(text, "关区年报")
    assert (report.scope, report.scope_evidence) == ("system", "关区")
    assert report.figures == expected.figures
    assert report.publisher == expected.publisher
    assert "test.telling" in report.reading.layout.split("+")
    assert {*expected.reading.layout.split("+")} <= {*report.reading.layout.split("+")}


def test_words_that_tell_no_scope_change_nothing(grid: str) -> None:
    text = f"<p>首页 > 年度报告栏目</p>{grid}"
    expected, report = gr.parse(text), told(text, "年度报告栏目")
    assert (report.scope, report.scope_evidence) == (expected.scope, expected.scope_evidence)


def test_a_title_within_a_sentence(grid: str) -> None:
    """The core reads issuer and year from the words a layout points to."""
    title = "沙岸海关关区2020年政府信息公开工作年度报告"
    text = grid.replace("<h1>2020年临湖区教育局政府信息公开工作年度报告</h1>", "")
    text = text.replace(
        "根据《中华人民共和国政府信息公开条例》，临湖区教育局编制本报告", f"现梳理编制{title}"
    )
    assert gr.parse(text).publisher is None
    report = told(text, title, title=True)
    assert (report.publisher, report.year, report.scope) == ("沙岸海关关区", 2020, "system")
    assert report.title == title


@pytest.mark.parametrize(
    ("first", "second", "count"),
    [
        ("沙岸海关（本级）2020年{}", "沙岸海关（关区）2020年{}", 2),
        ("沙岸海关（本级）2020年{}", "沙岸海关（本级机关）2020年{}", 1),
        ("沙岸海关（本级）2020年{}", "沙岸海关2020年{}", 1),
    ],
)
def test_brackets_tell_reports_apart(grid: str, first: str, second: str, count: int) -> None:
    """One issuer reports on itself and on its system: two reports, not copies that differ."""
    subject = "政府信息公开工作年度报告"
    old = "2020年临湖区教育局政府信息公开工作年度报告"
    text = grid.replace(old, first.format(subject)) + grid.replace(old, second.format(subject))
    reports = list(gr.parse_all(text.replace("临湖区教育局编制本报告", "编制本报告")))
    assert len(reports) == count
    assert len({report.scope for report in reports}) == count


# -- openers ------------------------------------------------------------------------------------


class Special(HtmlOpener):
    """Opens pages of one site, which are HTML like others."""

    id = "test.special"

    def accepts(self, source: Any, /) -> Fit | None:
        return super().accepts(source) if "临湖区" in source.decoded.text else None


def test_an_opener_of_a_plugin_goes_before_one_that_is_built_in(grid: str) -> None:
    """Both fit a page exactly: the plugin is there because it knows it closer."""
    registry = Registry.builtin().with_plugin(Offering(openers=(Special(),)))
    assert gr.identify(grid, registry=registry).chosen
    from govinfo_report.documents.source import Source
    from govinfo_report.plugins.choosing import choose

    assert choose(Source.of(grid), registry).id == "test.special"
    assert choose(Source.of(grid.replace("临湖区", "临江区")), registry).id == "html"
    assert choose(Source.of(grid), Registry.builtin()).id == "html"
