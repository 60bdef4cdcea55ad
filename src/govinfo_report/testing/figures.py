"""How a number is printed in a cell, and what a reader may make of it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from random import Random

from attrs import frozen

from govinfo_report.model.editions import ColumnForm
from govinfo_report.model.figure import Number, State

#: marks for "none": domain part H and reliability section 3
MARKS = ("/", "—", "无", "-", "--", "N/A", "不适用", "／", "－")
#: texts no one may turn into a number: masked, prose, look-alikes, broken numerals
UNREADABLE = (
    "1***", "***", "由主管部门统一填写", "l2", "O", "○", "1O", "1 2", "１ ２", "1,23", "12,34",
    "²", "1_000", "1e3", "nan", "٣", "007", "3/4", "12-", "约5", "1.2.3", "一", "1234567890123456",
    "见附件", "5人", "5%", "(5)",
)  # fmt: skip
_WIDE = {ord("0") + i: 0xFF10 + i for i in range(10)} | {ord("."): ord("．")}


@frozen
class PrintedFigure:
    """One cell as printed: its text and the only state and value a reader may give it."""

    text: str
    state: State
    value: Number | None = None


ZERO = PrintedFigure("0", State.VALUE, 0)
BLANK = PrintedFigure("", State.BLANK)


def wide(text: str) -> str:
    """The text with full-width digits."""
    return text.translate(_WIDE)


def grouped(digits: str, mark: str = ",") -> str:
    """The digits of an integer in groups of three."""
    head = len(digits) % 3 or 3
    return mark.join([digits[:head], *(digits[i : i + 3] for i in range(head, len(digits), 3))])


def plain(value: Number, column: ColumnForm) -> PrintedFigure:
    """The number as most reports print it."""
    number: Number = Decimal(value) if column.kind == "amount" else value
    return PrintedFigure(str(value), State.VALUE, number)


def signed(rng: Random, value: Number, column: ColumnForm) -> PrintedFigure:
    """A change with its sign as character or word; zero has none."""
    more, less = rng.choice((("+", "-"), ("增", "减"), ("＋", "－"), ("", "-")))
    text = (more if value > 0 else less) + str(abs(value)) if value else "0"
    return PrintedFigure(text, State.VALUE, value)


def decorated(rng: Random, value: Number, column: ColumnForm) -> PrintedFigure:
    """The number in one of the rarer printings that still state it without doubt."""
    text = str(value)
    number = plain(value, column).value
    ways = ["wide"]
    if value >= 1000 and value == int(value):
        ways += ["comma", "wide comma"]
    if column.unit and value >= 0:
        ways += ["unit", "wide unit"]
    if column.kind == "count" and value > 0:
        ways += ["annotated"]
    if column.kind == "change" and rng.random() < 0.7:
        return signed(rng, value, column)
    if column.unit == "万元" and value == int(value):
        ways += ["yuan"]
    way = rng.choice(ways)
    if way == "wide":
        text = wide(text) if value >= 0 else text
    elif way == "comma":
        text = grouped(text)
    elif way == "wide comma":
        text = grouped(wide(text), "，")
    elif way == "unit":
        text += column.unit or ""
    elif way == "wide unit":
        text = wide(text) + (column.unit or "")
    elif way == "yuan":
        text = f"{int(value) * 10_000}元"
    elif way == "annotated":
        text += rng.choice(("（其中修订{}件）", "(含上年{}件)", "（{}）")).format(rng.randint(1, 9))
    return PrintedFigure(text, State.VALUE, number)


def mark(rng: Random, marks: Sequence[str] = MARKS) -> PrintedFigure:
    """A mark for "none"."""
    return PrintedFigure(rng.choice(marks), State.NOT_APPLICABLE)


def unreadable(rng: Random) -> PrintedFigure:
    """A text that has to be refused."""
    return PrintedFigure(rng.choice(UNREADABLE), State.REFUSED)


def oddly(rng: Random, value: Number, column: ColumnForm, style: str, draw: float) -> PrintedFigure:
    """A number as a style prints it; ``draw``, from 0 to 1, decides whether in the odd way."""
    if style == "decorated" and draw < 0.3:
        return decorated(rng, value, column)
    if style == "marks" and value == 0 and draw < 0.5:
        return mark(rng)
    if style == "anything" and draw < 0.5:
        if draw < 0.16:
            return decorated(rng, value, column)
        if draw < 0.3:
            return BLANK
        return mark(rng) if draw < 0.42 else unreadable(rng)
    return plain(value, column)
