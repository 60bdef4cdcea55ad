"""What an opener is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, runtime_checkable

from govinfo_report.documents.document import Document
from govinfo_report.documents.source import Source
from govinfo_report.errors import GovInfoReportError
from govinfo_report.limits import Limits
from govinfo_report.model.fit import Fit


@runtime_checkable
class Opener(Protocol):
    """Knows a file format and nothing about statutes.

    One with an attribute ``isolated = True`` is run in a process of its own; its class must be
    importable by name and take no arguments (see ``documents.isolation``).
    """

    @property
    def id(self) -> str:
        """Stable, dotted, lower case."""

    def accepts(self, source: Source, /) -> Fit | None:
        """How well the content fits the format; ``None`` when it does not."""

    def open(self, source: Source, limits: Limits, /) -> Document:
        """The document; ``SourceError`` or ``LimitError`` when it cannot be read."""


@runtime_checkable
class Unpacker(Opener, Protocol):
    """An opener of containers: hands over the documents inside instead of opening one.

    Its ``open`` raises ``SourceError``; what it hands over is opened by the other openers.
    """

    def unpack(self, source: Source, limits: Limits, /) -> Iterable[Source | GovInfoReportError]:
        """The documents, each with its ``origin``, in order; an error for one that cannot be had.

        Raises ``SourceError`` or ``LimitError`` when the container itself cannot be read.
        """
