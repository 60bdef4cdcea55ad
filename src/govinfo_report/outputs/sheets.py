"""What our workbooks share: the library, sizes of the tables of the form, numbers that stay exact."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal
from importlib import import_module
from typing import Any

from govinfo_report.errors import MissingExtraError
from govinfo_report.model.figure import Figure, Number, State
from govinfo_report.outputs.formgrid import Placed
from govinfo_report.outputs.text import width

CREATED = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)  # a day that never changes
DIGITS = 15  # digits that a number in a workbook keeps
TALLEST = 409.0  # points
#: table -> widths of its columns in characters
_WIDTHS = {
    "proactive_disclosure": (30.0, 20.0, 20.0, 20.0),
    "requests": (5.0, 12.0, 36.0, *(8.0,) * 6, 9.0),
    "review_and_litigation": (6.5,) * 15,
    "statistics": (64.0, 10.0, 16.0),
}
#: section -> name of its sheet
NAMES = {
    "overview": "总体情况",
    "proactive_disclosure": "主动公开",
    "requests": "申请办理",
    "review_and_litigation": "复议诉讼",
    "problems_and_improvements": "问题和其他事项",
    "other_matters": "其他事项",
    "statistics": "统计表",
}
#: how texts of the form look
BODY: dict[str, Any] = {
    "font_name": "仿宋",
    "font_size": 12,
    "valign": "vcenter",
    "text_wrap": True,
}


def library() -> Any:
    """``xlsxwriter``; ``MissingExtraError`` where it is not installed."""
    try:
        return import_module("xlsxwriter")
    except ImportError as error:
        line = "pip install 'govinfo-report[xlsx]'"
        raise MissingExtraError(
            "Writing workbooks needs xlsxwriter, which is not installed.",
            zh="写出 Excel 工作簿需要 xlsxwriter，尚未安装。",
            hint=f"Install it with: {line}", hint_zh=f"安装命令：{line}", module="xlsxwriter",
        ) from error  # fmt: skip


def widths_of(table: str, columns: int) -> tuple[float, ...]:
    """Characters per column of a table of the form that is so many columns wide."""
    return _WIDTHS[table] if len(_WIDTHS[table]) == columns else (12.0,) * columns


def heights_of(cells: Sequence[Placed], count: int, widths: Sequence[float]) -> list[float]:
    """Points per row, so that the text of every cell that is one row high fits."""
    lines = [1] * count
    for place in cells:
        wide = sum(widths[place.column : place.right + 1])
        needed = -(-width(place.cell.text) // max(int(wide) - 1, 1))
        if place.cell.rows == 1:
            lines[place.row] = max(lines[place.row], needed)
    return [min(TALLEST, 14.0 * number + 5) for number in lines]


def is_number(figure: Figure, shown: str) -> bool:
    """Whether the figure can be stored as a number: no unit behind it, no digit lost."""
    if figure.state is not State.VALUE or figure.value is None:
        return False
    digits = Decimal(figure.value).as_tuple().digits
    return len(digits) <= DIGITS and shown.strip("+-.0123456789") == ""


def number_format(value: Number) -> str:
    """The format that shows every decimal of a number."""
    exponent = Decimal(value).as_tuple().exponent
    places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return "0" + ("." + "0" * places if places else "")
