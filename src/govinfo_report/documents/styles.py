"""What the style of an element says about its being seen: the few declarations that matter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import IntEnum

import regex
from attrs import define, field

from govinfo_report.text.lazy import lazy


class Look(IntEnum):
    """What a style declaration does to an element."""

    PLAIN = 0
    NONE = 1  #: not rendered at all
    INVISIBLE = 2  #: takes its place, shows nothing
    BLOCK = 3  #: stands on lines of its own
    INLINE = 4  #: shown, whatever a style sheet says
    RAISED = 5  #: superscript or subscript
    STRUCK = 6  #: struck through


_COMMENT = lazy(r"/\*.*?(?:\*/|\Z)", regex.DOTALL)
_ESCAPE = lazy(r"\\([0-9a-f]{1,6})\s?|\\(.)", regex.DOTALL | regex.IGNORECASE)
_INLINE = frozenset(
    "inline inline-block inline-table inline-flex inline-grid contents initial unset revert".split()
)
_BLOCK = frozenset(
    "block flex grid list-item table flow-root table-row table-cell table-row-group "
    "table-header-group table-footer-group table-caption -webkit-box run-in".split()
)
_SELECTOR = lazy(r"([a-z][a-z0-9]*+)?([.#])(-?[\w\u00a0-\U0010ffff-]++)", regex.IGNORECASE)
_NAMES = lazy(r"[.#]-?[\w\u00a0-\U0010ffff-]++")
_BRACE = lazy(r"([{}])")


def look_of(style: str) -> Look:
    """The look that the declarations of a ``style`` attribute give."""
    declared = _declarations(style)
    display = declared.get("display", "")
    if display == "none":
        return Look.NONE
    if declared.get("visibility") in ("hidden", "collapse"):
        return Look.INVISIBLE
    if display in _BLOCK:
        return Look.BLOCK
    for name in ("text-decoration", "text-decoration-line"):
        if "line-through" in declared.get(name, ""):
            return Look.STRUCK
    if declared.get("vertical-align") in ("super", "sub"):
        return Look.RAISED
    return Look.INLINE if display in _INLINE else Look.PLAIN


def _declarations(style: str) -> dict[str, str]:
    """Property and value, the way a browser settles repeated ones."""
    text = _COMMENT.sub(" ", style)
    if "\\" in text:
        text = _ESCAPE.sub(_unescaped, text)
    declared: dict[str, str] = {}
    important: set[str] = set()
    for declaration in text.lower().split(";"):
        name, _, value = declaration.partition(":")
        name, value = name.strip(), value.strip()
        if value.endswith("important") and value[:-9].rstrip().endswith("!"):
            value = value[:-9].rstrip()[:-1].rstrip()
            important.add(name)
        elif name in important:
            continue
        if value and (name != "display" or value in _INLINE | _BLOCK | {"none"}):
            declared[name] = value
    return declared


def _unescaped(match: regex.Match[str]) -> str:
    code = match[1]
    if code is None:
        return str(match[2])
    number = int(code, 16)
    return chr(number) if 0 < number < 0x110000 else "\ufffd"


@define
class Sheet:
    """Classes and ids that the style sheets inside a page hide.

    Only rules outside ``@media`` with a selector of one class or id count; a rule that shows one
    of the element's names again (a tab that a script opens) wins.
    """

    hiding: dict[str, tuple[str, Look]] = field(factory=dict)  #: ".name" -> tag or "", look
    showing: set[str] = field(factory=set)

    @classmethod
    def of(cls, texts: Iterable[str]) -> Sheet:
        """The rules of all ``style`` elements of a page."""
        sheet = cls()
        for text in texts:
            for selectors, body in _rules(_COMMENT.sub(" ", text)):
                look = look_of(body)
                for selector in selectors.split(","):
                    sheet._add(selector.strip(), look, "display" in body)
        return sheet

    def _add(self, selector: str, look: Look, displays: bool) -> None:
        if look in (Look.NONE, Look.INVISIBLE):
            simple = _SELECTOR.fullmatch(selector)
            if simple is not None:
                self.hiding[simple[2] + simple[3]] = ((simple[1] or "").lower(), look)
        elif displays:
            self.showing.update(_NAMES.findall(selector))

    def look(self, tag: str, names: Iterable[str]) -> Look:
        """The look of an element with these names (``.class``, ``#id``)."""
        names = set(names)
        for name in names & self.hiding.keys():
            wanted, look = self.hiding[name]
            if (not wanted or wanted == tag) and not names & self.showing:
                return look
        return Look.PLAIN


def _rules(text: str) -> Iterator[tuple[str, str]]:
    """Selector and body of the rules at the top level; what stands in at-rules is left out."""
    depth = 0
    selector = body = ""
    for piece in _BRACE.split(text):
        if piece == "{":
            depth += 1
        elif piece == "}":
            if depth == 1 and not selector.startswith("@"):
                yield selector, body
            depth = max(0, depth - 1)
        elif depth == 0:
            selector = piece.rpartition(";")[2].strip()
        elif depth == 1:
            body = piece
