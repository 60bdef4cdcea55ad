"""Family N: growth against the year before, told in prose (N103)."""

from __future__ import annotations

from collections.abc import Iterator

from govinfo_report.model.finding import Param
from govinfo_report.narrative.claims import (
    Growth,
    feasible_previous,
)
from govinfo_report.narrative.statement import Statement
from govinfo_report.rules.context import Context
from govinfo_report.rules.message import NONE
from govinfo_report.rules.prose_parts import added
from govinfo_report.rules.prose_texts import FIRM, RATE_ANSWER, RATE_CAUSES, prose_rule
from govinfo_report.rules.prose_words import blame, number_of, places_in, quoted
from govinfo_report.rules.rule import Fail, Pass, Result, Rule
from govinfo_report.rules.texts import both

_MONEY = ("元", "万元", "亿元")


def _same(one: Statement, other: Statement) -> bool:
    return (one.section, one.start) == (other.section, other.start)


def _possible(current: int, growth: Growth) -> bool:
    if growth.rate <= -100:
        return growth.rate == -100 and current == 0
    return bool(feasible_previous(current, growth.rate, growth.decimals, most=1))


def _growth(context: Context) -> Iterator[Result]:
    for growth in context.claims.growths:
        current = growth.current
        if current is None or not growth.exact or current.unit in _MONEY:
            continue
        value = int(number_of(current))
        if _possible(value, growth):
            yield Pass()
            continue
        other = _sum_that_fits(context, current, growth)
        params: dict[str, Param] = {
            "words": quoted(context, current), "rate": growth.rate, "parts": other or NONE,
        }  # fmt: skip
        yield Fail(
            (), params,
            observed=value, attribution=blame(context),
            places=places_in(context, growth),
            evidence=(*(("N102",) if other else ()), growth.sentence),
            key=f"{current.quantity}|{growth.section}",
        )  # fmt: skip


def _sum_that_fits(context: Context, current: Statement, growth: Growth) -> str:
    """The sum of the parts, where the rate is possible for it: ``41＋28＋9＋6＝84，68→84``."""
    for sub in context.claims.sums:
        total = sub.balance.total
        if not _same(sub.whole, current) or total.low != total.high:
            continue
        if not isinstance(total.low, int) or total.low == current.value:
            continue
        found = feasible_previous(total.low, growth.rate, growth.decimals, most=4)
        if found and _possible(total.low, growth):
            before = "、".join(map(str, found[:3])) + ("…" if len(found) > 3 else "")
            return f"{added(sub.parts)}＝{total.low}：{before}→{total.low}"
    return ""


RULES: tuple[Rule, ...] = (
    prose_rule(
        "N103", "growth-feasible", FIRM, _growth,
        both("增减比例与本年数不能同时成立", "no number of last year gives the growth told"),
        both("文中“{words}”与同比 {rate}% 不能同时成立，上年没有这样的整数；按各部分之和可成立：{parts}。",
             "“{words}” and {rate}% cannot both be right: no whole number of last year gives that; "
             "possible by the sum of the parts: {parts}."),
        both("由本年件数和增减百分比可推出上年件数；如果没有任何整数（至少为 1）按四舍五入或截断得出所印比例，"
             "其中必有一个写错。若文中各部分之和能使比例成立，则一并列出。",
             "Number and growth of this year give that of last year. Where no whole number from 1 on "
             "rounds or truncates to the printed rate, one of the two is wrong. The sum of parts told "
             "is named where it makes the rate possible."),
        "there is an integer previous ≥ 1 with (text(current) − previous) / previous = rate",
        exclusions=both("“约”“近”等不精确的比例、金额、看不出所指数字的不检查。",
                        "Not for hedged rates, amounts of money, or a rate whose number is not clear."),
        causes=RATE_CAUSES, response=RATE_ANSWER,
    ),
)  # fmt: skip
"""The rules of this module, by id."""
