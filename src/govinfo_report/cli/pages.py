"""``check --format html``: one page, or a folder of pages with their index."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from attrs import define, frozen

from govinfo_report.cli.batch import Made, Tally
from govinfo_report.cli.console import Console, Output, output
from govinfo_report.cli.formats import is_folder
from govinfo_report.cli.texts import text
from govinfo_report.documents.source import Source
from govinfo_report.errors import UsageError
from govinfo_report.evidence.quoting import quotes
from govinfo_report.model.finding import Severity
from govinfo_report.outputs.htmlindex import IndexRow, PageNames, index_page
from govinfo_report.outputs.htmlreport import check_page
from govinfo_report.rules import Assessment, Rule

_WIDEST = 400  # columns of a quoted line


@frozen
class PagePieces:
    """Makes the page of an assessment."""

    least: Severity
    language: str

    def made(
        self, assessment: Assessment, source: Source | None, rules: Iterable[Rule]
    ) -> tuple[bytes, IndexRow]:
        """The page, with the source quoted where it is at hand, and its row in the index."""
        quoted = quotes(assessment, source, _WIDEST) if source is not None else {}
        page = check_page(assessment, self.language, quotes=quoted, rules=rules, least=self.least)
        return page.encode(), IndexRow.of(assessment)


@define
class PageFolder:
    """A folder that takes pages as they are made."""

    path: Path
    language: str
    binary: bool = True

    def write(self, made: Iterable[Made], tally: Tally) -> None:
        """Every page, then the index."""
        rows: list[tuple[str, IndexRow]] = []
        names = PageNames()
        for one in made:
            if one.row is not None:
                name = names.of(one.row.stem)
                self._file(name, one.piece)
                rows.append((name, one.row))
        self._file("index.html", index_page(rows, tally.failures, self.language).encode())

    def _file(self, name: str, data: bytes) -> None:
        target = self.path / name
        part = target.with_name(name + ".part")
        try:
            part.write_bytes(data)
            os.replace(part, target)
        except OSError as error:
            raise UsageError(f"cannot write {target}: {error.strerror or error}",
                             zh=f"无法写入 {target}：{error.strerror or error}") from error  # fmt: skip


@contextmanager
def pages_output(args: argparse.Namespace, console: Console) -> Iterator[Output | PageFolder]:
    """The folder ``-o`` names, else what ``output`` gives.

    ``UsageError`` for a folder that cannot be made, or that would be read at the next run.
    """
    path = args.output
    if args.format != "html" or path is None or not is_folder(path):
        with output(console, path) as out:
            yield out
        return
    folder = Path(path)
    for name in (*args.files, *args.history):
        if os.path.isdir(name) and folder.resolve().is_relative_to(Path(name).resolve()):
            raise UsageError(text("en", "pages_among", name=path),
                             zh=text("zh", "pages_among", name=path))  # fmt: skip
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"cannot write {path}: {error.strerror or error}",
                         zh=f"无法写入 {path}：{error.strerror or error}") from error  # fmt: skip
    yield PageFolder(folder, console.language)


def show_pages(out: Output | PageFolder, made: Iterable[Made], tally: Tally) -> None:
    """All pages into the folder, or the only one where the output is a file or the console.

    ``UsageError`` when there are several and no folder.
    """
    if isinstance(out, PageFolder):
        out.write(made, tally)
        return
    found: list[bytes] = []
    for one in made:
        found.append(one.piece)
        if len(found) > 1:
            raise UsageError(text("en", "pages_several"), zh=text("zh", "pages_several"))
    out.data(found)
