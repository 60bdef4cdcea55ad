"""The pages of rules say what the catalogue says, and their examples are what the rules say."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest
import regex


def generator() -> ModuleType:
    """The program that writes the pages."""
    path = Path(__file__).with_name("rule_pages.py")
    spec = importlib.util.spec_from_file_location("rule_pages", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


PAGES = generator()
WRITTEN: dict[str, str] = PAGES.pages()


@pytest.mark.parametrize("name", sorted(WRITTEN))
def test_page_is_up_to_date(name: str) -> None:
    """``python tests/rule_pages.py`` writes them."""
    assert (PAGES.FOLDER / name).read_text(encoding="utf-8") == WRITTEN[name]


def test_no_page_is_left_over() -> None:
    """A family that is no more has no page."""
    assert {path.name for path in PAGES.FOLDER.glob("*.md")} == set(WRITTEN)


def test_every_table_rule_has_an_example() -> None:
    """In both languages, and it names its rule."""
    for name, text in WRITTEN.items():
        if name[0] in "AVYH":
            sections = regex.split(r"(?m)^## ", text)[1:]
            for section in sections:
                rule = section.split()[0]
                assert (f"[{rule}]" in section) or (f"〔{rule}〕" in section), rule
