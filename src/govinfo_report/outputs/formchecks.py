"""The check matrix as formulas of a worksheet: what turns a wrong cell red while one types.

A check speaks only when all its cells hold numbers: blanks and marks leave it open.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from attrs import frozen

from govinfo_report.rules.matrix import Check

Position = tuple[int, int]  #: row and column of a worksheet, from 0


@frozen
class CheckFormulas:
    """One identity in the cells of a worksheet; ``ready`` is true when all of them are numbers."""

    check: Check
    ready: str
    expected: str
    printed: str

    @property
    def fails(self) -> str:
        """True when all cells are filled and the two sides differ."""
        return f"AND({self.ready},{self.expected}<>{self.printed})"


def formulas(
    checks: Iterable[Check], positions: Mapping[str, Position], sheet: str = ""
) -> list[CheckFormulas]:
    """The checks whose cells are all on the sheet; ``sheet`` is set before every reference."""
    made: list[CheckFormulas] = []
    for check in checks:
        if not all(address in positions for address, _ in check.terms):
            continue
        plus = [positions[address] for address, sign in check.terms if sign > 0]
        minus = [positions[address] for address, sign in check.terms if sign < 0]
        count = f"COUNT({_areas(plus + minus, sheet)})={len(plus) + len(minus)}"
        made.append(CheckFormulas(check, count, f"SUM({_areas(plus, sheet)})",
                                  f"SUM({_areas(minus, sheet)})"))  # fmt: skip
    return made


def suspects(made: Sequence[CheckFormulas]) -> dict[str, str]:
    """Address -> formula that holds when a check along its row and one along its column fail.

    One wrong figure of table 3 breaks its row and its column: it stands where they cross.
    """
    rows = {a: f.fails for f in made if f.check.rule == "A101" for a, _ in f.check.terms}
    columns: dict[str, list[str]] = {}
    for one in made:
        if one.check.rule in ("A102", "A103"):
            for address, _ in one.check.terms:
                columns.setdefault(address, []).append(one.fails)
    return {
        address: f"AND({row},OR({','.join(columns[address])}))"
        for address, row in rows.items()
        if address in columns
    }


def targets(made: Sequence[CheckFormulas]) -> dict[str, str]:
    """Address of a total -> formula that holds when a check of it fails."""
    found: dict[str, list[str]] = {}
    for one in made:
        found.setdefault(one.check.target, []).append(one.fails)
    return {address: f"OR({','.join(fails)})" for address, fails in found.items()}


def reference(position: Position) -> str:
    """``$D$5``."""
    row, column = position
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"${letters}${row + 1}"


def _areas(cells: Iterable[Position], sheet: str) -> str:
    """The cells as few areas: runs along a row or a column are taken together."""
    runs: list[tuple[Position, Position]] = []
    for cell in sorted(cells):
        for number, (first, last) in enumerate(runs):
            beside = cell[0] == last[0] == first[0] and cell[1] == last[1] + 1
            below = cell[1] == last[1] == first[1] and cell[0] == last[0] + 1
            if beside or below:
                runs[number] = (first, cell)
                break
        else:
            runs.append((cell, cell))
    return ",".join(
        sheet + reference(first) + (f":{reference(last)}" if last != first else "")
        for first, last in runs
    )
