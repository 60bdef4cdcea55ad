"""The page on contracts lists every item and every strategy, and nothing besides."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import pytest

from govinfo_report import testing

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "plugins" / "contracts.md").read_text(
    "utf-8"
)
SECTIONS = {part.split("\n", 1)[0]: part for part in PAGE.split("\n## ")}
SHARED = {"the_id_is_its_own", "opting_out_needs_a_reason"}


@pytest.mark.parametrize(
    "name", ["LayoutContract", "OpenerContract", "RuleContract", "WriterContract"]
)
def test_every_item_is_listed(name: str) -> None:
    """In the table of its contract; those of all contracts above the tables."""
    suite = getattr(testing, name)
    items = {n.removeprefix("test_") for n in dir(suite) if n.startswith("test_")}
    assert set(re.findall(r"^\| `(\w+)` \|", SECTIONS[name], re.MULTILINE)) == items - SHARED
    assert items >= SHARED
    assert all(f"`{item}`" in PAGE.split("\n## ")[0] for item in SHARED)
    assert all(getattr(suite, f"test_{item}").__doc__ for item in items)


def test_every_strategy_is_listed() -> None:
    """With its arguments."""
    shown = re.findall(r"^\| `(\w+\([^)]*\))` \|", PAGE, re.MULTILINE)
    from govinfo_report.testing import strategies

    public = [n for n in testing.__all__ if getattr(strategies, n, None) is getattr(testing, n)]
    made = [n for n in public if inspect.isfunction(getattr(strategies, n))
            and getattr(strategies, n).__module__ == strategies.__name__]  # fmt: skip
    assert {text.partition("(")[0] for text in shown} == set(made)
    for text in shown:
        name, _, rest = text.partition("(")
        parameters = inspect.signature(getattr(strategies, name)).parameters.values()
        assert rest == ", ".join(f"{p.name}={p.default}" for p in parameters) + ")"
