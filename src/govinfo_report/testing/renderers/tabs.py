"""One row per line, cells separated by tabs, merged cells as empty tabs.

Rows may be shifted: converters drop one of the merged positions before a row's values and append
a tab at the end, and rows behind a page break may lose the positions of their outer labels.
"""

from __future__ import annotations

from random import Random

from attrs import evolve, frozen

from govinfo_report.testing.dice import Dice
from govinfo_report.testing.renderers.base import Dialect, common, encode, padded, text_page
from govinfo_report.testing.reports import ReportData
from govinfo_report.testing.tables import Shape, Table, Tables, all_tables


@frozen(kw_only=True)
class TabsDialect(Dialect):
    """Options of tab rows."""

    shifted: bool = False  #: rows without a third-level label lose one merged position
    tail: int = 0  #: so many last outcome rows start at the left margin, without outer labels
    extra: float = 0.0  #: share of rows with one more trailing tab
    heading: str = ""  #: what stands before headings (``## ``)
    gap: str = "\n\n"  #: what separates paragraphs
    blank: str = ""  #: what an empty cell holds besides nothing


def fields(table: Table, dialect: TabsDialect) -> list[list[str]]:
    """Rows of fields: every position of the grid, covered ones empty, before shifting."""
    rows: list[list[str]] = []
    for y, row in enumerate(table.area()):
        line: list[str] = []
        for x, (slot, down, right) in enumerate(row):
            if slot.role == "hole":
                continue
            text = slot.text.replace("\n", " ") if not (down or right) else ""
            if slot.role == "value" and not (down or right):
                text = padded(text, dialect, table.id, y, x) or dialect.blank
            line.append(text)
        rows.append(line)
    return rows


def _shift(table: Table, rows: list[list[str]], dialect: TabsDialect) -> None:
    """Move the values of rows without a third-level label one position to the left."""
    area = table.area()
    for y, row in enumerate(rows):
        last_label = area[y][2]
        if table.id == "requests" and last_label[2] > 0:  # the stub's last column is merged
            row.append(row.pop(2))
    if table.id == "requests" and dialect.tail:
        for row in rows[-1 - dialect.tail : -1]:
            width = len(row)
            del row[: next(i for i, text in enumerate(row) if text)]
            row.insert(1, "")
            row += [""] * (width - len(row))


class TabsRenderer:
    """Tab rows that keep the position of every empty cell."""

    family = "tabs"
    shows_blanks = True
    floor = 0.98

    def dialect(self, rng: Random) -> TabsDialect:
        dice = Dice(rng.getrandbits(32))
        shifted = dice.chance(0.5, "shifted")
        return TabsDialect(
            **common(dice, breaks=False),
            shape=Shape(
                reorder=dice.chance(0.1, "reorder"),
                beside=dice.chance(0.5, "beside"),
                split_proactive=dice.chance(0.1, "split"),
                headings=not dice.chance(0.05, "headings"),
                extra_row=dice.chance(0.05, "extra row"),
                review=dice.pick(("one", "one", "one", "three", "two"), "review"),
            ),
            encoding=dice.pick(("utf-8", "utf-8", "utf-8-sig", "gb18030", "utf-16"), "encoding"),
            newline=dice.pick(("\n", "\n", "\r\n"), "newline"),
            shifted=shifted,
            tail=dice.pick((0, 0, 1, 2), "tail") if shifted else 0,
            extra=dice.pick((0.0, 0.0, 0.0, 0.1), "extra"),
            heading=dice.pick(("", "", "## ", "#### "), "heading"),
            gap=dice.pick(("\n\n", "\n\n", "\n"), "gap"),
        )

    def print(self, data: ReportData, dialect: Dialect, tables: Tables | None = None) -> bytes:
        assert isinstance(dialect, TabsDialect)
        tables = tables or all_tables(data, dialect.wording, dialect.shape)
        printed = {
            section: [self._table(table, dialect) for table in found]
            for section, found in tables.items()
        }
        page = text_page(data, dialect, printed, mark=dialect.heading, gap=dialect.gap)
        return encode(page, dialect)

    def _table(self, table: Table, dialect: TabsDialect) -> str:
        rows = fields(table, dialect)
        if dialect.shifted:
            _shift(table, rows, dialect)
        for y, row in enumerate(rows):
            if dialect.dice.chance(dialect.extra, "extra", table.id, y):
                row.append("")
        return "\n".join(self._line(row) for row in rows)

    def _line(self, row: list[str]) -> str:
        return "\t".join(row)


class TrimmedTabsRenderer(TabsRenderer):
    """Tab rows whose trailing tabs were stripped: empty cells at the end do not show."""

    family = "tabs_trimmed"
    shows_blanks = False

    def dialect(self, rng: Random) -> TabsDialect:
        return evolve(super().dialect(rng), extra=0.0)

    def _line(self, row: list[str]) -> str:
        return "\t".join(row).rstrip("\t")
