"""Checks of untrusted JSON values; every failure is a ``UsageError`` that names the place."""

from __future__ import annotations

import json
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from datetime import date
from enum import StrEnum
from typing import Any, Never, TypeVar

from govinfo_report.errors import GovInfoReportError, UsageError
from govinfo_report.text.lazy import lazy

E = TypeVar("E", bound=StrEnum)
T = TypeVar("T")

_DEEPEST = 16  # levels of what callers and plugins store with a report
_DATE = lazy(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def parse_json(text: str | bytes) -> Any:
    """The value of a JSON text; ``UsageError`` for anything RFC 8259 would not allow."""
    try:
        if isinstance(text, bytes):
            text = text.decode("utf-8-sig")
        return json.loads(text, parse_constant=_no_constant, object_pairs_hook=_unique)
    except RecursionError:
        raise bad("", "the nesting is too deep", "嵌套过深") from None
    except GovInfoReportError:
        raise
    except ValueError as error:  # also broken UTF-8 and integers of thousands of digits
        problem = str(error)[:200]
        raise bad("", f"not JSON: {problem}", f"不是有效的 JSON：{problem}") from None


def _no_constant(name: str) -> Never:
    raise bad("", f"{name} is not JSON", f"{name} 不是有效的 JSON 值")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [key for key, _ in pairs]
        twice = next(key for key in names if names.count(key) > 1)[:60]
        raise bad("", f"key {twice!r} is there twice", f"键 {twice!r} 重复")
    return found


def bad(at: str, en: str, zh: str) -> UsageError:
    """The error for what stands at ``at`` (a path such as ``figures.x.value``)."""
    where = at or "$"
    return UsageError(f"{where}: {en}.", zh=f"{where}：{zh}。", at=where)


def wrong(at: str, wanted: str, wanted_zh: str, found: object) -> UsageError:
    """The error for a value of the wrong kind."""
    if isinstance(found, str):
        shown = repr(found[:60])
    elif isinstance(found, int | float | None) and (
        not isinstance(found, int) or abs(found) < 2**64
    ):
        shown = repr(found)
    else:
        shown = type(found).__name__
    return bad(at, f"expected {wanted}, found {shown}", f"应为{wanted_zh}，实为 {shown}")


def mapping(value: object, at: str) -> dict[str, Any]:
    """An object."""
    if not isinstance(value, dict) or not all(isinstance(key, str) for key in value):
        raise wrong(at, "an object", "对象", value)
    return value


def keys(value: object, at: str, required: AbstractSet[str]) -> dict[str, Any]:
    """An object with exactly these keys."""
    found = mapping(value, at)
    if found.keys() != required:
        missing = sorted(required - found.keys())
        if missing:
            raise bad(at, f"{', '.join(missing)} missing", f"缺少 {'、'.join(missing)}")
        foreign = ", ".join(key[:60] for key in sorted(found.keys() - required)[:5])
        raise bad(at, f"unknown: {foreign}", f"未知的键：{foreign}")
    return found


def array(value: object, at: str) -> list[Any]:
    """An array."""
    if not isinstance(value, list):
        raise wrong(at, "an array", "数组", value)
    return value


def text(value: object, at: str) -> str:
    """A string."""
    if not isinstance(value, str):
        raise wrong(at, "a string", "字符串", value)
    return value


def text_or_null(value: object, at: str) -> str | None:
    """A string or null."""
    return None if value is None else text(value, at)


def integer(value: object, at: str) -> int:
    """An integer every JSON reader can hold."""
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) >= 2**53:
        raise wrong(at, "an integer", "整数", value)
    return value


def day(value: object, at: str) -> date:
    """A date as ``YYYY-MM-DD``."""
    try:
        if isinstance(value, str) and _DATE.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise wrong(at, "a date (YYYY-MM-DD)", "日期（YYYY-MM-DD）", value)


def member(kind: type[E], value: object, at: str) -> E:
    """A member of an enumeration by its value."""
    if isinstance(value, str):
        for candidate in kind:
            if candidate.value == value:
                return candidate
    names = [candidate.value for candidate in kind]
    raise wrong(at, f"one of {', '.join(names)}", f" {'、'.join(names)} 之一", value)


def stored(value: object, at: str) -> dict[str, Any]:
    """An object of strings, integers, truth values, nulls, and arrays and objects of those."""
    _check_stored(value, at, 0)
    return mapping(value, at)


def _check_stored(value: object, at: str, depth: int) -> None:
    if depth > _DEEPEST:
        raise bad(at, "the nesting is too deep", "嵌套过深")
    if isinstance(value, dict):
        for item in mapping(value, at).values():
            _check_stored(item, at, depth + 1)
    elif isinstance(value, list):
        for item in value:
            _check_stored(item, at, depth + 1)
    elif value is not None and not isinstance(value, str | bool):
        integer(value, at)


def placed(at: str, make: Callable[[], T]) -> T:
    """What ``make`` returns; an error of the model that names no place gets ``at``."""
    try:
        return make()
    except UsageError as error:
        if "at" in error.facts:
            raise
        en, zh = error.message["en"].rstrip("."), error.message["zh"].rstrip("。")
        raise bad(at, en, zh) from None
