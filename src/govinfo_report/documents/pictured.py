"""Pages and Word documents whose tables are pictures: the pictures are put where they stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from attrs import evolve, frozen
from lxml import etree

from govinfo_report.documents.containers import unpacked
from govinfo_report.documents.document import Block, BlockKind, Document, Span
from govinfo_report.documents.docx import WordPage
from govinfo_report.documents.embedded import part_of
from govinfo_report.documents.html import source_text
from govinfo_report.documents.markup import parse_tree
from govinfo_report.documents.package import Package
from govinfo_report.documents.sniffing import Kind
from govinfo_report.documents.source import Source
from govinfo_report.documents.visible import picture_mark
from govinfo_report.errors import GovInfoReportError
from govinfo_report.limits import Limits
from govinfo_report.model.place import Place
from govinfo_report.text.lazy import lazy

_MARK = lazy(r"\[image: [^\]\n]{0,200}\]")
_MOST = 40  #: pictures of one page that are looked at
_SMALLEST = 2048  #: bytes of the smallest picture that may hold a table


def pictures(source: Source, limits: Limits) -> dict[str, Source]:
    """The pictures of a page or Word document by the marks that stand for them in its text.

    A mark that stands for several pictures is left out, and so is a picture that is not there.
    """
    found: dict[str, Source | None] = {}
    for mark, picture in _pictures(source, limits):
        same = mark not in found or (
            (known := found[mark]) is not None and known.sha256 == picture.sha256
        )
        found[mark] = picture if same else None
    return {mark: picture for mark, picture in found.items() if picture is not None}


def with_pictures(
    document: Document, found: dict[str, Source], read: Callable[[Source], Document]
) -> Document | None:
    """The document with what is on its pictures behind their marks; ``None`` when that is nothing.

    ``read`` opens a picture; one that it cannot open stays a picture.
    """
    blocks: list[Block] = []
    origins: list[_Origin] = []
    done: set[str] = set()
    for block in document.blocks:
        blocks.append(evolve(block, index=len(blocks)))
        origins.append(_Origin(document, block.index))
        for mark in _MARK.findall(block.text) if block.kind is not BlockKind.GRID else ():
            picture = found.get(mark)
            if picture is None or picture.sha256 in done:
                continue
            done.add(picture.sha256)
            try:
                inner = read(picture)
            except GovInfoReportError:
                continue
            for own in inner.blocks:
                blocks.append(evolve(own, index=len(blocks)))
                origins.append(_Origin(inner, own.index, picture.name))
    if len(blocks) == len(document.blocks):
        return None
    return Document(
        tuple(blocks), _Places(origins), document.metadata, document.notes, document.opener,
        unverified=True,
    )  # fmt: skip


@frozen
class _Origin:
    """Where a block comes from; ``part`` names the picture."""

    document: Document
    block: int
    part: str | None = None


@frozen
class _Places:
    """Leads spans of the whole back to the page, or to the picture."""

    origins: Sequence[_Origin]

    def __call__(self, span: Span) -> Place:
        origin = self.origins[span.block]
        place = origin.document.locate(Span(origin.block, span.start, span.end))
        return place if origin.part is None else evolve(place, part=origin.part)


def _pictures(source: Source, limits: Limits) -> Iterator[tuple[str, Source]]:
    if source.kind is Kind.DOCX:
        yield from _of_word(source, limits)
    elif source.kind is Kind.HTML:
        markup = source_text(source).encode("utf-8", "replace")
        root = parse_tree(markup, markup.lower(), limits)
        for element in islice(_images(root), _MOST):
            try:
                picture = part_of(source, element.get("src") or "", limits)
            except GovInfoReportError:
                continue
            if picture is not None and _may_hold_a_table(picture):
                yield picture_mark(element), picture


def _of_word(source: Source, limits: Limits) -> Iterator[tuple[str, Source]]:
    root = WordPage.of(source, limits).root
    package = Package(source, limits)
    for element in islice(_images(root), _MOST):
        name = element.get("src") or ""
        if name in package:
            picture = unpacked(source, name, package.read(name))
            if _may_hold_a_table(picture):
                yield picture_mark(element), picture


def _images(root: etree._Element | None) -> Iterator[etree._Element]:
    return iter(()) if root is None else root.iter("img")


def _may_hold_a_table(picture: Source) -> bool:
    return picture.kind is Kind.IMAGE and len(picture.data) >= _SMALLEST
