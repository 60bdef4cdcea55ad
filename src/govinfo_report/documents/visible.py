"""Which elements of a page can be seen, and what the special ones show."""

from __future__ import annotations

from itertools import islice
from urllib.parse import unquote

from attrs import define, field
from lxml import etree

from govinfo_report.documents.elements import Role
from govinfo_report.documents.lines import WHITE
from govinfo_report.documents.styles import Look, Sheet, look_of

#: without one of these words nothing in the page changes what can be seen
_WORDS = (b"hidden", b"display", b"visibility", b"vertical-align", b"line-through", b"&#", b"\\")
PREFORMATTED = frozenset({"pre", "xmp", "listing", "plaintext", "textarea"})
#: special elements that, walked through, are blocks
OWN_LINES = PREFORMATTED | {"dialog"}
_RAISED = str.maketrans("0123456789+-=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾")
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_BUTTONS = frozenset({"button", "submit", "reset", "image", "checkbox", "radio", "file", "hidden"})
_MOST_INSIDE = 40  # elements inside something that counts as one piece
_RAISED_CHARACTERS = 12
_STRUCK_CHARACTERS = 500
_OPENERS_FILES = (".pdf", ".doc", ".docx", ".wps", ".xls", ".xlsx", ".ofd", ".swf")

#: a role to walk with and a text to put in front
Treatment = tuple[Role, str]


class _Looks(dict[str, Look]):
    """Word repeats the same few styles thousands of times."""

    def __missing__(self, style: str) -> Look:
        look = self[style] = look_of(style)
        return look


@define(eq=False, slots=False)
class Visibility:
    """Decides, element by element, for one page; remembers what was left out."""

    active: bool
    sheet: Sheet | None = None
    characters: int = 0  #: of hidden content
    cells: int = 0  #: table cells in hidden content
    in_cells: int = 0  #: hidden pieces inside table cells that are read
    first: etree._Element | None = None
    external: list[str] = field(factory=list)  #: documents the page embeds
    looks: _Looks = field(factory=_Looks)  #: look by the text of a style attribute

    @classmethod
    def of(cls, lower: bytes, root: etree._Element) -> Visibility:
        """Looks at the whole source (lower case) first: many pages need no check per element."""
        active = any(word in lower for word in _WORDS)
        sheet = None
        if active and b"<style" in lower:
            sheet = Sheet.of(element.text or "" for element in islice(root.iter("style"), 200))
        return cls(active, sheet if sheet and sheet.hiding else None)

    def role(self, element: etree._Element, role: Role) -> Role:
        """The role after styles and the ``hidden`` attribute; call it when ``active``."""
        if role is Role.SKIP or role is Role.HIDDEN:
            return role
        if element.get("hidden") is not None:
            return Role.HIDDEN
        style = element.get("style")
        look = self.looks[style] if style else Look.PLAIN
        if look is Look.PLAIN and self.sheet is not None:
            look = self._sheet_look(element)
        if look is Look.PLAIN or look is Look.INLINE:
            return role
        if look is Look.NONE:
            return Role.HIDDEN
        if look is Look.INVISIBLE:
            return Role.BLANK
        if role is not Role.INLINE:
            return role
        if look is Look.BLOCK:
            return Role.BLOCK
        return Role.SPECIAL if len(element) < _MOST_INSIDE else role

    def _sheet_look(self, element: etree._Element) -> Look:
        assert self.sheet is not None
        names = ["." + name for name in (element.get("class") or "").split()]
        if own := element.get("id"):
            names.append("#" + own.strip())
        return self.sheet.look(str(element.tag), names) if names else Look.PLAIN

    def left_out(self, element: etree._Element, *, in_cell: bool = False) -> None:
        """Count content that is there but cannot be seen."""
        if isinstance(element, etree._Comment):
            text = element.text or ""
            cells = text.lower().count("<td")
            seen = len(text) if cells else 0
        else:
            seen = sum(len(text.strip(WHITE)) for text in element.itertext())
            cells = sum(1 for _ in element.iter("td", "th"))
            if in_cell and seen:
                self.in_cells += 1
        if seen or cells:
            self.characters += seen
            self.cells += cells
            if self.first is None:
                self.first = element

    def treat(self, element: etree._Element, *, in_cell: bool = False) -> Treatment:
        """What a special element shows: a role to walk it with and a text of its own."""
        tag = str(element.tag)
        if tag in PREFORMATTED:
            return Role.PRE, ""
        if tag == "img":
            return Role.SKIP, picture_mark(element)
        if tag == "input":
            return self._input(element)
        if tag == "select":
            return _selected(element)
        if tag in ("iframe", "frame", "embed", "object", "applet"):
            return self._embedded(element)
        if tag == "dialog":
            return (Role.BLOCK if element.get("open") is not None else Role.HIDDEN), ""
        if tag == "bdo":
            reversed_ = (element.get("dir") or "").strip(WHITE).lower() == "rtl"
            return Role.INLINE, "\u202e" if reversed_ else ""
        return self._piece(element, tag, in_cell)

    def _piece(self, element: etree._Element, tag: str, in_cell: bool) -> Treatment:
        """Small inline pieces; one that swallowed the page for want of an end tag is read on."""
        if not _is_small(element):
            return Role.INLINE, ""
        text = "".join(element.itertext()).strip(WHITE)
        if tag == "svg":
            return Role.SKIP, f"[image: {_short(text)}]" if text else ""
        if tag == "math":
            return Role.SKIP, f"[formula: {_short(text)}]" if text else ""
        if tag in ("rt", "rp"):
            return Role.SKIP, ""
        look = Look.PLAIN if tag in ("sup", "sub", "del", "s", "strike") else Look.RAISED
        if look is Look.RAISED and look_of(element.get("style") or "") is Look.STRUCK:
            look = Look.STRUCK
        if tag in ("del", "s", "strike") or look is Look.STRUCK:
            if len(text) > _STRUCK_CHARACTERS:
                return Role.INLINE, ""
            self.left_out(element, in_cell=in_cell)
            # It can be seen: what stands on both sides of it does not touch.
            return Role.SKIP, " "
        if len(text) > _RAISED_CHARACTERS:
            return Role.INLINE, ""
        lowered = tag == "sub" or "sub" in (element.get("style") or "").lower()
        return Role.SKIP, text.translate(_LOWERED if lowered else _RAISED)

    def _input(self, element: etree._Element) -> Treatment:
        if (element.get("type") or "text").strip(WHITE).lower() in _BUTTONS:
            return Role.SKIP, ""
        return Role.SKIP, element.get("value") or ""

    def _embedded(self, element: etree._Element) -> Treatment:
        reference = element.get("src") or element.get("data") or element.get("code") or ""
        if reference:
            self.external.append(reference.strip(WHITE)[:200])
        return Role.SKIP, ""

    @property
    def documents(self) -> list[str]:
        """Embedded references that name a document format."""
        return [name for name in self.external if _is_document(name)]


def _is_document(reference: str) -> bool:
    path = reference.lower()
    return any(ending in path for ending in _OPENERS_FILES)


def _is_small(element: etree._Element) -> bool:
    inside = list(islice(element.iterdescendants(), _MOST_INSIDE + 1))
    return len(inside) <= _MOST_INSIDE and not any(
        child.tag in ("table", "tr", "td", "th") for child in inside
    )


def picture_mark(element: etree._Element) -> str:
    """A mark where a picture stands, so that a table that is a picture can be told."""
    name = (element.get("alt") or element.get("title") or "").strip(WHITE)
    if not name:
        source = element.get("src") or ""
        name = "" if source[:5].lower() == "data:" else unquote(source[-200:].rpartition("/")[2])
    return f"[image: {_short(name)}]"


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else text[:59] + "…"


def _selected(element: etree._Element) -> Treatment:
    """A list shows its chosen entry, the first one if none is chosen."""
    if not all(
        child.tag in ("option", "optgroup") for child in islice(element.iterchildren(), 500)
    ):
        return Role.INLINE, ""
    options = list(islice(element.iter("option"), 500))
    chosen = next((o for o in options if o.get("selected") is not None), None)
    option = chosen if chosen is not None else (options[0] if options else None)
    return Role.SKIP, "" if option is None else "".join(option.itertext())
