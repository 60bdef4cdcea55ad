"""Collects the cells of one HTML table in a single walk, whatever is left open in the markup."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from attrs import define, field
from lxml import etree

from govinfo_report.documents.elements import ROLES, Role
from govinfo_report.documents.lines import collapse, pre_lines
from govinfo_report.documents.markup import depth_error
from govinfo_report.documents.visible import WHITE, Visibility
from govinfo_report.limits import Limits

_INLINE, _BLOCK, _BREAK, _SKIP = Role.INLINE, Role.BLOCK, Role.BREAK, Role.SKIP
_TABLE, _ROW, _CELL, _GROUP = Role.TABLE, Role.ROW, Role.CELL, Role.GROUP
_SPECIAL, _HIDDEN, _BLANK, _PRE = Role.SPECIAL, Role.HIDDEN, Role.BLANK, Role.PRE
_LOOK_AHEAD = 200  # elements in which a form or div inside a table must show a row of its own


@define(eq=False)
class RawCell:
    """One ``td`` or ``th`` as written; ``row`` and ``cell`` count the table's own."""

    element: etree._Element
    row: int
    cell: int
    text: str = ""
    lines: int = 0
    nested: list[etree._Element] = field(factory=list)


@define(eq=False)
class RawRow:
    """Cells of one row; ``group`` numbers the ``thead``, ``tbody`` or ``tfoot`` it stands in."""

    group: int
    cells: list[RawCell] = field(factory=list)


@define(eq=False)
class RawTable:
    """Everything a table holds that is not in tables inside it.

    ``before`` and ``after`` are what stands in the table outside of cells: a caption, text that
    browsers move out, and whatever follows when the end tag of the table is missing.
    """

    element: etree._Element
    rows: list[RawRow] = field(factory=list)
    heads: list[int] = field(factory=list)  #: numbers of the groups that are ``thead``
    feet: list[int] = field(factory=list)
    before: list[Any] = field(factory=list)
    after: list[Any] = field(factory=list)

    @property
    def cells(self) -> Iterator[RawCell]:
        """All cells in the order of the source."""
        return (cell for row in self.rows for cell in row.cells)

    def stray(self, item: Any) -> None:
        """Keep a text or element that stands outside of cells."""
        if item.__class__ is not str or item.strip(WHITE):
            (self.after if self.rows else self.before).append(item)


class TableWalk:
    """One walk through one table; tables inside cells are recorded, not entered."""

    def __init__(self, visible: Visibility, limits: Limits) -> None:
        self.visible = visible
        self.limits = limits
        self.pieces: list[str] = []
        self.lines: list[str] = []

    def read(
        self, table: etree._Element, transparent: frozenset[etree._Element] = frozenset()
    ) -> RawTable:
        """Cells and texts of a table; tables in ``transparent`` count as text of their cell."""
        raw = RawTable(table)
        visible = self.visible
        active, looks, sheet = visible.active, visible.looks, visible.sheet is not None
        roles, end_line, end_cell = ROLES.get, self._end_line, self._end_cell
        pieces = self.pieces
        counter = Counter()
        groups = 0
        row: RawRow | None = None
        cell: RawCell | None = None
        pre = False
        stack: list[tuple[Any, etree._Element, Role, bool]] = []
        items: Any = iter(table)
        text = table.text
        if text:
            raw.stray(text)

        while True:
            for element in items:
                role = roles(element.tag, _INLINE)
                if active:
                    style = element.get("style")
                    if (style and looks[style]) or element.get("hidden") is not None or sheet:
                        role = visible.role(element, role)
                        if role is _BLANK and element.tag not in ("td", "th"):
                            role = _HIDDEN
                if cell is not None:
                    if role is _SPECIAL:
                        role, text = visible.treat(element, in_cell=True)
                        if text:
                            pieces.append(text)
                    if role is _INLINE or role is _BLOCK or role is _PRE:
                        if role is not _INLINE:
                            end_line(pre)
                        text = element.text
                        if role is _PRE:
                            stack.append((items, element, role, pre))
                            pre, items = True, iter(element)
                            if text:
                                self._pre_text(text)
                            break
                        if text:
                            if pre:
                                self._pre_text(text)
                            else:
                                pieces.append(text)
                        if len(element):
                            stack.append((items, element, role, pre))
                            items = iter(element)
                            break
                        if role is _BLOCK:
                            end_line(pre)
                        role = _SKIP
                    elif role is _BREAK:
                        end_line(pre)
                    elif role is _TABLE:
                        end_line(pre)
                        if element in transparent:
                            stack.append((items, element, _BLOCK, pre))
                            items = iter(element)
                            break
                        cell.nested.append(element)
                    elif role is _HIDDEN:
                        visible.left_out(element, in_cell=True)
                        counter.skip(element)
                if role is _CELL or role is _BLANK:
                    if cell is not None:
                        if _inside(stack, transparent):
                            pass
                        end_cell(cell, pre)
                    if row is None:
                        row = RawRow(groups)
                        raw.rows.append(row)
                    counter.cell_starts()
            else:
                pass
        return raw
