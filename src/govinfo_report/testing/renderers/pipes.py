"""Rows between bars: Markdown tables, and the looser bar rows of text captures."""

from __future__ import annotations

from random import Random

from attrs import frozen

from govinfo_report.testing.dice import Dice
from govinfo_report.testing.renderers.base import Dialect, common, encode, padded, text_page
from govinfo_report.testing.reports import ReportData
from govinfo_report.testing.tables import Shape, Slot, Table, Tables, all_tables


@frozen(kw_only=True)
class PipesDialect(Dialect):
    """Options of bar rows."""

    merged: str = "empty"  #: merged positions are ``empty``, ``repeated`` or ``missing``
    repeat_values: bool = False  #: a value over several columns is repeated too
    bars: bool = True  #: bars at both ends of a row
    delimiter: str = "---"  #: the cells under the first row, ``""`` for none
    fill: bool = False  #: short rows are filled up with bars at the right
    spaces: bool = True  #: a space on both sides of a bar
    line_break: str = "<br>"  #: a line break inside a cell
    heading: str = "## "


def _texts(
    table: Table, row: list[tuple[Slot, int, int]], y: int, dialect: PipesDialect
) -> list[str]:
    found: list[str] = []
    for x, (slot, down, right) in enumerate(row):
        if slot.role == "hole":
            continue
        text = slot.text.replace("\n", dialect.line_break)
        if slot.role == "value":
            text = padded(text, dialect, table.id, y, x - right)
        if down or right:
            if dialect.merged == "missing":
                continue
            once = slot.role == "value" and not dialect.repeat_values
            text = text if dialect.merged == "repeated" and not once else ""
        found.append(text)
    return found


class MarkdownRenderer:
    """Markdown tables: a delimiter row, bars at both ends, every position shown."""

    family = "markdown"
    shows_blanks = True
    floor = 0.98

    def dialect(self, rng: Random) -> PipesDialect:
        dice = Dice(rng.getrandbits(32))
        return PipesDialect(
            **common(dice, breaks=True),
            shape=Shape(
                reorder=dice.chance(0.1, "reorder"),
                beside=dice.chance(0.3, "beside"),
                split_proactive=dice.chance(0.3, "split"),
                headings=not dice.chance(0.05, "headings"),
                extra_row=dice.chance(0.05, "extra row"),
                review=dice.pick(("one", "one", "three", "two"), "review"),
            ),
            encoding=dice.pick(("utf-8", "utf-8", "utf-8-sig", "gb18030"), "encoding"),
            newline=dice.pick(("\n", "\n", "\r\n"), "newline"),
            merged=dice.pick(("empty", "empty", "repeated"), "merged"),
            repeat_values=dice.chance(0.3, "repeat values"),
            delimiter=dice.pick(("---", ":---:", "------", "-"), "delimiter"),
            spaces=not dice.chance(0.3, "spaces"),
            line_break=dice.pick(("<br>", "<br/>", " "), "line break"),
            heading=dice.pick(("## ", "### ", "", "**"), "heading"),
        )

    def print(self, data: ReportData, dialect: Dialect, tables: Tables | None = None) -> bytes:
        assert isinstance(dialect, PipesDialect)
        tables = tables or all_tables(data, dialect.wording, dialect.shape)
        printed = {
            section: [self._table(table, dialect) for table in found]
            for section, found in tables.items()
        }
        mark = dialect.heading
        page = text_page(data, dialect, printed, mark=mark, gap="\n\n")
        if mark == "**":
            page = "\n".join(
                f"{line}**" if line.startswith(mark) else line for line in page.split("\n")
            )
        return encode(page, dialect)

    def _table(self, table: Table, dialect: PipesDialect) -> str:
        lines: list[str] = []
        gap = " " if dialect.spaces else ""
        for y, row in enumerate(table.area()):
            texts = _texts(table, row, y, dialect)
            if dialect.fill:
                holes = sum(slot.role == "hole" for slot, _, _ in row)
                texts += [""] * (table.width - holes - len(texts))
            lines.append(self._line(texts, gap, dialect))
            if y == 0 and dialect.delimiter:
                lines.append(self._line([dialect.delimiter] * table.width, gap, dialect))
        return "\n".join(lines)

    def _line(self, texts: list[str], gap: str, dialect: PipesDialect) -> str:
        line = f"{gap}|{gap}".join(texts)
        return f"|{gap}{line}{gap}|" if dialect.bars else line


class PipesRenderer(MarkdownRenderer):
    """Bar rows of text captures: merged positions simply missing, padding only at the right."""

    family = "pipes"

    def dialect(self, rng: Random) -> PipesDialect:
        dice = Dice(rng.getrandbits(32))
        return PipesDialect(
            **common(dice, breaks=False),
            shape=Shape(
                reorder=dice.chance(0.1, "reorder"),
                beside=dice.chance(0.3, "beside"),
                headings=not dice.chance(0.05, "headings"),
                extra_row=dice.chance(0.05, "extra row"),
                review=dice.pick(("one", "one", "one", "three", "two"), "review"),
            ),
            encoding=dice.pick(("utf-8", "utf-8", "utf-8-sig", "gb18030"), "encoding"),
            newline=dice.pick(("\n", "\n", "\r\n"), "newline"),
            merged=dice.pick(("missing", "missing", "empty"), "merged"),
            bars=dice.chance(0.4, "bars"),
            delimiter=dice.pick(("", "", "---"), "delimiter"),
            fill=dice.chance(0.3, "fill"),
            spaces=not dice.chance(0.2, "spaces"),
            line_break=" ",
            heading=dice.pick(("", "", "## "), "heading"),
        )
