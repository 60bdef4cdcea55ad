"""Colours and progress bars, when the extra ``cli`` (rich) is installed."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO, Any

from govinfo_report.outputs.text import Line, harmless

#: style of a piece -> style of rich
STYLES = {
    "title": "bold",
    "head": "bold",
    "dim": "dim",
    "value": "bold cyan",
    "refused": "bold red",
    "good": "green",
    "info": "blue",
    "warning": "yellow",
    "error": "bold red",
    "fatal": "bold white on red",
}


def is_terminal(stream: Any) -> bool:
    """Whether a person looks at the stream."""
    try:
        return bool(stream.isatty())
    except (AttributeError, ValueError):
        return False


def showable(text: str, stream: IO[str]) -> str:
    """``text`` with what the encoding of the stream lacks written as escapes."""
    encoding = getattr(stream, "encoding", None) or "utf-8"
    try:
        return text.encode(encoding, "backslashreplace").decode(encoding)
    except LookupError:
        return text.encode("ascii", "backslashreplace").decode("ascii")


def terminal(stream: IO[str]) -> Terminal | None:
    """A terminal that colours, or ``None`` without the extra or when nobody wants colours."""
    if os.environ.get("NO_COLOR"):
        return None
    try:
        from rich.console import Console
    except ImportError:
        return None
    return Terminal(Console(file=stream, soft_wrap=True, highlight=False, markup=False))


class Terminal:
    """Writes styled lines.  Text never passes as markup, so a document cannot style itself."""

    def __init__(self, console: Any) -> None:
        self.console = console

    def line(self, line: Line) -> None:
        """One line, in colour."""
        from rich.text import Text

        text = Text(no_wrap=True)
        for piece in line:
            shown = showable(harmless(piece.text), self.console.file)
            text.append(shown, STYLES.get(piece.style, ""))
        text.rstrip()
        self.console.print(text)


@contextmanager
def progress(
    stream: IO[str] | None, words: Terminal | None, total: int | None
) -> Iterator[Callable[[], None]]:
    """Counts documents on a terminal: a bar with the extra, a number without, else nothing."""
    if stream is None or not is_terminal(stream):
        yield lambda: None
    elif words is not None:
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeElapsedColumn

        columns = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*columns, console=words.console, transient=True) as bar:
            task = bar.add_task("", total=total)
            yield lambda: bar.advance(task)
    else:
        yield from _counter(stream, total)


def _counter(stream: IO[str], total: int | None) -> Iterator[Callable[[], None]]:
    done = 0

    def advance() -> None:
        nonlocal done
        done += 1
        # the cursor goes back, so that words written meanwhile stand over the number
        stream.write(f"{done}/{total}\r" if total else f"{done}\r")
        stream.flush()

    yield advance
    stream.write(" " * 24 + "\r")
    stream.flush()
