"""Building blocks of the rules on wholes and their parts."""

from __future__ import annotations

from collections.abc import Sequence

from govinfo_report.model.figure import Number
from govinfo_report.model.finding import Severity, Status
from govinfo_report.narrative.claims import Balance, Listing, SubSum
from govinfo_report.narrative.statement import Statement
from govinfo_report.rules.context import Context
from govinfo_report.rules.prose_words import blame, miss, number_of, places_in, quoted
from govinfo_report.rules.rule import Fail
from govinfo_report.rules.texts import TYPING_CAUSES, both

LOOSE = (Listing.NOT_COMPARABLE, Listing.IMPLICIT)

_ITEMS = ("条", "篇", "份", "个", "期", "次")


#: words of approximation that stand behind their number
_BEHIND = ("余", "多", "以上")


def shown(statement: Statement) -> str:
    """A number as a message shows it, with its word of approximation: ``约8``, ``200余``."""
    number, hedge = statement.stated, statement.hedge or ""
    if number is None:
        return hedge or str(number_of(statement))
    if hedge == "万":  # 1.2万: rounded to what is printed
        return f"约{number}"
    return f"{number}{hedge}" if hedge in _BEHIND else f"{hedge}{number}"


def added(parts: Sequence[Statement]) -> str:
    """The parts of a sum: ``368＋469＋873``."""
    return "＋".join(map(shown, parts))


def sum_fails(
    context: Context, sub: SubSum, balance: Balance, outcome: Status, severity: Severity | None,
    evidence: tuple[str, ...] = (),
) -> Fail:  # fmt: skip
    """A whole that its parts do not make up, or exceed."""
    total = balance.total.low
    assert total is not None  # whatever is told has a least value
    return Fail(
        (), {"words": quoted(context, sub.whole), "parts": added(sub.parts)},
        expected=total, observed=number_of(sub.whole), difference=_distance(sub, total), severity=severity,
        outcome=outcome, attribution=blame(context),
        places=places_in(context, sub.whole, *sub.parts),
        evidence=(*evidence, *(f"+ {quoted(context, part)}" for part in sub.parts), sub.sentence),
        key=f"{sub.kind}|{sub.whole.section}",
    )  # fmt: skip


def _distance(sub: SubSum, total: Number) -> Number:
    return miss(sub.whole.narrow, total)


def is_published(sub: SubSum) -> bool:
    """Whether a sum counts items published, or things like them."""
    whole = sub.whole
    return whole.quantity.startswith("publications.") or (
        whole.quantity == "other" and whole.unit in _ITEMS
    )


SUM = both(
    "文中“{words}”，各部分 {parts}＝{expected}，相差 {difference}。",
    "The text says “{words}”; the parts {parts} make {expected}; difference {difference}.",
)

SUM_CAUSES = both(
    TYPING_CAUSES["zh"] + "分项沿用上年，或分类互相重叠。",
    TYPING_CAUSES["en"] + " Parts of last year, or kinds that overlap.",
)
