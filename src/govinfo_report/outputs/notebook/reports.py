"""Cards of reports, of their parts, and of figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from govinfo_report.display import Card, Tile
from govinfo_report.model.address import derived_of
from govinfo_report.model.editions import BlockForm, address
from govinfo_report.model.figure import REASON_TEXTS, Figure, State
from govinfo_report.model.forms import ALL_TABLES
from govinfo_report.model.report import Report, blocks_of
from govinfo_report.outputs.labels import GROUP_LABELS, TABLES_EN
from govinfo_report.outputs.notebook.cards import fields_card, value_text
from govinfo_report.outputs.table import GRADES, MARKS, number_text

#: a mark and what it means, in the order of the key
KEY = "· blank   / marked as none   ? refused   – not in the document"
_LOST = (State.REFUSED, State.ABSENT)
_REASONS = 5
Lookup = Callable[[str], Figure | None]


def report_card(report: Report) -> Card:
    """The tables as printed, every figure with the mark of its state, and what is missing."""
    rows: list[tuple[Tile, ...]] = []
    table = ""
    for block in blocks_of(report.forms):
        rows += _block(block, report.figures.get, title=block.table != table)
        table = block.table
    rows += [
        (Tile(one.label, "label", "not in the form"), *map(figure_tile, one.cells))
        for one in report.extra_rows[:10]
    ]
    title = f"{report.publisher or 'publisher unknown'} {report.year or 'year unknown'}"
    return Card(title, tuple(_facts(report)), (), rows, 0, tuple(_notes(report)))


def _facts(report: Report) -> Iterator[str]:
    yield f"edition {report.edition}"
    counts = Counter(figure.state for figure in report.figures.values())
    for state in State:
        if counts[state]:
            yield f"{counts[state]} {'values' if state is State.VALUE else state.value.replace('_', ' ')}"
    yield GRADES[report.grade][1]
    if report.reading.layout:
        yield f"layout {report.reading.layout}"
    if report.source.name:
        yield report.source.name


def _notes(report: Report) -> Iterator[str]:
    if any(figure.state is not State.VALUE for figure in report.figures.values()):
        yield KEY
    reasons = Counter(f.reason for f in report.figures.values() if f.state in _LOST)
    for reason, count in reasons.most_common(_REASONS):
        if reason is not None:
            yield f"{count} × {REASON_TEXTS[reason][1]}"


def figure_tile(figure: Figure | None) -> Tile:
    """A figure as its number, or as the mark of its state."""
    if figure is None:
        return Tile(MARKS[State.ABSENT], "lost")
    if figure.state is State.VALUE:
        return Tile(number_text(figure.value), "number")
    return Tile(MARKS[figure.state], "lost" if figure.state in _LOST else "number")


def _block(block: BlockForm, lookup: Lookup, *, title: bool) -> Iterator[tuple[Tile, ...]]:
    units = len({row.columns[0].unit for row in block.rows}) > 1
    heads = [Tile(_head(c.label, c.unit, units=units), "", c.id) for c in block.rows[0].columns]
    name = block.heading or ALL_TABLES[block.table][2]
    yield (Tile(name, "band", TABLES_EN[block.table] if title else ""), *heads)
    for row in block.rows:
        unit = f" {row.columns[0].unit}" if units and row.columns[0].unit else ""
        cells = (lookup(address(block.table, row.id, c.id)) for c in row.columns)
        yield (Tile(row.name + unit, "label", row.id), *map(figure_tile, cells))


def _head(label: str, unit: str | None, *, units: bool) -> str:
    return f"{label}（{unit}）" if unit not in (None, "件") and not units else label


def view_card(view: Any) -> Card:
    """A part of a report: its rows and columns, or the columns of one row."""
    lookup, prefix, forms = view._at
    given = dict(forms)
    rows = [row for block in blocks_of(given) for row in _below(block, lookup, prefix)]
    table, _, name = prefix.partition(".")
    groups = dict.fromkeys(at.rpartition(".")[0] for at in derived_of(given))
    for group in groups:
        if f"{group}.".startswith(f"{prefix}."):
            columns = (at for at in derived_of(given) if at.rpartition(".")[0] == group)
            label = f"{GROUP_LABELS.get(group.removeprefix(f'{table}.'), '')} 小计"
            rows.append((Tile(label, "label", f"{group.removeprefix(f'{table}.')} derived"),
                         *(figure_tile(lookup(at)) for at in columns)))  # fmt: skip
    title = f"{ALL_TABLES[table][2]} {name}".strip()
    marks = any(tile.text in MARKS.values() for row in rows for tile in row[1:])
    return Card(title, (prefix,), (), rows, 0, (KEY,) * marks)


def _below(block: BlockForm, lookup: Lookup, prefix: str) -> Iterator[tuple[Tile, ...]]:
    if block.table == prefix:
        yield from _block(block, lookup, title=False)
        return
    rows = [row for row in block.rows if f"{block.table}.{row.id}.".startswith(f"{prefix}.")]
    if len(rows) == 1 and f"{block.table}.{rows[0].id}" == prefix:
        for column in rows[0].columns:
            unit = f"（{column.unit}）" if column.unit not in (None, "件") else ""
            label = Tile(f"{column.label or rows[0].name}{unit}", "label", column.id)
            yield (label, figure_tile(lookup(address(block.table, rows[0].id, column.id))))
    elif rows:
        kept = {row.id for row in rows}
        yield from (
            row for row in _block(block, lookup, title=False)
            if row[0].kind == "band" or row[0].soft in kept
        )  # fmt: skip


def figure_card(figure: Figure) -> Card:
    """The value or the reason why there is none, as printed, and where."""
    card = fields_card(figure)
    reason = REASON_TEXTS[figure.reason][1] if figure.reason else ""
    value = value_text(figure.value) or f"{MARKS.get(figure.state, '')} {figure.state.value}"
    facts = (f"{value} {figure.unit or ''}".strip(), reason)
    return Card(f"Figure {figure.address}".strip(), tuple(filter(None, facts)), (), card.rows)
