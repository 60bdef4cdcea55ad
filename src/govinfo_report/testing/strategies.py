"""Hypothesis strategies: documents, pages, reports, reports with one fault, hostile inputs.

They need the package hypothesis.  All but ``reports`` are offered by ``govinfo_report.testing``.
"""

from __future__ import annotations

from random import Random
from typing import Any

from hypothesis import strategies as st

from govinfo_report.documents.document import Block, BlockKind, Document
from govinfo_report.model.editions import edition
from govinfo_report.model.figure import State
from govinfo_report.model.report import Report
from govinfo_report.testing.building import report_of
from govinfo_report.testing.contracts.material import document_of, grid_block, odd_texts
from govinfo_report.testing.damage import damaged
from govinfo_report.testing.figures import PrintedFigure
from govinfo_report.testing.negatives import random_negative
from govinfo_report.testing.renderers import RENDERERS, Rendered, render
from govinfo_report.testing.reports import STYLES, ReportData, random_report

#: families whose pages are text or markup, quickly made
_QUICK = ("html", "html_divs", "tabs", "stacked", "markdown", "pipes", "cells", "bars", "words")


def reports(style: str | None = None) -> st.SearchStrategy[ReportData]:
    """Random reports; ``style`` is a key of ``govinfo_report.testing.reports.STYLES``."""
    styles = st.sampled_from([*STYLES]) if style is None else st.just(style)
    return st.builds(
        lambda seed, chosen: random_report(Random(seed), style=chosen),
        _seeds(),
        styles,
    )


def pages(
    family: str | None = None, style: str | None = None
) -> st.SearchStrategy[tuple[ReportData, Rendered]]:
    """Reports with a page each, of one family or of any."""
    families = st.sampled_from(sorted(RENDERERS)) if family is None else st.just(family)
    return st.builds(
        lambda data, chosen, seed: (data, render(RENDERERS[chosen], data, Random(seed))),
        reports(style),
        families,
        _seeds(),
    )


def read_reports(style: str | None = None) -> st.SearchStrategy[Report]:
    """Reports as ``parse`` gives them, without places; figures in every state."""
    return reports(style).map(report_of)


def balanced_reports(edition_id: str | None = None) -> st.SearchStrategy[Report]:
    """Reports in which every sum of the form holds, with a number in every cell.

    ``edition_id`` (``"2021"`` or ``"2019"``) fixes the form of all blocks.
    """
    return _balanced(edition_id).map(report_of)


def one_fault_reports(
    edition_id: str | None = None,
) -> st.SearchStrategy[tuple[Report, Report, str]]:
    """A balanced report, the same report with one figure of table 3 or 4 wrong, its address."""
    return st.composite(_one_fault)(edition_id)


def _one_fault(draw: st.DrawFn, edition_id: str | None) -> tuple[Report, Report, str]:
    data = draw(_balanced(edition_id))
    summed = [a for a in data.figures if not a.startswith("proactive_disclosure.")]
    address = draw(st.sampled_from(summed))
    value = data.figures[address].value
    assert value is not None
    wrong = draw(st.integers(0, 10**6).filter(lambda number: number != value))
    printed = PrintedFigure(str(wrong), State.VALUE, wrong)
    return report_of(data), report_of(data.with_figure(address, printed)), address


def documents() -> st.SearchStrategy[Document]:
    """Documents of lines, paragraphs, headings and grids of any shape, without a source.

    Their texts are labels of the form, numbers, and what only looks like either.
    """
    return st.composite(_document)()


def _document(draw: st.DrawFn) -> Document:
    labels = [row.label for block in edition("2021").blocks for row in block.rows]
    texts = st.sampled_from([*odd_texts(), *labels]) | st.integers(0, 9999).map(str)
    texts |= st.text(max_size=12).map(lambda text: " ".join(text.split()))
    blocks = []
    for index in range(draw(st.integers(0, 5))):
        if draw(st.booleans()):
            rows = draw(st.lists(st.lists(texts, max_size=9), max_size=8))
            wide: Any = st.tuples(st.integers(0, 7), st.integers(0, 8))
            spans = draw(st.dictionaries(wide, st.integers(1, 4), max_size=3))
            blocks.append(grid_block(index, rows, spans))
        else:
            kind = draw(st.sampled_from(["line", "paragraph", "heading"]))
            level = draw(st.integers(1, 6)) if kind == "heading" else 0
            joint = draw(st.sampled_from(["\t", "|", " ", ""]))
            text = joint.join(draw(st.lists(texts, max_size=9)))
            blocks.append(Block(index, BlockKind(kind), text, level))
    return document_of(tuple(blocks))


def hostile_inputs() -> st.SearchStrategy[bytes]:
    """What may come instead of a report: damaged pages, pages of other kinds, noise."""
    made = st.builds(
        lambda family, page, accident: damaged(_page(family, page), accident),
        st.sampled_from(_QUICK),
        st.integers(0, 30),
        _seeds(),
    )
    others = _seeds().map(lambda seed: random_negative(Random(seed)).data)
    heads = st.sampled_from(
        [b"PK\x03\x04", b"%PDF-1.7\n", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<"]
    )
    noise = st.binary(max_size=400)
    return made | others | noise | st.builds(bytes.__add__, heads, noise)


def _seeds() -> st.SearchStrategy[int]:
    return st.integers(0, 2**32 - 1)


def _page(family: str, number: int) -> bytes:
    rng = Random(f"hostile:{family}:{number}")
    return render(RENDERERS[family], random_report(rng), rng).data


def _balanced(edition_id: str | None) -> st.SearchStrategy[ReportData]:
    return st.builds(_first_balanced, _seeds(), st.just(edition_id))


def _first_balanced(seed: int, edition_id: str | None) -> ReportData:
    rng = Random(seed)
    while True:  # most reports of the style balance
        data = random_report(rng, style="plain")
        if data.balanced and (edition_id is None or set(data.forms.values()) == {edition_id}):
            return data
