"""Tables with rules between their rows only: columns where nothing is printed from top to bottom.

Rules part the rows; between columns there is only white.  Words that stand apart in a row are
brought together with those above and below them, the narrow ones first, so that a label over
several columns does not join them.  What is found are the upright rules such a table lacks: from
there on it is a ruled table like any other, and what does not fit its heads is refused.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from attrs import define, field

from govinfo_report.documents.latticerules import Segment, Stretch
from govinfo_report.documents.latticetext import Glyph

_SAME = 8.0  #: points by which the ends of two rules of a table may differ
_APART = 0.4  #: ems between words that may stand in two cells
_BEHIND_NUMBER = 1.2  #: the same behind the number of a label
_AFTER_NUMBER = frozenset(".．、)）")
_CENTRED = 0.2  #: share of the narrowest column by which a centred label may be off the middle
_HIGHEST = 250.0  #: points of the highest row
_NUMERIC = frozenset("0123456789０１２３４５６７８９.,．，/／—–-")
_MOST = 400  #: rows of a page, and words of a row: what has more is no table


class Word(NamedTuple):
    """Characters of a row that stand together, all its lines over one another."""

    start: float
    end: float
    numeric: bool  #: digits, marks and stops only


@define
class Open:
    """Rows on one page that lie between rules without sides."""

    left: float
    right: float
    ys: list[float]
    rules: list[Stretch]  #: all of them, also those of a part of the width
    bands: list[list[Word]]  #: per row its words
    edges: list[float] = field(factory=list)
    closed: int = 0  #: rows down to the last rule of the whole width

    @property
    def xs(self) -> list[float]:
        """The edges of all columns."""
        return [self.left, *self.edges, self.right]

    def is_whole(self, left: float, right: float) -> bool:
        """Whether a rule goes from side to side."""
        return abs(left - self.left) < _SAME and abs(right - self.right) < _SAME

    def takes(self, at: float, left: float, right: float, glyphs: Sequence[Glyph]) -> bool:
        """Whether a rule goes on with the rows: between whole ones stand several cells."""
        inside = self.left - _SAME < left and right < self.right + _SAME
        if not inside or at - self.ys[-1] > _HIGHEST:
            return False
        if not self.is_whole(left, right):
            return True  # a cell to the side of it goes on below
        if self.closed < len(self.bands):
            return True
        return len(_words(glyphs, self.ys[self.closed], at, self.left, self.right)) > 1

    def alike(self, other: Open) -> bool:
        """Whether both have the same width and place, as parts of one table on two pages do."""
        return abs(self.left - other.left) < _SAME and abs(self.right - other.right) < _SAME

    def part(self, columns: Sequence[tuple[float, float]]) -> None:
        """Sets the edges between columns; where a rule ends between two of them, there."""
        ends = sorted({end for _, *both in self.rules for end in both})
        for before, after in zip(columns, columns[1:], strict=False):
            own = [end for end in ends if before[1] - 1 < end < after[0] + 1]
            self.edges.append(own[0] if own else (before[1] + after[0]) / 2)

    def sides(self) -> Iterator[Segment]:
        """The upright rules."""
        top, bottom = self.ys[0], self.ys[-1]
        yield self.left, top, self.left, bottom
        yield self.right, top, self.right, bottom
        bands = [self.centred(n, columns) for n, columns in enumerate(self._without_figures())]
        for edge in self.edges:
            for first, last in self._stretches(edge):
                words = (word for band in bands[first:last] for word in band)
                if not any(start < edge < end for start, end in words):
                    yield edge, self.ys[first], edge, self.ys[last]

    def _without_figures(self) -> Iterator[int]:
        """Per row how many of its first columns can hold no figure.

        All above the first row with a figure, then those that have none in any row.
        """
        xs = self.xs
        labels = min(
            (_cells(xs, word.start, word.end)[0]
             for band in self.bands for word in band if word.numeric),
            default=0,
        )  # fmt: skip
        head = True
        for band in self.bands:
            head = head and not any(word.numeric for word in band)
            yield len(xs) - 1 if head else labels

    def centred(self, row: int, columns: int) -> list[tuple[float, float]]:
        """The words of a row, labels as wide as the cell in whose middle they stand.

        A label over several of the first ``columns`` is centred over them; only if the labels
        then take up all of these, nothing twice, is that what they are.
        """
        xs = self.xs[: columns + 1]
        words = [(word.start, word.end) for word in self.bands[row]]
        own = [word for word in words if word[0] < xs[-1]]
        if len(xs) < 2:
            return words
        taken = [bool(self.over(row, start, end)) for start, end in pairwise(xs)]
        found: list[tuple[int, int]] = []
        for start, end in own:
            cells = _cells(xs, start, end)
            widest = cells
            for first in range(cells[0], -1, -1):
                if first < cells[0] and taken[first]:
                    break
                for last in range(cells[1], len(xs)):
                    if last > cells[1] and taken[last - 1]:
                        break
                    slack = _CENTRED * min(b - a for a, b in pairwise(xs[first : last + 1]))
                    middle = (xs[first] + xs[last]) / 2
                    if abs(middle - (start + end) / 2) <= slack and first <= widest[0]:
                        widest = (first, max(last, widest[1]))
            found.append(widest)
        covered = [n for first, last in found for n in range(first, last)]
        blank = [n for n, full in enumerate(taken) if not full]
        if len(set(covered)) < len(covered) or not set(blank) <= set(covered):
            return words
        wide = [
            (min(start, xs[first] + 1), max(end, xs[last] - 1))
            for (start, end), (first, last) in zip(own, found, strict=True)
        ]
        return [*wide, *words[len(own) :]]

    def over(self, row: int, start: float, end: float) -> list[Word]:
        """The words in a column of a row, and of the cell that runs through it."""
        middle = (start + end) / 2
        first, last = next(s for s in self._stretches(middle) if s[0] <= row < s[1])
        words = (word for band in self.bands[first:last] for word in band)
        return [word for word in words if word.start < end and start < word.end]

    def _stretches(self, edge: float) -> Iterator[tuple[int, int]]:
        """Rows that no rule parts from each other at an edge: a cell may run over all of them."""
        first = 0
        for n in range(1, len(self.ys)):
            at = self.ys[n]
            ruled = any(
                rule == at and start - 1 < edge < end + 1 for rule, start, end in self.rules
            )
            if ruled or n == len(self.ys) - 1:
                yield first, n
                first = n


def open_tables(rules: Sequence[Stretch], glyphs: Sequence[Glyph]) -> list[Open]:
    """The runs of rows on a page that have words of several cells each."""
    found: list[Open] = []
    for at, those in groupby(rules[:_MOST], key=lambda rule: rule[0]):
        here = list(those)
        left, right = min(rule[1] for rule in here), max(rule[2] for rule in here)
        current = found[-1] if found else None
        if current is None or not current.takes(at, left, right, glyphs):
            found.append(Open(left, right, [at], here, []))
            continue
        current.bands.append(_words(glyphs, current.ys[-1], at, current.left, current.right))
        current.ys.append(at)
        current.rules += here
        if current.is_whole(left, right):
            current.closed = len(current.bands)
    for table in found:
        del table.bands[table.closed :], table.ys[table.closed + 1 :]
    return [table for table in found if table.bands]


def _words(
    glyphs: Iterable[Glyph], top: float, bottom: float, left: float, right: float
) -> list[Word]:
    """The words of a row from left to right."""
    inside = [g for g in glyphs if top <= (g.top + g.bottom) / 2 < bottom
              and left <= (g.left + g.right) / 2 < right]  # fmt: skip
    found: list[Word] = []
    before = ""
    for glyph in sorted(inside, key=lambda g: g.left):
        numeric = glyph.text in _NUMERIC
        apart = _BEHIND_NUMBER if before in _AFTER_NUMBER else _APART
        if found and glyph.left - found[-1].end < apart * glyph.size:
            last = found[-1]
            numeric = numeric and last.numeric
            found[-1] = Word(last.start, max(last.end, glyph.right), numeric)
        else:
            found.append(Word(glyph.left, glyph.right, numeric))
        before = glyph.text
    return found[:_MOST]


def _columns(words: Iterable[Word]) -> list[tuple[float, float]]:
    """Columns of words; a word that would join two columns belongs to a cell over both."""
    columns: list[tuple[float, float]] = []
    for start, end, _ in sorted(words, key=lambda word: (word.end - word.start, word)):
        met = [c for c in columns if c[0] < end and start < c[1]]
        if len(met) > 1:
            continue
        joined = (min([start, *(c[0] for c in met)]), max([end, *(c[1] for c in met)]))
        if met and any(c is not met[0] and c[0] < joined[1] and joined[0] < c[1] for c in columns):
            continue
        columns = [c for c in columns if not met or c is not met[0]] + [joined]
    return sorted(columns)


def _cells(xs: Sequence[float], start: float, end: float) -> tuple[int, int]:
    """The columns a word touches, half open."""
    first = max(0, min(bisect_right(xs, start) - 1, len(xs) - 2))
    return first, max(first + 1, min(bisect_left(xs, end), len(xs) - 1))


def upright_rules(
    pages: Sequence[tuple[Sequence[Stretch], Sequence[Glyph]]],
) -> list[list[Segment]]:
    """Per page the upright rules that its tables lack, given its lonely rules and its glyphs.

    A table that goes on at the top of the next page has the columns of all its parts.
    """
    tables = [open_tables(rules, glyphs) for rules, glyphs in pages]
    chain: list[Open] = []
    for n, here in enumerate(tables):
        for number, table in enumerate(here):
            top = number == 0 and n > 0 and tables[n - 1] != []
            if not (top and chain and chain[-1] is tables[n - 1][-1] and _goes_on(chain, table)):
                _settle(chain)
                chain = []
            chain.append(table)
    _settle(chain)
    return [[side for table in here if table.edges for side in table.sides()] for here in tables]


def _goes_on(chain: Sequence[Open], table: Open) -> bool:
    """Whether a table is the next part of the one before: its columns and no other heads."""
    if not chain[-1].alike(table):
        return False
    first = table.bands[0]
    begun = any(word.numeric for part in chain for band in part.bands for word in band)
    if begun and not any(word.numeric for word in first) and not _alike(first, chain[0].bands[0]):
        return False
    most = max(len(_of_all(chain)), len(_of_all([table])))
    return len(_of_all([*chain, table])) == most


def _alike(words: Sequence[Word], others: Sequence[Word]) -> bool:
    """Whether two rows are printed in the same places."""
    return len(words) == len(others) and all(
        abs(a.start - b.start) < _SAME / 2 and abs(a.end - b.end) < _SAME / 2
        for a, b in zip(words, others, strict=True)
    )


def _of_all(chain: Sequence[Open]) -> list[tuple[float, float]]:
    return _columns(word for table in chain for band in table.bands for word in band)


def _settle(chain: Sequence[Open]) -> None:
    """Gives the parts of a table the same columns, if its heads stand over its figures."""
    if sum(len(table.bands) for table in chain) < 2:
        return
    columns = _of_all(chain)
    for table in chain:
        table.part(columns)
    if not _is_headed(chain):
        for table in chain:
            table.edges.clear()


def _is_headed(chain: Sequence[Open]) -> bool:
    """Whether every figure stands in one column, under a head of that column alone.

    Where heads and figures stand beside each other, white does not tell which belong together.
    """
    head = chain[0]
    figures = (n for n, band in enumerate(head.bands) if any(w.numeric for w in band))
    last = next(figures, len(head.bands)) - 1
    if last < 0:
        return False
    xs = head.xs
    wide = [_cells(xs, *word) for word in head.centred(last, len(xs) - 1)]
    heads = [head.over(last, start, end) for start, end in pairwise(xs)]
    for word in (w for table in chain for band in table.bands for w in band if w.numeric):
        first, stop = _cells(xs, word.start, word.end)
        under = any(h.start < word.end and word.start < h.end for h in heads[first])
        under = under and not any(a <= first < b for a, b in wide if b - a > 1)
        if stop - first > 1 or not under:
            return False
    return True
