"""What stands printed at an address: table, labels, unit and kind, for the forms of a report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from attrs import frozen

from govinfo_report.model import forms as form_classes
from govinfo_report.model.address import blocks_of
from govinfo_report.model.editions import address

TABLES = tuple(form_classes.TABLES)
#: table id -> how people call it, after the number of its section
TABLE_NAMES = {
    table: {"zh": f"表{number}", "en": f"table {position}"}
    for position, (table, (_, number, _)) in enumerate(form_classes.TABLES.items(), 2)
} | {form_classes.STATISTICS: {"zh": "统计表", "en": "the table of 2014"}}
_LONGEST_LABEL = 18


@frozen
class Slot:
    """One printed figure of a form, named by its labels as printed."""

    table: str
    block: str
    row: str  #: label of the row with its number, shortened
    column: str
    kind: str  #: ``count``, ``change`` (signed) or ``amount``
    unit: str | None

    @property
    def label(self) -> str:
        """Row and column, as printed: ``（一）予以公开·总计``."""
        return f"{self.row}·{self.column}" if self.column else self.row


def shorten(text: str, limit: int = _LONGEST_LABEL) -> str:
    """``text`` cut to ``limit`` characters, with ``…`` for what was cut."""
    return text if len(text) <= limit else text[: limit - 1] + "…"


@lru_cache(maxsize=64)
def _slots(forms: tuple[tuple[str, str], ...]) -> dict[str, Slot]:
    found: dict[str, Slot] = {}
    for block in blocks_of(dict(forms)):
        words = [row.label for row in block.rows]
        for row in block.rows:
            name = shorten(row.name)
            if row.parent and (row.label == "其他" or words.count(row.label) > 1):
                name = f"{row.parent}／{name}"
            for column in row.columns:
                label = column.label if column.id else ""
                found[address(block.table, row.id, column.id)] = Slot(
                    block.table, block.id, name, label, column.kind, column.unit
                )
    return found


def slots_of(forms: Mapping[str, str]) -> Mapping[str, Slot]:
    """Address -> slot for a report's ``forms`` (block id -> edition)."""
    return _slots(tuple(forms.items()))


def table_of(address: str) -> str:
    """The table an address belongs to."""
    return address.partition(".")[0]


def table_name(table: str, language: str) -> str:
    """``表三`` or ``table 3``; the id itself where it is no table of the form."""
    names = TABLE_NAMES.get(table)
    return names[language] if names is not None else table


def tables_of(addresses: Iterable[str]) -> tuple[str, ...]:
    """The tables some addresses belong to, in the order of the form."""
    met = {table_of(address) for address in addresses}
    return tuple(table for table in form_classes.ALL_TABLES if table in met)
