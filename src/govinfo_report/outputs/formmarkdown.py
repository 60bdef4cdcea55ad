"""The official form as Markdown with pipe tables (GitHub's dialect)."""

from __future__ import annotations

from collections.abc import Sequence

from govinfo_report.outputs.form import NOT_FOUND, Form, FormRow
from govinfo_report.text.lazy import lazy

#: what means something wherever it stands: brackets of tags and links, references, escapes
_MARKUP = lazy(
    r"<(?=[A-Za-z/!?])|&(?=\#|[A-Za-z][A-Za-z0-9]{1,40};)|\](?=[(\[:])|\\(?=[!-/:-@\[-`{-~])|\||^>"
    r"|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])"
)
#: what means something in pairs
_PAIRED = ("*", "`", "~")
#: what begins a heading or a list when a space follows
_LEADING = lazy(r"^(\#{1,6}|[-+*]|[0-9]{1,9}[.)])[ \t]+")
_RULE = lazy(r"^[-=][-= ]*+$")
_EN_SPACE = "\u2002"


def markdown(form: Form) -> str:
    """The whole report."""
    parts = [f"# {_plain(form.title)}", *([form.day] if form.day else ())]
    parts += map(_paragraph, form.preamble)
    for part in form.parts:
        parts.append(f"## {_plain(part.heading)}")
        parts += map(_paragraph, part.text)
        if part.table:
            parts.append(NOT_FOUND if part.rows is None else _pipes(part.rows))
    return "\n\n".join(parts) + "\n"


def _plain(text: str) -> str:
    """Text that Markdown shows as it is.

    Only what would mean something is written as a character reference: readers of plain text,
    ours among them, see the other characters as they are.
    """
    made = str(_MARKUP.sub(lambda match: f"&#{ord(match[0])};", text))
    for mark in _PAIRED:
        if text.count(mark) > 1:
            made = made.replace(mark, f"&#{ord(mark)};")
    return made


def _paragraph(text: str) -> str:
    """A paragraph that Markdown does not take for a heading, list or rule.

    It takes an ASCII space behind the mark; a wider one leaves the text what it is.
    """
    made = str(_LEADING.sub(lambda match: match[1] + _EN_SPACE, _plain(text)))
    return "\\" + made if _RULE.match(made) else made


def _pipes(rows: Sequence[FormRow]) -> str:
    """A pipe table: a merged cell stands in its first position, the others are empty."""
    width = max(sum(cell.columns for cell in row) for row in rows)
    area = [[""] * width for _ in rows]
    taken: set[tuple[int, int]] = set()
    for number, row in enumerate(rows):
        position = 0
        for cell in row:
            while (number, position) in taken:
                position += 1
            area[number][position] = _plain(cell.text)
            for below in range(cell.rows):
                taken |= {(number + below, position + i) for i in range(cell.columns)}
    lines = ["| " + " | ".join(row) + " |" for row in area]
    return "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])
