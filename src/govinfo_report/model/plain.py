"""A report as plain text: one line, and a table anyone can read."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from govinfo_report.model.address import blocks_of
from govinfo_report.model.editions import BlockForm, address
from govinfo_report.model.figure import Figure, State
from govinfo_report.model.forms import ALL_TABLES

if TYPE_CHECKING:
    from govinfo_report.model.report import Report

#: how a figure without a value is shown
_MARKS = {
    State.BLANK: "·", State.NOT_APPLICABLE: "/", State.REFUSED: "?", State.ABSENT: "–",
}  # fmt: skip


def _line(text: str) -> str:
    """The text on one line, without control characters."""
    return "".join(c if c.isprintable() else " " for c in text)


def _counts(report: Report) -> Iterator[str]:
    found = Counter(figure.state for figure in report.figures.values())
    for state in State:
        if found[state]:
            name = "values" if state is State.VALUE else state.value.replace("_", " ")
            yield f"{found[state]} {name}"


def summary(report: Report) -> str:
    """One line: publisher, year, edition, figures by state, grade."""
    publisher = _line(report.publisher) if report.publisher else "publisher unknown"
    year = "year unknown" if report.year is None else str(report.year)
    return f"<Report {publisher} {year}: {_facts(report)}>"


def _facts(report: Report) -> str:
    counts = ", ".join(_counts(report)) or "no figures"
    return f"edition {report.edition}; {counts}; {report.grade}"


def _width(text: str) -> int:
    return sum(1 + (unicodedata.east_asian_width(c) in "WF") for c in text)


def shown(figure: Figure) -> str:
    """The value as plain digits, or a mark for its state."""
    if figure.value is None:
        return _MARKS.get(figure.state, "?")
    return f"{figure.value:f}" if not isinstance(figure.value, int) else str(figure.value)


def _block(report: Report, block: BlockForm) -> Iterator[str]:
    own = len({row.columns[0].unit for row in block.rows}) > 1  # every row has a unit of its own
    heads = [f"{c.label}（{c.unit}）" if c.unit not in (None, "件") and not own else c.label
             for c in block.rows[0].columns]  # fmt: skip
    lines = [[block.heading, *["单位"][:own], *heads]]
    for row in block.rows:
        lines += [["  " * head.level + head.number + head.label] for head in row.heads]
        figures = [report.figures[address(block.table, row.id, c.id)] for c in row.columns]
        label = "  " * row.level + row.name
        units = [row.columns[0].unit or ""][:own]
        lines.append([label, *units, *map(shown, figures)])
    yield from _align(lines)


def _align(lines: Sequence[Sequence[str]]) -> Iterator[str]:
    columns = max(map(len, lines))
    widths = [max((_width(line[i]) for line in lines if i < len(line)), default=0)
              for i in range(columns)]  # fmt: skip
    for line in lines:
        cells = [line[0] + " " * (widths[0] - _width(line[0]))]
        cells += [" " * (widths[i] - _width(text)) + text for i, text in enumerate(line) if i]
        yield "  ".join(cells).rstrip()


def plain_table(report: Report) -> str:
    """Title line, the tables with printed labels, rows outside the form, a key."""
    year = "年度不详" if report.year is None else f"{report.year}"
    lines = [_line(f"{report.publisher or '发布机关不详'} {year}"), _facts(report)]
    table = ""
    for block in blocks_of(report.forms):
        if block.table != table:
            table = block.table
            _, number, heading = ALL_TABLES[table]
            lines += ["", f"{number}、{heading}" if number else heading]
        lines += _block(report, block)
    if report.extra_rows:
        lines += ["", "表格以外的行"]
        lines += [_line("  ".join([r.label, *map(shown, r.cells)])) for r in report.extra_rows]
    if any(figure.value is None for figure in report.figures.values()):
        lines += ["", "·空白  /不适用  ?未能读取  –未找到"]
    return "\n".join(lines)
