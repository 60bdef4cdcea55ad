"""Cards of what differs: two years side by side, two readings of one report."""

from __future__ import annotations

from govinfo_report.display import ROWS, Card, Tile
from govinfo_report.model.figure import Figure
from govinfo_report.outputs.compare import Comparison, ComparisonRow
from govinfo_report.outputs.comparelines import continuity_words, needed
from govinfo_report.outputs.diff.changes import FigureChange, ReportChange
from govinfo_report.outputs.notebook.reports import KEY, figure_tile
from govinfo_report.outputs.table import MARKS, number_text


def comparison_card(comparison: Comparison) -> Card:
    """The figures that differ, both years side by side."""
    old, new = comparison.old, comparison.new
    names = [report.publisher or "publisher unknown" for report in (old, new)]
    found = comparison.differences
    rows = [
        (Tile(row.label.text("zh"), "label", row.address), _side(row.old), _side(row.new),
         Tile("" if row.change is None else _signed(number_text(row.change)), "number"))
        for row in found[:ROWS]
    ]  # fmt: skip
    facts = [f"{len(found)} differ", f"{len(comparison.rows) - len(found)} are the same"]
    if comparison.continuity:
        facts.append(continuity_words(comparison, "en"))
    if comparison.prose is not None:
        facts.append(comparison.prose.words("en"))
    heads = ("figure", str(old.year or "?"), str(new.year or "?"), "change")
    marks = any(tile.text in MARKS.values() for row in rows for tile in row[1:3])
    wrong = [
        f"{c.rule} {c.words()}: expected {needed(c)}, this year {number_text(c.observed)}"
        for c in comparison.continuity if c.status == "differs"
    ]  # fmt: skip
    notes = (*(note["en"] for note in comparison.notes), *(KEY,) * marks, *wrong)
    title = names[0] if names[0] == names[1] else " / ".join(names)
    return Card(f"{title} {old.year or '?'} → {new.year or '?'}", tuple(facts), heads, rows,
                max(0, len(found) - ROWS), notes)  # fmt: skip


def _side(figure: Figure | None) -> Tile:
    return figure_tile(figure) if figure is not None else Tile("", "", "not in the form")


def _signed(text: str) -> str:
    return text if text.startswith("-") or text == "0" else f"+{text}"


def change_card(change: ReportChange) -> Card:
    """The figures and facts that differ between two readings of a report."""
    rows = [(Tile(one.name, "label"), Tile(one.old or ""), Tile(one.new or ""))
            for one in change.facts]  # fmt: skip
    rows += [(Tile(one.label.text("zh"), "label", one.address), _side(one.old), _side(one.new))
             for one in change.figures]  # fmt: skip
    report = change.report
    title = f"{report.publisher or 'publisher unknown'} {report.year or 'year unknown'}"
    facts = (change.status, *change.causes)
    return Card(title, facts, ("", "old", "new"), rows[:ROWS], max(0, len(rows) - ROWS))


def pair_card(pair: ComparisonRow | FigureChange) -> Card:
    """One figure on both sides."""
    sides = [_side(figure) for figure in (pair.old, pair.new)]
    told = " → ".join(side.text or side.soft for side in sides)
    rows = [(Tile(name, "label"), side) for name, side in zip(("old", "new"), sides, strict=True)]
    return Card(f"{type(pair).__name__} {pair.address}", (told, pair.label.text("zh")), (), rows)
