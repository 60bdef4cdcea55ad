"""The public verbs: parse, parse_all, parse_many, identify, validate, validate_hierarchy, compare,
render.

Every function that reads takes ``registry=`` (default: built-in and installed plugins),
``known=`` (what the caller knows of the source), ``layout=`` and ``opener=`` (ids, to overrule
detection), ``limits=`` and ``isolation=``.  PDF and the formats of Office 97 are opened in a process
of their own with bounds on memory and time (``"process"``); ``"none"`` is for callers who isolate
themselves.  A source is a path, bytes, text, a file object or a ``Source``, never
an address on the network: the library opens no socket.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

from attrs import evolve, fields, frozen

from govinfo_report.errors import (
    GovInfoReportError,
    LayoutCrashError,
    SeveralReportsError,
    UsageError,
)
from govinfo_report.limits import DEFAULT_LIMITS, Limits

# What reads and what checks is imported by the verbs that need it: who only checks reports does
# not wait for the reader, and importing the verbs is quick.
if TYPE_CHECKING:
    from govinfo_report.documents.document import Document
    from govinfo_report.documents.opener import Opener
    from govinfo_report.documents.source import Known, Source
    from govinfo_report.model.report import Report
    from govinfo_report.outputs.compare import Comparison
    from govinfo_report.plugins.registry import Registry
    from govinfo_report.reading.reader import Identification
    from govinfo_report.rules import Assessment

    #: what the caller knows: a ``Known``, or a mapping with any of its fields
    Knowledge: TypeAlias = Known | Mapping[str, Any] | None


@frozen
class Result:
    """What became of one document of many: a report, or the error that explains why there is
    none.  ``source`` is the name of the document."""

    source: str
    report: Report | None = None
    error: GovInfoReportError | None = None


def parse(
    source: object,
    *,
    known: Knowledge = None,
    layout: str | None = None,
    opener: str | None = None,
    registry: Registry | None = None,
    limits: Limits = DEFAULT_LIMITS,
    isolation: str = "process",
) -> Report:
    """Read the one report of a source; tables that cannot be read are refused inside it.

    Raises ``SourceError`` when the source cannot be opened (``LimitError`` when it is too
    large), ``UnrecognisedLayoutError`` when it holds no report, ``SeveralReportsError`` when it
    holds several, ``LayoutCrashError`` when a plugin failed, ``UsageError`` for a wrong argument.
    """
    reports = list(parse_all(source, known=known, layout=layout, opener=opener,
                             registry=registry, limits=limits, isolation=isolation))  # fmt: skip
    if len(reports) > 1:
        names = [f"{report.publisher or '?'} {report.year or '?'}" for report in reports]
        raise SeveralReportsError(
            f"the source holds {len(reports)} reports: {', '.join(names)}",
            zh=f"文件含有 {len(reports)} 份报告：{'、'.join(names)}",
            hint="parse_all yields each.", hint_zh="parse_all 可逐份读取。",
            count=len(reports), reports=names,
        )  # fmt: skip
    return reports[0]


def parse_all(
    source: object,
    *,
    known: Knowledge = None,
    layout: str | None = None,
    opener: str | None = None,
    registry: Registry | None = None,
    limits: Limits = DEFAULT_LIMITS,
    isolation: str = "process",
) -> Iterator[Report]:
    """Every report of a source, in order; raises as ``parse`` does, but not for several."""
    from govinfo_report.model.report import SourceInfo
    from govinfo_report.reading.glance import glance
    from govinfo_report.reading.reader import read_document, unrecognised

    registry = registry if registry is not None else _installed()
    if layout is not None:
        registry.layout(layout)
    source = _as_source(source, known, limits)
    if layout is None and opener is None and registry.only_builtin:
        # A page that cannot hold a report need not be opened to say so.
        rejection = glance(source)
        if rejection is not None:
            raise unrecognised(rejection)
    opened, document = open_document(
        source, opener=opener, registry=registry, limits=limits, isolation=isolation
    )
    facts = opened.known
    info = SourceInfo(
        name=opened.name,
        sha256=opened.sha256,
        url=facts.url,
        retrieved=facts.retrieved,
        given=facts.given,
    )
    return iter(read_document(
        document, registry.layouts, known=facts, source=info, software=software(registry),
        layout=layout,
    ))  # fmt: skip


def parse_many(
    sources: Iterable[object],
    *,
    jobs: int = 1,
    known: Knowledge = None,
    layout: str | None = None,
    opener: str | None = None,
    registry: Registry | None = None,
    limits: Limits = DEFAULT_LIMITS,
    isolation: str = "process",
) -> Iterator[Result]:
    """Read many sources, in order, each as a ``Result``; never raises for a document.

    ``jobs`` processes work at once (0: one per processor); memory does not grow with the number
    of sources.  A source with several reports yields a result for each.  ``known`` holds for
    every source that is not a ``Source`` with knowledge of its own.  Where processes are spawned
    (Windows, macOS) a script that calls this needs the ``if __name__ == "__main__":`` guard;
    without it, the work is done in one process.
    """
    import govinfo_report.reading.reader  # noqa: F401 - once, before processes are forked
    from govinfo_report.documents.isolation import check as check_isolation
    from govinfo_report.plugins import workers  # the machinery of processes, on use

    registry = registry if registry is not None else _installed()
    for kind, name in (("layout", layout), ("opener", opener)):
        if name is not None:
            getattr(registry, kind)(name)
    check_isolation(isolation)
    reader = _Reader(registry, _as_known(known), layout, opener, limits, isolation)
    for results in workers.run(reader, map(_portable, sources), jobs, _died):
        yield from results


@frozen
class _Reader:
    """Reads one source; travels to other processes."""

    registry: Registry
    known: Known
    layout: str | None
    opener: str | None
    limits: Limits
    isolation: str

    def __call__(self, source: object) -> tuple[Result, ...]:
        from govinfo_report.documents.source import Source

        name = source_name(source)
        if isinstance(source, GovInfoReportError):
            return (Result(source.facts.get("source", name), None, source),)
        results: list[Result] = []
        own = isinstance(source, Source) and source.known.given
        try:
            for report in parse_all(source, known=None if own else self.known, layout=self.layout,
                                    opener=self.opener, registry=self.registry,
                                    limits=self.limits, isolation=self.isolation):  # fmt: skip
                results.append(Result(name, report))
        except GovInfoReportError as error:
            results.append(Result(name, None, _without_anchors(error)))
        except Exception as error:  # noqa: BLE001 - a defect of ours must not end a run over many documents
            results.append(Result(name, None, internal_error(error)))
        return tuple(results)


def _without_anchors(error: GovInfoReportError) -> GovInfoReportError:
    """The error without what layouts kept for themselves, which may be large or stay at home."""
    from govinfo_report.reading.reader import Identification

    asked = error.facts.get("identification")
    if isinstance(asked, Identification):
        candidates = tuple(
            evolve(c, match=evolve(c.match, anchor=None)) if c.match is not None else c
            for c in asked.candidates
        )
        error.facts["identification"] = evolve(asked, candidates=candidates)
    return error


def _portable(source: object) -> object:
    """File objects are read here: they cannot travel to another process."""
    if hasattr(source, "read"):
        from govinfo_report.documents.source import Source

        try:
            return Source.of(source)
        except GovInfoReportError as error:
            error.facts.setdefault("source", source_name(source))
            return error
    return source


def _died(source: object, reason: str) -> tuple[Result, ...]:
    name = source_name(source)
    zh = "读取该文件的进程意外终止" if "killed" in reason else "结果无法在进程间传递"
    return (Result(name, None, LayoutCrashError(reason, zh=zh, stage="process", source=name)),)


def source_name(source: object) -> str:
    """A name for messages: the path, the name of a ``Source`` or file, or the kind of object."""
    if isinstance(source, str):
        return source if "\n" not in source and len(source) < 1024 else "<text>"
    for attribute in ("name", "__fspath__"):
        value = getattr(source, attribute, None)
        value = value() if callable(value) else value
        if isinstance(value, str | bytes) and value:
            return value if isinstance(value, str) else value.decode(errors="replace")
    return f"<{type(source).__name__}>"


def internal_error(error: BaseException) -> LayoutCrashError:
    """An exception nobody foresaw, as an error with a next step."""
    return LayoutCrashError(
        f"internal error: {type(error).__name__}: {error}",
        zh=f"内部错误：{type(error).__name__}: {error}",
        hint="This is a defect of the library; please report it with the document.",
        hint_zh="这是程序的缺陷，请连同文件报告给我们。",
        stage="core",
    )


def identify(
    source: object,
    *,
    known: Knowledge = None,
    opener: str | None = None,
    registry: Registry | None = None,
    limits: Limits = DEFAULT_LIMITS,
    isolation: str = "process",
) -> Identification:
    """Which layouts claim a source, how well, and on what evidence; all that were asked.

    Raises ``SourceError`` when the source cannot be opened; never because nobody claims it.
    """
    from govinfo_report.reading.reader import identify_document

    registry = registry if registry is not None else _installed()
    _, document = open_document(
        source, known=known, opener=opener, registry=registry, limits=limits, isolation=isolation
    )
    return identify_document(document, registry.layouts)


def _as_source(source: object, known: Knowledge, limits: Limits) -> Source:
    from govinfo_report.documents.source import Source

    if isinstance(source, Source) and known is None:
        return source
    return Source.of(source, known=_as_known(known), limits=limits)


def open_document(
    source: object,
    *,
    known: Knowledge = None,
    opener: str | None = None,
    registry: Registry,
    limits: Limits = DEFAULT_LIMITS,
    isolation: str = "process",
) -> tuple[Source, Document]:
    """The source and its document, opened by the opener that fits best.

    Openers are asked in the order of the registry; the first of the best fit opens.  One that
    fails while being asked is passed over; its failure is raised when no other opener accepts.
    """
    from govinfo_report.documents.isolation import using

    opened = _as_source(source, known, limits)
    best = registry.opener(opener) if opener is not None else _fitting(opened, registry)
    with using(isolation):
        return opened, best.open(opened, limits)


def _fitting(opened: Source, registry: Registry) -> Opener:
    fits = []
    crash: LayoutCrashError | None = None
    for candidate in registry.openers:
        try:
            fit = candidate.accepts(opened)
        except LayoutCrashError as error:
            crash = crash or error
            from govinfo_report.plugins.records import PluginWarning

            warnings.warn(str(error), PluginWarning, stacklevel=4)
            continue
        if fit is not None:
            fits.append((fit, candidate))
    if not fits:
        from govinfo_report.documents.unsupported import unsupported

        raise crash or unsupported(opened)
    _, best = max(fits, key=lambda pair: pair[0])
    return best


def validate(
    report: Report,
    *,
    history: Iterable[Report] = (),
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    draft: bool = False,
    registry: Registry | None = None,
) -> Assessment:
    """Say what does not add up in a report: findings, and what became of every rule.

    ``history`` are reports of earlier years, of any publishers: the one to compare with is found
    by publisher and year (give a ``rules.History`` to check many reports against the same ones,
    which are then sorted out once).  ``select`` and ``ignore`` take ids,
    prefixes (``A``, ``V1``) or slugs; ``UsageError`` when one matches no rule.  ``draft`` is for a
    report not yet published: no deadlines, but personal numbers and leftovers are findings.
    """
    from govinfo_report.rules import validate

    registry = registry if registry is not None else _installed()
    return validate(
        report, history=history, rules=registry.rules,
        select=tuple(select), ignore=tuple(ignore), draft=draft,
    )  # fmt: skip


def validate_hierarchy(parent: Report, children: Iterable[Report]) -> Assessment:
    """Check a consolidated report against the reports it is made of (rules H101-H105).

    A figure that one of the reports lacks leaves its sum *open*, never passed.
    """
    from govinfo_report.rules.hierarchy import validate_hierarchy

    return validate_hierarchy(parent, children)


def compare(old: Report, new: Report) -> Comparison:
    """Set two reports side by side, figure by figure."""
    from govinfo_report.outputs.compare import compare

    return compare(old, new)


def render(report: Report, format: str = "html") -> str:
    """The report as its official form: ``"html"`` or ``"md"``; reading it gives the figures again.

    Raises ``UsageError`` for another format.
    """
    from govinfo_report.outputs.form import render

    return render(report, format)


def software(registry: Registry) -> dict[str, object]:
    """What a report was read with: versions of the library, its plugins and its rules."""
    from govinfo_report import __version__
    from govinfo_report.rules import CATALOGUE_VERSION

    return {
        "govinfo-report": __version__,
        "plugins": registry.versions(),
        "rules": CATALOGUE_VERSION,
    }


def _installed() -> Registry:
    from govinfo_report.plugins.registry import Registry

    return Registry.installed()


def _as_known(known: Knowledge) -> Known:
    from govinfo_report.documents.source import Known

    if known is None:
        return Known()
    if isinstance(known, Known):
        return known
    names = [attribute.name for attribute in fields(Known)]
    if isinstance(known, Mapping) and set(known) <= set(names):
        return Known(**known)
    raise UsageError(
        f"known= takes {', '.join(names)}", zh=f"known= 可含 {'、'.join(names)}", known=str(known)
    )
