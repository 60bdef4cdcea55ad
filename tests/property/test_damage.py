"""Damaged documents end in a report or in an error of our own, never in a crash."""

from __future__ import annotations

import os
from random import Random

import pytest

import govinfo_report
from govinfo_report.errors import GovInfoReportError
from govinfo_report.model.figure import State
from govinfo_report.testing import RENDERERS
from govinfo_report.testing.damage import damaged
from govinfo_report.testing.floors import document

COUNT = int(os.environ.get("GOVINFO_REPORT_DAMAGED", "40"))


@pytest.mark.parametrize("family", sorted(RENDERERS))
def test_damage_never_crashes(family: str) -> None:
    """Bytes flipped, cut, repeated, inserted; lines and tags lost."""
    reports = 0
    for seed in range(COUNT):
        data = damaged(document(family, seed % 50)[1].data, seed)
        try:
            for report in govinfo_report.parse_all(data):
                reports += 1
                for figure in report.figures.values():
                    assert (figure.value is not None) == (figure.state is State.VALUE)
                    assert (figure.reason is None) == (figure.state is State.VALUE)
        except GovInfoReportError as error:
            assert error.text("zh") and error.text("en")
    assert reports > 0


def test_bytes_of_any_kind() -> None:
    """Random bytes are no report, and no crash."""
    for seed in range(200):
        rng = Random(seed)
        data = rng.randbytes(rng.choice((0, 1, 2, 3, 16, 300, 5000)))
        with pytest.raises(GovInfoReportError):
            govinfo_report.parse(data)
