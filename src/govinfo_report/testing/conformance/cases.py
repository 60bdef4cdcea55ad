"""Cases of the suite, from their compact JSON to reports."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any

from attrs import field, frozen

from govinfo_report.model.report import Report
from govinfo_report.rules.entries import entries_of
from govinfo_report.rules.suppression import Entry
from govinfo_report.testing.conformance.building import build

_TODAY = "2024-06-01"
FORMAT = "govinfo-report-conformance/1"
VERDICTS = ("pass", "fail", "open", "not_applicable", "review")


@frozen
class Case:
    """One document, or a document with others it is held against, and what must come of it.

    ``verdict`` is the outcome of ``rule``; ``findings`` the ids of all findings of the rules of
    ``select``, no more and no fewer.
    """

    rule: str
    name: str
    verdict: str
    findings: frozenset[str]
    select: tuple[str, ...]
    record: Mapping[str, Any] = field(repr=False, hash=False)

    @property
    def id(self) -> str:
        """``A101/fail-2``: unique in the suite."""
        return f"{self.rule}/{self.name}"

    @property
    def draft(self) -> bool:
        """Whether the document is one not yet published."""
        return bool(self.record.get("draft"))

    @property
    def hierarchy(self) -> bool:
        """Whether the document is a consolidated report with its units."""
        return "units" in self.record

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What somebody set aside in the report."""
        return entries_of({"suppression": self.record.get("suppressions", [])}, alone=True)

    @property
    def today(self) -> date:
        """The day on which it is checked."""
        return date.fromisoformat(self.record.get("today", _TODAY))

    def report(self) -> Report:
        """The document under assessment."""
        return build(self.record)

    def others(self) -> tuple[Report, ...]:
        """Reports of other years, or other copies."""
        return tuple(build(record) for record in self.record.get("history", ()))

    def units(self) -> tuple[Report, ...]:
        """The units of a consolidated report."""
        return tuple(build(record) for record in self.record.get("units", ()))


@cache
def load_cases() -> tuple[Case, ...]:
    """Every case that is shipped, in the order of files and lines."""
    folder = resources.files(__package__) / "data"
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".jsonl"))
    found: list[Case] = []
    counts: dict[tuple[str, str], int] = {}
    for name in names:
        found += read_cases((folder / name).read_text(encoding="utf-8"), counts)
    return tuple(found)


@cache
def cannot() -> Mapping[str, Mapping[str, str]]:
    """Rule -> verdict it cannot come to by its nature -> why."""
    text = (resources.files(__package__) / "cannot.json").read_text(encoding="utf-8")
    loaded: Mapping[str, Mapping[str, str]] = json.loads(text)
    return loaded


def read_cases(text: str, counts: dict[tuple[str, str], int] | None = None) -> Iterator[Case]:
    """The cases of one file: a head with ``format`` and ``select``, then one case per line.

    They are numbered by rule and verdict, on from ``counts``.
    """
    lines = [line for line in text.split("\n") if line.strip()]
    head = json.loads(lines[0])
    if head.get("format") != FORMAT:
        raise ValueError(f"not a file of cases ({FORMAT})")
    counts = {} if counts is None else counts
    for line in lines[1:]:
        record = json.loads(line, parse_float=Decimal)
        rule, verdict = record["rule"], record["is"]
        if verdict not in VERDICTS:
            raise ValueError(f"no verdict: {verdict}")
        number = counts[rule, verdict] = counts.get((rule, verdict), 0) + 1
        yield Case(
            rule, f"{verdict}-{number}", verdict, frozenset(record.get("findings", ())),
            tuple(record.get("select", head["select"])), record,
        )  # fmt: skip
