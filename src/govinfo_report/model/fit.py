"""How well an opener or a layout fits."""

from __future__ import annotations

from enum import IntEnum


class Fit(IntEnum):
    """Three ordinal levels; the highest wins, equal ones are all parsed and compared."""

    FALLBACK = 1
    LIKELY = 2
    EXACT = 3
