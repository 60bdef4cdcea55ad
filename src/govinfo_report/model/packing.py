"""Figures in few bytes, for handing reports from process to process."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from operator import attrgetter
from typing import Any

import attrs

from govinfo_report.model.figure import Figure
from govinfo_report.model.place import Place

_PLACE = attrgetter(*(a.name for a in attrs.fields(Place)))
_CONTENT = attrgetter("value", "state", "raw", "unit", "reason", "origin")


def pack(figures: Mapping[str, Figure]) -> list[tuple[Any, ...]]:
    """Everything but the addresses, in order."""
    return [
        (*_CONTENT(figure), None if figure.place is None else _PLACE(figure.place))
        for figure in figures.values()
    ]


def unpack(addresses: Iterable[str], packed: Iterable[tuple[Any, ...]]) -> dict[str, Figure]:
    """The figures that were packed, under their addresses."""
    return {
        address: Figure(
            address, value, state, raw, Place(*place) if place else None, unit, reason, origin
        )
        for address, (value, state, raw, unit, reason, origin, place) in zip(
            addresses, packed, strict=True
        )
    }
