"""HTML pages with other tables around those of the report."""

from __future__ import annotations

from random import Random

import regex
from attrs import evolve, frozen

from govinfo_report.testing.dice import Dice
from govinfo_report.testing.renderers.html import HtmlDialect, HtmlRenderer
from govinfo_report.testing.renderers.htmlcopies import NUMBER
from govinfo_report.testing.renderers.htmlshapes import html_fields
from govinfo_report.testing.reports import ReportData
from govinfo_report.testing.tables import Table

_YEAR = regex.compile(r"20[12][0-9](?=年)")


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
            **html_fields(base), "wrap": "", "unclosed": False, "decoy": "",
            "shape": evolve(base.shape, split_proactive=dice.chance(0.5, "pieces")),
        }  # fmt: skip
        return SiteDialect(
            **chosen,  # type: ignore[arg-type]
            depth=dice.pick((0, 1, 2, 4), "depth"),
            years=dice.chance(0.4, "years"),
            units=dice.pick(("", "", "before", "behind"), "units"),
            titles=dice.chance(0.4, "titles"),
        )

    def _table(self, table: Table, dialect: HtmlDialect, index: int) -> str:
        assert isinstance(dialect, SiteDialect)
        one = super()._table(table, dialect, index)
        text = one
        for _ in range(dialect.depth):
            text = f'<table width="100%" border="0"><tr><td valign="top">{text}</td></tr></table>'
        if dialect.years:
            other = NUMBER.sub(lambda match: str(int(match[0]) + 7), one)
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
