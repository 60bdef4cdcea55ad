"""How flattened text is cut into rows and fields: the closed list of separators.

Layouts use these cuts to make their claims, and the verifier uses them again to check that a
claim is a whole row: a layout can neither drop a field nor invent one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from govinfo_report.documents.document import Block, Document, Span
from govinfo_report.text.lazy import lazy

#: the spans that together spell one field; an empty field is one zero-width span
Field = tuple[Span, ...]
Row = tuple[Field, ...]

WHITE = " \t\r\n\u00a0\u3000\u200b\ufeff"
_CUT = {"tab": lazy(r"\t"), "bar": lazy(r"[|｜]")}
_LONGEST = 80  # lines of one stacked row, so that cutting stays linear
_HEADING = lazy(r"[#\s\u3000]*+[一二三四五六七][、.．]\s*+\p{Han}")
#: bars behind a line that a flattened layout table leaves, more than cells of a row could
_BARS = 20
#: line breaks that Markdown keeps from HTML
_BREAK = lazy(r"(?i:<br ?/?>)")


class Cut:
    """All rows of a document under one separator, and where each field stands."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.rows = tuple(rows)
        #: first span of a field -> (row, position in the row)
        self.at = {
            field[0]: (i, k) for i, row in enumerate(self.rows) for k, field in enumerate(row)
        }
        #: line number -> row that begins there (the first of several)
        self.by_block = {row[0][0].block: i for i, row in reversed(list(enumerate(self.rows)))}


def trimmed(text: str, block: int, start: int, end: int) -> Span:
    """The span without white space and line breaks at its edges; an empty field is zero-width."""
    inner = text[start:end].lstrip(WHITE)
    start = end - len(inner)
    end = start + len(inner.rstrip(WHITE))
    if "<" in text:
        for match in _BREAK.finditer(text, start, end):
            if match.start() == start:
                return trimmed(text, block, match.end(), end)
            if match.end() == end:
                return trimmed(text, block, start, match.start())
    return tuple.__new__(Span, (block, start, end))  # half the time of Span(...)


def is_blank(text: str) -> bool:
    """Whether a line ends a stacked row: nothing on it, not even a tab (an empty cell)."""
    return "\t" not in text and not text.strip(WHITE)


def line_rows(document: Document, separator: str) -> Iterator[Row]:
    """A row per line, its fields separated by tabs or bars."""
    pattern = _CUT[separator]
    run: list[Block] = []
    for block in document.blocks:
        if block.grid is None and pattern.search(block.text) is not None:
            run.append(block)
        elif run:
            yield from _run_rows(run, separator)
            run = []
    yield from _run_rows(run, separator)


def _run_rows(run: Sequence[Block], separator: str) -> Iterator[Row]:
    """The rows of consecutive lines.  Bars frame a table only where they frame all its lines."""
    first = last = separator == "bar"
    for block in run if separator == "bar" else ():
        text = block.text.strip(WHITE)
        first, last = first and text[0] in "|｜", last and text[-1] in "|｜" and len(text) > 1
    for block in run:
        yield tuple((span,) for span in _fields(block.text, block.index, separator, first, last))


def _fields(text: str, block: int, separator: str, first: bool, last: bool) -> Iterator[Span]:
    end = len(text)
    if separator == "tab" and text[-1] in "|｜ ":
        bare = len(text.rstrip("|｜ \u3000"))
        if end - bare >= _BARS and text.count("|", bare) + text.count("｜", bare) >= _BARS:
            end = bare
    cuts = [match.start() for match in _CUT[separator].finditer(text, 0, end)]
    edges = [-1, *cuts, end]
    edges = edges[1:] if first else edges
    edges = edges[:-1] if last and len(edges) > 2 else edges
    for left, right in zip(edges, edges[1:], strict=False):
        yield trimmed(text, block, left + 1, right)


def stacked_rows(document: Document) -> Iterator[Row]:
    """A cell per line with a leading tab; a blank line ends a row, a lone tab is an empty cell.

    A line without a tab continues the cell before it; one before the first tab is no part of
    the table.
    """
    fields: list[Field] = []
    usable = True
    lines = 0
    for block in document.blocks:
        text = block.text
        if block.grid is not None or is_blank(text):
            if fields and usable:
                yield tuple(fields)
            fields, usable, lines = [], True, 0
            continue
        lines += 1
        if not fields and text[0] != "\t":
            continue
        span = trimmed(text, block.index, 0, len(text))
        if text.startswith("\t"):
            usable = usable and "\t" not in text[1:].rstrip(WHITE) and lines <= _LONGEST
            fields.append((span,))
        elif fields and _HEADING.match(text) and not is_empty(fields[-1]):
            # The next section follows the last row without a blank line.
            if usable:
                yield tuple(fields)
            fields = []
        elif fields:
            fields[-1] = (*fields[-1], span)
    if fields and usable:
        yield tuple(fields)


def is_delimiter(text: str) -> bool:
    """Whether a line only separates the head of a Markdown table from its body."""
    stripped = text.strip(WHITE)
    if "-" not in stripped or stripped.strip(" |｜:-"):
        return False
    cells = [cell.strip(" :") for cell in stripped.strip("|｜").replace("｜", "|").split("|")]
    return "---" in stripped or (len(cells) > 1 and all(cells))


def line_above(document: Document, number: int) -> str:
    """The nearest line above a block that says something."""
    for above in range(number - 1, document.first - 1, -1):
        block = document.block(above)
        if block.grid is not None:
            break
        if (text := block.text.strip(WHITE + "|｜")) and not is_delimiter(text):
            return text
    return ""


def field_text(document: Document, field: Field) -> str:
    """The text of a field, its lines joined without a break (labels wrap inside words)."""
    if len(field) == 1:
        block, start, end = field[0]
        return document.block(block).text[start:end]
    return "".join(document.text(span) for span in field)


def is_empty(field: Field) -> bool:
    """Whether a field is printed empty."""
    if len(field) == 1:
        _, start, end = field[0]
        return start == end
    return all(span.start == span.end for span in field)
