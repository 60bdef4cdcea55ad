"""The README and the pages under docs tell the truth: commands run, output is what is printed.

``python tests/test_pages.py`` writes the output of the commands into the pages anew.  A line that
holds only ``…`` stands for any lines, so that a long output may be shortened by hand.
"""

from __future__ import annotations

import doctest
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

import govinfo_report
from govinfo_report import Registry

ROOT = Path(__file__).resolve().parents[1]
PAGES = ["README.md", "README.zh.md", *sorted(
    path.relative_to(ROOT).as_posix()
    for pattern in ("*.md", "plugins/*.md")
    for path in (ROOT / "docs").glob(pattern)
)]  # fmt: skip
READMES = PAGES[:2]
PROGRAM = "govinfo-report"
CONSOLE = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PYTHON = re.compile(r"^```pycon\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SHELL = re.compile(r"^```sh\n(.*?)\n```$", re.MULTILINE | re.DOTALL)
REST = "…"


def text_of(page: str) -> str:
    """The text of a page."""
    return (ROOT / page).read_text(encoding="utf-8")


def examples(page: str) -> list[tuple[str, str]]:
    """(command, shown output) of every console block of a page."""
    found = []
    for block in CONSOLE.findall(text_of(page)):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, shown = part.partition("\n")
            found.append((command, shown))
    return found


def run(page: str, command: str) -> str:
    """What a command prints in the language of the page, as a console would show it."""
    chinese = page.endswith(".zh.md")
    program, *arguments = shlex.split(command)
    assert program == PROGRAM, "pages show commands of ours"
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "GOVINFO_"))}
    environment |= {
        "LANG": "zh_CN.UTF-8" if chinese else "en_US.UTF-8",
        "PYTHONIOENCODING": "utf-8", "PYTHONUTF8": "1", "COLUMNS": "100", "NO_COLOR": "1",
        "GOVINFO_REPORT_PLUGINS": "",
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-m", "govinfo_report", *arguments],
        cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, timeout=120, check=False,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8",
    )  # fmt: skip
    return done.stdout.replace("\r\n", "\n")


def shown_is(shown: str, printed: str) -> bool:
    """Whether the printed text is what is shown, ``…`` standing for any lines."""
    parts = [re.escape(part) for part in re.split(rf"^{REST}\n", shown, flags=re.MULTILINE)]
    return re.fullmatch("(?:.*\n)*?".join(parts), printed) is not None


CASES = [(page, command, shown) for page in PAGES for command, shown in examples(page)]


@pytest.mark.parametrize(
    ("page", "command", "shown"), CASES, ids=[f"{c[0]}: {c[1]}" for c in CASES]
)
def test_output_is_real(page: str, command: str, shown: str) -> None:
    """Every command shown prints what is shown."""
    printed = run(page, command)
    assert shown_is(shown, printed), printed


@pytest.mark.parametrize("page", [page for page in PAGES if PYTHON.search(text_of(page))])
def test_python_is_real(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every Python example gives what it shows; one page is one session."""
    monkeypatch.chdir(ROOT)
    code = "\n".join(PYTHON.findall(text_of(page)))
    test = doctest.DocTestParser().get_doctest(code, {}, page, page, 0)
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.REPORT_NDIFF)
    problems: list[str] = []
    runner.run(test, out=problems.append)
    assert not runner.failures, "".join(problems)


def test_the_readmes_say_the_same() -> None:
    """Both languages show the same set-up commands and the same tour."""
    english, chinese = (SHELL.findall(text_of(page)) for page in READMES)
    assert english == chinese
    assert len(english) == 2, "one command for the main job, one for the tests"
    commands = [[command for command, _ in examples(page)] for page in READMES]
    assert commands[0] == commands[1]
    assert commands[0]
    calls = [re.findall(r"^>>> (.*)", text_of(page), re.MULTILINE) for page in READMES]
    assert calls[0] == calls[1]


def test_ci_runs_the_test_command_of_the_readme() -> None:
    """Word for word, and last."""
    _, test_command = SHELL.findall(text_of("README.md"))
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert script.rstrip().splitlines()[-1] == test_command


def test_the_main_command_reads_the_examples() -> None:
    """The folder it names is there, and it runs the program as it is installed."""
    main_command, _ = SHELL.findall(text_of("README.md"))
    *_, last = main_command.split("&&")
    program, *arguments = shlex.split(last)
    assert Path(program).name == PROGRAM
    assert (ROOT / arguments[-1]).is_dir()


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    """Relative links of a page name files that are there."""
    for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", text_of(page)):
        assert ((ROOT / page).parent / target).exists(), target


def test_the_gallery_lists_the_built_in_layouts() -> None:
    """Every built-in layout has its line, and every example stands with the layout that reads it."""
    lines = re.findall(r"^\| `(\S+)` \|.*", text_of("docs/layouts.md"), re.MULTILINE)
    assert lines == [layout.id for layout in Registry.builtin().layouts]
    listed = {}
    for line in text_of("docs/layouts.md").splitlines():
        if line.startswith("| `"):
            layout, *names = re.findall(r"`([^`]+)`", line)
            listed |= dict.fromkeys(names, layout)
    read = {
        path.name: govinfo_report.parse(path).reading.layout.split("+")
        for path in sorted((ROOT / "examples" / "reports").iterdir())
    }
    assert set(listed) == set(read)
    assert not {name: read[name] for name, layout in listed.items() if layout not in read[name]}


def test_the_formats_are_those_built_in() -> None:
    """Every built-in opener has its line among the formats."""
    lines = re.findall(r"^\| `(\S+)` \|.*", text_of("docs/formats.md"), re.MULTILINE)
    assert lines == [opener.id for opener in Registry.builtin().openers]


def update() -> None:
    """Write what the commands print into the pages; shortened outputs are left alone."""
    for page in PAGES:

        def renewed(block: re.Match[str], page: str = page) -> str:
            parts = re.split(r"^\$ ", block[1], flags=re.MULTILINE)
            for i, part in enumerate(parts[1:], 1):
                command, _, shown = part.partition("\n")
                if f"\n{REST}\n" not in f"\n{shown}":
                    shown = run(page, command)
                parts[i] = f"{command}\n{shown}"
            return "```console\n" + "$ ".join(parts) + "```"

        (ROOT / page).write_text(CONSOLE.sub(renewed, text_of(page)), encoding="utf-8")


if __name__ == "__main__":
    update()
