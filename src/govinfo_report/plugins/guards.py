"""Stands between the core and the objects of a plugin: a crash or a lie becomes a clear error."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from typing import Any, BinaryIO, NoReturn

import attrs

from govinfo_report.documents.document import Document, Span
from govinfo_report.documents.isolation import opened
from govinfo_report.documents.opener import Opener, Unpacker
from govinfo_report.documents.source import Source
from govinfo_report.errors import GovInfoReportError, LayoutCrashError
from govinfo_report.limits import Limits
from govinfo_report.model.fit import Fit
from govinfo_report.model.forms import ALL_TABLES
from govinfo_report.model.place import Place
from govinfo_report.model.report import Report
from govinfo_report.outputs.files import PieceWriter
from govinfo_report.outputs.writer import CheckingWriter, PartWriter, Writer
from govinfo_report.plugins.asking import CRASHES, crash_text
from govinfo_report.plugins.records import Plugin
from govinfo_report.plugins.soundness import document_fault
from govinfo_report.reading.demands import Demand, Demanding
from govinfo_report.reading.draft import Draft, Layout, Match, RowClaim, TableClaim
from govinfo_report.rules import Rule

#: more matches than this from one layout are taken for an endless iterator
MOST_MATCHES = 1000


def crash(owner: Plugin, what: str, stage: str, error: str) -> NoReturn:
    """Raise ``LayoutCrashError`` for an object of this plugin."""
    trusted = owner.origin == "builtin"
    raise LayoutCrashError(
        f"{what} of plugin {owner.owner} failed in {stage}(): {error}",
        zh=f"插件 {owner.owner} 的 {what} 在 {stage}() 中出错：{error}",
        hint="" if trusted else "Report it to the plugin's author; GOVINFO_REPORT_PLUGINS names "
        "the plugins to load.",
        hint_zh="" if trusted else "请告知插件作者；可用环境变量 GOVINFO_REPORT_PLUGINS 指定加载哪些插件。",
        plugin=owner.name, distribution=owner.distribution, version=owner.version,
        object=what, stage=stage, error=error,
    )  # fmt: skip


class GuardedOpener:
    """An opener whose failures are ``GovInfoReportError``."""

    __slots__ = ("_opener", "id", "owner")

    def __init__(self, opener: Opener, owner: Plugin) -> None:
        self._opener = opener
        self.id = opener.id
        self.owner = attrs.evolve(owner, items=())

    def accepts(self, source: Source, /) -> Fit | None:
        """How well the opener fits; ``LayoutCrashError`` when it raises or answers nonsense."""
        try:
            fit = self._opener.accepts(source)
        except GovInfoReportError:
            raise
        except CRASHES as error:
            crash(self.owner, f"opener {self.id}", "accepts", crash_text(error))
        if fit is not None and not isinstance(fit, Fit):
            crash(self.owner, f"opener {self.id}", "accepts", f"{type(fit).__name__} is no Fit")
        return fit

    def open(self, source: Source, limits: Limits, /) -> Document:
        """The document; ``SourceError`` as the opener raises it, else ``LayoutCrashError``."""
        try:
            document = opened(self._opener, source, limits)
        except GovInfoReportError:
            raise
        except CRASHES as error:
            crash(self.owner, f"opener {self.id}", "open", crash_text(error))
        if not isinstance(document, Document):
            crash(self.owner, f"opener {self.id}", "open", "returned no Document")
        if self.owner.origin == "builtin":
            return document
        try:
            fault = document_fault(document)
        except CRASHES as error:
            fault = crash_text(error)
        if fault:
            crash(self.owner, f"opener {self.id}", "open", fault)
        return attrs.evolve(document, locate=self._located(document.locate))

    def _located(self, locate: Callable[[Span], Place]) -> Callable[[Span], Place]:
        """The opener's way of finding places; a crash or a lie in it names the opener."""

        def guarded(span: Span) -> Place:
            try:
                place = locate(span)
            except CRASHES as error:
                crash(self.owner, f"opener {self.id}", "locate", crash_text(error))
            if not isinstance(place, Place):
                crash(self.owner, f"opener {self.id}", "locate", "gives something that is no Place")
            return place

        return guarded

    def unpacks(self) -> bool:
        """Whether the opener hands over the documents of a container."""
        return callable(getattr(self._opener, "unpack", None))

    def unpack(self, source: Source, limits: Limits, /) -> Iterator[Source | GovInfoReportError]:
        """The documents of a container; ``LayoutCrashError`` when the opener raises nonsense."""
        assert isinstance(self._opener, Unpacker)
        try:
            for number, inner in enumerate(self._opener.unpack(source, limits)):
                if number == limits.archive_members and self.owner.origin != "builtin":
                    crash(self.owner, f"opener {self.id}", "unpack", f"more than {number} items")
                if not isinstance(inner, Source | GovInfoReportError):
                    crash(self.owner, f"opener {self.id}", "unpack",
                          f"item {number} is no Source and no error")  # fmt: skip
                yield inner
        except GovInfoReportError:
            raise
        except CRASHES as error:
            crash(self.owner, f"opener {self.id}", "unpack", crash_text(error))


class GuardedLayout:
    """A layout whose failures are ``LayoutCrashError`` and whose answers have the right shape.

    ``variants`` are the layout's own wordings and those given for this run.  What the claims
    say is the verifier's business, not checked here.
    """

    __slots__ = ("_layout", "best", "id", "owner", "variants")

    def __init__(self, layout: Layout, owner: Plugin, wordings: dict[str, str]) -> None:
        self.id = layout.id
        self.owner = attrs.evolve(owner, items=())
        self.variants = wordings | layout.variants
        self.best = getattr(layout, "best", Fit.EXACT)
        self._layout = _speaking(layout, self.variants) if wordings else layout

    def __reduce__(self) -> tuple[Any, ...]:
        # an error that names the layouts asked crosses processes; what they are made of need not
        return AskedLayout, (self.id, self.owner)

    def detect(self, document: Document, /) -> tuple[Match, ...]:
        """The layout's matches."""
        try:
            matches = tuple(islice(iter(self._layout.detect(document)), MOST_MATCHES + 1))
        except CRASHES as error:
            crash(self.owner, f"layout {self.id}", "detect", crash_text(error))
        fault = next(filter(None, map(match_fault, matches)), "")
        if len(matches) > MOST_MATCHES:
            fault = f"more than {MOST_MATCHES} matches"
        if fault:
            crash(self.owner, f"layout {self.id}", "detect", fault)
        return matches

    def demands(self, document: Document, /) -> tuple[Demand, ...]:
        """What the layout says it demands; nothing when it does not say."""
        try:
            if not isinstance(self._layout, Demanding):
                return ()
            found = tuple(islice(iter(self._layout.demands(document)), MOST_MATCHES))
        except CRASHES as error:
            crash(self.owner, f"layout {self.id}", "demands", crash_text(error))
        if not all(isinstance(demand, Demand) for demand in found):
            crash(self.owner, f"layout {self.id}", "demands", "gives something that is no Demand")
        return found

    def parse(self, document: Document, match: Match, /) -> Draft:
        """The layout's claims."""
        try:
            draft = self._layout.parse(document, match)
        except CRASHES as error:
            crash(self.owner, f"layout {self.id}", "parse", crash_text(error))
        if self.owner.origin != "builtin" and (fault := draft_fault(draft)):
            crash(self.owner, f"layout {self.id}", "parse", fault)
        return draft


@attrs.frozen
class AskedLayout:
    """What is left of a layout in an error that came from another process."""

    id: str
    owner: Plugin


class GuardedWriter:
    """A writer whose failures, other than those of the target, are ``LayoutCrashError``.

    ``pieces`` or ``parts`` is the writer itself when it is one of ours that works report by report.
    """

    __slots__ = ("_writer", "format", "id", "owner", "parts", "pieces")

    def __init__(self, writer: Writer, owner: Plugin) -> None:
        self._writer = writer
        self.id = writer.id
        self.format = writer.format
        self.owner = attrs.evolve(owner, items=())
        self.pieces: PieceWriter | None = None
        self.parts: PartWriter | None = None
        if owner.origin == "builtin":
            self.pieces = writer if isinstance(writer, PieceWriter) else None
            self.parts = writer if isinstance(writer, PartWriter) else None

    def with_rules(self, rules: Iterable[Rule]) -> GuardedWriter:
        """The writer, checking with these rules if it checks at all."""
        writer = self._writer
        if self.owner.origin != "builtin" or not isinstance(writer, CheckingWriter):
            return self
        return GuardedWriter(writer.with_rules(rules), self.owner)

    def write(self, reports: Iterable[Report], target: BinaryIO, /) -> None:
        """Write the reports; ``OSError`` of the target passes."""
        try:
            self._writer.write(reports, target)
        except (GovInfoReportError, OSError):
            raise
        except CRASHES as error:
            crash(self.owner, f"writer {self.id}", "write", crash_text(error))


def _speaking(layout: Any, variants: dict[str, str]) -> Layout:
    """The layout with more wordings, so that it finds the tables that use them."""
    try:
        if attrs.has(type(layout)):
            speaking: Layout = attrs.evolve(layout, variants=variants)
        else:
            speaking = copy.copy(layout)
            speaking.variants = variants  # type: ignore[misc]
    except CRASHES:
        # its labels are resolved with the new wordings all the same
        speaking = layout
    return speaking


def match_fault(match: Any) -> str:
    """What keeps an object from being a ``Match`` of a layout; empty for a sound one."""
    if not isinstance(match, Match):
        return f"{type(match).__name__} is no Match"
    if not isinstance(match.fit, Fit):
        return f"{type(match.fit).__name__} is no Fit"
    if not (match.edition is None or isinstance(match.edition, str)):
        return "the edition of a match must be a text or None"
    evidence = match.evidence
    if not isinstance(evidence, tuple | list) or not all(isinstance(e, str) for e in evidence):
        return "the evidence of a match must be texts"
    return ""


def draft_fault(draft: Any) -> str:
    """What keeps an object from being a ``Draft`` of spans; empty for a sound one."""
    if not isinstance(draft, Draft):
        return f"{type(draft).__name__} is no Draft"
    try:
        if not all(map(_is_tuple, _sequences(draft))):  # a generator may never end
            return "tables, rows, heads, labels and cells must be tuples"
        for table in draft.tables:
            if not isinstance(table, TableClaim) or table.table not in ALL_TABLES:
                return "a table must be a TableClaim on a table of the form"
            for row in table.rows:
                if not isinstance(row, RowClaim):
                    return "a row must be a RowClaim"
        if not all(_is_span(span) for span in _spans(draft)):
            return "a claim holds something that is no Span of three integers"
    except (TypeError, AttributeError) as error:
        return f"a claim has the wrong shape ({crash_text(error)})"
    return ""


def _is_tuple(value: Any) -> bool:
    return isinstance(value, tuple)


def _sequences(draft: Draft) -> Iterator[Any]:
    """Everything in a draft that must be a tuple, each before what it holds is looked at."""
    yield from (draft.title, draft.scope, draft.tables)
    for table in draft.tables:
        if not isinstance(table, TableClaim):
            continue
        yield from (table.heads, table.rows)
        for head_row in table.heads:
            yield head_row
            yield from head_row
        for row in table.rows:
            if isinstance(row, RowClaim):
                yield from (row.label, row.cells, row.parents)
                yield from row.parents


def _spans(draft: Draft) -> Iterator[Any]:
    yield from draft.title
    yield from draft.scope
    for table in draft.tables:
        for head_row in table.heads:
            yield from chain.from_iterable(head_row)
        for row in table.rows:
            yield from row.label
            yield from row.cells
            yield from chain.from_iterable(row.parents)


def _is_span(span: Any) -> bool:
    return isinstance(span, Span) and all(type(number) is int for number in span)
