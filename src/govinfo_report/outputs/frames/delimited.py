"""CSV that a spreadsheet cannot run and that reads back exactly."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from govinfo_report.outputs.frames.columns import PRECISION, SCALE, TableColumn, names
from govinfo_report.outputs.frames.extras import arrow, library
from govinfo_report.text.lazy import lazy

#: what a spreadsheet takes for the beginning of a formula, also behind marks of our own
_FORMULA = lazy(r"'*+[=+\-@\t\r\n\0＝＋－＠]")
_FIRST = frozenset("'=+-@\t\r\n\0＝＋－＠")


def csv_line(row: Iterable[object]) -> bytes:
    """One line; what is missing is empty, a text without characters is ``""``."""
    return (",".join(map(_cell, row)) + "\n").encode("utf-8", "backslashreplace")


def _cell(value: object) -> str:
    if isinstance(value, str):
        return _text(value)
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else str(value)


def _text(value: str) -> str:
    if value[:1] in _FIRST and _FORMULA.match(value):
        value = f"'{value}"
    if not value or '"' in value or "," in value or "\n" in value or "\r" in value:
        return '"' + value.replace('"', '""') + '"'
    return value


def read_csv(source: Any, columns: tuple[TableColumn, ...]) -> Any:
    """The ``pyarrow.Table`` that ``Frame.write_csv`` wrote (path or binary file).

    Raises ``pyarrow.ArrowInvalid`` for another table.
    """
    from govinfo_report.outputs.frames.frame import arrow_type

    pa, csv = arrow(), library("pyarrow.csv")
    types = {c.name: arrow_type(pa, c.type) for c in columns}
    types |= {c.name: pa.decimal128(PRECISION, SCALE) for c in columns if c.type == "number"}
    table = csv.read_csv(
        source,
        parse_options=csv.ParseOptions(newlines_in_values=True),
        convert_options=csv.ConvertOptions(
            column_types=types, include_columns=list(names(columns)), null_values=[""],
            strings_can_be_null=True, quoted_strings_can_be_null=False,
        ),
    )  # fmt: skip
    for number, column in enumerate(columns):
        if column.type == "text":
            texts = [_without_mark(text) for text in table.column(number).to_pylist()]
            table = table.set_column(number, column.name, pa.array(texts, pa.string()))
    return table


def _without_mark(text: str | None) -> str | None:
    if text and text[0] == "'" and _FORMULA.match(text):
        return text[1:]
    return text
