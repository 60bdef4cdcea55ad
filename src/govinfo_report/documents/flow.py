"""Walks a page in document order and cuts it into headings, paragraphs and grids."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from lxml import etree

from govinfo_report.documents.arranging import Flow, Inner, Rows, is_frame, parts_of
from govinfo_report.documents.document import Block, BlockKind
from govinfo_report.documents.elements import HEADINGS, ROLES, Role
from govinfo_report.documents.lines import WHITE, collapse
from govinfo_report.documents.markup import depth_error, nodes_error
from govinfo_report.documents.markupgrid import build_grid
from govinfo_report.documents.rawtable import Stray
from govinfo_report.documents.spanning import lay_out
from govinfo_report.documents.tablewalk import TableWalk
from govinfo_report.documents.visible import PREFORMATTED, Visibility
from govinfo_report.limits import Limits

_INLINE, _BLOCK, _BREAK, _SKIP = Role.INLINE, Role.BLOCK, Role.BREAK, Role.SKIP
_TABLE, _SPECIAL, _PRE = Role.TABLE, Role.SPECIAL, Role.PRE
_HIDDEN, _BLANK = Role.HIDDEN, Role.BLANK
_Element = etree._Element


class _GridRows(NamedTuple):
    """A grid that is to be emitted when the walk comes to it."""

    table: etree._Element
    rows: Rows
    width: int


class FlowWalk:
    """One walk through a page.

    ``blocks`` and ``elements`` run in parallel: the element that directly holds the text of a
    paragraph, or the table of a grid.
    """

    def __init__(self, visible: Visibility, limits: Limits) -> None:
        self.visible = visible
        self.limits = limits
        self.blocks: list[Block] = []
        self.elements: list[etree._Element] = []
        self.refused: list[tuple[etree._Element, str]] = []  #: tables without a grid, and why
        #: elements that hold more text than the paragraphs they are named as the place of
        self.shared: set[etree._Element] = set()
        self._pieces: list[str] = []
        self._grids = 0
        self._preformatted = False
        self._tables = TableWalk(visible, limits)

    def walk(self, root: etree._Element, *, preformatted: bool = False) -> None:
        """All blocks of a tree; ``LimitError`` (P904) below the permitted depth.

        ``preformatted`` takes line breaks as they are: text that holds HTML tables.
        """
        visible, pieces, end_line = self.visible, self._pieces, self._end_line
        active, looks, sheet = visible.active, visible.looks, visible.sheet is not None
        roles, deepest = ROLES.get, self.limits.depth
        kind, container, level, pre = _BLOCK, root, 0, preformatted
        self._preformatted = preformatted
        stack: list[tuple[Iterator[Any], Any, Role, etree._Element, int, bool]] = []
        items: Iterator[Any] = iter((root,))
        while True:
            element = next(items, None)
            if element is None:
                if pieces and kind is not _INLINE:
                    end_line(container, level, pre)
                if not stack:
                    return
                items, element, kind, container, level, pre = stack.pop()
                if element is None:
                    continue
            else:
                if element.__class__ is not _Element:
                    if element.__class__ is str:
                        self._add(element, container, level, pre)
                        continue
                    if element.__class__ is _GridRows:
                        end_line(container, level, pre)
                        self._emit(element)
                        continue
                    if element.__class__ is Flow:
                        stack.append((items, None, kind, container, level, pre))
                        kind, container = _BLOCK, element.cell.element
                        pre = pre or any(
                            above.tag in PREFORMATTED for above in container.iterancestors()
                        )
                        if container.text:
                            self._add(container.text, container, level, pre)
                        items = iter(container)
                        continue
                    if element.__class__ is Stray:
                        stack.append((items, None, kind, container, level, pre))
                        kind, container, items = _BLOCK, element.container, iter(element.items)
                        pre = pre or element.pre
                        if element.shared:
                            self.shared.add(container)
                        continue
                role = roles(element.tag, _INLINE)
                if active:
                    style = element.get("style")
                    if (style and looks[style]) or sheet or element.get("hidden") is not None:
                        role = visible.role(element, role)
                if role is _SPECIAL:
                    role, text = visible.treat(element)
                    if text:
                        pieces.append(text)
                inner: Iterator[Any] | None = None
                if role is _INLINE:
                    if element.text:
                        self._add(element.text, container, level, pre)
                    if len(element):
                        stack.append((items, element, kind, container, level, pre))
                        kind, inner = _INLINE, iter(element)
                elif role is _SKIP:
                    pass
                elif role is _BREAK or role is _HIDDEN or role is _BLANK:
                    if role is _BREAK:
                        end_line(container, level, pre)
                    else:
                        visible.left_out(element)
                else:
                    if pieces:
                        end_line(container, level, pre)
                    parts = self._table(element, pre) if role is _TABLE else None
                    if parts is not None or len(element):
                        stack.append((items, element, kind, container, level, pre))
                        kind, container = _BLOCK, element
                        level = HEADINGS.get(element.tag, level)
                        pre = pre or role is _PRE
                        inner = iter(element) if parts is None else iter(parts)
                        if element.text and parts is None:
                            self._add(element.text, container, level, pre)
                    elif element.text:
                        own_level = HEADINGS.get(element.tag, level)
                        self._add(element.text, element, own_level, pre or role is _PRE)
                        end_line(element, own_level, pre or role is _PRE)
                if inner is not None:
                    items = inner
                    if len(stack) > deepest:
                        raise depth_error(len(stack), self.limits)
                    continue
            text = element.tail
            if text:
                self._add(text, container, level, pre)

    def _add(self, text: str, container: etree._Element, level: int, pre: bool) -> None:
        if not pre:
            self._pieces.append(text)
            return
        first, *rest = text.split("\n")
        self._pieces.append(first)
        for line in rest:
            self._emit_line("".join(self._pieces), container)
            self._pieces.clear()
            self._pieces.append(line)

    def _end_line(self, container: etree._Element, level: int, pre: bool) -> None:
        pieces = self._pieces
        text = pieces[0] if len(pieces) == 1 else "".join(pieces)
        pieces.clear()
        if pre:
            if text.strip(WHITE):
                self._emit_line(text, container)
        elif text := collapse(text):
            kind = BlockKind.HEADING if level else BlockKind.PARAGRAPH
            self.blocks.append(Block(len(self.blocks), kind, text, level))
            self.elements.append(container)

    def _emit_line(self, text: str, container: etree._Element) -> None:
        if len(self.blocks) > self.limits.nodes:
            raise nodes_error(len(self.blocks), self.limits)
        self.blocks.append(Block(len(self.blocks), BlockKind.LINE, text))
        self.elements.append(container)

    def _table(self, table: etree._Element, pre: bool) -> list[Any] | None:
        """What to walk for a table; ``None`` for a frame around running text."""
        if pre and self._preformatted:
            # In text that holds tables, line breaks count outside of them only.
            pre = any(above.tag in PREFORMATTED for above in table.iterancestors())
        raw = self._tables.read(table, pre=pre)
        if not raw.rows:
            return None
        laid = lay_out(raw, self.limits)
        if laid.refused or laid.clamped:
            self.refused.append((table, laid.refused or "span"))
        if laid.refused or is_frame(raw, laid):
            return None
        if self._grids >= self.limits.grids:
            self.refused.append((table, "grids"))
            return None
        self._grids += 1
        items: list[Any] = list(raw.before)
        for part in parts_of(laid):
            if part.__class__ is Rows:
                items.append(_GridRows(table, part, laid.width))
            else:
                items.append(part.table if part.__class__ is Inner else part)
        return items + raw.after

    def _emit(self, part: _GridRows) -> None:
        grid, text = build_grid(part.rows, part.width)
        self.blocks.append(Block(len(self.blocks), BlockKind.GRID, text, 0, grid))
        self.elements.append(part.table)
