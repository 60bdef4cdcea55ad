"""The commands over documents: parse and check."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable
from pathlib import Path

from attrs import frozen

from govinfo_report import api
from govinfo_report.cli.batch import Batch, Made, Task, check_output
from govinfo_report.cli.console import Console, Output, output
from govinfo_report.cli.past import read_history
from govinfo_report.cli.status import CLEAN, FOUND
from govinfo_report.model.finding import Severity
from govinfo_report.model.report import Report
from govinfo_report.outputs.assessment import CheckPieces, assessment_lines
from govinfo_report.outputs.files import Framed, write_pieces
from govinfo_report.outputs.table import report_lines
from govinfo_report.plugins.registry import Registry
from govinfo_report.rules import Assessment, History


@frozen
class ParseMake:
    """Turns a report into a view or a piece of its format, or leaves it to the writer."""

    registry: Registry
    format: str
    language: str

    def __call__(self, report: Report) -> Made:
        if self.format == "table":
            return Made(lines=tuple(report_lines(report, self.language)))
        pieces = self.registry.writer(self.format).pieces
        return Made(report=report) if pieces is None else Made(piece=pieces.piece(report))


def parse(args: argparse.Namespace, console: Console, registry: Registry) -> int:
    """``govinfo-report parse``."""
    check_output(args)
    writer = registry.writer(args.format)
    with output(console, args.output) as out:
        batch = Batch(console, out, args)
        make = ParseMake(registry, args.format, console.language)
        made = batch.run(Task(registry, make, args.layout, args.opener))
        if args.format == "table":
            _views(out, made)
        elif writer.pieces is not None:
            _pieces(out, writer.pieces, made, alone=_alone(args))
        else:
            reports = (one.report for one in made if one.report is not None)
            out.written(lambda target: writer.write(reports, target))
        return batch.tally.status


def _views(out: Output, made: Iterable[Made]) -> None:
    for number, one in enumerate(made):
        out.view([(), *one.lines] if number else one.lines)


def _alone(args: argparse.Namespace) -> bool:
    """Whether the command line names one document: its report then stands by itself in JSON."""
    return args.format == "json" and len(args.files) == 1 and not os.path.isdir(args.files[0])


def _pieces(out: Output, frame: Framed, made: Iterable[Made], *, alone: bool) -> None:
    pieces = (one.piece for one in made)
    if alone:
        found = list(pieces)
        if len(found) < 2:
            out.data(piece + b"\n" for piece in found)
            return
        pieces = (piece for piece in found)
    out.data(write_pieces(frame, pieces))


@frozen
class CheckMake:
    """Turns a report into what its assessment says."""

    registry: Registry
    pieces: CheckPieces | None
    language: str
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    least: Severity
    keep: bool
    history: History

    def __call__(self, report: Report) -> Made:
        assessment = api.validate(
            report, history=self.history, select=self.select, ignore=self.ignore,
            registry=self.registry,
        )  # fmt: skip
        return self.made(assessment, report if self.keep else None)

    def made(self, assessment: Assessment, report: Report | None = None) -> Made:
        """One assessment in the chosen format."""
        status = CLEAN if assessment.ok else FOUND
        if self.pieces is not None:
            return Made(self.pieces.piece(assessment), report=report, status=status)
        lines = tuple(assessment_lines(assessment, self.language, self.least))
        return Made(lines=lines, report=report, status=status)


def check(args: argparse.Namespace, console: Console, registry: Registry) -> int:
    """``govinfo-report check``."""
    check_output(args)
    least = Severity(args.severity)
    pieces = None if args.format == "text" else CheckPieces(args.format, least)
    parent = None
    if args.parent is not None:
        parent = api.parse(Path(args.parent), registry=registry)
    make = CheckMake(registry, pieces, console.language, args.select, args.ignore, least,
                     keep=parent is not None,
                     history=read_history(args, console, registry))  # fmt: skip
    with output(console, args.output) as out:
        batch = Batch(console, out, args)
        made = _with_parent(batch, Task(registry, make, args.layout, args.opener), make, parent)
        if pieces is None:
            _views(out, made)
        else:
            _pieces(out, pieces, made, alone=_alone(args) and parent is None)
        return batch.tally.status


def _with_parent(
    batch: Batch, task: Task, make: CheckMake, parent: Report | None
) -> Iterable[Made]:
    children: list[Report] = []
    for one in batch.run(task):
        if one.report is not None:
            children.append(one.report)
        yield one
    if parent is not None:
        last = make.made(api.validate_hierarchy(parent, children))
        batch.tally.status = max(batch.tally.status, last.status)
        yield last
