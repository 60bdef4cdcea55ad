"""Many reports to Parquet and CSV: time per report, and memory that must not grow with them.

``python -m benchmarks.tables FORMAT COUNT`` writes COUNT reports and prints seconds and the peak of
memory; the benchmark runs it in a fresh interpreter per measurement.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

from attrs import evolve

import govinfo_report
from govinfo_report import frames
from govinfo_report.model.build import build_report
from govinfo_report.model.report import Report
from govinfo_report.testing import random_report

#: reports that are made once and handed on under other names
_KINDS = 50


def reports(count: int) -> Iterator[Report]:
    """Reports of as many publishers, without documents."""
    kinds = []
    for seed in range(_KINDS):
        data = random_report(Random(seed))
        values = {address: printed.text for address, printed in data.figures.items()}
        kinds.append(build_report(values, forms=data.forms, edition=min(data.editions)))
    for number in range(count):
        yield evolve(kinds[number % _KINDS], publisher=f"第{number}号机关", year=2023)


def write(kind: str, count: int, path: Path) -> int:
    """Write the long table of so many reports; returns its rows."""
    frame = frames.figures(reports(count))
    return frame.write_parquet(path) if kind == "parquet" else frame.write_csv(path)


def measured(kind: str, count: int) -> tuple[float, float]:
    """Seconds and peak of memory (MB) of writing so many reports, in a process of its own."""
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join(
            (str(Path(govinfo_report.__file__).parents[1]), str(Path(__file__).parents[1]))
        )
    }
    run = subprocess.run(
        [sys.executable, "-m", "benchmarks.tables", kind, str(count)],
        env=environment, check=True, capture_output=True, text=True,
    )  # fmt: skip
    seconds, memory = map(float, run.stdout.split())
    return seconds, memory


def main() -> None:
    """What ``measured`` runs."""
    import resource  # not on Windows

    kind, count = sys.argv[1], int(sys.argv[2])
    with tempfile.TemporaryDirectory() as folder:
        start = time.process_time()
        write(kind, count, Path(folder) / "figures")
        taken = time.process_time() - start
    print(taken, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


if __name__ == "__main__":
    main()
