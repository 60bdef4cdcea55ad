"""Rows in, aligned text out: width of East Asian text, wrapping, plain tables.

Text of a document is made harmless first: control, bidirectional and zero-width characters
could otherwise move the cursor, recolour a terminal or turn a line around.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import regex
from attrs import frozen

from govinfo_report.text.lazy import lazy

_UNSAFE = lazy(r"[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]")
_OPENING = "（〔《〈“‘「『【([{"
_CLOSING = "，。；：、）〕》〉”’！？」』】,.;:)]}!?…"
_BREAKS = lazy(r"[\s\p{Zl}\p{Zp}]+")


def harmless(text: str) -> str:
    """``text`` with every character that could steer a terminal written as ``\\uXXXX``.

    Line breaks and tabs stay.
    """
    return str(_UNSAFE.sub(escaped, text))


def escaped(match: regex.Match[str]) -> str:
    """The character of a match as ``\\uXXXX``; line breaks and tabs as they are."""
    character = match[0]
    if character in "\n\t":
        return str(character)
    code = ord(character)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def one_line(text: str, limit: int | None = None) -> str:
    """``text`` harmless and in one line, cut with ``…`` when wider than ``limit`` columns."""
    line = harmless(_BREAKS.sub(" ", text).strip())
    if limit is None or width(line) <= limit:
        return line
    return _cut(line, limit - 1)[0] + "…"


def width(text: str) -> int:
    """Columns of a terminal that ``text`` takes; ambiguous characters count as narrow."""
    if text.isascii():
        return len(text)
    return sum(map(_character_width, text))


def _character_width(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def pad(text: str, columns: int, *, right: bool = False) -> str:
    """``text`` filled up with spaces to ``columns``."""
    filling = " " * max(0, columns - width(text))
    return filling + text if right else text + filling


def _cut(text: str, columns: int) -> tuple[str, str]:
    used = 0
    for index, character in enumerate(text):
        used += _character_width(character)
        if used > columns:
            return text[:index], text[index:]
    return text, ""


def wrap(text: str, columns: int) -> list[str]:
    """``text`` in lines of at most ``columns``; breaks at spaces and beside Chinese characters.

    Marks that close a phrase do not begin a line, those that open one do not end it; a word that
    is wider than a line is cut.  Lines keep the indent of the first.  At least one line.
    """
    columns = max(columns, 2)
    lines: list[str] = []
    for paragraph in text.split("\n"):
        rest = paragraph.strip()
        indent = paragraph[: len(paragraph) - len(paragraph.lstrip(" "))]
        indent = indent if len(indent) + 2 <= columns else ""
        while (head := _cut(rest, columns - len(indent))[0]) != rest:
            cut = len(head) or 1
            while cut > 1 and not _may_break(rest[cut - 1], rest[cut]):
                cut -= 1
            if cut == 1 and not _may_break(rest[0], rest[1]):
                cut = len(head) or 1
            lines.append(indent + rest[:cut].rstrip())
            rest = rest[cut:].lstrip()
        lines.append(indent + rest if rest else "")
    return lines


def _may_break(left: str, right: str) -> bool:
    if " " in (left, right):
        return True
    if left in _OPENING or right in _CLOSING:
        return False
    return _character_width(left) == 2 or _character_width(right) == 2


class Piece(NamedTuple):
    """Text with the name of a style (``value``, ``refused`` …) that a terminal may colour."""

    text: str
    style: str = ""


Line = tuple[Piece, ...]


@frozen
class Column:
    """A column of a plain table: its head, alignment and greatest width.

    Heads and left-aligned cells wrap at ``most`` columns.  Right-aligned cells are numbers and
    never wrap: half a number is another number.
    """

    head: str = ""
    right: bool = False
    most: int = 60
    style: str = ""


def plain(lines: Iterable[Line]) -> str:
    """Lines as text, without styles, each ended by a line feed."""
    return "".join("".join(piece.text for piece in line).rstrip() + "\n" for line in lines)


def table(
    columns: Sequence[Column],
    rows: Iterable[Sequence[str | Piece]],
    *,
    indent: int = 0,
    gap: int = 2,
) -> list[Line]:
    """An aligned table; heads stand at the foot of their rows and are left out if all empty."""
    cells = [
        [cell if isinstance(cell, Piece) else Piece(cell, columns[i].style)
         for i, cell in enumerate(row)]
        for row in rows
    ]  # fmt: skip
    widths = []
    for i, column in enumerate(columns):
        widest = max((width(p) for row in cells for p in row[i].text.split("\n")), default=0)
        if not column.right:
            widest = min(widest, column.most)
        words = [width(word) for word in column.head.split() if word.isascii()]
        widths.append(max(widest, min(width(column.head), column.most), *words, 0))
    lines: list[Line] = []
    if any(column.head for column in columns):
        heads_ = [Piece(column.head, "head") for column in columns]
        lines += _row(heads_, columns, widths, indent, gap, foot=True)
    for row in cells:
        lines += _row(row, columns, widths, indent, gap)
    return lines


def _row(
    row: Sequence[Piece],
    columns: Sequence[Column],
    widths: Sequence[int],
    indent: int,
    gap: int,
    *,
    foot: bool = False,
) -> list[Line]:
    wrapped = [wrap(cell.text, max(widths[i], 1)) for i, cell in enumerate(row)]
    height = max(map(len, wrapped), default=1)
    lines: list[Line] = []
    for number in range(height):
        pieces = [Piece(" " * indent)]
        for i, parts in enumerate(wrapped):
            index = number - (height - len(parts)) if foot else number
            text = parts[index] if 0 <= index < len(parts) else ""
            filled = pad(text, widths[i], right=columns[i].right)
            pieces.append(Piece(filled, row[i].style))
            if i + 1 < len(wrapped):
                pieces.append(Piece(" " * gap))
        lines.append(tuple(pieces))
    return lines
