"""The properties of a Word document that change what is printed, found in one pass.

Most paragraphs, runs and cells have properties, and most of those only tell a font or a width.
"""

from __future__ import annotations

from lxml import etree

from govinfo_report.documents.package import child, local

_Element = etree._Element

#: by the properties they stand in: what decides about text, levels, numbers and cells
_TELLING = {
    "rPr": "vanish strike dstrike vertAlign rStyle",
    "pPr": "pStyle outlineLvl numPr",
    "tcPr": "gridSpan vMerge hMerge",
    "trPr": "gridBefore hidden ins del moveFrom moveTo",
}
_NAMES = tuple(
    f"{{*}}{name}"
    for name in dict.fromkeys(name for names in _TELLING.values() for name in names.split())
)
_MARKS = ("ins", "del", "moveFrom", "moveTo")  # of the end of a paragraph, in ``pPr/rPr``


class Properties:
    """By a paragraph, run, cell or row of the parts given: its properties if they matter."""

    def __init__(self) -> None:
        self._of: dict[_Element, _Element] = {}

    def read(self, part: _Element) -> None:
        """Find what matters below an element."""
        for found in part.iter(_NAMES):
            properties = found.getparent()
            owner = None if properties is None else properties.getparent()
            if properties is None or owner is None:
                continue
            kind = local(properties)
            if kind not in _TELLING:
                continue
            if kind == "rPr" and local(owner) == "pPr":
                if local(found) not in _MARKS:
                    continue
                properties, owner, kind = owner, owner.getparent(), "pPr"
            if owner is not None and owner not in self._of and child(owner, kind) is properties:
                self._of[owner] = properties

    def of(self, element: _Element) -> _Element | None:
        """The properties of an element, ``None`` when they change nothing."""
        return self._of.get(element)
