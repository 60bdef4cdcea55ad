"""The customs (海关) publish reports for one office (本级), an area (关区) and the whole (系统).

Where the title says which, the library reads it.  On the pages of the customs it often does not:
the report begins with its first sentence, and that sentence, or the column of the site in which
it was published, names the scope.  This plugin points to these words, and to nothing else: the
tables are those of everybody, and are read by the layouts that are built in.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from govinfo_report import Document, Draft, Fit, Match, Span, hookimpl

_SCOPE = r"(?:关区|系统|本级(?:机关)?)"
_REPORT = r"20[0-9]{2}年(?:度)?政府信息公开(?:工作)?年度报告"
#: the title, in a line of its own or behind 编制 in the first sentence
_TITLE = regex.compile(
    rf"(?:\A|编制)(?P<words>[\p{{Han}}（）()]{{0,20}}?(?:海关|关区|系统)[\p{{Han}}（）()]{{0,8}}?{_REPORT})"
)
#: what the report is about, in a sentence that does not name it
_ABOUT = regex.compile(
    rf"20[0-9]{{2}}年(?:度)?(?P<words>\p{{Han}}{{0,12}}?海关\p{{Han}}{{0,6}}?{_SCOPE})政府信息公开"
)
#: the last step of the path to the page: 政府信息公开年报 > 关区年报
_COLUMN = regex.compile(rf"年报\s*[>›»]\s*(?P<words>\p{{Han}}{{0,6}}{_SCOPE}\p{{Han}}{{0,4}})\s*\Z")


class CustomsLayout:
    """Tells title and scope; the draft has no tables."""

    id = "customs.scope"
    variants: dict[str, str] = {}

    def detect(self, document: Document, /) -> Iterator[Match]:
        head = list(_head(document))
        title, about, column = (
            next(_found(pattern, document, head), None) for pattern in (_TITLE, _ABOUT, _COLUMN)
        )
        scope = about or column
        customs = "海关" in "".join(document.block(number).text for number in head)
        if customs and (title or scope):
            evidence = tuple(document.text(span) for span in (title, scope) if span is not None)
            yield Match(Fit.EXACT, None, evidence, anchor=(title, scope))

    def parse(self, document: Document, match: Match, /) -> Draft:
        title, scope = match.anchor
        return Draft((), title=(title,) if title else (), scope=(scope,) if scope else ())


def _head(document: Document) -> Iterator[int]:
    """The numbers of the blocks before the first section."""
    for block in document.blocks:
        if block.text.lstrip().startswith("一、"):
            return
        if block.grid is None:
            yield block.index


def _found(pattern: regex.Pattern[str], document: Document, head: list[int]) -> Iterator[Span]:
    for number in head:
        if match := pattern.search(document.block(number).text):
            yield Span(number, *match.span("words"))


@hookimpl
def govinfo_layouts() -> list[CustomsLayout]:
    return [CustomsLayout()]
