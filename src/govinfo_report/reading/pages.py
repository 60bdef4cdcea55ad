"""Lines that a printed page adds to the text: its number, and the title that runs over it."""

from __future__ import annotations

from collections import Counter

from govinfo_report.documents.document import Document
from govinfo_report.reading.kinds import Kind, is_page_number, kind_of
from govinfo_report.reading.rows import WHITE

_LEAST = 8  # characters of a running title
_REPORT = ("报告", "報告", "年报", "年報")


def running_lines(document: Document) -> frozenset[int]:
    """Numbers of the blocks that belong to the pages and not to the report (computed once).

    A running title is a line that names a report, is no label, and stands next to the number of
    a page at least twice.
    """
    found = document.cache.get("running lines")
    if found is None:
        found = document.cache["running lines"] = _running(document)
    assert isinstance(found, frozenset)
    return found


def _running(document: Document) -> frozenset[int]:
    texts = {
        block.index: text
        for block in document.blocks
        if block.grid is None and (text := block.text.strip(WHITE))
    }
    numbers = list(texts)
    pages = [i for i, number in enumerate(numbers) if is_page_number(texts[number])]
    if not pages:
        return frozenset()
    beside = {numbers[k] for i in pages for k in (i - 1, i + 1) if 0 <= k < len(numbers)}
    often = Counter(texts[number] for number in beside if _is_title(texts[number]))
    titles = {number for number in beside if often[texts[number]] > 1}
    return frozenset(titles | {numbers[i] for i in pages})


def _is_title(text: str) -> bool:
    named = len(text) >= _LEAST and any(word in text for word in _REPORT)
    return named and kind_of(text) is Kind.OTHER
