"""Stata files as an output format: the wide table, with the state of every figure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from govinfo_report.model.report import Report


class StataWriter:
    """One row per report, one variable per figure, its state beside it; made in memory."""

    id = "dta"
    format = "dta"

    def write(self, reports: Iterable[Report], target: BinaryIO, /) -> None:
        """Write the reports in the order given; ``MissingExtraError`` without ``pandas``."""
        from govinfo_report.outputs.frames.tables import wide  # not needed to be registered

        wide(reports, states=True).write_stata(target)
