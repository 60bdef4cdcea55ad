"""The check report as a page: findings at their cells, inert text, colours that can be read."""

from __future__ import annotations

from datetime import date
from itertools import product
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from pages import check_page_is_sound

import govinfo_report as gr
from govinfo_report.documents.source import Source
from govinfo_report.evidence.quoting import quotes
from govinfo_report.model.build import build_report
from govinfo_report.model.figure import Figure, Reason, State
from govinfo_report.model.finding import Severity
from govinfo_report.model.parts import ExtraRow, Section, SourceInfo
from govinfo_report.outputs.htmlindex import IndexRow, PageNames, index_page
from govinfo_report.outputs.htmlreport import check_page
from govinfo_report.outputs.htmlstyle import GROUNDS, PALETTE, style
from govinfo_report.rules import Assessment, suppression
from govinfo_report.rules.entries import entries_of
from govinfo_report.testing.conformance.building import build

DRAFT = Path(__file__).resolve().parents[2] / "examples" / "drafts" / "swapped_digits.html"
TOTAL = "requests.granted.total"
LANGUAGES = ["zh", "en"]


def text(element) -> str:
    """The visible text of an element, spaces made one."""
    return " ".join(element.text_content().split())


@pytest.fixture(scope="module")
def assessment() -> Assessment:
    """A draft in which 17 and 12 are written 71 and 21: 71+3+0+0+1+0 = 75, not 21."""
    return gr.validate(gr.parse(DRAFT))


@pytest.fixture(scope="module")
def quoted(assessment: Assessment) -> dict[str, str]:
    """The source lines of its findings."""
    return dict(quotes(assessment, Source.of(DRAFT)))


def test_a_finding_stands_at_its_cell(assessment: Assessment, quoted: dict[str, str]) -> None:
    """Number and letter in the cell lead to the finding, which leads back."""
    root = check_page_is_sound(check_page(assessment, "en", quotes=quoted))
    (cell,) = root.xpath(f"//td[@id='c-{TOTAL}']")
    assert text(cell) == "21 E1"
    assert {"hit", "here", "error"} <= set(cell.get("class").split())
    (mark,) = cell.xpath(".//a")
    assert mark.get("href") == "#f1"
    (article,) = root.xpath("//article[@id='f1']")
    assert f"#c-{TOTAL}" in article.xpath(".//@href")
    assert text(article.xpath(".//p[@class='both']")[0]) == "expected 75observed 21difference 54"
    (line,) = article.xpath(".//blockquote")
    assert text(line) == "（一）予以公开 | 71 | 3 | 0 | 0 | 1 | 0 | 21"
    assert [text(mark) for mark in line.xpath(".//mark")] == ["21"]
    words = text(article)
    assert "art. 50" in words
    assert "What to do" in words
    terms = [[text(td) for td in row.xpath("td")] for row in article.xpath(".//tbody/tr")]
    assert terms[0][:2] == ["−", "21"]
    assert terms[1][:3] == ["+", "71", "granted · natural persons"]
    (part,) = root.xpath("//td[@id='c-requests.granted.natural_person']//a[@href='#f1']")
    assert part.get("class").split() == ["m", "more", "error"]
    other = root.xpath("//td[@id='c-requests.granted.other_organization']")[0]
    assert text(other) == "0 E1"
    assert "here" not in other.get("class").split()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_finding_is_marked_wherever_it_stands(assessment: Assessment, language: str) -> None:
    """Each address of each finding carries its mark; each finding has list entry and article."""
    root = check_page_is_sound(check_page(assessment, language))
    listed = root.xpath("//ol[@class='toc']//a/@href")
    assert listed == [f"#f{n}" for n in range(1, len(assessment.findings) + 1)]
    articles = root.xpath("//article")
    order = [f for s in list(Severity)[::-1] for f in assessment.findings if f.severity is s]
    for number, (finding, article) in enumerate(zip(order, articles, strict=True), 1):
        assert finding.message[language] in text(article)
        assert finding.fingerprint in text(article)
        for address in finding.addresses:
            assert f"#f{number}" in root.xpath(f"//td[@id='c-{address}']//@href"), address


def test_the_prose_is_quoted_with_its_number_marked() -> None:
    """The sentence, not the line; the number told, not another."""
    words = "2023年，全县共收到政府信息公开申请61件，其中网络申请40件，信函申请11件。"
    report = build({})
    told = evolve(report, sections={**report.sections, "overview": Section("一、总体情况", words)})
    found = gr.validate(told)
    finding = next(f for f in found.findings if f.rule == "N102")
    root = check_page_is_sound(check_page(found, "zh"))
    (article,) = [a for a in root.xpath("//article") if finding.fingerprint in text(a)]
    (quote,) = article.xpath(".//blockquote")
    assert text(quote) == words
    assert [text(mark) for mark in quote.xpath(".//mark")] == ["61"]
    assert "40＋11＝51" in text(article)


def test_every_state_has_its_own_look() -> None:
    """Blank, `/`, refused, absent and zero are five different things."""
    row = "requests.granted."
    report = build_report(
        {row + "natural_person": 0, row + "commercial_enterprise": "",
         row + "research_institution": "/", row + "total": Reason.NOT_A_NUMBER},
        publisher="云岭县人民政府", year=2023,
    )  # fmt: skip
    figures = dict(report.figures)
    figures[row + "total"] = evolve(figures[row + "total"], raw="拾贰")
    figures[row + "other_organization"] = Figure(
        row + "other_organization", None, State.ABSENT, unit="件", reason=Reason.CELL_NOT_FOUND)  # fmt: skip
    report = evolve(report, figures=figures)
    root = check_page_is_sound(check_page(gr.validate(report), "zh"))
    names = ["natural_person", "commercial_enterprise", "research_institution", "total",
             "other_organization"]  # fmt: skip
    cells = [root.xpath(f"//td[@id='c-{row}{name}']")[0] for name in names]
    looks = [set((cell.get("class") or "").split()) & {"blank", "none", "refused", "absent"}
             for cell in cells]  # fmt: skip
    assert looks == [set(), {"blank"}, {"none"}, {"refused"}, {"absent"}]
    shown = [text(cell).split()[:2] for cell in cells]
    assert shown[0][0] == "0"
    assert [s[0] for s in shown[1:]] == ["空白", "/", "拒读", "缺失"]
    assert shown[3][1] == "拾贰"
    legend = text(root.xpath("//div[@class='legend']")[0])
    assert all(word in legend for word in ("空白", "拒读", "缺失"))


def test_what_was_not_assessed_is_named_in_the_language_of_the_page(
    assessment: Assessment,
) -> None:
    """Open is never silence; nor are the blind spots."""
    chinese, english = (check_page_is_sound(check_page(assessment, lang)) for lang in LANGUAGES)
    for root, missing, blind in (
        (chinese, "未提供上年报告", "200 个数据中"),
        (english, "no report of the year before was given", "Of the 200 figures"),
    ):
        items = [text(li) for li in root.xpath("//li")]
        (waiting,) = [item for item in items if item.startswith(missing)]
        assert "Y101" in waiting
        # 175 figures of table 3 and 15 of table 4 stand in equations
        assert any(blind in item and "190" in item and "10" in item for item in items)


def test_what_was_read_and_with_what(assessment: Assessment) -> None:
    """Publisher, year, edition, grade, hash, versions; and no clock: the same bytes again."""
    page = check_page(assessment, "en")
    facts = text(check_page_is_sound(page).xpath("//dl")[0])
    assert "云岭县人民政府" in facts
    assert "国办公开办函〔2021〕30号" in facts
    assert Source.of(DRAFT).sha256 in facts
    assert f"govinfo-report {gr.__version__}" in facts
    assert page == check_page(gr.validate(gr.parse(DRAFT)), "en")


def test_less_can_be_shown(assessment: Assessment) -> None:
    """By severity, or single findings; what is set aside stands last with its reason."""
    (first, *_) = assessment.errors
    root = check_page_is_sound(check_page(assessment, "zh", only=frozenset({first.fingerprint})))
    assert len(root.xpath("//article")) == 1
    root = check_page_is_sound(check_page(assessment, "zh", least=Severity.ERROR))
    assert len(root.xpath("//article")) == len(assessment.errors)
    entries = entries_of({"suppression": [
        {"fingerprint": first.fingerprint, "rule": first.rule, "category": "special-case",
         "justification": "已另行<说明>"}]})  # fmt: skip
    done = suppression.set_aside(assessment, entries, date(2024, 1, 1))
    root = check_page_is_sound(check_page(done, "zh"))
    *_, last = (a for a in root.xpath("//article") if "已另行<说明>" in text(a))
    assert "aside" in last.get("class")


def test_the_table_of_2014_and_other_editions_are_drawn() -> None:
    """Every figure of every edition has a cell of its own, in the shape of its form."""
    for name in ("2021", "2019", "2014"):
        report = build_report({}, publisher="云岭县人民政府", year=2016, edition=name)
        first = next(iter(report.figures))
        report = build_report({first: 3}, publisher="云岭县人民政府", year=2016, edition=name)
        root = check_page_is_sound(check_page(gr.validate(report), "en"))
        drawn = {i[2:] for i in root.xpath("//td/@id")}
        table = first.partition(".")[0] + "."
        assert drawn == {a for a in report.figures if a.startswith(table)}


EXAMPLES = sorted((DRAFT.parents[1] / "reports").glob("*.*[lt]"))


@pytest.mark.parametrize("path", EXAMPLES[::6], ids=lambda path: path.name)
def test_pages_of_examples_are_sound(path: Path) -> None:
    """Of every kind of page, with every source line quoted, in both languages."""
    report = gr.parse(path)
    found = gr.validate(report)
    lines = quotes(found, Source.of(path))
    for language in LANGUAGES:
        root = check_page_is_sound(check_page(found, language, quotes=lines))
        assert len(root.xpath("//article")) == len(found.findings)
        for finding in found.findings:
            for address in finding.addresses:
                drawn = root.xpath(f"//td[@id='c-{address}']")
                assert drawn or report[address].state is State.ABSENT


# --- hostile text ---------------------------------------------------------------------------

HOSTILE = [
    "<script>alert(1)</script>", "</style><script>x</script>", "\"><img src=x onerror=x>",
    "javascript:alert(1)", "' onmouseover='x", "<!-- ", "]]>", "&lt;b&gt;", "{0.__class__}", "{x}",
    "\u202e12\u202c", "\x00\x1b[31m", "\u2028", "\ud800", "\ufffe", "\U0010ffff", "</td></tr></table>",
    "<a href=https://example.org>", "甲" * 100_000, "12" * 50_000, "<" * 30_000, "\r\n\t", "41件",
]  # fmt: skip
hostile = st.one_of(
    st.sampled_from(HOSTILE), st.text(max_size=30),
    st.lists(st.sampled_from(HOSTILE[:18]), min_size=2, max_size=4).map("".join),
)  # fmt: skip


@given(st.lists(hostile, min_size=11, max_size=11), st.sampled_from(LANGUAGES))
@settings(max_examples=20)
def test_hostile_text_is_inert(texts: list[str], language: str) -> None:
    """Whatever stands in a document or in what is told of it, the page stays ours."""
    report = build({"set": {"requests.granted": [9, 9, 9, 9, 9, 9, 1]}})
    figures = dict(report.figures)
    for address, raw in zip(list(figures)[:6], texts, strict=False):
        figures[address] = Figure(address, None, State.REFUSED, raw, unit="件",
                                  reason=Reason.NOT_A_NUMBER)  # fmt: skip
    cell = Figure("", None, State.REFUSED, texts[0], reason=Reason.NOT_A_NUMBER)
    sections = {"overview": Section("一、总体情况", f"全县收到申请61件，其中{texts[1]}40件、11件。"),
                "other_matters": Section("六", f"因系统原因，予以公开总计{texts[9]}有误。")}  # fmt: skip
    report = evolve(
        report, figures=figures, publisher=texts[2], title=texts[3], sections=sections,
        extra_rows=(ExtraRow("requests", texts[4], ("natural_person",), (cell,), None),),
        source=SourceInfo(name=texts[5], sha256=texts[6], url=texts[7], retrieved=texts[8],
                          container={"name": texts[9], "sha256": texts[10]}),
        software={"govinfo-report": texts[0], "plugins": {texts[1]: texts[2]}, "rules": texts[3]},
    )  # fmt: skip
    found = gr.validate(report)
    assert found.findings
    said = tuple(
        evolve(f, evidence=(texts[7], "+ a.b = 1"), slug=texts[8], explained_by=(texts[9],))
        for f in found.findings
    )
    found = evolve(found, findings=said)
    lines = {f.fingerprint: texts[10] for f in said}
    page = check_page(found, language, quotes=lines)
    check_page_is_sound(page)
    assert len(page) < 600_000
    row = IndexRow.of(found)
    name = PageNames().of(row.stem)
    assert regex_name(name)
    root = check_page_is_sound(
        index_page([(name, row)], [(texts[0], texts[1])], language), pages=quoted_names(name)
    )
    assert len(root.xpath("//tbody/tr")) == 1


def regex_name(name: str) -> bool:
    """Whether a file of this name can lie in any folder."""
    return not set(name) & set('/\\:*?"<>|\0\n') and not name.startswith(".") and len(name) < 80


def quoted_names(name: str) -> frozenset[str]:
    """The name as a link holds it."""
    from urllib.parse import quote

    return frozenset({quote(name)})


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_heads_of_the_index_look_alike(language: str) -> None:
    """In English every head begins with a capital."""
    row = IndexRow("a.html", "甲县", 2023, "verified", (1, 0, 0, 0), "a")
    root = check_page_is_sound(
        index_page([("a.html", row)], [], language), pages=frozenset({"a.html"})
    )
    heads = root.xpath("//thead//th/text()")
    assert len(heads) == 7
    assert all(head == head[:1].upper() + head[1:] for head in heads), heads


def test_private_numbers_are_masked() -> None:
    """A telephone number that stands in a refused cell is shown by its first digits."""
    report = build({})
    figures = dict(report.figures)
    figures[TOTAL] = Figure(TOTAL, None, State.REFUSED, "电话13912345678", unit="件",
                            reason=Reason.NOT_A_NUMBER)  # fmt: skip
    page = check_page(gr.validate(evolve(report, figures=figures)), "zh")
    assert "13912345678" not in page
    assert "139********" in page


# --- index ----------------------------------------------------------------------------------


def test_names_of_pages_never_meet() -> None:
    """Not even where a file system does not tell capitals apart, nor that of the index."""
    names = PageNames()
    given_names = [names.of(stem) for stem in ("a", "A", "a", "index", "a~2")]
    assert len({name.casefold() for name in (*given_names, "index.html")}) == 6


# --- looks ----------------------------------------------------------------------------------


def luminance(colour: str) -> float:
    """Relative luminance, by the definition of WCAG 2."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, from 1 to 21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_measured_rightly() -> None:
    """Against values that are known."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_every_text_can_be_read(scheme: int) -> None:
    """At least 4.5 to 1 (WCAG AA) for every text on every ground it stands on."""
    poor = {
        (name, ground): round(contrast(PALETTE[name][scheme], PALETTE[ground][scheme]), 2)
        for name, grounds in GROUNDS.items()
        for ground in grounds
        if contrast(PALETTE[name][scheme], PALETTE[ground][scheme]) < 4.5
    }
    assert not poor


def test_the_sheet_uses_the_palette_only() -> None:
    """No colour stands in the sheet but those whose contrast is measured; dark is for screens."""
    sheet = style()
    for name, pair in PALETTE.items():
        assert f"--{name}:{pair[0]};" in sheet
        assert f"--{name}:{pair[1]};" in sheet
    _, _, rules = sheet.partition("*{box-sizing")
    assert "#" not in rules
    assert "@media screen and (prefers-color-scheme:dark)" in sheet
    assert "@page{size:A4" in sheet
    used = {part.split(")")[0] for part in rules.split("var(--")[1:]}
    assert used <= {*PALETTE, "own", "tint"}
    texts = {part.split(")")[0] for part in rules.split(";color:var(--")[1:]}
    assert texts <= {*GROUNDS, "own"}
    assert set(GROUNDS) <= set(PALETTE)
    assert all(ground in PALETTE for grounds in GROUNDS.values() for ground in grounds)
    assert {*product(("error", "warning", "note"), ("paper",))} <= {
        (name, ground) for name, grounds in GROUNDS.items() for ground in grounds
    }
