"""What the pages for authors of plugins tell to do, done word for word in an empty folder.

Blocks ``shell-session`` are run in the order of the page, with the state that the ones before
leave; a block behind ``<!-- file: PATH -->`` is written to that file.  ``python
tests/test_walkthrough.py`` writes the output of the commands into the pages anew; a line that
holds only ``…`` stands for any lines.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "plugins"
PAGES = ["layout.md", "cases.md"]
STEP = re.compile(
    r"^```shell-session\n(?P<session>.*?)^```$"
    r"|^<!-- file: (?P<file>\S+) -->\n\n```\w+\n(?P<content>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
REST = "…"
#: what is not the same in every run: times, and where the library is installed
_VARYING = ((re.compile(r" in [0-9.]+s\b"), " in 1.00s"),)


class Walk:
    """One page, being followed in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for page in FOLDER.glob("*.html"):
            shutil.copyfile(page, folder / page.name)

    def run(self, command: str) -> str:
        """What a command prints; ``cd`` changes the folder for those behind it."""
        program, *arguments = shlex.split(command)
        if program == "cd":
            self.folder = (self.folder / arguments[0]).resolve()
            return ""
        programs = {"govinfo-report": "govinfo_report", "pytest": "pytest"}
        # run by hand, not by a service, whatever runs this test
        hidden = ("LC_", "GOVINFO_", "PYTEST_", "CI", "TF_BUILD", "JENKINS_URL", "BUILDKITE")
        environment = {k: v for k, v in os.environ.items() if not k.startswith(hidden)}
        environment |= {
            "LANG": "en_US.UTF-8", "PYTHONIOENCODING": "utf-8", "PYTHONUTF8": "1", "NO_COLOR": "1",
            "COLUMNS": "100", "GOVINFO_REPORT_PLUGINS": "", "PYTHONDONTWRITEBYTECODE": "1",
            "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTEST_ADDOPTS": "-p _govinfo_report_pytest",
        }  # fmt: skip
        done = subprocess.run(
            [sys.executable, "-m", programs[program], *arguments], env=environment, timeout=200,
            cwd=self.folder, stdin=subprocess.DEVNULL, check=False, encoding="utf-8",
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        assert program != "pytest" or done.returncode == 0, done.stdout
        printed = done.stdout.replace("\r\n", "\n")
        for pattern, fixed in _VARYING:
            printed = pattern.sub(fixed, printed)
        return "".join(f"{line.rstrip()}\n" for line in printed.splitlines())

    def write(self, path: str, content: str) -> None:
        """Put a file where the page says it is."""
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(content, encoding="utf-8")


def steps(session: str) -> Iterator[tuple[str, str]]:
    """(command, shown output) of a block."""
    for part in re.split(r"^\$ ", session, flags=re.MULTILINE)[1:]:
        command, _, shown = part.partition("\n")
        yield command, shown


def shown_is(shown: str, printed: str) -> bool:
    """Whether the printed text is what is shown, ``…`` standing for any lines."""
    parts = [re.escape(part) for part in re.split(rf"^{REST}\n", shown, flags=re.MULTILINE)]
    return re.fullmatch("(?:.*\n)*?".join(parts), printed) is not None


@pytest.mark.parametrize("page", PAGES)
def test_the_page_can_be_followed(page: str, tmp_path: Path) -> None:
    """Every command prints what is shown, one after the other."""
    walk = Walk(tmp_path)
    for step in STEP.finditer((FOLDER / page).read_text(encoding="utf-8")):
        if step["file"]:
            walk.write(step["file"], step["content"])
            continue
        for command, shown in steps(step["session"]):
            printed = walk.run(command)
            assert shown_is(shown, printed), f"$ {command}\n{printed}"


def test_the_tutorial_keeps_its_promise() -> None:
    """A layout in under sixty lines, label variants in ten."""
    found = {
        step["file"]: step["content"].count("\n")
        for step in STEP.finditer((FOLDER / "layout.md").read_text(encoding="utf-8"))
        if step["file"]
    }
    (layout,) = [lines for path, lines in found.items() if path.endswith("__init__.py")]
    assert layout < 60
    assert found["ferry.toml"] <= 10


def update() -> None:
    """Write what the commands print into the pages; outputs that were shortened stay."""
    for page in PAGES:
        with tempfile.TemporaryDirectory() as folder:
            walk = Walk(Path(folder).resolve())

            def renewed(step: re.Match[str], walk: Walk = walk) -> str:
                if step["file"]:
                    walk.write(step["file"], step["content"])
                    return step[0]
                text = ""
                for command, shown in steps(step["session"]):
                    printed = walk.run(command)
                    kept = f"\n{REST}\n" in f"\n{shown}"
                    text += f"$ {command}\n{shown if kept else printed}"
                return f"```shell-session\n{text}```"

            path = FOLDER / page
            path.write_text(STEP.sub(renewed, path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    update()
