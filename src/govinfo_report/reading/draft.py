"""What a layout says about a document: rows and their labels, never numbers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol, runtime_checkable

from attrs import frozen

from govinfo_report.documents.document import Document, Span
from govinfo_report.model.fit import Fit

Spans = tuple[Span, ...]


@frozen
class Match:
    """One layout's claim on a document.

    ``evidence`` says in words what was recognised, ``edition`` is a guess (the core decides),
    ``anchor`` is whatever ``parse`` needs of what ``detect`` found.
    """

    fit: Fit
    edition: str | None = None
    evidence: tuple[str, ...] = ()
    anchor: Any = None


@frozen
class RowClaim:
    """One printed data row.

    ``label`` are the spans that together spell the row's own label (several where it is
    wrapped; none where the row has no label, as in table 4), ``parents`` the labels merged over
    it, outermost first, ``cells`` its values in printed order.  A cell that is printed empty is
    a zero-width span where the source shows it.
    """

    label: Spans
    cells: Spans
    parents: tuple[Spans, ...] = ()


@frozen
class TableClaim:
    """One printed table, or the part of one that stands under head rows of its own.

    ``table`` is ``proactive_disclosure``, ``requests``, ``review_and_litigation`` or
    ``statistics`` (the table of 2014); ``heads``
    the head rows from top to bottom, each the cells in printed order, each cell the spans that
    together spell it; ``rows`` the data rows in printed order.
    """

    table: str
    heads: tuple[tuple[Spans, ...], ...]
    rows: tuple[RowClaim, ...]


@frozen
class Draft:
    """Everything a layout claims of one report.

    ``title``, ``preamble`` and ``sections`` (section id -> heading spans) may stay empty: then
    the core finds them by itself.
    """

    tables: tuple[TableClaim, ...] = ()
    title: Spans = ()


@runtime_checkable
class Layout(Protocol):
    """How a family of pages arranges a report.  Knows nothing about file formats.

    ``variants`` maps a label wording of this family to the label of the form it stands for; it
    is used for this layout's own drafts only.
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
