"""The text of pages outside their tables: furniture left out, lines joined to paragraphs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from attrs import define, field, frozen

from govinfo_report.documents.latticetext import Line
from govinfo_report.text.lazy import lazy
from govinfo_report.text.normalise import squash

_ZONE = 0.115  #: share of the page's height at its ends in which furniture stands
_LEVEL = 4.0  #: points by which the height of a running title may differ between pages
_INNER = 1.5  #: ems of space inside a line that make it a row of something
_TITLE = 1.2  #: of the size of running text; larger lines stand alone
_FULL = 0.66  #: of the page's width that a full line reaches at least
_PITCH = 2.6  #: ems from one line of a paragraph to the next, at most
_NUMBER = lazy(
    r"(?P<mark>[-—–·~\s]*+(?:第)?)(?P<n>[0-9]{1,4})(?P<rest>(?:页)?[-—–·~\s]*+"
    r"(?:[/,]?[共]?[0-9]{1,4}页?)?)"
)
_DIGITS = lazy(r"[0-9]++")
_STOPS = tuple("。！？；：:;.!?")
_ENUMERATED = lazy(
    r"\s*+(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)|第[一二三四五六七八九十]+)"
)


@define
class PageLines:
    """The lines of one page that stand in no table, and the page's size."""

    number: int
    width: float
    height: float
    lines: list[Line]
    tables: list[tuple[float, float]] = field(factory=list)  #: their tops and bottoms


@frozen
class Paragraph:
    """Lines that belong together, each with its page; ``row`` for the row of a table in text."""

    lines: tuple[tuple[int, Line], ...]
    row: bool = False


def without_furniture(pages: Sequence[PageLines]) -> None:
    """Takes running titles and page numbers out of the lines of the pages."""
    ends: dict[int, list[tuple[Line, str, bool]]] = {}
    for page in pages:
        ends[page.number] = list(_at_the_ends(page))
    dropped: set[tuple[int, int]] = set()
    dropped |= _page_numbers(pages, ends)
    places: dict[tuple[str, bool], list[tuple[int, Line]]] = defaultdict(list)
    for number, lines in ends.items():
        for line, text, top in lines:
            key = _DIGITS.sub("#", text)
            if len(key.replace("#", "")) >= 2:
                places[key, top].append((number, line))
    for found in places.values():
        heights = sorted(line.box[1] for _, line in found)
        common = heights[len(heights) // 2]
        level = [(n, line) for n, line in found if abs(line.box[1] - common) <= _LEVEL]
        if len({n for n, _ in level}) >= max(2, len(pages) // 3):
            dropped |= {(n, id(line)) for n, line in level}
    for page in pages:
        page.lines = [line for line in page.lines if (page.number, id(line)) not in dropped]


def _at_the_ends(page: PageLines) -> Iterator[tuple[Line, str, bool]]:
    """The lines near the upper and the lower edge, with no table beyond them."""
    highest = min((top for top, _ in page.tables), default=page.height)
    lowest = max((bottom for _, bottom in page.tables), default=0.0)
    for line in page.lines:
        middle = (line.box[1] + line.box[3]) / 2
        top = middle < _ZONE * page.height
        if (top and middle < highest) or (middle > (1 - _ZONE) * page.height and middle > lowest):
            yield line, squash(line.text), top


def _page_numbers(
    pages: Sequence[PageLines], ends: dict[int, list[tuple[Line, str, bool]]]
) -> set[tuple[int, int]]:
    """Numbers that count the pages, and decorated ones."""
    counted: dict[tuple[int, bool], list[tuple[int, Line]]] = defaultdict(list)
    found: set[tuple[int, int]] = set()
    for page in pages:
        for line, text, top in ends[page.number]:
            match = _NUMBER.fullmatch(text)
            if match is None or len(text) > 16:
                continue
            if match["mark"] or match["rest"]:
                found.add((page.number, id(line)))
            else:
                counted[int(match["n"]) - page.number, top].append((page.number, line))
    for (shift, _), lines in counted.items():
        if len({n for n, _ in lines}) > 1 or (shift == 0 and len(pages) == 1):
            found |= {(n, id(line)) for n, line in lines}
    return found


def paragraphs(pages: Sequence[PageLines]) -> Iterator[tuple[int, float, Paragraph]]:
    """Page, height and lines of each paragraph, in reading order.

    A line goes on in the next one when it reaches the right margin and the next one begins at
    the left, in the same size of type.  The lines of a page must be sorted.
    """
    lines = [(page, line) for page in pages for line in page.lines]
    left, right = _margins([line for _, line in lines])
    body = _body_size(pages)
    open_: list[tuple[PageLines, Line]] = []
    for page, line in lines:
        if open_ and (
            line.size > _TITLE * body or not _continues(*open_[-1], page, line, left, right)
        ):
            yield _closed(open_)
            open_ = []
        open_.append((page, line))
    if open_:
        yield _closed(open_)


def _body_size(pages: Sequence[PageLines]) -> float:
    """The size in which most running text is set."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            sizes[round(line.size, 1)] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], size), default=float("inf"))


def _closed(lines: list[tuple[PageLines, Line]]) -> tuple[int, float, Paragraph]:
    (page, first), *_ = lines
    row = len(lines) == 1 and first.gap > _INNER
    paragraph = Paragraph(tuple((page.number, line) for page, line in lines), row)
    return page.number, first.box[1], paragraph


def _margins(lines: Sequence[Line]) -> tuple[float, float]:
    """The most common left and right edges of long lines."""
    widths = [line.box[2] - line.box[0] for line in lines if not line.turn]
    wide = 0.6 * max(widths, default=0.0)
    long = [line for line in lines if not line.turn and line.box[2] - line.box[0] >= wide]
    if not long:
        return 0.0, float("inf")
    rights = Counter(round(line.box[2] / 3) for line in long)
    lefts = Counter(round(line.box[0] / 3) for line in long)
    most = max(rights.values())
    right = max(edge for edge, count in rights.items() if 2 * count >= most)
    left = min(lefts, key=lambda edge: (-lefts[edge], edge))
    return 3.0 * left, 3.0 * right


def _continues(
    page: PageLines, line: Line, next_page: PageLines, following: Line, left: float, right: float
) -> bool:
    size = max(line.size, following.size)
    if line.turn or following.turn or max(line.gap, following.gap) > _INNER:
        return False
    if min(line.size, following.size) < 0.85 * size:
        return False
    right = max(right - 1.6 * size, _FULL * page.width)
    if line.box[2] < right or following.box[0] > left + 0.9 * size:
        return False
    if line.text.endswith(_STOPS) and _ENUMERATED.match(squash(following.text)):
        return False
    bottom, top = line.box[3], following.box[1]
    if page is next_page:
        between = any(bottom - 1 <= start and end <= top + 1 for start, end in page.tables)
        return not between and following.box[3] - bottom <= _PITCH * size
    after = any(end > bottom for _, end in page.tables)
    before = any(start < top for start, _ in next_page.tables)
    return not after and not before and next_page.number == page.number + 1
