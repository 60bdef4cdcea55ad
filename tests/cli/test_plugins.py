"""Plugins at the command line: shown when broken, used for one run, kept out of the data."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

BROKEN = "raise RuntimeError('\x1b[31mno pond')\n"
NOISY = """
print("hello from the plugin")
from govinfo_report import Draft, hookimpl

class Pond:
    id = "pond.noisy"
    variants = {}

    def detect(self, document):
        print("detecting")
        return []

    def parse(self, document, match):
        return Draft()

@hookimpl
def govinfo_layouts():
    print("asked")
    return [Pond()]
"""
WRITER = """
from govinfo_report import hookimpl

class Names:
    id = "pond.names"
    format = "names"

    def write(self, reports, target):
        for report in reports:
            target.write(f"{report.publisher} {report.year}\\n".encode())

@hookimpl
def govinfo_writers():
    return [Names()]
"""
EXIT = """
from govinfo_report import Fit, Match, hookimpl

class Quitter:
    id = "pond.quitter"
    variants = {}

    def detect(self, document):
        return [Match(Fit.EXACT)]

    def parse(self, document, match):
        raise SystemExit(0)

@hookimpl
def govinfo_layouts():
    return [Quitter()]
"""


@pytest.fixture
def pond(tmp_path: Path):
    """Writes a plugin file and gives its path."""

    def write(content: str, name: str = "pond.py") -> Path:
        path = tmp_path / name
        path.write_text(content, encoding="utf-8")
        return path

    return write


def test_plugins_lists_what_is_there(run) -> None:
    """Built in, with the ids of what it offers; for programs too."""
    ran = run("plugins")
    assert ran.status == 0
    assert "builtin" in ran.text
    record = json.loads(run("plugins", "-f", "json").out)
    assert record["plugins"][0]["offers"]["opener"] == [
        "html",
        "text",
        "docx",
        "xlsx",
        "pdf",
        "ofd",
        "xls",
        "doc",
        "rtf",
        "ocr",
        "zip",
        "mhtml",
        "eml",
        "warc",
    ]
    assert record["problems"] == []
    assert record["plugins"][0]["hooks"] == [
        "govinfo_openers",
        "govinfo_layouts",
        "govinfo_rules",
        "govinfo_writers",
    ]
    assert "openers, layouts, rules" in ran.text


def test_plugins_names_one_that_is_slow(run, pond, monkeypatch: pytest.MonkeyPatch) -> None:
    """With its time, and no other; it is used all the same."""
    from govinfo_report.cli import about

    monkeypatch.setattr(about, "SLOW", 0.0)
    ran = run("plugins", "--lang", "en", "--plugin", pond(NOISY))
    (line,) = [line for line in ran.text.splitlines() if line.startswith("! ")]
    assert "pond.py" in line
    assert "s to load" in line
    assert "pond.noisy" in ran.text


def test_strict_mode_at_the_command_line(
    run, pond, reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A broken plugin of one run is an error, not a warning; what shows it still works."""
    monkeypatch.setenv("GOVINFO_REPORT_STRICT", "1")
    broken = pond(BROKEN)
    ran = run("parse", "--plugin", broken, reports / "tabs_shifted.txt")
    assert (ran.status, ran.out) == (2, b"")
    assert "no pond" in ran.err
    shown = run("plugins", "--plugin", broken)
    assert shown.status == 0
    assert "no pond" in shown.text


def test_a_broken_plugin_is_told_and_the_run_goes_on(run, pond, reports: Path) -> None:
    """On standard error, harmless; the figures are those without it."""
    path, page = pond(BROKEN), reports / "tabs_shifted.txt"
    ran = run("parse", "-f", "jsonl", "--plugin", path, page)
    assert ran.status == 0
    assert "pond.py" in ran.err
    assert "\x1b" not in ran.err
    assert ran.out == run("parse", "-f", "jsonl", page).out
    listed = run("plugins", "--plugin", path)
    assert listed.status == 0
    assert "no pond" in listed.text
    assert "\x1b" not in listed.text
    problems = json.loads(run("plugins", "-f", "json", "--plugin", path).out)["problems"]
    assert [(p["name"], p["stage"]) for p in problems] == [("pond.py", "import")]


def test_help_and_plugins_work_when_every_plugin_is_broken(
    run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also in strict mode, where every other command refuses to run."""
    import types

    from govinfo_report.plugins import loading, registry

    class Point:
        name, value = "pond", "pond"
        dist = types.SimpleNamespace(name="govinfo-report-pond", version="9")

        def load(self) -> object:
            raise SystemExit(4)

    monkeypatch.setattr(loading, "entry_points", lambda group: [Point()])
    monkeypatch.setenv("GOVINFO_REPORT_PLUGINS", "pond")
    monkeypatch.setenv("GOVINFO_REPORT_STRICT", "1")
    registry._installed.cache_clear()
    try:
        assert run("--help").status == 0
        listed = run("plugins")
        assert listed.status == 0
        assert "govinfo-report-pond 9" in listed.text
        assert "SystemExit" in listed.text
        assert run("doctor").status == 0
        strict = run("rules")
        assert strict.status == 2
        assert "pond" in strict.err
        monkeypatch.delenv("GOVINFO_REPORT_STRICT")
        assert run("rules").status == 0
    finally:
        registry._installed.cache_clear()


def test_a_plugin_that_prints_does_not_reach_the_data(run, pond, reports: Path) -> None:
    """Standard output is for data alone."""
    page = reports / "tabs_shifted.txt"
    for jobs in ("1", "2"):
        ran = run("parse", "-f", "jsonl", "--jobs", jobs, "--plugin", pond(NOISY), page, page)
        assert [json.loads(line)["year"] for line in ran.out.splitlines()] == [2023, 2023]
        assert b"hello" not in ran.out
    assert "asked" in ran.err


def test_a_plugin_that_exits_does_not_end_the_program(run, pond, reports: Path) -> None:
    """Its layout is passed over."""
    page = reports / "tabs_shifted.txt"
    ran = run("parse", "-f", "json", "--plugin", pond(EXIT), page)
    assert ran.status == 0
    found = json.loads(ran.out)
    assert found["figures"] == json.loads(run("parse", "-f", "json", page).out)["figures"]
    alone = run("parse", "--plugin", pond(EXIT), "--layout", "pond.quitter", page)
    assert alone.status == 3
    assert "pond.quitter" in alone.err


def test_a_writer_adds_a_format(run, pond, reports: Path, tmp_path: Path) -> None:
    """Known by its name, for several documents, in several processes, to a file."""
    pages = [reports / "tabs_shifted.txt", reports / "stacked_cells.txt"]
    expected = "白石镇人民政府 2023\n桐岭市 2023\n"
    for jobs in ("1", "2"):
        ran = run("parse", "-f", "names", "-j", jobs, "--plugin", pond(WRITER), *pages)
        assert (ran.status, ran.text) == (0, expected)
    out = tmp_path / "names.txt"
    run("parse", "-f", "names", "--plugin", pond(WRITER), *pages, "-o", out)
    assert out.read_text(encoding="utf-8") == expected
    unknown = run("parse", "-f", "names", *pages)
    assert unknown.status == 2
    assert "jsonl" in unknown.err


def test_the_report_says_what_it_was_read_with(run, pond, reports: Path) -> None:
    """A plugin of one run by the digest of its file."""
    ran = run("parse", "-f", "json", "--plugin", pond(NOISY), reports / "tabs_shifted.txt")
    plugins = json.loads(ran.out)["software"]["plugins"]
    assert list(plugins) == ["pond.py"]
    assert plugins["pond.py"].startswith("sha256:")


def test_a_plugin_that_is_not_there(run, tmp_path: Path) -> None:
    """The person named it, so the person is told."""
    ran = run("parse", "--plugin", tmp_path / "absent.py", "x.txt")
    assert ran.status == 2
    assert "absent.py" in ran.err


def test_label_variants_from_a_file(run, examples: Path) -> None:
    """Words alone make a page readable that is refused without them."""
    page = examples / "plugins" / "lakeside" / "tests" / "page.html"
    without = json.loads(run("parse", "-f", "json", page).out)
    assert without["figures"]["requests.new_received.total"]["state"] != "value"
    words = examples / "plugins" / "lakeside.toml"
    ran = run("parse", "-f", "json", "--plugin", words, page)
    assert ran.status == 0
    assert json.loads(ran.out)["figures"]["requests.new_received.total"]["value"] == 39
