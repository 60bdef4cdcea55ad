"""Family N: requests carried over and closed, told in prose (N109-N112)."""

from __future__ import annotations

from collections.abc import Iterator

from govinfo_report.model.figure import Number
from govinfo_report.model.finding import Status
from govinfo_report.narrative.claims import Phrase
from govinfo_report.rules.context import Context
from govinfo_report.rules.prose_figures import label_of, value_at
from govinfo_report.rules.prose_texts import COUNT, FIRM, request_rule
from govinfo_report.rules.prose_told import NOT_COMPARABLE, Told, compared, doubtful, this_year
from govinfo_report.rules.prose_words import number_of, places_in, speaks_for, spoken
from govinfo_report.rules.rule import Fail, Pass, Result, Rule
from govinfo_report.rules.texts import both

_HANDLED = "requests.total_handled.total"

_OUT = "requests.carried_out.total"


def _all_closed(context: Context) -> Iterator[Result]:
    left = value_at(context, _OUT)
    told = [s for s in this_year(context, "requests.carried_out") if s.value != 0]
    for phrase in context.claims.phrases:
        if phrase.kind != "all_closed" or phrase.section == "problems_and_improvements":
            continue
        about = [
            s for s in context.claims.statements
            if s.section == phrase.section and s.sentence == phrase.sentence
            and s.quantity.startswith("requests.")
        ]  # fmt: skip
        if any(s.period not in (None, "this_year") or s.scope == "sub_unit" for s in about):
            continue
        if left is None and told and phrase.firm:
            # the text contradicts itself, whatever the table says
            words = "文中另述的结转下年度"
            yield _left_open(context, phrase, number_of(told[0]), words, Status.REVIEW)
        elif left is None:
            yield context.gap(_OUT)
        elif left == 0:
            yield Pass()
        elif not all(speaks_for(context, s.scope) for s in about):
            yield NOT_COMPARABLE
        else:
            # the report that tells what it carries over does not hide it
            sure = phrase.firm and not told
            label = f"表三{label_of(context, _OUT)}"
            yield _left_open(context, phrase, left, label, Status.FAIL if sure else Status.REVIEW)


def _left_open(
    context: Context, phrase: Phrase, left: Number, label: str, outcome: Status
) -> Fail:  # fmt: skip
    words = spoken(context, phrase)
    return Fail(
        (_OUT,), {"words": words, "label": label},
        expected=0, observed=left, difference=left, outcome=outcome,
        places=places_in(context, phrase), evidence=(phrase.sentence,),
        key=f"{phrase.kind}|{phrase.section}",
    )  # fmt: skip


def _carried_in(context: Context) -> Iterator[Result]:
    yield from compared(context, this_year(context, "requests.carried_in"))


def _carried_out(context: Context) -> Iterator[Result]:
    yield from compared(context, this_year(context, "requests.carried_out"))


def _contradictory(context: Context, told: Told) -> Status | None:
    """Closed, of which some carried forward, is a wording nobody can hold against a figure."""
    handled, left = value_at(context, _HANDLED), value_at(context, _OUT)
    with_rest = handled is not None and left is not None and told.statement.value == handled + left
    return Status.REVIEW if with_rest else Status.FAIL


def _closed(context: Context) -> Iterator[Result]:
    yield from compared(context, this_year(context, "requests.closed"), _contradictory)
    others = this_year(context, "requests.answered", "requests.processed")
    yield from compared(context, others, doubtful)


RULES: tuple[Rule, ...] = (
    request_rule(
        "N109", "all-closed", FIRM, _all_closed,
        both("文中称全部办结而仍有结转", "all closed by the text, and yet some carried forward"),
        both("文中“{words}”，而{label}为 {observed}。",
             "The text says “{words}”, and yet {label} is {observed}."),
        both("文中称申请全部办结、均已答复时，表三结转下年度应为 0。",
             "Where the text says that all requests were closed, none is carried forward."),
        "text(all closed) ⇒ requests.carried_out.total = 0",
        both("答复率、按期办结率不作判断；“均按时回复”可能只指到期的，文中自行说明结转的，列为待复核。",
             "Rates are not assessed. Wordings that may speak of those due only, and texts that tell "
             "what is carried forward, are to be reviewed."),
    ),
    request_rule(
        "N110", "carried-in", FIRM, _carried_in,
        both("文中上年结转数与表三不符", "requests carried in are not those of table 3"), COUNT,
        both("文中的上年结转件数应与表三第二项总计相同。",
             "Requests carried in from last year are those of item two of table 3."),
        "text(carried in) = requests.carried_in.total",
    ),
    request_rule(
        "N111", "closed", FIRM, _closed,
        both("文中办结数与表三不符", "requests closed are not those of table 3"), COUNT,
        both("文中“办结”的件数应与表三办理结果总计相同。",
             "Requests closed are the total of the outcomes of table 3."),
        "text(closed) = requests.total_handled.total",
        both("“答复”“办理”可能不计撤回的或包括结转的，“办结……其中结转”自相矛盾，均列为待复核。",
             "答复 and 办理 may leave out withdrawn requests or count pending ones, and «closed, of "
             "which carried forward» contradicts itself: to be reviewed."),
    ),
    request_rule(
        "N112", "carried-out", FIRM, _carried_out,
        both("文中结转下年度数与表三不符", "requests carried forward are not those of table 3"), COUNT,
        both("文中结转下年度继续办理的件数应与表三第四项总计相同。",
             "Requests carried forward are those of item four of table 3."),
        "text(carried out) = requests.carried_out.total",
    ),
)  # fmt: skip
"""The rules of this module, by id."""
