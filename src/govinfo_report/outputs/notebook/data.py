"""Cards of data sets: frames, panels, regions."""

from __future__ import annotations

from collections import Counter

from attrs import evolve

from govinfo_report.display import ROWS, Card, Tile, number
from govinfo_report.outputs.frames.frame import Frame
from govinfo_report.outputs.frames.rows import ResultLike
from govinfo_report.outputs.notebook.cards import card_of
from govinfo_report.outputs.panel.panel import Panel
from govinfo_report.outputs.panel.reasons import REASONS
from govinfo_report.outputs.panel.rows import PanelRow
from govinfo_report.regions.table import Regions

_YEARS = 12
#: what a cell of the coverage shows: read, read in part, nothing read, missing
_MARKS = {"read": "read", "partly": "partly", "nothing": "nothing read", "missing": "–"}


def frame_card(frame: Frame) -> Card:
    """The columns; the rows are made while they are read, so none is looked at."""
    rows = [(Tile(c.name, "label"), Tile(c.type), Tile(c.zh), Tile(c.en)) for c in frame.columns]
    name = frame.facts.get("govinfo_report.table", "")
    facts = (f"{len(rows)} columns", "rows are made while they are read: to_pandas(), to_rows() …")
    heads = ("column", "type", "内容", "holds")
    return Card(f"Frame {name}".strip(), facts, heads, rows[:ROWS], max(0, len(rows) - ROWS))


def panel_card(panel: Panel) -> Card:
    """Units by years: what was read, and what is missing."""
    years = sorted({row.year for row in panel.rows})
    units = list(dict.fromkeys(row.unit for row in panel.rows))
    found: dict[tuple[str, int], list[PanelRow]] = {}
    for row in panel.rows:
        found.setdefault((row.unit, row.year), []).append(row)
    shown = years[-_YEARS:]
    rows = [(Tile(unit, "label"), *(_covered(found.get((unit, year), [])) for year in shown))
            for unit in units[:ROWS]]  # fmt: skip
    missing = Counter(row.missing for row in panel.rows if row.missing is not None)
    facts = [f"{len(panel.rows)} rows", f"{len(units)} units"]
    facts += [f"{years[0]}–{years[-1]}"] if years else []
    facts += [f"{sum(missing.values())} missing"] if missing else []
    facts += [f"blanks: {panel.blanks}"]
    notes = [f"{count} × {REASONS[reason][1]}" for reason, count in missing.most_common()]
    notes += [f"{len(panel.left_out)} documents have no row: omitted()"] * bool(panel.left_out)
    if len(years) > _YEARS:
        notes.append(f"{len(years) - _YEARS} earlier years are not shown")
    heads = (panel.index, *map(str, shown))
    return Card(f"Panel by {panel.index}", tuple(facts), heads, rows, max(0, len(units) - ROWS),
                tuple(notes))  # fmt: skip


def _covered(rows: list[PanelRow]) -> Tile:
    if not rows:
        return Tile("")
    row = rows[0]
    if row.missing is not None:
        return Tile(_MARKS["missing"], "lost", row.missing)
    word = "partly" if row.refused else "read"
    count = f"{row.refused} refused" if row.refused else ""
    if not row.readable:
        word, count = "nothing", ""
    return Tile(_MARKS[word], "", f"{len(rows)} differ" if len(rows) > 1 else count)


def regions_card(regions: Regions) -> Card:
    """The first divisions of the table."""
    rows = [(Tile(r.code, "label"), Tile(r.name), Tile(r.level), number(r.valid_from),
             number(r.valid_to)) for r in regions.entries[:ROWS]]  # fmt: skip
    heads = ("code", "name", "level", "from", "to")
    more = max(0, len(regions) - ROWS)
    return Card("Regions", (f"{len(regions)} divisions",), heads, rows, more)


def result_card(result: ResultLike) -> Card:
    """The report of a document, or why there is none."""
    if result.report is not None:
        card = card_of(result.report)
        return evolve(card, title=f"{result.source}: {card.title}")
    error = result.error
    if error is None:
        return Card(result.source, ("no report",))
    return Card(result.source, ("no report",), (), (), 0, (error.text("en"),))
