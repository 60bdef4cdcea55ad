"""Family N: numbers of reconsiderations and suits, told in prose (N124, N125, N128)."""

from __future__ import annotations

from collections.abc import Iterator

from govinfo_report.model.finding import Status
from govinfo_report.model.parts import Scope
from govinfo_report.narrative.quantities import RESULTS
from govinfo_report.narrative.statement import Statement
from govinfo_report.rules.context import Context
from govinfo_report.rules.prose_texts import COUNT, FIRM, review_rule
from govinfo_report.rules.prose_told import Told, certain, compared, this_year
from govinfo_report.rules.rule import Result, Rule
from govinfo_report.rules.texts import both
from govinfo_report.text.lazy import lazy

#: 受理行政复议案件: what the body that decides does, not the one complained of
_HEARD = lazy(r"(?:受理|审理|审结|承办|办理)[^，。;；、]{0,16}(?:复议|诉讼)")
_SUITS = ("litigation", "litigation_direct", "litigation_after_reconsideration")


def _of_one_office(context: Context, told: Told) -> Status | None:
    """Fewer cases than the government with its units has may be those of one office; who hears
    cases may count those of others."""
    if _HEARD.search(told.statement.sentence) and "被" not in told.statement.sentence:
        return Status.REVIEW
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


_ONE_OFFICE = both(
    "汇总报告的文字可能只计一个机关的案件：少于表四的列为待复核。“受理”“审理”“办理”复议案件可能是作为复议机关"
    "的件数，不符时列为待复核。",
    "The text of a consolidated report may count one office only: fewer cases than table 4 has are "
    "to be reviewed. So are cases that are heard (受理, 审理, 办理): the body may be the one that decides.",
)

RULES: tuple[Rule, ...] = (
    review_rule(
        "N124", "reconsideration", FIRM, _reconsideration,
        both("文中复议件数与表四不符", "reconsiderations in the text are not those of table 4"), COUNT,
        both("文中行政复议的件数及维持、纠正、尚未审结的件数，应与表四第一块相同。",
             "Reconsiderations and their results in the text are those of the first block of "
             "table 4."),
        "text(reconsideration) = review_and_litigation.administrative_reconsideration.{upheld, "
        "corrected, other_result, pending, total}", _ONE_OFFICE,
    ),
    review_rule(
        "N125", "litigation", FIRM, _litigation,
        both("文中诉讼件数与表四不符", "suits in the text are not those of table 4"), COUNT,
        both("文中行政诉讼的件数，应为表四“未经复议直接起诉”与“复议后起诉”之和；写明其中一种的，与该块相比。",
             "Suits in the text are both blocks of table 4 together, or the one that is named."),
        "text(litigation) = review_and_litigation.litigation_direct.total + "
        "review_and_litigation.litigation_after_reconsideration.total", _ONE_OFFICE,
    ),
    review_rule(
        "N128", "review-and-litigation-combined", FIRM, _combined,
        both("文中复议诉讼合计与表四不符", "cases in all are not those of table 4"), COUNT,
        both("文中把行政复议和行政诉讼合计的，应等于表四三块总计之和。",
             "Reconsiderations and suits told as one number are the three totals of table 4 "
             "together."),
        "text(reconsideration and litigation in all) = the sum of review_and_litigation.{g}.total",
    ),
)  # fmt: skip
"""The rules of this module, by id."""
