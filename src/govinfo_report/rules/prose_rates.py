"""Family N: percentages, told in prose (N131, N132)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from govinfo_report.model.figure import Number
from govinfo_report.model.finding import Severity, Status
from govinfo_report.narrative.claims import (
    Listing,
    Percentage,
    SubSum,
)
from govinfo_report.narrative.statement import Statement
from govinfo_report.rules.context import Context
from govinfo_report.rules.prose_figures import lacking_at, value_at
from govinfo_report.rules.prose_texts import FIRM, RATE_ANSWER, RATE_CAUSES, prose_rule
from govinfo_report.rules.prose_words import blame, places_in, quoted, section_of, speaks_for
from govinfo_report.rules.rule import Fail, Gap, Pass, Result, Rule
from govinfo_report.rules.texts import both
from govinfo_report.text.lazy import lazy
from govinfo_report.text.normalise import squash

#: what may stand between 占 and the share of a total
_OF_TOTAL = lazy(
    r"(?:占|占比|比例|比重)(?:申请|办结|办理|答复|处理|总|全部|全年|年度|新收|受理|收到|件|数|量|的|比|率|约|为|达|到|是|:)*\Z"
)

#: rates that count things done among things to do, and so end at 100
_OF_ALL = ("办结率", "答复率", "办复率", "公开率", "回复率", "维持率", "纠错率", "败诉率")


def _exact(statements: tuple[Statement, ...]) -> list[Number]:
    return [s.value for s in statements if s.value]


def _percentages(context: Context) -> Iterator[Result]:
    sums = {(part.section, part.start): sub for sub in context.claims.sums for part in sub.parts}
    for share in context.claims.percentages:
        limited = not share.rate or share.name.endswith(_OF_ALL)
        if share.value > 100 and limited:
            yield _wrong(context, share, Decimal(100), Status.FAIL, how="at-most")
            continue
        numerator = share.numerator
        if numerator is None or numerator.value is None:
            continue
        yield from _share(context, share, numerator, sums.get((numerator.section, numerator.start)))


def _share(
    context: Context, share: Percentage, numerator: Statement, sub: SubSum | None
) -> Iterator[Result]:
    assert numerator.value is not None
    bases = _exact(share.wholes)
    if sub is not None and sub.balance.total.low:
        bases.append(sub.balance.total.low)  # the share may be one of the true sum
    lacking: list[str] = []
    tables: list[Number] = []
    of_tables = _plain(context, share) and speaks_for(context, numerator.scope)
    for reading in share.bases if of_tables else ():
        values = [v for a in reading.plus if (v := value_at(context, a)) is not None]
        if len(values) < len(reading.plus):
            lacking += lacking_at(context, reading.plus)
        else:
            tables.append(sum(values))
    fits = [share.fits(numerator.value, base) for base in (*bases, *tables)]
    if "rounded" in fits:
        yield Pass()
    elif "truncated" in fits:
        base = (*bases, *tables)[fits.index("truncated")]
        yield _wrong(context, share, _percent(numerator.value, base), Status.REVIEW, Severity.INFO)
    elif lacking:
        yield Gap(tuple(dict.fromkeys(lacking)), context.why(dict.fromkeys(lacking)))
    elif sub is not None and sub.listing is not Listing.NOT_COMPARABLE and sub.whole.value:
        # a part of a list: its whole is told
        yield _wrong(context, share, _percent(numerator.value, sub.whole.value), Status.FAIL)
    elif tables and tables[0]:
        yield _wrong(context, share, _percent(numerator.value, tables[0]), Status.FAIL)


def _plain(context: Context, share: Percentage) -> bool:
    """Whether nothing but the total is named as what the share is one of."""
    text = section_of(context, share.section).text
    return _OF_TOTAL.search(squash(text[max(0, share.start - 40) : share.start])) is not None


def _percent(part: Number, base: Number) -> Decimal:
    return (Decimal(part) * 100 / Decimal(base)).quantize(Decimal("0.0001"))


def _wrong(
    context: Context, share: Percentage, expected: Decimal, outcome: Status,
    severity: Severity | None = None, *, how: str = "computed",
) -> Fail:  # fmt: skip
    numerator = share.numerator
    words = quoted(context, numerator) if numerator is not None else share.name
    return Fail(
        (), {"words": words, "rate": share.value, "how": how},
        expected=expected, observed=share.value, difference=abs(expected - share.value),
        severity=severity, outcome=outcome, attribution=blame(context),
        places=places_in(context, share), evidence=(share.sentence,),
        key=f"{share.name}|{share.section}",
    )  # fmt: skip


def _families(context: Context) -> Iterator[Result]:
    for family in context.claims.families:
        if not family.closed:
            continue
        if family.complete:
            yield Pass()
            continue
        total = family.total
        # every member cut off instead of rounded
        loss = Decimal(len(family.members)).scaleb(-min(m.decimals for m in family.members))
        cut = 0 <= 100 - total <= loss
        first = family.members[0]
        yield Fail(
            (), {"parts": "＋".join(f"{m.value:f}" for m in family.members)},
            expected=100, observed=total, difference=abs(100 - total), attribution=blame(context),
            outcome=Status.REVIEW if cut else Status.FAIL,
            severity=Severity.INFO if cut else None,
            places=places_in(context, first), evidence=(first.sentence,),
            key=f"family|{first.section}",
        )  # fmt: skip


RULES: tuple[Rule, ...] = (
    prose_rule(
        "N131", "percentage", FIRM, _percentages,
        both("文中百分比与所列数不符", "a percentage does not fit its numbers"),
        both("文中“{words}”写为 {rate}%，{how} {expected}%。",
             "“{words}” is told as {rate}%; {how} {expected}%."),
        both("“……件，占……%”的比例，应等于件数除以总数，按所印小数位四舍五入或截断。基数依次取文中总数、表三办理"
             "结果总计、本年新收、本年新收加上年结转。截断而来的为提示。",
             "A share is its number over the total, rounded or truncated at the printed decimals. "
             "Bases tried: totals in the text, requests handled, received, received and carried in. "
             "Info for a truncated one."),
        "p = n / base, rounded half-up or truncated; 0 ≤ p ≤ 100 for shares",
        exclusions=both("看不出基数的不判断；完成率等可以超过 100%。",
                        "Nothing is said where the base is not clear; some rates may exceed 100 %."),
        causes=RATE_CAUSES, response=RATE_ANSWER,
    ),
    prose_rule(
        "N132", "percentages-total", FIRM, _families,
        both("各项百分比之和不是 100%", "shares of one list do not make 100 %"),
        both("文中各项占比 {parts}＝{observed}，应为 100，相差 {difference}。",
             "The shares {parts} make {observed} instead of 100; difference {difference}."),
        both("列举完整的各项，其占比之和应为 100，误差不超过各项舍入误差之和。",
             "Shares over a complete list make 100 within the rounding of each."),
        "Σ shares = 100 within 0.5 · (number of parts) · 10^−d",
        exclusions=both("列举不完整的不检查；各项都截断时可能略少，为提示。",
                        "Not for a selection; info where every share may have been cut off."),
        causes=RATE_CAUSES, response=RATE_ANSWER,
    ),
)  # fmt: skip
"""The rules of this module, by id."""
