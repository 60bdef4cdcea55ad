"""What a page shows in frames or links to, as far as that may be a document."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import PurePosixPath
from urllib.parse import parse_qsl, unquote, urlsplit

from lxml import etree

_SHOWN = ("iframe", "frame", "embed", "object", "applet")
_DOCUMENTS = (".pdf", ".doc", ".docx", ".wps", ".xls", ".xlsx", ".et", ".ofd", ".rtf")
#: what the bytes of such a page hold, in lower case
MARKS = tuple(b"<" + tag.encode() for tag in _SHOWN) + tuple(s.encode() for s in _DOCUMENTS)
#: parameters by which viewers are told what to show
_PARAMETERS = ("file", "url", "src", "pdf", "furl", "path")
_MOST_LINKS = 500
_MOST_SHOWN = 20


def shown(root: etree._Element) -> Iterator[tuple[str, ...]]:
    """Per element that shows something else, the references it may mean."""
    for element in islice(root.iter(*_SHOWN), _MOST_SHOWN):
        reference = element.get("src") or element.get("data") or element.get("code") or ""
        yield from _meant(reference)


def linked(root: etree._Element) -> Iterator[tuple[str, ...]]:
    """Per link to a document, its reference and its words, which may be the name of the file."""
    for element in islice(root.iter("a"), _MOST_LINKS):
        reference = element.get("href") or ""
        words = "".join(element.itertext()).strip()
        title = (element.get("title") or element.get("download") or "").strip()
        for names in _meant(reference):
            meant = [n for n in (*names, words, title) if _suffix(n) in _DOCUMENTS]
            if meant:
                yield tuple(meant)


def _meant(reference: str) -> Iterator[tuple[str, ...]]:
    reference = reference.strip()
    if not reference or reference.startswith(("#", "data:", "javascript:", "mailto:", "about:")):
        return
    try:
        query = parse_qsl(urlsplit(reference).query, max_num_fields=50)
    except ValueError:
        query = []
    yield (*(value for name, value in query if name.lower() in _PARAMETERS), reference)


def _suffix(name: str) -> str:
    return PurePosixPath(path_of(name)).suffix.lower()


def path_of(reference: str) -> str:
    """The path of a reference, decoded; empty where there is none."""
    try:
        return unquote(urlsplit(reference).path).replace("\\", "/")
    except ValueError:
        return ""


def last_of(reference: str) -> str:
    """The last part of the path of a reference: what the file may be called."""
    return path_of(reference).rpartition("/")[2]
