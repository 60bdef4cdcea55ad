"""The official form as an Excel workbook, with checks that work while one types (extra ``xlsx``).

Sections with a table stand on a sheet of their own, so that every table keeps its widths.  Texts are
written as texts, whatever they begin with; the only formulas are ours.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from govinfo_report.model.address import columns_of
from govinfo_report.model.editions import ColumnForm
from govinfo_report.model.report import Report
from govinfo_report.outputs.blank import is_blank
from govinfo_report.outputs.form import NOT_FOUND, Form, FormCell, FormPart
from govinfo_report.outputs.formchecks import Position, formulas, reference, suspects, targets
from govinfo_report.outputs.formchecksheet import check_sheet
from govinfo_report.outputs.formgrid import Placed, head_rows, is_label, placed, width_of
from govinfo_report.outputs.sheets import (
    BODY,
    CREATED,
    NAMES,
    TALLEST,
    heights_of,
    is_number,
    library,
    number_format,
    widths_of,
)
from govinfo_report.outputs.text import width
from govinfo_report.rules.matrix import matrix_of
from govinfo_report.text.lazy import lazy

#: objects of xlsxwriter, which carries no types
Workbook: TypeAlias = Any
Worksheet: TypeAlias = Any

_LONGEST = 900  # characters of a cell that still show at the greatest height of a row
_SENTENCES = lazy(r"[^。！？]*+(?:[。！？]++|\Z)")
_SPACE = 60.0  # points of an empty row for text
_PROSE_WIDTH = 76.0  # characters across a sheet of prose
_FORMATS: dict[str, dict[str, Any]] = {
    "title": {"font_name": "方正小标宋简体", "font_size": 18, "align": "center"},
    "day": {"font_name": "楷体", "align": "center"},
    "heading": {"font_name": "黑体", "font_size": 14},
    "prose": {"align": "left", "indent": 1},
    "head": {"font_size": 10, "align": "center", "border": 1},
    "label": {"font_size": 10, "align": "left", "border": 1},
    "value": {"font_size": 10, "align": "center", "border": 1, "shrink": True, "text_wrap": False},
    "suspect": {"bg_color": "#FF5050", "bold": True},
    "target": {"bg_color": "#FFC7CE", "font_color": "#9C0006"},
}


def workbook(form: Form, report: Report) -> bytes:
    """The whole workbook; ``MissingExtraError`` where xlsxwriter is not installed."""
    target = io.BytesIO()
    made = library().Workbook(target, {"in_memory": True})
    made.set_properties({"title": form.title[:255], "created": CREATED})
    book = _Book(made, report)
    for number, parts in enumerate(_sheets(form.parts)):
        book.sheet(parts, form if number == 0 else None)
    check_sheet(made, book.checks, report)
    made.close()
    return target.getvalue()


def _sheets(parts: Sequence[FormPart]) -> Iterator[list[FormPart]]:
    """The parts by sheet: first whatever stands before the first table."""
    sheet: list[FormPart] = []
    first = True
    for part in parts:
        if part.table:
            if sheet or first:
                yield sheet
            yield [part]
            sheet, first = [], False
        else:
            sheet.append(part)
    if sheet or first:
        yield sheet


class _Book:
    """Writes the sheets of one report."""

    def __init__(self, made: Workbook, report: Report) -> None:
        self._made = made
        self._report = report
        self._formats = {name: made.add_format(BODY | own) for name, own in _FORMATS.items()}
        for name in ("suspect", "target"):
            self._formats[name] = made.add_format(_FORMATS[name])
        self._numbers: dict[str, Any] = {}
        self._columns = columns_of(report.forms)
        self._blank = is_blank(report)
        #: (name of the sheet, positions of its figures) of every sheet with figures
        self.checks: list[tuple[str, Mapping[str, Position]]] = []

    def sheet(self, parts: Sequence[FormPart], first: Form | None) -> None:
        """One sheet: the title when it is the first one, then its sections."""
        name = NAMES[parts[0].id] if parts else "报告"
        sheet = self._made.add_worksheet(name)
        rows = next((part.rows for part in parts if part.rows), None)
        table = parts[0].table if parts and rows else ""
        widths = widths_of(table, width_of(rows)) if rows else (_PROSE_WIDTH,)
        for column, wide in enumerate(widths):
            sheet.set_column(column, column, wide)
        _page(sheet)
        writer = _Lines(sheet, self._formats, widths)
        if first is not None:
            writer.line(first.title, "title", 2.0)
            writer.line(first.day, "day")
            for text in first.preamble:
                writer.prose(text)
        for part in parts:
            writer.line(part.heading, "heading", 1.3)
            for text in part.text:
                writer.prose(text)
                if self._blank:
                    writer.space()
            if not part.text and not part.table:
                writer.space()
            if part.rows is not None:
                self._table(sheet, name, writer, part, widths)
            elif part.table:
                writer.prose(NOT_FOUND)

    def _table(
        self, sheet: Worksheet, name: str, writer: _Lines, part: FormPart, widths: Sequence[float]
    ) -> None:
        assert part.rows is not None
        top = writer.row
        positions: dict[str, Position] = {}
        cells = placed(part.rows)
        heads = head_rows(part.rows)
        for place in cells:
            row, column = top + place.row, place.column
            look = self._look(place, is_label(place, heads, part.table))
            if place.cell.columns * place.cell.rows > 1:
                sheet.merge_range(row, column, top + place.bottom, place.right, "", look)
            self._write(sheet, row, column, place.cell, look)
            if place.cell.address:
                positions[place.cell.address] = (row, column)
        for number, height in enumerate(heights_of(cells, len(part.rows), widths)):
            sheet.set_row(top + number, height)
        writer.row = top + len(part.rows)
        self._live(sheet, positions)
        self.checks.append((name, positions))

    def _look(self, place: Placed, label: bool) -> Any:
        if place.cell.head:
            return self._formats["label" if label else "head"]
        value = place.cell.figure.value if place.cell.figure is not None else None
        if value is None:
            return self._formats["value"]
        code = number_format(value)
        if code not in self._numbers:
            own = BODY | _FORMATS["value"] | {"num_format": code}
            self._numbers[code] = self._made.add_format(own)
        return self._numbers[code]

    def _write(self, sheet: Worksheet, row: int, column: int, cell: FormCell, look: Any) -> None:
        figure = cell.figure
        if figure is not None and is_number(figure, cell.text):
            sheet.write_number(row, column, float(figure.value or 0), look)
        elif cell.text:
            sheet.write_string(row, column, cell.text, look)
        else:
            sheet.write_blank(row, column, None, look)

    def _live(self, sheet: Worksheet, positions: Mapping[str, Position]) -> None:
        """Red for what does not add up, and a word of warning for what is no number."""
        made = formulas(matrix_of(self._report.forms).checks, positions)
        for look, found in (("suspect", suspects(made)), ("target", targets(made))):
            for address, formula in found.items():
                options = {"type": "formula", "criteria": f"={formula}",
                           "format": self._formats[look], "stop_if_true": look == "suspect"}  # fmt: skip
                sheet.conditional_format(*positions[address], *positions[address], options)
        for address, position in positions.items():
            condition = _condition(reference(position), self._columns[address])
            if condition:
                sheet.data_validation(*position, *position, _validation(condition))


class _Lines:
    """Writes texts over the whole width of a sheet, one below the other."""

    def __init__(
        self, sheet: Worksheet, formats: Mapping[str, Any], widths: Sequence[float]
    ) -> None:
        self._sheet = sheet
        self._formats = formats
        self._right = len(widths) - 1
        self._width = sum(widths)
        self.row = 0

    def line(self, text: str, look: str, scale: float = 1.0) -> None:
        """A text of one look; nothing for no text."""
        if not text:
            return
        size = _FORMATS[look].get("font_size", 12)
        if self._right:
            self._sheet.merge_range(self.row, 0, self.row, self._right, "", self._formats[look])
        self._sheet.write_string(self.row, 0, text, self._formats[look])
        lines = -(-int(width(text) * size / 10) // int(self._width))
        self._sheet.set_row(self.row, min(TALLEST, lines * size * 1.4 + 6 * scale))
        self.row += 1

    def space(self) -> None:
        """An empty row to write in."""
        look = self._formats["prose"]
        if self._right:
            self._sheet.merge_range(self.row, 0, self.row, self._right, "", look)
        else:
            self._sheet.write_blank(self.row, 0, None, look)
        self._sheet.set_row(self.row, _SPACE)
        self.row += 1

    def prose(self, text: str) -> None:
        """A paragraph; what is too long for one cell goes on in the next row."""
        for piece in _pieces(text):
            self.line(piece, "prose")


def _pieces(text: str) -> Iterator[str]:
    piece = ""
    for sentence in _SENTENCES.findall(text) if len(text) > _LONGEST else (text,):
        if piece and len(piece) + len(sentence) > _LONGEST:
            yield piece
            piece = ""
        piece += sentence
        while len(piece) > _LONGEST:
            yield piece[:_LONGEST]
            piece = piece[_LONGEST:]
    if piece:
        yield piece


def _page(sheet: Worksheet) -> None:
    sheet.set_paper(9)  # A4
    sheet.set_margins(left=0.8, right=0.8, top=1.0, bottom=1.0)
    sheet.fit_to_pages(1, 0)
    sheet.center_horizontally()
    sheet.hide_gridlines(2)
    sheet.set_footer("&C— &P —")


def _condition(cell: str, column: ColumnForm) -> str:
    """What a cell may hold: a number of its column, or the mark for none."""
    if column.kind == "count":
        return f'OR({cell}="/",AND(ISNUMBER({cell}),{cell}>=0,{cell}=INT({cell})))'
    if column.kind == "change":
        return f'OR({cell}="/",AND(ISNUMBER({cell}),{cell}=INT({cell})))'
    if column.unit is not None:
        return f'OR({cell}="/",AND(ISNUMBER({cell}),{cell}>=0))'
    return ""  # an amount that brings its own unit is a text


def _validation(condition: str) -> dict[str, Any]:
    return {
        "validate": "custom", "value": f"={condition}", "error_type": "warning",
        "error_title": "请核对", "error_message": "此处应为数字；不适用的填“/”。",
    }  # fmt: skip
