"""Puts the documents of a container in its place, in whatever way it is given."""

from __future__ import annotations

import os
from collections.abc import Iterator

from attrs import evolve, frozen

from govinfo_report.documents.intake import is_text
from govinfo_report.documents.mailhead import mail_start
from govinfo_report.documents.manifest import merged
from govinfo_report.documents.source import Known, Source
from govinfo_report.errors import GovInfoReportError
from govinfo_report.limits import Limits
from govinfo_report.plugins.choosing import has_foreign, members
from govinfo_report.plugins.registry import Registry

_HEAD = 512  # bytes that tell most documents from containers


@frozen
class Named:
    """A document from a container, or the error in its stead, under its whole name."""

    name: str
    source: Source | GovInfoReportError

    def with_known(self, known: Known) -> Named:
        """The same document, with what is known of the container it came in."""
        if isinstance(self.source, Source) and known.given:
            return evolve(self, source=evolve(self.source, known=merged(known, self.source.known)))
        return self


def spread(source: object, name: str, registry: Registry, limits: Limits) -> Iterator[Named] | None:
    """The documents of a container that is given in any way (path, bytes, ``Source``); ``None`` for
    a document itself and for whatever cannot be opened, which is told where it is read."""
    head = _head(source)
    if head is None or not (_like_container(head) or has_foreign(registry)):
        return None
    try:
        opened = Source.of(source, limits=limits)
        inside = members(opened, registry, limits)
    except GovInfoReportError:
        return None
    return None if inside is None else _named(opened, name, inside)


def _named(
    source: Source, name: str, inside: Iterator[Source | GovInfoReportError]
) -> Iterator[Named]:
    for inner in inside:
        if isinstance(inner, Source):
            yield Named(name + inner.name.removeprefix(source.name), inner)
        else:
            own = str(inner.facts.get("source", source.name))
            yield Named(name + own.removeprefix(source.name), inner)


def _head(source: object) -> bytes | None:
    """The first bytes, without reading the rest; ``None`` where there is nothing to look at."""
    if isinstance(source, Source):
        return source.data[:_HEAD]
    if isinstance(source, bytes):
        return source[:_HEAD]
    if not isinstance(source, str | os.PathLike) or (isinstance(source, str) and is_text(source)):
        return None
    try:
        if not os.path.isfile(source):
            return None
        with open(source, "rb") as file:
            return file.read(_HEAD)
    except (OSError, ValueError):
        return None


def _like_container(head: bytes) -> bool:
    return head.startswith((b"PK", b"\x1f\x8b", b"WARC/")) or mail_start(head) is not None
