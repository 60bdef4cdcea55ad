"""HTML pages whose tables are no tables, stand twice, or stand among other tables."""

from __future__ import annotations

from random import Random

import regex
from attrs import evolve, frozen

from govinfo_report.testing.dice import Dice
from govinfo_report.testing.renderers import htmlgrid
from govinfo_report.testing.renderers.base import Dialect
from govinfo_report.testing.renderers.html import HtmlDialect, HtmlRenderer
from govinfo_report.testing.reports import ReportData
from govinfo_report.testing.tables import Table, Tables

_NUMBER = regex.compile(r"(?<=>)[1-9][0-9]{0,6}(?=<)")
_YEAR = regex.compile(r"20[12][0-9](?=年)")


def _fields(dialect: Dialect) -> dict[str, object]:
    return {name: getattr(dialect, name) for name in HtmlDialect.__annotations__} | {
        name: getattr(dialect, name) for name in Dialect.__annotations__
    }


@frozen(kw_only=True)
class DivsDialect(HtmlDialect):
    """Options of grids made of boxes."""

    inline: bool = False  #: cells are spans in a line of their row, spaces between them
    style: str = "flex"  #: what lays the boxes out, ``flex``, ``grid`` or ``table``


_BOXES = {
    "flex": ('style="display:flex"', 'style="flex:{}"'),
    "grid": ('class="row"', 'class="cell w{}"'),
    "table": ('style="display:table-row"', 'style="display:table-cell" data-span="{}"'),
}


class HtmlDivsRenderer(HtmlRenderer):
    """Boxes in place of rows and cells: positions live in a style sheet only."""

    family = "html_divs"
    shows_blanks = False

    def dialect(self, rng: Random) -> DivsDialect:
        base = super().dialect(rng)
        shape = evolve(base.shape, shuffle=False, repeat_heads=False)
        chosen: dict[str, object] = {
            **_fields(base), "shape": shape, "hidden": False, "unclosed": False, "decoy": "",
            "wrap": "", "line_break": "<br>",
        }  # fmt: skip
        style = base.dice.pick(sorted(_BOXES), "boxes")
        return DivsDialect(**chosen, style=style)  # type: ignore[arg-type]

    def _table(self, table: Table, dialect: HtmlDialect, index: int) -> str:
        assert isinstance(dialect, DivsDialect)
        row_style, cell_style = _BOXES[dialect.style]
        rows: list[str] = []
        for y, row in enumerate(htmlgrid.rows(table)):
            cells = [
                f"<div {cell_style.format(slot.columns)}>"
                f"{self._content(slot, dialect, table.id, index, y, x)}</div>"
                for x, slot in row
            ]
            rows.append(f"<div {row_style}>{''.join(cells)}</div>")
        return "<div class='grid'>" + "\n".join(rows) + "</div>"


@frozen(kw_only=True)
class CopiesDialect(HtmlDialect):
    """Options of pages that hold every table twice."""

    whole: bool = False  #: the whole article stands twice, not each table
    differing: str = ""  #: table in whose second copy one figure differs


class HtmlCopiesRenderer(HtmlRenderer):
    """A copy for desktops and one for phones; in one cell they may differ."""

    family = "html_copies"
    floor = 0.98  # the differing cell is refused

    def dialect(self, rng: Random) -> CopiesDialect:
        base = super().dialect(rng)
        tables = ("", "", "requests", "proactive_disclosure", "review_and_litigation")
        chosen: dict[str, object] = {
            **_fields(base), "wrap": "", "hidden": False, "decoy": "", "unclosed": False,
            "split": 0.0,
        }  # fmt: skip
        return CopiesDialect(
            **chosen,  # type: ignore[arg-type]
            whole=base.dice.chance(0.4, "whole"), differing=base.dice.pick(tables, "differing"),
        )  # fmt: skip

    def _table(self, table: Table, dialect: HtmlDialect, index: int) -> str:
        assert isinstance(dialect, CopiesDialect)
        one = super()._table(table, dialect, index)
        if dialect.whole:
            return one
        return f'<div class="pc">{one}</div><div class="phone">{self._other(one, table.id, dialect)}</div>'

    def _other(self, copy: str, table: str, dialect: CopiesDialect) -> str:
        return altered(copy, dialect.dice) if table == dialect.differing else copy

    def _page(self, body: str, data: ReportData, dialect: HtmlDialect) -> str:
        assert isinstance(dialect, CopiesDialect)
        if dialect.whole:
            other = altered(body, dialect.dice) if dialect.differing else body
            body = f'<div class="pc">{body}</div>\n<div class="phone">{other}</div>'
        return super()._page(body, data, dialect)


def altered(copy: str, dice: Dice) -> str:
    """The markup with another number in one of its cells."""
    found = list(_NUMBER.finditer(copy))
    if not found:
        return copy
    match = found[dice.number("altered") % len(found)]
    return f"{copy[: match.start()]}{int(match[0]) + 1}{copy[match.end() :]}"


@frozen(kw_only=True)
class SiteDialect(HtmlDialect):
    """Options of pages with other tables around the report's."""

    depth: int = 1  #: layout tables around every table
    years: bool = False  #: hidden panes with the tables of other years
    units: str = ""  #: tables of the units stand ``before`` or ``behind`` the report's own
    titles: bool = False  #: every table stands under a heading of its own


class HtmlSiteRenderer(HtmlRenderer):
    """Nested layout tables, panes of other years, tables of departments, headings between."""

    family = "html_site"

    def dialect(self, rng: Random) -> SiteDialect:
        base = super().dialect(rng)
        dice = base.dice
        chosen: dict[str, object] = {
            **_fields(base), "wrap": "", "unclosed": False, "decoy": "",
            "shape": evolve(base.shape, split_proactive=dice.chance(0.5, "pieces")),
        }  # fmt: skip
        return SiteDialect(
            **chosen,  # type: ignore[arg-type]
            depth=dice.pick((0, 1, 2, 4), "depth"),
            years=dice.chance(0.4, "years"),
            units=dice.pick(("", "", "before", "behind"), "units"),
            titles=dice.chance(0.4, "titles"),
        )

    def print(self, data: ReportData, dialect: Dialect, tables: Tables | None = None) -> bytes:
        return super().print(data, dialect, tables)

    def _table(self, table: Table, dialect: HtmlDialect, index: int) -> str:
        assert isinstance(dialect, SiteDialect)
        one = super()._table(table, dialect, index)
        text = one
        for _ in range(dialect.depth):
            text = f'<table width="100%" border="0"><tr><td valign="top">{text}</td></tr></table>'
        if dialect.years:
            other = _NUMBER.sub(lambda match: str(int(match[0]) + 7), one)
            text = f'<div class="pane" style="display:none">{other}</div>{text}'
        if dialect.titles:
            text = f"<h4>表{index + 1}</h4>{text}"
        units = _units(dialect.dice, table.id) if dialect.units else ""
        return units + text if dialect.units == "before" else text + units

    def _page(self, body: str, data: ReportData, dialect: HtmlDialect) -> str:
        assert isinstance(dialect, SiteDialect)
        if dialect.years:
            earlier = _YEAR.sub(str(data.year - 1), data.narrative.title)
            body += f'<div class="pane" style="display:none"><h1>{earlier}</h1></div>'
        return super()._page(body, data, dialect)


_UNITS = {
    "proactive_disclosure": ("单位", "主动公开信息数", "其中规范性文件", "政策解读"),
    "requests": ("单位", "收到申请数", "办结数", "其中自然人"),
    "review_and_litigation": ("单位", "行政复议", "行政诉讼", "纠错"),
}


def _units(dice: Dice, table: str) -> str:
    """A table of the units' numbers, whose heads are not those of the form."""
    rows = ["".join(f"<td>{head}</td>" for head in _UNITS[table])]
    for name in ("办公室", "统计局", "卫生健康局", "总计"):
        cells = "".join(f"<td>{dice.number(table, name, i) % 500}</td>" for i in range(3))
        rows.append(f"<td>{name}</td>{cells}")
    return "<table border='1'>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"
