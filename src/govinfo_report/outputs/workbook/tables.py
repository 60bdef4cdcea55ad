"""The tables of the official form on sheets, one below the other, a sheet for each table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from attrs import field, frozen

from govinfo_report.model.figure import State
from govinfo_report.model.report import Report
from govinfo_report.outputs.form import NOT_FOUND, FormRow, form_rows
from govinfo_report.outputs.formgrid import Placed, head_rows, is_label, placed, width_of
from govinfo_report.outputs.labels import tables
from govinfo_report.outputs.sheets import NAMES, heights_of, is_number, number_format, widths_of
from govinfo_report.outputs.workbook.cells import fitting
from govinfo_report.outputs.workbook.looks import Looks, mark_of
from govinfo_report.outputs.workbook.remarks import Remarks

#: table -> columns at the left that stay in sight
_LABELS = {"requests": 3, "statistics": 1, "proactive_disclosure": 1}
_COMMENT = {"author": "govinfo-report", "width": 360, "font_size": 9}
_LINE_POINTS, _LINE_CHARACTERS, _TALLEST = 16, 30, 420  # sizes of a comment


def table_names(reports: Sequence[Report]) -> list[str]:
    """The tables the reports have between them, in the order of the forms."""
    found = dict.fromkeys(table for report in reports for table, _ in tables(report))
    return [table for table in NAMES if table in found]


@frozen
class TableSheet:
    """The sheet of one table: every report's, the figures coloured, with comments."""

    sheet: Any
    table: str
    looks: Looks
    alone: bool
    #: (number of the report, address) -> row and column of its cell
    cells: dict[tuple[int, str], tuple[int, int]] = field(factory=dict, repr=False)
    _next: list[int] = field(factory=lambda: [0], init=False, repr=False)
    _sized: list[str] = field(factory=list, init=False, repr=False)

    def add(self, number: int, report: Report, remarks: Remarks) -> int:
        """Write the table of one report; returns the row of its title."""
        sheet, top = self.sheet, self._next[0]
        name = f"{report.publisher or '？'}　{report.year or '？'}"
        sheet.set_row(top, 24)
        sheet.write_string(top, 0, fitting(f"{name}　{NAMES[self.table]}"), self.looks.get("title"))
        rows = form_rows(report, self.table)
        if rows is None:
            sheet.write_string(top + 1, 0, NOT_FOUND, self.looks.get("text", "absent"))
            self._next[0] = top + 3
            return top
        self._sizes(rows, top + 1)
        heads = head_rows(rows)
        for place in placed(rows):
            self._cell(number, top + 1, place, is_label(place, heads, self.table), remarks)
        left = _LABELS.get(self.table, 0)
        if self.alone:
            kept = 1 if self.table == "proactive_disclosure" else 1 + heads
            sheet.freeze_panes(kept, left)
        else:
            sheet.freeze_panes(0, left)
        self._next[0] = top + len(rows) + 2
        return top

    def _sizes(self, rows: Sequence[FormRow], top: int) -> None:
        widths = widths_of(self.table, width_of(rows))
        if not self._sized:
            self._sized.append(self.table)
            for column, wide in enumerate(widths):
                self.sheet.set_column(column, column, wide)
        for number, height in enumerate(heights_of(placed(rows), len(rows), widths)):
            self.sheet.set_row(top + number, height)

    def _cell(self, number: int, top: int, place: Placed, label: bool, remarks: Remarks) -> None:
        sheet, cell = self.sheet, place.cell
        row, column = top + place.row, place.column
        exact = cell.figure is not None and is_number(cell.figure, cell.text)
        if cell.head:
            look = self.looks.get("label" if label else "head")
        else:
            state = cell.figure.state if cell.figure is not None else State.ABSENT
            mark = mark_of(state, remarks.severity(cell.address))
            value = cell.figure.value if cell.figure is not None and exact else None
            shown = number_format(value) if value is not None else ""
            look = self.looks.get("figure", mark, shown)
        if cell.columns * cell.rows > 1:
            sheet.merge_range(row, column, top + place.bottom, place.right, "", look)
        if exact and cell.figure is not None and cell.figure.value is not None:
            sheet.write_number(row, column, float(cell.figure.value), look)
        elif cell.text:
            sheet.write_string(row, column, fitting(cell.text), look)
        else:
            sheet.write_blank(row, column, None, look)
        if cell.address:
            self.cells[number, cell.address] = (row, column)
        if not cell.head and (words := remarks.text(cell.address, cell.figure)):
            lines = sum(1 + len(line) // _LINE_CHARACTERS for line in words.split("\n"))
            height = min(_TALLEST, _LINE_POINTS * (lines + 1))
            sheet.write_comment(row, column, words, _COMMENT | {"height": height})


def reference(
    sheets: Mapping[str, TableSheet], number: int, address: str
) -> tuple[str, int, int] | None:
    """Sheet, row and column of a figure of the report with this number, if it is shown."""
    sheet = sheets.get(address.partition(".")[0])
    position = sheet.cells.get((number, address)) if sheet is not None else None
    return (NAMES[sheet.table], *position) if sheet is not None and position else None
