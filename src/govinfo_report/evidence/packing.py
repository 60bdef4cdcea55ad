"""Packs a finding with everything it rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from govinfo_report import api
from govinfo_report.documents.source import Source
from govinfo_report.errors import SourceError, UnrecognisedLayoutError, UsageError
from govinfo_report.evidence import texts
from govinfo_report.evidence.archive import MANIFEST, archive, digest
from govinfo_report.evidence.reading import Case, Way, from_bytes
from govinfo_report.limits import DEFAULT_LIMITS, Limits
from govinfo_report.model.finding import Finding
from govinfo_report.model.report import Report
from govinfo_report.outputs.calculation import means
from govinfo_report.outputs.files import indented
from govinfo_report.outputs.htmlreport import check_page
from govinfo_report.plugins.howread import software
from govinfo_report.plugins.registry import Registry
from govinfo_report.rules import History, hierarchy, suppression_rules
from govinfo_report.rules.records import finding_record
from govinfo_report.text.lazy import lazy

SCHEMA = "govinfo-report-evidence/1"
_WIDEST = 400  # columns of a quoted line
_ODD = lazy(r"[^\p{L}\p{N}._-]++")
_STEM = 60


def pack(
    source: object,
    finding: str,
    *,
    known: Any = None,
    history: Iterable[object] = (),
    draft: bool = False,
    layout: str | None = None,
    opener: str | None = None,
    registry: Registry | None = None,
    limits: Limits = DEFAULT_LIMITS,
    isolation: str = "process",
) -> bytes:
    """The bytes of an evidence file (ZIP) for the findings that ``finding`` names.

    ``finding`` is a fingerprint, the id of a rule (``A101``, ``A101.3``) or its slug.  ``history``
    are sources of earlier reports; those the finding needs are packed as well.  The document is
    read from its bytes alone.  The same arguments give the same bytes.

    Raises what ``parse_all`` raises, and ``UsageError`` when no report of the source has such a
    finding, or several have.
    """
    registry = registry if registry is not None else Registry.installed()
    way = Way(registry, draft, layout, opener, limits, isolation)
    own = api._as_source(source, known, limits)
    past = [api._as_source(one, None, limits) for one in history]
    return packed(own, past, way, lambda found: means(found, finding), finding)


def packed(
    source: Source,
    history: Iterable[Source],
    way: Way,
    wanted: Callable[[Finding], bool],
    name: str,
) -> bytes:
    """As ``pack``, for the findings that ``wanted`` picks; ``name`` is for messages."""
    if not source.whole:
        raise _too_large(source)
    source = from_bytes(source)
    past = dict(past_reports(history, way))
    cases = _cases(source, History.of(r for read in past.values() for _, r in read), way, wanted)
    if len(cases) != 1:
        raise _not_one(cases, name)
    case, kept = _needed(cases[0], past, way, wanted)
    data = archive(_members(source, case, kept, way))
    if len(data) > way.limits.archive_bytes:
        raise _too_large(source)
    return data


def _too_large(source: Source) -> SourceError:
    return SourceError(f"{source.name} is too large for an evidence file",
                       zh=f"{source.name} 过大，无法制成证据文件", name=source.name)  # fmt: skip


def past_reports(
    history: Iterable[Source], way: Way
) -> Iterator[tuple[Source, list[tuple[Source, Report]]]]:
    """The documents of the history with their reports; one that holds none adds nothing."""
    for one in map(from_bytes, history):
        try:
            yield one, way.reports(one)
        except UnrecognisedLayoutError:
            continue


def _cases(
    source: Source, history: History, way: Way, wanted: Callable[[Finding], bool]
) -> list[Case]:
    found = []
    for own, report in way.reports(source):
        assessment = way.assess(report, history)
        findings = tuple(f for f in assessment.findings if wanted(f))
        if findings:
            found.append(Case(own, assessment, findings))
    return found


def _not_one(cases: list[Case], name: str) -> UsageError:
    if not cases:
        return UsageError(f"{name!r} is no finding of this report",
                          zh=f"{name!r} 不是本报告的发现", finding=name)  # fmt: skip
    years = ", ".join(str(case.assessment.report.year or "?") for case in cases[:5])
    return UsageError(
        f"{len(cases)} reports of the file have {name!r} ({years})",
        zh=f"文件中有 {len(cases)} 份报告都有 {name!r}（{years}）",
        hint="Name the finding by its fingerprint.", hint_zh="请用指纹指明是哪一处。", finding=name,
    )  # fmt: skip


def _needed(
    case: Case,
    past: Mapping[Source, list[tuple[Source, Report]]],
    way: Way,
    wanted: Callable[[Finding], bool],
) -> tuple[Case, list[Source]]:
    """The case with no more history than its findings need: none, one document, or all."""
    report = case.assessment.report
    target = [finding_record(finding) for finding in case.findings]
    whole = History.of(r for read in past.values() for _, r in read)
    years = {r.year for r in whole}
    own = {id(r) for year in years for r in whole.captures(report, year)}
    related = [one for one, read in past.items() if any(id(r) in own for _, r in read)]
    choices: list[list[Source]] = [[], *([one] for one in related), related, list(past)]
    for kept in choices:
        assessment = way.assess(report, History.of(r for one in kept for _, r in past[one]))
        findings = tuple(f for f in assessment.findings if wanted(f))
        if [finding_record(finding) for finding in findings] == target:
            return Case(case.source, assessment, findings), kept
    return case, list(past)


def _members(source: Source, case: Case, past: list[Source], way: Way) -> dict[str, bytes]:
    rules = (*way.registry.rules, *hierarchy.RULES, *suppression_rules.RULES)
    quoted = case.quotes(way, _WIDEST)
    marked = frozenset(finding.fingerprint for finding in case.findings)
    members: dict[str, bytes] = {"README.txt": texts.readme()}
    for language in texts.LANGUAGES:
        page = check_page(case.assessment, language, quotes=quoted, rules=rules, only=marked)
        members[f"page.{language}.html"] = page.encode()
        by_id = {rule.id: rule for rule in rules}
        members[f"calculation.{language}.txt"] = texts.calculation(case, by_id, quoted, language)
        members[f"citation.{language}.txt"] = texts.citation(case, source, language)
    member = f"source/{_plain(source.name)}"
    members[member] = source.data
    earlier = []
    for number, one in enumerate(past, 1):
        name = f"history/{number}-{_plain(one.name)}"
        members[name] = one.data
        earlier.append({"member": name, "name": one.name})
    report = case.assessment.report
    manifest = {
        "schema": SCHEMA,
        "source": {"member": member, "name": source.name, "sha256": source.sha256,
                   "given": dict(source.known.given)},
        "history": earlier,
        "options": {"draft": way.draft, "layout": way.layout, "opener": way.opener},
        "report": {"publisher": report.publisher, "year": report.year, "title": report.title,
                   "sha256": report.source.sha256},
        "findings": [finding_record(finding) for finding in case.findings],
        "software": software(way.registry),
        "members": {name: {"sha256": digest(data), "bytes": len(data)}
                    for name, data in sorted(members.items())},
    }  # fmt: skip
    members[MANIFEST] = indented(manifest) + b"\n"
    return members


def _plain(name: str) -> str:
    """The last part of a name, with nothing that a file system or a shell could object to."""
    last = name.replace("\\", "/").rpartition("/")[2]
    stem, dot, suffix = last.rpartition(".")
    stem, suffix = (stem, suffix) if dot and len(suffix) <= 8 else (last, "")
    plain = _ODD.sub("_", stem).strip("._")[:_STEM] or "document"
    ending = _ODD.sub("", suffix)
    return f"{plain}.{ending}" if ending else plain
