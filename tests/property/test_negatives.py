"""A thousand pages that are no reports, none accepted; all families of reports, none rejected.

``GOVINFO_REPORT_NEGATIVES`` sets another number of pages.
"""

from __future__ import annotations

import os
from collections import Counter
from random import Random

import pytest
from attrs import evolve

from govinfo_report import parse
from govinfo_report.errors import UnrecognisedLayoutError
from govinfo_report.reading.otherkinds import KINDS as REASONS
from govinfo_report.testing import RENDERERS, random_report
from govinfo_report.testing.negatives import KINDS, random_negative
from govinfo_report.testing.renderers import render

PAGES = int(os.environ.get("GOVINFO_REPORT_NEGATIVES", "1000"))
#: reasons that fit a kind of page: its own, or a general one where its title is lost in the page
FITTING = {
    "guide": {"guide"},
    "notice": {"notice"},
    "part_year": {"part_year"},
    "accounts": {"accounts"},
    "law_based_government": {"law_based_government"},
    "company": {"company"},
    "evaluation": {"evaluation"},
    "digest": {"digest"},
    "blank_form": {"blank_form", "form", "contents"},
    "notice_with_form": {"notice", "form", "blank_form"},
}


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_none_is_accepted(kind: str) -> None:
    """Every page is turned away with a reason that fits."""
    accepted: list[str] = []
    reasons: Counter[str] = Counter()
    for seed in range(-(-PAGES // len(KINDS))):
        page = random_negative(Random(seed), kind)
        try:
            report = parse(page.data)
        except UnrecognisedLayoutError as error:
            reasons[error.facts["reason"]] += 1
        else:
            accepted.append(f"{seed} {page.form} {page.title}: {report!r}")
    assert not accepted, "\n".join(accepted[:10])
    assert reasons.keys() <= FITTING.get(kind, REASONS.keys())


@pytest.mark.parametrize("family", sorted(RENDERERS))
def test_no_report_is_rejected(family: str) -> None:
    """Reports of every family are admitted, with a title and without."""
    for seed in range(25):
        data = random_report(Random(seed))
        bare = evolve(data, narrative=evolve(data.narrative, title="", preamble=()))
        for printed in (data, bare):
            page = render(RENDERERS[family], printed, Random(seed))
            assert parse(page.data).sections, f"seed {seed}"


def test_same_seed_same_page() -> None:
    """Pages can be made again from their seed."""
    for kind in KINDS:
        one, other = (random_negative(Random(7), kind) for _ in range(2))
        assert one == other
        assert one.data and one.kind == kind
