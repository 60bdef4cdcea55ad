"""Make a failing document small: plain figures and plain options wherever the failure stays."""

from __future__ import annotations

from collections.abc import Callable

from attrs import evolve

from govinfo_report.testing.figures import ZERO
from govinfo_report.testing.renderers.base import Dialect, Renderer, options, without
from govinfo_report.testing.reports import ReportData

Fails = Callable[[ReportData, bytes], bool]


def minimise(
    renderer: Renderer, data: ReportData, dialect: Dialect, fails: Fails
) -> tuple[ReportData, Dialect]:
    """The plainest report and dialect for which ``fails(report, page)`` still holds."""

    def still(data: ReportData, dialect: Dialect) -> bool:
        return fails(data, renderer.print(data, dialect))

    changed = True
    while changed:
        changed = False
        for option in options(dialect):
            plainer = without(dialect, option)
            if still(data, plainer):
                dialect, changed = plainer, True
        for size in (64, 16, 4, 1):
            addresses = [a for a, figure in data.figures.items() if figure != ZERO]
            for start in range(0, len(addresses), size):
                zeros = dict.fromkeys(addresses[start : start + size], ZERO)
                plain = evolve(data, figures={**data.figures, **zeros})
                if still(plain, dialect):
                    data, changed = plain, True
    return data, dialect
