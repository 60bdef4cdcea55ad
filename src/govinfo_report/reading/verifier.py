"""The trusted core: re-derives every figure of a draft from the source, or refuses it.

Whatever a layout claims, a figure gets a value only if its row label is one label of the form
under the parents printed over it, its column follows from the printed heads, its position is
the only one that fits, and its text is a number.  Refusals are as small as they can be: a cell,
a row, a table.
"""

from __future__ import annotations

from collections.abc import Mapping

from govinfo_report.documents.document import Document
from govinfo_report.model.editions import EDITION_IDS
from govinfo_report.model.figure import Reason
from govinfo_report.model.forms import STATISTICS
from govinfo_report.model.note import Note
from govinfo_report.reading import binding
from govinfo_report.reading.binding import BoundRow, Context
from govinfo_report.reading.draft import Draft, TableClaim
from govinfo_report.reading.figures import Verified, read_row
from govinfo_report.reading.labels import book
from govinfo_report.reading.recording import Attempt, TableRecord
from govinfo_report.reading.rows import Field, field_text
from govinfo_report.reading.verify_grid import GridTable
from govinfo_report.reading.verify_indicators import IndicatorTable, region_of
from govinfo_report.reading.verify_text import TextTable

TABLES = ("proactive_disclosure", "requests", "review_and_litigation")


def verify(
    document: Document,
    draft: Draft,
    variants: Mapping[str, str] | None = None,
    *,
    layout: str = "",
    record: Attempt | None = None,
) -> Verified:
    """Check a draft against its document.

    ``variants`` are the own label wordings of the ``layout`` that drew it up.  Never raises for what a layout claims:
    claims outside the document are dropped with note P303.  ``record`` keeps what is found out
    about every row, for a trace.
    """
    result = Verified()
    contexts: dict[str, Context] = {}
    bound: list[BoundRow] = []
    for number, claim in enumerate(draft.tables):
        known = claim.table in TABLES or claim.table == STATISTICS
        if not known or not _inside(document, claim):
            result.notes.append(Note("P303", (), {"layout": layout, "table": claim.table}))
            if record is not None:
                record.tables.append(TableRecord(claim))
            continue
        result.claimed.add(claim.table)
        if claim.table == STATISTICS:
            bound += _verify_indicators(document, claim, number, result, record)
            continue
        context = contexts.setdefault(claim.table, Context())
        bound += _verify_table(document, claim, number, variants, context, result, record)
    _refuse_shared_cells(bound)
    _decide_forms(bound, result)
    for row in bound:
        read_row(document, row, result)
    if record is not None:  # a copy: what other layouts read is merged into the result
        record.figures, record.notes = dict(result.figures), list(result.notes)
    return result


def _inside(document: Document, claim: TableClaim) -> bool:
    spans = [span for row in claim.heads for cell in row for span in cell]
    for row in claim.rows:
        spans += [*row.label, *row.cells]
        spans += [span for parent in row.parents for span in parent]
    first, lengths = document.first, document.cache.get("lengths")
    if not isinstance(lengths, list):
        lengths = document.cache["lengths"] = [len(block.text) for block in document.blocks]
    try:
        for block, start, end in spans:
            if block < first or not 0 <= start <= end <= lengths[block - first]:
                return False
    except (IndexError, TypeError, ValueError):
        return False
    return bool(claim.rows)


def _verify_table(
    document: Document,
    claim: TableClaim,
    number: int,
    variants: Mapping[str, str] | None,
    context: Context,
    result: Verified,
    record: Attempt | None,
) -> list[BoundRow]:
    labels = book(claim.table, variants)
    spans = [s for row in claim.rows for s in (*row.label, *row.cells)]
    if not spans:
        return []
    block = document.block(spans[0].block)
    table: GridTable | TextTable
    if block.grid is not None:
        table = GridTable(document, block, claim, number, labels)
    else:
        table = TextTable(document, claim, number, labels)
    if claim.table == "proactive_disclosure":
        context.item = ""
        for head_row in claim.heads:
            for cell in head_row:
                binding.enter_parent(labels, field_text(document, cell), context)
    rows = table.verify(context)
    result.notes += table.notes
    if record is not None:
        record.tables.append(_recorded(claim, table, tuple(rows)))
    heads = [s for row in claim.heads for cell in row for s in cell]
    result.regions.append((min(heads + spans), max(heads + spans)))
    return rows


def _recorded(
    claim: TableClaim, table: GridTable | TextTable, rows: tuple[BoundRow, ...]
) -> TableRecord:
    if isinstance(table, TextTable):
        return TableRecord(claim, table.separator, "matrix" if table.matrix else "text", rows)
    found = tuple((head.id, head.text) for head in table.columns)
    return TableRecord(claim, "grid", "grid", rows, found)


def _verify_indicators(
    document: Document,
    claim: TableClaim,
    number: int,
    result: Verified,
    record: Attempt | None,
) -> list[BoundRow]:
    table = IndicatorTable(document, claim, number)
    rows = table.verify()
    result.notes += table.notes
    if record is not None:
        record.tables.append(TableRecord(claim, table.way, "indicators", tuple(rows)))
    spans = [s for row in claim.rows for s in (*row.label, *row.cells)]
    heads = [s for row in claim.heads for cell in row for s in cell]
    if spans:
        result.regions.append(region_of(document, min(heads + spans), max(heads + spans)))
    return rows


def _refuse_shared_cells(rows: list[BoundRow]) -> None:
    """A span can be one figure only: rows that share a cell are refused."""
    owner: dict[Field, BoundRow] = {}
    for row in rows:
        for cell in row.cells.values():
            other = owner.setdefault(cell, row)
            if other is not row:
                row.refuse("unshared", Reason.CLAIMED_TWICE, first=True)
                other.refuse("unshared", Reason.CLAIMED_TWICE, first=True)


def _decide_forms(rows: list[BoundRow], result: Verified) -> None:
    """Which edition's form each block uses, from its heads (table 2) or rows (table 3)."""
    votes: dict[str, set[str]] = {}
    for row in rows:
        if row.table != "proactive_disclosure" or row.row_id is None or not row.columns:
            continue
        forms = binding.forms_of(row.table, row.row_id)
        printed = set(row.columns)
        exact = {b.edition for b, form in forms if {c.id for c in form.columns} == printed}
        fitting = {b.edition for b, form in forms if printed <= {c.id for c in form.columns}}
        votes.setdefault(forms[0][0].id, set()).add("/".join(sorted(exact or fitting)))
    for block_id, editions in votes.items():
        if len(editions) == 1 and (only := next(iter(editions))) in EDITION_IDS:
            result.forms[block_id] = only
    if any(row.table == STATISTICS and row.row_id for row in rows):
        result.forms[STATISTICS] = "2014"
    read = {row.row_id for row in rows if row.table == "requests" and row.row_id}
    if any(row_id.startswith("other_handling.") for row_id in read):
        result.forms["requests"] = "2021"
        for row in rows:
            if row.table == "requests" and row.row_id == "other_handling":
                row.row_id, row.subtotal = None, True
    elif any(r.row_id == "other_handling" and r.reason is None and r.cells for r in rows):
        result.forms["requests"] = "2019"
