"""From glyphs and drawn lines of pages to blocks: ruled tables and paragraphs in reading order.

PDF and OFD share this: an opener hands over what each page prints (``PageMarks``).  A table is
read as a grid only where rules separate its cells; everything else stays text, for the layouts
of text to read or to refuse.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attrs import define, field, frozen

from govinfo_report.documents.document import Block, BlockKind, Span
from govinfo_report.documents.grid import Cell, Grid, GridKind
from govinfo_report.documents.latticeflow import (
    PageLines,
    Paragraph,
    paragraphs,
    without_furniture,
)
from govinfo_report.documents.latticegutters import upright_rules
from govinfo_report.documents.latticejoin import Whole
from govinfo_report.documents.latticerules import (
    Ruled,
    Segment,
    TooManyRules,
    lonely_rules,
    tables_of,
)
from govinfo_report.documents.latticetext import Box, Glyph, Line, PageText, joined, lines_of
from govinfo_report.limits import Limits
from govinfo_report.model.note import Note
from govinfo_report.model.place import Place


@frozen
class PageMarks:
    """What one page prints, in points from its upper left corner as it is read."""

    number: int  #: from 1
    width: float
    height: float
    glyphs: Sequence[Glyph]
    segments: Sequence[Segment]


@frozen
class Stretch:
    """Characters ``start`` to ``end`` of a block that stand together on a page."""

    page: int
    box: Box
    start: int
    end: int


@define
class Laid:
    """Blocks with the way from their characters back to the pages."""

    blocks: list[Block] = field(factory=list)
    notes: list[Note] = field(factory=list)
    #: per block its lines, or per block and cell the parts of the cell
    stretches: list[dict[int, list[Stretch]]] = field(factory=list)

    def locate(self, span: Span) -> Place:
        """Page and box of a span; one that runs over a page break is cut there."""
        block = self.blocks[span.block]
        by_cell = self.stretches[span.block]
        row = number = None
        lines = by_cell.get(-1, [])
        if block.grid is not None:
            cell = _cell_at(block.grid, span)
            if cell is None:
                return Place(page=next(iter(by_cell.values()))[0].page)
            row, number = cell.source_row, cell.source_cell
            lines = by_cell[cell.start]
        found = [s for s in lines if s.start <= span.start <= s.end] or lines[:1]
        first = found[-1] if found[-1].start <= span.start else found[0]
        if span.start == span.end:
            first = found[0]
        if block.grid is not None:
            end = min(span.end, first.end)
            return Place(page=first.page, box=first.box, row=row, cell=number,
                         start=span.start - first.start, end=max(end, span.start) - first.start)  # fmt: skip
        same = [s for s in lines if s.page == first.page
                and s.end > first.start and s.start < max(span.end, first.start + 1)]  # fmt: skip
        boxes = [stretch.box for stretch in same or [first]]
        box = (min(b[0] for b in boxes), min(b[1] for b in boxes),
               max(b[2] for b in boxes), max(b[3] for b in boxes))  # fmt: skip
        end = min(span.end, max(stretch.end for stretch in same or [first]))
        return Place(page=first.page, box=box, start=span.start - first.start,
                     end=max(end, span.start) - first.start)  # fmt: skip

    def add_paragraph(self, paragraph: Paragraph) -> None:
        """A block of running text."""
        texts = joined([line.text for _, line in paragraph.lines])
        stretches: list[Stretch] = []
        offset = 0
        for (page, line), text in zip(paragraph.lines, texts, strict=True):
            start = offset + len(text) - len(line.text)
            offset += len(text)
            stretches.append(Stretch(page, line.box, start, offset))
        kind = BlockKind.LINE if paragraph.row else BlockKind.PARAGRAPH
        self.blocks.append(Block(len(self.blocks), kind, "".join(texts)))
        self.stretches.append({-1: stretches})

    def add_table(self, table: Whole) -> None:
        """A block that is a grid."""
        texts: list[str] = []
        cells: list[Cell] = []
        by_cell: dict[int, list[Stretch]] = {}
        offset, row, number = 0, 0, 0
        for piece in table.pieces:
            if cells:
                number = number + 1 if piece.row == row else 0
                texts.append("\t" if piece.row == row else "\n")
                offset += 1
            row = piece.row
            start = offset
            stretches: list[Stretch] = []
            for part in piece.parts:
                if part.text and offset > start:
                    texts.append("\n")
                    offset += 1
                texts.append(part.text)
                if part.text or not stretches:
                    stretches.append(Stretch(part.page, part.box, offset, offset + len(part.text)))
                offset += len(part.text)
            if len(stretches) > 1 and stretches[0].start == stretches[0].end:
                del stretches[0]
            by_cell[start] = stretches
            cells.append(
                Cell(piece.row, piece.column, piece.row_end, piece.column_end, start, offset,
                     piece.row, number)
            )  # fmt: skip
        width = len(table.xs) - 1
        grid = Grid(GridKind.RULED, table.height, width, tuple(cells))
        self.blocks.append(Block(len(self.blocks), BlockKind.GRID, "".join(texts), 0, grid))
        self.stretches.append(by_cell)


def _cell_at(grid: Grid, span: Span) -> Cell | None:
    exact = grid.by_start.get(span.start)
    if exact is not None and span.end <= exact.end:
        return exact
    return next((c for c in grid.cells if c.start <= span.start and span.end <= c.end), None)


@define
class _Table:
    """A table on its page, and what it is when it turns out to be none."""

    whole: Whole
    span: tuple[float, float]
    lines: list[Line]

    @property
    def is_box(self) -> bool:
        """Whether it is a single cell: a frame, or a row that a page break left alone."""
        return len(self.whole.pieces) == 1


def lay(pages: Iterable[PageMarks], limits: Limits, *, by_white: bool = True) -> Laid:
    """The blocks of some pages.

    ``by_white`` takes white for what parts columns where no rule does.  Tables beyond the bounds of grids are left as text, with a note (P906).
    """
    laid = Laid()
    texts: list[PageLines] = []
    tables: dict[int, list[_Table]] = {}
    count = 0
    pages = list(pages)
    lonely = [lonely_rules(page.segments) if by_white else [] for page in pages]
    sides = upright_rules([(rules, p.glyphs) for rules, p in zip(lonely, pages, strict=True)])
    for page, added in zip(pages, sides, strict=True):
        content = PageText(page.glyphs)
        kept: list[Ruled] = []
        here: list[_Table] = []
        for table in _tables(page, added, limits, laid.notes):
            if count >= limits.grids or any(content.within(hole) for hole in table.holes):
                continue
            whole = Whole.of(page.number, table, [content.cell(a.box) for a in table.cells])
            if any(piece.text for piece in whole.pieces):
                kept.append(table)
                lines = lines_of(content.within(table.box)) if len(table.cells) == 1 else []
                here.append(_Table(whole, (table.ys[0], table.ys[-1]), lines))
                count += 1
        lines = _sorted(lines_of(content.outside([table.box for table in kept])))
        spans = [table.span for table in here]
        texts.append(PageLines(page.number, page.width, page.height, lines, spans))
        tables[page.number] = here
    without_furniture(texts)
    _open_boxes(texts, tables)
    found = [(n, table.span[0], table.whole) for n, here in tables.items() for table in here]
    _arrange(laid, list(paragraphs(texts)), found, limits)
    return laid


def _sorted(lines: Sequence[Line]) -> list[Line]:
    return sorted(lines, key=lambda line: (line.box[1], line.box[0]))


def _open_boxes(pages: Sequence[PageLines], tables: dict[int, list[_Table]]) -> None:
    """Makes text of single cells, except where a page break parted them from their table."""
    for n, page in enumerate(pages):
        here = tables[page.number]
        before = _edge(pages[n - 1], tables, last=True) if n else None
        after = _edge(pages[n + 1], tables, last=False) if n + 1 < len(pages) else None
        for table in list(here):
            if not table.is_box:
                continue
            up = _edge(page, tables, last=False) is table and before is not None
            down = _edge(page, tables, last=True) is table and after is not None
            up = up and before is not None and before.whole.continues(table.whole)
            down = down and after is not None and after.whole.continues(table.whole)
            if not up and not down:
                here.remove(table)
                page.tables.remove(table.span)
                page.lines = _sorted([*page.lines, *table.lines])


def _edge(page: PageLines, tables: dict[int, list[_Table]], *, last: bool) -> _Table | None:
    """The table that begins or ends the page, if no text does."""
    here = tables[page.number]
    if not here:
        return None
    if last:
        table = max(here, key=lambda table: table.span[1])
        return None if any(line.box[1] >= table.span[1] for line in page.lines) else table
    table = min(here, key=lambda table: table.span[0])
    return None if any(line.box[3] <= table.span[0] for line in page.lines) else table


def _tables(
    page: PageMarks, added: Sequence[Segment], limits: Limits, notes: list[Note]
) -> Iterator[Ruled]:
    try:
        found, beyond = tables_of(
            [*page.segments, *added], limits.grid_columns, limits.grid_rows, limits.grid_cells
        )
    except TooManyRules:
        found, beyond = [], 1
    if beyond:
        notes.append(Note("P906", params={"reason": "cells"}))
    yield from found


def _arrange(
    laid: Laid,
    running: Sequence[tuple[int, float, Paragraph]],
    tables: Sequence[tuple[int, float, Whole]],
    limits: Limits,
) -> None:
    """Puts paragraphs and tables in order and joins tables with nothing between them."""
    items: list[tuple[int, float, Paragraph | Whole]] = [*running, *tables]
    items.sort(key=lambda item: item[:2])
    open_: Whole | None = None
    last = 0  # the page on which the open table ends
    for page, _, item in items:
        if isinstance(item, Paragraph):
            if open_ is not None:
                laid.add_table(open_)
            open_ = None
            laid.add_paragraph(item)
            continue
        room = open_ is not None and open_.height + item.height <= limits.grid_rows
        if open_ is not None and page == last + 1 and room and open_.continues(item):
            open_.append(item)
        else:
            if open_ is not None:
                laid.add_table(open_)
            open_ = item
        last = page
    if open_ is not None:
        laid.add_table(open_)
