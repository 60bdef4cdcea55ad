"""From document to reports: detection, claims, verification, assembly."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from attrs import frozen

from govinfo_report.display import ROWS, Card, Displayed, Tile
from govinfo_report.documents.document import Document
from govinfo_report.documents.source import Known
from govinfo_report.errors import (
    GovInfoReportError,
    LayoutCrashError,
    UnrecognisedLayoutError,
    UsageError,
)
from govinfo_report.model.figure import State
from govinfo_report.model.fit import Fit
from govinfo_report.model.forms import STATISTICS
from govinfo_report.model.note import Note
from govinfo_report.model.report import Reading, Report, SourceInfo, majority_edition
from govinfo_report.reading import assemble
from govinfo_report.reading.admission import LEGACY, Rejection, admit
from govinfo_report.reading.confirming import confirmed
from govinfo_report.reading.draft import Draft, Layout, Match
from govinfo_report.reading.figures import Verified
from govinfo_report.reading.generations import (
    is_of_2014,
    is_older,
    tells_present_form,
    without_older,
)
from govinfo_report.reading.identity import read_identity
from govinfo_report.reading.legacy import legacy_notes, read_legacy, with_own_sections
from govinfo_report.reading.merging import fill, has_gaps, merge
from govinfo_report.reading.outline import (
    Outline,
    find_outline,
    section_texts,
    split_reports,
)
from govinfo_report.reading.printed import printed
from govinfo_report.reading.recording import Attempt, Part, Recorder
from govinfo_report.reading.verifier import TABLES, verify


@frozen(repr=False)
class Candidate(Displayed):
    """One layout's answer: its match, or ``problem`` when it raised."""

    layout: Layout
    match: Match | None = None
    problem: str = ""

    def _card_(self) -> Card:
        fit, evidence = self._told()
        return Card(f"Candidate {self.layout.id}", (fit, *evidence[:1]), (),
                    [(Tile("evidence", "label"), Tile(e)) for e in evidence[:ROWS]])  # fmt: skip

    def _told(self) -> tuple[str, tuple[str, ...]]:
        if self.match is None:
            return ("crashed", (self.problem,)) if self.problem else ("no", ())
        return self.match.fit.name.lower(), self.match.evidence


@frozen(repr=False)
class Identification(Displayed):
    """Every layout that was asked, with its answer; the best fit is what gets parsed."""

    candidates: tuple[Candidate, ...]

    def _card_(self) -> Card:
        rows = []
        for one in self.candidates[:ROWS]:
            fit, evidence = one._told()
            mark = "chosen" if one in self.chosen else ""
            rows.append((Tile(one.layout.id, "label"), Tile(fit, "", mark), "; ".join(evidence)))
        chosen = ", ".join(dict.fromkeys(c.layout.id for c in self.chosen))
        facts = (chosen or "no layout recognises an annual report", f"{len(rows)} asked")
        more = max(0, len(self.candidates) - ROWS)
        return Card("Identification", facts, ("layout", "fit", "evidence"), rows, more)

    @property
    def fit(self) -> Fit | None:
        """The best fit of all."""
        return max((c.match.fit for c in self.candidates if c.match is not None), default=None)

    @property
    def chosen(self) -> tuple[Candidate, ...]:
        """The candidates with the best fit, in registration order."""
        best = self.fit
        return tuple(c for c in self.candidates if c.match is not None and c.match.fit == best)


def identify_document(
    document: Document, layouts: Iterable[Layout], *, every: bool = True
) -> Identification:
    """Ask every layout; one that raises is recorded and does not stop the others.

    Without ``every``, layouts that state in ``best`` that they never fit better than what was
    found already are not asked.
    """
    candidates: list[Candidate] = []
    asked = list(layouts)
    if not every:
        asked.sort(key=_best, reverse=True)
    for layout in asked:
        found = max((c.match.fit for c in candidates if c.match is not None), default=None)
        if not every and found is not None and _best(layout) < found:
            break
        try:
            matches = tuple(layout.detect(document))
            if any(not isinstance(match, Match) for match in matches):
                raise TypeError("detect must yield Match objects")
        except Exception as error:  # noqa: BLE001 - a plugin may raise anything
            candidates.append(Candidate(layout, None, f"{type(error).__name__}: {error}"))
            continue
        candidates += [Candidate(layout, match) for match in matches] or [Candidate(layout)]
    return Identification(tuple(candidates))


def _best(layout: Layout) -> Fit:
    """The best fit a layout ever claims (EXACT where it does not say)."""
    best = getattr(layout, "best", Fit.EXACT)
    return best if isinstance(best, Fit) else Fit.EXACT


def read_document(
    document: Document,
    layouts: Sequence[Layout],
    *,
    known: Known,
    source: SourceInfo,
    software: Mapping[str, object],
    layout: str | None = None,
    recorder: Recorder | None = None,
) -> list[Report]:
    """All reports of a document, in order.

    ``layout`` forces one layout by its id, ``recorder`` keeps what a trace tells.  Raises ``UnrecognisedLayoutError`` when the
    document holds no report, ``LayoutCrashError`` when the only layout that fits raised.
    """
    if layout is not None:
        layouts = [candidate for candidate in layouts if candidate.id == layout]
        if not layouts:
            raise UsageError(
                f"No layout has the id {layout!r}.", zh=f"没有名为 {layout!r} 的版式。"
            )
    reports: list[Report] = []
    failures: list[tuple[Identification, Rejection]] = []
    for part in split_reports(document):
        identification = identify_document(part, layouts, every=False)
        record = None if recorder is None else Part(part, identification)
        if recorder is not None and record is not None:
            recorder.parts.append(record)
        report = _read_part(part, identification, layouts, known, source, software, record)
        if record is not None:
            record.report = None if isinstance(report, Rejection) else report
            record.rejection = report if isinstance(report, Rejection) else None
        if isinstance(report, Rejection):
            failures.append((identification, report))
        else:
            reports.append(report)
    if not reports:
        _raise_unrecognised(failures)
    if document.second is not None:
        try:
            others = read_document(document.second, layouts, known=known, source=source,
                                   software=software)  # fmt: skip
        except GovInfoReportError:
            others = []  # what finds no report contradicts none
        return confirmed(reports, others, document)
    return reports


def _raise_unrecognised(failures: Sequence[tuple[Identification, Rejection]]) -> None:
    crashed = [c for i, _ in failures for c in i.candidates if c.problem]
    if crashed:
        names = ", ".join(dict.fromkeys(f"{c.layout.id} ({c.problem})" for c in crashed))
        raise LayoutCrashError(
            f"No layout recognised a report, and these raised: {names}.",
            zh=f"没有版式识别出年度报告，且以下版式出错：{names}。",
            hint="Run `govinfo-report plugins` to see who provides them.",
            hint_zh="运行 govinfo-report plugins 查看其来源。",
        )
    identification, rejection = failures[0]
    raise unrecognised(rejection, identification)


def unrecognised(
    rejection: Rejection, identification: Identification | None = None
) -> UnrecognisedLayoutError:
    """The error that says why a source holds no report; ``facts["reason"]`` is the code."""
    return UnrecognisedLayoutError(
        f"No annual report was recognised: {rejection.en}",
        zh=f"未识别出年度报告：{rejection.zh}",
        hint="Run `govinfo-report identify -v FILE` to see why no layout claims it.",
        hint_zh="运行 govinfo-report identify -v 文件 查看各版式未认领的原因。",
        identification=identification,
        reason=rejection.code,
    )


def _read_part(
    document: Document,
    identification: Identification,
    layouts: Sequence[Layout],
    known: Known,
    source: SourceInfo,
    software: Mapping[str, object],
    record: Part | None,
) -> Report | Rejection:
    outline = find_outline(document)
    verified, used, told = _verify_all(document, identification, layouts, record)
    legacy = None if verified.claimed - {STATISTICS} else read_legacy(document)
    older = is_of_2014(verified, legacy)
    if not older:
        used = [LEGACY] if is_older(verified) and legacy is not None else used
        verified = without_older(verified)
    vouched = [*used, LEGACY] if older and legacy is not None else used
    rejection = admit(
        document, outline, verified.figures.values(), verified.claimed, vouched, told.title
    )
    if rejection is not None:
        return rejection
    if legacy is not None:
        outline = with_own_sections(document, outline)
    identity = read_identity(document, outline, known, told.title, told.scope)
    forms: dict[str, str] = {}
    if older:
        forms = {STATISTICS: "2014"}
    elif legacy is None:
        few = assemble.few_forms(verified.forms)
        hints = printed(document).forms if few else {}
        forms = assemble.decide_forms(verified.forms, identity.year, hints)
    unread: frozenset[str] = frozenset()
    if not older and len(verified.claimed) < len(TABLES):
        unread = printed(document).tables - verified.claimed
    figures, missing = assemble.complete_figures(verified, forms, _pictures(outline), unread)
    if legacy is not None and not older:  # no table of the present form is missing from it
        missing = list(legacy_notes(document, legacy, outline))
    notes = [*document.notes, *outline.notes, *identity.notes, *verified.notes, *missing]
    preamble, sections = section_texts(document, outline, verified.regions)
    refused = sum(figure.state is State.REFUSED for figure in figures.values())
    return Report(
        publisher=identity.publisher,
        region=identity.region,
        scope=identity.scope,
        scope_evidence=identity.scope_evidence,
        year=identity.year,
        title=identity.title,
        period=identity.period,
        published=identity.published,
        edition=_edition(forms, identity.year) if legacy is None or older else legacy.edition,
        forms=forms,
        figures=figures,
        extra_rows=tuple(verified.extra_rows),
        preamble=preamble,
        sections=sections,
        reading=Reading(
            opener=document.opener,
            layout="+".join(used),
            grade=assemble.grades(document, figures),
            refused=refused,
            notes=tuple(assemble.settle_stray_numerals(notes, figures)),
        ),
        source=source,
        software=software,
    )


def _edition(forms: Mapping[str, str], year: int | None) -> str:
    if forms:
        return majority_edition(forms)
    return "unknown" if year is None else "2014" if year >= 2014 else "pre_2014"


def _pictures(outline: Outline) -> frozenset[str]:
    """Tables whose section shows pictures but no text of a table."""
    return frozenset(name for name, count in outline.images.items() if count)


def _verify_all(
    document: Document,
    identification: Identification,
    layouts: Sequence[Layout],
    record: Part | None,
) -> tuple[Verified, list[str], Draft]:
    """Parse with every layout of the best fit and merge what they read.

    A document may print its tables in several ways: what the best fit leaves out is sought by
    the other layouts, which may only add rows that nobody has claimed.  Layouts that tell title
    and scope alone leave the tables to the others.  The draft is what was told of these two.
    """
    merged: Verified | None = None
    used: list[str] = []
    told = Draft()
    raised: list[Note] = []
    for candidate in identification.chosen:
        alone = len(identification.chosen) == 1
        found = _verify(document, candidate, raised, record, alone=alone)
        if found is None:
            continue
        verified, draft = found
        used.append(candidate.layout.id)
        told = Draft((), told.title or draft.title, told.scope or draft.scope)
        if merged is not None and is_older(merged) != is_older(verified):
            present, other = (verified, merged) if is_older(merged) else (merged, verified)
            kept = present if tells_present_form(present) else other
            used = [candidate.layout.id] if kept is verified else used[:-1]
            merged = kept
            continue
        merged = verified if merged is None else merge(merged, verified, used)
    if (told.title or told.scope) and merged is not None and not merged.claimed:
        others = [o for o in layouts if o.id not in used]
        asked_again = identify_document(document, others, every=False)
        merged, names, _ = _verify_all(document, asked_again, others, record)
        merged.notes += raised
        return merged, [*used, *names], told
    if merged is not None and is_older(merged):
        # A later form printed besides is the report's own, however badly it fits.
        asked = {id(candidate.layout) for candidate in identification.candidates}
        others = [layout for layout in layouts if id(layout) not in asked]
        for candidate in identify_document(document, others).candidates:
            found = _verify(document, candidate, raised, record, alone=False)
            if found is not None and tells_present_form(found[0]):
                merged, used = found[0], [candidate.layout.id]
                break
    elif merged is not None and merged.figures and has_gaps(merged):
        asked = {id(candidate.layout) for candidate in identification.candidates}
        others = [layout for layout in layouts if id(layout) not in asked]
        for candidate in identify_document(document, others).candidates:
            found = _verify(document, candidate, raised, record, alone=False)
            if found is not None and fill(merged, found[0]):
                used.append(candidate.layout.id)
    merged = merged or Verified()
    merged.notes += raised
    return merged, used, told


def _verify(
    document: Document,
    candidate: Candidate,
    raised: list[Note],
    record: Part | None,
    *,
    alone: bool,
) -> tuple[Verified, Draft] | None:
    """What survives of one layout's draft; ``None`` when there is none or the layout raised.

    The failure of one layout among several is kept in ``raised``.
    """
    if candidate.match is None:
        return None
    layout = candidate.layout
    attempt = None
    if record is not None:
        attempt = Attempt(layout.id, candidate.match.fit, candidate.match.evidence)
        record.attempts.append(attempt)
    try:
        draft = layout.parse(document, candidate.match)
        if not isinstance(draft, Draft):
            raise TypeError("parse must return a Draft")
        verified = verify(document, draft, layout.variants, layout=layout.id, record=attempt)
        return verified, draft
    except Exception as error:  # a plugin may raise anything
        if attempt is not None:
            attempt.problem = f"{type(error).__name__}: {error}"
        if not alone:
            raised.append(Note("P303", (), {"layout": layout.id, "error": type(error).__name__}))
            return None
        raise LayoutCrashError(
            f"Layout {layout.id} raised {type(error).__name__}: {error}.",
            zh=f"版式 {layout.id} 出错：{type(error).__name__}: {error}。",
            hint="Report it to the layout's author with the source file.",
            hint_zh="请将原文件一并反馈给该版式的作者。",
            layout=layout.id,
        ) from error
