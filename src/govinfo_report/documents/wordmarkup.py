"""Turns the body of a Word document into the elements of a page, final text only.

The walk over pages then cuts both into the same headings, paragraphs and grids.  What Word would
not print (deleted and hidden text, comments) is left out or marked as hidden.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import define, field
from lxml import etree

from govinfo_report.documents.numbering import Numbering
from govinfo_report.documents.package import NAMES, attribute, child, local
from govinfo_report.documents.wordgrid import GridRow, rows_of
from govinfo_report.documents.wordproperties import Properties
from govinfo_report.documents.wordstyles import Styles
from govinfo_report.text.lazy import lazy

_Element = etree._Element

#: what only wraps content: content controls, smart tags, insertions
_WRAPPERS = frozenset(
    {"sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "hyperlink", "fldSimple",
     "dir", "bdo", "rubyBase", "ruby", "oMath", "oMathPara", "r", "Choice", "subDoc"}
)  # fmt: skip
_DELETED = frozenset({"del", "moveFrom"})
_FORMATS = frozenset({"rPr", "pPr"})
_NOTHING = frozenset({"pPr", "proofErr", "bookmarkStart", "bookmarkEnd"})  #: prints nothing
_NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}
_MARKS = {"noBreakHyphen": "-", "tab": "\t", "ptab": "\t"}
_PRIVATE = lazy("[\ue000-\uf8ff]")
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
    _properties: Properties = field(factory=Properties)

    def convert(self, body: _Element, into: _Element) -> None:
        """Append the paragraphs and tables of a body or a note."""
        self._properties.read(body)
        self._convert(body, into)

    def _convert(self, body: _Element, into: _Element) -> None:
        for element in self._blocks(body):
            if NAMES[element.tag] == "p":
                self._paragraph(element, into)
            else:
                self._open = None
                self._table(element, into)
            if self._boxes:
                boxes, self._boxes = self._boxes, []
                for box in boxes:
                    self._convert(box, into)
        self._open = None

    def _blocks(self, container: _Element) -> Iterator[_Element]:
        for element in container:
            name = NAMES[element.tag]
            if name in ("p", "tbl"):
                yield element
            elif name in _DELETED:
                self.revisions += 1
            elif name in _WRAPPERS or name == "AlternateContent":
                self.revisions += name in ("ins", "moveTo")
                yield from self._blocks(_shown(element))

    def _paragraph(self, element: _Element, into: _Element) -> None:
        properties = self._properties.of(element)
        made = self._open
        if made is None:
            level = 0 if properties is None else self.styles.level(properties)
            made = etree.SubElement(into, f"h{level}" if level else "p")
            self.origin[made] = element
            number = None if properties is None else self.styles.number(properties)
            if number is not None and (printed := self.numbering.next(*number)):
                _add(made, printed)
        self._open = None
        self._runs(element, made)
        end = child(properties, "rPr")
        if end is not None and any(local(inner) in _DELETED for inner in end):
            self.revisions += 1
            self._open = made

    def _runs(self, container: _Element, into: _Element) -> None:
        """Texts of runs; an own element only where something is not plain."""
        of = self._properties.of
        for element in container:
            name = NAMES[element.tag]
            if name == "t":
                _add(into, element.text or "")
            elif name == "r":
                properties = of(element)
                own = into if properties is None else self._run(properties, into)
                self._runs(element, own)
            elif name in _FORMATS:
                continue
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

    def _run(self, properties: _Element, into: _Element) -> _Element:
        """The element for the text of a run: a hidden, raised or struck one, or ``into``."""
        look = self.styles.look(properties)
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
        for row in rows_of(table, self._properties):
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
                if cell.element is None:
                    continue
                self.origin[made_cell] = cell.element
                text = self._plain_text(cell.element)
                if text is None:
                    self._convert(cell.element, made_cell)
                elif text:
                    made_cell.text = text

    def _plain_text(self, cell: _Element) -> str | None:
        """The text of a cell of one plain paragraph, as nearly all are; ``None`` for another."""
        of, paragraph, pieces = self._properties.of, None, []
        for block in cell:
            name = NAMES[block.tag]
            if name == "p" and paragraph is None:
                paragraph = block
            elif name != "tcPr":
                return None
        if paragraph is None or of(paragraph) is not None:
            return None
        for run in paragraph:
            name = NAMES[run.tag]
            if name == "r":
                if of(run) is not None:
                    return None
                for inner in run:
                    name = NAMES[inner.tag]
                    if name == "t":
                        pieces.append(inner.text or "")
                    elif name != "rPr":
                        return None
            elif name not in _NOTHING:
                return None
        return clean("".join(pieces))


def _add(element: _Element, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + clean(text)
    else:
        element.text = (element.text or "") + clean(text)


def clean(text: str) -> str:
    """Characters of private use are of a font of their own: what they show is unknown."""
    return text if text.isascii() else _PRIVATE.sub("\ufffd", text)


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
