"""From JSON to one figure and its place."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import Any

import attrs

from govinfo_report.model import shape
from govinfo_report.model.figure import Figure, Number, Reason, State
from govinfo_report.model.numbers import DECIMAL_PATTERN, fits
from govinfo_report.model.place import Place
from govinfo_report.text.lazy import lazy

_DECIMAL = lazy(DECIMAL_PATTERN.replace("$", r"\Z"))
_FIGURE = frozenset({"value", "state", "raw", "place", "unit"})
_FIGURE_WITH_REASON = _FIGURE | {"reason"}


def _number(value: object, at: str, kind: str | None) -> Number:
    """A number in the spelling its column has; ``kind`` ``None`` allows either."""
    if isinstance(value, str) and _DECIMAL.match(value):
        number = Decimal(value)
        if (kind in ("amount", None) or number % 1) and fits(number, kind or "amount"):
            return number
    if (
        isinstance(value, int)
        and not isinstance(value, bool)
        and kind != "amount"
        and fits(value, "count")
    ):
        return value
    if kind == "amount":
        raise shape.wrong(at, "a decimal string", "十进制数字符串", value)
    raise shape.wrong(at, "an integer or a decimal string", "整数或十进制数字符串", value)


def decode_figure(value: object, at: str, address: str, kind: str | None) -> Figure:
    """A figure; ``kind`` is that of its column, ``None`` when the column is not known."""
    found = shape.mapping(value, at)
    state = shape.member(State, found.get("state"), f"{at}.state")
    number: Number | None = None
    reason = None
    if state is State.VALUE:
        shape.keys(found, at, _FIGURE)
        number = _number(found["value"], f"{at}.value", kind)
    else:
        shape.keys(found, at, _FIGURE_WITH_REASON)
        if found["value"] is not None:
            raise shape.wrong(f"{at}.value", "null", " null", found["value"])
        reason = shape.member(Reason, found["reason"], f"{at}.reason")
    raw = shape.text_or_null(found["raw"], f"{at}.raw")
    unit = shape.text_or_null(found["unit"], f"{at}.unit")
    return Figure(address, number, state, raw, decode_place(found["place"], at), unit, reason)


_TEXT_FACTS = frozenset({"path", "part"})
_PLACE_FACTS = frozenset(a.name for a in attrs.fields(Place))


def decode_place(value: object, at: str) -> Place | None:
    """What stands under ``place`` of the object at ``at``."""
    if value is None:
        return None
    facts: dict[str, Any] = {}
    for name, fact in shape.mapping(value, f"{at}.place").items():
        here = f"{at}.place.{name[:60]}"
        if name not in _PLACE_FACTS:
            raise shape.bad(here, "unknown", "未知的键")
        if name == "box":
            facts[name] = _box(fact, here)
        else:
            facts[name] = (shape.text if name in _TEXT_FACTS else shape.integer)(fact, here)
    return Place(**facts)


def _box(value: object, at: str) -> tuple[float, ...]:
    corners = shape.array(value, at)
    for corner in corners:
        number = isinstance(corner, int | float) and not isinstance(corner, bool)
        if not number or abs(corner) >= 2**53 or not math.isfinite(corner):
            raise shape.wrong(at, "four numbers", "四个数字", corner)
    if len(corners) != 4:
        raise shape.wrong(at, "four numbers", "四个数字", value)
    return tuple(corners)
