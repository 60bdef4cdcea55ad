"""The parts of an OFD package: documents, pages, templates, what they share."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping

from attrs import define, field
from lxml import etree

from govinfo_report.documents.latticemarks import beyond
from govinfo_report.documents.latticepages import PageReading, counted
from govinfo_report.documents.ofdpage import Canvas, Shared, numbers
from govinfo_report.documents.package import Package, child, local
from govinfo_report.documents.source import Source
from govinfo_report.errors import SourceError
from govinfo_report.limits import Limits

_MAIN = "OFD.xml"
_PROPERTIES = {"Title": "title", "Author": "meta:author", "ModDate": "meta:modified"}
_LONGEST_VALUE = 2000
_LARGEST = 10_000.0  #: millimetres of the largest page
_A4 = (0.0, 0.0, 210.0, 297.0)

Area = tuple[float, float, float, float]


@define
class _Part:
    """One document of a package: its folder, size of pages, templates and shared things."""

    folder: str
    area: Area
    pages: list[str]
    templates: dict[str, tuple[str, str]]
    shared: Shared


@define
class OfdFile:
    """An OFD package.

    Raises ``SourceError`` for a damaged or encrypted package and ``LimitError`` (P902, P907).
    """

    source: Source
    limits: Limits
    facts: Mapping[str, str] = field(init=False)
    _package: Package = field(init=False)
    _parts: list[_Part] = field(init=False, factory=list)

    def __attrs_post_init__(self) -> None:
        self._package = package = Package(self.source, self.limits)
        if "Encryptions.xml" in package:
            raise _encrypted(self.source)
        facts: dict[str, str] = {}
        for body in package.xml(_MAIN):
            if local(body) != "DocBody":
                continue
            facts = {**dict(_facts(child(body, "DocInfo"))), **facts}
            root = child(body, "DocRoot")
            if root is not None and (root.text or "").strip():
                self._parts.append(self._part(_path("", (root.text or "").strip())))
        self.facts = facts
        count = sum(len(part.pages) for part in self._parts)
        if not count:
            raise package.damaged("there is no page in it")
        if count > self.limits.pages:
            raise beyond("pages", self.limits.pages, count)

    def pages(self) -> Iterator[PageReading]:
        """The pages of all documents, counted from 1."""
        count = sum(len(part.pages) for part in self._parts)
        found = (self.page(number) for number in range(1, count + 1))
        return counted((page for page in found if page is not None), self.limits)

    def page(self, number: int) -> PageReading | None:
        """One page, counted from 1; ``None`` when there is none of this number."""
        at = number - 1
        for part in self._parts:
            if 0 <= at < len(part.pages):
                return self._read(part, part.pages[at], number)
            at -= len(part.pages)
        return None

    def _part(self, name: str) -> _Part:
        package = self._package
        folder = posixpath.dirname(name)
        root = package.xml(name)
        common = child(root, "CommonData")
        templates: dict[str, tuple[str, str]] = {}
        shared = Shared()
        for element in common if common is not None else ():
            if local(element) == "TemplatePage":
                place = _path(folder, element.get("BaseLoc") or "")
                templates[element.get("ID") or ""] = place, element.get("ZOrder") or "Background"
            elif local(element) in ("PublicRes", "DocumentRes"):
                place = _path(folder, (element.text or "").strip())
                if place in package:
                    shared.take(package.xml(place))
        listed = child(root, "Pages")
        pages = [
            _path(folder, page.get("BaseLoc") or "")
            for page in (listed if listed is not None else ())
            if local(page) == "Page"
        ]
        area = _area(common, "PageArea") or _A4
        return _Part(folder, area, pages, templates, shared)

    def _read(self, part: _Part, name: str, number: int) -> PageReading:
        root = self._package.xml(name)
        canvas = Canvas(_area(root, "Area") or part.area, number, part.shared, self.limits)
        under: list[etree._Element] = []
        over: list[etree._Element] = []
        for element in root:
            if local(element) == "Template":
                place, order = part.templates.get(element.get("TemplateID") or "", ("", ""))
                order = element.get("ZOrder") or order
                if place in self._package:
                    (over if order == "Foreground" else under).append(self._package.xml(place))
        for content in (*under, root, *over):
            canvas.paint(content)
        return canvas.finish()


def _path(folder: str, name: str) -> str:
    """The member that a place in a part refers to."""
    whole = name[1:] if name.startswith("/") else posixpath.join(folder, name)
    return posixpath.normpath(whole)


def _area(outer: etree._Element | None, name: str) -> Area | None:
    box = child(outer, name, "PhysicalBox")
    found = numbers(box.text if box is not None else "")
    if len(found) == 4 and 0 < found[2] < _LARGEST and 0 < found[3] < _LARGEST:
        return found[0], found[1], found[2], found[3]
    return None


def _facts(info: etree._Element | None) -> Iterator[tuple[str, str]]:
    for element in info if info is not None else ():
        key = _PROPERTIES.get(local(element))
        if key is not None and (value := (element.text or "").strip()):
            yield key, value[:_LONGEST_VALUE]


def _encrypted(source: Source) -> SourceError:
    return SourceError(
        f"{source.name} is encrypted",
        zh=f"{source.name} 已加密",
        hint="Save it without protection and give that file.",
        hint_zh="请取消加密后另存，再给出该文件。",
        name=source.name, kind="ofd",
    )  # fmt: skip
