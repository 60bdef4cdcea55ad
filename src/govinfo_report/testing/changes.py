"""Changes of printed tables with a known effect on what a reader must say.

Each function takes the grids of a report and returns changed ones, to be printed by any
renderer: ``renderer.print(data, dialect, changed)``.
"""

from __future__ import annotations

from collections.abc import Callable

from attrs import evolve

from govinfo_report.testing.tables import Slot, Table, Tables

Change = Callable[[Tables], Tables]


def _map_slots(tables: Tables, change: Callable[[Slot], Slot]) -> Tables:
    return {
        section: [
            evolve(table, rows=tuple(tuple(change(s) for s in row) for row in table.rows))
            for table in found
        ]
        for section, found in tables.items()
    }


def label_of(tables: Tables, address: str) -> Slot:
    """The label beside a figure."""
    for found in tables.values():
        for table in found:
            for row in table.rows:
                if any(slot.address == address for slot in row):
                    return [slot for slot in row if slot.role == "label"][-1]
    raise KeyError(address)


def head_of(tables: Tables, address: str) -> Slot:
    """The head over a figure: the lowest one above it that is narrowest."""
    for found in tables.values():
        for table in found:
            area = table.area()
            for y, row in enumerate(area):
                for x, (slot, down, right) in enumerate(row):
                    if slot.address == address and not down and not right:
                        for above in range(y - 1, -1, -1):
                            if area[above][x][0].role == "head":
                                return area[above][x][0]
    raise KeyError(address)


def swap_texts(tables: Tables, one: Slot, other: Slot) -> Tables:
    """Two cells exchange their texts and nothing else."""

    def change(slot: Slot) -> Slot:
        if slot is one:
            return evolve(slot, text=other.text)
        return evolve(slot, text=one.text) if slot is other else slot

    return _map_slots(tables, change)


def with_text(tables: Tables, changed: Slot, text: str) -> Tables:
    """One cell with another text."""
    return _map_slots(tables, lambda slot: evolve(slot, text=text) if slot is changed else slot)


def without_figure(tables: Tables, address: str) -> Tables:
    """One value cell is gone: the cells behind it move up and its row ends in a hole."""

    def shortened(table: Table) -> Table:
        for y, row in enumerate(table.rows):
            if any(slot.address == address for slot in row):
                kept = tuple(slot for slot in row if slot.address != address)
                gone = next(slot for slot in row if slot.address == address)
                kept += (Slot("", "hole", columns=gone.columns),)
                return evolve(table, rows=(*table.rows[:y], kept, *table.rows[y + 1 :]))
        return table

    return {section: [shortened(table) for table in found] for section, found in tables.items()}


def split_heads(tables: Tables) -> Tables:
    """The lowest head row of table 3 printed as two rows (商业 科研 … over 企业 机构 …)."""
    (table,) = tables["requests"]
    heads = [list(row) for row in table.rows[:3]]
    lower = [Slot(slot.text[2:], "head") for slot in heads[2]]
    heads[2] = [evolve(slot, text=slot.text[:2]) for slot in heads[2]]
    heads[1] = [evolve(s, rows=s.rows + 1) if s.rows == 2 else s for s in heads[1]]
    heads[0] = [evolve(s, rows=s.rows + 1) if s.rows == 3 else s for s in heads[0]]
    rows = (*map(tuple, heads), tuple(lower), *table.rows[3:])
    return {**tables, "requests": [evolve(table, rows=rows)]}


def flat_heads(tables: Tables) -> Tables:
    """The heads of table 3 in a single row, without the group heads."""
    (table,) = tables["requests"]
    area = table.area()
    lowest = [area[2][x][0] for x in range(3, table.width)]
    corner = evolve(table.rows[0][0], rows=1)
    first = (corner, *(evolve(slot, rows=1) for slot in lowest))
    return {**tables, "requests": [evolve(table, rows=(first, *table.rows[3:]))]}


def empty_row(tables: Tables, section: str, at: int) -> Tables:
    """A row of empty cells before row ``at`` of the first table of a section."""
    table = tables[section][0]
    area = table.area()
    grown = {id(slot) for slot, down, _ in area[at] if down}
    blank = [Slot("", "empty") for slot, down, _ in area[at] if not down]
    rows = [
        tuple(evolve(s, rows=s.rows + 1) if id(s) in grown else s for s in row)
        for row in table.rows
    ]
    rows.insert(at, tuple(blank))
    return {**tables, section: [evolve(table, rows=tuple(rows)), *tables[section][1:]]}
