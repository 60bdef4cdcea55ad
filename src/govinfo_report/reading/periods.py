"""Dates and reporting periods in text."""

from __future__ import annotations

from calendar import isleap
from datetime import date
from typing import NamedTuple

from govinfo_report.text.chinese import read_small, read_year
from govinfo_report.text.lazy import lazy
from govinfo_report.text.normalise import fold, squash

_YEAR = r"(?:20[0-9]{2}|二[〇零○0][一二三四五六七八九〇零○0]{2})"
_SMALL = r"(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})"
_DATE = lazy(
    rf"(?<![0-9])(?:(?P<y>{_YEAR})年(?P<m>{_SMALL})月(?P<d>{_SMALL})[日号]"
    r"|(?P<y>20[0-9]{2})(?P<s>[-/.])(?P<m>[0-9]{1,2})(?P=s)"
    r"(?P<d>[0-9]{2}(?=[0-9]{2}:[0-9]{2})|[0-9]{1,2}(?![0-9.])))"
)
_TO = r"(?:起)?[,]?(?:起)?(?:至|到|—{1,2}|－|-{1,2}|~|–|―)+"
_PERIOD = lazy(
    rf"(?<![0-9])(?P<y1>{_YEAR})年(?P<m1>{_SMALL})月(?:(?P<d1>{_SMALL})[日号])?{_TO}"
    rf"(?:(?P<y2>{_YEAR})年|同年|当年|本年)?(?P<m2>{_SMALL})月(?:(?P<d2>{_SMALL})[日号])?"
)
#: words of the sentence that states the period of the figures
_WORDS = lazy(r"期限|时限|期间|周期|起止|统计时间|统计期|报告期|时间段|截止时间|数据.{0,12}自")
# A date whose characters are partly lost: 20231月1日, 202011日.
_BROKEN = lazy(r"20[0-9]{3,6}(?:月|日)|20[0-9]{2}年?[至到]")
_LAST = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class Period(NamedTuple):
    """The first and last day reported on, with the words they were read from."""

    start: date
    end: date
    text: str


def read_date(text: str) -> date | None:
    """The first date in a text (``2024年1月16日``, ``2024-01-16``), if it exists.

    A time may be fused to it (``2024-01-1610:00``).
    """
    match = _DATE.search(narrow(text))
    return None if match is None else _day(match["y"], match["m"], match["d"])


def narrow(text: str) -> str:
    """The folded text without the white space around Chinese characters and stops."""
    return _AROUND.sub("", " ".join(fold(text).split()))


_AROUND = lazy(r"(?<=[\p{Han}:(]) | (?=[\p{Han}:)])")


def only_date(text: str) -> date | None:
    """The date a line consists of, perhaps in brackets."""
    squashed = squash(text).strip("()")
    match = _DATE.fullmatch(squashed)
    return None if match is None else _day(match["y"], match["m"], match["d"])


def read_period(text: str, *, anywhere: bool = False) -> Period | None:
    """The period of the figures, stated in a sentence that says so.

    With ``anywhere`` any span of dates counts (in a preamble).  Dates with lost characters are
    not guessed: ``None``.
    """
    squashed = squash(text)
    for match in _PERIOD.finditer(squashed):
        before = squashed[max(0, match.start() - 40) : match.start()]
        if not anywhere and not _WORDS.search(before + squashed[match.end() : match.end() + 12]):
            continue
        last = match["y2"] or match["y1"]
        start = _day(match["y1"], match["m1"], match["d1"] or "1")
        end = _day(last, match["m2"], match["d2"] or _month_end(last, match["m2"]))
        if start is not None and end is not None and start <= end:
            return Period(start, end, match[0])
    return None


def broken_period(text: str) -> str:
    """The words of a period whose dates have lost characters, or ``""``."""
    squashed = squash(text)
    match = _BROKEN.search(squashed)
    if match is None or _WORDS.search(squashed) is None:
        return ""
    return squashed[max(0, match.start() - 12) : match.end() + 24]


def _day(year: str, month: str, day: str) -> date | None:
    y, m, d = read_year(year), read_small(month), read_small(day)
    if y is None or m is None or d is None:
        return None
    try:
        return date(y, m, d)
    except ValueError:
        return None


def _month_end(year: str, month: str) -> str:
    y, m = read_year(year), read_small(month)
    if y is None or m is None or not 1 <= m <= 12:
        return "0"
    leap = m == 2 and isleap(y)
    return str(_LAST[m - 1] + leap)
