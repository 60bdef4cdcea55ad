"""The lines of a document outside its grids, with the plain form of their beginnings."""

from __future__ import annotations

from itertools import islice
from typing import NamedTuple

from govinfo_report.documents.document import BlockKind, Document, Span
from govinfo_report.text.lazy import lazy
from govinfo_report.text.normalise import DROPPED, squash

#: characters of a line that are looked at when it is asked whether a heading begins it
HEAD = 72
_CUTS = 500  # headings in one line, so that hostile lines stay cheap
_LONG = 160  # from here on a line may be a whole page whose line breaks were lost
_DROPPED = frozenset(DROPPED)
# A heading amid a page in one line: a numeral behind white space or a full stop.
_INSIDE = lazy(
    r"(?<=[\s。])(?:[一二三四五六]\s?[、．.]|[（(]\s?[一二三四五六七]\s?[）)])(?=\s{0,4}\p{Han})"
)


# The title before all else in such a page.
_TITLE = lazy(
    r"(?:年度|工作|情[况況]的?)[报報]\s{0,3}告(?:[（(][^（）()]{0,12}[）)])?(?=\s)|年[报報](?=\s)"
)
_TITLE_WITHIN = 120


# Marks of converters in front of the first word.
_MARKS = lazy(r"(?:\s*+\[(?:bookmark|image):[^\]\n]{0,200}\])++\s*+")


class Line(NamedTuple):
    """One line: its place, its squashed beginning, and whether that is the whole line.

    ``level`` is 1–6 in a heading of the format, else 0.
    """

    block: int
    start: int
    end: int
    head: str
    whole: bool
    level: int

    @property
    def span(self) -> Span:
        """The place of the line."""
        return Span(self.block, self.start, self.end)


def text_lines(document: Document) -> list[Line]:
    """The lines that are more than a digit, in order (computed once per document)."""
    key = "text lines"
    found = document.cache.get(key)
    if found is None:
        found = document.cache[key] = list(_lines(document))
    assert isinstance(found, list)
    return found


def _lines(document: Document) -> list[Line]:
    found: list[Line] = []
    for block in document.blocks:
        text = block.text
        size = len(text)
        if block.kind is BlockKind.GRID or (size < 3 and text.isascii()):
            continue  # cells that are one digit are many
        if size <= HEAD and "\n" not in text:
            head = squash(text)
            if head and head[0] != "[":
                found.append(Line(block.index, 0, size, head, True, block.level))
                continue
            if not head:
                continue
        start = 0
        for part in text.split("\n"):
            end = start + len(part)
            for first, last in _pieces(text, start, end):
                if "[" in text[first : first + 8] and (marks := _MARKS.match(text, first, last)):
                    first = marks.end()
                head = squash(text[first : min(last, first + HEAD)])
                if head:
                    whole = last - first <= HEAD
                    found.append(Line(block.index, first, last, head, whole, block.level))
            start = end + 1
    return found


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    if end - start < _LONG:
        return [(start, end)]
    cuts = [match.start() for match in islice(_INSIDE.finditer(text, start, end), _CUTS)]
    title = _TITLE.search(text, start, min(end, start + _TITLE_WITHIN))
    if title is not None:
        cuts = sorted({title.end(), *cuts})
    return list(zip([start, *cuts], [*cuts, end], strict=True))


def offset_after(text: str, start: int, count: int) -> int:
    """The offset behind the first ``count`` characters that squashing keeps."""
    position = start
    while count and position < len(text):
        count -= text[position] not in _DROPPED
        position += 1
    return position


def stripped(text: str, block: int, start: int, end: int) -> Span:
    """The span without white space and zero-width characters at its edges."""
    while start < end and text[start] in _DROPPED:
        start += 1
    while end > start and text[end - 1] in _DROPPED:
        end -= 1
    return Span(block, start, end)
