"""Rows of text that keeps no row marks: cells in a row are told apart by the labels only.

Four ways of separating cells are known: a cell per line, a cell per paragraph where an empty
cell is one more line break, bars (with line breaks anywhere), and white space (the whole report
in one line).  A row runs from its labels to the next label.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import Enum
from functools import lru_cache
from itertools import accumulate

from govinfo_report.documents.document import Document, Span
from govinfo_report.reading.labels import book, is_cross_check
from govinfo_report.reading.rows import (
    WHITE,
    Cut,
    Field,
    Row,
    field_text,
    is_delimiter,
    line_rows,
    stacked_rows,
    trimmed,
)
from govinfo_report.reading.runon import cut_digits, pieces
from govinfo_report.text.lazy import lazy
from govinfo_report.text.normalise import squash

_WORD = lazy(r"[^\s\u00a0\u3000]++")
_NUMBER = lazy(r"[0-9０-９]{1,2}[.．、]|[(（][一二三四五六七八九十]{1,2}[)）]")
_WORDS = lazy(r"\s*+\p{Han}[^\s|｜]*+(?:[ \u3000]++[^\s|｜]++)*?[ \u3000]++[0-9]++\s*+")
_PIECE = lazy(r"[|｜]|[^|｜]++")
#: a line of a printed page that only numbers it
_PAGE = lazy(
    r"[-—–－]++\s*+[0-9]{1,3}\s*+[-—–－]++|第\s*+[0-9]{1,3}\s*+页(?:[^0-9]{0,4}[0-9]{1,3}\s*+页)?+"
)
_SECTION = lazy(r"[一二三四五六][、.．]")
TABLES = ("proactive_disclosure", "requests", "review_and_litigation")
_LONG = 60  # characters of the longest label with its note
_LINE = 200  # characters of a line that can hold a whole table
_SHORT = 16  # characters of a line that holds one figure
_FEW = 2  # figures that are not yet a table
_JOIN = 6  # lines a wrapped label may take
_PARTS = 5  # pieces of a label on one side of its figures
_FIGURES = 16  # figures of the longest row
_MARKS = frozenset({"无", "不适用", "零", "〇"})
_VALUE = lazy(
    r"[+-]?+(?:增加?+|减少?+)?+[0-9][0-9,.']*+(?:[万亿]?[元件项条宗起个份次]?+)(?:\(.*\))?+"
)


class Kind(Enum):
    """What a field can be in a row."""

    ROW = "row"
    PARENT = "parent"
    HEAD = "head"
    EITHER = "either"  # 其他 and 总计 are heads and row labels
    VALUE = "value"
    OTHER = "other"


@lru_cache(maxsize=16_384)
def is_value(text: str) -> bool:
    """Whether a field can only be a value: empty, a numeral with its unit, or a mark."""
    squashed = squash(text)
    if not squashed or squashed in _MARKS or not any(map(_is_han, squashed)):
        return True
    return _VALUE.fullmatch(squashed) is not None


@lru_cache(maxsize=32_768)
def kind_of(text: str) -> Kind:
    """What the text of a field can be, over all tables."""
    if is_value(text):
        return Kind.VALUE
    squashed = squash(text)
    if len(squashed) > 2 * _LONG:
        return Kind.OTHER
    row = parent = head = False
    for table in TABLES:
        labels = book(table)
        concepts = labels.row(text)
        row = row or any(c.kind == "row" for c in concepts)
        parent = parent or any(c.kind in ("group", "outcomes") for c in concepts)
        head = head or labels.head(text) is not None
    if head:
        return Kind.EITHER if row else Kind.HEAD
    if row or parent:
        return Kind.ROW if row else Kind.PARENT
    return Kind.OTHER


_NAMED = frozenset({Kind.ROW, Kind.PARENT, Kind.HEAD, Kind.EITHER})
_LABELS = frozenset({Kind.ROW, Kind.PARENT})


def _is_heading(text: str) -> bool:
    return _SECTION.match(text) is not None and kind_of(text) is Kind.OTHER


def is_page_number(text: str) -> bool:
    """Whether a line only numbers a printed page, dashes or 第…页 around the number."""
    return _PAGE.fullmatch(text) is not None


def _is_han(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


def _joined(document: Document, fields: Iterable[Field | None]) -> Iterator[Field | None]:
    """Put wrapped labels together: the longest run of lines that spells a label."""
    pending = list(fields)
    i = 0
    while i < len(pending):
        field = pending[i]
        i += 1
        if field is None:
            yield None
            continue
        best = 1
        text = field_text(document, field)
        # 一、本年新收… may be the first line of a row label, but never that of a head.
        wanted = _LABELS if _is_heading(text) else _NAMED
        if kind_of(text) is not Kind.VALUE and len(text) <= _LONG:
            run = text
            checked = is_cross_check(text)
            for extra in range(1, _JOIN):
                following = pending[i + extra - 1] if i + extra - 1 < len(pending) else None
                if (
                    following is None
                    or len(run) > 2 * _LONG
                    or (checked and squash(run).endswith("和)"))
                ):
                    break
                more = field_text(document, following)
                if not more or (kind_of(more) is Kind.VALUE and not checked):
                    break
                if _is_heading(more):
                    break
                if checked and kind_of(more) is not Kind.OTHER:
                    break
                run += more
                if checked or kind_of(run) in wanted:
                    best = extra + 1
        yield tuple(span for part in pending[i - 1 : i - 1 + best] if part for span in part)
        i += best - 1


def _around(document: Document, fields: Iterable[Field | None]) -> Iterator[Field | None]:
    """Put together labels that were wrapped around their figures: part, figures, part.

    Only what spells a row label exactly is put together, and a label that is whole already takes
    in nothing but its own note.
    """
    pending = list(fields)
    kinds = [Kind.OTHER if f is None else kind_of(field_text(document, f)) for f in pending]
    i = 0
    while i < len(pending):
        found = _wrapped(document, pending, kinds, i)
        if found is None:
            yield pending[i]
            i += 1
        else:
            label, values, i = found
            yield label
            yield from values


def _wrapped(
    document: Document, fields: Sequence[Field | None], kinds: Sequence[Kind], start: int
) -> tuple[Field, Sequence[Field | None], int] | None:
    if kinds[start] not in (Kind.OTHER, Kind.ROW):
        return None
    first = _while(fields, kinds, start, (Kind.OTHER, kinds[start]), _PARTS)
    values = _while(fields, kinds, first, (Kind.VALUE,), _FIGURES)
    last = _while(fields, kinds, values, (Kind.OTHER,), _PARTS)
    if first == start or values == first:
        return None
    before = [span for field in fields[start:first] if field for span in field]
    for stop in range(last, values, -1):
        behind = [span for field in fields[values:stop] if field for span in field]
        label = (*before, *behind)
        text = field_text(document, label)
        if len(text) <= 2 * _LONG and kind_of(text) is Kind.ROW:
            if kinds[start] is Kind.OTHER or _same_row(text, field_text(document, tuple(before))):
                return label, fields[first:values], stop
    return None


def _while(
    fields: Sequence[Field | None], kinds: Sequence[Kind], i: int, wanted: Sequence[Kind], most: int
) -> int:
    """The end of the run of fields of some kinds, ``None`` for a break ends it too."""
    stop = min(len(fields), i + most)
    while i < stop and fields[i] is not None and kinds[i] in wanted:
        i += 1
    return i


def _same_row(one: str, other: str) -> bool:
    return any(book(table).row(one) == book(table).row(other) != () for table in TABLES)


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
    """The figures in digits that touch the label before them, if only one cut is possible."""
    span = field[0]
    before = row[-1][-1] if row else None
    touching = before is not None and before[::2] == (span.block, span.start)
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


def segment(document: Document, fields: Iterable[Field | None]) -> Iterator[Row]:
    """Cut a stream of fields into rows: heads, or labels with the values behind them."""
    row: list[Field] = []
    leading: list[Field] = []  # empty cells behind heads: the first ones of a row without label
    heads = valued = False
    columns = 0
    for field in _around(document, _joined(document, _apart(document, fields))):
        text = "" if field is None else field_text(document, field)
        kind = Kind.OTHER if field is None else kind_of(text)
        if field is None or (kind is Kind.OTHER and (len(text) > _LONG or _SECTION.match(text))):
            if row:
                yield tuple(row)
            row, heads, valued = [], False, False
            leading = []
            continue
        if kind is Kind.VALUE:
            if heads and not text:
                assert field is not None
                leading.append(field)
                continue
            if heads:
                yield tuple(row)
                row, heads = leading, False
                leading = []
            if text or row:
                row += _run_on(document, row, field, columns)
                valued = True
            continue
        leading = []
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


def _lines(document: Document) -> Iterator[Field | None]:
    """A cell per line, blank lines ignored."""
    for block in document.blocks:
        if block.grid is not None or len(block.text) > 4 * _LONG:
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
        if block.grid is not None or len(block.text) > 4 * _LONG or _barred(block.text):
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
    for block in document.blocks:
        if block.grid is not None:
            yield None
            continue
        if is_page_number(block.text.strip(WHITE)):
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
    "gaps": lambda document: segment(document, _gaps(document)),
    "bars": lambda document: segment(document, _bars(document)),
    "words": lambda document: segment(document, _words(document)),
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
    short = (text for text in texts if len(text) < _SHORT)
    return sum(any(c in "0123456789０１２３４５６７８９" for c in text) for text in short) > _FEW


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
