"""Figures in few bytes, for handing reports from process to process."""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from operator import attrgetter

import attrs

from govinfo_report.model.address import addresses_of
from govinfo_report.model.derived import check_figures
from govinfo_report.model.figure import Figure
from govinfo_report.model.frozen import FrozenDict
from govinfo_report.model.place import Place

_PLACE = attrgetter(*(a.name for a in attrs.fields(Place)))
_FIRST = attrgetter("value", "state", "raw")
_LAST = attrgetter("unit", "reason", "origin")


@attrs.frozen
class Packed:
    """All figures of a report but their addresses, in order, until somebody looks at them."""

    data: bytes

    @classmethod
    def of(cls, figures: Mapping[str, Figure]) -> Packed:
        """The figures of a report, packed in their order."""
        rows = [(*_FIRST(f), f.place and _PLACE(f.place), *_LAST(f)) for f in figures.values()]
        return cls(pickle.dumps(rows, pickle.HIGHEST_PROTOCOL))

    def figures(self, forms: Mapping[str, str]) -> FrozenDict[str, Figure]:
        """The figures under the addresses of their forms.

        Raises ``ValueError`` or ``UsageError`` for figures that do not belong to these forms.
        """
        rows = zip(addresses_of(forms), pickle.loads(self.data), strict=True)
        figures = FrozenDict({
            address: Figure(address, value, state, raw, place and Place(*place), *last)
            for address, (value, state, raw, place, *last) in rows
        })  # fmt: skip
        check_figures(figures)
        return figures
