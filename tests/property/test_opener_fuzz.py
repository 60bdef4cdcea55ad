"""A short run of the fuzzer of openers: documents of each format, damaged inside what it packs."""

from __future__ import annotations

import os

import pytest

from fuzz.fuzz_openers import can_open, part
from fuzz.shapes import SHAPES, shape

COUNT = int(os.environ.get("GOVINFO_REPORT_SHAPES", "8"))


@pytest.mark.parametrize("form", SHAPES)
def test_damage_inside(form: str) -> None:
    """Only errors of ours, and every place is found again."""
    if not can_open(form):
        pytest.skip(f"{form} needs an extra")
    _, _, faults = part((form, 0, COUNT))
    assert not faults


@pytest.mark.parametrize("form", SHAPES)
def test_documents_can_be_made_again(form: str) -> None:
    """A fault is named by its number, so the number must always give the same bytes."""
    assert shape(form, 3) == shape(form, 3)
    assert shape(form, 3) != SHAPES[form][0](3)
