"""Fuzz the openers and the whole parse: no crash, no wrong value, every place re-read.

    python fuzz/fuzz_parse.py [--documents N] [--damaged N] [--lies N] [--jobs N]

Rendered documents are read and compared (nothing may be misread); the same documents are read
again after damage (a report or an error of the library, and every place gives its raw text).
With the package atheris, ``--coverage`` runs coverage-guided fuzzing of the same property until
it is stopped; the arguments behind ``--`` go to the fuzzer.
"""

from __future__ import annotations

import argparse
import os
import sys
from concurrent.futures import ProcessPoolExecutor

import govinfo_report
from govinfo_report.documents.reread import reread
from govinfo_report.documents.source import Source
from govinfo_report.errors import GovInfoReportError
from govinfo_report.testing import RENDERERS
from govinfo_report.testing.damage import damaged
from govinfo_report.testing.floors import HEAD, document, run

SIZE = 100


def check(data: bytes) -> bool:
    """Read a document and re-read its places; whether a report was found."""
    try:
        source = Source.of(data)
        reports = list(govinfo_report.parse_all(source))
    except GovInfoReportError:
        return False
    for report in reports:
        for figure in report.figures.values():
            if figure.place is not None and reread(source, figure.place) != figure.raw:
                raise AssertionError(f"{figure} does not stand at its place")
    return bool(reports)


def _part(arguments: tuple[str, int]) -> tuple[int, list[str]]:
    family, first = arguments
    reports, faults = 0, []
    for seed in range(first, first + SIZE):
        data = damaged(document(family, seed)[1].data, seed)
        try:
            reports += check(data)
        except Exception as error:  # noqa: BLE001 - every fault is collected, with its document
            faults.append(f"damaged {family}:{seed} {type(error).__name__}: {error}")
    return reports, faults


def _coverage(arguments: list[str]) -> None:
    import atheris

    atheris.instrument_all()
    atheris.Setup([sys.argv[0], *arguments], check)
    atheris.Fuzz()


def main() -> int:
    """Run the session; 1 when anything was misread, crashed or misplaced."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=100_000, help="rendered documents")
    parser.add_argument("--damaged", type=int, default=100_000, help="damaged documents")
    parser.add_argument("--first", type=int, default=100_000, help="number of the first one")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--coverage", action="store_true")
    options, rest = parser.parse_known_args()
    if options.coverage:
        _coverage([argument for argument in rest if argument != "--"])
    families = list(RENDERERS)
    share = options.documents // len(families)
    sums = run(families, share, first=options.first, jobs=options.jobs)
    print(HEAD)
    for found in sums:
        print(found.line())
        print(*found.faults, *found.identity, *found.crashes, sep="\n", end="")
    parts = [
        (family, first)
        for family in families
        for first in range(options.first, options.first + options.damaged // len(families), SIZE)
    ]
    reports, faults = 0, list[str]()
    with ProcessPoolExecutor(options.jobs) as pool:
        for count, found_faults in pool.map(_part, parts):
            reports += count
            faults += found_faults
    print(f"damaged: {len(parts) * SIZE} documents, {reports} reports, {len(faults)} faults")
    print(*faults, sep="\n")
    return 0 if not faults and all(found.holds for found in sums) else 1


if __name__ == "__main__":
    sys.exit(main())
