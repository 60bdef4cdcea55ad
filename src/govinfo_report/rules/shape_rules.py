"""The shape of printed tables: rows, heads, their order, digits apart (S203-S205, P306)."""

from __future__ import annotations

from collections.abc import Iterator

from govinfo_report.model.figure import Figure, Grade, Reason
from govinfo_report.model.finding import Attribution, Param, Severity
from govinfo_report.rules.context import Context
from govinfo_report.rules.rule import Assess, Fail, Gap, Pass, Result, Rule
from govinfo_report.rules.slots import TABLES
from govinfo_report.rules.texts import FORMS, NO_SOURCE, READING_ANSWER, Texts, both

_NO_ROW = (Reason.ROW_NOT_FOUND, Reason.BLOCK_NOT_FOUND)
_NO_COLUMN = (Reason.CELL_NOT_FOUND, Reason.COLUMN_UNRESOLVED)
#: notes after which nobody can tell whether the page or its reading lacks a row or head
_UNCLEAR = ("P103", "P202", "P203", "P204", "P205", "P206", "P302", "P303", "P304")
_NAMED = 3  # rows or heads named in one message


def well_read(context: Context, table: str) -> bool:
    """Whether what a table lacks is lacking in the source, as far as the reading can tell."""
    if not context.is_read(table) or context.report.reading.grade[table] is not Grade.VERIFIED:
        return False
    return not any(
        note.params.get("table") in (table, None)
        for code in _UNCLEAR
        for note in context.notes.get(code, ())
    )


def missing_rows(context: Context, table: str) -> dict[str, tuple[str, ...]]:
    """Rows of a table that the source does not print: label -> addresses."""
    if not well_read(context, table):
        return {}
    return {
        context.slots[row[0].address].row: tuple(f.address for f in row)
        for row in _rows(context, table)
        if all(f.reason in _NO_ROW for f in row)
    }


def missing_heads(context: Context, table: str) -> dict[str, tuple[str, ...]]:
    """Columns whose head the source does not print, or not alone: head -> addresses."""
    if not well_read(context, table):
        return {}
    blocks: dict[str, dict[str, list[Figure]]] = {}
    for row in _rows(context, table):
        if any(f.reason not in (*_NO_ROW, *_NO_COLUMN) for f in row):
            for f in row:
                slot = context.slots[f.address]
                blocks.setdefault(slot.block, {}).setdefault(slot.column, []).append(f)
    return {
        head: tuple(f.address for f in cells)
        for columns in blocks.values()
        for head, cells in columns.items()
        if all(f.reason in _NO_COLUMN for f in cells)
    }


def _rows(context: Context, table: str) -> Iterator[tuple[Figure, ...]]:
    """The figures of a table, row by row."""
    rows: dict[str, list[Figure]] = {}
    for address in context.by_table.get(table, ()):
        rows.setdefault(address.rpartition(".")[0], []).append(context.figures[address])
    return (tuple(row) for row in rows.values())


def _lacks(context: Context, heads: bool) -> Iterator[Result]:
    for index, table in enumerate(TABLES, 1):
        if not context.is_read(table) or not context.was_read:
            continue
        if not well_read(context, table):
            yield Gap(context.by_table[table][:1], f"{table} not read in full", given=False)
            continue
        found = missing_heads(context, table) if heads else missing_rows(context, table)
        if not found:
            yield Pass()
            continue
        named = "、".join(list(found)[:_NAMED]) + ("…" if len(found) > _NAMED else "")
        params: dict[str, Param] = {"table": table, "parts": named, "count": len(found)}
        addresses = tuple(a for group in found.values() for a in group)
        yield Fail(addresses, params, index, attribution=Attribution.UNDECIDED)


def _row_labels(context: Context) -> Iterator[Result]:
    yield from _lacks(context, heads=False)


def _column_heads(context: Context) -> Iterator[Result]:
    yield from _lacks(context, heads=True)


def _printed_at(figure: Figure) -> float | None:
    """How far to the right, or down the text, a figure stands within its row."""
    place = figure.place
    if place is None:
        return None
    if place.cell is not None:
        return place.cell
    return place.box[0] if place.box is not None else place.start


def _column_order(context: Context) -> Iterator[Result]:
    for index, table in enumerate(TABLES, 1):
        orders = [order for row in _rows(context, table) if (order := _order(context, row))]
        if not orders:
            if context.was_read and context.is_read(table):
                yield Gap(context.by_table[table][:1], "no places", given=False)
            continue
        moved = [order for order in orders if list(order) != sorted(order)]
        if len(moved) < len(orders):
            yield Pass()  # a row that runs otherwise than the others is no order of columns
            continue
        heads = "、".join(moved[0][at] for at in sorted(moved[0]))
        yield Fail((), {"table": table, "heads": heads}, index, key=table)


def _order(context: Context, row: tuple[Figure, ...]) -> dict[float, str]:
    """Where the figures of a row stand -> their heads, in the order of the form."""
    found: dict[float, str] = {}
    for figure in row:
        at = _printed_at(figure)
        if at is not None:
            found[at] = context.slots[figure.address].column
    return found if len(found) > 1 else {}


def _split_numbers(context: Context) -> Iterator[Result]:
    """Rows of a page that would close if two digits side by side were one number."""
    for index, check in enumerate(context.matrix.by_rule.get("A101", ()), 1):
        parts = [address for address, sign in check.terms if sign > 0]
        first = context.figures[parts[0]]
        if first.place is None or first.place.page is None:
            continue
        if check.id not in context.sides:
            lacking = context.gap(*(address for address, _ in check.terms))
            yield Gap(lacking.addresses, lacking.reason, given=False)
            continue
        added, total = context.sides[check.id]
        pairs = [
            (one, other)
            for one, other in zip(parts, parts[1:], strict=False)
            if 0 < context.values[one] < 10 and 0 <= context.values[other] < 10
            and total - added == 9 * context.values[one]
        ]  # fmt: skip
        if len(pairs) != 1:
            yield Pass()
            continue
        ((one, other),) = pairs
        joined = f"{context.values[one]}{context.values[other]}"
        params: dict[str, Param] = {"label": context.slots[one].label, "parts": joined}
        yield Fail((one, other), params, index, expected=total, observed=added,
                   difference=max(total, added) - min(total, added), evidence=("A101",))  # fmt: skip


def _rule(
    rule_id: str, slug: str, severity: Severity, check: Assess, title: Texts, template: Texts,
    explanation: Texts, formula: str, *, causes: Texts, exclusions: Texts,
) -> Rule:  # fmt: skip
    ours = rule_id[0] == "P"
    return Rule(
        id=rule_id, slug=slug, severity=severity, check=check, title=title, template=template,
        explanation=explanation, formula=formula, basis=NO_SOURCE if ours else FORMS,
        causes=causes, exclusions=exclusions, response=READING_ANSWER if ours else _ANSWER,
        editions=("2021", "2019"), requires=("reading",),
        attribution=Attribution.READER if ours else None,
    )  # fmt: skip


_ANSWER = both(
    "草稿应恢复规定的行、列和顺序；已发布的，数值随所印标签，不受影响。",
    "Restore the rows, columns and order of the form in a draft; figures of a published report "
    "follow the printed labels either way.",
)
_EDITED = both(
    "编辑表格时删改了行列。", "Rows or columns were edited when the table was filled in."
)
_UNSURE = both(
    "表格读取遇到困难时无法判断：可能是没有读到，而不是没有印。",
    "Open where the reading of the table met difficulties: it may not have been read, rather than "
    "not be printed.",
)

RULES: tuple[Rule, ...] = (
    _rule(
        "S203", "row-label-missing-or-renamed", Severity.WARNING, _row_labels,
        both("缺少规定的行", "rows of the form are missing"),
        both("{table}缺少规定的 {count} 行：{parts}；其数字为“缺失”，不作零处理。",
             "{table} lacks {count} row(s) of the form: {parts}; their figures are absent, never "
             "zero."),
        both("表格已读出，但没有印该版式的某些行，或行名已改成别的。",
             "The table was read, and some rows of the form are not printed, or under another name."),
        "every row label of the edition is printed once", causes=_EDITED, exclusions=_UNSURE,
    ),
    _rule(
        "S204", "column-head-wrong-or-repeated", Severity.WARNING, _column_heads,
        both("列标题缺失、有误或重复", "a column head is missing, wrong or repeated"),
        both("{table}有 {count} 个规定的列标题缺失、有误或重复：{parts}；其数字未读取。",
             "{table}: {count} head(s) of the form are missing, wrong or repeated: {parts}; their "
             "figures were not read."),
        both("其余各列已读出，而某一列的标题没有印、印错或印了两次。数值随所印标题走，从不按通常的列序猜测。",
             "The other columns were read; the head of one is not printed, printed wrong or twice. "
             "Values follow the printed heads, never the usual order."),
        "every column head of the edition is printed once", causes=_EDITED, exclusions=_UNSURE,
    ),
    _rule(
        "S205", "column-order", Severity.WARNING, _column_order,
        both("列的顺序与格式不同", "columns in another order"),
        both("{table}所印列序为：{heads}。数值随所印标题，不受影响。",
             "{table} prints its columns as {heads}; figures follow the printed heads."),
        both("所印列标题的顺序与规定的格式不同。", "The printed heads stand in another order than the form's."),
        "printed order of the column heads = order of the edition", causes=_EDITED,
        exclusions=both("只有个别行不同的不算。", "Single rows that differ do not count."),
    ),
    _rule(
        "P306", "split-number-suspected", Severity.INFO, _split_numbers,
        both("一个数可能被拆成两格", "one number may have been split over two cells"),
        both("{label}与右邻一格若合为 {parts}，该行即相符（各列合计 {observed}，总计 {expected}）。",
             "{label} and the cell to its right would close the row as {parts} (columns {observed}, "
             "total {expected})."),
        both("页面文件中一个两位数的两个数字有时落入相邻两格。合并后行合计相符的，提示一下，从不自动更正。",
             "On pages the two digits of one number sometimes fall into neighbouring cells. Noted "
             "where joining them closes the row; never repaired."),
        "two neighbouring one-digit cells which, joined, would close A101",
        causes=both("单元格太窄，数字折行或错位。", "A narrow cell that breaks a number."),
        exclusions=both("只看页面文件；有两种拆法的不提示。",
                        "Page formats only, and not where two pairs would do."),
    ),
)  # fmt: skip
"""The rules of this module, by id."""
