"""Family N: the fee for processing information beside the tables (N302, N304-N306)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from govinfo_report.rules.context import Context
from govinfo_report.rules.prose_fee_words import fee_fails, fee_rule, fees_told
from govinfo_report.rules.prose_figures import label_of, value_at
from govinfo_report.rules.prose_told import NOT_COMPARABLE
from govinfo_report.rules.prose_words import speaks_for
from govinfo_report.rules.rule import Fail, Gap, Pass, Result, Rule
from govinfo_report.rules.texts import both
from govinfo_report.text.lazy import lazy
from govinfo_report.text.normalise import squash

_FEE = "proactive_disclosure.administrative_fees.amount_wan_yuan"


_NEW, _IN = "requests.new_received.total", "requests.carried_in.total"

_UNPAID = "requests.other_handling.fee_unpaid_overdue.total"


#: section six that tells nothing at all
_NOTHING = lazy(
    r"(?:本年度?|本(?:机关|单位|部门)|[,、])*(?:暂|均)?(?:无|没有)?(?:其[他它])?(?:需要?|应当?)?(?:报告|说明)?的?"
    r"(?:其[他它])?(?:事项|情况|内容)?[。.]?"
)

_NOTICE = lazy(r"收费|缴费|缴纳|处理费|费用|交费")


def _within_table_two(context: Context) -> Iterator[Result]:
    if _FEE not in context.figures:
        return
    for fee in fees_told(context):
        collected = value_at(context, _FEE)
        told = fee.yuan / 10_000
        if not fee.yuan or (collected is not None and told <= Decimal(collected)):
            yield Pass()
        elif collected is None:
            yield context.gap(_FEE)
        elif not speaks_for(context, fee.statement.scope):
            yield NOT_COMPARABLE
        else:
            yield fee_fails(context, fee, Decimal(collected), told, "within", (_FEE,))


def _none_told(context: Context) -> Iterator[Result]:
    if _FEE not in context.figures:
        return
    collected = value_at(context, _FEE)
    section = context.report.sections.get("other_matters")
    if collected is None:
        yield context.gap(_FEE)
    elif not collected:
        yield Pass()
    elif section is None or not section.text.strip():
        yield Gap((), "no section 六")  # without a word it may have been lost
    elif _NOTHING.fullmatch(squash(section.text)):
        yield Fail(
            (_FEE,), {"label": label_of(context, _FEE)}, observed=collected, key="none",
            places=section.places(),
        )  # fmt: skip
    else:
        yield Pass()


def _without_requests(context: Context) -> Iterator[Result]:
    for fee in fees_told(context):
        if not fee.yuan:
            yield Pass()
            continue
        values = [value_at(context, a) for a in (_NEW, _IN)]
        if any(values):
            yield Pass()
        elif None in values:
            yield context.gap(_NEW, _IN)
        elif not speaks_for(context, fee.statement.scope):
            yield NOT_COMPARABLE
        else:
            yield fee_fails(context, fee, Decimal(0), fee.yuan, "requests", (_NEW, _IN))


def _notices(context: Context) -> Iterator[Result]:
    if _UNPAID not in context.figures:
        return
    unpaid = value_at(context, _UNPAID)
    section = context.report.sections.get("other_matters")
    if unpaid is None:
        yield context.gap(_UNPAID)
    elif not unpaid:
        yield Pass()
    elif section is None or not section.text.strip():
        yield Gap((), "no section 六")
    elif _NOTICE.search(squash(section.text)):
        yield Pass()
    else:
        yield Fail(
            (_UNPAID,), {"label": label_of(context, _UNPAID)}, observed=unpaid, key="notices",
            places=section.places(),
        )  # fmt: skip


RULES: tuple[Rule, ...] = (
    fee_rule(
        "N302", "fee-within-table-two", _within_table_two,
        both("信息处理费超过表二收费", "the processing fee exceeds the fees of table 2"),
        both("文中“{words}”合 {observed} 万元，多于表二行政事业性收费 {expected} 万元。",
             "“{words}” is {observed} 万元, more than the fees of table 2 ({expected} 万元)."),
        both("信息处理费属于行政事业性收费，范围相同时不应超过表二的收费金额；只要求不超过，不要求相等。",
             "The processing fee is an administrative fee: with the same scope at most that of "
             "table 2, never equal to it."),
        "other_matters.information_processing_fee_yuan / 10000 ≤ "
        "proactive_disclosure.administrative_fees.amount_wan_yuan",
        requires=("text", "proactive_disclosure"),
    ),
    fee_rule(
        "N304", "fee-none-but-table-two", _none_told,
        both("表二有收费而第六部分只写“无”", "fees in table 2, and nothing in section six"),
        both("表二行政事业性收费 {observed} 万元，而第六部分没有内容。",
             "Table 2 has fees of {observed} 万元, and section six tells nothing."),
        both("表二的行政事业性收费包括全部收费，不限于信息处理费，因此两者并不矛盾；只是第六部分应说明信息处理费。",
             "Table 2 covers all administrative fees, so there is no contradiction; section six should "
             "none the less speak of the processing fee."),
        "proactive_disclosure.administrative_fees.amount_wan_yuan > 0 ⇒ other_matters is not only 无",
        exclusions=both("写明未收取的即为通过。", "An explicit statement that none was collected passes."),
        requires=("sections", "proactive_disclosure"),
    ),
    fee_rule(
        "N305", "fee-without-requests", _without_requests,
        both("有信息处理费而无申请", "a processing fee without any request"),
        both("文中“{words}”，而表三本年新收和上年结转均为 0。",
             "The text says “{words}”; table 3 has no request, new or carried in."),
        both("信息处理费因申请而收取；表三没有申请时不应有收费。",
             "The processing fee is charged for requests; without any there is none."),
        "other_matters.information_processing_fee_yuan > 0 ⇒ requests.new_received.total + "
        "requests.carried_in.total > 0",
        requires=("text", "requests"), firm=True,
    ),
    fee_rule(
        "N306", "fee-notices-mentioned", _notices,
        both("有逾期未缴费而第六部分未提收费", "unpaid fees that section six does not mention"),
        both("表三“逾期未按收费通知要求缴纳费用”为 {observed}，而第六部分没有提到收费。",
             "Table 3 has {observed} requests dropped for an unpaid fee; section six speaks of none."),
        both("因逾期未缴费而不再处理的，说明发出过收费通知，第六部分应提到。",
             "Requests dropped for an unpaid fee mean that notices were sent; section six should "
             "speak of them."),
        "requests.other_handling.fee_unpaid_overdue.total > 0 ⇒ other_matters mentions fees",
        exclusions=both("只提示，不是矛盾。", "A note only."),
        requires=("sections", "requests"),
    ),
)  # fmt: skip
"""The rules of this module, by id."""
