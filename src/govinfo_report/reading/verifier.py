"""The trusted core: re-derives every figure of a draft from the source, or refuses it.

Whatever a layout claims, a figure gets a value only if its row label is one label of the form
under the parents printed over it, its column follows from the printed heads, its position is
the only one that fits, and its text is a number.  Refusals are as small as they can be: a cell,
a row, a table.
"""

from __future__ import annotations

from collections.abc import Mapping

from attrs import define, field

from govinfo_report.documents.document import Document, Span
from govinfo_report.model.editions import EDITION_IDS, ColumnForm, edition
from govinfo_report.model.figure import Figure, Reason, State
from govinfo_report.model.note import Note
from govinfo_report.model.report import ExtraRow
from govinfo_report.reading import binding
from govinfo_report.reading.binding import BoundRow, Context
from govinfo_report.reading.draft import Draft, TableClaim
from govinfo_report.reading.labels import book, read_label
from govinfo_report.reading.rows import Field, field_text
from govinfo_report.reading.verify_grid import GridTable
from govinfo_report.reading.verify_text import TextTable
from govinfo_report.text.numerals import read_cell

TABLES = ("proactive_disclosure", "requests", "review_and_litigation")
#: note that reports a refused row, by reason
_ROW_NOTES = {
    Reason.LABEL_LOST: "P202",
    Reason.LABEL_AMBIGUOUS: "P202",
    Reason.PARENT_CONFLICT: "P206",
    Reason.AMBIGUOUS_ALIGNMENT: "P204",
    Reason.POSITIONS_LOST: "P304",
    Reason.OUTSIDE_LABEL_RANGES: "P205",
    Reason.CONTENT_LOST: "P103",
    Reason.CLAIMED_TWICE: "P302",
}


@define
class Verified:
    """What survived: figures by address, the form of each block read, and what was met.

    ``refused_rows`` maps (table, row id) of rows that were seen but not read to the reason;
    ``lost_labels`` counts rows with values whose label is lost; ``regions`` are the spans of
    the tables (their first and last claimed text); ``claims`` the table claim of each figure and ``row_prefixes`` the rows they stand in.
    """

    figures: dict[str, Figure] = field(factory=dict)
    forms: dict[str, str] = field(factory=dict)
    refused_rows: dict[tuple[str, str], Reason] = field(factory=dict)
    refused_tables: dict[str, Reason] = field(factory=dict)
    lost_columns: set[str] = field(factory=set)
    lost_labels: dict[str, int] = field(factory=dict)
    claimed: set[str] = field(factory=set)
    extra_rows: list[ExtraRow] = field(factory=list)
    claims: dict[str, int] = field(factory=dict)
    row_prefixes: set[str] = field(factory=set)
    regions: list[tuple[Span, Span]] = field(factory=list)
    notes: list[Note] = field(factory=list)


def verify(document: Document, draft: Draft, variants: Mapping[str, str] | None = None) -> Verified:
    """Check a draft against its document.

    ``variants`` are the layout's own label wordings.  Never raises for what a layout claims:
    claims outside the document are dropped with note P303.
    """
    result = Verified()
    contexts: dict[str, Context] = {}
    bound: list[BoundRow] = []
    for number, claim in enumerate(draft.tables):
        if claim.table not in TABLES or not _inside(document, claim):
            result.notes.append(Note("P303", (), {"layout": "", "table": claim.table}))
            continue
        result.claimed.add(claim.table)
        context = contexts.setdefault(claim.table, Context())
        bound += _verify_table(document, claim, number, variants, context, result)
    _refuse_shared_cells(bound)
    _decide_forms(bound, result)
    for row in bound:
        _read_row(document, row, result)
    return result


def _inside(document: Document, claim: TableClaim) -> bool:
    spans = [span for row in claim.heads for cell in row for span in cell]
    for row in claim.rows:
        spans += [*row.label, *row.cells]
        spans += [span for parent in row.parents for span in parent]
    try:
        for span in spans:
            document.text(span)
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
    heads = [s for row in claim.heads for cell in row for s in cell]
    result.regions.append((min(heads + spans), max(heads + spans)))
    return rows


def _refuse_shared_cells(rows: list[BoundRow]) -> None:
    """A span can be one figure only: rows that share a cell are refused."""
    owner: dict[Field, BoundRow] = {}
    for row in rows:
        for cell in row.cells.values():
            other = owner.setdefault(cell, row)
            if other is not row:
                row.reason = other.reason = Reason.CLAIMED_TWICE


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
    read = {row.row_id for row in rows if row.table == "requests" and row.row_id}
    if any(row_id.startswith("other_handling.") for row_id in read):
        result.forms["requests"] = "2021"
        for row in rows:
            if row.table == "requests" and row.row_id == "other_handling":
                row.row_id, row.subtotal = None, True
    elif any(r.row_id == "other_handling" and r.reason is None and r.cells for r in rows):
        result.forms["requests"] = "2019"


def _read_row(document: Document, row: BoundRow, result: Verified) -> None:
    if row.lost_columns:
        result.lost_columns.add(row.table)
    if row.table == "review_and_litigation":
        _read_review(document, row, result)
        return
    if row.row_id is None:
        _read_outside(document, row, result)
        return
    if row.reason is None:
        forms = binding.forms_of(row.table, row.row_id)
        block_id = forms[0][0].id
        chosen = result.forms.get(block_id)
        if row.table == "proactive_disclosure" and chosen is None:
            row.reason = Reason.COLUMN_UNRESOLVED
        elif row.subtotal:
            return
    if row.reason is not None:
        _refuse_row(document, row, result)
        return
    for column_id, cell in row.cells.items():
        form = binding.column_form(row.table, row.row_id, column_id)
        if form is not None:
            _put(document, f"{row.table}.{row.row_id}.{column_id}", cell, form, row, result)


def _read_review(document: Document, row: BoundRow, result: Verified) -> None:
    if row.reason is not None:
        result.refused_tables.setdefault(row.table, row.reason)
        _note_row(document, row, result)
        return
    for name, cell in row.cells.items():
        group, _, column_id = name.partition(".")
        form = binding.column_form(row.table, group, column_id)
        if form is not None:
            _put(document, f"{row.table}.{name}", cell, form, row, result)


def _read_outside(document: Document, row: BoundRow, result: Verified) -> None:
    """A row outside the form: kept with its values when its label is whole, else noted."""
    named = len(read_label(row.label).key) >= 2
    readable = row.cells and row.reason in (None, Reason.LABEL_LOST)
    if not row.subtotal:
        if row.reason is not None:
            _note_row(document, row, result)
        printed = any(field_text(document, cell).strip() for cell in row.cells.values())
        if printed or not row.cells:
            result.lost_labels[row.table] = result.lost_labels.get(row.table, 0) + 1
    if named and readable:
        cells = [
            _figure(document, "", cell, _any_column(row.table, name), result)
            for name, cell in row.cells.items()
        ]
        place = document.locate(row.span)
        result.extra_rows.append(
            ExtraRow(row.table, row.label, tuple(row.cells), tuple(cells), place)
        )


def _any_column(table: str, column_id: str) -> ColumnForm:
    for edition_id in EDITION_IDS:
        for block in edition(edition_id).blocks:
            for form in block.rows if block.table == table else ():
                for column in form.columns:
                    if column.id == column_id:
                        return column
    raise KeyError(column_id)


def _refuse_row(document: Document, row: BoundRow, result: Verified) -> None:
    assert row.row_id is not None and row.reason is not None
    result.refused_rows.setdefault((row.table, row.row_id), row.reason)
    _note_row(document, row, result)


def _note_row(document: Document, row: BoundRow, result: Verified) -> None:
    code = _ROW_NOTES.get(row.reason) if row.reason is not None else None
    if code is None:
        return
    params: dict[str, str | int] = {
        "label": row.label[:60], "table": row.table, "count": len(row.cells),
        "found": len(row.cells), "expected": len(row.columns),
    }  # fmt: skip
    result.notes.append(Note(code, (), params, document.locate(row.span)))


def _put(
    document: Document,
    address: str,
    cell: Field,
    form: ColumnForm,
    row: BoundRow,
    result: Verified,
) -> None:
    figure = _figure(document, address, cell, form, result)
    earlier = result.figures.get(address)
    if earlier is not None:
        figure = _merge(document, earlier, figure, row, result)
    result.figures[address] = figure
    result.row_prefixes.add(address[: address.rindex(".") + 1])
    result.claims[address] = row.claim


def _merge(
    document: Document, earlier: Figure, later: Figure, row: BoundRow, result: Verified
) -> Figure:
    """The same address twice: equal copies of a table merge, anything else is refused."""
    same_table = result.claims[earlier.address] == row.claim
    if earlier == later and not same_table:
        return earlier
    if earlier.state is State.REFUSED or later.state is State.REFUSED:
        if not same_table and State.VALUE in (earlier.state, later.state):
            return earlier if earlier.state is State.VALUE else later
    reason = Reason.CLAIMED_TWICE if same_table else Reason.COPIES_DIFFER
    params: dict[str, str | int] = {
        "label": row.label[:60], "first": str(earlier.raw), "second": str(later.raw),
    }  # fmt: skip
    result.notes.append(Note("P302", (later.address,), params, later.place))
    return Figure(
        later.address, None, State.REFUSED, earlier.raw, earlier.place, earlier.unit, reason
    )


def _figure(
    document: Document, address: str, cell: Field, form: ColumnForm, result: Verified
) -> Figure:
    span = cell[0] if len(cell) == 1 else next((s for s in cell if s.start != s.end), cell[0])
    place = document.locate(span)
    raw = document.text(span) if len(cell) == 1 else "\n".join(map(document.text, cell))
    if len(cell) > 1 and cell[0].start == cell[0].end:
        # What follows an empty line may be something else: the cell is not read.
        reason = Reason.AMBIGUOUS_ALIGNMENT
        result.notes.append(Note("P204", (address,) if address else (), {"label": raw[:60]}, place))
        return Figure(address, None, State.REFUSED, raw, place, form.unit, reason)
    numeral = read_cell(raw, form.kind, form.unit)
    addresses = (address,) if address else ()
    for code, params in numeral.notes:
        result.notes.append(Note(code, addresses, {"raw": raw[:60], **params}, place))
    state = State(numeral.state)
    why = Reason(numeral.reason) if numeral.reason else None
    if state is State.REFUSED:
        result.notes.append(Note("P201", addresses, {"raw": raw[:60], "reason": str(why)}, place))
    return Figure(address, numeral.value, state, raw, place, numeral.unit, why)
