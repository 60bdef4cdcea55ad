"""Titles of annual reports: where they stand, and which issuer and year they name."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import regex

from govinfo_report.documents.document import Document, Span
from govinfo_report.reading.draft import Spans
from govinfo_report.reading.textlines import Line, stripped
from govinfo_report.text.chinese import read_year
from govinfo_report.text.normalise import DROPPED, squash

_LONGEST = 60  # characters of one line of a title
_LINES = 4  # lines the words of a title may take
_NAMES = 3  # lines above them that may hold issuer and year

_YEAR = r"(?<![0-9])(?:20[0-9]{2}|二[〇零○0][一二三四五六七八九〇零○0]{2})(?![0-9])"
_YEARS = rf"(?:{_YEAR}(?:年度|年|度)?)"
_SUBJECT = r"(?:政府信息主动公开|政府信息公开|政务信息公开|政府信息与政务公开|信息公开|政务公开)"
_FILL = rf"(?:工作|情况|年度|全年|{_YEARS}|年|的|和|政务公开|总结){{0,6}}"
_REPORT = r"(?:(?<=年度|年|工作|情况|总结|的|公开)(?:总结)?报告书?|年度报告|年报)"
_NOTES = r"(?:\([^()]{0,40}\)|\[[^\[\]]{0,40}\]|【[^【】]{0,40}】)*+"
#: the words of a title, in squashed text: whatever names issuer and year, then the subject
_TITLE = regex.compile(
    rf"(?P<head>.{{0,60}}?){_SUBJECT}{_FILL}{_REPORT}(?P<notes>{_NOTES})[》\"*#】]*+\Z"
)
_ANY_YEAR = regex.compile(_YEARS)
_YEAR_ONLY = regex.compile(rf"\(?{_YEARS}\)?")
_BRACKET_YEAR = regex.compile(rf"[(\[【]{_YEARS}[)\]】]")
_BEFORE = regex.compile(
    r"(?:[#*>·•●■◆_=~\-—\s《\"【]++|附件?[0-9一二三四五]{0,2}[:：.、]|图解[:|]?|一图读懂[:|]?|图文解读[:|]?|标题:|名称:|关于(?:印发|公布|发布|报送)?)++"
)
_AFTER = regex.compile(r"(?:关于|的|开展|《|\"|:|,|-|—)++\Z")
# Words of a sentence, of a menu path, or of a report on less than a year.
_NO_TITLE = regex.compile(
    r"[。;；!！?？>»丨|]|半年|季度|[一二三四1-4]季|首页|当前位置|您的位置|根据|按照|依据|要求|现将|现予|编制|如下|请|可在|已经|汇总|名单"
    r"|模板|格式|通知|指南|目录|解读稿|办法|制度|规定|条例"
)
_NAME = regex.compile(r"[\p{Han}0-9A-Za-z()·、,/\-]{2,40}")
_ORGAN_LINE = regex.compile(
    r"[\p{Han}()0-9·、]{1,28}(?:政府|[厅局委部办署院会处所社站队县市区旗盟州省镇乡]|街道|中心|办公室|海关|集团|公司|学校|大学|医院)"
    r"(?:\([^()]{1,12}\))?"
)


_ORNAMENT = regex.compile(r"[\s\u200b\ufeff#*>_=~]*+")
_TAIL = regex.compile(r"[\s\u200b\ufeff#*_=~]++$")


# Whom a report speaks for, in brackets behind the issuer; the issuer in brackets behind all.
_ASIDE = regex.compile(r"\((?:[^()]{0,6}(?:本级|机关|本部|系统|关区)[^()]{0,4})\)\Z")
_ISSUER_NOTE = regex.compile(
    r"\((?P<name>\p{Han}{1,24}(?:政府|[厅局委办署院处市县区旗盟州省镇乡]|街道|中心|办公室|海关))\)"
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


_SPACES = regex.compile(f"[{regex.escape(DROPPED)}]++")
_CLOSE = r"[\p{Han}()（）〔〕《》“”、，。：]"
_BETWEEN = regex.compile(f"(?<={_CLOSE}) (?={_CLOSE})")


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
    if _NAME.fullmatch(head[start:end]) is None or _ANY_YEAR.search(head[start:end]):
        return None
    return name


def find_titles(document: Document, lines: Sequence[Line]) -> list[Title]:
    """The titles in some lines, the best one first.

    Better is a title that names issuer and year, that stands in a heading, that is not one of
    a list of reports, and that stands nearer to the text below.
    """
    found: list[tuple[int, Title]] = []
    taken = -1
    for number, line in enumerate(lines):
        if number <= taken or not line.whole or len(line.head) > _LONGEST:
            continue
        for count in range(1, _LINES + 1):
            group = lines[number : number + count]
            if len(group) < count or any(not g.whole or len(g.head) > _LONGEST for g in group):
                break
            if not group[-1].head.rstrip('》"*#】)]').endswith(("报告", "年报", "告", "书")) and (
                ")" not in group[-1].head
            ):
                continue
            title = _title(document, group)
            if title is not None:
                title = _extended(document, lines, number, count, title)
                # Without issuer and year it is an entry of a menu.
                if title.named.name or title.named.years:
                    found.append((number, title))
                taken = number + count - 1
                break
    menus = _menus(found)
    scored = [
        (
            2 * (title.named.year is not None) + 2 * bool(title.named.name)
            + (lines[number].level in (1, 2)) - 5 * (number in menus),
            number,
            title,
        )
        for number, title in found
    ]  # fmt: skip
    scored.sort(key=lambda entry: (-entry[0], -entry[1]))
    return [title for _, _, title in scored]


def _title(document: Document, group: Sequence[Line]) -> Title | None:
    head = "".join(line.head for line in group)
    half = len(head) // 2
    if len(group) == 1 and head[:half] == head[half:] and head:
        return None
    spans = tuple(bare(document.block(line.block).text, line.span) for line in group)
    text = join_lines([document.text(span) for span in spans])
    named = read_title(text)
    return None if named is None else Title(spans, text, named)


def bare(text: str, span: Span) -> Span:
    """The span without white space and the marks of Markdown around it."""
    lead = _ORNAMENT.match(text, span.start, span.end)
    start = lead.end() if lead else span.start
    tail = _TAIL.search(text, start, span.end)
    return stripped(text, span.block, start, tail.start() if tail else span.end)


def _extended(
    document: Document, lines: Sequence[Line], number: int, count: int, title: Title
) -> Title:
    """The title with lines above that hold its issuer or year, and a note in brackets below."""
    for above in range(number - 1, max(number - 1 - _NAMES, -1), -1):
        line = lines[above]
        name = not title.named.name and bool(_ORGAN_LINE.fullmatch(_plain(line.head)))
        year = not title.named.years and bool(_YEAR_ONLY.fullmatch(_plain(line.head)))
        if not line.whole or not (name or year):
            break
        grown = _title(document, [line, *lines[above + 1 : number + count]])
        if grown is None:
            break
        title = grown
    below = lines[number + count] if number + count < len(lines) else None
    if below is not None and below.whole and not title.named.years:
        if _BRACKET_YEAR.fullmatch(below.head):
            grown = _title(document, [*_group(lines, title, number + count), below])
            title = grown or title
    return title


def _plain(head: str) -> str:
    return head.strip("#*>_=~")


def _group(lines: Sequence[Line], title: Title, end: int) -> Sequence[Line]:
    return lines[end - len(title.spans) : end]


def _menus(found: Sequence[tuple[int, Title]]) -> frozenset[int]:
    """Titles in a list of reports: neighbouring lines that name different years."""
    menus: set[int] = set()
    for (first, one), (second, other) in zip(found, found[1:], strict=False):
        if second - first == len(one.spans) and one.named.years != other.named.years:
            if one.named.years and other.named.years:
                menus |= {first, second}
    return frozenset(menus)


def same_report(one: Title, other: Title) -> bool:
    """Whether two titles can be those of one report: neither issuer nor year differ."""
    if one.named.year and other.named.year and one.named.year != other.named.year:
        return False
    return not (one.named.name and other.named.name) or same_issuer(
        one.named.name, other.named.name
    )


_OFFICE = regex.compile(r"(?:人民)?政府办(?:公[室厅])?\Z")
_GOVERNMENT = regex.compile(r"(?:人民)?政府\Z")


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
