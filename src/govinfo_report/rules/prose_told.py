"""Numbers of the prose beside the figures they stand for: comparison and findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from attrs import frozen

from govinfo_report.model.figure import Number
from govinfo_report.model.finding import Param, Severity, Status
from govinfo_report.model.parts import Scope
from govinfo_report.narrative.statement import AdmissibleReading, Statement
from govinfo_report.rules.context import Context
from govinfo_report.rules.history import MISSING
from govinfo_report.rules.prose_figures import is_known, lacking_at, name_of, value_at
from govinfo_report.rules.prose_words import miss, number_of, places_of, quoted, speaks_for
from govinfo_report.rules.rule import Assess, Fail, Gap, Pass, Result
from govinfo_report.text.lazy import lazy

#: 区政府收到申请: perhaps the government as one office
_GOVERNMENT = lazy(
    r"(?:[省市州盟县区旗]|人民)政府(?!信息|办|网|门户|部门|各|及|系统)"
    r"(?:共计?|累计|全年|直接|收到|受理|办理|新收|接到|答复|办结|被)"
)
#: the prose says something that no figure of the report can be held against
NOT_COMPARABLE = Gap((), MISSING["not_comparable"][1], given=False)

NO_PROSE = Gap((), MISSING["no_prose"][1], given=False)


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


def told_of(context: Context, statement: Statement) -> Told:
    """Compare one number with the readings its wording admits."""
    sides: list[tuple[AdmissibleReading, Number]] = []
    lacking: list[str] = []
    for reading in statement.readings:
        addresses = (*reading.plus, *reading.minus)
        if not all(is_known(context, a) for a in addresses):
            continue
        values = {a: v for a in addresses if (v := value_at(context, a)) is not None}
        if len(values) < len(addresses):
            lacking += lacking_at(context, addresses)
            continue
        total = sum(values[a] for a in reading.plus) - sum(values[a] for a in reading.minus)
        sides.append((reading, total))
    fit = next((side for side in sides if side[1] in statement.bound), None)
    return Told(statement, tuple(sides), tuple(dict.fromkeys(lacking)), fit)


def this_year(context: Context, *quantities: str) -> tuple[Statement, ...]:
    """What the prose tells of these quantities for the reporting year, in printed order."""
    if len(quantities) == 1:
        return context.told.get(quantities[0], ())
    found = (s for quantity in quantities for s in context.told.get(quantity, ()))
    order = {id(s): n for n, s in enumerate(context.claims.statements)}
    return tuple(sorted(found, key=lambda s: order[id(s)]))


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
    apart = told_apart(every)
    fitting = {s.quantity for s, told in every if told.fit is not None}
    for statement, told in every:
        if told.narrow and not remark(told):
            yield Pass()
        elif told.fit is not None:
            yield mismatch(context, told, Status.REVIEW, Severity.INFO, more)
        elif told.lacking:
            yield Gap(told.lacking, context.why(told.lacking))
        elif id(statement) in apart:
            yield Pass()
        elif told.sides:
            outcome = judge(context, told) if speaks_for(context, statement.scope) else None
            if outcome is None:
                yield NOT_COMPARABLE
            else:
                if outcome is Status.FAIL and _by_government(context, statement):
                    outcome = Status.REVIEW
                # another number of the same kind agrees: this one may count something else
                outcome = Status.REVIEW if statement.quantity in fitting else outcome
                yield mismatch(context, told, outcome, severity, more)


def told_apart(every: Iterable[tuple[Statement, Told]]) -> frozenset[int]:
    """Ids (``id``) of numbers of one kind in one sentence that make up a figure together.

    收到张某申请1件，收到李某申请1件: none of them is wrong, nor told twice.
    """
    groups: dict[tuple[str, str, str], list[tuple[Statement, Told]]] = {}
    for statement, told in every:
        key = (statement.quantity, statement.section, statement.sentence)
        groups.setdefault(key, []).append((statement, told))
    found: list[Statement] = []
    for group in groups.values():
        if any(told.fit is not None for _, told in group):
            continue
        parts = [s.value for s, _ in group if s.value is not None]
        hedged = len(group) - len(parts)
        if not hedged and sum(parts) in [value for _, value in group[0][1].sides]:
            found += [statement for statement, _ in group]
    return frozenset(map(id, found))


def _by_government(context: Context, statement: Statement) -> bool:
    """Whether the government itself may be meant, in a report that counts its units as well."""
    own = context.report.scope is Scope.OWN
    return not own and _GOVERNMENT.search(statement.label) is not None


def mismatch(
    context: Context,
    told: Told,
    outcome: Status,
    severity: Severity | None = None,
    more: Mapping[str, Param] | None = None,
) -> Fail:
    """A number of the prose that is not that of the tables, or not quite."""
    statement = told.statement
    reading, value = (None if told.narrow else told.fit) or told.sides[0]
    addresses = (*reading.plus, *reading.minus)
    params = {"words": quoted(context, statement), "label": name_of(context, reading)}
    return Fail(
        addresses, {**params, **(more or {})},
        expected=value, observed=number_of(statement),
        difference=miss(statement.narrow, value),
        severity=severity, outcome=outcome,
        places=places_of(context, addresses, statement),
        evidence=(statement.sentence,), key=f"{statement.quantity}|{statement.section}",
    )  # fmt: skip
