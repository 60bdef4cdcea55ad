"""Something public goes with notice: the warning points at the caller and names both releases."""

from __future__ import annotations

import importlib
import pkgutil
import subprocess
import sys
import types
import warnings
from pathlib import Path

import pytest

import govinfo_report
from govinfo_report.deprecation import (
    GovInfoReportDeprecationWarning,
    _release,
    deprecated,
    moved,
    warn_deprecated,
)


@deprecated(since="0.3", removed_in="0.5", use="new()", zh="请用 new()。")
def old(number: int, *, twice: bool = False) -> int:
    """Gives a number back."""
    return 2 * number if twice else number


def test_a_deprecated_function_works_and_warns() -> None:
    """Its result is what it was; the warning carries the releases and what to use."""
    with pytest.warns(GovInfoReportDeprecationWarning) as caught:
        assert old(3, twice=True) == 6
    (one,) = caught
    text = str(one.message)
    assert "old()" in text
    assert "0.3" in text
    assert "0.5" in text
    assert "new()" in text
    assert isinstance(one.message, DeprecationWarning)
    assert (one.message.since, one.message.removed_in) == ("0.3", "0.5")  # type: ignore[attr-defined]


def test_the_warning_points_at_the_caller() -> None:
    """At the line of whoever has to change it, not at ours."""
    with pytest.warns(GovInfoReportDeprecationWarning) as caught:
        old(1)

    def reads(path: str | None = None) -> None:
        if path is not None:
            warn_deprecated("path=", since="0.3", removed_in="0.5", use="source")

    with pytest.warns(GovInfoReportDeprecationWarning) as also:
        reads(path="x")
    for one in (caught[0], also[0]):
        assert one.filename == __file__
    assert caught[0].lineno < also[0].lineno


def test_the_docstring_names_both_releases() -> None:
    """Where Sphinx shows it; name and signature stay."""
    assert old.__name__ == "old"
    assert old.__doc__ is not None
    assert old.__doc__.startswith("Gives a number back.")
    assert ".. deprecated:: 0.3" in old.__doc__
    assert "Removed in 0.5; use new()." in old.__doc__
    assert "请用 new()。" in old.__doc__


@pytest.mark.parametrize(
    ("since", "removed_in"),
    [("0.3", "0.4"), ("0.3", "0.3"), ("1.2", "1.9"), ("2.0", "1.9"), ("0.3", "later"), ("3", "5")],
)
def test_too_little_notice_is_refused(since: str, removed_in: str) -> None:
    """By the policy of docs/compatibility.md."""
    with pytest.raises(ValueError, match=r"deprecated in|no release"):
        deprecated(since=since, removed_in=removed_in, use="x")
    with pytest.raises(ValueError, match=r"deprecated in|no release"):
        warn_deprecated("x", since=since, removed_in=removed_in, use="y")


def test_enough_notice() -> None:
    """Two minor releases before 1.0, a major one after it."""
    for since, removed_in in [("0.3", "0.5"), ("0.9", "0.11"), ("0.9", "1.0"), ("1.2", "2.0")]:
        deprecated(since=since, removed_in=removed_in, use="x")


def test_a_function_that_cannot_tell_is_refused() -> None:
    """The docstring is where readers learn of it."""

    def bare() -> None:
        pass

    with pytest.raises(ValueError, match="docstring"):
        deprecated(since="0.3", removed_in="0.5", use="x")(bare)


def test_a_name_that_moved() -> None:
    """The old name gives the new object, with a warning; other names are as absent as before."""
    module = types.ModuleType("pond")
    names = {"Cell": ("govinfo_report.model.figure.Figure", "0.3", "0.5")}
    module.__getattr__ = moved("pond", names)  # type: ignore[method-assign]
    with pytest.warns(GovInfoReportDeprecationWarning, match=r"pond\.Cell.*Figure") as caught:
        assert module.Cell is govinfo_report.Figure
    assert caught[0].filename == __file__
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(AttributeError, match="Boat"):
            _ = module.Boat


def test_a_name_that_moved_loads_its_new_home() -> None:
    """Also where nobody has imported it yet."""
    code = (
        "import warnings\nwarnings.simplefilter('ignore')\n"
        "from govinfo_report.deprecation import moved\n"
        "look = moved('x', {'Note': ('govinfo_report.model.note.Note', '0.3', '0.5')})\n"
        "print(look('Note').__name__)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "Note"


def test_nothing_outlives_its_last_release() -> None:
    """What was to be removed by this version is; every mark in the package is looked at."""
    here = _release(govinfo_report.__version__)
    for found in pkgutil.walk_packages(govinfo_report.__path__, "govinfo_report."):
        if found.name.endswith("__main__") or ".testing" in found.name:
            continue
        module = importlib.import_module(found.name)
        for holder in (module, *(v for v in vars(module).values() if isinstance(v, type))):
            for value in vars(holder).values():
                marked = getattr(value, "__deprecated_in__", None)
                if isinstance(marked, tuple):
                    assert _release(marked[1]) > here, f"{holder}: {value} should be gone"


def test_the_policy_is_written_down() -> None:
    """The page says the notice that the helper enforces."""
    page = Path(__file__).resolve().parents[1] / "docs" / "compatibility.md"
    text = page.read_text(encoding="utf-8")
    assert "two minor releases or six months, whichever is longer" in text
    assert "govinfo_report.deprecation" in text
