"""How something public goes: announced with two releases' notice, by one function.

The policy is in ``docs/compatibility.md``.  What is deprecated keeps working, says so once per
calling line, and names the release that announced it, the one that removes it, and what to use
instead, in the warning and in its docstring.
"""

from __future__ import annotations

import functools
import sys
import warnings
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

_NOTICE = 2  # minor releases between announcing and removing, at least


class GovInfoReportDeprecationWarning(DeprecationWarning):
    """Something public that is going to be removed; ``since`` and ``removed_in`` are releases."""

    def __init__(self, message: str, since: str = "", removed_in: str = "") -> None:
        super().__init__(message)
        self.since = since
        self.removed_in = removed_in


def deprecated(
    *, since: str, removed_in: str, use: str, zh: str = ""
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Mark a function or method as deprecated.

    ``since`` is the release that announces it, ``removed_in`` the one in which it will be gone (two
    minor releases later, or in the next major one), ``use`` what to call instead, ``zh`` the same in
    Chinese for the docstring.  Raises ``ValueError`` for a shorter notice, or where the function
    has no docstring that could tell.
    """
    _check_notice(since, removed_in)

    def mark(function: Callable[P, R]) -> Callable[P, R]:
        if not function.__doc__:
            raise ValueError(f"{function.__qualname__} has no docstring")
        message = _message(f"{function.__qualname__}()", since, removed_in, use)

        @functools.wraps(function)
        def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
            warnings.warn(GovInfoReportDeprecationWarning(message, since, removed_in), stacklevel=2)
            return function(*args, **kwargs)

        also = f"  {zh}" if zh else ""
        wrapper.__doc__ = (
            f"{function.__doc__.rstrip()}\n\n.. deprecated:: {since}\n"
            f"   Removed in {removed_in}; use {use}.{also}\n"
        )
        wrapper.__deprecated_in__ = (since, removed_in)  # type: ignore[attr-defined]
        return wrapper

    return mark


def warn_deprecated(
    what: str, *, since: str, removed_in: str, use: str, stacklevel: int = 2
) -> None:
    """Warn about an argument, a name or a habit that is going; for what is no function.

    ``stacklevel`` 2 points at the caller of the function that calls this one.
    """
    _check_notice(since, removed_in)
    message = _message(what, since, removed_in, use)
    warnings.warn(
        GovInfoReportDeprecationWarning(message, since, removed_in), stacklevel=stacklevel + 1
    )


def moved(module: str, names: dict[str, tuple[str, str, str]]) -> Callable[[str], Any]:
    """A module's ``__getattr__`` for names that live elsewhere now.

    ``names`` maps an old name to the full new one, and the releases that announce and end it::

        __getattr__ = moved(__name__, {"Cell": ("govinfo_report.Figure", "0.3", "0.5")})
    """
    for _, since, removed_in in names.values():
        _check_notice(since, removed_in)

    def look_up(name: str) -> Any:
        if name not in names:
            raise AttributeError(f"module {module!r} has no attribute {name!r}")
        target, since, removed_in = names[name]
        home, _, attribute = target.rpartition(".")
        warn_deprecated(f"{module}.{name}", since=since, removed_in=removed_in, use=target)
        if home not in sys.modules:
            __import__(home)
        return getattr(sys.modules[home], attribute)

    return look_up


def _message(what: str, since: str, removed_in: str, use: str) -> str:
    return f"{what} is deprecated since {since} and will be removed in {removed_in}; use {use}"


def _check_notice(since: str, removed_in: str) -> None:
    old, new = _release(since), _release(removed_in)
    if not (new[0] > old[0] or (new[0] == old[0] == 0 and new[1] >= old[1] + _NOTICE)):
        raise ValueError(
            f"deprecated in {since}, it cannot be removed in {removed_in}: that takes {_NOTICE} "
            "minor releases, and from 1.0 on a major one"
        )


def _release(version: str) -> tuple[int, int]:
    parts = version.split(".")
    if len(parts) < 2 or not all(part and not part.strip("0123456789") for part in parts):
        raise ValueError(f"{version!r} is no release such as 0.3")
    return int(parts[0]), int(parts[1])
