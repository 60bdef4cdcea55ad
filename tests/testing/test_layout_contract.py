"""The built-in layouts keep the contract that plugins inherit, and layouts that break it fail."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import attrs
import pytest

from govinfo_report import Document, Draft, Fit, Match, Registry, Span
from govinfo_report.layouts.grids import GridLayout
from govinfo_report.reading.draft import RowClaim, TableClaim
from govinfo_report.testing import LayoutContract

CASES = Path(__file__).parent / "cases"


def contract(layout: object, cases: Path = CASES, **attributes: object) -> type[LayoutContract]:
    """The suite for one layout."""
    return type("TestLayout", (LayoutContract,), {"layout": layout, "cases": cases, **attributes})


def inner(layout: object) -> object:
    return layout._layout  # what the registry guards


LAYOUTS = {layout.id: inner(layout) for layout in Registry.builtin().layouts}
for _id, _layout in LAYOUTS.items():
    globals()[f"TestLayout_{_id}"] = contract(_layout)
