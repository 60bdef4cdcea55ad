"""Cuts text into lines at everything that a reader or a converter shows as a new line."""

from __future__ import annotations

from collections.abc import Sequence

from govinfo_report.errors import LimitError
from govinfo_report.limits import Limits
from govinfo_report.text.lazy import lazy

_LINE_ENDS = "\n\r\f\v\x85\u2028\u2029"
_ODD_BREAKS = lazy(r"[\r\f\v\x85\u2028\u2029]")
_BREAK = lazy(r"(\f)(?:\r\n|[\r\n\v\x85\u2028\u2029])?+|\r\n|[\r\n\v\x85\u2028\u2029]")


def split_lines(text: str, limits: Limits) -> tuple[list[str], list[int] | None]:
    """The lines and the character each begins at (``None``: one line feed between any two).

    Raises ``LimitError`` for too many (P905) or too long lines (P911).
    """
    _check_number(text, limits)
    lines, starts = _split(text)
    _check_length(lines, limits)
    return lines, starts


def _split(text: str) -> tuple[list[str], list[int] | None]:
    if _ODD_BREAKS.search(text) is None:
        lines = text.split("\n")
        if not lines[-1]:
            lines.pop()
        return lines, None
    lines, starts = [], []
    start = 0
    for match in _BREAK.finditer(text):
        found = match.start()
        if found > start or match[1] is None:
            lines.append(text[start:found])
            starts.append(start)
        if match[1] is not None:
            lines.append("\f")
            starts.append(found)
        start = match.end()
    if start < len(text):
        lines.append(text[start:])
        starts.append(start)
    return lines, starts


def _check_number(text: str, limits: Limits) -> None:
    number = sum(map(text.count, _LINE_ENDS))
    if number > 2 * limits.nodes:  # a line may end in two characters
        what = (f"the text has {number:,} line breaks", f"文本有 {number:,} 个换行")
        raise _too_much("P905", "nodes", limits.nodes, number, *what)


def _check_length(lines: Sequence[str], limits: Limits) -> None:
    longest = max(map(len, lines), default=0)
    if longest > limits.line_characters:
        what = (f"a line has {longest:,} characters", f"有一行长达 {longest:,} 个字符")
        raise _too_much("P911", "line_characters", limits.line_characters, longest, *what)


def _too_much(code: str, name: str, limit: int, observed: int, en: str, zh: str) -> LimitError:
    return LimitError(
        f"{en}; the limit is {limit:,}", zh=f"{zh}，上限为 {limit:,}",
        hint=f"Check that this is a report, or raise Limits.{name}.",
        hint_zh=f"请确认该文件确为报告，或调高 Limits.{name}。",
        id=code, limit=limit, observed=observed,
    )  # fmt: skip
