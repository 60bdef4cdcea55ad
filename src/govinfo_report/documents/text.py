"""Opens plain text, tab separated text and Markdown: one block per line."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from govinfo_report.documents.document import Block, BlockKind, Document, Span
from govinfo_report.documents.observations import source_notes
from govinfo_report.documents.offsets import Decoded
from govinfo_report.documents.sniffing import Kind
from govinfo_report.documents.source import Source
from govinfo_report.documents.splitting import split_lines
from govinfo_report.documents.unsupported import unsupported
from govinfo_report.limits import Limits
from govinfo_report.model.fit import Fit
from govinfo_report.model.place import Place


class TextOpener:
    """Text in UTF-8, UTF-16, GB18030 or Big5; tabs and bars are left to the layouts.

    Every line is a ``LINE`` block without its terminator, blank lines included.  A form feed is
    a line of its own: the mark of a page break.
    """

    id = "text"

    def accepts(self, source: Source, /) -> Fit | None:
        """LIKELY for text; markup and binary formats are left to others."""
        return Fit.LIKELY if source.kind is Kind.TEXT else None

    def open(self, source: Source, limits: Limits, /) -> Document:
        """The lines; ``SourceError`` for what is no text, ``LimitError`` (P901, P911)."""
        if source.kind not in (Kind.TEXT, Kind.HTML, Kind.TEXT_WITH_TABLES, Kind.XML, Kind.MHTML):
            raise unsupported(source)
        decoded = source.decoded
        lines, starts = split_lines(decoded.text, limits)
        kind = BlockKind.LINE
        blocks = tuple([Block(i, kind, line) for i, line in enumerate(lines)])
        return Document(
            blocks, Locator(decoded, lines, starts), {}, tuple(source_notes(source)), self.id,
            open_end=not decoded.text[-1:].isspace(),
        )  # fmt: skip


class Locator:
    """Turns spans of lines into lines, columns and bytes; counts nothing before it is asked."""

    def __init__(self, decoded: Decoded, lines: Sequence[str], starts: list[int] | None) -> None:
        self._decoded = decoded
        self._lines = lines
        self._given = starts

    @cached_property
    def _starts(self) -> list[int]:
        if self._given is not None:
            return self._given
        starts, start = [], 0
        for line in self._lines:
            starts.append(start)
            start += len(line) + 1
        return starts

    @cached_property
    def _line_bytes(self) -> list[int] | None:
        """The byte at which each line begins, where the characters tell it."""
        decoded = self._decoded
        if decoded.raw is not None or decoded.replaced:
            return None
        starts, byte, text = self._starts, decoded.bom, decoded.text
        found = []
        for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
            found.append(byte)
            byte += len(text[start:end].encode(decoded.encoding, "replace"))
        return found

    def __call__(self, span: Span) -> Place:
        """Line and column (1-based) and the bytes of the span in the source as stored."""
        block, start, end = span
        starts = self._line_bytes
        if starts is None:
            first = self._starts[block]
            start, end = self._decoded.byte_range(first + start, first + end)
        else:
            line, encoding = self._lines[block], self._decoded.encoding
            before, text = line[:start], line[start:end]
            start = starts[block] + len(before.encode(encoding, "replace"))
            end = start + len(text.encode(encoding, "replace"))
        return Place(line=span.block + 1, column=span.start + 1, start=start, end=end)
