"""The part of the JSON Schema that follows the prescribed forms: figures and their labels."""

from __future__ import annotations

from typing import Any

from govinfo_report.model.address import BLOCK_IDS
from govinfo_report.model.editions import EDITION_IDS, BlockForm, address, edition, fields_of
from govinfo_report.model.forms import ALL_TABLES, STATISTICS, Requests

Schema = dict[str, Any]


def _blocks(block_id: str) -> dict[str, BlockForm]:
    found = {e: edition(e).block(block_id) for e in EDITION_IDS}
    return {e: block for e, block in found.items() if block is not None}


def form_schema(block_id: str) -> Schema:
    """The editions whose form a block can use."""
    blocks = _blocks(block_id)
    block = next(iter(blocks.values()))
    heading = block.heading or ALL_TABLES[block.table][2]
    return {"title": heading, "enum": list(blocks)}


def figure_schemas() -> Schema:
    """Address -> schema for the figures of every edition, with their labels."""
    found: Schema = {}
    for block_id in BLOCK_IDS:
        for block in _blocks(block_id).values():
            _add_figures(block, found)
    return found


def _add_figures(block: BlockForm, found: Schema) -> None:
    heads = {name: f"{m['number']}{m['label']} " for name, m, _ in fields_of(Requests)}
    for row in block.rows:
        group = heads.get(row.group, "")
        if block.table == STATISTICS and row.parent:
            group = f"{row.parent} "
        english = f"{row.group.replace('_', ' ')}: " if row.group else ""
        for column in row.columns:
            at = address(block.table, row.id, column.id)
            unit = f" ({column.unit})" if column.unit else ""
            source = f"; {row.source}" if row.source else ""
            found.setdefault(at, {
                "title": f"{group}{row.number}{row.label} · {column.label}",
                "description": f"{english}{row.en}, {column.en}{unit}{source}",
                "$ref": f"#/$defs/{'amount' if column.kind == 'amount' else 'count'}",
            })  # fmt: skip


def block_condition(block_id: str) -> Schema:
    """Exactly the figures of the form a block uses; none when the report lacks the block."""
    blocks = _blocks(block_id)
    every = {address for block in blocks.values() for address in block.addresses}
    none = {"properties": {"figures": {"properties": dict.fromkeys(sorted(every), False)}}}
    schema: Schema = none
    for edition_id, block in blocks.items():
        foreign = sorted(every - set(block.addresses))
        figures: Schema = {"required": list(block.addresses)}
        if foreign:
            figures["properties"] = dict.fromkeys(foreign, False)
        schema = {
            "if": {
                "properties": {
                    "forms": {
                        "properties": {block_id: {"const": edition_id}},
                        "required": [block_id],
                    }
                }
            },
            "then": {"properties": {"figures": figures}},
            "else": schema,
        }
    return schema
