"""A number told in prose."""

from __future__ import annotations

from decimal import Decimal

from attrs import frozen

from govinfo_report.model.figure import Number
from govinfo_report.model.place import Place


@frozen
class Statement:
    """What one sentence of the narrative says about one quantity.

    ``quantity`` names what is counted, ``unit`` in which unit (``件``, ``条``, ``%`` …).  An
    exact number is ``value``; an approximate one (``3200余``, ``近 50``) has ``value`` ``None``
    and lies in the half-open interval ``low`` to ``high``, either of which may be unknown.
    ``period`` is the span of time the sentence speaks of as printed (``截至年底``), ``scope``
    whom it speaks for; both are ``None`` when it does not say.  ``sentence`` is the sentence as
    printed and ``place`` where the number stands in the source.
    """

    quantity: str
    value: Number | None = None
    low: int | Decimal | None = None
    high: int | Decimal | None = None
    unit: str | None = None
    period: str | None = None
    scope: str | None = None
    sentence: str = ""
    place: Place | None = None
