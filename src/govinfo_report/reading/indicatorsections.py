"""Which row of the table of 2014 each printed label is, by its words and by what stands over it.

All rows of the source are resolved in order, whatever a layout claims of them: a claim can
neither leave out a heading nor invent one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from govinfo_report.documents.document import Document
from govinfo_report.model.figure import Reason
from govinfo_report.reading.indicatorlabels import (
    Cell,
    cell_of,
    indicators,
    keeps_section,
    meaning,
)
from govinfo_report.reading.indicatorrows import Printed, rows_of
from govinfo_report.reading.rows import field_text


class Resolved(NamedTuple):
    """What one row of the source is; ``heading`` rows and other rows have no ``row_id``.

    ``reason`` says why a row of the form, or one that might be, is refused.
    """

    row_id: str | None = None
    reason: Reason | None = None
    heading: bool = False


_OTHER = Resolved()
#: the row that every copy of the table begins with
FIRST = "proactive.total"


class _Walk:
    """Follows the sections down the table.

    ``section`` is ``""`` before anything was printed and ``None`` where a label is lost.
    """

    def __init__(self, bare: bool) -> None:
        self.section: str | None = ""
        self.last = ""
        self.bare = bare  #: the table prints no heading that has no figure

    def heading(self, sections: Sequence[str]) -> None:
        """A heading without figures: one of its words may stand in several sections."""
        if self.section not in sections:
            self.section = sections[0] if len(sections) == 1 else None

    def lost(self, text: str) -> None:
        """An unknown label that may open a section."""
        if not keeps_section(text):
            self.section = None

    def row(self, rows: Sequence[str]) -> Resolved:
        """The row a label stands for here."""
        form = indicators()
        here = [r for r in rows if r in form.tops or form.section[r] == self.section]
        if len(here) == 1 or (not here and len(rows) == 1 and self._free(rows[0])):
            found = (here or rows)[0]
            self.section, self.last = form.section[found], found
            return Resolved(found)
        if len(rows) == 1:
            self.section = None  # one of the two is not what it seems
            return Resolved(rows[0], Reason.PARENT_CONFLICT)
        return Resolved(None, Reason.LABEL_AMBIGUOUS)

    def _free(self, row: str) -> bool:
        """Whether nothing printed contradicts a label that is unique in the form."""
        if not self.section:
            return True
        form = indicators()
        opened = {form.section[top] for top in form.tops}
        # Where no heading is printed at all, the sections that only have one lack it too.
        return self.bare and form.section[row] not in opened


def resolve(document: Document, way: str) -> tuple[Resolved, ...]:
    """What every row of the source is (computed once per document and way of cutting)."""
    key = ("indicators resolved", way)
    if key not in document.cache:
        rows = rows_of(document, way)
        texts = [[field_text(document, field) for field in row.fields] for row in rows]
        document.cache[key] = _once(rows, texts, list(_resolve(rows, texts)))
    found = document.cache[key]
    assert isinstance(found, tuple)
    return found


def _once(
    rows: Sequence[Printed], texts: Sequence[Sequence[str]], found: list[Resolved]
) -> tuple[Resolved, ...]:
    """The rows, those refused that one copy of the table has twice (one may be another's)."""
    form = indicators()
    seen: dict[str, int] = {}
    grid, piece = -1, 0
    # Where a label comes twice in one section, another section may have lost its head.
    places: list[tuple[int, str]] = []
    twice: set[tuple[int, str]] = set()
    for i, (row, what) in enumerate(zip(rows, found, strict=True)):
        if row.grid != grid or what.row_id == FIRST:
            grid, seen, piece = row.grid, {}, piece + 1
        places.append((piece, form.section.get(what.row_id or "", "")))
        words = [cell_of(text) is Cell.OTHER for text in texts[i][row.label + 1 :]]
        if what.row_id is None or any(words):  # a sentence may name an indicator
            continue
        other = seen.setdefault(what.row_id, i)
        if other != i:
            for k in (other, i):
                found[k] = Resolved(what.row_id, found[k].reason or Reason.CLAIMED_TWICE)
        if other != i:
            twice.add((piece, form.section[what.row_id]))
    for i, where in enumerate(places):
        row_id = found[i].row_id
        if where in twice and row_id is not None and form.shared(row_id):
            found[i] = Resolved(row_id, found[i].reason or Reason.LABEL_AMBIGUOUS)
    return tuple(found)


def _resolve(rows: Sequence[Printed], texts: Sequence[Sequence[str]]) -> Iterator[Resolved]:
    labels = {text for row in texts for text in row if cell_of(text) is Cell.HEADING}
    opening = {section for text in labels for section in meaning(text).sections}
    walk = _Walk(bare=not any(_opens(text, opening) for text in labels))
    grid = -1
    for row, words in zip(rows, texts, strict=True):
        if row.grid != grid:
            grid = row.grid
            _next_piece(walk, words, row)
        yield _one(walk, row, words)


def _opens(text: str, sections: set[str]) -> bool:
    """Whether a heading is that of a whole section."""
    return any(meaning(text) == meaning(section) for section in sections)


def _next_piece(walk: _Walk, words: Sequence[str], row: Printed) -> None:
    """A table that goes on in another grid keeps its section only where no row is missing."""
    rows = meaning(words[row.label]).rows if row.label >= 0 else ()
    if walk.last and indicators().after.get(walk.last) not in rows:
        walk.section = None


def _one(walk: _Walk, row: Printed, words: Sequence[str]) -> Resolved:
    own = words[row.label] if row.label >= 0 else ""
    reason: Reason | None = None
    for i, text in enumerate(words[: max(row.label, 0)]):
        kind = cell_of(text)
        if kind is Cell.HEADING:
            walk.heading(meaning(text).sections)
        elif kind is Cell.ROW and row.above[i : i + 1] == (True,):
            walk.row(meaning(text).rows)
        elif kind not in (Cell.EMPTY, Cell.NUMBER, Cell.AMONG, Cell.VALUE):
            reason = Reason.LABEL_LOST
    kind = cell_of(own)
    if kind is Cell.HEADING:
        walk.heading(meaning(own).sections)
        return Resolved(heading=True)
    if kind is Cell.ROW:
        found = walk.row(meaning(own).rows)
        return found if reason is None else Resolved(found.row_id, found.reason or reason)
    if kind is Cell.OTHER:
        walk.lost(own)
    elif kind is Cell.EMPTY and any(cell_of(text) is Cell.VALUE for text in words):
        walk.section = None
    else:
        return _OTHER
    figures = [text for text in words[row.label + 1 :] if cell_of(text) is Cell.VALUE]
    return Resolved(None, Reason.LABEL_LOST) if figures else _OTHER
