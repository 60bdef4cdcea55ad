"""The optional libraries of data analysis, imported where they are used."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from itertools import chain, islice
from typing import Any, TypeVar

from govinfo_report.errors import MissingExtraError

T = TypeVar("T")

#: what brings each library: an extra, or the library itself
_INSTALL = {"pyarrow": "govinfo-report[frames]", "pandas": "govinfo-report[pandas]",
            "vl_convert": "govinfo-report[plot]", "altair": "govinfo-report[plot]"}  # fmt: skip


def library(name: str) -> Any:
    """The module of this name; ``MissingExtraError`` names the line that installs it."""
    try:
        return import_module(name)
    except ImportError as error:
        raise _missing(name) from error


def needed(*names: str) -> None:
    """``MissingExtraError`` for a library that is not installed; none is imported."""
    for name in names:
        found = sys.modules[name] if name in sys.modules else find_spec(name)
        if found is None:
            raise _missing(name)


def started(items: Iterator[T]) -> Iterator[T]:
    """The same items, the first of them made now.

    Where they come from several processes, these are forked before a library with threads of its
    own is imported.  After that they would have to be spawned: everything is imported again, and
    a script needs a guard.
    """
    return chain(list(islice(items, 1)), items)


def arrow() -> Any:
    """``pyarrow``, in which every table is made."""
    return library("pyarrow")


def _missing(name: str) -> MissingExtraError:
    line = f"pip install '{_INSTALL.get(name, name)}'"
    return MissingExtraError(
        f"This needs {name}, which is not installed.",
        zh=f"此功能需要 {name}，尚未安装。",
        hint=f"Install it with: {line}",
        hint_zh=f"安装命令：{line}",
        module=name,
    )
