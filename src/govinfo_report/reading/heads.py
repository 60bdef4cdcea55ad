"""From head rows to columns: by geometry in grids, by a closed list of sequences in text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import groupby, product

from attrs import frozen

from govinfo_report.documents.grid import Cell, Grid
from govinfo_report.model.editions import EDITION_IDS, edition
from govinfo_report.model.forms import APPLICANTS, ORGANIZATIONS
from govinfo_report.reading.labels import Book, Concept, book, is_left_of, read_label

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


@cache
def column_sets(table: str) -> tuple[frozenset[str], ...]:
    """The sets of columns that the heads over a row of a table announce, over all editions."""
    return tuple({
        frozenset(column.id for column in row.columns)
        for edition_id in EDITION_IDS
        for block in edition(edition_id).blocks
        if block.table == table
        for row in block.rows
    })  # fmt: skip


def restore(
    table: str, ids: Sequence[ColumnId | None], texts: Sequence[str]
) -> list[ColumnId | None]:
    """Columns whose heads lost characters, where the other heads leave one possibility.

    ``texts`` are the heads as printed.  A head that keeps at least half of the characters of one
    missing column of the only fitting form, in order, stands for it (``本年增/``).
    """
    if table != "proactive_disclosure" or None not in ids:
        return list(ids)
    known = [column for column in ids if column is not None]
    found: set[tuple[ColumnId | None, ...]] = set()
    for columns in column_sets(table):
        if set(known) <= columns and len(columns) == len(ids) and len(set(known)) == len(known):
            missing = sorted(columns - set(known))
            options = [
                [column] if column else [m for m in missing if _lost(table, m, text)]
                for column, text in zip(ids, texts, strict=True)
            ]
            found |= {c for c in product(*options) if set(c) == columns}
    return list(found.pop()) if len(found) == 1 else list(ids)


def _lost(table: str, column: ColumnId, text: str) -> bool:
    """Whether a head is what is left of a column's label."""
    key, label = read_label(text).key, read_label(book(table).columns[column].label).key
    return 2 * len(key) >= len(label) and is_left_of(key, label)


def text_columns(labels: Book, rows: Sequence[Sequence[tuple[int, str]]]) -> list[ColumnId] | None:
    """The columns that head rows of flattened text announce, in the order of the values.

    ``rows`` hold (line number, text) of every head cell, also of empty ones.  ``None`` when a
    head is unknown, missing or repeated, or when the sequence is not on the closed list.
    """
    tokens: list[tuple[int, Concept | None]] = []
    texts: list[str] = []
    for line, text in _joined(labels, rows):
        concept = labels.head(text)
        if concept is None or concept.kind not in ("stub", "item"):
            tokens.append((line, concept))
            texts.append(text)
    if labels.table == "proactive_disclosure":
        return _plain_columns(tokens, texts)
    known = [(line, concept) for line, concept in tokens if concept is not None]
    if len(known) < len(tokens):
        return None
    return _request_columns(known) if labels.table == "requests" else _review_columns(known)


def _joined(labels: Book, rows: Sequence[Sequence[tuple[int, str]]]) -> list[tuple[int, str]]:
    """Head cells without the empty ones; a head split over two rows is put together.

    The lower row may leave out the fields under heads that span both rows: its cells then belong,
    in order, to the heads above that are none alone, and every pair must be a head.
    """
    cells: list[tuple[int, str]] = []
    pending = [list(row) for row in rows]
    for i, row in enumerate(pending):
        below = pending[i + 1] if i + 1 < len(pending) else []
        upper, lower = _torn(labels, row), _torn(labels, below)
        if len(below) == len(row):
            pairs = [(k, k) for k in upper if k in lower]
        else:
            pairs = list(zip(upper, lower, strict=True)) if len(upper) == len(lower) else []
            if any(labels.head(row[j][1] + below[k][1]) is None for j, k in pairs):
                pairs = []
        for j, k in pairs:
            text = row[j][1] + below[k][1]
            if labels.head(text):
                row[j] = (row[j][0], text)
                below[k] = (below[k][0], "")
        cells += [(line, text) for line, text in row if text]
    return cells


def _torn(labels: Book, row: Sequence[tuple[int, str]]) -> list[int]:
    """Positions of the cells of a head row that are no head by themselves."""
    return [k for k, (_, text) in enumerate(row) if text and labels.head(text) is None]


def _plain_columns(
    tokens: Sequence[tuple[int, Concept | None]], texts: Sequence[str]
) -> list[ColumnId] | None:
    lines = Counter(line for line, _ in tokens)
    if len(lines) > 1 and max(lines.values()) > 1:
        return None  # a head that wraps stands lines above or below its place among the others
    printed = [None if concept is None else concept.id for _, concept in tokens]
    ids = [column for column in restore("proactive_disclosure", printed, texts) if column]
    return ids if len(set(ids)) == len(tokens) > 0 else None


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
    labels: Book, grid: Grid, text: str, heads: Sequence[Cell], first_row: int
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
    nested = any(labels.head(t) == _NESTED for t in {t for path in texts for t in path})
    columns = [
        HeadColumn(_column_of(labels, t, nested), path[-1] if path else None, " / ".join(t))
        for t, path in zip(texts, paths, strict=True)
    ]
    columns = _restored(labels.table, columns)
    cells_of: dict[ColumnId, set[int]] = {}
    for head in columns:
        if head.id is not None and head.cell is not None:
            cells_of.setdefault(head.id, set()).add(head.cell.start)
    repeated = {column for column, cells in cells_of.items() if len(cells) > 1}
    if not repeated:
        return columns
    return [HeadColumn(None, h.cell, h.text) if h.id in repeated else h for h in columns]


def matrix_columns(labels: Book, paths: Sequence[tuple[str, ...]]) -> dict[int, ColumnId]:
    """Position -> column of heads whose merged cells are printed again in every field.

    ``paths`` hold the heads over every field position.  Empty when a head is missing, unknown,
    or the columns are not a complete set in one run behind the stub: then order decides.
    """
    if not any(len(set(path)) > 1 or paths.count(path) > 1 for path in paths):
        return {}
    nested = any(labels.head(text) == _NESTED for path in paths for text in path)
    found: dict[int, ColumnId] = {}
    for position, path in enumerate(paths):
        if all(text.strip() for text in path):
            column = _column_of(labels, path, nested)
            if column is not None:
                found[position] = column
                continue
        if found or not _is_stub(labels, path):
            return {}
    ids = list(dict.fromkeys(found.values()))
    runs = [column for column, _ in groupby(found.values())]
    if labels.table == "proactive_disclosure":
        complete = frozenset(ids) in column_sets(labels.table)
    elif labels.table == "requests":
        complete = len(found) == len(_SEVEN) and set(ids) == set(_SEVEN)
    else:
        complete = len(found) == len(ids) and len(ids) % len(RESULTS) == 0
    return found if complete and runs == ids else {}


def _is_stub(labels: Book, path: tuple[str, ...]) -> bool:
    """Whether a field position holds the stub of the table (or nothing) in every head row."""
    concepts = [labels.head(text) for text in path if text.strip()]
    return all(concept is not None and concept.kind in ("stub", "item") for concept in concepts)


def _restored(table: str, columns: list[HeadColumn]) -> list[HeadColumn]:
    """Grid columns with the heads that lost characters put right."""
    cells = {h.cell.start: h for h in columns if h.cell is not None and _is_head(table, h)}
    ids = restore(table, [h.id for h in cells.values()], [_own(h) for h in cells.values()])
    right = dict(zip(cells, ids, strict=True))
    return [
        HeadColumn(right.get(h.cell.start, h.id), h.cell, h.text) if h.cell is not None else h
        for h in columns
    ]


def _own(head: HeadColumn) -> str:
    return head.text.rsplit(" / ", 1)[-1]


def _is_head(table: str, head: HeadColumn) -> bool:
    """Whether a column stands under a head of its own (not the stub, not only the block's)."""
    concept = book(table).head(_own(head))
    return bool(_own(head).strip()) and (concept is None or concept.kind == "column")


@lru_cache(maxsize=4096)
def _column_of(labels: Book, texts: tuple[str, ...], nested: bool) -> ColumnId | None:
    """The column that a path of heads, top to bottom, stands for.

    ``nested`` says that the table prints the group head over the organizations.
    """
    concepts: list[Concept] = []
    carried = ""
    for text in texts:
        if not text.strip():
            continue
        concept = labels.head(carried + text) or (labels.head(text) if carried else None)
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
    if labels.table == "review_and_litigation":
        reviews = [group for group in REVIEWS if group in groups]
        if len(reviews) != 1 or ("litigation" in groups and reviews[0] == REVIEWS[0]):
            return None
        return f"{reviews[0]}.{leaves[0]}"
    under = set(labels.columns[leaves[0]].under)
    if not groups <= under or (nested and (ORGANIZATIONS in groups) != (ORGANIZATIONS in under)):
        return None
    return leaves[0]
