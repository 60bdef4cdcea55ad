"""A number told in prose."""

from __future__ import annotations

from decimal import Decimal

from attrs import field, frozen

from govinfo_report.display import Displayed
from govinfo_report.model.figure import Number
from govinfo_report.model.place import Place
from govinfo_report.narrative.interval import Interval, narrow_of, slack_of


@frozen
class AdmissibleReading(Displayed):
    """One set of figures a number may stand for: the sum of ``plus`` less that of ``minus``.

    ``id`` names the reading (``new``, ``new-and-carried-in``, ``leaf`` …); the addresses are
    those of part J of the domain, subtotals included.
    """

    id: str
    plus: tuple[str, ...]
    minus: tuple[str, ...] = ()


@frozen(repr=False)
class Statement(Displayed):
    """What one sentence of the narrative says about one quantity.

    ``quantity`` names what is counted (an id of ``narrative.quantities``, or ``other``), ``unit``
    in which unit (``件``, ``条``, ``元`` …; 宗, 起 and 例 are 件).  An exact number is ``value``; an
    approximate one (``3200余``, ``近50``) has ``value`` ``None`` and lies in the half-open interval
    ``low`` to ``high``, either of which may be unknown; ``hedge`` is the word and ``stated`` the
    number printed.  What a verdict may rest on is ``bound``, which is wider.

    ``period`` is ``this_year``, ``last_year`` or ``other``, ``scope`` is ``whole``, ``office`` or
    ``sub_unit``; both are ``None`` when the sentence does not say.  ``negated`` marks a zero told
    in words (未收到, 没有).  ``label`` is the wording in front of the number.

    ``sentence`` is the sentence as printed; the number stands at ``start`` to ``end`` of the text
    of ``section`` (``overview``; ``overview.on_request`` when it lies in a part: offsets count in
    the section's text whenever that holds the part).  ``place`` is that of the section.
    """

    quantity: str
    value: Number | None = None
    low: int | Decimal | None = None
    high: int | Decimal | None = None
    unit: str | None = None
    period: str | None = None
    scope: str | None = None
    sentence: str = ""
    place: Place | None = field(default=None, eq=False)
    stated: Number | None = None
    hedge: str | None = None
    negated: bool = False
    label: str = ""
    readings: tuple[AdmissibleReading, ...] = ()
    section: str = ""
    start: int = 0
    end: int = 0

    @property
    def exact(self) -> bool:
        """Whether the sentence gives one number and no hedge."""
        return self.value is not None

    @property
    def narrow(self) -> Interval:
        """The values meant, as far as the wording tells: ``3200余`` is 3200 to 3299."""
        return narrow_of(self.value, self.low, self.high)

    @property
    def bound(self) -> Interval:
        """The values that do not contradict the wording: ``3200余`` is 3200 and more."""
        if self.value is not None:
            return Interval(self.value, self.value)
        narrow = self.narrow
        if self.hedge in _AT_LEAST:
            return Interval(narrow.low, None)
        if self.hedge in _AT_MOST:
            return Interval(0, narrow.high)
        return narrow

    @property
    def hedged_exact(self) -> bool:
        """Whether 余 or 多 stands behind a number without slack, as in ``30299余``."""
        return self.hedge in ("余", "多") and self.stated is not None and slack_of(self.stated) <= 1


_AT_LEAST = frozenset(("余", "多", "超", "以上"))
_AT_MOST = frozenset(("近", "不足"))
