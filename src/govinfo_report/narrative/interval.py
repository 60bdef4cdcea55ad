"""Intervals of values, for numbers that are told approximately."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from attrs import frozen

from govinfo_report.display import Displayed
from govinfo_report.model.figure import Number


@frozen
class Interval(Displayed):
    """All values from ``low`` to ``high``, both included; ``None`` is no limit."""

    low: Number | None
    high: Number | None

    def __add__(self, other: Interval) -> Interval:
        """The interval of the sums."""
        low = None if self.low is None or other.low is None else self.low + other.low
        high = None if self.high is None or other.high is None else self.high + other.high
        return Interval(low, high)

    def __contains__(self, value: Number) -> bool:
        above = self.low is None or self.low <= value
        return above and (self.high is None or value <= self.high)

    def meets(self, other: Interval) -> bool:
        """Whether the two have a value in common."""
        apart = (self.high is not None and other.low is not None and self.high < other.low) or (
            other.high is not None and self.low is not None and other.high < self.low
        )
        return not apart

    def exceeds(self, other: Interval) -> bool:
        """Whether every value of this one is larger than every value of the other."""
        return self.low is not None and other.high is not None and self.low > other.high


def narrow_of(
    value: Number | None, low: int | Decimal | None, high: int | Decimal | None
) -> Interval:
    """The whole numbers of a half-open interval (or the one value), both ends included."""
    if value is not None:
        return Interval(value, value)
    first = None if low is None else whole(low, ROUND_CEILING)
    last = None if high is None else whole(high, ROUND_CEILING) - 1
    return Interval(first, last)


def whole(value: Number, rounding: str = ROUND_FLOOR) -> int:
    """The nearest whole number in the direction given."""
    return int(Decimal(value).to_integral_value(rounding=rounding))


def slack_of(value: Number) -> Number:
    """The unit of the last digit that is not zero: 100 for 3200, 1 for 30299."""
    if not value:
        return 1
    exponent = Decimal(value).normalize().as_tuple().exponent
    unit = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
    return whole(unit) if unit >= 1 else unit


def hedged(stated: Number, hedge: str) -> tuple[int | Decimal | None, int | Decimal | None]:
    """The half-open interval of a hedged number: ``余 多 超 以上 近 不足 约``."""
    slack = slack_of(stated)
    if hedge in ("余", "多"):
        return stated, stated + slack
    if hedge in ("超", "以上"):
        return stated, None
    if hedge in ("近", "不足"):
        return stated - slack + 1, stated + 1
    five = Decimal(stated) * 5 / 100
    return stated - five, stated + five + 1
