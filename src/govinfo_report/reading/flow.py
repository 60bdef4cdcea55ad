"""Rows of text that keeps no row marks: cells in a row are told apart by the labels only.

Four ways of separating cells are known: a cell per line, a cell per paragraph where an empty
cell is one more line break, bars (with line breaks anywhere), and white space (the whole report
in one line).  A row runs from its labels to the next label.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate

from govinfo_report.documents.document import Document, Span
from govinfo_report.reading.kinds import (
    LONG,
    SECTION,
    TABLES,
    Kind,
    kind_of,
)
from govinfo_report.reading.labels import book
from govinfo_report.reading.pages import running_lines
from govinfo_report.reading.rows import (
    WHITE,
    Cut,
    Field,
    Row,
    field_text,
    is_delimiter,
    is_empty,
    line_rows,
    stacked_rows,
    trimmed,
)
from govinfo_report.reading.runon import cut_digits, pieces
from govinfo_report.reading.upright import upright
from govinfo_report.reading.wrapping import around, joined
from govinfo_report.text.lazy import lazy

_WORD = lazy(r"[^\s\u00a0\u3000]++")
_NUMBER = lazy(r"[0-9０-９]{1,2}[.．、]|[(（][一二三四五六七八九十]{1,2}[)）]")
_WORDS = lazy(r"\s*+\p{Han}[^\s|｜]*+(?:[ \u3000]++[^\s|｜]++)*?[ \u3000]++[0-9]++\s*+")
_PIECE = lazy(r"[|｜]|[^|｜]++")
_LINE = 200  # characters of a line that can hold a whole table
_SHORT = 16  # characters of a line that holds one figure
_FEW = 2  # figures that are not yet a table
_DIGITS = frozenset("0123456789０１２３４５６７８９")


def _apart(document: Document, fields: Iterable[Field | None]) -> Iterator[Field | None]:
    """Take fields apart whose cells were run together."""
    for field in fields:
        if field is None or len(field) > 1:
            yield field
            continue
        span = field[0]
        text = field_text(document, field)
        parts = pieces(text) if kind_of(text) is Kind.OTHER else ()
        for start, end in parts:
            yield (Span(span.block, span.start + start, span.start + end),)
        if not parts:
            yield field


def _run_on(document: Document, row: Sequence[Field], field: Field, columns: int) -> list[Field]:
    """The figures in digits that touch their label, if only one cut is possible."""
    span = field[0]
    before = row[-1][-1] if row else None
    # The row of table 4 has no label: it stands under its heads.
    touching = before is None or before[::2] == (span.block, span.start)
    if not touching or len(field) > 1 or columns < 2:
        return [field]
    lengths = cut_digits(field_text(document, field), columns)
    if lengths is None:
        return [field]
    edges = list(accumulate(lengths, initial=span.start))
    return [(Span(span.block, start, end),) for start, end in zip(edges, edges[1:], strict=False)]


def _is_column(text: str) -> bool:
    heads = (book(table).head(text) for table in TABLES)
    return any(head is not None and head.kind == "column" for head in heads)


def segment(
    document: Document,
    fields: Iterable[Field | None],
    *,
    counted: bool = False,
    divided: bool = False,
) -> Iterator[Row]:
    """Cut a stream of fields into rows: heads, or labels with the values behind them.

    ``counted`` says that empty cells show: where one does, words can be a cell, if a row comes
    out right with them and without them does not.  ``divided`` says that cells are marked off,
    so that no label is wrapped around its figures: words in brackets are a cell, not its note.
    """
    row: list[Field] = []
    leading: list[Field] = []  # empty cells behind heads: the first ones of a row without label
    heads = valued = False
    columns = have = 0  # columns under the last heads, cells of the row so far
    whole = joined(document, _apart(document, fields))
    stream = list(whole if divided else around(document, whole))
    kinds = [Kind.OTHER if f is None else kind_of(field_text(document, f)) for f in stream]
    counted = counted and _shows_empty_cells(document, stream, kinds)
    for number, field in enumerate(stream):
        text = "" if field is None else field_text(document, field)
        kind = kinds[number]
        if counted and kind is Kind.OTHER and field is not None and (valued or leading):
            need = columns - (len(leading) if heads else have)
            if need > 0 and _are_cells(document, stream, kinds, number, need):
                kind = Kind.VALUE
        if field is None or (kind is Kind.OTHER and _ends_rows(text)):
            if row:
                yield tuple(row)
            row, heads, valued = [], False, False
            leading = []
            continue
        if kind is Kind.VALUE:
            if heads and not text:
                leading.append(field)
                continue
            if heads:
                yield tuple(row)
                row, heads, have = leading, False, len(leading)
                leading = []
            if text or row:
                cells = _run_on(document, row, field, columns)
                row += cells
                have += len(cells)
                valued = True
            continue
        leading, have = [], 0
        is_head = kind is Kind.HEAD or (kind is Kind.EITHER and heads)
        if is_head != heads or valued:
            if row:
                yield tuple(row)
            row, valued = [], False
        columns = columns if not is_head else _is_column(text) + (columns if heads else 0)
        heads = is_head
        row.append(field)
    if row:
        yield tuple(row)


def _shows_empty_cells(
    document: Document, stream: Sequence[Field | None], kinds: Sequence[Kind]
) -> bool:
    """Whether an empty cell stands before a figure: elsewhere it may be the gap below prose."""
    for i, kind in enumerate(kinds[:-1]):
        field, following = stream[i], stream[i + 1]
        if kind is Kind.VALUE is kinds[i + 1] and field is not None and following is not None:
            if is_empty(field) and not is_empty(following):
                return True
    return False


def _ends_rows(text: str) -> bool:
    return len(text) > LONG or SECTION.match(text) is not None


def _are_cells(
    document: Document, stream: Sequence[Field | None], of: Sequence[Kind], start: int, need: int
) -> bool:
    """Whether a row with words in it is whole: ``need`` more cells, then a label or the end.

    Words at the very end may be prose below the table, unless a label follows; words in two
    lines may be one cell or two.
    """
    count = 0
    fields, kinds = stream[start : start + need + 1], of[start : start + need + 1]
    for i, (field, kind) in enumerate(zip(fields, kinds, strict=True)):
        words = field is not None and kind is Kind.OTHER
        if field is None or kind not in (Kind.OTHER, Kind.VALUE):
            return count == need and (field is not None or kinds[i - 1] is Kind.VALUE)
        if words and _ends_rows(field_text(document, field)):
            return count == need and kinds[i - 1] is Kind.VALUE
        if count == need:
            return False
        below = fields[i + 1] if i + 1 < len(fields) else None
        if words and below is not None and below[0].block <= field[-1].block + 1:
            return False
        count += 1
    return count == need and kinds[-1] is Kind.VALUE


def _lines(document: Document) -> Iterator[Field | None]:
    """A cell per line, blank lines ignored."""
    for block in document.blocks:
        if block.grid is not None or len(block.text) > 4 * LONG:
            yield None
            continue
        span = trimmed(block.text, block.index, 0, len(block.text))
        if span.start != span.end:
            yield (span,) if not _barred(block.text) else None


def _barred(text: str) -> bool:
    return "|" in text or "｜" in text


def _gaps(document: Document) -> Iterator[Field | None]:
    """A cell per paragraph; of the blank lines between two, all but one are empty cells."""
    blank: list[Span] = []
    for block in document.blocks:
        if block.grid is not None or len(block.text) > 4 * LONG or _barred(block.text):
            yield None
            blank = []
            continue
        span = trimmed(block.text, block.index, 0, len(block.text))
        if span.start == span.end:
            blank.append(span)
            continue
        for empty in blank[1:]:
            yield (empty,)
        blank = []
        yield (span,)


def _bars(document: Document) -> Iterator[Field | None]:
    """Cells between bars, with line breaks anywhere; two bars with nothing between: empty."""
    behind_bar: Span | None = None
    blocks = document.blocks
    barred = [_barred(b.text) and b.grid is None for b in blocks]
    near = [
        any(barred[max(0, i - 2) : i + 4]) if not barred[i] else True for i in range(len(blocks))
    ]
    for block, close in zip(blocks, near, strict=True):
        if not close or block.grid is not None or is_delimiter(block.text):
            if not is_delimiter(block.text) or not block.text.strip(WHITE):
                behind_bar = None
                if block.text.strip(WHITE):
                    yield None
            continue
        for piece in _PIECE.finditer(block.text):
            if piece[0] in "|｜":
                if behind_bar is not None:
                    yield (behind_bar,)
                behind_bar = Span(block.index, piece.end(), piece.end())
                continue
            span = trimmed(block.text, block.index, piece.start(), piece.end())
            if span.start != span.end:
                behind_bar = None
                yield (span,)


def _words(document: Document) -> Iterator[Field | None]:
    """Cells separated by white space, as when all line breaks were turned into spaces."""
    passed = running_lines(document)
    for block in document.blocks:
        if block.grid is not None:
            yield None
            continue
        if block.index in passed:
            continue
        number: Span | None = None
        for word in _WORD.finditer(block.text):
            span = Span(block.index, word.start(), word.end())
            if not word[0].strip("#*>"):  # a Markdown heading begins
                yield None
            elif number is not None:
                yield (number, span)
                number = None
            elif _NUMBER.fullmatch(word[0]):
                number = span
            else:
                yield (span,)
        if number is not None:
            yield (number,)


#: separator id -> how it cuts; the first three keep the rows of the source
CUTTERS: dict[str, Callable[[Document], Iterator[Row]]] = {
    "tab": lambda document: line_rows(document, "tab"),
    "bar": lambda document: line_rows(document, "bar"),
    "line": stacked_rows,
    "lines": lambda document: segment(document, _lines(document)),
    "gaps": lambda document: segment(document, _gaps(document), counted=True, divided=True),
    "bars": lambda document: segment(document, _bars(document), divided=True),
    "words": lambda document: segment(document, upright(document, _words(document))),
}
#: the closed list, in the order in which they are tried
SEPARATORS = tuple(CUTTERS)


def possible(document: Document, separator: str) -> bool:
    """Whether a document has the marks of a separator at all: a quick look before the cut."""
    texts: Iterable[str] = (block.text for block in document.blocks if block.grid is None)
    if separator == "tab":
        return any("\t" in text and "\t" in text.strip() for text in texts)
    if separator == "line":
        return any(text.startswith("\t") and "\t" not in text.strip() for text in texts)
    if separator in ("bar", "bars"):
        return any("|" in text or "｜" in text for text in texts)
    if separator == "words":
        texts = list(texts)
        long = any(len(text) > _LINE and text.count("0") > _FEW for text in texts)
        return long or sum(_WORDS.fullmatch(text) is not None for text in texts) > _FEW
    if separator == "gaps":
        return _lies_open(document)
    short = (text for text in texts if len(text) < _SHORT)
    return sum(any(c in _DIGITS for c in text) for text in short) > _FEW


def _lies_open(document: Document) -> bool:
    """Whether several lines that hold one figure have no line directly above and below them."""
    blocks, found = document.blocks, 0
    for i in range(1, len(blocks) - 1):
        text = blocks[i].text
        if len(text) < _SHORT and any(c in _DIGITS for c in text):
            if not blocks[i - 1].text.strip() and not blocks[i + 1].text.strip():
                found += 1
                if found > _FEW:
                    return True
    return False


def is_cut(document: Document, separator: str) -> bool:
    """Whether the rows under a separator have been computed already."""
    return ("cut", separator) in document.cache


def cut(document: Document, separator: str) -> Cut:
    """The rows of a document under one separator (computed once per document)."""
    key = ("cut", separator)
    if key not in document.cache:
        document.cache[key] = Cut(CUTTERS[separator](document))
    found = document.cache[key]
    assert isinstance(found, Cut)
    return found
