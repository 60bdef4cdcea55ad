"""Whatever a layout claims, the core gives no figure a value that is not printed there."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from itertools import count, islice
from random import Random

import pytest

from govinfo_report.documents.document import Document
from govinfo_report.documents.source import Source
from govinfo_report.limits import DEFAULT_LIMITS
from govinfo_report.model.figure import State
from govinfo_report.plugins.builtin import govinfo_layouts, govinfo_openers
from govinfo_report.reading.draft import Draft
from govinfo_report.reading.figures import Verified
from govinfo_report.reading.outline import split_reports
from govinfo_report.reading.reader import identify_document
from govinfo_report.reading.verifier import verify
from govinfo_report.testing import RENDERERS, ReportData
from govinfo_report.testing.floors import document as make
from govinfo_report.testing.sabotage import MUTATIONS, sabotaged

FAMILIES = sorted(RENDERERS)
#: lies told per family
LIES = int(os.environ.get("GOVINFO_REPORT_LIES", "750"))


@cache
def honest(family: str, number: int) -> tuple[ReportData, Document, tuple[Draft, ...]]:
    """A document with the drafts of the layouts that fit it best."""
    data, rendered = make(family, number)
    source = Source.of(rendered.data)
    opener = max(govinfo_openers(), key=lambda opener: opener.accepts(source) or 0)
    document = split_reports(opener.open(source, DEFAULT_LIMITS))[0]
    chosen = identify_document(document, govinfo_layouts(), every=False).chosen
    found = (c.layout.parse(document, c.match) for c in chosen if c.match is not None)
    return data, document, tuple(draft for draft in found if draft.tables)


def drafts(
    family: str, numbers: Iterable[int]
) -> Iterator[tuple[int, ReportData, Document, Draft]]:
    for number in numbers:
        data, document, found = honest(family, number)
        for draft in found:
            yield number, data, document, draft


@cache
def disputed(family: str, number: int) -> frozenset[str]:
    """Addresses where two copies of the report in one document print different values.

    A lie about one copy leaves the value of the other, which is printed there.
    """
    if family != "html_copies":
        return frozenset()
    _, document, found = honest(family, number)
    return frozenset(
        address
        for draft in found
        for address, figure in verify(document, draft).figures.items()
        if figure.state is State.REFUSED
    )


@cache
def dense(family: str) -> tuple[int, ...]:
    """Documents of a family whose figures are all numbers other than zero."""
    return tuple(islice((n for n in count() if make(family, n)[0].style == "dense"), 4))


def wrong(
    data: ReportData, verified: Verified, disputed: Collection[str] = frozenset()
) -> list[str]:
    """Figures with a value that is not printed at their address."""
    found: list[str] = []
    for address, figure in verified.figures.items():
        printed = data.figures.get(address)
        if address in disputed or figure.state is not State.VALUE:
            continue
        if printed is None or printed.state != State.VALUE or printed.value != figure.value:
            found.append(f"{address}: printed {printed and printed.text!r}, read {figure.value!s}")
    return found


@pytest.mark.parametrize("family", FAMILIES)
def test_honest_drafts_are_verified(family: str) -> None:
    """The drafts that are spoilt below are right before, and mostly read."""
    best: Counter[int] = Counter()
    printed = 0
    for number, data, document, draft in drafts(family, range(20)):
        verified = verify(document, draft)
        assert wrong(data, verified) == [], number
        read = sum(f.state is State.VALUE for f in verified.figures.values())
        if number not in best:
            printed += sum(p.state == State.VALUE for p in data.figures.values())
        # beside the layout that reads a document, another may claim its prose
        best[number] = max(best[number], read)
    # of a family without a floor most of each page is gone
    assert best.total() > (0.8 * printed if RENDERERS[family].floor else 0)


@pytest.mark.parametrize("family", FAMILIES)
def test_no_lie_becomes_a_figure(family: str) -> None:
    """One to three lies per draft, thousands of drafts: every value is still the printed one."""
    told: Counter[str] = Counter()
    documents = 60
    known = list(drafts(family, range(documents)))
    for turn in range(LIES):
        number, data, document, draft = known[turn % len(known)]
        rng = Random(f"{family}:{number}:{turn}")
        names, lying = sabotaged(document, draft, rng, rng.choice((1, 1, 2, 3)))
        told.update(names)
        faults = wrong(data, verify(document, lying), disputed(family, number))
        assert not faults, f"{family}:{number} turn {turn} {names}: {faults[:5]}"
    assert len(told) > len(MUTATIONS) * 0.8


@pytest.mark.parametrize("name", sorted(MUTATIONS))
def test_each_lie_alone(name: str) -> None:
    """Every kind of lie, told where it can do most harm: a report without zeros."""
    applied = 0
    for family in FAMILIES:
        for number, data, document, draft in drafts(family, dense(family)):
            for turn in range(4):
                lying = MUTATIONS[name](document, draft, Random(f"{number}:{turn}"))
                if lying is None or lying == draft:
                    continue
                applied += 1
                faults = wrong(data, verify(document, lying), disputed(family, number))
                assert not faults, f"{family}:{number} turn {turn} {name}: {faults[:5]}"
    assert applied > 0
