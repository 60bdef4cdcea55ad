"""Where in a Word document a comment is fixed: the paragraph of a cell, the words of a sentence.

What is inserted are marks between the runs of a paragraph; at most a run is cut in two, with the same
look.  Insertions, deletions, fields and content controls are left whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy

from attrs import frozen
from lxml import etree

from govinfo_report.documents.package import child, local
from govinfo_report.text.lazy import lazy

_STEP = lazy(r"/\*\[([0-9]{1,7})\]")
_PATH = lazy(r"(?:/\*\[[0-9]{1,7}\])++")
#: text in these is not printed, or not that of the paragraph
_ELSEWHERE = frozenset({"del", "moveFrom", "txbxContent", "tbl", "instrText", "rt"})
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def element_at(root: etree._Element, path: str) -> etree._Element | None:
    """The element at a path of positions, ``None`` when there is none."""
    if _PATH.fullmatch(path) is None:
        return None
    first, *steps = (int(found[1]) for found in _STEP.finditer(path))
    current: etree._Element | None = root if first == 1 else None
    for step in steps:
        inner = current.iterchildren("*") if current is not None else iter(())
        current = next((one for n, one in enumerate(inner, 1) if n == step), None)
    return current


def paragraph_of(element: etree._Element | None) -> etree._Element | None:
    """The paragraph that carries a comment on an element.

    That of the element itself, else the first one in it; a text box carries none, but the
    paragraph in which it stands does.
    """
    if element is None:
        return None
    found = element
    if local(element) != "p":
        inner = list(_paragraphs(element))
        own = [p for p in inner if _nearest(p, ("tc", "tbl")) in (element, None)]
        if not inner:
            return next((above for above in element.iterancestors() if local(above) == "p"), None)
        found = (own or inner)[0]
    boxes = [above for above in found.iterancestors() if local(above) == "txbxContent"]
    if boxes:
        return next((above for above in boxes[-1].iterancestors() if local(above) == "p"), None)
    return found


def title_paragraph(body: etree._Element, title: str) -> etree._Element | None:
    """The first paragraph that holds words of the title, else the first with any text."""
    wanted = bare(title)
    first = None
    for paragraph in _paragraphs(body):
        text = bare(_text(paragraph))
        outer = paragraph_of(paragraph)
        if not text or outer is None:
            continue
        first = outer if first is None else first
        if wanted and ((text in wanted and len(text) > 3) or wanted in text):
            return outer
    return first if first is not None else next(_paragraphs(body), None)


def _paragraphs(element: etree._Element) -> Iterator[etree._Element]:
    return (inner for inner in element.iter("{*}p") if local(inner) == "p")


def _nearest(element: etree._Element, names: Sequence[str]) -> etree._Element | None:
    return next((above for above in element.iterancestors() if local(above) in names), None)


def bare(text: str) -> str:
    """Text without white space: where lines break is the page's business."""
    return "".join(text.split())


@frozen
class _Letter:
    """One printed character that is not white space: the text it stands in, and where."""

    text: etree._Element
    at: int


def _letters(paragraph: etree._Element) -> Iterator[tuple[str, _Letter]]:
    stack = list(paragraph.iterchildren("*"))[::-1]
    while stack:
        element = stack.pop()
        name = local(element)
        if name == "t":
            for at, character in enumerate(element.text or ""):
                if not character.isspace():
                    yield character, _Letter(element, at)
        elif name not in _ELSEWHERE and name != "Fallback":
            stack += list(element.iterchildren("*"))[::-1]


def _text(paragraph: etree._Element) -> str:
    return "".join(character for character, _ in _letters(paragraph))


def mark(
    paragraph: etree._Element,
    start: etree._Element,
    end: Sequence[etree._Element],
    words: str = "",
    before: int = 0,
) -> None:
    """Insert ``start`` in front of the words and ``end`` behind them.

    ``words`` is what a sentence reads without white space, ``before`` the number of such
    characters in front of it; without words, or when they are not found, the marks enclose the
    whole paragraph.
    """
    letters = list(_letters(paragraph)) if words else []
    text = "".join(character for character, _ in letters)
    at = _nearest_to(text, words, before) if words else -1
    if at < 0 or len(words) == len(text):
        properties = child(paragraph, "pPr")
        paragraph.insert(0 if properties is None else paragraph.index(properties) + 1, start)
        paragraph.extend(end)
        return
    # the end first: cutting there leaves the letters in front of it where they are
    last = letters[at + len(words) - 1][1]
    behind = _cut(paragraph, last.text, last.at + 1)
    for element in reversed(end):
        behind.addnext(element)
    first = letters[at][1]
    if first.at and _is_plain(paragraph, first.text):
        _cut(paragraph, first.text, first.at).addnext(start)
    else:
        _top(paragraph, first.text).addprevious(start)


def _nearest_to(text: str, words: str, before: int) -> int:
    """Where ``words`` stand in the text, the place nearest to ``before``; -1 for nowhere."""
    best = at = text.find(words)
    while at >= 0:
        if abs(at - before) < abs(best - before):
            best = at
        at = text.find(words, at + 1)
    return best


def _top(paragraph: etree._Element, element: etree._Element) -> etree._Element:
    """The child of the paragraph in which an element stands."""
    current = element
    while (above := current.getparent()) is not None and above is not paragraph:
        current = above
    return current


def _is_plain(paragraph: etree._Element, text: etree._Element) -> bool:
    """Whether a text stands in a run of the paragraph itself."""
    run = text.getparent()
    return run is not None and run.getparent() is paragraph and local(run) == "r"


def _cut(paragraph: etree._Element, text: etree._Element, at: int) -> etree._Element:
    """Cut the run behind a character of its text; the part of the paragraph in front of the cut.

    What is not a plain run of the paragraph stays whole, and the cut falls behind it.
    """
    run = text.getparent()
    if run is None or not _is_plain(paragraph, text):
        return _top(paragraph, text)
    rest = (text.text or "")[at:]
    following = list(text.itersiblings())
    if not rest and not following:
        return run
    other = etree.Element(run.tag, run.attrib, run.nsmap)
    properties = child(run, "rPr")
    if properties is not None:
        other.append(deepcopy(properties))
    if rest:
        made = etree.SubElement(other, text.tag)
        made.text, made.tail = rest, text.tail
        made.set(_XML_SPACE, "preserve")
        text.text, text.tail = (text.text or "")[:at], None
        text.set(_XML_SPACE, "preserve")
    other.extend(following)
    other.tail, run.tail = run.tail, None
    run.addnext(other)
    return run
