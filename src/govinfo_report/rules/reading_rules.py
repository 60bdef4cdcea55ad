"""Family P: what the reading met, turned from notes into findings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from govinfo_report.model.figure import Reason, State
from govinfo_report.model.finding import Attribution, Param, Severity
from govinfo_report.model.note import Note
from govinfo_report.model.place import Place
from govinfo_report.rules.context import Context
from govinfo_report.rules.refusals import refused_texts
from govinfo_report.rules.rule import Assess, Fail, Pass, Result, Rule
from govinfo_report.rules.shape_rules import missing_heads, missing_rows
from govinfo_report.rules.slots import TABLES, table_of
from govinfo_report.rules.texts import FORMS, NO_SOURCE, READING_ANSWER, Texts, both

_NAMED = 4  # tokens named in one message
#: for ``Reason.NOT_A_NUMBER`` there are V104 and V107
_OF_TEXT = (
    Reason.NUMERAL_TRICK, Reason.LOOK_ALIKE, Reason.NUMBER_TOO_LONG, Reason.OTHER_UNIT,
)  # fmt: skip
_HIDDEN = ("revisions", "comments", "sheets", "cells", "in_cells", "characters")
_NOT_FOUND = (Reason.CELL_NOT_FOUND, Reason.ROW_NOT_FOUND, Reason.BLOCK_NOT_FOUND)


def _of_notes(code: str, by: tuple[str, ...], defaults: Mapping[str, Param]) -> Assess:
    """A check that reports the notes with this code, those alike in ``by`` as one finding."""

    def check(context: Context) -> Iterable[Result]:
        notes = context.notes.get(code, ())
        if not notes and context.was_read:
            yield Pass()
        for key, alike in _grouped(notes, by).items():
            first = {name: alike[0].params.get(name, default) for name, default in defaults.items()}
            yield Fail(
                _addresses(alike),
                {**first, "notes": len(alike)},
                places=_places(alike),
                key="|".join(key),
            )

    return check


def _hidden_content(context: Context) -> Iterable[Result]:
    notes = context.notes.get("P909", ())
    counts = {
        kind: sum(n for note in notes if isinstance(n := note.params.get(kind, 0), int))
        for kind in _HIDDEN
    }
    facts = ", ".join(f"{kind} {count}" for kind, count in counts.items() if count)
    yield from _told(context, notes, facts)


def _suspect_encoding(context: Context) -> Iterable[Result]:
    notes = context.notes.get("P915", ())
    asked = ("reason", "count", "encoding")
    told = (" ".join(str(note.params[name]) for name in asked if name in note.params)
            for note in notes)  # fmt: skip
    yield from _told(context, notes, ", ".join(filter(None, told)))


def _told(context: Context, notes: Sequence[Note], facts: str) -> Iterable[Result]:
    """One finding for all notes of a code, told as facts of the reading."""
    if notes:
        yield Fail(_addresses(notes), {"facts": facts}, places=_places(notes))
    elif context.was_read:
        yield Pass()


def _faults_of_layouts(context: Context) -> Iterable[Result]:
    notes = context.notes.get("P303", ())
    if not notes and context.was_read:
        yield Pass()
    for (layout, error), alike in _grouped(notes, ("layout", "error")).items():
        facts = f"raised {error}" if error else f"outside {len(alike)}"
        yield Fail(
            (), {"layout": layout, "facts": facts}, places=_places(alike), key=f"{layout}|{error}"
        )


def _grouped(notes: Iterable[Note], by: tuple[str, ...]) -> dict[tuple[str, ...], list[Note]]:
    groups: dict[tuple[str, ...], list[Note]] = {}
    for note in notes:
        key = tuple(str(note.params.get(name, "")) for name in by)
        groups.setdefault(key, []).append(note)
    return groups


def _addresses(notes: Iterable[Note]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(address for note in notes for address in note.addresses))


def _tables_noted(context: Context, *codes: str) -> set[str]:
    return {str(n.params.get("table", "")) for code in codes for n in context.notes.get(code, ())}


def _tables_without(context: Context, reason: Reason) -> set[str]:
    figures = context.figures
    return {
        table
        for table, addresses in context.by_table.items()
        if all(figures[a].reason is reason for a in addresses)
    }


def _missing_tables(context: Context) -> Iterable[Result]:
    if not context.was_read:
        return
    pictures = _pictures(context)
    named = _tables_noted(context, "P101") | _tables_without(context, Reason.TABLE_NOT_FOUND)
    missing = [table for table in TABLES if table in named - pictures]
    if len(missing) == len(TABLES):
        addresses = tuple(context.figures)
        yield Fail(addresses, {"table": "、".join(TABLES)}, severity=Severity.FATAL, key="all")
        return
    for table in missing:
        yield Fail(
            context.by_table.get(table, ()), {"table": table}, TABLES.index(table) + 1, key=table
        )
    yield Pass(len(TABLES) - len(missing) - len(pictures))


def _pictures(context: Context) -> set[str]:
    return _tables_noted(context, "P102") | _tables_without(context, Reason.TABLE_IS_PICTURE)


def _tables_as_pictures(context: Context) -> Iterable[Result]:
    if not context.was_read:
        return
    found = _pictures(context)
    for index, table in enumerate(TABLES, 1):
        if table in found:
            yield Fail(context.by_table.get(table, ()), {"table": table}, index, key=table)
        elif context.is_read(table):
            yield Pass()


def _refused_values(context: Context) -> Iterable[Result]:
    """Refused texts, equal ones of a table once; V rules speak for some (``refusals``)."""
    others = refused_texts(context)
    figures = context.figures
    groups: dict[tuple[str, str, str], list[str]] = {}
    for address in context.by_state[State.REFUSED]:
        figure = figures[address]
        if figure.reason in _OF_TEXT and address not in others:
            key = (table_of(address), figure.raw or "", str(figure.reason))
            groups.setdefault(key, []).append(address)
    for (_, raw, reason), addresses in groups.items():
        slot = context.slots.get(addresses[0])
        cell = slot.label if slot else ""
        params: dict[str, Param] = {
            "cell": cell, "raw": raw.strip(), "reason": reason, "count": len(addresses),
        }  # fmt: skip
        yield Fail(tuple(addresses), params)
    for note in context.notes.get("P201", ()):
        if not note.addresses:  # a row outside the form
            raw, reason = (str(note.params.get(name, "")) for name in ("raw", "reason"))
            params = {"cell": "", "raw": raw, "reason": reason, "count": 1}
            yield Fail((), params, places=_places((note,)), key=raw)
    yield Pass(len(context.values))


def _places(notes: Iterable[Note]) -> tuple[Place, ...]:
    return tuple(note.place for note in notes if note.place is not None)


def _unclaimed_cells(context: Context) -> Iterable[Result]:
    if not context.was_read:
        return
    figures = context.figures
    for index, table in enumerate(TABLES, 1):
        if not context.is_read(table):
            continue  # P101 or P102
        told = (missing_rows(context, table), missing_heads(context, table))  # S203, S204
        others = {a for found in told for addresses in found.values() for a in addresses}
        absent = tuple(
            a
            for a in context.by_table[table]
            if figures[a].reason in _NOT_FOUND and a not in others
        )
        if absent:
            yield Fail(absent, {"table": table, "count": len(absent)}, index)
        else:
            yield Pass()


def _stray_numerals(context: Context) -> Iterable[Result]:
    notes = context.notes.get("P305", ())
    if not notes and context.was_read:
        yield Pass()
    for bound, alike in _grouped(notes, ("bound",)).items():
        tokens = [str(note.params.get("token", "")) for note in alike]
        shown = "、".join(tokens[:_NAMED]) + ("…" if len(tokens) > _NAMED else "")
        yield Fail(
            _addresses(alike),
            {"tokens": shown, "notes": len(alike), "line": _line(alike)},
            severity=Severity.INFO if bound == ("1",) else Severity.WARNING,
            places=_places(alike),
            key="bound" if bound == ("1",) else "",
        )


def _line(notes: Iterable[Note]) -> int:
    lines = (n.place.line if n.place is not None and n.place.line else n.params.get("line", 0)
             for n in notes)  # fmt: skip
    return next((line for line in lines if isinstance(line, int)), 0)


def _rule(
    rule_id: str,
    slug: str,
    severity: Severity,
    check: Assess,
    title: Texts,
    template: Texts,
    explanation: Texts,
    formula: str,
    *,
    causes: Texts,
    exclusions: Texts | None = None,
    attribution: Attribution = Attribution.UNDECIDED,
    basis: Texts = NO_SOURCE,
) -> Rule:
    return Rule(
        id=rule_id, slug=slug, severity=severity, check=check, title=title, template=template,
        explanation=explanation, formula=formula, causes=causes, basis=basis,
        exclusions=exclusions or both("", ""), response=READING_ANSWER, requires=("reading",),
        attribution=attribution,
    )  # fmt: skip


_DAMAGED = both(
    "网页转换丢失单元格或标签，表格被拆开或合并，版式尚未支持。",
    "Cells or labels lost when the page was converted, a table split or joined, a layout not "
    "supported yet.",
)
_W, _I = Severity.WARNING, Severity.INFO

RULES: tuple[Rule, ...] = (
    _rule(
        "P101", "table-not-found", _W, _missing_tables,
        both("未找到规定的表", "a prescribed table was not found"),
        both("未找到{table}，其数字均为“缺失”，不作零处理。",
             "Not found: {table}; its figures are absent, never zero."),
        both("该版式规定的表在文件中没有找到。三张表都没有时为致命：没有可用的数字。凡需要这些数字的规则均为“无法判断”。",
             "A table that the form prescribes was not found. Fatal when all three are missing: "
             "there is nothing to use. Every rule that needs its figures is open."),
        "no row of a table of the form was found",
        causes=both("原文以文字代替表格，抓取时表格丢失，表格在附件或图片中。",
                    "Prose instead of a table, a table lost in the capture, or put into an "
                    "attachment or a picture."),
        exclusions=both("表格为图片时由 P102 说明。", "P102 speaks for tables that are pictures."),
        basis=FORMS,
    ),
    _rule(
        "P102", "table-as-picture", _W, _tables_as_pictures,
        both("表格为图片", "a table is a picture"),
        both("{table}为图片，无法读取，其数字均为“缺失”，不作零处理。",
             "A picture stands in place of {table}; its figures are absent, never zero."),
        both("标题之后到下一标题之间只有图片。图片从不当作零读取。",
             "Between the heading and the next one there are pictures only. A picture is never "
             "read as zeros."),
        "only pictures between the heading of the table and the next heading",
        causes=both("以截图发布表格。", "The table was published as a screenshot."),
        basis=FORMS,
    ),
    _rule(
        "P103", "content-lost-in-capture", _W,
        _of_notes("P103", ("table",), {"table": "", "label": ""}),
        both("抓取时内容丢失", "content was lost in the capture"),
        both("{table}的内容在抓取时丢失（{notes} 处，如“{label}”），未予读取。",
             "Content of {table} was lost in the capture ({notes} place(s), such as “{label}”); "
             "not read."),
        both("标签只剩一部分，数字连成一串，或重复的行被删去。这样的内容无法恢复，整行或整表拒读。",
             "Labels are present in part, numbers run together, or repeated lines were removed. "
             "This cannot be recovered: the row or table is refused."),
        "labels of a table present in part, numbers run together, or repeated lines removed",
        causes=_DAMAGED,
    ),
    _rule(
        "P201", "value-refused", _W, _refused_values,
        both("单元格内容未能读作数字", "the text of a cell was refused"),
        both("{cell}：“{raw}”未予采用，{reason}。", "{cell}: “{raw}” was not accepted, {reason}."),
        both("单元格文字不在数字语法之内。保留原文，不猜测数值。",
             "The text of the cell is outside the numeral grammar. The text is kept, no value is "
             "guessed."),
        "the text of a cell is no number, no blank and no mark for none",
        causes=both("形近字符代替数字，数字中有空格，单位与本列不符。",
                    "Characters that only look like digits, spaces inside a number, a foreign "
                    "unit."),
        exclusions=both("小数、文字、过长小数和增减写法分别由 V102、V104、V105、V107 说明。",
                        "V102, V104, V105 and V107 speak for decimals, words, too many decimals "
                        "and forms of change."),
    ),
    _rule(
        "P202", "row-label-unresolved", _W,
        _of_notes("P202", ("table", "label"), {"table": "", "label": ""}),
        both("行标签无法识别", "a row label was not recognised"),
        both("{table}有 {notes} 行的标签“{label}”不能对应唯一的规定行，未予读取。",
             "{table}: {notes} row(s) labelled “{label}” match no single row of the form; "
             "not read."),
        both("行标签与该版式的任何一行都不符，或与多行相符。没有标签的数字不归入任何地址。",
             "The label matches no row of the form, or more than one. A number without a label "
             "belongs to no address."),
        "a row label that matches no label of the form, or more than one",
        causes=_DAMAGED,
    ),
    _rule(
        "P203", "column-label-unresolved", _W,
        _of_notes("P203", ("table", "heads"), {"table": "", "heads": ""}),
        both("列标题无法识别", "column heads were not recognised"),
        both("{table}的列标题“{heads}”不能对应规定的列，未予读取。",
             "{table}: the heads “{heads}” do not match the columns of the form; not read."),
        both("列标题缺失、重复或与该版式不符。数值随所印标题走，从不按通常的列序猜测。",
             "Heads are missing, repeated or foreign to the form. Values follow the printed heads, "
             "never the usual order."),
        "a column head that matches no head of the form, or more than one",
        causes=_DAMAGED,
    ),
    _rule(
        "P204", "ambiguous-alignment", _W,
        _of_notes("P204", ("table", "label"), {"table": "", "label": ""}),
        both("数值与列的对应不唯一", "values fit the columns in several ways"),
        both("{table}“{label}”的数值与列有多种对应方式，未予读取。",
             "{table}, “{label}”: the values fit the columns in more than one way; not read."),
        both("至少两种对应方式都合乎版式而数值不同，因此拒读，不作选择。",
             "At least two alignments fit the form and differ in a value; refused, never chosen."),
        "two alignments that fit the form and differ in a value",
        causes=_DAMAGED,
    ),
    _rule(
        "P205", "value-outside-label-ranges", _W,
        _of_notes("P205", ("table", "label"), {"table": "", "label": ""}),
        both("数值不在行列标签交叉处", "a value outside the ranges of its labels"),
        both("{table}“{label}”的数值不在行标签与列标题的交叉处，未予读取。",
             "{table}, “{label}”: a value does not stand where its row and column meet; not read."),
        both("展开合并单元格后，数值不在所属行与列的范围之内。",
             "After merged cells are expanded, the value is outside the range of its row or "
             "column label."),
        "a value outside the intersection of its row and column label ranges",
        causes=_DAMAGED,
    ),
    _rule(
        "P206", "parent-label-conflict", _W,
        _of_notes("P206", ("table", "label"), {"table": "", "label": ""}),
        both("行标签与上级标签不符", "a label under a foreign parent"),
        both("{table}“{label}”不属于其上方所印的上级标签，未予读取。",
             "{table}, “{label}” does not belong under the label printed above it; not read."),
        both("三级标签出现在不属于它的上级之下，如“3.其他”只在（六）之下。",
             "A third-level label stands under a parent it does not belong to; 3.其他, for one, "
             "exists under （六） only."),
        "a third-level label under a parent （三）…（六） that is not its own",
        causes=_DAMAGED,
    ),
    _rule(
        "P207", "layouts-disagree", _W,
        _of_notes("P207", ("layouts",), {"layouts": ""}),
        both("两种读法不一致", "two readings differ"),
        both("{layouts} 对同一单元格读法不同，有关数字未予采用。",
             "{layouts} read the same cells differently; these figures are refused."),
        both("几种版式都适用，或两个程序都能打开文件，而读出的数值不同，从不择一采用。",
             "Several layouts fit, or two programs open the file, and read different values; none "
             "is preferred."),
        "two layouts, or two programs that open the file, that read different values",
        causes=both("版式判断过宽，或转换旧格式的程序有误。",
                    "A layout claims more than it knows, or a program that converts an old format "
                    "errs."),
        attribution=Attribution.READER,
    ),
    _rule(
        "P208", "layout-tie", _I, _of_notes("P208", ("layouts",), {"layouts": ""}),
        both("多种版式同等适用", "several layouts fit equally well"),
        both("版式 {layouts} 同等适用，读法已合并。",
             "The layouts {layouts} fit equally well; their readings were merged."),
        both("几种版式同等适用，读出相同的数值。", "Several layouts fit equally well and agree."),
        "two layouts that claim the document with the same fit",
        causes=both("页面兼有两种版式的特征。", "The page has features of both."),
        attribution=Attribution.READER,
    ),
    _rule(
        "P301", "cell-unclaimed", _W, _unclaimed_cells,
        both("表中有单元格未找到", "cells of a table were not found"),
        both("{table}有 {count} 个单元格未找到，记为“缺失”，不作零处理。",
             "{table}: {count} cell(s) not found; they are absent, never zero."),
        both("表已读取，但该版式的部分行或单元格没有找到。需要它们的恒等式为“无法判断”，不算作机关的错误。",
             "The table was read, but some rows or cells of the form were not found. Identities "
             "that need them are open: a gap of the reading is not the agency's error."),
        "a cell of the form that nothing in the document was bound to",
        causes=_DAMAGED,
    ),
    _rule(
        "P302", "cell-claimed-twice", _W, _of_notes("P302", ("table", "label"), {"label": ""}),
        both("同一数据出现两次", "a figure is printed twice"),
        both("“{label}”的数据出现两次且不能合并（{notes} 处），未予采用。",
             "“{label}” is printed twice and cannot be merged ({notes} place(s)); refused."),
        both("同一表内同一地址出现两次，或同一报告的两个副本不一致。相同的副本会合并。",
             "One address is printed twice within a table, or two copies of a table differ. Equal "
             "copies merge."),
        "an address with more than one cell in one copy of a table, or copies that differ",
        causes=both("重复粘贴的行，电脑版与手机版内容不同。",
                    "A row pasted twice, a desktop and a phone version that differ."),
    ),
    _rule(
        "P303", "claim-outside-document", Severity.FATAL,
        _faults_of_layouts,
        both("版式所指位置不在文件中", "a layout points outside the document"),
        both("版式 {layout} 有误（{facts}），所报内容未采用。",
             "Layout {layout} is at fault ({facts}); what it said was not used."),
        both("这是版式程序的缺陷，与报告无关。", "A defect of the layout, not of the report."),
        "a span that does not lie in the source",
        causes=both("版式程序的缺陷。", "A defect of the layout."),
        attribution=Attribution.READER,
    ),
    _rule(
        "P304", "positions-lost", _W,
        _of_notes("P304", ("table",), {"table": "", "label": "", "found": 0, "expected": 0}),
        both("数值个数与列数不符", "fewer or more values than columns"),
        both("{table}有 {notes} 行的数值个数与列数不符（如“{label}”：{found} 个，应为 {expected} 个），未予读取。",
             "{table}: {notes} row(s) with too few or too many values (“{label}”: {found} for "
             "{expected} columns); not read."),
        both("两个行标签之间的数值与列数不等，且看不出哪一格为空，因此不作猜测。",
             "Between two row labels stand fewer or more values than columns, and nothing shows "
             "which cell is empty. Nothing is guessed."),
        "a row with another number of values than columns and no marks for empty cells",
        causes=both("空单元格在转换为文本时消失。",
                    "Empty cells vanished when the page was turned into text."),
    ),
    _rule(
        "P305", "unaccounted-numeral", _W, _stray_numerals,
        both("表中有未归入单元格的数字", "a number in a table that belongs to no cell"),
        both("表格范围内有 {notes} 个数字不属于任何单元格（{tokens}），首处在第 {line} 行。",
             "{notes} number(s) inside a table belong to no cell ({tokens}); the first in line "
             "{line}."),
        both("表格范围内的每个数字都要么归入一个单元格，要么有可以忽略的理由。全部单元格均已对应时为提示，否则为警告。",
             "Every number inside a table is either bound to a cell or ignorable for a reason. "
             "Info when all cells are bound, warning otherwise."),
        "a numeral inside the table that is neither bound to a cell nor ignorable",
        causes=both("多打的数字，粘在标签上的数字，表中的注释。",
                    "A digit typed too many, glued to a label, or a remark inside the table."),
        exclusions=both("序号、第二十条等不计。", "Item numbers, 第二十条 and the like do not count."),
    ),
    _rule(
        "P909", "hidden-content", _W, _hidden_content,
        both("含有隐藏内容", "hidden content"),
        both("文件中有未予读取的内容：{facts}。", "Content that is not shown was not read: {facts}."),
        both("只读取可见的文字；注释、隐藏元素和修订删除的文字不读。",
             "Only visible text is read; comments, hidden elements and deleted revisions are not."),
        "content that a reader of the page does not see",
        causes=both("网页模板，未清理的修订。", "Page templates, revisions left in."),
    ),
    _rule(
        "P910", "external-content", _I, _of_notes("P910", ("reference",), {"reference": ""}),
        both("引用外部内容", "external content"),
        both("文件引用外部内容，未获取：{reference}。",
             "External content is referred to and was not fetched: {reference}."),
        both("不联网，不执行：外部图片、对象和宏只作记录。",
             "Nothing is fetched or run: remote pictures, objects and macros are only recorded."),
        "a reference to content outside the file",
        causes=both("嵌入的图片或对象。", "Embedded pictures or objects."),
    ),
    _rule(
        "P915", "encoding-suspect", _W, _suspect_encoding,
        both("编码可疑", "suspect encoding"),
        both("文件的编码可疑：{facts}。", "The encoding is suspect: {facts}."),
        both("声明的编码与内容不符，或有替换字符、控制字符。标签和数字中不容许替换字符。",
             "The declared encoding does not fit, or there are replacement or control characters; "
             "labels and numbers must hold none."),
        "a wrong charset declaration, replacement or control characters",
        causes=both("网页声明错误，多次转换编码。", "A wrong declaration, repeated conversion."),
    ),
    _rule(
        "P916", "type-mismatch", _I, _of_notes("P916", (), {"suffix": "", "format": ""}),
        both("文件类型与扩展名不符", "the file is not what its name says"),
        both("文件扩展名为“{suffix}”，内容却是 {format}；以内容为准。",
             "The suffix is {suffix}, the content is {format}; the content counts."),
        both("扩展名只是提示，以内容判断为准。", "The suffix is a hint; the content decides."),
        "a suffix that does not fit the sniffed type",
        causes=both("网页另存为文档，改名的文件。", "A page saved as a document, a renamed file."),
    ),
)  # fmt: skip
"""The rules of this family, by id."""
