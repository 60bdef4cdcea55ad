"""The commands for authors of layouts: case, new-plugin."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:  # two folders have a conftest: which one is found depends on what runs first
    from conftest import Run

ADDRESS = "requests.new_received.total"


@pytest.fixture(autouse=True)
def somewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which the commands run, not in continuous integration."""
    monkeypatch.chdir(tmp_path)
    for name in ("CI", "TF_BUILD", "JENKINS_URL", "BUILDKITE"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def made(run: Run, reports: Path, somewhere: Path) -> Path:
    """The folder of a new case."""
    done = run("case", "new", reports / "html_plain.html", "--as", "grids/one")
    assert done.status == 0, done.err
    return somewhere / "tests" / "cases" / "grids" / "one"


def spoil(folder: Path) -> None:
    path = folder / "expected.json"
    record = json.loads(path.read_text(encoding="utf-8"))
    record["figures"][ADDRESS]["value"] = 50
    path.write_text(json.dumps(record), encoding="utf-8")


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", ("200 of 200 figures read", "compare these figures", "case.toml")),
     ("zh", ("200 个数据中读出 200 个", "请先与原文核对", "核对人"))],
)  # fmt: skip
def test_new_says_what_to_check(run: Run, reports: Path, language: str, words: tuple[str]) -> None:
    """What was read, and the figures a person should look at first."""
    page = reports / "html_plain.html"
    done = run("case", "new", page, "--as", "grids/a", "--cases", "c", "--lang", language)
    assert done.status == 0
    assert all(word in done.text for word in words), done.text
    assert "requests.new_received.natural_person" in done.text
    assert (Path("c") / "grids" / "a" / "expected.json").is_file()


def test_check_and_rerun(run: Run, made: Path) -> None:
    """Equal: 0. A figure differs: ``rerun`` shows it, ``check`` exits with 1, ``--update`` records."""
    assert run("case", "check").status == 0
    spoil(made)
    done = run("case", "check")
    assert done.status == 1
    assert ADDRESS in done.text
    assert "50" in done.text
    assert "1 case(s), 1 not as recorded" in done.text
    shown = run("case", "rerun", made)
    assert shown.status == 0
    assert ADDRESS in shown.text
    assert run("case", "check", made.parent).status == 1, "rerun alone records nothing"
    assert "look at the changes" in run("case", "rerun", "--update").text
    assert run("case", "check", made.parents[1]).status == 0


def test_the_input_may_change_and_vanish(run: Run, made: Path) -> None:
    """Neither goes unnoticed."""
    page = made / "input.html"
    page.write_bytes(page.read_bytes() + b" ")
    done = run("case", "check")
    assert done.status == 1
    assert "has changed" in done.text
    page.unlink()
    done = run("case", "check")
    assert done.status == 1
    assert "no file" in done.text


def test_a_page_that_is_refused(run: Run, somewhere: Path) -> None:
    """The error is recorded as what is expected."""
    Path("menu.html").write_text("<p>首页</p>", encoding="utf-8")
    done = run("case", "new", "menu.html", "--as", "grids/menu")
    assert done.status == 0
    assert "UnrecognisedLayoutError" in done.text
    assert run("case", "check").status == 0


@pytest.mark.parametrize(
    "words",
    [
        ("new", "a.html"), ("new", "--as", "grids/a"), ("new", "a.html", "--as", "grids"),
        ("new", "none.html", "--as", "grids/a"), ("rerun", "nowhere"), ("check", "--update"),
        ("check",), ("delete",),
    ],
)  # fmt: skip
def test_wrong_arguments(run: Run, words: tuple[str, ...]) -> None:
    """Exit status 2, in words."""
    done = run("case", *words)
    assert done.status == 2
    assert "Traceback" not in done.err
    assert done.err.startswith("error: ")


def test_nothing_is_recorded_where_nobody_looks(
    run: Run, made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In continuous integration."""
    monkeypatch.setenv("CI", "true")
    assert run("case", "rerun", "--update").status == 2
    assert run("case", "rerun").status == 0


@pytest.mark.parametrize(
    "words",
    [("Bad Name", "--from", "p.html"), ("good", "--from", "none.html"), ("good",),
     ("../x", "--from", "p.html")],
)  # fmt: skip
def test_new_plugin_refuses(run: Run, words: tuple[str, ...]) -> None:
    """Names that are none, pages that are not there."""
    Path("p.html").write_text("<p>a</p>", encoding="utf-8")
    done = run("new-plugin", *words)
    assert done.status in (2, 3)
    assert sorted(path.name for path in Path().iterdir()) == ["p.html"]


def test_new_plugin_tells_what_was_written(run: Run, examples: Path) -> None:
    """The folder, how many labels wait, what comes next; a second time it is there already."""
    page = examples / "plugins" / "lakeside" / "tests" / "page.html"
    done = run("new-plugin", "lake", "--from", page, "-o", "out")
    assert done.status == 0, done.err
    assert "out/govinfo-report-lake written" in done.text
    assert "37 labels" in done.text
    assert run("new-plugin", "lake", "--from", page, "-o", "out").status == 2
    words = run("new-plugin", "lake", "--from", page, "--toml", "--lang", "zh")
    assert words.status == 0
    assert "建议" in words.text
    assert '# "留到明年" = ' in Path("lake.toml").read_text(encoding="utf-8")
    assert run("new-plugin", "lake", "--from", page, "--toml").status == 2
