"""Render, read, compare: nothing is misread, and every family reaches its floor.

Ten thousand documents in all; ``GOVINFO_REPORT_DOCUMENTS`` sets another number (the long
session uses 100 000).
"""

from __future__ import annotations

import os

import pytest

from govinfo_report.testing import RENDERERS
from govinfo_report.testing.floors import HEAD, run

DOCUMENTS = int(os.environ.get("GOVINFO_REPORT_DOCUMENTS", "10000"))


@pytest.mark.parametrize("family", sorted(RENDERERS))
def test_equal_or_refused(family: str) -> None:
    """Every figure equals what is printed or is refused, and enough are read."""
    count = max(1, DOCUMENTS // len(RENDERERS))
    (found,) = run([family], count, jobs=os.cpu_count() or 1)
    table = f"\n{HEAD}\n{found.line()}\n"
    assert not found.faults, table + "\n".join(found.faults[:20])
    assert not found.crashes, table + "\n".join(found.crashes[:20])
    assert not found.identity, table + "\n".join(found.identity[:20])
    assert found.recall >= found.floor, table
