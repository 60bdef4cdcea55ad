"""``doctor`` says which formats this machine can open, and what the others need."""

from __future__ import annotations

import importlib.util
from importlib.machinery import ModuleSpec
from pathlib import Path
from typing import Any

import pytest

from govinfo_report import Registry
from govinfo_report.cli.about import EXTRAS, FORMATS
from govinfo_report.documents import office


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
        if name in ("rapidocr", "onnxruntime", "cv2"):  # too large for the other tests
            return ModuleSpec(name, None)
        return None if name == "pypdfium2" else real(name, package)

    monkeypatch.setattr(importlib.util, "find_spec", find_spec)
    monkeypatch.setattr(office, "find", lambda: Path("/opt/office/soffice"))
    monkeypatch.setattr(office, "version", lambda program: "LibreOffice 9")
    shown = run("--lang", language, "doctor")
    assert shown.status == 0
    lines = shown.text.split("\n")
    assert sum(words in line for line in lines) == len(FORMATS) - 1
    (pdf,) = [line for line in lines if "(.pdf)" in line or "（.pdf）" in line]
    assert "pip install 'govinfo-report[pdf]'" in pdf
    assert any(
        line.startswith("LibreOffice") and "9" in line and "soffice" in line for line in lines
    )


@pytest.mark.parametrize(("language", "missing"), [("zh", "未安装"), ("en", "missing")])
@pytest.mark.parametrize("package", [True, False])
def test_without_libreoffice(
    run: Any, monkeypatch: pytest.MonkeyPatch, language: str, missing: str, package: bool
) -> None:
    """RTF needs it; Word 97 can do without, with a package that has a line to install it."""
    real = importlib.util.find_spec

    def find_spec(name: str, own: str | None = None) -> Any:
        found = real(name, own)
        return (found or ModuleSpec(name, None)) if package or name not in _OFFICE else None

    monkeypatch.setattr(importlib.util, "find_spec", find_spec)
    monkeypatch.setattr(office, "find", lambda: None)
    lines = run("--lang", language, "doctor").text.split("\n")
    (rtf,) = [line for line in lines if ".rtf" in line]
    (doc,) = [line for line in lines if ".doc" in line and ".docx" not in line]
    (own,) = [line for line in lines if line.startswith("LibreOffice")]
    assert missing in rtf and "LibreOffice" in rtf
    assert missing in own
    assert ("msdoc2docx" in doc) == package
    assert ("pip install 'govinfo-report[office]'" in doc) == (not package)


_OFFICE = ("doc2docx", "python_calamine")
