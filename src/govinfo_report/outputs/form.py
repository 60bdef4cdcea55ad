"""The prescribed form of a report: its title, headings and texts, and the cells of its tables.

What is written in this form can be read again and gives the same report.  A figure that was
refused shows as ``?`` and one that was not found as ``缺``, so that neither turns into a blank or
a zero.  The writers (HTML, Markdown, Word, Excel) all take what is built here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Literal, overload

from attrs import frozen

from govinfo_report.errors import UsageError
from govinfo_report.model.editions import OUTCOMES_LABEL, BlockForm, ColumnForm, RowForm, address
from govinfo_report.model.figure import REASON_TEXTS, Figure, State
from govinfo_report.model.forms import APPLICANTS, ORGANIZATIONS, STATISTICS, TABLES
from govinfo_report.model.parts import ExtraRow
from govinfo_report.model.report import Report, blocks_of
from govinfo_report.outputs.labels import GROUP_LABELS
from govinfo_report.outputs.table import number_text
from govinfo_report.outputs.text import escaped
from govinfo_report.text.lazy import lazy

CROSS_CHECK = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
NOT_FOUND = "（原文未见本表）"
STATISTICS_TITLE = "政府信息公开情况统计表"
HEADINGS = {
    "overview": "一、总体情况",
    **{table: f"{number}、{heading}" for table, (_, number, heading) in TABLES.items()},
    "problems_and_improvements": "五、存在的主要问题及改进情况",
    "other_matters": "六、其他需要报告的事项",
}
FORMATS = ("html", "md", "docx", "xlsx")
#: characters that steer a screen or the direction of text, or that no XML may hold
_STEERING = lazy(
    r"[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f"
    r"\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_RUN_ON = lazy(
    r"(?<=[。；！])[^\S\n]*+(?=（[一二三四五]）(?:主动公开|依申请公开|政府信息管理|[^。（）]{0,8}平台建设|监督保障))"
)
_TAIL = 60  # characters at the end of a report among which the day of its signature stands


@frozen
class FormCell:
    """A cell of the form: its text and the rows and columns it is merged over.

    ``address`` is that of the figure it shows, ``figure`` the figure itself (also for rows outside
    the form, which have no address), ``reason`` says why a sign stands in its place.
    """

    text: str
    columns: int = 1
    rows: int = 1
    head: bool = False
    reason: str = ""
    address: str = ""
    figure: Figure | None = None


FormRow = list[FormCell]


@frozen
class FormPart:
    """A section: heading and paragraphs, and the rows of its table, if it has one.

    ``table`` is the id of that table or ``""``; ``rows`` are ``None`` when the report has nothing
    of it.
    """

    id: str
    heading: str
    text: tuple[str, ...]
    table: str = ""
    rows: tuple[FormRow, ...] | None = None


@frozen
class Form:
    """A whole report as it is printed; every text is free of characters that steer."""

    title: str
    published: date | None
    preamble: tuple[str, ...]
    parts: tuple[FormPart, ...]

    @property
    def day(self) -> str:
        """The line under the title that tells when the report was published, or ``""``.

        A report that is signed with its day needs none.
        """
        day = self.published
        tail = "".join(self.parts[-1].text)[-_TAIL:] if self.parts else ""
        if day is None or any(form.format(day) in tail for form in _DAYS):
            return ""
        return f"发布日期：{day.isoformat()}"


_DAYS = ("{0.year}年{0.month}月{0.day}日", "{0:%Y-%m-%d}")


@overload
def render(report: Report, format: Literal["html", "md"] = "html") -> str: ...
@overload
def render(report: Report, format: Literal["docx", "xlsx"]) -> bytes: ...
@overload
def render(report: Report, format: str) -> str | bytes: ...


def render(report: Report, format: str = "html") -> str | bytes:
    """The report in the prescribed form of its edition.

    ``"html"`` is a page of its own and ``"md"`` Markdown with pipe tables, both text; ``"docx"``
    (Word) and ``"xlsx"`` (Excel; needs the extra ``xlsx``) are bytes, the same for the same
    report.  Raises ``UsageError`` for another format, ``MissingExtraError`` without the extra.
    """
    form = form_of(report)
    if format == "html":
        from govinfo_report.outputs.formhtml import page

        return page(form)
    if format == "md":
        from govinfo_report.outputs.formmarkdown import markdown

        return markdown(form)
    if format == "docx":
        from govinfo_report.outputs.formword import word

        return word(form)
    if format == "xlsx":
        from govinfo_report.outputs.formsheet import workbook

        return workbook(form, report)
    raise UsageError(
        f"cannot render {format!r}; use {', '.join(map(repr, FORMATS))}",
        zh=f"不支持 {format!r}，可用：{'、'.join(FORMATS)}", format=format,
    )  # fmt: skip


def form_of(report: Report) -> Form:
    """What is printed of a report, in the order of the form."""
    title = report.title or f"{report.publisher or ''}{report.year or ''}年政府信息公开工作年度报告"
    parts = tuple(_parts(report))
    preamble = _paragraphs(report.preamble or "")
    return Form(printable(" ".join(title.split())), report.published, preamble, parts)


def printable(text: str) -> str:
    """``text`` with every character that steers a screen or turns text around as ``\\uXXXX``.

    Line breaks, tabs and zero-width characters, which do neither, stay.
    """
    return str(_STEERING.sub(escaped, text))


def _parts(report: Report) -> Iterator[FormPart]:
    """The sections; what the report lacks is left out."""
    printed = {block.table for block in blocks_of(report.forms)}
    for section_id, prescribed in HEADINGS.items():
        section = report.sections.get(section_id)
        table = section_id if section_id in printed else ""
        if section is None and not table:
            continue
        heading = section.heading if section is not None and section.heading else prescribed
        text = section.text if section is not None else ""
        if section is not None and section.parts:
            text = _RUN_ON.sub("\n", text)  # each part of the overview begins a paragraph
        rows = _rows(report, table)
        lines = (*_paragraphs(text), *(_strays(report, table) if rows is not None else ()))
        yield FormPart(section_id, printable(" ".join(heading.split())), lines, table, rows)
    if STATISTICS in printed:
        heading = STATISTICS_TITLE + (f"（{report.year}年度）" if report.year else "")
        yield FormPart(STATISTICS, heading, (), STATISTICS, _rows(report, STATISTICS))


def _strays(report: Report, table: str) -> Iterator[str]:
    """Rows outside the form whose columns the form does not have: told in words."""
    forms = [block for block in blocks_of(report.forms) if block.table == table]
    for row in report.extra_rows:
        if row.table == table and not any(_fits(row, form.rows[0].columns) for form in forms):
            cells = (f"{head} {_figure_text(cell, None)[0]}"
                     for head, cell in zip(row.heads, row.cells, strict=False))  # fmt: skip
            yield printable(f"表外行　{' '.join(row.label.split())}：{'；'.join(cells)}")


def _rows(report: Report, table: str) -> tuple[FormRow, ...] | None:
    rows = form_rows(report, table) if table else None
    return None if rows is None else tuple(rows)


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(printable(line.strip()) for line in text.splitlines() if line.strip())


def form_rows(report: Report, table: str) -> list[FormRow] | None:
    """The cells of one table as printed; ``None`` when the report has nothing of it."""
    blocks = tuple(b for b in blocks_of(report.forms) if b.table == table)
    figures = [f for b in blocks for a in b.addresses if (f := report.figures.get(a))]
    if all(figure.state is State.ABSENT for figure in figures):
        return None
    builders: dict[str, Callable[[Report, tuple[BlockForm, ...]], list[FormRow]]] = {
        "proactive_disclosure": _table_two,
        "requests": _table_three,
        "review_and_litigation": _table_four,
        STATISTICS: _statistics,
    }
    return builders[table](report, blocks)


def _head(text: str, columns: int = 1, rows: int = 1) -> FormCell:
    return FormCell(text, columns, rows, head=True)


def _value(
    report: Report, table: str, row: RowForm, column: ColumnForm, width: int = 1
) -> FormCell:
    at = address(table, row.id, column.id)
    figure = report.figures.get(at)
    text, reason = _figure_text(figure, column.unit)
    return FormCell(text, width, reason=reason, address=at, figure=figure)


def _figure_text(figure: Figure | None, unit: str | None) -> tuple[str, str]:
    if figure is None or figure.state is State.ABSENT:
        why = figure.reason if figure is not None else None
        return "缺", REASON_TEXTS[why][0] if why else ""
    if figure.state is State.REFUSED:
        return "?", REASON_TEXTS[figure.reason][0] if figure.reason else ""
    if figure.state is State.BLANK:
        return "", ""
    if figure.state is State.NOT_APPLICABLE:
        return printable("".join((figure.raw or "").split())) or "/", ""
    return number_text(figure.value) + (figure.unit or "") * (unit is None), ""


def _table_two(report: Report, blocks: tuple[BlockForm, ...]) -> list[FormRow]:
    width = max(len(row.columns) for block in blocks for row in block.rows)
    outside = [row for row in report.extra_rows if row.table == "proactive_disclosure"]
    rows: list[FormRow] = []
    for block in blocks:
        columns = block.rows[0].columns
        spans = [1] * (len(columns) - 1) + [width - len(columns) + 1]
        heads = [column.label + ("（单位：万元）" if column.unit == "万元" else "")
                 for column in columns]  # fmt: skip
        rows.append([_head(block.heading, width + 1)])
        rows.append([_head("信息内容"), *map(_head, heads, spans)])
        for row in block.rows:
            cells = [_value(report, block.table, row, c, w)
                     for c, w in zip(row.columns, spans, strict=True)]  # fmt: skip
            rows.append([_head(row.label), *cells])
        own = [row for row in outside if _fits(row, columns)]
        outside = [row for row in outside if row not in own]
        rows += [_outside(row, columns, 1, spans) for row in own]
    return rows


def _fits(row: ExtraRow, columns: Iterable[ColumnForm]) -> bool:
    """Whether the cells of a row outside the form stand under these columns."""
    return set(row.heads) <= {column.id for column in columns}


def _outside(
    row: ExtraRow, columns: Iterable[ColumnForm], label: int, spans: Iterable[int]
) -> FormRow:
    """A row outside the form, its cells under the columns it was read from."""
    cells = dict(zip(row.heads, row.cells, strict=False))
    made: FormRow = [_head(printable(" ".join(row.label.split())), label)]
    for column, width in zip(columns, spans, strict=True):
        figure = cells.get(column.id)
        text, reason = _figure_text(figure, column.unit) if figure is not None else ("", "")
        made.append(FormCell(text, width, reason=reason, figure=figure))
    return made


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
    outside = [row for row in report.extra_rows if row.table == block.table]
    ones = [1] * len(columns)
    return rows + [_outside(row, columns, 3, ones) for row in outside if _fits(row, columns)]


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


def _statistics(report: Report, blocks: tuple[BlockForm, ...]) -> list[FormRow]:
    """The table of 2014: one figure per row, with its unit; headings have neither."""
    (block,) = blocks
    rows: list[FormRow] = [[_head("统计指标"), _head("单位"), _head("统计数")]]
    for row in block.rows:
        rows += [[_head(h.number + h.label), _head(""), _head("")] for h in row.heads]
        (column,) = row.columns
        rows.append([_head(row.name + row.note), _head(column.unit or ""),
                     _value(report, block.table, row, column)])  # fmt: skip
    return rows
