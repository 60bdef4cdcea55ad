"""The promises of docs/compatibility.md that can be checked: nothing public changes unseen."""

from __future__ import annotations

import difflib
import importlib.util
import json
import re
import tomllib
from importlib import metadata
from pathlib import Path
from types import ModuleType

import pytest

import govinfo_report
from govinfo_report.model.schema import json_schema
from govinfo_report.rules import CATALOGUE_VERSION

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs" / "compatibility.md").read_text(encoding="utf-8")


def generator() -> ModuleType:
    """The program that writes the snapshots."""
    path = Path(__file__).with_name("public_surface.py")
    spec = importlib.util.spec_from_file_location("public_surface", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


SURFACE = generator()
TEXTS: dict[str, str] = SURFACE.texts()


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_the_snapshot_is_current(name: str) -> None:
    """``python tests/public_surface.py`` writes it; docs/compatibility.md says what the diff asks
    for."""
    if name == "public_api.txt" and int(metadata.version("attrs").partition(".")[0]) < 25:
        pytest.skip("older attrs make inherited fields keyword-only")
    kept = (ROOT / "tests" / "goldens" / name).read_text(encoding="utf-8")
    changes = difflib.unified_diff(
        kept.splitlines(), TEXTS[name].splitlines(), "kept", "now", "", "", 0
    )
    assert kept == TEXTS[name], "\n".join(changes)


def test_every_verb_and_noun_is_in_the_snapshot() -> None:
    """The names that ``import govinfo_report`` offers are all listed in the reference."""
    public = TEXTS["public_api.txt"]
    for name in govinfo_report.__all__:
        assert re.search(
            rf"^(?:class )?govinfo_report\.(?:\w+\.)*{name}\b", public, re.MULTILINE
        ), name


def test_no_public_name_leads_to_a_private_one() -> None:
    """Neither a listed name nor a field of a listed class begins with an underscore."""
    for line in TEXTS["public_api.txt"].splitlines():
        name = re.split(r"[(: ]", line.strip().removeprefix("class ").removeprefix("classmethod "))[
            0
        ]
        assert not name.rpartition(".")[2].startswith("_"), line


def test_the_catalogue_says_its_version() -> None:
    """First line of the snapshot; what a report records."""
    assert TEXTS["catalogue.txt"].splitlines()[0] == f"catalogue {CATALOGUE_VERSION}"
    report = govinfo_report.parse(ROOT / "examples" / "reports" / "tabs_shifted.txt")
    assert report.software["rules"] == CATALOGUE_VERSION
    assert govinfo_report.validate(report).catalogue == CATALOGUE_VERSION


def test_a_rule_id_means_one_rule() -> None:
    """Ids and slugs are unique over all catalogues."""
    rows = [line.split() for line in TEXTS["catalogue.txt"].splitlines()[1:]]
    for column in (0, 1):
        values = [row[column] for row in rows]
        assert len(set(values)) == len(values)


def test_fragments_are_of_known_types() -> None:
    """A change of a verdict has a type of its own, and every fragment is of a known one."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    known = {entry["directory"] for entry in project["tool"]["towncrier"]["type"]}
    assert known == {"breaking", "deprecation", "rule", "change"}
    for path in (ROOT / "changelog.d").glob("*.md"):
        if path.name != "README.md":
            _, kind, _ = path.name.split(".")
            assert kind in known, path.name
            assert path.read_text(encoding="utf-8").strip(), path.name


def test_the_page_names_what_is_there() -> None:
    """Files, pages and the version of the JSON that the page speaks of."""
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", PAGE):
        assert (ROOT / "docs" / target).is_file(), target
    for name in re.findall(r"`(tests/[^`]+)`", PAGE):
        assert (ROOT / name).is_file(), name
    schema = json.dumps(json_schema())
    (version,) = re.findall(r'"schema": "([^"]+)"', PAGE)
    assert version in schema
