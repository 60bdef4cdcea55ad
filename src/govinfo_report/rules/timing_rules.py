"""Families T and X: dates of publication, contact, and what a template left behind."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import regex

from govinfo_report.model.finding import Severity
from govinfo_report.model.parts import Scope
from govinfo_report.model.report import Report
from govinfo_report.rules.context import Context
from govinfo_report.rules.history import MISSING
from govinfo_report.rules.private import masked
from govinfo_report.rules.rule import Assess, Fail, Gap, Pass, Result, Rule, RuleStatus
from govinfo_report.rules.section_rules import NO_PROSE
from govinfo_report.rules.texts import FORMS, NO_SOURCE, Texts, both
from govinfo_report.text.lazy import lazy
from govinfo_report.text.normalise import fold, squash

_NO_DATE = Gap((), MISSING["no_date"][1], given=False)
_TOWNSHIP = lazy(r"[乡镇](?:人民政府|政府)?\Z|街道(?:办事处|办)?\Z|苏木")
_CONTACT = lazy(r"https?:|www\.|网址|网站|下载|电话|联系|邮箱|邮编|地址|查阅")
_PLACEHOLDERS = (
    lazy(r"[（(]\s*+(?:具体|填写|请填|此处|插入|待补|待填)\p{Han}{1,10}+\s*+[)）]"),
    lazy(r"(?<![A-Za-z0-9./_-])(?:[Xx×Ｘ]{2,6}+)(?=\s?(?:[年月日件条次份篇期个省市县区镇乡局]|单位|部门|万元|元|%))"),
    lazy(r"20[Xx×]{2}(?=\s?年)"),
    lazy(r"(?<=\p{Han})\s?_{3,}+"),
    lazy(r"某某(?:单位|部门|[省市县区镇乡局])"),
)  # fmt: skip
_INSTRUCTIONS = (
    lazy(r"(?:以|用|按)(?:下列|如下)?(?:表格|图表)(?:的)?(?:形式|方式)(?:进行)?(?:报告|填报|列报|呈现)[^。]{0,12}(?:如下)?"),
    lazy(r"请(?:在此|在下方|根据实际|结合实际|如实)(?:情况)?(?:填写|填报|补充|说明|删除)"),
    lazy(r"(?:此处|本处|本部分|本栏)(?:应|请|可|需)?(?:填写|插入|填报|添加)"),
    lazy(r"(?:填表|填报|填写)(?:说明|要求)[:：]"),
    lazy(r"(?:若|如)(?:无|没有)(?:此项|该项|相关)?(?:内容|情况|数据)?[,，]?请?(?:填|写)(?:写)?[\"“]?(?:无|0|零)"),
    lazy(r"(?:不少于|控制在|不超过)[0-9]{2,5}字"),
)  # fmt: skip
#: a verb, what it counts, a space where the number should be, and the unit
_NO_NUMBER = (
    lazy(
        r"(?:发布|公开|公布|受理|收到|接到|办理|答复|制发|印发|举办|开展)(?:了)?\p{Han}{0,8}? {1,8}"
        r"(?:件|条|份|篇|期|次|场|万元|元)(?=[,，。;；、]|其中)"
    ),
    lazy(r"(?:共|累计)(?:主动)?(?:发布|公开|受理|收到|办理)(?:各类)?(?:政府)?(?:信息|申请|文件)[条件份](?=[,，。;；])"),
)  # fmt: skip


def _deadline(report: Report, year: int) -> date | None:
    """The last day on which the report may appear; ``None`` where its kind is not known."""
    if year >= date.max.year:
        return None
    if _TOWNSHIP.search(squash(report.publisher or "")):
        return None
    if report.scope is Scope.CONSOLIDATED:
        return date(year + 1, 3, 31)
    if report.scope in (Scope.OWN, Scope.SYSTEM):
        return date(year + 1, 1, 31)
    return None


def _late(context: Context) -> Iterator[Result]:
    published, year = context.report.published, context.report.year
    if published is None:
        yield _NO_DATE
    elif year is None:
        yield Gap((), "year unknown")
    else:
        deadline = _deadline(context.report, year)
        if deadline is None and (year + 1, 1, 31) < (
            published.year,
            published.month,
            published.day,
        ):
            yield Gap((), "scope unknown")
        elif deadline is None or published <= deadline:
            yield Pass()
        else:
            yield Fail(
                (), key="published", expected=deadline.isoformat(),
                observed=published.isoformat(), difference=(published - deadline).days,
            )  # fmt: skip


def _early(context: Context) -> Iterator[Result]:
    published, year = context.report.published, context.report.year
    if published is None:
        yield _NO_DATE
    elif year is None:
        yield Gap((), "year unknown")
    elif published.year > year:
        yield Pass()
    else:
        yield Fail(
            (), {"year": year}, key="published", expected=f"{year}-12-31",
            observed=published.isoformat(),
        )  # fmt: skip


def _contact(context: Context) -> Iterator[Result]:
    report = context.report
    closing = report.sections.get("other_matters")
    if not report.preamble.strip():
        yield Gap((), MISSING["no_preamble"][1], given=False)
    elif _CONTACT.search(fold(report.preamble + (closing.text if closing else ""))):
        yield Pass()
    else:
        yield Fail((), key="contact")


def texts_of(context: Context) -> Iterator[tuple[str, str]]:
    """Name and text of every part of the report that holds prose."""
    report = context.report
    yield "title", report.title or ""
    yield "preamble", report.preamble
    for name, section in report.sections.items():
        yield name, section.text


def lines_at(text: str) -> Iterator[tuple[int, str]]:
    """The lines of a text, each with the place where it begins."""
    start = 0
    for line in text.split("\n"):
        yield start, line
        start += len(line) + 1


def _left_over(*patterns: regex.Pattern[str]) -> Assess:
    """Every place where one of the patterns occurs, once per wording."""

    def check(context: Context) -> Iterator[Result]:
        report = context.report
        if not report.sections and not report.preamble:
            yield NO_PROSE
            return
        met: set[str] = set()
        for name, text in texts_of(context):
            section = report.sections.get(name)
            plain = context.folded.get(name)
            for start, line in lines_at(fold(text) if plain is None else plain):
                for pattern in patterns:
                    for found in pattern.finditer(line):
                        first = start + max(0, found.start() - 8)
                        last = start + min(len(line), found.end() + 6)
                        # masked before it is cut, so that no part of a number escapes it
                        words = masked(text)[first:last].strip()
                        if words not in met:
                            met.add(words)
                            yield Fail(
                                (), {"words": words}, key=f"{name}|{found[0]}",
                                places=() if section is None else section.places(
                                    start + found.start(), start + found.end()
                                ),
                            )  # fmt: skip
        if not met:
            yield Pass()

    return check


def _rule(
    rule_id: str, slug: str, check: Assess, title: Texts, template: Texts, explanation: Texts,
    formula: str, *, causes: Texts, exclusions: Texts, response: Texts, basis: Texts = FORMS,
    requires: tuple[str, ...] = ("text",), status: RuleStatus = RuleStatus.ACTIVE,
    status_reason: str = "", stage: str = "",
) -> Rule:  # fmt: skip
    return Rule(
        id=rule_id, slug=slug, severity=Severity.INFO, check=check, title=title, stage=stage,
        template=template, explanation=explanation, formula=formula, basis=basis, causes=causes,
        exclusions=exclusions, response=response, requires=requires, status=status,
        status_reason=status_reason,
    )  # fmt: skip


_DEADLINES = both(
    "《政府信息公开条例》第四十九条、第五十条：部门 1 月 31 日前，政府 3 月 31 日前",
    "Regulations on Open Government Information, arts. 49 and 50: departments by 31 January, "
    "governments by 31 March",
)
_DATES = both("核对发布日期；转载、改版会使页面日期晚于首次发布。",
              "Check the date; a page may have been posted again or rebuilt since.")  # fmt: skip
_EDIT = both("发布前删去或补全所示文字。", "Remove or complete the words shown before publication.")
_TEMPLATE = both("套用模板后未清理或未补全。", "A template was not cleaned up or not completed.")
_PAGE_DATES = both("页面日期可能是转载或改版日期，故为提示。",
                   "The date of the page may be that of a repost, hence info.")  # fmt: skip

RULES: tuple[Rule, ...] = (
    _rule(
        "T101", "published-late", _late,
        both("晚于规定期限发布", "published after the deadline"),
        both("发布日期 {observed}，规定期限 {expected}，晚 {difference} 天。",
             "Published on {observed}, due by {expected}: {difference} day(s) late."),
        both("部门应在次年 1 月 31 日前、政府（汇总）应在次年 3 月 31 日前公布年度报告。",
             "Departments publish by 31 January of the next year, governments (consolidated) by "
             "31 March."),
        "date of publication ≤ 31 January (department) or 31 March (government) of the next year",
        causes=both("报送或审核延误。", "Late delivery or approval."),
        exclusions=_PAGE_DATES, response=_DATES, basis=_DEADLINES,
        requires=("publication date",), stage="published",
    ),
    _rule(
        "T102", "contact-or-address-missing", _contact,
        both("没有联系方式或下载地址", "neither contact nor address for download"),
        both("开头和结尾都没有联系方式或下载地址。",
             "Neither preamble nor closing gives a contact or an address for download."),
        both("多数报告在开头或结尾说明查阅、下载地址和联系方式。",
             "Most reports say at the beginning or end where to download them and whom to ask."),
        "preamble or other_matters names a contact or an address",
        causes=both("未写。", "Left out."),
        exclusions=both("格式并不要求，默认不运行。", "The form does not ask for it; runs on request only."),
        response=both("可补充联系方式。", "A contact may be added."),
        requires=("preamble",), status=RuleStatus.PREVIEW,
        status_reason="optional matter of the form",
    ),
    _rule(
        "T103", "published-before-period-end", _early,
        both("发布早于统计期限届满", "published before the period ended"),
        both("发布日期 {observed}，早于 {year} 年度结束。",
             "Published on {observed}, before the year {year} was over."),
        both("年度未满即发布，数据不可能完整；或者日期、年度有误。",
             "Before the year is over figures cannot be complete; or date or year is wrong."),
        "date of publication > 31 December of the reporting year",
        causes=both("日期写错，或标题年度写错。", "A mistyped date, or the wrong year in the title."),
        exclusions=_PAGE_DATES, response=_DATES, basis=_DEADLINES,
        requires=("publication date",), stage="published",
    ),
    _rule(
        "X102", "placeholder-left", _left_over(*_PLACEHOLDERS),
        both("留有占位符", "a placeholder was left in"),
        both("留有未填的占位符：“{words}”。", "A placeholder was not filled in: “{words}”."),
        both("文中留有模板的空位，如（具体网址）、XX、____。",
             "The text still has gaps of a template, such as （具体网址）, XX or ____."),
        "no placeholders of a template", causes=_TEMPLATE,
        exclusions=both("网址、型号中的 xx 不算。", "xx within addresses or names of models does not count."),
        response=_EDIT, basis=NO_SOURCE,
    ),
    _rule(
        "X103", "instruction-left", _left_over(*_INSTRUCTIONS),
        both("留有模板说明文字", "an instruction of the template was left in"),
        both("留有模板的填写说明：“{words}”。", "An instruction of a template was left in: “{words}”."),
        both("文中留有写给填表人的话。", "The text holds words meant for the person who fills the form."),
        "no sentence of the template", causes=_TEMPLATE,
        exclusions=both("表头所印的勾稽关系是格式的一部分，不算。",
                        "The balance printed in the head of table 3 belongs to the form."),
        response=_EDIT, basis=NO_SOURCE,
    ),
    _rule(
        "X104", "number-missing", _left_over(*_NO_NUMBER),
        both("计量单位前缺少数字", "a unit without its number"),
        both("计量单位前缺少数字：“{words}”。", "A number is missing before its unit: “{words}”."),
        both("句中应有数字的位置是空的，如“公开信息  条”。",
             "The place of a number is empty, as in 公开信息  条."),
        "no unit without its number", causes=_TEMPLATE,
        exclusions=both("数字为图片的页面也会如此。", "So it is on pages that print numbers as pictures."),
        response=_EDIT, basis=NO_SOURCE,
    ),
)  # fmt: skip
"""The rules of this module, by id."""
