"""The printed form of a report: its blocks, and the labels of every figure in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from attrs import frozen

from govinfo_report.model.editions import (
    BlockForm,
    ColumnForm,
    RowForm,
    address,
    edition,
    fields_of,
)
from govinfo_report.model.forms import STATISTICS, TABLES, Requests
from govinfo_report.model.report import Report, blocks_of

#: row of table 4 -> its heads as printed, the outer one first
_TABLE_4 = {
    "administrative_reconsideration": "行政复议",
    "litigation_direct": "行政诉讼·未经复议直接起诉",
    "litigation_after_reconsideration": "行政诉讼·复议后起诉",
}

#: group of table 3 -> its label as printed over its rows
GROUP_LABELS = {
    name: metadata["number"] + metadata["label"]
    for name, metadata, _ in fields_of(Requests)
    if metadata["role"] == "group"
}
#: English headings of the tables
TABLES_EN = {
    "proactive_disclosure": "Information disclosed on the organ's own initiative",
    "requests": "Requests received and handled",
    "review_and_litigation": "Administrative reconsideration and litigation",
    STATISTICS: "Statistics of open government information",
}


@frozen
class FigureLabel:
    """What one address stands for: its row, column and unit in words."""

    address: str
    table: str
    row: RowForm
    column: ColumnForm

    def text(self, language: str = "zh") -> str:
        """Row and column, outermost first: ``（三）不予公开 · 1.属于国家秘密 · 自然人``."""
        if language == "zh":
            own = _TABLE_4.get(self.row.id, f"{self.row.number}{self.row.label}")
            # the only column of the table of 2014 has no name of its own
            parts = (self.row.parent, own, self.column.label if self.column.id else "")
        else:
            group = self.row.group.replace("_", " ")
            parts = (group, self.row.en, self.column.en if self.column.id else "")
        return " · ".join(part for part in parts if part)


def tables(report: Report) -> Iterator[tuple[str, tuple[BlockForm, ...]]]:
    """The tables of the report's form with their blocks: three, or the one of 2014."""
    found = blocks_of(report.forms)
    for table in [STATISTICS] if STATISTICS in report.forms else TABLES:
        yield table, tuple(block for block in found if block.table == table)


@lru_cache(maxsize=256)
def block_labels(edition_id: str, block_id: str) -> tuple[FigureLabel, ...]:
    """The labels of one block's figures, in the order of the form."""
    block = edition(edition_id).block(block_id)
    if block is None:
        return ()
    return tuple(
        FigureLabel(address(block.table, row.id, column.id), block.table, row, column)
        for row in block.rows
        for column in row.columns
    )


@lru_cache(maxsize=64)
def _labels(forms: tuple[tuple[str, str], ...]) -> dict[str, FigureLabel]:
    return {
        label.address: label
        for block_id, edition_id in forms
        for label in block_labels(edition_id, block_id)
    }


def labels_of(report: Report) -> dict[str, FigureLabel]:
    """Address -> label for every figure of the report's forms, in the order of the form."""
    return _labels(tuple(report.forms.items()))
