"""The command that checks reports: findings in every format, history, hierarchy, drafts."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime

from attrs import frozen

from govinfo_report import api
from govinfo_report.cli.batch import Batch, Made, Task, check_output
from govinfo_report.cli.console import Console, output
from govinfo_report.cli.past import read_history
from govinfo_report.cli.quoting import quotes
from govinfo_report.cli.reading import is_alone, show_pieces, show_views
from govinfo_report.cli.sidecar import Sidecars, read_baseline
from govinfo_report.cli.single import one_source
from govinfo_report.cli.status import CLEAN, FOUND, UNREAD
from govinfo_report.cli.texts import text
from govinfo_report.documents.source import Source
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
    pieces: CheckPieces | SarifPieces | None
    language: str
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    least: Severity
    keep: bool
    history: History
    draft: bool
    sidecars: Sidecars
    baseline: Baseline | None
    today: date

    def __call__(self, report: Report, source: Source) -> Made:
        assessment = api.validate(
            report, history=self.history, select=self.select, ignore=self.ignore,
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
        status = CLEAN if assessment.ok else FOUND
        found = listed(assessment)
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
    make = _make(args, console, registry)
    parent = None
    if args.parent is not None:
        parent = api.parse(one_source(args.parent), registry=registry, isolation=args.isolation)
    met: list[Known] = []
    reports: list[Report] = []
    with output(console, args.output) as out:
        batch = Batch(console, out, args)
        made = _with_parent(batch, Task(registry, make, args.layout, args.opener, args.isolation), make, parent)
        made = _noted(made, met, reports)
        if make.pieces is None:
            show_views(out, made)
        else:
            show_pieces(out, make.pieces, made, alone=is_alone(args) and parent is None)
    status = batch.tally.status
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
    pieces: CheckPieces | SarifPieces | None = None
    if args.format == "sarif":
        rules = (*registry.rules, *hierarchy.RULES, *suppression_rules.RULES)
        pieces = SarifPieces(rules, least, console.language)
    elif args.format != "text":
        pieces = CheckPieces(args.format, least)
    return CheckMake(
        registry, pieces, console.language, args.select, args.ignore, least,
        keep=args.parent is not None or args.baseline is not None,
        history=read_history(args, console, registry), draft=args.draft, sidecars=sidecars,
        baseline=read_baseline(args.baseline) if args.baseline is not None else None,
        today=datetime.now().astimezone().date(),
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
        last = make.made(api.validate_hierarchy(parent, children))
        batch.tally.status = max(batch.tally.status, last.status)
        yield last
