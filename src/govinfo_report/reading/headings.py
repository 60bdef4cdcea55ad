"""What a heading of a report looks like: the six sections and the five parts of the first.

A heading is known by its words; numerals only support it (section six restarts them, table 3
uses them as row labels).  Wordings: the prescribed ones of 2021 and 2019, and those met in
published reports.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import regex

from govinfo_report.reading.textlines import HEAD, Line, offset_after
from govinfo_report.text.lazy import lazy
from govinfo_report.text.normalise import squash

#: section ids in the order of the form
SECTIONS = (
    "overview",
    "proactive_disclosure",
    "requests",
    "review_and_litigation",
    "problems_and_improvements",
    "other_matters",
)
#: parts of section one
PARTS = ("proactive", "on_request", "information_management", "platform", "supervision")

_YEAR = "(?:20[0-9]{2}年?度?)?+"
_OPEN = "(?:政府信息公开|政务信息公开|政务公开|信息公开)"
_AND = "(?:以及|及其|及|和|与|、|,|并)"
_STATE = "(?:情况|概况|概述|状况|综述)"
_TROUBLE = "(?:问题|不足|困难|短板)"

#: section id -> wordings that belong to it alone
_STRONG = {
    "overview": (
        rf"{_YEAR}(?:\p{{Han}}{{0,10}}{_OPEN})?(?:年度)?(?:工作)?(?:的)?"
        rf"(?:(?:总体|整体|基本|总的)(?:工作)?(?:开展|推进|落实|进展|执行)?{_STATE}|总体评价)",
        rf"{_YEAR}(?:{_OPEN})?(?:工作)?(?:情况)?(?:概述|概况|总述|综述)",
        r"工作(?:总体|基本)情况",
    ),
    "proactive_disclosure": (
        rf"(?:本?行政机关)?主动公开(?:的)?(?:政府|政务)信息(?:的)?(?:工作|统计)?{_STATE}",
    ),
    "requests": (
        r"(?:本?行政机关)?(?:收到|接收|接到|受理)(?:的)?(?:和|及|与|、|并|以及)?"
        rf"(?:处理|办理|答复)?(?:的)?(?:依申请公开)?(?:政府|政务)?信息公开(?:的)?申请(?:的)?"
        rf"(?:(?:和|及|与|、)?(?:处理|办理|答复))?(?:的)?{_STATE}",
        rf"政府信息公开申请(?:的)?(?:收到|受理)(?:和|及|与|、)?(?:处理|办理)(?:的)?{_STATE}",
    ),
    "review_and_litigation": (
        r"(?:因)?(?:\p{Han}{0,4})?(?:政府信息公开|信息公开|政务公开)?(?:工作)?(?:的)?"
        r"(?:被申请|申请|被提起|提起|引起|引发|涉及)?(?:的)?(?:行政)?复议(?:案件)?"
        rf"{_AND}?(?:被)?(?:提起|申请)?(?:的)?(?:行政)?诉讼(?:案件)?(?:{_AND}\p{{Han}}{{2,4}})?"
        r"(?:的)?(?:情况|数量|概况)",
    ),
    "problems_and_improvements": (
        rf"{_YEAR}(?:\p{{Han}}{{0,10}}{_OPEN})?(?:工作)?(?:中|的)?(?:目前|当前|还|仍)?"
        rf"(?:存在|面临)?(?:着)?(?:的)?(?:主要|突出|一些)?(?:的)?{_TROUBLE}"
        rf"(?:{_AND}(?:主要)?{_TROUBLE})?(?:之处)?{_AND}(?:下一?步|下一年度?|今后|来年|明年)?(?:的)?"
        r"(?:工作)?(?:改进|整改|解决|努力|打算|对策|思路|重点|计划|安排|建议|工作)\p{Han}{0,6}",
    ),
    "other_matters": (
        r"(?:政府信息公开)?(?:需要|需|应当|应|须)?其[他它](?:需要|需|应当|应予|须|应|要)?(?:予以)?"
        r"(?:的)?(?:报告|说明|公开)(?:的)?(?:其[他它])?(?:有关|重要)?(?:事项|情况|内容|事宜|问题)(?:情况|说明)?",
        r"(?:需要|需|应当|应予|须|应)(?:予以)?(?:报告|说明)的其[他它](?:有关|重要)?(?:事项|情况|内容|事宜)",
    ),
}
#: wordings that other headings use too: taken only where their section is missing
_WEAK = {
    "overview": (
        rf"{_YEAR}(?:\p{{Han}}{{0,10}}{_OPEN})?(?:主要)?(?:工作)(?:开展|进展|推进|落实|完成)?(?:的)?情况",
        rf"{_YEAR}{_OPEN}情况",
    ),
    "proactive_disclosure": (
        rf"(?:政府信息)?主动公开(?:政府信息|信息)?(?:的)?(?:工作)?(?:的)?{_STATE}?",
    ),
    "requests": (
        rf"(?:政府信息)?依申请公开(?:政府信息)?(?:工作)?(?:的)?(?:办理|处理|受理|答复)?(?:工作)?{_STATE}?",
        rf"(?:政府)?信息公开申请(?:的)?(?:办理|处理|受理|答复)?{_STATE}",
    ),
    "review_and_litigation": (
        rf"(?:政府信息公开)?(?:工作)?(?:的)?(?:被申请)?行政复议{_AND}?(?:提起)?行政诉讼",
    ),
    "problems_and_improvements": (
        rf"(?:工作)?(?:存在|面临)(?:的)?(?:主要|突出)?(?:的)?{_TROUBLE}(?:{_AND}{_TROUBLE})?(?:情况)?",
        r"(?:主要|突出)问题|(?:下一步)?(?:工作)?(?:改进|整改)(?:情况|措施|方向)",
    ),
    "other_matters": (r"其[他它](?:有关|重要)?(?:事项|情况)(?:说明)?",),
}
_PARTS = {
    "information_management": (
        r"\p{Han}{0,8}?政府信息(?:资源)?(?:规范化?|的)?管理(?:工作|制度)?",
        r"\p{Han}{0,4}?信息(?:规范化?)?管理",
    ),
    "platform": (
        r"\p{Han}{0,10}?公开(?:信息)?平台(?:的)?(?:建设|管理|运行|运维|维护)?\p{Han}{0,4}?",
        r"\p{Han}{0,6}?平台(?:的)?(?:建设|载体建设)",
    ),
    "supervision": (
        r"\p{Han}{0,6}?(?:监督)(?:和|与|及|、)?(?:工作)?(?:保障|考核|评议|检查|管理|问责)\p{Han}{0,8}?",
        r"\p{Han}{0,6}?(?:工作)?(?:保障|考核)(?:和|与|及|、)?监督\p{Han}{0,4}?",
    ),
    "on_request": (
        r"\p{Han}{0,8}?依申请(?:公开|信息公开)(?:政府信息|信息)?\p{Han}{0,6}?",
        r"\p{Han}{0,4}?(?:政府)?信息公开申请(?:的)?(?:受理|办理|处理|答复)?",
    ),
    "proactive": (
        r"\p{Han}{0,8}?主动公开(?:政府信息|信息)?(?:工作)?\p{Han}{0,4}?",
        r"\p{Han}{0,4}?政府信息主动公开",
    ),
}
_PART_TAIL = "(?:的)?(?:工作)?(?:的)?(?:开展)?(?:的)?(?:情况|方面|工作)?"

_ORNAMENT = r"[#*>•·●■◆▲★☆○◇□—_=~【\[\"\-]*+"
_ENUMERATORS = (
    ("H", r"(?:[一二三四五六七八九十]{1,3}[、.,:]|第?[一二三四五六七八](?:部分|章|节)[、.,:]?+)"),
    ("B", r"\([一二三四五六七八九十]{1,3}\)[、.,]?+"),
    ("D", r"(?:[0-9]{1,2}[、.)]|\([0-9]{1,2}\)|[①-⑳⑴-⑽⒈-⒑]|[ⅠⅡⅢⅣⅤⅥⅦ][、.]?+|[IVX]{1,4}[、.])"),
    ("S", r"(?:[一二三四五六七八]是|第[一二三四五六七八][,、:])"),
)
_BEGIN = lazy(
    _ORNAMENT + "(?:" + "|".join(f"(?P<{k}>{p})" for k, p in _ENUMERATORS) + ")?+" + r"[\"】\]]?+"
)
_NUMERAL_ONLY = lazy(_ORNAMENT + r"(?P<H>[一二三四五六])(?=\p{Han})")
# What may follow a heading: nothing, a note in brackets, or text behind a stop.
_END = r"(?=(?:\([^()]{1,24}\))?[。:#*\"】\]]*+\Z|[。:]|20[0-9]{2}年)"
_WHOLE = lazy(r"(?:\([^()]{1,24}\))?[。:#*\"】\]]*+\Z")
_STOP = lazy(r"[\s。:：]*+")


class _Wordings:
    """The wordings of one heading, compiled: ``loose`` finds the beginning, ``exact`` the end too."""

    def __init__(self, id: str, wordings: tuple[str, ...]) -> None:
        self.id = id
        self.loose = lazy("|".join(wordings))
        self.exact = lazy(f"(?:{'|'.join(wordings)}){_END}")


class _Hints:
    """Words by heading: a line without any of a heading's words is not that heading."""

    def __init__(self, words: dict[str, str]) -> None:
        self._of = {word: name for name, text in words.items() for word in text.split()}
        self._search = lazy("|".join(self._of))

    def __call__(self, head: str) -> frozenset[str]:
        """The headings of which a word occurs."""
        words = self._search.findall(head)
        return frozenset([self._of[word] for word in words]) if words else _NO_HINTS


_NO_HINTS: frozenset[str] = frozenset()
_section_hints = _Hints({
    "overview": "总体 整体 基本 总的 概述 概况 总述 综述 工作",
    "proactive_disclosure": "主动公开",
    "requests": "申请",
    "review_and_litigation": "复议",
    "problems_and_improvements": "问题 不足 困难 短板 改进 整改",
    "other_matters": "其他 其它",
})  # fmt: skip
_part_hints = _Hints({
    "information_management": "管理", "platform": "平台", "supervision": "监督",
    "on_request": "申请", "proactive": "主动公开",
})  # fmt: skip
_SECTION_TABLE = {
    True: [_Wordings(name, wordings) for name, wordings in _STRONG.items()],
    False: [_Wordings(name, wordings) for name, wordings in _WEAK.items()],
}
_PART_TABLE = [
    _Wordings(name, tuple(f"(?:{p}){_PART_TAIL}" for p in wordings))
    for name, wordings in _PARTS.items()
]
#: the prescribed labels, which text may follow without a stop
_PART_LABELS = {
    "政府信息公开平台建设": "platform", "政府信息管理": "information_management",
    "依申请公开": "on_request", "监督保障": "supervision", "主动公开": "proactive",
}  # fmt: skip
# Longer lines are headings only if a numeral or an ornament begins them.
_FIRST = frozenset(
    '一二三四五六七八九十第(#*>•·●■◆▲★☆○◇□—_=~【["-0123456789ⅠⅡⅢⅣⅤⅥⅦIVX①②③④⑤⑥⑦⑴⑵⑶⑷⑸⒈⒉⒊⒋⒌'
)
_LONGEST = 48


class Heading(NamedTuple):
    """A heading found at the beginning of a line.

    ``style`` is the kind of its numeral: H (一、), B (（一）), D (1.), S (一是) or N (none);
    ``line`` and ``last`` number the lines it begins and ends in; ``end`` is the offset behind
    its last character in the text of the block, ``body`` that of the text behind it (the same,
    or behind the stop that divides them).
    """

    id: str
    strong: bool
    style: str
    number: str
    line: int
    last: int
    end: int
    body: int
    run_in: bool


def enumerator(line: Line) -> tuple[str, str, int]:
    """Style and wording of the numeral a line begins with, and the length of both in its head."""
    match = _BEGIN.match(line.head)
    assert match is not None  # every part is optional
    return match.lastgroup or "N", match[match.lastgroup] if match.lastgroup else "", match.end()


def begins_heading(line: Line) -> bool:
    """Whether a heading can begin a line, by its length and first character."""
    head = line.head
    return len(head) > 1 and (head[0] in _FIRST or (line.whole and len(head) <= _LONGEST))


def section_heading(line: Line, number: int, text: str) -> Heading | None:
    """The section whose heading begins this line, if any; ``text`` is that of its block."""
    if not begins_heading(line):
        return None
    hints = _section_hints(line.head)
    if not hints:
        return None
    style, mark, start = enumerator(line)
    if style == "S":
        return None
    found = _match_section(hints, line, number, text, style, mark, start)
    if found is None and style == "N" and (bare := _NUMERAL_ONLY.match(line.head)):
        # 一总体情况: the numeral has lost its mark
        found = _match_section(hints, line, number, text, "H", bare["H"], bare.end())
        if found is not None and (found.run_in or not found.strong):
            return None
    return found


def wrapped_heading(line: Line, following: Line, number: int) -> Heading | None:
    """A numbered heading that goes on in the next line, as in pages dumped line by line."""
    if not line.whole or not following.whole or line.head[0] not in _FIRST:
        return None
    joined = line.head + following.head
    if len(following.head) > 24 or len(joined) > HEAD or not (hints := _section_hints(joined)):
        return None
    style, mark, start = enumerator(line)
    if style in ("N", "S") or enumerator(following)[0] != "N":
        return None
    for wordings in _SECTION_TABLE[True]:
        if wordings.id not in hints:
            continue
        match = wordings.exact.match(joined, start)
        if match and match.end() > len(line.head) and _WHOLE.match(joined, match.end()):
            end = following.end
            return Heading(wordings.id, True, style, mark, number, number + 1, end, end, False)
    return None


def _match_section(
    hints: frozenset[str], line: Line, number: int, text: str, style: str, mark: str, start: int
) -> Heading | None:
    for strong, table in _SECTION_TABLE.items():
        found = _match(table, hints, line, number, text, strong, style, mark, start)
        # Without a numeral only a line of its own is a heading.
        if found is not None and (style != "N" or (strong and not found.run_in)):
            return found
    return None


def _match(
    table: Sequence[_Wordings],
    hints: frozenset[str],
    line: Line,
    number: int,
    text: str,
    strong: bool,
    style: str,
    mark: str,
    start: int,
) -> Heading | None:
    for wordings in table:
        if wordings.id not in hints:
            continue
        match = wordings.exact.match(line.head, start)
        if match is None and style != "N" and wordings.loose.match(line.head, start) is not None:
            match = _before_space(line, text, start, wordings.exact)
        if match is None:
            continue
        if match.string is not line.head:  # cut at white space
            end = offset_after(text, line.start, len(match.string))
        elif line.whole and _WHOLE.match(line.head, match.end()):
            end = line.end
        else:
            end = offset_after(text, line.start, match.end())
        stop = _STOP.match(text, end, line.end)
        body = stop.end() if stop is not None else end
        run_in = body < line.end
        return Heading(wordings.id, strong, style, mark, number, number, end, body, run_in)
    return None


def _before_space(
    line: Line, text: str, start: int, pattern: regex.Pattern[str]
) -> regex.Match[str] | None:
    """A heading that only white space divides from the text behind it."""
    limit = min(line.end, line.start + HEAD)
    position = offset_after(text, line.start, start)
    while position < limit:
        position += 1
        if position >= limit or text[position] == "\t":
            break  # cells of a table
        if text[position].isspace() and not text[position - 1].isspace():
            match = pattern.match(squash(text[line.start : position]), start)
            if match is not None and match.end() == len(match.string):
                return match
    return None


def part_heading(line: Line, number: int, text: str) -> Heading | None:
    """The part of section one whose heading begins this line, if any."""
    if not begins_heading(line) or not (hints := _part_hints(line.head)):
        return None
    style, mark, start = enumerator(line)
    found = _match(_PART_TABLE, hints, line, number, text, True, style, mark, start)
    if found is not None and len(squash(text[line.start : found.end])) - start <= 24:
        return found if style != "N" or not found.run_in else None
    if style in ("H", "B", "D"):
        for label, part in _PART_LABELS.items():
            if line.head.startswith(label, start):
                end = offset_after(text, line.start, start + len(label))
                return Heading(part, True, style, mark, number, number, end, end, True)
    return None
