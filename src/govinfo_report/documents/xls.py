"""Opens Excel 97 workbooks (XLS): what the sheets show, formulas by their stored results."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Any

from govinfo_report.documents.biff import Look, looks
from govinfo_report.documents.compound import BrokenCompound, Compound
from govinfo_report.documents.document import Document
from govinfo_report.documents.sheetflow import shown_document
from govinfo_report.documents.sheets import Area, Sheet, number_text, shown
from govinfo_report.documents.sniffing import Kind
from govinfo_report.documents.source import Source
from govinfo_report.documents.unsupported import damaged, extra_missing, protected, unsupported
from govinfo_report.limits import Limits
from govinfo_report.model.fit import Fit

#: names of the stream that holds the workbook, newer and older
_STREAMS = ("workbook", "book")


class XlsOpener:
    """Workbooks of Excel 97 and of WPS (.et); needs the extra ``office``.

    The library that reads the cells may end the whole process over a hostile file: it runs in
    one of its own.
    """

    id = "xls"
    isolated = True

    def accepts(self, source: Source, /) -> Fit | None:
        """EXACT for a workbook, whatever its suffix."""
        return Fit.EXACT if source.kind is Kind.XLS else None

    def open(self, source: Source, limits: Limits, /) -> Document:
        """The rows of all sheets that are shown, in order.

        Raises ``MissingExtraError`` without the library, ``SourceError`` when the workbook is
        damaged or protected.
        """
        if source.kind is not Kind.XLS:
            raise unsupported(source)
        sheets, hidden = read_sheets(source)
        return shown_document(source, sheets, hidden, limits, self.id)


def read_sheets(source: Source) -> tuple[list[Sheet], int]:
    """The sheets that are shown, and the number of hidden ones."""
    library = _library()
    try:
        compound = Compound(source.data)
        stream = next(name for name in _STREAMS if name in compound.names)
        how = looks(compound.read(stream))
        if how.protected:
            raise protected(source)
        workbook = library.CalamineWorkbook.from_filelike(io.BytesIO(source.data))
        names = list(workbook.sheet_names)
        if len(names) != len(how.sheets):  # one of the two passes over sheets of other kinds
            names = [look.name for look in how.sheets]
        sheets = [
            _sheet(workbook.get_sheet_by_name(name), name, look)
            for name, look in zip(names, how.sheets, strict=True)
            if look.visible and look.worksheet
        ]
    except library.PasswordError as error:
        raise protected(source) from error
    except (BrokenCompound, StopIteration, library.CalamineError, OSError, ValueError) as error:
        raise damaged(source, str(error), "xls") from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # how the library tells its own defects
            raise
        raise damaged(source, "the library cannot read it", "xls") from error
    return sheets, sum(not look.visible for look in how.sheets)


def sheet_texts(source: Source, limits: Limits) -> tuple[list[Any], bytes]:
    """Every text with its sheet, row and column in the file, as plain values."""
    sheets, _ = read_sheets(source)
    return [[sheet.part, *area.place, area.text] for sheet in sheets for area in sheet.areas], b""


def _sheet(sheet: Any, name: str, look: Look) -> Sheet:
    merged = {
        start: Area(start[0], start[1], end[0] + 1, end[1] + 1)
        for start, end in sheet.merged_cell_ranges or ()
    }
    top, left = sheet.start or (0, 0)
    rows = sheet.to_python(skip_empty_area=True)
    cells = _cells(rows, top, left, look)
    return shown(name, name, cells, merged, look.rows, look.columns)


def _cells(
    rows: Sequence[Sequence[Any]], top: int, left: int, look: Look
) -> Iterator[tuple[int, int, str]]:
    for row, values in enumerate(rows, top):
        for column, value in enumerate(values, left):
            if value != "":
                look.empty.discard((row, column))
                yield row, column, _text(value, look.kinds.get((row, column), ""))
    yield from ((row, column, "") for row, column in look.empty)


def _text(value: Any, kind: str) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return number_text(repr(value), kind)
    return f"[{value}]"  # a day or a time is no count


def _library() -> Any:
    try:
        import python_calamine
    except ImportError as error:
        raise extra_missing("office", "reading Excel 97", "读取 Excel 97 文件") from error
    return python_calamine
