"""Patterns that are compiled when they are first used.

Compiling is most of what importing the package would otherwise cost, and no document needs every
pattern.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, AnyStr, cast

import regex

if TYPE_CHECKING:
    from collections.abc import Callable


class _Lazy:
    """Stands for a compiled pattern; its methods are looked up once and then kept."""

    def __init__(self, make: Callable[[], Any]) -> None:
        self._make = make

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        found = getattr(self._make(), name)
        setattr(self, name, found)
        return found


def lazy(pattern: AnyStr, flags: int = 0) -> regex.Pattern[AnyStr]:
    """A pattern of the ``regex`` module, compiled on first use.

    Has the methods and attributes of a compiled pattern, but cannot be given to functions that
    want one (``regex.sub(pattern, ...)``).
    """
    compiled: list[regex.Pattern[AnyStr]] = []

    def make() -> regex.Pattern[AnyStr]:
        if not compiled:
            compiled.append(regex.compile(pattern, flags))
        return compiled[0]

    return cast("regex.Pattern[AnyStr]", _Lazy(make))
