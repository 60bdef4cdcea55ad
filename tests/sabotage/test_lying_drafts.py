"""Whatever a layout claims, the core gives no figure a value that is not printed there."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from functools import cache
from random import Random

import pytest

from govinfo_report.documents.document import Document
from govinfo_report.documents.html import HtmlOpener
from govinfo_report.documents.source import Source
from govinfo_report.documents.text import TextOpener
from govinfo_report.limits import DEFAULT_LIMITS
from govinfo_report.model.figure import State
from govinfo_report.plugins.builtin import govinfo_layouts
from govinfo_report.reading.draft import Draft, Layout
from govinfo_report.reading.figures import Verified
from govinfo_report.reading.verifier import verify
from govinfo_report.testing import RENDERERS, ReportData
from govinfo_report.testing.floors import document as make
from govinfo_report.testing.sabotage import MUTATIONS, sabotaged

FAMILIES = sorted(RENDERERS)
#: lies told per family
LIES = int(os.environ.get("GOVINFO_REPORT_LIES", "500"))


def opened(family: str, data: bytes) -> Document:
    opener = HtmlOpener() if family == "html" else TextOpener()
    return opener.open(Source.of(data), DEFAULT_LIMITS)


@cache
def honest(family: str, number: int) -> tuple[ReportData, Document, tuple[Draft, ...], Layout]:
    """A document with the drafts of the layout that fits it best."""
    data, rendered = make(family, number)
    document = opened(family, rendered.data)
    found = [
        (match.fit, -order, layout, layout.parse(document, match))
        for order, layout in enumerate(govinfo_layouts())
        for match in layout.detect(document)
    ]
    best = max(fit for fit, *_ in found)
    drafts = tuple(draft for fit, _, _, draft in found if fit == best and draft.tables)
    return data, document, drafts, found[0][2]


def drafts(family: str, numbers: range) -> Iterator[tuple[int, ReportData, Document, Draft]]:
    for number in numbers:
        data, document, found, _ = honest(family, number)
        for draft in found:
            yield number, data, document, draft


def wrong(data: ReportData, verified: Verified) -> list[str]:
    """Figures with a value that is not printed at their address."""
    found: list[str] = []
    for address, figure in verified.figures.items():
        printed = data.figures.get(address)
        if figure.state is State.VALUE and (
            printed is None or printed.state != State.VALUE or printed.value != figure.value
        ):
            found.append(f"{address}: printed {printed and printed.text!r}, read {figure.value!s}")
    return found


@pytest.mark.parametrize("family", FAMILIES)
def test_honest_drafts_are_verified(family: str) -> None:
    """The drafts that are spoilt below are right before, and mostly read."""
    read = printed = 0
    for number, data, document, draft in drafts(family, range(20)):
        verified = verify(document, draft)
        assert wrong(data, verified) == [], number
        read += sum(f.state is State.VALUE for f in verified.figures.values())
        printed += sum(p.state == State.VALUE for p in data.figures.values())
    assert read > 0.8 * printed


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
        faults = wrong(data, verify(document, lying))
        assert not faults, f"{family}:{number} turn {turn} {names}: {faults[:5]}"
    assert len(told) > len(MUTATIONS) * 0.8


@pytest.mark.parametrize("name", sorted(MUTATIONS))
def test_each_lie_alone(name: str) -> None:
    """Every kind of lie, told where it can do most harm: a report without zeros."""
    applied = 0
    for family in FAMILIES:
        for number, data, document, draft in drafts(family, range(40)):
            if data.style != "dense":
                continue
            for turn in range(6):
                lying = MUTATIONS[name](document, draft, Random(f"{number}:{turn}"))
                if lying is None or lying == draft:
                    continue
                applied += 1
                faults = wrong(data, verify(document, lying))
                assert not faults, f"{family}:{number} turn {turn} {name}: {faults[:5]}"
    assert applied > 0
