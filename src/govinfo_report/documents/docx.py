"""Opens Word documents (DOCX, transitional and strict): what Word would print, final text only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import define, evolve
from lxml import etree

from govinfo_report.documents.document import Document, Span
from govinfo_report.documents.flow import FlowWalk
from govinfo_report.documents.html import Locator, own_cell, position_of
from govinfo_report.documents.numbering import Numbering
from govinfo_report.documents.observations import author_notes, suffix_note
from govinfo_report.documents.package import Package, attribute, child, local
from govinfo_report.documents.sniffing import Kind
from govinfo_report.documents.source import Source
from govinfo_report.documents.unsupported import unsupported
from govinfo_report.documents.visible import Visibility
from govinfo_report.documents.wordmarkup import WordMarkup
from govinfo_report.documents.wordstyles import Styles
from govinfo_report.limits import Limits
from govinfo_report.model.fit import Fit
from govinfo_report.model.note import Note
from govinfo_report.model.place import Place

_MAIN = "word/document.xml"
#: entries of the core properties that say something about the document
_PROPERTIES = {
    "title": "title",
    "creator": "meta:author",
    "lastModifiedBy": "meta:lastauthor",
    "modified": "meta:modified",
}
_LONGEST_VALUE = 2000


class DocxOpener:
    """Word documents: tables with merged cells, text boxes, lists with automatic numbers.

    Tracked changes are read as accepted; deleted and hidden text and comments are left out, and
    their presence is noted (P909).  Footnotes follow the text.
    """

    id = "docx"

    def accepts(self, source: Source, /) -> Fit | None:
        """EXACT for a Word document, whatever its suffix."""
        return Fit.EXACT if source.kind is Kind.DOCX else None

    def open(self, source: Source, limits: Limits, /) -> Document:
        """The blocks of the document; ``SourceError`` when it is damaged or protected.

        Raises ``LimitError`` (P902, P904, P905) for archives and documents beyond the limits.
        """
        if source.kind is not Kind.DOCX:
            raise unsupported(source)
        page = WordPage.of(source, limits)
        visible = Visibility(active=True)
        walk = FlowWalk(visible, limits)
        walk.walk(page.root)
        blocks = tuple(walk.blocks)
        locate = Locator(page.root, blocks, walk.elements, walk.shared)
        return Document(
            blocks,
            _WordLocator(page, locate, walk.elements),
            page.facts,
            (*suffix_note(source), *page.notes(visible), *author_notes(page.facts)),
            self.id,
        )


@define(eq=False)
class WordPage:
    """A Word document as a page, with the way back to the elements of the file."""

    root: etree._Element
    markup: WordMarkup
    part: str
    facts: Mapping[str, str]
    comments: int
    #: root of a part -> its name: the text, and the notes that stand in parts of their own
    roots: Mapping[etree._Element, str]

    @classmethod
    def of(cls, source: Source, limits: Limits) -> WordPage:
        """Reads the parts of the package that hold text."""
        package = Package(source, limits)
        part = next(package.related("", "officeDocument"), _MAIN)
        text = package.xml(part)
        body, roots = child(text, "body"), {text: part}
        if body is None:
            raise package.damaged("there is no text in it")

        def one(kind: str) -> etree._Element | None:
            name = next(package.related(part, kind), None)
            found = None if name is None else package.xml(name)
            if name is not None and found is not None:
                roots[found] = name
            return found

        markup = WordMarkup(Styles.of(one("styles")), Numbering(one("numbering")))
        markup.pictures = package.targets(part)
        root = etree.Element("html")
        markup.convert(body, root)
        for kind in ("footnote", "endnote"):
            if any(name == kind for name, _ in markup.referred):
                _append_notes(markup, root, one(kind + "s"), kind)
        comments = one("comments")
        nodes = sum(1 for _ in root.iter())
        if nodes > limits.nodes:
            from govinfo_report.documents.markup import nodes_error

            raise nodes_error(nodes, limits)
        facts = dict(_properties(package))
        return cls(root, markup, part, facts, 0 if comments is None else len(comments), roots)

    def notes(self, visible: Visibility) -> Iterator[Note]:
        """P909 for what is in the file and not printed."""
        if visible.characters or self.markup.revisions or self.comments:
            params = {
                "characters": visible.characters, "cells": visible.cells,
                "in_cells": visible.in_cells, "revisions": self.markup.revisions,
                "comments": self.comments,
            }  # fmt: skip
            yield Note("P909", params=params)

    def where(self, element: etree._Element | None) -> tuple[str, str | None]:
        """The part in which the original of an element stands, and the XPath of positions there."""
        while element is not None and element not in self.markup.origin:
            element = element.getparent()
        if element is None:
            return self.part, None
        origin = self.markup.origin[element]
        return self.roots.get(_root_of(origin), self.part), position_of(origin)

    def made(self, part: str, path: str) -> etree._Element | None:
        """The paragraph or cell that was made from the element at a path of a part."""
        root = next((root for root, name in self.roots.items() if name == part), None)
        found = root.getroottree().xpath(path) if root is not None else None
        if not isinstance(found, list) or not found:
            return None
        return next(
            (made for made, origin in self.markup.origin.items() if origin is found[0]), None
        )


def _root_of(element: etree._Element) -> etree._Element:
    return element.getroottree().getroot()


class _WordLocator:
    """Turns spans into the paragraph or cell of the part, and characters of its text."""

    def __init__(self, page: WordPage, locate: Locator, elements: list[etree._Element]) -> None:
        self._page = page
        self._locate = locate
        self._elements = elements

    def __call__(self, span: Span) -> Place:
        place = self._locate(span)
        element: etree._Element | None = self._elements[span.block]
        if element is not None and place.row is not None and place.cell is not None:
            element = own_cell(element, place.row, place.cell)
        part, path = self._page.where(element)
        return evolve(place, path=path, part=part, line=None, row=None, cell=None)


def _append_notes(
    markup: WordMarkup, root: etree._Element, notes: etree._Element | None, kind: str
) -> None:
    by_id = {attribute(note, "id"): note for note in notes} if notes is not None else {}
    for found, key in list(markup.referred):
        if found == kind and key in by_id:
            markup.convert(by_id[key], root)


def _properties(package: Package) -> Iterator[tuple[str, str]]:
    for name in package.related("", "core-properties"):
        for element in package.xml(name):
            key = _PROPERTIES.get(local(element))
            if key is not None and (value := (element.text or "").strip()):
                yield key, value[:_LONGEST_VALUE]
