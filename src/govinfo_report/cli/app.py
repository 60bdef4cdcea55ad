"""Runs one command line: parser, registry, command, exit status.  No error shows a traceback."""

from __future__ import annotations

import argparse
import os
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from importlib import import_module
from typing import TYPE_CHECKING

from govinfo_report import __version__
from govinfo_report.cli.arguments import build
from govinfo_report.cli.console import ClosedPipeError, Console
from govinfo_report.cli.language import choose
from govinfo_report.cli.status import CLEAN, INTERRUPTED, PIPE, UNREAD, USAGE
from govinfo_report.cli.texts import text
from govinfo_report.errors import GovInfoReportError, PluginError, UsageError

if TYPE_CHECKING:
    from govinfo_report.plugins.registry import Registry

    _Command = Callable[[argparse.Namespace, Console, Registry], int]

#: command -> the module that holds a function of its name
_ROOMS = {
    "parse": "reading", "check": "checking", "render": "rendering",
    "evidence": "proving", "verify": "proving",
    "identify": "single", "compare": "single", "why": "single",
    "rules": "about", "explain": "about", "plugins": "about", "schema": "about", "doctor": "about",
    "codebook": "codebook", "diff": "changes", "case": "casing", "new-plugin": "scaffolding",
}  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command line (default: that of the process) and return its exit status."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    console = Console(choose(words, os.environ))
    try:
        args = _parsed(words, console.language)
        status = CLEAN
        if args is not None:
            with _warnings_told(console), redirect_stdout(console.stderr):
                status = _run(args, console)
        console.flush()
    except ClosedPipeError:
        console.abandon()
        status = PIPE
    except KeyboardInterrupt:
        status = _told(console, text(console.language, "interrupted"), INTERRUPTED)
    except (UsageError, PluginError) as error:
        status = _told(console, error.text(console.language), USAGE)
    except GovInfoReportError as error:
        status = _told(console, error.text(console.language), UNREAD)
    except (Exception, SystemExit) as error:  # noqa: BLE001 - the last guard, told in words
        words_ = f"{type(error).__name__}: {error}"
        status = _told(console, text(console.language, "internal", error=words_), UNREAD)
    return status


def _parsed(words: Sequence[str], language: str) -> argparse.Namespace | None:
    """The arguments; ``None`` when help or the version was asked for and given."""
    try:
        return build(language, __version__).parse_args(words)
    except SystemExit:
        return None


def _run(args: argparse.Namespace, console: Console) -> int:
    # a plugin that prints must not reach the data: standard output is redirected by now
    from govinfo_report.cli.formats import settle
    from govinfo_report.plugins.registry import Registry

    # what shows the state of the plugins must work when that state is bad
    strict = False if args.command in ("plugins", "doctor") else None
    registry = Registry.installed(strict=strict)
    for path in args.plugin:
        registry = registry.with_plugin(path, strict=strict)
    if registry.problems and args.command != "plugins":
        for problem in registry.problems[:3]:
            console.talk(problem.text(console.language), "warning")
        count = len(registry.problems)
        console.talk(text(console.language, "plugin_problems", count=count), "warning")
    settle(args, registry)
    module = import_module(f"govinfo_report.cli.{_ROOMS[args.command]}")
    command: _Command = getattr(module, args.command.replace("-", "_"))
    return command(args, console, registry)


def _told(console: Console, message: str, status: int) -> int:
    label = text(console.language, "error") if status != INTERRUPTED else ""
    try:
        console.talk(f"{label}: {message}" if label else message, "error")
    except (ClosedPipeError, OSError, ValueError):
        console.abandon()
    return status


@contextmanager
def _warnings_told(console: Console) -> Iterator[None]:
    """Warnings in words; those about plugins are told by the registry's problems."""
    from govinfo_report.plugins.records import PluginWarning

    def show(message: Warning | str, category: type[Warning], *_: object, **__: object) -> None:
        if issubclass(category, UserWarning):
            console.talk(str(message), "warning")

    with warnings.catch_warnings():
        warnings.simplefilter("default", UserWarning)
        warnings.filterwarnings("ignore", r".*govinfo-report plugins lists all", PluginWarning)
        warnings.showwarning = show
        yield
