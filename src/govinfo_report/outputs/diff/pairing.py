"""Which report of one run is which of the other: by document first, then by who and when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence

from govinfo_report.outputs.diff.shelf import Key


def _same(key: Key) -> Hashable | None:
    return (key.sha256, key.publisher, key.year, key.scope, key.name) if key.sha256 else None


def _same_bytes(key: Key) -> Hashable | None:
    return key.sha256


def _same_place_and_year(key: Key) -> Hashable | None:
    at = key.url or key.name
    return (at, key.publisher, key.year) if at else None


def _same_issuer(key: Key) -> Hashable | None:
    return (key.publisher, key.year, key.scope) if key.publisher and key.year else None


def _same_place(key: Key) -> Hashable | None:
    at = key.url or key.name
    return (at, key.year) if at else None


#: from the surest; the second number says how many of each run may share what they have in common:
#: documents with several reports, or many copies, stand in the same order in both runs
_WAYS: tuple[tuple[Callable[[Key], Hashable | None], bool], ...] = (
    (_same, True),
    (_same_bytes, True),
    (_same_place_and_year, False),
    (_same_issuer, False),
    (_same_place, False),
)


def pairs(old: Sequence[Key], new: Sequence[Key]) -> dict[int, int]:
    """Number in ``new`` -> number in ``old``; what is not in it is new, or gone.

    Documents whose bytes differ are paired only where nothing else could be meant.
    """
    found: dict[int, int] = {}
    free_old, free_new = dict.fromkeys(range(len(old))), dict.fromkeys(range(len(new)))
    for way, several in _WAYS:
        groups: dict[Hashable, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for number in free_old:
            if (common := way(old[number])) is not None:
                groups[common][0].append(number)
        for number in free_new:
            if (common := way(new[number])) is not None:
                groups[common][1].append(number)
        for before, after in groups.values():
            if not several and (len(before) != 1 or len(after) != 1):
                continue
            for one, other in zip(before, after, strict=False):
                found[other] = one
                del free_old[one], free_new[other]
    return found
