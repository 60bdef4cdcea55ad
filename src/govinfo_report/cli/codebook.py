"""The command about the variables of data sets: codebook."""

from __future__ import annotations

import argparse

from govinfo_report.cli.console import Console, output
from govinfo_report.cli.status import CLEAN
from govinfo_report.outputs.codebook import page
from govinfo_report.plugins.registry import Registry


def codebook(args: argparse.Namespace, console: Console, registry: Registry) -> int:
    """``govinfo-report codebook``."""
    with output(console, args.output) as out:
        out.data([page.codebook(args.format, language=console.language)])
    return CLEAN
