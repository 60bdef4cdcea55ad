"""Changes of a grid that leave every figure under its head and beside its label."""

from __future__ import annotations

from attrs import evolve

from govinfo_report.testing.dice import Dice
from govinfo_report.testing.tables import Slot, Table

Placed = list[tuple[int, Slot]]


def rows(table: Table) -> list[Placed]:
    """Per row the slots that begin in it, with their grid columns."""
    return [
        [
            (x, slot)
            for x, (slot, down, right) in enumerate(row)
            if not down and not right and slot.role != "hole"
        ]
        for row in table.area()
    ]


def with_empty_columns(grid: list[Placed], width: int, dice: Dice, count: int) -> list[Placed]:
    """The grid with empty columns at random places; cells over a place grow wider."""
    for turn in range(count):
        at = 1 + dice.number("column", turn, width) % width
        found: list[Placed] = []
        covered_until: dict[int, int] = {}
        for y, row in enumerate(grid):
            cells: Placed = []
            grown = covered_until.get(y, 0) > 0
            for x, slot in row:
                if x < at < x + slot.columns:
                    slot = evolve(slot, columns=slot.columns + 1)
                    grown = True
                    for down in range(1, slot.rows):
                        covered_until[y + down] = 1
                cells.append((x if x < at else x + 1, slot))
            if not grown:
                cells.append((at, Slot("", "empty")))
            found.append(sorted(cells, key=lambda cell: cell[0]))
        grid, width = found, width + 1
    return grid


def first_body_row(grid: list[Placed]) -> int:
    """Number of head rows at the top; 0 when a head runs on into the body."""
    count = 0
    for row in grid:
        if any(slot.role in ("value", "label") for _, slot in row):
            break
        count += 1
    inside = all(y + slot.rows <= count for y in range(count) for _, slot in grid[y])
    return count if inside else 0


def rows_without_merge_after(grid: list[Placed]) -> set[int]:
    """Rows after which no merged cell runs on, so that a row can be inserted."""
    open_until = 0
    found: set[int] = set()
    for y, row in enumerate(grid):
        open_until = max([open_until, *(y + slot.rows for _, slot in row)])
        if open_until <= y + 1 and y >= 3:
            found.add(y)
    return found
