"""A line of the table, and how thoroughly it is measured."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from attrs import frozen


@frozen
class Row:
    """One line of the table; ``target`` is a bound on ``value``, ``None`` where there is none."""

    name: str
    value: float
    unit: str
    target: float | None = None
    at_least: bool = False
    detail: str = ""

    @property
    def met(self) -> bool | None:
        """Whether the target is met; ``None`` without a target."""
        if self.target is None:
            return None
        return self.value >= self.target if self.at_least else self.value <= self.target


@frozen
class Effort:
    """How thoroughly to measure."""

    rounds: int
    documents: int
    sizes: tuple[int, ...]
    starts: int


FULL = Effort(rounds=15, documents=20, sizes=(1, 3, 10, 30, 100, 300, 1000), starts=41)
QUICK = Effort(rounds=3, documents=4, sizes=(1, 10, 100), starts=5)

Case = Callable[[Effort], Iterator[Row]]


def ms(seconds: float) -> str:
    """Seconds as milliseconds, to read."""
    return f"{seconds * 1000:.2f} ms"


def each(work: Callable[[Any], object], items: Iterable[object]) -> None:
    """Do the work for each item."""
    for item in items:
        work(item)
