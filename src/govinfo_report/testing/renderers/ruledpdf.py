"""PDF documents with a text layer, written object by object."""

from __future__ import annotations

import math
import struct
import zlib
from collections.abc import Sequence
from functools import cache
from random import Random

from attrs import evolve, frozen

from govinfo_report.testing.renderers.base import Dialect
from govinfo_report.testing.renderers.paper import (
    HEIGHT,
    WIDTH,
    Page,
    PaperDialect,
    Text,
    random_paper,
    set_pages,
    width_of,
)
from govinfo_report.testing.reports import ReportData
from govinfo_report.testing.tables import Tables

_FONT = (
    b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H"
    b"/DescendantFonts[4 0 R]>>",
    b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo"
    b"<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>/FontDescriptor 5 0 R/DW 1000"
    b"/W[1 95 500]>>",
    b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]"
    b"/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>",
)


@frozen(kw_only=True)
class PdfDialect(PaperDialect):
    """Options of PDF documents."""

    embedded: bool = True  #: the font is in the file
    packed: bool = False  #: the contents of pages are compressed
    rotated: int = 0  #: pages are stored turned and shown upright
    form: bool = False  #: the contents of a page stand in a form of their own
    bold: float = 0.0  #: share of texts printed twice to look bold


class RuledPdfRenderer:
    """Reports as a text processor exports them."""

    family = "ruled_pdf"
    shows_blanks = True
    floor = 0.98

    def dialect(self, rng: Random) -> PdfDialect:
        paper = random_paper(PdfDialect, rng)
        dice = paper.dice
        return evolve(
            paper,
            packed=dice.chance(0.5, "packed"),
            rotated=dice.pick((0, 0, 0, 90, 180, 270), "rotated"),
            form=dice.chance(0.2, "form"),
            bold=dice.pick((0.0, 0.0, 0.1), "bold"),
        )

    def print(self, data: ReportData, dialect: Dialect, tables: Tables | None = None) -> bytes:
        assert isinstance(dialect, PdfDialect)
        pages = set_pages(data, dialect, tables)
        return written([contents(page, dialect) for page in pages], dialect)


def contents(page: Page, dialect: PdfDialect) -> bytes:
    """The operators that paint a page."""
    parts = []
    for left, top, right, bottom, grey in page.areas:
        parts.append(
            f"{grey:g} g {left:g} {HEIGHT - bottom:g} {right - left:g} {bottom - top:g} re f"
        )
    parts.append("0 g")
    seen: set[tuple[float, float, float, float]] = set()
    for rule in page.rules:
        if rule not in seen:
            seen.add(rule)
            parts.append(_rule(rule, dialect))
    for number, text in enumerate(page.texts):
        parts.append(_text(text))
        if dialect.dice.chance(dialect.bold, "bold", number, text.text):
            parts.append(_text(Text(text.x + 0.3, *_tail(text))))
    return "\n".join(parts).encode("ascii")


def _tail(text: Text) -> tuple[float, float, str, float, bool]:
    return text.y, text.size, text.text, text.turn, text.apart


def _rule(rule: tuple[float, float, float, float], dialect: PdfDialect) -> str:
    x, y, x2, y2 = rule
    y, y2 = HEIGHT - y, HEIGHT - y2
    if dialect.rules == "strips":
        left, low = min(x, x2) - 0.25, min(y, y2) - 0.25
        return f"{left:g} {low:g} {abs(x2 - x) + 0.5:g} {abs(y2 - y) + 0.5:g} re f"
    if dialect.rules == "dots":
        length = math.hypot(x2 - x, y2 - y)
        parts = []
        for n in range(int(length / 2.0) + 1):
            share = min(1.0, 2.0 * n / length)
            at = (x + (x2 - x) * share - 0.3, y + (y2 - y) * share - 0.3)
            parts.append(f"{at[0]:g} {at[1]:g} 0.6 0.6 re f")
        return "\n".join(parts)
    return f"0.5 w {x:g} {y:g} m {x2:g} {y2:g} l S"


def _text(text: Text) -> str:
    if text.apart:
        shown, x = [], text.x
        for character in text.text:
            shown.append(_shown(character, x, text.y, text.size, 0.0))
            x += text.size * width_of(character)
        return "\n".join(shown)
    return _shown(text.text, text.x, text.y, text.size, text.turn)


def _shown(text: str, x: float, y: float, size: float, turn: float) -> str:
    cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    matrix = f"{cos:.4f} {sin:.4f} {-sin:.4f} {cos:.4f} {x:.2f} {HEIGHT - y:.2f}"
    code = text.encode("utf-16-be", "replace").hex()
    return f"BT /F1 {size:g} Tf {matrix} Tm <{code}> Tj ET"


def written(pages: Sequence[bytes], dialect: PdfDialect) -> bytes:
    """A PDF with these contents of pages."""
    font = embedded_font() if dialect.embedded else _FONT
    objects: list[bytes] = [b"<</Type/Catalog/Pages 2 0 R>>", b"", *font]
    kids = []
    turned = {
        0: (WIDTH, HEIGHT, ""),
        90: (HEIGHT, WIDTH, f"0 1 -1 0 {HEIGHT:g} 0 cm\n"),
        180: (WIDTH, HEIGHT, f"-1 0 0 -1 {WIDTH:g} {HEIGHT:g} cm\n"),
        270: (HEIGHT, WIDTH, f"0 -1 1 0 0 {WIDTH:g} cm\n"),
    }
    wide, high, matrix = turned[dialect.rotated]
    for content in pages:
        resources = b"<</Font<</F1 3 0 R>>>>"
        if dialect.form:
            objects.append(_stream(
                content, dialect.packed,
                f"/Type/XObject/Subtype/Form/BBox[0 0 {WIDTH:g} {HEIGHT:g}]/Matrix[2 0 0 2 0 0]"
                f"/Resources<</Font<</F1 3 0 R>>>>",
            ))  # fmt: skip
            resources = f"<</XObject<</X1 {len(objects)} 0 R>>>>".encode()
            content = b".5 0 0 .5 0 0 cm\n/X1 Do"
        objects.append(_stream(matrix.encode() + content, dialect.packed))
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {wide:g} {high:g}]/Rotate {dialect.rotated}"
            f"/Resources {resources.decode()}/Contents {len(objects)} 0 R>>".encode()
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(kids)}]>>".encode()
    return assembled(objects)


@cache
def embedded_font() -> tuple[bytes, ...]:
    """The objects of a font in which every character looks like a box."""
    widths = b" ".join(b"500" for _ in range(95))
    ranges = [f"<{n:02x}00><{n:02x}ff><{n:02x}00>" for n in range(256)]
    blocks = [ranges[n : n + 100] for n in range(0, 256, 100)]
    named = "\n".join(
        f"{len(block)} beginbfrange\n" + "\n".join(block) + "\nendbfrange" for block in blocks
    )
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def "
        "/CMapType 2 def 1 begincodespacerange <0000><ffff> endcodespacerange\n"
        f"{named}\nendcmap end end"
    )
    return (
        b"<</Type/Font/Subtype/Type0/BaseFont/AAAAAA+Box/Encoding/Identity-H"
        b"/DescendantFonts[4 0 R]/ToUnicode 7 0 R>>",
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/AAAAAA+Box/CIDSystemInfo"
        b"<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor 5 0 R/DW 1000"
        b"/W[32[" + widths + b"]]/CIDToGIDMap 8 0 R>>",
        b"<</Type/FontDescriptor/FontName/AAAAAA+Box/Flags 4/FontBBox[0 -120 1000 880]"
        b"/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93/FontFile2 6 0 R>>",
        _stream(_truetype(), True),
        _stream(cmap.encode(), True),
        _stream(b"\0\0" * 33 + b"\0\2" * 94 + b"\0\1" * (65536 - 127), True),
    )


def _box(left: int, right: int) -> bytes:
    """The outline of a box."""
    box = struct.pack(">hhhhh", 1, left, 0, right, 800) + struct.pack(">HH", 3, 0)
    box += bytes([1, 1, 1, 1]) + struct.pack(">hhhh", left, right - left, 0, left - right)
    box += struct.pack(">hhhh", 0, 0, 800, 0)
    return box + b"\0" * (-len(box) % 4)


def _truetype() -> bytes:
    """A font file with three glyphs: none, a box, and a narrow box."""
    wide, narrow = _box(50, 950), _box(30, 470)
    tables = {
        b"glyf": wide + narrow,
        b"head": struct.pack(">IIIIHHqqhhhhHHhhh", 0x10000, 0x10000, 0, 0x5F0F3CF5, 0, 1000, 0, 0,
                             50, 0, 950, 800, 0, 8, 2, 1, 0),
        b"hhea": struct.pack(">IhhhHhhhhhhhhhhhH", 0x10000, 880, -120, 0, 1000, 0, 0, 1000, 1, 0, 0,
                             0, 0, 0, 0, 0, 3),
        b"hmtx": struct.pack(">HhHhHh", 1000, 0, 1000, 50, 500, 30),
        b"loca": struct.pack(">IIII", 0, 0, len(wide), len(wide + narrow)),
        b"maxp": struct.pack(">IHHHHHHHHHHHHHH", 0x10000, 3, 4, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0),
    }  # fmt: skip
    data = struct.pack(">IHHHH", 0x10000, len(tables), 64, 2, 32)
    offset = 12 + 16 * len(tables)
    body = b""
    for name, table in sorted(tables.items()):
        data += name + struct.pack(">III", 0, offset + len(body), len(table))
        body += table + b"\0" * (-len(table) % 4)
    return data + body


def _stream(content: bytes, packed: bool, entries: str = "") -> bytes:
    if packed:
        content, entries = zlib.compress(content), entries + "/Filter/FlateDecode"
    head = f"<</Length {len(content)}{entries}>>stream\n".encode()
    return head + content + b"\nendstream"


def assembled(objects: Sequence[bytes]) -> bytes:
    """A PDF of numbered objects, the first of which is the catalogue."""
    data = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(data))
        data += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(data)
    data += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    for offset in offsets:
        data += f"{offset:010d} 00000 n \n".encode()
    data += f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(data)
