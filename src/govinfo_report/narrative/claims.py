"""What sentences claim of their numbers: sums, shares, growth, lists, repetitions, years."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from attrs import frozen

from govinfo_report.model.figure import Number
from govinfo_report.narrative.interval import Interval, whole
from govinfo_report.narrative.statement import AdmissibleReading, Statement


class Listing(StrEnum):
    """How far the parts of a whole are meant to be all of it."""

    NOT_COMPARABLE = "not_comparable"  #: channels that overlap, or mixed units
    CLOSED = "closed"  #: 其他/其余 at the end, 分为, a partition by outcome, applicant or channel
    NEARLY_COMPLETE = "nearly_complete"  #: exact parts that make up nearly all
    OPEN = "open"  #: a selection: 主要, 等, 其中 with a few names
    IMPLICIT = "implicit"  #: no word says that they are parts; never an error


@frozen
class Balance:
    """Parts against their whole.

    ``outcome`` is ``pass``, ``fail``, ``review`` or ``open``; ``severity`` that of a finding
    (``error``, ``warning``, ``info``; an ``info`` beside ``pass`` states a gap).
    ``difference`` is the sum of exact parts less the exact whole, else ``None``.
    """

    outcome: str
    severity: str | None
    difference: Number | None
    total: Interval


@frozen
class SubSum:
    """A whole and the numbers that are told as its parts, in one unit.

    ``kind`` is what the parts divide by: ``applicants``, ``channels``, ``units``, ``outcomes`` or
    ``items``.  ``bodies`` names the bodies of a division by units.  ``inner`` tells that the whole
    is itself a part of another sum.
    """

    whole: Statement
    parts: tuple[Statement, ...]
    listing: Listing
    kind: str
    marker: str
    inner: bool = False
    bodies: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """The sentence of the whole, as printed."""
        return self.whole.sentence

    @property
    def balance(self) -> Balance:
        """Whether the parts make up the whole, by the classes of ``Listing``."""
        total = Interval(0, 0)
        least = Interval(0, 0)
        for part in self.parts:
            total, least = total + part.narrow, least + part.bound
        difference: Number | None = None
        if self.whole.value is not None and all(part.exact for part in self.parts):
            assert total.low is not None
            difference = total.low - self.whole.value
        if difference == 0 or (difference is None and total.meets(self.whole.narrow)):
            return Balance("pass", None, difference, total)
        if self.listing in (Listing.NOT_COMPARABLE, Listing.IMPLICIT):
            return Balance("open", None, difference, total)
        closed = self.listing is Listing.CLOSED
        if least.exceeds(self.whole.bound):
            return Balance("fail", "error" if closed else "warning", difference, total)
        if difference is None and least.meets(self.whole.bound):
            # beyond what the words suggest, within what they allow
            return Balance("pass", "info", None, total)
        if closed:
            return Balance("fail", "warning", difference, total)
        if self.listing is Listing.NEARLY_COMPLETE:
            return Balance("review", "warning", difference, total)
        return Balance("pass", "info", difference, total)


@frozen
class Percentage:
    """A printed share or rate: ``value`` per cent with ``decimals`` digits behind the point.

    ``numerator`` is the number it belongs to, ``wholes`` the numbers of the sentence it may be a
    share of, ``bases`` the table figures it may be a share of.  ``name`` is the wording
    (``占``, ``办结率``); ``rate`` tells a rate from a share.
    """

    value: Decimal
    decimals: int
    numerator: Statement | None
    wholes: tuple[Statement, ...]
    bases: tuple[AdmissibleReading, ...]
    name: str
    rate: bool
    sentence: str
    section: str
    start: int
    end: int

    def fits(self, part: Number, base: Number) -> str | None:
        """``rounded`` or ``truncated`` when part of base gives the printed value, else ``None``."""
        if not base:
            return None
        return rounding(Decimal(part) * 100, Decimal(base), self.value, self.decimals)


@frozen
class PercentFamily:
    """Shares over one list; ``closed`` when the list is meant to be all."""

    members: tuple[Percentage, ...]
    closed: bool

    @property
    def total(self) -> Decimal:
        """The sum of the printed values."""
        return sum((member.value for member in self.members), Decimal(0))

    @property
    def complete(self) -> bool:
        """Whether the sum is 100 within half a unit of the last digit per member."""
        slack = Decimal(len(self.members)).scaleb(-min(m.decimals for m in self.members)) / 2
        return abs(self.total - 100) <= slack


@frozen
class Growth:
    """A rate against the year before: ``rate`` per cent, negative when it fell.

    ``current`` is the number that grew; ``None`` when it cannot be told.
    """

    current: Statement | None
    rate: Decimal
    decimals: int
    against: int | None
    exact: bool
    sentence: str
    section: str
    start: int
    end: int

    def feasible(self, current: int) -> tuple[int, ...]:
        """Every whole number of the year before that gives the printed rate (at most 1000)."""
        return feasible_previous(current, self.rate, self.decimals)

    def fits(self, current: Number, previous: Number) -> str | None:
        """``rounded`` or ``truncated`` when the two years give the printed rate."""
        if not previous:
            return None
        change = (Decimal(current) - Decimal(previous)) * 100
        return rounding(change, Decimal(previous), self.rate, self.decimals)


@frozen
class Difference:
    """A difference to another year: ``delta`` is negative when it fell, 0 for 持平."""

    current: Statement | None
    delta: int
    unit: str | None
    against: int | None
    sentence: str
    section: str
    start: int
    end: int


@frozen
class ListCount:
    """A number and the names listed for it; ``low`` to ``high`` names, as 和 may join or part.

    ``closed`` is false when 等 leaves the list open.
    """

    statement: Statement
    names: tuple[str, ...]
    low: int
    high: int
    closed: bool

    @property
    def holds(self) -> bool:
        """Whether as many names are listed as the number says."""
        value = self.statement.value
        if value is None:
            return True
        return self.low <= value if not self.closed else self.low <= value <= self.high


@frozen
class Repeated:
    """One quantity told more than once; ``certain`` when nothing but the place differs."""

    quantity: str
    statements: tuple[Statement, ...]
    certain: bool

    @property
    def equal(self) -> bool:
        """Whether no two of them contradict each other."""
        return all(a.bound.meets(b.bound) for a, b in pairwise(self.statements))


@frozen
class Phrase:
    """All told in words: ``all_closed``, ``all_upheld`` or ``all_natural_persons``.

    ``blocks`` are address prefixes of table 4.  ``firm`` is false for wordings that may speak of
    those due only.
    """

    kind: str
    firm: bool
    blocks: tuple[str, ...]
    sentence: str
    section: str
    start: int
    end: int


@frozen
class YearMention:
    """A year named in the prose.

    ``role`` is ``reporting`` (the sentence says what was done in it), ``comparison``, ``document``,
    ``plan``, ``carried``, ``date``, ``span`` or ``other``.
    """

    year: int
    role: str
    sentence: str
    section: str
    start: int
    end: int


@frozen
class FeeStatement:
    """The information-processing fee: ``yuan`` collected, 0 when none was."""

    yuan: Decimal
    statement: Statement


def rounding(dividend: Decimal, divisor: Decimal, printed: Decimal, decimals: int) -> str | None:
    """How dividend / divisor gives the printed value: ``rounded``, ``truncated`` or not at all."""
    # whole numbers all the way: no precision of a context can interfere
    scaled = abs(dividend).scaleb(decimals)
    target = abs(printed).scaleb(decimals)
    if (dividend < 0) != (printed < 0) and printed and dividend:
        return None
    base = abs(divisor)
    if 2 * scaled >= (2 * target - 1) * base and 2 * scaled < (2 * target + 1) * base:
        return "rounded"
    # half to even and other habits print the lower neighbour of an exact half
    if 2 * scaled == (2 * target + 1) * base or target * base <= scaled < (target + 1) * base:
        return "truncated"
    return None


def feasible_previous(
    current: int, rate: Decimal, decimals: int, most: int = 1000
) -> tuple[int, ...]:
    """The whole numbers of the year before from which ``current`` differs by ``rate`` per cent.

    The ``most`` smallest of them; a fall by nearly 100 % allows any number.
    """
    if current < 0 or rate <= -100:
        return ()
    step = Decimal(1).scaleb(-decimals)
    lower, upper = 100 + rate - step, 100 + rate + step
    if upper <= 0:
        return ()
    first = max(1, whole(Decimal(current) * 100 / upper) - 1)
    last = whole(Decimal(current) * 100 / lower) + 2 if lower > 0 else first + 100_000
    found = []
    for previous in range(first, min(last, first + 100_000) + 1):
        if rounding(Decimal(current - previous) * 100, Decimal(previous), rate, decimals):
            found.append(previous)
            if len(found) == most:
                break
    return tuple(found)
