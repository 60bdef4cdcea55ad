"""Nothing public is undocumented: hooks, rules, errors, commands, options, terms of the form."""

from __future__ import annotations

import argparse
import importlib.util
import inspect
import json
import pkgutil
import re
from pathlib import Path
from types import ModuleType

import pytest

import govinfo_report
from govinfo_report import errors
from govinfo_report.cli.arguments import build
from govinfo_report.model.editions import edition
from govinfo_report.model.figure import Reason, State
from govinfo_report.model.schema import json_schema
from govinfo_report.plugins import hookspecs
from govinfo_report.plugins.records import HOOKS
from govinfo_report.plugins.registry import ALLOW_VARIABLE, STRICT_VARIABLE
from govinfo_report.rules import catalogue, hierarchy, suppression_rules

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"


def generator(name: str) -> ModuleType:
    """A program beside this file that writes pages."""
    spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


REFERENCE = generator("reference_pages")
WRITTEN: dict[str, str] = REFERENCE.pages()


def text(page: str) -> str:
    """A page of the documentation."""
    return (DOCS / page).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(WRITTEN))
def test_page_is_current(name: str) -> None:
    """``python tests/reference_pages.py`` writes them."""
    assert text(name) == WRITTEN[name], "run: python tests/reference_pages.py"


@pytest.mark.parametrize("hook", sorted(HOOKS))
def test_every_hook_is_documented(hook: str) -> None:
    """With its exact arguments and what one implementation returns, here and in the reference."""
    signature = inspect.signature(getattr(hookspecs, hook))
    names = ", ".join(signature.parameters)
    assert f"def {hook}({names}) -> {signature.return_annotation}: ..." in text("plugins/hooks.md")
    assert f"`{hook}({names})`" in text("reference.md")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_command_and_option_is_documented(language: str) -> None:
    """Each under its command, with a help of its own in this language."""
    page = text("cli.md" if language == "en" else "cli.zh.md")
    sections = {part.split("\n", 1)[0]: part for part in page.split("\n## ")}
    found = REFERENCE.commands(language)
    assert list(sections)[1:] == list(found)
    for name, parser in found.items():
        for action in parser._actions:
            assert action.help, f"{name} {action.dest}"
            own = (
                sections[name]
                if not set(action.option_strings) & {"-h", "--lang", "--plugin"}
                else page
            )
            for spelling in action.option_strings:
                assert re.search(rf"[`, ]{re.escape(spelling)}[`, ]", own), f"{name} {spelling}"


def test_helps_are_in_two_languages() -> None:
    """No option says the same in Chinese and English."""
    en, zh = REFERENCE.commands("en"), REFERENCE.commands("zh")
    for name, parser in en.items():
        for one, other in zip(parser._actions, zh[name]._actions, strict=True):
            assert one.dest == other.dest
            assert one.help != other.help, f"{name} {one.dest}"
    assert isinstance(build("en", "0"), argparse.ArgumentParser)


def test_every_rule_is_documented() -> None:
    """On the page of its family, in both languages."""
    for rule in (*catalogue(), *hierarchy.RULES, *suppression_rules.RULES):
        for page in (f"rules/{rule.id[0]}.md", f"rules/{rule.id[0]}.zh.md"):
            assert re.search(rf"^## {rule.id}\b", text(page), re.MULTILINE), f"{rule.id} in {page}"


def test_every_error_is_documented() -> None:
    """Each class says when it is raised, and stands where the reference takes them from."""
    for module in pkgutil.walk_packages(govinfo_report.__path__, "govinfo_report."):
        if "__main__" not in module.name and ".testing" not in module.name:
            importlib.import_module(module.name)
    kinds = [errors.GovInfoReportError]
    for kind in kinds:
        kinds += kind.__subclasses__()
    listed = {name.rpartition(".")[2] for name in generator("public_surface").listed()}
    for kind in kinds:
        if kind.__module__.startswith("govinfo_report."):
            assert kind.__name__ in listed, kind
            assert kind.__doc__
            assert kind.__doc__ not in [parent.__doc__ for parent in kind.__mro__[1:]], kind


def test_every_variable_is_documented() -> None:
    """Environment variables stand in the reference and on the page about hosting."""
    for variable in (ALLOW_VARIABLE, STRICT_VARIABLE):
        assert variable in text("reference.md")
        assert variable in text("plugins/hosting.md")


def test_states_and_reasons_are_documented() -> None:
    """The five states are explained with the form, every reason code has its line."""
    for state in State:
        assert f"`{state.value}`" in text("form.md"), state
    for reason in Reason:
        assert f"| `{reason.value}` |" in text("reasons.md"), reason


def test_every_term_of_the_form_is_explained() -> None:
    """Sections, rows and columns of the form in force, by the names that addresses use."""
    page = text("form.md")
    named = set(re.findall(r"`([a-z_0-9]+)`", page))
    for block in edition("2021").blocks:
        assert block.table in named
        for row in block.rows:
            assert set(row.id.split(".")) <= named, row.id
            for column in row.columns:
                assert column.id in named, column.id
    for edition_id in ("2021", "2019", "2014"):
        assert f"`{edition_id}`" in page
        assert edition(edition_id).notice.split("（")[0][:6] in page


def test_the_published_schema_is_the_one_in_use() -> None:
    """The file beside the page is what the command prints."""
    assert json.loads(text("schema.json")) == json_schema()


def test_every_generated_page_is_reached() -> None:
    """A page that no menu leads to is not documentation."""
    index = text("index.md")
    for name in WRITTEN:
        if name.endswith(".md"):
            assert re.search(rf"^{name.removesuffix('.md')}$", index, re.MULTILINE), name
