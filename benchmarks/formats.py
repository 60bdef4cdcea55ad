"""Reading files of office programs and PDF, against the libraries one would pick: time, memory,
and how many cells are right; and many PDF in flat memory."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import govinfo_report
from benchmarks import office as office_files
from benchmarks import peers
from benchmarks.rows import Effort, Row, each, ms
from benchmarks.timing import Work, medians
from govinfo_report.limits import Limits
from govinfo_report.testing.floors import document
from govinfo_report.testing.reports import ReportData

#: (format, what we do, library) -> how many times faster than its cells it must be
TARGETS = {("docx", "opened", "python-docx"): 5.0, ("pdf", "report", "pdfplumber"): 3.0}
_MOST = 0.9  # share of the numbers that a library sees of a file on which it is timed
#: library -> its module, where the names differ
MODULES = {"python-docx": "docx"}
_STATUS = Path("/proc/self/status")  # Linux
_MEMORY = """
import sys
from benchmarks.peers import FORMATS, opened, ours
form, name, path = sys.argv[1:]
read = {"opened": opened, "report": ours}.get(name) or FORMATS[form][1][name]
with open(path, "rb") as file:
    read(file.read())
with open("/proc/self/status") as status:  # what getrusage says holds for the parent as well
    print(next(line.split()[1] for line in status if line.startswith("VmHWM")))
"""


def office(form: str) -> Callable[[Effort], Iterator[Row]]:
    """The case of one format."""

    def case(effort: Effort) -> Iterator[Row]:
        if form == "pdf" and not _here("pypdfium2"):
            yield missing("pdf", "pypdfium2")
            return
        family, libraries = peers.FORMATS[form]
        ways: dict[str, peers.Peer] = {"opened": peers.opened, "report": peers.ours}
        for name, peer in libraries.items():
            if _here(MODULES.get(name, name)):
                ways[name] = peer
            else:
                yield missing(form, name)
        made = office_files.reports(family, max(12, effort.documents))
        cells = {name: [_cells(way, file) for _, file in made] for name, way in ways.items()}
        yield from _right(form, made, cells)
        # time is compared on files of which all of them see nearly everything
        files = [
            file
            for n, (data, file) in enumerate(made)
            if all(own[n] is not None and _sees(data, own[n] or []) for own in cells.values())
        ]
        if files:
            yield from _time(form, ways, files, max(3, effort.rounds // 3))
        if files and _STATUS.exists():
            yield from _memory(form, list(ways), files[0])

    return case


def _cells(way: peers.Peer, file: bytes) -> peers.Cells | None:
    try:
        return way(file)
    except Exception:  # noqa: BLE001 - that a library fails is a result
        return None


def _printed(data: ReportData) -> list[int]:
    """The numbers in the tables of a report, without zeros."""
    return [int(p.value) for p in data.figures.values() if p.state == "value" and p.value]


def _sees(data: ReportData, cells: peers.Cells) -> bool:
    printed = _printed(data)
    return peers.right(printed, cells) >= _MOST * len(printed)


def _right(
    form: str, made: list[tuple[ReportData, bytes]], cells: dict[str, list[peers.Cells | None]]
) -> Iterator[Row]:
    printed = [_printed(data) for data, _ in made]
    total = sum(map(len, printed))
    for name, own in cells.items():
        found = sum(
            peers.right(wanted, one) for wanted, one in zip(printed, own, strict=True) if one
        )
        failed = sum(one is None for one in own)
        detail = f"{found} of {total} other than zero"
        detail += f"; fails on {failed} of {len(made)} files" if failed else ""
        yield Row(f"{form}: numbers in cells of their own, {name}", 100 * found / total, "%",
                  detail=detail)  # fmt: skip


def _time(form: str, ways: dict[str, peers.Peer], files: list[bytes], rounds: int) -> Iterator[Row]:
    works: dict[str, Work] = {name: partial(each, way, files) for name, way in ways.items()}
    taken = medians(works, rounds=rounds)
    for own in ("opened", "report"):
        for name in [name for name in taken if name not in ("opened", "report")]:
            target = TARGETS.get((form, own, name))
            detail = f"{ms(taken[own] / len(files))} : {ms(taken[name] / len(files))}"
            detail += f", {len(files)} files"
            yield Row(f"{form}: {own} faster than {name}", taken[name] / taken[own], "x", target,
                      at_least=True, detail=detail)  # fmt: skip


def _memory(form: str, names: list[str], data: bytes) -> Iterator[Row]:
    """The highest memory of a fresh process that reads one file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"report.{form}"
        path.write_bytes(data)
        for name in names:
            done = subprocess.run(
                [sys.executable, "-c", _MEMORY, form, name, str(path)],
                capture_output=True, check=True, text=True, cwd=Path(__file__).parents[1],
                env=os.environ | {"PYTHONPATH": _paths()},
            )  # fmt: skip
            peak = int(done.stdout.split()[-1]) / 1024
            yield Row(f"{form}: highest memory, {name}", peak, "MiB")


def _paths() -> str:
    return os.pathsep.join(
        (str(Path(govinfo_report.__file__).parents[1]), str(Path(__file__).parents[1]))
    )


def _here(module: str) -> bool:
    return importlib.util.find_spec(module) is not None


def missing(form: str, name: str) -> Row:
    """The line in place of a comparison with a library that is not installed."""
    return Row(f"{form}: {name} is not installed", float("nan"), "", detail="left out")


def flat(effort: Effort) -> Iterator[Row]:
    """Memory after the last of many PDF, against that after the first tenth."""
    yield from _flat(effort.documents * 10)


def flat_large(effort: Effort) -> Iterator[Row]:
    """The same with ten thousand PDF."""
    yield from _flat(10_000)


def _flat(count: int) -> Iterator[Row]:
    if not _here("pypdfium2"):
        yield missing("pdf", "pypdfium2")
        return
    if not _STATUS.exists():
        yield missing("pdf", "/proc")
        return
    files = [document("ruled_pdf", seed)[1].data for seed in range(10)]
    sources = (files[number % len(files)] for number in range(count))
    early, first = 0, max(10, count // 10)
    patient = Limits(child_wait=600)  # the machine may be busy; memory is measured
    for number, result in enumerate(govinfo_report.parse_many(sources, limits=patient), 1):
        if result.report is None:
            raise AssertionError(result.error)
        if number == first:
            early = _resident()
    late = _resident()
    yield Row(f"memory after {count} PDF / after {first}", late / early, "x", 1.1,
              detail=f"{late / 2**20:.0f} : {early / 2**20:.0f} MiB")  # fmt: skip


def _resident() -> int:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


CASES = {"docx": office("docx"), "xlsx": office("xlsx"), "pdf": office("pdf"), "flat": flat}
