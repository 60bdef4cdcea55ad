"""Reads the text at a place once more from the bytes, by a way of its own.

Openers walk a document from its beginning; this goes straight to one place.  Shared are only
the decoding and the decision which elements can be seen.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import regex
from attrs import define, field
from lxml import etree

from govinfo_report.documents.docx import WordPage
from govinfo_report.documents.elements import ROLES, Role
from govinfo_report.documents.html import own_cell, source_text
from govinfo_report.documents.isolation import called
from govinfo_report.documents.latticepages import FURNITURE
from govinfo_report.documents.latticetext import Glyph, PageText
from govinfo_report.documents.markup import parse_tree
from govinfo_report.documents.ofdfile import OfdFile
from govinfo_report.documents.pdf import PdfFile
from govinfo_report.documents.pictured import pictures
from govinfo_report.documents.scan import ScanOpener
from govinfo_report.documents.scanengine import can_recognise, missing
from govinfo_report.documents.sniffing import Kind
from govinfo_report.documents.source import Source
from govinfo_report.documents.visible import PREFORMATTED, Visibility
from govinfo_report.documents.word97convert import converted
from govinfo_report.documents.xlsx import open_workbook
from govinfo_report.errors import SourceError
from govinfo_report.limits import DEFAULT_LIMITS, Limits
from govinfo_report.model.place import Place
from govinfo_report.text.lazy import lazy

_CONTROLS = lazy(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]++")
_DIGIT = lazy(r"[0-9０-９.,．，]")
_WHITE_SPACE = lazy(r"[ \t\n\r\f]++")
_STRUCTURE = (Role.CELL, Role.ROW, Role.GROUP)


def reread(source: Source, place: Place, limits: Limits = DEFAULT_LIMITS) -> str:
    """The text that stands at ``place`` in the bytes of ``source``.

    Equals ``document.text(span)`` for the place of any span within one cell or block.  Raises
    ``SourceError`` when the source has no such place.
    """
    if place.part is not None and place.page is not None and source.kind in (Kind.HTML, Kind.DOCX):
        return _from_picture(source, place, limits)
    if place.part is not None and source.kind in (Kind.DOC, Kind.RTF):
        return _from_word(converted(source, limits)[0], place, limits)
    if place.part is not None and source.kind is Kind.DOCX:
        return _from_word(source, place, limits)
    if place.part is not None and source.kind in (Kind.XLSX, Kind.XLS):
        return _from_sheet(source, place, limits)
    if place.page is not None and place.box is not None:
        return _from_page(source, place, limits)
    if place.path is not None:
        return _from_markup(source, place, limits)
    if place.start is None or place.end is None:
        raise _nowhere(place)
    return _from_bytes(source, place.start, place.end)


def _nowhere(place: Place) -> SourceError:
    return SourceError(
        f"the source has no place {place!r}", zh=f"来源中没有位置 {place!r}", place=repr(place)
    )


def _from_bytes(source: Source, start: int, end: int) -> str:
    text = _decoded(source.data, start, end, source.decoded.encoding)

    def cleaned(match: regex.Match[str]) -> str:
        before, after = text[: match.start()][-1:], text[match.end() :][:1]
        # A run at the edge belongs to the place only if something was put in its stead.
        apart = not (before and after) or (_DIGIT.match(before) and _DIGIT.match(after))
        return "\ufffd" if apart else ""

    return _CONTROLS.sub(cleaned, text)


def _decoded(data: bytes, start: int, end: int, encoding: str) -> str:
    """The text of some bytes, line breaks as line feeds."""
    try:
        text = data[start:end].decode(encoding)
    except UnicodeDecodeError:
        # How far a damaged sequence reaches depends on what follows it.
        text = data[start:].decode(encoding, "replace")
        text = text[: len(text) - len(data[end:].decode(encoding, "replace"))]
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _from_sheet(source: Source, place: Place, limits: Limits) -> str:
    texts = _sheets(source, limits)
    if place.row is None or place.cell is None or all(part != place.part for part, _, _ in texts):
        raise _nowhere(place)
    text = texts.get((place.part, place.row, place.cell), "")  # what is not stored is empty
    lines = [line.strip() for line in text.splitlines()]
    return _cut("\n".join([line for line in lines if line]), place)


def _from_page(source: Source, place: Place, limits: Limits) -> str:
    """What stands in the box, whichever tables and paragraphs the page has."""
    if source.kind is Kind.IMAGE:
        return _from_scan(source, place, limits)
    page = _page_text(source, place.page or 0, limits)
    if page is None or place.box is None:
        raise _nowhere(place)
    within = page.cell if place.cell is not None else page.running
    text = within(place.box)
    if not text and source.kind is Kind.PDF and len(page) < FURNITURE and can_recognise():
        return _from_scan(source, place, limits)
    return _cut(text, place)


def _from_picture(source: Source, place: Place, limits: Limits) -> str:
    for picture in pictures(source, limits).values():
        if picture.name == place.part:
            return _from_scan(picture, place, limits)
    raise _nowhere(place)


def _from_scan(source: Source, place: Place, limits: Limits) -> str:
    """What a second recognition makes of the box; it need not be what the first one made."""
    if not can_recognise():
        raise missing(source.name, source.kind.value)
    text, _ = called("govinfo_report.documents.scanreread:text_at", source, limits,
                     place.page, list(place.box or ()), opener=ScanOpener())  # fmt: skip
    if text is None:
        raise _nowhere(place)
    return str(text)


@lru_cache(maxsize=8)
def _page_text(source: Source, number: int, limits: Limits) -> PageText | None:
    if source.kind is Kind.OFD:
        page = OfdFile(source, limits).page(number)
        return None if page is None else PageText(page.marks.glyphs)
    glyphs, _ = called(f"{__name__}:page_glyphs", source, limits, number)
    return None if glyphs is None else PageText([Glyph(*glyph) for glyph in glyphs])


def page_glyphs(source: Source, limits: Limits, number: int) -> tuple[list[Glyph] | None, bytes]:
    """The characters that a page of a PDF prints; ``None`` when it cannot be read."""
    with PdfFile(source, limits) as file:
        page = file.page(number)
        return None if page is None else list(page.marks.glyphs), b""


@lru_cache(maxsize=1)
def _sheets(
    source: Source, limits: Limits
) -> Mapping[tuple[str | None, int | None, int | None], str]:
    """The text of every cell by sheet, row and column."""
    if source.kind is Kind.XLS:
        values, _ = called("govinfo_report.documents.xls:sheet_texts", source, limits)
        return {(part, row, column): text for part, row, column, text in values}
    sheets = open_workbook(source, limits)[0]
    return {(s.part, *area.place): area.text for s in sheets for area in s.areas}


def _from_markup(source: Source, place: Place, limits: Limits) -> str:
    markup = source_text(source).encode("utf-8", "replace")
    lower = markup.lower()
    root = parse_tree(markup, lower, limits)
    found = root.xpath(place.path) if root is not None and place.path else None
    if root is None or not isinstance(found, list) or not found:
        raise _nowhere(place)
    element = found[0]
    assert isinstance(element, etree._Element)
    reader = _Reader(Visibility.of(lower, root), element)
    above = (element, *element.iterancestors())
    reader.preformatted = any(outer.tag in PREFORMATTED for outer in above)
    if place.row is not None and place.cell is not None:
        cell = own_cell(element, place.row, place.cell)
        if cell is None:
            raise _nowhere(place)
        reader.element = cell
        reader.preformatted = any(outer.tag in PREFORMATTED for outer in cell.iterancestors())
        text = "\n".join(line for line in reader.lines(cell=True) if line)
    else:
        reader.preformatted |= source.kind is Kind.TEXT_WITH_TABLES
        text = "\n".join(reader.lines(cell=False))
    return _cut(text, place)


def _cut(text: str, place: Place) -> str:
    start = 0 if place.start is None else place.start
    end = len(text) if place.end is None else place.end
    if not 0 <= start <= end <= len(text):
        raise _nowhere(place)
    return text[start:end]


@lru_cache(maxsize=1)
def _word_page(source: Source, limits: Limits) -> WordPage:
    return WordPage.of(source, limits)


def _from_word(source: Source, place: Place, limits: Limits) -> str:
    page = _word_page(source, limits)
    element = page.made(place.part, place.path) if place.path and place.part else None
    if element is None:
        raise _nowhere(place)
    cell = element.tag == "td"
    return _cut("\n".join(_Reader(Visibility(active=True), element).lines(cell=cell)), place)


@define
class _Reader:
    """Collects the lines that one element shows."""

    visible: Visibility
    element: etree._Element
    preformatted: bool = False
    _line: str = field(default="", init=False)
    _lines: list[str] = field(factory=list, init=False)

    def lines(self, *, cell: bool) -> list[str]:
        """Lines of a cell with everything in it, or those an element holds directly."""
        walk = etree.iterwalk(self.element, ("start", "end", "comment", "pi"))
        roles: list[Role] = []
        frames = 0  # open tables of a single cell
        for event, inner in walk:
            pre = self.preformatted or Role.PRE in roles
            if event == "start":
                role = Role.BLOCK if inner is self.element else self._role(inner, cell)
                if cell and not frames and role in _STRUCTURE:
                    self._end(pre, cell)
                    break  # the next cell begins inside this one
                if role is Role.TABLE and cell:
                    framed = sum(1 for _ in inner.iter("td", "th")) <= 1
                    role = Role.BLOCK if framed else Role.TABLE
                    frames += framed
                roles.append(role)
                if role not in (Role.INLINE, Role.SKIP):
                    self._end(pre, cell)
                whole = cell and role in (Role.BLOCK, Role.PRE, *_STRUCTURE)
                if inner is self.element or role is Role.INLINE or whole:
                    self._add(inner.text, self.preformatted or Role.PRE in roles, cell)
                else:
                    walk.skip_subtree()
            else:
                if event == "end":
                    role = roles[-1]
                    frames -= role is Role.BLOCK and inner.tag == "table"
                    if role not in (Role.INLINE, Role.SKIP):
                        self._end(pre, cell)
                    roles.pop()
                    if inner is self.element:
                        break
                self._add(inner.tail, self.preformatted or Role.PRE in roles, cell)
        self._end(self.preformatted, cell)
        return self._lines

    def _role(self, element: etree._Element, cell: bool) -> Role:
        role = ROLES.get(element.tag, Role.INLINE)
        if self.visible.active:
            role = self.visible.role(element, role)
        if role is Role.SPECIAL:
            role, text = self.visible.treat(element, in_cell=cell)
            self._line += text
        if role is Role.BLANK:
            role = Role.HIDDEN
        return Role.SKIP if role is Role.HIDDEN else role

    def _add(self, text: str | None, pre: bool, cell: bool) -> None:
        if not text:
            return
        first, *rest = text.split("\n") if pre else (text,)
        self._line += first
        for line in rest:
            self._finish(self._line.strip(" \t\n\r\f") if cell else self._line)
            self._line = line

    def _end(self, pre: bool, cell: bool) -> None:
        stripped = self._line.strip(" \t\n\r\f")
        if stripped:
            whole = self._line if pre and not cell else stripped
            self._finish(whole if pre else _WHITE_SPACE.sub(" ", stripped))
        self._line = ""

    def _finish(self, line: str) -> None:
        self._lines.append(line)
        self._line = ""
