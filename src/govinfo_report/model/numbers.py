"""How large a figure can be, and how it is written."""

from __future__ import annotations

from decimal import Decimal

from govinfo_report.model.figure import Number, Reason, State
from govinfo_report.text import numerals
from govinfo_report.text.numerals import AMOUNT_DIGITS, COUNT_DIGITS

#: digits behind the point: as printed in a cell, and four more when yuan become 万元
DECIMALS = numerals.DECIMALS + 4

#: a decimal number in its one canonical spelling (JSON amounts)
DECIMAL_PATTERN = (
    rf"^(0|-?[1-9][0-9]{{0,{AMOUNT_DIGITS - 1}}}"
    rf"|-?(0|[1-9][0-9]{{0,{AMOUNT_DIGITS - 1}}})\.[0-9]{{0,{DECIMALS - 1}}}[1-9])$"
)

#: reason of a state when nothing more is known
DEFAULT_REASONS = {
    State.BLANK: Reason.EMPTY,
    State.NOT_APPLICABLE: Reason.MARK,
    State.REFUSED: Reason.NOT_A_NUMBER,
    State.ABSENT: Reason.NOT_GIVEN,
}


def plain_decimal(value: Decimal) -> str:
    """The number without exponent, superfluous zeros, or a sign before zero."""
    if not value:
        return "0"
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def fits(value: Number, kind: str) -> bool:
    """Whether a number is small and short enough to be a figure of this kind."""
    whole = AMOUNT_DIGITS if kind == "amount" else COUNT_DIGITS
    if isinstance(value, int):
        limit: int = 10**whole
        return abs(value) < limit
    if not value.is_finite():
        return False
    if value and value.adjusted() >= whole:
        return False
    # the exponent first: an absurd one must not become an absurd text
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)
    return exponent > -100 and len(plain_decimal(value).partition(".")[2]) <= DECIMALS
