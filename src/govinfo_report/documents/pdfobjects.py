"""The painted objects of a PDF page in order: how each text is painted, lines and areas."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable, Iterator
from typing import Any

from attrs import define, field

from govinfo_report.documents.latticemarks import (
    ASCENT,
    DESCENT,
    PLAIN,
    SMALLEST,
    Matrix,
    Painted,
    beyond,
    moved,
    times,
)
from govinfo_report.documents.latticetext import DOUBTFUL, Box, Glyph
from govinfo_report.limits import Limits

_NESTED = 12  #: forms within forms
_TEXT, _PATH, _IMAGE, _FORM = 1, 2, 3, 5
_MOVE, _BEZIER = 2, 1
_INVISIBLE = (3, 7)  #: modes of painting text that leave no mark
_WHITE = 245  #: each part of a colour that is taken for white
_FAINT = 8  #: opacity, of 255, that nobody sees
_STANDARD = (b"Helvetica", b"Times", b"Courier", b"Arial", b"Symbol", b"ZapfDingbats")

Frame = Callable[[float, float], tuple[float, float]]


@define
class TextObject:
    """How one text object is painted."""

    order: int = 0
    invisible: bool = False
    white: bool = False
    item: Any = None
    outer: Matrix = PLAIN  #: from the form that holds it to the page
    seen: bool = False  #: the library gives a character of it


@define
class Objects:
    """The objects of a page; ``upright`` leads from its coordinates to those of the reader."""

    api: Any
    upright: Frame
    limits: Limits
    painted: Painted = field(init=False)
    texts: dict[int, TextObject] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        self.painted = Painted(self.limits)

    def walk(self, page: Any) -> None:
        """Takes all objects, those in forms as well; ``LimitError`` (P907) for too many."""
        api = self.api
        for n in range(api.FPDFPage_CountObjects(page)):
            self._take(api.FPDFPage_GetObject(page, n), PLAIN, 0)

    def _take(self, item: Any, outer: Matrix, depth: int) -> None:
        api = self.api
        order = self.painted.next()
        kind = api.FPDFPageObj_GetType(item)
        if kind == _TEXT:
            mode = api.FPDFTextObj_GetTextRenderMode(item)
            white = mode in (0, 4) and self._colour(item) != "ink"
            self.texts[address(item)] = TextObject(order, mode in _INVISIBLE, white, item, outer)
        elif kind == _PATH:
            self._path(item, times(self._matrix(item), outer))
        elif kind == _IMAGE:
            self.painted.picture(self._unit_square(times(self._matrix(item), outer)))
        elif kind == _FORM and depth < _NESTED:
            inner = times(self._matrix(item), outer)
            for n in range(api.FPDFFormObj_CountObjects(item)):
                self._take(api.FPDFFormObj_GetObject(item, n), inner, depth + 1)

    def _matrix(self, item: Any) -> Matrix:
        found = self.api.FS_MATRIX()
        if not self.api.FPDFPageObj_GetMatrix(item, found):
            return PLAIN
        return found.a, found.b, found.c, found.d, found.e, found.f

    def _colour(self, item: Any) -> str:
        """``white``, ``none`` for what is nearly transparent, else ``ink``."""
        parts = [ctypes.c_uint() for _ in range(4)]
        if not self.api.FPDFPageObj_GetFillColor(item, *parts):
            return "ink"
        *colour, alpha = (part.value for part in parts)
        if alpha < _FAINT:
            return "none"
        return "white" if min(colour) >= _WHITE else "ink"

    def _unit_square(self, matrix: Matrix) -> Box:
        corners = [self.upright(*moved(matrix, x, y)) for x in (0, 1) for y in (0, 1)]
        xs, ys = zip(*corners, strict=True)
        return min(xs), min(ys), max(xs), max(ys)

    def _path(self, item: Any, matrix: Matrix) -> None:
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        if not self.api.FPDFPath_GetDrawMode(item, fill, stroke):
            return
        for points, straight in self._figures(item, matrix):
            if stroke.value:
                self.painted.stroke(points)
            if fill.value and straight and (colour := self._colour(item)) != "none":
                xs, ys = [x for x, _ in points], [y for _, y in points]
                box = (min(xs), min(ys), max(xs), max(ys))
                self.painted.fill(box, white=colour == "white")

    def _figures(
        self, item: Any, matrix: Matrix
    ) -> Iterator[tuple[list[tuple[float, float]], bool]]:
        """The pieces of a path, closed ones with their first point again at the end."""
        api = self.api
        count = api.FPDFPath_CountSegments(item)
        if count > self.limits.page_marks:
            raise beyond("page_marks", self.limits.page_marks, count)
        points: list[tuple[float, float]] = []
        straight = True
        x, y = ctypes.c_float(), ctypes.c_float()
        for n in range(max(count, 0)):
            part = api.FPDFPath_GetPathSegment(item, n)
            kind = api.FPDFPathSegment_GetType(part)
            api.FPDFPathSegment_GetPoint(part, x, y)
            point = self.upright(*moved(matrix, x.value, y.value))
            if not (math.isfinite(point[0]) and math.isfinite(point[1])):
                return
            if kind == _MOVE:
                if len(points) > 1:
                    yield points, straight
                points, straight = [], True
            straight &= kind != _BEZIER
            points.append(point)
            if api.FPDFPathSegment_GetClose(part) and points[0] != point:
                points.append(points[0])
        if len(points) > 1:
            yield points, straight

    def lost(self) -> Iterator[Glyph]:
        """Single characters that the library passes over, as characters that are not known.

        It measures them as having no width, like a space, when their font is neither in the
        file nor on this machine.
        """
        api = self.api
        edges = [ctypes.c_float() for _ in range(4)]
        for text in self.texts.values():
            if text.seen or text.invisible or not api.FPDFPageObj_GetBounds(text.item, *edges):
                continue
            font = api.FPDFTextObj_GetFont(text.item)
            if edges[2].value - edges[0].value > 0.01 or self._has_shapes(font):
                continue
            size = ctypes.c_float()
            api.FPDFTextObj_GetFontSize(text.item, size)
            matrix = times(self._matrix(text.item), text.outer)
            high = abs(size.value) * math.hypot(matrix[2], matrix[3])
            if SMALLEST <= high < 2000:
                x, y = self.upright(matrix[4], matrix[5])
                yield Glyph(DOUBTFUL, x, y - ASCENT * high, x + high, y + DESCENT * high, high)

    def _has_shapes(self, font: Any) -> bool:
        """Whether the shapes of a font are known: in the file, or one every reader has."""
        if self.api.FPDFFont_GetIsEmbedded(font) == 1:
            return True
        name = ctypes.create_string_buffer(64)
        self.api.FPDFFont_GetBaseFontName(font, name, 64)
        return name.value.rpartition(b"+")[2].startswith(_STANDARD)


def address(item: Any) -> int:
    """What tells an object from others."""
    return ctypes.cast(item, ctypes.c_void_p).value or 0
