"""The same work in several processes: order, lost workers, constant memory."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import govinfo_report
from govinfo_report.plugins import workers

SOURCE = Path(govinfo_report.__file__).parents[1]


def square(item: int) -> object:
    """Work that kills its process, or gives what cannot travel, for some items."""
    if item == 13:
        os.kill(os.getpid(), signal.SIGKILL)
    if item == 17:
        return lambda: item  # no pickle of a lambda
    return item * item


def died(item: int, reason: str) -> object:
    """What stands in for a lost item."""
    return (item, reason)


@pytest.mark.parametrize("jobs", [1, 2, 3])
@pytest.mark.parametrize("count", [0, 1, 5, 100])
def test_results_come_in_order(jobs: int, count: int) -> None:
    """Whatever the number of processes, the answers are those of a plain loop."""
    items = list(range(100, 100 + count))
    assert list(workers.run(square, items, jobs, died)) == [i * i for i in items]


def test_a_killed_worker_loses_one_item() -> None:
    """The document that kills its reader is named; its neighbours are read."""
    found = list(workers.run(square, range(40), 2, died))
    expected: list[object] = [i * i for i in range(40)]
    expected[13] = (13, "the process reading it was killed")
    expected[17] = (17, "the result cannot leave its process")
    assert found == expected


class Gathering:
    """Work that is cheaper for several items at once."""

    def __init__(self) -> None:
        self.seen: list[list[int]] = []

    def __call__(self, item: int) -> object:
        return item, [item in group for group in self.seen]

    def gathers(self, item: int) -> bool:
        """Not worth while for the first ones."""
        return item >= 3

    def ahead(self, items: list[int]) -> None:
        """Called before the items themselves."""
        self.seen.append(list(items))


@pytest.mark.parametrize("jobs", [1, 2])
def test_items_that_are_worked_on_together(jobs: int) -> None:
    """What is shared is done before the first of them; the order stays."""
    work = Gathering()
    found = list(workers.run(work, range(40), jobs, died))
    assert [answer[0] for answer in found] == list(range(40))  # type: ignore[index]
    if jobs == 1:
        assert work.seen == [list(range(3, 19)), list(range(19, 35)), list(range(35, 40))]
    ahead = [item for item, groups in found if any(groups)]  # type: ignore[misc]
    assert len(ahead) >= 30


def test_input_is_taken_as_it_is_needed() -> None:
    """Memory does not grow with the number of documents: few are taken ahead of the answers."""
    taken = 0

    def endless() -> Iterator[int]:
        nonlocal taken
        while True:
            taken += 1
            yield 100 + taken

    answers = workers.run(square, endless(), 2, died)
    for _ in range(300):
        next(answers)
    assert taken <= 300 + 2 * workers.AHEAD * workers.CHUNK + workers.CHUNK
    answers.close()  # type: ignore[attr-defined]


SCRIPT = """
import sys
from govinfo_report.plugins import workers

def work(item):
    return item + 1

def died(item, reason):
    return reason

print(list(workers.run(work, range(5), 2, died)))
"""


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_an_unguarded_script_works(tmp_path: Path, method: str) -> None:
    """Forked, a script needs no guard; spawned, the work is done in one process, with a word."""
    script = tmp_path / "script.py"
    head = "" if method == "fork" else (
        "import multiprocessing\n"
        "from govinfo_report.plugins import workers\n"
        "workers._context = lambda: multiprocessing.get_context('spawn')\n"
    )  # fmt: skip
    script.write_text(head + SCRIPT, encoding="utf-8")
    run = subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, check=False, timeout=120,
        env=os.environ | {"PYTHONPATH": str(SOURCE)},
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    assert run.stdout.splitlines()[-1] == "[1, 2, 3, 4, 5]"
    if method == "spawn":
        assert "one job" in run.stderr
