"""Labels over several lines: broken ones, and those wrapped around their figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from govinfo_report.documents.document import Document
from govinfo_report.model.editions import EDITION_IDS, edition
from govinfo_report.reading.kinds import (
    LONG,
    TABLES,
    Kind,
    is_bare_number,
    is_heading,
    is_numbered,
    kind_of,
)
from govinfo_report.reading.labels import book, is_cross_check
from govinfo_report.reading.rows import Field, field_text
from govinfo_report.text.lazy import lazy
from govinfo_report.text.normalise import squash

_ENUMERATOR = lazy(r"\([一二三四五六七八九十]{1,3}\)")
_JOIN = 6  # lines a wrapped label may take
_PARTS = 5  # pieces of a label on one side of its figures
_FIGURES = 16  # figures of the longest row
_NAMED = frozenset({Kind.ROW, Kind.PARENT, Kind.HEAD, Kind.EITHER})
_LABELS = frozenset({Kind.ROW, Kind.PARENT})


def joined(document: Document, fields: Iterable[Field | None]) -> Iterator[Field | None]:
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
        wanted = _LABELS if is_heading(text) else _NAMED
        checked = is_cross_check(text)
        begins = checked or not _is_foreign_note(text)
        if kind_of(text) is not Kind.VALUE and len(text) <= LONG and begins:
            run = text
            for extra in range(1, _JOIN):
                following = pending[i + extra - 1] if i + extra - 1 < len(pending) else None
                if (
                    following is None
                    or len(run) > 2 * LONG
                    or (checked and squash(run).endswith("和)"))
                ):
                    break
                more = field_text(document, following)
                if not more or (kind_of(more) is Kind.VALUE and not checked):
                    break
                # A number is never the end of a label, and a numbered label takes in no other.
                if is_heading(more) or is_bare_number(more):
                    break
                if extra == 1 and is_bare_number(run) and is_numbered(more):
                    break
                if checked and kind_of(more) is not Kind.OTHER:
                    break
                if _is_foreign_note(more) and kind_of(run) in _LABELS:
                    break
                run += more
                if checked or kind_of(run) in wanted:
                    best = extra + 1
        yield tuple(span for part in pending[i - 1 : i - 1 + best] if part for span in part)
        i += best - 1


def around(document: Document, fields: Iterable[Field | None]) -> Iterator[Field | None]:
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
    numbers = (i for i in range(values, last) if is_bare_number(_text(document, fields[i])))
    last = next(numbers, last)
    if first == start or values == first:
        return None
    before = [span for field in fields[start:first] if field for span in field]
    for stop in range(last, values, -1):
        behind = [span for field in fields[values:stop] if field for span in field]
        label = (*before, *behind)
        text = field_text(document, label)
        if stop < len(fields) and fields[stop] is not None and kinds[stop] is Kind.VALUE:
            continue  # words between figures may be a cell
        if any(_is_foreign_note(_text(document, field)) for field in fields[values:stop]):
            continue
        if len(text) <= 2 * LONG and kind_of(text) is Kind.ROW:
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


def _is_foreign_note(text: str) -> bool:
    """Whether words in brackets are no note of the form: beside a label they may be a cell."""
    squashed = squash(text)
    if squashed[:1] != "(" or squashed[-1:] != ")" or _ENUMERATOR.fullmatch(squashed):
        return False
    return squashed not in _own_notes()


@cache
def _own_notes() -> frozenset[str]:
    blocks = (block for edition_id in EDITION_IDS for block in edition(edition_id).blocks)
    return frozenset(squash(row.note) for block in blocks for row in block.rows if row.note)


def _text(document: Document, field: Field | None) -> str:
    return "" if field is None else field_text(document, field)


def _same_row(one: str, other: str) -> bool:
    return any(book(table).row(one) == book(table).row(other) != () for table in TABLES)
