"""A dictionary that cannot be changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Never, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class FrozenDict(dict[K, V]):
    """A ``dict`` whose content is fixed: reading is as quick as ever, writing raises ``TypeError``.

    Nothing that was once read into a report may change under the hands of its user.
    """

    __slots__ = ()

    def _refuse(self, *args: Any, **kwargs: Any) -> Never:
        raise TypeError("the content of a report cannot be changed; copy it with dict()")

    __setitem__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse

    def __reduce__(self) -> tuple[Any, ...]:
        return (type(self), (dict(self),))


def freeze(value: Mapping[str, Any]) -> FrozenDict[str, Any]:
    """The mapping as a ``FrozenDict`` (itself, when it is one)."""
    return value if isinstance(value, FrozenDict) else FrozenDict(value)
