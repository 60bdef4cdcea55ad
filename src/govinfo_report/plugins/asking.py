"""Registers one plugin with a manager of its own and asks it what it offers.

One manager per plugin isolates plugins from one another: called together, the first exception
would end the call for everybody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

import attrs
import pluggy

from govinfo_report.plugins import hookspecs
from govinfo_report.plugins.records import HOOKS, Kind, Offer, Plugin, PluginProblem, Stage
from govinfo_report.plugins.requirements import of_module, unmet
from govinfo_report.text.lazy import lazy

#: what a plugin may raise without ending the program (``sys.exit`` at import included)
CRASHES = (Exception, SystemExit)
#: more objects than this from one hook are taken for an endless iterator
MOST_OBJECTS = 1000

_ID = lazy(r"[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?")
_METHODS: dict[Kind, tuple[str, ...]] = {
    Kind.OPENER: ("accepts", "open"),
    Kind.LAYOUT: ("detect", "parse"),
    Kind.RULE: (),
    Kind.WRITER: ("write",),
}


def crash_text(error: BaseException) -> str:
    """An exception in one line; never raises, whatever its ``__str__`` does."""
    try:
        text = " ".join(str(error).split())
    except CRASHES:
        text = ""
    return f"{type(error).__name__}: {text}" if text else type(error).__name__


def ask(plugin: Plugin, module: object) -> Plugin:
    """``plugin`` with everything its module or object hands over, and with its problems."""
    if problem := requirement_problem(plugin, lambda: of_module(module)):
        return attrs.evolve(plugin, problems=(problem,))
    manager = pluggy.PluginManager(hookspecs.PROJECT)
    manager.add_hookspecs(hookspecs)
    problems: list[PluginProblem] = []
    items: list[Offer] = []
    try:
        manager.register(module, plugin.name)
        callers = manager.get_hookcallers(module) or []
    except CRASHES as error:
        problems.append(plugin.problem(Stage.REGISTER, crash_text(error)))
        return attrs.evolve(plugin, problems=tuple(problems))
    names = {caller.name for caller in callers}
    for unknown in sorted(names - set(HOOKS)):
        problems.append(plugin.problem(Stage.HOOK, f"unknown hook {unknown}(); a newer version "
                                       "of the library may know it"))  # fmt: skip
    if not names:
        problems.append(plugin.problem(Stage.HOOK, "implements no hook (is @hookimpl missing?)"))
    for hook, kind in HOOKS.items():
        if hook not in names:
            continue
        try:
            offered = list(_offered(getattr(manager.hook, hook)()))
        except CRASHES as error:
            problems.append(plugin.problem(Stage.HOOK, f"{hook}() raised {crash_text(error)}"))
            continue
        for item in offered:
            if fault := fault_of(kind, item):
                problems.append(plugin.problem(Stage.OBJECT, f"{hook}(): {fault}"))
                continue
            try:
                items.append(_offer(kind, item))
            except CRASHES as error:
                problems.append(plugin.problem(Stage.OBJECT, f"{hook}(): {crash_text(error)}"))
    known = tuple(hook for hook in HOOKS if hook in names)
    return attrs.evolve(plugin, items=tuple(items), problems=tuple(problems), hooks=known)


def requirement_problem(plugin: Plugin, asked: Callable[[], str]) -> PluginProblem | None:
    """The problem of a plugin that asks for another release of the library than this one."""
    from govinfo_report import __version__

    try:
        wanted = asked()
        if not unmet(wanted, __version__):
            return None
    except CRASHES as error:
        return plugin.problem(Stage.REQUIRES, crash_text(error))
    return plugin.problem(Stage.REQUIRES, f"needs govinfo-report {wanted}, this is {__version__}")


def _offer(kind: Kind, item: Any) -> Offer:
    return Offer(kind, item, str(item.id), str(item.format) if kind is Kind.WRITER else "")


def _offered(results: list[Any]) -> Iterator[Any]:
    for result in results:
        for count, item in enumerate(islice(iter(result), MOST_OBJECTS + 1)):
            if count == MOST_OBJECTS:
                raise ValueError(f"more than {MOST_OBJECTS} objects")
            yield item


def fault_of(kind: Kind, item: Any) -> str:
    """What an offered object lacks of its protocol; empty when nothing."""
    name = type(item).__name__
    try:
        if isinstance(item, type):
            return f"{item.__name__} is a class; hand over an object"
        if kind is Kind.RULE:
            from govinfo_report.rules import Rule

            return "" if isinstance(item, Rule) else f"{name} is not a Rule"
        if not isinstance(item.id, str) or not _ID.fullmatch(item.id):
            return f"{name}.id must be a dotted lower-case name, not {item.id!r}"
        for method in _METHODS[kind]:
            if not callable(getattr(item, method, None)):
                return f"{name} has no method {method}()"
        if kind is Kind.LAYOUT and not _is_wordings(item.variants):
            return f"{name}.variants must map printed labels to labels of the form"
        if kind is Kind.WRITER and not (isinstance(item.format, str) and item.format):
            return f"{name}.format must be a name"
    except CRASHES as error:
        return f"{name}: {crash_text(error)}"
    return ""


def _is_wordings(value: Any) -> bool:
    return isinstance(value, dict) and all(
        isinstance(text, str) for pair in value.items() for text in pair
    )
