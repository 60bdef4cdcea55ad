"""The title of a page that is no report: which line it is, against that of an annual report.

A title of another kind counts when it is the page's own: in a heading, in the title of the page, at
the top of a text.  A word in a menu is no title.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from govinfo_report.documents.document import Document
from govinfo_report.reading.draft import Spans
from govinfo_report.reading.otherkinds import kind_of_page, kind_of_title
from govinfo_report.reading.outline import Outline
from govinfo_report.reading.textlines import Line, text_lines
from govinfo_report.reading.titles import read_title
from govinfo_report.text.normalise import squash

_FRONT = 300  # lines before the first section among which a title of another kind is sought
_TOP = 3  # lines at the top of a text that may be its title
_TITLE_LIKE = 2  # points from which a line is the title of the page, not one of its menus
_LONGEST = 70  # characters of a title


class OtherTitle(NamedTuple):
    """A title of another kind, with the points that speak for its being the page's own."""

    kind: str
    text: str
    points: int


def other_title(
    document: Document, outline: Outline, spans: Spans, title: str
) -> OtherTitle | None:
    """The title of another kind that outranks that of an annual report, if there is one."""
    lines = _before_sections(document, outline)
    page = squash(document.metadata.get("title", ""))
    found = list(_candidates(document, lines, page))
    if page:
        named = kind_of_page(document.metadata["title"])
        if named is not None:
            found.append(OtherTitle(*named, _TITLE_LIKE + 1))
    own = _title_kind(title)
    if own is not None:
        return OtherTitle(own, title, _TITLE_LIKE)
    if not found:
        return None
    best = max(found, key=lambda other: other.points)
    if best.points < _TITLE_LIKE:
        return None
    return best if best.points > _points_of_title(lines, spans, page, title) else None


def _title_kind(title: str) -> str | None:
    """What the title of an annual report says of itself: an illustrated digest of it."""
    kind = kind_of_title(title) if title else None
    return kind if kind == "digest" else None


def _before_sections(document: Document, outline: Outline) -> list[Line]:
    lines = text_lines(document)
    first = next(iter(outline.sections.values()), None)
    if first is None:
        return lines[:_FRONT]
    at = first.heading[0]
    before = [line for line in lines[: 4 * _FRONT] if (line.block, line.start) < at[:2]]
    return before[-_FRONT:]


def _candidates(document: Document, lines: list[Line], page: str) -> Iterator[OtherTitle]:
    plain = not page and not any(line.level for line in lines)
    for number, line in enumerate(lines):
        top = plain and number < _TOP
        text = line.head
        kind = kind_of_title(text) if line.whole else None
        if kind is None and top:
            # A page in one line: its title ends at the first space.
            text = squash(document.text(line.span)[:_LONGEST].split(maxsplit=1)[0])
            kind = kind_of_title(text)
        if kind is not None:
            yield OtherTitle(kind, text, _points(line, page) + _TITLE_LIKE * top)


def _points(line: Line, page: str) -> int:
    """How much speaks for a line's being the title of the page."""
    head = line.head.strip("#*>_=~《》")
    return 3 * (line.level in (1, 2)) + 2 * (len(head) >= 6 and head in page)


def _points_of_title(lines: list[Line], spans: Spans, page: str, title: str) -> int:
    if not spans:
        return -1
    starts = {(span.block, span.start) for span in spans}
    own = [_points(line, page) for line in lines if (line.block, line.start) in starts]
    named = read_title(title)
    bonus = 1 if named is not None and named.year is not None and named.name else 0
    return max(own, default=0) + bonus + 2 * (bool(page) and squash(title) in page)
