"""Code as users write it, for type checkers to read; nothing runs it.

``assert_type`` fails the check when an annotation of the public surface changes or is lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import assert_type

import govinfo_report as gr
from govinfo_report import (
    Assessment,
    Document,
    Draft,
    Figure,
    Finding,
    Fit,
    Layout,
    Match,
    Registry,
    Report,
    frames,
    hookimpl,
    panel,
    regions,
)


def notebook(path: Path) -> int:
    """A researcher reads figures."""
    report = gr.parse(path, known={"publisher": "云溪县"})
    assert_type(report, Report)
    assert_type(report["requests.granted.total"], Figure)
    assert_type(report.year, int | None)
    assert_type(report.requests.granted.total, int | None)
    amount = report.proactive_disclosure.administrative_fees.amount_wan_yuan
    assert_type(amount, Decimal | None)
    return report.requests.granted.total or 0


def check(report: Report, earlier: Iterable[Report]) -> list[Finding]:
    """A clerk checks a draft."""
    assessment = gr.validate(report, history=earlier)
    assert_type(assessment, Assessment)
    return list(assessment.findings)


def many(paths: Iterable[Path]) -> Iterator[tuple[str, Report | None]]:
    """An engineer reads a folder."""
    for result in gr.parse_many(paths, jobs=2, registry=Registry.builtin()):
        yield result.source, result.report


def table(paths: Iterable[Path], names: list[str]) -> int:
    """A researcher makes a panel."""
    found = panel.panel(gr.parse_many(paths), expected=panel.expect(names, range(2019, 2026)))
    assert_type(found, panel.Panel)
    regions.builtin().resolve("苏州市", year=2023)
    return frames.wide(gr.parse_many(paths), states=True).write_csv("wide.csv")


class Lakeside:
    """An author's layout: structural, no base class."""

    id = "lakeside.example"
    variants: dict[str, str] = {}

    def detect(self, document: Document, /) -> Iterator[Match]:
        """Nothing fits."""
        if not document.blocks:
            yield Match(Fit.LIKELY, None, ("an empty page",), None)

    def parse(self, document: Document, match: Match, /) -> Draft:
        """Claims nothing."""
        return Draft()


layout: Layout = Lakeside()


@hookimpl
def govinfo_layouts() -> list[Layout]:
    """What the plugin offers."""
    return [layout]
