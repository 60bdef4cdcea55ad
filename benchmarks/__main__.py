"""``python -m benchmarks [--quick] [--only CASE]``: prints each ratio with its target."""

from __future__ import annotations

import argparse
import sys

from benchmarks.cases import CASES, FULL, ON_REQUEST, QUICK, Row


def main(arguments: list[str] | None = None) -> int:
    """Measure and print; 1 when ``--strict`` is given and a target is missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer rounds: rough figures, soon")
    parser.add_argument(
        "--only", action="append", choices=[*CASES, *ON_REQUEST], help="this case only"
    )
    parser.add_argument("--strict", action="store_true", help="exit 1 when a target is missed")
    options = parser.parse_args(arguments)
    missed = 0
    print(f"{'':58} {'measured':>12} {'target':>10}")
    for name in options.only or CASES:
        for row in (CASES | ON_REQUEST)[name](QUICK if options.quick else FULL):
            print(line(row), flush=True)
            missed += row.met is False
    if missed:
        print(f"{missed} missed")
    return 1 if missed and options.strict else 0


def line(row: Row) -> str:
    """One row of the table."""
    bound = ""
    if row.target is not None:
        bound = f"{'>=' if row.at_least else '<='} {row.target:g}"
    verdict = {True: "met", False: "NOT MET", None: ""}[row.met]
    value = f"{row.value:.2f} {row.unit}".rstrip()
    return f"{row.name:58} {value:>12} {bound:>10}  {verdict:7}  {row.detail}".rstrip()


if __name__ == "__main__":
    sys.exit(main())
