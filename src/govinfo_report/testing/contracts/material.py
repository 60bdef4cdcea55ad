"""Documents that the contracts read: ordinary pages, pages that are no reports, and odd shapes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from random import Random

from govinfo_report.api import open_document
from govinfo_report.documents.document import Block, BlockKind, Document, Span
from govinfo_report.documents.grid import Cell, Grid, GridKind
from govinfo_report.errors import GovInfoReportError
from govinfo_report.model.place import Place
from govinfo_report.plugins.registry import Registry
from govinfo_report.testing.damage import damaged
from govinfo_report.testing.negatives import KINDS, Negative, random_negative
from govinfo_report.testing.renderers import RENDERERS, render
from govinfo_report.testing.reports import random_report

#: families whose pages are quickly made and opened
FAMILIES = ("html", "html_divs", "tabs", "stacked", "markdown", "pipes", "cells", "bars", "words")
_TEXTS = ("", " ", "0", "41件", "/", "总计", "三、本年度办理结果", "\u202e9\u202c", "９" * 40, "\ufffd",
          "第二十条第（一）项", "本年新收政府信息公开申请数量", "自然人", "其他", "x" * 5000)  # fmt: skip


@lru_cache(maxsize=1)
def ordinary_pages() -> tuple[bytes, ...]:
    """A page of each of several families, of reports that do not exist."""
    return tuple(_page(family) for family in FAMILIES if family in RENDERERS)


def _page(family: str) -> bytes:
    rng = Random(f"contract:{family}")
    return render(RENDERERS[family], random_report(rng, style="dense"), rng).data


@lru_cache(maxsize=1)
def negative_pages() -> tuple[Negative, ...]:
    """A page of every kind that is no annual report: guides, news, lists, blank forms …"""
    return tuple(random_negative(Random(f"contract:{kind}"), kind) for kind in KINDS)


@lru_cache(maxsize=1)
def opened_pages() -> tuple[Document, ...]:
    """Ordinary, damaged and foreign pages, as the built-in openers open them."""
    registry = Registry.builtin()
    pages = [*ordinary_pages(), *(negative.data for negative in negative_pages()[::4])]
    pages += [damaged(page, seed) for seed, page in enumerate(ordinary_pages())]
    found = []
    for page in pages:
        try:
            found.append(open_document(page, registry=registry)[1])
        except GovInfoReportError:
            continue  # a page that nothing opens has no layout
    return tuple(found)


def odd_texts() -> tuple[str, ...]:
    """Texts of cells that are numbers, labels, or neither although they look it."""
    return _TEXTS


@lru_cache(maxsize=1)
def odd_documents() -> tuple[Document, ...]:
    """Documents that no page gives, and that every layout must bear."""
    rng = Random("contract:odd")
    return (document_of(()), *(_odd(rng) for _ in range(24)))


def document_of(blocks: tuple[Block, ...]) -> Document:
    """A document without a source; its places number the blocks as lines."""

    def locate(span: Span) -> Place:
        return Place(line=span.block + 1, start=span.start, end=span.end)

    return Document(blocks, locate)


def grid_block(index: int, rows: list[list[str]], spans: dict[tuple[int, int], int]) -> Block:
    """A grid of texts; ``spans`` maps (row, position) to the columns of a wider cell."""
    cells, texts, offset, width = [], [], 0, 1
    for y, row in enumerate(rows):
        column = 0
        for number, text in enumerate(row):
            over = spans.get((y, number), 1)
            end = offset + len(text)
            cells.append(Cell(y, column, y + 1, column + over, offset, end, y, number))
            offset, column = end + 1, column + over
        width = max(width, column)
        texts.append("\t".join(row))
        offset += not row  # a row without cells leaves its line break
    text = "\n".join(texts)
    return Block(index, BlockKind.GRID, text, 0,
                 Grid(GridKind.MARKUP, max(len(rows), 1), width, tuple(cells)))  # fmt: skip


def _odd(rng: Random) -> Document:
    return document_of(tuple(_odd_blocks(rng)))


def _odd_blocks(rng: Random) -> Iterator[Block]:
    for index in range(rng.randint(1, 6)):
        if rng.random() < 0.6:
            rows = [
                [rng.choice(_TEXTS) for _ in range(rng.randint(0, 9))]
                for _ in range(rng.randint(0, 9))
            ]
            spans = {(rng.randrange(9), rng.randrange(9)): rng.randint(1, 4) for _ in range(4)}
            yield grid_block(index, rows, spans)
        else:
            kind = rng.choice((BlockKind.LINE, BlockKind.PARAGRAPH, BlockKind.HEADING))
            level = rng.randint(1, 6) if kind is BlockKind.HEADING else 0
            marks = ("\t", "|", "  ", "，")
            text = rng.choice(marks).join(rng.choices(_TEXTS, k=rng.randint(0, 9)))
            yield Block(index, kind, text, level)
