"""HTML pages whose tables are no tables: boxes that a style sheet lays out as a grid."""

from __future__ import annotations

from random import Random

from attrs import evolve, frozen

from govinfo_report.testing.renderers import htmlgrid
from govinfo_report.testing.renderers.base import Dialect
from govinfo_report.testing.renderers.html import HtmlDialect, HtmlRenderer
from govinfo_report.testing.tables import Table


def html_fields(dialect: Dialect) -> dict[str, object]:
    """The options of an HTML page by name, for a dialect that has more of them."""
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
            **html_fields(base), "shape": shape, "hidden": False, "unclosed": False, "decoy": "",
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
