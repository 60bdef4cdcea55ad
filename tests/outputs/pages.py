"""What must hold of every page we make: well-formed, inert, and every link leads somewhere."""

from __future__ import annotations

from html.parser import HTMLParser

import regex
from lxml import html

VOID = {"meta", "br"}
#: every element a page of ours may hold
ELEMENTS = VOID | {
    "html", "head", "title", "style", "body", "header", "main", "h1", "h2", "h3", "h4", "p", "a",
    "span", "small", "code", "b", "i", "q", "mark", "blockquote", "ul", "ol", "li", "dl", "dt",
    "dd", "div", "table", "caption", "thead", "tbody", "tr", "th", "td", "article",
}  # fmt: skip
ATTRIBUTES = {
    "lang", "charset", "name", "content", "http-equiv", "class", "id", "href", "tabindex", "role",
    "aria-label", "scope", "colspan", "rowspan",
}  # fmt: skip
#: characters that steer, turn text around, or are none
UNFIT = regex.compile(
    r"[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point=Yes}--\n]", regex.V1
)


class _Balanced(HTMLParser):
    """Fails on an element that is foreign, not closed, or closed in the wrong order."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ELEMENTS, tag
        names = [name for name, _ in attrs]
        assert set(names) <= ATTRIBUTES, names
        assert len(set(names)) == len(names)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag


def check_page_is_sound(page: str, *, pages: frozenset[str] = frozenset()) -> html.HtmlElement:
    """The tree of a page; ``pages`` are the files beside it to which it may lead."""
    parser = _Balanced()
    parser.feed(page)
    parser.close()
    assert not parser.open, parser.open
    assert not UNFIT.search(page), repr(UNFIT.search(page))
    root = html.document_fromstring(page.encode())
    ids = root.xpath("//@id")
    assert len(set(ids)) == len(ids)
    for target in root.xpath("//@href"):
        assert target.startswith("#") or target in pages, target
        assert not target.startswith("#") or target[1:] in ids, target
    (sheet,) = root.xpath("//style/text()")
    assert "url(" not in sheet
    assert "@import" not in sheet
    assert "<" not in sheet
    levels = [int(element.tag[1]) for element in root.xpath("//h1|//h2|//h3|//h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b - a <= 1 for a, b in zip(levels, levels[1:], strict=False)), levels
    assert root.xpath("string(//title)").strip()
    return root
