"""How much of this year's prose stands in last year's report as well."""

from __future__ import annotations

from decimal import Decimal

from attrs import field, frozen

from govinfo_report.display import ROWS, Card, Displayed, Tile
from govinfo_report.model.report import Report
from govinfo_report.rules.copied_prose import ENOUGH, passages, repetition


@frozen(repr=False)
class Repetition(Displayed):
    """Sentences of one report that stand in another as well, years aside.

    Quotations of the law, set phrases and sentences that report nothing are not counted: rule
    Y112 counts the same.  ``characters`` are those of all other sentences of the later report, each
    counted once, ``shared`` those that are repeated; ``sentences`` are these, as printed.
    """

    characters: int
    shared: int
    sentences: tuple[str, ...] = field(repr=False, default=())

    @property
    def percent(self) -> Decimal | None:
        """The share that is repeated, in per cent; ``None`` where nothing is told at all."""
        return repetition(self.shared, self.characters) if self.characters else None

    @property
    def enough(self) -> bool:
        """Whether there is enough text to call it a copy."""
        return self.characters >= ENOUGH

    def words(self, language: str = "en") -> str:
        """The share in words."""
        zh = language == "zh"
        if self.percent is None:
            return "正文没有可比较的语句" if zh else "the prose has no sentence to compare"
        few = (
            "" if self.enough else "（文字较少，仅供参考）" if zh else " (too little text to judge)"
        )
        if zh:
            return f"正文重复率 {self.percent}%：{self.characters} 字中有 {self.shared} 字与上年相同{few}"
        return (
            f"{self.percent}% of the prose is repeated: {self.shared} of {self.characters} "
            f"characters{few}"
        )

    def _card_(self) -> Card:
        rows = [(Tile(sentence),) for sentence in self.sentences[:ROWS]]
        more = max(0, len(self.sentences) - ROWS)
        return Card("Repetition", (self.words(),), (), rows, more)


def repeated(old: Report, new: Report) -> Repetition | None:
    """What ``new`` repeats of ``old``; ``None`` where either has no prose."""
    if not old.sections or not new.sections:
        return None
    here, there = passages(new), passages(old)
    same = tuple(text for plain, text in here.printed.items() if plain in there.printed)
    return Repetition(here.total, here.shared(there)[0], same)
