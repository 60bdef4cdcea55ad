"""From scanned pages to what they print: glyphs and rules, as pages of PDF and OFD give them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import median

from attrs import define, evolve, frozen

from govinfo_report.documents.lattice import Laid, PageMarks, lay
from govinfo_report.documents.latticerules import Ruled, Segment, TooManyRules, tables_of
from govinfo_report.documents.latticetext import Box, Glyph
from govinfo_report.documents.scancells import CellLine, Page
from govinfo_report.documents.scanengine import Reading, read_page, read_piece
from govinfo_report.documents.scanframe import Frame
from govinfo_report.documents.scanpixels import Pixels, grey, ink, rules, tilt, turned
from govinfo_report.limits import Limits

_SPACING = 1.45  #: height of a line as it is found, in ems
_POINTS = 10.0  #: points of the type of tables, to which pages are brought
_EDGE = 0.12  #: ems that the text of a cell is kept away from its edges
_ALIKE = 0.04  #: share by which the widths of two parts of a table may differ
_UPRIGHT = 0.75  #: how sure the readings of a page are at least that stands on its feet
_SMALLEST = 8.0  #: pixels of the height of type that can be read


@frozen
class Scan:
    """A page as it came: its pixels, and how many of them are a unit of a place."""

    pixels: Pixels
    factor: float = 1.0


@define
class Upright:
    """A page made upright, with what was read on it."""

    number: int
    values: Pixels
    frame: Frame
    readings: list[Reading]
    em: float
    scale: float = 1.0  #: points per pixel
    shift: float = 0.0  #: points to the right
    stretch: float = 1.0  #: of the width, to meet the page before


def read_scans(scans: Iterable[Scan], limits: Limits) -> tuple[Laid, int]:
    """The blocks on some scanned pages, and how many characters they hold.

    Places are in the units of each scan.
    """
    pages = [upright(number, scan) for number, scan in enumerate(scans, 1)]
    _bring_to_points(pages)
    marks: list[PageMarks] = []
    frames: dict[int, Upright] = {}
    before: list[Ruled] = []
    for page in pages:
        made, before = _marks(page, before, limits)
        marks.append(made)
        frames[page.number] = page
    # the second reading goes by ruled cells: a figure between rules that are not there has had one
    laid = lay(marks, limits, by_white=False)
    for by_cell in laid.stretches:
        for key, stretches in by_cell.items():
            by_cell[key] = [
                evolve(s, box=frames[s.page].frame.back(_in_pixels(s.box, frames[s.page])))
                for s in stretches
            ]
    return laid, sum(len(page.glyphs) for page in marks)


def upright(number: int, scan: Scan) -> Upright:
    """A page on its feet, with all text on it that can be found."""
    import numpy as np

    flat = grey(scan.pixels)
    high, wide = flat.shape[:2]
    best: Upright | None = None
    for quarters in (0, 2, 1, 3):
        values = np.ascontiguousarray(np.rot90(flat, quarters))
        angle = tilt(values)
        values = turned(values, angle, 255)
        readings = read_page(values)
        frame = Frame(wide, high, quarters, angle, scan.factor)
        page = Upright(number, values, frame, readings, _em(readings))
        if best is None or _sureness(page) > _sureness(best):
            best = page
        if not readings or _sureness(page) >= _UPRIGHT:
            break
    assert best is not None
    return best


def _em(readings: Sequence[Reading]) -> float:
    heights = [r.box[3] - r.box[1] for r in readings if r.box[2] - r.box[0] > r.box[3] - r.box[1]]
    return max(_SMALLEST, median(heights) / _SPACING) if heights else 20.0


def _sureness(page: Upright) -> float:
    """Of the longer lines; text that lies on its side gives few of them."""
    longer = [reading.score for reading in page.readings if len(reading.text) >= 3]
    lying = [r for r in page.readings if r.box[2] - r.box[0] > 1.5 * (r.box[3] - r.box[1])]
    share = len(lying) / max(1, len([r for r in page.readings if len(r.text) > 1]))
    return median(longer) * min(1.0, 2 * share) if longer else 0.0


def _bring_to_points(pages: Sequence[Upright]) -> None:
    """Pages of one width, on which most type is ten points high."""
    shares = [page.em / page.frame.size[0] for page in pages if page.readings]
    if shares:
        share = median(shares)
        for page in pages:
            page.scale = _POINTS / (share * page.frame.size[0])


def _marks(page: Upright, before: list[Ruled], limits: Limits) -> tuple[PageMarks, list[Ruled]]:
    """What a page prints, in points, and its tables."""
    lines = rules(page.values, dark := ink(page.values), page.em)
    tables = _tables(page, lines.segments, limits)
    if before and tables and _meet(page, before[-1], tables[0]):
        tables = _tables(page, lines.segments, limits)
    cells = [_box_in_pixels(area.box, page) for table in tables for area in table.cells]
    found = Page(page.values, dark, lines, page.em, read_piece)
    glyphs: list[Glyph] = []
    inside, outside = _placed(page.readings, cells)
    for number, cell in enumerate(cells):
        own = inside.get(number, [])
        torn = any(reading.torn for reading in own)
        for line in found.lines(cell, [reading.line for reading in own], torn=torn):
            glyphs += _cell_glyphs(line, cell, page)
    for reading in outside:
        glyphs += _line_glyphs(reading, page)
    wide, high = page.frame.size
    return PageMarks(
        page.number, wide * page.scale, high * page.scale, glyphs,
        [_segment(segment, page) for segment in lines.segments],
    ), tables  # fmt: skip


def _tables(page: Upright, segments: Sequence[Segment], limits: Limits) -> list[Ruled]:
    try:
        found, _ = tables_of([_segment(s, page) for s in segments], limits.grid_columns,
                             limits.grid_rows, limits.grid_cells)  # fmt: skip
    except TooManyRules:
        return []
    return found


def _meet(page: Upright, upper: Ruled, lower: Ruled) -> bool:
    """Moves a page to the side so that its first table meets the last one of the page before."""
    left, right = upper.xs[0], upper.xs[-1]
    mine, end = lower.xs[0], lower.xs[-1]
    if abs((end - mine) - (right - left)) > _ALIKE * (right - left):
        return False
    stretch = (right - left) / (end - mine)
    page.stretch *= stretch
    page.shift = left - stretch * (mine - page.shift)
    return True


@frozen
class _Placed:
    line: CellLine
    torn: bool


def _placed(
    readings: Sequence[Reading], cells: Sequence[Box]
) -> tuple[dict[int, list[_Placed]], list[Reading]]:
    """The readings by cell, those that reach over several cells taken apart; the rest."""
    inside: dict[int, list[_Placed]] = {}
    outside: list[Reading] = []
    for reading in readings:
        _, top, _, bottom = reading.box
        y = (top + bottom) / 2
        by_cell: dict[int, list[int]] = {}
        for place, character in enumerate(reading.characters):
            x = (character.left + character.right) / 2
            for number, cell in enumerate(cells):
                if cell[0] <= x < cell[2] and cell[1] <= y < cell[3]:
                    by_cell.setdefault(number, []).append(place)
                    break
        if not by_cell:
            outside.append(reading)
        for number, places in by_cell.items():
            torn = len(places) < len(reading.characters)
            own = [reading.characters[n] for n in places]
            text = "".join(c.text for c in own) if torn else reading.text
            box = (own[0].left, top, own[-1].right, bottom) if torn else reading.box
            line = CellLine(text, box, min(c.score for c in own))
            inside.setdefault(number, []).append(_Placed(line, torn))
    return inside, outside


def _cell_glyphs(line: CellLine, cell: Box, page: Upright) -> list[Glyph]:
    """The characters of a line, kept within the cell."""
    edge = _EDGE * page.em
    left = max(line.box[0], cell[0] + edge)
    right = min(line.box[2], cell[2] - edge)
    if right - left < edge:
        left, right = cell[0] + edge, cell[2] - edge
    top, bottom = max(line.box[1], cell[1]), min(line.box[3], cell[3])
    return _spread(line.text, (left, top, right, bottom), page)


def _line_glyphs(reading: Reading, page: Upright) -> list[Glyph]:
    return _spread(reading.text, reading.box, page)


def _spread(text: str, box: Box, page: Upright) -> list[Glyph]:
    """The characters of a line side by side over its box."""
    left, top, right, bottom = _box_in_points(box, page)
    widths = [1 if c.isascii() else 2 for c in text]
    unit = (right - left) / max(1, sum(widths))
    size = (bottom - top) / _SPACING
    middle = (top + bottom) / 2
    found = []
    for character, width in zip(text, widths, strict=True):
        if character.strip():
            found.append(Glyph(character, left, middle - size / 2, left + width * unit,
                               middle + size / 2, size))  # fmt: skip
        left += width * unit
    return found


def _segment(segment: Segment, page: Upright) -> Segment:
    x, y, x2, y2 = segment
    wide = page.scale * page.stretch
    return (x * wide + page.shift, y * page.scale, x2 * wide + page.shift, y2 * page.scale)


def _box_in_points(box: Box, page: Upright) -> Box:
    return _segment(box, page)


def _in_pixels(box: Box, page: Upright) -> Box:
    return _box_in_pixels(box, page)


def _box_in_pixels(box: Box, page: Upright) -> Box:
    wide = page.scale * page.stretch
    return ((box[0] - page.shift) / wide, box[1] / page.scale,
            (box[2] - page.shift) / wide, box[3] / page.scale)  # fmt: skip
