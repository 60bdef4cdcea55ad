"""Reports for the years before 2019: recognised by title, period and indicator list.

They have numbered sections of their own choosing and, for 2014-2018, the table of indicators of
国办发〔2014〕32号 (统计指标 · 单位 · 统计数); before that every province had a list of its own.
No figures are read from them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from attrs import evolve, frozen

from govinfo_report.documents.document import BlockKind, Document, Span
from govinfo_report.model.note import Note
from govinfo_report.reading.bodies import spans_between
from govinfo_report.reading.outline import Outline, SectionSpans, find_outline
from govinfo_report.reading.periods import read_period
from govinfo_report.reading.textlines import Line, offset_after, stripped, text_lines
from govinfo_report.reading.titles import bare, join_lines, read_title
from govinfo_report.text.chinese import read_small
from govinfo_report.text.lazy import lazy
from govinfo_report.text.normalise import squash

#: the last reporting year before the forms of 2019, and the last before the table of 2014
LAST, LAST_PRE_2014 = 2018, 2013
_NEEDED = 3  # numbered sections over prose that make a report under a title of its year
_INDICATORS = 5  # labels of the list that make it one
_LONGEST = 45  # characters of a heading
_LARGE = 400_000  # characters among which the list is sought

_NUMBER = lazy(r"[#*>_\s]*+(?P<number>[一二三四五六七八九十]{1,2})[、.,:](?=\p{Han}|《)")
_RUN_IN = lazy(r"[。:;]")
_PROSE = lazy(r"\p{Han}[^。]{5,}。")
_WORDS = (
    ("requests", lazy(r"依申请|信息公开申请|申请公开")),
    ("review_and_litigation", lazy(r"复议|诉讼|申诉|举报")),
    ("proactive_disclosure", lazy(r"主动公开|公开政府信息|信息公开(?:的)?情况")),
    ("problems_and_improvements", lazy(r"问题|不足|改进|整改|努力方向|下一?步|打算")),
    ("other_matters", lazy(r"其[他它]|(?:需要|需)(?:说明|报告)")),
    ("overview", lazy(r"概述|概况|总体|基本情况|总述|综述|工作(?:开展)?情况")),
)
_OWN = lazy(r"收费|费用|减免|附[表件录]|统计表|经费")
_OF_2014 = lazy(
    r"主动公开政府信息数|主动公开规范性文件数|制发规范性文件总数|政府公报公开政府信息数|政府网站公开政府信息数|政务微[博信]公开政府信息数"
    r"|其他方式公开政府信息数|回应公众关注热点|新闻发布会(?:总)?次数|政策解读稿件发布数|收到申请数|当面申请数|传真申请数|网络申请数|信函申请数"
    r"|申请办结数|按时办结数|延期办结数|申请答复数|属于已主动公开范围数|同意公开答复数|同意部分公开答复数|不同意公开答复数|不属于本行政机关公开数"
    r"|申请信息不存在数|告知作出更改补充数|告知通过其他途径办理数|维持具体行政行为数|被依法纠错数|举报投诉数量|政府信息公开工作专门机构数"
    r"|政府信息公开查阅点数|接受培训人员数"
)
_OF_PROVINCES = lazy(
    r"主动公开(?:政府)?信息数|全文电子化|新增的?行政规范性文件|公开服务类?信息|查阅点接待|咨询服务处理?|现场接待人次|网上咨询数|当面咨询数|电话咨询数"
    r"|申请总数|(?:以)?(?:电子邮件|信函形式|传真形式|书面形式)申请数|对申请的?答复总数|同意(?:部分)?公开(?:的)?答复数|否决公开|非《条例》所指"
    r"|信息不存在(?:的)?(?:答复)?数|行政复议数|行政诉讼数|行政申诉数|收取费用总额|检索、?复制、?邮寄|历年累计|累计数"
)


@frozen
class Legacy:
    """What shows that a report belongs to the years before 2019; ``edition`` is ``2014`` or
    ``pre_2014``."""

    edition: str
    evidence: tuple[str, ...]


class _Numbered(NamedTuple):
    """One numbered heading: its lines, and where its body begins."""

    number: int
    line: int
    heading: Span
    body: int  # offset in the block


def read_legacy(document: Document) -> Legacy | None:
    """The legacy edition of a document, if it is such a report (computed once).

    That takes a title or period before 2019 and three numbered sections over prose, or the list
    of indicators and one of the two.
    """
    key = "legacy"
    if key not in document.cache:
        document.cache[key] = _read(document)
    found = document.cache[key]
    assert found is None or isinstance(found, Legacy)
    return found


def _read(document: Document) -> Legacy | None:
    outline = find_outline(document)
    titled, year = _year(document, outline)
    if year is not None and year > LAST:
        return None
    if not titled and year is None:
        return None
    sections = sum(section.has_text for section in _numbered(document, outline).values())
    if sections < _NEEDED and not titled:
        return None
    listed = _indicators(document)
    if not listed and (year is None or sections < _NEEDED):
        return None
    edition = listed or "2014"
    if year is not None:
        edition = "pre_2014" if year <= LAST_PRE_2014 else "2014"
    evidence = [f"{sections} numbered sections with text"]
    if year is not None:
        evidence.append(f"{'title' if titled else 'period'} of {year}")
    if listed:
        evidence.append(f"list of indicators ({listed})")
    return Legacy(edition, tuple(evidence))


def legacy_notes(document: Document, legacy: Legacy, outline: Outline) -> Iterator[Note]:
    """S304: the form of the years before 2014, of which nothing is read."""
    if legacy.edition == "pre_2014":
        first = next(iter(outline.sections.values()), None)
        spans = outline.title or (first.heading if first else ())
        yield Note("S304", (), {}, document.locate(spans[0]) if spans else None)


def with_own_sections(document: Document, outline: Outline) -> Outline:
    """The outline with every numbered section of such a report.

    A section whose words fit one of the six goes under its id; any other is called
    ``section_4`` by its number (fees, annexes).
    """
    sections = _numbered(document, outline)
    if len(sections) < len(outline.sections) or not sections:
        return outline
    first = next(iter(sections.values())).heading[0]
    return evolve(
        outline,
        sections=sections,
        preamble=_preamble(document, outline, first),
        parts=outline.parts if outline.parts and "overview" in sections else {},
    )


def _year(document: Document, outline: Outline) -> tuple[bool, int | None]:
    """Whether there is the title of an annual report, and the year that title or period state."""
    title = join_lines([document.text(span) for span in outline.title])
    named = read_title(title) if title else None
    if named is not None and named.year is not None:
        return True, named.year
    lines = text_lines(document)
    text = "".join(document.block(n.block).text[n.start : n.end] for n in lines[:40])
    period = read_period(text[:4000])
    return named is not None, None if period is None else period.start.year


def _indicators(document: Document) -> str:
    """``2014`` or ``pre_2014`` when one of the two lists is printed, else ``""``."""
    text = "\n".join(squash(block.text) for block in document.blocks)[-_LARGE:]
    national, provincial = (len(set(p.findall(text))) for p in (_OF_2014, _OF_PROVINCES))
    if national >= _INDICATORS and national >= provincial:
        return "2014"
    return "pre_2014" if provincial >= _INDICATORS else ""


# -- numbered sections ---------------------------------------------------------------------------


def _numbered(document: Document, outline: Outline) -> dict[str, SectionSpans]:
    found = document.cache.get("numbered sections")
    if found is None:
        runs = [_sections(document, outline, run) for run in _runs(document, outline)]
        best = max(runs, key=lambda run: sum(s.has_text for s in run.values()), default={})
        found = document.cache["numbered sections"] = best
    assert isinstance(found, dict)
    return found


def _runs(document: Document, outline: Outline) -> list[list[_Numbered]]:
    """Ascending sequences of numbered headings behind the title; one may stand inside another."""
    runs: list[list[_Numbered]] = []
    for heading in _headings(document, outline):
        for slack in (1, 2):
            run = next((r for r in reversed(runs) if r[-1].number + slack == heading.number), None)
            if run is not None and heading.number > 1:
                run.append(heading)
                break
        else:
            if heading.number == 1:
                runs.append([heading])
    return runs


def _headings(document: Document, outline: Outline) -> Iterator[_Numbered]:
    behind = outline.title[-1][:2] if outline.title else (-1, -1)
    for at, line in enumerate(text_lines(document)):
        if (line.block, line.start) <= behind:
            continue
        match = _NUMBER.match(line.head)
        number = read_small(match["number"]) if match else None
        if match is None or number is None:
            continue
        text = document.block(line.block).text
        stop = _RUN_IN.search(line.head, match.end())
        if (
            line.whole
            and len(line.head) <= _LONGEST
            and (stop is None or stop.end() == len(line.head))
        ):
            end = body = line.end
        elif stop is not None and stop.start() <= _LONGEST:
            end = offset_after(text, line.start, stop.start())
            body = offset_after(text, line.start, stop.end())
        else:
            continue
        yield _Numbered(number, at, bare(text, Span(line.block, line.start, end)), body)


def _sections(
    document: Document, outline: Outline, run: Sequence[_Numbered]
) -> dict[str, SectionSpans]:
    lines = text_lines(document)
    known = {part.heading[0].block: (part.heading[0].start, name)
             for name, part in outline.sections.items()}  # fmt: skip
    found: dict[str, SectionSpans] = {}
    for here, following in zip(run, [*run[1:], None], strict=True):
        end = None
        if following is not None:
            line = lines[following.line]
            end = (line.block, line.start)
        start = (here.heading.block, here.body)
        body = tuple(spans_between(document, start, end, foot=following is None))
        name = _id(document, here, known, found)
        found[name] = SectionSpans((here.heading,), body, _has_prose(document, body))
    return found


def _id(
    document: Document,
    here: _Numbered,
    known: dict[int, tuple[int, str]],
    taken: dict[str, SectionSpans],
) -> str:
    start, name = known.get(here.heading.block, (-1, ""))
    if start == here.heading.start and name not in taken:
        return name
    text = squash(document.text(here.heading))
    if _OWN.search(text) is None:
        for section, words in _WORDS:
            if section not in taken and words.search(text):
                return section
    return f"section_{here.number}"


def _has_prose(document: Document, body: Sequence[Span]) -> bool:
    return any(
        document.block(span.block).kind is not BlockKind.GRID
        and _PROSE.search(document.text(span)[:4000]) is not None
        for span in body
    )


def _preamble(document: Document, outline: Outline, first: Span) -> tuple[Span, ...]:
    """The prose between title and first section."""
    if outline.preamble and outline.preamble[-1][:2] < first[:2]:
        return outline.preamble
    behind = outline.title[-1][:2] if outline.title else (-1, -1)
    return tuple(
        stripped(document.block(line.block).text, *line.span)
        for line in text_lines(document)
        if behind < (line.block, line.start) < first[:2] and _is_prose(line)
    )


def _is_prose(line: Line) -> bool:
    return not line.whole or "。" in line.head
