"""The way between a page as it was scanned and the upright page that is read."""

from __future__ import annotations

import math

from attrs import frozen

from govinfo_report.documents.latticetext import Box


@frozen
class Frame:
    """How a page was made upright.

    ``wide`` and ``high`` are pixels of the page as scanned, ``quarters`` the quarter turns
    (counterclockwise) that put it on its feet, ``angle`` the tilt in degrees that was left then.
    ``factor`` is pixels per unit of a place: 1 for pictures, pixels per point for PDF.
    """

    wide: int
    high: int
    quarters: int = 0
    angle: float = 0.0
    factor: float = 1.0

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the upright page in pixels."""
        return (self.high, self.wide) if self.quarters % 2 else (self.wide, self.high)

    def back(self, box: Box) -> Box:
        """From the upright page to the smallest box around it in places."""
        x, y, wide, high = _middle(box)
        cos, sin = self._turn()
        x, y = self._about(x, y, cos, sin)
        wide, high = wide * cos + high * abs(sin), high * cos + wide * abs(sin)
        upright = self.size
        for _ in range(self.quarters % 4):
            # a quarter turn clockwise of a page as high as it is now
            x, y, wide, high = upright[1] - y, x, high, wide
            upright = upright[::-1]
        unit = 1.0 / self.factor
        left, top = (x - wide / 2) * unit, (y - high / 2) * unit
        right, bottom = (x + wide / 2) * unit, (y + high / 2) * unit
        return round(left, 2), round(top, 2), round(right, 2), round(bottom, 2)

    def ahead(self, box: Box) -> Box:
        """From a place to the upright page; undoes ``back``."""
        left, top, right, bottom = (value * self.factor for value in box)
        x, y, wide, high = _middle((left, top, right, bottom))
        size = self.wide, self.high
        for _ in range(self.quarters % 4):
            x, y, wide, high = y, size[0] - x, high, wide
            size = size[::-1]
        cos, sin = self._turn()
        x, y = self._about(x, y, cos, -sin)
        tilt = cos * cos - sin * sin
        wide, high = (
            (wide * cos - high * abs(sin)) / tilt,
            (high * cos - wide * abs(sin)) / tilt,
        )
        return x - wide / 2, y - high / 2, x + wide / 2, y + high / 2

    def _turn(self) -> tuple[float, float]:
        angle = math.radians(self.angle)
        return math.cos(angle), math.sin(angle)

    def _about(self, x: float, y: float, cos: float, sin: float) -> tuple[float, float]:
        """A point of the upright page before it was turned (with ``-sin``: after)."""
        wide, high = self.size
        middle = (wide - 1) / 2, (high - 1) / 2
        dx, dy = x - middle[0], y - middle[1]
        return middle[0] + dx * cos - dy * sin, middle[1] + dx * sin + dy * cos


def _middle(box: Box) -> tuple[float, float, float, float]:
    left, top, right, bottom = box
    return (left + right) / 2, (top + bottom) / 2, right - left, bottom - top
