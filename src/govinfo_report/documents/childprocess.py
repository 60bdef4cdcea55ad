"""One process that opens files: started, asked, ended."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from typing import IO, Any

from attrs import define, field

from govinfo_report.documents.messages import BrokenMessages, packed, receive, send, unpacked

_PATIENCE = 5.0  #: seconds for an idle process to end by itself
_BOOT = (
    "import json,sys;sys.path[:]=json.loads(sys.argv.pop());"
    "from govinfo_report.documents.child import main;main()"
)


class ChildLost(Exception):
    """The process ended, or had to be ended; ``status`` as ``subprocess`` tells it."""

    def __init__(self, status: int | None, *, late: bool = False, reason: str = "") -> None:
        super().__init__(reason or f"status {status}")
        self.status = status
        self.late = late  #: it was ended because it took too long


class CannotStart(Exception):
    """No process can be started here."""


@define(eq=False)
class Child:
    """One process that opens files."""

    _process: subprocess.Popen[bytes] = field(init=False)
    _late: bool = field(init=False, default=False)
    _ready: bool = field(init=False, default=False)

    def __attrs_post_init__(self) -> None:
        if not sys.executable or getattr(sys, "frozen", False):
            raise CannotStart("there is no Python program to run")
        paths = [os.path.abspath(path) for path in sys.path if isinstance(path, str)]
        flags = ["-I", "-X", "utf8", *(["-B"] if sys.dont_write_bytecode else [])]
        options: dict[str, Any] = {}
        if sys.platform == "win32":
            options["creationflags"] = subprocess.CREATE_NO_WINDOW
        try:
            self._process = subprocess.Popen(  # noqa: S603 - this very interpreter
                [sys.executable, *flags, "-c", _BOOT, json.dumps(paths)],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                bufsize=0, cwd=os.path.dirname(sys.executable) or None, **options,
            )  # fmt: skip
        except (OSError, ValueError) as error:
            raise CannotStart(str(error)) from error

    def ask(self, request: Any, data: bytes, wait: float) -> tuple[dict[str, Any], bytes]:
        """Its answer; ``ChildLost`` when it ends instead, or has not answered in time.

        ``CannotStart`` when it ends before it was ready for the first question.
        """
        ending = threading.Timer(wait, self._end_late)
        ending.daemon = True
        ending.start()
        try:
            requests, answers = self._pipes()
            if not self._ready:
                self._begin(answers)
            send(requests.write, packed(request))
            send(requests.write, data)
            answer, result = receive(answers.read), receive(answers.read)
            if answer is None or result is None:
                raise BrokenMessages("it ended")
            value = unpacked(answer)
            if not isinstance(value, dict):
                raise BrokenMessages("no answer")
            return value, result
        except (BrokenMessages, OSError) as error:
            ending.cancel()
            status = self._waited(_PATIENCE) if not isinstance(error, OSError) else None
            self.end()
            raise ChildLost(
                status if status is not None else self._process.returncode,
                late=self._late, reason=str(error),
            ) from error  # fmt: skip
        finally:
            ending.cancel()
            ending.join()

    def _begin(self, answers: IO[bytes]) -> None:
        try:
            self._ready = receive(answers.read) is not None
        except (BrokenMessages, OSError):
            self._ready = False
        if not self._ready and not self._late:
            self.end()
            raise CannotStart("it ended at once")

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        requests, answers = self._process.stdin, self._process.stdout
        assert requests is not None and answers is not None
        return requests, answers

    def _end_late(self) -> None:
        self._late = True
        self._process.kill()

    def _waited(self, seconds: float) -> int | None:
        try:
            return self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            return None

    @property
    def is_alive(self) -> bool:
        """Whether it still runs."""
        return self._process.poll() is None

    def leave(self) -> None:
        """Let it end by itself, and see to it that it does."""
        self._pipes()[0].close()
        self._waited(_PATIENCE)
        self.end()

    def end(self) -> None:
        """End it now."""
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        for pipe in self._pipes():
            pipe.close()

    def forget(self) -> None:
        """Of a process that was forked: the child belongs to another one."""
        for pipe in self._pipes():
            pipe.close()
        self._process.returncode = 0


def end_group(process: subprocess.Popen[bytes]) -> None:
    """End a process that leads a session, with everything it has started."""
    if sys.platform != "win32":
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            pass
    elif process.poll() is None:
        process.kill()
    process.wait()
    if process.stdout is not None:
        process.stdout.close()


def killed_by(status: int | None) -> str:
    """The name of the signal that ended a process; empty when none did."""
    if status is None or status >= 0:
        return ""
    try:
        return signal.Signals(-status).name
    except ValueError:
        return str(-status)
