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

import os
from collections.abc import Iterable, Iterator, Mapping, Sized
from typing import Literal, overload

from attrs import evolve, fields, frozen

from govinfo_report import hints
from govinfo_report.display import Displayed
from govinfo_report.errors import (
    GovInfoReportError,
    LayoutCrashError,
    SeveralReportsError,
    UsageError,
)
from govinfo_report.limits import DEFAULT_LIMITS, Limits


@frozen(repr=False)
class Result(Displayed):
    """What became of one document of many: a report, or the error that explains why there is
    none.  ``source`` is the path of the document, or its name where it was given otherwise."""

    source: str
    report: hints.Report | None = None
    error: GovInfoReportError | None = None


def parse(
    source: object,
    *,
    known: hints.Knowledge = None,
    layout: str | None = None,
    opener: str | None = None,
    registry: hints.Registry | None = None,
    limits: Limits = DEFAULT_LIMITS,
    isolation: str = "process",
) -> hints.Report:
    """Read the one report of a source; tables that cannot be read are refused inside it.

    Raises ``SourceError`` when the source cannot be opened (``LimitError`` when it is too
    large), ``UnrecognisedLayoutError`` when it holds no report, ``SeveralReportsError`` when it
    holds several, ``LayoutCrashError`` when a plugin failed, ``UsageError`` for a wrong argument.
    """
    reports = list(parse_all(source, known=known, layout=layout, opener=opener,
                             registry=registry, limits=limits, isolation=isolation))  # fmt: skip
    if len(reports) > 1:
        names = [f"{report.publisher or '?'} {report.year or '?'}" for report in reports[:20]]
        names += ["…"] * (len(reports) > 20)
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
    known: hints.Knowledge = None,
    layout: str | None = None,
    opener: str | None = None,
    registry: hints.Registry | None = None,
    limits: Limits = DEFAULT_LIMITS,
    isolation: str = "process",
) -> Iterator[hints.Report]:
    """Every report of a source, in order; raises as ``parse`` does, but not for several.

    A container (ZIP, MHTML, EML, WARC) yields those of every document in it.  What holds no report
    is passed over there as long as something else does; a document that cannot be read is raised
    after the last report.
    """
    registry = registry if registry is not None else _installed()
    if layout is not None:
        registry.layout(layout)
    source = _as_source(source, known, limits)
    read = read_all(source, layout=layout, opener=opener, registry=registry, limits=limits,
                    isolation=isolation)  # fmt: skip
    return (report for _, report in read)


def read_all(
    source: hints.Source,
    *,
    layout: str | None = None,
    opener: str | None = None,
    registry: hints.Registry,
    limits: Limits = DEFAULT_LIMITS,
    isolation: str = "process",
) -> Iterator[tuple[hints.Source, hints.Report]]:
    """Every report of a source with the source that its places lead into: the document in a
    container, or the one that a page shows.  Raises as ``parse_all`` does."""
    from govinfo_report.plugins.howread import How

    how = How(registry, layout, opener, limits, isolation)
    inside = documents_of(source, registry, limits)
    return iter(how.read(source)) if inside is None else how.read_members(inside)


def documents_of(
    source: hints.Source, registry: hints.Registry, limits: Limits = DEFAULT_LIMITS
) -> Iterator[hints.Source | GovInfoReportError] | None:
    """The documents in a container, one by one, with an error for each that cannot be had;
    ``None`` for a source that is a document itself."""
    from govinfo_report.plugins.choosing import members

    return members(source, registry, limits)


def parse_many(
    sources: Iterable[object] | str | os.PathLike[str],
    *,
    jobs: int = 1,
    known: hints.Knowledge = None,
    progress: hints.Progress = None,
    layout: str | None = None,
    opener: str | None = None,
    registry: hints.Registry | None = None,
    limits: Limits = DEFAULT_LIMITS,
    isolation: str = "process",
) -> Iterator[Result]:
    """Read many sources, in order, each as a ``Result``; never raises for a document.

    ``sources`` are documents as ``parse`` takes them, or the path of a manifest: a CSV with the
    column ``path`` (relative to its folder) and any of ``publisher``, ``region``, ``year``, ``url``,
    ``retrieved``, which say what is known of the document.  ``UsageError`` for a manifest that is
    none, or a folder.
    ``jobs`` processes work at once (0: one per processor); memory does not grow with the number
    of sources.  A source with several reports yields a result for each, a container one or more
    for every document in it (``reports.zip/a.docx``).  ``known`` holds for
    every source that is not a ``Source`` with knowledge of its own, and fills up what a manifest
    leaves open.  ``progress=True`` shows a bar in a notebook (``tqdm``, if installed) or on a terminal
    (extra ``cli``); a function is told after each document how many are done, and of how many.
    Where processes are spawned (Windows, macOS, and on Linux once a library with threads of its own
    such as pyarrow is imported) a script that calls this needs the ``if __name__ == "__main__":``
    guard; without it, the work is done in one process, with a warning.
    """
    import govinfo_report.reading.reader  # noqa: F401 - once, before processes are forked
    from govinfo_report.documents.isolation import check as check_isolation
    from govinfo_report.documents.manifest import sources_of
    from govinfo_report.plugins import workers  # the machinery of processes, on use
    from govinfo_report.plugins.progress import counting

    registry = registry if registry is not None else _installed()
    for kind, name in (("layout", layout), ("opener", opener)):
        if name is not None:
            getattr(registry, kind)(name)
    check_isolation(isolation)
    reader = _Reader(registry, _as_known(known), layout, opener, limits, isolation)
    found = sources_of(sources)
    total = len(found) if isinstance(found, Sized) else None
    with counting(progress, total) as advance:
        for results in workers.run(reader, _spread(found, reader), jobs, _died):
            advance()
            yield from results


def _spread(sources: Iterable[object], reader: _Reader) -> Iterator[object]:
    """The sources, and in place of a container the documents in it, one after the other."""
    from govinfo_report.documents.manifest import Listed, merged
    from govinfo_report.plugins.spreading import spread

    for source in map(_portable, sources):
        inside = spread(source, source_name(source), reader.registry, reader.limits)
        if inside is None:
            yield source
        elif isinstance(source, Listed):
            known = merged(reader.known, source.known)
            yield from (one.with_known(known) for one in inside)
        else:
            yield from inside


@frozen
class _Reader:
    """Reads one source; travels to other processes."""

    registry: hints.Registry
    known: hints.Known
    layout: str | None
    opener: str | None
    limits: Limits
    isolation: str

    def gathers(self, source: object) -> bool:
        """Whether documents like this one are converted several at once."""
        from govinfo_report.documents.word97convert import is_converted

        return is_converted(source_name(source))

    def ahead(self, sources: Iterable[object]) -> None:
        """Convert documents that need it, in one call."""
        from govinfo_report.documents.word97convert import prepare

        own = (getattr(source, "source", source) for source in sources if self.gathers(source))
        prepare(own, self.limits)

    def __call__(self, source: object) -> tuple[Result, ...]:
        from govinfo_report.documents.manifest import Listed, merged
        from govinfo_report.documents.source import Source
        from govinfo_report.plugins.spreading import Named

        name = source_name(source)
        if isinstance(source, Named):
            source = source.source
        elif isinstance(source, GovInfoReportError):
            name = source.facts.get("source", name)
        if isinstance(source, GovInfoReportError):
            return (Result(name, None, source),)
        results: list[Result] = []
        own = isinstance(source, Source) and bool(source.known.given)
        try:
            if isinstance(source, Listed):
                known = merged(self.known, source.known)
                source, own = Source.of(source.path, known=known, limits=self.limits), True
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
    for attribute in ("__fspath__", "name"):  # a path leads back to its file, a bare name does not
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
    known: hints.Knowledge = None,
    opener: str | None = None,
    registry: hints.Registry | None = None,
    limits: Limits = DEFAULT_LIMITS,
    isolation: str = "process",
) -> hints.Identification:
    """Which layouts claim a source, how well, and on what evidence; all that were asked.

    Raises ``SourceError`` when the source cannot be opened, or is a container that does not hold
    exactly one document; never because nobody claims it.
    """
    from govinfo_report.plugins.choosing import only_member
    from govinfo_report.reading.reader import identify_document

    registry = registry if registry is not None else _installed()
    source = only_member(_as_source(source, known, limits), registry, limits)
    _, document = open_document(
        source, opener=opener, registry=registry, limits=limits, isolation=isolation
    )
    return identify_document(document, registry.layouts)


def _as_source(source: object, known: hints.Knowledge, limits: Limits) -> hints.Source:
    from govinfo_report.documents.source import Source

    if isinstance(source, Source) and known is None:
        return source
    return Source.of(source, known=_as_known(known), limits=limits)


def open_document(
    source: object,
    *,
    known: hints.Knowledge = None,
    opener: str | None = None,
    registry: hints.Registry,
    limits: Limits = DEFAULT_LIMITS,
    isolation: str = "process",
) -> tuple[hints.Source, hints.Document]:
    """The source and its document, opened by the opener that fits best.

    Openers are asked in the order of the registry; the first of the best fit opens.  One that
    fails while being asked is passed over; its failure is raised when no other opener accepts.
    """
    from govinfo_report.plugins.howread import How

    opened = _as_source(source, known, limits)
    return opened, How(registry, None, opener, limits, isolation).open(opened)


def validate(
    report: hints.Report,
    *,
    history: Iterable[hints.Report] = (),
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    draft: bool = False,
    registry: hints.Registry | None = None,
) -> hints.Assessment:
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


def validate_hierarchy(
    parent: hints.Report,
    children: Iterable[hints.Report],
    *,
    missing: Iterable[str] = (),
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
) -> hints.Assessment:
    """Check a consolidated report against the reports it is made of (rules H101-H105, X101).

    A figure that one of the reports lacks leaves its sum *open*, never passed; so does a unit
    whose report is missing, by the names in ``missing``.  ``select`` and ``ignore`` take ids,
    prefixes or slugs of these rules.
    """
    from govinfo_report.rules.hierarchy import validate_hierarchy

    return validate_hierarchy(parent, children, missing=missing, select=select, ignore=ignore)


def compare(old: hints.Report, new: hints.Report) -> hints.Comparison:
    """Set two reports side by side, figure by figure."""
    from govinfo_report.outputs.compare import compare

    return compare(old, new)


@overload
def render(report: hints.Report, format: Literal["html", "md"] = "html") -> str: ...
@overload
def render(report: hints.Report, format: Literal["docx", "xlsx"]) -> bytes: ...
@overload
def render(report: hints.Report, format: str) -> str | bytes: ...


def render(report: hints.Report, format: str = "html") -> str | bytes:
    """The report in the prescribed form of its edition; reading it gives the report again.

    ``"html"`` and ``"md"`` are text; ``"docx"`` (Word) and ``"xlsx"`` (Excel, with checks that work
    while one types; needs the extra ``xlsx``) are bytes.  Raises ``UsageError`` for another format,
    ``MissingExtraError`` without the extra.
    """
    from govinfo_report.outputs.form import render

    return render(report, format)


def annotate(
    source: object,
    assessments: Iterable[hints.Assessment],
    language: str = "zh",
    *,
    least: hints.Severity | str = "info",
    registry: hints.Registry | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> tuple[bytes, int]:
    """The Word document ``source`` with every finding as a comment at its cell or sentence.

    ``assessments`` are those of the reports in it.  Gives the new document and the number of
    comments; they say in ``language`` (``zh`` or ``en``) what was found, both numbers and what to
    do.  Findings that were set aside, or are below ``least``, get none; those without a place stand
    at the title.  Raises ``UsageError`` for what is no Word document (DOCX), ``SourceError`` for one
    that is damaged, protected or signed.
    """
    from govinfo_report.documents.wordcomments import Remark, commented
    from govinfo_report.model.finding import Severity
    from govinfo_report.outputs.remarks import finding_remarks
    from govinfo_report.rules import hierarchy, suppression_rules

    registry = registry if registry is not None else _installed()
    rules = (*registry.rules, *hierarchy.RULES, *suppression_rules.RULES)
    remarks = [
        Remark(words, finding.places[0] if finding.places else None, assessment.report.title or "")
        for assessment in assessments
        for finding, words in finding_remarks(assessment, rules, language, Severity(least))
    ]
    return commented(_as_source(source, None, limits), remarks, limits=limits), len(remarks)


def _installed() -> hints.Registry:
    from govinfo_report.plugins.registry import Registry

    return Registry.installed()


def _as_known(known: hints.Knowledge) -> hints.Known:
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
