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

from attrs import define, frozen

from govinfo_report import errors
from govinfo_report.documents.child import limit_values
from govinfo_report.documents.children import KEEPER, CannotStart, ChildLost, killed_by
from govinfo_report.documents.document import Document
from govinfo_report.documents.frames import BrokenFrames
from govinfo_report.documents.opener import Opener
from govinfo_report.documents.source import Source
from govinfo_report.documents.wire import rebuilt
from govinfo_report.errors import GovInfoReportError, LimitError, SourceError, UsageError
from govinfo_report.limits import Limits

PROCESS, NONE = "process", "none"
#: how dangerous formats may be opened
MODES = (PROCESS, NONE)

_mode: ContextVar[str] = ContextVar("govinfo_report_isolation", default=PROCESS)
#: the errors a child may hand over
_ERRORS = ("SourceError", "LimitError", "MissingExtraError", "GovInfoReportError")
_MIB = 1024 * 1024


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
    except BrokenFrames as error:
        raise RuntimeError(str(error)) from error


def called(function: str, source: Source, limits: Limits, *arguments: Any) -> tuple[Any, bytes]:
    """What ``module:function`` makes of a source: a plain value and bytes.

    The function takes the source, the limits and the arguments (plain values).  Raises what it
    raises of the library's errors, ``LimitError`` or ``SourceError`` when it ended the process.
    """
    if _mode.get() == NONE:
        from govinfo_report.documents.child import named

        value, data = named(function)(source, limits, *arguments)
        return value, data
    return _asked(function, source, limits, list(arguments), Needs.of(limits))


@frozen
class Needs:
    """What a process may use for one document."""

    memory: int
    seconds: int
    wait: int

    @classmethod
    def of(cls, limits: Limits, opener: object = None) -> Needs:
        """The limits, or more where the opener says that it needs more."""
        return cls(
            max(limits.child_memory, getattr(opener, "memory", 0)),
            max(limits.child_seconds, getattr(opener, "seconds", 0)),
            max(limits.child_wait, getattr(opener, "wait", 0)),
        )


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
        raise _no_process(source, str(error)) from error
    try:
        answer, data = child.ask(request, source.data, needs.wait)
    except ChildLost as error:
        KEEPER.lose(child)
        raise _Lost(source, needs).error(error) from error
    except BaseException:
        KEEPER.lose(child)
        raise
    KEEPER.give_back(child, used_up=answer.get("last") is not False)
    if "value" in answer:
        return answer["value"], data
    if answer.get("beyond") == "memory":
        raise _Lost(source, needs).memory()
    if isinstance(answer.get("error"), dict):
        raise _error(answer["error"])
    raise RuntimeError(str(answer.get("crash", "no answer"))[:500])


def _error(values: dict[str, Any]) -> GovInfoReportError:
    name = values.get("class")
    kind = getattr(errors, name) if name in _ERRORS else SourceError
    message, hint, facts = values.get("message"), values.get("hint"), values.get("facts")
    if not (isinstance(message, dict) and isinstance(hint, dict) and isinstance(facts, dict)):
        return SourceError("the source cannot be opened", zh="无法打开该文件")
    words = [str(texts.get(language, ""))[:2000] for texts in (message, hint)
             for language in ("en", "zh")]  # fmt: skip
    made: GovInfoReportError = kind(
        words[0], zh=words[1], hint=words[2], hint_zh=words[3],
        **{str(key): value for key, value in facts.items() if key not in ("en", "zh", "hint", "hint_zh", "self")},
    )  # fmt: skip
    return made


def _no_process(source: Source, reason: str) -> SourceError:
    return SourceError(
        f"{source.name} cannot be opened: no process can be started for it ({reason})",
        zh=f"无法打开 {source.name}：不能为其启动单独的进程（{reason}）",
        hint="Give isolation='none' (--isolation none) to open it in this process.",
        hint_zh="可用 isolation='none'（--isolation none）在本进程中打开。",
        name=source.name, reason=reason,
    )  # fmt: skip


@define
class _Lost:
    """The words for a document that ended its process."""

    source: Source
    needs: Needs

    def error(self, lost: ChildLost) -> SourceError:
        signal = killed_by(lost.status)
        if lost.late or signal == "SIGALRM":
            seconds = self.needs.wait
            return self._beyond(f"took more than {seconds} seconds", f"超过 {seconds} 秒",
                                "child_wait", seconds)  # fmt: skip
        if signal == "SIGXCPU":
            seconds = self.needs.seconds
            return self._beyond(
                f"took more than {seconds} seconds of processor time",
                f"占用处理器超过 {seconds} 秒", "child_seconds", seconds,
            )  # fmt: skip
        how = signal or f"exit status {lost.status}"
        memory = self.needs.memory // _MIB
        name = self.source.name
        return SourceError(
            f"the process opening {name} ended unexpectedly ({how})",
            zh=f"打开 {name} 的进程意外终止（{how}）",
            hint=f"The file may be damaged, or need more memory than the limit of {memory} MiB "
            "(Limits.child_memory); open it in its own program and save it again.",
            hint_zh=f"文件可能已损坏，或所需内存超过 {memory} MiB 的上限（Limits.child_memory）；"
            "请用原来的软件打开后重新保存。",
            id="P907", name=name, reason="crash", signal=signal, status=lost.status,
        )  # fmt: skip

    def memory(self) -> LimitError:
        mib = self.needs.memory // _MIB
        return self._beyond(f"needed more than {mib} MiB of memory", f"所需内存超过 {mib} MiB",
                            "child_memory", self.needs.memory)  # fmt: skip

    def _beyond(self, en: str, zh: str, limit: str, value: int) -> LimitError:
        name = self.source.name
        return LimitError(
            f"opening {name} {en}", zh=f"打开 {name} {zh}",
            hint=f"Check that this is a report, or raise Limits.{limit}.",
            hint_zh=f"请确认该文件确为报告，或调高 Limits.{limit}。",
            id="P907", name=name, limit=value, observed=None, bound=limit,
        )  # fmt: skip
