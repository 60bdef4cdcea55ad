"""Cases as tests of pytest: one per figure and fact, so that a failure names what it is about."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from govinfo_report.errors import UsageError
from govinfo_report.plugins.registry import Registry
from govinfo_report.testing import cases as kept
from govinfo_report.testing.recording import record

_FIGURE = "figures."
_NOTHING = object()
_REGISTRY = pytest.StashKey[Registry]()


class CaseFailure(Exception):
    """A case that does not hold; shown without a traceback."""


class CaseFile(pytest.File):
    """The ``case.toml`` of one case."""

    _read: Any = None

    def collect(self) -> Iterator[CaseItem]:
        """Whether the case is whole, then one item per fact and figure that is expected."""
        case = kept.load_case(self.path.parent)
        yield CaseItem.from_parent(self, name="recorded", case=case, item="")
        for item in case.expected or ():
            name = item.removeprefix(_FIGURE)
            yield CaseItem.from_parent(self, name=name, case=case, item=item)

    def read(self, case: kept.Case) -> kept.Items:
        """What is read from the input; read once for all items."""
        if self._read is None:
            self._read = kept.outcome(case, registry_of(self.config))
        found: kept.Items = self._read
        return found


class CaseItem(pytest.Item):
    """One figure or fact of a case; or, without a name, whether the case is whole."""

    def __init__(self, *, case: kept.Case, item: str, **options: Any) -> None:
        super().__init__(**options)
        self.case = case
        self.item = item

    def runtest(self) -> None:
        """Fail when what is read is not what is expected."""
        assert isinstance(self.parent, CaseFile)
        fault = self.case.input_fault()
        update = self.config.getoption("--govinfo-update")
        if fault and (self.item or not update):
            raise CaseFailure(fault)
        read = self.parent.read(self.case)
        if self.item:
            self._compare(read)
        else:
            self._whole(read, update)

    def _compare(self, read: kept.Items) -> None:
        assert self.case.expected is not None
        expected = self.case.expected[self.item]
        found = read.get(self.item, _NOTHING)
        if found is _NOTHING or found != expected:
            shown = None if found is _NOTHING else found
            raise CaseFailure(kept.tell((self.item, expected, shown)))

    def _whole(self, read: kept.Items, update: bool) -> None:
        expected = self.case.expected
        if update and (expected is None or any(kept.differences(expected, read))):
            record(self.case, read)
            raise CaseFailure("recorded what is read now; look at the changes and run again")
        if expected is None:
            raise CaseFailure(
                f"nothing is expected: there is neither {kept.EXPECTED} nor {kept.ERROR}; "
                "look at what `govinfo-report case rerun` shows, then run with --govinfo-update"
            )
        more = [name for name in read if name not in expected]
        if more:
            names = ", ".join(name.removeprefix(_FIGURE) for name in more[:5])
            raise CaseFailure(f"{len(more)} more read than expected: {names}")

    def repr_failure(self, excinfo: Any, style: Any = None) -> Any:
        """The case and its figure, without a traceback."""
        if isinstance(excinfo.value, CaseFailure | UsageError):
            return f"{self.case.id}: {excinfo.value}"
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Where the case is, and which figure."""
        return self.path, 0, f"{self.case.id}: {self.name}"


def registry_of(config: pytest.Config) -> Registry:
    """The plugins that the setting ``govinfo_plugins`` names, besides the built-in ones."""
    if _REGISTRY not in config.stash:
        names = tuple(config.getini("govinfo_plugins"))
        config.stash[_REGISTRY] = _registry(names, config.rootpath)
    return config.stash[_REGISTRY]


def _registry(names: tuple[str, ...], root: Path) -> Registry:
    if names == ("installed",):
        return Registry.installed()
    registry = Registry.builtin()
    for name in names:
        if name != "builtin":
            path = root / name
            registry = registry.with_plugin(path if path.exists() else import_module(name))
    if registry.problems:
        raise CaseFailure("; ".join(problem.text() for problem in registry.problems))
    return registry
