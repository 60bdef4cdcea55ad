"""Decisions that depend on a seed and on what is decided, not on the order of asking.

A renderer asks "is the label of this row broken over two lines?"; when another option changes,
the answer stays, so that a failing document can be made smaller one option at a time.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar
from zlib import crc32

from attrs import frozen

T = TypeVar("T")


@frozen
class Dice:
    """Answers derived from ``seed`` and a key; equal questions get equal answers."""

    seed: int

    def number(self, *key: object) -> int:
        """A number of 32 bits."""
        mixed = crc32(repr((self.seed, *key)).encode("utf-8")) * 0x9E3779B1
        return (mixed ^ (mixed >> 15)) & 0xFFFFFFFF

    def chance(self, share: float, *key: object) -> bool:
        """True for about ``share`` of all keys."""
        return share > 0 and self.number(*key) < share * 2**32

    def pick(self, options: Sequence[T], *key: object) -> T:
        """One of the options."""
        return options[self.number(*key) % len(options)]

    def shuffled(self, items: Sequence[T], *key: object) -> list[T]:
        """The items in another order."""
        order = sorted(range(len(items)), key=lambda i: self.number(*key, "order", i))
        return [items[i] for i in order]
