"""From characters to an HTML tree, within limits and without silent loss."""

from __future__ import annotations

import re

from lxml import etree

from govinfo_report.errors import LimitError, SourceError
from govinfo_report.limits import Limits

#: below this size even the worst tag costs a fraction of a second, and no scan is made
_SCAN_FROM = 64 * 1024
#: parser errors after which the rest of the page is missing from the tree: internal error, no
#: memory, name too long, resource limit (by number: lxml 6.0 has no name for the last)
_LOSSES = frozenset({1, 2, 110, 114})
#: elements whose content is text, whatever it looks like
_RAW = rb"script|style|textarea|title|xmp|iframe|noembed|noframes"


def _token(attributes: int) -> re.Pattern[bytes]:
    """Tags of at most so many attributes, comments and raw text; ``bad`` is any other tag."""
    value = rb"""(?:="[^"]*+"|\s*+=\s*+(?:"[^"]*+"?+|'[^']*+'?+|[^\s>"'][^\s>]*+)?+)?+"""
    inside = rb"(?:[\s/]*+[^\s/>][^\s/>=]*+%b){0,%d}+[\s/]*+" % (value, attributes)
    return re.compile(
        rb"<(?:/[a-z0-9:]++>"
        rb"|/?(?!(?:%(raw)b)[\s/>])[a-z][^\s/>]*+%(inside)b(?:>|\Z)"
        rb"|!--(?:-?>|.*?(?:--!?>|\Z))"
        rb"|[!?][^>]*+"
        rb"|(?P<raw>%(raw)b)(?=[\s/>])%(inside)b>.*?(?:(?=</(?P=raw)[\s/>])|\Z)"
        rb"|/(?:%(raw)b)[\s/>][^>]*+"
        rb"|(?P<bad>/?[a-z]))" % {b"raw": _RAW, b"inside": inside},
        re.DOTALL,
    )


def check_tags(lower: bytes, limits: Limits) -> None:
    """Refuse what makes the parser slow before it runs; one linear pass over lower-case markup.

    Raises ``LimitError`` (P905) for a page of too many tags and for a tag of too many
    attributes: the parser compares each with all others, and 200,000 of them cost 39 seconds.
    """
    tags = lower.count(b"<")
    # An element has two tags at most; comments and bare signs are few.
    if tags > 3 * limits.nodes:
        raise nodes_error(tags // 2, limits)
    if len(lower) < _SCAN_FROM:
        return
    for match in _token(limits.tag_attributes).finditer(lower):
        if match.lastgroup == "bad":
            raise LimitError(
                f"a tag has more than {limits.tag_attributes} attributes",
                zh=f"有一个标签的属性超过 {limits.tag_attributes} 个",
                hint="Check that this is a report page, or raise Limits.tag_attributes.",
                hint_zh="请确认该文件确为报告网页，或调高 Limits.tag_attributes。",
                id="P905", limit=limits.tag_attributes, observed=limits.tag_attributes + 1,
                line=lower.count(b"\n", 0, match.start()) + 1,
            )  # fmt: skip


def nodes_error(observed: int, limits: Limits) -> LimitError:
    """The error for a page of too many elements or preformatted lines."""
    return LimitError(
        f"the page has {observed:,} elements; the limit is {limits.nodes:,}",
        zh=f"网页有 {observed:,} 个元素，上限为 {limits.nodes:,}",
        hint="Check that this is a report page, or raise Limits.nodes.",
        hint_zh="请确认该文件确为报告网页，或调高 Limits.nodes。",
        id="P905", limit=limits.nodes, observed=observed,
    )  # fmt: skip


def parse_tree(markup: bytes, lower: bytes, limits: Limits) -> etree._Element | None:
    """The ``html`` element of a page in UTF-8; ``None`` when it holds nothing at all.

    ``lower`` is the same in lower case.  Raises ``LimitError`` for a page nested deeper (P904)
    or larger (P905) than the limits; never returns part of a page.
    """
    check_tags(lower, limits)
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True)
    root: etree._Element | None = None
    reason = "no element"
    try:
        root = etree.fromstring(markup, parser)
    except etree.XMLSyntaxError as error:
        reason = str(error)
    for entry in parser.error_log:
        if entry.type in _LOSSES:
            raise _lost(entry.message or "", limits)
    if root is None:
        if b"<" in markup.replace(b"<!", b"") and parser.error_log:
            raise SourceError(
                f"the page cannot be parsed: {reason}", zh=f"无法解析该网页：{reason}"
            )
        return None
    if lower.count(b"<") > limits.nodes:
        nodes = sum(1 for _ in root.iter())
        if nodes > limits.nodes:
            raise nodes_error(nodes, limits)
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
