"""A trace as plain data."""

from __future__ import annotations

from typing import Any

import attrs

from govinfo_report.model.codec import place_json
from govinfo_report.model.figure import Figure
from govinfo_report.model.numbers import plain_decimal
from govinfo_report.tracing.trace import Trace, TracedRow, TracedTable

SCHEMA = "govinfo-report-trace/1"


def trace_record(trace: Trace) -> dict[str, Any]:
    """The whole trace; every refused figure under ``refusals`` names its claims and its check."""
    report, failure = trace.report, trace.failure
    return {
        "schema": SCHEMA,
        "name": trace.name,
        "opener": trace.opener,
        "publisher": report.publisher if report else None,
        "year": report.year if report else None,
        "failure": None if failure is None else {"zh": failure.text("zh"), "en": failure.text("en")},
        "layouts": [attrs.asdict(asked) for asked in trace.asked],
        "tables": [_table(table) for table in trace.tables],
        "refusals": [
            {"address": one.address, "reason": one.reason.value, "claims": list(one.claims),
             "check": one.check, "place": place_json(one.place)}
            for one in trace.refusals
        ],
    }  # fmt: skip


def _table(table: TracedTable) -> dict[str, Any]:
    return {
        "claim": table.claim, "layout": table.layout, "table": table.table, "cut": table.way,
        "alignment": table.alignment, "heads": [list(row) for row in table.heads],
        "columns": [{"column": column, "head": head} for column, head in table.columns],
        "rows": [_row(row) for row in table.rows],
    }  # fmt: skip


def _row(row: TracedRow) -> dict[str, Any]:
    return {
        "claim": row.claim,
        "label": row.label,
        "label_places": [place_json(place) for place in row.label_places],
        "parents": list(row.parents),
        "row": row.row,
        "verdict": row.verdict,
        "reason": row.reason.value if row.reason else None,
        "cells": [
            {"text": cell.text, "place": place_json(cell.place), "column": cell.column,
             "address": cell.address or None, **_figure(cell.figure), "check": cell.check or None,
             "in_form": cell.in_form}
            for cell in row.cells
        ],
        "checks": [
            {"check": check.id, "verdict": check.verdict,
             "reason": check.reason.value if check.reason else None}
            for check in row.checks
        ],
    }  # fmt: skip


def _figure(figure: Figure | None) -> dict[str, Any]:
    if figure is None:
        return {"state": None, "value": None, "reason": None}
    value = figure.value
    return {
        "state": figure.state.value,
        "value": value if value is None or isinstance(value, int) else plain_decimal(value),
        "reason": figure.reason.value if figure.reason else None,
    }
