"""Consoles of every kind: encodings, closed pipes, terminals, interrupts, languages."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from govinfo_report.cli import app
from govinfo_report.cli.language import choose
from govinfo_report.cli.texts import TEXTS

ODD = [
    {"PYTHONIOENCODING": "cp936:strict"},
    {"PYTHONIOENCODING": "ascii:strict"},
    {"PYTHONIOENCODING": "cp1252:strict", "LC_ALL": "zh_CN.GBK"},
    {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONIOENCODING": ""},
]


def commands(reports: Path) -> list[list[object]]:
    """Every command, with a good input."""
    name, other = reports / "stacked_cells.txt", reports / "tabs_shifted.txt"
    return [
        ["parse", name], ["parse", "-f", "json", name], ["parse", "-f", "jsonl", name],
        ["parse", "-f", "csv", name], ["check", name], ["check", "-f", "jsonl", name],
        ["check", "-f", "csv", name], ["identify", "-v", name], ["compare", name, other],
        ["compare", "-f", "json", name, other], ["compare", "-f", "csv", name, other],
        ["rules"], ["rules", "-f", "json"], ["explain", "A103"], ["explain", "requests.granted.total"],
        ["why", "A103", name], ["plugins"], ["plugins", "-f", "json"], ["schema"], ["doctor"],
        ["--help"], ["parse", "--help"], ["--version"],
        ["parse", "缺少.txt"], ["identify", "缺少.txt"], ["explain", "没有"], ["parse", "--year", "去年"],
        ["没有"], ["check", "-f", "html", name], ["evidence", "A103", name, "-o", "-"],
        ["verify", name], ["codebook"], ["render", name], ["diff", name, name],
        ["case", "check", reports], ["new-plugin", "mingshan", "--from", "缺少.html"],
    ]  # fmt: skip


@pytest.mark.parametrize("number", range(36))
def test_every_command_under_odd_consoles(spawn, run, reports: Path, number: int) -> None:
    """No crash whatever the encoding; the bytes of data do not change."""
    words = commands(reports)[number]
    expected = run(*words)
    for language in ("zh", "en"):
        env = ODD[(number + (language == "zh")) % len(ODD)]
        ran = spawn(*words, "--lang", language, env=env)
        assert ran.status == expected.status
        assert "Traceback" not in ran.err
        assert ran.out or ran.err
        if {"json", "jsonl", "csv", "schema"} & set(map(str, words)):
            assert ran.out == expected.out


def test_all_commands_are_covered(reports: Path) -> None:
    """A new command enters the list above."""
    assert {str(words[0]) for words in commands(reports)} >= set(app._ROOMS)
    assert len(commands(reports)) == 36


def test_a_closed_pipe_is_no_error(reports: Path, spawn) -> None:
    """``| head`` ends the program quietly."""
    process = subprocess.Popen(
        [sys.executable, "-m", "govinfo_report", "parse", "-f", "jsonl",
         *[str(reports / "stacked_cells.txt")] * 40],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(10)
    process.stdout.close()
    err = process.stderr.read().decode()
    process.stderr.close()
    assert process.wait(60) == 141
    assert "Traceback" not in err
    assert "BrokenPipe" not in err


class Interrupted:
    """A standard input at which the person presses Ctrl-C."""

    def read(self, size: int = -1) -> bytes:
        raise KeyboardInterrupt

    @property
    def buffer(self) -> Interrupted:
        return self


def test_an_interrupt_is_no_traceback(run, tmp_path: Path, reports: Path) -> None:
    """Ctrl-C ends with the status a shell expects; what was written is kept under another name."""
    out = tmp_path / "out.jsonl"
    ran = run("parse", "-f", "jsonl", reports / "tabs_shifted.txt", "-", "-o", out,
              keyboard=Interrupted())  # fmt: skip
    assert ran.status == 130
    assert ran.err == f"the unfinished output is kept in {out}.part\ninterrupted\n"
    assert not out.exists()
    assert (tmp_path / "out.jsonl.part").read_bytes().count(b"\n") == 1


STEERING = "\x1b]0;owned\x07\x1b[31m\u202e\u2066\u200b"


def hostile(reports: Path, tmp_path: Path) -> Path:
    """A report with characters that steer terminals, in its text, cells and name."""
    text = (reports / "tabs_shifted.txt").read_text(encoding="utf-8")
    first = text.splitlines()[0]
    changed = text.replace(first, first[:2] + STEERING + first[2:], 1)
    path = tmp_path / "报告\x1b[2J\u202e.txt"
    path.write_text(changed, encoding="utf-8")
    return path


@pytest.mark.parametrize("terminal", [True, False])
@pytest.mark.parametrize("command", ["parse", "check", "identify"])
def test_documents_do_not_steer_the_terminal(
    run, reports: Path, tmp_path: Path, command: str, terminal: bool
) -> None:
    """Neither by their text nor by their names."""
    path = hostile(reports, tmp_path)
    ran = run(command, path, tmp_path / "gone\x1b[2J.txt", terminal=terminal)
    clean = ran.text.replace("\x1b[0m", "")
    for code in ("\x1b]", "\x1b[2J", "\x1b[31m\u202e", "\x07", "\u202e", "\u2066", "\u200b"):
        assert code not in clean
        assert code not in ran.err


def test_data_on_a_terminal_is_escaped_too(run, reports: Path, tmp_path: Path) -> None:
    """The same JSON, spelt so that it can be looked at; redirected, it is left as it is."""
    path = hostile(reports, tmp_path)
    shown = run("parse", "-f", "jsonl", path, terminal=True)
    piped = run("parse", "-f", "jsonl", path)
    assert "\u202e" not in shown.text
    assert json.loads(shown.out) == json.loads(piped.out)


def test_colour_only_on_a_terminal(run, reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And not when nobody wants it; the text is the same."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    name = reports / "tabs_shifted.txt"
    coloured = run("parse", name, terminal=True).text
    plain = run("parse", name).text
    assert "\x1b[" in coloured
    assert "\x1b[" not in plain
    monkeypatch.setenv("NO_COLOR", "1")
    assert run("parse", name, terminal=True).text == plain
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setitem(sys.modules, "rich.console", None)
    assert run("parse", name, terminal=True).text == plain


@pytest.mark.parametrize(
    ("words", "environment", "expected"),
    [
        ([], {}, "en"),
        ([], {"LANG": "zh_CN.UTF-8"}, "zh"),
        ([], {"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}, "en"),
        ([], {"LC_ALL": "", "LC_MESSAGES": "zh_TW", "LANG": "en_US"}, "zh"),
        (["parse", "--lang", "zh"], {"LANG": "en_US"}, "zh"),
        (["--lang=en", "parse"], {"LANG": "zh_CN"}, "en"),
        (["parse", "--", "--lang", "zh"], {}, "en"),
        (["--lang", "fr"], {"LANG": "zh_CN"}, "zh"),
        (["--lang"], {}, "en"),
    ],
)
def test_the_language(words: list[str], environment: dict[str, str], expected: str) -> None:
    """``--lang`` wherever it stands, else the locale."""
    assert choose(words, environment) == expected


def test_usage_errors_speak_both_languages(run) -> None:
    """The whole of help and errors, not only our own half."""
    for words in (["parse", "--jobs", "x", "f"], ["no-such"], [], ["explain"],
                  ["parse", "--nonsense", "f"], ["parse", "-o"], ["check", "-f", "xml", "f"],
                  ["--lang", "fr", "rules"]):  # fmt: skip
        chinese, english = (
            run(*words, *(["--lang", lang] if "--lang" not in words else []))
            for lang in ("zh", "en")
        )
        assert chinese.status == english.status == 2
        assert english.err.startswith("error: ")
        if "--lang" not in words:
            assert chinese.err.startswith("错误: ")
            assert "see" not in chinese.err
    help_text = run("parse", "--help", "--lang", "zh").text
    for english_word in ("usage", "options", "show this", "positional", "arguments"):
        assert english_word not in help_text


def test_every_text_has_both_languages() -> None:
    """With the same parameters."""
    import string

    for key, (zh, en) in TEXTS.items():
        fields = [{f for _, f, _, _ in string.Formatter().parse(t) if f} for t in (zh, en)]
        assert zh, key
        assert en, key
        assert fields[0] == fields[1], key


def test_a_missing_standard_stream(run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program without a console (``pythonw``) has none."""
    from govinfo_report.cli import main

    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    monkeypatch.setattr(sys, "stdin", None)
    assert main(["rules"]) == 0
    assert main(["parse", "-"]) == 3
    assert main(["no-such"]) == 2
