"""The last sheet of the workbook: every identity of the form, what it should be and what it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from govinfo_report.model.figure import Figure
from govinfo_report.model.report import Report
from govinfo_report.outputs.formchecks import CheckFormulas, Position, formulas
from govinfo_report.outputs.labels import labels_of
from govinfo_report.rules.catalogue import find_rule
from govinfo_report.rules.matrix import Check, matrix_of

SHEET = "核对"
_HEADS = ("规则", "核对的行或列", "应为", "表中为", "相差", "结果")
_WIDTHS = (8, 64, 10, 10, 10, 12)
#: what the last column says
_OPEN, _GOOD, _BAD = "未填全", "相符", "不符"


def check_sheet(
    made: Any, sheets: Sequence[tuple[str, Mapping[str, Position]]], report: Report
) -> None:
    """Append the sheet to a workbook of xlsxwriter, unless it holds no identity of the form."""
    checks = matrix_of(report.forms).checks
    found = [f for name, positions in sheets for f in formulas(checks, positions, f"'{name}'!")]
    if not found:
        return
    sheet = made.add_worksheet(SHEET)
    head = made.add_format({"font_name": "黑体", "border": 1, "align": "center"})
    plain = {"font_name": "仿宋", "font_size": 10, "border": 1, "valign": "vcenter", "shrink": True}
    name, cell = made.add_format(plain), made.add_format({**plain, "align": "center"})
    for column, (title, wide) in enumerate(zip(_HEADS, _WIDTHS, strict=True)):
        sheet.write_string(0, column, title, head)
        sheet.set_column(column, column, wide)
    for row, one in enumerate(found, 1):
        sheet.write_string(row, 0, one.check.id, cell)
        sheet.write_string(row, 1, _label(one.check, report), name)
        for column, (formula, value) in enumerate(_formulas(one, row + 1, report.figures), 2):
            sheet.write_formula(row, column, formula, cell, value)
    for text, colour in ((_BAD, "#FF5050"), (_GOOD, "#C6EFCE")):
        look = made.add_format({"bg_color": colour})
        sheet.conditional_format(1, 5, len(found), 5, {
            "type": "formula", "criteria": f'=$F2="{text}"', "format": look,
        })  # fmt: skip
    sheet.set_default_row(18)
    sheet.freeze_panes(1, 0)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _formulas(one: CheckFormulas, row: int, figures: Mapping[str, Figure]) -> list[tuple[str, Any]]:
    """The formulas of one line, each with the result it has now."""
    values = {a: f.value for a, _ in one.check.terms if (f := figures[a]).value is not None}
    if len(values) == len(one.check.terms):
        expected, printed = one.check.sides(values)
        now: tuple[Any, ...] = (expected, printed, expected - printed,
                                _GOOD if expected == printed else _BAD)  # fmt: skip
    else:
        now = ("", "", "", _OPEN)
    return list(zip(
        (
            f'=IF({one.ready},{one.expected},"")',
            f'=IF({one.ready},{one.printed},"")',
            f'=IF({one.ready},C{row}-D{row},"")',
            f'=IF({one.ready},IF(C{row}=D{row},"{_GOOD}","{_BAD}"),"{_OPEN}")',
        ),
        now,
        strict=True,
    ))  # fmt: skip


def _label(check: Check, report: Report) -> str:
    """The row or column in question, and what the rule says of it."""
    label = labels_of(report)[check.target]
    where = label.text() if check.table == "review_and_litigation" else check.label
    return f"{where}：{find_rule(check.rule).title['zh']}"
