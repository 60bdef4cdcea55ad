"""What sentences are made of: figures to tell, ways to print them, and numbers nearby.

Nothing here knows how prose is read.  A ``Fact`` is true of the figures it was made for; its
``wrong`` text is the same sentence with one thing changed, and ``found`` names the rules that the
changed sentence must raise, and no others.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from attrs import frozen

from govinfo_report.model.address import derived_of
from govinfo_report.model.figure import Number
from govinfo_report.testing.figures import PrintedFigure, grouped, wide


@frozen
class Fact:
    """One sentence of a part of the report, true of its figures.

    ``part`` is a part of the overview, or ``other`` for section six.
    """

    part: str
    text: str
    wrong: str = ""
    found: frozenset[str] = frozenset()


def fact(part: str, text: str, wrong: str = "", *found: str) -> Fact:
    """A fact that raises these rules when it is told wrong."""
    return Fact(part, text, wrong, frozenset(found))


class Teller:
    """Figures to tell, and the choices to be made; equal random sources choose alike."""

    def __init__(
        self,
        rng: Random,
        figures: Mapping[str, PrintedFigure],
        forms: Mapping[str, str],
        year: int,
    ) -> None:
        self.rng = rng
        self.year = year
        self.is_2021 = "2021" in forms.values()
        self.values: dict[str, Number] = {
            a: f.value for a, f in figures.items() if f.state == "value" and f.value is not None
        }
        for address, parts in derived_of(forms).items():
            if all(part in self.values for part in parts):
                self.values[address] = sum(self.values[part] for part in parts)

    def get(self, *addresses: str) -> list[int] | None:
        """The whole numbers at some addresses; ``None`` when one of them has none."""
        found = [self.values.get(address) for address in addresses]
        return [v for v in found if isinstance(v, int)] if all(
            isinstance(v, int) for v in found
        ) else None  # fmt: skip

    def number(self, value: int) -> str:
        """A number in one of the ways in which prose prints it."""
        draw = self.rng.random()
        text = str(value)
        if draw < 0.08:
            return wide(text)
        return grouped(text) if draw < 0.3 and value >= 1000 else text

    def off(self, value: int, *taken: int) -> int:
        """A number above zero that is neither the value nor one of those that would do as well."""
        other = value + self.rng.choice((1, 2, 3, 5, -1, -2))
        while other <= 0 or other == value or other in taken:
            other += self.rng.randint(1, 9) if other > 0 else 3
        return other

    def split(self, total: int, count: int) -> list[int]:
        """Parts of a total, all above zero."""
        cuts = sorted(self.rng.sample(range(1, total), count - 1))
        return [b - a for a, b in zip([0, *cuts], [*cuts, total], strict=True)]

    def pick(self, *texts: str) -> str:
        """One of the wordings."""
        return self.rng.choice(texts)

    def chance(self, share: float) -> bool:
        """True in about this share of all cases."""
        return self.rng.random() < share

    def changed(
        self, part: str, tell: Callable[[str], str], value: int, wrong: int, *found: str
    ) -> Fact:
        """A sentence around one number, and the same around another."""
        return fact(part, tell(self.number(value)), tell(self.number(wrong)), *found)


def share(part: int, whole: int, decimals: int) -> Decimal:
    """A percentage, rounded half up."""
    step = Decimal(1).scaleb(-decimals)
    return (Decimal(part) * 100 / Decimal(whole)).quantize(step, ROUND_HALF_UP)


def impossible(current: int, rate: Decimal, decimals: int) -> Decimal | None:
    """A rate beyond the given one that no whole number of the year before gives, if any is near."""
    step = Decimal(1).scaleb(-decimals)
    for distance in range(1, 40):
        other = rate + step * distance * (1 if rate >= 0 else -1)
        if other - step <= -100:
            return None
        low = max(1, int(current * 100 / (100 + other + step)) - 1)
        high = int(current * 100 / (100 + other - step)) + 2
        if all(abs((Decimal(current) / p - 1) * 100 - other) > step for p in range(low, high + 1)):
            return other
    return None
