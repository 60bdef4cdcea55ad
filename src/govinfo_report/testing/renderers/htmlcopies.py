"""HTML pages that hold every table, or the whole report, twice."""

from __future__ import annotations

from random import Random

import regex
from attrs import frozen

from govinfo_report.testing.dice import Dice
from govinfo_report.testing.renderers.html import HtmlDialect, HtmlRenderer
from govinfo_report.testing.renderers.htmlshapes import html_fields
from govinfo_report.testing.reports import ReportData
from govinfo_report.testing.tables import Table

#: a number that is the whole text of a cell
NUMBER = regex.compile(r"(?<=>)[1-9][0-9]{0,6}(?=<)")


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
            **html_fields(base), "wrap": "", "hidden": False, "decoy": "", "unclosed": False,
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
    found = list(NUMBER.finditer(copy))
    if not found:
        return copy
    match = found[dice.number("altered") % len(found)]
    return f"{copy[: match.start()]}{int(match[0]) + 1}{copy[match.end() :]}"
