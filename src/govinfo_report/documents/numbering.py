"""The numbers that Word writes before paragraphs by itself: they stand in no text of the file."""

from __future__ import annotations

from collections.abc import Callable

from attrs import define, field
from lxml import etree

from govinfo_report.documents.package import attribute, child, local
from govinfo_report.text.lazy import lazy

_DIGITS = "〇一二三四五六七八九"
_POWERS = ("", "十", "百", "千")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
          (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_SLOT = lazy(r"%([1-9])")
_PLAIN = lazy(r"[0-9]{1,9}")
_MOST = 9999  # a number beyond is written in digits


def chinese(number: int) -> str:
    """A number from 1 to 9999 the way headings are counted: 十一, 一百〇二."""
    text = ""
    for power in range(3, -1, -1):
        digit = number // 10**power % 10
        if digit:
            text += _DIGITS[digit] + _POWERS[power]
        elif text and number % 10**power and not text.endswith("〇"):
            text += "〇"
    return text.removeprefix("一") if text.startswith("一十") else text


def _letters(number: int) -> str:
    letter = chr(ord("a") + (number - 1) % 26)
    return letter * ((number - 1) // 26 + 1) if number <= 26 * 20 else str(number)


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        while number >= value:
            text += letters
            number -= value
    return text


def _circled(number: int) -> str:
    return chr(0x2460 + number - 1) if number <= 20 else str(number)


_FORMATS: dict[str, Callable[[int], str]] = {
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "japaneseCounting": chinese,
    "chineseLegalSimplified": lambda n: "".join("零壹贰叁肆伍陆柒捌玖"[int(d)] for d in str(n)),
    "ideographDigital": lambda n: "".join(_DIGITS[int(d)] for d in str(n)),
    "japaneseDigitalTenThousand": lambda n: "".join(_DIGITS[int(d)] for d in str(n)),
    "ideographTraditional": lambda n: "甲乙丙丁戊己庚辛壬癸"[(n - 1) % 10],
    "ideographZodiac": lambda n: "子丑寅卯辰巳午未申酉戌亥"[(n - 1) % 12],
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalFullWidth": lambda n: "".join(chr(0xFF10 + int(d)) for d in str(n)),
    "decimalZero": lambda n: f"{n:02}",
    "upperRoman": lambda n: _roman(n).upper(),
    "lowerRoman": _roman,
    "upperLetter": lambda n: _letters(n).upper(),
    "lowerLetter": _letters,
}
_SILENT = ("bullet", "none")


@define
class _Level:
    format: str = "decimal"
    text: str = ""
    start: int = 1
    legal: bool = False  # all numbers in digits


@define
class _List:
    levels: dict[int, _Level] = field(factory=dict)
    link: str = ""  # the style whose list is meant
    counts: dict[int, int] = field(factory=dict)


class Numbering:
    """Counts paragraphs of lists in the order in which they are asked for."""

    def __init__(self, root: etree._Element | None) -> None:
        self._lists: dict[str, _List] = {}
        self._of: dict[str, str] = {}  # number id -> list id
        self._starts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        styles: dict[str, str] = {}
        for element in root if root is not None else ():
            if local(element) == "abstractNum":
                key = attribute(element, "abstractNumId") or ""
                self._lists[key] = _list(element)
                style = child(element, "styleLink")
                if style is not None:
                    styles[attribute(style, "val") or ""] = key
            elif local(element) == "num":
                self._add(element)
        for number, key in self._of.items():
            link = self._lists[key].link if key in self._lists else ""
            if link in styles:
                self._of[number] = styles[link]

    def _add(self, element: etree._Element) -> None:
        number = attribute(element, "numId") or ""
        target = child(element, "abstractNumId")
        if target is None:
            return
        self._of[number] = attribute(target, "val") or ""
        for override in element:
            if local(override) == "lvlOverride":
                start = child(override, "startOverride")
                if start is not None:
                    starts = self._starts.setdefault(number, {})
                    starts[small(attribute(override, "ilvl"))] = small(attribute(start, "val"))

    def next(self, number: str, level: int) -> str:
        """The number of the next paragraph of a list, as Word would print it."""
        found = self._lists.get(self._of.get(number, ""))
        own = found.levels.get(level) if found is not None else None
        if found is None or own is None:
            return ""
        start = self._starts.get(number, {}).get(level)
        if start is not None and (number, level) not in self._begun:
            found.counts[level] = start
        elif level in found.counts:
            found.counts[level] += 1
        else:
            found.counts[level] = own.start
        self._begun.add((number, level))
        for deeper in [key for key in found.counts if key > level]:
            del found.counts[deeper]
        if own.format in _SILENT:
            return ""
        return _SLOT.sub(lambda slot: _printed(found, int(slot[1]) - 1, own), own.text)


def _printed(found: _List, level: int, asking: _Level) -> str:
    own = found.levels.get(level, asking)
    count = found.counts.setdefault(level, own.start)
    write = None if asking.legal else _FORMATS.get(own.format)
    return str(count) if write is None or not 0 < count <= _MOST else write(count)


def _list(element: etree._Element) -> _List:
    found = _List()
    for inner in element:
        if local(inner) == "numStyleLink":
            found.link = attribute(inner, "val") or ""
        elif local(inner) == "lvl":
            facts = {local(fact): attribute(fact, "val") or "" for fact in inner}
            found.levels[small(attribute(inner, "ilvl"))] = _Level(
                facts.get("numFmt", "decimal"),
                facts.get("lvlText", ""),
                small(facts.get("start"), 1),
                "isLgl" in facts and facts["isLgl"] not in ("0", "false", "off"),
            )
    return found


def small(text: str | None, default: int = 0) -> int:
    """A number of the file format, never one of a report."""
    return int(text) if text is not None and _PLAIN.fullmatch(text) else default
