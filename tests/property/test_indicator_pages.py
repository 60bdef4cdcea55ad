"""The table of 2014 in every family that prints it: nothing misread, whatever is told or lost."""

from __future__ import annotations

import os
from random import Random

import pytest

import govinfo_report
from govinfo_report.documents.document import Document
from govinfo_report.documents.source import Source
from govinfo_report.errors import GovInfoReportError
from govinfo_report.limits import DEFAULT_LIMITS
from govinfo_report.model.figure import State
from govinfo_report.plugins.builtin import govinfo_layouts, govinfo_openers
from govinfo_report.reading.draft import Draft
from govinfo_report.reading.reader import identify_document
from govinfo_report.reading.verifier import verify
from govinfo_report.testing import ReportData, compare
from govinfo_report.testing.damage import damaged
from govinfo_report.testing.floors import document as make
from govinfo_report.testing.floors import tally
from govinfo_report.testing.renderers.indicators import INDICATORS
from govinfo_report.testing.sabotage import sabotaged

#: documents rendered per family, and lies told of each family
COUNT = int(os.environ.get("GOVINFO_REPORT_INDICATORS", "6"))
FAMILIES = sorted(INDICATORS)


@pytest.mark.parametrize("family", FAMILIES)
def test_floors(family: str) -> None:
    """No misread, the right publisher, year and edition, and most figures read."""
    found = tally(family, range(COUNT))
    assert found.holds, (found.line(), found.faults, found.identity, found.crashes)
    assert found.recall > 0.9


def drafts(family: str, number: int) -> tuple[ReportData, Document, list[Draft]]:
    """A document with the drafts of the layouts that fit it best."""
    data, rendered = make(family, number)
    source = Source.of(rendered.data)
    opener = max(govinfo_openers(), key=lambda opener: opener.accepts(source) or 0)
    document = opener.open(source, DEFAULT_LIMITS)
    chosen = identify_document(document, govinfo_layouts(), every=False).chosen
    found = (c.layout.parse(document, c.match) for c in chosen if c.match is not None)
    return data, document, [draft for draft in found if draft.tables]


@pytest.mark.parametrize("family", FAMILIES)
def test_no_lie_becomes_a_figure(family: str) -> None:
    """Drafts with one to three lies: every value that survives is the printed one."""
    read = 0
    for number in range(COUNT):
        data, document, found = drafts(family, number)
        for turn in range(25):
            rng = Random(f"{family}:{number}:{turn}")
            _, lying = sabotaged(document, rng.choice(found), rng, rng.choice((1, 1, 2, 3)))
            for address, figure in verify(document, lying).figures.items():
                if figure.state is State.VALUE:
                    printed = data.figures[address]
                    assert (printed.state, printed.value) == (State.VALUE, figure.value), address
                    read += 1
    assert read > COUNT * 100


@pytest.mark.parametrize("family", FAMILIES)
def test_damaged_pages(family: str) -> None:
    """Bytes lost, doubled or exchanged: a report or an error of ours, never anything else."""
    for number in range(COUNT):
        _, rendered = make(family, number)
        for seed in range(4):
            try:
                govinfo_report.parse(damaged(rendered.data, number * 100 + seed))
            except GovInfoReportError:
                continue


@pytest.mark.parametrize("family", ["indicator_tabs", "indicator_list", "indicator_lines",
                                    "indicator_pipes"])  # fmt: skip
def test_a_line_lost(family: str) -> None:
    """A line of the table gone: what is read is still what is printed for its label."""
    for number in range(COUNT):
        data, rendered = make(family, number)
        encoding = rendered.dialect.encoding
        lines = rendered.data.decode(encoding).split("\n")
        for at in Random(number).sample(range(len(lines) // 2, len(lines)), 12):
            page = "\n".join(lines[:at] + lines[at + 1 :]).encode(encoding)
            try:
                report = govinfo_report.parse(page)
            except GovInfoReportError:
                continue
            found = compare(data, report)
            # of a line that is gone the cell may be said to be empty, never to hold a number
            assert not found.misread, (number, lines[at])


@pytest.mark.parametrize("family", ["indicator_tabs", "indicator_list", "indicator_lines",
                                    "indicator_pipes"])  # fmt: skip
def test_a_label_torn(family: str) -> None:
    """Characters of a line lost: its row is refused, the others keep their figures."""
    for number in range(COUNT):
        data, rendered = make(family, number)
        encoding = rendered.dialect.encoding
        lines = rendered.data.decode(encoding).split("\n")
        rng = Random(number)
        for at in rng.sample(range(len(lines) // 2, len(lines)), 12):
            text = lines[at]
            han = [i for i, c in enumerate(text) if "\u4e00" <= c <= "\u9fff"]
            if len(han) < 4:
                continue
            cut = rng.choice(han[:-1])
            torn = text[:cut] + text[cut + rng.randint(1, 3) :]
            if sum(c.isdecimal() for c in torn) != sum(c.isdecimal() for c in text):
                continue
            page = "\n".join([*lines[:at], torn, *lines[at + 1 :]]).encode(encoding)
            try:
                found = compare(data, govinfo_report.parse(page))
            except GovInfoReportError:
                continue
            assert found.sound, (number, torn, found.misread, found.wrong_state)
