"""Measuring two or more ways against each other in one run.

Rounds are interleaved, so that a machine that slows down slows all ways down, and the median of
the rounds is taken.  Single-process work is measured in processor time, which other work on the
machine disturbs least; what uses several processes can only be measured by the clock.
"""

from __future__ import annotations

import gc
import math
import statistics
import time
from collections.abc import Callable, Mapping, Sequence

Work = Callable[[], object]


def medians(
    ways: Mapping[str, Work], *, rounds: int, clock: Callable[[], float] = time.process_time
) -> dict[str, float]:
    """Median seconds of each way, measured in turn."""
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for work in ways.values():  # caches, imports and memory are warm for all alike
        work()
    for _ in range(rounds):
        for name, work in ways.items():
            gc.collect()
            start = clock()
            work()
            taken[name].append(clock() - start)
    return {name: statistics.median(times) for name, times in taken.items()}


def exponent(sizes: Sequence[int], seconds: Sequence[float]) -> float:
    """The power of the size that the time grows with: 1 is linear, 2 quadratic."""
    xs = [math.log(size) for size in sizes]
    ys = [math.log(second) for second in seconds]
    return statistics.linear_regression(xs, ys).slope
