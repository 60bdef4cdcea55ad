"""From characters to an HTML tree, within limits and without silent loss."""

from __future__ import annotations

import re

from lxml import etree

from govinfo_report.errors import LimitError, SourceError
from govinfo_report.limits import Limits

#: below this size even the worst tag costs a fraction of a second, and no scan is made
_SCAN_FROM = 64 * 1024

_NAME = r"[a-zA-Z][^\s/>]*+"
_VALUE = r"""(?:\s*+=\s*+(?:"[^"]*+"?+|'[^']*+'?+|[^\s>"'][^\s>]*+)?+)?+"""
_RAW = "script|style|textarea|title|xmp|iframe|noembed|noframes"
#: parser errors after which the rest of the page is missing from the tree
_LOSSES = frozenset({"ERR_RESOURCE_LIMIT", "ERR_INTERNAL_ERROR", "ERR_NO_MEMORY", "ERR_NAME_TOO_LONG"})


def _token(attributes: int) -> re.Pattern[str]:
    """Everything a page consists of, with at most so many attributes per tag."""
    attribute = rf"(?:[\s/]++|[^\s/>][^\s/>=]*+{_VALUE})"
    # Separators count as attributes here: twice the number is always enough.
    tag = rf"</?{_NAME}{attribute}{{0,{2 * attributes}}}+(?:>|\Z)"
    return re.compile(
        rf"""[^<]++
        | <!--(?:-?>|.*?(?:--!?>|\Z))
        | <[!?][^>]*+(?:>|\Z)
        | <(?P<raw>{_RAW})(?=[\s/>]){attribute}{{0,{2 * attributes}}}+>.*?(?:(?=</(?P=raw)[\s/>])|\Z)
        | {tag}
        | <(?![a-zA-Z!?]|/[a-zA-Z])""",
        re.VERBOSE | re.DOTALL | re.IGNORECASE,
    )


def check_tags(text: str, limits: Limits) -> None:
    """Refuse what makes the parser slow before it runs; one linear pass.

    Raises ``LimitError`` (P905) for a page of too many tags and for a tag of too many
    attributes: the parser compares each with all others, and 200,000 of them cost 39 seconds.
    """
    tags = text.count("<")
    # An element has two tags at most; comments and bare signs are few.
    if tags > 3 * limits.nodes:
        raise _too_many_nodes(tags // 2, limits)
    if len(text) < _SCAN_FROM:
        return
    match = _token(limits.tag_attributes).match
    position = 0
    while position < len(text):
        found = match(text, position)
        if found is None:
            raise LimitError(
                f"a tag has more than {limits.tag_attributes} attributes",
                zh=f"有一个标签的属性超过 {limits.tag_attributes} 个",
                hint="Check that this is a report page, or raise Limits.tag_attributes.",
                hint_zh="请确认该文件确为报告网页，或调高 Limits.tag_attributes。",
                id="P905", limit=limits.tag_attributes, observed=limits.tag_attributes + 1,
                line=text.count("\n", 0, position) + 1,
            )  # fmt: skip
        position = found.end()


def _too_many_nodes(observed: int, limits: Limits) -> LimitError:
    return LimitError(
        f"the page has {observed:,} elements; the limit is {limits.nodes:,}",
        zh=f"网页有 {observed:,} 个元素，上限为 {limits.nodes:,}",
        hint="Check that this is a report page, or raise Limits.nodes.",
        hint_zh="请确认该文件确为报告网页，或调高 Limits.nodes。",
        id="P905", limit=limits.nodes, observed=observed,
    )  # fmt: skip


def parse_tree(text: str, limits: Limits) -> etree._Element | None:
    """The ``html`` element of a page; ``None`` when it holds nothing at all.

    The characters are encoded again so that the parser never guesses an encoding.  Raises
    ``LimitError`` for a page nested deeper (P904) or larger (P905) than the limits, never
    returns part of a page.
    """
    check_tags(text, limits)
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.ParserError:
        return None
    except etree.XMLSyntaxError as error:
        if not parser.error_log:
            return None
        raise SourceError(
            f"the page cannot be parsed: {error}", zh=f"无法解析该网页：{error}", reason=str(error)
        ) from error
    for entry in parser.error_log:
        if entry.type_name in _LOSSES:
            raise _lost(entry.message or "", limits)
    if root is not None and text.count("<") > limits.nodes:
        nodes = sum(1 for _ in root.iter())
        if nodes > limits.nodes:
            raise _too_many_nodes(nodes, limits)
    return root


def _lost(message: str, limits: Limits) -> LimitError:
    if "depth" in message.lower():
        return LimitError(
            f"elements are nested more than {limits.depth} deep",
            zh=f"网页元素嵌套超过 {limits.depth} 层",
            hint="Text formatting that is never closed does this; save the page anew from a browser.",
            hint_zh="多因排版标签未闭合；请用浏览器打开后重新保存该网页。",
            id="P904", limit=limits.depth, observed=limits.depth + 1,
        )  # fmt: skip
    return LimitError(
        f"the parser gave up: {message}", zh=f"解析中止：{message}", id="P905", limit=0, observed=0
    )


def depth_error(observed: int, limits: Limits) -> LimitError:
    """The error for a walk that met more open elements than allowed."""
    error = _lost("depth", limits)
    error.facts["observed"] = observed
    return error
