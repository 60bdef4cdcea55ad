"""A glance at the characters turns away what cannot be a report, and nothing else."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from govinfo_report import parse
from govinfo_report.documents.source import Source
from govinfo_report.errors import UnrecognisedLayoutError
from govinfo_report.reading.glance import glance, plain
from govinfo_report.testing import RENDERERS, random_report
from govinfo_report.testing.negatives import KINDS, random_negative
from govinfo_report.testing.renderers import render

WORDS = "总体情况 主动公开政府信息情况 收到和处理政府信息公开申请情况 行政复议 存在的主要问题 其他需要报告的事项"
NEWS = "我市召开春季植树活动动员会，与会人员三百余人。"


def look(body: str, title: str = "松湖县门户网站") -> str | None:
    """The code of the reason, or ``None``."""
    page = f"<html><head><title>{title}</title></head><body>{body}</body></html>"
    found = glance(Source.of(page.encode()))
    return None if found is None else found.code


def test_a_page_without_the_words() -> None:
    """News without any of the words is turned away; the words alone let a page through."""
    assert look(f"<h1>春季植树</h1><p>{NEWS}</p>") == "no_words"
    assert look(f"<p>{WORDS}</p>") is None


@pytest.mark.parametrize("between", [
    "<b></b>", "</span><span>", "&nbsp;", "　", "\u200b", "<!-- -->", "\n",
])  # fmt: skip
def test_words_in_pieces(between: str) -> None:
    """Tags, spaces and marks between the characters of a word hide nothing."""
    assert look(f"<p>{between.join(WORDS)}</p>") is None


def test_words_in_other_writing() -> None:
    """Traditional script counts; characters written as numbers are left to the opener."""
    assert look("<p>總體情況 主動公開 申請 複議 問題</p>") is None
    assert look("<p>" + "".join(f"&#{ord(c)};" for c in WORDS) + "</p>") is None


def test_table_alone() -> None:
    """Three labels of the tables are enough."""
    assert look("<td>规章</td><td>行政规范性文件</td><td>现行有效件数</td>") is None
    assert look("<td>规章</td><td>现行有效件数</td>") == "no_words"


def test_free_headings_under_a_title() -> None:
    """Reports of early years have headings of their own choosing."""
    body = "<h1>松湖县2009年政府信息公开工作年度报告</h1><p>一、加强领导</p><p>二、健全制度</p>"
    assert look(body) is None


def test_title_of_the_page() -> None:
    """A page that calls itself a guide is one, unless it prints the title of a report."""
    menu = "<li>政府信息公开年报</li><li> 政府信息公开年度报告 </li>"
    title = "松湖县水利局政府信息公开指南_松湖县门户网站"
    words = WORDS.replace("收到和处理", "")
    assert look(f"{menu}<p>{words}</p>", title) == "guide"
    assert look(f"{menu}<p>{WORDS}</p>", title) is None  # a heading that only reports have
    report = "<h1>松湖县水利局2023年政府信息公开工作年度报告</h1>"
    assert look(f"{menu}{report}<p>{words}</p>", title) is None
    assert look(f"{menu}<p>{words}</p>", "政府信息公开制度") is None  # a column
    assert look(f"{menu}<p>{words}</p>", "关于报送2023年政府信息公开工作年度报告的通知") is None


def test_only_pages_are_looked_at() -> None:
    """Text and other formats are opened."""
    assert glance(Source.of(NEWS + "\n")) is None
    assert glance(Source.of(b"%PDF-1.4\n")) is None


def test_plain() -> None:
    """Tags and white space go, text stays, also behind a lone bracket."""
    assert plain("<p>甲 <b>乙</b>&nbsp;丙\n</p>丁") == "甲乙丙丁"
    assert (
        plain("1 < 2 甲") == "1"
    )  # what follows a lone bracket may be lost: then pages are opened


@pytest.mark.parametrize("family", sorted(RENDERERS))
def test_no_report_is_turned_away(family: str) -> None:
    """Pages of every family pass."""
    for seed in range(40):
        page = render(RENDERERS[family], random_report(Random(seed)), Random(seed))
        assert glance(Source.of(page.data)) is None, f"seed {seed}"


def test_real_reports_pass(shared_reports: Path, examples: Path) -> None:
    """So do real pages and the examples."""
    pages = [*shared_reports.rglob("*.html"), *examples.rglob("*.html")]
    assert pages
    for path in pages:
        assert glance(Source.of(path)) is None, path


def test_agrees_with_the_reading() -> None:
    """Whatever is turned away at a glance is turned away after a full reading."""
    seen = 0
    for seed in range(120):
        page = random_negative(Random(seed), sorted(KINDS)[seed % len(KINDS)])
        found = glance(Source.of(page.data))
        if found is not None:
            seen += 1
            assert found.zh != found.en
            with pytest.raises(UnrecognisedLayoutError):
                parse(page.data)
    assert seen >= 20
