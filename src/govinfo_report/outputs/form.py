"""The official form, filled in: Markdown or HTML with merged cells, in the edition's wording.

What is written can be read again and gives the same figures.  A figure that was refused shows as
``?`` and one that was not found as ``缺``, so that neither turns into a blank or a zero.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape

from attrs import frozen

from govinfo_report.errors import UsageError
from govinfo_report.model.editions import OUTCOMES_LABEL, BlockForm, ColumnForm, RowForm
from govinfo_report.model.figure import REASON_TEXTS, Figure, State
from govinfo_report.model.forms import APPLICANTS, ORGANIZATIONS, TABLES
from govinfo_report.model.report import Report
from govinfo_report.outputs.labels import GROUP_LABELS, tables
from govinfo_report.outputs.table import number_text
from govinfo_report.outputs.text import harmless
from govinfo_report.text.lazy import lazy

CROSS_CHECK = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
_HEADINGS = {
    "overview": "一、总体情况",
    **{table: f"{number}、{heading}" for table, (_, number, heading) in TABLES.items()},
    "problems_and_improvements": "五、存在的主要问题及改进情况",
    "other_matters": "六、其他需要报告的事项",
}
_STYLE = (
    "body{max-width:60em;margin:2em auto;padding:0 1em;line-height:1.7}"
    "h1{text-align:center;font-size:1.4em}h2{font-size:1.1em}"
    "table{border-collapse:collapse;width:100%;font-size:.9em}"
    "th,td{border:1px solid;padding:.2em .4em;font-weight:normal;text-align:center}"
)
_MARKDOWN = lazy(r"[\\`*_\[\]|~]")
_LEADING = lazy(r"^(?=(?:[#>+\-=]|[0-9]{1,9}[.)]))")


@frozen
class FormCell:
    """A cell of the form: its text and the rows and columns it is merged over."""

    text: str
    columns: int = 1
    rows: int = 1
    head: bool = False
    reason: str = ""


FormRow = list[FormCell]


def render(report: Report, format: str = "html") -> str:
    """The report as its official form: ``"html"`` (a page of its own) or ``"md"``.

    Holds title, preamble, narrative and the three tables.  Raises ``UsageError`` for another
    format.
    """
    if format == "html":
        return _html(report)
    if format == "md":
        return _markdown(report)
    raise UsageError(
        f"cannot render {format!r}; use 'html' or 'md'",
        zh=f"不支持 {format!r}，可用：html、md", format=format,
    )  # fmt: skip


def form_rows(report: Report, table: str) -> list[FormRow] | None:
    """The cells of one table as printed; ``None`` when the report has nothing of it."""
    blocks = dict(tables(report))[table]
    figures = [f for b in blocks for a in b.addresses if (f := report.figures.get(a))]
    if all(figure.state is State.ABSENT for figure in figures):
        return None
    builders: dict[str, Callable[[Report, tuple[BlockForm, ...]], list[FormRow]]] = {
        "proactive_disclosure": _table_two,
        "requests": _table_three,
        "review_and_litigation": _table_four,
    }
    return builders[table](report, blocks)


def _head(text: str, columns: int = 1, rows: int = 1) -> FormCell:
    return FormCell(text, columns, rows, head=True)


def _value(
    report: Report, table: str, row: RowForm, column: ColumnForm, width: int = 1
) -> FormCell:
    figure = report.figures.get(f"{table}.{row.id}.{column.id}")
    text, reason = _figure_text(figure, column)
    return FormCell(text, width, reason=reason)


def _figure_text(figure: Figure | None, column: ColumnForm) -> tuple[str, str]:
    if figure is None or figure.state is State.ABSENT:
        why = figure.reason if figure is not None else None
        return "缺", REASON_TEXTS[why][0] if why else ""
    if figure.state is State.REFUSED:
        return "?", REASON_TEXTS[figure.reason][0] if figure.reason else ""
    if figure.state is State.BLANK:
        return "", ""
    if figure.state is State.NOT_APPLICABLE:
        return harmless(figure.raw or "/").strip() or "/", ""
    unit = figure.unit if column.unit is None and figure.unit else ""
    return number_text(figure.value) + unit, ""


def _table_two(report: Report, blocks: tuple[BlockForm, ...]) -> list[FormRow]:
    width = max(len(row.columns) for block in blocks for row in block.rows)
    rows: list[FormRow] = []
    for block in blocks:
        columns = block.rows[0].columns
        spans = [1] * (len(columns) - 1) + [width - len(columns) + 1]
        heads = [column.label + ("（单位：万元）" if column.unit == "万元" else "")
                 for column in columns]  # fmt: skip
        rows.append([_head(block.heading, width + 1)])
        rows.append([_head("信息内容"), *map(_head, heads, spans)])
        for row in block.rows:
            cells = map(_value, *zip(*[(report, block.table, row, c) for c in row.columns],
                                     strict=True), spans)  # fmt: skip
            rows.append([_head(row.label), *cells])
    return rows


def _table_three(report: Report, blocks: tuple[BlockForm, ...]) -> list[FormRow]:
    (block,) = blocks
    columns = block.rows[0].columns
    organs = [column for column in columns if ORGANIZATIONS in column.under]
    outer = [column for column in columns if column not in organs]
    rows: list[FormRow] = [
        [_head(CROSS_CHECK, 3, 3), _head(APPLICANTS, len(columns))],
        [_head(outer[0].label, 1, 2), _head(ORGANIZATIONS, len(organs)),
         *(_head(column.label, 1, 2) for column in outer[1:])],
        [_head(column.label) for column in organs],
    ]  # fmt: skip
    outcomes = [row for row in block.rows if row.number.startswith("（") or row.group]
    for row in block.rows:
        label = f"{row.number}{row.label}{row.note}"
        cells: FormRow = []
        if row not in outcomes:
            cells.append(_head(label, 3))
        else:
            if row is outcomes[0]:
                cells.append(_head(f"三、{OUTCOMES_LABEL}", 1, len(outcomes)))
            if row.group:
                members = [other for other in outcomes if other.group == row.group]
                if row is members[0]:
                    cells.append(_head(GROUP_LABELS[row.group], 1, len(members)))
                cells.append(_head(label))
            else:
                cells.append(_head(label, 2))
        rows.append(cells + [_value(report, block.table, row, column) for column in columns])
    return rows


def _table_four(report: Report, blocks: tuple[BlockForm, ...]) -> list[FormRow]:
    (block,) = blocks
    first, *suits = block.rows
    width = len(first.columns)
    return [
        [_head(first.label, width), _head("行政诉讼", width * len(suits))],
        [*(_head(column.label, 1, 2) for column in first.columns),
         *(_head(row.label, width) for row in suits)],
        [_head(column.label) for row in suits for column in row.columns],
        [_value(report, block.table, row, column) for row in block.rows for column in row.columns],
    ]  # fmt: skip


def _title(report: Report) -> str:
    if report.title:
        return report.title
    return f"{report.publisher or ''}{report.year or ''}年政府信息公开工作年度报告"


def _parts(report: Report) -> Iterator[tuple[str, str, str | None]]:
    """(heading, text, table id or None) per section; what the report lacks is left out."""
    for section_id, prescribed in _HEADINGS.items():
        section = report.sections.get(section_id)
        table = section_id if section_id in TABLES else None
        if section is None and table is None:
            continue
        heading = section.heading if section is not None and section.heading else prescribed
        yield heading, section.text if section is not None else "", table


def _paragraphs(text: str) -> Iterator[str]:
    for line in text.splitlines():
        if line.strip():
            yield harmless(line.strip())


def _html(report: Report) -> str:
    title = escape(harmless(" ".join(_title(report).split())))
    published = report.published.isoformat() if report.published else None
    lines = [
        "<!DOCTYPE html>",
        '<html lang="zh">',
        "<head>",
        '<meta charset="utf-8">',
        *([f'<meta name="PubDate" content="{published}">'] if published else ()),
        f"<title>{title}</title>",
        f"<style>{_STYLE}</style>",
        "</head>",
        "<body>",
        f"<h1>{title}</h1>",
    ]
    lines += [f"<p>{escape(text)}</p>" for text in _paragraphs(report.preamble or "")]
    for heading, text, table in _parts(report):
        lines.append(f"<h2>{escape(harmless(' '.join(heading.split())))}</h2>")
        lines += [f"<p>{escape(line)}</p>" for line in _paragraphs(text)]
        if table is not None:
            lines += _html_table(form_rows(report, table))
    return "\n".join([*lines, "</body>", "</html>", ""])


def _html_table(rows: list[FormRow] | None) -> Iterator[str]:
    if rows is None:
        yield "<p>（原文未见本表）</p>"
        return
    yield "<table>"
    for row in rows:
        yield "<tr>" + "".join(map(_html_cell, row)) + "</tr>"
    yield "</table>"


def _html_cell(cell: FormCell) -> str:
    name = "th" if cell.head else "td"
    spans = f' colspan="{cell.columns}"' * (cell.columns > 1)
    spans += f' rowspan="{cell.rows}"' * (cell.rows > 1)
    spans += f' title="{escape(cell.reason)}"' * bool(cell.reason)
    return f"<{name}{spans}>{escape(cell.text)}</{name}>"


def _markdown(report: Report) -> str:
    parts = [f"# {_plain(' '.join(_title(report).split()))}"]
    parts += map(_paragraph, _paragraphs(report.preamble or ""))
    for heading, text, table in _parts(report):
        parts.append(f"## {_plain(' '.join(heading.split()))}")
        parts += map(_paragraph, _paragraphs(text))
        if table is not None:
            rows = form_rows(report, table)
            parts.append("（原文未见本表）" if rows is None else _pipes(rows))
    return "\n\n".join(parts) + "\n"


def _plain(text: str) -> str:
    """Text that Markdown shows as it is."""
    text = harmless(text).replace("&", "&amp;").replace("<", "&lt;")
    return str(_MARKDOWN.sub(lambda match: f"&#{ord(match[0])};", text))


def _paragraph(text: str) -> str:
    """A paragraph that Markdown does not take for a heading, list or quotation."""
    return str(_LEADING.sub(r"\\", _plain(text)))


def _pipes(rows: list[FormRow]) -> str:
    """A pipe table: a merged cell stands in its first position, the others are empty."""
    width = max(sum(cell.columns for cell in row) for row in rows)
    area = [[""] * width for _ in rows]
    taken: set[tuple[int, int]] = set()
    for number, row in enumerate(rows):
        position = 0
        for cell in row:
            while (number, position) in taken:
                position += 1
            area[number][position] = _plain(cell.text)
            for below in range(cell.rows):
                taken |= {(number + below, position + i) for i in range(cell.columns)}
    lines = ["| " + " | ".join(row) + " |" for row in area]
    return "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])
