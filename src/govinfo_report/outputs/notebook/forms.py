"""Cards of the prescribed forms."""

from __future__ import annotations

from govinfo_report.display import ROWS, Card, Tile, number
from govinfo_report.model.editions import BlockForm, Edition, RowForm
from govinfo_report.outputs.notebook.cards import fields_card


def edition_card(form: Edition) -> Card:
    """The blocks of an edition."""
    rows = [(Tile(b.id, "label"), Tile(b.heading), number(len(b.rows)), number(len(b.addresses)))
            for b in form.blocks]  # fmt: skip
    until = "" if form.last == form.first else f"–{form.last or ''}"
    facts = (form.notice, f"for {form.first}{until}", f"{len(form.addresses)} figures")
    heads = ("block", "heading", "rows", "figures")
    return Card(f"Edition {form.id}", facts, heads, rows[:ROWS], max(0, len(rows) - ROWS))


def block_card(block: BlockForm) -> Card:
    """The rows of a block."""
    rows = [(Tile(row.id, "label"), Tile(row.number + row.label), Tile(row.en),
             number(len(row.columns))) for row in block.rows]  # fmt: skip
    facts = (f"edition {block.edition}", f"{len(block.addresses)} figures")
    heads = ("row", "label", "in English", "columns")
    return Card(f"BlockForm {block.id}", facts, heads, rows[:ROWS], max(0, len(rows) - ROWS))


def row_card(row: RowForm) -> Card:
    """The columns of a row."""
    card = fields_card(row)
    kept = [one for one in card.rows if one[0].text not in ("columns", "heads")]
    named = [(Tile("column", "label", c.id), Tile(f"{c.label} {c.unit or ''}", "", c.en))
             for c in row.columns]  # fmt: skip
    facts = (row.number + row.label, row.en, f"{len(row.columns)} columns")
    return Card(f"RowForm {row.id}", tuple(filter(None, facts)), (), [*kept, *named])
