"""Containers on the command line: one outcome for each document in them."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

LANGUAGES = pytest.mark.parametrize(
    ("language", "read", "level"),
    [("zh", "共读取 2 份报告", "只打开一层"), ("en", "2 reports read", "only one level")],
)


@pytest.fixture
def archive(reports: Path, tmp_path: Path) -> Path:
    """Two reports, a damaged one, an archive, a letter and a picture."""
    path = tmp_path / "reports.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.write(reports / "html_plain.html", "报告/云岭县.html")
        packed.write(reports / "word_plain.docx", "报告/某局.docx")
        packed.writestr("报告/坏.docx", (reports / "word_plain.docx").read_bytes()[:2000])
        inner = io.BytesIO()
        with zipfile.ZipFile(inner, "w") as second:
            second.write(reports / "html_plain.html", "a.html")
        packed.writestr("更多.zip", inner.getvalue())
        packed.writestr("说明.html", "<p>详见各报告。</p>")
        packed.writestr("图.png", b"\x89PNG")
    return path


def test_every_document_has_an_outcome(run: Any, archive: Path) -> None:
    """Reports to the output, a line for each of the others, status 3."""
    ran = run("parse", archive, "--format", "jsonl")
    found = [json.loads(line) for line in ran.text.splitlines()]
    assert [one["source"]["name"] for one in found] == [
        "reports.zip/报告/云岭县.html", "reports.zip/报告/某局.docx",
    ]  # fmt: skip
    assert {one["source"]["container"]["name"] for one in found} == {"reports.zip"}
    assert ran.status == 3
    lines = ran.err.splitlines()
    assert sum(f"{archive}/报告/坏.docx is damaged" in line for line in lines) == 1
    assert sum(f"{archive}/更多.zip is a ZIP archive" in line for line in lines) == 1
    assert sum(f"{archive}/说明.html" in line for line in lines) == 1
    assert "图.png" not in ran.err
    assert "Traceback" not in ran.err


@LANGUAGES
def test_words_in_both_languages(
    run: Any, archive: Path, language: str, read: str, level: str
) -> None:
    ran = run("--lang", language, "parse", archive)
    assert level in ran.err


def test_in_several_processes(run: Any, spawn: Any, archive: Path) -> None:
    """The same bytes as in one."""
    alone = run("parse", archive, "--format", "jsonl")
    assert spawn("parse", archive, "--format", "jsonl", "--jobs", "2").out == alone.out


def test_from_standard_input(run: Any, archive: Path) -> None:
    ran = run("parse", "-", "--format", "jsonl", stdin=archive.read_bytes())
    assert len(ran.text.splitlines()) == 2


def test_a_folder_with_containers(run: Any, archive: Path) -> None:
    """Met in a folder, it is opened as well."""
    ran = run("parse", archive.parent, "--format", "jsonl")
    assert len(ran.text.splitlines()) == 2


def test_check_quotes_the_document_inside(run: Any, reports: Path, tmp_path: Path) -> None:
    """A finding quotes the line of the page, not of the archive."""
    path = tmp_path / "draft.zip"
    draft = reports.parent / "drafts" / "swapped_digits.html"
    with zipfile.ZipFile(path, "w") as packed:
        packed.write(draft, "draft.html")
    alone, inside = run("check", draft), run("check", path)
    assert alone.status == inside.status == 1
    quoted = [line for line in alone.text.splitlines() if line.startswith("      >")]
    assert quoted and quoted == [x for x in inside.text.splitlines() if x.startswith("      >")]


def test_identify_each(run: Any, archive: Path) -> None:
    """One answer per document."""
    ran = run("identify", archive)
    assert ran.status == 3
    for name in ("报告/云岭县.html", "报告/某局.docx"):
        assert f"{archive}/{name}" in ran.text


def test_commands_over_one_document(run: Any, reports: Path, tmp_path: Path) -> None:
    """A container of one report is as good as the report; several are an error in words."""
    one, two = tmp_path / "one.zip", tmp_path / "two.zip"
    with zipfile.ZipFile(one, "w") as first, zipfile.ZipFile(two, "w") as second:
        first.write(reports / "html_plain.html", "a.html")
        second.write(reports / "html_plain.html", "a.html")
        second.write(reports / "word_plain.docx", "b.docx")
    assert run("compare", one, reports / "html_plain.html").status == 0
    ran = run("compare", two, one)
    assert ran.status == 3
    assert "2 reports" in ran.err and "Traceback" not in ran.err


def test_a_page_and_the_file_it_shows(run: Any, reports: Path, tmp_path: Path) -> None:
    """In a folder the file is read by itself, once; the page is passed over."""
    (tmp_path / "nb.docx").write_bytes((reports / "word_plain.docx").read_bytes())
    page = tmp_path / "nb.html"
    page.write_text("<html><body><iframe src='nb.docx'></iframe></body></html>", encoding="utf-8")
    ran = run("parse", tmp_path, "--format", "jsonl")
    assert [json.loads(x)["source"]["name"] for x in ran.text.splitlines()] == ["nb.docx"]
    assert ran.status == 0
    assert f"{page}" in ran.err
    ran = run("parse", page, "--format", "jsonl")
    (found,) = map(json.loads, ran.text.splitlines())
    assert found["source"]["name"] == "nb.html/nb.docx"
    assert found["reading"]["notes"][0]["code"] == "P923"


def test_a_saved_page_with_its_folder(run: Any, reports: Path, tmp_path: Path) -> None:
    """The parts of a page are no documents of their own."""
    (tmp_path / "nb.html").write_bytes((reports / "html_plain.html").read_bytes())
    folder = tmp_path / "nb_files"
    folder.mkdir()
    (folder / "saved_resource.html").write_text("<p>x</p>", encoding="utf-8")
    ran = run("parse", tmp_path, "--format", "jsonl")
    assert ran.status == 0
    assert len(ran.text.splitlines()) == 1
    assert "saved_resource" not in ran.err


@pytest.mark.parametrize(
    "name", ["~$nb.docx", ".~lock.nb.odt#", "Thumbs.db", ".DS_Store", "desktop.ini"]
)
def test_what_programs_leave_in_folders(run: Any, reports: Path, tmp_path: Path, name: str) -> None:
    """Skipped in a folder; one line when it is named."""
    (tmp_path / "a.html").write_bytes((reports / "html_plain.html").read_bytes())
    path = tmp_path / name
    path.write_bytes(b"\x05user\0" + b" " * 150)
    ran = run("parse", tmp_path, "--format", "jsonl")
    assert ran.status == 0
    assert len(ran.text.splitlines()) == 1
    for language in ("zh", "en"):
        ran = run("--lang", language, "parse", path)
        assert ran.status == 3
        assert len(ran.err.splitlines()) == 1 and str(path) in ran.err
