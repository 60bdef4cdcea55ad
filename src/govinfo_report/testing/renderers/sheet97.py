"""Excel 97 workbooks (XLS): the workbooks of ``sheet``, written as records."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from lxml import etree

from govinfo_report.documents.sheets import position
from govinfo_report.testing.renderers.compound import compound
from govinfo_report.testing.renderers.sheet import Book, SheetRenderer

_LONGEST = 8_000  #: bytes of a record's body; it may hold 8,224
_GLOBALS, _SHEET = 0x0005, 0x0010
_CELL_STYLE = 15
_MERGES = 1_000  #: merged areas of one record


class Sheet97Renderer(SheetRenderer):
    """A report typed into a workbook and saved in the old format."""

    family = "sheet_97"

    def packed(self, book: Book) -> bytes:
        parts = book.parts()
        texts = [_text(item) for item in _root(parts["xl/sharedStrings.xml"])]
        listing = list(_root(parts["xl/workbook.xml"])[0])
        names = [str(sheet.get("name")) for sheet in listing]
        hidden = [sheet.get("state") == "hidden" for sheet in listing]
        sheets = [_sheet(_root(parts[f"xl/worksheets/{name}.xml"])) for name in names]
        return compound({"Workbook": _workbook(names, hidden, sheets, texts)})


def _strings(texts: list[str]) -> bytes:
    """The table of texts that cells refer to; a record is continued between two of them."""
    bodies = [struct.pack("<II", len(texts), len(texts))]
    for text in texts:
        packed = _packed(text)
        if len(bodies[-1]) + len(packed) > _LONGEST:
            bodies.append(b"")
        bodies[-1] += packed
    kinds = [0x00FC, *[0x003C] * len(bodies)]
    return b"".join(_record(kind, body) for kind, body in zip(kinds, bodies, strict=False))


def _workbook(names: list[str], hidden: list[bool], sheets: list[bytes], texts: list[str]) -> bytes:
    font = struct.pack("<5H4xBB", 200, 0, 0x7FFF, 400, 0, 5, 0) + b"Arial"
    head = _begin(_GLOBALS) + _record(0x0042, b"\xb0\x04") + 5 * _record(0x0031, font)
    for number in range(_CELL_STYLE + 1):
        kind = 0x0001 if number == _CELL_STYLE else 0xFFF5
        head += _record(0x00E0, struct.pack("<3H14x", 0, 0, kind))
    tail = _strings(texts) + _record(0x000A)
    listed = [struct.pack("<BBBB", state, 0, len(name), 1) + name.encode("utf-16-le")
              for name, state in zip(names, hidden, strict=True)]  # fmt: skip
    start = len(head) + len(tail) + sum(8 + len(entry) for entry in listed)
    listing = b""
    for entry, sheet in zip(listed, sheets, strict=True):
        listing += _record(0x0085, struct.pack("<I", start) + entry)
        start += len(sheet)
    return head + listing + tail + b"".join(sheets)


def _sheet(root: etree._Element) -> bytes:
    data = b""
    for row in root[0]:
        number = int(str(row.get("r"))) - 1
        flags = 0x0120 if row.get("hidden") == "1" else 0x0100
        data += _record(0x0208, struct.pack("<6H4x", number, 0, 256, 255, 0, 0)[:12]
                        + struct.pack("<HH", flags, _CELL_STYLE))  # fmt: skip
        data += b"".join(_cells(row))
    merges = [_area(str(merge.get("ref"))) for merge in (root[1] if len(root) > 1 else ())]
    for first in range(0, len(merges), _MERGES):
        some = merges[first : first + _MERGES]
        data += _record(0x00E5, struct.pack("<H", len(some)) + b"".join(some))
    size = _record(0x0200, struct.pack("<IIHHH", 0, len(root[0]) + 1, 0, 256, 0))
    return _begin(_SHEET) + size + data + _record(0x000A)


def _cells(row: etree._Element) -> Iterator[bytes]:
    for cell in row:
        place = position(str(cell.get("r")))
        assert place is not None
        at = struct.pack("<3H", *place, _CELL_STYLE)
        kind = cell.get("t")
        if not len(cell):
            yield _record(0x0201, at)
        elif kind == "inlineStr":
            yield _record(0x0204, at + _packed(_text(cell)))
        elif kind == "s":
            yield _record(0x00FD, at + struct.pack("<I", int(_text(cell))))
        else:
            value = struct.pack("<d", float(_text(cell)))
            if len(cell) > 1:  # a formula: its result, and an expression that is never asked
                yield _record(0x0006, at + value + struct.pack("<HIHBH", 0, 0, 3, 0x1E, 7))
            else:
                yield _record(0x0203, at + value)


def _area(reference: str) -> bytes:
    first, _, last = reference.partition(":")
    start, end = position(first), position(last)
    assert start is not None and end is not None
    return struct.pack("<4H", start[0], end[0], start[1], end[1])


def _begin(kind: int) -> bytes:
    return _record(0x0809, struct.pack("<4HII", 0x0600, kind, 0x0DBB, 0x07CC, 0, 6))


def _record(kind: int, body: bytes = b"") -> bytes:
    assert len(body) <= _LONGEST + 300
    return struct.pack("<HH", kind, len(body)) + body


def _packed(text: str) -> bytes:
    encoded = text.encode("utf-16-le")
    return struct.pack("<HB", len(encoded) // 2, 1) + encoded


def _root(part: str) -> etree._Element:
    return etree.fromstring(part.encode())


def _text(element: etree._Element) -> str:
    """The value of a cell or the text of an entry, without the formula."""
    return "".join(
        inner.text or ""
        for inner in element.iter()
        if isinstance(inner.tag, str) and inner.tag.rpartition("}")[2] in ("t", "v")
    )
