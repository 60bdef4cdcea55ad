"""Family Y: figures that carry on from the year before (Y101, Y102, Y107-Y111)."""

from __future__ import annotations

from collections.abc import Iterable

from govinfo_report.model.finding import Severity, Status
from govinfo_report.rules.across import Compare, across, failed, gap_across
from govinfo_report.rules.context import Context
from govinfo_report.rules.rule import Fail, Gap, Pass, Result, Rule
from govinfo_report.rules.texts import BALANCE, FORMS, Texts, both
from govinfo_report.text.lazy import lazy

_P, _R, _L = "proactive_disclosure.", "requests.", "review_and_litigation."
COLUMNS = (
    "natural_person", "commercial_enterprise", "research_institution",
    "public_welfare_organization", "legal_service_institution", "other_organization", "total",
)  # fmt: skip
DOCUMENTS = ("administrative_rules", "normative_documents")
ITEMS = (
    "administrative_licensing", "other_external_services", "administrative_penalties",
    "administrative_coercion", "administrative_fees",
)  # fmt: skip
GROUPS = (
    "administrative_reconsideration",
    "litigation_direct",
    "litigation_after_reconsideration",
)
_EXPLAINED = lazy(r"复议|诉讼")


def _carry_over(now: Context, before: Context) -> Iterable[Result]:
    for index, column in enumerate(COLUMNS, 1):
        here, there = (f"{_R}carried_in.{column}",), (f"{_R}carried_out.{column}",)
        gap = gap_across(now, before, here, there)
        if gap is not None:
            yield gap
            continue
        stated, carried = now.values[here[0]], before.values[there[0]]
        if stated == carried:
            yield Pass()
        else:
            yield failed(
                now, before, here, there, expected=carried, observed=stated, index=index,
                severity=None if column == "total" else Severity.INFO,
            )  # fmt: skip


def _document_stock(now: Context, before: Context) -> Iterable[Result]:
    for index, row in enumerate(DOCUMENTS, 1):
        stock = f"{_P}{row}.in_force"
        here, there = (stock, f"{_P}{row}.issued", f"{_P}{row}.repealed"), (stock,)
        if stock not in now.figures or stock not in before.figures:
            continue  # 对外公开总数量 of the 2019 form is no stock in force
        gap = gap_across(now, before, here, there)
        if gap is not None:
            yield gap
            continue
        in_force, issued, repealed = (now.values[a] for a in here)
        old = before.values[stock]
        if in_force == old + issued - repealed:
            yield Pass()
        else:
            yield failed(
                now, before, here, there, expected=old + issued - repealed, observed=in_force,
                index=index, params={"old": old, "issued": issued, "repealed": repealed},
            )  # fmt: skip


def _repeal_maximum(now: Context, before: Context) -> Iterable[Result]:
    for index, row in enumerate(DOCUMENTS, 1):
        stock = f"{_P}{row}.in_force"
        here, there = (f"{_P}{row}.repealed", f"{_P}{row}.issued"), (stock,)
        if here[0] not in now.figures or stock not in before.figures:
            continue
        gap = gap_across(now, before, here, there)
        if gap is not None:
            yield gap
            continue
        repealed, issued = (now.values[a] for a in here)
        old = before.values[stock]
        if repealed <= old + issued:
            yield Pass()
        else:
            yield failed(
                now, before, here, there, expected=old + issued, observed=repealed, index=index,
                params={"old": old, "issued": issued},
            )  # fmt: skip


def _items_continuity(now: Context, before: Context) -> Iterable[Result]:
    for index, row in enumerate(ITEMS, 1):
        stock, change = f"{_P}{row}.items_previous_year", f"{_P}{row}.items_net_change"
        if stock not in now.figures or stock not in before.figures:
            continue  # the form of 2021 counts no items
        gap = gap_across(now, before, (stock,), (stock, change))
        if gap is not None:
            yield gap
            continue
        old, net = before.values[stock], before.values[change]
        if now.values[stock] == old + net:
            yield Pass()
        else:
            yield failed(
                now, before, (stock,), (stock, change), expected=old + net,
                observed=now.values[stock], index=index, params={"old": old, "net": net},
            )  # fmt: skip


def _all_zero(context: Context, table: str) -> bool | None:
    """Whether every figure of a table is zero; ``None`` when some are no values."""
    addresses = context.by_table.get(table, ())
    if any(context.values.get(a) for a in addresses):
        return False
    return True if addresses and all(a in context.values for a in addresses) else None


def _review_without_requests(now: Context, before: Context) -> Iterable[Result]:
    idle = (_all_zero(now, "requests"), _all_zero(before, "requests"))
    if False in idle:
        return  # there were requests to quarrel about
    totals = tuple(f"{_L}{group}.total" for group in GROUPS)
    if None in idle:
        yield Gap(tuple(now.by_table.get("requests", ())[:1]), "table 3 not read in full")
        return
    for index, total in enumerate(totals, 1):
        if total not in now.values:
            yield now.gap(total)
        elif now.values[total] == 0:
            yield Pass()
        else:
            told = any(_EXPLAINED.search(s.text) for s in now.report.sections.values())
            found = failed(now, before, (total,), (), expected=0, observed=now.values[total],
                           index=index)  # fmt: skip
            yield Fail(
                found.addresses, found.params, index, expected=0, observed=found.observed,
                difference=found.difference, attribution=found.attribution,
                outcome=Status.REVIEW if told else Status.FAIL,
            )  # fmt: skip


def _suits_after_review(now: Context, before: Context) -> Iterable[Result]:
    reviews = f"{_L}{GROUPS[0]}.total"
    here, there = (f"{_L}{GROUPS[2]}.total", reviews), (reviews,)
    if here[0] not in now.figures or reviews not in before.figures:
        return
    gap = gap_across(now, before, here, there)
    if gap is not None:
        yield gap
        return
    suits, recent = (now.values[a] for a in here)
    most = recent + before.values[reviews]
    if suits <= most:
        yield Pass()
    else:
        yield failed(now, before, here, there, expected=most, observed=suits, index=0,
                     params={"recent": recent, "old": before.values[reviews]})  # fmt: skip


def _pending_cases(now: Context, before: Context) -> Iterable[Result]:
    for index, group in enumerate(GROUPS, 1):
        results = ("upheld", "corrected", "other_result", "pending")
        here = tuple(f"{_L}{group}.{result}" for result in results)
        there = (f"{_L}{group}.pending",)
        if here[0] not in now.figures or there[0] not in before.figures:
            continue
        gap = gap_across(now, before, here, there)
        if gap is not None:
            yield gap
            continue
        cases = sum(now.values[a] for a in here)
        old = before.values[there[0]]
        if cases >= old:
            yield Pass()
        else:
            yield failed(now, before, here, there, expected=old, observed=cases, index=index)


def _rule(
    rule_id: str,
    slug: str,
    severity: Severity,
    check: Compare,
    title: Texts,
    template: Texts,
    explanation: Texts,
    formula: str,
    exclusions: Texts,
    *,
    basis: Texts = FORMS,
    editions: tuple[str, ...] = ("2021", "2019"),
) -> Rule:
    return Rule(
        id=rule_id, slug=slug, severity=severity, check=across(check), title=title,
        template=template, explanation=explanation, formula=formula, basis=basis,
        exclusions=exclusions, causes=_CAUSES, response=YEAR_ANSWER, editions=editions,
        requires=("previous report",),
    )  # fmt: skip


YEAR_ANSWER = both(
    "对照两年的台账；若因机构变动、口径调整或更正上年数据所致，应在报告中说明。",
    "Compare the records of both years; if units were merged, the scope changed or last year's "
    "figure was corrected, say so in the report.",
)
_CAUSES = both(
    "上年数据漏填或更正、机构合并或拆分、汇总单位变化、失效文件未计入废止。",
    "A figure of last year forgotten or corrected, units merged or split, another set of units "
    "consolidated, documents that lapsed without repeal.",
)
_OTHER_UNITS = both(
    "机构合并拆分、上年数据更正、汇总范围变化时可以不等。",
    "May differ when units were merged or split, last year's figure was corrected, or other units "
    "are consolidated.",
)
_I, _W = Severity.INFO, Severity.WARNING

RULES: tuple[Rule, ...] = (
    _rule(
        "Y101", "carry-over", _W, _carry_over,
        both("上年结转与上年报告的结转下年度不符", "carried in is not what last year carried out"),
        both("{label}：本年填 {observed}，{last} 年报告结转下年度 {expected}，相差 {difference}。",
             "{label}: {observed} this year, {expected} carried out of {last}; difference "
             "{difference}."),
        both("上年未办结而结转的申请，就是本年的上年结转，七列都应相等。总计不等为警告，申请人类别不等为提示：类别可能重新认定。",
             "What last year carried out is what this year carries in, in all seven columns. The "
             "total weighs as a warning, a kind of applicant as info: it may have been retyped."),
        "requests.carried_out.{c} [Y-1] = requests.carried_in.{c} [Y]",
        _OTHER_UNITS, basis=BALANCE,
    ),
    _rule(
        "Y102", "document-stock", _W, _document_stock,
        both("现行有效件数与上年不衔接", "the stock of documents does not carry on from last year"),
        both("{label}：{last} 年 {old}＋制发 {issued}－废止 {repealed}＝{expected}，本年填 {observed}，"
             "相差 {difference}。",
             "{label}: {old} in {last} + issued {issued} - repealed {repealed} makes {expected}, "
             "printed {observed}; difference {difference}."),
        both("上年现行有效加本年制发减本年废止，应等于本年现行有效。只在两年均为 2021 年格式时比较：2019 年格式的"
             "“对外公开总数量”不是现行有效件数。",
             "Last year's stock plus issued minus repealed is this year's stock. Compared only when "
             "both years use the form of 2021: 对外公开总数量 of the 2019 form is no stock in force."),
        "proactive_disclosure.{d}.in_force [Y] = ….in_force [Y-1] + ….issued [Y] - ….repealed [Y]",
        both("文件期满失效未计入废止、清理后重新统计、机构改革、上年数据更正、统计口径变化。",
             "Expiry without repeal, a recount after a clean-up, reform of institutions, a corrected "
             "figure of last year, another scope."),
        editions=("2021",),
    ),
    _rule(
        "Y107", "review-without-requests", _I, _review_without_requests,
        both("两年无申请而有复议诉讼", "review or suits without requests in two years"),
        both("{label}为 {observed}，而本年与 {last} 年表三均为 0。",
             "{label} is {observed}, while table 3 is zero this year and in {last}."),
        both("复议和诉讼多由依申请公开引起；两年都没有申请时，表四一般也为 0。正文提到复议或诉讼的，列为待复核。",
             "Review and suits mostly arise from requests; without any in two years table 4 is "
             "usually zero. To be reviewed where the prose speaks of them."),
        "requests.* = 0 in [Y] and [Y-1] ⇒ review_and_litigation.*.total [Y] = 0",
        both("因主动公开或更早年度的申请引起的案件。",
             "Cases about proactive disclosure or requests of earlier years."),
    ),
    _rule(
        "Y108", "post-review-suits-maximum", _I, _suits_after_review,
        both("复议后起诉多于两年的复议", "more suits after review than reviews in two years"),
        both("复议后起诉 {observed} 件，多于本年与 {last} 年复议之和 {recent}＋{old}＝{expected}。",
             "{observed} suits after reconsideration, more than the {recent} + {old} reviews of this "
             "year and {last} ({expected})."),
        both("复议后起诉须先经复议，一般不会多于本年与上年的复议总数。",
             "A suit after reconsideration needs one before it, so there are rarely more than the "
             "reviews of this year and the last together."),
        "litigation_after_reconsideration.total [Y] ≤ administrative_reconsideration.total [Y] + [Y-1]",
        both("一件复议引起多起诉讼，或案件历时两年以上。",
             "One review may lead to several suits, and a case may take more than two years."),
    ),
    _rule(
        "Y109", "repeal-maximum", _W, _repeal_maximum,
        both("废止件数多于所有文件", "more repealed than there were"),
        both("{label}：废止 {observed}，而 {last} 年现行有效 {old}＋本年制发 {issued}＝{expected}。",
             "{label}: {observed} repealed, with {old} in force in {last} and {issued} issued "
             "({expected})."),
        both("废止的只能是上年现行有效或本年制发的文件。",
             "Only what was in force last year or was issued this year can be repealed."),
        "proactive_disclosure.{d}.repealed [Y] ≤ ….in_force [Y-1] + ….issued [Y]",
        _OTHER_UNITS, editions=("2021",),
    ),
    _rule(
        "Y110", "items-continuity", _W, _items_continuity,
        both("上一年项目数量与上年报告不衔接", "items of the previous year are not those of last year's report"),
        both("{label}：{last} 年 {old}，增减 {net}，应为 {expected}，本年填 {observed}，相差 {difference}。",
             "{label}: {old} in {last}, changed by {net}, makes {expected}, printed {observed}; "
             "difference {difference}."),
        both("2019 年格式中，上一年项目数量应等于上年报告的上一年项目数量加增减。",
             "In the form of 2019 the items of the previous year are last year's items plus its "
             "change."),
        "<item>.items_previous_year [Y] = ….items_previous_year [Y-1] + ….items_net_change [Y-1]",
        _OTHER_UNITS, editions=("2019",),
    ),
    _rule(
        "Y111", "pending-cases", _I, _pending_cases,
        both("上年尚未审结的案件未见下文", "cases pending last year are not seen again"),
        both("{label}等四项合计 {observed} 件，少于 {last} 年尚未审结的 {expected} 件。",
             "{label} and the other results make {observed} cases, fewer than the {expected} pending "
             "in {last}."),
        both("上年尚未审结的案件，本年或审结或仍未审结；重新计入的单位，本年案件数不会少于它。",
             "What was pending last year is closed or still pending this year; where such cases are "
             "counted again, there cannot be fewer cases than were pending."),
        "upheld + corrected + other_result + pending [Y] ≥ pending [Y-1], per block of table 4",
        both("各地做法不一：有的不再计入上年案件，故为提示。",
             "Practice differs: some do not count last year's cases again, hence info."),
    ),
)  # fmt: skip
"""The rules of this module, by id."""
