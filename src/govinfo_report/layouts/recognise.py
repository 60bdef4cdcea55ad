"""From rows of cells to claims: shared by the layouts, whatever cut the rows.

A layout knows how its family separates cells.  What a row is (heads, data, neither) follows from
the labels in it; the verifier checks every claim again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from attrs import define, field

from govinfo_report.documents.document import Document, Span
from govinfo_report.reading.draft import RowClaim, TableClaim
from govinfo_report.reading.kinds import is_value
from govinfo_report.reading.labels import Book, book
from govinfo_report.reading.rows import Row, field_text

TABLES = ("proactive_disclosure", "requests", "review_and_litigation")
_AMBIGUOUS = frozenset({"total", "other_organization"})
_REVIEW = "review_and_litigation"
_RESULTS = 5  # columns of a piece of table 4
_SLACK = 2  # empty fields at the edges of a row


class View(NamedTuple):
    """One cell as a layout sees it; ``above`` marks a cell merged down from an earlier row."""

    text: str
    spans: tuple[Span, ...]
    above: bool = False


#: one row of cells in printed order, empty ones included
Views = Sequence[View]


def views_of(document: Document, row: Row) -> Views:
    """A row of flattened text as views."""
    new = tuple.__new__
    return [new(View, (field_text(document, spans), spans, False)) for spans in row]


class _Kind(NamedTuple):
    """What the labels in one cell say, per table."""

    row: bool
    parent: bool
    head: bool
    ambiguous: bool
    column: bool


@lru_cache(maxsize=32_768)
def _kind(labels: Book, text: str) -> _Kind:
    concepts = labels.row(text)
    head = labels.head(text)
    ambiguous = head is not None and head.id in _AMBIGUOUS
    return _Kind(
        any(c.kind in ("row", "outside") for c in concepts),
        any(c.kind in ("group", "outcomes") for c in concepts),
        head is not None,
        ambiguous,
        head is not None and head.kind == "column",
    )


@define
class _Open:
    """The claim that is being collected."""

    table: str = ""
    heads: list[tuple[tuple[Span, ...], ...]] = field(factory=list)
    rows: list[RowClaim] = field(factory=list)
    head_views: list[Views] = field(factory=list)
    blank: Views | None = None


class Recogniser:
    """Collects claims from rows in document order."""

    def __init__(self, variants: Mapping[str, str] | None = None) -> None:
        self.books = {table: book(table, variants) for table in TABLES}
        self.claims: list[TableClaim] = []
        self._open = _Open()
        self._seen: dict[str, tuple[_Kind, ...] | None] = {}

    def row(self, views: Views) -> None:
        """Take one row of cells."""
        own = [view for view in views if view.text and not view.above]
        if not own:
            if self._open.table == _REVIEW and len(views) >= _RESULTS:
                self._open.blank = views
            return
        table = self._head_table(own)
        if table:
            self._head(table, views)
            return
        table, label = self._data_label(views)
        if table:
            self._data(table, views, label)
        elif self._open.table == _REVIEW and self._is_result_row(views, own):
            self._data(_REVIEW, views, -1)
            self.end()
        elif self._open.table and not self._open.rows and len(own) > 1:
            self._head(self._open.table, views)
        elif self._open.table and self._open.rows and len(views) > 2:
            self._orphan(views)

    def end(self) -> None:
        """The table is over: prose, a heading or the end of a grid follows."""
        # Table 4 has no row label: a row of empty cells is its data only if no other follows.
        if self._open.heads and not self._open.rows and self._open.blank is not None:
            self._open.rows.append(_claim(self._open.blank, -1))
        if self._open.rows:
            self.claims.append(
                TableClaim(self._open.table, tuple(self._open.heads), tuple(self._open.rows))
            )
        self._open = _Open()

    def finish(self) -> tuple[TableClaim, ...]:
        """All claims."""
        self.end()
        return tuple(self.claims)

    def _is_result_row(self, views: Views, own: Sequence[View]) -> bool:
        """Whether a row under the heads of table 4 holds its figures."""
        values = sum(is_value(view.text) for view in own)
        return not self._open.rows and len(views) >= _RESULTS and 2 * values > len(own)

    def _head_table(self, own: Sequence[View]) -> str:
        # Most cells are figures, which are labels of no table.
        known = [kinds for view in own if (kinds := self._kinds(view.text)) is not None]
        for i, table in enumerate(self.books) if known else ():
            if any(kinds[i].head and not kinds[i].ambiguous for kinds in known) and not any(
                k[i].row and not k[i].ambiguous and not k[i].head for k in known
            ):
                return table
        return ""

    def _kinds(self, text: str) -> tuple[_Kind, ...] | None:
        """What a text is in each table; ``None`` for a label of none."""
        if text in self._seen:
            return self._seen[text]
        kinds = tuple([_kind(labels, text) for labels in self.books.values()])
        self._seen[text] = found = kinds if any(map(any, kinds)) else None
        return found

    def _head(self, table: str, views: Views) -> None:
        if table != self._open.table or self._open.rows or self._piece_is_over():
            self.end()
            self._open.table = table
        self._open.heads.append(tuple(view.spans for view in views if not view.above))
        self._open.head_views.append(views)

    def _piece_is_over(self) -> bool:
        """Whether a row of empty cells under the heads so far was a piece of table 4."""
        if self._open.blank is None:
            return False
        texts = [view.text for row in self._open.head_views for view in row]
        results = sum(_kind(self.books[_REVIEW], text).column for text in texts if text)
        return results <= len(self._open.blank) <= results + _SLACK

    def _data_label(self, views: Views) -> tuple[str, int]:
        tables = [self._open.table, *TABLES] if self._open.table else list(TABLES)
        for table in dict.fromkeys(tables):
            labels = self.books[table]
            index = _label_index(labels, views)
            if index < 0:
                continue
            kind = _kind(labels, views[index].text)
            if kind.row or kind.parent:
                # 其他 and 总计 are row labels only behind other rows or heads of their table.
                if kind.ambiguous and not self._may_be_row(table, views[index + 1 :]):
                    continue
                return table, index
        return "", -1

    def _may_be_row(self, table: str, cells: Views) -> bool:
        if table != self._open.table:
            return False
        filled = [view for view in cells if view.text]
        figures = len(filled) > 1 and all(is_value(view.text) for view in filled)
        return bool(self._open.rows or (self._open.heads and figures))

    def _data(self, table: str, views: Views, label: int) -> None:
        if table != self._open.table:
            self.end()
            self._open.table = table
        self._open.rows.append(_claim(views, label))

    def _orphan(self, views: Views) -> None:
        """A row of values whose label is unknown or lost: claimed, so that it is not overlooked."""
        label = -1
        for i, view in enumerate(views):
            if view.text and is_value(view.text):
                break
            if view.text:
                label = i
        values = [view for view in views[label + 1 :] if view.text]
        if values and all(is_value(view.text) for view in values):
            self._open.rows.append(_claim(views, label))


def _label_index(labels: Book, views: Views) -> int:
    """The position of the row's own label: the last one before the values, or -1."""
    index, is_row = -1, False
    for i, view in enumerate(views):
        if not view.text:
            continue
        kind = _kind(labels, view.text)
        if kind.row or kind.parent:
            index, is_row = i, kind.row
        elif is_row or is_value(view.text):
            break
        else:
            index = i
    return index


def _claim(views: Views, label: int) -> RowClaim:
    parents = tuple(view.spans for view in views[: max(label, 0)] if view.text)
    cells = tuple(view.spans[0] for view in views[label + 1 :])
    return RowClaim(views[label].spans if label >= 0 else (), cells, parents)


def recognise(rows: Iterable[Views | None], variants: Mapping[str, str]) -> tuple[TableClaim, ...]:
    """Claims from rows in order; ``None`` stands for something that ends a table."""
    recogniser = Recogniser(variants)
    for views in rows:
        if views is None:
            recogniser.end()
        else:
            recogniser.row(views)
    return recogniser.finish()
