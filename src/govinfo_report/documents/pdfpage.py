"""What a page of a PDF prints: glyphs and drawn lines, through pypdfium2.

Hidden text is told from printed text by the mode it is painted in, by its colour and by what is
painted over it.
"""

from __future__ import annotations

import ctypes
import math
from typing import Any

from govinfo_report.documents.lattice import PageMarks
from govinfo_report.documents.latticemarks import SMALLEST, beyond, em_box, turn_of
from govinfo_report.documents.latticepages import PageReading
from govinfo_report.documents.latticetext import DOUBTFUL, Box, Glyph
from govinfo_report.documents.pdfobjects import Frame, Objects, TextObject, address
from govinfo_report.limits import Limits

_SPACES = (0x20, 0x0A, 0x0D, 0xA0, 0x3000)
_LARGEST = 2000.0  #: points of the largest type
_WIDEST = 2.5  #: ems of the widest character, a dash of two


def upright_frame(
    box: tuple[float, float, float, float], rotation: int
) -> tuple[Frame, float, float]:
    """The way from the coordinates of a page to those of the reader; width and height."""
    left, bottom, right, top = box
    wide, high = right - left, top - bottom
    if rotation == 90:
        return (lambda x, y: (y - bottom, x - left)), high, wide
    if rotation == 180:
        return (lambda x, y: (right - x, y - bottom)), wide, high
    if rotation == 270:
        return (lambda x, y: (top - y, right - x)), high, wide
    return (lambda x, y: (x - left, top - y)), wide, high


def read_page(api: Any, page: Any, number: int, limits: Limits) -> PageReading:
    """The marks of an open page; ``LimitError`` (P907) for one beyond the limits."""
    frame, width, height = upright_frame(page.get_cropbox(), page.get_rotation())
    objects = Objects(api, frame, limits)
    objects.walk(page.raw)
    reading = PageReading(PageMarks(number, width, height, (), ()))
    text = page.get_textpage()
    try:
        shown, invisible = _glyphs(api, text.raw, objects, reading, limits)
    finally:
        text.close()
    reading.drawn = objects.painted.order + len(objects.painted.segments)
    reading.picture = objects.painted.pictures > 0.3 * width * height
    if invisible and len(invisible) > len(shown) and objects.painted.pictures:
        shown, reading.layer = [*shown, *invisible], True
    else:
        reading.hidden += len(invisible)
    glyphs = [g for g in shown if _inside(g, width, height)]
    reading.marks = PageMarks(number, width, height, glyphs, objects.painted.segments)
    return reading


def _inside(glyph: Glyph, width: float, height: float) -> bool:
    x, y = (glyph.left + glyph.right) / 2, (glyph.top + glyph.bottom) / 2
    return 0 <= x <= width and 0 <= y <= height


def _glyphs(
    api: Any, text: Any, objects: Objects, reading: PageReading, limits: Limits
) -> tuple[list[Glyph], list[Glyph]]:
    """The glyphs that leave a mark, and those painted to leave none."""
    count = api.FPDFText_CountChars(text)
    if count > limits.glyphs:
        raise beyond("glyphs", limits.glyphs, count)
    shown: list[Glyph] = []
    invisible: list[Glyph] = []
    x, y, box, matrix = ctypes.c_double(), ctypes.c_double(), api.FS_RECTF(), api.FS_MATRIX()
    plain = TextObject()
    upright = objects.upright
    origin = upright(0.0, 0.0)
    for n in range(count):
        code = api.FPDFText_GetUnicode(text, n)
        if code in _SPACES or api.FPDFText_IsGenerated(text, n) == 1:
            continue
        how = objects.texts.get(address(api.FPDFText_GetTextObject(text, n)), plain)
        how.seen = True
        api.FPDFText_GetCharOrigin(text, n, x, y)
        api.FPDFText_GetLooseCharBox(text, n, box)
        api.FPDFText_GetMatrix(text, n, matrix)
        size = api.FPDFText_GetFontSize(text, n) * math.hypot(matrix.c, matrix.d)
        ahead = upright(matrix.a, matrix.b)
        turn = turn_of(ahead[0] - origin[0], ahead[1] - origin[1])
        if turn is None:
            continue  # watermarks stand aslant
        if not SMALLEST <= size < _LARGEST:
            reading.hidden += 1
            continue
        corners = upright(box.left, box.bottom), upright(box.right, box.top)
        glyph = em_box(_character(api, text, n, code, reading), upright(x.value, y.value),
                       _advance(*corners, size, turn), size, turn)  # fmt: skip
        if how.invisible:
            invisible.append(glyph)
        elif objects.painted.hides(glyph, how.order, white=how.white):
            reading.hidden += 1
        else:
            shown.append(glyph)
    lost = list(objects.lost())
    reading.unmapped += len(lost)
    return shown + lost, invisible


def _character(api: Any, text: Any, n: int, code: int, reading: PageReading) -> str:
    """The text of a glyph; one that is not known becomes the replacement character."""
    if api.FPDFText_HasUnicodeMapError(text, n) == 1 or code in (0, 0xFFFD, 0xFFFE, 0xFFFF):
        reading.unmapped += 1
        return DOUBTFUL
    if 0xE000 <= code <= 0xF8FF or 0xF0000 <= code <= 0x10FFFF:
        reading.unmapped += 1
    if code < 0x20 or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
        reading.unmapped += 1
        return DOUBTFUL
    return chr(code)


def _advance(first: tuple[float, float], last: tuple[float, float], size: float, turn: int) -> Box:
    """The box from where a character begins to where the next one may."""
    left, right = sorted((first[0], last[0]))
    top, bottom = sorted((first[1], last[1]))
    if turn in (0, 180) and right - left > _WIDEST * size:  # the font tells a wrong width
        left, right = (left, left + size) if turn == 0 else (right - size, right)
    elif turn in (90, 270) and bottom - top > _WIDEST * size:
        top, bottom = (top, top + size) if turn == 90 else (bottom - size, bottom)
    return left, top, right, bottom
