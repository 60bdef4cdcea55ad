"""Values into cells: texts stay texts, numbers stay exact, nothing steers or runs."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from govinfo_report.outputs.form import printable
from govinfo_report.outputs.sheets import DIGITS, number_format
from govinfo_report.outputs.workbook.looks import Looks

#: characters that a cell of a workbook takes
LONGEST = 32_767


def fitting(text: str, most: int = LONGEST) -> str:
    """The text without characters that steer; one that is too long ends with ``… [length]``."""
    shown = printable(text)
    if units(shown) <= most:
        return shown
    tail = f"… [{len(text)}]"
    kept = shown[: most - len(tail)]
    while units(kept) > most - len(tail):  # characters that count twice
        kept = kept[: -(units(kept) - most + len(tail) + 1) // 2]
    return kept + tail


def units(text: str) -> int:
    """Characters as a workbook counts them: those above the basic plane count twice."""
    return len(text) + sum(character > "\uffff" for character in text)


def is_exact(value: int | Decimal) -> bool:
    """Whether a number in a workbook keeps every digit."""
    return len(Decimal(value).as_tuple().digits) <= DIGITS


def write(sheet: Any, looks: Looks, row: int, column: int, value: object, mark: str) -> None:
    """One value of a list: numbers that would lose digits are texts, missing values empty."""
    if value is None:
        if mark != "value":
            sheet.write_blank(row, column, None, looks.get("text", mark))
    elif isinstance(value, bool):
        sheet.write_boolean(row, column, value, looks.get("text", mark))
    elif isinstance(value, int | Decimal):
        if is_exact(value):
            look = looks.get("number", mark, number_format(value))
            sheet.write_number(row, column, float(value), look)
        else:
            sheet.write_string(row, column, f"{value:f}", looks.get("number", mark))
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, looks.get("date", mark))
    else:
        sheet.write_string(row, column, fitting(str(value)), looks.get("text", mark))
