"""Glyphs of a page and the text that stands in an area of it.

Coordinates are points, from the upper left corner of the page as it is read.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""

_APART = 0.18  #: ems between two glyphs from which there is a space
_OVER = 0.25  #: share of a digit's width that may reach into the next cell
_TWICE = 0.3  #: share of a glyph's width by which a copy of it may be moved to look bold
_NUMERIC = frozenset("0123456789０１２３４５６７８９.,．，")
#: stands behind text of which it cannot be told where it ends
DOUBTFUL = "\ufffd"


class Glyph(NamedTuple):
    """One printed character in its em box; ``turn`` is the rotation clockwise, in degrees."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    turn: int = 0


class Line(NamedTuple):
    """Characters on one base line; ``gap`` is the widest space inside, in ems."""

    text: str
    box: Box
    size: float
    gap: float
    turn: int = 0


class PageText:
    """The glyphs of one page."""

    def __init__(self, glyphs: Iterable[Glyph]) -> None:
        kept = [glyph for glyph in glyphs if glyph.text.strip()]
        self._glyphs = sorted(kept, key=lambda glyph: (_middle(glyph), glyph.left))
        self._middles = [_middle(glyph) for glyph in self._glyphs]
        self._reach = max((min(glyph.size, 200.0) for glyph in kept), default=0.0)

    def __len__(self) -> int:
        return len(self._glyphs)

    def within(self, box: Box) -> list[Glyph]:
        """The glyphs whose centre lies in the box."""
        left, top, right, bottom = box
        return [g for g in self._band(top, bottom) if left <= _centre(g) < right]

    def outside(self, boxes: Sequence[Box]) -> list[Glyph]:
        """The glyphs whose centre lies in none of the boxes."""
        taken: set[int] = set()
        for left, top, right, bottom in boxes:
            start = bisect_left(self._middles, top)
            stop = bisect_left(self._middles, bottom)
            taken.update(
                n for n in range(start, stop) if left <= _centre(self._glyphs[n]) < right
            )  # fmt: skip
        return [glyph for n, glyph in enumerate(self._glyphs) if n not in taken]

    def cell(self, box: Box) -> str:
        """The lines in a cell; a number that runs over its edge ends in ``DOUBTFUL``."""
        text = "\n".join(line.text for line in lines_of(self.within(box)))
        return text + DOUBTFUL if text and self._torn(box) else text

    def running(self, box: Box) -> str:
        """The lines in the box as one running text."""
        return "".join(joined([line.text for line in lines_of(self.within(box))]))

    def _band(self, top: float, bottom: float) -> list[Glyph]:
        start, stop = bisect_left(self._middles, top), bisect_left(self._middles, bottom)
        return self._glyphs[start:stop]

    def _torn(self, box: Box) -> bool:
        """Whether a number stands across the left or the right edge of a cell."""
        left, top, right, bottom = box
        digits = [
            g
            for g in self._band(top, bottom)
            if g.text in _NUMERIC and not g.turn
            and left - self._reach < _centre(g) < right + self._reach
        ]  # fmt: skip
        for edge in (left, right):
            near = sorted(
                (g for g in digits if abs(_centre(g) - edge) < g.size), key=lambda g: g.left
            )
            for glyph in near:
                over = min(edge - glyph.left, glyph.right - edge)
                if over > _OVER * (glyph.right - glyph.left):
                    return True
            before = [g for g in near if _centre(g) < edge]
            after = [g for g in near if _centre(g) >= edge]
            if any(_touch(a, b) for a in before for b in after):
                return True
        return False


def joined(lines: Sequence[str]) -> list[str]:
    """The lines of a paragraph with what stands between them: a space between words."""
    found: list[str] = []
    for line in lines:
        if found and line:
            last, first = found[-1][-1:], line[0]
            apart = last.isascii() and first.isascii() and last.isalnum() and first.isalnum()
            found.append(f" {line}" if apart else line)
        else:
            found.append(line)
    return found


def lines_of(glyphs: Sequence[Glyph]) -> list[Line]:
    """The glyphs as lines, from top to bottom; turned text by its own direction."""
    found: list[Line] = []
    for turn in (0, 90, 180, 270):
        turned = [_upright(glyph) for glyph in glyphs if glyph.turn == turn]
        turned.sort(key=lambda glyph: (_middle(glyph), glyph.left))
        row: list[Glyph] = []
        for glyph in turned:
            if row and not _level(row[0], glyph):
                found.append(_line(row, turn))
                row = []
            row.append(glyph)
        if row:
            found.append(_line(row, turn))
    return found


def _line(glyphs: list[Glyph], turn: int) -> Line:
    glyphs.sort(key=lambda glyph: (glyph.left, glyph.right, glyph.text))
    parts: list[str] = []
    widest = 0.0
    shown: list[Glyph] = []
    for glyph in glyphs:
        if shown:
            last = shown[-1]
            width = min(glyph.right - glyph.left, last.right - last.left)
            moved = _centre(glyph) - _centre(last)
            if glyph.text == last.text and moved < _TWICE * width:
                continue
            if last.right - glyph.left > 0.6 * width and {glyph.text, last.text} & _NUMERIC:
                parts.append(DOUBTFUL)  # one is printed over the other
            gap = (glyph.left - max(g.right for g in shown[-3:])) / max(glyph.size, last.size, 1.0)
            widest = max(widest, gap)
            if gap > _APART:
                parts.append(" ")
        parts.append(glyph.text)
        shown.append(glyph)
    box = (
        shown[0].left, min(g.top for g in shown), max(g.right for g in shown),
        max(g.bottom for g in shown),
    )  # fmt: skip
    size = sorted(g.size for g in shown)[len(shown) // 2]
    left, top, right, bottom = _back(box, turn)
    rounded = (round(left, 2), round(top, 2), round(right, 2), round(bottom, 2))
    return Line("".join(parts), rounded, size, widest, turn)


def _middle(glyph: Glyph) -> float:
    return (glyph.top + glyph.bottom) / 2


def _centre(glyph: Glyph) -> float:
    return (glyph.left + glyph.right) / 2


def _level(first: Glyph, glyph: Glyph) -> bool:
    overlap = min(first.bottom, glyph.bottom) - max(first.top, glyph.top)
    return overlap >= 0.5 * min(first.bottom - first.top, glyph.bottom - glyph.top)


def _touch(before: Glyph, after: Glyph) -> bool:
    gap = after.left - before.right
    return _level(before, after) and gap <= _APART * max(before.size, after.size)


def _upright(glyph: Glyph) -> Glyph:
    """The glyph in the frame in which its text runs to the right."""
    if not glyph.turn:
        return glyph
    text, left, top, right, bottom, size, turn = glyph
    if turn == 90:
        box = (top, -right, bottom, -left)
    elif turn == 270:
        box = (-bottom, left, -top, right)
    else:
        box = (-right, -bottom, -left, -top)
    return Glyph(text, *box, size, turn)


def _back(box: Box, turn: int) -> Box:
    left, top, right, bottom = box
    if turn == 90:
        return -bottom, left, -top, right
    if turn == 270:
        return top, -right, bottom, -left
    return box if not turn else (-right, -bottom, -left, -top)
