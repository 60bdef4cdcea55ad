"""The ratchet of the public surface: what is offered, and nothing besides."""

from __future__ import annotations

import inspect
import pickle
import subprocess
import sys
import tomllib
import typing
from pathlib import Path

import pytest

import govinfo_report
from govinfo_report import errors

ROOT = Path(__file__).resolve().parents[1]

DO = ["parse", "parse_all", "parse_many", "identify", "validate", "validate_hierarchy", "compare",
      "render"]  # fmt: skip
HAVE = ["Report", "Figure", "Edition", "Document", "Statement", "Finding", "Severity",
        "Assessment"]  # fmt: skip
EXTEND = ["hookimpl", "Opener", "Layout", "Rule", "Writer", "Match", "Fit", "Draft", "Span",
          "Registry"]  # fmt: skip
FAIL = ["GovInfoReportError"]
PUBLIC = DO + HAVE + EXTEND + FAIL

#: protocols and enumerations are not attrs classes
NOT_ATTRS = {"Opener", "Layout", "Writer", "Severity", "Fit", "GovInfoReportError"}

#: compared by identity and made once; they keep what they compute
CACHING = {"Edition"}

#: parameters of the verbs: the first may be given by position, the rest by name
SIGNATURES = {
    "parse": "source, *, known, layout, opener, registry, limits, isolation",
    "parse_all": "source, *, known, layout, opener, registry, limits, isolation",
    "parse_many": "sources, *, jobs, known, progress, layout, opener, registry, limits, isolation",
    "identify": "source, *, known, opener, registry, limits, isolation",
    "validate": "report, *, history, select, ignore, draft, registry",
    "validate_hierarchy": "parent, children, *, missing, select, ignore",
    "compare": "old, new",
    "render": "report, format",
}


def test_public_names() -> None:
    """Exactly these names, in this order; adding one is a decision, dropping one a break."""
    assert govinfo_report.__all__ == PUBLIC


@pytest.mark.parametrize("name", PUBLIC)
def test_every_name_is_there_and_documented(name: str) -> None:
    """No dead entries, and a docstring that is not inherited."""
    found = getattr(govinfo_report, name)
    if name != "hookimpl":
        assert found.__doc__
        assert len(found.__doc__) > 20
        assert not found.__doc__.startswith(f"{name}("), "written by us, not generated"


def test_star_import_and_dir() -> None:
    """``from govinfo_report import *`` and completion give the same names."""
    space: dict[str, object] = {}
    exec("from govinfo_report import *", space)
    assert {name for name in space if not name.startswith("__")} == set(PUBLIC)
    assert set(PUBLIC) <= set(dir(govinfo_report))


def test_nothing_else_is_offered() -> None:
    """A fresh import offers no other public name: helpers are private, modules load on use."""
    code = (
        "import govinfo_report as g\n"
        "print(*(n for n in vars(g) if not n.startswith('_') and n not in g.__all__))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT,
        env={"PYTHONPATH": str(Path(govinfo_report.__file__).parents[1])},
    )  # fmt: skip
    assert set(run.stdout.split()) <= {"annotations", "TYPE_CHECKING"}


def test_an_unknown_name_is_an_attribute_error() -> None:
    """A misspelt name fails the way a module fails, so that ``hasattr`` works."""
    assert not hasattr(govinfo_report, "parse_url")
    with pytest.raises(AttributeError, match="parse_url"):
        _ = govinfo_report.parse_url  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", DO)
def test_signatures(name: str) -> None:
    """Parameters are public: their names, their order, and which take a name only."""
    signature = inspect.signature(getattr(govinfo_report, name))
    shown, starred = [], False
    for parameter in signature.parameters.values():
        if parameter.kind is parameter.KEYWORD_ONLY and not starred:
            shown.append("*")
            starred = True
        assert parameter.kind is not parameter.VAR_KEYWORD
        shown.append(parameter.name)
    assert ", ".join(shown) == SIGNATURES[name]


@pytest.mark.parametrize("name", [n for n in HAVE + EXTEND if n not in NOT_ATTRS | {"hookimpl"}])
def test_nouns_are_frozen(name: str) -> None:
    """Nouns take no changes: frozen attrs classes, or tuples with names."""
    kind = getattr(govinfo_report, name)
    if issubclass(kind, tuple):
        assert kind._fields
    else:
        assert hasattr(kind, "__attrs_attrs__")
        assert kind.__setattr__ is not object.__setattr__ or name in CACHING, "frozen"


def error_classes() -> list[type[errors.GovInfoReportError]]:
    """The whole tree of errors."""
    found = [errors.GovInfoReportError]
    for kind in found:
        found += kind.__subclasses__()
    return found


@pytest.mark.parametrize("kind", error_classes(), ids=lambda kind: kind.__name__)
def test_errors_pickle(kind: type[errors.GovInfoReportError]) -> None:
    """Errors cross processes with their facts, hints and both languages."""
    error = kind("cannot", zh="不能", hint="try", hint_zh="试试", limit=3)
    copy = pickle.loads(pickle.dumps(error))
    assert type(copy) is kind
    assert (copy.text("en"), copy.text("zh")) == ("cannot. try", "不能。试试")
    assert copy.facts == {"limit": 3}


def test_version_is_that_of_the_distribution() -> None:
    """One version, wherever it is asked for."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == govinfo_report.__version__


def test_types_are_shipped() -> None:
    """Type checkers see the annotations of an installed package."""
    assert (Path(govinfo_report.__file__).parent / "py.typed").is_file()
    assert typing.get_type_hints(govinfo_report.parse)["return"] is govinfo_report.Report
