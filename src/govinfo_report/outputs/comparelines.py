"""Two years side by side as text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from govinfo_report.outputs.continuity import KINDS, STATUSES, Continuity
from govinfo_report.outputs.table import number_text
from govinfo_report.outputs.text import Column, Line, Piece, one_line, table

if TYPE_CHECKING:
    from govinfo_report.outputs.compare import Comparison

_STYLES = {"holds": "good", "differs": "warning", "open": "dim"}


def comparison_title(comparison: Comparison, language: str) -> str:
    """Publisher (or both, where they differ) and both years."""
    zh = language == "zh"
    reports = (comparison.old, comparison.new)
    names = [r.publisher or ("发布机关不详" if zh else "publisher unknown") for r in reports]
    years = [str(r.year or "?") for r in reports]
    title = names[0] if names[0] == names[1] else " / ".join(names)
    return f"{title}  {years[0]} → {years[1]}"


def comparison_lines(comparison: Comparison, language: str) -> Iterator[Line]:
    """Title and doubts, the figures that differ, what must carry over, and repeated prose."""
    from govinfo_report.outputs.compare import shown_figure, signed

    zh = language == "zh"
    yield (Piece(one_line(comparison_title(comparison, language)), "title"),)
    for note in comparison.notes:
        yield (Piece(f"  {note[language]}", "warning"),)
    years = [str(r.year or "?") for r in (comparison.old, comparison.new)]
    columns = (Column(most=64), Column(years[0], right=True), Column(years[1], right=True),
               Column("增减" if zh else "change", right=True))  # fmt: skip
    rows = [
        (r.label.text(language), shown_figure(r.old), shown_figure(r.new), signed(r.change))
        for r in comparison.differences
    ]
    if rows:
        yield from table(columns, rows)
    same = len(comparison.rows) - len(rows)
    yield (Piece(f"{same} 个数据相同" if zh else f"{same} figures are the same", "dim"),)
    yield from _continuity(comparison, language)
    if comparison.prose is not None:
        yield ()
        yield (Piece(comparison.prose.words(language)),)


def _continuity(comparison: Comparison, language: str) -> Iterator[Line]:
    """One line per check that does not hold, and how many do."""
    checks = comparison.continuity
    if not checks:
        return
    zh = language == "zh"
    yield ()
    yield (Piece(continuity_words(comparison, language), "head"),)
    found = [check for check in checks if check.status != "holds"]
    rows = [
        (Piece(STATUSES[c.status][not zh], _STYLES[c.status]), f"{c.rule} {c.words(language)}",
         needed(c), number_text(c.observed), c.reason(language))
        for c in found
    ]  # fmt: skip
    if rows:
        columns = (Column(), Column(most=60), Column("应为" if zh else "expected", right=True),
                   Column("本年" if zh else "this year", right=True), Column(most=40))  # fmt: skip
        yield from table(columns, rows, indent=2)


def needed(check: Continuity) -> str:
    """What this year's number must be, with the sign where it may be more."""
    sign = "≥ " if check.relation == "≥" and check.expected is not None else ""
    return sign + number_text(check.expected)


def continuity_words(comparison: Comparison, language: str) -> str:
    """How many checks hold, differ and are open."""
    zh = language == "zh"
    counts = [
        (STATUSES[status][not zh], sum(c.status == status for c in comparison.continuity))
        for status in STATUSES
    ]
    told = ("，" if zh else ", ").join(f"{word} {n}" for word, n in counts if n)
    return f"两年衔接：{told}" if zh else f"Carried over: {told}"


def kinds_present(comparison: Comparison) -> list[str]:
    """The kinds of checks there are, in the order of ``KINDS``."""
    return [kind for kind in KINDS if any(c.kind == kind for c in comparison.continuity)]
