"""Parquet as an output format: the long table of figures."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from govinfo_report.model.report import Report


class ParquetWriter:
    """One row per figure, subtotals included; memory does not grow with the number of reports."""

    id = "parquet"
    format = "parquet"

    def write(self, reports: Iterable[Report], target: BinaryIO, /) -> None:
        """Write the reports in the order given; ``MissingExtraError`` without ``pyarrow``."""
        from govinfo_report.outputs.frames.tables import figures  # not needed to be registered

        figures(reports).write_parquet(target)
