"""Building a report in code, without a document."""

from __future__ import annotations

import operator
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import Any

from govinfo_report.errors import UsageError
from govinfo_report.model.address import columns_of, derived_of
from govinfo_report.model.editions import EDITION_IDS, ColumnForm
from govinfo_report.model.editions import edition as edition_form
from govinfo_report.model.figure import Figure, Reason, State
from govinfo_report.model.numbers import DEFAULT_REASONS, fits
from govinfo_report.model.parts import ExtraRow, Reading, Section, SourceInfo
from govinfo_report.model.report import Report
from govinfo_report.model.unknown import unknown_address
from govinfo_report.text.numerals import read_cell


def forms_of(edition: str) -> dict[str, str]:
    """The forms of a report that follows one edition in every block (block id -> edition)."""
    if edition not in EDITION_IDS:
        raise UsageError(
            f"There is no form of edition {edition!r}; known are {', '.join(EDITION_IDS)}.",
            zh=f"没有 {edition!r} 版表格；可用：{'、'.join(EDITION_IDS)}。",
        )
    return {block.id: edition for block in edition_form(edition).blocks}


def build_report(
    values: Mapping[str, Any],
    *,
    publisher: str | None = None,
    year: int | None = None,
    edition: str = "2021",
    forms: Mapping[str, str] | None = None,
    region: str | None = None,
    scope: str = "unknown",
    scope_evidence: str | None = None,
    title: str | None = None,
    period: tuple[date | str, date | str] | None = None,
    published: date | str | None = None,
    extra_rows: tuple[ExtraRow, ...] = (),
    preamble: str = "",
    sections: Mapping[str, Section] | None = None,
    reading: Reading | None = None,
    source: SourceInfo | None = None,
    software: Mapping[str, Any] | None = None,
) -> Report:
    """A report from values by address.

    ``values`` maps addresses to an ``int`` or ``Decimal``, the text of a cell (read by the
    grammar that reads documents: ``""`` is blank, ``"/"`` not applicable, ``"41件"`` is 41), a
    ``State`` or ``Reason`` other than a value, a ``Figure``, or ``None`` (not given).  Nested
    mappings work as well: ``{"requests": {"granted": {"total": 3}}}``.  Addresses that are left
    out are absent, reason ``not-given``.

    All blocks follow ``edition`` except those ``forms`` names (block id -> edition):
    ``forms={"requests": "2019"}`` prints 其他处理 in one row.  Raises ``UnknownAddressError`` for
    an address outside the forms, ``UsageError`` for a value of another kind.
    """
    all_forms = {**forms_of(edition), **(forms or {})}
    columns = columns_of(all_forms)
    given: dict[str, Figure] = {}
    for address, value in _flat(values, ""):
        column = columns.get(address)
        if column is None:
            raise _no_such_figure(address, all_forms)
        if address in given:
            raise UsageError(f"{address} is given twice.", zh=f"{address} 给出了两次。")
        given[address] = figure_of(address, value, column)
    figures = {
        address: given.get(address) or figure_of(address, None, column)
        for address, column in columns.items()
    }
    if reading is None:
        reading = Reading(refused=sum(f.state is State.REFUSED for f in figures.values()))
    return Report(
        publisher=publisher, region=region, scope=scope, scope_evidence=scope_evidence, year=year,
        title=title, period=period, published=published, forms=all_forms, figures=figures,
        extra_rows=extra_rows, preamble=preamble, sections=sections or {}, reading=reading,
        source=source or SourceInfo(), software=software or {},
    )  # fmt: skip


def _flat(values: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, Any]]:
    for key, value in values.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value


def _no_such_figure(address: str, forms: Mapping[str, str]) -> UsageError:
    if address in derived_of(forms):
        printed = any(address in edition_form(e).addresses for e in EDITION_IDS)
        return UsageError(
            f"{address} is a derived subtotal; give its parts instead.",
            zh=f"{address} 为推算的小计，请给出其各组成部分。",
            hint='With forms={"requests": "2019"} it is a printed row.' if printed else "",
            hint_zh='若本报告将其印为一行，请使用 forms={"requests": "2019"}。' if printed else "",
            address=address,
        )
    return unknown_address(address, forms)


def figure_of(address: str, value: Any, column: ColumnForm) -> Figure:
    """The figure a value given in code stands for; ``UsageError`` when it stands for none."""
    unit = column.unit
    if isinstance(value, Figure):
        if value.address not in ("", address):
            raise UsageError(f"A figure of {value.address} is given for {address}.",
                             zh=f"{address} 给出的是 {value.address} 的数据。")  # fmt: skip
        return Figure(address, value.value, value.state, value.raw, value.place, value.unit,
                      value.reason, value.origin)  # fmt: skip
    if value is None:
        return Figure(address, None, State.ABSENT, None, None, unit, Reason.NOT_GIVEN)
    if isinstance(value, Reason):
        return Figure(address, None, _STATE_OF.get(value, State.REFUSED), None, None, unit, value)
    if isinstance(value, State) and value is not State.VALUE:
        return Figure(address, None, value, None, None, unit, DEFAULT_REASONS[value])
    if isinstance(value, str) and not isinstance(value, State):
        read = read_cell(value, column.kind, unit)
        reason = Reason(read.reason) if read.reason else None
        return Figure(address, read.value, State(read.state), value, None, read.unit, reason)
    return Figure(address, _number(address, value, column), State.VALUE, None, None, unit)


_STATE_OF = {
    Reason.EMPTY: State.BLANK,
    Reason.MARK: State.NOT_APPLICABLE,
    Reason.NOT_GIVEN: State.ABSENT,
    Reason.TABLE_NOT_FOUND: State.ABSENT,
    Reason.TABLE_IS_PICTURE: State.ABSENT,
    Reason.BLOCK_NOT_FOUND: State.ABSENT,
    Reason.ROW_NOT_FOUND: State.ABSENT,
    Reason.CELL_NOT_FOUND: State.ABSENT,
}


def _number(address: str, value: Any, column: ColumnForm) -> int | Decimal:
    number: int | Decimal | None = value if isinstance(value, Decimal) else None
    if not isinstance(value, bool | Decimal):
        with suppress(TypeError):
            number = operator.index(value)  # also the integers of numpy and pandas
    if number is not None and fits(number, column.kind):
        if column.kind == "amount":
            return Decimal(number)
        return int(number) if number == int(number) else number
    if number is not None:
        raise UsageError(f"The number given for {address} is no figure: too long.",
                         zh=f"{address} 的数字过长。", address=address)  # fmt: skip
    raise UsageError(
        f"{str(value)[:60]!r} ({type(value).__name__}) cannot be the value of {address}.",
        zh=f"{str(value)[:60]!r}（{type(value).__name__}）不能作为 {address} 的值。",
        hint="Give an int, a Decimal, the text of the cell, a State or None; a float is not exact.",
        hint_zh="请使用 int、Decimal、单元格文字、State 或 None；float 不精确。",
        address=address,
    )
