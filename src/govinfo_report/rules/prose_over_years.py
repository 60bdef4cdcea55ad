"""Family Y: what the prose says of last year, against both reports (Y106, Y113, Y114)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from govinfo_report.model.figure import Number
from govinfo_report.model.finding import Param, Status
from govinfo_report.narrative.claims import Difference, Growth, Listing, SubSum
from govinfo_report.narrative.statement import AdmissibleReading, Statement
from govinfo_report.rules.across import suspect, without
from govinfo_report.rules.context import Context
from govinfo_report.rules.history import Past
from govinfo_report.rules.prose_figures import name_of
from govinfo_report.rules.prose_parts import added
from govinfo_report.rules.prose_texts import FIRM, SOFT, TABLE_EDITIONS, prose_rule
from govinfo_report.rules.prose_told import NOT_COMPARABLE, Told, this_year, told_of
from govinfo_report.rules.prose_words import blame, places_in, places_of, quoted, speaks_for
from govinfo_report.rules.rule import Fail, Gap, Pass, Result, Rule
from govinfo_report.rules.texts import both
from govinfo_report.text.lazy import lazy
from govinfo_report.text.normalise import squash

_DIGITS = lazy(r"[0-9]++")
_NAME = 12  # characters in front of a number by which it is known again
_SHORTEST_NAME = 4
#: a number told of this year and what it is under one reading: this year's tables, last year's
Pair = tuple[AdmissibleReading, Number, Number]


def _growth_claims(context: Context) -> Iterator[Result]:
    for growth in context.claims.growths:
        if growth.exact and growth.current is not None:
            yield from _held(context, growth, growth.current)


def _difference_claims(context: Context) -> Iterator[Result]:
    for difference in context.claims.differences:
        current = difference.current
        if current is not None and difference.unit == current.unit:
            yield from _held(context, difference, current)


def _held(context: Context, claim: Growth | Difference, current: Statement) -> Iterator[Result]:
    """One claim against the figures of both years, under each reading of its number."""
    here = {(s.section, s.start) for s in this_year(context, current.quantity)}
    if not current.readings or (current.section, current.start) not in here:
        return  # no table counts it, or it is not of this year
    if not isinstance(current.value, int) or claim.against is None:
        return
    earlier = context.of_year(claim.against)
    if isinstance(earlier, Past):
        yield without(earlier)
        return
    if not speaks_for(context, current.scope):
        yield NOT_COMPARABLE
        return
    now, then = told_of(context, current), told_of(earlier, current)
    known = {reading.id: value for reading, value in then.sides}
    pairs = [(r, value, known[r.id]) for r, value in now.sides if r.id in known]
    if any(_fits(claim, n, old) for _, value, old in pairs for n in (current.value, value)):
        yield Pass()
    elif now.lacking or then.lacking:
        yield _lacking(context, earlier, now, then)
    elif pairs:
        chosen = next((pair for pair in pairs if pair[1] == current.value), pairs[0])
        yield _misses(context, earlier, claim, current, chosen)


def _fits(claim: Growth | Difference, now: Number, old: Number) -> bool:
    if isinstance(claim, Growth):
        return claim.fits(now, old) is not None
    return now - old == claim.delta


def _lacking(context: Context, earlier: Context, now: Told, then: Told) -> Gap:
    if now.lacking:
        return Gap(now.lacking, context.why(now.lacking))
    return Gap(then.lacking, f"{earlier.report.year}: {earlier.why(then.lacking)}")


def _misses(
    context: Context, earlier: Context, claim: Growth | Difference, current: Statement, pair: Pair
) -> Fail:
    reading, value, old = pair
    told: Number = claim.rate if isinstance(claim, Growth) else claim.delta
    actual: Number | None = value - old
    if isinstance(claim, Growth):
        actual = _rate(value, old, claim.decimals)
    params: dict[str, Param] = {
        "words": quoted(context, current), "rate": told, "last": earlier.report.year or 0,
        "label": name_of(context, reading), "new": value, "old": old,
    }  # fmt: skip
    addresses = (*reading.plus, *reading.minus)
    return Fail(
        addresses, params, expected=actual, observed=told,
        difference=None if actual is None else _apart(actual, told),
        # no rate leads up from nothing: the words may mean another number
        outcome=Status.FAIL if actual is not None else Status.REVIEW,
        attribution=suspect(context, earlier, addresses, addresses),
        places=places_of(context, addresses, claim),
        evidence=(
            *(f"{earlier.report.year}: {a} = {earlier.values[a]}"
              for a in addresses if a in earlier.values),
            claim.sentence,
        ),
        key=f"{current.quantity}|{claim.section}",
    )  # fmt: skip


def _apart(one: Number, other: Number) -> Number:
    return max(one, other) - min(one, other)


def _rate(new: Number, old: Number, decimals: int) -> Decimal | None:
    if not old:
        return None
    change = (Decimal(new) - Decimal(old)) * 100 / Decimal(old)
    return change.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def _stale_totals(context: Context) -> Iterator[Result]:
    for sub in context.claims.sums:
        whole = sub.whole
        if sub.listing in (Listing.NOT_COMPARABLE, Listing.IMPLICIT) or not whole.value:
            continue
        earlier = context.before
        if sub.balance.outcome == "pass":
            yield Pass()
        elif earlier is None:
            yield without(context.past)
        elif whole.value in _told_before(earlier, whole):
            yield _stale(context, earlier, sub)
        else:
            yield Pass()


def _told_before(earlier: Context, whole: Statement) -> set[Number]:
    """What last year's report gives for the same thing, in its prose or its tables."""
    name = _name(whole)
    if whole.quantity == "other" and len(name) < _SHORTEST_NAME:
        return set()
    alike = (
        s.value
        for s in this_year(earlier, whole.quantity)
        if s.value is not None and s.unit == whole.unit
        and (whole.quantity != "other" or _name(s) == name)
    )  # fmt: skip
    return {*alike, *(value for _, value in told_of(earlier, whole).sides)}


def _name(statement: Statement) -> str:
    return _DIGITS.sub("", squash(statement.label))[-_NAME:]


def _stale(context: Context, earlier: Context, sub: SubSum) -> Fail:
    whole, total = sub.whole, sub.balance.total.low
    assert whole.value is not None
    return Fail(
        (), {"words": quoted(context, whole), "parts": added(sub.parts),
             "last": earlier.report.year or 0},
        expected=total, observed=whole.value,
        difference=None if total is None else _apart(total, whole.value),
        attribution=blame(context),
        places=places_in(context, whole),
        evidence=("N102", sub.sentence), key=f"{whole.quantity}|{whole.section}",
    )  # fmt: skip


_CAUSES = both(
    "比例或差额按未定稿的数字计算，上年数据后来更正，沿用上年文字。",
    "Calculated from numbers that changed before publication or were corrected since, or words of "
    "last year.",
)
_ANSWER = both(
    "用两年表格中的数字重算；所比的不是表中数字的，在文中写明。",
    "Calculate it again from the tables of both years; say in the text where it compares "
    "something else.",
)
_OTHER_THINGS = both(
    "约数、金额、单个单位的数字和没有对应表格的数字不比较；两年表格和文中数字的任一组合相符即可。",
    "Not for hedged rates, money, single units, or numbers that no table has; any combination of "
    "the text and the tables that fits will do.",
)
_NEEDS = ("text", "earlier report")

RULES: tuple[Rule, ...] = (
    prose_rule(
        "Y106", "growth-claim", FIRM, _growth_claims,
        both("文中增减比例与两年表格不符", "growth told is not that of the tables of both years"),
        both("文中“{words}”，所写比 {last} 年增减 {rate}%，而表中{label}由 {old} 变为 {new}。",
             "“{words}” is told as a change of {rate}% against {last}; in the tables {label} went "
             "from {old} to {new}."),
        both("有两年的报告时，文中的同比比例应与两年表格算出的比例一致，按所印小数位四舍五入或截断。只有当年报告时由 "
             "N103 判断。",
             "With both years at hand, growth told in the text is that of the tables, rounded or "
             "truncated at the printed decimals. N103 judges by this year's report alone."),
        "|(figure [Y] - figure [Y-1]) / figure [Y-1] - rate| within rounding or truncation",
        exclusions=_OTHER_THINGS, causes=_CAUSES, response=_ANSWER, editions=TABLE_EDITIONS,
        requires=_NEEDS,
    ),
    prose_rule(
        "Y113", "stale-total", SOFT, _stale_totals,
        both("总数与上年相同而分项不符", "a total of last year over other parts"),
        both("文中“{words}”与 {last} 年相同，而各部分 {parts}＝{expected}，相差 {difference}。",
             "“{words}” is the number of {last}, while the parts {parts} make {expected}; difference "
             "{difference}."),
        both("各部分之和与总数不符，而总数恰为上年报告中同一事项的数，多为分项已更新而总数未改。",
             "The parts do not make the total, and the total is what last year's report gives for the "
             "same thing: the parts were brought up to date and the total was not."),
        "text(whole) [Y] ≠ text(whole) or figure [Y-1] where Σ parts [Y] ≠ whole",
        exclusions=both("各部分之和等于总数的不报告：两年总数可能碰巧相同。",
                        "Nothing is said where the parts make the total: two years may be equal by "
                        "chance."),
        causes=both("沿用上年的总数。", "The total of last year left in."), response=_ANSWER,
        requires=("text", "previous report"),
    ),
    prose_rule(
        "Y114", "difference-claim", FIRM, _difference_claims,
        both("文中增减件数与两年表格不符", "a difference told is not that of the tables"),
        both("文中“{words}”，所写比 {last} 年增减 {rate}，而表中{label}由 {old} 变为 {new}。",
             "“{words}” is told as a change of {rate} against {last}; in the tables {label} went "
             "from {old} to {new}."),
        both("文中“较……年增加、减少……件”或“持平”，应等于两年表格之差；减少为负。",
             "A number told as more or fewer than in another year is the difference of the tables; "
             "fewer is negative."),
        "text(difference) = figure [Y] - figure [Y-1]",
        exclusions=_OTHER_THINGS, causes=_CAUSES, response=_ANSWER, editions=TABLE_EDITIONS,
        requires=_NEEDS,
    ),
)  # fmt: skip
"""The rules of this module, by id."""
