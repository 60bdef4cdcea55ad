"""What is measured, each case a row or more of the table."""

from __future__ import annotations

import importlib.util
import io
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import cycle
from pathlib import Path
from typing import Any

from attrs import evolve
from lxml import html

import govinfo_report
from benchmarks import documents, formats
from benchmarks.rows import FULL, QUICK, Case, Effort, Row, each, ms
from benchmarks.timing import Work, exponent, medians


def tree(data: bytes) -> object:
    """What lxml alone does: the tree of the bytes."""
    return html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8"))


def page(effort: Effort) -> Iterator[Row]:
    """HTML bytes to a verified report, against the bare tree and against pandas."""
    for name, word in (("page", False), ("page pasted from a word processor", True)):
        pages = [documents.html(seed, word=word) for seed in range(effort.documents)]
        ways: dict[str, Work] = {
            "tree": partial(each, tree, pages),
            "report": partial(each, govinfo_report.parse, pages),
        }
        if (read_html := _pandas()) is not None:
            ways["pandas"] = partial(each, read_html, pages)
        taken = {way: t / len(pages) for way, t in medians(ways, rounds=effort.rounds).items()}
        size = sum(map(len, pages)) / len(pages) / 1000
        detail = f"{ms(taken['report'])} : {ms(taken['tree'])}, {size:.0f} kB"
        yield Row(f"{name}: report / lxml tree", taken["report"] / taken["tree"], "x", 12,
                  detail=detail)  # fmt: skip
        if "pandas" in taken:
            yield Row(f"{name}: report / pandas.read_html", taken["report"] / taken["pandas"], "x",
                      1, detail=f"{ms(taken['report'])} : {ms(taken['pandas'])}, which is "
                      f"{taken['pandas'] / taken['tree']:.0f} x the tree")  # fmt: skip


def _pandas() -> Callable[[bytes], object] | None:
    try:
        import pandas
    except ImportError:
        return None
    return lambda data: pandas.read_html(io.BytesIO(data), flavor="lxml", encoding="utf-8")


def text(effort: Effort) -> Iterator[Row]:
    """A text of stacked cells to a verified report, in milliseconds."""
    texts = [documents.stacked(seed) for seed in range(effort.documents)]
    taken = medians({"text": partial(each, govinfo_report.parse, texts)}, rounds=effort.rounds)
    size = sum(map(len, texts)) / len(texts) / 1000
    yield Row("text: report", taken["text"] / len(texts) * 1000, "ms", 5, detail=f"{size:.0f} kB")


def validation(effort: Effort) -> Iterator[Row]:
    """Checking a report, against reading it."""
    pages = [documents.html(seed) for seed in range(effort.documents)]
    reports = [govinfo_report.parse(p) for p in pages]
    taken = medians(
        {
            "parse": partial(each, govinfo_report.parse, pages),
            "validate": partial(each, govinfo_report.validate, reports),
        },
        rounds=effort.rounds,
    )
    yield Row("validate / parse", taken["validate"] / taken["parse"], "x", 1,
              detail=f"{ms(taken['validate'] / len(pages))} : "
                     f"{ms(taken['parse'] / len(pages))}")  # fmt: skip


def detection(effort: Effort) -> Iterator[Row]:
    """Asking every layout whether it fits, against reading the report with the one that does."""
    from govinfo_report.documents.html import HtmlOpener
    from govinfo_report.documents.source import Source
    from govinfo_report.documents.text import TextOpener
    from govinfo_report.limits import Limits
    from govinfo_report.plugins.registry import Registry
    from govinfo_report.reading.reader import identify_document

    layouts = Registry.builtin().layouts
    html_opener, text_opener = HtmlOpener(), TextOpener()
    for name, printed, opener in (
        ("page", documents.html, html_opener), ("text", documents.stacked, text_opener),
    ):  # fmt: skip
        sources = [printed(seed) for seed in range(effort.documents)]

        def opened(data: bytes, opener: Any = opener) -> Any:
            return opener.open(Source.of(data), Limits())

        def detected(data: bytes, opened: Any = opened) -> object:
            return identify_document(opened(data), layouts)

        ways: dict[str, Work] = {
            "open": partial(each, opened, sources),
            "detect": partial(each, detected, sources),
            "parse": partial(each, govinfo_report.parse, sources),
        }
        taken = {w: t / len(sources) for w, t in medians(ways, rounds=effort.rounds).items()}
        spent = taken["detect"] - taken["open"]
        yield Row(f"{name}: detection by all layouts / parse", spent / taken["parse"], "x", 1,
                  detail=f"{ms(spent)} : {ms(taken['parse'])}")  # fmt: skip


def rejection(effort: Effort) -> Iterator[Row]:
    """Saying that a page is no report, against the bare tree."""
    pages = [documents.article(seed) for seed in range(effort.documents)]

    ways = {"tree": partial(each, tree, pages), "reject": partial(each, _reject, pages)}
    taken = medians(ways, rounds=effort.rounds)
    yield Row("page that is no report: rejection / lxml tree", taken["reject"] / taken["tree"],
              "x", 2, detail=f"{ms(taken['reject'] / len(pages))} : "
                             f"{ms(taken['tree'] / len(pages))}")  # fmt: skip


def _reject(data: bytes) -> None:
    try:
        govinfo_report.parse(data)
    except govinfo_report.GovInfoReportError:
        return
    raise AssertionError("a news item was taken for a report")


#: the statements whose cost is compared, each in a fresh interpreter
IMPORTS = {
    "nothing": "pass",
    "dependencies": "import attrs, regex, lxml.etree, pluggy",
    "package": "import govinfo_report",
    "verbs": "from govinfo_report import parse, validate",
}


def importing(effort: Effort) -> Iterator[Row]:
    """Importing the package, and its verbs, against importing the four core dependencies."""
    environment = os.environ | {
        "PYTHONPATH": str(Path(govinfo_report.__file__).parents[1]),
        "PYTHONDONTWRITEBYTECODE": "",
    }
    clock = _children if os.name == "posix" else time.perf_counter
    ways = {
        name: partial(subprocess.run, [sys.executable, "-c", code], env=environment, check=True)
        for name, code in IMPORTS.items()
    }
    taken = medians(ways, rounds=effort.starts, clock=clock)
    base = taken["dependencies"] - taken["nothing"]
    for name in ("package", "verbs"):
        own = taken[name] - taken["nothing"]
        yield Row(f"{IMPORTS[name]} / core dependencies", own / base, "x", 1.3,
                  detail=f"{ms(own)} : {ms(base)}, less the bare interpreter's "
                         f"{ms(taken['nothing'])}")  # fmt: skip


def _children() -> float:
    import resource  # not on Windows

    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def jobs(effort: Effort) -> Iterator[Row]:
    """Many files in two processes, against one."""
    count = effort.documents * 30
    with Folder(count) as paths:
        ways = {"serial": partial(_read, paths, 1), "two": partial(_read, paths, 2)}
        taken = medians(ways, rounds=max(3, effort.rounds // 3), clock=time.perf_counter)
    yield _faster("parse_many, jobs=2 / serial", count, taken)
    if importlib.util.find_spec("pyarrow") is None:
        return
    count = count * 5 // 2  # a second or so of start-up is not shared
    with Folder(count) as paths:
        ways = {"serial": partial(_command, paths, 1), "two": partial(_command, paths, 2)}
        taken = medians(ways, rounds=max(3, effort.rounds // 3), clock=time.perf_counter)
    yield _faster("parse --jobs 2 to Parquet / serial", count, taken)


def _faster(name: str, count: int, taken: dict[str, float]) -> Row:
    return Row(name, taken["serial"] / taken["two"], "x faster", 1.7, at_least=True,
               detail=f"{count} files, {taken['serial']:.2f} s : {taken['two']:.2f} s, "
                      f"{os.cpu_count()} processors")  # fmt: skip


def _command(paths: list[Path], count: int) -> None:
    folder = str(paths[0].parent)
    with tempfile.TemporaryDirectory() as other:
        words = ["parse", folder, "--jobs", str(count), "-o", os.path.join(other, "a.parquet")]
        subprocess.run(
            [sys.executable, "-m", "govinfo_report", *words], check=True, capture_output=True
        )


class Folder:
    """A folder of pages and texts, gone afterwards."""

    def __init__(self, count: int) -> None:
        self.count = count

    def __enter__(self) -> list[Path]:
        self.folder = tempfile.TemporaryDirectory()
        kinds = cycle((("html", documents.html), ("txt", documents.stacked)))
        paths = []
        for seed, (suffix, make) in zip(range(self.count), kinds, strict=False):
            path = Path(self.folder.name) / f"{seed:05}.{suffix}"
            path.write_bytes(make(seed))
            paths.append(path)
        return paths

    def __exit__(self, *_: object) -> None:
        self.folder.cleanup()


def _read(paths: list[Path], count: int) -> None:
    for result in govinfo_report.parse_many(paths, jobs=count):
        if result.report is None:
            raise AssertionError(result.error)


def growth(effort: Effort) -> Iterator[Row]:
    """How the cost grows with the size of a document and with the number of documents."""
    rounds = max(3, effort.rounds // 3)
    sizes = effort.sizes
    makers: dict[str, Callable[[int], bytes]] = {
        "page": lambda n: documents.html(0, more=documents.other_tables(n)),
        "text": lambda n: documents.stacked(0, more=documents.other_tables(n, text=True)),
    }
    for name, make in makers.items():
        ways = {str(n): partial(govinfo_report.parse, make(n)) for n in sizes}
        yield _growth(f"{name} with 1 to {sizes[-1]} other tables", sizes, ways, rounds)
    few = tuple(n for n in sizes if n <= 30)
    every = {str(n): partial(_all, documents.several(n)) for n in few}
    yield _growth(f"page with 1 to {few[-1]} reports", few, every, rounds, tail=1)
    counts = tuple(effort.documents * n for n in (1, 4, 16))
    with Folder(counts[-1]) as paths:
        reading = {str(n): partial(_read, paths[:n], 1) for n in counts}
        yield _growth(f"{counts[0]} to {counts[-1]} documents", counts, reading, rounds, tail=1)


def history(effort: Effort) -> Iterator[Row]:
    """How checking reports of two years against a common history grows with their number."""
    from govinfo_report.rules import History

    counts = (10, 100, 1000)
    base = govinfo_report.parse(documents.html(0))
    years = [
        [evolve(base, publisher=f"第{number}号机关", year=year) for number in range(counts[-1])]
        for year in (2022, 2023)
    ]

    def check(count: int) -> None:
        known = History.of(years[0][:count])
        for report in years[1][:count]:
            govinfo_report.validate(report, history=known)

    ways = {str(n): partial(check, n) for n in counts}
    yield _growth(f"{counts[0]} to {counts[-1]} reports checked with history", counts, ways,
                  min(3, effort.rounds), tail=1)  # fmt: skip


def _all(data: bytes) -> None:
    list(govinfo_report.parse_all(data))


def _growth(
    name: str,
    sizes: tuple[int, ...],
    ways: Mapping[str, Work],
    rounds: int,
    *,
    tail: int = 10,
) -> Row:
    """``tail``: sizes below it tell of what is paid once, not of growth."""
    taken = medians(ways, rounds=rounds)
    large = [n for n in sizes if n >= tail]
    power = exponent(large, [taken[str(n)] for n in large])
    detail = ", ".join(f"{n}: {ms(taken[str(n)])}" for n in sizes)
    return Row(f"{name}: exponent", power, "", 1.15, detail=detail)


def written(effort: Effort) -> Iterator[Row]:
    """Reports to Parquet and CSV: what memory does while their number grows tenfold."""
    yield from _written(max(500, effort.documents * 25))  # several batches


def written_large(effort: Effort) -> Iterator[Row]:
    """The same with a hundred thousand reports."""
    yield from _written(10_000)


def _written(few: int) -> Iterator[Row]:
    from benchmarks import tables

    for kind in ("parquet", "csv"):
        (_, less), (seconds, more) = (tables.measured(kind, n) for n in (few, few * 10))
        yield Row(f"{few * 10} reports to {kind}: peak of memory / that of {few}", more / less,
                  "x", 1.25, detail=f"{more:.0f} MB : {less:.0f} MB, "
                                    f"{ms(seconds / few / 10)} per report")  # fmt: skip


CASES: dict[str, Case] = {
    "page": page,
    "text": text,
    "validate": validation,
    "detect": detection,
    "reject": rejection,
    "import": importing,
    "jobs": jobs,
    "growth": growth,
    "history": history,
    **formats.CASES,
    "tables": written,
}
#: cases that take minutes, run when they are asked for
ON_REQUEST: dict[str, Case] = {"tables-large": written_large, "flat-large": formats.flat_large}

__all__ = ["CASES", "FULL", "ON_REQUEST", "QUICK", "Case", "Effort", "Row", "each", "ms", "tree"]
