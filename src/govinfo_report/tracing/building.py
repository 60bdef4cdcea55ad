"""From what the reading recorded to a trace."""

from __future__ import annotations

from collections.abc import Iterator

from govinfo_report.documents.document import Document, Span
from govinfo_report.errors import GovInfoReportError
from govinfo_report.model.editions import address
from govinfo_report.model.figure import Figure, Reason, State
from govinfo_report.reading.binding import BoundRow
from govinfo_report.reading.checks import CELL_CHECKS, CHECKS, UNCLAIMED, Check
from govinfo_report.reading.draft import RowClaim
from govinfo_report.reading.reader import unrecognised
from govinfo_report.reading.recording import Attempt, Part, TableRecord
from govinfo_report.tracing.trace import (
    Asked,
    CheckResult,
    Refusal,
    Trace,
    TracedCell,
    TracedRow,
    TracedTable,
)

_REVIEW = "review_and_litigation"
_ALIGNMENTS = {"grid": "geometry", "text": "order", "matrix": "position", "indicators": "value"}


def traced(name: str, part: Part, failure: GovInfoReportError | None) -> Trace:
    """The trace of one part of a document."""
    if part.rejection is not None:
        failure = unrecognised(part.rejection, part.identification)
    figures = {} if part.report is None else dict(part.report.figures)
    tables = tuple(
        _table(part.document, attempt, number, record, figures)
        for attempt in part.attempts
        for number, record in enumerate(attempt.tables, 1)
    )
    return Trace(
        name, part.document.opener, tuple(_asked(part)), tables,
        tuple(_refusals(tables, figures)), part.report,
        None if part.report is not None else failure,
    )  # fmt: skip


def _asked(part: Part) -> Iterator[Asked]:
    crashed = {attempt.layout: attempt.problem for attempt in part.attempts if attempt.problem}
    told = set()
    for candidate in part.identification.candidates:
        match, layout = candidate.match, candidate.layout.id
        told.add(layout)
        problem = candidate.problem or crashed.get(layout, "")
        if match is None:
            yield Asked(layout, None, (), problem)
        else:
            yield Asked(layout, match.fit.name, match.evidence, problem)
    for attempt in part.attempts:  # asked later, for what the best fit left out
        if attempt.layout not in told:
            yield Asked(attempt.layout, attempt.fit.name, attempt.evidence, attempt.problem)


def _text(document: Document, spans: tuple[Span, ...]) -> str:
    return "".join(document.text(span) for span in spans)


def _table(
    document: Document,
    attempt: Attempt,
    number: int,
    record: TableRecord,
    figures: dict[str, Figure],
) -> TracedTable:
    claim, name = record.claim, f"{attempt.layout}/{number}"
    if not record.way:
        return TracedTable(name, attempt.layout, claim.table, "", "", (), (), ())
    heads = tuple(tuple(_text(document, cell) for cell in row) for row in claim.heads)
    rows = tuple(
        _row(document, attempt, f"{name}.{i}", record, row_claim, bound, figures)
        for i, (row_claim, bound) in enumerate(zip(claim.rows, record.rows, strict=True), 1)
    )
    if record.heads:
        columns = dict.fromkeys((c or "?", text) for c, text in record.heads if c or text.strip())
    else:
        columns = dict.fromkeys((column, "") for row in record.rows for column in row.columns)
    return TracedTable(
        name, attempt.layout, claim.table, record.way, _ALIGNMENTS[record.kind], heads,
        tuple(columns), rows,
    )  # fmt: skip


def _row(
    document: Document,
    attempt: Attempt,
    name: str,
    record: TableRecord,
    claim: RowClaim,
    bound: BoundRow,
    figures: dict[str, Figure],
) -> TracedRow:
    columns = {field[0]: column for column, field in bound.cells.items()}
    cells = tuple(
        _cell(document, attempt, bound, span, columns.get(span), figures) for span in claim.cells
    )
    if bound.reason is not None:
        verdict = "refused"
    elif bound.subtotal:
        verdict = "heading"
    else:
        known = bound.row_id is not None or bound.table == _REVIEW
        verdict = "read" if known else "outside"
    return TracedRow(
        name, bound.label, tuple(document.locate(span) for span in claim.label),
        tuple(_text(document, spans) for spans in claim.parents), bound.row_id, cells, verdict,
        bound.reason, tuple(_checks(record, bound)),
    )  # fmt: skip


def _cell(
    document: Document,
    attempt: Attempt,
    bound: BoundRow,
    span: Span,
    column: str | None,
    figures: dict[str, Figure],
) -> TracedCell:
    text, place = document.text(span), document.locate(span)
    if column is None or bound.reason is not None:
        return TracedCell(text, place, column)
    at = _address(bound, column)
    figure = attempt.figures.get(at)
    if figure is None:
        return TracedCell(text, place, column)
    final = figures.get(at, figure)
    refused = final.state is State.REFUSED and final.reason is not None
    check = CELL_CHECKS.get(final.reason) if refused and final.reason is not None else None
    return TracedCell(text, place, column, at, final, check.id if check else "", at in figures)


def _address(bound: BoundRow, column: str) -> str:
    if bound.table == _REVIEW:
        return f"{bound.table}.{column}"
    return address(bound.table, bound.row_id, column) if bound.row_id is not None else ""


def _checks(record: TableRecord, bound: BoundRow) -> Iterator[CheckResult]:
    failed = dict(reversed(bound.failed))
    first = bound.failed[0][0] if bound.failed else ""
    skipped: set[str] = set()
    stopped = False
    for check in CHECKS[record.kind]:
        if check.only and not {record.way, bound.table} & set(check.only):
            continue
        if check.id in failed:
            # the first one is what the figures say, whatever order it was made in
            yield _result(check, "failed", bound.reason if check.id == first else failed[check.id])
            stopped = stopped or check.stops
            skipped.update(check.skips)
        elif stopped or check.id in skipped or (check.id == "form-known" and failed):
            yield _result(check, "not_reached")
        else:
            yield _result(check, "passed")


def _result(check: Check, verdict: str, reason: Reason | None = None) -> CheckResult:
    return CheckResult(check.id, verdict, check.zh, check.en, reason)


# -- refusals ------------------------------------------------------------------------------------


def _refusals(tables: tuple[TracedTable, ...], figures: dict[str, Figure]) -> Iterator[Refusal]:
    rows = [(table, row) for table in tables for row in table.rows]
    for at, figure in figures.items():
        if figure.state is State.REFUSED and figure.reason is not None:
            claims, check = _blame(at, figure.reason, rows)
            yield Refusal(at, figure.reason, claims, check, figure.place)


def _blame(
    at: str, reason: Reason, rows: list[tuple[TracedTable, TracedRow]]
) -> tuple[tuple[str, ...], str]:
    """The rows that a refused figure comes from, and the check that refused it."""
    cells = [(row, cell) for _, row in rows for cell in row.cells if cell.address == at]
    if any(cell.check for _, cell in cells):
        check = next(cell.check for _, cell in cells if cell.check)
        return tuple(dict.fromkeys(row.claim for row, _ in cells)), check
    own = [(table, row) for table, row in rows if _is_row_of(at, table, row)]
    if refused := [row for _, row in own if row.verdict == "refused"]:
        return _named(refused, reason)
    if reason is Reason.COLUMN_UNRESOLVED and own:
        return tuple(row.claim for _, row in own), "heads-known"
    same = [row for t, row in rows if t.table == at.partition(".")[0]]
    lost = [row for row in same if row.row is None and row.verdict in ("refused", "outside")]
    if reason is Reason.LABEL_LOST and lost:
        return tuple(row.claim for row in lost), _named(lost, reason)[1] or "label-known"
    return (), UNCLAIMED.id


def _is_row_of(at: str, table: TracedTable, row: TracedRow) -> bool:
    if table.table == _REVIEW:
        return at.startswith(f"{_REVIEW}.")
    return row.row is not None and f"{at}.".startswith(f"{table.table}.{row.row}.")


def _named(rows: list[TracedRow], reason: Reason) -> tuple[tuple[str, ...], str]:
    checks = [check.id for row in rows for check in row.failed if check.reason is reason]
    checks += [check.id for row in rows for check in row.failed]
    return tuple(row.claim for row in rows), checks[0] if checks else ""
