"""What a page of an OFD document prints; lengths in the file are millimetres."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from attrs import define, field
from lxml import etree

from govinfo_report.documents.lattice import PageMarks
from govinfo_report.documents.latticemarks import (
    PLAIN,
    SMALLEST,
    Matrix,
    Painted,
    beyond,
    em_box,
    moved,
    times,
    turn_of,
)
from govinfo_report.documents.latticepages import PageReading
from govinfo_report.documents.latticetext import DOUBTFUL, Box, Glyph
from govinfo_report.documents.package import child, local
from govinfo_report.limits import Limits

_POINTS = 72.0 / 25.4
_NESTED = 8  #: units within units
_CHAIN = 8  #: parameters that refer to others
_WHITE = 245  #: each part of a colour that is taken for white
_LARGEST = 2000.0  #: points of the largest type
_LAYERS = {"Background": 0, "Body": 1, "Foreground": 2}
#: operators of paths with the number of figures they take
_OPERATORS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}


def numbers(text: str | None) -> list[float]:
    """The figures in a list of them; none when one is no finite figure."""
    found = []
    for word in (text or "").split():
        try:
            value = float(word)
        except ValueError:
            return []
        if not math.isfinite(value):
            return []
        found.append(value)
    return found


@define
class Shared:
    """What pages refer to by id: drawing parameters and composite units."""

    _parameters: dict[str, etree._Element] = field(factory=dict)
    units: dict[str, etree._Element] = field(factory=dict)

    def take(self, resources: etree._Element) -> None:
        """Keeps what a part of resources defines."""
        for group in resources:
            for element in group:
                if local(element) == "DrawParam":
                    self._parameters[element.get("ID") or ""] = element
                elif local(element) == "CompositeGraphicUnit":
                    self.units[element.get("ID") or ""] = element

    def colour(self, element: etree._Element, name: str, layer: str | None) -> str:
        """``white``, ``none`` for what is nearly transparent, else ``ink``."""
        found = child(element, name)
        key = element.get("DrawParam") or layer
        for _ in range(_CHAIN):
            if found is not None or key is None or key not in self._parameters:
                break
            found = child(self._parameters[key], name)
            key = self._parameters[key].get("Relative")
        if found is None:
            return "ink"
        if _opacity(found) < 8:
            return "none"
        value = (found.get("Value") or "").replace("#", "0x").split()
        parts = [_part(word) for word in value]
        if len(parts) == 4:
            return "white" if max(parts) <= 4 else "ink"
        return "white" if parts and min(parts) >= _WHITE else "ink"


def _part(word: str) -> float:
    try:
        return float(int(word, 16)) if word.startswith("0x") else float(word)
    except ValueError:
        return 0.0


def _opacity(element: etree._Element) -> float:
    found = numbers(element.get("Alpha"))
    return found[0] if found else 255.0


@define
class Canvas:
    """A page as it is painted, object by object."""

    area: Box  #: left, top, width and height, in millimetres
    number: int
    shared: Shared
    limits: Limits
    painted: Painted = field(init=False)
    texts: list[tuple[int, bool, Glyph]] = field(factory=list)
    unmapped: int = 0
    hidden: int = 0

    def __attrs_post_init__(self) -> None:
        self.painted = Painted(self.limits)

    def paint(self, page: etree._Element) -> None:
        """The layers of a page or a template, from the lowest to the uppermost."""
        content = child(page, "Content")
        layers = [e for e in (content if content is not None else ()) if local(e) == "Layer"]
        layers.sort(key=lambda layer: _LAYERS.get(layer.get("Type") or "Body", 1))
        for layer in layers:
            self._all(layer, PLAIN, 0, layer.get("DrawParam"))

    def finish(self) -> PageReading:
        """What the page prints."""
        wide, high = self.area[2] * _POINTS, self.area[3] * _POINTS
        shown = []
        for order, white, glyph in self.texts:
            x, y = (glyph.left + glyph.right) / 2, (glyph.top + glyph.bottom) / 2
            if self.painted.hides(glyph, order, white=white):
                self.hidden += 1
            elif 0 <= x <= wide and 0 <= y <= high:
                shown.append(glyph)
        marks = PageMarks(self.number, wide, high, shown, self.painted.segments)
        picture = self.painted.pictures > 0.3 * wide * high
        drawn = self.painted.order + len(self.painted.segments)
        return PageReading(marks, self.unmapped, self.hidden, drawn=drawn, picture=picture)

    def _all(self, outer: etree._Element, matrix: Matrix, depth: int, layer: str | None) -> None:
        for element in outer:
            order = self.painted.next()
            kind = local(element)
            if element.get("Visible") == "false":
                continue
            if kind == "PageBlock" and depth < _NESTED:
                self._all(element, matrix, depth + 1, layer)
                continue
            alpha = numbers(element.get("Alpha"))
            if alpha and alpha[0] < 8:
                continue
            here = times(self._matrix(element), matrix)
            if kind == "TextObject":
                self._text(element, here, order, layer)
            elif kind == "PathObject":
                self._path(element, here, layer)
            elif kind == "ImageObject":
                inner = times(_matrix_of(element), self._shift(element, matrix))
                corners = [self._point(inner, x, y) for x in (0.0, 1.0) for y in (0.0, 1.0)]
                self.painted.picture(_around(corners))
            elif kind == "CompositeObject" and depth < _NESTED:
                unit = self.shared.units.get(element.get("ResourceID") or "")
                content = child(unit, "Content")
                if content is not None:
                    self._all(content, here, depth + 1, element.get("DrawParam") or layer)

    def _matrix(self, element: etree._Element) -> Matrix:
        """From the space of an object to that around it: its own matrix, then its place."""
        return times(_matrix_of(element), self._shift(element, PLAIN))

    def _shift(self, element: etree._Element, outer: Matrix) -> Matrix:
        boundary = numbers(element.get("Boundary"))
        x, y = (boundary[0], boundary[1]) if len(boundary) == 4 else (0.0, 0.0)
        return times((1.0, 0.0, 0.0, 1.0, x, y), outer)

    def _point(self, matrix: Matrix, x: float, y: float) -> tuple[float, float]:
        x, y = moved(matrix, x, y)
        return (x - self.area[0]) * _POINTS, (y - self.area[1]) * _POINTS

    def _path(self, element: etree._Element, matrix: Matrix, layer: str | None) -> None:
        stroked = element.get("Stroke") != "false"
        filled = element.get("Fill") == "true"
        if stroked and self.shared.colour(element, "StrokeColor", layer) != "ink":
            stroked = False
        data = child(element, "AbbreviatedData")
        for points, straight in figures(data.text if data is not None else "", self.limits):
            placed = [self._point(matrix, x, y) for x, y in points]
            if stroked:
                self.painted.stroke(placed)
            colour = self.shared.colour(element, "FillColor", layer)
            if filled and straight and colour != "none":
                self.painted.fill(_around(placed), white=colour == "white")

    def _text(self, element: etree._Element, matrix: Matrix, order: int, layer: str | None) -> None:
        size = next(iter(numbers(element.get("Size"))), 0.0)
        unpainted = element.get("Fill") == "false" and element.get("Stroke") != "true"
        colour = self.shared.colour(element, "FillColor", layer)
        stretch = next(iter(numbers(element.get("HScale"))), 1.0)
        quarter = next(iter(numbers(element.get("CharDirection"))), 0.0)
        turned = math.radians(quarter)
        ahead = moved((*matrix[:4], 0.0, 0.0), math.cos(turned), math.sin(turned))
        turn = turn_of(*ahead)
        high = size * math.hypot(matrix[2], matrix[3]) * _POINTS
        wide = size * math.hypot(matrix[0], matrix[1]) * _POINTS * stretch
        for code in element:
            if local(code) != "TextCode":
                continue
            text = code.text or ""
            if turn is None:
                continue  # watermarks stand aslant
            if unpainted or colour == "none" or not SMALLEST <= high < _LARGEST:
                self.hidden += len("".join(text.split()))
                continue
            for character, x, y, width in _placed(code, text, size, stretch):
                at = self._point(matrix, x, y)
                glyph = _glyph(self._character(character), at, wide * width, high, turn)
                if character.strip():
                    self._put(order, colour == "white", glyph)

    def _put(self, order: int, white: bool, glyph: Glyph) -> None:
        self.texts.append((order, white, glyph))
        if len(self.texts) > self.limits.glyphs:
            raise beyond("glyphs", self.limits.glyphs, len(self.texts))

    def _character(self, character: str) -> str:
        code = ord(character)
        if 0xE000 <= code <= 0xF8FF or code >= 0xF0000 or character == DOUBTFUL:
            self.unmapped += 1
        return character


def _matrix_of(element: etree._Element) -> Matrix:
    found = numbers(element.get("CTM"))
    return (
        (found[0], found[1], found[2], found[3], found[4], found[5]) if len(found) == 6 else PLAIN
    )


def _around(points: list[tuple[float, float]]) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _glyph(text: str, at: tuple[float, float], wide: float, high: float, turn: int) -> Glyph:
    x, y = at
    boxes: Mapping[int, Box] = {
        0: (x, y, x + wide, y), 180: (x - wide, y, x, y),
        90: (x, y, x, y + wide), 270: (x, y - wide, x, y),
    }  # fmt: skip
    return em_box(text, at, boxes[turn], high, turn)


def _placed(
    code: etree._Element, text: str, size: float, stretch: float
) -> Iterator[tuple[str, float, float, float]]:
    """Each character with its place and its width in ems."""
    x = next(iter(numbers(code.get("X"))), 0.0)
    y = next(iter(numbers(code.get("Y"))), 0.0)
    across, down = _steps(code.get("DeltaX"), len(text)), _steps(code.get("DeltaY"), len(text))
    for n, character in enumerate(text):
        width = 0.5 if character.isascii() else 1.0
        step = across[n] if n < len(across) else None
        if step is None and n >= len(down):
            step = size * width * stretch  # a run without steps: as the font advances
        if step is not None and 0 < step < size * width * stretch:
            yield character, x, y, step / (size * stretch)
        else:
            yield character, x, y, width
        x += step or 0.0
        y += down[n] if n < len(down) else 0.0


def _steps(text: str | None, count: int) -> list[float]:
    """The steps between characters; ``g n v`` stands for n times v."""
    words = (text or "").split()
    found: list[float] = []
    n = 0
    while n < len(words) and len(found) < count:
        if words[n] == "g":
            run = numbers(" ".join(words[n + 1 : n + 3]))
            if len(run) != 2:
                return []
            found += [run[1]] * min(max(int(run[0]), 0), count - len(found))
            n += 3
            continue
        value = numbers(words[n])
        if not value:
            return []
        found += value
        n += 1
    return found


def figures(data: str | None, limits: Limits) -> Iterator[tuple[list[tuple[float, float]], bool]]:
    """The pieces of a path, closed ones with their first point again at the end."""
    words = (data or "").split()
    if len(words) > 8 * limits.page_marks:
        raise beyond("page_marks", limits.page_marks, len(words))
    points: list[tuple[float, float]] = []
    straight = True
    n = 0
    while n < len(words):
        takes = _OPERATORS.get(words[n].upper())
        if takes is None:
            return  # what follows cannot be told
        values = numbers(" ".join(words[n + 1 : n + 1 + takes]))
        if len(values) != takes:
            return
        operator = words[n].upper()
        if operator in "SM":
            if len(points) > 1:
                yield points, straight
            points, straight = [], True
        if operator == "C":
            if points:
                points.append(points[0])
        else:
            straight &= operator in "SML"
            points.append((values[-2], values[-1]))
        n += 1 + takes
    if len(points) > 1:
        yield points, straight
