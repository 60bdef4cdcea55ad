"""What stands in the cells of a scanned table: text that was read, and ink that was not.

A figure counts as read only if two readings agree, the one of the whole page and one of its
own piece of the page, and both are sure.  Everything else ends in ``DOUBTFUL``, so that it is
refused; so does a cell with ink of which nothing could be read.  A cell is blank only if there
is no ink in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from attrs import define, field, frozen

from govinfo_report.documents.latticetext import DOUBTFUL, Box
from govinfo_report.documents.scanpixels import Pixels, Rules
from govinfo_report.text.lazy import lazy
from govinfo_report.text.normalise import squash

SURE = 0.85  #: of the least sure character of a figure, in either reading
_UNSURE = 0.4  #: below which a figure is not read, whatever further readings say
_SPECK = 0.22  #: ems of the largest speck that is not taken for ink
_DUST = 0.05  #: square ems of specks in a cell that is still taken for empty
_INSET = 0.1  #: ems along the edges of a cell that belong to its rules
_AROUND = 0.3  #: ems by which a line of text may reach beyond its box
_MARGIN = 0.35  #: ems of ground around a piece that is read by itself
_PIECE = 48  #: pixels of the height of such a piece
_LEAN = 0.15  #: pixels to the left per pixel down from which a stroke leans
_LINE = 1.7  #: ems of the highest piece that can be one line
#: characters of units and of numbers in words
_UNITS = "件宗起项个条份次篇期人家元万亿无一二三四五六七八九十百千零〇两"
#: what words are made of in labels and heads, and not in figures
_WORDS = lazy(rf"[^\P{{Han}}{_UNITS}]")
#: a number that is not the number of a label
_FIGURE = lazy(r"[+-]?[0-9](?:[0-9,]|\.(?=[0-9]))*+(?:$|[(（件宗起项个条份次篇期人家元万亿])")
_DIGIT = lazy(r"[0-9０-９]")
_MARK = 3  #: characters of the longest mark for none


class Reader(Protocol):
    """Reads a piece that holds one line: its text and how sure it is."""

    def __call__(self, values: Pixels, /) -> tuple[str, float]: ...


@frozen
class CellLine:
    """A line in a cell, in pixels of the page."""

    text: str
    box: Box
    score: float = 1.0


@define
class Page:
    """An upright page: its grey values, its ink, its rules, and the height of its type."""

    values: Pixels
    dark: Pixels
    rules: Rules
    em: float
    read: Reader
    rest: Pixels = field(init=False)  #: ink that belongs to no rule

    def __attrs_post_init__(self) -> None:
        import numpy as np

        self.rest = np.where(self.rules.ink > 0, 0, self.dark).astype(np.uint8)

    def lines(self, cell: Box, readings: Sequence[CellLine], *, torn: bool) -> list[CellLine]:
        """The lines in a cell.

        ``readings`` are those of the whole page whose characters lie in the cell, ``torn`` says
        that one of them reaches into other cells.
        """
        found = sorted(joined(readings), key=lambda line: line.box[1])
        marks = self.marks(cell)
        if not found:
            return self._unread(cell, marks)
        if not _is_figure("".join(line.text for line in found)):
            return found
        checked = [self._checked(line, marks, torn=torn) for line in found]
        around = _AROUND * self.em
        over = [m for m in marks if not any(_touches(m, line.box, around) for line in found)]
        if over:
            last = checked[-1]
            checked[-1] = CellLine(last.text + DOUBTFUL, last.box)
        return checked

    def _checked(self, line: CellLine, marks: Sequence[Box], *, torn: bool) -> CellLine:
        """A line that a second reading agrees with, or marked as doubtful."""
        around = _AROUND * self.em
        own = [m for m in marks if _touches(m, line.box, around)] or [line.box]
        first = squash(line.text)
        text, score = self.piece(own)
        fine = score >= SURE and squash(text) == first
        if fine and (torn or line.score < SURE):
            text, score = self.piece(own, margin=2 * _MARGIN)
            fine = line.score >= _UNSURE and score >= SURE and squash(text) == first
        fine = fine and self._slants_as(first, own)
        return line if fine else CellLine(line.text + DOUBTFUL, line.box, line.score)

    def _unread(self, cell: Box, marks: Sequence[Box]) -> list[CellLine]:
        """What two readings of the ink agree on, where the whole page gave nothing."""
        if not marks:
            return []
        box = _around(marks)
        if self.is_one_line(marks):
            first, sure = self.piece(marks)
            again, surer = self.piece(marks, margin=2 * _MARGIN)
            same = first and squash(first) == squash(again) and min(sure, surer) >= SURE
            if same and self._slants_as(squash(first), marks):
                return [CellLine(first, box, min(sure, surer))]
        return [CellLine(DOUBTFUL, box, 0.0)]

    def is_one_line(self, marks: Sequence[Box]) -> bool:
        """Whether these marks are no higher than one line of text."""
        box = _around(marks)
        return box[3] - box[1] <= _LINE * self.em

    def marks(self, cell: Box) -> list[Box]:
        """The pieces of ink in a cell that are no specks; dust that is too much for specks."""
        import cv2

        inset = max(2, round(_INSET * self.em))
        left, top = max(0, round(cell[0]) + inset), max(0, round(cell[1]) + inset)
        right, bottom = round(cell[2]) - inset, round(cell[3]) - inset
        if right - left < 2 or bottom - top < 2:
            return []
        area = self.rest[top:bottom, left:right]
        _, _, stats, _ = cv2.connectedComponentsWithStats(area, connectivity=8)
        found: list[Box] = []
        dust = 0.0
        for x, y, wide, high, size in stats[1:].tolist():
            if max(wide, high) >= _SPECK * self.em:
                found.append((left + x, top + y, left + x + wide, top + y + high))
            else:
                dust += size
        if not found and dust > _DUST * self.em**2:
            found.append((left, top, right, bottom))
        return found

    def _slants_as(self, text: str, marks: Sequence[Box]) -> bool:
        """Whether a stroke by itself stands as a one does, or leans as the mark for none does.

        Recognition takes the one for the other, and is sure of it.
        """
        import numpy as np

        if text not in ("1", "/"):
            return True
        left, top, right, bottom = (round(value) for value in _around(marks))
        down, across = np.nonzero(self.rest[top:bottom, left:right])
        if len(down) < 2 or not down.var():
            return False
        lean = float(np.cov(across, down)[0, 1] / down.var())
        return lean < -_LEAN if text == "/" else abs(lean) <= _LEAN

    def piece(self, marks: Sequence[Box], margin: float = _MARGIN) -> tuple[str, float]:
        """The ink at these marks, read by itself on clean ground."""
        import cv2
        import numpy as np

        left, top, right, bottom = (round(value) for value in _around(marks))
        pad = round(margin * self.em)
        x, y = max(0, left - pad), max(0, top - pad)
        area = np.s_[y : bottom + pad, x : right + pad]
        piece = self.values[area].copy()
        ground = int(np.median(piece))
        piece[self.rules.ink[area] > 0] = ground
        scale = _PIECE / max(1, piece.shape[0])
        piece = cv2.resize(piece, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
        return self.read(piece)


def _is_figure(text: str) -> bool:
    """Whether a cell may hold a figure or a mark for none, and not a label or a part of one."""
    text = squash(text)
    if _FIGURE.match(text) is not None:
        return True
    words = len(_WORDS.findall(text))
    return words < 2 if _DIGIT.search(text) else not words and len(text) <= _MARK


def joined(readings: Sequence[CellLine]) -> list[CellLine]:
    """Pieces on one line as one."""
    lines: list[list[CellLine]] = []
    for piece in sorted(readings, key=lambda piece: piece.box[1] + piece.box[3]):
        if lines and _level(lines[-1][0].box, piece.box):
            lines[-1].append(piece)
        else:
            lines.append([piece])
    found = []
    for row in lines:
        row.sort(key=lambda piece: piece.box[0])
        box = _around([piece.box for piece in row])
        text = " ".join(piece.text for piece in row)
        found.append(CellLine(text, box, min(piece.score for piece in row)))
    return found


def _level(one: Box, other: Box) -> bool:
    overlap = min(one[3], other[3]) - max(one[1], other[1])
    return overlap >= 0.5 * min(one[3] - one[1], other[3] - other[1])


def _around(boxes: Sequence[Box]) -> Box:
    return (min(b[0] for b in boxes), min(b[1] for b in boxes),
            max(b[2] for b in boxes), max(b[3] for b in boxes))  # fmt: skip


def _touches(mark: Box, box: Box, around: float) -> bool:
    """Whether the middle of a mark lies in the box or just beside it."""
    x, y = (mark[0] + mark[2]) / 2, (mark[1] + mark[3]) / 2
    return box[0] - around <= x <= box[2] + around and box[1] - around <= y <= box[3] + around
