"""What an opener is."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from govinfo_report.documents.document import Document
from govinfo_report.documents.source import Source
from govinfo_report.limits import Limits
from govinfo_report.model.fit import Fit


@runtime_checkable
class Opener(Protocol):
    """Knows a file format and nothing about statutes."""

    @property
    def id(self) -> str:
        """Stable, dotted, lower case."""

    def accepts(self, source: Source, /) -> Fit | None:
        """How well the content fits the format; ``None`` when it does not."""

    def open(self, source: Source, limits: Limits, /) -> Document:
        """The document; ``SourceError`` or ``LimitError`` when it cannot be read."""
