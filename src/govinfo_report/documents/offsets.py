"""Decoded text and the way back from its characters to the bytes of the source."""

from __future__ import annotations

import codecs
import threading
from bisect import bisect_right
from functools import cached_property

from attrs import define, field

_STEP = 512  # characters between two places whose byte offset is kept
_HANDLER = "govinfo-report-record"
_record = threading.local()


@define(eq=False, slots=False)
class Decoded:
    """The characters of a source, cleaned of control characters.

    ``replaced`` counts the replacement characters that decoding had to put in, ``controls`` the
    control characters that were taken out of ``raw``; ``edits`` says where: the position in
    ``text``, and start and end in ``raw``.
    """

    text: str
    encoding: str
    bom: int = 0  #: bytes of the byte order mark
    replaced: int = 0
    controls: int = 0
    raw: str | None = field(default=None, repr=False)
    edits: list[tuple[int, int, int]] = field(factory=list, repr=False)
    data: bytes = field(default=b"", repr=False)

    def byte_range(self, start: int, end: int) -> tuple[int, int]:
        """The bytes of characters ``start`` to ``end``, as offsets in the source as stored."""
        if self.raw is None and not self.replaced:
            first = self._byte(start)
            return first, first + self._width(self.text[start:end])
        first = self._byte(self._raw_position(start, leading=False))
        last = self._byte(self._raw_position(end, leading=start != end))
        return first, max(first, last)

    def _raw_position(self, position: int, *, leading: bool) -> int:
        """Position before cleaning: behind a dropped run, or (``leading``) before it."""
        if not self.edits:
            return position
        found = bisect_right(self.edits, position, key=lambda edit: edit[0]) - 1
        if found >= 0 and leading and self.edits[found][0] == position:
            if self._kept(found):
                return self.edits[found][1]
            found -= 1
        if found < 0:
            return position
        at, start, stop = self.edits[found]
        if self._kept(found):
            return start if position == at else stop + position - at - 1
        return stop + position - at

    def _kept(self, edit: int) -> bool:
        """Whether a replacement character stands for the run that was taken out."""
        at, _, stop = self.edits[edit]
        following = self.edits[edit + 1] if edit + 1 < len(self.edits) else None
        assert self.raw is not None
        length = (following[0] if following else len(self.text)) - at
        return length != (following[1] if following else len(self.raw)) - stop

    def _byte(self, position: int) -> int:
        characters, offsets = self._marks
        mark = bisect_right(characters, position) - 1
        text = self.text if self.raw is None else self.raw
        return offsets[mark] + self._width(text[characters[mark] : position])

    def _width(self, text: str) -> int:
        return len(text.encode(self.encoding, "replace"))

    @cached_property
    def _marks(self) -> tuple[list[int], list[int]]:
        """Characters (before cleaning) whose byte is known; between them encoding counts."""
        text = self.text if self.raw is None else self.raw
        characters, offsets = [0], [self.bom]
        position, offset = 0, self.bom
        for start, stop in [*(self._faults() if self.replaced else ()), (len(self.data), 0)]:
            while offset < start:
                piece = text[position : position + _STEP]
                width = self._width(piece)
                if offset + width > start:
                    piece = self.data[offset:start].decode(self.encoding)
                    width = start - offset
                position, offset = position + len(piece), offset + width
                characters.append(position)
                offsets.append(offset)
                if not piece:
                    break
            if stop:
                position, offset = position + 1, stop
                characters.append(position)
                offsets.append(offset)
        return characters, offsets

    def _faults(self) -> list[tuple[int, int]]:
        """Start and end of every byte sequence for which one replacement character stands."""
        _record.faults = []
        codecs.register_error(_HANDLER, _note_fault)
        self.data[self.bom :].decode(self.encoding, _HANDLER)
        return [(start + self.bom, stop + self.bom) for start, stop in _record.faults]


def _note_fault(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    _record.faults.append((error.start, error.end))
    return "\ufffd", error.end
