"""Family N: the fee for processing information, as the prose tells it (N301, N303)."""

from __future__ import annotations

from collections.abc import Iterator

from govinfo_report.model.finding import Status
from govinfo_report.model.parts import Section
from govinfo_report.rules.context import Context
from govinfo_report.rules.prose_fee_words import fee_fails, fee_rule, fees_told
from govinfo_report.rules.rule import Gap, Pass, Result, Rule
from govinfo_report.rules.section_rules import tells_fee
from govinfo_report.rules.texts import both


def _amount(context: Context) -> Iterator[Result]:
    fees = fees_told(context)
    if not fees:
        section = context.report.sections.get("other_matters", Section())
        if tells_fee(section.text):
            yield Gap((), "fee statement not understood", given=False)
        return
    first = fees[0]
    other = next((fee for fee in fees if fee.yuan != first.yuan), None)
    if other is None:
        yield Pass()
        return
    scopes = {first.statement.scope, other.statement.scope} - {None}
    yield fee_fails(
        context, other, first.yuan, other.yuan, "amount",
        outcome=Status.REVIEW if len(scopes) > 1 else Status.FAIL,
    )  # fmt: skip


def _multiple_of_ten(context: Context) -> Iterator[Result]:
    for fee in fees_told(context):
        rest = fee.yuan % 10
        if rest:
            yield fee_fails(context, fee, fee.yuan - rest, fee.yuan, "ten")
        else:
            yield Pass()


RULES: tuple[Rule, ...] = (
    fee_rule(
        "N301", "fee-amount", _amount,
        both("信息处理费前后不一", "two statements on the processing fee"),
        both("文中一处信息处理费为 {expected} 元，另一处“{words}”为 {observed} 元。",
             "One sentence gives a processing fee of {expected} yuan, “{words}” of {observed}."),
        both("第六部分应写明收取信息处理费的金额，或未收取；文中几处所写应一致。",
             "Section six states the processing fee collected, or that there was none; statements "
             "agree."),
        "other_matters.information_processing_fee_yuan is told, and told alike",
        exclusions=both("没有写的由 S108 说明；写了而读不出金额的无法判断。",
                        "S108 speaks for a missing statement; open where no amount can be read."),
        firm=True,
    ),
    fee_rule(
        "N303", "fee-multiple-of-ten", _multiple_of_ten,
        both("信息处理费不是十元的整数倍", "the processing fee is no multiple of ten yuan"),
        both("文中“{words}”：{observed} 元不是 10 元的整数倍。",
             "“{words}”: {observed} yuan is no multiple of 10."),
        both("按件、按量两种标准计算的信息处理费都是 10 元的整数倍。",
             "Whether charged by case or by page, the fee is a multiple of 10 yuan."),
        "other_matters.information_processing_fee_yuan is a multiple of 10",
        exclusions=both("按万元写而取约数的不准确。", "Rounded amounts in 万元 are not exact."),
    ),
)  # fmt: skip
"""The rules of this module, by id."""
