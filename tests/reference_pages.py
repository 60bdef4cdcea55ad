"""Reference pages written from the code: command line, hooks, JSON Schema.

``python tests/reference_pages.py`` writes them anew.
"""

from __future__ import annotations

import argparse
import inspect
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from govinfo_report import __version__
from govinfo_report.cli.arguments import PROGRAM, build
from govinfo_report.documents.opener import Opener, Unpacker
from govinfo_report.model.figure import REASON_TEXTS
from govinfo_report.model.schema import json_schema
from govinfo_report.outputs.writer import Writer
from govinfo_report.plugins import hookspecs
from govinfo_report.plugins.records import HOOKS, Kind
from govinfo_report.reading.demands import Demanding
from govinfo_report.reading.draft import Layout

DOCS = Path(__file__).resolve().parents[1] / "docs"
WORDS = {
    "zh": {
        "title": "命令行", "option": "选项", "meaning": "含义", "argument": "参数", "all": "所有命令都有：",
        "intro": "本页由程序自身的帮助生成；`{program} 命令 --help` 给出同样的内容。程序也可以用 "
                 "`python -m govinfo_report` 运行。",
        "values": "可用：", "commands": "命令",
    },
    "en": {
        "title": "Command line", "option": "option", "meaning": "meaning", "argument": "argument",
        "all": "Every command takes:",
        "intro": "Written from the program's own help; `{program} COMMAND --help` says the same. The "
                 "program also runs as `python -m govinfo_report`.",
        "values": "one of ", "commands": "Commands",
    },
}  # fmt: skip
#: options that every command has
COMMON = ("-h", "--lang", "--plugin")


def commands(language: str) -> dict[str, argparse.ArgumentParser]:
    """The commands and their parsers, in the order of the help."""
    for action in build(language, __version__)._actions:
        if isinstance(action, argparse._SubParsersAction):
            return dict(action.choices)
    raise AssertionError("the program has no commands")


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")


def _spelling(action: argparse.Action) -> str:
    value = "" if action.nargs == 0 else f" {action.metavar or action.dest.upper()}"
    names = ", ".join(action.option_strings)
    return f"`{names}{value}`" if names else f"`{_cell(str(action.metavar or action.dest))}`"


def _meaning(action: argparse.Action, language: str) -> str:
    text = _cell(str(action.help or ""))
    choices = ", ".join(str(choice) for choice in action.choices or ())
    if choices and not all(str(choice) in text for choice in action.choices or ()):
        text += f" ({WORDS[language]['values']}{choices})"
    return text


def _usage(name: str, parser: argparse.ArgumentParser) -> str:
    words = [PROGRAM, name]
    for action in parser._actions:
        shown = action.metavar or action.dest
        if not action.option_strings:
            more = " …" if action.nargs in ("*", "+") else ""
            words.append(f"[{shown}{more}]" if action.nargs in ("*", "?") else f"{shown}{more}")
        elif action.required:
            words.append(f"{action.option_strings[0]} {shown}")
    return " ".join(str(word) for word in words)


def _table(actions: list[argparse.Action], language: str) -> Iterator[str]:
    words = WORDS[language]
    yield f"| {words['option']} | {words['meaning']} |"
    yield "|---|---|"
    for action in actions:
        yield f"| {_spelling(action)} | {_meaning(action, language)} |"


def cli_page(language: str) -> str:
    """Every command with its arguments and options."""
    words = WORDS[language]
    parser = build(language, __version__)
    found = commands(language)
    lines = [f"# {words['title']}", "", words["intro"].format(program=PROGRAM), "",
             parser.epilog or "", "", words["all"], ""]  # fmt: skip
    first = next(iter(found.values()))
    common = [a for a in first._actions if set(a.option_strings) & set(COMMON)]
    lines += [*_table(common, language), ""]
    for name, command in found.items():
        own = [a for a in command._actions if not set(a.option_strings) & set(COMMON)]
        lines += [f"## {name}", "", _cell(command.description or ""), "",
                  "```text", _usage(name, command), "```", ""]  # fmt: skip
        if own:
            lines += [*_table(own, language), ""]
    return "\n".join(lines)


# -- hooks ---------------------------------------------------------------------------------------

_PROTOCOLS: dict[Kind, tuple[type, ...]] = {
    Kind.OPENER: (Opener, Unpacker), Kind.LAYOUT: (Layout, Demanding), Kind.WRITER: (Writer,),
}  # fmt: skip
_INTRO = """# Hooks

Written from the code. A plugin is a module, or an object, with functions marked
[`hookimpl`](../reference.md#plugins). Hooks only register: each takes no argument and hands over
objects, which the host calls one by one under a guard ([](hosting.md)). The annotation of a hook says what
*one* implementation returns.

An installed distribution names its module under the entry-point group `govinfo_report`:

```toml
[project.entry-points.govinfo_report]
lakeside = "govinfo_report_lakeside"
```
"""
_OPTIONAL = {
    Unpacker: "An opener of containers has one method more:",
    Demanding: "A layout may also say what it looks for, which `identify -v` shows to authors:",
}
_EXTRAS = {
    Kind.OPENER: "With an attribute `isolated = True` an opener is run in a process of its own "
    "([reference](../reference.md)).",
    Kind.LAYOUT: "A layout that never fits better than `Fit.LIKELY` or `Fit.FALLBACK` may say so in an "
    "attribute `best`: it is not asked where a better fit is found.",
    Kind.RULE: "A rule is a frozen object, {class}`govinfo_report.Rule`; its `check` takes the context of a "
    "report and yields `Fail`, `Gap` or `Pass`. Ids carry a prefix of the plugin's own (`LAKE-A001`).",
    Kind.WRITER: "The format's name is what `--format` takes.",
}


def hooks_page() -> str:
    """Every hook with its exact signature, and what the objects behind it must have."""
    lines = [_INTRO]
    for hook, kind in HOOKS.items():
        function = getattr(hookspecs, hook)
        returns = inspect.signature(function).return_annotation
        lines += [f"## {hook}", "", "```python", "@hookimpl", f"def {hook}() -> {returns}: ...",
                  "```", "", _prose(function), ""]  # fmt: skip
        for protocol in _PROTOCOLS.get(kind, ()):
            lines += [_OPTIONAL.get(protocol, _prose(protocol)), "", "| member | what it is |",
                      "|---|---|", *_members(protocol), ""]  # fmt: skip
        lines += [_EXTRAS[kind], ""]
    return "\n".join(lines)


def _members(protocol: type) -> Iterator[str]:
    for name, value in vars(protocol).items():
        if name.startswith("_"):
            continue
        if isinstance(value, property) and value.fget is not None:
            result = inspect.get_annotations(value.fget)["return"]
            yield f"| `{name}: {_cell(result)}` | {_prose(value)} |"
        elif inspect.isfunction(value):
            parts = [
                f"{p.name}: {p.annotation}" if p.annotation is not p.empty else p.name
                for p in inspect.signature(value).parameters.values()
                if p.name != "self"
            ]
            result = inspect.signature(value).return_annotation
            call = _cell(f"{name}({', '.join(parts)}) -> {result}")
            yield f"| `{call}` | {_prose(value)} |"


def _prose(thing: Any) -> str:
    """A docstring as one paragraph of Markdown."""
    return _cell(inspect.getdoc(thing) or "").replace("``", "`")


# -- JSON ----------------------------------------------------------------------------------------

_SCHEMA = """# JSON Schema

`govinfo-report parse --format json` and `jsonl` write reports that this schema describes (JSON Schema,
draft 2020-12). `govinfo-report schema` prints it; {download}`schema.json` is the same file. It is written from the
editions of the form, so that every address of a report's forms is required, and no other is allowed. A
later release may add keys; a break changes the `schema` of the reports ([](compatibility.md)).

| key | type | content |
|---|---|---|
"""


def schema_page() -> str:
    """The keys of a report, from the schema."""
    rows = []
    for key, value in json_schema()["properties"].items():
        kind = value.get("type") or ("constant" if "const" in value else "see the schema")
        kind = " or ".join(kind) if isinstance(kind, list) else kind
        text = value.get("description") or f"`{value.get('const', '')}`"
        rows.append(f"| `{key}` | {kind} | {_cell(str(text))} |")
    return _SCHEMA + "\n".join(rows) + "\n"


def schema_file() -> str:
    """The schema itself, as the command prints it."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"


_REASONS = """# Why there is no number

Every figure without a value has a reason: `figure.reason`, `reason` in JSON and in data sets. The code is
public; the words may change. What refused a figure in a document, `parse --trace` tells
([](tracing.md)).

| code | 中文 | means |
|---|---|---|
"""


def reasons_page() -> str:
    """Every reason code in both languages."""
    rows = [f"| `{reason.value}` | {_cell(zh)} | {_cell(en)} |"
            for reason, (zh, en) in REASON_TEXTS.items()]  # fmt: skip
    return _REASONS + "\n".join(rows) + "\n"


def pages() -> dict[str, str]:
    """Path under ``docs`` -> text."""
    return {
        "cli.md": cli_page("en"),
        "cli.zh.md": cli_page("zh"),
        "plugins/hooks.md": hooks_page(),
        "reasons.md": reasons_page(),
        "schema.md": schema_page(),
        "schema.json": schema_file(),
    }


if __name__ == "__main__":
    for name, text in pages().items():
        path = DOCS / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
