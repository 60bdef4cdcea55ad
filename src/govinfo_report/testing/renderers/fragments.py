"""Tables in pieces: after page breaks, and in captures that make a table of every row."""

from __future__ import annotations

from random import Random

from attrs import evolve, frozen

from govinfo_report.testing.dice import Dice
from govinfo_report.testing.renderers.base import Dialect, Renderer
from govinfo_report.testing.renderers.html import HtmlRenderer
from govinfo_report.testing.renderers.pipes import (
    MarkdownRenderer,
    PipesDialect,
    PipesRenderer,
)
from govinfo_report.testing.renderers.stacked import StackedRenderer
from govinfo_report.testing.renderers.tabs import TabsRenderer
from govinfo_report.testing.reports import ReportData
from govinfo_report.testing.tables import Slot, Table, Tables, all_tables

#: families whose tables are cut
BASES: dict[str, Renderer] = {
    renderer.family: renderer
    for renderer in (
        HtmlRenderer(), TabsRenderer(), StackedRenderer(), MarkdownRenderer(), PipesRenderer()
    )
}  # fmt: skip


@frozen(kw_only=True)
class FragmentsDialect(Dialect):
    """Options of tables in pieces; ``base`` are the options of the family that prints them."""

    family: str = "markdown"
    base: Dialect = PipesDialect()
    cuts: int = 1  #: table 3 is cut so often
    heads: bool = True  #: every piece repeats the heads
    labels: bool = True  #: labels merged over a cut are printed again behind it


class FragmentsRenderer:
    """Tables 2 and 3 cut between rows, heads and merged labels printed again."""

    family = "fragments"
    shows_blanks = True
    floor = 0.98

    def dialect(self, rng: Random) -> FragmentsDialect:
        dice = Dice(rng.getrandbits(32))
        family = dice.pick(sorted(BASES), "family")
        base = BASES[family].dialect(rng)
        base = evolve(base, shape=evolve(base.shape, repeat_heads=False))
        return FragmentsDialect(
            seed=dice.number("seed"), encoding=base.encoding, family=family, base=base,
            wording=base.wording, shape=base.shape, cuts=dice.pick((1, 1, 2, 4), "cuts"),
        )  # fmt: skip

    def print(self, data: ReportData, dialect: Dialect, tables: Tables | None = None) -> bytes:
        assert isinstance(dialect, FragmentsDialect)
        tables = tables or all_tables(data, dialect.wording, dialect.shape)
        cut = {
            section: [piece for table in found for piece in pieces(table, dialect)]
            for section, found in tables.items()
        }
        return BASES[dialect.family].print(data, dialect.base, cut)


class TornRenderer(FragmentsRenderer):
    """The same without heads over the later pieces, or without the labels over the cut."""

    family = "torn"
    shows_blanks = False

    def dialect(self, rng: Random) -> FragmentsDialect:
        dialect = super().dialect(rng)
        heads = dialect.dice.chance(0.5, "heads")
        return evolve(dialect, heads=heads, labels=not heads)


def head_rows(table: Table) -> int:
    """Number of rows at the top without a figure."""
    return next(y for y, row in enumerate(table.rows) if any(s.role == "value" for s in row))


def pieces(table: Table, dialect: FragmentsDialect) -> list[Table]:
    """The table cut between rows; table 4 stays whole, as its heads do."""
    first, size = head_rows(table), len(table.rows)
    if table.id != "requests" or size < first + dialect.cuts + 2:
        return [table]
    edges = {
        first + 1 + dialect.dice.number("cut", turn) % (size - first - 1)
        for turn in range(dialect.cuts)
    }
    found = [_piece(table, 0, first, min(edges), dialect)]
    for start, stop in zip(sorted(edges), [*sorted(edges)[1:], size], strict=True):
        found.append(_piece(table, first, start, stop, dialect))
    return found


def _piece(table: Table, heads: int, start: int, stop: int, dialect: FragmentsDialect) -> Table:
    area = table.area()
    rows: list[tuple[Slot, ...]] = []
    if heads == 0:
        rows += table.rows[:start]
    elif dialect.heads:
        rows += table.rows[:heads]
    for y in range(start, stop):
        cells: list[Slot] = []
        for slot, down, right in area[y]:
            if right or (down and y > start):
                continue
            text = slot.text if dialect.labels or not down else ""
            cells.append(evolve(slot, text=text, rows=min(slot.rows - down, stop - y)))
        rows.append(tuple(cells))
    return Table(table.id, table.width, tuple(rows))


class RowTablesRenderer(MarkdownRenderer):
    """A Markdown table for every single row."""

    family = "row_tables"

    def dialect(self, rng: Random) -> PipesDialect:
        dialect = super().dialect(rng)
        shape = evolve(dialect.shape, split_proactive=False)
        return evolve(dialect, shape=shape, delimiter=dialect.delimiter or "---", bars=True)

    def _table(self, table: Table, dialect: PipesDialect) -> str:
        lines = super()._table(table, evolve(dialect, delimiter="")).split("\n")
        gap = " " if dialect.spaces else ""
        found: list[str] = []
        for line in lines:
            count = line.count("|") - 1
            delimiter = f"{gap}|{gap}".join([dialect.delimiter] * count)
            found += [line, f"|{gap}{delimiter}{gap}|", ""]
        return "\n".join(found[:-1])
