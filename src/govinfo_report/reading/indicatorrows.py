"""Rows of the table of 2014 as they stand in a source: the closed list of ways to cut them.

The layout makes its claims from these cuts and the verifier cuts again: a claim that is no whole
row of the source is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from govinfo_report.documents.document import Document, Span
from govinfo_report.reading.flow import cut, possible
from govinfo_report.reading.indicatorlabels import LONG, Cell, cell_of, meaning, unit_of
from govinfo_report.reading.kinds import is_page_number, is_value
from govinfo_report.reading.rows import (
    WHITE,
    Field,
    field_text,
    is_delimiter,
    trimmed,
)
from govinfo_report.text.lazy import lazy
from govinfo_report.text.normalise import squash

#: words that every table of this form has, in either script, and hardly any other page
_MARKERS = (
    "收到申请数", "申请办结数", "申请答复数", "不同意公开答复数", "政府网站公开政府信息数", "被依法纠错数",
    "收到申請數", "申請辦結數", "申請答覆數", "申請答復數", "不同意公開答復數", "不同意公開答覆數",
    "被依法糾錯數",
)  # fmt: skip
_LABEL_END = lazy(r"[ \t\u00a0\u3000]*+[:：][ \t\u00a0\u3000]*+|[ \t\u00a0\u3000]++")
_TAIL = lazy(r"[;；。,，]\s*+$")
_GLUED = lazy(r"(?<=[数量用费费情形密私定息)）])[0-9０-９]")
_WIDEST = 24  # columns of a grid that can be the table
_LINES = 3  # lines that one label can be wrapped over


class Printed(NamedTuple):
    """One row of the source.

    ``label`` is the position of its own label in ``fields`` (-1: none); ``above`` marks cells
    merged down from an earlier row; ``columns`` are the grid columns of the fields, in grids.
    """

    fields: tuple[Field, ...]
    label: int
    above: tuple[bool, ...] = ()
    columns: tuple[int, ...] = ()
    grid: int = -1  #: block of the grid, -1 in text
    row: int = -1  #: row of the grid

    @property
    def cells(self) -> tuple[Field, ...]:
        """The fields behind the label."""
        return self.fields[self.label + 1 :]


def printed_here(document: Document) -> bool:
    """Whether words of the table stand anywhere: a quick look before any cut."""
    return sum(any(m in block.text for block in document.blocks) for m in _MARKERS) > 1


def _label_at(texts: Sequence[str]) -> int:
    """The position of a row's own label: the last known one before its values."""
    found, unknown = -1, -1
    for i, text in enumerate(texts):
        kind = cell_of(text)
        if kind in (Cell.ROW, Cell.HEADING):
            found = i
        elif kind is Cell.OTHER and found < 0:
            unknown = i
        elif found >= 0 and kind is not Cell.EMPTY:
            break
    return found if found >= 0 else unknown


def _grids(document: Document) -> Iterator[Printed]:
    new = tuple.__new__
    for block in document.grids():
        grid, text = block.grid, block.text
        assert grid is not None
        if grid.width > _WIDEST:
            continue
        for number, covering in enumerate(grid.covering):
            cells = [c for i, c in enumerate(covering) if c is not None and c not in covering[:i]]
            texts = [text[c.start : c.end].strip(WHITE) for c in cells]
            fields = tuple((new(Span, (block.index, c.start, c.end)),) for c in cells)
            above = tuple(c.row != number for c in cells)
            yield Printed(
                fields, _label_at(texts), above, tuple(c.column for c in cells), block.index, number
            )


def _delimited(separator: str) -> Callable[[Document], Iterator[Printed]]:
    def rows(document: Document) -> Iterator[Printed]:
        if not possible(document, separator):
            return
        found = cut(document, separator).rows
        inside = {span.block for row in found for field in row for span in field}
        starts = {row[0][0].block: row for row in found}
        for block in document.blocks:
            row = starts.get(block.index)
            if row is None and block.index not in inside and block.grid is None:
                # A heading without cells, or something that is no row at all.
                span = trimmed(block.text, block.index, 0, len(block.text))
                row = ((span,),) if span.start != span.end else None
            if row is not None and not is_delimiter(block.text):
                yield Printed(row, _label_at([field_text(document, field) for field in row]))

    return rows


def _lines(document: Document) -> Iterator[tuple[int, str, int, int] | None]:
    """Lines without tabs and bars: block, its text, start and end; ``None`` for anything else."""
    for block in document.blocks:
        if block.grid is not None:
            yield None
            continue
        position = 0
        for line in block.text.split("\n"):
            start, position = position, position + len(line) + 1
            if "|" in line or "\t" in line.strip() or len(line) > 2 * LONG:
                yield None
                continue
            span = trimmed(block.text, block.index, start, start + len(line))
            if span.start != span.end:
                yield block.index, block.text, span.start, span.end


def _inline(document: Document) -> Iterator[Printed]:
    """A row per line: label, unit and value with white space or a colon between them."""
    for line in _lines(document):
        if line is not None:
            number, text, start, end = line
            tail = _TAIL.search(text, start, end)
            yield _in_line(text, number, start, tail.start() if tail is not None else end)


def _in_line(text: str, number: int, start: int, end: int) -> Printed:
    """The longest known label at the beginning of a line, and what stands behind it."""
    for cut_at in reversed([*_LABEL_END.finditer(text, start, end)]):
        if cell_of(text[start : cut_at.start()]) in (Cell.ROW, Cell.HEADING):
            fields = (
                (Span(number, start, cut_at.start()),),
                *_pieces(text, number, cut_at.end(), end),
            )
            return Printed(fields, 0)
    for glued in _GLUED.finditer(text, start, end):
        if meaning(text[start : glued.start()]).rows:
            fields = ((Span(number, start, glued.start()),), (Span(number, glued.start(), end),))
            return Printed(fields, 0)
    for cut_at in _LABEL_END.finditer(text, start, end):  # an unknown label before its figure
        pieces = _pieces(text, number, cut_at.end(), end)
        kinds = {cell_of(text[span.start : span.end]) for (span,) in pieces}
        if kinds and kinds <= {Cell.VALUE, Cell.UNIT} and Cell.VALUE in kinds:
            return Printed(((Span(number, start, cut_at.start()),), *pieces), 0)
    return Printed(((Span(number, start, end),),), 0)


def _pieces(text: str, number: int, start: int, end: int) -> list[Field]:
    """Unit and value behind a label; words that are neither stay together."""
    found: list[Field] = []
    position = start
    for gap in [*_LABEL_END.finditer(text, start, end), None]:
        stop = gap.start() if gap is not None else end
        if stop > position:
            found.append((Span(number, position, stop),))
        position = gap.end() if gap is not None else end
    return found


def _cells(document: Document) -> Iterator[Printed]:
    """A cell per line: a row runs from its label to the next one."""
    row: list[Field] = []
    for field in _joined(document, list(_line_fields(document))):
        if field is None:
            if row:
                yield Printed(tuple(row), 0)
            row = []
            continue
        kind = cell_of(field_text(document, field))
        if kind in (Cell.ROW, Cell.HEADING, Cell.HEAD, Cell.OTHER):
            if row:
                yield Printed(tuple(row), 0)
            row = [field]
        elif row and kind is not Cell.AMONG:
            row.append(field)
    if row:
        yield Printed(tuple(row), 0)


def _line_fields(document: Document) -> Iterator[Field | None]:
    for line in _lines(document):
        if line is None:
            yield None
        elif not is_page_number(line[1][line[2] : line[3]]):
            yield (Span(line[0], line[2], line[3]),)


def _joined(document: Document, fields: list[Field | None]) -> Iterator[Field | None]:
    """Lines with the labels put together that are wrapped over several of them."""
    at = 0
    while at < len(fields):
        field = fields[at]
        size = 1
        if field is not None:
            text = field_text(document, field)
            for length in range(_LINES, 1, -1):
                parts = [f for f in fields[at : at + length] if f is not None]
                if len(parts) < length:
                    continue
                texts = [field_text(document, part) for part in parts]
                if any(is_value(t) or unit_of(t) is not None for t in texts):
                    continue
                if _is_wrapped(text, texts):
                    field, size = tuple(span for part in parts for span in part), length
                    break
        yield field
        at += size


def _is_wrapped(first: str, texts: Sequence[str]) -> bool:
    """Whether lines are one label: a prefix that is none and the rest of it, or its note."""
    whole = "".join(texts)
    if cell_of(whole) not in (Cell.ROW, Cell.HEADING):
        return False
    if all(cell_of(text) is Cell.OTHER for text in texts):
        return True
    note = squash("".join(texts[1:]))
    known = cell_of(first) in (Cell.ROW, Cell.HEADING)
    return known and note.startswith("(") and note.endswith(")")


#: way -> how it cuts; in the order in which they are tried
WAYS: dict[str, Callable[[Document], Iterator[Printed]]] = {
    "grid": _grids,
    "tab": _delimited("tab"),
    "bar": _delimited("bar"),
    "line": _delimited("line"),
    "inline": _inline,
    "cells": _cells,
}


def rows_of(document: Document, way: str) -> tuple[Printed, ...]:
    """The rows of a document under one way of cutting (computed once per document)."""
    key = ("indicators", way)
    if key not in document.cache:
        document.cache[key] = tuple(WAYS[way](document))
    found = document.cache[key]
    assert isinstance(found, tuple)
    return found
