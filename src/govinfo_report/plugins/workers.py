"""The same work in several processes: in order, in constant memory, surviving a dead worker.

On Linux, workers are forked while the process has one thread: nothing is imported again, and a
script needs no ``if __name__ == "__main__"`` guard.  Elsewhere they are spawned, which runs an
unguarded script once more; that is noticed, and the work goes on in this process.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
import signal
import sys
import warnings
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing.context import BaseContext
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

#: documents per message between processes, once the pool has warmed up
CHUNK = 16
#: chunks under way per worker: enough to keep it busy, few enough for constant memory
AHEAD = 3

_work: Callable[[Any], Any] | None = None
_died: Callable[[Any, str], Any] | None = None


def processors() -> int:
    """Processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1


def run(
    work: Callable[[T], R],
    items: Iterable[T],
    jobs: int,
    died: Callable[[T, str], R],
) -> Iterator[R]:
    """``work(item)`` for each item, in order, in ``jobs`` processes (0: one per processor).

    ``work`` must not raise.  ``died(item, reason)`` stands in for an item whose worker was
    killed or whose result cannot travel between processes.  Work that is cheaper for several
    items at once has ``ahead(items)``, called before them, and ``gathers(item)``, which says
    whether it is worth while to look at the items after this one.
    """
    jobs = jobs or processors()
    context = _context()
    if jobs <= 1 or multiprocessing.current_process().daemon:
        yield from _in_turn(work, items)
        return
    if context.get_start_method() != "fork" and not _travels((work, died)):
        warnings.warn("the plugins in use cannot travel to other processes: one job", stacklevel=3)
        yield from _in_turn(work, items)
        return
    yield from _pooled(work, items, jobs, died, context)


def _in_turn(work: Callable[[T], R], items: Iterable[T]) -> Iterator[R]:
    ahead, gathers = getattr(work, "ahead", None), getattr(work, "gathers", None)
    if ahead is None or gathers is None:
        yield from map(work, items)
        return
    iterator = iter(items)
    for first in iterator:
        group = [first]
        if gathers(first):
            group += islice(iterator, CHUNK - 1)
            ahead(group)
        yield from map(work, group)


def _context() -> BaseContext:
    if sys.platform == "linux":
        try:
            alone = len(os.listdir("/proc/self/task")) == 1
        except OSError:
            alone = False
        if alone:
            return multiprocessing.get_context("fork")
    return multiprocessing.get_context("spawn")


def _travels(thing: object) -> bool:
    try:
        pickle.dumps(thing)
    except Exception:  # noqa: BLE001 - whatever a foreign object raises while being pickled
        return False
    return True


def _pooled(
    work: Callable[[T], R],
    items: Iterable[T],
    jobs: int,
    died: Callable[[T, str], R],
    context: BaseContext,
) -> Iterator[R]:
    chunks = _chunks(items, jobs)
    waiting: deque[tuple[list[T], Future[bytes] | None]] = deque()
    pool = _pool(work, died, jobs, context)
    answered = finished = False
    try:
        while True:
            for chunk in islice(chunks, jobs * AHEAD - len(waiting)):
                waiting.append((chunk, _submit(pool, chunk)))
            if not waiting:
                finished = True
                return
            chunk, future = waiting.popleft()
            try:
                if future is None:
                    raise BrokenProcessPool
                answers = pickle.loads(future.result())
                answered = True
            except BrokenProcessPool:
                pool.shutdown(wait=True, cancel_futures=True)
                if not answered and context.get_start_method() != "fork":
                    warnings.warn(
                        "worker processes cannot start (a script needs an "
                        "if __name__ == '__main__' guard here): one job",
                        stacklevel=4,
                    )
                    rest = [item for other, _ in waiting for item in other]
                    yield from map(work, [*chunk, *rest])
                    yield from (work(item) for other in chunks for item in other)
                    return
                answers = _one_by_one(work, chunk, died, context)
                pool = _pool(work, died, jobs, context)
                waiting = deque((other, _submit(pool, other)) for other, _ in waiting)
            yield from answers
    finally:
        # whoever stops early does not wait for documents nobody wants any more
        pool.shutdown(wait=finished, cancel_futures=True)


def _chunks(items: Iterable[T], jobs: int) -> Iterator[list[T]]:
    # small chunks first, so that a handful of documents still keeps every worker busy
    iterator = iter(items)
    count = 0
    while chunk := list(islice(iterator, min(CHUNK, 1 << min(count // (2 * jobs), 10)))):
        count += 1
        yield chunk


def _pool(
    work: Callable[[T], R], died: Callable[[T, str], R], jobs: int, context: BaseContext
) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(jobs, mp_context=context, initializer=_begin, initargs=(work, died))


def _submit(pool: ProcessPoolExecutor, chunk: list[T]) -> Future[bytes] | None:
    with warnings.catch_warnings():
        # a pool that replaces a broken one is forked beside the threads of ours, which hold no
        # lock that a worker takes
        warnings.simplefilter("ignore", DeprecationWarning)
        try:
            return pool.submit(_answer, chunk)
        except BrokenProcessPool:
            return None


def _begin(work: Callable[[Any], Any], died: Callable[[Any, str], Any]) -> None:
    global _work, _died
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when to stop
    sys.stdout = sys.stderr  # standard output is the parent's, for data alone
    _work, _died = work, died
    gc.freeze()  # what was there before the fork stays shared and is not searched for garbage


def _answer(chunk: list[Any]) -> bytes:
    assert _work is not None and _died is not None
    ahead = getattr(_work, "ahead", None)
    if ahead is not None and len(chunk) > 1:
        ahead(chunk)
    answers = [_work(item) for item in chunk]
    try:
        return pickle.dumps(answers, pickle.HIGHEST_PROTOCOL)
    except Exception:  # noqa: BLE001 - a plugin's object may hold anything
        fit = [a if _travels(a) else _died(i, "the result cannot leave its process")
               for i, a in zip(chunk, answers, strict=True)]  # fmt: skip
        return pickle.dumps(fit, pickle.HIGHEST_PROTOCOL)


def _one_by_one(
    work: Callable[[T], R], chunk: list[T], died: Callable[[T, str], R], context: BaseContext
) -> Iterator[R]:
    """A chunk during which a worker died, each item in a process of its own."""
    for item in chunk:
        with _pool(work, died, 1, context) as pool:
            try:
                future = _submit(pool, [item])
                if future is None:
                    raise BrokenProcessPool
                answers: list[R] = pickle.loads(future.result())
            except BrokenProcessPool:
                answers = [died(item, "the process reading it was killed")]
        yield from answers
