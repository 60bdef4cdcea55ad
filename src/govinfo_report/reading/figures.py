"""From bound rows to figures: the text of every cell through the numeral grammar."""

from __future__ import annotations

from attrs import define, evolve, field

from govinfo_report.documents.document import Document, Span
from govinfo_report.model.editions import ColumnForm, address
from govinfo_report.model.figure import Figure, Reason, State
from govinfo_report.model.forms import STATISTICS
from govinfo_report.model.note import Note
from govinfo_report.model.parts import ExtraRow
from govinfo_report.reading import binding
from govinfo_report.reading.binding import BoundRow
from govinfo_report.reading.labels import read_label
from govinfo_report.reading.rows import Field, field_text
from govinfo_report.text.numerals import read_cell

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


_STATES = {str(state): state for state in State}
_REASONS = {str(reason): reason for reason in Reason}


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


def read_row(document: Document, row: BoundRow, result: Verified) -> None:
    """Turn a bound row into figures, or record why it is refused."""
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
            row.refuse("form-known", Reason.COLUMN_UNRESOLVED)
        elif row.subtotal:
            return
    if row.reason is not None:
        _refuse_row(document, row, result)
        return
    prefix = f"{row.table}.{row.row_id}."
    columns = binding.columns_by_id(row.table, row.row_id)
    named = False
    for column_id, cell in row.cells.items():
        if column_id in columns:
            at = address(row.table, row.row_id, column_id)
            _put(document, at, cell, columns[column_id], row, result)
            named = True
    if named:
        result.row_prefixes.add(prefix)


def _read_review(document: Document, row: BoundRow, result: Verified) -> None:
    if row.reason is not None:
        result.refused_tables.setdefault(row.table, row.reason)
        _note_row(document, row, result)
        return
    for name, cell in row.cells.items():
        group, _, column_id = name.partition(".")
        columns = binding.columns_by_id(row.table, group)
        if column_id in columns:
            _put(document, f"{row.table}.{name}", cell, columns[column_id], row, result)
            result.row_prefixes.add(f"{row.table}.{group}.")


def _read_outside(document: Document, row: BoundRow, result: Verified) -> None:
    """A row outside the form: kept with its values when its label is whole, else noted.

    One whose label a layout knows is nothing lost.
    """
    named = len(read_label(row.label).key) >= 2
    readable = row.cells and row.reason in (None, Reason.LABEL_LOST)
    if row.subtotal and row.crowded:
        row.refuse("label-known", Reason.LABEL_LOST, first=True)
    if not row.subtotal or row.crowded:
        if row.reason is not None:
            _note_row(document, row, result)
        printed = any(field_text(document, cell).strip() for cell in row.cells.values())
        if (printed or not row.cells) and not (row.outside and row.reason is None):
            result.lost_labels[row.table] = result.lost_labels.get(row.table, 0) + 1
    if named and readable:
        columns = binding.columns_by_id(row.table, "")
        if row.table == STATISTICS:  # every row has a unit of its own
            columns = {
                name: evolve(form, unit=None, kind="count") for name, form in columns.items()
            }
        cells = [_figure(document, "", c, columns[name], result) for name, c in row.cells.items()]
        place = document.locate(row.span)
        heads = tuple(name or columns[name].label for name in row.cells)
        result.extra_rows.append(ExtraRow(row.table, row.label, heads, tuple(cells), place))


def _refuse_row(document: Document, row: BoundRow, result: Verified) -> None:
    assert row.row_id is not None and row.reason is not None
    result.refused_rows.setdefault((row.table, row.row_id), row.reason)
    _note_row(document, row, result)


def _note_row(document: Document, row: BoundRow, result: Verified) -> None:
    code = _ROW_NOTES.get(row.reason) if row.reason is not None else None
    if code is None:
        return
    label = row.label
    if not label:  # what stands there in its place
        block = document.block(row.span.block)
        label = " ".join(block.text.split()) if block.grid is None else ""
    params: dict[str, str | int] = {
        "label": label[:60], "table": row.table, "count": len(row.cells),
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
    span = cell[0]
    place = document.locate(span)
    if len(cell) == 1:
        block, start, end = span
        raw = document.block(block).text[start:end]
    else:
        raw = _lines(document, span, cell[-1])
        place = evolve(place, end=document.locate(cell[-1]).end)
        if span.start == span.end:
            # What follows an empty line may be something else: the cell is not read.
            reason = Reason.AMBIGUOUS_ALIGNMENT
            addresses = (address,) if address else ()
            params = {"label": raw[:60], "table": address.partition(".")[0]}
            result.notes.append(Note("P204", addresses, params, place))
            return Figure(address, None, State.REFUSED, raw, place, form.unit, reason)
    if document.open_end and _ends(document, cell[-1]):
        addresses = (address,) if address else ()
        torn = Reason.CONTENT_LOST
        result.notes.append(Note("P201", addresses, {"raw": raw[:60], "reason": str(torn)}, place))
        return Figure(address, None, State.REFUSED, raw, place, form.unit, torn)
    numeral = read_cell(raw, form.kind, form.unit)
    for code, facts in numeral.notes:
        addresses = (address,) if address else ()
        result.notes.append(Note(code, addresses, {"raw": raw[:60], **facts}, place))
    state = _STATES[numeral.state]
    why = _REASONS[numeral.reason] if numeral.reason else None
    if state is State.REFUSED:
        addresses = (address,) if address else ()
        result.notes.append(Note("P201", addresses, {"raw": raw[:60], "reason": str(why)}, place))
    return Figure(address, numeral.value, state, raw, place, numeral.unit, why)


def _ends(document: Document, span: Span) -> bool:
    """Whether a cell that is not empty is the last thing in the document."""
    last = document.blocks[-1]
    return span.block == last.index and span.start < span.end == len(last.text)


def _lines(document: Document, first: Span, last: Span) -> str:
    """The text from one span to another, lines joined as they stand in the source."""
    lines = [document.block(number).text for number in range(first.block, last.block + 1)]
    lines[-1] = lines[-1][: last.end]
    lines[0] = lines[0][first.start :]
    return "\n".join(lines)
