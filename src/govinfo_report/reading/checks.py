"""The closed list of what the verifier checks, in the order in which it does.

Every refusal of a row names the check that made it, so that a trace can say which one a claim
failed, which it passed and which were not reached.  The texts say what must hold.
"""

from __future__ import annotations

from collections.abc import Mapping

from attrs import evolve, frozen

from govinfo_report.model.figure import Reason


@frozen
class Check:
    """One check: its stable ``id``, what must hold in Chinese and English.

    Where one that ``stops`` fails, all behind it are not reached; else those it ``skips``.
    ``only`` are the ways of cutting or the tables that it is for, all when empty.
    """

    id: str
    zh: str
    en: str
    stops: bool = False
    skips: tuple[str, ...] = ()
    only: tuple[str, ...] = ()


_INSIDE = Check(
    "inside",
    "各片段都在文档之内，且至少有一行",
    "every span lies inside the document, and there is a row",
    stops=True,
)
_LABEL = Check(
    "label-known",
    "行标签是规定表格中的一个标签",
    "the row label is a label of the form",
    skips=("under-parents",),
)
_PARENT = Check(
    "under-parents",
    "行标签与印在其上方的上级标签相符",
    "the label belongs under the parent labels printed over it",
)
_ONE_ROW = Check(
    "label-of-one-row",
    "标签只属于这一行，不是合并于数行之上",
    "the label belongs to this row alone, and is not merged over several",
)
_PARENTS = Check(
    "parents-known", "上级标签是规定表格中的标签", "the parent labels are labels of the form"
)
_OWN = Check(
    "label-own",
    "所认领的标签就是该行数值旁所印的标签",
    "the claimed label is the one printed beside the values",
    skips=("label-known", "under-parents", "label-of-one-row"),
)
_ORDER = Check(
    "order",
    "表头在数据之上，各行依次向下",
    "heads stand above the rows, and the rows follow one another",
    skips=("nothing-passed-over", "heads-known"),
)
_PASSED = Check(
    "nothing-passed-over",
    "表内没有未认领的标签、表头",
    "no label or head inside the table is left unclaimed",
)
_UNSHARED = Check("unshared", "没有其他行认领相同的单元格", "no other row claims the same cells")
_FORM = Check(
    "form-known",
    "该条目的各列是某一版表格的列",
    "the columns of the item are those of one edition's form",
    only=("proactive_disclosure",),
)
_ONCE = Check("once", "该行只印一次", "the row is printed once")
_BEHIND = ("cells-whole", "only-values", "no-page-number", "heads-whole")
_GEOMETRY = ("label-beside-heads", "geometry")

#: how a table was bound -> the checks of a row, in their order
CHECKS: Mapping[str, tuple[Check, ...]] = {
    "grid": (
        _INSIDE,
        Check("heads-claimed", "所认领的表头是本表格的完整单元格",
              "the claimed heads are whole cells of this grid", stops=True),
        Check("rows-found", "至少有一行的单元格在本表格的同一行中",
              "some row has its cells in one row of this grid", stops=True),
        evolve(_ORDER, stops=True), evolve(_PASSED, stops=True),
        Check("heads-known", "表头说明各列是什么", "the heads say what the columns are",
              skips=_GEOMETRY),
        Check("one-row", "所认领的单元格是表格中同一行的完整单元格",
              "the claimed cells are whole cells of one row of the grid", stops=True),
        _PARENTS, _OWN, _LABEL, _PARENT, _ONE_ROW,
        Check("all-cells", "认领了该行标签之后的全部单元格",
              "all cells of the row behind its label are claimed", skips=_GEOMETRY),
        Check("label-beside-heads", "标签上方没有数据列的表头",
              "no head of a column stands over the label", skips=("geometry",)),
        Check("geometry", "每个数值正在一个表头之下，每个表头各有一个数值",
              "every value stands under one head, and every head over one value"),
        _UNSHARED, _FORM,
    ),
    "text": (
        _INSIDE,
        Check("one-row", "所认领的片段恰好是原文中的一整行",
              "the claimed spans are exactly one row of the source under a known separator",
              stops=True),
        _PARENTS, _OWN, _LABEL, _PARENT, _ORDER, _PASSED,
        Check("heads-known", "表头说明各列是什么", "the heads say what the columns are",
              skips=("alignment", *_BEHIND)),
        Check("alignment", "数值与列只有一种对应", "values and columns fit in one way only",
              skips=_BEHIND),
        Check("cells-whole", "单元格没有延续到下一行的数字",
              "no cell goes on with a figure of the next line"),
        Check("only-values", "标签之后只有数值", "nothing but values stands behind the label"),
        Check("no-page-number", "唯一的数字不是页码",
              "the only figure cannot be the number of a page", only=("words",)),
        Check("heads-whole", "表头是某一版表格的全部表头",
              "the heads are all those of an edition's form", only=("proactive_disclosure",)),
        Check("goes-on", "该行之后没有可能属于它的数字或文字",
              "no figures or words behind the row may be its end"),
        _UNSHARED, _FORM,
    ),
    "matrix": (
        _INSIDE,
        Check("one-row", "所认领的片段恰好是原文中的一整行",
              "the claimed spans are exactly one row of the source under a known separator",
              stops=True),
        _PARENTS, _OWN, _LABEL, _PARENT, _ORDER, _PASSED,
        Check("same-width", "该行与表头宽度相同", "the row is as wide as its heads",
              skips=("repeated-alike", "stub-empty")),
        Check("repeated-alike", "合并单元格重复印出的内容相同",
              "a merged cell that is printed again says the same"),
        Check("stub-empty", "标签与数值之间没有其他内容",
              "nothing stands between the label and the values"),
        Check("goes-on", "该行之后没有可能属于它的数字或文字",
              "no figures or words behind the row may be its end"),
        _UNSHARED, _FORM,
    ),
    "indicators": (
        _INSIDE,
        Check("one-row", "所认领的片段恰好是原文中的一整行",
              "the claimed spans are exactly one row of the source", stops=True),
        _LABEL, _PARENT, _ONE_ROW,
        Check("one-value", "标签之后只有一个数值（及其单位），正在“统计数”之下",
              "one figure, with its unit, stands behind the label and under the head 统计数",
              skips=("unit",)),
        Check("unit", "所印单位是该指标的单位", "the printed unit is the indicator's"),
        _ONCE, _UNSHARED,
    ),
}  # fmt: skip

_NUMERAL = Check("numeral", "单元格的文字符合数字写法", "the text of the cell is a numeral")
#: checks of one cell, and of figures that were read more than once, by the reason they give
CELL_CHECKS: Mapping[Reason, Check] = {
    **dict.fromkeys(
        (Reason.NOT_A_NUMBER, Reason.NUMERAL_TRICK, Reason.LOOK_ALIKE, Reason.NUMBER_TOO_LONG,
         Reason.OTHER_UNIT),
        _NUMERAL,
    ),
    Reason.AMBIGUOUS_ALIGNMENT: Check("cell-begins", "单元格不以空行开始",
                                      "the cell does not begin with an empty line"),
    Reason.CONTENT_LOST: Check("document-goes-on", "数字之后文件没有中断",
                               "the file does not stop within the number"),
    Reason.CLAIMED_TWICE: _ONCE,
    Reason.COPIES_DIFFER: Check("copies-agree", "同一报告的各副本一致", "copies of the table agree"),
    Reason.LAYOUTS_DISAGREE: Check("layouts-agree", "各版式读出的数值相同", "layouts read the same value"),
    Reason.READERS_DISAGREE: Check("readers-agree", "两个程序读出的内容相同",
                                   "two programs read the same"),
}  # fmt: skip
#: what is said of figures that no claim is to blame for
UNCLAIMED = Check("claimed", "有版式认领该表", "some layout claims the table")
#: every check by its id; the same id says the same wherever it is used but for its wording
ALL_CHECKS: Mapping[str, Check] = {
    check.id: check
    for check in (
        *(c for several in CHECKS.values() for c in several),
        *CELL_CHECKS.values(),
        UNCLAIMED,
    )
}
#: the check of a label, by the reason that resolving it gives
BY_LABEL: Mapping[Reason, str] = {
    Reason.LABEL_LOST: "label-known",
    Reason.LABEL_AMBIGUOUS: "label-of-one-row",
    Reason.PARENT_CONFLICT: "under-parents",
    Reason.CLAIMED_TWICE: "once",
}
