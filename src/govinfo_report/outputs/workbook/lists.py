"""Lists with a head that stays, filters and links: reports, findings, figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

from govinfo_report.outputs.frames.columns import TableColumn
from govinfo_report.outputs.workbook.cells import write
from govinfo_report.outputs.workbook.looks import Looks

#: a cell of the workbook: sheet, row, column
Target: TypeAlias = tuple[str, int, int]

_WIDTH = {"text": 14, "int": 8, "year": 7, "flag": 7, "date": 12, "number": 13}
#: columns that hold more
_WIDER = {
    "publisher": 24, "title": 40, "label_zh": 44, "label_en": 44, "address": 44, "source": 28,
    "message_zh": 70, "message_en": 70, "addresses": 44, "software": 30, "name": 16, "raw": 12,
    "scope": 13, "slug": 28, "cell": 16,
}  # fmt: skip


class Entry(NamedTuple):
    """One row of a list: its values, looks by column, and links by column to cells."""

    values: Sequence[object]
    marks: Mapping[int, str] = {}
    links: Mapping[int, Target] = {}


def fill(
    sheet: Any,
    looks: Looks,
    columns: Sequence[TableColumn],
    entries: Iterable[Entry],
    frozen_columns: int = 0,
) -> int:
    """Write a list; heads are the Chinese name and, below it, the name in data sets."""
    for number, column in enumerate(columns):
        head = f"{column.zh}\n{column.name}"
        sheet.write_string(0, number, head, looks.get("list_head"))
        sheet.set_column(number, number, _WIDER.get(column.name, _WIDTH[column.type]))
    sheet.set_row(0, 32)
    count = 0
    for count, entry in enumerate(entries, 1):
        for number, value in enumerate(entry.values):
            mark = entry.marks.get(number, "value")
            if (target := entry.links.get(number)) is not None:
                name, row, column_ = target
                link = f"internal:'{name}'!{_cell_name(row, column_)}"
                sheet.write_url(count, number, link, looks.get("link"), str(value))
            else:
                write(sheet, looks, count, number, value, mark)
    sheet.autofilter(0, 0, max(count, 1), len(columns) - 1)
    sheet.freeze_panes(1, frozen_columns)
    return count


def _cell_name(row: int, column: int) -> str:
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"


def cell_name(target: Target) -> str:
    """A cell as people name it: sheet and cell."""
    name, row, column = target
    return f"{name}!{_cell_name(row, column)}"
