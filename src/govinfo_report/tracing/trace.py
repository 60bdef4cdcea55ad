"""The trace of a reading: what each layout claimed, and what the verifier said to every row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import field, frozen

from govinfo_report.display import ROWS, Card, Displayed, Tile, number
from govinfo_report.errors import GovInfoReportError
from govinfo_report.limits import DEFAULT_LIMITS, Limits
from govinfo_report.model.figure import Figure, Reason
from govinfo_report.model.place import Place
from govinfo_report.model.report import Report
from govinfo_report.plugins.registry import Registry


@frozen
class Asked(Displayed):
    """One layout that was asked: its ``fit`` (``None`` when it claims nothing), and why."""

    layout: str
    fit: str | None
    evidence: tuple[str, ...] = ()
    problem: str = ""


@frozen
class CheckResult(Displayed):
    """What one check of the verifier said to one row.

    ``verdict`` is ``passed``, ``failed`` or ``not_reached`` (an earlier check had failed);
    ``zh`` and ``en`` say what must hold, ``reason`` what its failure gives the figures.
    """

    id: str
    verdict: str
    zh: str
    en: str
    reason: Reason | None = None

    def text(self, language: str = "en") -> str:
        """What must hold (``"zh"`` or ``"en"``)."""
        return self.zh if language == "zh" else self.en


@frozen(repr=False)
class TracedCell(Displayed):
    """One claimed cell.

    ``column`` is the id of the column it was bound to (``None``: to none), ``figure`` what was
    made of it, ``check`` the check that refused it by itself.  ``in_form`` says whether the
    report's form has such a figure.
    """

    text: str
    place: Place
    column: str | None = None
    address: str = ""
    figure: Figure | None = None
    check: str = ""
    in_form: bool = True


@frozen(repr=False)
class TracedRow(Displayed):
    """One claimed row, by its ``claim`` (``grids/1.17``: layout, table and row, from 1).

    ``verdict`` is ``read``, ``refused``, ``heading`` (a group or subtotal of no figures of its
    own) or ``outside`` (a row that the form does not have).
    """

    claim: str
    label: str
    label_places: tuple[Place, ...]
    parents: tuple[str, ...]
    row: str | None
    cells: tuple[TracedCell, ...]
    verdict: str
    reason: Reason | None
    checks: tuple[CheckResult, ...]

    @property
    def place(self) -> Place | None:
        """Where the row stands: its label, else its first cell."""
        places = [*self.label_places, *(cell.place for cell in self.cells)]
        return places[0] if places else None

    @property
    def failed(self) -> tuple[CheckResult, ...]:
        """The checks that refused it."""
        return tuple(check for check in self.checks if check.verdict == "failed")


@frozen(repr=False)
class TracedTable(Displayed):
    """One claimed table.

    ``way`` says how the source was cut (``grid``, ``tab``, ``lines`` …; empty where the claim was
    dropped), ``alignment`` how values were bound to columns (``geometry``, ``order``,
    ``position`` or ``value``); ``heads`` are the claimed head rows, ``columns`` the columns with
    the heads over them.
    """

    claim: str
    layout: str
    table: str
    way: str
    alignment: str
    heads: tuple[tuple[str, ...], ...]
    columns: tuple[tuple[str, str], ...]
    rows: tuple[TracedRow, ...]


@frozen
class Refusal(Displayed):
    """One figure without a value for which a claim or its absence is to blame.

    ``claims`` are the rows concerned; none where no layout claimed such a row.
    """

    address: str
    reason: Reason
    claims: tuple[str, ...]
    check: str
    place: Place | None = None


@frozen(repr=False)
class Trace(Displayed):
    """Why one report was read the way it was, or why a document is none.

    ``failure`` is the error that says why there is no report.
    """

    name: str
    opener: str
    asked: tuple[Asked, ...]
    tables: tuple[TracedTable, ...]
    refusals: tuple[Refusal, ...]
    report: Report | None = field(default=None, repr=False)
    failure: GovInfoReportError | None = field(default=None, eq=False)

    def _card_(self) -> Card:
        rows = [
            (Tile(t.claim, "label"), Tile(t.table), Tile(t.alignment), number(len(t.rows)),
             number(sum(row.verdict == "refused" for row in t.rows)))
            for t in self.tables[:ROWS]
        ]  # fmt: skip
        facts = [f"opener {self.opener}", f"{len(self.tables)} claimed tables",
                 f"{len(self.refusals)} refusals"]  # fmt: skip
        notes = () if self.failure is None else (self.failure.text("en"),)
        heads = ("claim", "table", "aligned by", "rows", "refused")
        more = max(0, len(self.tables) - ROWS)
        return Card(f"Trace {self.name}", tuple(facts), heads, rows, more, notes)

    def row(self, claim: str) -> TracedRow:
        """The row of a claim (``grids/1.17``); ``KeyError`` when there is none."""
        for table in self.tables:
            for row in table.rows:
                if row.claim == claim:
                    return row
        raise KeyError(claim)

    def to_dict(self) -> dict[str, Any]:
        """The trace as plain data, as ``parse --trace --format json`` writes it."""
        from govinfo_report.tracing.record import trace_record

        return trace_record(self)

    def __str__(self) -> str:
        from govinfo_report.outputs.text import plain
        from govinfo_report.tracing.lines import trace_lines

        return plain(trace_lines(self, "en"))


def trace(
    source: object,
    *,
    known: Mapping[str, Any] | None = None,
    layout: str | None = None,
    opener: str | None = None,
    registry: Registry | None = None,
    limits: Limits = DEFAULT_LIMITS,
    isolation: str = "process",
) -> tuple[Trace, ...]:
    """Read a source as ``parse`` does and tell how: a trace for each report in it.

    A document without a report gives one trace with a ``failure``.  Raises ``SourceError`` when
    the source cannot be opened, or is a container (ZIP, MHTML …) of several documents, and
    ``UsageError`` for an id that nobody has.
    """
    from govinfo_report.plugins.howread import How
    from govinfo_report.reading.recording import Recorder
    from govinfo_report.tracing.building import traced

    registry = registry if registry is not None else Registry.installed()
    if layout is not None:
        registry.layout(layout)
    own = only_document(source, known, registry, limits)
    recorder = Recorder()
    failure: GovInfoReportError | None = None
    try:
        How(registry, layout, opener, limits, isolation, recorder).read(own)
    except GovInfoReportError as error:
        if not recorder.parts:
            raise
        failure = error
    found = tuple(traced(own.name, part, failure) for part in recorder.parts)
    read = tuple(one for one in found if one.report is not None)
    return read or found[:1]


def only_document(
    source: object, known: Mapping[str, Any] | None, registry: Registry, limits: Limits
) -> Any:
    """The source, or the only document of a container; ``SourceError`` for several."""
    from govinfo_report.documents.source import Known, Source
    from govinfo_report.plugins.choosing import only_member

    if not isinstance(source, Source) or known:
        source = Source.of(source, known=Known(**(known or {})), limits=limits)
    return only_member(source, registry, limits)
