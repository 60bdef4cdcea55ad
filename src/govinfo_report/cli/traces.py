"""``parse --trace``: every claim and its verdict instead of figures."""

from __future__ import annotations

import argparse

from attrs import evolve

from govinfo_report.cli.batch import known_of, told
from govinfo_report.cli.console import Console, output
from govinfo_report.cli.inputs import items, source_of, unpacked
from govinfo_report.cli.status import CLEAN, UNREAD
from govinfo_report.cli.texts import text
from govinfo_report.documents.manifest import read_manifest
from govinfo_report.documents.source import Source
from govinfo_report.errors import GovInfoReportError, UsageError
from govinfo_report.outputs.files import indented
from govinfo_report.plugins.registry import Registry
from govinfo_report.tracing.lines import trace_lines
from govinfo_report.tracing.trace import Trace, trace


def show_traces(args: argparse.Namespace, console: Console, registry: Registry) -> int:
    """A trace of every report of the documents named; of those that hold none, why."""
    if args.format not in ("table", "json"):
        raise UsageError(text("en", "trace_format"), zh=text("zh", "trace_format"))
    manifest = read_manifest(args.manifest) if args.manifest else None
    status = CLEAN
    found: list[Trace] = []
    for item in unpacked(items(args.files, known_of(args), manifest), registry):
        if item.walked and item.trouble == "skipped":
            continue
        try:
            if item.failure is not None:
                raise item.failure
            source = Source.of(source_of(item), known=item.known)
            source = evolve(source, beside=not item.walked)
            found += trace(source, layout=args.layout, opener=args.opener, registry=registry,
                           isolation=args.isolation)  # fmt: skip
        except UsageError:
            raise
        except GovInfoReportError as error:
            console.talk(told(item.name, error, console.language), "error")
            status = UNREAD
    if not found and status == CLEAN:
        console.talk(text(console.language, "nothing"), "error")
    with output(console, args.output) as out:
        if args.format == "json":
            records = [one.to_dict() for one in found]
            out.data([indented(records[0] if len(records) == 1 else records), b"\n"])
        for number, one in enumerate(found if args.format == "table" else ()):
            out.view([()] * bool(number))
            out.view(trace_lines(one, console.language))
    failed = any(one.failure is not None for one in found)
    return UNREAD if failed or not found else status
