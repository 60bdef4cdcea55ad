"""Openers that do what a hostile file may make a library do, in a process of their own."""

from __future__ import annotations

import ctypes
import os
import sys
from typing import Any

from govinfo_report.documents.document import Block, BlockKind, Document
from govinfo_report.documents.source import Source
from govinfo_report.errors import LimitError
from govinfo_report.limits import Limits
from govinfo_report.model.fit import Fit
from govinfo_report.model.note import Note
from govinfo_report.model.place import Place

#: what a library keeps from one document to the next
HELD: list[bytearray] = []


class Obeying:
    """Does what the text of the source says."""

    id = "obeying"
    isolated = True

    def accepts(self, source: Source, /) -> Fit | None:
        return Fit.EXACT

    def open(self, source: Source, limits: Limits, /) -> Document:
        order = source.data.decode("utf-8", "replace")
        if order == "exit":
            os._exit(7)
        if order == "crash":
            ctypes.string_at(8)
        if order == "memory":
            _ = [bytearray(1 << 24) for _ in range(1 << 12)]
        if order.startswith("hold"):
            HELD.append(bytearray(int(order[4:]) << 20))
        if order == "loop":
            while True:
                pass
        if order == "wait":
            import time

            time.sleep(600)
        if order == "raise":
            raise KeyError("a defect")
        if order == "refuse":
            raise LimitError("too much", zh="太多", hint="less", hint_zh="少些", id="P907", limit=1)
        if order == "print":
            print("noise" * 1000)
            os.write(1, b"\0" * 5000)
            sys.stderr.write("more noise")
        if order == "recurse":
            return self.open(source, limits)
        return page(str(os.getpid()))


class Lying(Obeying):
    """Hands over what is no document."""

    id = "lying"

    def open(self, source: Source, limits: Limits, /) -> Document:
        document: Any = page("text")
        if source.data == b"block":
            return Document((Block(0, BlockKind.GRID, "text"),), document.locate)
        if source.data == b"note":
            note = Note("P909", params={"characters": 1.5})  # type: ignore[dict-item]
            return Document(document.blocks, document.locate, notes=(note,))
        return None  # type: ignore[return-value]


def page(text: str) -> Document:
    """A document of one paragraph with a lone surrogate."""
    block = Block(0, BlockKind.PARAGRAPH, text + "\ud800")
    return Document(
        (block,), lambda span: Place(part="a", start=3 + span.start, end=3 + span.end),
        {"title": "题"}, (Note("P909", params={"characters": 2, "words": "字"}),), "obeying",
        unverified=True,
    )  # fmt: skip
