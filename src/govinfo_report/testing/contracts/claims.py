"""What the contract of layouts asks of one document: claims, and readings after a change."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import combinations
from typing import Any, NamedTuple

from govinfo_report.documents.document import Document, Span
from govinfo_report.documents.source import Known
from govinfo_report.errors import LayoutError
from govinfo_report.model.figure import Number, State
from govinfo_report.model.place import Place
from govinfo_report.model.report import Report, SourceInfo
from govinfo_report.reading.draft import Draft, Layout, Match, RowClaim, TableClaim
from govinfo_report.reading.reader import read_document

#: address -> value, of the figures that have one
Values = dict[str, Number]


class Row(NamedTuple):
    """A claimed row whose figures were read: the claim, and per cell its address and value."""

    claim: RowClaim
    cells: tuple[tuple[Span, str, Number], ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that were read, from left to right."""
        return tuple(address.rpartition(".")[2] for _, address, _ in self.cells)


def drafts_of(layout: Layout, document: Document) -> Iterator[tuple[Match, Draft]]:
    """Every claim of a layout on a document."""
    for match in layout.detect(document):
        yield match, layout.parse(document, match)


def spans_of(draft: Draft) -> Iterator[Span]:
    """Every span of a draft."""
    yield from draft.title
    for table in draft.tables:
        for head_row in table.heads:
            for cell in head_row:
                yield from cell
        for row in table.rows:
            yield from row.label
            yield from row.cells
            for parent in row.parents:
                yield from parent


def read(document: Document, layouts: Iterable[Layout], known: Mapping[str, Any]) -> Report | None:
    """The report in a document; ``None`` when there is none, or more than one."""
    try:
        found = read_document(
            document, list(layouts), known=Known(**known), source=SourceInfo(), software={}
        )
    except LayoutError:
        return None
    return found[0] if len(found) == 1 else None


def values_of(report: Report | None) -> Values:
    """The figures of a report that have a value."""
    figures = report.figures.items() if report is not None else ()
    return {a: f.value for a, f in figures if f.state is State.VALUE and f.value is not None}


def rows_of(document: Document, draft: Draft, report: Report) -> Iterator[tuple[TableClaim, Row]]:
    """The claimed rows with two figures or more that were read, by the places of these."""
    at: dict[Place, str] = {}
    for address, figure in report.figures.items():
        if figure.state is State.VALUE and figure.place is not None:
            at.setdefault(figure.place, address)
    for table in draft.tables:
        for claim in table.rows:
            cells = []
            for span in claim.cells:
                found = at.get(document.locate(span))
                value = report.figures[found].value if found is not None else None
                if found is not None and value is not None:
                    cells.append((span, found, value))
            if len(cells) > 1:
                yield table, Row(claim, tuple(cells))


def exchangeable(rows: Iterable[tuple[TableClaim, Row]]) -> Iterator[tuple[Row, Row]]:
    """Pairs of rows of one table under the same parents, with the same columns, not all equal."""
    tables: dict[int, list[Row]] = {}
    for table, row in rows:
        if len(row.claim.label) == 1 and row.claim.label[0].end > row.claim.label[0].start:
            tables.setdefault(id(table), []).append(row)
    for found in tables.values():
        for one, other in combinations(found, 2):
            same = one.columns == other.columns and one.claim.parents == other.claim.parents
            if same and any(a[2] != b[2] for a, b in zip(one.cells, other.cells, strict=True)):
                yield one, other


def telling(rows: Iterable[tuple[TableClaim, Row]]) -> Iterator[tuple[Span, str]]:
    """Cells in which a shift would show: what stands beside them is another number."""
    for _, row in rows:
        for (span, address, value), (_, _, right) in zip(row.cells, row.cells[1:], strict=False):
            if value != right:
                yield span, address


def spread(items: Iterable[Any], most: int) -> list[Any]:
    """At most so many of the items, from the whole of their range."""
    found = list(items)
    if len(found) <= most:
        return found
    return [found[i * (len(found) - 1) // (most - 1)] for i in range(most)]


def seconds(call: Callable[[], object], times: int = 3) -> float:
    """The least processor time a call takes."""
    took = []
    for _ in range(times):
        begin = time.process_time()
        call()
        took.append(time.process_time() - begin)
    return min(took)
