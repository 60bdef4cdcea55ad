"""Many documents: manifests, progress, and names that lead back to the files."""

from __future__ import annotations

import os
import sys
import types
from pathlib import Path
from typing import Any

import pytest

import govinfo_report as gr
from govinfo_report.errors import SourceError, UsageError
from govinfo_report.plugins import progress

HEAD = "path,publisher,region,year,url,scope\n"


@pytest.fixture
def folder(examples: Path, tmp_path: Path) -> Path:
    """Two pages, an archive with one, and a manifest of them and of one that is missing."""
    import zipfile

    pages = examples / "reports"
    (tmp_path / "甲").mkdir()
    (tmp_path / "甲" / "a.html").write_bytes((pages / "html_plain.html").read_bytes())
    (tmp_path / "b.html").write_bytes((pages / "html_2019.html").read_bytes())
    with zipfile.ZipFile(tmp_path / "c.zip", "w") as archive:
        archive.write(pages / "html_word.html", "c.html")
    (tmp_path / "list.csv").write_text(
        HEAD + "甲/a.html,,371726,,https://a.example/,own\nb.html,,,,,\n,某县,,2020,,\n"
        "gone.html,,,,,\nc.zip,,320500,,,\n",
        encoding="utf-8-sig",
    )
    return tmp_path


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_manifest(folder: Path, jobs: int) -> None:
    """Its documents in order, each with what is said of it; a missing one is a record."""
    results = list(gr.parse_many(folder / "list.csv", jobs=jobs, known={"retrieved": "2024-01-02"}))
    names = [os.path.relpath(result.source, folder) for result in results]
    assert names == [os.path.join("甲", "a.html"), "b.html", "gone.html", "c.zip/c.html"]
    assert isinstance(results[2].error, SourceError)
    given = [dict(r.report.source.given) for r in results if r.report is not None]
    when = {"retrieved": "2024-01-02"}
    assert given == [
        {"region": "371726", "url": "https://a.example/"} | when, when, {"region": "320500"} | when,
    ]  # fmt: skip
    by_name = list(gr.parse_many(str(folder / "list.csv"), known={"retrieved": "2024-01-02"}))
    assert [r.report for r in by_name] == [r.report for r in results]


def test_wrong_sources(folder: Path) -> None:
    """A folder, one document, or another table are wrong uses, not documents."""
    (folder / "other.csv").write_text("a,b\n1,2\n")
    for given in (folder, str(folder), b"<html>", "text\nof a page", folder / "other.csv",
                  folder / "none.csv"):  # fmt: skip
        with pytest.raises(UsageError):
            list(gr.parse_many(given))


def test_paths_lead_back(folder: Path) -> None:
    """The name of a result is the path that was given, however it was given."""
    page = folder / "甲" / "a.html"
    for given in (page, str(page)):
        (result,) = gr.parse_many([given])
        assert Path(result.source) == page
    (result,) = gr.parse_many([folder / "gone.html"])
    assert (Path(result.source), result.report) == (folder / "gone.html", None)


def test_a_function_is_told(folder: Path) -> None:
    """After every document: how many, of how many; nobody knows for an iterator."""
    pages = [folder / "甲" / "a.html", folder / "gone.html", folder / "b.html"]
    told: list[tuple[int, int | None]] = []
    list(gr.parse_many(pages, progress=lambda *numbers: told.append(numbers)))
    assert told == [(1, 3), (2, 3), (3, 3)]
    told.clear()
    list(gr.parse_many(iter(pages), progress=lambda *numbers: told.append(numbers)))
    assert told == [(1, None), (2, None), (3, None)]


def test_silent_without_anybody_to_look(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """No terminal, no notebook: the bar is left out, and nothing is written."""
    assert len(list(gr.parse_many([folder / "b.html"], progress=True))) == 1
    assert capfd.readouterr() == ("", "")


class Terminal:
    """A stream that a person looks at."""

    encoding = "utf-8"

    def __init__(self) -> None:
        self.text = ""

    def write(self, text: str) -> int:
        self.text += text
        return len(text)

    def flush(self) -> None:
        """Nothing is kept back."""

    def isatty(self) -> bool:
        return True


def test_a_terminal(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bar on standard error; without the extra nothing."""
    pytest.importorskip("rich")
    monkeypatch.setenv("TERM", "xterm")
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    assert len(list(gr.parse_many([folder / "b.html"] * 2, progress=True))) == 2
    assert "2/2" in stream.text
    monkeypatch.setitem(sys.modules, "rich.progress", None)
    stream.text = ""
    assert len(list(gr.parse_many([folder / "b.html"], progress=True))) == 1
    assert stream.text == ""


def test_a_notebook(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The bar of tqdm, closed at the end, also when the reader stops early; without tqdm none."""

    class ZMQInteractiveShell:
        pass

    class Bar:
        made: list[Any] = []

        def __init__(self, total: int | None) -> None:
            self.total, self.done, self.closed = total, 0, False
            self.made.append(self)

        def update(self) -> None:
            self.done += 1

        def close(self) -> None:
            self.closed = True

    shell = types.SimpleNamespace(get_ipython=ZMQInteractiveShell)
    monkeypatch.setitem(sys.modules, "IPython", shell)
    monkeypatch.setitem(sys.modules, "tqdm.auto", types.SimpleNamespace(tqdm=Bar))
    list(gr.parse_many([folder / "b.html", folder / "gone.html"], progress=True))
    next(run := gr.parse_many([folder / "b.html"] * 3, progress=True))
    run.close()
    assert [(b.total, b.done, b.closed) for b in Bar.made] == [(2, 2, True), (3, 1, True)]
    monkeypatch.setitem(sys.modules, "tqdm.auto", None)
    assert progress._notebook_bar(1) is None
    assert len(list(gr.parse_many([folder / "b.html"], progress=True))) == 1
