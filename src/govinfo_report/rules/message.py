"""Messages, rendered from parameters when somebody reads them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from govinfo_report.model.figure import REASON_TEXTS, Reason
from govinfo_report.model.finding import Param
from govinfo_report.rules.private import SHORTEST_PRIVATE, masked
from govinfo_report.rules.rule import LANGUAGES
from govinfo_report.rules.slots import shorten, table_name
from govinfo_report.text.lazy import lazy

_BREAKS = lazy(r"[\s\p{Zl}\p{Zp}]++")
_UNSAFE = lazy(r"[\p{Cc}\p{Cf}\p{Cs}]")
_LONGEST_TEXT = 30
_LONGEST_SUM = 80
_LABELS = ("label", "parent", "heads")
#: a fact of the reading -> how it is said; the numbers and names of the fact fill the places
FACTS = {
    "revisions": ("修订 {} 处", "tracked changes {}"),
    "comments": ("批注 {} 条", "comments {}"),
    "sheets": ("隐藏工作表 {} 个", "hidden sheets {}"),
    "cells": ("隐藏单元格 {} 个", "hidden cells {}"),
    "in_cells": ("单元格内的隐藏内容 {} 处", "hidden parts of cells {}"),
    "characters": ("隐藏文字 {} 字", "hidden characters {}"),
    "undecodable": ("{} 处按 {} 无法解码", "{} place(s) cannot be decoded as {}"),
    "replacement": ("{} 个字符已被替换符代替（{}）", "{} character(s) lost ({})"),
    "control": ("{} 个控制字符已去除（{}）", "{} control character(s) dropped ({})"),
    "outside": ("{}处所指位置不在文件中", "{} claim(s) outside the document"),
    "raised": ("程序异常 {}", "it raised {}"),
}
#: how the number expected came about
_HOWS = {
    "computed": ("按所列数计算为", "by the numbers told it is"),
    "at-most": ("而这一比例最多为", "such a rate is at most"),
}
#: stands for no parts at all
NONE = "—"
_NONE = {"zh": "无", "en": "none"}
_NO_LABEL = {"zh": "（空）", "en": "(empty)"}
#: larger numbers cannot be figures, and Python refuses to write the largest ones
_LARGEST_BITS = 1024


def clean_param(value: object) -> Param:
    """A parameter fit for JSON and for a message; ``TypeError`` for what is no parameter.

    Lone surrogates become U+FFFD, numbers beyond any figure become words, and numbers that lead to
    a person are masked.
    """
    if isinstance(value, str):
        plain = value if value.isascii() else value.encode("utf-8", "replace").decode("utf-8")
        return masked(plain) if len(plain) >= SHORTEST_PRIVATE else plain
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise TypeError(f"a parameter is text, int or Decimal, not {type(value).__name__}")
    if isinstance(value, int):
        return value if value.bit_length() <= _LARGEST_BITS else f"({value.bit_length()} bits)"
    if not value.is_finite() or abs(value.adjusted()) > _LARGEST_BITS:
        return str(value)
    return value


def plain_number(value: int | Decimal) -> str:
    """A number in plain digits, never in scientific notation."""
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def _shown(name: str, value: Param, language: str) -> str:
    if not isinstance(value, str):
        return plain_number(value)
    if name == "table":
        joint = "、" if language == "zh" else ", "
        return joint.join(table_name(table, language) for table in value.split("、"))
    if name == "reason":
        return _reason(value, language)
    if name == "how" and value in _HOWS:
        return _HOWS[value][LANGUAGES.index(language)]
    if name == "facts":
        return _facts(value, language)
    if name == "parts" and value == NONE:
        return _NONE[language]
    if name in _LABELS and not value.strip():
        value = _NO_LABEL[language]
    return _harmless(value, _LONGEST_SUM if name == "parts" else _LONGEST_TEXT)


def _facts(value: str, language: str) -> str:
    """``revisions 2, cells 5`` in words."""
    words: list[str] = []
    for fact in filter(None, value.split(", ")):
        kind, *details = fact.split(" ", 2)
        shown = [_harmless(detail, _LONGEST_TEXT) for detail in details]
        saying = FACTS.get(kind, ("", ""))[LANGUAGES.index(language)]
        told = saying and len(shown) == saying.count("{}")
        words.append(saying.format(*shown) if told else _harmless(fact, _LONGEST_TEXT))
    return ("、" if language == "zh" else ", ").join(words)


def _harmless(value: str, limit: int) -> str:
    return shorten(_UNSAFE.sub("", _BREAKS.sub(" ", value)), limit)


def _reason(code: str, language: str) -> str:
    try:
        return REASON_TEXTS[Reason(code)][LANGUAGES.index(language)]
    except ValueError:
        return _harmless(code, _LONGEST_TEXT)


class Message(Mapping[str, str]):
    """Language -> text.  A template that cannot be filled shows its parameters instead."""

    __slots__ = ("_params", "_rule", "_template", "_texts")

    def __init__(self, rule: str, template: Mapping[str, str], params: Mapping[str, Param]) -> None:
        self._rule = rule
        self._template = template
        self._params = params
        self._texts: dict[str, str] = {}

    def __getitem__(self, language: str) -> str:
        text = self._texts.get(language)
        if text is None:
            text = self._texts[language] = self._render(language)
        return text

    def _render(self, language: str) -> str:
        shown = {name: _shown(name, value, language) for name, value in self._params.items()}
        count = self._params.get("count", 1)
        if "cell" in shown and isinstance(count, int) and count > 1:
            more = f"等 {count} 格" if language == "zh" else f" and {count - 1} more"
            shown["cell"] += more
        try:
            text = self._template[language].format_map(shown)
        except (KeyError, IndexError, ValueError, AttributeError):
            if language not in LANGUAGES:
                raise KeyError(language) from None
            text = ", ".join(f"{name}={value}" for name, value in shown.items())
        return f"〔{self._rule}〕{text}" if language == "zh" else f"[{self._rule}] {text}"

    def __iter__(self) -> Iterator[str]:
        return iter(LANGUAGES)

    def __len__(self) -> int:
        return len(LANGUAGES)

    def __repr__(self) -> str:
        return repr(dict(self))

    def __reduce__(self) -> tuple[type[Message], tuple[object, ...]]:
        return (Message, (self._rule, dict(self._template), dict(self._params)))
