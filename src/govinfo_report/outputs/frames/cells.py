"""One report as the row of a wide table: a value or a reason for every variable of its forms."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from govinfo_report.model.address import FormsKey, derived_of
from govinfo_report.model.derived import subtotal
from govinfo_report.model.figure import Figure, Number, State
from govinfo_report.model.report import Report
from govinfo_report.outputs.codebook.variables import YUAN, Variable, variables, variables_of

#: states of a cell of a data set besides those of a figure: state -> (zh, en)
STATES: dict[str, tuple[str, str]] = {
    "value": ("印出的数字（或其合计）", "the printed number, or the sum of printed ones"),
    "blank": ("单元格为空", "the cell is empty"),
    "not_applicable": ("单元格为“不适用”标记", "the cell holds a mark for none"),
    "refused": ("无法可靠读取", "the cell could not be read without doubt"),
    "absent": ("文中没有", "not in the document"),
    "not_in_form": ("该报告所用表式没有此项", "the form the report uses has no such figure"),
    "imputed": ("空白按零计（补入值）", "a blank counted as zero: an imputed value"),
    "fraction": ("件数栏印的是小数，未取值", "a fraction is printed where a count belongs"),
    "unit_unknown": ("金额未注明单位，无法换算", "an amount without unit cannot be converted"),
    "no_report": ("没有该年度的报告", "there is no report of the year"),
}  # fmt: skip


class Cell(NamedTuple):
    """What one variable is in one report: a value, or a state and a reason."""

    value: Number | None
    state: str
    reason: str | None


#: a variable outside the forms of a report
NOT_IN_FORM = Cell(None, "not_in_form", "not-in-form")


@lru_cache(maxsize=64)
def _parts(forms: FormsKey) -> dict[str, tuple[str, ...]]:
    return dict(derived_of(dict(forms)))


def cells_of(report: Report, zeros: Collection[str] = (), why: str = "zero") -> dict[str, Cell]:
    """Short name -> cell, for the variables of the report's forms.

    ``zeros`` are addresses of blanks that count as zero, for the reason ``why``.
    """
    parts = _parts(tuple(report.forms.items()))
    found: dict[str, Cell] = {}
    for variable in variables_of(report.forms):
        address = variable.address
        if address in zeros:
            cell = Cell(Decimal(0) if variable.kind == "amount" else 0, "imputed", why)
        elif zeros and any(part in zeros for part in parts.get(address, ())):
            cell = _sum_with_zeros(report, parts[address], zeros, why)
        else:
            cell = _cell(report[address], variable)
        found[variable.name] = cell
    return found


def _sum_with_zeros(
    report: Report, parts: tuple[str, ...], zeros: Collection[str], why: str
) -> Cell:
    figures = [
        Figure(part, 0, State.VALUE) if part in zeros else report.figures[part] for part in parts
    ]
    total = subtotal("", figures)
    if total.value is None:
        return Cell(None, total.state.value, total.reason and total.reason.value)
    if total.value != int(total.value):
        return Cell(None, "fraction", "fraction")
    return Cell(int(total.value), "imputed", why)


def _cell(figure: Figure, variable: Variable) -> Cell:
    value = figure.value
    if value is None:
        return Cell(None, figure.state.value, figure.reason and figure.reason.value)
    if variable.converted:
        factor = YUAN.get(figure.unit or "")
        if factor is None:
            return Cell(None, "unit_unknown", "unit-unknown")
        yuan = Decimal(value) * factor
        return Cell(yuan if variable.converted == "yuan" else yuan / 10_000, "value", None)
    if variable.kind == "amount":
        return Cell(Decimal(value), "value", None)
    if value != int(value):
        return Cell(None, "fraction", "fraction")
    return Cell(int(value), "value", None)


def ordered(cells: dict[str, Cell]) -> list[Cell]:
    """A cell for every variable there is, in the permanent order."""
    return [cells.get(variable.name, NOT_IN_FORM) for variable in variables()]
