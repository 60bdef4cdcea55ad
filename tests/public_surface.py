"""The public surface as text: every name that the reference lists, with its signature.

``python tests/public_surface.py`` writes ``tests/goldens/public_api.txt`` and ``catalogue.txt``
anew.  The diff is what reviewers look at: a line that changes or goes is a break.
"""

from __future__ import annotations

import enum
import importlib
import inspect
import re
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs

from govinfo_report.display import Displayed

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "tests" / "goldens"
PAGES = ("docs/reference.md", "docs/plugins/hooks.md")
#: bases that say nothing to users
_INSIDE = (Displayed,)
_DIRECTIVE = re.compile(r"^\.\. (autofunction|autoclass|automodule|py:data):: (\S+)$", re.MULTILINE)


def listed() -> list[str]:
    """The full names that the reference gives, modules resolved to the names they offer."""
    names: dict[str, None] = {}
    for page in PAGES:
        path = ROOT / page
        for kind, name in _DIRECTIVE.findall(
            path.read_text(encoding="utf-8") if path.exists() else ""
        ):
            if kind != "automodule":
                names[name] = None
                continue
            module = importlib.import_module(name)
            offered = getattr(module, "__all__", None)
            own = [n for n, v in vars(module).items()
                   if not n.startswith("_") and getattr(v, "__module__", "") == name
                   and (inspect.isclass(v) or inspect.isfunction(v))]  # fmt: skip
            names |= dict.fromkeys(f"{name}.{n}" for n in (offered if offered is not None else own))
    return sorted(names)


def resolve(name: str) -> Any:
    """The object behind a full name."""
    home, _, last = name.rpartition(".")
    return getattr(importlib.import_module(home), last)


def lines() -> Iterator[str]:
    """Every public name and, indented, what it is made of."""
    for name in listed():
        value = resolve(name)
        if inspect.isclass(value):
            yield from _class_lines(name, value)
        elif callable(value) and hasattr(value, "__module__") and inspect.isfunction(value):
            yield f"{name}{_signature(value)}"
        else:
            yield f"{name}: {type(value).__name__}"


def _class_lines(name: str, kind: type) -> Iterator[str]:
    bases = ", ".join(b.__name__ for b in kind.__bases__ if b is not object and b not in _INSIDE)
    yield f"class {name}({bases})" if bases else f"class {name}"
    if issubclass(kind, enum.Enum):
        for member in kind:
            yield f"    {member.name} = {member.value!r}"
    elif hasattr(kind, "_fields"):
        for field in kind._fields:
            yield f"    {field}: {_type(kind.__annotations__[field])}"
    else:
        for field in _fields(kind):
            held = field.name.startswith("_")
            shown = vars(kind).get(field.alias) if held else None  # a property shows what it holds
            if held and not isinstance(shown, property):
                continue
            type_ = shown.fget.__annotations__["return"] if shown else field.type
            plain = isinstance(field.default, str | int | bool | type(None) | tuple)
            default = f" = {field.default!r}" if plain else " = …"
            default = "" if field.default is attrs.NOTHING else default
            yield f"    {field.alias}: {_type(type_)}{default}{', by name' * field.kw_only}"
    own = {field.alias for field in _fields(kind)} | set(getattr(kind, "_fields", ()))
    for member, value in sorted(vars(kind).items()):
        if member.startswith("_") or member in own or isinstance(value, enum.Enum):
            continue
        if isinstance(value, property) or type(value).__name__ == "cached_property":
            getter = value.fget if isinstance(value, property) else value.func
            result = _type(inspect.get_annotations(getter).get("return", "?"))
            yield f"    {member} -> {result}"
        elif isinstance(value, classmethod | staticmethod):
            yield f"    {type(value).__name__} {member}{_signature(value.__func__)}"
        elif inspect.isfunction(value):
            yield f"    {member}{_signature(value)}"


def _fields(kind: type) -> tuple[Any, ...]:
    return tuple(attrs.fields(kind)) if attrs.has(kind) else ()


def _signature(function: Any) -> str:
    parts, starred = [], False
    signature = inspect.signature(function)
    for parameter in signature.parameters.values():
        if parameter.kind is parameter.KEYWORD_ONLY and not starred:
            parts.append("*")
            starred = True
        star = {parameter.VAR_POSITIONAL: "*", parameter.VAR_KEYWORD: "**"}.get(parameter.kind, "")
        starred = starred or star == "*"
        text = star + parameter.name
        if parameter.annotation is not parameter.empty:
            text += f": {_type(parameter.annotation)}"
        if parameter.default is not parameter.empty:
            plain = isinstance(parameter.default, str | int | bool | type(None) | tuple)
            text += f" = {parameter.default!r}" if plain else " = …"
        parts.append(text)
    result = signature.return_annotation
    arrow = "" if result is signature.empty else f" -> {_type(result)}"
    return f"({', '.join(parts)}){arrow}"


def _type(annotation: Any) -> str:
    if isinstance(annotation, typing.ForwardRef):
        annotation = annotation.__forward_arg__
    if isinstance(annotation, str):
        return re.sub(r"\b(?:hints|form_classes|frames)\.", "", annotation)
    return getattr(annotation, "__qualname__", repr(annotation))


def catalogue_lines() -> Iterator[str]:
    """Version, then every rule with what decides its verdict; how it says so is not in here."""
    from govinfo_report.rules import CATALOGUE_VERSION, catalogue, hierarchy, suppression_rules

    yield f"catalogue {CATALOGUE_VERSION}"
    for rule in sorted(
        (*catalogue(), *hierarchy.RULES, *suppression_rules.RULES), key=lambda r: r.id
    ):
        editions = ",".join(sorted(rule.editions or ())) or "any"
        status = "" if rule.status.value == "stable" else f" {rule.status.value}"
        stage = f" {rule.stage}" if rule.stage else ""
        yield f"{rule.id} {rule.slug} {rule.severity.value} {editions}{status}{stage}"


def texts() -> dict[str, str]:
    """File name -> its text."""
    return {
        "public_api.txt": "".join(f"{line}\n" for line in lines()),
        "catalogue.txt": "".join(f"{line}\n" for line in catalogue_lines()),
    }


if __name__ == "__main__":
    for name, text in texts().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
