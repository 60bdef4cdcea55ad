"""What styles of a Word document say of a paragraph or a run: heading, list, hidden text."""

from __future__ import annotations

from attrs import define, field
from lxml import etree

from govinfo_report.documents.numbering import small
from govinfo_report.documents.package import attribute, child, local

_Element = etree._Element
_OFF = ("0", "false", "off", "none")
_DEEPEST = 6
_CHAIN = 20  # styles based on one another


@define
class _Style:
    based_on: str = ""
    level: int | None = None
    number: tuple[str, int] | None = None
    vanish: bool | None = None


@define
class Styles:
    """The styles of one document by id; without ``styles.xml`` only direct formats count."""

    _styles: dict[str, _Style] = field(factory=dict)

    @classmethod
    def of(cls, root: _Element | None) -> Styles:
        """The styles of ``word/styles.xml``."""
        found: dict[str, _Style] = {}
        for element in root if root is not None else ():
            if local(element) != "style":
                continue
            properties = child(element, "pPr")
            base = child(element, "basedOn")
            style = _Style(
                "" if base is None else attribute(base, "val") or "",
                _level(properties),
                _number(properties),
                _switch(child(element, "rPr"), "vanish"),
            )
            name = child(element, "name")
            if style.level is None and name is not None:
                style.level = 1 if (attribute(name, "val") or "").lower() == "title" else None
            found[attribute(element, "styleId") or ""] = style
        return cls(found)

    def _chain(self, properties: _Element | None, name: str) -> list[_Style]:
        reference = child(properties, name)
        key = "" if reference is None else attribute(reference, "val") or ""
        chain: list[_Style] = []
        while key in self._styles and len(chain) < _CHAIN:
            chain.append(self._styles[key])
            key = chain[-1].based_on
        return chain

    def level(self, properties: _Element | None) -> int:
        """1 to 6 for a heading, else 0."""
        if properties is None:
            return 0
        own = _level(properties)
        if own is None:
            levels = [style.level for style in self._chain(properties, "pStyle")]
            own = next((level for level in levels if level is not None), 0)
        return own if own <= _DEEPEST else 0

    def number(self, properties: _Element | None) -> tuple[str, int] | None:
        """Number id and level of the list a paragraph belongs to."""
        if properties is None:
            return None
        own = _number(properties)
        if own is None:
            numbers = [style.number for style in self._chain(properties, "pStyle")]
            own = next((number for number in numbers if number is not None), None)
        return own if own is not None and own[0] != "0" else None

    def look(self, properties: _Element | None) -> str:
        """``hidden``, ``struck``, ``superscript``, ``subscript`` or nothing."""
        if properties is None:
            return ""
        hidden = _switch(properties, "vanish")
        if hidden is None:
            hidden = any(style.vanish for style in self._chain(properties, "rStyle"))
        if hidden:
            return "hidden"
        if _switch(properties, "strike") or _switch(properties, "dstrike"):
            return "struck"
        align = child(properties, "vertAlign")
        return "" if align is None else attribute(align, "val") or ""


def _switch(properties: _Element | None, name: str) -> bool | None:
    found = child(properties, name)
    return None if found is None else attribute(found, "val") not in _OFF


def _level(properties: _Element | None) -> int | None:
    found = child(properties, "outlineLvl")
    return None if found is None else small(attribute(found, "val")) + 1


def _number(properties: _Element | None) -> tuple[str, int] | None:
    found = child(properties, "numPr")
    if found is None:
        return None
    number, level = child(found, "numId"), child(found, "ilvl")
    key = "0" if number is None else attribute(number, "val") or "0"
    return key, 0 if level is None else small(attribute(level, "val"))
