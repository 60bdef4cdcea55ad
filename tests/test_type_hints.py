"""``typing.get_type_hints`` works on everything public, and costs nothing until it is asked."""

from __future__ import annotations

import importlib.util
import inspect
import subprocess
import sys
import typing
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

import govinfo_report
from govinfo_report import hints

_SPEC = importlib.util.spec_from_file_location(
    "public_surface", Path(__file__).with_name("public_surface.py")
)
assert _SPEC is not None
assert _SPEC.loader is not None
SURFACE = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(SURFACE)
NAMES: list[str] = SURFACE.listed()


def functions(kind: type) -> Iterator[Any]:
    """The public functions, methods and properties of a class."""
    for name, value in vars(kind).items():
        if name.startswith("_"):
            continue
        if isinstance(value, property):
            yield value.fget
        elif isinstance(value, classmethod | staticmethod):
            yield value.__func__
        elif type(value).__name__ == "cached_property":
            yield value.func
        elif inspect.isfunction(value):
            yield value


@pytest.mark.parametrize("name", NAMES)
def test_hints_of_every_public_name(name: str) -> None:
    """Fields of classes, parameters and results of functions and methods."""
    thing = SURFACE.resolve(name)
    if inspect.isclass(thing):
        typing.get_type_hints(thing)
        for function in functions(thing):
            typing.get_type_hints(function)
    elif inspect.isfunction(thing):
        assert "return" in typing.get_type_hints(thing)


def test_hints_are_the_types_themselves() -> None:
    """Not proxies: what comes back is what callers use."""
    found = typing.get_type_hints(govinfo_report.parse)
    assert found["return"] is govinfo_report.Report
    assert found["registry"] == govinfo_report.Registry | None
    from govinfo_report.documents.source import Known

    assert found["known"] == Known | Mapping[str, Any] | None


def test_every_name_of_the_module_leads_somewhere() -> None:
    """And no other does."""
    for name in hints.__all__:
        assert getattr(hints, name) is not None
    with pytest.raises(AttributeError, match="Pond"):
        _ = hints.Pond  # type: ignore[attr-defined]


def test_the_first_look_finds_them_in_a_fresh_process() -> None:
    """Nothing has to be imported before, and importing the verbs imports none of it."""
    code = (
        "import sys, typing, govinfo_report as g\n"
        "verb = g.parse\n"
        "heavy = {'govinfo_report.reading.reader', 'govinfo_report.plugins.registry',"
        " 'govinfo_report.rules.assessment', 'govinfo_report.model.report'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
        "print(typing.get_type_hints(g.validate)['return'].__name__)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[:2] == ["[]", "Assessment"]
