"""Numbers of the prose beside the figures they stand for: comparison, quotation, findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from attrs import frozen

from govinfo_report.model.address import derived_of
from govinfo_report.model.figure import Grade, Number, State
from govinfo_report.model.finding import Attribution, Param, Severity, Status
from govinfo_report.model.parts import Scope, Section
from govinfo_report.model.place import Place
from govinfo_report.narrative.interval import Interval
from govinfo_report.narrative.statement import AdmissibleReading, Statement
from govinfo_report.rules.context import Context
from govinfo_report.rules.history import MISSING
from govinfo_report.rules.rule import Assess, Fail, Gap, Pass, Result
from govinfo_report.rules.slots import shorten
from govinfo_report.text.normalise import squash

#: the prose says something that no figure of the report can be held against
NOT_COMPARABLE = Gap((), MISSING["not_comparable"][1], given=False)
NO_PROSE = Gap((), MISSING["no_prose"][1], given=False)

_GROUPS = {
    "denied": "（三）不予公开小计", "unable_to_provide": "（四）无法提供小计",
    "not_processed": "（五）不予处理小计", "other_handling": "（六）其他处理小计",
}  # fmt: skip
_SHORT_ROWS = {
    "new_received": "本年新收", "carried_in": "上年结转", "carried_out": "结转下年度",
    "total_handled": "办理结果总计", "granted": "予以公开", "partially_granted": "部分公开",
}  # fmt: skip
_BLOCKS = {
    "administrative_reconsideration": "行政复议", "litigation_direct": "未经复议直接起诉",
    "litigation_after_reconsideration": "复议后起诉",
}  # fmt: skip
_QUOTED = 18  # characters of the wording in front of a number that are quoted
_NAMED = 28  # characters of a sum of labels
_NEGLECTED = ("problems_and_improvements",)


@frozen
class Told:
    """What became of one number: the reading that fits, or why none does.

    ``sides`` holds the readings that have a value, ``lacking`` the figures that have none.
    ``fit`` is the first of the sides that does not contradict the number, ``None`` for none.
    """

    statement: Statement
    sides: tuple[tuple[AdmissibleReading, Number], ...]
    lacking: tuple[str, ...]
    fit: tuple[AdmissibleReading, Number] | None

    @property
    def narrow(self) -> bool:
        """Whether the fitting value is also what the words suggest: 3250 for ``3200余``."""
        return self.fit is not None and self.fit[1] in self.statement.narrow


def value_at(context: Context, address: str) -> Number | None:
    """The value printed at an address, or derived for it; ``None`` where there is none."""
    found = context.values.get(address)
    if found is None and address not in context.figures and is_known(context, address):
        figure = context.report[address]
        return figure.value if figure.state is State.VALUE else None
    return found


def is_known(context: Context, address: str) -> bool:
    """Whether the forms of the report have such a figure, printed or derived."""
    return address in context.figures or address in derived_of(context.report.forms)


def lacking_at(context: Context, addresses: Iterable[str]) -> tuple[str, ...]:
    """The printed figures that have no value among these, parts of subtotals included."""
    derived = derived_of(context.report.forms)
    parts = (p for a in addresses for p in derived.get(a, (a,)))
    return tuple(p for p in parts if p in context.figures and p not in context.values)


def label_of(context: Context, address: str) -> str:
    """How a figure is called in a message: ``本年新收·总计``."""
    row = address.partition(".")[2].rpartition(".")[0]
    slot = context.slots.get(address)
    if row in _GROUPS and slot is None:
        return _GROUPS[row]
    name = _SHORT_ROWS.get(row) or _BLOCKS.get(row)
    if name is None:
        return slot.label if slot is not None else address
    return f"{name}·{slot.column}" if slot is not None else name


def name_of(context: Context, reading: AdmissibleReading) -> str:
    """The figures of a reading, added up."""
    plus = "＋".join(label_of(context, a) for a in reading.plus[:3])
    if len(reading.plus) > 3:
        plus += "＋…"
    minus = "".join(f"－{label_of(context, a)}" for a in reading.minus)
    return shorten(plus + minus, _NAMED)


def told_of(context: Context, statement: Statement) -> Told:
    """Compare one number with the readings its wording admits."""
    sides: list[tuple[AdmissibleReading, Number]] = []
    lacking: list[str] = []
    for reading in statement.readings:
        addresses = (*reading.plus, *reading.minus)
        if not all(is_known(context, a) for a in addresses):
            continue
        values = {a: value_at(context, a) for a in addresses}
        if any(value is None for value in values.values()):
            lacking += lacking_at(context, addresses)
            continue
        total: Number = 0
        for a in reading.plus:
            total += values[a] or 0
        for a in reading.minus:
            total -= values[a] or 0
        sides.append((reading, total))
    fit = next((side for side in sides if side[1] in statement.bound), None)
    return Told(statement, tuple(sides), tuple(dict.fromkeys(lacking)), fit)


def this_year(context: Context, *quantities: str) -> tuple[Statement, ...]:
    """What the prose tells of these quantities for the reporting year and the whole report.

    Left out are other years, single units, the section on problems, parts of a number of the same
    quantity, and prose around a table whose reading met difficulties.
    """
    wanted = frozenset(quantities)
    parts = {
        (part.section, part.start)
        for sub in context.claims.sums
        for part in sub.parts
        if part.quantity == sub.whole.quantity
    }
    tangled = any(code in context.notes for code in ("P103", "P202", "P204", "P206"))
    left_out = (*_NEGLECTED, *(context.by_table if tangled else ()))
    return tuple(
        s for s in context.claims.statements
        if s.quantity in wanted
        and s.period in (None, "this_year")
        and s.scope != "sub_unit"
        and (s.section, s.start) not in parts
        and not s.section.startswith(left_out)
    )  # fmt: skip


def speaks_for(context: Context, scope: str | None) -> bool:
    """Whether a number of this scope counts what the report counts, as far as the words tell."""
    scopes = {"office": Scope.OWN, "whole": Scope.CONSOLIDATED}
    return scope is None or context.report.scope is scopes.get(scope)


def section_of(context: Context, section: str) -> Section:
    """The section (``overview.on_request`` stands in ``overview``)."""
    return context.report.sections.get(section.partition(".")[0], Section())


def places_in(context: Context, section: str) -> tuple[Place, ...]:
    """Where a section begins, if that is known."""
    place = section_of(context, section).place
    return () if place is None else (place,)


def quoted(context: Context, statement: Statement) -> str:
    """A number with the words in front of it: ``收到政府信息公开申请80件``."""
    if statement.negated:
        return squash(statement.label)
    text = section_of(context, statement.section).text
    printed = squash(text[statement.start : statement.end])
    if not printed:
        printed = f"{number_of(statement)}{statement.unit}"
    label = squash(statement.label).replace("\ue000", "")
    return (label if len(label) <= _QUOTED else f"…{label[-_QUOTED:]}") + printed


def number_of(statement: Statement) -> Number:
    """The number printed, or the least that a vague word (几十) means."""
    if statement.stated is not None:
        return statement.stated
    return statement.low if statement.low is not None else 0


def blame(context: Context) -> Attribution:
    """The document for a contradiction within its prose, when the reading went well."""
    good = context.report.reading.grade["report"] is Grade.VERIFIED
    return Attribution.SOURCE if good else Attribution.UNDECIDED


def miss(bound: Interval, value: Number) -> Number:
    """How far a value lies outside an interval."""
    if bound.low is not None and value < bound.low:
        return bound.low - value
    return value - bound.high if bound.high is not None and value > bound.high else 0


def with_prose(assess: Assess) -> Assess:
    """A check that is open as long as no section was found."""

    def check(context: Context) -> Iterator[Result]:
        if not context.report.sections:
            yield NO_PROSE
        else:
            yield from assess(context)

    return check


#: what to make of a number that fits no reading: the outcome, or ``None`` for a gap
Judge = Callable[[Context, Told], Status | None]


def certain(context: Context, told: Told) -> Status | None:
    """Fails, whatever the wording."""
    return Status.FAIL


def doubtful(context: Context, told: Told) -> Status | None:
    """For a human: the wording has meanings beyond the readings."""
    return Status.REVIEW


def nowhere(told: Told) -> bool:
    """No fitting reading is worth a remark."""
    return False


def compared(
    context: Context,
    statements: Iterable[Statement],
    judge: Judge = certain,
    severity: Severity | None = None,
    *,
    remark: Callable[[Told], bool] = nowhere,
    more: Mapping[str, Param] | None = None,
) -> Iterator[Result]:
    """Each number against the tables, by the readings it admits.

    ``judge`` decides on a number that fits none; ``remark`` tells fitting readings that are
    remarked on all the same, as info; ``more`` are further parameters of the message.
    """
    every = [(s, told_of(context, s)) for s in statements]
    fitting = {s.quantity for s, told in every if told.fit is not None}
    for statement, told in every:
        if told.narrow and not remark(told):
            yield Pass()
        elif told.fit is not None:
            yield mismatch(context, told, Status.REVIEW, Severity.INFO, more)
        elif told.lacking:
            yield Gap(told.lacking, context.why(told.lacking))
        elif told.sides:
            outcome = judge(context, told) if speaks_for(context, statement.scope) else None
            if outcome is None:
                yield NOT_COMPARABLE
            else:
                # another number of the same kind agrees: this one may count something else
                outcome = Status.REVIEW if statement.quantity in fitting else outcome
                yield mismatch(context, told, outcome, severity, more)


def mismatch(
    context: Context,
    told: Told,
    outcome: Status,
    severity: Severity | None = None,
    more: Mapping[str, Param] | None = None,
) -> Fail:
    """A number of the prose that is not that of the tables, or not quite."""
    statement = told.statement
    about = told.fit is not None and not told.narrow
    reading, value = told.fit if told.fit is not None and about else told.sides[0]
    addresses = (*reading.plus, *reading.minus)
    figures = (context.figures[a].place for a in addresses if a in context.figures)
    places = tuple(place for place in figures if place is not None)
    params = {"words": quoted(context, statement), "label": name_of(context, reading)}
    return Fail(
        addresses, {**params, **(more or {})},
        expected=value, observed=number_of(statement),
        difference=miss(statement.narrow if about else statement.bound, value),
        severity=severity, outcome=outcome,
        places=(*places, *places_in(context, statement.section)),
        evidence=(statement.sentence,), key=f"{statement.quantity}|{statement.section}",
    )  # fmt: skip
