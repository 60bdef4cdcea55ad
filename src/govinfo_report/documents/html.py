"""Opens HTML: pages, pieces of pages, and text that holds HTML tables."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property

from lxml import etree

from govinfo_report.documents.document import Block, Document, Span
from govinfo_report.documents.flow import FlowWalk
from govinfo_report.documents.lines import collapse
from govinfo_report.documents.markup import parse_tree
from govinfo_report.documents.observations import author_notes, source_notes
from govinfo_report.documents.sniffing import Kind
from govinfo_report.documents.source import Source
from govinfo_report.documents.unsupported import unsupported
from govinfo_report.documents.visible import Visibility
from govinfo_report.limits import Limits
from govinfo_report.model.fit import Fit
from govinfo_report.model.note import Note
from govinfo_report.model.place import Place
from govinfo_report.text.lazy import lazy

_LONGEST_VALUE = 2000  # characters of one entry of the metadata
_MOST_VALUES = 200
_HIDDEN_CHARACTERS = 200  # hidden content from which it is worth a note
_PLAIN_PATH = lazy(r"(?:/[a-zA-Z][a-zA-Z0-9]*+(?:\[[0-9]++\])?+)++")
_COMPLETE = (b">", b"\n", b" ", b"\t")  #: how a page ends whose last number is whole
_PROLOGUE = 4096  #: bytes of a page without <html> in which entities can be declared
_LITTLE_TEXT = 200  # characters: a page that only embeds something else


class HtmlOpener:
    """HTML as browsers show it: hidden content is not read, tables become grids."""

    id = "html"

    def accepts(self, source: Source, /) -> Fit | None:
        """EXACT for a page or a piece of one, LIKELY for text that holds HTML tables."""
        kind = source.kind
        if kind is Kind.HTML:
            return Fit.EXACT
        return Fit.LIKELY if kind is Kind.TEXT_WITH_TABLES else None

    def open(self, source: Source, limits: Limits, /) -> Document:
        """The blocks of the page.

        Raises ``SourceError`` for what is no text and ``LimitError`` for pages beyond the limits
        (P901, P904, P905): part of a page is never returned.
        """
        if source.kind not in (Kind.TEXT, Kind.HTML, Kind.TEXT_WITH_TABLES, Kind.XML, Kind.MHTML):
            raise unsupported(source)
        markup = source_text(source).encode("utf-8", "replace")
        lower = markup.lower()
        root = parse_tree(markup, lower, limits)
        if root is None:
            return Document(
                (), Locator(None, (), (), frozenset()), {}, tuple(source_notes(source)), self.id
            )
        visible = Visibility.of(lower, root)
        walk = FlowWalk(visible, limits)
        walk.walk(root, preformatted=source.kind is Kind.TEXT_WITH_TABLES)
        blocks = tuple(walk.blocks)
        facts = dict(metadata(root))
        notes = (
            *source_notes(source), *_declared(lower), *_notes(root, walk), *author_notes(facts)
        )  # fmt: skip
        return Document(
            blocks,
            Locator(root, blocks, walk.elements, walk.shared),
            facts,
            notes,
            self.id,
            open_end=not markup.endswith(_COMPLETE),
        )


def source_text(source: Source) -> str:
    """The characters of a page with line feeds for all line breaks, as browsers read it."""
    text = source.decoded.text
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.replace("\v", " ") if "\v" in text else text


def metadata(root: etree._Element) -> Iterator[tuple[str, str]]:
    """``title`` and ``meta:<name>`` (lower case), the first of each."""
    seen: set[str] = set()
    for element in root.iter("title", "meta"):
        if len(seen) >= _MOST_VALUES:
            return
        if element.tag == "title":
            key, value = "title", element.text or ""
        else:
            name = element.get("name") or element.get("property") or ""
            key, value = "meta:" + name.strip().lower(), element.get("content") or ""
            if not name:
                continue
        value = collapse(value)[:_LONGEST_VALUE]
        if value and key not in seen:
            seen.add(key)
            yield key, value


def _declared(lower: bytes) -> Iterator[Note]:
    """Entities declared in front of the page: none is ever replaced by its text."""
    first = lower.find(b"<html")
    if lower.find(b"<!entity", 0, first if first >= 0 else _PROLOGUE) >= 0:
        yield Note("P903", params={"reason": "entities"})


def _notes(root: etree._Element, walk: FlowWalk) -> Iterator[Note]:
    visible = walk.visible
    if visible.cells or visible.in_cells or visible.characters >= _HIDDEN_CHARACTERS:
        params = {"characters": visible.characters, "cells": visible.cells,
                  "in_cells": visible.in_cells}  # fmt: skip
        yield Note("P909", params=params, place=_place(visible.first))
    little = sum(len(block.text) for block in walk.blocks) < _LITTLE_TEXT
    references = visible.external if little else visible.documents
    for reference in dict.fromkeys(references[:20]):
        yield Note("P910", params={"reference": reference})
    for table, reason in walk.refused[:20]:
        yield Note("P906", params={"reason": reason}, place=_place(table))


def _place(element: etree._Element | None) -> Place | None:
    return None if element is None else Place(path=path_of(element), line=element.sourceline)


def path_of(element: etree._Element) -> str:
    """An XPath that finds the element again in a tree of the same source."""
    path = element.getroottree().getpath(element)
    return path if _PLAIN_PATH.fullmatch(path) else position_of(element)


def position_of(element: etree._Element) -> str:
    """For names like ``o:p``, which XPath takes for a namespace, and worse ones."""
    steps: list[str] = []
    current: etree._Element | None = element
    while current is not None:
        position = 1 + sum(1 for _ in current.itersiblings("*", preceding=True))
        steps.append(f"/*[{position}]")
        current = current.getparent()
    return "".join(reversed(steps))


def own_cell(table: etree._Element, row: int, cell: int) -> etree._Element | None:
    """The cell with these numbers among the table's own, hidden ones counted."""
    current_row = current_cell = -1
    in_row = False
    tags = ("table", "thead", "tbody", "tfoot", "tr", "td", "th")
    walk = etree.iterwalk(table, ("start", "end"), tag=tags)
    for event, element in walk:
        if element is table:
            continue
        if element.tag == "table":
            if event == "start":
                walk.skip_subtree()
        elif element.tag in ("td", "th"):
            if event == "start":
                if not in_row:
                    current_row, current_cell, in_row = current_row + 1, -1, True
                current_cell += 1
                if (current_row, current_cell) == (row, cell):
                    return element
        elif event == "start" and element.tag == "tr":
            current_row, current_cell, in_row = current_row + 1, -1, True
        else:
            in_row = False
    return None


class Locator:
    """Turns spans into paths, rows and cells; counts nothing before it is asked."""

    def __init__(
        self,
        root: etree._Element | None,
        blocks: Sequence[Block],
        elements: Sequence[etree._Element],
        shared: AbstractSet[etree._Element],
    ) -> None:
        self._root = root  # keeps the tree alive
        self._blocks = blocks
        self._elements = elements
        self._shared = shared
        self._paths: dict[etree._Element, str] = {}

    def __call__(self, span: Span) -> Place:
        """Path and line of the element, row and cell in a table, characters of its text."""
        element = self._elements[span.block]
        path = self._paths.get(element)
        if path is None:
            path = self._paths[element] = path_of(element)
        grid = self._blocks[span.block].grid
        if grid is None:
            if element in self._shared:
                return Place(line=element.sourceline, path=path)
            before = self._starts[span.block]
            return Place(
                line=element.sourceline, start=before + span.start, end=before + span.end, path=path
            )
        _, first, last = span
        cell = grid.by_start.get(first)
        if cell is None or cell.end < last:
            position = bisect_right(grid.cells, span.start, key=lambda cell: cell.start) - 1
            cell = grid.cells[position]
            if span.end > cell.end:
                # Text of several cells: the place is the table.
                return Place(line=element.sourceline, path=path)
        _, _, _, _, start, _, row, number, line = cell
        return Place(line, None, first - start, last - start, path, row, number)

    @cached_property
    def _starts(self) -> list[int]:
        """Per block where it begins in the own text of its element (lines of one element)."""
        lengths: dict[etree._Element, int] = {}
        starts: list[int] = []
        for block, element in zip(self._blocks, self._elements, strict=True):
            start = lengths.get(element, 0)
            starts.append(start)
            if block.grid is None:
                lengths[element] = start + len(block.text) + 1
        return starts
