"""Render, read, compare: the proof table per family of pages.

``python -m govinfo_report.testing.floors`` renders random reports in every family, reads them
with the library and prints how many figures were read, lost, or misread.  It exits with 1 when a
figure was misread or a family reads fewer non-zero figures than its floor.

Document ``n`` of a family depends on ``n`` and the family alone, so that any failure can be made
again: ``--family html --first 4711 --count 1 --show``.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from random import Random

from attrs import define, field

from govinfo_report.errors import GovInfoReportError
from govinfo_report.testing.comparison import Comparison, ReadReport, compare
from govinfo_report.testing.renderers import RENDERERS, Rendered, render
from govinfo_report.testing.renderers.indicators import INDICATORS
from govinfo_report.testing.reports import ReportData, random_report

#: every family there is: the tables of the present form, and the table of 2014
FAMILIES = {**RENDERERS, **INDICATORS}
Read = Callable[[bytes], ReadReport]


@define
class Tally:
    """Sums over the documents of one family."""

    family: str
    documents: int = 0
    unread: int = 0  #: documents the reader turned down altogether
    printed: int = 0
    nonzero: int = 0
    read: int = 0
    read_nonzero: int = 0
    lost_blanks: int = 0
    faults: list[str] = field(factory=list)  #: misreads and wrong states, with their document
    identity: list[str] = field(factory=list)
    crashes: list[str] = field(factory=list)

    @property
    def recall(self) -> float:
        """Share of the printed numbers other than zero that were read."""
        return self.read_nonzero / self.nonzero if self.nonzero else 1.0

    @property
    def floor(self) -> float:
        """The least recall the family must reach."""
        renderer = FAMILIES[self.family]
        return renderer.floor if renderer.shows_blanks else 0.0

    @property
    def holds(self) -> bool:
        """Whether nothing was misread and the floor is reached."""
        return not (self.faults or self.identity or self.crashes) and self.recall >= self.floor

    def add(self, other: Tally) -> None:
        """Take in the sums of another part of the same family."""
        for name in ("documents", "unread", "printed", "nonzero", "read", "read_nonzero",
                     "lost_blanks", "faults", "identity", "crashes"):  # fmt: skip
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def line(self) -> str:
        """One line of the table."""
        share = self.read / self.printed if self.printed else 1.0
        return (
            f"{self.family:<14}{self.documents:>8}{self.printed:>10}{self.nonzero:>10}"
            f"{share:>10.3%}{self.recall:>10.3%}{self.floor:>8.1%}{len(self.faults):>9}"
            f"{len(self.identity):>9}{self.unread:>8}{len(self.crashes):>8}"
            f"  {'ok' if self.holds else 'FAILS'}"
        )


HEAD = (
    f"{'family':<14}{'docs':>8}{'printed':>10}{'non-zero':>10}{'read':>10}{'non-zero':>10}"
    f"{'floor':>8}{'misread':>9}{'identity':>9}{'unread':>8}{'crashed':>8}"
)


def document(family: str, number: int) -> tuple[ReportData, Rendered]:
    """Document ``number`` of a family; always the same."""
    rng = Random(f"{family}:{number}")
    renderer = FAMILIES[family]
    data = renderer.report(rng) if family in INDICATORS else random_report(rng)
    return data, render(renderer, data, rng)


def library_reader() -> Read:
    """The reader of this library."""
    import govinfo_report

    read: Read = govinfo_report.parse
    return read


def read_one(family: str, number: int, read: Read) -> tuple[Comparison | None, str]:
    """Read one document; without a comparison the text says why."""
    data, rendered = document(family, number)
    try:
        report = read(rendered.data)
    except GovInfoReportError as error:
        return None, f"{type(error).__name__}: {error}"
    return compare(data, report), ""


def tally(family: str, numbers: Iterable[int], read: Read | None = None) -> Tally:
    """Read the documents with these numbers."""
    read = read or library_reader()
    sums = Tally(family)
    for number in numbers:
        sums.documents += 1
        try:
            found, error = read_one(family, number, read)
        except Exception as crash:  # noqa: BLE001 - a crash is a result, not the end of the run
            sums.crashes.append(f"{family}:{number} {type(crash).__name__}: {crash}")
            continue
        if found is None:
            data, _ = document(family, number)
            numeric = [p for p in data.figures.values() if p.state == "value"]
            sums.unread += 1
            sums.printed += len(numeric)
            sums.nonzero += sum(p.value != 0 for p in numeric)
            sums.identity.append(f"{family}:{number} {error}")
            continue
        for name in ("printed", "nonzero", "read", "read_nonzero", "lost_blanks"):
            setattr(sums, name, getattr(sums, name) + getattr(found, name))
        faults = found.misread + found.wrong_state
        sums.faults += [f"{family}:{number} {fault}" for fault in faults]
        sums.identity += [f"{family}:{number} {fault}" for fault in found.identity]
    return sums


def _part(arguments: tuple[str, int, int]) -> Tally:
    family, first, stop = arguments
    return tally(family, range(first, stop))


def run(families: Iterable[str], count: int, *, first: int = 0, jobs: int = 1) -> list[Tally]:
    """``count`` documents of each family, on several processes."""
    size = max(1, min(250, count // max(1, jobs)))
    parts = [
        (family, start, min(start + size, first + count))
        for family in families
        for start in range(first, first + count, size)
    ]
    sums = {family: Tally(family) for family, _, _ in parts}
    if jobs == 1:
        for part in parts:
            sums[part[0]].add(_part(part))
    else:
        with ProcessPoolExecutor(jobs) as pool:
            for found in pool.map(_part, parts):
                sums[found.family].add(found)
    return list(sums.values())


def _show(families: Iterable[str], first: int, count: int) -> None:
    for family in families:
        for number in range(first, first + count):
            data, rendered = document(family, number)
            print(f"{family}:{number} {data}\n{rendered.dialect}\n")
            print(rendered.data.decode(rendered.dialect.encoding).replace("\r", ""))


def main(arguments: list[str] | None = None) -> int:
    """Print the table; 1 when a promise is broken."""
    parser = argparse.ArgumentParser(prog="python -m govinfo_report.testing.floors")
    parser.add_argument("--count", type=int, default=200, help="documents per family")
    parser.add_argument("--first", type=int, default=0, help="number of the first document")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--family", action="append", choices=sorted(FAMILIES))
    parser.add_argument("--faults", type=int, default=5, help="faults printed per family and kind")
    parser.add_argument("--show", action="store_true", help="print the documents, do not read")
    options = parser.parse_args(arguments)
    families = options.family or list(FAMILIES)
    if options.show:
        _show(families, options.first, options.count)
        return 0
    print(HEAD)
    sums = []
    for family in families:  # a long run shows what it has found so far
        sums += run([family], options.count, first=options.first, jobs=options.jobs)
        print(sums[-1].line(), flush=True)
    for found in sums:
        for fault in (
            *found.faults[: options.faults],
            *found.identity[: options.faults],
            *found.crashes[: options.faults],
        ):
            print(fault)
    return 0 if all(found.holds for found in sums) else 1


if __name__ == "__main__":
    sys.exit(main())
