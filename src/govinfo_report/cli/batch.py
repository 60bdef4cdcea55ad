"""Many documents through one task: in order, with progress, errors in words, one exit status."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol

from attrs import evolve, field, frozen

from govinfo_report import api
from govinfo_report.cli.colour import is_terminal, progress
from govinfo_report.cli.console import Console
from govinfo_report.cli.inputs import STDIN, Item, items, source_of, unpacked
from govinfo_report.cli.status import CLEAN, UNREAD
from govinfo_report.cli.texts import text
from govinfo_report.documents.isolation import using
from govinfo_report.documents.manifest import read_manifest
from govinfo_report.documents.sniffing import OTHER_KINDS
from govinfo_report.documents.source import Known as KnownOfSource
from govinfo_report.documents.source import Source
from govinfo_report.documents.word97convert import is_converted, prepare
from govinfo_report.errors import GovInfoReportError, UnrecognisedLayoutError, UsageError
from govinfo_report.limits import DEFAULT_LIMITS
from govinfo_report.model.figure import State
from govinfo_report.model.report import Report
from govinfo_report.outputs.htmlindex import IndexRow
from govinfo_report.outputs.text import Line
from govinfo_report.plugins import workers
from govinfo_report.plugins.registry import Registry
from govinfo_report.rules import Assessment
from govinfo_report.rules.baseline import Known

#: suffixes of documents in which a report may be published; one of them that nobody opens is a
#: report we cannot read, not something that lies about
DOCUMENTS = frozenset(
    (
        ".doc", ".docx", ".epub", ".et", ".htm", ".html", ".md", ".mht", ".mhtml", ".odt", ".ods",
        ".ofd", ".pdf", ".rtf", ".shtml", ".tsv", ".txt", ".wps", ".wpt", ".xhtml", ".xls", ".xlsx",
    )
)  # fmt: skip
_SKIPPED_SHOWN = 10
#: suffixes of files that hold nobody knows how many documents
_SEVERAL = (".zip", ".warc", ".gz", ".eml")


@frozen
class Made:
    """What a task makes of one report."""

    piece: bytes = b""
    part: Any = None  #: what it contributes to a file that is written as a whole
    lines: tuple[Line, ...] = ()
    report: Report | None = None
    status: int = CLEAN
    listed: tuple[Known, ...] = ()  #: its findings, for a baseline
    row: IndexRow | None = None  #: what an index of pages tells of it
    assessment: Assessment | None = None  #: for comments in the document itself


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

    def gathers(self, item: Item) -> bool:
        """Whether documents like this one are converted several at once."""
        return not item.trouble and is_converted(item.name)

    def ahead(self, items: Sequence[Item]) -> None:
        """Convert documents that need it, in one call."""
        files = (source_of(item) for item in items if self.gathers(item))
        prepare(files, DEFAULT_LIMITS)

    def __call__(self, item: Item) -> Answer:
        if item.trouble:
            return _troubled(item)
        if item.failure is not None:
            return Answer(item.name, error=item.failure)
        made: list[Made] = []
        empty = 0
        try:
            source = Source.of(source_of(item), known=item.known)
            # files beside one that was met in a folder are met there as well
            source = evolve(source, beside=not item.walked)
            if self.layout is not None:
                self.registry.layout(self.layout)
            read = api.read_all(source, layout=self.layout, opener=self.opener,
                                registry=self.registry, isolation=self.isolation)  # fmt: skip
            for own, report in read:
                empty += not has_figures(report)
                with using(self.isolation):  # a finding may quote the source
                    made.append(self.make(report, own))
        except UsageError:
            raise
        except GovInfoReportError as error:
            if item.walked and _is_no_document(item, error):
                return Answer(item.name, skipped=True)
            return Answer(item.name, tuple(made), error)
        except Exception as error:  # noqa: BLE001 - a defect of ours must not end a run over many documents
            return Answer(item.name, tuple(made), api.internal_error(error))
        return Answer(item.name, tuple(made), empty=empty)


def _troubled(item: Item) -> Answer:
    if item.trouble == "skipped":
        return Answer(item.name, skipped=True)
    params = {"name": item.name, "error": item.error}
    error = GovInfoReportError(
        text("en", item.trouble, **params), zh=text("zh", item.trouble, **params)
    )
    return Answer(item.name, error=error)


def _is_no_document(item: Item, error: GovInfoReportError) -> bool:
    named = Path(item.name).suffix.lower() in (*DOCUMENTS, "")
    if item.source is not None and item.source.origin is not None:
        named = named and not item.source.origin.incidental
    if error.facts.get("elsewhere"):  # the page only shows a file that is read by itself
        named = False
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
        self.failures: list[tuple[str, str]] = []  # document and reason


class _Target(Protocol):
    """Where the results go."""

    @property
    def binary(self) -> bool:
        """Whether it is a file rather than the console."""


@frozen
class Batch:
    """The documents of one command line, and where the words about them go."""

    console: Console
    output: _Target
    arguments: argparse.Namespace
    registry: Registry
    tally: Tally = field(factory=Tally)

    def run(self, task: Task) -> Iterator[Made]:
        """What the task makes of each report, in order; errors are told as they come."""
        args = self.arguments
        several = any(os.path.isdir(f) or f.lower().endswith(_SEVERAL) for f in args.files)
        total = len(args.files) if args.files and not several else None
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
        return unpacked(items(args.files, known_of(args), manifest), self.registry)

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
            tally.failures.append((answer.name, answer.error.text(language)))
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
    parts = Path(name).parts
    for own in (name, *("/".join(parts[i:]) for i in range(len(parts)))):
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
