"""What the pages of a document have in common, whatever their format."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import define

from govinfo_report.documents.lattice import PageMarks
from govinfo_report.documents.latticemarks import beyond
from govinfo_report.documents.sniffing import Kind
from govinfo_report.documents.source import Source
from govinfo_report.errors import SourceError
from govinfo_report.limits import Limits
from govinfo_report.model.note import Note

_FEW = 20  #: characters on all pages below which a document has no text
FURNITURE = 40  #: characters on a page that is a picture: its number, the mark of a scanner


@define
class PageReading:
    """One page with what was left out of it and what is doubtful about it."""

    marks: PageMarks
    unmapped: int = 0  #: characters whose text is not known for certain
    hidden: int = 0  #: characters that leave no mark on the page
    layer: bool = False  #: invisible text over a picture, as text recognition leaves it
    drawn: int = 0  #: objects and lines on it
    picture: bool = False  #: pictures cover a good part of the page


@define
class Seen:
    """Sums over the pages that were taken."""

    count: int = 0
    characters: int = 0
    unmapped: int = 0
    hidden: int = 0
    pictures: int = 0
    layers: int = 0

    @property
    def unverified(self) -> bool:
        """Whether the text may differ from what is printed."""
        return bool(self.unmapped or self.layers)

    @property
    def is_empty(self) -> bool:
        """Whether the pages hold no text to speak of."""
        scans = self.pictures == self.count and not self.layers
        few = FURNITURE * self.count if scans else _FEW
        return self.characters < max(few, _FEW)

    def take(self, pages: Iterator[PageReading]) -> Iterator[PageMarks]:
        """The marks of the pages, which are counted on the way."""
        for page in pages:
            self.count += 1
            self.characters += len(page.marks.glyphs)
            self.unmapped += page.unmapped
            self.hidden += page.hidden
            self.pictures += page.picture
            self.layers += page.layer
            yield page.marks

    def notes(self) -> Iterator[Note]:
        """P909 for text that is not printed, P915 for text that is not known."""
        if self.hidden:
            params = {"characters": self.hidden, "cells": 0, "in_cells": 0}
            yield Note("P909", params=params)
        if self.unmapped:
            yield Note(
                "P915",
                params={"reason": "replacement", "count": self.unmapped, "encoding": "font"},
            )


def counted(pages: Iterator[PageReading], limits: Limits) -> Iterator[PageReading]:
    """The pages, until they hold more than the limits allow (``LimitError``, P907)."""
    glyphs = drawn = 0
    for page in pages:
        glyphs += len(page.marks.glyphs)
        drawn += page.drawn
        if glyphs > limits.glyphs:
            raise beyond("glyphs", limits.glyphs, glyphs)
        if drawn > limits.marks:
            raise beyond("marks", limits.marks, drawn)
        yield page


def scanned(source: Source) -> SourceError:
    """The error for pages that are pictures."""
    hint, hint_zh = "", ""
    if source.kind is Kind.PDF:
        line = "pip install 'govinfo-report[ocr]'"
        hint, hint_zh = f"; {line} installs text recognition", f"；运行 {line} 可识别扫描件"
    return SourceError(
        f"{source.name} is a scan: its pages are pictures without text",
        zh=f"{source.name} 是扫描件：页面只有图片，没有文字",
        hint=f"Use the HTML, Word or text version of the report{hint}.",
        hint_zh=f"请使用该报告的网页、Word 或文本版本{hint_zh}。",
        name=source.name, kind=source.kind.value, scan=source.kind is Kind.PDF,
    )  # fmt: skip


def without_text(source: Source) -> SourceError:
    """The error for pages without text and without pictures."""
    return SourceError(
        f"{source.name} holds no text",
        zh=f"{source.name} 中没有文字",
        hint="Its text may be drawn as shapes. Use another version of the report.",
        hint_zh="文字可能已转为图形，请使用该报告的其他版本。",
        name=source.name, kind=source.kind.value,
    )  # fmt: skip
