"""Numbers written in Chinese characters: years digit by digit, and counts below a hundred million.

For titles, dates and prose only; cells of tables never contain such numbers (see ``numerals``).
"""

from __future__ import annotations

from govinfo_report.text.lazy import lazy

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {
    "〇": 0, "○": 0, "两": 2, "兩": 2, "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6,
    "柒": 7, "捌": 8, "玖": 9,
}  # fmt: skip
_POWERS = {
    "十": 10,
    "拾": 10,
    "百": 100,
    "佰": 100,
    "千": 1000,
    "仟": 1000,
    "万": 10_000,
    "萬": 10_000,
}
_WIDE = {0xFF10 + i: ord("0") + i for i in range(10)}
_SMALL = lazy(r"[0-9]{1,3}")
_YEAR = lazy(r"20[0-9]{2}|二[〇零○０0][一二三四五六七八九〇零○０0]{2}")


def read_year(text: str) -> int | None:
    """A year of this century in four digits (also full-width) or four Chinese digits."""
    text = text.translate(_WIDE)
    if _YEAR.fullmatch(text) is None:
        return None
    if text.isascii():
        return int(text)
    return int("".join(str(_DIGITS.get(c, 0)) for c in text))


def read_small(text: str) -> int | None:
    """A number of one to three digits as dates have them: ``12``, ``１２`` or ``十二``."""
    digits = text.translate(_WIDE)
    return int(digits) if _SMALL.fullmatch(digits) else read_chinese(text)


def read_chinese(text: str) -> int | None:
    """The value of a number such as ``七`` ``四十`` ``二百零三`` ``一万二千``, else ``None``.

    Digit sequences without powers (``二〇二三``) are years or names, not counts: ``None``.
    """
    if not text or any(c not in _DIGITS and c not in _POWERS for c in text):
        return None
    total = section = 0  # finished ten-thousands; hundreds and tens under way
    digit: int | None = None
    last = 100_000  # the power before, must fall within one section
    for character in text:
        if character in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[character]
            continue
        power = _POWERS[character]
        if power == 10_000:
            if total or not section + (digit or 0):
                return None
            total, section, digit, last = (section + (digit or 0)) * power, 0, None, 100_000
            continue
        if power >= last or (not digit and not (power == 10 and digit is None and not section)):
            return None
        section += (1 if digit is None else digit) * power
        digit, last = None, power
    return total + section + (digit or 0)
