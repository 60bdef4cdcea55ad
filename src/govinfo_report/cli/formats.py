"""Which format a command writes: the one that is named, else the one its output is called after."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from govinfo_report.cli.texts import text
from govinfo_report.errors import UsageError
from govinfo_report.plugins.registry import Registry

#: suffix -> format, where they are not the same word
_SAME = {"htm": "html", "markdown": "md", "ndjson": "jsonl", "do": "stata"}
#: suffixes of views for people; a command whose first format is a page has none to put there
_VIEWS = frozenset(("txt", "text", "log", "out"))
#: what ends the name of a folder
_FOLDER = tuple(filter(None, ("/", os.sep, os.altsep)))


def settle(args: argparse.Namespace, registry: Registry) -> None:
    """Put the format into ``args``, for commands that have several.

    Raises ``UsageError`` for a file whose suffix names another format than those of the command:
    a view for people in a file called ``.xls`` would help nobody.
    """
    if "formats" not in args or args.format is not None:
        return
    known = args.formats or tuple(writer.format for writer in registry.writers)
    args.format = _by_name(args.output, known)


def is_folder(path: str) -> bool:
    """Whether a path is meant for a folder."""
    return path.endswith(_FOLDER) or os.path.isdir(path)


def _by_name(path: str | None, known: tuple[str, ...]) -> str:
    if path is None or path == "-":
        return known[0]
    if is_folder(path):
        return "html" if "html" in known else known[0]
    suffix = Path(path).suffix.lower().removeprefix(".")
    format_ = _SAME.get(suffix, suffix)
    if format_ in known:
        return format_
    if not suffix or (suffix in _VIEWS and known[0] != "html"):
        return known[0]
    raise UsageError(
        text("en", "suffix", name=path, known=", ".join(known)),
        zh=text("zh", "suffix", name=path, known="、".join(known)),
    )
