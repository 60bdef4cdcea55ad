"""From verified figures, outline and identity to a complete report: every address has a state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from govinfo_report.documents.document import Document
from govinfo_report.model.editions import SECTIONED, BlockForm, address, edition
from govinfo_report.model.figure import Figure, Grade, Reason, State
from govinfo_report.model.forms import STATISTICS
from govinfo_report.model.note import Note
from govinfo_report.reading.figures import Verified
from govinfo_report.reading.verifier import TABLES

#: blocks of a report whose form differs between the editions
_VOTING = 5


def decide_forms(
    read: Mapping[str, str], year: int | None, hints: Mapping[str, str] | None = None
) -> dict[str, str]:
    """The form of every block: as ``read``, else as its labels say, else that of most others.

    ``hints`` are the forms that follow from single labels.  Where fewer than half of the blocks
    tell their form, the year decides about the others: forms are mixed at times.  Empty when
    nothing is told and the year lies before the forms of 2019.
    """
    if set(read) == {STATISTICS}:
        return dict(read)
    told = {b: e for b, e in {**(hints or {}), **read}.items() if b != STATISTICS}
    votes = Counter(told.values())
    prescribed = [e for e in SECTIONED if year is None or _covers(e, year)]
    if votes and not (year is not None and prescribed and few_forms(told)):
        by_table_two = Counter(v for k, v in told.items() if k.startswith("proactive"))
        main = max(SECTIONED, key=lambda e: (votes[e], by_table_two[e]))
    elif prescribed:
        # A form that was not prescribed yet in that year shows when the report was written.
        main = max([prescribed[-1], *votes])
    else:
        return {}
    return {block.id: told.get(block.id, main) for block in _blocks(told, main)}


def few_forms(told: Mapping[str, str]) -> bool:
    """Whether fewer than half of the blocks that differ between the editions tell their form."""
    return 2 * len(told) < _VOTING


def _covers(edition_id: str, year: int) -> bool:
    form = edition(edition_id)
    return form.first <= year <= (form.last or year)


def _blocks(told: Mapping[str, str], main: str) -> list[BlockForm]:
    """Blocks of the main edition, and those of the other one that were seen."""
    wanted = {block.id for block in edition(main).blocks} | set(told)
    order: dict[str, BlockForm] = {}
    for edition_id in SECTIONED:
        for block in edition(edition_id).blocks:
            if block.id in wanted:
                order[block.id] = block
    ranked = {block.id: i for i, block in enumerate(edition("2019").blocks)}
    return sorted(order.values(), key=lambda block: ranked[block.id])


def complete_figures(
    verified: Verified,
    forms: Mapping[str, str],
    pictures: frozenset[str],
    unread: frozenset[str] = frozenset(),
) -> tuple[dict[str, Figure], list[Note]]:
    """A figure for every address of the forms, with the reason where there is no value.

    ``pictures`` are tables whose section holds pictures only, ``unread`` those whose labels are
    printed though no row was recognised.  The notes report missing tables (P101, P102), unread
    ones (P103) and missing cells (P301).
    """
    figures: dict[str, Figure] = {}
    missing: Counter[str] = Counter()
    for block_id, edition_id in forms.items():
        block = edition(edition_id).block(block_id)
        if block is None:
            continue
        seen = any(f"{block.table}.{r.id}." in verified.row_prefixes for r in block.rows)
        for row in block.rows:
            for column in row.columns:
                at = address(block.table, row.id, column.id)
                figure = verified.figures.get(at)
                if figure is None:
                    state, reason = _why_missing(verified, block, row.id, seen, pictures)
                    if block.table in unread:
                        state, reason = State.REFUSED, Reason.CONTENT_LOST
                    figure = Figure(at, None, state, None, None, column.unit, reason)
                    missing[block.table] += 1
                figures[at] = figure
    notes: list[Note] = []
    for table in _tables(forms):
        if table not in verified.claimed:
            code = "P103" if table in unread else "P102" if table in pictures else "P101"
            notes.append(Note(code, (), {"table": table}))
        elif missing[table]:
            addresses = tuple(
                a for a, f in figures.items() if a.startswith(table) and f.state is State.ABSENT
            )
            if addresses:
                params: dict[str, str | int] = {"table": table, "count": len(addresses)}
                notes.append(Note("P301", addresses, params))
    return figures, notes


def _why_missing(
    verified: Verified, block: BlockForm, row_id: str, block_seen: bool, pictures: frozenset[str]
) -> tuple[State, Reason]:
    table = block.table
    if table not in verified.claimed:
        picture = table in pictures
        return State.ABSENT, Reason.TABLE_IS_PICTURE if picture else Reason.TABLE_NOT_FOUND
    refused = verified.refused_rows.get((table, row_id)) or verified.refused_tables.get(table)
    if refused is not None:
        return State.REFUSED, refused
    if f"{table}.{row_id}." in verified.row_prefixes:
        lost = table in verified.lost_columns
        return (
            (State.REFUSED, Reason.COLUMN_UNRESOLVED)
            if lost
            else (State.ABSENT, Reason.CELL_NOT_FOUND)
        )
    if verified.lost_labels.get(table):
        return State.REFUSED, Reason.LABEL_LOST
    return State.ABSENT, Reason.ROW_NOT_FOUND if block_seen else Reason.BLOCK_NOT_FOUND


def _tables(named: Iterable[str]) -> tuple[str, ...]:
    """The tables of a report, by its blocks or addresses: that of 2014, or the three others."""
    older = any(name.partition(".")[0] == STATISTICS for name in named)
    return (STATISTICS,) if older else TABLES


def grades(document: Document, figures: Mapping[str, Figure]) -> dict[str, Grade]:
    """Grade of every table and of the report (the lowest of its tables)."""
    found: dict[str, Grade] = {}
    for table in _tables(figures):
        read = any(
            f.state not in (State.REFUSED, State.ABSENT)
            for a, f in figures.items()
            if a.startswith(table)
        )
        proven = Grade.UNVERIFIED if document.unverified else Grade.VERIFIED
        found[table] = proven if read else Grade.REFUSED
    order = [Grade.VERIFIED, Grade.UNVERIFIED, Grade.REFUSED]
    return {"report": max(found.values(), key=order.index), **found}


def settle_stray_numerals(notes: list[Note], figures: Mapping[str, Figure]) -> list[Note]:
    """Record with every unaccounted numeral whether all cells of its report were bound."""
    bound = all(f.state not in (State.REFUSED, State.ABSENT) for f in figures.values())
    return [
        Note(n.code, n.addresses, {**n.params, "bound": int(bound)}, n.place)
        if n.code == "P305"
        else n
        for n in notes
    ]
