"""From head rows to columns: by geometry in grids, by a closed list of sequences in text."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from attrs import frozen

from govinfo_report.documents.grid import Cell, Grid
from govinfo_report.model.forms import APPLICANTS, ORGANIZATIONS
from govinfo_report.reading.labels import Book, Concept

RESULTS = ("upheld", "corrected", "other_result", "pending", "total")
REVIEWS = (
    "administrative_reconsideration",
    "litigation_direct",
    "litigation_after_reconsideration",
)
_ORGANS = (
    "commercial_enterprise",
    "research_institution",
    "public_welfare_organization",
    "legal_service_institution",
    "other_organization",
)
_SEVEN = ("natural_person", *_ORGANS, "total")
#: head tokens of table 3 in reading order -> its columns are the seven in the form's order
_REQUEST_STREAMS = frozenset({
    (APPLICANTS, "natural_person", ORGANIZATIONS, "total", *_ORGANS),
    (APPLICANTS, "total", "natural_person", ORGANIZATIONS, *_ORGANS),
    (APPLICANTS, "natural_person", ORGANIZATIONS, *_ORGANS, "total"),
    ("natural_person", ORGANIZATIONS, "total", *_ORGANS),
})  # fmt: skip

_NESTED = Concept("group", ORGANIZATIONS)

#: a column of a table: column id, or (table 4) "group.column"
ColumnId = str


@frozen
class HeadColumn:
    """One column of a grid: what its heads stand for, and the lowest head cell over it."""

    id: ColumnId | None
    cell: Cell | None
    text: str


def text_columns(book: Book, rows: Sequence[Sequence[tuple[int, str]]]) -> list[ColumnId] | None:
    """The columns that head rows of flattened text announce, in the order of the values.

    ``rows`` hold (line number, text) of every head cell, also of empty ones.  ``None`` when a
    head is unknown, missing or repeated, or when the sequence is not on the closed list.
    """
    tokens: list[tuple[int, Concept]] = []
    for line, text in _joined(book, rows):
        concept = book.head(text)
        if concept is None:
            return None
        if concept.kind not in ("stub", "item"):
            tokens.append((line, concept))
    return {"requests": _request_columns, "review_and_litigation": _review_columns}.get(
        book.table, _plain_columns
    )(tokens)


def _joined(book: Book, rows: Sequence[Sequence[tuple[int, str]]]) -> list[tuple[int, str]]:
    """Head cells without the empty ones; a head split over two rows is put together."""
    cells: list[tuple[int, str]] = []
    pending = [list(row) for row in rows]
    for i, row in enumerate(pending):
        below = pending[i + 1] if i + 1 < len(pending) else []
        unknown = [k for k, (_, text) in enumerate(row) if text and book.head(text) is None]
        if unknown and len(below) == len(row):
            for k in unknown:
                text = row[k][1] + below[k][1]
                if below[k][1] and book.head(below[k][1]) is None and book.head(text):
                    row[k] = (row[k][0], text)
                    below[k] = (below[k][0], "")
        cells += [(line, text) for line, text in row if text]
    return cells


def _plain_columns(tokens: list[tuple[int, Concept]]) -> list[ColumnId] | None:
    ids = [concept.id for _, concept in tokens]
    return ids if ids and len(set(ids)) == len(ids) else None


def _request_columns(tokens: list[tuple[int, Concept]]) -> list[ColumnId] | None:
    stream = tuple(concept.id for _, concept in tokens)
    if stream in _REQUEST_STREAMS:
        return list(_SEVEN)
    leaves = [(line, c.id) for line, c in tokens if c.kind == "column"]
    ids = [column for _, column in leaves]
    one_line = len({line for line, _ in leaves}) == 1
    if one_line and sorted(ids) == sorted(_SEVEN):
        return ids
    return None


def _review_columns(tokens: list[tuple[int, Concept]]) -> list[ColumnId] | None:
    named = [concept.id for _, concept in tokens if concept.kind == "group"]
    reviews = [group for group in named if group != "litigation"]
    results = tuple(concept.id for _, concept in tokens if concept.kind == "column")
    in_order = [group for group in REVIEWS if group in reviews]
    if not reviews or reviews != in_order or results != RESULTS * len(reviews):
        return None
    return [f"{group}.{result}" for group in reviews for result in RESULTS]


def grid_columns(
    book: Book, grid: Grid, text: str, heads: Sequence[Cell], first_row: int
) -> list[HeadColumn]:
    """What stands over every column of a grid; ``first_row`` is the first data row.

    A column whose heads are unknown, contradict each other or repeat another column's has id
    ``None``.
    """
    paths: list[list[Cell]] = [[] for _ in range(grid.width)]
    for cell in heads:
        if cell.row_end <= first_row:
            for column in range(cell.column, cell.column_end):
                paths[column].append(cell)
    texts = [tuple(text[c.start : c.end] for c in path) for path in paths]
    nested = any(book.head(t) == _NESTED for t in {t for path in texts for t in path})
    columns = [
        HeadColumn(_column_of(book, t, nested), path[-1] if path else None, " / ".join(t))
        for t, path in zip(texts, paths, strict=True)
    ]
    cells_of: dict[ColumnId, set[int]] = {}
    for head in columns:
        if head.id is not None and head.cell is not None:
            cells_of.setdefault(head.id, set()).add(head.cell.start)
    repeated = {column for column, cells in cells_of.items() if len(cells) > 1}
    if not repeated:
        return columns
    return [HeadColumn(None, h.cell, h.text) if h.id in repeated else h for h in columns]


@lru_cache(maxsize=4096)
def _column_of(book: Book, texts: tuple[str, ...], nested: bool) -> ColumnId | None:
    """The column that a path of heads, top to bottom, stands for.

    ``nested`` says that the table prints the group head over the organizations.
    """
    concepts: list[Concept] = []
    carried = ""
    for text in texts:
        if not text.strip():
            continue
        concept = book.head(carried + text) or (book.head(text) if carried else None)
        if concept is None:
            carried += text
            continue
        carried = ""
        if concept.kind not in ("stub", "item") and concept not in concepts:
            concepts.append(concept)
    if carried:
        return None
    leaves = [concept.id for concept in concepts if concept.kind == "column"]
    groups = {concept.id for concept in concepts if concept.kind == "group"}
    if len(leaves) != 1:
        return None
    if book.table == "review_and_litigation":
        reviews = [group for group in REVIEWS if group in groups]
        if len(reviews) != 1 or ("litigation" in groups and reviews[0] == REVIEWS[0]):
            return None
        return f"{reviews[0]}.{leaves[0]}"
    under = set(book.columns[leaves[0]].under)
    if not groups <= under or (nested and (ORGANIZATIONS in groups) != (ORGANIZATIONS in under)):
        return None
    return leaves[0]
