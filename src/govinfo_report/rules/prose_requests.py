"""Family N: requests received, told in prose (N101, N104)."""

from __future__ import annotations

from collections.abc import Iterator

from govinfo_report.model.finding import Status
from govinfo_report.model.parts import Scope
from govinfo_report.rules.context import Context
from govinfo_report.rules.prose_figures import label_of, value_at
from govinfo_report.rules.prose_texts import FIRM, HARD, NONE_TOLD, request_rule
from govinfo_report.rules.prose_told import NOT_COMPARABLE, Told, compared, this_year
from govinfo_report.rules.prose_words import quoted, speaks_for
from govinfo_report.rules.rule import Fail, Pass, Result, Rule
from govinfo_report.rules.texts import both

_NEW = "requests.new_received.total"

_IN = "requests.carried_in.total"


_RECEIVED = ("requests.received", "requests.received_with_carried_in", "requests.accepted")


def _meaning(context: Context, told: Told) -> Status | None:
    # of a government, 受理 may speak of one office only
    accepted = told.statement.quantity == "requests.accepted"
    return Status.REVIEW if accepted and context.report.scope is not Scope.OWN else Status.FAIL


def _sum_unsaid(told: Told) -> bool:
    """Whether 收到 counts what was carried in, though no word says so."""
    by_words = told.statement.quantity == "requests.received"
    return by_words and told.fit is not None and told.fit[0].id == "new-and-carried-in"


def _received(context: Context) -> Iterator[Result]:
    tables = {"new": value_at(context, _NEW), "carried_in": value_at(context, _IN)}
    known = {name: value for name, value in tables.items() if value is not None}
    statements = [s for s in this_year(context, *_RECEIVED) if s.value != 0]
    yield from compared(context, statements, _meaning, remark=_sum_unsaid, more=known)


def _none_received(context: Context) -> Iterator[Result]:
    statements = this_year(context, *_RECEIVED)
    received = value_at(context, _NEW)
    for statement in statements:
        if statement.value != 0:
            continue
        if received is None:
            yield context.gap(_NEW)
        elif received == 0:
            yield Pass()
        elif not speaks_for(context, statement.scope):
            yield NOT_COMPARABLE
        else:
            counted = any(s.value != 0 for s in statements)
            yield Fail(
                (_NEW,), {"words": quoted(context, statement), "label": label_of(context, _NEW)},
                expected=0, observed=received, difference=received,
                outcome=Status.REVIEW if counted else Status.FAIL,
                evidence=(statement.sentence,), key=f"none|{statement.section}",
            )  # fmt: skip


RULES: tuple[Rule, ...] = (
    request_rule(
        "N101", "requests-received", FIRM, _received,
        both("文中收到的申请数与表三不符", "requests received in the text are not those of table 3"),
        both("文中“{words}”，表三本年新收 {new}，上年结转 {carried_in}，相差 {difference}。",
             "The text says “{words}”; table 3 has {new} new and {carried_in} carried in; difference "
             "{difference}."),
        both("文中“收到”“新收”的申请数应为表三本年新收，或本年新收加上年结转。文中未说含上年结转而恰为两者之和"
             "的，为提示。",
             "Requests received in the text are the new ones of table 3, or new and carried in "
             "together. Info where the sum fits and no word says that it is meant."),
        "text(received) = requests.new_received.total, or requests.new_received.total + "
        "requests.carried_in.total",
        both("汇总报告中的“受理”可能只计一个机关，不符时列为待复核；上年、单个单位的数字不作比较。",
             "受理 in a consolidated report may speak of one office only: to be reviewed. Numbers of "
             "last year or of a single unit are not compared."),
    ),
    request_rule(
        "N104", "no-requests", HARD, _none_received,
        both("文中称未收到申请而表三有", "no request by the text, some by table 3"),
        NONE_TOLD,
        both("文中称未收到、没有收到申请或收到 0 件时，表三本年新收应为 0。",
             "Where the text says that no request was received, table 3 has no new ones."),
        "text(none received) ⇒ requests.new_received.total = 0",
        both("表中空白的无法判断；“未收到”只说某一渠道、某类申请人或某个单位的不算。",
             "Open where the cell is blank. Nothing received by one channel, from one kind of "
             "applicant or by one unit does not count."),
    ),
)  # fmt: skip
"""The rules of this module, by id."""
