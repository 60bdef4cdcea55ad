"""Which documents are reports at all: other pages are turned away, each with its reason.

Three things speak for a report: figures that were read from tables of the form, section headings
over text of their own, and the title of an annual report.  What speaks against it is a title of
another kind that outranks that title, a period shorter than a year that no such title claims, and
the wording of a form that is still to be filled in.  A word in a menu is no title.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from attrs import field, frozen

from govinfo_report.documents.document import Document
from govinfo_report.model.figure import Figure, State
from govinfo_report.reading.bodies import TABLE_SECTIONS
from govinfo_report.reading.draft import Spans
from govinfo_report.reading.otherkinds import KINDS, main_part
from govinfo_report.reading.outline import Outline, count_sections_with_text, tables_vanished
from govinfo_report.reading.owntitle import OtherTitle, other_title
from govinfo_report.reading.periods import read_period
from govinfo_report.reading.titles import Named, join_lines, read_title
from govinfo_report.text.lazy import lazy
from govinfo_report.text.normalise import squash

#: id of the layout that recognises reports of the years before 2019
LEGACY = "legacy"
_NEEDED = 4  # headings over text that make a report without tables
_SUPPORT = 2  # … and beside blank tables of the form under a title of their own
_TOGETHER = ("requests", "review_and_litigation")
_TELLING = 120  # characters of a narrative that is more than a digest
_FEW = 12  # figures that need something beside them

# A form that is still to be filled in, or the instructions for it.
_PLACEHOLDER = lazy(
    r"(?<![A-Za-z0-9])[xX×✕╳]{2,}(?![A-Za-z0-9])|[_＿]{3,}|[○〇]{2,}(?=[年省市县区局镇乡委办条件])"
    r"|\((?:本?(?:单位|机关|部门)(?:全?称|名称)|填写[^()]{0,20}|请[^()]{1,20}填[^()]{0,10})\)"
    r"|此处(?:填|写|插入|请)|这一(?:项|部分)(?:主要|应当?|请|要)?(?:报告|填写|说明|反映|写)|(?:填写|填报)说明|[0-9一二三四五六七八九十百千]{1,4}字(?:以内|左右)"
    r"|(?:篇幅|字数)[^。]{0,10}不超过"
)
# How a preamble speaks of the report it opens.
_THIS_REPORT = lazy(
    r"本(?:年度|年)?(?:工作)?报告|(?:编制|编写|形成|撰写|现公布|现发布|现予公布)[^。]{0,60}年度报告"
)
# How a digest speaks to those who look at it; a report may well tell of 图解 and 一图读懂.
_DIGEST = lazy(
    r"小编|(?:一起|快|跟着|带您?)来?(?:看看|了解)|来看看吧?|扫(?:一扫|码|描二维码)(?:查看|阅读|了解|获取)"
    r"|(?:点击|查看|阅读|详见|下载)(?:下方|文末|左下角)?(?:原文|全文|完整版?报告|报告全文|《[^《》]{4,60}年度报告》)"
)
_PAGE = 4000  # characters of one line that are looked at
_LABELS = lazy(r"勾稽关系|本年新收|上年结转|结转下年度|现行有效件数|本年制发件数|科研机构|结果纠正")
_ROW_NUMBER = lazy(r"(?<![0-9])[1-8]\s{0,2}[.、．)）]?\s{0,2}(?=\p{Han})|20[0-9]{2}年")
_DIGIT = lazy(r"[0-9０-９]")
_FILLED = 8  # digits under the headings of tables that are filled in
_HOLES = 3  # such places in the narrative of a form


@frozen
class Rejection:
    """Why a document is no annual report: a stable ``code``, and the reason in words."""

    code: str
    zh: str
    en: str
    facts: Mapping[str, str | int] = field(factory=dict)


def admit(
    document: Document,
    outline: Outline,
    figures: Iterable[Figure],
    claimed: Collection[str] = (),
    layouts: Collection[str] = (),
    title: Spans = (),
) -> Rejection | None:
    """``None`` when the document is an annual report, else the reason why it is none.

    ``figures`` are those that were read, ``claimed`` the tables of the form that were seen,
    filled in or not, ``layouts`` the ids of the layouts that claim the document: one of them
    vouches for reports of the years before the present form.  ``title`` is what a layout
    claims as the title, in place of what the outline found.
    """
    states = [figure.state for figure in figures]
    values = states.count(State.VALUE)
    sections = count_sections_with_text(outline)
    text = join_lines([document.text(span) for span in title or outline.title])
    named = read_title(text) if text else None
    other = other_title(document, outline, title or outline.title, text)
    if other is not None and (
        reason := _other_kind(other, named, values, sections, len(claimed) > 2)
    ):
        return reason
    if named is None and (period := _short_period(document, outline)):
        return rejected("part_year", title=period)
    if values:
        told = named is not None or sections or len(claimed) > 1 or values >= _FEW
        return None if told else _no_report(document, outline, sections, claimed)
    if _is_form(document, outline, text):
        return rejected("blank_form", count=sections)
    if states and set(states) == {State.BLANK}:
        # Every cell was left blank: where nothing happened, the narrative says so.
        told = sum(s.has_text for n, s in outline.sections.items() if n not in TABLE_SECTIONS)
        enough = told >= (_SUPPORT if named is not None else _SUPPORT + 1)
        return None if enough else rejected("blank_form", count=sections)
    if tables_vanished(outline) and _is_named(named) and _length(outline) >= _TELLING:
        return None
    if layouts and (sections >= _NEEDED or LEGACY in layouts):
        if (
            claimed
            or named is not None
            or _speaks_of_itself(document, outline)
            or _like_the_form(document, outline)
        ):
            return None
    if sections >= _SUPPORT and (claimed or _prints_form(document)):
        # No layout can read the tables that are printed.
        if named is not None or _digits(document, outline) >= _FILLED:
            return None
    return _no_report(document, outline, sections, claimed)


def _other_kind(
    other: OtherTitle, named: Named | None, values: int, sections: int, whole: bool
) -> Rejection | None:
    """Whether a title of another kind decides."""
    if other.kind == "part_year":
        return rejected(other.kind, title=other.text)
    if values and whole and sections >= _NEEDED:
        return None  # all three tables, filled in, in their sections: the title is a column's
    if KINDS[other.kind].carries:  # a notice or a column with the report below it
        if (sections >= _NEEDED and (values or named is not None)) or (
            values and named is not None
        ):
            return None
    return None if values and named is not None else rejected(other.kind, title=other.text)


def _no_report(
    document: Document, outline: Outline, sections: int, claimed: Collection[str]
) -> Rejection:
    if not sections and (claimed or _prints_form(document)):
        return rejected("blank_form", count=sections)
    if len(outline.other_titles) >= _NEEDED:
        return rejected("several_titles", count=len(outline.other_titles) + 1)
    if len(outline.sections) >= _NEEDED and sections <= 1:
        return rejected("contents", count=len(outline.sections))
    return rejected("no_form" if sections < _NEEDED else "no_title", count=sections)


def rejected(code: str, **facts: str | int) -> Rejection:
    """The rejection with this code of the table of kinds."""
    kind = KINDS[code]
    return Rejection(code, kind.zh.format(**facts), kind.en.format(**facts), facts)


# -- period and form ----------------------------------------------------------------------------


def _short_period(document: Document, outline: Outline) -> str:
    """The period from the first of January to the end of a month before December, as told."""
    preamble = "".join(document.text(span) for span in outline.preamble)
    period = read_period(preamble, anywhere=True) if preamble else None
    if period is None or period.start.year != period.end.year:
        return ""
    if (period.start.month, period.start.day) != (1, 1) or period.end.month > 9:
        return ""
    if "年度报告" in squash(preamble) or "年报" in preamble:
        return ""
    return f"{period.start.isoformat()}/{period.end.isoformat()}"


def _speaks_of_itself(document: Document, outline: Outline) -> bool:
    """Whether the page's own data or the preamble call the document an annual report."""
    page = document.metadata.get("title", "")
    if page and read_title(main_part(page)) is not None:
        return True
    preamble = squash("".join(document.text(span) for span in outline.preamble))
    return _THIS_REPORT.search(preamble) is not None


def _is_named(named: Named | None) -> bool:
    """Whether a title names its issuer and its year."""
    return named is not None and bool(named.name) and named.year is not None


def _like_the_form(document: Document, outline: Outline) -> bool:
    """Whether prose without a title is that of a report: the sections that no other kind of page
    has together, and more than a few words under each of them, or pictures of their tables.

    A digest has these sections too, and sends its readers to the report.
    """
    sections = outline.sections
    if any(name not in sections for name in _TOGETHER):
        return False
    spans = [*outline.preamble, *(span for part in sections.values() for span in part.body)]
    if any(_DIGEST.search(squash(document.text(span)[:_PAGE])) for span in spans):
        return False
    return _length(outline) >= _TELLING or bool(outline.images)


def _length(outline: Outline) -> int:
    """Characters under all headings."""
    bodies = (part.body for part in outline.sections.values())
    return sum(span.end - span.start for body in bodies for span in body)


def _prints_form(document: Document) -> bool:
    """Whether labels of the tables are printed, though no row was recognised."""
    found = {label for block in document.blocks for label in _LABELS.findall(squash(block.text))}
    return len(found) > 1


def _digits(document: Document, outline: Outline) -> int:
    """How many digits stand under the headings of the tables, besides those that number rows."""
    spans = [s for name in TABLE_SECTIONS if name in outline.sections
             for s in outline.sections[name].body]  # fmt: skip
    texts = (_ROW_NUMBER.sub("", document.text(span)) for span in spans)
    return sum(len(_DIGIT.findall(text)) for text in texts)


def _is_form(document: Document, outline: Outline, title: str) -> bool:
    """Whether the narrative is that of a form to be filled in, or tells how to fill it in."""
    if len(_PLACEHOLDER.findall(squash(title))):
        return True
    spans = [*outline.preamble, *(s for part in outline.sections.values() for s in part.body)]
    holes = 0
    for span in spans:
        if document.block(span.block).grid is None and span.end - span.start < 4000:
            holes += len(_PLACEHOLDER.findall(squash(document.text(span))))
            if holes >= _HOLES:
                return True
    return False
