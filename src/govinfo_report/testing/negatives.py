"""Pages that are not annual reports, though they stand beside them and share their words.

``random_negative`` invents one: a guide, a notice that quotes the form, a digest, a half-year
report with the very tables, the blank form.  A reader must turn each away with a reason.  All
pages come in the shapes in which reports come: HTML with the frame of a site, Markdown, text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape
from random import Random

from attrs import evolve, frozen

from govinfo_report.testing import negativewords as words
from govinfo_report.testing.figures import BLANK, PrintedFigure
from govinfo_report.testing.narrative import HEADINGS, Narrative, random_publisher
from govinfo_report.testing.renderers import RENDERERS
from govinfo_report.testing.reports import ReportData, random_report

#: one piece of a page: heading, paragraph, table or list entry
Piece = tuple[str, object]


@frozen
class Negative:
    """One page and the kind of page it is; ``title`` is the page's own."""

    kind: str
    data: bytes
    form: str  #: ``html``, ``md`` or ``txt``
    title: str = ""


@frozen
class _Facts:
    """What the sentences of a page are filled with."""

    rng: Random
    publisher: str
    year: int

    def fill(self, template: str) -> str:
        """A template with names and numbers."""
        rng = self.rng
        return template.format(
            publisher=self.publisher, year=self.year, last=self.year - 1, next=self.year + 1,
            a=rng.randint(100, 9999), b=rng.randint(10, 99), c=rng.randint(2, 60),
            d=rng.randint(2, 9), other=random_publisher(rng),
        )  # fmt: skip

    def some(self, templates: tuple[str, ...], least: int = 1) -> list[str]:
        """Some of the templates, filled, in their order."""
        count = self.rng.randint(min(least, len(templates)), len(templates))
        kept = sorted(self.rng.sample(range(len(templates)), count))
        return [self.fill(templates[i]) for i in kept]


def random_negative(rng: Random, kind: str | None = None) -> Negative:
    """One page that is no report; the same state of ``rng`` gives the same page.

    ``kind`` is a key of ``KINDS``.
    """
    kind = kind or rng.choice(list(KINDS))
    facts = _Facts(rng, random_publisher(rng), rng.randint(2019, 2025))
    made = KINDS[kind](facts)
    if isinstance(made, Negative):
        return evolve(made, kind=kind)
    title, pieces = made
    form = rng.choice(("html", "html", "html", "md", "txt"))
    return Negative(kind, _print(facts, title, pieces, form), form, title)


# -- pages made of prose -------------------------------------------------------------------------

Made = tuple[str, list[Piece]]


def _prose(kind: str) -> Callable[[_Facts], Made]:
    def make(facts: _Facts) -> Made:
        page = words.PAGES[kind]
        pieces: list[Piece] = [("p", text) for text in facts.some(page.opening)]
        for number, (heading, sentences) in zip(words.NUMERALS, page.parts, strict=False):
            pieces.append(("h", f"{number}、{facts.fill(heading)}" if heading else number))
            pieces += [("p", text) for text in facts.some(sentences)]
        return facts.fill(facts.rng.choice(page.titles)), pieces

    return make


def _digest(facts: _Facts) -> Made:
    """The report told in pictures: every section a box with one sentence."""
    title = facts.fill(facts.rng.choice(words.DIGEST_TITLES))
    pieces: list[Piece] = []
    for number, heading in HEADINGS.values():
        pieces.append(("h", f"{number}、{heading}" if facts.rng.random() < 0.7 else heading))
        pieces.append(("p", facts.fill(facts.rng.choice(words.DIGEST_SENTENCES))))
    return title, pieces


def _contents(facts: _Facts) -> Made:
    """The list of the sections, each with a page number or a link."""
    pieces: list[Piece] = []
    for number, heading in HEADINGS.values():
        page = facts.rng.choice(("", "……3", " 5"))
        pieces.append(("h", f"{number}、{heading}{page}"))
    return facts.fill("{publisher}{year}年政府信息公开工作年度报告"), pieces


def _list(facts: _Facts) -> Made:
    """A column of a site: the reports of many years or of many units."""
    pieces: list[Piece] = []
    for step in range(facts.rng.randint(6, 20)):
        name = facts.publisher if facts.rng.random() < 0.5 else random_publisher(facts.rng)
        year = facts.year - step % 8
        pieces.append(("li", f"{name}{year}年政府信息公开工作年度报告"))
        if facts.rng.random() < 0.7:
            pieces.append(("p", f"{year + 1}-01-{facts.rng.randint(10, 30)}"))
    return facts.rng.choice(
        ("政府信息公开年报", "政府信息公开年度报告", "法定主动公开内容")
    ), pieces


def _years(facts: _Facts) -> Made:
    """Figures of several years side by side, under the labels of table 3."""
    years = [f"{facts.year - i}年" for i in range(facts.rng.randint(3, 6))]
    labels = facts.rng.sample(words.OUTCOMES, facts.rng.randint(4, len(words.OUTCOMES)))
    rows = [["办理结果", *years]]
    rows += [[label, *(str(facts.rng.randint(0, 400)) for _ in years)] for label in labels]
    pieces: list[Piece] = [("p", text) for text in facts.some(words.STATISTICS)]
    return facts.fill(facts.rng.choice(words.STATISTICS_TITLES)), [*pieces, ("table", rows)]


def _units(facts: _Facts) -> Made:
    """What the units of an area published, one per row."""
    heads = facts.rng.choice(words.UNIT_HEADS)
    rows = [["序号", "单位", *heads]]
    for number in range(1, facts.rng.randint(6, 30)):
        unit = random_publisher(facts.rng)
        rows.append([str(number), unit, *(str(facts.rng.randint(0, 300)) for _ in heads)])
    return facts.fill(facts.rng.choice(words.UNIT_TITLES)), [("table", rows)]


def _accounts(facts: _Facts) -> Made:
    title, pieces = _prose("accounts")(facts)
    rows = [["项目", "年初预算数", "决算数"]]
    rows += [
        [label, f"{facts.rng.randint(1, 9999)}.{facts.rng.randint(10, 99)}", "0.00"]
        for label in words.ACCOUNT_ROWS
    ]
    return title, [*pieces, ("table", rows)]


# -- pages that carry the tables of the form -----------------------------------------------------


def _part_year(facts: _Facts) -> Negative:
    """A half-year or a quarter under the same headings, in the same tables, filled in."""
    data, title = _report(facts), facts.fill(facts.rng.choice(words.PART_YEAR_TITLES))
    preamble = tuple(facts.some(words.PART_YEAR_OPENING))
    return _printed(facts, evolve(data, narrative=evolve(
        data.narrative, title=title, preamble=preamble, sections=_told(facts, data),
    )))  # fmt: skip


def _told(facts: _Facts, data: ReportData) -> dict[str, tuple[str, ...]]:
    """The prose of the sections; some pages print the tables only."""
    if facts.rng.random() < 0.6:
        return dict(data.narrative.sections)
    return dict.fromkeys(data.narrative.sections, ())


def _blank(facts: _Facts) -> ReportData:
    data = _report(facts)
    blank: dict[str, PrintedFigure] = dict.fromkeys(data.figures, BLANK)
    return evolve(data, figures=blank, balanced=False)


def _blank_form(facts: _Facts) -> Negative:
    """The form as it is handed out: headings, labels, no figures."""
    title = facts.fill(facts.rng.choice(words.FORM_TITLES))
    sections = {name: _labels(name, facts) for name in HEADINGS}
    return _printed(facts, evolve(_blank(facts), narrative=Narrative(title, (), sections)))


def _labels(section: str, facts: _Facts) -> tuple[str, ...]:
    if section == "overview" and facts.rng.random() < 0.7:
        return tuple(f"（{n}）{part}" for n, part in zip("一二三四五", words.PARTS, strict=True))
    return ()


def _notice_with_form(facts: _Facts) -> Negative:
    """A notice that asks for the report, with instructions under every heading of the form."""
    title = facts.fill(facts.rng.choice(words.NOTICE_TITLES))
    sections = {
        name: tuple(facts.some(words.INSTRUCTIONS[name])) for name in HEADINGS
    }  # fmt: skip
    preamble = tuple(facts.some(words.NOTICE_OPENING, 2))
    return _printed(facts, evolve(_blank(facts), narrative=Narrative(title, preamble, sections)))


def _report(facts: _Facts) -> ReportData:
    data = random_report(facts.rng, style=facts.rng.choice(("plain", "blank zeros", "quiet")))
    return evolve(data, publisher=facts.publisher, year=facts.year)


def _printed(facts: _Facts, data: ReportData) -> Negative:
    family = facts.rng.choice(sorted(RENDERERS))
    renderer = RENDERERS[family]
    dialect = evolve(renderer.dialect(facts.rng), encoding="utf-8", newline="\n")
    form = {"html": "html", "markdown": "md"}.get(family, "txt")
    return Negative("", renderer.print(data, dialect), form, data.narrative.title)


KINDS: dict[str, Callable[[_Facts], Made | Negative]] = {
    **{kind: _prose(kind) for kind in words.PAGES if kind != "accounts"},
    "accounts": _accounts,
    "digest": _digest,
    "contents": _contents,
    "list": _list,
    "years": _years,
    "units": _units,
    "part_year": _part_year,
    "blank_form": _blank_form,
    "notice_with_form": _notice_with_form,
}
"""Kind of page -> how it is made."""


# -- printing ------------------------------------------------------------------------------------


def _print(facts: _Facts, title: str, pieces: list[Piece], form: str) -> bytes:
    if form == "html":
        return _html(facts, title, pieces).encode()
    mark = "# " if form == "md" else ""
    lines = [mark + title]
    for kind, content in pieces:
        if kind == "table":
            assert isinstance(content, list)
            between = " | " if form == "md" else "\t"
            lines += [between.join(row) for row in content]
        else:
            lines.append(("## " if mark and kind == "h" else "") + str(content))
    gap = "\n\n" if form == "md" and not any(kind == "table" for kind, _ in pieces) else "\n"
    return (gap.join(lines) + "\n").encode()


def _html(facts: _Facts, title: str, pieces: list[Piece]) -> str:
    rng = facts.rng
    frame = rng.random() < 0.7
    site = f"{facts.publisher}门户网站"
    level = rng.choice(("h1", "h2", "div class='title'", "p style='text-align:center'"))
    page_title = rng.choice((title, f"{title}_{site}", f"{title} - {site}", site))
    if level[0] != "h":
        page_title = title if page_title == site else page_title
    body = [f"<{level}>{escape(title)}</{level.split()[0]}>"]
    if rng.random() < 0.5:
        body.append(f"<div>发布时间：{facts.year + 1}-01-20　来源：{facts.publisher}</div>")
    body += _body(rng, pieces)
    if frame:
        body = [*_menu(words.MENU), *body, *_menu(words.FOOT)]
    return (
        f'<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>{escape(page_title)}</title>'
        f"</head><body>\n" + "\n".join(body) + "\n</body></html>\n"
    )


def _menu(entries: tuple[str, ...]) -> list[str]:
    return ["<ul>", *(f'<li><a href="/x/">{escape(text)}</a></li>' for text in entries), "</ul>"]


def _body(rng: Random, pieces: list[Piece]) -> Iterator[str]:
    strong = rng.choice(("<p><strong>{}</strong></p>", "<h3>{}</h3>", "<p>{}</p>"))
    for kind, content in pieces:
        if kind == "table":
            assert isinstance(content, list)
            yield "<table border='1'>"
            for row in content:
                yield "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>"
            yield "</table>"
        elif kind == "h":
            yield strong.format(escape(str(content)))
        elif kind == "li":
            yield f'<li><a href="/y/">{escape(str(content))}</a></li>'
        else:
            yield f"<p>{escape(str(content))}</p>"
