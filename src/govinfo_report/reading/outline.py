"""Where title, preamble and the six sections of a report stand in a document."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from attrs import field, frozen

from govinfo_report.documents.document import Document, Span
from govinfo_report.model.note import Note
from govinfo_report.model.report import Section
from govinfo_report.reading.bodies import (
    TABLE_SECTIONS,
    count_pictures,
    has_text,
    shows_figures,
    spans_between,
)
from govinfo_report.reading.draft import Spans
from govinfo_report.reading.headings import (
    PARTS,
    Heading,
    enumerator,
    part_heading,
    section_heading,
)
from govinfo_report.reading.prose import Region, placed_prose, prose
from govinfo_report.reading.runs import ORDER, completed, limits_of, main_run, section_runs
from govinfo_report.reading.textlines import Line, stripped, text_lines
from govinfo_report.reading.titles import Title, bare, find_titles, join_lines, same_report
from govinfo_report.text.lazy import lazy

#: so many headings over text make a sequence a report when it is told from another one
_REPORT = 3
_SEARCHED = 2000  # lines before the first section among which a title is looked for
_FRONT = 200  # lines before the first section that are kept for dates and issuers

# Lines about the page between title and report.
_META = lazy(
    r"(?:索引号|发布(?:机构|日期|时间|单位)|发文(?:机关|日期|字号)|公开(?:日期|时间|方式|范围|目录|形式|类型)|成文日期|生成日期"
    r"|制发机关|有效性|文号|主题(?:分类|词)|信息(?:来源|分类|名称|索引)|来源|作者|字号|字体|浏览(?:次数|量)?|阅读|点击(?:数|次数)?"
    r"|打印|分享|保存|当前位置|您(?:的|现在的?)位置|首页|【|名称|标题|体裁|组配分类|语种|关键词|访问|时间|日期|正文\Z|目录\Z)"
    r"[^。]{0,60}\Z"
)
_DATE = lazy(r"\(?20[0-9]{2}[年./-][0-9]{1,2}[月./-][0-9]{1,2}日?[0-9: ]{0,9}\)?")


@frozen
class SectionSpans:
    """Heading and body of one section; ``has_text`` when text of its own stands under it."""

    heading: Spans
    body: Spans
    has_text: bool = False


@frozen
class Outline:
    """What of a document is what.

    ``sections`` are keyed by section id, in printed order; ``parts`` are the five parts of the
    overview as far as they were found.  ``front`` are the lines before the first section
    (title, dates, menus), ``other_titles`` further titles of reports among them.  ``images``
    counts pictures in those table sections that show pictures and no figure.
    """

    title: Spans = ()
    preamble: Spans = ()
    sections: Mapping[str, SectionSpans] = field(factory=dict)
    parts: Mapping[str, SectionSpans] = field(factory=dict)
    images: Mapping[str, int] = field(factory=dict)
    front: Spans = ()
    other_titles: tuple[Spans, ...] = ()
    notes: tuple[Note, ...] = ()


def count_sections_with_text(outline: Outline) -> int:
    """How many of the six headings stand over text, figures or pictures of their own."""
    return sum(section.has_text for section in outline.sections.values())


def tables_vanished(outline: Outline) -> bool:
    """Whether all six headings are there, with text under all but those of the tables."""
    empty = {name for name, section in outline.sections.items() if not section.has_text}
    return len(outline.sections) == len(ORDER) and empty == set(TABLE_SECTIONS)


def find_outline(document: Document) -> Outline:
    """Find title, preamble and sections (computed once per document)."""
    found = document.cache.get("outline")
    if found is None:
        found = document.cache["outline"] = _find(document)
    assert isinstance(found, Outline)
    return found


def split_reports(document: Document) -> list[Document]:
    """The reports of a document, one excerpt each; copies of one report stay together.

    A report begins where the sequence of sections restarts under a title that names another
    publisher or another year.
    """
    runs = [run for run in section_runs(document) if run.texts >= _REPORT]
    if len(runs) < 2:
        return [document]
    lines = text_lines(document)
    starts: list[int] = []
    title: Title | None = None
    floor = 0
    for run in runs:
        titles = find_titles(document, lines[max(floor, run.first - _SEARCHED) : run.first])
        floor = run.last + 1
        own = titles[0] if titles else None
        if title is not None and own is not None and not same_report(title, own):
            starts.append(own.spans[0].block)
        title = own or title
    edges = [document.first, *starts, document.first + len(document.blocks)]
    if not starts or any(a >= b for a, b in zip(edges, edges[1:], strict=False)):
        return [document]
    return [document.excerpt(a, b) for a, b in zip(edges, edges[1:], strict=False)]


def section_texts(
    document: Document, outline: Outline, tables: Collection[Region]
) -> tuple[str, dict[str, Section]]:
    """The preamble and the sections as text, lines joined by line breaks.

    ``tables`` are the regions of tables, each a span or its first and last span; they are left
    out, and so are marks of pictures and bookmarks.
    """
    sections: dict[str, Section] = {}
    parts = {name: prose(document, part.body, tables) for name, part in outline.parts.items()}
    for name, spans in outline.sections.items():
        text, stretches = placed_prose(document, spans.body, tables, tables=name in TABLE_SECTIONS)
        sections[name] = Section(
            heading=join_lines([document.text(span) for span in spans.heading]),
            text=text,
            parts=parts if name == "overview" else {},
            place=document.locate(spans.heading[0]),
            stretches=stretches,
        )
    return prose(document, outline.preamble, tables), sections


def _find(document: Document) -> Outline:
    lines = text_lines(document)
    runs = section_runs(document)
    if not runs:
        return _without_sections(document, lines[:_FRONT])
    chosen = main_run(runs)
    before = runs[chosen - 1].last + 1 if chosen else 0
    after = runs[chosen + 1].first if chosen + 1 < len(runs) else len(lines)
    run = completed(document, runs[chosen], before, after)
    first = run[0].line
    titles = find_titles(document, lines[max(before, first - _SEARCHED) : first])
    if not titles and chosen:
        # The headings before are a table of contents, and the only title stands over it.
        before = 0
        titles = find_titles(document, lines[max(0, first - _SEARCHED) : first])
    stop = None
    if after < len(lines):
        following = find_titles(document, lines[max(run[-1].last + 1, after - _SEARCHED) : after])
        at = following[0].spans[0] if following else lines[after].span
        stop = (at.block, at.start)
    known = dict(zip(runs[chosen].headings, runs[chosen].flags, strict=True))
    if run != runs[chosen].headings:
        known = {}
    sections: dict[str, SectionSpans] = {}
    for heading, start, end in limits_of(document, run, stop):
        last = heading is run[-1]
        body = tuple(spans_between(document, start, end, foot=last))
        flag = known.get(heading) if not last or stop is None else None
        sections[heading.id] = SectionSpans(
            _heading_spans(document, lines, heading),
            body,
            has_text(document, heading.id, body) if flag is None else flag,
        )
    title = titles[0] if titles else None
    found = _part_headings(document, run)
    return Outline(
        title=title.spans if title else (),
        preamble=_preamble(document, lines[max(before, first - _SEARCHED) : first], title),
        sections=sections,
        parts=_parts(document, run, found, sections),
        images=_images(document, sections),
        front=tuple(line.span for line in lines[max(before, first - _FRONT) : first]),
        other_titles=tuple(t.spans for t in titles[1:]),
        notes=tuple(_promoted(document, run, found)),
    )


def _without_sections(document: Document, front: Sequence[Line]) -> Outline:
    titles = find_titles(document, front)
    return Outline(
        title=titles[0].spans if titles else (),
        other_titles=tuple(title.spans for title in titles[1:]),
        front=tuple(line.span for line in front),
    )


def _heading_spans(document: Document, lines: Sequence[Line], heading: Heading) -> Spans:
    first = lines[heading.line]
    end = heading.end if heading.last == heading.line else first.end
    spans = [bare(document.block(first.block).text, Span(first.block, first.start, end))]
    if heading.last != heading.line:
        last = lines[heading.last]
        text = document.block(last.block).text
        spans.append(bare(text, Span(last.block, last.start, heading.end)))
    return tuple(spans)


def _preamble(document: Document, lines: Sequence[Line], title: Title | None) -> Spans:
    """The text between title and first heading, without dates and lines about the page."""
    spans: list[Span] = []
    behind = -1
    if title is not None:
        end = title.spans[-1]
        behind = max(
            (
                i
                for i, line in enumerate(lines)
                if (line.block, line.start) <= (end.block, end.start)
            ),
            default=-1,
        )
    for line in reversed(lines[behind + 1 :]):
        prose_like = not line.whole or "。" in line.head or "," in line.head
        if line.whole and (_META.match(line.head) or _DATE.fullmatch(line.head)):
            continue
        text = document.block(line.block).text
        if section_heading(line, 0, text) is not None:
            continue
        if title is None and not prose_like:
            break  # menus above an untitled report
        spans.append(stripped(text, *line.span))
    return tuple(reversed(spans))


def _part_headings(document: Document, run: Sequence[Heading]) -> list[Heading]:
    """Headings of parts of the overview, in every style of numbering."""
    if run[0].id != "overview":
        return []
    lines = text_lines(document)
    start, stop = _overview_lines(run, lines)
    found: list[Heading] = []
    for number in range(start, stop):
        line = lines[number]
        heading = part_heading(line, number, document.block(line.block).text)
        if heading is not None:
            found.append(heading)
    return found


def _overview_lines(run: Sequence[Heading], lines: Sequence[Line]) -> tuple[int, int]:
    return run[0].last + 1, run[1].line if len(run) > 1 else len(lines)


def _parts(
    document: Document,
    run: Sequence[Heading],
    found: Sequence[Heading],
    sections: Mapping[str, SectionSpans],
) -> dict[str, SectionSpans]:
    """The parts of the overview: headings of one style, each up to the next of that style."""
    best: dict[str, Heading] = {}
    for style in ("B", "D", "H", "N", "S"):
        own: dict[str, Heading] = {}
        for heading in found:
            if heading.style == style:
                own.setdefault(heading.id, heading)
        best = own if len(own) > len(best) else best
    if not best:
        return {}
    lines = text_lines(document)
    style = next(iter(best.values())).style
    # Every heading in the same numbering ends a part, whatever its words.
    starts = [h.line for h in best.values()]
    if style != "N":
        numbers = range(*_overview_lines(run, lines))
        starts = [n for n in numbers if enumerator(lines[n])[0] == style]
    body = sections["overview"].body
    edge = (body[-1].block, body[-1].end) if body else None
    parts: dict[str, SectionSpans] = {}
    for part in PARTS:
        if part not in best:
            continue
        heading = best[part]
        line = lines[heading.line]
        following = next((n for n in starts if n > heading.line), None)
        end = edge if following is None else (lines[following].block, lines[following].start)
        spans = tuple(spans_between(document, (line.block, heading.body), end))
        parts[part] = SectionSpans(_heading_spans(document, lines, heading), spans, bool(spans))
    return parts


def _images(document: Document, sections: Mapping[str, SectionSpans]) -> dict[str, int]:
    """Pictures in table sections that show no figure, by section."""
    found: dict[str, int] = {}
    for name in TABLE_SECTIONS:
        count = 0
        for number, start, end in sections[name].body if name in sections else ():
            text = document.block(number).text[start:end]
            if shows_figures(text):
                break
            count += count_pictures(text)
        else:
            if count:
                found[name] = count
    return found


def _promoted(
    document: Document, run: Sequence[Heading], parts: Sequence[Heading]
) -> Iterator[Note]:
    """Parts of section one that are numbered like sections (S107)."""
    lines = text_lines(document)
    for heading in parts:
        if heading.style == run[0].style == "H":
            line = lines[heading.line]
            span = Span(line.block, line.start, heading.end)
            params: dict[str, str | int] = {
                "part": heading.id, "heading": document.text(span).strip()[:60],
            }  # fmt: skip
            yield Note("S107", (), params, document.locate(span))
