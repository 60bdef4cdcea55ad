"""A glance at the characters of a page before it is opened: can it hold a report at all?

Building the blocks of a page costs several times what building its tree does, and most pages of
a site are no reports.  What every report has in some wording is sought in the text without its
tags; whatever is in doubt is opened.
"""

from __future__ import annotations

import re

from govinfo_report.documents.sniffing import Kind
from govinfo_report.documents.source import Source
from govinfo_report.reading.admission import Rejection, rejected
from govinfo_report.reading.otherkinds import KINDS, kind_of_page

_LEAST = 64 * 1024 * 1024  # characters; larger pages are for the limits to judge
_TABLE_WORDS = 3  # words of the tables without which no table can be recognised
_FAMILIES = 3  # headings, each known by its words, without which there are no sections
_ENTITIES = 20  # characters written as numbers: the text must be decoded first

_LOST = ("&nbsp;", "&ensp;", "&emsp;", "&zwnj;", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff")
#: words of the labels of the tables, one of each pair of scripts
_LABELS = (
    ("规章", "規章"), ("规范性", "規範性"), ("制发", "制發"), ("废止", "廢止"), ("现行有效", "現行有效"),
    ("许可", "許可"), ("处罚", "處罰"), ("行政强制", "行政強制"), ("行政事业性", "行政事業性"), ("处理决定", "處理決定"),
    ("自然人",), ("商业企业", "商業企業"), ("科研机构", "科研機構"), ("社会公益", "社會公益"), ("法律服务", "法律服務"),
    ("新收",), ("结转", "結轉"), ("予以公开", "予以公開"), ("部分公开", "部分公開"), ("不予公开", "不予公開"),
    ("无法提供", "無法提供"), ("不予处理", "不予處理"), ("勾稽",), ("结果维持", "結果維持"), ("结果纠正", "結果糾正"),
    ("尚未审结", "尚未審結"), ("采购", "採購"), ("新制作",), ("公开总数", "公開總數"), ("统计指标", "統計指標"),
    ("收到申请数", "收到申請數"), ("办结数", "辦結數"), ("答复数", "答復數", "答覆數"),
)  # fmt: skip
#: words of which a heading must hold one, by section
_HEADINGS = (
    ("总体", "總體", "整体", "整體", "概述", "概况", "概況", "基本情况", "基本情況", "综述", "綜述", "总述", "总的",
     "工作情况", "工作情況", "开展情况", "工作开展"),
    ("主动公开", "主動公開"),
    ("申请", "申請"),
    ("复议", "複議", "復議"),
    ("问题", "問題", "不足", "困难", "困難", "短板", "改进", "改進", "整改"),
    ("其他", "其它"),
)  # fmt: skip
#: word -> its section (0-5), or its label (below 0)
_FAMILY = {word: number for number, words in enumerate(_HEADINGS) for word in words} | {
    word: -number for number, words in enumerate(_LABELS, 1) for word in words
}
_WORD = re.compile("|".join(sorted(_FAMILY, key=len, reverse=True)))
#: a title of an annual report, for those of the years when headings were free
_TITLE = re.compile(r"(?:公开|公開)[^。；，]{0,24}(?:报告|報告|年报|年報)")
_REPORT = re.compile(
    r"公[开開](?:工作|情[况況]|年度|全年|总结|總結|的|和|与|政[务務]公[开開]|[12][0-9]{3}年?度?){0,6}(?:[报報]告|年[报報])"
)
_ENTRY = re.compile(r">\s*(?:政府|政务)?信息公开(?:工作)?年(?:度报告|报)\s*<")
_PAGE_TITLE = re.compile(r"<title[^>]*>([^<]{4,200})</title", re.IGNORECASE)
_PAGE_HEADING = re.compile(r"<h[1-3][^>]*>([^<]{4,200})</h[1-3]>", re.IGNORECASE)
_HEAD = 20_000  # characters among which the title of the page stands
_OF_REPORTS = ("digest", "form")  # such pages may print the report itself
#: words of headings and labels that pages of other kinds hardly have
_ONLY_REPORTS = ("收到和处理", "收到和處理", "勾稽", "结转下年度", "結轉下年度")
#: labels at both ends of table 3, where no tags stand between their characters
_OF_TABLE_THREE = (("勾稽",), ("结转下年度", "結轉下年度"))
_NUMBERED = ("一、", "一.", "一．", "一,")


def glance(source: Source) -> Rejection | None:
    """Why an HTML page cannot hold a report, or ``None`` when it must be opened to know."""
    if source.kind is not Kind.HTML or len(source.data) > _LEAST:
        return None
    text = source.decoded.text
    if text.count("&#") >= _ENTITIES:
        return None
    if all(any(word in text for word in mark) for mark in _OF_TABLE_THREE):
        return None
    bare = plain(text)
    if (other := _other_page(text, bare)) is not None:
        return other
    found = {_FAMILY[word] for word in set(_WORD.findall(bare))}
    headings = sum(family >= 0 for family in found)
    if headings >= _FAMILIES or len(found) - headings >= _TABLE_WORDS:
        return None
    if any(mark in bare for mark in _NUMBERED) and _TITLE.search(bare) is not None:
        return None
    # It is turned away in any case; its own heading may say better what it is.
    heading = _PAGE_HEADING.search(text)
    found_kind = kind_of_page(heading[1].strip()) if heading is not None else None
    return (
        rejected("no_words") if found_kind is None else rejected(found_kind[0], title=found_kind[1])
    )


def _other_page(markup: str, bare: str) -> Rejection | None:
    """A page whose own title names another kind, and that prints no title of a report.

    Entries of menus (政府信息公开年报) name no report; kinds that may carry one are opened.
    """
    title = _PAGE_TITLE.search(markup[:_HEAD])
    found = kind_of_page(title[1].strip()) if title is not None else None
    if found is None or KINDS[found[0]].carries or found[0] in _OF_REPORTS:
        return None
    if any(word in bare for word in _ONLY_REPORTS):
        return None
    kind, part = found
    titles = len(_REPORT.findall(bare))
    return rejected(kind, title=part) if titles <= len(_ENTRY.findall(markup)) else None


def plain(markup: str) -> str:
    """The characters of a page without its tags and white space (scripts are left in)."""
    head, *rest = markup.split("<")
    text = "".join([head, *[part.partition(">")[2] for part in rest]])
    for lost in _LOST:
        if lost in text:
            text = text.replace(lost, "")
    return "".join(text.split())
