"""Running command lines: in this process, and in one of its own with an odd console."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from attrs import frozen

import govinfo_report
from govinfo_report.cli import main

SOURCE = Path(govinfo_report.__file__).parents[1]


@frozen
class Ran:
    """What a command line gave: its exit status and what it wrote."""

    status: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        """Standard output as text."""
        return self.out.decode("utf-8")


Run = Callable[..., Ran]


class Stream(io.TextIOWrapper):
    """A standard stream that keeps what is written to it."""

    def __init__(self, *, terminal: bool = False, encoding: str = "utf-8") -> None:
        self.bytes = io.BytesIO()
        super().__init__(self.bytes, encoding=encoding, newline="\n", write_through=True)
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command line in this process; English unless the environment says otherwise."""
    monkeypatch.setenv("LC_ALL", "C")

    def call(
        *words: object, stdin: bytes = b"", terminal: bool = False, keyboard: object = None
    ) -> Ran:
        out, err = Stream(terminal=terminal), Stream()
        monkeypatch.setattr(sys, "stdout", out)
        monkeypatch.setattr(sys, "stderr", err)
        piped = io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8")
        monkeypatch.setattr(sys, "stdin", keyboard or piped)
        status = main([str(word) for word in words])
        return Ran(status, out.bytes.getvalue(), err.bytes.getvalue().decode())

    return call


@pytest.fixture
def spawn() -> Run:
    """Run a command line in a process of its own."""
    return _spawn


def _spawn(
    *words: object, stdin: bytes = b"", env: dict[str, str] | None = None,
    prefix: Sequence[str] = (),
) -> Ran:  # fmt: skip
    done = subprocess.run(
        [sys.executable, *prefix, "-m", "govinfo_report", *map(str, words)],
        input=stdin, capture_output=True, check=False, timeout=120,
        env=os.environ | {"PYTHONPATH": str(SOURCE), "LC_ALL": "C"} | (env or {}),
    )  # fmt: skip
    return Ran(done.returncode, done.stdout, done.stderr.decode("utf-8", "backslashreplace"))


@pytest.fixture
def reports(examples: Path) -> Path:
    """The reports of our own making."""
    return examples / "reports"
