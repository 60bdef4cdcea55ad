"""What a process that opens files may use: memory and time, where the system can bound them."""

from __future__ import annotations

import math
import os
import signal
import sys
import time
from typing import Any

from attrs import define, field

#: a process that holds so much more than after its first document is replaced
_GROWN = 96 * 1024 * 1024
_DOCUMENTS = 200  #: documents after which a process is replaced
_GRACE = 10  #: seconds beyond the limit after which a process ends without being told to


@define
class Bounds:
    """What this process may use; nothing on a system that knows no such bounds."""

    documents: int = 0
    first: int | None = None  #: bytes held after the first document
    worn: bool = False
    _resource: Any = field(init=False, default=None)

    def __attrs_post_init__(self) -> None:
        try:
            import resource
        except ImportError:  # Windows: who asks ends this process after a while
            return
        self._resource = resource
        _, most = resource.getrlimit(resource.RLIMIT_CORE)
        resource.setrlimit(resource.RLIMIT_CORE, (0, most))

    def set(self, memory: int, seconds: int, wait: int) -> None:
        """Bounds for the next document; reaching that of time ends the process."""
        if self._resource is None:
            return
        # what the libraries of earlier documents hold is not this one's
        self._bound("RLIMIT_AS", _statm(0) + memory)
        self._bound("RLIMIT_CPU", math.ceil(time.process_time()) + seconds)
        if sys.platform != "win32":
            signal.setitimer(signal.ITIMER_REAL, wait + _GRACE)

    def lift(self) -> None:
        """No bounds while nothing is being opened."""
        self.documents += 1
        if self._resource is None:
            return
        for name in ("RLIMIT_AS", "RLIMIT_CPU"):
            self._bound(name, self._resource.RLIM_INFINITY)
        if sys.platform != "win32":
            signal.setitimer(signal.ITIMER_REAL, 0)

    def _bound(self, name: str, value: int) -> None:
        kind = getattr(self._resource, name)
        _, most = self._resource.getrlimit(kind)
        infinite = self._resource.RLIM_INFINITY
        if most != infinite:
            value = most if value == infinite else min(value, most)
        try:
            self._resource.setrlimit(kind, (value, most))
        except (ValueError, OSError):  # macOS does not bound the address space
            pass

    def is_worn(self) -> bool:
        """Whether a fresh process should take over."""
        held = _held()
        self.first = held if self.first is None else self.first
        grown = held - self.first > _GROWN
        return self.worn or grown or self.documents >= _DOCUMENTS


def _held() -> int:
    """Bytes of memory this process holds now (0 where the system does not tell)."""
    return _statm(1)


def _statm(field: int) -> int:
    """Bytes of its address space (0) or of the part in memory (1)."""
    try:
        with open("/proc/self/statm", "rb") as file:
            return int(file.read().split()[field]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError, AttributeError):
        return 0
