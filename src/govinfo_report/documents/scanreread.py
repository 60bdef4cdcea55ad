"""Reads one place of a scan once more: its piece of the page by itself, not the whole page.

This is a reading of its own, so it may differ from the first one; where it does, the scan should
be looked at.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import Any

from govinfo_report.documents.scancells import CellLine, Page, joined
from govinfo_report.documents.scanengine import read_page, read_piece
from govinfo_report.documents.scanimage import scans
from govinfo_report.documents.scanpages import Upright, upright
from govinfo_report.documents.scanpixels import ink, rules
from govinfo_report.documents.source import Source
from govinfo_report.limits import Limits

_KEPT = 2
_pages: dict[tuple[str, int], Upright] = {}


def text_at(source: Source, limits: Limits, page: int, box: Sequence[float]) -> tuple[Any, bytes]:
    """The text in a box of a page (counted from 1); ``None`` when there is no such page."""
    found = _page(source, limits, page)
    if found is None:
        return None, b""
    left, top, right, bottom = box
    area = found.frame.ahead((left, top, right, bottom))
    dark = ink(found.values)
    whole = Page(found.values, dark, rules(found.values, dark, found.em), found.em, read_piece)
    marks = whole.marks(area)
    if not marks:
        return "", b""
    if whole.is_one_line(marks):
        return whole.piece(marks)[0], b""
    x, y, x2, y2 = (max(0, round(value)) for value in area)
    lines = [CellLine(r.text, r.box, r.score) for r in read_page(found.values[y:y2, x:x2])]
    return "\n".join(line.text for line in joined(lines)), b""


def _page(source: Source, limits: Limits, number: int) -> Upright | None:
    key = source.sha256, number
    if key not in _pages:
        scan = next(islice(scans(source, limits), number - 1, None), None) if number > 0 else None
        if scan is None:
            return None
        while len(_pages) >= _KEPT:
            del _pages[next(iter(_pages))]
        _pages[key] = upright(number, scan)
    return _pages[key]
