"""The ink of a scanned page: made upright, told from its ground, parted into rules and the rest.

Pages are arrays of grey values, 0 for black.  Needs numpy and OpenCV, which the extra ``ocr``
brings; both are imported on use.
"""

from __future__ import annotations

from typing import Any

from attrs import frozen

from govinfo_report.documents.latticerules import Segment

Pixels = Any
"""An array of numpy."""

_WINDOW = 1000  #: pixels of the width at which the tilt is looked for
_MOST_TILT = 6.0  #: degrees; more is not the feed of a scanner
_CONTRAST = 15  #: grey values by which ink is darker than the ground around it
_LYING, _STANDING = 2.2, 1.3  #: ems of the shortest rule: longer than strokes and dashes of text
_THICK = 0.5  #: ems of the thickest rule
_REACH = 0.25  #: ems between the end of a rule and the rule it meets
_FINE = 14.0  #: pixels of the height of type below which a page is enlarged to find its rules
_FREE = 3.0  #: ems from which a line is longer than strokes are
_BESIDE, _INKED = 0.15, 0.25  #: ems beside a line, and the share of ink there beside a stroke
_TALL = 2.0  #: ems of a standing line that is no stroke of text
_OVERHANG = 1.6  #: ems of a standing stroke of text that may touch the end of a rule
_LONG = 15.0  #: ems from which a line is a rule though it meets none
_ALONG, _ACROSS = 0.3, 0.7  #: ems along and across in which a rule is told from its ground
_FAINT = 18  #: grey values by which a rule is darker than what lies beside it
_GAP = 3  #: pixels a rule may be interrupted for by noise
_RED, _REDDISH = 45, 12  #: by how much red exceeds the other colours in a stamp, at its edges
_STAMP = 0.06  #: share of the page's width that a stamp covers at least


@frozen
class Rules:
    """The straight lines of a page in pixels, and where their ink lies."""

    segments: tuple[Segment, ...]
    ink: Pixels


def grey(picture: Pixels) -> Pixels:
    """The grey values of a coloured picture (red, green, blue); a red stamp is left out of it."""
    import cv2
    import numpy as np

    if picture.ndim == 2:
        return picture
    values = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    red = picture[:, :, 0].astype(np.int16)
    rest = np.maximum(picture[:, :, 1], picture[:, :, 2]).astype(np.int16)
    mask = ((red - rest) > _RED).astype(np.uint8)
    if not mask.any():
        return values
    size = round(_STAMP * picture.shape[1])
    _, labels, found, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    for number, (x, y, wide, high, _) in enumerate(found[1:].tolist(), 1):
        if min(wide, high) < size:
            continue
        area = np.s_[max(0, y - 2) : y + high + 2, max(0, x - 2) : x + wide + 2]
        paint = max(1.0, float(np.median(red[labels == number])))
        through = np.minimum(255, red[area] * (255.0 / paint)).astype(np.uint8)
        reddish = red[area] - rest[area] > _REDDISH
        values[area] = np.where(reddish, np.maximum(values[area], through), values[area])
    return values


def tilt(values: Pixels) -> float:
    """The angle in degrees, clockwise, by which a page is turned; 0 when it shows no lines.

    The upright page is the one whose rows of pixels differ most in darkness.
    """
    import cv2
    import numpy as np

    scale = min(1.0, _WINDOW / values.shape[1])
    small = cv2.resize(values, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    dark = ink(small).astype(np.float32)

    def sharpness(angle: float) -> float:
        rows = turned(dark, angle, 0).sum(axis=1)
        return float(np.square(np.diff(rows)).sum())

    if not dark.any():
        return 0.0
    best, reach = 0.0, _MOST_TILT
    for step in (0.5, 0.1, 0.02):
        count = round(reach / step)
        angles = [best + n * step for n in range(-count, count + 1)]
        best = max(angles, key=lambda angle: (sharpness(angle), -abs(angle)))
        reach = step
    return round(best, 2)


def turned(values: Pixels, angle: float, ground: int) -> Pixels:
    """The page turned back by an angle around its centre, in its own size."""
    import cv2

    if not angle:
        return values
    high, wide = values.shape[:2]
    matrix = cv2.getRotationMatrix2D(((wide - 1) / 2, (high - 1) / 2), angle, 1.0)
    return cv2.warpAffine(
        values, matrix, (wide, high), flags=cv2.INTER_CUBIC if ground else cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_CONSTANT, borderValue=ground,
    )  # fmt: skip


def ink(values: Pixels) -> Pixels:
    """255 where a page is darker than the ground around, else 0."""
    import cv2

    block = max(15, round(min(values.shape[:2]) / 40)) | 1
    smooth = cv2.GaussianBlur(values, (3, 3), 0)
    return cv2.adaptiveThreshold(
        smooth, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, block, _CONTRAST
    )


def rules(values: Pixels, dark: Pixels, em: float) -> Rules:
    """The rules of an upright page whose type is ``em`` pixels high; ``dark`` is its ink."""
    import cv2
    import numpy as np

    if em < _FINE:  # the lines of small type are few pixels apart
        high, wide = values.shape[:2]
        large = cv2.resize(values, (2 * wide, 2 * high), interpolation=cv2.INTER_CUBIC)
        found = rules(large, ink(large), 2 * em)
        segments = tuple((a / 2, b / 2, c / 2, d / 2) for a, b, c, d in found.segments)
        return Rules(segments, cv2.resize(found.ink, (wide, high), interpolation=cv2.INTER_AREA))
    lying = _straight(values, dark, em, lying=True)
    standing = _straight(values, dark, em, lying=False)
    ends = _anchored([line for line, _ in lying], [line for line, _ in standing], em)
    standing = [_without_overhang(line, ends, em) for line in standing]
    where = np.zeros_like(dark)
    kept = _joined_to_others([line for line, _ in lying], [line for line, _ in standing], em)
    for line, (left, top, right, bottom) in (*lying, *standing):
        if line in kept:
            where[top:bottom, left:right] = 255
    return Rules(tuple(kept), cv2.dilate(where, np.ones((3, 3), np.uint8)))


_Line = tuple[Segment, tuple[int, int, int, int]]
"""A line, and the area that its ink takes: left, top, right, bottom."""


def _without_overhang(line: _Line, lying: list[Segment], em: float) -> _Line:
    """A standing line without the stroke of text below or above that seems to continue it."""
    (x, top, _, bottom), (left, first, right, last) = line
    reach = _REACH * em
    met = [y for start, y, end, _ in lying
           if start - reach <= x <= end + reach and top - reach <= y <= bottom + reach]  # fmt: skip
    if bottom - top < _TALL * em or not met or max(met) - min(met) < _TALL * em:
        return line
    if reach < min(met) - top < _OVERHANG * em:
        top, first = min(met), round(min(met))
    if reach < bottom - max(met) < _OVERHANG * em:
        bottom, last = max(met), round(max(met)) + 1
    return (x, top, x, bottom), (left, first, right, last)


def _joined_to_others(
    lying: list[Segment], standing: list[Segment], em: float
) -> dict[Segment, None]:
    """The lines that end on lines across, as those of tables do, or are longer than text is."""
    while True:
        flat = _anchored(lying, standing, em)
        tall = _turned(_anchored(_turned(standing), _turned(flat), em))
        if len(flat) == len(lying) and len(tall) == len(standing):
            return dict.fromkeys((*flat, *tall))
        lying, standing = flat, tall


def _anchored(lying: list[Segment], standing: list[Segment], em: float) -> list[Segment]:
    """The lying lines both ends of which are at a standing line, and very long ones."""
    reach, long = _REACH * em, _LONG * em
    return [
        line for line in lying
        if line[2] - line[0] >= long or all(
            any(abs(o[0] - end) <= reach and o[1] - reach <= line[1] <= o[3] + reach
                for o in standing)
            for end in (line[0], line[2])
        )
    ]  # fmt: skip


def _turned(lines: list[Segment]) -> list[Segment]:
    """Lying lines for standing ones, and back."""
    return [(y, x, y2, x2) for x, y, x2, y2 in lines]


def _straight(values: Pixels, dark: Pixels, em: float, *, lying: bool) -> list[_Line]:
    """Each straight line with the area that its ink takes.

    Along its direction a line is the same for a while, which noise is not; across, it is darker
    than what lies on both sides of it.
    """
    import cv2
    import numpy as np

    def along(size: float) -> tuple[int, int]:
        return (max(3, round(size)), 1) if lying else (1, max(3, round(size)))

    def across(size: float) -> tuple[int, int]:
        return along(size)[::-1]

    def area(size: tuple[int, int]) -> Pixels:
        return np.ones(size[::-1], np.uint8)

    length = max(10, round((_LYING if lying else _STANDING) * em))
    blur = max(3, round(_ALONG * em))
    smooth = cv2.blur(values, along(blur))
    darker = cv2.morphologyEx(smooth, cv2.MORPH_BLACKHAT, area(across(_ACROSS * em)))
    mask = ((darker > _FAINT) * 255).astype(np.uint8)
    # A line that drifts by a pixel must not fall apart where it does.
    mask = cv2.dilate(mask, area(across(3)))
    mask = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, area(along(_GAP)))
    mask = cv2.morphologyEx(mask, cv2.MORPH_OPEN, area(along(length + blur)))
    _, _, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    found: list[_Line] = []
    for x, y, wide, high, _ in stats[1:].tolist():
        if (high if lying else wide) - 2 > _THICK * em:
            continue
        box = (x, y, x + wide, y + high)
        if (wide if lying else high) < _FREE * em and _is_stroke(dark, box, em, lying=lying):
            continue
        if lying:
            middle = y + (high - 1) / 2
            found.append(((x + blur // 2, middle, x + wide - 1 - blur // 2, middle), box))
        else:
            middle = x + (wide - 1) / 2
            found.append(((middle, y + blur // 2, middle, y + high - 1 - blur // 2), box))
    return found


def _is_stroke(dark: Pixels, box: tuple[int, int, int, int], em: float, *, lying: bool) -> bool:
    """Whether there is ink right beside a line, as there is beside the strokes of text."""
    left, top, right, bottom = box
    beside = max(2, round(_BESIDE * em))
    bands = (
        [dark[max(0, top - beside) : top, left:right], dark[bottom : bottom + beside, left:right]]
        if lying else
        [dark[top:bottom, max(0, left - beside) : left], dark[top:bottom, right : right + beside]]
    )  # fmt: skip
    return any(band.size and (band > 0).mean() > _INKED for band in bands)
