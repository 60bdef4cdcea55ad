"""Text of documents in HTML: escaped, steering characters shown, private numbers masked, cut."""

from __future__ import annotations

from html import escape

import regex

from govinfo_report.outputs.text import harmless
from govinfo_report.rules.private import masked
from govinfo_report.text.lazy import lazy

#: code points that are no characters: no page may hold them
_NONE = lazy(
    "[\ufdd0-\ufdef"
    + "".join(chr(p << 16 | 0xFFFE) + chr(p << 16 | 0xFFFF) for p in range(17))
    + "]"
)
#: Chinese words with the numbers and marks between them
_CHINESE = lazy(r"[〔《“（]?+\p{Han}[\p{Han}0-9０-９〔〕《》（），。、；：“”＋＝·％%]*+")
#: characters of a document shown at one place
LONGEST = 400


def shown(text: str, limit: int = LONGEST) -> str:
    """``text`` in one line and fit for the content of an element or a quoted attribute.

    Longer texts are cut with ``…`` and the number of characters they have; numbers that lead to a
    person are masked before.
    """
    return raw(" ".join(masked(text).split()), limit)


def raw(text: str, limit: int = LONGEST) -> str:
    """As ``shown``, for a piece of text that is masked already and whose spaces count."""
    rest = f"… [{len(text)}]" if len(text) > limit else ""
    return escape(_NONE.sub(_code, harmless(text[:limit]).replace("\n", " "))) + rest


def _code(match: regex.Match[str]) -> str:
    return f"\\U{ord(match[0]):08x}"


def chinese(html: str, language: str) -> str:
    """Text for a page (no tags in it) whose Chinese words are marked as such, unless all is."""
    if language == "zh":
        return html
    return str(_CHINESE.sub(r'<span lang="zh">\g<0></span>', html))


def link(target: str, html: str, more: str = "") -> str:
    """A link to a place on the same page; ``target`` is an id of ours."""
    return f'<a href="#{target}"{more}>{html}</a>'
