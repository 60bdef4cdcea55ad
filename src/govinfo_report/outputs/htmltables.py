"""The tables of the official form as HTML: merged cells, every state to be told apart, marks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from govinfo_report.model.address import blocks_of
from govinfo_report.model.figure import REASON_TEXTS, Figure, State
from govinfo_report.model.forms import ALL_TABLES, APPLICANTS, ORGANIZATIONS
from govinfo_report.model.report import Report
from govinfo_report.outputs.escaping import chinese, shown
from govinfo_report.outputs.form import CROSS_CHECK, FormCell, form_rows
from govinfo_report.outputs.htmltexts import page_text
from govinfo_report.outputs.labels import GROUP_LABELS, TABLES_EN
from govinfo_report.outputs.table import number_text

#: the word that stands in a cell without a value, by state
STATE_WORDS = {
    State.BLANK: "blank", State.REFUSED: "refused", State.ABSENT: "absent",
    State.NOT_APPLICABLE: "none_mark",
}  # fmt: skip
_CLASSES = {**STATE_WORDS, State.NOT_APPLICABLE: "none"}
_HEADS_EN = {
    APPLICANTS: "applicants", ORGANIZATIONS: "legal persons and other organizations",
    CROSS_CHECK: "(balance of each column: item 1 + item 2 = item 3 + item 4)",
    "信息内容": "subject", "三、本年度办理结果": "3 outcomes of the year", "行政诉讼": "litigation",
    "统计指标": "indicator", "单位": "unit", "统计数": "figure",
    **{f"第二十条第（{number}）项": f"article 20 ({i})"
       for i, number in enumerate("一二三四五六七八九", 1)},
}  # fmt: skip
_RAW = 40  # characters shown of a text that was refused


@frozen
class CellMark:
    """What a cell of a table carries: classes, and the marks below its value (HTML)."""

    classes: tuple[str, ...]
    html: str


_NO_MARK = CellMark((), "")


def cell_id(address: str) -> str:
    """The id of a figure's cell on the page."""
    return f"c-{address}"


def table_ids(report: Report) -> Iterator[tuple[str, str, str]]:
    """Id, number of the section and Chinese heading of each table of the report's forms."""
    present = {block.table for block in blocks_of(report.forms)}
    for table, (_, number, heading) in ALL_TABLES.items():
        if table in present:
            yield table, number, heading


def html_table(
    report: Report,
    table: str,
    language: str,
    marks: Mapping[str, CellMark],
    *,
    ids: bool = True,
) -> Iterator[str]:
    """The lines of one table; nothing when the report has nothing of it.

    ``marks`` are by address.  With ``ids``, cells of figures have one, so that findings can point
    to them.
    """
    rows = form_rows(report, table)
    if rows is None:
        return
    english = _english(report, table) if language != "zh" else {}
    _, number, heading = next(one for one in table_ids(report) if one[0] == table)
    zh = f"{number}、{heading}" if number else heading
    caption = zh if language == "zh" else f"{TABLES_EN.get(table, '')} {chinese(zh, language)}"
    yield f'<table class="form"><caption>{caption}</caption>'
    # table 2 has heads within: those of its first part must not be repeated on the next page
    opened, heads_first = "", table != "proactive_disclosure"
    for row in rows:
        above = heads_first and opened != "tbody" and all(cell.head for cell in row)
        part = "thead" if above else "tbody"
        if part != opened:
            yield f"</{opened}><{part}>" if opened else f"<{part}>"
            opened = part
        yield "<tr>" + "".join(_cells(row, language, english, marks, ids)) + "</tr>"
    yield f"</{opened}></table>"


def _cells(
    row: Sequence[FormCell],
    language: str,
    english: Mapping[str, str],
    marks: Mapping[str, CellMark],
    ids: bool,
) -> Iterator[str]:
    labels_rows = any(not cell.head for cell in row)
    for cell in row:
        spans = f' colspan="{cell.columns}"' * (cell.columns > 1)
        spans += f' rowspan="{cell.rows}"' * (cell.rows > 1)
        if cell.head:
            scope = "row" if labels_rows else "col"
            scope += "group" * (cell.rows > 1 if labels_rows else cell.columns > 1)
            yield f'<th scope="{scope}"{spans}>{_head(cell.text, language, english)}</th>'
            continue
        figure, mark = cell.figure, marks.get(cell.address, _NO_MARK)
        state = figure.state if figure is not None else State.ABSENT
        classes = [*([_CLASSES[state]] if state in _CLASSES else []), *mark.classes]
        named = f' class="{" ".join(classes)}"' if classes else ""
        below = f' <span class="marks">{mark.html}</span>' if mark.html else ""
        name = f' id="{cell_id(cell.address)}"' if ids and cell.address else ""
        text = shown(cell.text) if state is State.VALUE else figure_html(figure, language)
        yield f"<td{name}{named}{spans}>{text}{below}</td>"


def figure_html(figure: Figure | None, language: str) -> str:
    """A figure in words: its number, or the word for its state and what stands there."""
    if figure is None:
        return f"<i>{page_text(language, STATE_WORDS[State.ABSENT])}</i>"
    if figure.state is State.VALUE:
        return shown(number_text(figure.value))
    word = f"<i>{page_text(language, STATE_WORDS[figure.state])}</i>"
    printed = shown(figure.raw or "", _RAW)
    if figure.state is State.NOT_APPLICABLE:
        return f"{printed or '/'} {word}"
    return f"{word} {printed}".strip()


def reason_text(figure: Figure, language: str) -> str:
    """Why a figure has no value."""
    return REASON_TEXTS[figure.reason][language != "zh"] if figure.reason else ""


def _head(text: str, language: str, english: Mapping[str, str]) -> str:
    own = shown(text)
    other = english.get(text, "") if text else ""
    return f'{shown(other)}<small lang="zh">{own}</small>' if other else chinese(own, language)


def _english(report: Report, table: str) -> dict[str, str]:
    """Label as printed in the form -> English."""
    found = dict(_HEADS_EN)
    found |= {label: group.replace("_", " ") for group, label in GROUP_LABELS.items()}
    for block in blocks_of(report.forms):
        for row in block.rows if block.table == table else ():
            found |= {h.number + h.label: h.en for h in row.heads}
            number = row.number.translate(_NUMBERS)
            for label in (row.name + row.note, row.label):
                found.setdefault(label, f"{number} {row.en}".strip())
            for column in row.columns:
                unit = "（单位：万元）" if column.unit == "万元" else ""
                found.setdefault(column.label + unit, column.en)
    return found


_NUMBERS = {**{ord(c): str(i) for i, c in enumerate("一二三四五六七八九", 1)},
            ord("、"): "", ord("（"): "(", ord("）"): ")"}  # fmt: skip
