"""Everything that can open, read, check and write: frozen, in a total order.

Order: what is built in, then installed plugins by distribution and entry point, then plugins
given for the run in the order given; within a plugin, the order in which it hands objects over.
Ids are unique per kind.  When two objects share one, both are refused: which of them would win
must not depend on an order that nobody looks at.
"""

from __future__ import annotations

import importlib
import os
import sys
import warnings
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any, Protocol, TypeVar

import attrs
from attrs import field, frozen

from govinfo_report.display import ROWS, Card, Displayed, Tile, number
from govinfo_report.documents.opener import Opener
from govinfo_report.errors import PluginError, UsageError
from govinfo_report.plugins import loading
from govinfo_report.plugins.asking import CRASHES, crash_text
from govinfo_report.plugins.guards import GuardedLayout, GuardedOpener, GuardedWriter
from govinfo_report.plugins.records import Kind, Offer, Plugin, PluginProblem, PluginWarning, Stage
from govinfo_report.reading.draft import Layout
from govinfo_report.rules import Rule

#: names the plugins to load, separated by commas; empty means none
ALLOW_VARIABLE = "GOVINFO_REPORT_PLUGINS"
#: ``1`` turns every problem of a plugin into a ``PluginError``
STRICT_VARIABLE = "GOVINFO_REPORT_STRICT"

#: a step of building a registry: how to load some plugins again, also in another process
Step = tuple[Any, ...]


class _Named(Protocol):
    @property
    def id(self) -> str: ...


T = TypeVar("T", bound=_Named)


@frozen(repr=False)
class Registry(Displayed):
    """The openers, layouts, rules and writers of one run.

    Made by ``builtin``, ``of`` or ``installed``; never changed: ``with_plugin`` returns another.
    ``problems`` says what could not be used and why.
    """

    plugins: tuple[Plugin, ...]
    openers: tuple[Opener, ...] = field(repr=False)
    layouts: tuple[Layout, ...] = field(repr=False)
    rules: tuple[Rule, ...] = field(repr=False)
    writers: tuple[GuardedWriter, ...] = field(repr=False)
    problems: tuple[PluginProblem, ...] = field(repr=False)
    _steps: tuple[Step, ...] = field(repr=False, eq=False)

    def _card_(self) -> Card:
        rows = [
            (Tile(p.name, "label", p.origin), Tile(p.version),
             number(sum(map(len, p.offers.values()))), number(len(p.problems)))
            for p in self.plugins[:ROWS]
        ]  # fmt: skip
        facts = tuple(f"{len(getattr(self, kind))} {kind}"
                      for kind in ("openers", "layouts", "rules", "writers", "problems"))  # fmt: skip
        notes = tuple(problem.text() for problem in self.problems)
        heads = ("plugin", "version", "offers", "problems")
        return Card("Registry", facts, heads, rows, max(0, len(self.plugins) - ROWS), notes)

    @classmethod
    def builtin(cls) -> Registry:
        """What the library brings along, and nothing else; loaded on first need and kept."""
        return _builtin()

    @classmethod
    def of(cls, *plugins: object) -> Registry:
        """Exactly these plugins: modules or objects with hooks, or paths of plugin files."""
        return _from_steps(tuple(_step(plugin) for plugin in plugins))

    @classmethod
    def installed(cls, *, strict: bool | None = None) -> Registry:
        """Built-in and installed plugins; the default of every function that takes a registry.

        ``GOVINFO_REPORT_PLUGINS`` restricts the installed ones (empty means none).  Loaded on
        first need and kept; the first use warns once when something could not be used.  With
        ``strict``, or ``GOVINFO_REPORT_STRICT=1``, raises ``PluginError`` instead.
        """
        allow = os.environ.get(ALLOW_VARIABLE)
        names = None if allow is None else tuple(n.strip() for n in allow.split(",") if n.strip())
        if strict is None:
            strict = os.environ.get(STRICT_VARIABLE) == "1"
        return _installed(names, strict)

    @property
    def only_builtin(self) -> bool:
        """Whether nothing but what the library brings along is in use."""
        return all(plugin.origin == "builtin" for plugin in self.plugins)

    def with_plugin(self, plugin: object, *, strict: bool | None = None) -> Registry:
        """This registry and one more plugin: a module or object with hooks, or a path.

        Raises ``UsageError`` when there is no plugin at the path; with ``strict``, or
        ``GOVINFO_REPORT_STRICT=1``, ``PluginError`` for a problem that is new.
        """
        made = _from_steps((*self._steps, _step(plugin)))
        if strict is None:
            strict = os.environ.get(STRICT_VARIABLE) == "1"
        if strict:
            _raise_for([problem for problem in made.problems if problem not in self.problems])
        return made

    def opener(self, opener_id: str) -> Opener:
        """The opener with this id; ``UsageError`` when there is none."""
        return _get(self.openers, opener_id, "opener", "打开器")

    def layout(self, layout_id: str) -> Layout:
        """The layout with this id; ``UsageError`` when there is none."""
        return _get(self.layouts, layout_id, "layout", "版式")

    def writer(self, format_name: str) -> GuardedWriter:
        """The writer of this format; ``UsageError`` when there is none."""
        for writer in self.writers:
            if writer.format == format_name:
                return writer
        known = ", ".join(writer.format for writer in self.writers)
        raise UsageError(
            f"no writer of format {format_name!r}; known: {known}",
            zh=f"没有 {format_name!r} 格式；可用：{known}", format=format_name,
        )  # fmt: skip

    def versions(self) -> dict[str, str]:
        """Version by distribution (or name) of the plugins in use that are not built in."""
        return {
            plugin.distribution or plugin.name: plugin.version
            for plugin in self.plugins
            if plugin.origin != "builtin" and (any(plugin.offers.values()) or plugin.variants)
        }

    def __reduce__(self) -> tuple[Any, ...]:
        return _from_steps, (self._steps,)


def _get(items: tuple[T, ...], item_id: str, what: str, what_zh: str) -> T:
    for item in items:
        if item.id == item_id:
            return item
    known = ", ".join(item.id for item in items)
    raise UsageError(
        f"no {what} {item_id!r}; known: {known}",
        zh=f"没有{what_zh} {item_id!r}；可用：{known}", id=item_id,
    )  # fmt: skip


@lru_cache(maxsize=1)
def _builtin() -> Registry:
    return _from_steps((("builtin",),))


@lru_cache(maxsize=8)
def _installed(allow: tuple[str, ...] | None, strict: bool) -> Registry:
    registry = _from_steps((("builtin",), ("installed", allow)))
    if strict:
        _raise_for(registry.problems)
    if registry.problems:
        count = len(registry.problems)
        warnings.warn(
            f"{count} problem{'s' if count > 1 else ''} with plugins, first: "
            f"{registry.problems[0].text()} (govinfo-report plugins lists all)",
            PluginWarning,
            stacklevel=3,
        )
    return registry


def _raise_for(problems: Sequence[PluginProblem]) -> None:
    if problems:
        texts = "; ".join(problem.text() for problem in problems)
        texts_zh = "；".join(problem.text("zh") for problem in problems)
        raise PluginError(
            f"a plugin could not be used: {texts}", zh=f"有插件无法使用：{texts_zh}",
            problems=tuple(problems),
        )  # fmt: skip


def _step(plugin: object) -> Step:
    if isinstance(plugin, str | os.PathLike):
        return ("path", os.path.abspath(os.fspath(plugin)))
    if isinstance(plugin, ModuleType) and sys.modules.get(plugin.__name__) is plugin:
        return ("module", plugin.__name__)
    return ("object", plugin)


def _load(step: Step) -> tuple[Plugin, ...]:
    match step:
        case ("builtin",):
            return (loading.builtin(),)
        case ("installed", allow):
            return tuple(loading.installed(allow))
        case ("path", path):
            return tuple(loading.from_path(Path(path)))
        case ("module", name):
            return (loading.given(importlib.import_module(name)),)
        case _:
            return (loading.given(step[1]),)


def _from_steps(steps: tuple[Step, ...]) -> Registry:
    plugins, clashes = _without_clashes([plugin for step in steps for plugin in _load(step)])
    wordings, contradictions = _wordings(plugins)
    openers: list[Opener] = []
    layouts: list[Layout] = []
    rules: list[Rule] = []
    writers: list[GuardedWriter] = []
    unusable: list[PluginProblem] = []
    for plugin in plugins:
        for offer in plugin.items:
            try:
                if offer.kind is Kind.OPENER:
                    openers.append(GuardedOpener(offer.item, plugin))
                elif offer.kind is Kind.LAYOUT:
                    layouts.append(GuardedLayout(offer.item, plugin, wordings))
                elif offer.kind is Kind.RULE:
                    rules.append(offer.item)
                else:
                    writers.append(GuardedWriter(offer.item, plugin))
            except CRASHES as error:  # an id or a dictionary that answers once and then raises
                fault = f"{offer.kind} {offer.id}: {crash_text(error)}"
                unusable.append(plugin.problem(Stage.OBJECT, fault))
    own = [problem for plugin in plugins for problem in plugin.problems]
    checking = (writer.with_rules(rules) for writer in writers)
    return Registry(
        tuple(plugins), tuple(openers), tuple(layouts), tuple(rules), tuple(checking),
        (*own, *clashes, *contradictions, *unusable), steps,
    )  # fmt: skip


def _keys(offer: Offer) -> tuple[tuple[str, str], ...]:
    name = (offer.kind.value, offer.id)
    return (name, ("format", offer.format)) if offer.kind is Kind.WRITER else (name,)


def _without_clashes(plugins: list[Plugin]) -> tuple[list[Plugin], list[PluginProblem]]:
    owners: dict[tuple[str, str], list[Plugin]] = {}
    for plugin in plugins:
        for offer in plugin.items:
            for key in _keys(offer):
                owners.setdefault(key, []).append(plugin)
    taken = {key for key, those in owners.items() if len(those) > 1}
    problems = [
        plugin.problem(
            Stage.DUPLICATE,
            f"{key[0]} {key[1]!r} is offered by " + " and by ".join(p.owner for p in owners[key]),
        )
        for key in sorted(taken)
        for plugin in dict.fromkeys(owners[key])
    ]
    kept = []
    for plugin in plugins:
        items = tuple(offer for offer in plugin.items if not taken & set(_keys(offer)))
        offers: dict[str, list[str]] = {}
        for offer in items:
            offers.setdefault(offer.kind.value, []).append(offer.id)
        kept.append(
            attrs.evolve(plugin, items=items, offers={k: tuple(v) for k, v in offers.items()})
        )
    return kept, problems


def _wordings(plugins: list[Plugin]) -> tuple[dict[str, str], list[PluginProblem]]:
    """Label variants given without Python; two meanings of one wording refuse each other."""
    meanings: dict[str, dict[str, Plugin]] = {}
    for plugin in plugins:
        for printed, prescribed in plugin.variants.items():
            meanings.setdefault(printed, {}).setdefault(prescribed, plugin)
    problems = [
        plugin.problem(Stage.DUPLICATE, f"label {printed!r} stands for " + " and for ".join(those))
        for printed, those in meanings.items()
        if len(those) > 1
        for plugin in those.values()
    ]
    clear: Mapping[str, dict[str, Plugin]] = {p: m for p, m in meanings.items() if len(m) == 1}
    return {printed: next(iter(those)) for printed, those in clear.items()}, problems
