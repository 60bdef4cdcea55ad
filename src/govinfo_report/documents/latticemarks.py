"""What is painted on a page in the order of painting: lines, areas, and what they hide."""

from __future__ import annotations

import math
from collections.abc import Sequence

from attrs import define, field

from govinfo_report.documents.latticerules import Segment
from govinfo_report.documents.latticetext import Box, Glyph
from govinfo_report.errors import LimitError
from govinfo_report.limits import Limits

Matrix = tuple[float, float, float, float, float, float]
PLAIN: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
ASCENT, DESCENT = 0.88, 0.12  #: of the em box, from the base line
SMALLEST = 1.0  #: points of the smallest type that can be seen
_THIN = 3.2  #: points of a filled stretch that is drawn as a line
_COVERS = 2000  #: filled areas that are remembered on one page
_FAR = 1e5  #: points beyond which nothing stands on any page


@define
class Painted:
    """Lines and filled areas of one page, in points; ``order`` counts what is painted."""

    limits: Limits
    segments: list[Segment] = field(factory=list)
    #: filled areas with their place in the order, and whether they are white
    fills: list[tuple[int, Box, bool]] = field(factory=list)
    order: int = 0
    pictures: float = 0.0  #: square points under pictures

    def next(self) -> int:
        """Counts one more object; ``LimitError`` (P907) beyond the limit."""
        self.order += 1
        if self.order > self.limits.page_marks:
            raise beyond("page_marks", self.limits.page_marks, self.order)
        return self.order

    def stroke(self, points: Sequence[tuple[float, float]]) -> None:
        """A line through some points."""
        if not all(abs(x) < _FAR and abs(y) < _FAR for x, y in points):
            return
        self.segments += [(*a, *b) for a, b in zip(points, points[1:], strict=False)]
        if len(self.segments) > self.limits.page_marks:
            raise beyond("page_marks", self.limits.page_marks, len(self.segments))

    def fill(self, box: Box, *, white: bool) -> None:
        """A filled shape: a line when it is thin, else an area that may hide or show text."""
        left, top, right, bottom = box
        wide, high = right - left, bottom - top
        if min(wide, high) > _THIN:
            self.cover(box, white=white)
        elif not white:
            x, y = (left + right) / 2, (top + bottom) / 2
            self.stroke(((left, y), (right, y)) if wide >= high else ((x, top), (x, bottom)))

    def picture(self, box: Box) -> None:
        """A picture."""
        left, top, right, bottom = box
        self.pictures += max(0.0, right - left) * max(0.0, bottom - top)
        self.cover(box, white=False)

    def cover(self, box: Box, *, white: bool) -> None:
        """An area under which nothing can be seen."""
        if len(self.fills) < _COVERS:
            self.fills.append((self.order, box, white))

    def hides(self, glyph: Glyph, order: int, *, white: bool) -> bool:
        """Whether a glyph cannot be seen: painted over, or white on white."""
        x, y = (glyph.left + glyph.right) / 2, (glyph.top + glyph.bottom) / 2
        dark = False  # whether the ground it stands on is
        for number, (left, top, right, bottom), blank in self.fills:
            if left <= x <= right and top <= y <= bottom:
                if number > order:
                    return True
                dark = not blank
        return white and not dark


def beyond(name: str, limit: int, observed: int) -> LimitError:
    """The error (P907) for a paged document beyond the limits."""
    words = {
        "pages": ("pages", "页"),
        "page_marks": ("marks on a page", "个标记（单页）"),
        "marks": ("marks", "个标记"),
        "glyphs": ("characters", "个字符"),
    }[name]
    return LimitError(
        f"the document is beyond the limit: {observed:,} {words[0]}, at most {limit:,}",
        zh=f"文件超过上限：{observed:,} {words[1]}，上限为 {limit:,}",
        hint="Check that this is one report, or raise the limit.",
        hint_zh="请确认该文件是一份报告，或调高上限。",
        id="P907", limit=limit, observed=observed,
    )  # fmt: skip


def times(inner: Matrix, outer: Matrix) -> Matrix:
    """First the inner, then the outer matrix."""
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s,
            e * p + f * r + t, e * q + f * s + u)  # fmt: skip


def moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """A point after a matrix."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def turn_of(x: float, y: float) -> int | None:
    """The direction of text in degrees clockwise, by quarters; ``None`` when it stands aslant."""
    angle = math.degrees(math.atan2(y, x))
    turn = round(angle / 90.0)
    return turn % 4 * 90 if abs(angle - 90.0 * turn) <= 6.0 else None


def em_box(character: str, origin: tuple[float, float], box: Box, size: float, turn: int) -> Glyph:
    """The em box: as wide as the font says, as high as its size around the base line."""
    left, top, right, bottom = box
    x, y = origin
    up, down = ASCENT * size, DESCENT * size
    if turn == 0:
        top, bottom = y - up, y + down
    elif turn == 180:
        top, bottom = y - down, y + up
    elif turn == 90:
        left, right = x - down, x + up
    else:
        left, right = x - up, x + down
    return Glyph(character, left, top, right, bottom, size, turn)
