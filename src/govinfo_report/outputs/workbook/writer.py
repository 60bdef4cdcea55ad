"""Excel as an output format: a workbook that a person reads."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from attrs import evolve, frozen

from govinfo_report.model.report import Report
from govinfo_report.rules import Rule


@frozen
class WorkbookWriter:
    """The tables as printed, coloured by state and finding, with findings and figures as lists.

    A workbook is kept in memory until it is written, so it takes at most ``book.MOST`` reports.
    ``rules`` check them (``None``: the built-in catalogue).
    """

    rules: tuple[Rule, ...] | None = None

    id = "xlsx"
    format = "xlsx"

    def with_rules(self, rules: Iterable[Rule], /) -> WorkbookWriter:
        """The same writer, checking with these rules."""
        return evolve(self, rules=tuple(rules))

    def write(self, reports: Iterable[Report], target: BinaryIO, /) -> None:
        """Write the reports in the order given; ``MissingExtraError`` without ``xlsxwriter``,
        ``UsageError`` for more reports than a workbook takes."""
        from govinfo_report.outputs.workbook.book import workbook  # not needed to be registered

        target.write(workbook(reports, rules=self.rules))
