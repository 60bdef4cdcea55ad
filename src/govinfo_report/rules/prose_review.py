"""Family N: reconsideration and litigation, told in prose (N106-N108, N124, N125, N128)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from govinfo_report.model.figure import Number
from govinfo_report.model.finding import Severity, Status
from govinfo_report.model.parts import Scope
from govinfo_report.narrative.quantities import RESULTS
from govinfo_report.narrative.statement import Statement
from govinfo_report.rules.context import Context
from govinfo_report.rules.prose_texts import (
    COUNT,
    FIRM,
    HARD,
    NONE_TOLD,
    OTHER_BODY,
    REVIEW,
    TABLE_EDITIONS,
    prose_rule,
)
from govinfo_report.rules.prose_told import (
    NOT_COMPARABLE,
    Told,
    certain,
    compared,
    label_of,
    quoted,
    section_of,
    speaks_for,
    this_year,
    value_at,
)
from govinfo_report.rules.rule import Assess, Fail, Gap, Pass, Result, Rule
from govinfo_report.rules.texts import Texts, both
from govinfo_report.text.normalise import squash

_BLOCKS = (
    "reconsideration", "litigation", "litigation_direct", "litigation_after_reconsideration",
    "combined",
)  # fmt: skip
_SUITS = _BLOCKS[1:4]


def _positive(context: Context, addresses: Iterable[str]) -> tuple[dict[str, Number], Gap | None]:
    """The figures above zero; a gap when there is none and some have no value."""
    values = {a: value_at(context, a) for a in addresses if a in context.figures}
    above = {a: value for a, value in values.items() if value}
    lacking = [a for a, value in values.items() if value is None]
    return above, context.gap(*lacking) if lacking and not above else None


def _none_of(
    context: Context, addresses: tuple[str, ...], words: str, section: str, sentence: str,
    *, outcome: Status, comparable: bool = True, key: str = "",
) -> Iterator[Result]:  # fmt: skip
    """What the prose says to be nothing, against the figures of table 4."""
    above, gap = _positive(context, addresses)
    if gap is not None:
        yield gap
    elif not above:
        yield Pass()
    elif not comparable:
        yield NOT_COMPARABLE
    else:
        total: Number = sum(above.values())
        yield Fail(
            tuple(above), {"words": words, "label": "＋".join(label_of(context, a) for a in above)},
            expected=0, observed=total, difference=total, outcome=outcome,
            evidence=(sentence,), key=f"{key}|{section}",
        )  # fmt: skip


def _nothing_filed(context: Context) -> Iterator[Result]:
    quantities = [f"review.{block}.total" for block in _BLOCKS]
    statements = this_year(context, *quantities)
    for statement in statements:
        if statement.value != 0:
            continue
        addresses = statement.readings[0].plus
        # a number above zero for the same cases, told elsewhere: one of the two means some of them
        counted = any(s.value != 0 and set(s.readings[0].plus) & set(addresses) for s in statements)
        yield from _none_of(
            context, addresses, quoted(context, statement), statement.section, statement.sentence,
            outcome=Status.REVIEW if counted else Status.FAIL,
            comparable=speaks_for(context, statement.scope), key=statement.quantity,
        )  # fmt: skip


def _no_loss(context: Context) -> Iterator[Result]:
    for statement in this_year(context, "review.lost"):
        yield from _none_of(
            context, statement.readings[0].plus, quoted(context, statement), statement.section,
            statement.sentence, outcome=Status.FAIL,
            comparable=speaks_for(context, statement.scope), key="lost",
        )  # fmt: skip


def _all_upheld(context: Context) -> Iterator[Result]:
    for phrase in context.claims.phrases:
        if phrase.kind != "all_upheld" or phrase.section == "problems_and_improvements":
            continue
        text = section_of(context, phrase.section).text
        words = squash(text[phrase.start : phrase.end]) or squash(phrase.sentence)
        addresses = tuple(
            f"{block}.{row}"
            for block in phrase.blocks
            for row in ("corrected", "other_result", "pending")
        )
        yield from _none_of(
            context, addresses, words, phrase.section, phrase.sentence,
            outcome=Status.FAIL if phrase.firm else Status.REVIEW, key="upheld",
        )  # fmt: skip


def _of_one_office(context: Context, told: Told) -> Status | None:
    """Fewer cases than the government with its units has may be those of one office."""
    stated, value = told.statement.bound.high, told.sides[0][1]
    fewer = stated is not None and stated < value
    consolidated = context.report.scope is not Scope.OWN and told.statement.scope is None
    return Status.REVIEW if fewer and consolidated else Status.FAIL


def _told(context: Context, *blocks: str) -> tuple[Statement, ...]:
    quantities = [f"review.{block}.{row}" for block in blocks for row in RESULTS]
    zero_totals = {f"review.{block}.total" for block in blocks}  # N106 speaks for these
    return tuple(
        s for s in this_year(context, *quantities) if s.value != 0 or s.quantity not in zero_totals
    )


def _reconsideration(context: Context) -> Iterator[Result]:
    yield from compared(context, _told(context, "reconsideration"), _of_one_office)


def _litigation(context: Context) -> Iterator[Result]:
    yield from compared(context, _told(context, *_SUITS), _of_one_office)


def _combined(context: Context) -> Iterator[Result]:
    yield from compared(context, _told(context, "combined"), certain)


def _rule(
    rule_id: str, slug: str, severity: Severity, check: Assess, title: Texts, template: Texts,
    explanation: Texts, formula: str, exclusions: Texts = OTHER_BODY,
) -> Rule:  # fmt: skip
    return prose_rule(
        rule_id, slug, severity, check, title, template, explanation, formula,
        exclusions=exclusions, editions=TABLE_EDITIONS, requires=REVIEW,
    )  # fmt: skip


_ONE_OFFICE = both(
    "汇总报告的文字可能只计一个机关的案件：少于表四的列为待复核。",
    "The text of a consolidated report may count one office only: fewer cases than table 4 has are "
    "to be reviewed.",
)

RULES: tuple[Rule, ...] = (
    _rule(
        "N106", "no-review-no-litigation", HARD, _nothing_filed,
        both("文中称无复议诉讼而表四有", "no review or suit by the text, some by table 4"), NONE_TOLD,
        both("文中称未发生行政复议、行政诉讼或为 0 件时，表四相应各块的总计应为 0；只说其中一种的，只看该种。",
             "Where the text says that there was no reconsideration or no suit, the totals of the "
             "blocks it names are zero."),
        "text(no reconsideration, no litigation) ⇒ review_and_litigation.{g}.total = 0",
        both("没有败诉、没有被纠错不等于没有案件。", "No lost case does not mean no case."),
    ),
    _rule(
        "N107", "no-lost-cases", FIRM, _no_loss,
        both("文中称无败诉、纠错而表四有", "no lost case by the text, some by table 4"), NONE_TOLD,
        both("文中称没有败诉、没有被纠正时，表四的结果纠正应为 0；总计不受限制。",
             "Where the text says that no case was lost, no result is corrected in table 4; totals "
             "may be anything."),
        "text(no lost cases) ⇒ review_and_litigation.{g}.corrected = 0",
        both("只看文中所说的复议或诉讼。", "Only the kind of case the text names counts."),
    ),
    _rule(
        "N108", "all-upheld", FIRM, _all_upheld,
        both("文中称均获维持而表四不是", "all upheld by the text, not by table 4"), NONE_TOLD,
        both("文中称复议、诉讼均获维持时，表四的结果纠正、其他结果、尚未审结都应为 0。",
             "Where the text says that all were upheld, nothing is corrected, otherwise decided or "
             "pending in table 4."),
        "text(all upheld) ⇒ corrected = other_result = pending = 0 in the blocks named",
        both("只说审结的案件均获维持的不算。", "All of those decided upheld does not count."),
    ),
    _rule(
        "N124", "reconsideration", FIRM, _reconsideration,
        both("文中复议件数与表四不符", "reconsiderations in the text are not those of table 4"), COUNT,
        both("文中行政复议的件数及维持、纠正、尚未审结的件数，应与表四第一块相同。",
             "Reconsiderations and their results in the text are those of the first block of "
             "table 4."),
        "text(reconsideration) = review_and_litigation.administrative_reconsideration.{upheld, "
        "corrected, other_result, pending, total}", _ONE_OFFICE,
    ),
    _rule(
        "N125", "litigation", FIRM, _litigation,
        both("文中诉讼件数与表四不符", "suits in the text are not those of table 4"), COUNT,
        both("文中行政诉讼的件数，应为表四“未经复议直接起诉”与“复议后起诉”之和；写明其中一种的，与该块相比。",
             "Suits in the text are both blocks of table 4 together, or the one that is named."),
        "text(litigation) = review_and_litigation.litigation_direct.total + "
        "review_and_litigation.litigation_after_reconsideration.total", _ONE_OFFICE,
    ),
    _rule(
        "N128", "review-and-litigation-combined", FIRM, _combined,
        both("文中复议诉讼合计与表四不符", "cases in all are not those of table 4"), COUNT,
        both("文中把行政复议和行政诉讼合计的，应等于表四三块总计之和。",
             "Reconsiderations and suits told as one number are the three totals of table 4 "
             "together."),
        "text(reconsideration and litigation in all) = the sum of review_and_litigation.{g}.total",
    ),
)  # fmt: skip
"""The rules of this module, by id."""
