"""Which rule speaks for a cell whose text was refused, so that one cell is told once."""

from __future__ import annotations

from govinfo_report.model.figure import Figure, Reason, State
from govinfo_report.rules.context import Context
from govinfo_report.text.lazy import lazy

FEE = "proactive_disclosure.administrative_fees.amount_wan_yuan"
_DIGIT = lazy(r"[0-9０-９]")
_MANY_DECIMALS = lazy(r"[.．][0-9０-９]{7}")


def refused_texts(context: Context) -> dict[str, str]:
    """Address -> rule id for refused cells that a rule on values explains better than P201."""
    found: dict[str, str] = {}
    for address in context.by_state[State.REFUSED]:
        slot = context.slots.get(address)
        rule = _spokesman(context.figures[address], slot.kind if slot else "count")
        if rule:
            found[address] = rule
    return found


def _spokesman(figure: Figure, kind: str) -> str:
    raw = figure.raw or ""
    if figure.address == FEE:
        if figure.reason is Reason.OTHER_UNIT:
            return "V201"
        if figure.reason is Reason.NUMBER_TOO_LONG and _MANY_DECIMALS.search(raw):
            return "V105"
    if figure.reason is Reason.NOT_A_NUMBER:
        return "V107" if kind == "change" and _DIGIT.search(raw) else "V104"
    return ""
