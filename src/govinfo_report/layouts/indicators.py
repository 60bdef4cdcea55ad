"""The table of 2014 (统计指标 · 单位 · 统计数), in grids, between tabs or bars, and as lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from govinfo_report.documents.document import Document
from govinfo_report.model.fit import Fit
from govinfo_report.model.forms import STATISTICS
from govinfo_report.reading.demands import Demand
from govinfo_report.reading.draft import Draft, Match, RowClaim, Spans, TableClaim
from govinfo_report.reading.indicatorlabels import Cell, cell_of, head_of
from govinfo_report.reading.indicatorrows import WAYS, Printed, printed_here, rows_of
from govinfo_report.reading.indicatorsections import FIRST, Resolved, resolve
from govinfo_report.reading.rows import field_text, is_empty

_MOST = 0.8  # of the rows that any way of cutting finds
_LEAST = 8  # rows with figures that make the table: sentences name an indicator or two


class IndicatorLayout:
    """One layout for all ways of printing the table: what a row is follows from its label."""

    id = "indicators"
    variants: dict[str, str] = {}

    def detect(self, document: Document, /) -> Iterator[Match]:
        """EXACT when rows of the table are found with figures behind them."""
        if not printed_here(document):
            return
        grids = _claims(document, "grid")
        claims = list(grids) if _filled(grids) >= _LEAST else []
        texts = [_claims(document, way) for way in WAYS if way != "grid"]
        # The ways go from the surer to the looser: a looser one must find much more.
        enough = max(_LEAST, _MOST * max(map(_filled, texts)))
        claims += next((best for best in texts if _filled(best) >= enough), [])
        if claims:
            rows = sum(len(claim.rows) for claim in claims)
            yield Match(Fit.EXACT, "2014", (f"{rows} rows of {STATISTICS}",), tuple(claims))

    def demands(self, document: Document, /) -> Iterator[Demand]:
        """Words of the table of 2014, and enough rows with figures."""
        there = printed_here(document)
        yield Demand(there, "2014 年统计表的用语", "words of the table of 2014")
        most = max((_filled(_claims(document, way)) for way in WAYS), default=0) if there else 0
        yield Demand(most >= _LEAST, f"至少 {_LEAST} 个带数字的指标行（有 {most} 行）",
                     f"at least {_LEAST} indicators with figures ({most} found)")  # fmt: skip

    def parse(self, document: Document, match: Match, /) -> Draft:
        """The claims found by ``detect``."""
        return Draft(match.anchor)


def _filled(claims: Sequence[TableClaim]) -> int:
    """Rows that show a label and a cell with something in it."""
    return sum(
        bool(row.label) and any(cell.start != cell.end for cell in row.cells)
        for claim in claims
        for row in claim.rows
    )


def _claims(document: Document, way: str) -> list[TableClaim]:
    """The claims of one way of cutting: one per grid, and one per copy of the table in text."""
    found: list[TableClaim] = []
    rows: list[RowClaim] = []
    known: list[bool] = []
    heads: list[tuple[Spans, ...]] = []
    grid, seen = -1, False

    def end() -> None:
        while rows and not known[-1]:  # what follows the last row of the form is no part of it
            del rows[-1], known[-1]
        if rows:
            found.append(TableClaim(STATISTICS, tuple(heads), tuple(rows)))
        rows.clear()
        known.clear()
        heads.clear()

    for row, what in zip(rows_of(document, way), resolve(document, way), strict=True):
        again = what.row_id == FIRST and seen
        if row.grid != grid or again:
            end()
            grid, seen = row.grid, False
        if not rows and _is_head(document, row):
            heads[:] = [row.fields]
        elif _is_row(document, row, what) and (rows or (what.row_id and row.cells)):
            seen = seen or what.row_id == FIRST
            rows.append(_claim(row))
            known.append(what.row_id is not None)
    end()
    return found


def _is_head(document: Document, row: Printed) -> bool:
    return sum(bool(head_of(field_text(document, field))) for field in row.fields) > 1


def _is_row(document: Document, row: Printed, what: Resolved) -> bool:
    """Whether a row is worth a claim: a label of the form, or a figure beside an unknown one."""
    if what.heading:
        return False
    kinds = {cell_of(field_text(document, field)) for field in row.cells if not is_empty(field)}
    if what.row_id is not None or what.reason is not None:
        return kinds <= {Cell.VALUE, Cell.UNIT, Cell.NUMBER, Cell.OTHER}
    return False


def _claim(row: Printed) -> RowClaim:
    parents = tuple(field for field in row.fields[: max(row.label, 0)])
    label = row.fields[row.label] if row.label >= 0 else ()
    return RowClaim(label, tuple(field[0] for field in row.cells), parents)
