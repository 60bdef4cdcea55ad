"""Sees when a plugin replaces functions or classes of the library, and puts them back.

Plugins run in our process, and nothing can keep them apart from it.  What can be had is that a
plugin which rebinds a function while it is imported or asked, by intent or by accident, is found,
named and undone: no figure is then read by code that nobody has checked.  What a plugin does later
goes unseen.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FunctionType
from typing import Any

#: what reads, checks and holds figures: loaded before any plugin, so that it can be compared
_TRUSTED = ("govinfo_report.reading.reader", "govinfo_report.rules")
_PREFIX = "govinfo_report."

_Kept = list[tuple[Any, str, str, Any]]


@contextmanager
def watched() -> Iterator[list[str]]:
    """Yields a list that holds, afterwards, the names of what was replaced inside."""
    for name in _TRUSTED:
        importlib.import_module(name)
    kept = list(_state())
    replaced: list[str] = []
    try:
        yield replaced
    finally:
        replaced += _undo(kept)


def _state() -> Iterator[tuple[Any, str, str, Any]]:
    """(owner, name of the owner, name, value) of every function and class, methods included."""
    for module_name, module in sorted(sys.modules.items()):
        if module is None or not module_name.startswith(_PREFIX):
            continue
        for name, value in list(vars(module).items()):
            if callable(value):
                yield module, module_name, name, value
            if isinstance(value, type) and value.__module__ == module_name:
                for inner, method in list(vars(value).items()):
                    if isinstance(method, FunctionType | property | classmethod | staticmethod):
                        yield value, f"{module_name}.{name}", inner, method


def _undo(kept: _Kept) -> list[str]:
    replaced = []
    missing = object()
    for owner, where, name, value in kept:
        if vars(owner).get(name, missing) is not value:
            replaced.append(f"{where}.{name}")
            setattr(owner, name, value)
    return replaced
