"""What the tables hold: rows from reports, results and assessments, one report at a time."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, Protocol, TypeAlias

from govinfo_report.errors import GovInfoReportError, UsageError
from govinfo_report.model.address import FormsKey, blocks_of, derived_of
from govinfo_report.model.codec import place_json
from govinfo_report.model.figure import Figure, Grade, State
from govinfo_report.model.finding import Param
from govinfo_report.model.place import Place
from govinfo_report.model.report import Report
from govinfo_report.outputs.codebook.variables import Variable, variable_of
from govinfo_report.outputs.provenance import software_text
from govinfo_report.rules import Assessment
from govinfo_report.rules.message import plain_number

Row: TypeAlias = tuple[Any, ...]


class ResultLike(Protocol):
    """What became of one document: a report, or an error (``parse_many`` yields these)."""

    @property
    def source(self) -> str:
        """Name of the document."""

    @property
    def report(self) -> Report | None:
        """The report, if there is one."""

    @property
    def error(self) -> GovInfoReportError | None:
        """Why there is none."""


Item: TypeAlias = Report | ResultLike


def repeatable(items: Iterable[Any]) -> Iterable[Any]:
    """The items; of an iterator, something that says so when it is read a second time."""
    return _Once(items) if isinstance(items, Iterator) else items


class _Once:
    """An iterator that is not silently empty when it is used up."""

    def __init__(self, items: Iterator[Any]) -> None:
        self._items: Iterator[Any] | None = items

    def __iter__(self) -> Iterator[Any]:
        items, self._items = self._items, None
        if items is None:
            raise UsageError(
                "The results were an iterator, and have been read already.",
                zh="所给结果为迭代器，已经读过一遍。",
                hint="Give a list to make several tables of it.", hint_zh="如需多次使用，请给出列表。",
            )  # fmt: skip
        return items


def report_of(item: Item) -> Report | None:
    """The report of an item, if it has one."""
    return item if isinstance(item, Report) else item.report


def reports_of(items: Iterable[Item]) -> Iterator[Report]:
    """The reports; documents without one are left to the table ``reports``."""
    for item in items:
        report = report_of(item)
        if report is not None:
            yield report


def identity(report: Report) -> Row:
    """Who reports on what."""
    return report.publisher, report.region, report.scope.value, report.year, report.edition


def origin(report: Report) -> Row:
    """Where it was read, and by what."""
    source = report.source
    software = software_text(report) if report.software else None
    return source.name, source.sha256, source.url, software


_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def compact(value: object) -> str:
    """JSON in one line."""
    return _COMPACT.encode(value)


@lru_cache(maxsize=64)
def _described(forms: FormsKey, derived: bool) -> tuple[tuple[str, str, Variable], ...]:
    """(address, form, variable) of every figure a report with these forms has."""
    given = dict(forms)
    form_of = {a: block.edition for block in blocks_of(given) for a in block.addresses}
    if derived:
        form_of |= dict.fromkeys(derived_of(given), given.get("requests", ""))
    return tuple((a, e, variable_of(e, a)) for a, e in form_of.items())


def figure_rows(report: Report, *, derived: bool = True) -> Iterator[Row]:
    """One row per figure; with ``derived``, the subtotals behind the printed figures."""
    head, tail = identity(report), origin(report)
    grades: dict[str, Grade] = dict(report.reading.grade)
    for address, form, variable in _described(tuple(report.forms.items()), derived):
        figure = report[address]
        yield (
            *head, form, variable.table, address, variable.name,
            variable.label["zh"], variable.label["en"], *_figure(figure),
            grades.get(variable.table, grades["report"]).value, figure.origin.value, *tail,
        )  # fmt: skip


def _figure(figure: Figure) -> Row:
    place = figure.place
    reason = figure.reason
    return (
        figure.value, figure.unit, figure.state.value, reason and reason.value, figure.raw,
        place and place.line, place and place.page, _place(place),
    )  # fmt: skip


def _place(place: Place | None) -> str | None:
    return None if place is None else compact(place_json(place))


def report_rows(items: Iterable[Item]) -> Iterator[Row]:
    """One row per report, and one per document that holds none."""
    for item in items:
        report = report_of(item)
        if report is not None:
            yield _report(report)
        else:
            assert not isinstance(item, Report)
            yield _failure(item)


def _report(report: Report) -> Row:
    first, last = report.period or (None, None)
    states = [figure.state for figure in report.figures.values()]
    reading = report.reading
    return (
        *identity(report), report.title, first, last, report.published, report.grade.value,
        len(states), states.count(State.VALUE), states.count(State.REFUSED), reading.opener,
        reading.layout, *origin(report), None, None, None,
    )  # fmt: skip


def _failure(result: ResultLike) -> Row:
    error = result.error
    kind = type(error).__name__ if error is not None else None
    words = (error.text("zh"), error.text("en")) if error is not None else (None, None)
    empty = (None,) * 15
    return (*empty, result.source, None, None, None, kind, *words)


def finding_rows(assessment: Assessment) -> Iterator[Row]:
    """One row per finding."""
    report = assessment.report
    for found in assessment.findings:
        line = found.places[0].line if found.places else None
        yield (
            *identity(report), found.rule, found.slug, found.severity.value, found.outcome.value,
            found.attribution.value, " ".join(found.addresses), _text(found.expected),
            _text(found.observed), _text(found.difference), found.message.get("zh"),
            found.message.get("en"), line, compact([place_json(place) for place in found.places]),
            found.set_aside, found.fingerprint, *origin(report),
        )  # fmt: skip


def _text(value: Param | None) -> str | None:
    return value if value is None or isinstance(value, str) else plain_number(value)


def outcome_rows(assessment: Assessment) -> Iterator[Row]:
    """One row per rule of the catalogue: passed, failed, open …"""
    report = assessment.report
    for became in assessment.outcomes:
        yield (
            *identity(report), became.rule, became.slug, became.status.value, became.checked,
            became.failed, became.open, became.reason, assessment.catalogue, *origin(report),
        )  # fmt: skip


def statement_rows(report: Report) -> Iterator[Row]:
    """One row per number told in prose."""
    for told in report.statements:
        place = told.place
        yield (
            *identity(report), told.quantity, told.value, told.low, told.high, told.unit,
            told.hedge, told.period, told.scope, told.negated, told.label, told.sentence,
            told.section, place and place.line, *origin(report),
        )  # fmt: skip
