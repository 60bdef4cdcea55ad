"""What a field of flattened text can be: a label, a head, a value, or something else."""

from __future__ import annotations

from enum import Enum
from functools import lru_cache

from govinfo_report.reading.labels import book
from govinfo_report.text.lazy import lazy
from govinfo_report.text.normalise import squash

TABLES = ("proactive_disclosure", "requests", "review_and_litigation")
LONG = 60  #: characters of the longest label with its note
SECTION = lazy(r"[一二三四五六][、.．]")
#: a line of a printed page that only numbers it
_PAGE = lazy(
    r"[-—–－]++\s*+[0-9]{1,3}\s*+[-—–－]++|第\s*+[0-9]{1,3}\s*+页(?:[^0-9]{0,4}[0-9]{1,3}\s*+页)?+"
)
_REST = lazy(r"[\"'()\[\]{}<>《》〈〉,.:;、。!?]++|[0-9]{1,2}[.、)]|\([0-9]{1,2}\)")
_BARE_NUMBER = lazy(r"\(?[0-9]{1,2}[.、)]")
_NUMBERED = lazy(r"\(?[0-9一二三四五六七八九十]{1,3}[.、)]")
_MARKS = frozenset({"无", "不适用", "零", "〇"})
_VALUE = lazy(
    r"[+-]?+(?:增加?+|减少?+)?+[0-9][0-9,.']*+(?:[万亿]?[元件项条宗起个份次]?+)(?:\(.*\))?+"
)


class Kind(Enum):
    """What a field can be in a row."""

    ROW = "row"
    PARENT = "parent"
    HEAD = "head"
    EITHER = "either"  # 其他 and 总计 are heads and row labels
    VALUE = "value"
    OTHER = "other"


@lru_cache(maxsize=16_384)
def is_value(text: str) -> bool:
    """Whether a field can only be a value: empty, a numeral with its unit, or a mark."""
    squashed = squash(text)
    if not squashed or squashed in _MARKS:
        return True
    if not any(map(_is_han, squashed)):
        # The end of a label in quotes, or the number of the next one, on a line of its own.
        return _REST.fullmatch(squashed) is None
    return _VALUE.fullmatch(squashed) is not None


@lru_cache(maxsize=32_768)
def kind_of(text: str) -> Kind:
    """What the text of a field can be, over all tables."""
    if is_value(text):
        return Kind.VALUE
    squashed = squash(text)
    if len(squashed) > 2 * LONG:
        return Kind.OTHER
    row = parent = head = False
    for table in TABLES:
        labels = book(table)
        concepts = labels.row(text)
        row = row or any(c.kind == "row" for c in concepts)
        parent = parent or any(c.kind in ("group", "outcomes") for c in concepts)
        head = head or labels.head(text) is not None
    if head:
        return Kind.EITHER if row else Kind.HEAD
    if row or parent:
        return Kind.ROW if row else Kind.PARENT
    return Kind.OTHER


def is_bare_number(text: str) -> bool:
    """Whether a field is but a number with a mark: of the next label (``2.``), or a cell (``(5)``)."""
    return _BARE_NUMBER.fullmatch(squash(text)) is not None


def is_numbered(text: str) -> bool:
    """Whether a label begins with a number of its own."""
    return _NUMBERED.match(squash(text)) is not None


def is_heading(text: str) -> bool:
    """Whether a line begins a section: a Chinese numeral, and no label of a table."""
    return SECTION.match(text) is not None and kind_of(text) is Kind.OTHER


def is_page_number(text: str) -> bool:
    """Whether a line only numbers a printed page, dashes or 第…页 around the number."""
    return _PAGE.fullmatch(text) is not None


def _is_han(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"
