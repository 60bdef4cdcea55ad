"""The commands over one or two documents: identify, compare, why."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from govinfo_report import api
from govinfo_report.cli import texts
from govinfo_report.cli.batch import check_output, told
from govinfo_report.cli.console import Console, output
from govinfo_report.cli.inputs import items, source_of, unpacked
from govinfo_report.cli.past import read_history
from govinfo_report.cli.status import CLEAN, UNREAD
from govinfo_report.documents.document import Document
from govinfo_report.documents.source import Known, Source
from govinfo_report.errors import GovInfoReportError, UsageError
from govinfo_report.outputs.assessment import STATUSES, report_head, what_lacks
from govinfo_report.outputs.calculation import calculation_lines, means
from govinfo_report.outputs.compare import Comparison
from govinfo_report.outputs.compareframe import continuity_record, prose_record
from govinfo_report.outputs.files import csv_rows, indented
from govinfo_report.outputs.text import Column, Line, Piece, one_line, table
from govinfo_report.plugins.registry import Registry
from govinfo_report.reading.reader import Identification, identify_document
from govinfo_report.rules import Assessment
from govinfo_report.tracing.diagnosis import diagnosis_lines
from govinfo_report.tracing.labels import diagnose_document


def one_source(path: str) -> Source | Path:
    """The document a command names; ``GovInfoReportError`` when there is none."""
    for item in items([path], Known()):
        if not item.trouble:
            return source_of(item)
        break
    raise GovInfoReportError(f"{path}: no such file", zh=f"{path}：没有这个文件")


def identify(args: argparse.Namespace, console: Console, registry: Registry) -> int:
    """``govinfo-report identify``."""
    status = CLEAN
    looked_at = 0
    for item in unpacked(items(args.files, Known()), registry):
        if item.walked and item.trouble == "skipped":
            continue
        looked_at += 1
        try:
            if item.failure is not None:
                raise item.failure
            source = one_source(item.name) if item.trouble else source_of(item)
            own, document = api.open_document(
                source, opener=args.opener, registry=registry, isolation=args.isolation
            )
        except UsageError:
            raise
        except GovInfoReportError as error:
            console.talk(told(item.name, error, console.language), "error")
            status = UNREAD
            continue
        found = identify_document(document, registry.layouts)
        console.view(_identified(item.name, document, found, console.language))
        if args.verbose:
            diagnosis = diagnose_document(own, document, registry)
            console.view(diagnosis_lines(diagnosis, console.language))
        if not found.chosen:
            status = UNREAD
    if not looked_at:
        console.talk(texts.text(console.language, "nothing"), "error")
        return UNREAD
    return status


def _identified(
    name: str, document: Document, found: Identification, language: str
) -> Iterator[Line]:
    zh = language == "zh"
    yield (Piece(one_line(name), "title"), Piece(f"  {document.opener}", "dim"))
    rows: list[list[str | Piece]] = []
    for candidate in found.candidates:
        match, layout = candidate.match, candidate.layout.id
        if candidate.problem:
            rows.append([" ", layout, Piece("出错" if zh else "crashed", "refused"),
                         one_line(candidate.problem)])  # fmt: skip
        elif match is None:
            rows.append([" ", Piece(layout, "dim"), Piece("未认领" if zh else "no", "dim"), ""])
        else:
            mark = Piece("*", "good") if candidate in found.chosen else Piece(" ")
            rows.append([mark, layout, match.fit.name, one_line("; ".join(match.evidence))])
    yield from table([Column(), Column(), Column(), Column(most=90)], rows)
    if not found.chosen:
        yield (Piece("  没有版式认出年度报告" if zh else "  no layout recognises an annual report",
                     "refused"),)  # fmt: skip


def compare(args: argparse.Namespace, console: Console, registry: Registry) -> int:
    """``govinfo-report compare``."""
    check_output(args)
    reports = [
        api.parse(
            one_source(path),
            layout=args.layout,
            opener=args.opener,
            registry=registry,
            isolation=args.isolation,
        )
        for path in (args.old, args.new)
    ]
    comparison = api.compare(*reports)
    with output(console, args.output) as out:
        if args.format == "text":
            out.view(comparison.lines(console.language))
        elif args.format == "json":
            out.data([indented(_comparison_record(comparison)), b"\n"])
        elif args.format == "html":
            out.data([comparison.to_html(console.language).encode()])
        else:
            records = comparison.records()
            rows = [list(records[0])] + [list(r.values()) for r in records] if records else []
            out.data([csv_rows(rows)])
    return CLEAN


def _comparison_record(comparison: Comparison) -> dict[str, object]:
    return {
        "old": report_head(comparison.old),
        "new": report_head(comparison.new),
        "notes": list(comparison.notes),
        "figures": comparison.records(),
        "continuity": [continuity_record(check) for check in comparison.continuity],
        "prose": prose_record(comparison.prose),
    }


def why(args: argparse.Namespace, console: Console, registry: Registry) -> int:
    """``govinfo-report why``."""
    report = api.parse(
        one_source(args.file),
        layout=args.layout,
        opener=args.opener,
        registry=registry,
        isolation=args.isolation,
    )
    history = read_history(args, console, registry)
    assessment = api.validate(report, history=history, draft=args.draft, registry=registry)
    wanted = args.finding
    found = [f for f in assessment.findings if means(f, wanted)]
    for number, finding in enumerate(found):
        console.view([()] * bool(number))
        console.view(calculation_lines(report, finding, console.language))
    if not found:
        console.view(_no_finding(assessment, wanted, console.language))
    return CLEAN


def _no_finding(assessment: Assessment, wanted: str, language: str) -> Iterator[Line]:
    for outcome in assessment.outcomes:
        if wanted in (outcome.rule, outcome.slug):
            word = STATUSES[outcome.status][language != "zh"]
            lacks = one_line(what_lacks(assessment, outcome, language))
            yield (Piece(f"{outcome.rule} {outcome.slug}: {word}  {lacks}"),)
            return
    raise UsageError(
        f"{wanted!r} is no rule and no finding of this report",
        zh=f"{wanted!r} 不是规则，也不是本报告的发现", finding=wanted,
    )  # fmt: skip
