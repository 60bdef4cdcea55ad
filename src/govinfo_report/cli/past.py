"""The reports of earlier years named by ``--history``."""

from __future__ import annotations

import argparse

from govinfo_report import api
from govinfo_report.cli.batch import DOCUMENTS, told
from govinfo_report.cli.console import Console
from govinfo_report.cli.inputs import STDIN, Item, items, source_of
from govinfo_report.cli.texts import text
from govinfo_report.documents.source import Known
from govinfo_report.errors import (
    GovInfoReportError,
    SourceError,
    UnrecognisedLayoutError,
    UsageError,
)
from govinfo_report.model.report import Report
from govinfo_report.plugins.registry import Registry
from govinfo_report.rules import History


def read_history(args: argparse.Namespace, console: Console, registry: Registry) -> History:
    """All reports in the files and folders of ``--history``.

    Rules find the one to compare with by publisher and year, so the folder may hold anything.
    ``SourceError`` when a path named there is missing, ``UsageError`` when one holds no report at
    all; what cannot be read in a folder is told and passed over.
    """
    reports: list[Report] = []
    for path in args.history:
        if path == STDIN:
            raise UsageError("--history takes files and folders", zh="--history 只接受文件和文件夹")
        found = _reports(path, getattr(args, "jobs", 1), args.isolation, console, registry)
        if not found:
            params = {"name": path}
            raise UsageError(text("en", "history_none", **params),
                             zh=text("zh", "history_none", **params), path=path)  # fmt: skip
        reports += found
    return History.of(reports)


def _reports(
    path: str, jobs: int, isolation: str, console: Console, registry: Registry
) -> list[Report]:
    met: list[Item] = []
    for item in items([path], Known()):
        if not item.trouble:
            met.append(item)
        elif item.trouble != "skipped":
            words = {"name": item.name, "error": item.error}
            if not item.walked:
                raise SourceError(text("en", item.trouble, **words),
                                  zh=text("zh", item.trouble, **words))  # fmt: skip
            console.talk(text(console.language, item.trouble, **words), "warning")
    reports: list[Report] = []
    for result in api.parse_many(map(source_of, met), jobs=jobs, registry=registry,
                                 isolation=isolation):  # fmt: skip
        if result.report is not None:
            reports.append(result.report)
        elif result.error is not None:
            _tell(result.source, result.error, console)
    return reports


def _tell(name: str, error: GovInfoReportError, console: Console) -> None:
    # other files of a folder are no news
    if not isinstance(error, UnrecognisedLayoutError) or name.lower().endswith(tuple(DOCUMENTS)):
        console.talk(told(name, error, console.language), "warning")
