"""Cells that a capture ran together: cut only where the labels leave no choice.

A run of text is taken apart when it consists of labels of the form and digits and of nothing
else.  The digits behind a label are cut into as many figures as there are columns only if no
other cut exists, an empty cell included: ``000`` in three columns is, ``5012`` in one is, ``912``
in three columns is not (it could be 9 | 12 | empty), nor is ``0012`` (a cell may hold ``00``).
"""

from __future__ import annotations

from functools import lru_cache

import regex

from govinfo_report.reading.labels import book
from govinfo_report.text.normalise import fold

_BETWEEN = r'[ 、,"/：:]{0,2}'
_NUMBER = r"(?:[0-9]{1,2}[.、]?|[一二三四五六七八九十]{1,2}、|\([一二三四五六七八九十]{1,2}\))?"
_TABLES = ("proactive_disclosure", "requests", "review_and_litigation")
_LONGEST = 240


@lru_cache(maxsize=1)
def _patterns() -> tuple[regex.Pattern[str], regex.Pattern[str]]:
    """A whole run of labels and digits, and one piece of it."""
    keys = {
        key for table in _TABLES for part in (book(table).rows, book(table).heads) for key in part
    }
    words = [_BETWEEN.join(key) for key in sorted(keys, key=lambda key: (-len(key), key))]
    item = r"第二十条第?\(?[一五六八九]\)?项"
    label = rf"{_NUMBER}(?:{item}|{'|'.join(words)})\"?(?:\([^()]{{0,60}}\))?"
    piece = regex.compile(rf"(?P<label>{label})|(?P<digits>[0-9]+(?:\.[0-9]+)?)")
    # each piece is taken once and for all, as ``piece`` does: any other way to cut digits would be
    # tried for every digit
    return regex.compile(rf"(?>{label}|[0-9]++(?:\.[0-9]++)?+){{2,60}}+"), piece


@lru_cache(maxsize=4096)
def pieces(text: str) -> tuple[tuple[int, int], ...]:
    """Offsets of the labels and digits a run consists of; empty when it is no such run."""
    if not 4 <= len(text) <= _LONGEST:
        return ()
    folded = fold(text)
    whole, piece = _patterns()
    if whole.fullmatch(folded) is None:
        return ()
    found = [(match.start(), match.end()) for match in piece.finditer(folded)]
    return tuple(found) if sum(end - start for start, end in found) == len(text) else ()


def cut_digits(digits: str, columns: int) -> tuple[int, ...] | None:
    """Lengths of the figures a run of digits is cut into, if only one cut is possible.

    Under one head the run is one figure.  Under several only zeros can be told apart, as many as
    there are heads: any other digit may go on with the next one, and a cell may be empty.
    """
    if columns == 1:
        return (len(digits),)
    if len(digits) == columns and not digits.strip("0０"):
        return (1,) * columns
    return None
