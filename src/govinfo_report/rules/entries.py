"""Entries of a file of suppressions, from the tables of its TOML."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from govinfo_report.errors import UsageError
from govinfo_report.model.finding import Suppression
from govinfo_report.rules.suppression import CATEGORIES, ENTRY_STATUSES, Entry
from govinfo_report.text.lazy import lazy

_FINGERPRINT = lazy(r"[0-9a-f]{16}")
_KEYS = frozenset(
    (
        "fingerprint", "rule", "publisher", "year", "category", "justification", "status",
        "author", "date", "expires",
    )
)  # fmt: skip
_NEEDED = ("fingerprint", "rule", "category")


def entries_of(
    record: Mapping[str, Any], *, alone: bool = False, source: str = ""
) -> tuple[Entry, ...]:
    """The entries of ``[[suppression]]`` tables; ``UsageError`` for anything else.

    ``alone`` says that the file belongs to one report, ``source`` names it in messages.  A reason
    that is missing is no error here: such an entry has no effect and is reported.
    """
    tables = record.get("suppression", [])
    if not isinstance(tables, list) or set(record) - {"suppression"}:
        other = ", ".join(sorted(set(record) - {"suppression"})) or "suppression"
        raise _wrong(source, 0, f"[[suppression]] tables are expected, not {other}",
                     f"只能含有 [[suppression]]，而不是 {other}")  # fmt: skip
    return tuple(_entry(table, n, alone, source) for n, table in enumerate(tables, 1))


def _entry(table: object, number: int, alone: bool, source: str) -> Entry:
    if not isinstance(table, Mapping):
        raise _wrong(source, number, "is no table", "不是表")
    unknown = sorted(set(map(str, table)) - _KEYS)
    if unknown:
        raise _wrong(source, number, f"unknown key {unknown[0]}", f"未知的键 {unknown[0]}")
    for key in _NEEDED:
        if not isinstance(table.get(key), str):
            raise _wrong(source, number, f"{key} is missing", f"缺少 {key}")
    if _FINGERPRINT.fullmatch(table["fingerprint"]) is None:
        raise _wrong(source, number, "a fingerprint has 16 hexadecimal digits",
                     "指纹为 16 位十六进制数")  # fmt: skip
    status = table.get("status", ENTRY_STATUSES[0])
    for key, value, known in (
        ("category", table["category"], CATEGORIES), ("status", status, ENTRY_STATUSES)
    ):  # fmt: skip
        if value not in known:
            raise _wrong(source, number, f"{key} is one of {', '.join(known)}",
                         f"{key} 应为 {'、'.join(known)} 之一")  # fmt: skip
    year = table.get("year")
    if year is not None and (not isinstance(year, int) or isinstance(year, bool)):
        raise _wrong(source, number, "year is a number", "year 应为数字")
    texts = {}
    for key in ("justification", "author", "publisher"):
        texts[key] = table.get(key, "")
        if not isinstance(texts[key], str):
            raise _wrong(source, number, f"{key} is text", f"{key} 应为文字")
    return Entry(
        table["fingerprint"],
        table["rule"],
        Suppression(
            category=table["category"], justification=texts["justification"], status=status,
            author=texts["author"], date=_day(table, "date", number, source),
            expires=_day(table, "expires", number, source),
        ),
        publisher=texts["publisher"] or None,
        year=year,
        alone=alone,
        source=source,
    )  # fmt: skip


def _day(table: Mapping[str, Any], key: str, number: int, source: str) -> str:
    value = table.get(key, "")
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return value.isoformat()
    try:
        return value and date.fromisoformat(value).isoformat()
    except (TypeError, ValueError):
        raise _wrong(source, number, f"{key} is a date (YYYY-MM-DD)",
                     f"{key} 应为日期（YYYY-MM-DD）") from None  # fmt: skip


def _wrong(source: str, number: int, en: str, zh: str) -> UsageError:
    where, where_zh = (f", entry {number}", f" 第 {number} 条") if number else ("", "")
    return UsageError(f"{source}{where}: {en}", zh=f"{source}{where_zh}：{zh}", path=source)
