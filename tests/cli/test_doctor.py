"""``doctor`` says which formats this machine can open, and what the others need."""

from __future__ import annotations

import importlib.util
from importlib.machinery import ModuleSpec
from typing import Any

import pytest

from govinfo_report import Registry
from govinfo_report.cli.about import EXTRAS, FORMATS


def test_every_built_in_format_is_described() -> None:
    """An opener without a description would be shown by its id."""
    assert set(FORMATS) == {opener.id for opener in Registry.builtin().openers}
    assert {extra for _, extra in FORMATS.values() if extra} <= set(EXTRAS)


@pytest.mark.parametrize(("language", "words"), [("zh", "可以打开"), ("en", "can be opened")])
def test_a_missing_extra_is_named(
    run: Any, monkeypatch: pytest.MonkeyPatch, language: str, words: str
) -> None:
    """Without the library the line that installs it stands beside the format."""
    real = importlib.util.find_spec

    def find_spec(name: str, package: str | None = None) -> ModuleSpec | None:
        return None if name == "pypdfium2" else real(name, package)

    monkeypatch.setattr(importlib.util, "find_spec", find_spec)
    shown = run("--lang", language, "doctor")
    assert shown.status == 0
    lines = shown.text.split("\n")
    assert sum(words in line for line in lines) == len(FORMATS) - 1
    (pdf,) = [line for line in lines if "(.pdf)" in line or "（.pdf）" in line]
    assert "pip install 'govinfo-report[pdf]'" in pdf
