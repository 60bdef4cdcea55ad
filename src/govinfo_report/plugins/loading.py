"""Finds and imports plugins, each under its own guard."""

from __future__ import annotations

import hashlib
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from govinfo_report.errors import UsageError
from govinfo_report.plugins.asking import CRASHES, ask, crash_text, requirement_problem
from govinfo_report.plugins.hookspecs import PROJECT
from govinfo_report.plugins.records import Plugin, Stage
from govinfo_report.plugins.requirements import KEY, of_distribution
from govinfo_report.plugins.tampering import watched

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint
    from types import ModuleType

BUILTIN = "govinfo-report"
_SHOWN = 5  # replaced names that a problem lists


def entry_points(*, group: str) -> Iterable[EntryPoint]:
    """The entry points of a group; ``importlib.metadata`` is slow to import."""
    from importlib import metadata

    return metadata.entry_points(group=group)


def builtin() -> Plugin:
    """The plugin that hands over everything of our own, through the hooks everybody uses."""
    from govinfo_report import __version__
    from govinfo_report.plugins import builtin as module

    return ask(Plugin(BUILTIN, BUILTIN, __version__, "builtin"), module)


def installed(allow: tuple[str, ...] | None) -> Iterator[Plugin]:
    """Plugins found by their entry point, by distribution, then by name.

    ``allow`` restricts them to these entry points or distributions; ``None`` is no restriction.
    """
    found = sorted(
        ((_distribution(point), point) for point in entry_points(group=PROJECT)),
        key=lambda pair: (_normal(pair[0][0]), pair[1].name, pair[1].value),
    )
    wanted = None if allow is None else {_normal(name) for name in allow}
    met: set[str] = set()
    for (distribution, version), point in found:
        names = {_normal(point.name), _normal(distribution)}
        if wanted is not None and not names & wanted:
            continue
        met |= names
        yield _loaded(Plugin(point.name, distribution, version, "installed"), point)
    for name in allow or ():
        if _normal(name) not in met:
            plugin = Plugin(name, "", "", "installed")
            yield attrs.evolve(
                plugin, problems=(plugin.problem(Stage.FIND, "no plugin of this name"),)
            )


def _loaded(plugin: Plugin, point: EntryPoint) -> Plugin:
    asked = partial(of_distribution, getattr(point.dist, "requires", None))
    if problem := requirement_problem(plugin, asked):
        return attrs.evolve(plugin, problems=(problem,))

    def load() -> Plugin:
        try:
            module = point.load()
        except CRASHES as error:
            problem = plugin.problem(Stage.IMPORT, crash_text(error))
            return attrs.evolve(plugin, problems=(problem,))
        return ask(plugin, module)

    return _untampered(load)


def _untampered(load: Callable[[], Plugin]) -> Plugin:
    """The plugin, or nothing of it when loading it replaced functions of the library."""
    with watched() as replaced:
        started = time.perf_counter()
        plugin = load()
        plugin = attrs.evolve(plugin, seconds=time.perf_counter() - started)
    if not replaced:
        return plugin
    problem = plugin.problem(Stage.TAMPER, f"replaced {', '.join(replaced[:_SHOWN])}")
    problems = (*plugin.problems, problem)
    return attrs.evolve(plugin, items=(), variants={}, problems=problems)


def _distribution(point: EntryPoint) -> tuple[str, str]:
    # the metadata of a distribution may be broken in ways that importlib does not foresee
    try:
        return (point.dist.name, point.dist.version) if point.dist else ("", "")
    except CRASHES:
        return "", ""


def _normal(name: str) -> str:
    return name.lower().replace("_", "-").replace(".", "-")


def given(module: object) -> Plugin:
    """A module or object handed over in code."""
    name = getattr(module, "__name__", None) or type(module).__name__
    return _untampered(lambda: ask(Plugin(str(name), "", "", "given"), module))


def from_path(path: Path) -> Iterator[Plugin]:
    """The plugin in a file or folder: ``.py``, a package, ``.toml``, or a folder of such files.

    Raises ``UsageError`` when there is nothing of the kind at ``path``.
    """
    if path.is_dir() and not (path / "__init__.py").is_file():
        files = sorted(p for p in path.iterdir() if p.suffix in (".py", ".toml") and p.is_file())
        if not files:
            raise UsageError(
                f"no plugin in folder {path}", zh=f"文件夹 {path} 中没有插件", path=str(path)
            )
        for file in files:
            yield from from_path(file)
    elif path.is_dir():
        yield _from_file(path / "__init__.py", path.name)
    elif path.is_file() and path.suffix == ".py":
        yield _from_file(path, path.name)
    elif path.is_file() and path.suffix == ".toml":
        yield _wordings(path)
    else:
        raise UsageError(
            f"{path} is no plugin: it must be a .py file, a package, a .toml file of label "
            "variants, or a folder of such files",
            zh=f"{path} 不是插件：应为 .py 文件、包、标签写法 .toml 文件，或含有这些文件的文件夹",
            path=str(path),
        )


def _from_file(path: Path, name: str) -> Plugin:
    plugin = Plugin(name, "", "", "given")
    try:
        data = path.read_bytes()
        # the version of a file is its content: the report says what it was read with
        plugin = attrs.evolve(plugin, version="sha256:" + hashlib.sha256(data).hexdigest()[:16])
    except OSError as error:
        return attrs.evolve(plugin, problems=(plugin.problem(Stage.IMPORT, crash_text(error)),))

    def load() -> Plugin:
        try:
            module = _import(path, data)
        except CRASHES as error:
            problem = plugin.problem(Stage.IMPORT, crash_text(error))
            return attrs.evolve(plugin, problems=(problem,))
        return ask(plugin, module)

    return _untampered(load)


def _import(path: Path, data: bytes) -> ModuleType:
    digest = hashlib.sha256(os.fsencode(path.resolve()) + b"\0" + data).hexdigest()[:16]
    name = f"_govinfo_report_plugin_{digest}"
    if name in sys.modules:
        return sys.modules[name]
    folder = [str(path.parent)] if path.name == "__init__.py" else None
    import importlib.util

    spec = importlib.util.spec_from_file_location(name, path, submodule_search_locations=folder)
    if spec is None or spec.loader is None:
        raise ImportError(f"cannot import {path}")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except BaseException:
        del sys.modules[name]
        raise
    return module


def _wordings(path: Path) -> Plugin:
    import tomllib

    plugin = Plugin(path.name, "", "", "given")
    try:
        data = path.read_bytes()
        plugin = attrs.evolve(plugin, version="sha256:" + hashlib.sha256(data).hexdigest()[:16])
        table: Any = tomllib.loads(data.decode("utf-8-sig"))
        asked = table.get(KEY, "")
        if not isinstance(asked, str):
            raise ValueError(f"{KEY} must be a text such as '>=0.2,<1'")
        if problem := requirement_problem(plugin, lambda: asked):
            return attrs.evolve(plugin, problems=(problem,))
        variants = table.get("variants")
        if not isinstance(variants, dict) or not variants:
            raise ValueError("no table [variants] with printed = prescribed label")
        for prescribed in variants.values():
            # an empty one is the label of a row that no form has
            if not isinstance(prescribed, str) or (prescribed and not _is_label(prescribed)):
                raise ValueError(f"{prescribed!r} is no label of the form")
    except CRASHES as error:
        return attrs.evolve(plugin, problems=(plugin.problem(Stage.IMPORT, crash_text(error)),))
    return attrs.evolve(plugin, variants=variants)


def _is_label(text: str) -> bool:
    from govinfo_report.model.forms import TABLES
    from govinfo_report.reading.labels import book

    return any(book(table).row(text) or book(table).head(text) for table in TABLES)
