"""Text captures with bars: a cell per line, bars behind, before or between cells."""

from __future__ import annotations

from random import Random

from govinfo_report.testing.renderers.cellwise import (
    CellLinesRenderer,
    CellwiseDialect,
    cell_rows,
    cellwise_dialect,
)
from govinfo_report.testing.tables import Table


class BarsRenderer(CellLinesRenderer):
    """A cell per line with a bar behind; a lone bar is an empty cell."""

    family = "bars"
    shows_blanks = True

    def dialect(self, rng: Random) -> CellwiseDialect:
        dice, choices = cellwise_dialect(rng, breaks=False)
        return CellwiseDialect(**choices, gap=dice.pick(("\n", "\n\n"), "gap"))

    def _table(self, table: Table, dialect: CellwiseDialect) -> str:
        lines: list[str] = []
        widths = [
            [s.columns for s, down, right in row if not (down or right) and s.role != "hole"]
            for row in table.area()
        ]
        for row, spans in zip(cell_rows(table, dialect, " "), widths, strict=True):
            if dialect.bar in ("before", "loose"):
                lines.append("|")
            pad = ("", " ", "  ") if dialect.bar != "loose" else (" ", "  ", " ")
            for cell, columns in zip(row, spans, strict=True):
                more = "|" * (columns - 1) if dialect.wide else ""
                lines.append(f"{pad[0]}{cell}{pad[1]}|{more and ' ' + more}")
        return dialect.gap.join(lines)


class RowBarsRenderer(BarsRenderer):
    """Bars that stand for more than cells: before every row, or for every merged column.

    The bar before a row looks like an empty cell at the end of the row above, which the last
    row lacks; the bars behind a wide label look like empty cells before the first figure.
    """

    family = "row_bars"
    shows_blanks = False

    def dialect(self, rng: Random) -> CellwiseDialect:
        dice, choices = cellwise_dialect(rng, breaks=False)
        bar = dice.pick(("before", "loose", "behind"), "bar")
        return CellwiseDialect(**choices, bar=bar, wide=bar == "behind")


class LoneBarsRenderer(BarsRenderer):
    """A bar on a line of its own between the cells; at the end of a row none is printed."""

    family = "lone_bars"
    shows_blanks = False

    def dialect(self, rng: Random) -> CellwiseDialect:
        _, choices = cellwise_dialect(rng, breaks=False)
        return CellwiseDialect(**choices, bar="between")

    def _table(self, table: Table, dialect: CellwiseDialect) -> str:
        rows = cell_rows(table, dialect, " ")
        return "\n".join("\n|\n".join(row).replace("\n\n", "\n") for row in rows)
