"""Opens dangerous formats in a process of their own: a crash there is one failed document.

An opener asks for it with ``isolated = True``.  Its class must be importable by name and need no
arguments, and its document must travel (see ``wire``).  It may state ``memory`` (bytes),
``seconds`` (of processor time) and ``wait`` (seconds) when it needs more than the limits allow.

Nothing here uses ``multiprocessing``: it works in an unguarded script, in a notebook, and within
the workers of a pool.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from govinfo_report.documents.child import limit_values
from govinfo_report.documents.childprocess import CannotStart, ChildLost
from govinfo_report.documents.children import KEEPER
from govinfo_report.documents.document import Document
from govinfo_report.documents.lost import Lost, Needs, handed_over, no_process
from govinfo_report.documents.messages import BrokenMessages
from govinfo_report.documents.opener import Opener
from govinfo_report.documents.source import Source
from govinfo_report.documents.wire import rebuilt
from govinfo_report.errors import UsageError
from govinfo_report.limits import Limits

PROCESS, NONE = "process", "none"
#: how dangerous formats may be opened
MODES = (PROCESS, NONE)

_mode: ContextVar[str] = ContextVar("govinfo_report_isolation", default=PROCESS)


@contextmanager
def using(mode: str) -> Iterator[None]:
    """Within the block, formats that ask for isolation get it (``"process"``) or not (``"none"``).

    Raises ``UsageError`` for another word.
    """
    check(mode)
    token = _mode.set(mode)
    try:
        yield
    finally:
        _mode.reset(token)


def check(mode: str) -> None:
    """Raise ``UsageError`` for what is no way of isolation."""
    if mode not in MODES:
        raise UsageError(
            f"isolation is 'process' or 'none', not {mode!r}",
            zh=f"isolation 可为 'process' 或 'none'，不能是 {mode!r}",
            isolation=mode,
        )


def opened(opener: Opener, source: Source, limits: Limits) -> Document:
    """The document that ``opener`` makes, in a process of its own when it asks for that."""
    if not getattr(opener, "isolated", False) or _mode.get() == NONE:
        return opener.open(source, limits)
    kind = type(opener)
    needs = Needs.of(limits, opener)
    name = f"{kind.__module__}:{kind.__qualname__}"
    value, _ = _asked("govinfo_report.documents.child:open_with", source, limits, [name], needs)
    try:
        return rebuilt(value)
    except BrokenMessages as error:
        raise RuntimeError(str(error)) from error


def called(
    function: str, source: Source, limits: Limits, *arguments: Any, opener: object = None
) -> tuple[Any, bytes]:
    """What ``module:function`` makes of a source: a plain value and bytes.

    It may use as much as ``opener`` may.

    The function takes the source, the limits and the arguments (plain values).  Raises what it
    raises of the library's errors, ``LimitError`` or ``SourceError`` when it ended the process.
    """
    if _mode.get() == NONE:
        from govinfo_report.documents.child import named

        value, data = named(function)(source, limits, *arguments)
        return value, data
    return _asked(function, source, limits, list(arguments), Needs.of(limits, opener))


def _asked(
    function: str, source: Source, limits: Limits, arguments: list[Any], needs: Needs
) -> tuple[Any, bytes]:
    request = {
        "call": function, "arguments": arguments, "limits": limit_values(limits),
        "memory": needs.memory, "seconds": needs.seconds, "wait": needs.wait,
        "source": {"name": source.name, "suffix": source.suffix, "encoding": source.encoding},
    }  # fmt: skip
    try:
        child = KEEPER.take()
    except CannotStart as error:
        raise no_process(source, str(error)) from error
    try:
        answer, data = child.ask(request, source.data, needs.wait)
    except CannotStart as error:
        KEEPER.lose(child)
        raise no_process(source, str(error)) from error
    except ChildLost as error:
        KEEPER.lose(child)
        raise Lost(source, needs).error(error) from error
    except BaseException:
        KEEPER.lose(child)
        raise
    KEEPER.give_back(child, used_up=answer.get("last") is not False)
    if "value" in answer:
        return answer["value"], data
    if answer.get("beyond") == "memory":
        raise Lost(source, needs).memory()
    if isinstance(answer.get("error"), dict):
        raise handed_over(answer["error"])
    raise RuntimeError(str(answer.get("crash", "no answer"))[:500])
