"""Drafts that lie: what a broken or hostile layout might claim of a document.

Each mutation takes an honest draft and returns one with a lie in it, or ``None`` where it does
not apply.  Whatever the lie, a verified figure must still be the printed one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

from attrs import evolve

from govinfo_report.documents.document import Document, Span
from govinfo_report.reading.draft import Draft, RowClaim, Spans, TableClaim

Mutation = Callable[[Document, Draft, Random], Draft | None]
TABLES = ("proactive_disclosure", "requests", "review_and_litigation")


def _with_table(draft: Draft, index: int, *tables: TableClaim) -> Draft:
    found = (*draft.tables[:index], *tables, *draft.tables[index + 1 :])
    return evolve(draft, tables=found)


def _change_row(change: Callable[[RowClaim, Random], RowClaim | None]) -> Mutation:
    """A lie about one row that has cells."""

    def mutation(document: Document, draft: Draft, rng: Random) -> Draft | None:
        places = [
            (t, r)
            for t, table in enumerate(draft.tables)
            for r, row in enumerate(table.rows)
            if row.cells
        ]
        if not places:
            return None
        t, r = rng.choice(places)
        table = draft.tables[t]
        changed = change(table.rows[r], rng)
        if changed is None:
            return None
        return _with_table(draft, t, evolve(table, rows=_replaced(table.rows, r, changed)))

    return mutation


def _replaced(rows: Sequence[RowClaim], at: int, *new: RowClaim) -> tuple[RowClaim, ...]:
    return (*rows[:at], *new, *rows[at + 1 :])


def _change_table(change: Callable[[TableClaim, Random], TableClaim | None]) -> Mutation:
    """A lie about one table."""

    def mutation(document: Document, draft: Draft, rng: Random) -> Draft | None:
        if not draft.tables:
            return None
        t = rng.randrange(len(draft.tables))
        changed = change(draft.tables[t], rng)
        return None if changed is None else _with_table(draft, t, changed)

    return mutation


def _pair(table: TableClaim, rng: Random) -> tuple[int, int] | None:
    rows = [i for i, row in enumerate(table.rows) if row.cells]
    if len(rows) < 2:
        return None
    first, second = rng.sample(rows, 2)
    return first, second


def _swap_rows(*names: str) -> Callable[[TableClaim, Random], TableClaim | None]:
    """Two rows exchange the named parts."""

    def change(table: TableClaim, rng: Random) -> TableClaim | None:
        pair = _pair(table, rng)
        if pair is None:
            return None
        a, b = (table.rows[i] for i in pair)
        new_a = evolve(a, **{name: getattr(b, name) for name in names})
        new_b = evolve(b, **{name: getattr(a, name) for name in names})
        return evolve(table, rows=_replaced(_replaced(table.rows, pair[0], new_a), pair[1], new_b))

    return change


def _copy_part(name: str) -> Callable[[TableClaim, Random], TableClaim | None]:
    """One row claims a part of another row as its own."""

    def change(table: TableClaim, rng: Random) -> TableClaim | None:
        pair = _pair(table, rng)
        if pair is None:
            return None
        other = getattr(table.rows[pair[1]], name)
        changed = evolve(table.rows[pair[0]], **{name: other})
        return evolve(table, rows=_replaced(table.rows, pair[0], changed))

    return change


def _swap_cells(row: RowClaim, rng: Random) -> RowClaim | None:
    if len(row.cells) < 2:
        return None
    a, b = rng.sample(range(len(row.cells)), 2)
    cells = list(row.cells)
    cells[a], cells[b] = cells[b], cells[a]
    return evolve(row, cells=tuple(cells))


def _drop_cell(row: RowClaim, rng: Random) -> RowClaim | None:
    at = rng.randrange(len(row.cells))
    return evolve(row, cells=row.cells[:at] + row.cells[at + 1 :])


def _rotate_cells(row: RowClaim, rng: Random) -> RowClaim | None:
    if len(row.cells) < 2:
        return None
    at = rng.randrange(1, len(row.cells))
    return evolve(row, cells=row.cells[at:] + row.cells[:at])


def _double_cell(row: RowClaim, rng: Random) -> RowClaim | None:
    at = rng.randrange(len(row.cells))
    return evolve(row, cells=(*row.cells[:at], row.cells[at], *row.cells[at:]))


def _false_blank(row: RowClaim, rng: Random) -> RowClaim | None:
    """An empty cell that the source does not show."""
    at = rng.randrange(len(row.cells))
    span = row.cells[at]
    where = rng.choice((span.start, span.end))
    cells = list(row.cells)
    cells.insert(at + rng.randrange(2), Span(span.block, where, where))
    return evolve(row, cells=tuple(cells))


def _blank_for_value(row: RowClaim, rng: Random) -> RowClaim | None:
    at = rng.randrange(len(row.cells))
    span = row.cells[at]
    cells = list(row.cells)
    cells[at] = Span(span.block, span.start, span.start)
    return evolve(row, cells=tuple(cells))


def _shift_with_blank(row: RowClaim, rng: Random) -> RowClaim | None:
    """The first cell dropped and an empty one invented at the end, or the other way round."""
    last, first = row.cells[-1], row.cells[0]
    if rng.random() < 0.5:
        return evolve(row, cells=(*row.cells[1:], Span(last.block, last.end, last.end)))
    return evolve(row, cells=(Span(first.block, first.start, first.start), *row.cells[:-1]))


def _cut_cell(row: RowClaim, rng: Random) -> RowClaim | None:
    """Only some of a number's digits."""
    long = [i for i, span in enumerate(row.cells) if span.end - span.start > 1]
    if not long:
        return None
    at = rng.choice(long)
    span = row.cells[at]
    middle = rng.randrange(span.start + 1, span.end)
    cut = rng.choice(((span.start, middle), (middle, span.end)))
    return evolve(row, cells=(*row.cells[:at], Span(span.block, *cut), *row.cells[at + 1 :]))


def _join_cells(row: RowClaim, rng: Random) -> RowClaim | None:
    """One span over two neighbouring cells."""
    at = rng.randrange(len(row.cells))
    both = row.cells[at : at + 2]
    if len(both) < 2 or both[0].block != both[1].block:
        return None
    joined = Span(both[0].block, both[0].start, both[1].end)
    return evolve(row, cells=(*row.cells[:at], joined, *row.cells[at + 2 :]))


def _no_label(row: RowClaim, rng: Random) -> RowClaim | None:
    return evolve(row, label=()) if row.label else None


def _wide_label(row: RowClaim, rng: Random) -> RowClaim | None:
    """A label that takes the first value with it."""
    if not row.label:
        return None
    return evolve(row, label=(*row.label, row.cells[0]), cells=row.cells[1:])


def _short_label(row: RowClaim, rng: Random) -> RowClaim | None:
    spans = [span for span in row.label if span.end - span.start > 2]
    if not spans:
        return None
    span = rng.choice(spans)
    at = rng.randrange(span.start + 1, span.end)
    cut = rng.choice((Span(span.block, span.start, at), Span(span.block, at, span.end)))
    return evolve(row, label=tuple(cut if s == span else s for s in row.label))


def _no_parents(row: RowClaim, rng: Random) -> RowClaim | None:
    return evolve(row, parents=()) if row.parents else None


def _label_as_parent(row: RowClaim, rng: Random) -> RowClaim | None:
    """The row's parent claimed as its label, its label as a value's neighbour."""
    if not row.parents or not row.label:
        return None
    return evolve(row, label=row.parents[-1], parents=row.parents[:-1])


def _outside(row: RowClaim, rng: Random) -> RowClaim | None:
    at = rng.randrange(len(row.cells))
    span = row.cells[at]
    bad = rng.choice(
        (
            Span(10**6, 0, 1), Span(-1, 0, 1), Span(span.block, 0, 10**9),
            Span(span.block, span.end, span.start - 1), Span(span.block, -3, -1),
        )
    )  # fmt: skip
    return evolve(row, cells=(*row.cells[:at], bad, *row.cells[at + 1 :]))


def _prose_cell(document: Document, draft: Draft, rng: Random) -> Draft | None:
    """A number of the prose claimed as a figure, or a word as its label."""
    numbers: list[Span] = []
    for block in document.blocks:
        if block.grid is None:
            numbers += [
                Span(block.index, i, i + 1) for i, c in enumerate(block.text) if c in "123456789"
            ]
    if not numbers:
        return None
    span = rng.choice(numbers)

    def change(row: RowClaim, rng: Random) -> RowClaim:
        if rng.random() < 0.3 and row.label:
            return evolve(row, label=(span,))
        at = rng.randrange(len(row.cells))
        return evolve(row, cells=(*row.cells[:at], span, *row.cells[at + 1 :]))

    return _change_row(change)(document, draft, rng)


def _other_table(table: TableClaim, rng: Random) -> TableClaim | None:
    return evolve(table, table=rng.choice([t for t in (*TABLES, "nonsense") if t != table.table]))


def _heads(change: Callable[[list[tuple[Spans, ...]], Random], None]) -> Mutation:
    def apply(table: TableClaim, rng: Random) -> TableClaim | None:
        if not table.heads:
            return None
        heads = list(table.heads)
        change(heads, rng)
        return evolve(table, heads=tuple(heads)) if tuple(heads) != table.heads else None

    return _change_table(apply)


def _reverse_heads(heads: list[tuple[Spans, ...]], rng: Random) -> None:
    heads.reverse()


def _drop_head_row(heads: list[tuple[Spans, ...]], rng: Random) -> None:
    del heads[rng.randrange(len(heads))]


def _reorder_head(heads: list[tuple[Spans, ...]], rng: Random) -> None:
    at = rng.randrange(len(heads))
    cells = list(heads[at])
    rng.shuffle(cells)
    heads[at] = tuple(cells)


def _swap_heads(heads: list[tuple[Spans, ...]], rng: Random) -> None:
    at = rng.randrange(len(heads))
    cells = list(heads[at])
    if len(cells) > 1:
        a, b = rng.sample(range(len(cells)), 2)
        cells[a], cells[b] = cells[b], cells[a]
    heads[at] = tuple(cells)


def _drop_head(heads: list[tuple[Spans, ...]], rng: Random) -> None:
    at = rng.randrange(len(heads))
    cells = list(heads[at])
    if cells:
        del cells[rng.randrange(len(cells))]
    heads[at] = tuple(cells)


def _double_head(heads: list[tuple[Spans, ...]], rng: Random) -> None:
    at = rng.randrange(len(heads))
    heads.insert(at, heads[at])


def _foreign_heads(document: Document, draft: Draft, rng: Random) -> Draft | None:
    """The head rows of another table."""
    if len(draft.tables) < 2:
        return None
    a, b = rng.sample(range(len(draft.tables)), 2)
    return _with_table(draft, a, evolve(draft.tables[a], heads=draft.tables[b].heads))


def _foreign_rows(document: Document, draft: Draft, rng: Random) -> Draft | None:
    """Rows of one table claimed under the heads of another."""
    if len(draft.tables) < 2:
        return None
    a, b = rng.sample(range(len(draft.tables)), 2)
    other = draft.tables[b].rows
    if not other:
        return None
    rows = (*draft.tables[a].rows, *rng.sample(other, min(len(other), rng.randint(1, 3))))
    return _with_table(draft, a, evolve(draft.tables[a], rows=rows))


def _join_tables(document: Document, draft: Draft, rng: Random) -> Draft | None:
    """Two neighbouring tables as one, under the heads of the first."""
    if len(draft.tables) < 2:
        return None
    at = rng.randrange(len(draft.tables) - 1)
    first, second = draft.tables[at : at + 2]
    joined = evolve(first, rows=first.rows + second.rows)
    found = (*draft.tables[:at], joined, *draft.tables[at + 2 :])
    return evolve(draft, tables=found)


def _split_table(document: Document, draft: Draft, rng: Random) -> Draft | None:
    """The lower part of a table claimed as a table without heads, or under part of them."""
    t = rng.randrange(len(draft.tables)) if draft.tables else 0
    if not draft.tables or len(draft.tables[t].rows) < 2:
        return None
    table = draft.tables[t]
    at = rng.randrange(1, len(table.rows))
    heads = table.heads[rng.randrange(len(table.heads) + 1) :] if table.heads else ()
    upper = evolve(table, rows=table.rows[:at])
    return _with_table(draft, t, upper, TableClaim(table.table, heads, table.rows[at:]))


def _double_row(table: TableClaim, rng: Random) -> TableClaim | None:
    at = rng.randrange(len(table.rows)) if table.rows else 0
    if not table.rows:
        return None
    return evolve(table, rows=_replaced(table.rows, at, table.rows[at], table.rows[at]))


def _drop_row(table: TableClaim, rng: Random) -> TableClaim | None:
    if len(table.rows) < 2:
        return None
    return evolve(table, rows=_replaced(table.rows, rng.randrange(len(table.rows))))


def _slide_cells(table: TableClaim, rng: Random) -> TableClaim | None:
    """Every row claims the cells of the next one."""
    if len(table.rows) < 2:
        return None
    cells = [row.cells for row in table.rows]
    cells = cells[1:] + cells[:1]
    rows = [evolve(row, cells=own) for row, own in zip(table.rows, cells, strict=True)]
    return evolve(table, rows=tuple(rows))


def _slide_labels(table: TableClaim, rng: Random) -> TableClaim | None:
    if len(table.rows) < 2:
        return None
    labels = [row.label for row in table.rows]
    labels = labels[1:] + labels[:1]
    rows = [evolve(row, label=own) for row, own in zip(table.rows, labels, strict=True)]
    return evolve(table, rows=tuple(rows))


def _shift_all(table: TableClaim, rng: Random) -> TableClaim | None:
    """Every row loses its first cell and gains an empty one at the end."""
    rows = []
    for row in table.rows:
        if row.cells:
            end = row.cells[-1]
            row = evolve(row, cells=(*row.cells[1:], Span(end.block, end.end, end.end)))
        rows.append(row)
    return evolve(table, rows=tuple(rows)) if rows else None


def _trim_all(table: TableClaim, rng: Random) -> TableClaim | None:
    """Every row loses its first or its last cell."""
    first = rng.random() < 0.5
    rows = [evolve(r, cells=r.cells[1:] if first else r.cells[:-1]) for r in table.rows]
    return evolve(table, rows=tuple(rows)) if rows else None


def _turn_rows(table: TableClaim, rng: Random) -> TableClaim | None:
    return evolve(table, rows=table.rows[::-1]) if len(table.rows) > 1 else None


#: name -> mutation
MUTATIONS: dict[str, Mutation] = {
    "labels swapped": _change_table(_swap_rows("label")),
    "labels and parents swapped": _change_table(_swap_rows("label", "parents")),
    "cells swapped between rows": _change_table(_swap_rows("cells")),
    "label of another row": _change_table(_copy_part("label")),
    "cells of another row": _change_table(_copy_part("cells")),
    "parents of another row": _change_table(_copy_part("parents")),
    "parents dropped": _change_row(_no_parents),
    "parent as label": _change_row(_label_as_parent),
    "label dropped": _change_row(_no_label),
    "label cut": _change_row(_short_label),
    "label with value": _change_row(_wide_label),
    "two cells swapped": _change_row(_swap_cells),
    "cells rotated": _change_row(_rotate_cells),
    "cell dropped": _change_row(_drop_cell),
    "cell doubled": _change_row(_double_cell),
    "cell cut": _change_row(_cut_cell),
    "cells joined": _change_row(_join_cells),
    "empty cell invented": _change_row(_false_blank),
    "value claimed empty": _change_row(_blank_for_value),
    "shifted with an empty cell": _change_row(_shift_with_blank),
    "span outside": _change_row(_outside),
    "span of prose": _prose_cell,
    "all rows shifted": _change_table(_shift_all),
    "all rows trimmed": _change_table(_trim_all),
    "all cells one row up": _change_table(_slide_cells),
    "all labels one row up": _change_table(_slide_labels),
    "rows turned": _change_table(_turn_rows),
    "row doubled": _change_table(_double_row),
    "row dropped": _change_table(_drop_row),
    "other table": _change_table(_other_table),
    "heads reversed": _heads(_reverse_heads),
    "head row dropped": _heads(_drop_head_row),
    "head row doubled": _heads(_double_head),
    "head row reordered": _heads(_reorder_head),
    "heads swapped": _heads(_swap_heads),
    "head dropped": _heads(_drop_head),
    "heads of another table": _foreign_heads,
    "rows of another table": _foreign_rows,
    "tables joined": _join_tables,
    "table split": _split_table,
}


def sabotaged(
    document: Document, draft: Draft, rng: Random, count: int = 1
) -> tuple[tuple[str, ...], Draft]:
    """The draft with ``count`` lies in it, and their names."""
    names: list[str] = []
    for _ in range(20 * count):
        if len(names) == count:
            break
        name = rng.choice(list(MUTATIONS))
        lying = MUTATIONS[name](document, draft, rng)
        if lying is not None and lying != draft:
            names.append(name)
            draft = lying
    return tuple(names), draft
