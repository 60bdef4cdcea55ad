"""``codebook`` prints the variables of data sets, as a page and as label files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from govinfo_report import codebook


@pytest.mark.parametrize("format", codebook.FORMATS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_format(run: Any, format: str, language: str) -> None:
    """The same bytes as in Python, in the language of the command line."""
    shown = run("--lang", language, "codebook", "-f", format)
    assert shown.status == 0
    assert shown.out == codebook.codebook(format, language=language)


def test_into_a_file(run: Any, tmp_path: Path) -> None:
    """With ``-o``; nothing else is said."""
    target = tmp_path / "labels.do"
    shown = run("--lang", "en", "codebook", "--format", "stata", "-o", target)
    assert (shown.status, shown.out) == (0, b"")
    assert b'capture label variable rq_oh_all `"other handling' in target.read_bytes()


def test_an_unknown_format(run: Any) -> None:
    """Is a wrong use, told with what there is."""
    shown = run("codebook", "-f", "sas")
    assert shown.status == 2
    assert "stata" in shown.err
