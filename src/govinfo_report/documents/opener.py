"""What an opener is, and how the right one is found."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, runtime_checkable

from govinfo_report.documents.document import Document
from govinfo_report.documents.source import Source
from govinfo_report.documents.unsupported import unsupported
from govinfo_report.limits import DEFAULT_LIMITS, Limits
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


def choose_opener(source: Source, openers: Iterable[Opener]) -> Opener:
    """The opener that fits best (the first of equal ones); ``SourceError`` when none does."""
    best: Opener | None = None
    best_fit = 0
    for opener in openers:
        fit = opener.accepts(source)
        if fit is not None and fit > best_fit:
            best, best_fit = opener, fit
    if best is None:
        raise unsupported(source)
    return best


def open_document(
    source: Source, openers: Iterable[Opener], limits: Limits = DEFAULT_LIMITS
) -> Document:
    """The document of a source, by the opener that fits best."""
    return choose_opener(source, openers).open(source, limits)
