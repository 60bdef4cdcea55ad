"""Which opener a source is for, and the documents of one that holds several."""

from __future__ import annotations

import warnings
from collections.abc import Iterator

from govinfo_report.documents.opener import Opener
from govinfo_report.documents.sniffing import UNPACKED, Kind, sniff_bytes
from govinfo_report.documents.source import Source
from govinfo_report.documents.unreadable import nested
from govinfo_report.documents.unsupported import locks_another, unsupported
from govinfo_report.errors import GovInfoReportError, LayoutCrashError, SourceError
from govinfo_report.limits import Limits
from govinfo_report.plugins.guards import GuardedOpener
from govinfo_report.plugins.records import PluginWarning
from govinfo_report.plugins.registry import Registry


def choose(source: Source, registry: Registry, stacklevel: int = 3) -> Opener:
    """The opener that fits best; of equals the first of a plugin, else the first.

    A plugin for one kind of HTML page cannot fit better than HTML does, but knows the page closer.
    One that fails while being asked is passed over; its failure is raised when no other opener
    accepts, ``SourceError`` when none fits.
    """
    if locks_another(source):
        raise unsupported(source)
    fits = []
    crash: LayoutCrashError | None = None
    for candidate in registry.openers:
        try:
            fit = candidate.accepts(source)
        except LayoutCrashError as error:
            crash = crash or error
            warnings.warn(str(error), PluginWarning, stacklevel=stacklevel)
            continue
        if fit is not None:
            fits.append((fit, candidate))
    if not fits:
        raise crash or unsupported(source)
    return max(fits, key=lambda pair: (pair[0], _is_foreign(pair[1])))[1]


def _is_foreign(opener: Opener) -> bool:
    return isinstance(opener, GuardedOpener) and opener.owner.origin != "builtin"


def members(
    source: Source, registry: Registry, limits: Limits
) -> Iterator[Source | GovInfoReportError] | None:
    """The documents of a container, or ``None`` for a source that is a document itself.

    An error stands for each that cannot be had; the first one met while looking for documents at
    all is yielded as well, not raised.
    """
    if source.origin is not None or not _may_hold_others(source, registry):
        return None
    try:
        opener = choose(source, registry)
    except GovInfoReportError:
        return None  # whoever opens it says why
    if not isinstance(opener, GuardedOpener) or not opener.unpacks():
        return None
    return _members(source, opener, registry, limits)


def only_member(source: Source, registry: Registry, limits: Limits) -> Source:
    """A source that is a document itself, or the only document of a container.

    Raises ``SourceError`` for a container of several, and whatever keeps the only one from being
    had.
    """
    inside = members(source, registry, limits)
    if inside is None:
        return source
    found = list(inside)
    if isinstance(found[0], GovInfoReportError):
        raise found[0]
    if len(found) > 1:
        raise SourceError(
            f"{source.name} holds {len(found)} documents",
            zh=f"{source.name} 含有 {len(found)} 份文档",
            hint="Take them out and look at them one by one.", hint_zh="请取出后逐个查看。",
            name=source.name,
        )  # fmt: skip
    return found[0]


def _may_hold_others(source: Source, registry: Registry) -> bool:
    return sniff_bytes(source.data) in UNPACKED or has_foreign(registry)


def has_foreign(registry: Registry) -> bool:
    """Whether a plugin opens containers of its own."""
    return any(
        _is_foreign(opener) and isinstance(opener, GuardedOpener) and opener.unpacks()
        for opener in registry.openers
    )


def _members(
    source: Source, opener: GuardedOpener, registry: Registry, limits: Limits
) -> Iterator[Source | GovInfoReportError]:
    try:
        for inner in opener.unpack(source, limits):
            kind = sniff_bytes(inner.data) if isinstance(inner, Source) else None
            if not isinstance(inner, Source) or kind not in (*UNPACKED, Kind.GZIP):
                yield inner
            elif kind is Kind.MHTML and source.kind is not Kind.MHTML:
                yield from _page(inner, registry, limits)  # a page like any other
            else:
                yield nested(inner, kind)
    except GovInfoReportError as error:
        yield error


def _page(
    inner: Source, registry: Registry, limits: Limits
) -> Iterator[Source | GovInfoReportError]:
    opener = choose(inner, registry)
    if not isinstance(opener, GuardedOpener) or not opener.unpacks():
        yield inner
        return
    try:
        yield from opener.unpack(inner, limits)
    except SourceError as error:
        error.facts.setdefault("source", inner.name)
        yield error
