"""Two reports side by side, figure by figure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import field, frozen

from govinfo_report.model.figure import Figure, Number, State
from govinfo_report.model.report import Report
from govinfo_report.outputs.labels import FigureLabel, labels_of
from govinfo_report.outputs.table import MARKS, number_text
from govinfo_report.outputs.text import Column, Line, Piece, one_line, plain, table


@frozen
class ComparisonRow:
    """One figure in both reports.

    ``old`` or ``new`` is ``None`` where the form of that report has no such figure: figures of
    different editions are never set against each other.
    """

    address: str
    label: FigureLabel
    old: Figure | None
    new: Figure | None

    @property
    def change(self) -> Number | None:
        """New less old; ``None`` unless both are values (a blank is not a zero)."""
        if self.old is None or self.new is None:
            return None
        if self.old.value is None or self.new.value is None:
            return None
        return self.new.value - self.old.value

    @property
    def differs(self) -> bool:
        """Whether value or state differ, or the form of one report lacks the figure."""
        if self.old is None or self.new is None:
            return True
        return (self.old.value, self.old.state) != (self.new.value, self.new.state)


@frozen
class Comparison:
    """Two reports side by side; ``rows`` in the order of the form, those of ``new`` first.

    ``notes`` says in words (keys ``zh``, ``en``) what makes a comparison doubtful: another
    publisher, years that do not follow each other, another edition.
    """

    old: Report = field(repr=False)
    new: Report = field(repr=False)
    rows: tuple[ComparisonRow, ...] = field(repr=False)
    notes: tuple[dict[str, str], ...] = ()

    @property
    def differences(self) -> tuple[ComparisonRow, ...]:
        """The rows that differ."""
        return tuple(row for row in self.rows if row.differs)

    def lines(self, language: str = "zh") -> Iterator[Line]:
        """The differing rows as a table for people."""
        zh = language == "zh"
        years = [str(r.year or "?") for r in (self.old, self.new)]
        names = [one_line(r.publisher or "?") for r in (self.old, self.new)]
        title = names[0] if names[0] == names[1] else " / ".join(names)
        yield (Piece(f"{title}  {years[0]} → {years[1]}", "title"),)
        for note in self.notes:
            yield (Piece(f"  {note[language]}", "warning"),)
        columns = (Column(most=64), Column(years[0], right=True), Column(years[1], right=True),
                   Column("增减" if zh else "change", right=True))  # fmt: skip
        rows = [
            (
                row.label.text(language),
                shown_figure(row.old),
                shown_figure(row.new),
                _signed(row.change),
            )
            for row in self.differences
        ]
        if rows:
            yield from table(columns, rows)
        same = len(self.rows) - len(rows)
        yield (Piece(f"{same} 个数据相同" if zh else f"{same} figures are the same", "dim"),)

    def records(self) -> list[dict[str, Any]]:
        """Every row as a plain dictionary."""
        return [
            {
                "address": row.address,
                "label_zh": row.label.text("zh"),
                "label_en": row.label.text("en"),
                "unit": row.label.column.unit,
                "old": _json(row.old.value if row.old else None),
                "old_state": row.old.state if row.old else None,
                "new": _json(row.new.value if row.new else None),
                "new_state": row.new.state if row.new else None,
                "change": _json(row.change),
            }
            for row in self.rows
        ]

    def __str__(self) -> str:
        return plain(self.lines("en"))


def compare(old: Report, new: Report) -> Comparison:
    """Set ``new`` beside ``old``."""
    labels = labels_of(new) | {a: x for a, x in labels_of(old).items() if a not in labels_of(new)}
    mine, yours = labels_of(old), labels_of(new)
    rows = tuple(
        ComparisonRow(
            address,
            label,
            old.figures.get(address) if address in mine else None,
            new.figures.get(address) if address in yours else None,
        )
        for address, label in labels.items()
    )
    return Comparison(old, new, rows, tuple(_notes(old, new)))


def _notes(old: Report, new: Report) -> Iterator[dict[str, str]]:
    if old.publisher != new.publisher:
        yield {"zh": "发布机关不同", "en": "the publishers differ"}
    if old.year is None or new.year is None or new.year - old.year != 1:
        yield {"zh": "两份报告不是相邻年度", "en": "the years do not follow each other"}
    if old.forms != new.forms:
        yield {"zh": "表式版本不同，只对照两版都有的数据",
               "en": "the forms differ; only figures that both have are compared"}  # fmt: skip


def shown_figure(figure: Figure | None) -> str:
    """The number, or the mark of its state; nothing where the form has no such figure."""
    if figure is None:
        return ""
    return number_text(figure.value) if figure.state is State.VALUE else MARKS[figure.state]


def _signed(change: Number | None) -> str:
    if change is None:
        return ""
    return number_text(change) if change <= 0 else "+" + number_text(change)


def _json(value: Number | None) -> int | str | None:
    return value if value is None or isinstance(value, int) else number_text(value)
