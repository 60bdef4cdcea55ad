"""Parquet as an output format: the long table of figures."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import Any, BinaryIO

from govinfo_report.model.report import Report


class ParquetWriter:
    """One row per figure, subtotals included; memory does not grow with the number of reports."""

    id = "parquet"
    format = "parquet"

    def write(self, reports: Iterable[Report], target: BinaryIO, /) -> None:
        """Write the reports in the order given; ``MissingExtraError`` without ``pyarrow``."""
        self.write_parts(map(self.part, reports), target)

    def part(self, report: Report, /) -> list[tuple[Any, ...]]:
        """The rows of one report."""
        from govinfo_report.outputs.frames.rows import figure_rows  # not needed to be registered

        return list(figure_rows(report))

    def write_parts(self, parts: Iterable[list[tuple[Any, ...]]], target: BinaryIO, /) -> None:
        """Write the rows in the order given; ``MissingExtraError`` without ``pyarrow``."""
        from govinfo_report.outputs.frames.tables import figures_of_rows

        figures_of_rows(chain.from_iterable(parts)).write_parquet(target)
