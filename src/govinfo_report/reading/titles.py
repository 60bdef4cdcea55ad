"""Titles of annual reports: where they stand, and which issuer and year they name."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import regex

from govinfo_report.documents.document import Document, Span
from govinfo_report.reading.draft import Spans
from govinfo_report.reading.issuers import ORGAN, read_issuer, told_scope
from govinfo_report.reading.textlines import Line, offset_after, stripped
from govinfo_report.text.chinese import read_year
from govinfo_report.text.lazy import lazy
from govinfo_report.text.normalise import DROPPED, squash

_LONGEST = 60  # characters of one line of a title
_LINES = 4  # lines the words of a title may take
_NAMES = 3  # lines above them that may hold issuer and year

_YEAR = r"(?<![0-9])(?:20[0-9]{2}|二[〇零○0][一二三四五六七八九〇零○0]{2})(?![0-9])"
_YEARS = rf"(?:{_YEAR}(?:年年度|年度|年|度)?)"
_SUBJECT = r"(?:政府信息主动公开|政府信息公开|政务信息公开|政府信息与政务公开|信息公开|政务公开)"
_FILL = rf"(?:工作|情况|年度|全年|{_YEARS}|年|的|和|政务公开|总结){{0,6}}"
_REPORT = r"(?:(?<=年度|年|工作|情况|总结|的|公开)(?:总结)?报告书?|年度报告|年报)"
_NOTES = r"(?:\([^()]{0,40}\)|\[[^\[\]]{0,40}\]|【[^【】]{0,40}】)*+"
#: the words of a title, in squashed text: whatever names issuer and year, then the subject
_TITLE = lazy(rf"(?P<head>.{{0,60}}?){_SUBJECT}{_FILL}{_REPORT}(?P<notes>{_NOTES})[》\"*#】]*+\Z")
_ANY_YEAR = lazy(_YEARS)
# What a line break leaves of a year in front of a name.
_PART_OF_YEAR = lazy(rf"{_YEAR}|[0-9]年|^年|^[0-9]{{1,3}}\Z")
_CUT_NAME = lazy(rf"{_YEARS}\p{{Han}}{{1,3}}")
_REST_OF_YEAR = lazy(r"度(?!假)")
_YEAR_ONLY = lazy(rf"\(?{_YEARS}\)?")
_BRACKET_YEAR = lazy(rf"[(\[【]{_YEARS}[)\]】]")
_BEFORE = lazy(
    r"(?:[#*>·•●■◆_=~\-—\s《\"【]++|附件?[0-9一二三四五]{0,2}[:：.、]|图解[:|]?|一图读懂[:|]?|图文解读[:|]?|标题:|名称:|关于(?:印发|公布|发布|报送)?)++"
)
_AFTER = lazy(r"(?:关于|的|开展|发布|公布|印发|《|\"|:|,|-|—)++\Z")
# Words of a sentence, of a menu path, or of a report on less than a year.
_NO_TITLE = lazy(
    r"[。;；!！?？>»丨|]|半年|季度|[一二三四1-4]季|首页|当前位置|您的位置|根据|按照|依据|要求|现将|现予|编制|如下|请|可在|已经|汇总|名单"
    r"|模板|格式|通知|指南|目录|解读稿|办法|制度|规定|条例"
)
_NAME = lazy(r"[\p{Han}0-9A-Za-z()·、,/\-]{2,40}")
_ORGAN_LINE = lazy(
    r"[\p{Han}()0-9·、]{1,28}(?:政府|[厅局委部办署院会处所社站队县市区旗盟州省镇乡]|街道|中心|办公室|海关|集团|公司|学校|大学|医院)"
    r"(?:\([^()]{1,12}\))?"
)


_NO_ORGAN = lazy(r"(?:网站?|门户|专栏|栏目|平台|公报|公告|首页|指南|年报)\Z")
#: marks before a title, and the label of a table of metadata
_ORNAMENT = lazy(
    r"[\s\u200b\ufeff#*>_=~]*+(?:(?:信息|文件|公文|文章)?+(?:名\s{0,4}称|[标標]\s{0,4}[题題]|题\s{0,4}名)"
    r"(?:\s*+[:：]|\s)\s*+)?+"
)
_TAIL = lazy(r"[\s\u200b\ufeff#*_=~]++$")


# Whom a report speaks for, in brackets behind the issuer; the issuer in brackets behind all.
_ASIDE = lazy(r"\((?:[^()]{0,6}(?:本级|机关|本部|系统|关区)[^()]{0,4})\)\Z")
_ISSUER_NOTE = lazy(
    r"\((?P<name>\p{Han}{1,24}(?:政府|[厅局委办署院处会市县区旗盟州省镇乡]|街道|中心|办公室|海关))\)"
)


class Named(NamedTuple):
    """What a title says: issuer verbatim, year, and the notes in brackets behind it.

    ``name`` is ``""`` and ``year`` ``None`` where the title names none; ``years`` are all years
    it names.
    """

    name: str
    year: int | None
    years: tuple[int, ...]
    notes: str


class Title(NamedTuple):
    """A title in a document: its lines, its text as one line, what it says."""

    spans: Spans
    text: str
    named: Named


def join_lines(parts: Sequence[str]) -> str:
    """Lines as one, white space dropped between Chinese characters and at line ends."""
    text = "".join(part.strip() for part in parts)
    return _BETWEEN.sub("", " ".join(_SPACES.split(text)).strip())


_SPACES = lazy(f"[{regex.escape(DROPPED)}]++")
_CLOSE = r"[\p{Han}()（）〔〕《》“”、，。：]"
_BETWEEN = lazy(f"(?<={_CLOSE}) (?={_CLOSE})")


@lru_cache(maxsize=4096)
def read_title(text: str) -> Named | None:
    """Issuer and year of a title; ``None`` when the text is no title of an annual report."""
    squashed = squash(text)
    if len(squashed) > 2 * _LONGEST or "公开" not in squashed:
        return None
    match = _TITLE.match(squashed)
    if match is None or _NO_TITLE.search(match["head"]) or _NO_TITLE.search(match["notes"]):
        return None
    middle = squashed[match.end("head") : match.start("notes")]
    if _NO_TITLE.search(middle):
        return None
    years = [read_year(regex.sub("[年度]", "", y)) for y in _ANY_YEAR.findall(squashed)]
    found = tuple(dict.fromkeys(year for year in years if year is not None))
    name = _name(text, match["head"])
    if name is None:
        return None
    notes = match["notes"]
    if aside := _ASIDE.search(squash(name)):
        notes, name = aside[0] + notes, name[: aside.start()]
    elif not name and (issuer := _ISSUER_NOTE.fullmatch(notes)):
        name, notes = issuer["name"], ""
    return Named(name, found[0] if len(found) == 1 else None, found, notes)


def _name(text: str, head: str) -> str | None:
    """The issuer in the words before the subject, as printed; ``None`` if these are none."""
    kept = "".join(c for c in text if c not in DROPPED)[: len(head)]
    start, end = 0, len(head)
    if before := _BEFORE.match(head):
        start = before.end()
    while True:
        span = head[start:end]
        if match := regex.match(rf"[(\[【]{_YEARS}[)\]】]|{_YEARS}", span):
            start += match.end()
        elif (match := regex.search(rf"(?:[(\[【]{_YEARS}[)\]】]|{_YEARS})\Z", span)) or (
            (match := _AFTER.search(span)) and match.start() < len(span)
        ):
            end = start + match.start()
        elif (match := _BEFORE.match(span)) and match.end():
            start += match.end()
        else:
            break
    name = kept[start:end]
    if not name:
        return ""
    if _NAME.fullmatch(head[start:end]) is None or _PART_OF_YEAR.search(head[start:end]):
        return None
    return name


def find_titles(document: Document, lines: Sequence[Line]) -> list[Title]:
    """The titles in some lines, the best one first.

    Better is a title that names issuer and year, that stands in a heading, that is not one of
    a list of reports, and that stands nearer to the text below.
    """
    found: list[tuple[int, int, Title]] = []  # first and last line, what they say
    free = 0
    for last, line in enumerate(lines):
        if not _short(line) or not _may_end(line.head):
            continue
        for first in range(last, max(last - _LINES, free - 1), -1):
            if not _short(lines[first]):
                break
            title = _title(document, lines[first : last + 1])
            if title is not None:
                first, title = _grown(document, lines, free, first, last, title)
                # Without issuer and year it is an entry of a menu.
                title = _with_year_below(document, lines, last, title)
                if title.named.years or (title.named.name and len(title.spans) == 1):
                    found.append((first, last, title))
                free = last + 1
                break
    menus = _menus(found)
    scored = [
        (
            2 * (title.named.year is not None) + 2 * bool(title.named.name)
            + (lines[last].level in (1, 2)) - 5 * (last in menus),
            last,
            title,
        )
        for _, last, title in found
    ]  # fmt: skip
    scored.sort(key=lambda entry: (-entry[0], -entry[1]))
    return [title for _, _, title in scored]


def _short(line: Line) -> bool:
    return line.whole and len(line.head) <= _LONGEST


def _may_end(head: str) -> bool:
    return "报告" in head or "年报" in head or head[0] in "告书报" or head[-1] == ")"


def _title(document: Document, group: Sequence[Line]) -> Title | None:
    spans = [bare(document.block(line.block).text, line.span) for line in group]
    head, half = group[0].head, len(group[0].head) // 2
    if len(group) == 1 and head[:half] == head[half:]:
        # Printed twice in one line: the first half is the title.
        text = document.block(group[0].block).text
        end = offset_after(text, group[0].start, half)
        spans = [bare(text, Span(group[0].block, group[0].start, end))]
    text = join_lines([document.text(span) for span in spans])
    named = read_title(text)
    return None if named is None else Title(tuple(spans), text, named)


def bare(text: str, span: Span) -> Span:
    """The span without white space and the marks of Markdown around it."""
    lead = _ORNAMENT.match(text, span.start, span.end)
    start = lead.end() if lead else span.start
    tail = _TAIL.search(text, start, span.end)
    return stripped(text, span.block, start, tail.start() if tail else span.end)


def _grown(
    document: Document, lines: Sequence[Line], free: int, first: int, last: int, title: Title
) -> tuple[int, Title]:
    """The title with the lines above that hold its issuer or year, or the beginning of them."""
    end = first
    for above in range(first - 1, max(first - 1 - _NAMES, free - 1), -1):
        line = lines[above]
        plain = line.head.strip("#*>_=~")
        near = lines[above + 1].block - line.block <= 1
        # 2023年青 above 岭县…: the break stands within the name.
        cut = near and _CUT_NAME.fullmatch(plain)
        if not _short(line) or (_complete(title.named) and not cut):
            break
        longer = _title(document, lines[above : last + 1])
        organ = not title.named.name and _ORGAN_LINE.fullmatch(plain)
        year = not title.named.years and _YEAR_ONLY.fullmatch(plain)
        begins = longer and near and _continues(plain, title.named, longer.named)
        if longer is not None and (organ or year or begins):
            end, title = above, longer
        elif not near:
            break
    return end, title


def _complete(named: Named) -> bool:
    if not named.name or _REST_OF_YEAR.match(named.name):
        return False
    issuer = read_issuer(named.name)
    return bool(named.years and issuer.region and issuer.evidence)


def _continues(line: str, part: Named, whole: Named) -> bool:
    """Whether a line is the beginning of a name or year that the next line goes on with."""
    if not _complete(whole) or _NO_ORGAN.search(whole.name):
        return False
    # A whole name above another one is the head of the page, not the beginning of a name.
    if (
        len(part.name) < 3
        or part.name in ("办公室", "办公厅")
        or read_issuer(part.name).evidence is None
    ):
        return True
    return ORGAN.fullmatch(line) is None


def _with_year_below(document: Document, lines: Sequence[Line], last: int, title: Title) -> Title:
    """The title with the year in brackets that stands under it."""
    if title.named.years or last + 1 >= len(lines) or not _short(lines[last + 1]):
        return title
    if not _BRACKET_YEAR.fullmatch(lines[last + 1].head):
        return title
    longer = _title(document, lines[last + 1 - len(title.spans) : last + 2])
    return longer or title


def _menus(found: Sequence[tuple[int, int, Title]]) -> frozenset[int]:
    """Last lines of titles in a list of reports: neighbours that name different years."""
    menus: set[int] = set()
    for (_, above, one), (first, last, other) in zip(found, found[1:], strict=False):
        years = one.named.years, other.named.years
        if first - above == 1 and all(years) and years[0] != years[1]:
            menus |= {above, last}
    return frozenset(menus)


def same_report(one: Title, other: Title) -> bool:
    """Whether two titles can be those of one report: neither issuer nor year nor scope differ.

    海关总署（本级） and 海关总署（系统） are two reports of one issuer.
    """
    if one.named.year and other.named.year and one.named.year != other.named.year:
        return False
    spoken = [told.scope for title in (one, other) if (told := told_scope(title.named.notes))]
    if len(set(spoken)) > 1:
        return False
    return not (one.named.name and other.named.name) or same_issuer(
        one.named.name, other.named.name
    )


_OFFICE = lazy(r"(?:人民)?政府办(?:公[室厅])?\Z")
_GOVERNMENT = lazy(r"(?:人民)?政府\Z")


def same_issuer(one: str, other: str) -> bool:
    """Whether two names can mean one issuer.

    ``人民政府`` may be left out, a short form (市科委) stand for the whole name, and one of the
    names may have more areas before it; a government and its office are two issuers.
    """
    a, b = (
        _GOVERNMENT.sub("", _OFFICE.sub("府办", regex.sub(r"\([^()]*\)", "", squash(name))))
        for name in (one, other)
    )
    short, long = sorted((a, b), key=len)
    return bool(short) and (long.endswith(short) or _abbreviates(short, long))


def _abbreviates(short: str, long: str) -> bool:
    """Whether a name takes its characters from a longer one, up to the kind of organ."""
    if len(short) < 3 or short[-1] not in "委局办厅处院署" or short[-1] not in long[-3:]:
        return False
    position = 0
    for character in short:
        position = long.find(character, position) + 1
        if not position:
            return False
    return True
