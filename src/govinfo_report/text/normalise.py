"""Texts made comparable: width, script, quotes and spaces.

Values are never read from normalised text (see ``numerals``); it serves to recognise labels,
headings, titles and dates.
"""

from __future__ import annotations

from functools import lru_cache

from govinfo_report.text.scripts import script_table

_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
#: white space, zero-width characters and bidirectional controls
DROPPED = (
    _SPACES
    + " \t\n\r\v\f\x1c\x1d\x1e\x1f\x85\u2028\u2029"
    + "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff"
    + "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
_QUOTES = "“”„‟‘’‚‛「」『』〝〞〟＂＇'′″｢｣﹁﹂﹃﹄"
_PAIRS = {
    "〔": "[", "〕": "]", "﹙": "(", "﹚": ")", "︵": "(", "︶": ")", "❨": "(", "❩": ")",
    "∕": "/", "⁄": "/", "﹕": ":", "︰": ":", "﹐": ",", "﹔": ";", "﹒": ".", "｡": "。",
    "､": "、", "﹑": "、", "﹣": "-", "﹟": "#",
}  # fmt: skip


def _fold_table() -> dict[int, int]:
    table = script_table()
    table |= {0xFF01 + i: 0x21 + i for i in range(0x5E)}
    table |= {ord(a): ord(b) for a, b in _PAIRS.items()}
    table |= {ord(c): ord('"') for c in _QUOTES}
    table |= {ord(c): ord(" ") for c in _SPACES}
    return table


_FOLD = _fold_table()
_SQUASH: dict[int, int | None] = {**_FOLD, **{ord(c): None for c in DROPPED}}
_SHORT = 120  # labels and headings are shorter; longer texts are not worth remembering


def fold(text: str) -> str:
    """The text with every character in its plain form; length and offsets stay the same.

    Full-width forms become half-width (``，`` ``：`` ``（`` too; ``。`` and ``、`` stay), all
    quotation marks become ``"``, the other spaces become a space, traditional characters of the
    closed table become simplified.  Dashes stay as they are except the full-width ``－``.
    """
    return text.translate(_FOLD)


@lru_cache(maxsize=16_384)
def _squash_short(text: str) -> str:
    return text.translate(_SQUASH)


def squash(text: str) -> str:
    """The folded text without white space, zero-width and bidirectional characters."""
    return _squash_short(text) if len(text) <= _SHORT else text.translate(_SQUASH)
