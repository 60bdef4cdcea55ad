"""The command that sets two runs side by side: diff."""

from __future__ import annotations

import argparse

from govinfo_report.cli.batch import check_output
from govinfo_report.cli.console import Console, output
from govinfo_report.cli.status import CLEAN, FOUND
from govinfo_report.outputs.diff.changes import diff as changes_of
from govinfo_report.outputs.diff.show import (
    CSV_COLUMNS,
    Counts,
    change_lines,
    change_record,
    change_rows,
)
from govinfo_report.outputs.files import csv_rows, indented
from govinfo_report.plugins.registry import Registry


def diff(args: argparse.Namespace, console: Console, registry: Registry) -> int:
    """``govinfo-report diff``."""
    check_output(args)
    counts = Counts()
    found = counts.of(changes_of(args.old, args.new))
    with output(console, args.output) as out:
        if args.format == "text":
            for change in found:
                out.view(change_lines(change, console.language))
            out.view([counts.line(console.language)])
        elif args.format == "json":
            records = [change_record(change) for change in found]
            totals = {name: getattr(counts, name)
                      for name in ("changed", "new", "gone", "same", "figures")}  # fmt: skip
            out.data([indented({"counts": totals, "reports": records}), b"\n"])
        else:
            out.data([csv_rows([CSV_COLUMNS])])
            out.data(csv_rows(change_rows(change)) for change in found)
    return FOUND if counts.any else CLEAN
