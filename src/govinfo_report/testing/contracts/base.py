"""What all contracts share: opting out of an item with a reason, and a registry to read with."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, ClassVar, TypeVar

import pytest

from govinfo_report.plugins.asking import fault_of
from govinfo_report.plugins.hookspecs import hookimpl
from govinfo_report.plugins.records import Kind
from govinfo_report.plugins.registry import Registry

T = TypeVar("T")

_PREFIX = "test_"
_SHORTEST_REASON = 10  # characters


class Contract:
    """A suite of items (methods ``test_…``).

    ``limits`` maps the name of an item, without ``test_``, to the reason why it does not hold
    for this object; pytest shows the item as skipped, with that reason.  ``plugin`` is the module
    of the plugin; set it when the object needs what else the plugin offers (a layout whose
    pages only an opener of the same plugin can open).
    """

    limits: ClassVar[Mapping[str, str]] = {}
    plugin: ClassVar[Any] = None
    _once: ClassVar[dict[str, Any]] = {}

    @classmethod
    def once(cls, name: str, make: Callable[[], T]) -> T:
        """What ``make`` gives, made once for the whole suite of a class."""
        kept: dict[str, Any] = cls.__dict__.get("_once") or {}
        if name not in kept:
            kept[name] = make()
            cls._once = kept
        made: T = kept[name]
        return made

    @pytest.fixture(autouse=True)
    def opted_out(self, request: pytest.FixtureRequest) -> None:
        """Skip the item when ``limits`` names it."""
        reason = self.limits.get(request.function.__name__.removeprefix(_PREFIX))
        if reason:
            pytest.skip(reason)

    def test_opting_out_needs_a_reason(self) -> None:
        """Every key of ``limits`` is an item of the suite, and says why in words."""
        items = {name.removeprefix(_PREFIX) for name in dir(self) if name.startswith(_PREFIX)}
        unknown = sorted(set(self.limits) - items)
        assert not unknown, f"limits names no item of this suite: {unknown}; items: {sorted(items)}"
        silent = [name for name, why in self.limits.items() if len(why.strip()) < _SHORTEST_REASON]
        assert not silent, f"limits gives no reason for {silent}"


def own(registry: Registry, kind: Kind, item: Any) -> bool:
    """Whether the object is one that the library brings along."""
    kept: Sequence[Any] = getattr(registry, f"{kind.value}s")
    inner = [getattr(one, f"_{kind.value}", one) for one in kept]
    return any(type(one) is type(item) and one.id == item.id for one in inner)


def registry_for(kind: Kind, item: Any, plugin: Any = None) -> Registry:
    """The built-in objects and this one, or the whole of its plugin."""
    builtin = Registry.builtin()
    if plugin is not None:
        return builtin.with_plugin(plugin)
    return builtin if own(builtin, kind, item) else builtin.with_plugin(offering(kind, item))


def offering(kind: Kind, *items: Any) -> object:
    """A plugin that hands over these objects and nothing else."""

    def hand_over(self: object) -> Iterator[Any]:
        return iter(items)

    name = f"govinfo_{kind.value}s"
    hand_over.__name__ = name
    return type("Contract", (), {name: hookimpl(hand_over)})()


def check_id(kind: Kind, item: Any, registry: Registry) -> None:
    """The form of an object, of its id, and that nobody else has the id."""
    fault = fault_of(kind, item)
    assert not fault, fault
    problems = [problem.text() for problem in registry.problems]
    assert not problems, "; ".join(problems)
    if not own(Registry.builtin(), kind, item) and kind is not Kind.RULE:
        assert "." in item.id, (
            f"{item.id!r} is not dotted: begin it with a name of your own, such as "
            f"'county.{item.id}', so that no other plugin can have the same"
        )
