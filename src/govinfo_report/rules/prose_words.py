"""How prose is quoted in messages, and whom a finding on it concerns."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from govinfo_report.model.figure import Grade, Number
from govinfo_report.model.finding import Attribution
from govinfo_report.model.parts import Scope, Section
from govinfo_report.model.place import Place
from govinfo_report.narrative.claims import Phrase
from govinfo_report.narrative.interval import Interval
from govinfo_report.narrative.statement import Statement
from govinfo_report.rules.context import Context

_OPENINGS = "、，,；;：:（("  # what parts the words of a number from those before
_QUOTED = 18  # characters of the wording in front of a number that are quoted


def speaks_for(context: Context, scope: str | None) -> bool:
    """Whether a number of this scope counts what the report counts, as far as the words tell."""
    scopes = {"office": Scope.OWN, "whole": Scope.CONSOLIDATED}
    return scope is None or context.report.scope is scopes.get(scope)


def section_of(context: Context, section: str) -> Section:
    """The section (``overview.on_request`` stands in ``overview``)."""
    return context.report.sections.get(section.partition(".")[0], Section())


class Told(Protocol):
    """A number, a rate or a phrase of the prose."""

    @property
    def section(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


def places_in(context: Context, *told: Told) -> tuple[Place, ...]:
    """Where the sentences stand that tell these, or their sections begin, if that is known."""
    found: dict[Place, None] = {}
    for one in told:
        for place in section_of(context, one.section).places(one.start, one.end):
            found[place] = None
    return tuple(found)


def places_of(context: Context, addresses: Iterable[str], told: Told) -> tuple[Place, ...]:
    """Where a sentence stands, then the figures it is held against."""
    figures = (context.figures[a].place for a in addresses if a in context.figures)
    return (*places_in(context, told), *(place for place in figures if place is not None))


def joined(text: str) -> str:
    """Words of the source on one line, for quoting."""
    return "".join(text.split())


def quoted(context: Context, statement: Statement) -> str:
    """A number with the words in front of it: ``收到政府信息公开申请80件``."""
    label = joined(statement.label).replace("\ue000", "").lstrip(_OPENINGS).removeprefix("其中")
    if statement.negated:
        return label
    text = section_of(context, statement.section).text
    printed = joined(text[statement.start : statement.end])
    if not printed:
        printed = f"{number_of(statement)}{statement.unit}"
    label = label.lstrip(_OPENINGS)
    return (label if len(label) <= _QUOTED else f"…{label[-_QUOTED:]}") + printed


def spoken(context: Context, phrase: Phrase) -> str:
    """The words of a phrase, as printed."""
    text = section_of(context, phrase.section).text
    return joined(text[phrase.start : phrase.end]) or joined(phrase.sentence)


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
