"""Turns the body of a Word document into the elements of a page, final text only.

The walk over pages then cuts both into the same headings, paragraphs and grids.  What Word would
not print (deleted and hidden text, comments) is left out or marked as hidden.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import define, field
from lxml import etree

from govinfo_report.documents.numbering import Numbering
from govinfo_report.documents.package import attribute, child, local
from govinfo_report.documents.wordgrid import GridRow, rows_of
from govinfo_report.documents.wordstyles import Styles

_Element = etree._Element

#: what only wraps content: content controls, smart tags, insertions
_WRAPPERS = frozenset(
    {"sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "hyperlink", "fldSimple",
     "dir", "bdo", "rubyBase", "ruby", "oMath", "oMathPara", "r", "Choice", "subDoc"}
)  # fmt: skip
_DELETED = frozenset({"del", "moveFrom"})
_NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}
_MARKS = {"noBreakHyphen": "-", "tab": "\t", "ptab": "\t"}
_RAISED = {"superscript": "sup", "subscript": "sub"}


@define
class WordMarkup:
    """One conversion; ``origin`` leads from each paragraph and cell made to that of the file."""

    styles: Styles
    numbering: Numbering
    #: names of pictures by relationship id
    pictures: Mapping[str, str] = field(factory=dict)
    origin: dict[_Element, _Element] = field(factory=dict)
    revisions: int = 0  #: insertions and deletions met
    referred: list[tuple[str, str]] = field(factory=list)  #: notes in order: kind, id
    _open: _Element | None = None  #: a paragraph whose end was deleted: the next one goes on in it
    _boxes: list[_Element] = field(factory=list)

    def convert(self, body: _Element, into: _Element) -> None:
        """Append the paragraphs and tables of a body, a cell, a text box or a note."""
        for element in self._blocks(body):
            if local(element) == "p":
                self._paragraph(element, into)
            else:
                self._open = None
                self._table(element, into)
            boxes, self._boxes = self._boxes, []
            for box in boxes:
                self.convert(box, into)
        self._open = None

    def _blocks(self, container: _Element) -> Iterator[_Element]:
        for element in container:
            name = local(element)
            if name in ("p", "tbl"):
                yield element
            elif name in _DELETED:
                self.revisions += 1
            elif name in _WRAPPERS or name == "AlternateContent":
                self.revisions += name in ("ins", "moveTo")
                yield from self._blocks(_shown(element))

    def _paragraph(self, element: _Element, into: _Element) -> None:
        properties = child(element, "pPr")
        made = self._open
        if made is None:
            level = self.styles.level(properties)
            made = etree.SubElement(into, f"h{level}" if level else "p")
            self.origin[made] = element
            number = self.styles.number(properties)
            if number is not None and (printed := self.numbering.next(*number)):
                _add(made, printed)
        self._runs(element, made)
        end = child(properties, "rPr")
        gone = end is not None and any(local(inner) in _DELETED for inner in end)
        self.revisions += gone
        self._open = made if gone else None

    def _runs(self, container: _Element, into: _Element) -> None:
        """Texts of runs; an own element only where something is not plain."""
        for element in container:
            name = local(element)
            if name == "t":
                _add(into, element.text or "")
            elif name == "r":
                self._runs(element, self._run(element, into))
            elif name in _DELETED:
                self.revisions += 1
                self._runs(element, etree.SubElement(into, "span", hidden="hidden"))
            elif name == "delText":
                _add(into, element.text or "")
            elif name in ("br", "cr"):
                etree.SubElement(into, "br")
            elif name in _MARKS:
                _add(into, _MARKS[name])
            elif name == "sym":
                _add(into, "\ufffd")  # a character of a private font: what it shows is unknown
            elif name in _NOTES:
                self.referred.append((_NOTES[name], attribute(element, "id") or ""))
            elif name in ("drawing", "pict", "object"):
                self._picture(element, into)
            elif name in _WRAPPERS or name == "AlternateContent":
                self.revisions += name in ("ins", "moveTo")
                self._runs(_shown(element), into)

    def _run(self, element: _Element, into: _Element) -> _Element:
        """The element for the text of a run: a hidden, raised or struck one, or ``into``."""
        look = self.styles.look(child(element, "rPr"))
        if look == "hidden":
            return etree.SubElement(into, "span", hidden="hidden")
        if look == "struck":
            return etree.SubElement(into, "s")
        return etree.SubElement(into, _RAISED[look]) if look in _RAISED else into

    def _picture(self, element: _Element, into: _Element) -> None:
        """The text boxes in a drawing, or a mark where the picture stands."""
        boxes = [box for box in element.iter() if local(box) == "txbxContent"]
        outer = [box for box in boxes if not any(local(a) in ("txbxContent", "Fallback")
                                                 for a in _between(box, element))]  # fmt: skip
        self._boxes += outer
        if outer:
            return
        for inner in element.iter():
            if local(inner) in ("blip", "imagedata"):
                key = attribute(inner, "embed") or attribute(inner, "id") or ""
                etree.SubElement(into, "img", src=self.pictures.get(key, "picture"))

    def _table(self, table: _Element, into: _Element) -> None:
        made = etree.SubElement(into, "table")
        self.origin[made] = table
        kept: list[GridRow] = []
        for row in rows_of(table):
            self.revisions += row.revised
            kept.append(row)
        for row in kept:
            printed = etree.SubElement(made, "tr")
            if row.deleted or row.hidden:
                printed.set("hidden", "hidden")
            for cell in row.cells:
                made_cell = etree.SubElement(printed, "td")
                if cell.columns > 1:
                    made_cell.set("colspan", str(cell.columns))
                if cell.rows > 1:
                    made_cell.set("rowspan", str(cell.rows))
                if cell.element is not None:
                    self.origin[made_cell] = cell.element
                    self.convert(cell.element, made_cell)


def _add(element: _Element, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + clean(text)
    else:
        element.text = (element.text or "") + clean(text)


def clean(text: str) -> str:
    """Characters of private use are of a font of their own: what they show is unknown."""
    if text.isascii():
        return text
    return "".join("\ufffd" if "\ue000" <= c <= "\uf8ff" else c for c in text)


def _shown(element: _Element) -> _Element:
    """Of alternatives the first one, which current programs show; of a ruby its base."""
    name = local(element)
    wanted = {"AlternateContent": ("Choice", "Fallback"), "ruby": ("rubyBase",),
              "sdt": ("sdtContent",)}.get(name, ())  # fmt: skip
    for option in wanted:
        found = child(element, option)
        if found is not None:
            return found
    return element


def _between(inner: _Element, outer: _Element) -> Sequence[_Element]:
    above = []
    for element in inner.iterancestors():
        if element is outer:
            break
        above.append(element)
    return above
