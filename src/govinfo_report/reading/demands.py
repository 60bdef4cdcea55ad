"""What a layout demands of a document: for whoever asks why it claims nothing.

A layout may say so itself with a method ``demands(document)``; it is asked by ``identify -v``
only, never while reading.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, runtime_checkable

from attrs import frozen

from govinfo_report.display import Displayed
from govinfo_report.documents.document import Document


@frozen
class Demand(Displayed):
    """Something that must be there, in Chinese and English, and whether it is."""

    met: bool
    zh: str
    en: str

    def text(self, language: str = "en") -> str:
        """What must be there (``"zh"`` or ``"en"``)."""
        return self.zh if language == "zh" else self.en


@runtime_checkable
class Demanding(Protocol):
    """A layout that says what it demands."""

    def demands(self, document: Document, /) -> Iterable[Demand]:
        """What the layout looks for, in the order in which it does."""
