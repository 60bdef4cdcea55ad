"""Keeps the processes that open files: started on first need, used again, replaced, ended."""

from __future__ import annotations

import atexit
import os
import sys
import threading

from attrs import define, field

from govinfo_report.documents.childprocess import Child

#: idle processes kept for the next document; more are used when threads ask at once
_KEPT = 2


@define
class Keeper:
    """The processes of this one; threads may ask at once, each has a process to itself."""

    _lock: threading.Lock = field(factory=threading.Lock)
    _idle: list[Child] = field(factory=list)
    _every: set[Child] = field(factory=set)
    _known: bool = False  #: whether the system will tell of forks and of the end
    _process: int = 0

    def take(self) -> Child:
        """A process to ask; ``CannotStart`` when there can be none."""
        with self._lock:
            self._watch()
            while self._idle:
                child = self._idle.pop()
                if child.is_alive:
                    return child
                child.end()
                self._every.discard(child)
        child = Child()
        with self._lock:
            self._every.add(child)
        return child

    def give_back(self, child: Child, *, used_up: bool) -> None:
        """Keep it for the next document, unless it is worn or there are enough."""
        with self._lock:
            if not used_up and child.is_alive and len(self._idle) < _KEPT:
                self._idle.append(child)
                return
            self._every.discard(child)
        child.leave()

    def lose(self, child: Child) -> None:
        """End a process whose answer nobody will read."""
        with self._lock:
            self._every.discard(child)
        child.end()

    def close(self) -> None:
        """End all."""
        with self._lock:
            every, self._every, self._idle = self._every, set(), []
        for child in every:
            child.end()

    def count(self) -> int:
        """Processes that run."""
        with self._lock:
            return len(self._every)

    def _watch(self) -> None:
        if self._known:
            if self._process != os.getpid():
                self._process = os.getpid()
                self._watch_pool()
            return
        self._known, self._process = True, os.getpid()
        atexit.register(self.close)
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=self._forked)
        self._watch_pool()

    def _watch_pool(self) -> None:
        # workers of a pool end without the exits of the interpreter
        pools = sys.modules.get("multiprocessing.util")
        if pools is not None:
            pools.Finalize(None, self.close, exitpriority=10)

    def _forked(self) -> None:
        self._lock = threading.Lock()
        for child in self._every:
            child.forget()
        self._every, self._idle = set(), []


KEEPER = Keeper()
