"""Titles of pages that stand beside annual reports: guides, notices, accounts, summaries.

A table of data: the wording of each kind, and the reason that is given when a page is turned
away because of it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from govinfo_report.reading.titles import read_title
from govinfo_report.text.lazy import lazy
from govinfo_report.text.normalise import squash


class Kind(NamedTuple):
    """``title`` finds the kind in a squashed title (none: the kind has no title of its own).

    ``carries``: such a page may print a whole report below its own title.
    """

    title: str
    zh: str
    en: str
    carries: bool = False


_ZH = "标题“{title}”是"
_EN = "the title “{title}” is that of "

#: code -> kind, the more particular ones first
KINDS = {
    "part_year": Kind(
        r"[上下]半年|半年(?:度|报)|[一二三四1-4]季度?|季报|月报|[0-9一二三四五六七八九十]{1,2}(?:月?(?:至|-|—)[0-9一二三四五六七八九十]{1,2})月份?",
        "“{title}”不足一年，不是年度报告。",
        "“{title}” is less than a year; this is no annual report.",
    ),
    "form": Kind(
        r"(?:报告|年报|报表|统计表|表).{0,12}(?:格式|模板|模版|样表|样式|范本|范例|提纲|空表|填[报写](?:说明|须知|要求))|(?:格式|模板|模版|样表)(?:\([^()]*\))?\Z",
        _ZH + "报告格式或模板，不是已填写的年度报告。",
        _EN + "a form or template, not of a report that was filled in.",
    ),
    "digest": Kind(
        r"图解|一图|图读|图说|长图|动漫|漫画|(?:政策|文件|年报|报告|图文)?解读|速览|划重点|看点|亮点",
        _ZH + "图解或解读，不是年度报告本身。",
        _EN + "an illustrated or explained digest, not of the report itself.",
    ),
    "guide": Kind(
        r"指南(?:\([^()]*\))?\Z|指引|须知\Z|流程图?\Z|申请表\Z|办法\Z|规定\Z|条例\Z|制度\Z",
        _ZH + "指南或制度，不是年度报告。",
        _EN + "a guide or a set of rules, not of an annual report.",
    ),
    "accounts": Kind(
        r"(?:部门|单位|财政|政府|本级|年度?|三公)\p{Han}{0,8}(?:预|决)算|(?:预|决)算(?:公开|报告|说明|情况)",
        _ZH + "预算或决算，不是政府信息公开工作年度报告。",
        _EN + "a budget or final accounts, not of a report on open government information.",
    ),
    "law_based_government": Kind(
        r"法治(?:政府|建设|\p{Han}{1,4}建设)|依法行政(?:工作)?(?:情况|报告|年度)",
        _ZH + "法治政府建设报告，不是政府信息公开工作年度报告。",
        _EN + "a report on law-based government, not on open government information.",
    ),
    "company": Kind(
        r"(?:公司|集团|企业|银行|基金会|事业单位法人)\p{Han}{0,6}(?:[0-9]{4}年?)?度?(?:社会责任|年度报告|年报|法人年度|信息公示|经营|工作)",
        _ZH + "企业或法人的年度报告，不是政府信息公开工作年度报告。",
        _EN + "the annual report of a company or institution, not on open government information.",
    ),
    "evaluation": Kind(
        r"第三方|评估|评价|测评|考评|考核|督查|抽查|检查|排名|通报",
        _ZH + "评估、考核或通报，不是年度报告。",
        _EN + "an evaluation or inspection, not of an annual report.",
    ),
    "notice": Kind(
        r"(?:通知|公告|通告|函|请示|批复|意见)(?:\([^()]*\))?\Z",
        _ZH + "通知或公告，其中没有年度报告正文。",
        _EN + "a notice, and no report stands below it.",
        carries=True,
    ),
    "statistics": Kind(
        r"统计表|汇总表?|一览表?|明细表|统计(?:数据|情况|分析|公报)|情况统计|对比|(?:历年|近[0-9一二三四五六七八九十]年)",
        _ZH + "统计或汇总表，不是年度报告。",
        _EN + "a statistical table or a compilation, not of an annual report.",
        carries=True,
    ),
    "summary": Kind(
        r"工作(?:总结|小结|汇报|要点|计划|安排|方案|思路|台账|动态|简报)|(?:总结|要点|方案|计划|自查(?:报告|情况))(?:\([^()]*\))?\Z",
        _ZH + "工作总结或计划，不是年度报告。",
        _EN + "a work summary or plan, not of an annual report.",
    ),
    "list": Kind(
        r"(?:列表|目录|清单|专栏|栏目|汇编)\Z",
        "该页列出多份报告或栏目，本身不是年度报告。",
        "the page lists reports or topics and is none itself.",
        carries=True,
    ),
    "news": Kind(
        r"(?:召开|举行|举办|开展|推进|部署|启动|完成|组织)\p{Han}{0,30}(?:会议?|培训班?|活动|工作|编制|发布)\Z|(?:年报|报告)\p{Han}{0,6}(?:发布|公布|出炉|上线|亮相)(?:了|啦)?[!！]?\Z|(?:公布|发布|晒出)\p{Han}{0,12}[0-9]{4}年.{0,16}(?:年报|报告)\Z",
        _ZH + "新闻，不是年度报告本身。",
        _EN + "a news item, not of the report itself.",
        carries=True,
    ),
    # kinds that are told by the text, not by a title
    "blank_form": Kind(
        "",
        "这是尚未填写的空白格式：规定的表格没有数字，或正文仍是填写说明。",
        "this is the blank form: its tables hold no figure, or its text still says what to fill in.",
    ),
    "several_titles": Kind(
        "",
        "“年度报告”标题有 {count} 个而没有正文，是列表页，不是年度报告。",
        "{count} titles of annual reports and the text of none: this is a list of reports.",
    ),
    "contents": Kind(
        "",
        "只有目录：{count} 个部分标题下都没有正文。",
        "this is a table of contents: no text stands under its {count} section headings.",
    ),
    "no_form": Kind(
        "",
        "没有规定的表格，且六个部分标题中有正文的只有 {count} 个（至少需要四个）。",
        "there is no table of the form, and only {count} of the six section headings stand over "
        "text (four are needed).",
    ),
    "no_words": Kind(
        "",
        "既没有规定的表格，也没有年度报告的部分标题。",
        "there is neither a table of the form nor any of the section headings of a report.",
    ),
    "no_title": Kind(
        "",
        "没有年度报告的标题，也没有规定的表格；虽有 {count} 个部分标题，内容不像年度报告。",
        "there is neither the title of an annual report nor a table of the form, and the text "
        "under {count} section headings does not read like that of a report.",
    ),
}  # fmt: skip
_TITLED = {code: lazy(kind.title) for code, kind in KINDS.items() if kind.title}
_ANY = lazy("|".join(kind.title for kind in KINDS.values() if kind.title))
_SPLIT = lazy(r"\s*[_|｜>»—–]\s*|\s+-+\s+|\s{2,}")
_SENTENCE = lazy(r"[。;；]|，.*，")
_SHORTEST, _LONGEST = 4, 70
_NAMES_A_DOCUMENT = 10  # characters


@lru_cache(maxsize=4096)
def kind_of_title(text: str) -> str | None:
    """The kind a title belongs to; ``None`` for that of an annual report and for anything else."""
    squashed = squash(text)
    if not _SHORTEST <= len(squashed) <= _LONGEST or _SENTENCE.search(squashed):
        return None
    if _ANY.search(squashed) is None:
        return None
    kind = next(code for code, pattern in _TITLED.items() if pattern.search(squashed))
    if kind != "digest" and read_title(text) is not None:
        return None
    return kind


def kind_of_page(title: str) -> tuple[str, str] | None:
    """The kind a page's own title belongs to, and the part of it that says so.

    Short parts are the names of columns, under which anything may stand.
    """
    part = main_part(title)
    kind = kind_of_title(part) if len(part) >= _NAMES_A_DOCUMENT else None
    return None if kind is None else (kind, part)


def main_part(title: str) -> str:
    """The part of a page's title that names the document: the longest, without site and column."""
    parts = [part.strip() for part in _SPLIT.split(title) if part.strip()]
    return max(parts, key=len, default="")
