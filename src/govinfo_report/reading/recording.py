"""What a reading leaves behind for whoever asks why: nothing, unless a recorder is handed over.

The normal path passes ``None`` and keeps nothing.  A recorder holds claims, bound rows and
figures as the verifier left them; ``govinfo_report.tracing`` makes them readable.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field, frozen

from govinfo_report.documents.document import Document
from govinfo_report.model.figure import Figure
from govinfo_report.model.fit import Fit
from govinfo_report.model.note import Note
from govinfo_report.reading.binding import BoundRow
from govinfo_report.reading.draft import TableClaim

if TYPE_CHECKING:
    from govinfo_report.model.report import Report
    from govinfo_report.reading.admission import Rejection
    from govinfo_report.reading.reader import Identification


@frozen
class TableRecord:
    """One claimed table and its rows as they were bound.

    ``way`` is how the source was cut (``grid``, ``tab``, ``lines`` …), ``kind`` which of the
    lists of ``checks`` held for its rows, ``heads`` the column id and head text of every column
    of a grid.  A claim that was dropped has no rows, and an empty ``way``.
    """

    claim: TableClaim
    way: str = ""
    kind: str = ""
    rows: tuple[BoundRow, ...] = ()
    heads: tuple[tuple[str | None, str], ...] = ()


@define
class Attempt:
    """What one layout claimed and what became of it; ``problem`` is how it crashed."""

    layout: str
    fit: Fit
    evidence: tuple[str, ...] = ()
    tables: list[TableRecord] = field(factory=list)
    figures: dict[str, Figure] = field(factory=dict)
    notes: list[Note] = field(factory=list)
    problem: str = ""


@define
class Part:
    """A document, or the part of one that may hold a report."""

    document: Document
    identification: Identification
    attempts: list[Attempt] = field(factory=list)
    report: Report | None = None
    rejection: Rejection | None = None


@define
class Recorder:
    """Collects the parts in the order in which they were read."""

    parts: list[Part] = field(factory=list)
