"""Family N: no case, no lost case, all upheld (N106-N108)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from govinfo_report.model.figure import Number
from govinfo_report.model.finding import Status
from govinfo_report.narrative.claims import Phrase
from govinfo_report.narrative.quantities import BLOCKS
from govinfo_report.narrative.statement import Statement
from govinfo_report.rules.context import Context
from govinfo_report.rules.prose_figures import label_of, value_at
from govinfo_report.rules.prose_texts import FIRM, HARD, NONE_TOLD, review_rule
from govinfo_report.rules.prose_told import NOT_COMPARABLE, this_year
from govinfo_report.rules.prose_words import places_of, quoted, speaks_for, spoken
from govinfo_report.rules.rule import Fail, Gap, Pass, Result, Rule
from govinfo_report.rules.texts import both


def _positive(context: Context, addresses: Iterable[str]) -> tuple[dict[str, Number], Gap | None]:
    """The figures above zero; a gap when there is none and some have no value."""
    values = {a: value_at(context, a) for a in addresses}
    above = {a: value for a, value in values.items() if value}
    lacking = [a for a, value in values.items() if value is None]
    return above, context.gap(*lacking) if lacking and not above else None


def _none_of(
    context: Context, addresses: tuple[str, ...], told: Statement | Phrase, outcome: Status,
    key: str,
) -> Iterator[Result]:  # fmt: skip
    """What the prose says to be nothing, against the figures of table 4."""
    above, gap = _positive(context, addresses)
    if gap is not None:
        yield gap
    elif not above:
        yield Pass()
    elif isinstance(told, Statement) and not speaks_for(context, told.scope):
        yield NOT_COMPARABLE
    else:
        total: Number = sum(above.values())
        words = spoken(context, told) if isinstance(told, Phrase) else quoted(context, told)
        yield Fail(
            tuple(above), {"words": words, "label": "＋".join(label_of(context, a) for a in above)},
            expected=0, observed=total, difference=total, outcome=outcome,
            places=places_of(context, above, told), evidence=(told.sentence,),
            key=f"{key}|{told.section}",
        )  # fmt: skip


def _nothing_filed(context: Context) -> Iterator[Result]:
    quantities = [f"review.{block}.total" for block in BLOCKS]
    statements = this_year(context, *quantities)
    for statement in statements:
        if statement.value != 0:
            continue
        addresses = statement.readings[0].plus
        # a number above zero for the same cases, told elsewhere: one of the two means some of them
        counted = any(s.value != 0 and set(s.readings[0].plus) & set(addresses) for s in statements)
        outcome = Status.REVIEW if counted else Status.FAIL
        yield from _none_of(context, addresses, statement, outcome, statement.quantity)


def _no_loss(context: Context) -> Iterator[Result]:
    for statement in this_year(context, "review.lost"):
        addresses = statement.readings[0].plus
        yield from _none_of(context, addresses, statement, Status.FAIL, "lost")


def _all_upheld(context: Context) -> Iterator[Result]:
    for phrase in context.claims.phrases:
        if phrase.kind != "all_upheld" or phrase.section == "problems_and_improvements":
            continue
        addresses = tuple(
            f"{block}.{row}"
            for block in phrase.blocks
            for row in ("corrected", "other_result", "pending")
        )
        yield from _none_of(context, addresses, phrase, Status.FAIL, "upheld")


RULES: tuple[Rule, ...] = (
    review_rule(
        "N106", "no-review-no-litigation", HARD, _nothing_filed,
        both("文中称无复议诉讼而表四有", "no review or suit by the text, some by table 4"), NONE_TOLD,
        both("文中称未发生行政复议、行政诉讼或为 0 件时，表四相应各块的总计应为 0；只说其中一种的，只看该种。",
             "Where the text says that there was no reconsideration or no suit, the totals of the "
             "blocks it names are zero."),
        "text(no reconsideration, no litigation) ⇒ review_and_litigation.{g}.total = 0",
        both("没有败诉、没有被纠错不等于没有案件。", "No lost case does not mean no case."),
    ),
    review_rule(
        "N107", "no-lost-cases", FIRM, _no_loss,
        both("文中称无败诉、纠错而表四有", "no lost case by the text, some by table 4"), NONE_TOLD,
        both("文中称没有败诉、没有被纠正时，表四的结果纠正应为 0；总计不受限制。",
             "Where the text says that no case was lost, no result is corrected in table 4; totals "
             "may be anything."),
        "text(no lost cases) ⇒ review_and_litigation.{g}.corrected = 0",
        both("只看文中所说的复议或诉讼。", "Only the kind of case the text names counts."),
    ),
    review_rule(
        "N108", "all-upheld", FIRM, _all_upheld,
        both("文中称均获维持而表四不是", "all upheld by the text, not by table 4"), NONE_TOLD,
        both("文中称复议、诉讼均获维持时，表四的结果纠正、其他结果、尚未审结都应为 0。",
             "Where the text says that all were upheld, nothing is corrected, otherwise decided or "
             "pending in table 4."),
        "text(all upheld) ⇒ corrected = other_result = pending = 0 in the blocks named",
        both("只说审结的案件均获维持的不算。", "All of those decided upheld does not count."),
    ),
)  # fmt: skip
"""The rules of this module, by id."""
