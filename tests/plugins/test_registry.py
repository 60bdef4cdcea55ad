"""Loading plugins: each under its own guard, in a total order, never the end of the program."""

from __future__ import annotations

import pickle
import types
import warnings
from collections.abc import Callable
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import pytest

from govinfo_report import Draft, Match, Registry, hookimpl
from govinfo_report.errors import PluginError, UsageError
from govinfo_report.plugins import loading, registry
from govinfo_report.plugins.records import PluginWarning, Stage

#: what is built in, in its order: documents, then containers of documents
OPENERS = ("html", "text", "docx", "xlsx", "pdf", "ofd", "xls", "doc", "rtf", "ocr",
           "zip", "mhtml", "eml", "warc")  # fmt: skip


class Quiet:
    """A layout that claims nothing."""

    def __init__(self, layout_id: str = "lake.quiet") -> None:
        self.id = layout_id
        self.variants: dict[str, str] = {}

    def detect(self, document: object) -> list[Match]:
        return []

    def parse(self, document: object, match: Match) -> Draft:
        return Draft()


def plugin(name: str, **hooks: Callable[..., Any]) -> types.ModuleType:
    """A plugin module with these hooks."""
    module = types.ModuleType(name)
    for hook, function in hooks.items():
        setattr(module, hook, hookimpl(function))
    return module


def layouts(*items: object) -> Callable[[], list[object]]:
    """A hook that hands over these objects."""
    return lambda: list(items)


class Installed:
    """Stands in for the entry points of installed distributions."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.points: list[tuple[str, str, object]] = []
        monkeypatch.delenv("GOVINFO_REPORT_PLUGINS", raising=False)
        monkeypatch.setattr(loading, "entry_points", self._points)
        monkeypatch.setattr(registry, "_installed", registry._installed.__wrapped__)

    def add(self, name: str, distribution: str, module: object) -> None:
        """An entry point; a module that is an exception is raised by its import."""
        self.points.append((name, distribution, module))

    def _points(self, group: str) -> list[object]:
        assert group == "govinfo_report"
        return [_Point(*point) for point in self.points]


class _Point:
    def __init__(self, name: str, distribution: str, module: object) -> None:
        self.name, self.value, self._module = name, f"{name}_module", module
        self.dist = types.SimpleNamespace(name=distribution, version="1.2")

    def load(self) -> object:
        if isinstance(self._module, BaseException):
            raise self._module
        return self._module


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> Installed:
    """Installed plugins of the test's choice."""
    return Installed(monkeypatch)


def ids(found: Registry) -> list[str]:
    """Ids of the layouts that are not built in."""
    own = {layout.id for layout in Registry.builtin().layouts}
    return [layout.id for layout in found.layouts if layout.id not in own]


def test_builtin_comes_through_the_hooks() -> None:
    """Our own openers, layouts, rules and writers are one plugin without problems."""
    found = Registry.builtin()
    (own,) = found.plugins
    assert own.origin == "builtin"
    assert not found.problems
    assert tuple(opener.id for opener in found.openers) == OPENERS
    assert {"table", "json", "jsonl", "csv"} <= {writer.format for writer in found.writers}
    assert "sections" in [layout.id for layout in found.layouts]
    assert "A101" in [rule.id for rule in found.rules]
    assert own.offers["opener"] == OPENERS


def test_of_holds_exactly_what_it_is_given() -> None:
    """Neither built-in nor installed plugins slip in."""
    found = Registry.of(plugin("lake", govinfo_layouts=layouts(Quiet())))
    assert [layout.id for layout in found.layouts] == ["lake.quiet"]
    assert not found.openers
    assert not found.rules
    assert Registry.of().layouts == ()


def test_with_plugin_returns_another_registry() -> None:
    """A registry never changes."""
    before = Registry.builtin()
    after = before.with_plugin(plugin("lake", govinfo_layouts=layouts(Quiet())))
    assert "lake.quiet" not in [layout.id for layout in before.layouts]
    assert [layout.id for layout in after.layouts][-1] == "lake.quiet"
    with pytest.raises(AttributeError):
        before.layouts = ()  # type: ignore[misc]


def test_order_is_by_distribution_then_name(installed: Installed) -> None:
    """The order in which distributions are found does not matter."""
    for name, distribution in [("b", "Zeta"), ("a", "zeta"), ("c", "alpha_x"), ("c", "alpha-w")]:
        module = plugin(name, govinfo_layouts=layouts(Quiet(f"{distribution.lower()}.{name}")))
        installed.add(name, distribution, module)
    expected = ["alpha-w.c", "alpha_x.c", "zeta.a", "zeta.b"]
    assert ids(Registry.installed()) == expected
    installed.points.reverse()
    assert ids(Registry.installed()) == expected


@pytest.mark.parametrize(
    ("allow", "expected"),
    [
        ("", []),
        ("one", ["one.x"]),
        ("two,one", ["one.x", "two.x"]),
        ("Dist_Two", ["two.x"]),
        (" one , ", ["one.x"]),
    ],
)
def test_the_allow_list(
    installed: Installed, monkeypatch: pytest.MonkeyPatch, allow: str, expected: list[str]
) -> None:
    """Names entry points or distributions; empty means none; a refused one is not imported."""
    installed.add("one", "dist-one", plugin("one", govinfo_layouts=layouts(Quiet("one.x"))))
    installed.add("two", "dist-two", plugin("two", govinfo_layouts=layouts(Quiet("two.x"))))
    installed.add("evil", "dist-evil", AssertionError("must not be imported"))
    monkeypatch.setenv("GOVINFO_REPORT_PLUGINS", allow)
    found = Registry.installed()
    assert ids(found) == expected
    assert not found.problems


def test_a_name_that_allows_nothing_is_a_problem(
    installed: Installed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A slip in the allow-list is not silent."""
    installed.add("lake", "dist", plugin("lake", govinfo_layouts=layouts(Quiet())))
    monkeypatch.setenv("GOVINFO_REPORT_PLUGINS", "lake,laek")
    with pytest.warns(PluginWarning):
        found = Registry.installed()
    assert ids(found) == ["lake.quiet"]
    assert [(p.name, p.stage) for p in found.problems] == [("laek", Stage.FIND)]


class Unprintable(Exception):
    """An exception whose text cannot be had."""

    def __str__(self) -> str:
        raise RuntimeError("no text")


def raising(error: BaseException) -> Callable[[], list[object]]:
    """A hook that raises."""

    def hook() -> list[object]:
        raise error

    return hook


def endless() -> Any:
    """A hook that never ends."""
    while True:
        yield Quiet()


BROKEN = {
    "import error": (ImportError("no module named pond"), Stage.IMPORT),
    "exit at import": (SystemExit(3), Stage.IMPORT),
    "unprintable": (Unprintable(), Stage.IMPORT),
    "recursion": (RecursionError(), Stage.IMPORT),
    "wrong signature": (plugin("p", govinfo_layouts=lambda document: []), Stage.REGISTER),
    "unknown hook": (plugin("p", govinfo_editions=layouts()), Stage.HOOK),
    "no hook": (types.ModuleType("p"), Stage.HOOK),
    "unmarked hook": (types.SimpleNamespace(govinfo_layouts=lambda: [Quiet()]), Stage.HOOK),
    "hook raises": (plugin("p", govinfo_layouts=raising(ZeroDivisionError())), Stage.HOOK),
    "hook exits": (plugin("p", govinfo_layouts=raising(SystemExit())), Stage.HOOK),
    "hook gives no list": (plugin("p", govinfo_layouts=lambda: 5), Stage.HOOK),
    "hook never ends": (plugin("p", govinfo_layouts=endless), Stage.HOOK),
    "a class": (plugin("p", govinfo_layouts=layouts(Quiet)), Stage.OBJECT),
    "no layout": (plugin("p", govinfo_layouts=layouts(object())), Stage.OBJECT),
    "bad id": (plugin("p", govinfo_layouts=layouts(Quiet("No Name"))), Stage.OBJECT),
    "no rule": (plugin("p", govinfo_rules=layouts("A101")), Stage.OBJECT),
    "a number": (5, Stage.HOOK),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_plugin_stops_nothing(installed: Installed, name: str) -> None:
    """It becomes a problem that names its owner; every other plugin is used."""
    module, stage = BROKEN[name]
    installed.add("a-good", "dist-a", plugin("good", govinfo_layouts=layouts(Quiet("good.a"))))
    installed.add("broken", "dist-b", module)
    installed.add("c-good", "dist-c", plugin("good", govinfo_layouts=layouts(Quiet("good.c"))))
    with pytest.warns(PluginWarning, match="broken"):
        found = Registry.installed()
    assert ids(found) == ["good.a", "good.c"]
    (problem,) = found.problems
    assert (problem.name, problem.distribution, problem.version) == ("broken", "dist-b", "1.2")
    assert problem.stage is stage
    assert "dist-b" in problem.text("en")
    assert problem.text("zh") != problem.text("en")
    assert pickle.loads(pickle.dumps(problem)) == problem


@pytest.mark.parametrize("name", BROKEN)
def test_strict_raises(installed: Installed, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Developers want the error at once."""
    installed.add("broken", "dist-b", BROKEN[name][0])
    monkeypatch.setenv("GOVINFO_REPORT_STRICT", "1")
    with pytest.raises(PluginError, match="broken"):
        Registry.installed()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PluginWarning)
        assert Registry.installed(strict=False).problems


def test_a_known_hook_beside_an_unknown_one_works() -> None:
    """A plugin for a newer library still offers what this one knows."""
    found = Registry.of(plugin("new", govinfo_layouts=layouts(Quiet()), govinfo_editions=layouts()))
    assert [layout.id for layout in found.layouts] == ["lake.quiet"]
    assert "newer version" in found.problems[0].error


def test_duplicate_ids_are_both_refused(installed: Installed) -> None:
    """Neither wins, both owners are named, and the rest of both is used."""
    for name in ("one", "two"):
        module = plugin(name, govinfo_layouts=layouts(Quiet("lake.same"), Quiet(f"lake.{name}")))
        installed.add(name, f"dist-{name}", module)
    with pytest.warns(PluginWarning):
        found = Registry.installed()
    assert ids(found) == ["lake.one", "lake.two"]
    assert [p.name for p in found.problems] == ["one", "two"]
    for problem in found.problems:
        assert problem.stage is Stage.DUPLICATE
        assert "dist-one" in problem.error
        assert "dist-two" in problem.error


def test_an_id_counts_within_its_kind() -> None:
    """A layout may be called like an opener."""
    found = Registry.builtin().with_plugin(plugin("p", govinfo_layouts=layouts(Quiet("html"))))
    assert not found.problems


class Shout:
    """A writer of a format that is taken."""

    id = "lake.shout"
    format = "json"

    def write(self, reports: object, target: object) -> None:
        """Nothing."""


def test_a_format_is_unique_too() -> None:
    """Two writers of one format refuse each other, whatever their ids."""
    found = Registry.builtin().with_plugin(plugin("p", govinfo_writers=layouts(Shout())))
    assert "json" not in [writer.format for writer in found.writers]
    assert all("'json'" in problem.error for problem in found.problems)
    assert len(found.problems) == 2


def test_the_first_use_warns_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The registry of installed plugins is made once per process."""
    monkeypatch.setattr(loading, "entry_points", lambda group: [_Point("x", "y", OSError("no"))])
    monkeypatch.setenv("GOVINFO_REPORT_PLUGINS", "x")
    registry._installed.cache_clear()
    with pytest.warns(PluginWarning):
        first = Registry.installed()
    assert Registry.installed() is first
    registry._installed.cache_clear()


PLUGIN_FILE = """
from govinfo_report import Draft, hookimpl

class Pond:
    id = "pond.file"
    variants = {}

    def detect(self, document):
        return []

    def parse(self, document, match):
        return Draft()

@hookimpl
def govinfo_layouts():
    return [Pond()]
"""


def test_a_file_serves_as_plugin(tmp_path: Path) -> None:
    """Its version is its content, so that a report says what it was read with."""
    path = tmp_path / "池塘 plugin.py"
    path.write_text(PLUGIN_FILE, encoding="utf-8")
    found = Registry.builtin().with_plugin(path)
    assert found.layouts[-1].id == "pond.file"
    assert found.versions()["池塘 plugin.py"].startswith("sha256:")
    assert not Registry.builtin().versions()
    path.write_text(PLUGIN_FILE.replace("pond.file", "pond.changed"), encoding="utf-8")
    assert Registry.builtin().with_plugin(str(path)).layouts[-1].id == "pond.changed"


def test_a_package_and_a_folder_of_files(tmp_path: Path) -> None:
    """A package may have modules of its own; a folder gives each of its files, by name."""
    package = tmp_path / "pond"
    package.mkdir()
    (package / "__init__.py").write_text("from .inner import govinfo_layouts\n", encoding="utf-8")
    (package / "inner.py").write_text(PLUGIN_FILE, encoding="utf-8")
    assert Registry.of(package).layouts[0].id == "pond.file"
    folder = tmp_path / "many"
    folder.mkdir()
    for name in ("b", "a"):
        text = PLUGIN_FILE.replace("pond.file", f"pond.{name}")
        (folder / f"{name}.py").write_text(text, encoding="utf-8")
    (folder / "notes.txt").write_text("not a plugin", encoding="utf-8")
    assert [layout.id for layout in Registry.of(folder).layouts] == ["pond.a", "pond.b"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("syntax.py", "def"),
        ("raises.py", "raise KeyError(5)"),
        ("exits.py", "import sys; sys.exit(4)"),
        ("nul.py", "x = '\0'"),
        ("latin.py", b"\xff\xfe\x00"),
        ("broken.toml", "[variants"),
        ("empty.toml", ""),
        ("number.toml", "[variants]\nx = 5\n"),
        ("unknown.toml", '[variants]\n"今年收到" = "没有这个标签"\n'),
        ("latin.toml", b"\xff\xfe"),
    ],
)
def test_a_broken_file_is_a_problem(tmp_path: Path, name: str, content: str | bytes) -> None:
    """The run goes on without it."""
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    found = Registry.builtin().with_plugin(path)
    (problem,) = found.problems
    assert (problem.name, problem.stage) == (name, Stage.IMPORT)
    assert found.layouts
    assert not found.versions()


def test_nothing_at_the_path_is_a_usage_error(tmp_path: Path) -> None:
    """The caller named it, so the caller is told."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "text.txt").write_text("x", encoding="utf-8")
    for name in ("absent.py", "folder", "text.txt"):
        with pytest.raises(UsageError):
            Registry.builtin().with_plugin(tmp_path / name)


def test_label_variants_need_no_python(tmp_path: Path) -> None:
    """They hold for every layout of the run, after the layout's own."""
    path = tmp_path / "lake.toml"
    path.write_text('[variants]\n"今年收到" = "本年新收政府信息公开申请数量"\n', encoding="utf-8")
    found = Registry.builtin().with_plugin(path)
    assert not found.problems
    assert all(
        layout.variants["今年收到"] == "本年新收政府信息公开申请数量" for layout in found.layouts
    )
    assert "lake.toml" in found.versions()


def test_contradicting_variants_are_both_refused(tmp_path: Path) -> None:
    """One wording cannot stand for two labels."""
    for name, label in (("a", "予以公开"), ("b", "部分公开")):
        (tmp_path / f"{name}.toml").write_text(f'[variants]\n"给了" = "{label}"\n', "utf-8")
    found = Registry.builtin().with_plugin(tmp_path)
    assert [p.name for p in found.problems] == ["a.toml", "b.toml"]
    assert not any("给了" in layout.variants for layout in found.layouts)


def test_unknown_ids_name_the_known_ones() -> None:
    """A wrong layout, opener or format is a usage error with the choice in it."""
    found = Registry.builtin()
    for call, known in ((found.layout, "sections"), (found.opener, "html"), (found.writer, "csv")):
        with pytest.raises(UsageError, match=known):
            call("pond")


def test_a_registry_travels_to_another_process(tmp_path: Path) -> None:
    """By the way it was made, so that plugins need not be picklable."""
    path = tmp_path / "pond.py"
    path.write_text(PLUGIN_FILE, encoding="utf-8")
    found = Registry.builtin().with_plugin(path)
    copy = pickle.loads(pickle.dumps(found))
    assert [layout.id for layout in copy.layouts] == [layout.id for layout in found.layouts]
    assert copy.plugins == found.plugins


def test_real_entry_points_are_understood(monkeypatch: pytest.MonkeyPatch) -> None:
    """An entry point without a distribution, and one whose module is absent."""
    points = [EntryPoint("gone", "no_such_module_here", "govinfo_report")]
    monkeypatch.setattr(loading, "entry_points", lambda group: points)
    (found,) = loading.installed(None)
    assert "no_such_module_here" in found.problems[0].error
