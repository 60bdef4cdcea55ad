"""A trace and a diagnosis for people: one line per row, every check of what was refused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from govinfo_report.model.figure import REASON_TEXTS, Reason, State
from govinfo_report.model.forms import ALL_TABLES
from govinfo_report.model.place import Place
from govinfo_report.outputs.labels import TABLES_EN
from govinfo_report.outputs.table import MARKS, number_text
from govinfo_report.outputs.text import Column, Line, Piece, one_line, table, wrap
from govinfo_report.reading.checks import ALL_CHECKS
from govinfo_report.tracing.trace import (
    Asked,
    Refusal,
    Trace,
    TracedCell,
    TracedRow,
    TracedTable,
)

_VERDICTS = {
    "read": ("已读", "read"), "refused": ("拒读", "refused"), "heading": ("分组", "heading"),
    "outside": ("表外", "outside the form"),
}  # fmt: skip
_STYLES = {"read": "good", "refused": "refused", "heading": "dim", "outside": "warning"}
_MARKS = {"passed": ("+", "good"), "failed": ("x", "refused"), "not_reached": (".", "dim")}
_ALIGNMENTS = {
    "geometry": ("按表格的行列位置", "by the geometry of the grid"),
    "order": ("按先后次序", "by order"),
    "position": ("按字段位置（合并的表头逐格重复）", "by position (heads repeated in every field)"),
    "value": ("按其前面的标签", "by the label in front of them"),
}
_WIDE = 88


def place_text(place: Place | None, language: str) -> str:
    """A place in words: page, line, row and cell of a table, member of a container."""
    if place is None:
        return ""
    zh = language == "zh"
    parts = [] if place.part is None else [place.part]
    if place.page is not None:
        parts.append(f"第 {place.page} 页" if zh else f"page {place.page}")
    if place.line is not None:
        parts.append(f"第 {place.line} 行" if zh else f"line {place.line}")
    if place.row is not None and place.cell is not None:
        row, cell = place.row + 1, place.cell + 1
        parts.append(f"表中第 {row} 行第 {cell} 格" if zh else f"row {row} cell {cell}")
    return ("，" if zh else ", ").join(parts)


def table_title(table_id: str, language: str) -> str:
    """The name of a table of the form; an unknown one is named as it is."""
    if table_id not in ALL_TABLES:
        return one_line(table_id)
    _, section, heading = ALL_TABLES[table_id]
    return (f"{section}、{heading}" if section else heading) if language == "zh" else (
        TABLES_EN[table_id]
    )  # fmt: skip


def asked_lines(asked: Iterable[Asked], language: str) -> Iterator[Line]:
    """The layouts that were asked, with what each recognised."""
    zh = language == "zh"
    rows: list[list[str | Piece]] = []
    for one in asked:
        if one.problem:
            state = Piece("出错" if zh else "crashed", "refused")
            rows.append([one.layout, state, one_line(one.problem)])
        elif one.fit is None:
            rows.append([Piece(one.layout, "dim"), Piece("未认领" if zh else "no", "dim"), ""])
        else:
            rows.append([one.layout, one.fit, one_line("; ".join(one.evidence))])
    yield from table([Column(), Column(), Column(most=80)], rows, indent=2)


def trace_lines(trace: Trace, language: str) -> Iterator[Line]:
    """The whole trace."""
    zh = language == "zh"
    report = trace.report
    who = f"  {report.publisher or '?'} {report.year or '?'}" if report is not None else ""
    yield (Piece(one_line(trace.name + who), "title"), Piece(f"  {trace.opener}", "dim"))
    yield from asked_lines(trace.asked, language)
    for one in trace.tables:
        yield ()
        yield from _table_lines(one, language)
    yield ()
    if trace.failure is not None:
        for part in wrap(trace.failure.text(language), _WIDE):
            yield (Piece(part, "refused"),)
        return
    yield from _unclaimed_lines(trace, language)
    count = len(trace.refusals)
    yield (Piece(f"拒读的数据：{count} 个" if zh else f"refused figures: {count}", "head"),)
    yield from _refusal_lines(trace.refusals, language)


def _table_lines(one: TracedTable, language: str) -> Iterator[Line]:
    zh = language == "zh"
    title = table_title(one.table, language)
    yield (Piece(f"{one.claim}  {title}", "head"),)
    if not one.way:
        yield (Piece("  认领无效：" if zh else "  claim dropped: ", "refused"),
               Piece(ALL_CHECKS["inside"].zh if zh else ALL_CHECKS["inside"].en))  # fmt: skip
        return
    bound = _ALIGNMENTS[one.alignment][not zh]
    cut = f"  切分：{one.way}；对齐：{bound}" if zh else f"  cut: {one.way}; values bound {bound}"
    yield (Piece(cut, "dim"),)
    for number, row in enumerate(one.heads, 1):
        head = f"  {'表头' if zh else 'head'} {number}: "
        yield (Piece(head, "dim"), Piece(one_line(" | ".join(row), _WIDE)))
    heads = ((c, one_line(h.rpartition(" / ")[2], 24)) for c, h in one.columns)
    columns = ", ".join(f"{c} ← {h}" if h else c for c, h in heads)
    checks = next((row.checks for row in one.rows if row.verdict != "heading"), ())
    names = " ".join(check.id for check in checks)
    none = "（无）" if zh else "none"
    for part in (*wrap(f"  {'列' if zh else 'columns'}: {columns or none}", _WIDE),
                 *wrap(f"  {'各行的检查' if zh else 'checks of a row'}: {names}", _WIDE)):  # fmt: skip
        yield (Piece(part, "dim"),)
    for traced in one.rows:
        yield from _row_lines(traced, language)


def _row_lines(row: TracedRow, language: str) -> Iterator[Line]:
    zh = language == "zh"
    where = place_text(row.place, language)
    target = f" → {row.row}" if row.row else ""
    verdict = _VERDICTS[row.verdict][not zh]
    why = f"：{_reason(row.reason, language)}" if zh else f": {_reason(row.reason, language)}"
    yield (
        Piece(f"  {row.claim}  "), Piece(f"{where}  ", "dim"),
        Piece(f"{one_line(row.label, 40) or '–'}{target}  "),
        Piece(verdict + (why if row.reason else ""), _STYLES[row.verdict]),
        Piece("" if row.verdict in ("refused", "heading") else _passed(row, zh), "dim"),
    )  # fmt: skip
    if row.parents:
        above = " / ".join(one_line(parent, 24) for parent in row.parents)
        yield (Piece(f"      {'上级' if zh else 'under'}: {above}", "dim"),)
    if row.cells:
        cells = "  ".join(_cell(cell) for cell in row.cells)
        for part in wrap(f"      {cells}", _WIDE):
            yield (Piece(part),)
    for cell in row.cells:
        if cell.check and cell.figure is not None:
            yield (Piece(f"      x {cell.check}  ", "refused"), Piece(f"{cell.address}  "),
                   Piece(place_text(cell.place, language), "dim"),
                   Piece(f"  {_reason(cell.figure.reason, language)}"))  # fmt: skip
    if row.verdict == "refused":
        for check in row.checks:
            mark, style = _MARKS[check.verdict]
            yield (Piece(f"      {mark} {check.id:<20}", style),
                   Piece(f" {check.text(language)}", "" if style == "refused" else "dim"))  # fmt: skip


def _passed(row: TracedRow, zh: bool) -> str:
    passed = sum(check.verdict == "passed" for check in row.checks)
    return f"（{passed} 项检查通过）" if zh else f" ({passed} checks passed)"


def _cell(cell: TracedCell) -> str:
    text = one_line(cell.text, 16) or "∅"
    if cell.figure is None:
        return f"{cell.column or '?'}“{text}”"
    figure = cell.figure
    shown = number_text(figure.value) if figure.state is State.VALUE else MARKS[figure.state]
    raw = "" if shown == text else f"“{text}”"
    return f"{cell.column or 'value'}={shown}{raw}" + ("" if cell.in_form else "†")


def _reason(reason: Reason | None, language: str) -> str:
    if reason is None:
        return ""
    return f"{REASON_TEXTS[reason][language != 'zh']} ({reason.value})"


def _unclaimed_lines(trace: Trace, language: str) -> Iterator[Line]:
    """The tables of the form that no layout claims a row of."""
    assert trace.report is not None
    claimed = {one.table for one in trace.tables}
    lost: dict[str, Reason | None] = {}
    for address, figure in trace.report.figures.items():
        lost.setdefault(address.partition(".")[0], figure.reason)
    word = "没有版式认领" if language == "zh" else "claimed by no layout"
    for name, reason in lost.items():
        if name not in claimed:
            yield (Piece(f"{table_title(name, language)}  ", "head"), Piece(word, "refused"),
                   Piece(f"  {_reason(reason, language)}", "dim"))  # fmt: skip


def _refusal_lines(refusals: Iterable[Refusal], language: str) -> Iterator[Line]:
    """Refused figures, those with the same claim and check together."""
    zh = language == "zh"
    groups: dict[tuple[tuple[str, ...], str, Reason], list[Refusal]] = {}
    for one in refusals:
        groups.setdefault((one.claims, one.check, one.reason), []).append(one)
    for (claims, check, reason), those in groups.items():
        none = "没有版式认领" if zh else "claimed by no layout"
        shown = ", ".join(claims[:6]) + (f" … ({len(claims)})" if len(claims) > 6 else "")
        who = shown or none
        yield (Piece(f"  {who}  ", "refused"), Piece(check or "–"),
               Piece(f"  {_reason(reason, language)}", "dim"))  # fmt: skip
        names = " ".join(_short(those))
        for part in wrap(f"      {names}", _WIDE):
            yield (Piece(part),)


def _short(refusals: list[Refusal]) -> Iterator[str]:
    """Addresses, those of one row as ``requests.granted.*(7)``."""
    rows: dict[str, list[str]] = {}
    for one in refusals:
        rows.setdefault(one.address.rpartition(".")[0], []).append(one.address)
    for row, addresses in rows.items():
        yield f"{row}.*({len(addresses)})" if len(addresses) > 1 else addresses[0]
