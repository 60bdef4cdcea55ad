"""The command that writes the official form: render."""

from __future__ import annotations

import argparse

from govinfo_report import api
from govinfo_report.cli.batch import check_output, has_figures
from govinfo_report.cli.colour import is_terminal
from govinfo_report.cli.console import Console, output
from govinfo_report.cli.single import one_source
from govinfo_report.cli.status import CLEAN, UNREAD
from govinfo_report.cli.texts import text
from govinfo_report.errors import UsageError
from govinfo_report.model.figure import State
from govinfo_report.model.report import Report
from govinfo_report.outputs.blank import blank_form
from govinfo_report.plugins.registry import Registry

_LOST = (State.REFUSED, State.ABSENT)


def render(args: argparse.Namespace, console: Console, registry: Registry) -> int:
    """``govinfo-report render``."""
    check_output(args)
    chosen = args.format
    if chosen in ("docx", "xlsx") and args.output is None and is_terminal(console.stdout):
        raise _usage("render_binary", format=chosen)
    report = _report(args, registry)
    made = api.render(report, chosen)
    with output(console, args.output) as out:
        out.data([made if isinstance(made, bytes) else made.encode("utf-8", "backslashreplace")])
    lost = sum(figure.state in _LOST for figure in report.figures.values())
    if not has_figures(report):
        console.talk(text(console.language, "no_tables", name=args.file), "warning")
        return UNREAD
    if lost:
        console.talk(text(console.language, "render_lost", count=lost), "warning")
    return CLEAN


def _report(args: argparse.Namespace, registry: Registry) -> Report:
    if args.blank:
        if args.file is not None:
            raise _usage("render_both")
        return blank_form(publisher=args.publisher, year=args.year, edition=args.edition)
    if args.file is None:
        raise _usage("render_none")
    if args.edition is not None:
        raise _usage("render_edition")
    return api.parse(
        one_source(args.file), known={"publisher": args.publisher, "year": args.year},
        layout=args.layout, opener=args.opener, registry=registry, isolation=args.isolation,
    )  # fmt: skip


def _usage(key: str, **params: object) -> UsageError:
    return UsageError(text("en", key, **params), zh=text("zh", key, **params))
