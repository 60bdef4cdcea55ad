"""Two reports side by side, figure by figure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import field, frozen

from govinfo_report.display import Displayed
from govinfo_report.model.address import blocks_of
from govinfo_report.model.figure import Figure, Number, State
from govinfo_report.model.report import Report
from govinfo_report.outputs import frames
from govinfo_report.outputs.codebook.variables import variable_of
from govinfo_report.outputs.continuity import Continuity, continuity, follows, same_publisher
from govinfo_report.outputs.labels import FigureLabel, labels_of
from govinfo_report.outputs.repetition import Repetition, repeated
from govinfo_report.outputs.table import MARKS, number_text
from govinfo_report.outputs.text import Line, plain


@frozen(repr=False)
class ComparisonRow(Displayed):
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


@frozen(repr=False)
class Comparison(Displayed):
    """Two reports side by side; ``rows`` in the order of the form, those of ``new`` first.

    ``notes`` says in words (keys ``zh``, ``en``) what makes a comparison doubtful: another
    publisher, years that do not follow each other, another edition.  ``continuity`` holds what
    must carry over from one year to the next (nothing unless ``new`` is the report of the same body
    for the year after), ``prose`` how much of the text is repeated (``None`` where a report has none).
    """

    old: Report = field(repr=False)
    new: Report = field(repr=False)
    rows: tuple[ComparisonRow, ...] = field(repr=False)
    notes: tuple[dict[str, str], ...] = ()
    continuity: tuple[Continuity, ...] = field(repr=False, default=())
    prose: Repetition | None = field(repr=False, default=None)

    @property
    def differences(self) -> tuple[ComparisonRow, ...]:
        """The rows that differ."""
        return tuple(row for row in self.rows if row.differs)

    def lines(self, language: str = "zh") -> Iterator[Line]:
        """The differing rows, the continuity and the repetition, for people."""
        from govinfo_report.outputs.comparelines import comparison_lines

        return comparison_lines(self, language)

    def to_frame(self, table: str = "figures") -> frames.Frame:
        """The figures side by side (or ``"continuity"``, its checks) as a table for data analysis.

        ``UsageError`` for another table.
        """
        from govinfo_report.outputs.compareframe import comparison_frame

        return comparison_frame(self, table)

    def to_rows(self, table: str = "figures") -> list[dict[str, Any]]:
        """The rows of ``to_frame`` as dictionaries; numbers are ``int`` or ``Decimal``."""
        return list(self.to_frame(table).to_rows())

    def to_html(self, language: str = "zh") -> str:
        """The comparison as a page of its own, in ``zh`` or ``en``."""
        from govinfo_report.outputs.htmlcompare import comparison_page

        return comparison_page(self, language)

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
    mine, yours = labels_of(old), labels_of(new)
    forms = form_of_figures(old), form_of_figures(new)
    rows = []
    for address in dict.fromkeys((*yours, *mine)):
        before, now = old.figures.get(address), new.figures.get(address)
        if before is None or now is None or _alike(address, *(f[address] for f in forms)):
            label = yours[address] if address in yours else mine[address]
            rows.append(ComparisonRow(address, label, before, now))
        else:  # one name, two meanings
            rows.append(ComparisonRow(address, yours[address], None, now))
            rows.append(ComparisonRow(address, mine[address], before, None))
    return Comparison(old, new, tuple(rows), tuple(_notes(old, new)), continuity(old, new),
                      repeated(old, new))  # fmt: skip


def form_of_figures(report: Report) -> dict[str, str]:
    """Address -> edition of the form it is printed in."""
    return {a: block.edition for block in blocks_of(report.forms) for a in block.addresses}


def _alike(address: str, old: str, new: str) -> bool:
    """Whether a figure means the same in the forms of two editions."""
    return old == new or variable_of(old, address) == variable_of(new, address)


def _notes(old: Report, new: Report) -> Iterator[dict[str, str]]:
    if not same_publisher(old, new):
        yield {"zh": "发布机关不同", "en": "the publishers differ"}
    if not follows(old, new):
        yield {"zh": "两份报告不是相邻年度", "en": "the years do not follow each other"}
    if old.forms != new.forms:
        yield {"zh": "表式版本不同，只对照两版都有的数据",
               "en": "the forms differ; only figures that both have are compared"}  # fmt: skip


def shown_figure(figure: Figure | None) -> str:
    """The number, or the mark of its state; nothing where the form has no such figure."""
    if figure is None:
        return ""
    return number_text(figure.value) if figure.state is State.VALUE else MARKS[figure.state]


def signed(change: Number | None) -> str:
    """A change with its sign."""
    if change is None:
        return ""
    return number_text(change) if change <= 0 else "+" + number_text(change)


def _json(value: Number | None) -> int | str | None:
    return value if value is None or isinstance(value, int) else number_text(value)
