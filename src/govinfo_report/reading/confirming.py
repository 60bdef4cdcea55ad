"""Two programs read the same file: what they read differently is refused."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from govinfo_report.documents.document import Document
from govinfo_report.model.figure import Figure, Reason, State
from govinfo_report.model.note import Note
from govinfo_report.model.report import Report
from govinfo_report.reading import assemble

_SILENT = (State.REFUSED, State.ABSENT)


def confirmed(
    reports: Sequence[Report], others: Sequence[Report], document: Document
) -> list[Report]:
    """The reports, without the figures that the other reading gives otherwise.

    What the other reading did not understand contradicts nothing.
    """
    return [
        _compared(report, other, document)
        for report, other in zip(reports, [*others, *[None] * len(reports)], strict=False)
    ]


def _compared(report: Report, other: Report | None, document: Document) -> Report:
    if other is None:
        return report
    refused = {
        address: Figure(address, None, State.REFUSED, figure.raw, figure.place, figure.unit,
                        Reason.READERS_DISAGREE)
        for address, figure in report.figures.items()
        if figure.state not in _SILENT
        and (seen := other.figures.get(address)) is not None
        and seen.state not in _SILENT
        and seen != figure
    }  # fmt: skip
    if not refused:
        return report
    figures = {address: refused.get(address, f) for address, f in report.figures.items()}
    place = next(iter(refused.values())).place
    note = Note("P207", tuple(refused), {"layouts": "LibreOffice+msdoc2docx"}, place)
    reading = evolve(
        report.reading,
        grade=assemble.grades(document, figures),
        refused=sum(figure.state is State.REFUSED for figure in figures.values()),
        notes=(*report.reading.notes, note),
    )
    return evolve(report, figures=figures, reading=reading)
