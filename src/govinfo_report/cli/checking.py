"""The command that checks reports: findings in every format, history, hierarchy, drafts."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path

from attrs import evolve, frozen

from govinfo_report import api
from govinfo_report.cli.annotating import annotation_of
from govinfo_report.cli.batch import Batch, Made, Task, check_output
from govinfo_report.cli.console import Console, output
from govinfo_report.cli.pages import PageFolder, PagePieces, pages_output, show_pages
from govinfo_report.cli.past import read_history
from govinfo_report.cli.reading import is_alone, show_pieces, show_views
from govinfo_report.cli.selectors import Selectors, shared_out
from govinfo_report.cli.sidecar import Sidecars, read_baseline
from govinfo_report.cli.single import one_source
from govinfo_report.cli.status import CLEAN, FOUND, UNREAD
from govinfo_report.cli.texts import text
from govinfo_report.documents.source import Source
from govinfo_report.evidence.quoting import quotes
from govinfo_report.model.finding import Severity
from govinfo_report.model.report import Report
from govinfo_report.outputs.assessment import CheckPieces, assessment_lines
from govinfo_report.outputs.sarif import SarifPieces
from govinfo_report.plugins.registry import Registry
from govinfo_report.rules import Assessment, History, hierarchy, suppression, suppression_rules
from govinfo_report.rules.baseline import Baseline, Known, baseline_record, listed


@frozen
class CheckMake:
    """Turns a report into what its assessment says."""

    registry: Registry
    pieces: CheckPieces | SarifPieces | PagePieces | None
    language: str
    single: Selectors
    whole: Selectors
    least: Severity
    keep: bool
    history: History
    draft: bool
    sidecars: Sidecars
    baseline: Baseline | None
    today: date
    annotated: bool = False

    def __call__(self, report: Report, source: Source) -> Made:
        assessment = api.validate(
            report, history=self.history, select=self.single.select, ignore=self.single.ignore,
            draft=self.draft, registry=self.registry,
        )  # fmt: skip
        return self.made(assessment, report if self.keep else None, source)

    def made(
        self, assessment: Assessment, report: Report | None = None, source: Source | None = None
    ) -> Made:
        """One assessment in the chosen format."""
        path = source.path if source is not None else None
        assessment = suppression.set_aside(assessment, self.sidecars.entries(path), self.today)
        if self.baseline is not None:
            assessment = self.baseline.mark(assessment)
        made = self._shown(assessment, report, source)
        return evolve(made, assessment=assessment) if self.annotated else made

    def _shown(self, assessment: Assessment, report: Report | None, source: Source | None) -> Made:
        path = source.path if source is not None else None
        status = CLEAN if assessment.ok else FOUND
        found = listed(assessment)
        if isinstance(self.pieces, PagePieces):
            piece, row = self.pieces.made(assessment, source, self.registry.rules)
            return Made(piece, report=report, status=status, listed=found, row=row)
        if self.pieces is not None:
            uri = str(path) if path is not None else ""
            piece = self.pieces.piece(assessment, uri)
            return Made(piece, report=report, status=status, listed=found)
        quoted = quotes(assessment, source) if source is not None else {}
        lines = tuple(assessment_lines(assessment, self.language, self.least, quoted))
        return Made(lines=lines, report=report, status=status, listed=found)


def check(args: argparse.Namespace, console: Console, registry: Registry) -> int:
    """``govinfo-report check``."""
    check_output(args)
    annotation = annotation_of(args)
    make = _make(args, console, registry)
    parent = None
    if args.parent is not None:
        parent = api.parse(one_source(args.parent), registry=registry, isolation=args.isolation)
    met: list[Known] = []
    reports: list[Report] = []
    with pages_output(args, console) as out:
        batch = Batch(console, out, args, registry)
        made = _with_parent(
            batch, Task(registry, make, args.layout, args.opener, args.isolation), make, parent
        )
        made = _noted(made, met, reports)
        made = annotation.noted(made) if annotation is not None else made
        if isinstance(out, PageFolder) or isinstance(make.pieces, PagePieces):
            show_pages(out, made, batch.tally)
        elif make.pieces is None:
            show_views(out, made)
        else:
            show_pieces(out, make.pieces, made, alone=is_alone(args) and parent is None)
    status = batch.tally.status
    if annotation is not None:
        annotation.write(console, registry, make.least)
    if make.baseline is not None:
        gone = len(make.baseline.gone(met, reports))
        if gone:
            console.talk(text(console.language, "baseline_gone", count=gone), "dim")
    if args.write_baseline is not None:
        _write_baseline(args.write_baseline, met, console)
        return UNREAD if status == UNREAD else CLEAN
    return status


def _make(args: argparse.Namespace, console: Console, registry: Registry) -> CheckMake:
    least = Severity(args.severity)
    sidecars = Sidecars((), False) if args.no_suppressions else Sidecars(tuple(args.suppressions))
    sidecars.check()
    pieces: CheckPieces | SarifPieces | PagePieces | None = None
    if args.format == "sarif":
        rules = (*registry.rules, *hierarchy.RULES, *suppression_rules.RULES)
        pieces = SarifPieces(rules, least, console.language)
    elif args.format == "html":
        pieces = PagePieces(least, console.language)
    elif args.format != "text":
        pieces = CheckPieces(args.format, least)
    given = args.parent is not None
    return CheckMake(
        registry, pieces, console.language,
        *shared_out(args.select, args.ignore, registry, parent=given), least,
        keep=args.parent is not None or args.baseline is not None,
        history=read_history(args, console, registry), draft=args.draft, sidecars=sidecars,
        baseline=read_baseline(args.baseline) if args.baseline is not None else None,
        today=datetime.now().astimezone().date(), annotated=args.annotate is not None,
    )  # fmt: skip


def _noted(made: Iterable[Made], met: list[Known], reports: list[Report]) -> Iterator[Made]:
    for one in made:
        met += one.listed
        if one.report is not None:
            reports.append(one.report)
        yield one


def _write_baseline(path: str, met: list[Known], console: Console) -> None:
    record = baseline_record(met)
    with output(console, path) as out:
        words = json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True)
        out.data([words.encode("utf-8", "backslashreplace"), b"\n"])
    words = text(console.language, "baseline_written", count=len(record["findings"]), name=path)
    console.talk(words, "dim")


def _with_parent(
    batch: Batch, task: Task, make: CheckMake, parent: Report | None
) -> Iterable[Made]:
    children: list[Report] = []
    for one in batch.run(task):
        if one.report is not None and parent is not None:
            if one.report.source.sha256 == parent.source.sha256:
                words = text(batch.console.language, "parent_among", name=parent.source.name)
                batch.console.talk(words, "warning")
            else:
                children.append(one.report)
        yield one
    if parent is not None:
        whole = make.whole
        last = make.made(
            api.validate_hierarchy(
                parent,
                children,
                missing=[Path(name).name for name, _ in batch.tally.failures],
                select=whole.select,
                ignore=whole.ignore,
            )
        )
        batch.tally.status = max(batch.tally.status, last.status)
        yield last
