"""The table of 2014 in the families of pages that print it: grids, rows, lists, lines."""

from __future__ import annotations

from random import Random
from typing import Any

import attrs
from attrs import evolve, frozen

from govinfo_report.testing.dice import Dice
from govinfo_report.testing.renderers.base import Dialect, Renderer, common, encode, text_page
from govinfo_report.testing.renderers.html import HtmlRenderer
from govinfo_report.testing.renderers.ofd import OfdRenderer
from govinfo_report.testing.renderers.pipes import MarkdownRenderer
from govinfo_report.testing.renderers.sheet import SheetRenderer
from govinfo_report.testing.renderers.stacked import StackedRenderer
from govinfo_report.testing.renderers.tabs import TabsRenderer
from govinfo_report.testing.renderers.word import WordRenderer
from govinfo_report.testing.reports import ReportData
from govinfo_report.testing.statistics import (
    ListWording,
    lines_of,
    random_list_wording,
    random_statistics,
    statistics_tables,
)
from govinfo_report.testing.tables import Shape, Tables
from govinfo_report.testing.wording import Wording


@frozen(kw_only=True)
class IndicatorDialect(Dialect):
    """Options of the table, and those of the page around it."""

    page: Any = None  #: dialect of the family that prints the page
    table: ListWording = ListWording()
    shape_of_list: str = "label unit value"  #: order and marks within a line of a list


class IndicatorRenderer:
    """Prints the table of 2014 as another family prints its tables."""

    shows_blanks = True
    floor = 0.98
    edition = "2014"

    def __init__(self, family: str, base: Renderer, floor: float = 0.98) -> None:
        self.family = family
        self._base = base
        self.floor = floor

    def report(self, rng: Random) -> ReportData:
        """A random report of the form this family prints."""
        return random_statistics(rng)

    def dialect(self, rng: Random) -> IndicatorDialect:
        page: Any = self._base.dialect(rng)
        # What these families do to the tables of the present form does not fit this one.
        plain = {"wording": Wording(), "marks": False, "shape": Shape(), "shifted": False}
        names = {attribute.name for attribute in attrs.fields(type(page))}
        page = evolve(page, **{name: plain[name] for name in names & plain.keys()})
        dice = Dice(rng.getrandbits(32))
        return IndicatorDialect(
            seed=page.seed, encoding=page.encoding, page=page, table=random_list_wording(dice)
        )

    def print(self, data: ReportData, dialect: Dialect, tables: Tables | None = None) -> bytes:
        assert isinstance(dialect, IndicatorDialect)
        tables = tables or statistics_tables(data, dialect.table)
        page = dialect.page or self._base.dialect(Random(0))
        return self._base.print(data, page, tables)


#: how a line of a list goes, by name: with label, unit and value
_LISTS = {
    "label unit value": "{label}  {unit}  {value}",
    "label value unit": "{label}  {value}  {unit}",
    "colon": "{label}：{value}{unit}",
    "colon, no unit": "{label}：{value}",
    "stop": "{label}：{value}{unit}；",
    "spaces": "{label}　　　{unit}　　{value}",
}


class IndicatorListRenderer:
    """An indented list, one indicator per line; a blank value leaves no trace."""

    family = "indicator_list"
    shows_blanks = False
    floor = 0.0
    edition = "2014"

    def report(self, rng: Random) -> ReportData:
        """A random report of the form this family prints."""
        return random_statistics(rng)

    def dialect(self, rng: Random) -> IndicatorDialect:
        dice = Dice(rng.getrandbits(32))
        page = evolve_common(dice)
        return IndicatorDialect(
            **page,
            table=evolve(random_list_wording(dice), numbers=False, title_row=False),
            shape_of_list=dice.pick(list(_LISTS), "list"),
            encoding=dice.pick(("utf-8", "utf-8", "gb18030"), "encoding"),
            newline=dice.pick(("\n", "\n", "\r\n"), "newline"),
        )

    def print(self, data: ReportData, dialect: Dialect, tables: Tables | None = None) -> bytes:
        assert isinstance(dialect, IndicatorDialect)
        lines: list[str] = []
        pattern = _LISTS[dialect.shape_of_list]
        for line in lines_of(data, dialect.table):
            unit = line.unit if dialect.table.units else ""
            if not line.address:
                lines.append(line.label)
                continue
            value = line.text
            if value.endswith(unit) and "{value}{unit}" in pattern:
                unit = ""
            lines.append(pattern.format(label=line.label, unit=unit, value=value).rstrip(" 　"))
        return encode(text_page(data, dialect, {"other_matters": ["\n".join(lines)]}), dialect)


class IndicatorLinesRenderer(IndicatorListRenderer):
    """A cell per line; an empty cell leaves no trace."""

    family = "indicator_lines"

    def print(self, data: ReportData, dialect: Dialect, tables: Tables | None = None) -> bytes:
        assert isinstance(dialect, IndicatorDialect)
        wording = dialect.table
        gap = "\n\n" if dialect.dice.chance(0.3, "gap") else "\n"
        cells = [head for i, head in enumerate(wording.heads) if i != 1 or wording.units]
        for line in lines_of(data, wording):
            cells += [line.label, *[line.unit] * wording.units, line.text]
        text = gap.join(cell for cell in cells if cell.strip())
        return encode(text_page(data, dialect, {"other_matters": [text]}), dialect)


def evolve_common(dice: Dice) -> dict[str, Any]:
    """The options of every text page, in plain wording."""
    return {**common(dice, breaks=False), "wording": Wording(), "pad": 0.0}


_ALL: tuple[Any, ...] = (
    IndicatorRenderer("indicator_html", HtmlRenderer(), 0.99),
    IndicatorRenderer("indicator_tabs", TabsRenderer()),
    IndicatorRenderer("indicator_pipes", MarkdownRenderer()),
    IndicatorRenderer("indicator_stacked", StackedRenderer()),
    IndicatorRenderer("indicator_word", WordRenderer(), 0.99),
    IndicatorRenderer("indicator_sheet", SheetRenderer(), 0.99),
    IndicatorRenderer("indicator_ofd", OfdRenderer()),
    IndicatorListRenderer(),
    IndicatorLinesRenderer(),
)
#: family -> renderer of the table of 2014
INDICATORS: dict[str, Any] = {renderer.family: renderer for renderer in _ALL}
