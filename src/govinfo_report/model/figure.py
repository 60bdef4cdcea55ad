"""One figure of a report: its value, or the reason why there is none."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from attrs import field, frozen

from govinfo_report.display import Displayed
from govinfo_report.model.place import Place

Number = int | Decimal


class State(StrEnum):
    """What is known of a figure.  No state turns into another by comparison."""

    VALUE = "value"  #: the numeral grammar gave a number
    BLANK = "blank"  #: the cell exists and is empty
    NOT_APPLICABLE = "not_applicable"  #: the cell holds a mark for none: ``/`` ``—`` ``无``
    REFUSED = "refused"  #: unreadable, ambiguous, or its label is lost
    ABSENT = "absent"  #: not in the document


class Origin(StrEnum):
    """Whether a figure is printed in the report or computed from printed ones."""

    PRINTED = "printed"
    DERIVED = "derived"


class Grade(StrEnum):
    """How a table or report was read."""

    VERIFIED = "verified"  #: every value re-derived and bound to its labels
    UNVERIFIED = "unverified"  #: text that may not match what is printed (OCR, PDF glyphs)
    REFUSED = "refused"  #: nothing could be read


class Reason(StrEnum):
    """Why a figure has no value.  Codes are public; texts live in ``REASON_TEXTS``."""

    EMPTY = "empty"
    MARK = "mark"
    NOT_A_NUMBER = "not-a-number"
    NUMERAL_TRICK = "numeral-trick"
    LOOK_ALIKE = "look-alike"
    NUMBER_TOO_LONG = "number-too-long"
    OTHER_UNIT = "other-unit"
    LABEL_LOST = "label-lost"
    LABEL_AMBIGUOUS = "label-ambiguous"
    PARENT_CONFLICT = "parent-conflict"
    COLUMN_UNRESOLVED = "column-unresolved"
    AMBIGUOUS_ALIGNMENT = "ambiguous-alignment"
    POSITIONS_LOST = "positions-lost"
    OUTSIDE_LABEL_RANGES = "outside-label-ranges"
    CLAIMED_TWICE = "claimed-twice"
    COPIES_DIFFER = "copies-differ"
    LAYOUTS_DISAGREE = "layouts-disagree"
    READERS_DISAGREE = "readers-disagree"
    CONTENT_LOST = "content-lost"
    TABLE_NOT_FOUND = "table-not-found"
    TABLE_IS_PICTURE = "table-is-picture"
    BLOCK_NOT_FOUND = "block-not-found"
    ROW_NOT_FOUND = "row-not-found"
    CELL_NOT_FOUND = "cell-not-found"
    NOT_GIVEN = "not-given"
    PART_WITHOUT_VALUE = "part-without-value"


#: reason code -> (zh, en)
REASON_TEXTS: dict[Reason, tuple[str, str]] = {
    Reason.EMPTY: ("单元格为空", "the cell is empty"),
    Reason.MARK: ("单元格为“不适用”标记", "the cell holds a mark for none"),
    Reason.NOT_A_NUMBER: ("单元格内容不是数字", "the cell is not a number"),
    Reason.NUMERAL_TRICK: ("数字写法不受支持", "a numeral in a form that is not accepted"),
    Reason.LOOK_ALIKE: ("含有与数字相似的字符", "a character that only looks like a digit"),
    Reason.NUMBER_TOO_LONG: ("数字过长", "more digits than a figure can have"),
    Reason.OTHER_UNIT: ("单元格单位与本列单位不符", "the unit in the cell is not the column's"),
    Reason.LABEL_LOST: ("行标签缺失", "the label of the row is lost"),
    Reason.LABEL_AMBIGUOUS: ("行标签不唯一", "the label of the row fits more than one row"),
    Reason.PARENT_CONFLICT: ("行标签与其上级标签不符", "the label stands under a foreign parent"),
    Reason.COLUMN_UNRESOLVED: ("列标题缺失或无法识别", "the head of the column is lost"),
    Reason.AMBIGUOUS_ALIGNMENT: ("数值与列的对应不唯一", "the values fit several columns"),
    Reason.POSITIONS_LOST: ("数值个数与列数不符", "fewer or more values than columns"),
    Reason.OUTSIDE_LABEL_RANGES: ("数值不在行列标签交叉处", "outside the ranges of its labels"),
    Reason.CLAIMED_TWICE: ("同一数据出现两次", "the figure is printed twice in one table"),
    Reason.COPIES_DIFFER: ("同一报告的两个副本不一致", "two copies of the table differ"),
    Reason.READERS_DISAGREE: (
        "两个程序对文件的读法不一致",
        "two programs read the file differently",
    ),
    Reason.LAYOUTS_DISAGREE: ("两种版式读法不一致", "two layouts read different values"),
    Reason.CONTENT_LOST: ("抓取时内容丢失", "content was lost in the capture"),
    Reason.TABLE_NOT_FOUND: ("未找到该表", "the table was not found"),
    Reason.TABLE_IS_PICTURE: ("该表为图片", "the table is a picture"),
    Reason.BLOCK_NOT_FOUND: ("未找到该条目", "this part of the table was not found"),
    Reason.ROW_NOT_FOUND: ("未找到该行", "the row was not found"),
    Reason.CELL_NOT_FOUND: ("未找到该单元格", "the cell was not found"),
    Reason.NOT_GIVEN: ("未提供", "not given"),
    Reason.PART_WITHOUT_VALUE: ("某一组成部分没有数值", "a part of the subtotal has no value"),
}


@frozen
class Figure(Displayed):
    """One figure: ``value`` is an ``int``, a ``Decimal`` (amounts) or ``None``.

    ``raw`` is the text as printed, ``unit`` the unit the value is expressed in (``件``, ``项``,
    ``万元`` …, ``None`` where the form prints none and the cell names none), ``reason`` says
    why there is no value.  Equality compares content: place and raw text do not count.
    """

    address: str
    value: Number | None
    state: State
    raw: str | None = field(default=None, eq=False)
    place: Place | None = field(default=None, eq=False)
    unit: str | None = None
    reason: Reason | None = None
    origin: Origin = Origin.PRINTED
