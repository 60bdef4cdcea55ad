"""What several layouts read of one document, put together without choosing between them."""

from __future__ import annotations

from collections.abc import Sequence

from govinfo_report.model.editions import address as address_of
from govinfo_report.model.editions import edition
from govinfo_report.model.figure import Figure, Reason, State
from govinfo_report.model.note import Note
from govinfo_report.reading.assemble import decide_forms
from govinfo_report.reading.binding import forms_of
from govinfo_report.reading.figures import Verified


def has_gaps(verified: Verified) -> bool:
    """Whether a block of some edition's form was not seen at all."""
    forms = decide_forms(verified.forms, None)
    return any(
        f"{block.table}.{row.id}." not in verified.row_prefixes
        and (block.table, row.id) not in verified.refused_rows
        for block in (edition(e).block(b) for b, e in forms.items())
        if block is not None
        for row in block.rows
    )


def is_whole(verified: Verified) -> bool:
    """Whether every row of every block was understood, and nothing besides was met."""
    lost = verified.refused_rows or verified.refused_tables or verified.lost_labels
    return not lost and not has_gaps(verified) and _has_all_columns(verified)


def _has_all_columns(verified: Verified) -> bool:
    """Whether no head is unknown, or the unknown ones stand over no figure (but over labels)."""
    return not verified.lost_columns or all(
        address_of(block.table, row.id, column.id) in verified.figures
        for block in (edition(e).block(b) for b, e in decide_forms(verified.forms, None).items())
        if block is not None and block.table in verified.lost_columns
        for row in block.rows
        for column in row.columns
    )


def fill(first: Verified, second: Verified) -> bool:
    """Add rows that only the second reading saw, in blocks the first did not see; true if any."""
    seen = {_block_of(prefix) for prefix in first.row_prefixes}
    seen |= {_block_of(f"{table}.{row}.") for table, row in first.refused_rows}
    added = {
        address: figure
        for address, figure in second.figures.items()
        if _block_of(address) not in seen
    }
    first.figures |= added
    for address in added:
        first.row_prefixes.add(address[: address.rindex(".") + 1])
        first.claimed.add(address.partition(".")[0])
    blocks = {_block_of(address) for address in added}
    first.forms |= {b: f for b, f in second.forms.items() if b in blocks and b not in first.forms}
    first.regions += second.regions if added else []
    return bool(added)


def _block_of(address: str) -> str:
    """The block that a figure (or row prefix) belongs to."""
    table, _, rest = address.partition(".")
    if table != "proactive_disclosure":
        return table
    row = rest.split(".")[0]
    forms = forms_of(table, row)
    return forms[0][0].id if forms else table


def merge(first: Verified, second: Verified, layouts: Sequence[str]) -> Verified:
    """What two layouts read of one document: equal values merge, differing ones are refused.

    Where one of them understood everything, what the other stumbled over is not worth a note.
    """
    whole = [is_whole(first), is_whole(second)]
    notes = [
        v.notes for v, good in zip((first, second), whole, strict=True) if good or not any(whole)
    ]
    first.notes = list(dict.fromkeys(note for several in notes for note in several))
    for address, figure in second.figures.items():
        other = first.figures.get(address)
        if other is None or (other.state is State.REFUSED and figure.state is not State.REFUSED):
            first.figures[address] = figure
        elif figure != other and figure.state is not State.REFUSED:
            first.figures[address] = Figure(
                address, None, State.REFUSED, other.raw, other.place, other.unit,
                Reason.LAYOUTS_DISAGREE,
            )  # fmt: skip
            params = {"layouts": "+".join(layouts)}
            first.notes.append(Note("P207", (address,), params, other.place))
    for block_id, form in second.forms.items():
        first.forms.setdefault(block_id, form)
    for key, reason in second.refused_rows.items():
        first.refused_rows.setdefault(key, reason)
    for table, reason in second.refused_tables.items():
        first.refused_tables.setdefault(table, reason)
    for table, count in second.lost_labels.items():
        first.lost_labels[table] = max(first.lost_labels.get(table, 0), count)
    first.lost_columns |= second.lost_columns
    first.claimed |= second.claimed
    first.row_prefixes |= second.row_prefixes
    first.regions += second.regions
    first.extra_rows += [row for row in second.extra_rows if row not in first.extra_rows]
    return first
