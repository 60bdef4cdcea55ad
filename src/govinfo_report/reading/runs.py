"""Sequences of section headings: which of them is the report, which a menu, which a copy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from govinfo_report.documents.document import Document
from govinfo_report.reading.bodies import has_text, spans_between
from govinfo_report.reading.headings import (
    SECTIONS,
    Heading,
    begins_heading,
    section_heading,
    wrapped_heading,
)
from govinfo_report.reading.textlines import text_lines

Position = tuple[int, int]  # number of a block, offset in its text
ORDER = {section: rank for rank, section in enumerate(SECTIONS)}


class Run(NamedTuple):
    """One ascending sequence of section headings, and which of them stand over text."""

    headings: tuple[Heading, ...]
    flags: tuple[bool, ...]

    @property
    def texts(self) -> int:
        """How many of its headings stand over text."""
        return sum(self.flags)

    @property
    def first(self) -> int:
        """Number of the line it begins in."""
        return self.headings[0].line

    @property
    def last(self) -> int:
        """Number of the line its last heading ends in."""
        return self.headings[-1].last


def section_runs(document: Document) -> list[Run]:
    """All sequences of section headings in the numbering that most of the text stands under.

    A sequence restarts when a heading goes back: behind a table of contents, in a second copy,
    in another report.
    """
    found = document.cache.get("section runs")
    if found is None:
        found = document.cache["section runs"] = _find(document)
    assert isinstance(found, list)
    return found


def main_run(runs: Sequence[Run]) -> int:
    """The index of the run that is the report: the first with the most text."""
    return max(range(len(runs)), key=lambda i: (runs[i].texts, len(runs[i].headings), -i))


def headings_of(document: Document) -> list[Heading]:
    """Everything that reads like the heading of a section, in order."""
    found = document.cache.get("headings")
    if found is None:
        found = document.cache["headings"] = list(_headings(document))
    assert isinstance(found, list)
    return found


def _headings(document: Document) -> Iterator[Heading]:
    lines = text_lines(document)
    for number, line in enumerate(lines):
        if not begins_heading(line):
            continue
        text = document.block(line.block).text
        heading = section_heading(line, number, text)
        if (heading is None or not heading.strong) and number + 1 < len(lines):
            heading = wrapped_heading(line, lines[number + 1], number) or heading
        if heading is not None:
            yield heading


def _find(document: Document) -> list[Run]:
    strong = [heading for heading in headings_of(document) if heading.strong]
    best: list[Run] = []
    for style in dict.fromkeys(heading.style for heading in strong):
        found = list(_ascending([h for h in strong if h.style == style]))
        runs = [
            Run(run, _flags(document, run, following))
            for run, following in zip(found, [*found[1:], ()], strict=True)
        ]
        if not best or _score(runs) > _score(best):
            best = runs
    return best


def _score(runs: Sequence[Run]) -> tuple[int, int]:
    return max(((run.texts, len(run.headings)) for run in runs), default=(0, 0))


def _ascending(headings: Sequence[Heading]) -> Iterator[tuple[Heading, ...]]:
    run: list[Heading] = []
    for heading in headings:
        if run and heading.id == run[-1].id and heading.line - run[-1].last == 1:
            continue  # printed twice
        if run and ORDER[heading.id] <= ORDER[run[-1].id]:
            yield tuple(run)
            run = []
        run.append(heading)
    if run:
        yield tuple(run)


def limits_of(
    document: Document, headings: Sequence[Heading], stop: Position | None
) -> Iterator[tuple[Heading, Position, Position | None]]:
    """Each heading with the positions at which its body begins and ends."""
    lines = text_lines(document)
    for i, heading in enumerate(headings):
        start = (lines[heading.last].block, heading.body)
        if i + 1 < len(headings):
            following = lines[headings[i + 1].line]
            yield heading, start, (following.block, following.start)
        else:
            yield heading, start, stop


def _flags(
    document: Document, run: Sequence[Heading], following: Sequence[Heading]
) -> tuple[bool, ...]:
    """Which headings of a run stand over text; that of the last one ends with the page."""
    stop = None
    if following:
        line = text_lines(document)[following[0].line]
        stop = (line.block, line.start)
    return tuple(
        has_text(document, heading.id, spans_between(document, start, end, foot=heading is run[-1]))
        for heading, start, end in limits_of(document, run, stop)
    )


def completed(document: Document, run: Run, before: int, after: int) -> tuple[Heading, ...]:
    """The run with its missing sections filled by weaker headings that stand in their place.

    Only lines from ``before`` up to ``after`` are looked at.
    """
    if len(run.headings) == len(SECTIONS):
        return run.headings
    style = run.headings[0].style
    spare = [h for h in headings_of(document) if before <= h.line < after]
    found = {heading.id: heading for heading in run.headings}
    for strong in (True, False):
        for section, rank in ORDER.items():
            if section in found:
                continue
            low = max((h.last for h in found.values() if ORDER[h.id] < rank), default=before - 1)
            high = min((h.line for h in found.values() if ORDER[h.id] > rank), default=after)
            for heading in spare:
                if heading.id == section and low < heading.line < high:
                    if heading.strong if strong else heading.style == style:
                        found[section] = heading
                        break
    return tuple(sorted(found.values(), key=lambda heading: heading.line))
