"""What a writer is: one output format for reports."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, BinaryIO, Protocol, runtime_checkable

from govinfo_report.model.report import Report
from govinfo_report.rules import Rule


@runtime_checkable
class Writer(Protocol):
    """Writes reports in one format.

    ``format`` is the name by which the command line and ``Registry.writer`` know it.
    """

    @property
    def id(self) -> str:
        """Stable, dotted, lower case."""

    @property
    def format(self) -> str:
        """Name of the format (``csv``); unique among the writers in use."""

    def write(self, reports: Iterable[Report], target: BinaryIO, /) -> None:
        """Write the reports in the order given, one at a time; ``target`` stays open."""


@runtime_checkable
class CheckingWriter(Protocol):
    """A writer that shows findings, and takes the rules that find them."""

    def with_rules(self, rules: Iterable[Rule], /) -> Writer:
        """The same writer, checking with these rules."""


@runtime_checkable
class PartWriter(Protocol):
    """A writer that does most of its work report by report.

    Parts can be made where the report was read, in another process.
    """

    def part(self, report: Report, /) -> Any:
        """What one report contributes, as plain objects."""

    def write_parts(self, parts: Iterable[Any], target: BinaryIO, /) -> None:
        """Write the parts in the order given, one at a time; ``target`` stays open."""
