"""The figures a number of the prose is held against, and what messages call them."""

from __future__ import annotations

from collections.abc import Iterable

from govinfo_report.model.address import derived_of
from govinfo_report.model.figure import Number, State
from govinfo_report.narrative.statement import AdmissibleReading
from govinfo_report.rules.context import Context
from govinfo_report.rules.slots import shorten

_GROUPS = {
    "denied": "（三）不予公开小计", "unable_to_provide": "（四）无法提供小计",
    "not_processed": "（五）不予处理小计", "other_handling": "（六）其他处理小计",
}  # fmt: skip


_SHORT_ROWS = {
    "new_received": "本年新收", "carried_in": "上年结转", "carried_out": "结转下年度",
    "total_handled": "办理结果总计", "granted": "予以公开", "partially_granted": "部分公开",
}  # fmt: skip


_BLOCKS = {
    "administrative_reconsideration": "行政复议", "litigation_direct": "未经复议直接起诉",
    "litigation_after_reconsideration": "复议后起诉",
}  # fmt: skip


_NAMED = 28  # characters of a sum of labels


def value_at(context: Context, address: str) -> Number | None:
    """The value printed at an address, or derived for it; ``None`` where there is none."""
    if address in context.figures:
        return context.values.get(address)
    if not is_known(context, address):
        return None
    figure = context.report[address]
    return figure.value if figure.state is State.VALUE else None


def is_known(context: Context, address: str) -> bool:
    """Whether the forms of the report have such a figure, printed or derived."""
    return address in context.figures or address in derived_of(context.report.forms)


def lacking_at(context: Context, addresses: Iterable[str]) -> tuple[str, ...]:
    """The printed figures that have no value among these, parts of subtotals included."""
    derived = derived_of(context.report.forms)
    parts = (p for a in addresses for p in derived.get(a, (a,)))
    return tuple(p for p in parts if p not in context.values)


def label_of(context: Context, address: str) -> str:
    """How a figure is called in a message: ``本年新收·总计``."""
    row = address.partition(".")[2].rpartition(".")[0]
    slot = context.slots.get(address)
    if row in _GROUPS and slot is None:
        return _GROUPS[row]
    name = _SHORT_ROWS.get(row) or _BLOCKS.get(row)
    if name is None:
        return slot.label if slot is not None else address
    return f"{name}·{slot.column}" if slot is not None else name


def name_of(context: Context, reading: AdmissibleReading) -> str:
    """The figures of a reading, added up."""
    plus = "＋".join(label_of(context, a) for a in reading.plus[:3])
    if len(reading.plus) > 3:
        plus += "＋…"
    minus = "".join(f"－{label_of(context, a)}" for a in reading.minus)
    return shorten(plus + minus, _NAMED)
