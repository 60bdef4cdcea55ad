"""``check --format html``, ``evidence`` and ``verify`` as commands."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest

OTHER = "stacked_cells.txt"


@pytest.fixture
def draft(examples: Path) -> Path:
    """A draft with two errors."""
    return examples / "drafts" / "swapped_digits.html"


@pytest.fixture
def folder(draft: Path, reports: Path, tmp_path: Path) -> Path:
    """Two reports, one twice under one name, a file that is none, and one that cannot be read."""
    for name in ("", "a", "b"):
        (tmp_path / "in" / name).mkdir(exist_ok=True, parents=True)
    shutil.copy(reports / OTHER, tmp_path / "in")
    shutil.copy(draft, tmp_path / "in" / "a")
    shutil.copy(draft, tmp_path / "in" / "b")
    (tmp_path / "in" / "news.html").write_text("<p>news<script>x</script>", encoding="utf-8")
    (tmp_path / "in" / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    return tmp_path / "in"


def test_one_page(run, draft: Path, tmp_path: Path) -> None:
    """To a file and to standard output, with the exit status of the check."""
    target = tmp_path / "page.html"
    ran = run("check", draft, "--format", "html", "-o", target)
    assert ran.status == 1
    assert ran.out == b""
    page = target.read_bytes()
    assert page.startswith(b"<!DOCTYPE html>")
    assert b'<html lang="en">' in page
    again = run("check", draft, "-f", "html")
    assert again.out == page
    chinese = run("check", draft, "-f", "html", "--lang", "zh").out
    assert b'<html lang="zh-CN">' in chinese
    fewer = run("check", draft, "-f", "html", "--severity", "error", "--ignore", "A101").out
    assert (page.count(b"<article"), fewer.count(b"<article")) == (4, 1)


def test_a_folder_of_pages(run, folder: Path, tmp_path: Path) -> None:
    """A page for each report, an index with counts that names what was not read."""
    target = tmp_path / "out"
    ran = run("check", folder, "-f", "html", "-o", f"{target}/")
    assert ran.status == 3, "news.html is a document that holds no report"
    names = sorted(path.name for path in target.iterdir())
    assert len(names) == 4
    (one, two) = (name for name in names if name.startswith("swapped"))
    assert {one.count("~"), two.count("~")} == {0, 1}
    index = (target / "index.html").read_text(encoding="utf-8")
    for name in names:
        assert name == "index.html" or f'href="{name}"' in index
    assert "news.html" in index
    assert "picture.png" not in index
    assert "<script" not in index
    assert "4 error(s)" in index
    parallel = tmp_path / "parallel"
    parallel.mkdir()
    assert run("check", folder, "-f", "html", "-j", "2", "-o", parallel).status == 3
    for name in names:
        assert (parallel / name).read_bytes() == (target / name).read_bytes()


def test_several_reports_need_a_folder(run, folder: Path, tmp_path: Path) -> None:
    """One page holds one report; nothing half written stays behind."""
    target = tmp_path / "page.html"
    ran = run("check", folder, "-f", "html", "-o", target)
    assert ran.status == 2
    assert "more than one report" in ran.err
    assert sorted(tmp_path.iterdir()) == [folder]


def test_pages_never_lie_among_the_reports(run, folder: Path, draft: Path, tmp_path: Path) -> None:
    """They would be read as reports at the next run; a file in the way is told."""
    assert run("check", folder, "-f", "html", "-o", f"{folder}/").status == 2
    for words in ((folder,), (draft, "--history", folder)):
        ran = run("check", *words, "-f", "html", "-o", f"{folder}/pages/")
        assert ran.status == 2
        assert "would be read as reports" in ran.err
    assert not (folder / "pages").exists()
    (tmp_path / "file").write_bytes(b"x")
    ran = run("check", draft, "-f", "html", "-o", f"{tmp_path}/file/")
    assert ran.status == 2
    assert "cannot write" in ran.err


def test_evidence_and_verify(run, draft: Path, tmp_path: Path) -> None:
    """By rule or fingerprint; the hash is told; verify says that the finding holds."""
    target = tmp_path / "x.zip"
    ran = run("evidence", "A101.3", draft, "-o", target, "--url", "https://example.org/a")
    assert ran.status == 0
    assert hashlib.sha256(target.read_bytes()).hexdigest() in ran.err
    ran = run("verify", target)
    assert ran.status == 0
    assert "holds" in ran.text
    assert "[A101]" in ran.text
    assert "成立" in run("verify", target, "--lang", "zh").text
    same = tmp_path / "y.zip"
    run("evidence", "163992de7316bd49", draft, "-o", same, "--url", "https://example.org/a")
    assert same.read_bytes() == target.read_bytes()


def test_verify_speaks_plainly(run, draft: Path, tmp_path: Path) -> None:
    """Changed, no evidence, not there: one line each, exit status 3; the others are judged."""
    good, bad = tmp_path / "good.zip", tmp_path / "bad.zip"
    run("evidence", "A102", draft, "-o", good)
    data = good.read_bytes()
    at = data.index(b"<!DOCTYPE")
    bad.write_bytes(data[:at] + b"X" + data[at + 1 :])
    ran = run("verify", good, bad, draft)
    assert ran.status == 3
    assert ran.text.count("holds") == 1
    assert len(ran.err.strip().splitlines()) == 2
    assert "bad.zip" in ran.err
    assert run("verify", tmp_path / "absent.zip").status == 3


def test_a_finding_that_no_longer_holds_exits_1(run, draft: Path, tmp_path: Path) -> None:
    """Made with a plugin that is not there any more."""
    plugin = tmp_path / "lake.py"
    plugin.write_text(
        "from govinfo_report import Rule, Severity, hookimpl\n"
        "from govinfo_report.rules import Fail\n"
        "both = lambda text: {'zh': text, 'en': text}\n"
        "rule = Rule(id='LAKE-A001', slug='lake', severity=Severity.INFO,\n"
        "    check=lambda context: [Fail()], title=both('t'), template=both('m'),\n"
        "    explanation=both('e'))\n"
        "@hookimpl\n"
        "def govinfo_rules():\n"
        "    return [rule]\n",
        encoding="utf-8",
    )
    target = tmp_path / "x.zip"
    assert run("evidence", "lake", draft, "-o", target, "--plugin", plugin).status == 0
    assert run("verify", target, "--plugin", plugin).status == 0
    ran = run("verify", target)
    assert ran.status == 1
    assert "not found any more" in ran.text


def test_usage(run, draft: Path, tmp_path: Path) -> None:
    """No file named, no such finding, the console, the document itself."""
    target = tmp_path / "x.zip"
    copy = tmp_path / "copy.html"
    shutil.copy(draft, copy)
    for words in (
        ("evidence", "A101", draft), ("evidence", "A103", draft, "-o", target),
        ("evidence", "A101", draft, "-o", "-"), ("evidence", "A101", copy, "-o", copy), ("verify",),
    ):  # fmt: skip
        assert run(*words).status == 2, words
    assert not target.exists()
    assert copy.read_bytes() == draft.read_bytes()


def test_history_of_a_command(run, draft: Path, folder: Path, tmp_path: Path) -> None:
    """A folder may hold anything; what the finding does not need is not packed."""
    target = tmp_path / "x.zip"
    ran = run("evidence", "A101", draft, "-o", target, "--history", folder)
    assert ran.status == 0
    assert b"history/1" not in target.read_bytes()


def test_what_is_no_evidence_is_not_advised_like_a_document(
    run, draft: Path, tmp_path: Path
) -> None:
    """Nobody is told to save an evidence file again: that would destroy it."""
    good, bad = tmp_path / "good.zip", tmp_path / "bad.zip"
    run("evidence", "A102", draft, "-o", good)
    data = good.read_bytes()
    bad.write_bytes(data[:900] + b"x" + data[901:])
    ran = run("verify", bad, draft)
    assert ran.status == 3
    assert "bad.zip was changed: the archive is damaged" in ran.err
    assert "is no evidence file" in ran.err
    assert "save it again" not in ran.err
