"""Fuzz the opener of each format: no crash, no foreign exception, every place re-read.

    python -m fuzz.fuzz_openers [--count N] [--first N] [--form FORM] [--jobs N]

Documents are damaged inside what the format packs away (see ``shapes``).  With the package
atheris, ``--coverage FORM`` runs coverage-guided fuzzing of one format until it is stopped; the
arguments behind ``--`` go to the fuzzer.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import sys
from concurrent.futures import ProcessPoolExecutor

from fuzz.shapes import SHAPES, shape
from govinfo_report import Registry
from govinfo_report.api import read_all
from govinfo_report.documents.reread import reread
from govinfo_report.documents.source import Source
from govinfo_report.errors import GovInfoReportError, LayoutCrashError

SIZE = 50
#: format -> the module without which it cannot be opened
NEEDS = {"pdf": "pypdfium2", "xls": "python_calamine", "warc": "warcio"}


def check(data: bytes, isolation: str = "process") -> int:
    """Read a document or container and re-read its places; how many reports were found."""
    registry = Registry.builtin()
    found = 0
    try:
        for own, report in read_all(Source.of(data), registry=registry, isolation=isolation):
            found += 1
            for figure in report.figures.values():
                if figure.place is not None and reread(own, figure.place) != figure.raw:
                    raise AssertionError(f"{figure} does not stand at its place")
    except LayoutCrashError as error:
        if error.facts.get("stage") != "process":  # a process that is ended is a failed document
            raise AssertionError(str(error)) from error
    except GovInfoReportError as error:
        if not (error.text("zh") and error.text("en")):
            raise AssertionError(f"an error without words: {error!r}") from error
    return found


def can_open(form: str) -> bool:
    """Whether the libraries of a format are here."""
    return form not in NEEDS or importlib.util.find_spec(NEEDS[form]) is not None


def part(arguments: tuple[str, int, int]) -> tuple[str, int, list[str]]:
    """Some documents of one format: how many gave reports, and every fault."""
    form, first, count = arguments
    reports, faults = 0, []
    for seed in range(first, first + count):
        try:
            reports += bool(check(shape(form, seed)))
        except Exception as error:  # noqa: BLE001 - every fault is collected, with its document
            faults.append(f"{form}:{seed} {type(error).__name__}: {error}")
    return form, reports, faults


def _coverage(form: str, arguments: list[str]) -> None:
    import atheris

    def one(data: bytes) -> None:
        check(data, "none")

    atheris.instrument_all()
    atheris.Setup([sys.argv[0], *arguments], one)
    atheris.Fuzz()


def main() -> int:
    """Run the session; 1 when anything crashed or was misplaced."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=5_000, help="documents per format")
    parser.add_argument("--first", type=int, default=0, help="number of the first one")
    parser.add_argument("--form", action="append", choices=list(SHAPES))
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--coverage", choices=list(SHAPES))
    options, rest = parser.parse_known_args()
    if options.coverage:
        _coverage(options.coverage, [argument for argument in rest if argument != "--"])
    forms = [form for form in options.form or SHAPES if can_open(form)]
    parts = [
        (form, first, min(SIZE, options.first + options.count - first))
        for form in forms
        for first in range(options.first, options.first + options.count, SIZE)
    ]
    sums = {form: [0, 0] for form in forms}
    with ProcessPoolExecutor(options.jobs) as pool:
        for form, reports, faults in pool.map(part, parts):
            sums[form][0] += reports
            sums[form][1] += len(faults)
            print(*faults, sep="\n", end="\n" if faults else "", flush=True)
    for form, (reports, wrong) in sums.items():
        print(f"{form:8}{options.count:>8} documents {reports:>8} with reports {wrong:>6} faults")
    return 1 if any(wrong for _, wrong in sums.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
