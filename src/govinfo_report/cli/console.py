"""Where the command line writes: data, views for people, and talk.

Data are bytes that do not depend on the console.  Views and talk are text that never raises for
a character the console cannot show, and in which characters of a document cannot steer it.
"""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, BinaryIO

import regex

from govinfo_report.cli.colour import Terminal, is_terminal, showable, terminal
from govinfo_report.cli.texts import text
from govinfo_report.errors import UsageError
from govinfo_report.outputs.text import Line, Piece, harmless, plain
from govinfo_report.text.lazy import lazy

#: characters that JSON and CSV may hold raw and that could steer a terminal
_STEERING = lazy(r"[\p{Cc}\p{Cf}\p{Zl}\p{Zp}--[\n\r\t]]", regex.V1)


class ClosedPipeError(Exception):
    """The reader of our output has gone away (``| head``)."""


class Console:
    """Standard output and standard error of one run, in one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        # the streams of the start of the run: a plugin that prints must not reach the data
        self.stdout: IO[str] | None = sys.stdout
        self.stderr: IO[str] | None = sys.stderr
        self._terminals: dict[int, Terminal | None] = {}

    def pick(self, zh: str, en: str) -> str:
        """One of two texts, by language."""
        return zh if self.language == "zh" else en

    def talk(self, text: str, style: str = "") -> None:
        """A line for the person at the console, on standard error."""
        self._text(self.stderr, [(Piece(text, style),)])

    def view(self, lines: Iterable[Line]) -> None:
        """A view for a person, on standard output."""
        self._text(self.stdout, lines)

    def _text(self, stream: IO[str] | None, lines: Iterable[Line]) -> None:
        if stream is None:
            return
        with _closed_pipe():
            if (terminal := self.terminal(stream)) is not None:
                for line in lines:
                    terminal.line(line)
            else:
                for line in lines:
                    stream.write(showable(harmless(plain([line])), stream))
            stream.flush()

    def terminal(self, stream: IO[str]) -> Terminal | None:
        """The stream as a terminal in colour, if it is one."""
        if id(stream) not in self._terminals:
            plain_one = not is_terminal(stream) or os.environ.get("TERM") == "dumb"
            self._terminals[id(stream)] = None if plain_one else terminal(stream)
        return self._terminals[id(stream)]

    def data(self, chunks: Iterable[bytes]) -> None:
        """Bytes on standard output, the same whatever the console's encoding."""
        if self.stdout is None:
            return
        buffer: BinaryIO | None = getattr(self.stdout, "buffer", None)
        steerable = is_terminal(self.stdout)
        with _closed_pipe():
            self.stdout.flush()
            for chunk in chunks:
                if steerable:
                    chunk = _STEERING.sub(_escape, chunk.decode()).encode()
                if buffer is not None:
                    buffer.write(chunk)
                else:
                    self.stdout.write(chunk.decode())
            if buffer is not None:
                buffer.flush()

    def flush(self) -> None:
        """Flush, so that a pipe that closed early speaks up now and not at the very end."""
        with _closed_pipe():
            for stream in (self.stdout, self.stderr):
                if stream is not None:
                    stream.flush()

    def abandon(self) -> None:
        """Point standard output nowhere, so that what is still buffered raises no more."""
        try:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            if self.stdout is not None:
                os.dup2(nowhere, self.stdout.fileno())
            os.close(nowhere)
        except (OSError, ValueError, AttributeError):
            pass


def _escape(match: regex.Match[str]) -> str:
    code = ord(match[0])
    # two surrogates above the basic plane: the form that JSON knows
    if code < 0x10000:
        return f"\\u{code:04x}"
    code -= 0x10000
    return f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"


@contextmanager
def _closed_pipe() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError as error:
        raise ClosedPipeError from error
    except OSError as error:
        if error.errno == errno.EINVAL:  # what a closed pipe is on Windows
            raise ClosedPipeError from error
        raise


@contextmanager
def output(console: Console, path: str | None) -> Iterator[Output]:
    """Standard output, or a file that takes its name only when it is complete.

    Raises ``UsageError`` when the file cannot be written.
    """
    if path is None or path == "-":
        yield Output(console, None)
        return
    target = Path(path)
    # a device or pipe is written as it is; an ordinary file must not be left half written
    special = target.exists() and not target.is_file()
    part = target if special else target.with_name(target.name + ".part")
    try:
        file = part.open("wb")
    except (OSError, ValueError) as error:
        raise UsageError(
            f"cannot write {path}: {_why(error)}", zh=f"无法写入 {path}：{_why(error)}", path=path
        ) from error
    try:
        with file:
            yield Output(console, file)
    except KeyboardInterrupt:
        if not special:
            console.talk(text(console.language, "partial", name=str(part)))
        raise
    except BaseException:
        if not special:
            part.unlink(missing_ok=True)
        raise
    if not special:
        os.replace(part, target)


def _why(error: Exception) -> str:
    return str(getattr(error, "strerror", None) or error)


class Output:
    """Takes data and views to standard output or a file (UTF-8 there)."""

    def __init__(self, console: Console, file: BinaryIO | None) -> None:
        self._console = console
        self._file = file

    @property
    def binary(self) -> bool:
        """Whether it is a file rather than the console."""
        return self._file is not None

    def written(self, write: Callable[[BinaryIO], None], format_name: str) -> None:
        """What ``write`` writes to the binary file it is given.

        Raises ``UsageError`` for a format that is no text where a terminal would have to show it.
        """
        if self._file is not None:
            write(self._file)
        else:
            buffer = io.BytesIO()
            write(buffer)
            try:
                self._console.data([buffer.getvalue()])
            except UnicodeDecodeError as error:
                raise UsageError(
                    text("en", "render_binary", format=format_name),
                    zh=text("zh", "render_binary", format=format_name),
                ) from error

    def data(self, chunks: Iterable[bytes]) -> None:
        """Bytes as they are."""
        if self._file is None:
            self._console.data(chunks)
        else:
            self._file.writelines(chunks)

    def view(self, lines: Iterable[Line]) -> None:
        """A view for people."""
        if self._file is None:
            self._console.view(lines)
        else:
            self._file.write(harmless(plain(lines)).encode("utf-8", "backslashreplace"))
