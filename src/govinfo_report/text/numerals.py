"""The numeral grammar of cells: the only place that turns document text into numbers.

Python's own conversions accept the digits of every script, underscores, exponents and ``nan``;
here a number consists of ASCII or full-width digits and of nothing else that is not named
below.  Whatever falls outside the grammar is refused with a reason, never guessed.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

import regex
from attrs import frozen

from govinfo_report.text.lazy import lazy

Notes = tuple[tuple[str, Mapping[str, str | int]], ...]

COUNT_DIGITS = 12
AMOUNT_DIGITS = 14
DECIMALS = 6

# Padding that is no part of a cell's text: spaces of every width, line breaks, zero-width marks.
# Bidirectional controls are not among them: they change the order in which digits are shown.
_PADDING = (
    " \t\r\n\v\f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000\u200b\u200c\u200d\u2060\ufeff"
)
# One character each, so that offsets in the mapped text are offsets in the cell.
_MAPPED = {0xFF10 + i: chr(0x30 + i) for i in range(10)}
_MAPPED |= {ord(a): b for a, b in zip("．，＋－−（）減項萬億", ".,+--()减项万亿", strict=True)}
_MAPPED |= {ord(c): " " for c in _PADDING}

_MARK = lazy(r"[-–—―─━－−‐‑‒﹣]{1,8}+|[/／∕]|[无無]|(?i:n/a)|Ｎ／Ａ|不[适適]用")
_PLAIN = lazy(r"0|[1-9][0-9]{0,11}+")
_NUMBER = lazy(
    r"(?P<whole>[0-9]{1,3}(?P<mark>[,'])[0-9]{3}(?:(?P=mark)[0-9]{3})*+(?![0-9,'])|[0-9]++)"
    r"(?:\.(?P<decimals>[0-9]++))?+(?![0-9.,'])"
)
_CELL = lazy(
    rf"(?:(?P<sign>[+-])|(?P<word>增加?+|减少?+)\ *+)?+{_NUMBER.pattern}"
    r"\ *+(?P<unit>\p{Han}{1,4}+)?+\ *+(?P<note>\(.*+)?+",
    regex.DOTALL,
)
_TRICK = lazy(r"[0-9][_eEdDxX][-+]?[0-9]|(?i:nan|inf|infinity)\Z")
_DIGITS = lazy(r"[0-9０-９]++")
_RUN = lazy(
    r"[\p{Nd}⁰¹²³⁴-⁹₀-₉]++(?:[.,．，'][\p{Nd}]++)*+"
    # 〇 on its own; within 二〇二三 it is part of a word.
    r"|(?<![一二三四五六七八九零〇])〇(?![一二三四五六七八九零〇])"
)

_ALIKE = {ord(c): "0" for c in "OoＯｏ〇○◯ОоΟο"} | {ord(c): "1" for c in "lIｌＩ|｜丨一"}
_ALIKE |= {ord(c): "-" for c in "–—―─━﹣‐‑‒"}
_ALIKE_DIGITS = frozenset("OoＯｏ〇○◯ОоΟοlIｌＩ|｜丨一")
#: unit of a column -> words that say the same in a cell (宗 and 起 count cases as 件 does)
_SAME_UNIT = {"件": ("件", "宗", "起"), "项": ("项",), "万元": ("万元",)}
_MONEY = ("元", "万元", "亿元")
_UNITS = frozenset("件宗起项个条份次篇期人家元万亿") | {
    "万元",
    "亿元",
    "千元",
    "百元",
    "万件",
    "人次",
}
_LONGEST = 400  # characters of a cell that can still be a number with a note


@frozen
class Numeral:
    """What one cell says.

    ``state`` is ``value``, ``blank``, ``not_applicable`` or ``refused``; ``value`` an ``int`` for
    counts and changes, a ``Decimal`` for amounts and for counts printed with a fraction.
    ``unit`` is the unit of the value, ``reason`` the code of ``model.figure.Reason`` for every
    state but ``value``.  ``notes`` are (rule id, parameters) of what was met on the way.
    """

    state: str
    value: int | Decimal | None = None
    unit: str | None = None
    reason: str | None = None
    notes: Notes = ()


class _Units(NamedTuple):
    unit: str | None
    factor: int  # power of ten from the printed unit to the column's
    notes: Notes


def read_cell(text: str, kind: str = "count", unit: str | None = "件") -> Numeral:
    """Read one cell of a column of the given kind (``count``, ``change``, ``amount``) and unit.

    ``unit`` is ``None`` for an amount whose column prints no unit: then the cell's own unit word
    is taken over.  Never raises for any text.
    """
    if len(text) > _LONGEST:
        return _read(text, kind, unit)
    return _remembered(text, kind, unit)


def digit_runs(text: str) -> list[tuple[int, int]]:
    """Start and end of every numeral token: digits of any script with inner points and commas."""
    return [match.span() for match in _RUN.finditer(text)]


def _read(text: str, kind: str, unit: str | None) -> Numeral:
    cell = text.strip(_PADDING)
    if not cell:
        return Numeral("blank", None, unit, "empty")
    if kind != "amount" and _PLAIN.fullmatch(cell):
        return Numeral("value", int(cell), unit)
    if _MARK.fullmatch(cell):
        return Numeral("not_applicable", None, unit, "mark")
    if cell == "〇":
        zero = Decimal(0) if kind == "amount" else 0
        return Numeral("value", zero, unit, None, (("P913", {"raw": cell, "suggestion": "0"}),))
    if len(cell) > _LONGEST:
        digits = _DIGITS.fullmatch(cell) is not None
        return _too_long(len(cell), kind, unit) if digits else _refused("not-a-number", unit)
    mapped = cell.translate(_MAPPED)
    match = _CELL.fullmatch(mapped)
    if match is None or (match["word"] and kind != "change"):
        return _refusal(mapped, kind, unit)
    return _number(cell, match, kind, unit)


_remembered = lru_cache(maxsize=16_384)(_read)


def _number(cell: str, match: regex.Match[str], kind: str, unit: str | None) -> Numeral:
    whole = match["whole"].replace(match["mark"], "") if match["mark"] else match["whole"]
    decimals = match["decimals"] or ""
    if len(whole) > _limit(kind):
        return _too_long(len(whole), kind, unit)
    if len(decimals) > DECIMALS:
        notes: Notes = (("P914", {"digits": len(decimals), "limit": DECIMALS}),)
        return _refused("number-too-long", unit, notes)
    if whole[0] == "0" and len(whole) > 1 and (match["mark"] or decimals or whole.strip("0")):
        return _trick(cell, unit)
    units = _unit(cell, match, kind, unit)
    if isinstance(units, Numeral):
        return units
    # Strings all the way: arithmetic would round to the precision the caller has set.
    if units.factor:
        shifted = whole.rjust(units.factor + 1, "0")
        decimals = (shifted[-units.factor :] + decimals).rstrip("0")
        whole = shifted[: -units.factor]
    negative = (match["sign"] or match["word"] or "+")[0] in "-减"
    if negative and (whole + decimals).strip("0"):
        whole = "-" + whole
    notes = units.notes
    printed = f"{whole}.{decimals}" if decimals else whole
    if kind != "change" and whole[0] == "-":
        notes += (("V101", {"value": printed}),)
    if kind == "amount":
        return Numeral("value", Decimal(printed), units.unit, None, notes)
    if decimals.strip("0"):
        notes += (("V102", {"value": printed}),)
        return Numeral("value", Decimal(printed), units.unit, None, notes)
    return Numeral("value", int(whole), units.unit, None, notes)


def _limit(kind: str) -> int:
    return AMOUNT_DIGITS if kind == "amount" else COUNT_DIGITS


def _too_long(digits: int, kind: str, unit: str | None) -> Numeral:
    notes: Notes = (("P914", {"digits": digits, "limit": _limit(kind)}),)
    return _refused("number-too-long", unit, notes)


def _refused(reason: str, unit: str | None, notes: Notes = ()) -> Numeral:
    return Numeral("refused", None, unit, reason, notes)


def _unit(cell: str, match: regex.Match[str], kind: str, unit: str | None) -> _Units | Numeral:
    """Unit and bracketed note behind the digits, or the refusal they lead to."""
    word = match["unit"] or ""
    notes: Notes = ()
    if match["note"] is not None:
        if not _closed(match["note"]):
            return _refused("not-a-number", unit)
        inside = match["note"][1:-1].strip()
        if inside in _UNITS and not word:
            word = inside
        elif kind == "amount" and "元" in inside:
            # The brackets speak of money: nobody can say whose unit that is.
            return _other_unit(cell, kind, unit)
        elif inside:
            note = cell[match.start("note") + 1 : match.end("note") - 1]
            notes = (("V108", {"note": note.strip(_PADDING)}),)
        else:
            return _refused("not-a-number", unit)
    if not word:
        return _Units(unit, 0, notes)
    if word not in _UNITS:
        return _refused("not-a-number", unit)
    found: Notes = (("V109", {"unit": word}), *notes)
    if unit is None and kind == "amount" and word in _MONEY:
        return _Units(word, 0, found)
    if unit is not None and word in _SAME_UNIT.get(unit, (unit,)):
        return _Units(unit, 0, found)
    if unit == "万元" and word == "元":
        return _Units(unit, 4, found)
    return _other_unit(cell, kind, unit)


def _closed(note: str) -> bool:
    """Whether the first bracket is closed by the last character and not before."""
    depth = 0
    for position, character in enumerate(note, 1):
        depth += (character == "(") - (character == ")")
        if depth == 0:
            return position == len(note)
    return False


def _other_unit(cell: str, kind: str, unit: str | None) -> Numeral:
    notes: Notes = (("V201", {"raw": cell[:60]}),) if kind == "amount" else ()
    return _refused("other-unit", unit, notes)


def _trick(cell: str, unit: str | None) -> Numeral:
    return _refused("numeral-trick", unit, (("P912", {"raw": cell[:60]}),))


def _alike(cell: str, suggestion: str, unit: str | None) -> Numeral:
    note = ("P913", {"raw": cell[:60], "suggestion": suggestion})
    return _refused("look-alike", unit, (note,))


def _refusal(mapped: str, kind: str, unit: str | None) -> Numeral:
    """Why a text outside the grammar is no number."""
    if _NUMBER.fullmatch(mapped.replace(" ", "").lstrip("+-")):
        return _trick(mapped, unit)
    if len(mapped) <= AMOUNT_DIGITS + DECIMALS + 8:
        guess = mapped.translate(_ALIKE).replace(" ", "")
        seen = any(c in _ALIKE_DIGITS for c in mapped) or any(c.isascii() for c in mapped)
        if seen and guess != mapped and _CELL.fullmatch(guess):
            return _alike(mapped, guess, unit)
        if _NUMBER.fullmatch(guess.lstrip("+-").replace(",", "").replace("'", "")):
            return _alike(mapped, "", unit)
    if _TRICK.search(mapped) or any(
        unicodedata.category(c) in ("Nd", "No", "Nl") and not "0" <= c <= "9" for c in mapped[:60]
    ):
        return _trick(mapped, unit)
    return _refused("not-a-number", unit)
