"""From the drawn lines of a page to tables: areas that rules enclose, merged cells included."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from attrs import define, field, frozen

from govinfo_report.documents.latticetext import Box

Segment = tuple[float, float, float, float]
"""A drawn line from (x, y) to (x, y), in points."""
Stretch = tuple[float, float, float]
"""Position, start and end of a rule."""

_SAME = 4.0  #: points between rules that are one rule (double lines, borders of neighbours)
_BRIDGE = 3.5  #: points that a rule may be interrupted for, or end before the rule it meets
_DOT = 2.0  #: points below which the direction of a mark cannot be told (dotted borders)
_SHORTEST = 5.0  #: points of the shortest rule
_ROW = 30.0  #: points of the highest row over a table without sides
_TABLES = 200  #: tables on one page; what draws more is a picture
_WORK = 4_000_000  #: meetings of rules that are looked for on one page


class TooManyRules(Exception):
    """A page with more rules than any table has."""


@frozen
class Area:
    """One cell: grid rows and columns, half open, and where it stands on the page."""

    row: int
    column: int
    row_end: int
    column_end: int
    box: Box


@frozen
class Ruled:
    """A table on one page: positions of its columns and rows, and its cells in reading order.

    ``holes`` are enclosed by no rectangle; a table with text in a hole cannot be read.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[Area, ...]
    holes: tuple[Box, ...]

    @property
    def box(self) -> Box:
        """The whole table."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]


@define
class _Rules:
    """Rules of one direction: positions, and per position the stretches drawn there."""

    at: list[float] = field(factory=list)
    stretches: list[list[tuple[float, float]]] = field(factory=list)

    @classmethod
    def of(cls, marks: list[tuple[float, float, float]]) -> _Rules:
        """Marks (position, start, end) brought together into straight rules."""
        marks.sort()
        found = cls()
        start = 0
        for n in range(len(marks)):
            if n + 1 == len(marks) or marks[n + 1][0] - marks[start][0] > _SAME:
                found._take(marks[start : n + 1])
                start = n + 1
        return found

    def _take(self, marks: Sequence[tuple[float, float, float]]) -> None:
        drawn = _united([(start, end) for _, start, end in marks])
        drawn = [stretch for stretch in drawn if stretch[1] - stretch[0] >= _SHORTEST]
        if drawn:
            longest = max(marks, key=lambda mark: mark[2] - mark[1])
            self.at.append(round(longest[0], 2))
            self.stretches.append(drawn)


def _dotted(dots: Iterable[tuple[float, float, float]]) -> Iterator[tuple[float, float, float]]:
    """Straight rows of dots as rules; a dot is given by twice its position, start and end."""
    rows: dict[int, list[tuple[float, float]]] = defaultdict(list)
    for twice, start, end in dots:
        rows[round(twice)].append((start, end))
    for twice, stretches in rows.items():
        for start, end in _united(stretches):
            if end - start >= _SHORTEST:
                yield twice / 2, start, end


def _united(stretches: list[tuple[float, float]]) -> list[tuple[float, float]]:
    found: list[tuple[float, float]] = []
    for start, end in sorted(stretches):
        if found and start - found[-1][1] <= _BRIDGE:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def tables_of(
    segments: Iterable[Segment], columns: int, rows: int, cells: int
) -> tuple[list[Ruled], int]:
    """The tables that the rules of a page draw, from top to bottom.

    Tables of more columns, rows or places are left out; their number is given as well.  Frames around
    tables are no tables.  Raises ``TooManyRules``.
    """
    found: list[Ruled] = []
    beyond = 0
    groups = _groups(*_rules_of(segments))
    alone = sorted((r for lying, standing in groups if not standing for r in lying), reverse=True)
    for lying, standing in groups:
        if not lying or not standing:
            continue
        xs = _with_open_sides(sorted({rule[0] for rule in standing}), lying)
        if xs[0] < min(rule[0] for rule in standing) and xs[-1] > max(r[0] for r in standing):
            lying += _rows_above(alone, xs, min(rule[0] for rule in lying))
        ys = _with_open_sides(sorted({rule[0] for rule in lying}), standing)
        width, height = len(xs) - 1, len(ys) - 1
        if width > columns or height > rows or width * height > cells:
            beyond += 1
        else:
            table = _table(xs, ys, lying, standing)
            found += [] if table is None else [table]
    if len(found) > _TABLES:
        return [], beyond + len(found)
    found.sort(key=lambda table: (table.ys[0], table.xs[0]))
    return [table for table in found if not any(_holds(table, o) for o in found)], beyond


def lonely_rules(segments: Iterable[Segment]) -> list[Stretch]:
    """The level rules that no upright one meets, from top to bottom; none if there are too many."""
    try:
        groups = _groups(*_rules_of(segments))
    except TooManyRules:
        return []
    return sorted(rule for lying, standing in groups if not standing for rule in lying)


def _rules_of(segments: Iterable[Segment]) -> tuple[_Rules, _Rules]:
    """Level and upright rules."""
    level: list[Stretch] = []
    upright: list[Stretch] = []
    dots: list[Segment] = []
    for x, y, x2, y2 in segments:
        wide, high = abs(x2 - x), abs(y2 - y)
        if wide < _DOT and high < _DOT:
            dots.append((min(x, x2), min(y, y2), max(x, x2), max(y, y2)))
        elif high <= max(0.5, 0.01 * wide):
            level.append(((y + y2) / 2, min(x, x2), max(x, x2)))
        elif wide <= max(0.5, 0.01 * high):
            upright.append(((x + x2) / 2, min(y, y2), max(y, y2)))
    level += _dotted((y + y2, x, x2) for x, y, x2, y2 in dots)
    upright += _dotted((x + x2, y, y2) for x, y, x2, y2 in dots)
    return _Rules.of(level), _Rules.of(upright)


def _rows_above(alone: list[Stretch], xs: list[float], top: float) -> list[Stretch]:
    """Rules over a table without sides that part rows of a single cell from each other."""
    found: list[Stretch] = []
    for rule in alone:
        near = _SAME < top - rule[0] <= _ROW
        if near and abs(rule[1] - xs[0]) <= 2 * _SAME and abs(rule[2] - xs[-1]) <= 2 * _SAME:
            found.append(rule)
            top = rule[0]
    return found


def _holds(outer: Ruled, inner: Ruled) -> bool:
    """Whether a table lies within a cell of another."""
    if outer is inner:
        return False
    left, top, right, bottom = outer.box
    x, y, x2, y2 = inner.box
    return left <= x and top <= y and x2 <= right and y2 <= bottom


def _groups(level: _Rules, upright: _Rules) -> list[tuple[list[Stretch], list[Stretch]]]:
    """Rules that meet, directly or through others."""
    lying = [(at, *s) for at, drawn in zip(level.at, level.stretches, strict=True) for s in drawn]
    standing = [
        (at, *s) for at, drawn in zip(upright.at, upright.stretches, strict=True) for s in drawn
    ]
    leader = list(range(len(lying) + len(standing)))

    def lead(one: int) -> int:
        while leader[one] != one:
            leader[one] = leader[leader[one]]
            one = leader[one]
        return one

    heights = [rule[0] for rule in lying]
    work = 0
    for n, (x, top, bottom) in enumerate(standing, len(lying)):
        first = bisect_left(heights, top - _BRIDGE)
        last = bisect_right(heights, bottom + _BRIDGE)
        work += last - first
        if work > _WORK:
            raise TooManyRules
        for m in range(first, last):
            if lying[m][1] - _BRIDGE <= x <= lying[m][2] + _BRIDGE:
                leader[lead(m)] = lead(n)
    groups: dict[int, tuple[list[Stretch], list[Stretch]]] = defaultdict(lambda: ([], []))
    for n, rule in enumerate(lying):
        groups[lead(n)][0].append(rule)
    for n, rule in enumerate(standing, len(lying)):
        groups[lead(n)][1].append(rule)
    return list(groups.values())


def _table(
    xs: list[float], ys: list[float], level: list[Stretch], upright: list[Stretch]
) -> Ruled | None:
    width, height = len(xs) - 1, len(ys) - 1
    right = _drawn(xs, ys, upright)  # per inner column edge the rows in which it is drawn
    under = _drawn(ys, xs, level)
    if right is None or under is None:
        return None
    areas: list[Area] = []
    holes: list[Box] = []
    seen: set[tuple[int, int]] = set()
    for row in range(height):
        for column in range(width):
            if (row, column) in seen:
                continue
            region = _region(row, column, width, height, right, under)
            seen |= region
            rows = [r for r, _ in region]
            across = [c for _, c in region]
            area = (min(rows), min(across), max(rows) + 1, max(across) + 1)
            if len(region) == (area[2] - area[0]) * (area[3] - area[1]):
                areas.append(Area(*area, (xs[area[1]], ys[area[0]], xs[area[3]], ys[area[2]])))
            else:
                holes += [(xs[c], ys[r], xs[c + 1], ys[r + 1]) for r, c in sorted(region)]
    if not areas:
        return None
    return Ruled(tuple(xs), tuple(ys), tuple(areas), tuple(holes))


def _with_open_sides(positions: list[float], across: list[Stretch]) -> list[float]:
    """The positions, with an edge of the table where its outer rule is not drawn."""
    merged: list[float] = []
    for position in positions:
        if not merged or position - merged[-1] > _SAME:
            merged.append(position)
    start, end = min(rule[1] for rule in across), max(rule[2] for rule in across)
    outer = min(rule[0] for rule in across), max(rule[0] for rule in across)
    reach = 2 * _SAME
    for edge in (start, end):
        ends = {rule[0] for rule in across if min(abs(rule[1] - edge), abs(rule[2] - edge)) < reach}
        if ends.issuperset(outer):  # the first and the last rule both reach there
            if merged[0] - edge > reach:
                merged.insert(0, round(edge, 2))
            elif edge - merged[-1] > reach:
                merged.append(round(edge, 2))
    return merged


def _drawn(
    edges: Sequence[float], steps: Sequence[float], rules: list[Stretch]
) -> list[list[bool]] | None:
    """Per edge and step whether the rule is drawn there; ``None`` if that cannot be told."""
    found = [[False] * (len(steps) - 1) for _ in edges]
    covered: dict[tuple[int, int], float] = defaultdict(float)
    for at, start, end in rules:
        near = bisect_left(edges, at)
        edge = min(range(max(0, near - 1), min(len(edges), near + 1)),
                   key=lambda n: abs(edges[n] - at))  # fmt: skip
        for step in range(max(0, bisect_right(steps, start) - 1), len(steps) - 1):
            if steps[step] >= end:
                break
            covered[edge, step] += min(end, steps[step + 1]) - max(start, steps[step])
    for (edge, step), length in covered.items():
        size = steps[step + 1] - steps[step]
        if length >= max(size - 2 * _BRIDGE, 0.5 * size):
            found[edge][step] = True
        elif length > max(_BRIDGE, 0.2 * size):
            return None
    return found


def _region(
    row: int, column: int, width: int, height: int,
    right: list[list[bool]], under: list[list[bool]],
) -> set[tuple[int, int]]:  # fmt: skip
    """The places that no rule separates from this one."""
    region = {(row, column)}
    waiting = [(row, column)]
    while waiting:
        r, c = waiting.pop()
        steps = []
        if c + 1 < width and not right[c + 1][r]:
            steps.append((r, c + 1))
        if c and not right[c][r]:
            steps.append((r, c - 1))
        if r + 1 < height and not under[r + 1][c]:
            steps.append((r + 1, c))
        if r and not under[r][c]:
            steps.append((r - 1, c))
        for step in steps:
            if step not in region:
                region.add(step)
                waiting.append(step)
    return region
