"""Running text of a report from spans: without tables, pictures and marks of converters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import regex

from govinfo_report.documents.document import BlockKind, Document, Span
from govinfo_report.model.place import Place
from govinfo_report.reading.bodies import is_picture_name, shows_figures
from govinfo_report.reading.draft import Spans
from govinfo_report.reading.labels import book, is_cross_check, item_of
from govinfo_report.text.lazy import lazy
from govinfo_report.text.normalise import DROPPED

#: where a table stands: one span, or its first and last one
Region = Span | tuple[Span, Span]

_MARK = lazy(r"\[(?:bookmark|image):[^\]\n]{0,200}\]|!\[[^\]\n]{0,200}\]\([^)\n]{0,500}\)")
_STOPS = lazy(r"[。；！？]")
_PAUSE = lazy(r"[，,：:、]")
_CAPTION = lazy(r"[#*\s]*+表[一二三四234][:：\s]")
_SHORT = 14
_SENTENCE = lazy(r"[^。！？!?]++[。！？!?]*+")
_END = 1 << 60
_TABLES = ("proactive_disclosure", "requests", "review_and_litigation")


def prose(
    document: Document, spans: Spans, regions: Iterable[Region] = (), *, tables: bool = False
) -> str:
    """The text of some lines, joined by line breaks: see ``prose_lines``."""
    return "\n".join(line for line, _, _ in prose_lines(document, spans, regions, tables=tables))


def placed_prose(
    document: Document, spans: Spans, regions: Iterable[Region] = (), *, tables: bool = False
) -> tuple[str, tuple[tuple[int, int, Place], ...]]:
    """The same text, and start, end and place of every sentence in it."""
    lines: list[str] = []
    stretches: list[tuple[int, int, Place]] = []
    offset = 0
    for line, span, whole in prose_lines(document, spans, regions, tables=tables):
        for match in _SENTENCE.finditer(line) if whole else ():
            start, end = match.span()
            part = Span(span.block, span.start + start, span.start + end)
            stretches.append((offset + start, offset + end, document.locate(part)))
        if not whole:
            stretches.append((offset, offset + len(line), document.locate(span)))
        lines.append(line)
        offset += len(line) + 1
    return "\n".join(lines), tuple(stretches)


def prose_lines(
    document: Document, spans: Spans, regions: Iterable[Region] = (), *, tables: bool = False
) -> Iterator[tuple[str, Span, bool]]:
    """The text of some lines, where each stands, and whether it stands there to the letter.

    ``regions`` are left out.  With ``tables`` lines that can only be rows and heads of a table
    are left out as well (a table that could not be claimed), and so are grids; a sentence in
    a grid that is no table is kept.
    """
    left_out = _Regions(regions)
    outside, whole = left_out.outside, left_out.whole
    for span in spans:
        if span[0] in whole:
            continue
        block = document.block(span.block)
        for start, end in outside(span):
            text = block.text[start:end]
            at = start
            for printed in text.split("\n") if block.kind is BlockKind.GRID else [text]:
                line = printed
                if block.kind is BlockKind.GRID:
                    line = " ".join(c for c in line.split("\t") if _STOPS.search(c))
                elif tables and _is_row(line):
                    continue
                line = (_MARK.sub("", line) if "[" in line else line).strip(DROPPED)
                if line and not is_picture_name(line):
                    found = printed.find(line)
                    first = at + max(found, 0)
                    last = first + len(line) if found >= 0 else at + len(printed)
                    yield line, Span(block.index, first, last), found >= 0
                at += len(printed) + 1


class _Regions:
    """What of a block lies in regions: whole blocks, or parts of the first and last one."""

    def __init__(self, regions: Iterable[Region]) -> None:
        self.whole: set[int] = set()
        self.parts: dict[int, list[tuple[int, int]]] = {}
        for region in regions:
            first, last = (region, region) if isinstance(region, Span) else region
            self.whole.update(range(first.block + 1, last.block))
            if first.block == last.block:
                self._add(first.block, first.start, last.end)
            else:
                self._add(first.block, first.start, _END)
                self._add(last.block, 0, last.end)

    def _add(self, block: int, start: int, end: int) -> None:
        self.parts.setdefault(block, []).append((start, end))

    def outside(self, span: Span) -> list[tuple[int, int]]:
        """What of a line lies in no region; its block is none of the whole ones."""
        kept = [(span.start, span.end)]
        for low, high in self.parts.get(span.block, ()):
            kept = [
                (a, b)
                for left, right in kept
                for a, b in ((left, min(right, low)), (max(left, high), right))
                if a < b
            ]
        return kept


def _is_row(line: str) -> bool:
    """Whether a line without a sentence holds figures or labels of the form."""
    if _STOPS.search(line):
        return False
    cells = [cell for cell in regex.split(r"[\t|｜]", line) if cell.strip(DROPPED + "-:")]
    if len(cells) > 1 or not cells:
        return True
    text = cells[0]
    if _CAPTION.match(text) or (len(text) <= _SHORT and not _PAUSE.search(text)):
        return True  # a label, or a piece of one that was broken over lines
    if shows_figures(text) or is_cross_check(text) or item_of(text):
        return True
    return any(book(table).row(text) or book(table).head(text) for table in _TABLES)
