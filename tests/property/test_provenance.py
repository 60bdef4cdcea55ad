"""Every figure leads back to the bytes it was read from."""

from __future__ import annotations

from random import Random

import pytest

import govinfo_report
from govinfo_report.documents.reread import reread
from govinfo_report.documents.source import Source
from govinfo_report.errors import GovInfoReportError
from govinfo_report.model.figure import State
from govinfo_report.testing import RENDERERS, PrintedFigure, random_report
from govinfo_report.testing.damage import damaged
from govinfo_report.testing.floors import document


def check(data: bytes) -> int:
    """Re-read every place of a document; the number of places."""
    source = Source.of(data)
    report = govinfo_report.parse(source)
    places = 0
    for address, figure in report.figures.items():
        if figure.place is None:
            assert figure.raw is None, address
            continue
        places += 1
        assert reread(source, figure.place) == figure.raw, (address, figure)
    return places


@pytest.mark.parametrize("family", sorted(RENDERERS))
def test_places_give_the_raw_text(family: str) -> None:
    """The place of a figure, re-read from the bytes, is its raw text."""
    places = sum(check(document(family, number)[1].data) for number in range(10))
    assert places > 10 * 100 * RENDERERS[family].floor


@pytest.mark.parametrize("family", sorted(RENDERERS))
def test_places_in_damaged_documents(family: str) -> None:
    """The same after bytes, lines or tags were lost, as long as a report is left."""
    places = 0
    for number in range(100_000, 100_030):
        data = damaged(document(family, number)[1].data, number)
        try:
            places += check(data)
        except GovInfoReportError:
            continue
    assert places > 0


def test_a_note_on_a_line_of_its_own() -> None:
    """A value whose bracketed note is broken off stands at its place as a whole."""
    for family in ("stacked", "html"):
        renderer = RENDERERS[family]
        data = random_report(Random(family), style="dense")
        address = "requests.granted.natural_person"
        printed = PrintedFigure("22\n（其中修订16件）", State.VALUE, 22)
        dialect = type(renderer.dialect(Random(1)))(seed=1)
        page = renderer.print(data.with_figure(address, printed), dialect)
        figure = govinfo_report.parse(page).figures[address]
        assert figure.value in (22, None)
        assert "16" in str(figure.raw)
        check(page)
