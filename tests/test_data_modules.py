"""The modules for data analysis offer exactly these names, each documented."""

from __future__ import annotations

from importlib import import_module

import pytest

OFFERED = {
    "frames": [
        "STATES", "TABLES", "Cell", "Frame", "ResultLike", "TableColumn", "figures", "findings",
        "outcomes", "read_csv", "reports", "statements", "wide",
    ],
    "codebook": [
        "FORMATS", "VERDICTS", "Comparability", "Variable", "by_name", "codebook",
        "comparability", "variable_of", "variables", "variables_of",
    ],
    "panel": [
        "BLANKS", "DUPLICATES", "INDEXES", "REASONS", "Expected", "LeftOut", "Panel", "PanelRow",
        "expect", "panel", "zeros_that_close",
    ],
    "regions": [
        "AmbiguousRegionError", "Region", "Regions", "UnknownRegionError", "builtin",
        "read_regions",
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", OFFERED)
def test_names(name: str) -> None:
    """Adding one is a decision, dropping one a break."""
    module = import_module(f"govinfo_report.{name}")
    assert module.__all__ == OFFERED[name]
    assert module.__doc__
    for offered in module.__all__:
        found = getattr(module, offered)
        assert offered.isupper() or found.__doc__


def test_tables_of_words_are_bilingual() -> None:
    """Every state, reason and verdict has a Chinese and an English text."""
    frames, codebook, panel = (import_module(f"govinfo_report.{n}") for n in list(OFFERED)[:3])
    for table in (frames.STATES, codebook.VERDICTS, panel.REASONS):
        for zh, en in table.values():
            assert any("\u4e00" <= c <= "\u9fff" for c in zh)
            assert en.isascii()
    for columns in frames.TABLES.values():
        assert len({column.name for column in columns}) == len(columns)
        assert all(column.zh and column.en.isascii() for column in columns)
