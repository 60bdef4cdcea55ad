"""Family N: repetitions and lists of the prose (N134, N135)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from govinfo_report.narrative.statement import Statement
from govinfo_report.rules.context import Context
from govinfo_report.rules.prose_figures import value_at
from govinfo_report.rules.prose_texts import FIRM, SOFT, prose_rule
from govinfo_report.rules.prose_told import NOT_COMPARABLE, this_year, told_apart, told_of
from govinfo_report.rules.prose_words import blame, number_of, places_in, quoted
from govinfo_report.rules.rule import Fail, Pass, Result, Rule
from govinfo_report.rules.texts import both

_NEW, _IN = "requests.new_received.total", "requests.carried_in.total"


def _repeated(context: Context) -> Iterator[Result]:
    for again in context.claims.repeated:
        allowed = {(s.section, s.start) for s in this_year(context, again.quantity)}
        told = [s for s in again.statements if (s.section, s.start) in allowed]
        apart = told_apart((s, told_of(context, s)) for s in told)
        told = [s for s in told if id(s) not in apart]
        if len(told) < 2:
            continue
        pair = next(((a, b) for a, b in combinations(told, 2) if not a.bound.meets(b.bound)), None)
        if pair is None:
            yield Pass()
        elif again.certain and _with_carried_in(context, pair):
            yield NOT_COMPARABLE
        elif again.certain:
            first, second = pair
            one, two = number_of(first), number_of(second)
            yield Fail(
                (), {"words": quoted(context, first), "parts": quoted(context, second)},
                expected=one, observed=two, difference=max(one, two) - min(one, two), attribution=blame(context),
                places=places_in(context, first, second),
                evidence=(first.sentence, second.sentence), key=again.quantity,
            )  # fmt: skip


def _with_carried_in(context: Context, pair: Sequence[Statement]) -> bool:
    """Whether one of two numbers received counts what was carried in."""
    if pair[0].quantity != "requests.received":
        return False
    one, two = pair[0].value, pair[1].value
    if one is None or two is None:
        return True
    told = [s.value for s in this_year(context, "requests.carried_in")]
    return abs(one - two) in (*told, value_at(context, _IN))


def _lists(context: Context) -> Iterator[Result]:
    for names in context.claims.lists:
        statement = names.statement
        told = number_of(statement)
        if names.holds:
            yield Pass()
            continue
        yield Fail(
            (), {"words": quoted(context, statement), "parts": "、".join(names.names)},
            expected=names.low, observed=told, difference=max(names.low, told) - min(names.low, told),
            attribution=blame(context),
            places=places_in(context, statement), evidence=(statement.sentence,),
            key=f"list|{statement.section}",
        )  # fmt: skip


RULES: tuple[Rule, ...] = (
    prose_rule(
        "N134", "repeated-quantity", FIRM, _repeated,
        both("文中同一数字前后不一", "one quantity is told with two numbers"),
        both("文中“{words}”，另一处“{parts}”，相差 {difference}。",
             "The text says “{words}” and elsewhere “{parts}”; difference {difference}."),
        both("同一年度、同一范围的同一件数（如收到申请、上年结转）在文中两处出现时应相同。",
             "A number of the same year and body, such as requests received, is the same wherever it "
             "is told."),
        "text(x) = text(x) where it is told again",
        exclusions=both("发布条数等可能指不同内容，不判断；相差正好是上年结转的，可能是口径不同，无法判断。",
                        "Nothing is said of items published and the like, which may be others; open "
                        "where the difference is what was carried in."),
    ),
    prose_rule(
        "N135", "list-count", SOFT, _lists,
        both("所列名称个数与所写不符", "the names listed are not as many as told"),
        both("文中“{words}”，列出的是 {expected} 个：{parts}。",
             "The text says “{words}”; {expected} are listed: {parts}."),
        both("“……8个，包括：……”所列名称的个数应与所写的数相同；以“等”结尾的，不得多于所写的数。",
             "The names behind a number and 包括, 分别为 and the like are as many as told; not more "
             "where 等 ends the list."),
        "number of names listed = n",
        exclusions=both("“和”“及”可能连接两个名称，也可能是名称的一部分，两种算法都可。",
                        "和 and 及 may join two names or be part of one; either count will do."),
    ),
)  # fmt: skip
"""The rules of this module, by id."""
