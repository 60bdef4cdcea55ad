"""Stata files: labelled variables, states as labelled numbers, long texts whole.

pandas writes them (extra ``pandas``).  A number is a double there, which keeps 15 digits; Stata
has one missing value for a text that is not there and one without characters.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, BinaryIO

from govinfo_report.outputs.codebook.variables import STATE, by_name
from govinfo_report.outputs.frames.cells import STATES
from govinfo_report.outputs.frames.columns import TableColumn
from govinfo_report.outputs.frames.extras import library, needed
from govinfo_report.text.lazy import lazy

if TYPE_CHECKING:
    from govinfo_report.outputs.frames.frame import Frame

_LABEL = 80  # characters of the label of a variable or data set
_FIXED = 244  # bytes up to which a text has a fixed width: the rest takes room only where it is
_VERSION = 118  # of the file: Stata 14 and later, UTF-8
_CREATED = datetime(2000, 1, 1)  # noqa: DTZ001 - a day that never changes
#: a text ends at its first null byte there
_NULL = lazy("\0")
#: state -> the number that stands for it, in the order of the codebook
CODES = {state: number for number, state in enumerate(STATES, 1)}


def write_stata(frame: Frame, target: BinaryIO, language: str) -> int:
    """Write the whole table to a binary file; returns the rows."""
    needed("pandas")
    rows = list(frame)
    pandas = library("pandas")
    columns = list(zip(*rows, strict=True)) or [()] * len(frame.columns)
    series: dict[str, Any] = {}
    long: list[str] = []
    for column, values in zip(frame.columns, columns, strict=True):
        if is_state(column):
            made = pandas.array([value and CODES[value] for value in values], dtype="Int8")
        elif column.type == "text":
            texts = list(_texts(values))
            made = pandas.Series(texts, dtype=object)
            if any(len(text.encode()) > _FIXED for text in texts):
                long.append(column.name)
        elif column.type == "date":
            made = pandas.Series(pandas.to_datetime(pandas.Series(values, dtype=object)))
        elif column.type == "flag":
            made = pandas.array(
                [value if value is None else int(value) for value in values], dtype="Int8"
            )
        elif column.type == "number":
            made = pandas.array(list(_doubles(values)), dtype="Float64")
        else:
            made = pandas.array(values, dtype="Int16" if column.type == "year" else "Int64")
        series[column.name] = made
    spoken = 0 if language == "zh" else 1
    coded = {CODES[state]: f"{state} {words[spoken]}" for state, words in STATES.items()}
    buffer = io.BytesIO()
    pandas.DataFrame(series, index=range(len(rows))).to_stata(
        buffer,
        write_index=False,
        version=_VERSION,
        convert_strl=long,
        convert_dates={c.name: "td" for c in frame.columns if c.type == "date"},
        variable_labels={c.name: _label(c, language) for c in frame.columns},
        value_labels={c.name: coded for c in frame.columns if is_state(c)},
        time_stamp=_CREATED,
        data_label=_about(frame),
    )
    target.write(buffer.getvalue())
    return len(rows)


def is_state(column: TableColumn) -> bool:
    """Whether a column holds states, which are labelled numbers in Stata."""
    return column.type == "text" and (column.name == "state" or column.name.endswith(STATE))


def _texts(values: Sequence[str | None]) -> Iterator[str]:
    for value in values:
        shown = (value or "").encode("utf-8", "backslashreplace").decode()
        yield str(_NULL.sub(r"\\u0000", shown))


def _doubles(values: Sequence[int | Decimal | None]) -> Iterator[float | None]:
    for value in values:
        yield None if value is None else float(value)


def _label(column: TableColumn, language: str) -> str:
    text, ending = (column.zh if language == "zh" else column.en), ""
    variable = by_name().get(column.name.removesuffix(STATE))
    if variable is not None:
        text = variable.label[language]
        if is_state(column):
            ending = "：状态" if language == "zh" else ": state"
    return _short(text, _LABEL - len(ending)) + ending


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def _about(frame: Frame) -> str:
    """What made the table, in what a data set has room for."""
    facts = {name.rpartition(".")[2]: value for name, value in frame.facts.items()}
    words = (f"govinfo-report {facts.get('version', '')}", f"rules {facts.get('rules', '')}",
             facts.get("schema", ""), facts.get("table", ""))  # fmt: skip
    return _short(" | ".join(words), _LABEL)
