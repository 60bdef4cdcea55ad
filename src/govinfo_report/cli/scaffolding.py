"""The command that begins a plugin: new-plugin."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from govinfo_report.cli.console import Console
from govinfo_report.cli.status import CLEAN
from govinfo_report.cli.texts import text
from govinfo_report.outputs.text import Line, Piece
from govinfo_report.plugins.registry import Registry
from govinfo_report.testing.scaffold import NewPlugin, new_words
from govinfo_report.testing.scaffold import new_plugin as written


def new_plugin(args: argparse.Namespace, console: Console, registry: Registry) -> int:
    """``govinfo-report new-plugin``."""
    page, into = Path(args.from_), Path(args.output or ".")
    if args.toml:
        path = new_words(args.name, page, into)
        console.view([(Piece(text(console.language, "plugin_words", name=path.as_posix())),)])
    else:
        console.view(_told(written(args.name, page, into), console.language))
    return CLEAN


def _told(made: NewPlugin, language: str) -> Iterator[Line]:
    folder = made.folder.as_posix()
    yield (Piece(text(language, "plugin_written", name=folder), "title"),)
    counts = {"proposed": made.proposed, "missing": made.missing}
    yield (Piece(text(language, "plugin_labels", **counts)),)
    if made.expected_error:
        yield (Piece(text(language, "plugin_error", error=made.expected_error)),)
    yield (Piece(text(language, "plugin_next", name=folder), "dim"),)
