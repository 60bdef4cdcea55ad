"""The plugin of pytest that collects case folders; loaded at the start of every pytest run.

A module of its own beside the package, so that having it installed imports nothing of
``govinfo_report``: whoever measures coverage of the package sees all its imports.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest

_OPTION = "govinfo_plugins"


def pytest_addoption(parser: pytest.Parser) -> None:
    """The option ``--govinfo-update`` and the setting ``govinfo_plugins``."""
    parser.getgroup("govinfo-report").addoption(
        "--govinfo-update", action="store_true",
        help="record what is read now as what cases expect; the run fails all the same",
    )  # fmt: skip
    parser.addini(
        _OPTION, type="args", default=["installed"],
        help="plugins that cases are read with besides the built-in ones: modules, paths from "
        "the root folder, 'installed' for all that are (default), 'builtin' for none",
    )  # fmt: skip


def pytest_configure(config: pytest.Config) -> None:
    """Refuse to record where nobody looks at it."""
    if config.getoption("--govinfo-update", False):
        import pytest

        from govinfo_report.testing.recording import on_service

        if on_service():
            raise pytest.UsageError(
                "--govinfo-update does not work in continuous integration: what is recorded has "
                "to be looked at by a person"
            )


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """One file per ``cases/<layout>/<slug>/case.toml``."""
    if file_path.name != "case.toml" or file_path.parent.parent.parent.name != "cases":
        return None
    from govinfo_report.testing.collecting import CaseFile

    return CaseFile.from_parent(parent, path=file_path)
