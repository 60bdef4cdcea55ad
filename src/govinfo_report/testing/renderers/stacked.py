"""One cell per line behind a tab; a blank line ends a row.

A lone tab is an empty cell or a position merged downwards; text broken inside a cell goes on in a
line without a tab.  Cells merged to the right are printed once.
"""

from __future__ import annotations

from random import Random

from attrs import frozen

from govinfo_report.testing.dice import Dice
from govinfo_report.testing.renderers.base import Dialect, common, encode, padded, text_page
from govinfo_report.testing.reports import ReportData
from govinfo_report.testing.tables import Shape, Table, Tables, all_tables


@frozen(kw_only=True)
class StackedDialect(Dialect):
    """Options of stacked cells."""

    wide_gap: float = 0.0  #: share of rows ended by two blank lines
    trailing: float = 0.0  #: share of rows of table 3 with one more empty cell at the end
    indent: str = ""  #: what stands before headings
    space_lines: bool = False  #: a line with a no-break space between tables and headings


class StackedRenderer:
    """One cell per line, rows divided by blank lines."""

    family = "stacked"
    shows_blanks = True
    floor = 0.98

    def dialect(self, rng: Random) -> StackedDialect:
        dice = Dice(rng.getrandbits(32))
        return StackedDialect(
            **common(dice, breaks=True),
            shape=Shape(
                reorder=dice.chance(0.1, "reorder"),
                beside=dice.chance(0.3, "beside"),
                split_proactive=dice.chance(0.1, "split"),
                headings=not dice.chance(0.05, "headings"),
                extra_row=dice.chance(0.05, "extra row"),
                review=dice.pick(("one", "one", "one", "three", "two"), "review"),
            ),
            encoding=dice.pick(("utf-8", "utf-8", "utf-8-sig", "gb18030", "utf-16"), "encoding"),
            newline=dice.pick(("\n", "\n", "\r\n"), "newline"),
            wide_gap=dice.pick((0.0, 0.1), "wide"),
            trailing=dice.pick((0.0, 0.0, 0.05), "trailing"),
            indent=dice.pick(("", "", "   ", "\u00a0 "), "indent"),
            space_lines=dice.chance(0.2, "space lines"),
        )

    def print(self, data: ReportData, dialect: Dialect, tables: Tables | None = None) -> bytes:
        assert isinstance(dialect, StackedDialect)
        tables = tables or all_tables(data, dialect.wording, dialect.shape)
        end = "\n\u00a0" if dialect.space_lines else ""
        printed = {
            section: [self._table(table, dialect) + end for table in found]
            for section, found in tables.items()
        }
        return encode(text_page(data, dialect, printed, mark=dialect.indent), dialect)

    def _table(self, table: Table, dialect: StackedDialect) -> str:
        lines: list[str] = []
        dice = dialect.dice
        for y, row in enumerate(table.area()):
            for x, (slot, down, right) in enumerate(row):
                if right or slot.role == "hole":
                    continue
                text = "" if down else slot.text
                if slot.role == "value":
                    text = padded(text, dialect, table.id, y, x)
                lines.append("\t" + text)
            if table.id == "requests" and y > 2 and dice.chance(dialect.trailing, "extra", y):
                lines.append("\t")
            lines.append("")
            if dice.chance(dialect.wide_gap, "gap", table.id, y):
                lines.append("")
        return "\n".join(lines)
