"""A bar that shows how far a long run is: in a notebook, on a terminal, or by the caller's own means.

Whatever it needs and does not find is silently left out: no run fails for want of a bar.
"""

from __future__ import annotations

import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any, TypeAlias

#: ``True`` for a bar, a function that is told (done, total or ``None``), or nothing
Progress: TypeAlias = bool | Callable[[int, int | None], object] | None


@contextmanager
def counting(progress: Progress, total: int | None) -> Iterator[Callable[[], None]]:
    """Gives a function to call after every document."""
    if not progress:
        yield lambda: None
    elif callable(progress):
        yield _told(progress, total)
    elif (bar := _notebook_bar(total)) is not None:
        try:
            yield bar.update
        finally:
            bar.close()
    else:
        with _terminal_bar(total) as advance:
            yield advance


def _told(tell: Callable[[int, int | None], object], total: int | None) -> Callable[[], None]:
    done = 0

    def advance() -> None:
        nonlocal done
        done += 1
        # a container turns out to hold several documents: then nobody knows how many there are
        tell(done, total if total is not None and done <= total else None)

    return advance


def _notebook_bar(total: int | None) -> Any:
    """The bar of ``tqdm`` where a notebook runs us and it is installed."""
    interactive = sys.modules.get("IPython")
    shell = interactive.get_ipython() if interactive is not None else None
    if type(shell).__name__ != "ZMQInteractiveShell":
        return None
    try:
        with warnings.catch_warnings():  # without widgets it draws with characters
            warnings.simplefilter("ignore")
            return import_module("tqdm.auto").tqdm(total=total)
    except ImportError:
        return None


@contextmanager
def _terminal_bar(total: int | None) -> Iterator[Callable[[], None]]:
    """The bar of ``rich`` where a person looks at standard error and it is installed."""
    try:
        looked_at = sys.stderr is not None and sys.stderr.isatty()
        rich, console = import_module("rich.progress"), import_module("rich.console")
    except (ImportError, ValueError):
        looked_at = False
    if not looked_at:
        yield lambda: None
        return
    columns = (rich.BarColumn(), rich.MofNCompleteColumn(), rich.TimeElapsedColumn())
    with rich.Progress(*columns, console=console.Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total)
        yield lambda: bar.advance(task)
