"""What of a report counts when two reports are compared."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from govinfo_report.model.figure import Figure
from govinfo_report.model.parts import ExtraRow, Section

if TYPE_CHECKING:
    from govinfo_report.model.report import Report


def _bare(text: str | None) -> str | None:
    """The text without white space: where lines break is the page's business."""
    return text if text is None else "".join(text.split())


def _figure(figure: Figure) -> tuple[Any, ...]:
    return figure.value, figure.state, figure.unit


def _row(row: ExtraRow) -> tuple[Any, ...]:
    heads = tuple(map(_bare, row.heads))
    return row.table, _bare(row.label), heads, tuple(map(_figure, row.cells))


def _sections(sections: Mapping[str, Section]) -> dict[str, Any]:
    return {
        name: (_bare(s.heading), _bare(s.text), {part: _bare(t) for part, t in s.parts.items()})
        for name, s in sections.items()
    }


def content_of(report: Report) -> tuple[Any, ...]:
    """Everything two equal reports share; forms and figures are in the order of the form."""
    return (
        report.publisher, report.region, report.scope, report.year, _bare(report.title),
        report.period, report.published, report.edition, report.forms,
        [_figure(figure) for figure in report.figures.values()],
        [_row(row) for row in report.extra_rows],
        _bare(report.preamble), _sections(report.sections),
    )  # fmt: skip
