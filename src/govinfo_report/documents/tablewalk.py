"""Collects the cells of one HTML table in a single walk, whatever is left open in the markup."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from lxml import etree

from govinfo_report.documents.elements import ROLES, Role
from govinfo_report.documents.lines import WHITE, Lines, collapse
from govinfo_report.documents.markup import depth_error
from govinfo_report.documents.rawtable import RawCell, RawRow, RawTable, Stray
from govinfo_report.documents.subtree import subtree_lines
from govinfo_report.documents.visible import OWN_LINES, Visibility
from govinfo_report.limits import Limits

_INLINE, _BLOCK, _BREAK, _SKIP = Role.INLINE, Role.BLOCK, Role.BREAK, Role.SKIP
_TABLE, _ROW, _CELL, _GROUP = Role.TABLE, Role.ROW, Role.CELL, Role.GROUP
_SPECIAL, _HIDDEN, _BLANK, _PRE = Role.SPECIAL, Role.HIDDEN, Role.BLANK, Role.PRE
_OWN = ("table", "tr", "td", "th", "thead", "tbody", "tfoot")
_LOOK_AHEAD = 200  # elements in which a form or div inside a table must show a row of its own


class TableWalk:
    """One walk through one table; tables inside cells are recorded, not entered.

    A cell ends where the next one begins, even inside it: an inline element that was never
    closed puts the rest of the table into the cell.
    """

    def __init__(self, visible: Visibility, limits: Limits) -> None:
        self.visible = visible
        self.limits = limits
        self.lines = Lines()

    def read(self, table: etree._Element, *, pre: bool = False) -> RawTable:
        """Cells and texts of a table; ``LimitError`` (P904) below the permitted depth.

        ``pre`` when the table stands in preformatted text, whose line breaks count.
        """
        self.raw = raw = RawTable(table)
        self.row: RawRow | None = None
        self.cell: RawCell | None = None
        self.groups = self.open_cells = 0
        self.gaps = False  # whether rows or cells were left out
        self.row_number = self.cell_number = -1
        visible, lines, pieces = self.visible, self.lines, self.lines.pieces
        active, looks, sheet = visible.active, visible.looks, visible.sheet is not None
        roles, deepest = ROLES.get, self.limits.depth
        stack: list[tuple[Iterator[etree._Element], etree._Element, Role, bool]] = []
        items: Iterator[etree._Element] = iter(table)
        if table.text:
            self._stray(table.text, table, pre)
        while True:
            element = next(items, None)
            if element is None:
                if not stack:
                    return raw
                items, element, role, pre = stack.pop()
                if role is _CELL:
                    self.open_cells -= 1
                self._end(element, role, pre)
            else:
                role = roles(element.tag, _INLINE)
                if active:
                    style = element.get("style")
                    if (style and looks[style]) or sheet or element.get("hidden") is not None:
                        role = visible.role(element, role)
                if role is _SPECIAL and self.cell is not None:
                    role, text = visible.treat(element, in_cell=True)
                    if text:
                        pieces.append(text)
                if role is _CELL:
                    self._begin_cell(element, pre)
                elif role is _ROW:
                    self._begin_row(pre)
                    if not pre and self._plain_row(element):
                        self.row = None
                        role = _SKIP
                elif self.cell is None:
                    role = self._outside(element, role, pre)
                    if role is _SPECIAL:
                        continue  # taken as it is, together with its tail
                elif role is _BLOCK or role is _PRE:
                    lines.end_line(pre)
                elif role is not _INLINE:
                    role = self._inside(element, role, pre)
                if role is not _SKIP:
                    text = element.text
                    if text:
                        if self.cell is None:
                            self._stray(text, element, pre or role is _PRE)
                        elif pre or role is _PRE:
                            lines.add_preformatted(text)
                        else:
                            pieces.append(text)
                    if len(element):
                        stack.append((items, element, role, pre))
                        if len(stack) > deepest:
                            raise depth_error(len(stack), self.limits)
                        if role is _CELL:
                            self.open_cells += 1
                        pre = pre or role is _PRE
                        items = iter(element)
                        continue
                    if role is not _INLINE:
                        self._end(element, role, pre)
            text = element.tail
            if text:
                if self.cell is None:
                    self._stray(text, element.getparent(), pre)
                elif pre:
                    lines.add_preformatted(text)
                else:
                    pieces.append(text)

    def _begin_row(self, pre: bool) -> None:
        self._finish_cell(pre)
        self.row = RawRow(self.groups)
        self.raw.rows.append(self.row)
        self.row_number += 1
        self.cell_number = -1

    def _plain_row(self, row: etree._Element) -> bool:
        """Take a row of nothing but plain cells in one go; nearly all rows are of this kind.

        A cell is plain when its content is one chain of elements round one text.
        """
        assert self.row is not None
        active, roles, number = self.visible.active, ROLES.get, self.row_number
        cells: list[RawCell] = []
        text = row.text
        if text and text.strip(WHITE):
            return False
        for element in row:
            if roles(element.tag) is not _CELL:
                return False
            tail = element.tail
            if (tail and tail.strip(WHITE)) or (active and self._has_look(element)):
                return False
            cell = RawCell(element, number, len(cells))
            cells.append(cell)
            text = element.text
            inside = len(element)
            while inside:
                if inside > 1 or (text and text.strip(WHITE)):
                    return False
                element = element[0]
                role = roles(element.tag, _INLINE)
                if role is not _INLINE and role is not _BLOCK:
                    return False
                tail = element.tail
                if (tail and tail.strip(WHITE)) or (active and self._has_look(element)):
                    return False
                text = element.text
                inside = len(element)
            if text and (text := collapse(text)):
                cell.text = text
                cell.lines = 1
        self.row.cells = cells
        return True

    def _has_look(self, element: etree._Element) -> bool:
        style = element.get("style")
        return bool(
            (style and self.visible.looks[style])
            or self.visible.sheet is not None
            or element.get("hidden") is not None
        )

    def _begin_cell(self, element: etree._Element, pre: bool) -> None:
        if self.cell is not None:
            self._finish_cell(pre)
        if self.row is None:
            self._begin_row(pre)
            assert self.row is not None
        self.cell_number += 1
        self.cell = RawCell(element, self.row_number, self.cell_number)
        self.row.cells.append(self.cell)

    def _finish_cell(self, pre: bool) -> None:
        self.raw.fresh = True
        if self.cell is not None:
            self.cell.text, self.cell.lines = self.lines.take(pre)
            self.cell = None

    def _begin_group(self, element: etree._Element, pre: bool) -> None:
        self._finish_cell(pre)
        self.row = None
        self.groups += 1
        if element.tag == "thead":
            self.raw.heads.append(self.groups)
        elif element.tag == "tfoot":
            self.raw.feet.append(self.groups)

    def _end(self, element: etree._Element, role: Role, pre: bool) -> None:
        if role is _CELL:
            if self.cell is not None and self.cell.element is element:
                self._finish_cell(pre)
        elif role is _ROW:
            self.row = None
        elif role is _GROUP:
            self.row = None
            self.groups += 1
        elif role is not _INLINE and self.cell is not None:
            self.lines.end_line(pre or role is _PRE)

    def _outside(self, element: etree._Element, role: Role, pre: bool) -> Role:
        """An element that is not in a cell: structure, or stray content (``SPECIAL``)."""
        if role is _GROUP:
            self._begin_group(element, pre)
            return _GROUP
        if role is _BREAK or role is _SKIP:
            self.raw.fresh = self.raw.fresh or role is _BREAK
            return _SKIP
        if role is _HIDDEN or role is _BLANK:
            return self._hidden(element, role, pre)
        if role is not _TABLE and _has_own_rows(element):
            if role is _SPECIAL:
                role = self.visible.treat(element)[0]
                return self._hidden(element, role, pre) if role is _HIDDEN else role
            return _INLINE
        if role is not _TABLE and len(element):
            self._count(element)  # rows too far inside it to be read as such
        self._stray(element, element.getparent(), pre)
        return _SPECIAL

    def _stray(self, item: Any, container: etree._Element | None, pre: bool) -> None:
        """Keep a text or element that stands outside of cells, in ``container``."""
        raw = self.raw
        if item.__class__ is str and raw.fresh and not (pre or item.strip(WHITE)):
            return
        while container is not None:
            role = ROLES.get(container.tag, _INLINE)
            if self.visible.active:
                role = self.visible.role(container, role)
            if role is _SPECIAL:
                role = _BLOCK if container.tag in OWN_LINES else _INLINE
            if role is not _INLINE:
                break
            container = container.getparent()
        assert container is not None
        kept = raw.after if raw.rows else raw.before
        if raw.fresh or not kept or kept[-1].container is not container:
            kept.append(Stray(container, [], pre, self.gaps or self.open_cells > 0))
        kept[-1].items.append(item)
        raw.fresh = False

    def _inside(self, element: etree._Element, role: Role, pre: bool) -> Role:
        """An element in a cell that is neither inline nor a block."""
        if role is _BREAK:
            self.lines.end_line(pre)
        elif role is _TABLE:
            self.lines.end_line(pre)
            self._nested(element, pre)
        elif role is _GROUP:
            self._begin_group(element, pre)
            return _GROUP
        elif role is _HIDDEN or role is _BLANK:
            return self._hidden(element, role, pre)
        return _SKIP

    def _nested(self, table: etree._Element, pre: bool) -> None:
        """A table of one cell only frames its text; any other is the business of the caller."""
        assert self.cell is not None
        if len(list(islice(table.iter("td", "th"), 2))) > 1:
            self.cell.nested = (*self.cell.nested, table)
            return
        self.lines.done.extend(subtree_lines(table, self.visible, pre))

    def _hidden(self, element: etree._Element, role: Role, pre: bool) -> Role:
        """Leave an element out; rows and cells in it are counted all the same."""
        if role is _BLANK and element.tag in ("td", "th"):
            self.gaps = True
            self._begin_cell(element, pre)
            self.visible.left_out(element, in_cell=True)
            self._finish_cell(pre)
            for inner in element.iterchildren("*"):
                self._count(inner)
            return _SKIP
        self.visible.left_out(element, in_cell=self.cell is not None)
        if not isinstance(element, etree._Comment):
            self._count(element)
        return _SKIP

    def _count(self, element: etree._Element) -> None:
        walk = etree.iterwalk(element, ("start", "end"), tag=_OWN)
        for event, inner in walk:
            if inner.tag == "table":
                if event == "start":
                    walk.skip_subtree()
                continue
            self.gaps = True
            if inner.tag in ("td", "th"):
                if event == "start":
                    if self.row is None:
                        self._begin_row(False)
                    self.cell_number += 1
            elif event == "start" and inner.tag == "tr":
                self._begin_row(False)
            else:
                self.row = None


def _has_own_rows(element: etree._Element) -> bool:
    """Whether a form, a div or an unclosed tag stands between a table and its rows."""
    walk = etree.iterwalk(element, ("start",))
    for _, inner in islice(walk, _LOOK_AHEAD):
        if inner.tag in ("tr", "td", "th"):
            return True
        if inner.tag == "table":
            walk.skip_subtree()
    return False
