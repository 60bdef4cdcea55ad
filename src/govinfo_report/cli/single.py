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
from govinfo_report.documents.document import Document, Span
from govinfo_report.documents.source import Known, Source
from govinfo_report.errors import GovInfoReportError, UsageError
from govinfo_report.model.editions import EDITION_IDS, edition
from govinfo_report.model.forms import ALL_TABLES, STATISTICS
from govinfo_report.outputs.assessment import STATUSES, report_head
from govinfo_report.outputs.calculation import calculation_lines, means
from govinfo_report.outputs.compare import Comparison
from govinfo_report.outputs.files import csv_rows, indented
from govinfo_report.outputs.labels import TABLES_EN
from govinfo_report.outputs.text import Column, Line, Piece, one_line, table
from govinfo_report.plugins.registry import Registry
from govinfo_report.reading.labels import key_of
from govinfo_report.reading.reader import Identification, identify_document
from govinfo_report.rules import Assessment
from govinfo_report.text.lazy import lazy

_FIELDS = lazy(r"[\t|｜\n]")
_SHORT = 40  # characters of a line that may be the first half of a label


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
            _, document = api.open_document(
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
            console.view(_label_lines(document, console.language))
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


_SOME = 5  # labels of the table of 2014 without which it is not spoken of


def _label_lines(document: Document, language: str) -> Iterator[Line]:
    """Every label of the form that the document comes nearest to, and the line it stands on."""
    zh = language == "zh"
    printed: dict[str, Span] = {}
    for text, span in _fields(document):
        printed.setdefault(key_of(text), span)
    printed.pop("", None)
    for table_id, (_, section, heading) in ALL_TABLES.items():
        wanted = max(
            (_wordings(table_id, e) for e in EDITION_IDS[::-1]),
            key=lambda labels: sum(any(k in printed for k in keys) for keys in labels.values()),
        )
        found = sum(any(k in printed for k in keys) for keys in wanted.values())
        if table_id == STATISTICS and found < _SOME:
            continue
        title = f"{section}、{heading}" if section else heading
        title = title if zh else TABLES_EN[table_id]
        yield (Piece(f"{title}  {found}/{len(wanted)}", "head"),)
        for label, keys in wanted.items():
            at = next((printed[k] for k in keys if k in printed), None)
            if at is None:
                yield (Piece("  - ", "refused"), Piece(label))
                continue
            line = document.locate(at).line
            where = (f"  第 {line} 行" if zh else f"  line {line}") if line else ""
            yield (Piece("  + ", "good"), Piece(label), Piece(where, "dim"))


def _fields(document: Document) -> Iterator[tuple[str, Span]]:
    """Whatever may be a label: cells, fields of lines, and short lines put together."""
    joined = ""
    for block in document.blocks:
        if block.grid is not None:
            for cell in block.grid.cells:
                yield block.text[cell.start : cell.end], Span(block.index, cell.start, cell.end)
            continue
        start = 0
        for cut in [*(m.start() for m in _FIELDS.finditer(block.text)), len(block.text)]:
            yield block.text[start:cut], Span(block.index, start, cut)
            start = cut + 1
        yield joined + block.text, Span(block.index, 0, len(block.text))
        joined = block.text if block.text.strip() and len(block.text) < _SHORT else ""


def _wordings(table_id: str, edition_id: str) -> dict[str, list[str]]:
    """Label as prescribed -> keys of its accepted wordings."""
    labels: dict[str, list[str]] = {}
    for block in edition(edition_id).blocks:
        for row in block.rows if block.table == table_id else ():
            labels[row.number + row.label] = [key_of(w) for w in (row.label, *row.variants)]
            for column in row.columns:
                labels[column.label] = [key_of(w) for w in (column.label, *column.variants)]
    return {label: keys for label, keys in labels.items() if keys[0]}


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
            yield (Piece(f"{outcome.rule} {outcome.slug}: {word}  {one_line(outcome.reason)}"),)
            return
    raise UsageError(
        f"{wanted!r} is no rule and no finding of this report",
        zh=f"{wanted!r} 不是规则，也不是本报告的发现", finding=wanted,
    )  # fmt: skip
