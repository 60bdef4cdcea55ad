"""Reports set on pages: ruled tables with merged cells that run over page breaks, running text.

What is printed where is worked out here; the formats of pages (PDF, OFD) write it down.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random
from typing import TypeVar

from attrs import define, field, frozen

from govinfo_report.testing.dice import Dice
from govinfo_report.testing.renderers import htmlgrid
from govinfo_report.testing.renderers.base import (
    Dialect,
    common,
    heading,
    padded,
    paragraphs,
    title_lines,
)
from govinfo_report.testing.reports import ReportData
from govinfo_report.testing.tables import Shape, Slot, Table, Tables, all_tables

WIDTH, HEIGHT = 595.0, 842.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 72.0, 523.0, 90.0, 752.0
_PAD = 2.0
_PROSE, _TITLE = 12.0, 18.0
P = TypeVar("P", bound="PaperDialect")


@frozen(kw_only=True)
class PaperDialect(Dialect):
    """Options of pages."""

    size: float = 8.0  #: of the type in tables, in points
    number: str = "- {} -"  #: how a page number is printed; "" for none
    running: bool = False  #: the title runs over every page
    rules: str = "lines"  #: ``lines``, ``strips`` (filled), ``boxes`` (a frame per cell), ``dots``
    open_sides: bool = False  #: no rules at the left and right edges
    level: bool = False  #: rules between rows only, none between columns
    heads_again: bool = False  #: heads of table 3 are printed again on the next page
    carried: str = "flow"  #: a label over a page break: ``flow``, ``first``, ``again``
    cut: bool = False  #: a page may break in the middle of a row
    upright: bool = False  #: narrow labels stand as columns of characters
    shaded: bool = False  #: white and grey areas lie under the cells
    watermark: bool = False  #: words stand aslant over every page
    spread: float = 0.0  #: share of texts set character by character
    fill: float = 0.0  #: points left empty at the top of the first page

    @property
    def lines_of_strokes(self) -> bool:
        """Whether rules are strokes rather than filled strips."""
        return self.rules != "strips"


@frozen
class Text:
    """Characters beginning at a point of the base line; ``turn`` in degrees, counterclockwise."""

    x: float
    y: float
    size: float
    text: str
    turn: float = 0.0
    apart: bool = False  #: each character is set on its own


@define
class Page:
    """What is printed on a page, in points from its upper left corner."""

    texts: list[Text] = field(factory=list)
    rules: list[tuple[float, float, float, float]] = field(factory=list)
    areas: list[tuple[float, float, float, float, float]] = field(factory=list)  #: with a grey


def random_paper(kind: type[P], rng: Random) -> P:
    """A random dialect."""
    dice = Dice(rng.getrandbits(32))
    return kind(
        **common(dice, breaks=True),
        shape=Shape(
            shuffle=dice.chance(0.2, "shuffle"),
            reorder=dice.chance(0.15, "reorder"),
            split_proactive=dice.chance(0.2, "split"),
            headings=not dice.chance(0.05, "headings"),
            five=dice.chance(0.2, "five"),
            review=dice.pick(("one", "one", "two", "three"), "review"),
            beside=dice.chance(0.3, "beside"),
            extra_row=dice.chance(0.1, "extra row"),
        ),
        size=dice.pick((6.5, 7.0, 8.0), "size"),
        number=dice.pick(("- {} -", "{}", "— {} —", "第{}页", "第 {} 页 共 9 页", ""), "number"),
        running=dice.chance(0.3, "running"),
        rules=dice.pick(("lines", "lines", "strips", "boxes", "dots"), "rules"),
        open_sides=dice.chance(0.15, "open"),
        heads_again=dice.chance(0.3, "heads again"),
        carried=dice.pick(("flow", "first", "again"), "carried"),
        cut=dice.chance(0.3, "cut"),
        upright=dice.chance(0.4, "upright"),
        shaded=dice.chance(0.3, "shaded"),
        watermark=dice.chance(0.15, "watermark"),
        spread=dice.pick((0.0, 0.0, 0.2, 1.0), "spread"),
        fill=dice.pick((0.0, 60.0, 150.0, 240.0, 330.0, 420.0), "fill"),
    )


def set_pages(data: ReportData, dialect: PaperDialect, tables: Tables | None) -> list[Page]:
    """The pages of a report."""
    tables = tables or all_tables(data, dialect.wording, dialect.shape)
    press = _Press(dialect)
    press.y += dialect.fill
    for line in title_lines(data, dialect):
        press.title(line)
    if dialect.preamble:
        press.prose(paragraphs(data.narrative.preamble, dialect, "preamble"))
    for section, texts in data.narrative.sections.items():
        press.prose([heading(section, dialect), *paragraphs(texts, dialect, section)])
        for number, table in enumerate(tables.get(section, ())):
            press.table(table, number)
            press.y += 8
        press.prose(paragraphs(data.narrative.after.get(section, ()), dialect, section, "after"))
    press.furnish(data.narrative.title)
    return press.pages


def width_of(text: str) -> float:
    """The width of a text in ems: half an em for Latin letters and digits."""
    return sum(0.5 if character.isascii() else 1.0 for character in text)


def _wrapped(text: str, ems: float) -> list[str]:
    """The lines of a text in a column; a run of digits is not broken if it fits."""
    lines: list[str] = []
    for piece in text.split("\n"):
        line = ""
        for word in _words(piece):
            if line and width_of(line + word) > ems:
                lines.append(line)
                line = ""
            while width_of(word) > ems and len(word) > 1:
                at = max(1, int(ems / max(width_of(word) / len(word), 0.5)))
                lines.append(word[:at])
                word = word[at:]
            line += word
        lines.append(line)
    return lines


def _words(text: str) -> Iterator[str]:
    word = ""
    for character in text:
        if character.isascii() and not character.isspace():
            word += character
            continue
        if word:
            yield word
        word = ""
        yield character
    if word:
        yield word


@define
class _Press:
    dialect: PaperDialect
    pages: list[Page] = field(factory=lambda: [Page()])
    y: float = _TOP

    @property
    def page(self) -> Page:
        return self.pages[-1]

    def turn(self) -> None:
        self.pages.append(Page())
        self.y = _TOP

    def put(self, x: float, y: float, size: float, text: str, *key: object) -> None:
        """One line with its upper left corner at a point."""
        if text.strip():
            apart = self.dialect.dice.chance(self.dialect.spread, "spread", *key, text)
            self.page.texts.append(Text(x, y + 0.88 * size, size, text, apart=apart))

    def title(self, text: str) -> None:
        for line in _wrapped(text, (_RIGHT - _LEFT) / _TITLE):
            middle = (_LEFT + _RIGHT - _TITLE * width_of(line)) / 2
            self.put(middle, self.y, _TITLE, line)
            self.y += 1.6 * _TITLE

    def prose(self, texts: Sequence[str]) -> None:
        for text in texts:
            for line in _wrapped("　　" + text.strip(), (_RIGHT - _LEFT) / _PROSE):
                if self.y + _PROSE > _BOTTOM:
                    self.turn()
                self.put(_LEFT + (2 * _PROSE if line.startswith("　　") else 0), self.y, _PROSE,
                         line.lstrip("　"))  # fmt: skip
                self.y += 1.7 * _PROSE

    def furnish(self, title: str) -> None:
        """Page numbers, running titles and watermarks."""
        for number, page in enumerate(self.pages, 1):
            if self.dialect.number:
                text = self.dialect.number.format(number)
                page.texts.append(Text(285, 800, 10, text))
            if self.dialect.running and number > 1:
                page.texts.append(Text(200, 50, 9, title))
            if self.dialect.watermark:
                page.texts.append(Text(150, 600, 40, "内部资料 2021", turn=45))

    def table(self, table: Table, index: int) -> None:
        _TableSetter(self, table, index).set()


@define
class _TableSetter:
    press: _Press
    table: Table
    index: int
    xs: list[float] = field(factory=list)
    heights: list[float] = field(factory=list)
    #: lines of merged cells that are still to be printed, by their upper left place
    waiting: dict[tuple[int, int], list[str]] = field(factory=dict)

    def set(self) -> None:
        dialect, table = self.press.dialect, self.table
        self.xs = list(_columns(table))
        rows = htmlgrid.rows(table)
        self.heights = [self._height(row) for row in rows]
        self._stretch(rows)
        heads = htmlgrid.first_body_row(rows)
        y = start = 0
        while y < len(rows):
            room = _BOTTOM - self.press.y
            if self.press.y > _TOP and self.heights[y] > room and y == start:
                self.press.turn()
                continue
            y += 1
            if y == len(rows) or sum(self.heights[start : y + 1]) > room:
                cut = self._cut(start, y, rows)
                self._band(start, y, cut)
                if y < len(rows):
                    self.press.turn()
                    again = dialect.heads_again and table.id == "requests" and 0 < heads < y
                    if again and not cut:
                        self._band(0, heads, 0.0)
                if cut:
                    self._rest(y, cut)
                    y += 1
                start = y

    def _lines(self, slot: Slot, x: int, *key: object) -> list[str]:
        text = slot.text
        if slot.role == "value":
            text = padded(text, self.press.dialect, self.table.id, self.index, *key)
        ems = (self.xs[x + slot.columns] - self.xs[x] - 2 * _PAD) / self.press.dialect.size
        lines = _wrapped(text.strip(), ems)
        if self.press.dialect.upright and slot.rows > 2 and slot.columns == 1:
            lines = [character for line in lines for character in line]
        return [line for line in lines if line.strip()]

    def _height(self, row: htmlgrid.Placed) -> float:
        size = self.press.dialect.size
        most = max((len(self._lines(s, x)) for x, s in row if s.rows == 1), default=1)
        return 1.25 * size * max(most, 1) + 2 * _PAD

    def _stretch(self, rows: list[htmlgrid.Placed]) -> None:
        """Makes the last row of a merged cell higher when its text needs it."""
        for y, row in enumerate(rows):
            for x, slot in row:
                if slot.rows > 1:
                    need = 1.25 * self.press.dialect.size * len(self._lines(slot, x)) + 2 * _PAD
                    lack = need - sum(self.heights[y : y + slot.rows])
                    self.heights[y + slot.rows - 1] += max(0.0, lack)

    def _cut(self, start: int, y: int, rows: list[htmlgrid.Placed]) -> float:
        """How much of the next row still stands on this page; 0 for none of it."""
        if not self.press.dialect.cut or y >= len(rows) or y < 4:
            return 0.0
        first = next((s for _, s in rows[y] if s.role == "label" and s.rows == 1), None)
        lines = [len(self._lines(s, x)) for x, s in rows[y] if s is first]
        values = [len(self._lines(s, x)) for x, s in rows[y] if s.role == "value"]
        if not lines or lines[0] < 2 or max(values, default=0) > 1 or len(rows[y]) < 3:
            return 0.0
        return 1.25 * self.press.dialect.size + 2 * _PAD

    def _band(self, first: int, stop: int, cut: float) -> None:
        """Prints rows ``first`` to ``stop`` and perhaps the upper part of the row behind."""
        top = self.press.y
        ys = [top]
        for y in range(first, stop):
            ys.append(ys[-1] + self.heights[y])
        if cut:
            ys.append(ys[-1] + cut)
        last = stop + bool(cut)
        area = self.table.area()
        for y in range(first, last):
            for x, (slot, down, right) in enumerate(area[y]):
                if right or slot.role == "hole" or (down and y > first):
                    continue
                end = min(y - down + slot.rows, last)
                box = (self.xs[x], ys[y - first], self.xs[x + slot.columns], ys[end - first])
                self._cell(slot, x, y - down, end, box, bool(cut) and y == stop)
        self.press.y = ys[-1]

    def _rest(self, y: int, cut: float) -> None:
        """Prints the lower part of a row that was cut."""
        height = self.heights[y] - cut + 2 * _PAD
        top, area = self.press.y, self.table.area()
        kept, self.heights[y] = self.heights[y], height
        for x, (slot, down, right) in enumerate(area[y]):
            if not right and slot.role != "hole":
                end = y - down + slot.rows
                bottom = top + sum(self.heights[y:end])
                if slot.rows > 1:
                    continue
                box = (self.xs[x], top, self.xs[x + slot.columns], bottom)
                self._cell(slot, x, y, y + 1, box, False, rest=True)
        # merged cells beside the row end with it; what follows begins a band of its own
        for x, (slot, down, right) in enumerate(area[y]):
            if not right and slot.rows > 1:
                box = (self.xs[x], top, self.xs[x + slot.columns], top + height)
                self._cell(slot, x, y - down, y + 1, box, False, rest=True)
        self.heights[y] = kept
        self.press.y = top + height

    def _cell(
        self, slot: Slot, x: int, y: int, end: int, box: tuple[float, float, float, float],
        upper: bool, rest: bool = False,
    ) -> None:  # fmt: skip
        dialect, size = self.press.dialect, self.press.dialect.size
        self._rules(box)
        if dialect.shaded:
            grey = 1.0 if slot.role in ("value", "label") else 0.85
            self.press.page.areas.append((*box, grey))
        whole = self._lines(slot, x, y, x)
        lines = self.waiting.pop((y, x), whole if not rest or slot.rows > 1 else [])
        room = max(1, int((box[3] - box[1] - 2 * _PAD + 0.1) / (1.25 * size)))
        more = y + slot.rows > end or upper
        later: list[str] = []
        if more and not (upper and slot.role == "value"):
            if dialect.carried == "again" and not upper and len(lines) <= room:
                later = whole
            elif dialect.carried != "first" or len(lines) > room:
                lines, later = lines[:room], lines[room:]
        if more:
            self.waiting[y, x] = later
        size *= min(1.0, room / max(1, len(lines)))  # the rest of a long text in a low cell
        high = 1.25 * size * len(lines)
        at = box[1] + max(_PAD, (box[3] - box[1] - high) / 2)
        for number, line in enumerate(lines):
            middle = (box[0] + box[2] - size * width_of(line)) / 2
            left = middle if slot.role != "label" else box[0] + _PAD
            self.press.put(max(left, box[0] + 0.5), at, size, line, y, x, number)
            at += 1.25 * size

    def _rules(self, box: tuple[float, float, float, float]) -> None:
        left, top, right, bottom = box
        page, sides = self.press.page, not self.press.dialect.open_sides
        page.rules += [(left, top, right, top), (left, bottom, right, bottom)]
        if self.press.dialect.level:
            return
        if sides or left > self.xs[0] + 1:
            page.rules.append((left, top, left, bottom))
        if sides or right < self.xs[-1] - 1:
            page.rules.append((right, top, right, bottom))


def _columns(table: Table) -> Iterator[float]:
    """Edges of the columns: those of labels are wider."""
    shares = [1.0] * table.width
    if table.id == "requests":
        shares[:3] = [0.9, 1.5, 4.0]
    elif table.id == "proactive_disclosure":
        shares[0] = 1.6
    elif table.width == 6:
        shares[0] = 3.0
    x = _LEFT
    yield x
    for share in shares:
        x += share * (_RIGHT - _LEFT) / sum(shares)
        yield round(x, 2)
