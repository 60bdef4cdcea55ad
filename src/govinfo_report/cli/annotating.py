"""The clerk's own file back, every finding a comment in its margin: ``check --annotate``."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable, Iterator

from attrs import field, frozen

from govinfo_report import api
from govinfo_report.cli.batch import Made
from govinfo_report.cli.console import Console, output
from govinfo_report.cli.inputs import STDIN
from govinfo_report.cli.texts import text
from govinfo_report.documents.source import Source
from govinfo_report.documents.wordcomments import check_commentable
from govinfo_report.errors import UsageError
from govinfo_report.model.finding import Severity
from govinfo_report.plugins.registry import Registry
from govinfo_report.rules import Assessment


@frozen
class Annotation:
    """One Word document that is to be commented, and the assessments of its reports."""

    path: str
    source: Source
    met: list[Assessment] = field(factory=list)

    def noted(self, made: Iterable[Made]) -> Iterator[Made]:
        """Keeps what was assessed, and lets everything through."""
        for one in made:
            if (
                one.assessment is not None
                and one.assessment.report.source.sha256 == self.source.sha256
            ):
                self.met.append(one.assessment)
            yield one

    def write(self, console: Console, registry: Registry, least: Severity) -> None:
        """Write the commented document; nothing when no report was read from it."""
        if not self.met:
            return
        language = console.language
        data, count = api.annotate(self.source, self.met, language, least=least, registry=registry)
        with output(console, self.path) as out:
            out.data([data])
        console.talk(text(language, "annotated", count=count, name=self.path), "dim")


def annotation_of(args: argparse.Namespace) -> Annotation | None:
    """What ``--annotate`` asks for; ``UsageError`` when it cannot be done."""
    path = args.annotate
    if path is None:
        return None
    files = [*args.files]
    if len(files) != 1 or files[0] == STDIN or os.path.isdir(files[0]) or args.manifest:
        raise _usage("annotate_one")
    if path == STDIN:
        raise _usage("annotate_file")
    if not os.path.exists(files[0]):
        return None  # told by the check itself
    for other in (files[0], args.output, args.write_baseline):
        if other is not None and _same(other, path):
            raise _usage("annotate_same", name=path)
    source = Source.of(files[0])
    check_commentable(source)
    return Annotation(path, source)


def _same(one: str, other: str) -> bool:
    return os.path.realpath(one) == os.path.realpath(other) or (
        os.path.exists(one) and os.path.exists(other) and os.path.samefile(one, other)
    )


def _usage(key: str, **params: object) -> UsageError:
    return UsageError(text("en", key, **params), zh=text("zh", key, **params))
