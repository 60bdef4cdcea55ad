"""Many documents through one task: in order, with progress, errors in words, one exit status."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from attrs import field, frozen

from govinfo_report import api
from govinfo_report.cli.colour import is_terminal, progress
from govinfo_report.cli.console import Console, Output
from govinfo_report.cli.inputs import STDIN, Item, items, read_manifest
from govinfo_report.cli.status import CLEAN, UNREAD
from govinfo_report.cli.texts import text
from govinfo_report.documents.isolation import using
from govinfo_report.documents.sniffing import Kind
from govinfo_report.documents.source import Known as KnownOfSource
from govinfo_report.documents.source import Source
from govinfo_report.errors import GovInfoReportError, UnrecognisedLayoutError, UsageError
from govinfo_report.model.figure import State
from govinfo_report.model.report import Report
from govinfo_report.outputs.text import Line
from govinfo_report.plugins import workers
from govinfo_report.plugins.registry import Registry
from govinfo_report.rules.baseline import Known

#: suffixes of documents in which a report may be published; one of them that nobody opens is a
#: report we cannot read, not something that lies about
DOCUMENTS = frozenset(
    (
        ".doc", ".docx", ".epub", ".et", ".htm", ".html", ".md", ".mht", ".mhtml", ".odt", ".ods",
        ".ofd", ".pdf", ".rtf", ".shtml", ".tsv", ".txt", ".wps", ".wpt", ".xhtml", ".xls", ".xlsx",
    )
)  # fmt: skip
#: kinds of content in which no report is published
OTHER_KINDS = frozenset({Kind.EMPTY, Kind.IMAGE, Kind.XML, Kind.BINARY})
_SKIPPED_SHOWN = 10


@frozen
class Made:
    """What a task makes of one report."""

    piece: bytes = b""
    lines: tuple[Line, ...] = ()
    report: Report | None = None
    status: int = CLEAN
    listed: tuple[Known, ...] = ()  #: its findings, for a baseline


@frozen
class Answer:
    """What became of one document."""

    name: str
    made: tuple[Made, ...] = ()
    error: GovInfoReportError | None = None
    skipped: bool = False
    empty: int = 0  #: reports of which no table could be read


@frozen
class Task:
    """Reads one document and hands its reports to ``make``; travels to other processes."""

    registry: Registry
    make: Callable[[Report, Source], Made]
    layout: str | None = None
    opener: str | None = None
    isolation: str = "process"

    def __call__(self, item: Item) -> Answer:
        if item.trouble:
            return _troubled(item)
        made: list[Made] = []
        empty = 0
        try:
            source = Source.of(source_of(item), known=item.known)
            for report in api.parse_all(source, layout=self.layout, opener=self.opener,
                                        registry=self.registry, isolation=self.isolation):  # fmt: skip
                empty += not has_figures(report)
                with using(self.isolation):  # a finding may quote the source
                    made.append(self.make(report, source))
        except UsageError:
            raise
        except GovInfoReportError as error:
            if item.walked and _is_no_document(item.name, error):
                return Answer(item.name, skipped=True)
            return Answer(item.name, tuple(made), error)
        except Exception as error:  # noqa: BLE001 - a defect of ours must not end a run over many documents
            return Answer(item.name, tuple(made), api.internal_error(error))
        return Answer(item.name, tuple(made), empty=empty)


def source_of(item: Item) -> Source | Path:
    """What the reader takes for an item."""
    if item.data is not None:
        return Source.of(item.data, name=item.name, known=item.known)
    return Path(item.name)


def _troubled(item: Item) -> Answer:
    if item.trouble == "skipped":
        return Answer(item.name, skipped=True)
    params = {"name": item.name, "error": item.error}
    error = GovInfoReportError(
        text("en", item.trouble, **params), zh=text("zh", item.trouble, **params)
    )
    return Answer(item.name, error=error)


def _is_no_document(name: str, error: GovInfoReportError) -> bool:
    named = Path(name).suffix.lower() in (*DOCUMENTS, "")
    other = error.facts.get("kind") in OTHER_KINDS or isinstance(error, UnrecognisedLayoutError)
    return other and not named


def has_figures(report: Report) -> bool:
    """Whether any figure of any table was read (also as blank or as a mark for none)."""
    lost = (State.REFUSED, State.ABSENT)
    return any(figure.state not in lost for figure in report.figures.values())


@frozen
class Died:
    """Stands in for a document whose worker process was killed."""

    def __call__(self, item: Item, reason: str) -> Answer:
        zh = "读取该文件的进程意外终止" if "killed" in reason else "结果无法在进程间传递"
        return Answer(item.name, error=GovInfoReportError(reason, zh=zh))


class Tally:
    """Counts of one run and its exit status so far."""

    def __init__(self) -> None:
        self.documents = self.reports = self.failed = self.skipped = 0
        self.status = CLEAN


@frozen
class Batch:
    """The documents of one command line, and where the words about them go."""

    console: Console
    output: Output
    arguments: argparse.Namespace
    tally: Tally = field(factory=Tally)

    def run(self, task: Task) -> Iterator[Made]:
        """What the task makes of each report, in order; errors are told as they come."""
        args = self.arguments
        total = len(args.files) if args.files and not any(map(os.path.isdir, args.files)) else None
        quiet = not self.output.binary and is_terminal(self.console.stdout)
        stream = None if quiet or total == 1 else self.console.stderr
        words = self.console.terminal(stream) if stream is not None else None
        with progress(stream, words, total) as advance:
            for answer in workers.run(task, self._items(), args.jobs, Died()):
                self._tell(answer)
                yield from answer.made
                advance()
        self._close()

    def _items(self) -> Iterator[Item]:
        args = self.arguments
        manifest = read_manifest(args.manifest) if args.manifest else None
        if not args.files and manifest is None:
            raise UsageError(text("en", "required").format("FILE"),
                             zh=text("zh", "required").format("FILE"))  # fmt: skip
        if args.files.count(STDIN) > 1:
            raise UsageError("standard input can be read once", zh="标准输入只能读取一次")
        return items(args.files, known_of(args), manifest)

    def _tell(self, answer: Answer) -> None:
        tally, language = self.tally, self.console.language
        if answer.skipped:
            tally.skipped += 1
            if tally.skipped <= _SKIPPED_SHOWN:
                self.console.talk(text(language, "skipped", name=answer.name), "dim")
            return
        tally.documents += 1
        tally.reports += len(answer.made)
        for made in answer.made:
            tally.status = max(tally.status, made.status)
        if answer.error is not None or answer.empty:
            tally.status = UNREAD
        if answer.empty:
            self.console.talk(text(language, "no_tables", name=answer.name), "warning")
        if answer.error is not None:
            tally.failed += 1
            self.console.talk(told(answer.name, answer.error, language), "error")

    def _close(self) -> None:
        tally, language = self.tally, self.console.language
        if tally.skipped > _SKIPPED_SHOWN:
            more = tally.skipped - _SKIPPED_SHOWN
            self.console.talk(text(language, "skipped_more", count=more), "dim")
        if not tally.documents:
            tally.status = UNREAD
            self.console.talk(text(language, "nothing"), "error")
        elif tally.documents > 1:
            facts = {"reports": tally.reports, "failed": tally.failed}
            self.console.talk(text(language, "read", **facts), "dim")


def told(name: str, error: GovInfoReportError, language: str) -> str:
    """An error with the document it is about; a message that begins with its name keeps it."""
    words = error.text(language)
    for own in (name, Path(name).name):
        if words.startswith(own):
            return name + words[len(own) :]
    return f"{name}: {words}"


def known_of(args: argparse.Namespace) -> KnownOfSource:
    """What the options say of the documents."""
    names = ("publisher", "region", "year", "url", "retrieved")
    return KnownOfSource(**{name: getattr(args, name, None) for name in names})


def check_output(args: argparse.Namespace) -> None:
    """``UsageError`` when an output would overwrite an input."""
    names = ("old", "new", "parent", "file", "manifest")
    inputs: list[Any] = [*getattr(args, "files", ()), *getattr(args, "history", ()),
                         *getattr(args, "suppressions", ())]  # fmt: skip
    inputs += [getattr(args, name, None) for name in names]
    listed = getattr(args, "write_baseline", None)
    _check_output(args.output, [*inputs, getattr(args, "baseline", None), listed])
    _check_output(listed, inputs)  # a baseline may be brought up to date


def _check_output(path: str | None, inputs: list[Any]) -> None:
    if path in (None, "-") or not os.path.exists(path):
        return
    for name in inputs:
        if name and name != STDIN and os.path.exists(name) and os.path.samefile(name, path):
            raise UsageError(
                text("en", "same_file", name=path), zh=text("zh", "same_file", name=path)
            )
