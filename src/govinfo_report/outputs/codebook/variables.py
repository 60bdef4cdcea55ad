"""Variables: one permanent name per figure that may stand in one column of a data set.

A variable is an address in the forms of the editions whose figures mean the same.  Where an
address occurs in two editions with different meanings (table 2), it is two variables, so that no
column ever joins what may not be joined.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

from attrs import frozen

from govinfo_report.display import Displayed
from govinfo_report.model.address import Forms, FormsKey, blocks_of, derived_of
from govinfo_report.model.editions import ColumnForm, RowForm, edition
from govinfo_report.outputs.codebook.definitions import (
    COLUMNS,
    CONVERTED,
    DECISIONS,
    ROWS,
    TOTALS,
)
from govinfo_report.outputs.labels import GROUP_LABELS, FigureLabel, block_labels

#: longest short name; what is added to one (``_state``) still fits the 32 characters of Stata
LONGEST = 26
#: ending of the column that holds the state of a variable
STATE = "_state"

#: yuan per unit in which amounts are printed
YUAN: Mapping[str, int] = {"元": 1, "万元": 10_000, "亿元": 100_000_000}


@frozen(repr=False)
class Variable(Displayed):
    """One column of a data set.

    ``name`` is permanent: ASCII, at most 26 characters, a letter first.  ``address`` is that of
    the figure, ``editions`` those whose figures it holds, ``derived_in`` those of them that do not
    print it (a subtotal is the sum of its parts).  ``converted`` is ``yuan`` or ``wan`` where an
    amount is given in another unit than the printed one, else empty.  ``kind`` is ``count``,
    ``change`` or ``amount``.  ``first`` and ``last`` are the reporting years for which the forms
    were prescribed (``last`` is ``None`` while one is in force), ``notices`` what prescribed them.
    """

    name: str
    address: str
    editions: tuple[str, ...]
    derived_in: tuple[str, ...]
    converted: str
    table: str
    kind: str
    unit: str | None
    label: Mapping[str, str]
    definition: Mapping[str, str]
    source: str
    first: int
    last: int | None
    notices: tuple[str, ...]

    @property
    def formula(self) -> str:
        """How the variable is computed where it is not printed, empty for a printed one."""
        if self.converted:
            factor = {"yuan": "元", "wan": "万元"}[self.converted]
            return f"{self.address} → {factor}"
        if not self.derived_in:
            return ""
        forms = {"requests": self.derived_in[-1]}
        return " + ".join(derived_of(forms)[self.address])


@lru_cache(maxsize=1)
def variables() -> tuple[Variable, ...]:
    """Every variable, in the permanent order of the data set: new ones come last."""
    text = files("govinfo_report.outputs.codebook").joinpath("names.csv").read_text("utf-8")
    found = []
    for line in text.splitlines()[1:]:
        editions, address, name, converted = line.split(",")
        found.append(_variable(tuple(editions.split()), address, name, converted))
    return tuple(found)


@lru_cache(maxsize=1)
def by_name() -> Mapping[str, Variable]:
    """Short name -> variable."""
    return {variable.name: variable for variable in variables()}


@lru_cache(maxsize=1)
def _by_address() -> dict[tuple[str, str], tuple[Variable, ...]]:
    found: dict[tuple[str, str], tuple[Variable, ...]] = {}
    for variable in variables():
        for edition_id in variable.editions:
            key = (edition_id, variable.address)
            found[key] = (*found.get(key, ()), variable)
    return found


def variable_of(edition_id: str, address: str) -> Variable:
    """The variable of a figure in the form of an edition; ``KeyError`` when there is none."""
    return _by_address()[edition_id, address][0]


@lru_cache(maxsize=64)
def _variables_of(forms: FormsKey) -> tuple[Variable, ...]:
    given = dict(forms)
    names: list[Variable] = []
    for block in blocks_of(given):
        for address in block.addresses:
            names += _by_address()[block.edition, address]
    for address in derived_of(given):
        names += _by_address()[given["requests"], address]
    return tuple(names)


def variables_of(forms: Forms) -> tuple[Variable, ...]:
    """The variables a report with these forms (block id -> edition) has figures for."""
    return _variables_of(tuple(forms.items()))


@lru_cache(maxsize=4)
def _labels(edition_id: str) -> dict[str, FigureLabel]:
    return {
        label.address: label
        for block in edition(edition_id).blocks
        for label in block_labels(edition_id, block.id)
    }


def _variable(editions: tuple[str, ...], address: str, name: str, converted: str) -> Variable:
    table, row_id, column_id = _parts(address)
    printed = [e for e in editions if address in _labels(e)]
    latest = editions[-1]
    if latest in printed:
        label = _labels(latest)[address]
        row: RowForm | None = label.row
        column = label.column
        texts = {"zh": label.text("zh"), "en": label.text("en")}
    else:
        row, column = None, _column(latest, table, column_id)
        group = row_id.replace("_", " ")
        texts = {
            "zh": f"{GROUP_LABELS[row_id]} · {column.label}", "en": f"{group} · {column.en}",
        }  # fmt: skip
    unit = {"yuan": "元", "wan": "万元"}.get(converted, column.unit)
    if converted:
        en = texts["en"].removesuffix(", in 10 000 yuan")
        texts = {"zh": f"{texts['zh']}（{unit}）", "en": f"{en}, {_UNITS_EN[converted]}"}
    forms = [edition(e) for e in editions]
    return Variable(
        name, address, editions, tuple(e for e in editions if e not in printed), converted, table,
        column.kind, unit, texts, _definition(address, editions, converted, row),
        row.source if row is not None else "", forms[0].first, forms[-1].last,
        tuple(form.notice for form in forms),
    )  # fmt: skip


_UNITS_EN = {"yuan": "in yuan", "wan": "in 10 000 yuan"}


def _parts(address: str) -> tuple[str, str, str]:
    table, _, rest = address.partition(".")
    row_id, _, column_id = rest.rpartition(".")
    return table, row_id, column_id


def _column(edition_id: str, table: str, column_id: str) -> ColumnForm:
    block = edition(edition_id).block(table)
    assert block is not None
    return next(column for column in block.rows[0].columns if column.id == column_id)


def _definition(
    address: str, editions: tuple[str, ...], converted: str, row: RowForm | None
) -> dict[str, str]:
    table, row_id, column_id = _parts(address)
    if table == "statistics":  # its labels are sentences
        assert row is not None
        found = [(row.label + row.note, row.en)]
    else:
        found = [ROWS[f"{table}.{row_id}"]]
        if column_id == "total":
            found.append(TOTALS[table])
        elif column_id == "decisions":
            found.append(DECISIONS[editions[-1]])
        else:
            found.append(COLUMNS[column_id])
    if converted:
        found[0] = (found[0][0], found[0][1].removesuffix(", in 10 000 yuan"))
        found.append(CONVERTED[converted])
    return {"zh": "；".join(zh for zh, _ in found), "en": "; ".join(en for _, en in found)}
