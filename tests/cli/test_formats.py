"""Without ``--format``, the suffix of the output says what is written into it."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("a.json", b"{\n"),
        ("a.JSON", b"{\n"),
        ("a.jsonl", b'{"'),
        ("a.ndjson", b'{"'),
        ("a.csv", b"source,publisher,"),
        ("a.txt", "云岭县".encode()),
        ("a", "云岭县".encode()),
    ],
)
def test_parse(run: Any, examples: Path, tmp_path: Path, name: str, begins: bytes) -> None:
    target = tmp_path / name
    assert run("parse", examples / "reports" / "html_plain.html", "-o", target).status == 0
    written = target.read_bytes()
    assert written.lstrip().startswith(begins), written[:60]


def test_what_is_named_comes_first(run: Any, examples: Path, tmp_path: Path) -> None:
    target = tmp_path / "a.csv"
    page = examples / "reports" / "html_plain.html"
    assert run("parse", page, "-f", "json", "-o", target).status == 0
    assert json.loads(target.read_bytes())["publisher"]
    assert run("parse", page, "-o", "-").out.lstrip().startswith("云岭县".encode())


@pytest.mark.parametrize("name", ["a.xls", "a.html", "a.parquets", "a.docx", "报告.pdf"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_view_in_a_file_called_otherwise(
    run: Any, examples: Path, tmp_path: Path, name: str, language: str
) -> None:
    """Refused before anything is read, with what can be chosen."""
    target = tmp_path / name
    ran = run("--lang", language, "parse", examples / "reports" / "html_plain.html", "-o", target)
    assert ran.status == 2
    assert name in ran.err
    assert "-f" in ran.err
    assert "parquet" in ran.err
    assert not target.exists()


def test_checking(run: Any, examples: Path, tmp_path: Path) -> None:
    """A page, a folder of pages, SARIF, or the view."""
    page = examples / "reports" / "html_plain.html"
    for name, begins in (("a.htm", b"<!doctype html>"), ("a.sarif", b'{"'), ("a.log", b"")):
        assert run("check", page, "-o", tmp_path / name).status in (0, 1)
        assert (tmp_path / name).read_bytes().lower().startswith(begins)
    assert json.loads((tmp_path / "a.sarif").read_bytes())["version"] == "2.1.0"
    assert run("check", page, "-o", f"{tmp_path}/pages/").status in (0, 1)
    assert (tmp_path / "pages" / "index.html").exists()


def test_other_commands(run: Any, examples: Path, tmp_path: Path) -> None:
    page = examples / "reports" / "html_plain.html"
    assert run("render", page, "-o", tmp_path / "a.docx").status == 0
    assert zipfile.is_zipfile(tmp_path / "a.docx")
    assert run("render", page, "-o", tmp_path / "a.txt").status == 2
    assert run("codebook", "-o", tmp_path / "labels.do").status == 0
    assert b"label variable" in (tmp_path / "labels.do").read_bytes()
    assert run("compare", page, page, "-o", tmp_path / "a.html").status == 0
    assert (tmp_path / "a.html").read_bytes().lower().startswith(b"<!doctype html>")


@pytest.mark.parametrize("name", ["parquet", "xlsx"])
def test_no_bytes_on_a_terminal(run: Any, examples: Path, name: str) -> None:
    """What is no text is asked to go to a file; through a pipe it goes as it is."""
    pytest.importorskip({"parquet": "pyarrow", "xlsx": "xlsxwriter"}[name])
    words = ("parse", examples / "reports" / "html_plain.html", "-f", name)
    shown = run(*words, terminal=True)
    assert (shown.status, shown.out) == (2, b"")
    assert f"{name} cannot be shown on a screen; name a file with -o" in shown.err
    piped = run(*words)
    assert piped.status == 0
    assert piped.out.startswith({"parquet": b"PAR1", "xlsx": b"PK"}[name])
