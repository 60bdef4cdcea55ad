"""The tables by name: figures long and wide, reports, findings, outcomes, statements."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from govinfo_report.model.report import Report
from govinfo_report.outputs.codebook.variables import STATE, variables
from govinfo_report.outputs.frames import columns
from govinfo_report.outputs.frames.cells import cells_of, ordered
from govinfo_report.outputs.frames.columns import TableColumn
from govinfo_report.outputs.frames.frame import Frame
from govinfo_report.outputs.frames.rows import (
    Item,
    Row,
    figure_rows,
    finding_rows,
    identity,
    origin,
    outcome_rows,
    repeatable,
    report_rows,
    reports_of,
    statement_rows,
)
from govinfo_report.rules import CATALOGUE_VERSION, Assessment

#: version of the columns: a new column at the end does not change it
SCHEMA = "govinfo-report/frames/1"


def _frame(name: str, chosen: tuple[TableColumn, ...], make: Callable[[], Iterable[Row]]) -> Frame:
    return Frame(chosen, make, facts_of(name))


def facts_of(name: str) -> Mapping[str, str]:
    """What the metadata of a table say: which it is, and what made it."""
    from govinfo_report import __version__

    return {
        "govinfo_report.schema": SCHEMA,
        "govinfo_report.table": name,
        "govinfo_report.version": __version__,
        "govinfo_report.rules": CATALOGUE_VERSION,
    }


def figures(results: Iterable[Item], *, derived: bool = True) -> Frame:
    """One row per figure (long form); documents without a report have none.

    ``results`` are reports or what ``parse_many`` yields.  With ``derived``, the subtotals that
    the form does not print follow the printed figures (column ``origin``).
    """

    results = repeatable(results)

    def make() -> Iterator[Row]:
        for report in reports_of(results):
            yield from figure_rows(report, derived=derived)

    return _frame("figures", columns.FIGURES, make)


def figures_of_rows(rows: Iterable[Row]) -> Frame:
    """The table ``figures`` of rows that were made before."""
    rows = repeatable(rows)
    return _frame("figures", columns.FIGURES, lambda: rows)


def wide(results: Iterable[Item], *, states: bool = False) -> Frame:
    """One row per report, one column per short name (see the codebook).

    With ``states``, a column ``<name>_state`` behind each says why a number is missing.  A
    variable of another edition's form is missing, state ``not_in_form``.
    """
    chosen = (*columns.IDENTITY, *columns.ORIGIN, *variable_columns(states=states))

    results = repeatable(results)

    def make() -> Iterator[Row]:
        for report in reports_of(results):
            yield (*identity(report), *origin(report), *_wide(report, states))

    return _frame("wide", chosen, make)


def variable_columns(*, states: bool = False) -> Iterator[TableColumn]:
    """A column for every variable, and for its state."""
    for variable in variables():
        kind = "number" if variable.kind == "amount" else "int"
        yield TableColumn(variable.name, kind, variable.label["zh"], variable.label["en"])
        if states:
            name = variable.name + STATE
            yield TableColumn(name, "text", variable.label["zh"], variable.label["en"])


def _wide(report: Report, states: bool) -> Iterator[object]:
    for cell in ordered(cells_of(report)):
        yield cell.value
        if states:
            yield cell.state


def reports(results: Iterable[Item]) -> Frame:
    """One row per report, and one per document that holds none, with the error."""
    results = repeatable(results)
    return _frame("reports", columns.REPORTS, lambda: report_rows(results))


def findings(assessments: Iterable[Assessment]) -> Frame:
    """One row per finding of the assessments (``validate``)."""

    assessments = repeatable(assessments)

    def make() -> Iterator[Row]:
        for assessment in assessments:
            yield from finding_rows(assessment)

    return _frame("findings", columns.FINDINGS, make)


def outcomes(assessments: Iterable[Assessment]) -> Frame:
    """One row per report and rule: passed, failed, open, not applicable, to review, crashed."""

    assessments = repeatable(assessments)

    def make() -> Iterator[Row]:
        for assessment in assessments:
            yield from outcome_rows(assessment)

    return _frame("outcomes", columns.OUTCOMES, make)


def statements(results: Iterable[Item]) -> Frame:
    """One row per number told in prose."""

    results = repeatable(results)

    def make() -> Iterator[Row]:
        for report in reports_of(results):
            yield from statement_rows(report)

    return _frame("statements", columns.STATEMENTS, make)
