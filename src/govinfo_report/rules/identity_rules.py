"""Families S and N: who reports on which year, for whom (S304, S401, N201-N203)."""

from __future__ import annotations

from collections.abc import Iterator

from govinfo_report.model.finding import Severity, Status
from govinfo_report.model.note import Note
from govinfo_report.model.parts import Scope
from govinfo_report.rules.context import Context
from govinfo_report.rules.rule import Assess, Fail, Gap, Pass, Result, Rule
from govinfo_report.rules.texts import FORMS, Texts, both
from govinfo_report.rules.timing_rules import lines_at
from govinfo_report.text.lazy import lazy
from govinfo_report.text.normalise import squash

_REFORM = lazy(r"机构改革|组建|挂牌|合并|撤销|成立|划转|更名")
#: an area as the acting body, at the beginning of a clause: 全县共受理…
_ACTING = lazy(
    r"(?:^|[。;,:])(?:(?:20[0-9]{2}年度?|本年度?|今年|一年来),?)?(?:截至[^,。]{1,20},)?"
    r"(?P<words>全(?P<area>[省市县区旗州盟])(?:(?:共|累计|合计|总计)?(?:主动公开|受理|收到|接到|办理|答复|公开政府信息)"
    r"|(?:政府信息公开|政务公开)工作(?:未|没有|共|总体|取得|存在)))",
)
#: what stands at the end of the name of a government's own area
_AREA_END = lazy(r"(?P<area>[省市县区旗州盟])(?:人民政府|政府)?\Z")


def _older_form(context: Context) -> Iterator[Result]:
    found = context.report.edition
    if found == "pre_2014":
        yield Fail((), {"year": context.report.year or 0}, key="pre_2014")
    elif found == "unknown":
        yield Gap((), "edition unknown")
    else:
        yield Pass()


def _period(context: Context) -> Iterator[Result]:
    report = context.report
    if any(n.params.get("field") == "period" for n in context.notes.get("N201", ())):
        yield Gap((), "period unreadable")
    elif report.period is None:
        return
    elif report.year is None:
        yield Gap((), "year unknown")
    else:
        first, last = report.period
        whole = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
        if whole and first.year == last.year:
            yield Pass()  # of which year: N201
            return
        prose = report.preamble + "".join(s.text for s in report.sections.values())
        explained = _REFORM.search(squash(prose)) is not None
        yield Fail(
            (), {"year": report.year, "first": first.isoformat(), "until": last.isoformat()},
            expected=f"{report.year}-01-01/{report.year}-12-31",
            observed=f"{first.isoformat()}/{last.isoformat()}", key="period",
            outcome=Status.REVIEW if explained else Status.FAIL,
        )  # fmt: skip


def _notes(context: Context, code: str, *fields: str) -> Iterator[Note]:
    return (n for n in context.notes.get(code, ()) if n.params.get("field") in fields)


def _named(note: Note) -> tuple[str, ...]:
    """What a note found at several places, in the order title, text, what was given."""
    return tuple(
        str(note.params[name]) for name in ("title", "read", "given") if name in note.params
    )


def _disagreements(context: Context, code: str, *fields: str) -> Iterator[Result]:
    for note in _notes(context, code, *fields):
        kind = str(note.params.get("kind", ""))
        if kind in ("mismatch", "given"):
            yield Fail(
                (), {"parts": "；".join(_named(note))}, {"mismatch": 1, "given": 2}[kind],
                severity=Severity.INFO if kind == "given" else None,
                places=() if note.place is None else (note.place,),
                key=f"{note.params['field']}|{note.params.get('source', '')}",
            )  # fmt: skip
        elif kind == "missing":
            yield Gap((), f"{note.params['field']} unknown")


def _title_year(context: Context) -> Iterator[Result]:
    results = tuple(_disagreements(context, "N201", "year"))
    yield from results
    report = context.report
    if not results and report.year is not None and (report.title or report.period):
        first = report.period[0].year if report.period is not None else report.year
        if context.was_read or first == report.year:
            yield Pass()
        else:
            yield Fail((), {"parts": f"{report.year}；{first}"}, 1, key="year|period")
    elif not results and report.year is None:
        yield Gap((), "year unknown")


def _issuer(context: Context) -> Iterator[Result]:
    results = tuple(_disagreements(context, "N202", "publisher", "region"))
    yield from results
    if not results and context.report.publisher and context.report.title:
        yield Pass()
    elif not results and not context.report.publisher:
        yield Gap((), "publisher unknown")


def _scope(context: Context) -> Iterator[Result]:
    report = context.report
    if not report.sections or report.scope is Scope.SYSTEM:
        return
    own = report.scope is Scope.OWN
    area = _AREA_END.search(squash(report.publisher or ""))
    if report.scope is Scope.UNKNOWN or not (own or area):
        yield Gap((), "scope unknown")
        return
    for name in ("overview", "problems_and_improvements", "other_matters"):
        section = report.sections.get(name)
        if section is None:
            continue
        for start, line in lines_at(section.text):
            for found in _ACTING.finditer(squash(line)):
                if not own and area is not None and found["area"] == area["area"]:
                    continue
                yield Fail(
                    (), {"words": found["words"], "unit": report.publisher or ""}, key="scope",
                    places=section.places(start + max(line.find(found["words"]), 0)),
                )  # fmt: skip
                return
    yield Pass()


def _rule(
    rule_id: str, slug: str, severity: Severity, check: Assess, title: Texts, template: Texts,
    explanation: Texts, formula: str, *, causes: Texts, exclusions: Texts,
    requires: tuple[str, ...] = ("title", "text"),
) -> Rule:  # fmt: skip
    return Rule(
        id=rule_id, slug=slug, severity=severity, check=check, title=title, template=template,
        explanation=explanation, formula=formula, basis=FORMS, causes=causes,
        exclusions=exclusions, response=_ANSWER, requires=requires,
    )  # fmt: skip


_ANSWER = both(
    "核对标题、开头和正文中的机关名称、年度和起止日期，统一后发布。",
    "Compare issuer, year and dates in title, preamble and text, and make them agree.",
)
_OLD = both(
    "沿用上年或其他机关的文本。", "The text of last year or of another body was used again."
)
_I, _W = Severity.INFO, Severity.WARNING

RULES: tuple[Rule, ...] = (
    _rule(
        "S304", "pre-2014-form", _I, _older_form,
        both("2014 年以前的指标表", "the indicator list of before 2014"),
        both("{year} 年报告用的是 2008—2013 年的指标表，本程序不读取其中的数字。",
             "The report for {year} uses the indicator list of 2008-2013; its figures are not read."),
        both("2008 至 2013 年的报告没有全国统一的表格，指标和口径各地不同。",
             "Reports of 2008 to 2013 had no form common to the country; indicators differ by "
             "region."),
        "the indicator list of the 2008-2013 generation is printed",
        causes=both("报告年代较早。", "The report is old."),
        exclusions=both("版本不明时无法判断。", "Open when the edition is not known."),
        requires=("reading",),
    ),
    _rule(
        "S401", "period-not-calendar-year", _W, _period,
        both("统计期限不是整年", "the period is not the calendar year"),
        both("统计期限为 {first} 至 {until}，应为 {year} 年 1 月 1 日至 12 月 31 日。",
             "The period is {first} to {until}; it should run from 1 January to 31 December {year}."),
        both("年度报告的统计期限为当年 1 月 1 日至 12 月 31 日。",
             "An annual report covers 1 January to 31 December of its year."),
        "period stated = 1 January to 31 December",
        causes=_OLD,
        exclusions=both("因机构改革而缩短、且文中提到的，列为待复核；没有写明期限的不检查。",
                        "To be reviewed when the text speaks of a reform of institutions; nothing "
                        "is said where no period is stated."),
        requires=("preamble",),
    ),
    _rule(
        "N201", "title-year", _W, _title_year,
        both("年度前后不一致", "the report names different years"),
        both("标题、统计期限或开头所称年度不一致：{parts}。",
             "Title, period or preamble name different years: {parts}."),
        both("标题的年度应与统计期限、开头引用的标题一致。与调用者所给年度不同的为提示。",
             "The year of the title is that of the period and of the title quoted in the preamble. "
             "Info where only the caller gave another year."),
        "year of the title = year of the period = years in the preamble",
        causes=_OLD,
        exclusions=both("页面时钟、路径、文件名中的年份不算。",
                        "Page clocks, paths and file names do not count."),
    ),
    _rule(
        "N202", "issuer-mismatch", _W, _issuer,
        both("发布机关前后不一致", "the report names different issuers"),
        both("标题与正文或所给信息的机关不同：{parts}。",
             "Title and text, or what was given, name different bodies: {parts}."),
        both("开头所称的机关应为标题的机关。简称和加上级地名的写法视为同一机关。",
             "The body named in the preamble is that of the title. Short names and names with the "
             "areas above count as the same."),
        "issuer named in the text = issuer of the title",
        causes=_OLD,
        exclusions=both("与调用者所给名称不同的为提示。", "Info where only the caller gave another name."),
    ),
    _rule(
        "N203", "scope-of-text", _I, _scope,
        both("正文范围与发布机关不符", "the text speaks for another area than the issuer"),
        both("正文写“{words}”，而报告由{unit}发布。",
             "The text says “{words}”; the report is that of {unit}."),
        both("办公室、部门的报告只说本机关；区的报告以本区为主体。正文以“全县”“全市”为主体时，所列数字的范围不清。",
             "An office reports on itself, a district on the district. Where the text makes a wider "
             "area the acting body, the scope of its figures is in doubt."),
        "acting body of the text fits the scope of the issuer",
        causes=both("办公室代政府起草，或沿用上级文本。",
                    "An office writes for its government, or the text of a superior was used."),
        exclusions=both("只看句首以“全县”“全市”等作主体的句子。",
                        "Only clauses that begin with the area as the acting body count."),
    ),
)  # fmt: skip
"""The rules of this module, by id."""
