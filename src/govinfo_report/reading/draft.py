"""What a layout says about a document: rows and their labels, never numbers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol, runtime_checkable

from attrs import frozen

from govinfo_report.display import ROWS, Card, Displayed, Tile, number
from govinfo_report.documents.document import Document, Span
from govinfo_report.model.fit import Fit

Spans = tuple[Span, ...]


@frozen(repr=False)
class Match(Displayed):
    """One layout's claim on a document.

    ``evidence`` says in words what was recognised, ``edition`` is a guess (the core decides),
    ``anchor`` is whatever ``parse`` needs of what ``detect`` found.
    """

    fit: Fit
    edition: str | None = None
    evidence: tuple[str, ...] = ()
    anchor: Any = None


@frozen(repr=False)
class RowClaim(Displayed):
    """One printed data row.

    ``label`` are the spans that together spell the row's own label (several where it is
    wrapped; none where the row has no label, as in table 4), ``parents`` the labels merged over
    it, outermost first, ``cells`` its values in printed order.  A cell that is printed empty is
    a zero-width span where the source shows it.
    """

    label: Spans
    cells: Spans
    parents: tuple[Spans, ...] = ()


@frozen(repr=False)
class TableClaim(Displayed):
    """One printed table, or the part of one that stands under head rows of its own.

    ``table`` is ``proactive_disclosure``, ``requests``, ``review_and_litigation`` or
    ``statistics`` (the table of 2014); ``heads``
    the head rows from top to bottom, each the cells in printed order, each cell the spans that
    together spell it; ``rows`` the data rows in printed order.
    """

    table: str
    heads: tuple[tuple[Spans, ...], ...]
    rows: tuple[RowClaim, ...]

    def _card_(self) -> Card:
        rows = [(number(n), _spans(row.label), number(len(row.parents)), number(len(row.cells)))
                for n, row in enumerate(self.rows[:ROWS])]  # fmt: skip
        facts = (f"{len(self.heads)} head rows", f"{len(self.rows)} rows")
        heads = ("row", "label", "parents", "cells")
        return Card(f"TableClaim {self.table}", facts, heads, rows, max(0, len(self.rows) - ROWS))


@frozen(repr=False)
class Draft(Displayed):
    """Everything a layout claims of one report.

    ``title`` may stay empty; preamble and sections are found by the core in any case.  ``scope``
    is text that tells for whom the report speaks (本级, 关区, 系统) where its title does not: the
    name of the column it was published in, say.  The core reads it as it reads titles.
    """

    tables: tuple[TableClaim, ...] = ()
    title: Spans = ()
    scope: Spans = ()

    def _card_(self) -> Card:
        rows = [(Tile(t.table, "label"), number(len(t.heads)), number(len(t.rows)),
                 number(sum(len(row.cells) for row in t.rows))) for t in self.tables[:ROWS]]  # fmt: skip
        facts = (f"{len(self.tables)} tables",)
        more = max(0, len(self.tables) - ROWS)
        return Card("Draft", facts, ("table", "head rows", "rows", "cells"), rows, more)


def _spans(spans: Spans) -> Tile:
    """Where a label stands: the number of its block, and its characters."""
    shown = "; ".join(f"{s.block}: {s.start}–{s.end}" for s in spans[:3])
    return Tile(shown, "", "" if len(spans) <= 3 else f"and {len(spans) - 3} more")


@runtime_checkable
class Layout(Protocol):
    """How a family of pages arranges a report.  Knows nothing about file formats.

    ``variants`` maps a label wording of this family to the label of the form it stands for, or
    to ``""`` when it labels a row that no form has (kept in ``report.extra_rows``); it is used
    for this layout's own drafts only.
    """

    @property
    def id(self) -> str:
        """Stable, dotted, lower case."""

    @property
    def variants(self) -> dict[str, str]:
        """Label wordings of this family, as printed -> as prescribed."""

    def detect(self, document: Document, /) -> Iterable[Match]:
        """Whether and how well the layout fits; pure and quick, never raises."""

    def parse(self, document: Document, match: Match, /) -> Draft:
        """The claims; total once detected: odd rows become claims that the core refuses."""
