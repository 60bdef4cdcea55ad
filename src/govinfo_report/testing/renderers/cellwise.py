"""Text captures that keep cells but no rows: a cell per line, paragraph, or between bars.

Merged cells are printed once, where they begin.  Whether an empty cell can be told from the page
depends on the family: an extra line break and a lone bar show it, plain lines do not.
"""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Any

from attrs import frozen

from govinfo_report.testing.dice import Dice
from govinfo_report.testing.renderers.base import Dialect, common, encode, padded, text_page
from govinfo_report.testing.reports import ReportData
from govinfo_report.testing.tables import Shape, Table, Tables, all_tables


@frozen(kw_only=True)
class CellwiseDialect(Dialect):
    """Options of pages without rows."""

    gap: str = "\n"  #: what stands between two cells (a blank line, in half of the captures)
    indent: str = ""  #: what stands before every cell
    bar: str = "behind"  #: bars stand ``behind`` cells, ``before`` rows too, ``between``, ``loose``
    wide: bool = False  #: a cell over several columns is followed by the bars of all of them
    wrapped: float = 0.0  #: share of labels broken over two lines


def cellwise_dialect(rng: Random, *, breaks: bool) -> tuple[Dice, Mapping[str, Any]]:
    """Dice, and the choices all families of this module have in common."""
    dice = Dice(rng.getrandbits(32))
    shape = Shape(
        reorder=dice.chance(0.1, "reorder"),
        beside=dice.chance(0.3, "beside"),
        split_proactive=dice.chance(0.1, "split"),
        headings=not dice.chance(0.05, "headings"),
        extra_row=dice.chance(0.05, "extra row"),
        review=dice.pick(("one", "one", "one", "three", "two"), "review"),
    )
    encoding = dice.pick(("utf-8", "utf-8", "utf-8-sig", "gb18030"), "encoding")
    newline = dice.pick(("\n", "\n", "\r\n"), "newline")
    choices = common(dice, breaks=breaks)
    return dice, {**choices, "shape": shape, "encoding": encoding, "newline": newline}


def cell_rows(table: Table, dialect: Dialect, line_break: str = "\n") -> list[list[str]]:
    """Per row the texts of the cells that begin in it, empty ones included."""
    rows: list[list[str]] = []
    for y, row in enumerate(table.area()):
        cells: list[str] = []
        for x, (slot, down, right) in enumerate(row):
            if down or right or slot.role == "hole":
                continue
            text = slot.text.replace("\n", line_break)
            cells.append(padded(text, dialect, table.id, y, x) if slot.role == "value" else text)
        rows.append(cells)
    return rows


class CellLinesRenderer:
    """A cell per line, rows unmarked, empty cells gone without trace."""

    family = "cells"
    shows_blanks = False
    floor = 0.98

    def dialect(self, rng: Random) -> CellwiseDialect:
        dice, choices = cellwise_dialect(rng, breaks=True)
        return CellwiseDialect(
            **choices,
            gap=dice.pick(("\n", "\n\n"), "gap"),
            indent=dice.pick(("", "", "    ", "\u3000"), "indent"),
        )

    def print(self, data: ReportData, dialect: Dialect, tables: Tables | None = None) -> bytes:
        assert isinstance(dialect, CellwiseDialect)
        tables = tables or all_tables(data, dialect.wording, dialect.shape)
        printed = {
            section: [self._table(table, dialect) for table in found]
            for section, found in tables.items()
        }
        return encode(text_page(data, dialect, printed, gap=self._between(dialect)), dialect)

    def _between(self, dialect: CellwiseDialect) -> str:
        """What stands between paragraphs and around tables."""
        return dialect.gap

    def _table(self, table: Table, dialect: CellwiseDialect) -> str:
        cells = [cell for row in cell_rows(table, dialect) for cell in row if cell.strip()]
        return dialect.gap.join(dialect.indent + cell for cell in cells)


class ParagraphsRenderer(CellLinesRenderer):
    """A blank line between all cells; an empty cell is one more line break."""

    family = "paragraphs"
    shows_blanks = True

    def dialect(self, rng: Random) -> CellwiseDialect:
        _, choices = cellwise_dialect(rng, breaks=False)
        return CellwiseDialect(**choices)

    def _between(self, dialect: CellwiseDialect) -> str:
        return "\n\n"

    def _table(self, table: Table, dialect: CellwiseDialect) -> str:
        cells = [cell for row in cell_rows(table, dialect, " ") for cell in row]
        text = "".join(f"{cell}\n\n" if cell.strip() else "\n" for cell in cells)
        return text.removesuffix("\n\n")


class WordsRenderer(CellLinesRenderer):
    """All line breaks turned into spaces: each table, or the whole report, in one line."""

    family = "words"

    def dialect(self, rng: Random) -> CellwiseDialect:
        dice, choices = cellwise_dialect(rng, breaks=False)
        # A title broken over two lines could not be told from the prose behind it.
        choices = {**choices, "title_broken": False}
        return CellwiseDialect(**choices, gap=dice.pick((" ", "\n"), "gap"))

    def _table(self, table: Table, dialect: CellwiseDialect) -> str:
        rows = cell_rows(table, dialect, " ")
        return " ".join(" ".join(cell.split()) for row in rows for cell in row if cell.strip())


class RunTogetherRenderer(CellLinesRenderer):
    """A row per line, nothing at all between its cells."""

    family = "run_together"
    floor = 0.0  # most figures of several digits can be cut in more than one way

    def dialect(self, rng: Random) -> CellwiseDialect:
        _, choices = cellwise_dialect(rng, breaks=False)
        return CellwiseDialect(**choices)

    def _table(self, table: Table, dialect: CellwiseDialect) -> str:
        rows = cell_rows(table, dialect, " ")
        return "\n".join("".join(cell.strip() for cell in row) for row in rows)


class RepeatsDroppedRenderer(CellLinesRenderer):
    """A cell per line after an extractor dropped every line it had seen before."""

    family = "repeats_dropped"
    floor = 0.0  # most of a table is gone

    def print(self, data: ReportData, dialect: Dialect, tables: Tables | None = None) -> bytes:
        page = super().print(data, dialect, tables).decode(dialect.encoding)
        lines = [line.strip() for line in page.replace("\r\n", "\n").split("\n")]
        kept = dict.fromkeys(line for line in lines if line)
        return encode("\n".join(kept) + "\n", dialect)
