"""The form on a terminal: every figure in its place, and why the missing ones are missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

from govinfo_report.model.editions import BlockForm, address
from govinfo_report.model.figure import REASON_TEXTS, Figure, Grade, State
from govinfo_report.model.forms import ALL_TABLES
from govinfo_report.model.report import Report
from govinfo_report.outputs.labels import TABLES_EN, labels_of, tables
from govinfo_report.outputs.text import Column, Line, Piece, harmless, one_line, plain, table

#: how a state shows in the place of a number
MARKS = {State.BLANK: "·", State.NOT_APPLICABLE: "/", State.REFUSED: "?", State.ABSENT: "–"}
GRADES = {
    Grade.VERIFIED: ("已核验", "verified"),
    Grade.UNVERIFIED: ("未核验", "unverified"),
    Grade.REFUSED: ("未能读取", "refused"),
}
_KEY = (
    "· 空白　/ 不适用　? 拒读（见下）　– 文中没有",
    "· blank   / marked as none   ? refused (see below)   – not in the document",
)
_ITEMS = {number: f"Article 20 ({number})" for number in "15689"}
_ROW_WIDTH = 36
_NOTES = 12


class TableWriter:
    """The plain table as a file, with Chinese labels."""

    id = "table"
    format = "table"

    def write(self, reports: Iterable[Report], target: BinaryIO, /) -> None:
        """Write the reports one below the other."""
        for number, report in enumerate(reports):
            text = plain(report_lines(report, "zh"))
            target.write(("\n" * bool(number) + harmless(text)).encode("utf-8", "backslashreplace"))


def report_lines(report: Report, language: str) -> Iterator[Line]:
    """A report for people: who and when, the three tables, what is missing and why."""
    yield from head_lines(report, language)
    for table_id, forms in tables(report):
        yield ()
        yield from _table(report, table_id, forms, language)
    states = {figure.state for figure in report.figures.values()}
    if states - {State.VALUE}:
        yield ()
        yield (Piece(_KEY[language != "zh"], "dim"),)
    yield from _missing(report, language)
    yield from _extra(report, language)


def head_lines(report: Report, language: str) -> Iterator[Line]:
    """Title and provenance in two lines."""
    zh = language == "zh"
    publisher = report.publisher or ("发布机关不详" if zh else "publisher unknown")
    year = report.year or ("年度不详" if zh else "year unknown")
    yield (Piece(one_line(f"{publisher} {year}"), "title"),)
    reading = report.reading
    grade = reading.grade["report"]
    facts = [f"版本 {report.edition}" if zh else f"edition {report.edition}"]
    if reading.layout:
        facts.append(f"版式 {reading.layout}" if zh else f"layout {reading.layout}")
    if reading.refused:
        facts.append(f"拒读 {reading.refused} 个" if zh else f"{reading.refused} refused")
    if report.source.name:
        facts.append(one_line(report.source.name))
    style = "good" if grade is Grade.VERIFIED else "warning"
    tables_read = any(
        other is not Grade.REFUSED for name, other in reading.grade.items() if name != "report"
    )
    verdict = GRADES[grade][not zh]
    if grade is Grade.REFUSED and tables_read:  # the grade of a report is that of its worst table
        verdict = "部分表格未能读取" if zh else "partly refused"
    yield (Piece(f"{verdict}  ", style), Piece("  ".join(facts), "dim"))


def _table(
    report: Report, table_id: str, forms: Sequence[BlockForm], language: str
) -> Iterator[Line]:
    number, heading = ALL_TABLES[table_id][1:]
    heading = f"{number}、{heading}" if number else heading
    title = heading if language == "zh" else TABLES_EN[table_id]
    figures = [f for form in forms for a in form.addresses if (f := report.figures.get(a))]
    reasons = {figure.reason for figure in figures if figure.state is State.ABSENT}
    yield (Piece(title, "head"),)
    if figures and all(figure.state is State.ABSENT for figure in figures) and len(reasons) == 1:
        reason = reasons.pop()
        why = REASON_TEXTS[reason][language != "zh"] if reason else ""
        yield (Piece("  – ", "refused"), Piece(why, "dim"))
        return
    for form in forms:
        yield from _block(report, form, language)


def _block(report: Report, form: BlockForm, language: str) -> Iterator[Line]:
    zh = language == "zh"
    heads = form.rows[0].columns
    heading = form.heading if zh else _ITEMS.get(form.id.rpartition("_")[2], "")
    columns = [Column(heading, most=_ROW_WIDTH)]
    units = len({row.columns[0].unit for row in form.rows}) > 1  # every row has a unit of its own
    if units:
        columns.append(Column("单位" if zh else "unit"))
    # the seven heads of table 3 in words of two characters each: the form fits 80 columns
    most = 12 if not zh else 4 if form.table == "requests" else 20
    for column in heads:
        head = column.label if zh else column.en
        if zh and column.unit not in (None, "件") and not units:
            head += f"（{column.unit}）"
        columns.append(Column(head, right=True, most=most))
    rows: list[list[Piece]] = []
    for row in form.rows:
        for above in row.heads:
            text = above.number + above.label if zh else above.en
            rows.append([Piece("  " * above.level + text)] + [Piece("")] * (len(columns) - 1))
        label = Piece("  " * row.level + (row.name if zh else row.en))
        unit = [Piece(row.columns[0].unit or "", "dim")] if units else []
        rows.append([label, *unit, *(_cell(report.figures.get(address(form.table, row.id, c.id)))
                                     for c in row.columns)])  # fmt: skip
    yield from table(columns, rows, indent=2)


def _cell(figure: Figure | None) -> Piece:
    if figure is None:
        return Piece(MARKS[State.ABSENT], "refused")
    if figure.state is not State.VALUE:
        return Piece(MARKS[figure.state], "refused" if figure.state is State.REFUSED else "dim")
    return Piece(number_text(figure.value), "value" if figure.value else "dim")


def number_text(value: object) -> str:
    """A value as people write it: no exponent."""
    return "" if value is None else f"{value:f}" if not isinstance(value, int) else str(value)


def _missing(report: Report, language: str) -> Iterator[Line]:
    """One line per row and reason for the figures that are refused or absent."""
    zh = language == "zh"
    labels = labels_of(report)
    found: dict[tuple[str, str], list[Figure]] = {}
    seen = {a.partition(".")[0] for a, f in report.figures.items() if f.state is not State.ABSENT}
    for at, figure in report.figures.items():
        lost = figure.state in (State.REFUSED, State.ABSENT)
        if lost and at.partition(".")[0] in seen:
            reason = REASON_TEXTS[figure.reason][not zh] if figure.reason else ""
            whole = at in labels and not labels[at].column.id  # the row has no other figure
            found.setdefault((at if whole else at.rpartition(".")[0], reason), []).append(figure)
    for number, ((row, reason), figures) in enumerate(found.items()):
        if number == _NOTES:
            rest = len(found) - _NOTES
            yield (Piece(f"  另有 {rest} 行" if zh else f"  and {rest} more rows", "dim"),)
            return
        first = figures[0]
        label = labels[first.address].text(language) if first.address in labels else row
        if len(figures) > 1:
            label = label.rpartition(" · ")[0] + (f"（{len(figures)} 个）" if zh else
                                                  f" ({len(figures)})")  # fmt: skip
        raw = f" “{one_line(first.raw, 24)}”" if first.raw and len(figures) == 1 else ""
        line = first.place.line if first.place is not None else None
        where = (f"（第 {line} 行）" if zh else f" (line {line})") if line else ""
        mark = MARKS[first.state]
        colon = "：" if zh else ": "
        yield (Piece(f"  {mark} ", "refused"), Piece(f"{label}{colon}{reason}{raw}{where}"))


def _extra(report: Report, language: str) -> Iterator[Line]:
    if not report.extra_rows:
        return
    yield ()
    yield (Piece("表式以外的行" if language == "zh" else "Rows outside the form", "head"),)
    for row in report.extra_rows:
        values = "  ".join(
            f"{head} {number_text(cell.value) or MARKS.get(cell.state, '')}"
            for head, cell in zip(row.heads, row.cells, strict=False)
        )
        yield (Piece(f"  {one_line(row.label)}  {one_line(values)}"),)
