"""Collects the cells of one HTML table in a single walk, whatever is left open in the markup."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any, Final

import regex
from attrs import define, field
from lxml import etree

from govinfo_report.documents.elements import ROLES, Role
from govinfo_report.documents.markup import depth_error
from govinfo_report.documents.visible import WHITE, Visibility
from govinfo_report.limits import Limits

_WHITE_RUN = regex.compile(r"[ \t\n\r\f]++")
_LOOK_AHEAD = 200  # elements in which a form or div inside a table must show a row of its own
_STRUCTURE: Final = frozenset({Role.ROW, Role.CELL, Role.GROUP})


def collapse(text: str) -> str:
    """White space as a browser shows it; a no-break space is not white space."""
    text = text.strip(WHITE)
    # Printable means: no white space but plain blanks.
    if text.isprintable() and "  " not in text:
        return text
    return _WHITE_RUN.sub(" ", text)


@define(eq=False)
class RawCell:
    """One ``td`` or ``th`` as written; ``row`` and ``cell`` count the table's own."""

    element: etree._Element
    row: int
    cell: int
    text: str = ""
    lines: int = 1
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
    heads: list[int] = field(factory=list)  #: numbers of groups that are ``thead``
    feet: list[int] = field(factory=list)
    before: list[Any] = field(factory=list)
    after: list[Any] = field(factory=list)

    @property
    def cells(self) -> Iterator[RawCell]:
        """All cells in the order of the source."""
        return (cell for row in self.rows for cell in row.cells)


class TableWalk:
    """One walk through one table; tables inside cells are recorded, not entered."""

    def __init__(self, visible: Visibility, limits: Limits) -> None:
        self.visible = visible
        self.limits = limits

    def read(
        self, table: etree._Element, transparent: frozenset[etree._Element] = frozenset()
    ) -> RawTable:
        """Cells and texts of a table; tables in ``transparent`` count as text of their cell."""
        raw = RawTable(table)
        visible, active, looks = self.visible, self.visible.active, self.visible.looks
        sheet = visible.sheet is not None
        roles = ROLES.get
        group, row_number, cell_number = 0, -1, -1
        row: RawRow | None = None
        cell: RawCell | None = None
        pieces: list[str] = []
        lines: list[str] = []
        pre = False
        stack: list[tuple[Any, etree._Element, Role, RawCell | None, bool]] = []
        items: Any = iter(table)
        role = Role.TABLE
        if table.text:
            self._stray(raw, table.text)

        def end_line() -> None:
            line = "".join(pieces).strip("\n") if pre else collapse("".join(pieces))
            pieces.clear()
            if line:
                lines.append(line)

        def end_cell() -> None:
            assert cell is not None
            if lines:
                end_line()
                cell.text = "\n".join(lines)
                cell.lines = len(lines)
                lines.clear()
            elif pieces:
                cell.text = collapse("".join(pieces)) if len(pieces) > 1 else collapse(pieces[0])
                pieces.clear()

        while True:
            for element in items:
                role = roles(element.tag, Role.INLINE)
                if active:
                    style = element.get("style")
                    if (
                        (style and looks[style])
                        or element.get("hidden") is not None
                        or sheet
                    ):
                        role = visible.role(element, role)
                        if role is Role.BLANK and element.tag not in ("td", "th"):
                            role = Role.HIDDEN
                if role is Role.SPECIAL and cell is not None:
                    role, text = visible.treat(element, in_cell=True)
                    if text:
                        pieces.append(text)

                if role is Role.CELL or role is Role.BLANK:
                    if cell is not None:
                        end_cell()
                    if row is None:
                        row = RawRow(group)
                        raw.rows.append(row)
                    cell_number += 1
                    cell = RawCell(element, max(row_number, 0), cell_number)
                    row.cells.append(cell)
                    if role is Role.BLANK:
                        visible.left_out(element, in_cell=True)
                    else:
                        if element.text:
                            pieces.append(element.text)
                        if len(element):
                            stack.append((items, element, role, cell, pre))
                            items = iter(element)
                            break
                        end_cell()
                    cell = None
                elif cell is not None and role is Role.INLINE:
                    text = element.text
                    if text:
                        pieces.append(text)
                    if len(element):
                        stack.append((items, element, role, cell, pre))
                        items = iter(element)
                        break
                elif cell is not None and (role is Role.BLOCK or role is Role.PRE):
                    if pieces:
                        end_line()
                    text = element.text
                    if text:
                        pieces.append(text)
                    if len(element):
                        stack.append((items, element, role, cell, pre))
                        items = iter(element)
                        break
                    end_line()
                elif role is Role.ROW:
                    if cell is not None:
                        end_cell()
                        cell = None
                    row = RawRow(group)
                    raw.rows.append(row)
                    row_number += 1
                    cell_number = -1
                    stack.append((items, element, role, None, pre))
                    if element.text:
                        self._stray(raw, element.text)
                    items = iter(element)
                    break
                elif cell is not None and role is Role.BREAK:
                    end_line()
                elif role is Role.TABLE:
                    if cell is None:
                        self._stray(raw, element)
                        continue
                    if element in transparent:
                        end_line()
                        stack.append((items, element, Role.BLOCK, cell, pre))
                        items = iter(element)
                        break
                    end_line()
                    cell.nested.append(element)
                elif role is Role.HIDDEN:
                    self._hidden(element, cell)
                    cells, rows = self._own(element)
                    cell_number = cell_number + cells if not rows else cells - 1
                    row_number += rows
                elif role is Role.GROUP:
                    pass
                tail = element.tail
                if tail:
                    pieces.append(tail)
            else:
                break
        return raw
