"""What a process may use for one document, and the words for one that brought it down."""

from __future__ import annotations

from typing import Any

from attrs import define, frozen

from govinfo_report import errors
from govinfo_report.documents.childprocess import ChildLost, killed_by
from govinfo_report.documents.source import Source
from govinfo_report.errors import GovInfoReportError, LimitError, SourceError
from govinfo_report.limits import Limits

#: the errors a child may hand over
_ERRORS = ("SourceError", "LimitError", "MissingExtraError", "GovInfoReportError")
_MIB = 1024 * 1024


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


def handed_over(values: dict[str, Any]) -> GovInfoReportError:
    """The error that another process describes, of a class it may hand over."""
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


def no_process(source: Source, reason: str) -> SourceError:
    """The error where no process can be started, with the way out."""
    return SourceError(
        f"{source.name} cannot be opened: no process can be started for it ({reason})",
        zh=f"无法打开 {source.name}：不能为其启动单独的进程（{reason}）",
        hint="Give isolation='none' (--isolation none) to open it in this process.",
        hint_zh="可用 isolation='none'（--isolation none）在本进程中打开。",
        name=source.name, reason=reason,
    )  # fmt: skip


@define
class Lost:
    """The words for a document that ended its process."""

    source: Source
    needs: Needs

    def error(self, lost: ChildLost) -> SourceError:
        """What brought the process down, as far as its end tells."""
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
        """The bound of memory was met in an orderly way."""
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
