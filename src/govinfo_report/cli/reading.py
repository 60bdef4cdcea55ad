"""The command that reads figures: parse."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable

from attrs import frozen

from govinfo_report.cli.batch import Batch, Made, Task, check_output
from govinfo_report.cli.console import Console, Output, output
from govinfo_report.cli.traces import show_traces
from govinfo_report.documents.source import Source
from govinfo_report.model.report import Report
from govinfo_report.outputs.files import Framed, write_pieces
from govinfo_report.outputs.frames.extras import started
from govinfo_report.outputs.table import report_lines
from govinfo_report.plugins.registry import Registry


@frozen
class ParseMake:
    """Turns a report into a view or a piece of its format, or leaves it to the writer."""

    registry: Registry
    format: str
    language: str

    def __call__(self, report: Report, source: Source) -> Made:
        if self.format == "table":
            return Made(lines=tuple(report_lines(report, self.language)))
        writer = self.registry.writer(self.format)
        if writer.pieces is not None:
            return Made(piece=writer.pieces.piece(report))
        if writer.parts is not None:
            return Made(part=writer.parts.part(report))
        return Made(report=report)


def parse(args: argparse.Namespace, console: Console, registry: Registry) -> int:
    """``govinfo-report parse``."""
    check_output(args)
    if args.trace:
        return show_traces(args, console, registry)
    writer = registry.writer(args.format)
    with output(console, args.output) as out:
        batch = Batch(console, out, args, registry)
        make = ParseMake(registry, args.format, console.language)
        made = batch.run(Task(registry, make, args.layout, args.opener, args.isolation))
        if args.format == "table":
            show_views(out, made)
        elif writer.pieces is not None:
            show_pieces(out, writer.pieces, made, alone=is_alone(args))
        elif (parts := writer.parts) is not None:
            found = started(one.part for one in made)
            out.written(lambda target: parts.write_parts(found, target), writer.format)
        else:
            reports = started(one.report for one in made if one.report is not None)
            out.written(lambda target: writer.write(reports, target), writer.format)
        return batch.tally.status


def show_views(out: Output, made: Iterable[Made]) -> None:
    """Views one below the other, an empty line between them."""
    for number, one in enumerate(made):
        out.view([(), *one.lines] if number else one.lines)


def is_alone(args: argparse.Namespace) -> bool:
    """Whether the command line names one document: its report then stands by itself in JSON."""
    return args.format == "json" and len(args.files) == 1 and not os.path.isdir(args.files[0])


def show_pieces(out: Output, frame: Framed, made: Iterable[Made], *, alone: bool) -> None:
    """Pieces in their frame; one that stands alone needs none."""
    pieces = (one.piece for one in made if one.piece)
    if alone:
        found = list(pieces)
        if len(found) < 2:
            out.data(piece + b"\n" for piece in found)
            return
        pieces = (piece for piece in found)
    out.data(write_pieces(frame, pieces))
