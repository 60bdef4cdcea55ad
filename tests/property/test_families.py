"""One report printed the way every family prints it: the same figures wherever they are read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from attrs import evolve

import govinfo_report
from govinfo_report.model.figure import Reason, State
from govinfo_report.testing import RENDERERS, ReportData, compare, random_report
from govinfo_report.testing.figures import BLANK, PrintedFigure
from govinfo_report.testing.renderers.base import Dialect, render
from govinfo_report.testing.renderers.cellwise import CellwiseDialect
from govinfo_report.testing.renderers.fragments import FragmentsDialect
from govinfo_report.testing.renderers.htmlcopies import CopiesDialect
from govinfo_report.testing.renderers.htmlshapes import DivsDialect
from govinfo_report.testing.renderers.htmlsite import SiteDialect
from govinfo_report.testing.renderers.pdftext import PdfTextDialect
from govinfo_report.testing.renderers.pipes import PipesDialect
from govinfo_report.testing.renderers.quirks import QuirksDialect

UNREAD = (State.REFUSED, State.ABSENT)
#: family -> its plainest page, which is read completely when no cell is empty
PLAIN: dict[str, Dialect] = {
    "cells": CellwiseDialect(),
    "paragraphs": CellwiseDialect(),
    "bars": CellwiseDialect(),
    "row_bars": CellwiseDialect(bar="before"),
    "lone_bars": CellwiseDialect(bar="between"),
    "words": CellwiseDialect(),
    "pdf_text": PdfTextDialect(),
    "fragments": FragmentsDialect(family="markdown", cuts=2),
    "row_tables": PipesDialect(),
    "html_divs": DivsDialect(),
    "html_copies": CopiesDialect(),
    "html_site": SiteDialect(years=True, units="before", titles=True),
    "quirks": QuirksDialect(family="markdown", glossed=0.3, numbers="wrong", pinyin=0.3),
}


def dense(seed: int) -> ReportData:
    """A report in which every cell is filled and every slip shows."""
    return random_report(Random(f"families:{seed}"), style="dense")


def page(family: str, data: ReportData, **choices: Any) -> bytes:
    return RENDERERS[family].print(data, evolve(PLAIN[family], **choices))


def content(document: bytes) -> dict[str, tuple[State, Any]]:
    report = govinfo_report.parse(document)
    return {address: (f.state, f.value) for address, f in report.figures.items()}


def complete(data: ReportData) -> dict[str, tuple[State, Any]]:
    return {address: (p.state, p.value) for address, p in data.figures.items()}


def test_all_families_agree_wherever_they_read() -> None:
    """The same report in every family: no two of them read different figures."""
    for seed in range(12):
        rng = Random(f"agree:{seed}")
        data = random_report(rng)
        read: dict[str, dict[tuple[State, Any], list[str]]] = {}
        for family, renderer in RENDERERS.items():
            for address, said in content_or_nothing(render(renderer, data, rng).data).items():
                if said[0] not in UNREAD:
                    read.setdefault(address, {}).setdefault(said, []).append(family)
        differing = {address: found for address, found in read.items() if len(found) > 1}
        assert not differing, (seed, differing)
        assert len(read) > 100


def content_or_nothing(document: bytes) -> dict[str, tuple[State, Any]]:
    try:
        return content(document)
    except govinfo_report.GovInfoReportError:
        return {}


@pytest.mark.parametrize("family", sorted(PLAIN))
def test_a_full_report_is_read_completely(family: str) -> None:
    """Where no cell is empty, every family has all positions."""
    for seed in range(5):
        data = dense(seed)
        assert content(page(family, data)) == complete(data), seed


@pytest.mark.parametrize("family", ["cells", "lone_bars", "words", "pdf_text", "html_divs"])
def test_an_empty_cell_without_trace_refuses_its_row(family: str) -> None:
    """A row with six figures for seven columns has no positions; nothing shifts."""
    for seed in range(6):
        data = dense(seed)
        columns = ("natural_person", "research_institution", "other_organization", "total")
        address = f"requests.granted.{columns[seed % 4]}"
        found = content(page(family, data.with_figure(address, BLANK)))
        for other, printed in complete(data).items():
            if other.startswith("requests.granted.") and found[other][0] not in UNREAD:
                assert family == "lone_bars" and found[other] == (
                    (State.BLANK, None) if other == address else printed
                )
            elif other != address:
                assert found[other] == printed or found[other][0] in UNREAD


@pytest.mark.parametrize("family", ["paragraphs", "bars", "html_copies", "html_site", "row_tables"])
def test_an_empty_cell_that_shows_is_blank(family: str) -> None:
    """Where emptiness can be seen, it is read as such and the rest stays in place."""
    for seed in range(6):
        data = dense(seed)
        columns = ("natural_person", "research_institution", "other_organization", "total")
        address = f"requests.granted.{columns[seed % 4]}"
        found = content(page(family, data.with_figure(address, BLANK)))
        assert found == {**complete(data), address: (State.BLANK, None)}


def _lines(change: Callable[[list[str], int], list[str]], family: str, seed: int) -> bool:
    """Whether a page is still sound after a change of its lines of table 3."""
    data = dense(seed)
    lines = page(family, data).decode().split("\n")
    start = next(i for i, line in enumerate(lines) if "一、本年新收" in line)
    stop = next(i for i, line in enumerate(lines) if "四、结转" in line)
    at = start + Random(seed).randrange(1, stop - start)
    separator = {"lone_bars": "|", "paragraphs": ""}.get(family, lines[at + 1])
    while not lines[at].strip(" |") or lines[at + 1] != separator:
        at += 1
        separator = {"lone_bars": "|", "paragraphs": ""}.get(family, lines[at + 1])
    changed = "\n".join(change(lines, at)).encode()
    try:
        found = compare(data, govinfo_report.parse(changed))
    except govinfo_report.GovInfoReportError:
        return True
    assert found.sound, (family, seed, lines[at], found.misread, found.wrong_state)
    return bool(found.lost)


#: damage done to one line of table 3
NEAR_MISSES: dict[str, Callable[[list[str], int], list[str]]] = {
    "a line lost": lambda lines, at: [*lines[:at], *lines[at + 1 :]],
    "a cell lost": lambda lines, at: [*lines[:at], *lines[at + 2 :]],
    "a line twice": lambda lines, at: [*lines[:at], lines[at], *lines[at:]],
    "a number between": lambda lines, at: [*lines[:at], "17", *lines[at:]],
    "a line break more": lambda lines, at: [*lines[:at], "", *lines[at:]],
    "words between": lambda lines, at: [*lines[:at], "以上数据截至年底", *lines[at:]],
}


#: families in which a line that is gone leaves an empty cell behind
_EMPTY = ("paragraphs", "lone_bars")
MISSES = [
    (family, miss)
    for family in ("cells", "paragraphs", "bars", "row_bars", "lone_bars", "pdf_text")
    for miss in NEAR_MISSES
    if not (miss == "a line lost" and family in _EMPTY)
]


@pytest.mark.parametrize(("family", "miss"), MISSES)
def test_near_misses_refuse(family: str, miss: str) -> None:
    """A table with a line too few or too many is refused where it is damaged, never shifted."""
    lost = sum(_lines(NEAR_MISSES[miss], family, seed) for seed in range(12))
    assert lost or miss not in ("a cell lost", "a line lost")


def test_run_together_digits_are_cut_only_where_one_cut_exists() -> None:
    """Zeros can be counted; figures of several digits cannot be told apart."""
    data = random_report(Random("zeros"), style="quiet")
    dialect = CellwiseDialect()
    printed = RENDERERS["run_together"].print(data, dialect)
    assert compare(data, govinfo_report.parse(printed)).lost == []
    address = "requests.granted.natural_person"
    other = data.with_figure(address, PrintedFigure("12", State.VALUE, 12))
    found = content(RENDERERS["run_together"].print(other, dialect))
    row = {a: s for a, s in found.items() if a.startswith("requests.granted.")}
    assert {state for state, _ in row.values()} == {State.REFUSED}


def test_repeated_lines_that_are_gone_are_not_guessed() -> None:
    """After an extractor dropped repeated lines, no zero comes back and nothing shifts."""
    read: Counter[str] = Counter()
    for seed in range(40):
        data = random_report(Random(f"dropped:{seed}"), style="plain")
        rendered = RENDERERS["repeats_dropped"].print(data, CellwiseDialect())
        found = compare(data, govinfo_report.parse(rendered))
        assert found.sound, (seed, found.misread)
        read["zeros"] += found.read - found.read_nonzero
        read["printed"] += found.printed - found.nonzero
    assert read["zeros"] < read["printed"] / 4


def test_a_cell_in_which_two_copies_differ_is_refused_and_the_rest_is_read() -> None:
    """Desktop and phone: one figure is refused as COPIES_DIFFER, 199 are read."""
    for seed in range(8):
        data = dense(seed)
        document = page(
            "html_copies", data, seed=seed, whole=bool(seed % 2),
            differing=("requests", "proactive_disclosure", "review_and_litigation")[seed % 3],
        )  # fmt: skip
        report = govinfo_report.parse(document)
        found = compare(data, report)
        assert found.sound
        assert len(found.lost) <= 1
        reasons = {f.reason for f in report.figures.values() if f.state is State.REFUSED}
        assert reasons <= {Reason.COPIES_DIFFER}


def test_torn_tables_bind_only_under_their_heads() -> None:
    """Pieces without heads are refused, the piece with the heads is read."""
    for base, heads in (("tabs", False), ("markdown", False), ("html", False)):
        rng = Random(base)
        data = dense(len(base))
        plain: Any = type(RENDERERS[base].dialect(rng))()
        dialect = FragmentsDialect(family=base, base=plain, heads=heads, cuts=1)
        found = compare(data, govinfo_report.parse(RENDERERS["fragments"].print(data, dialect)))
        assert found.sound and found.read
