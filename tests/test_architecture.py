"""The walls of the house: import directions, sizes of modules, no work at import time."""

from __future__ import annotations

import ast
import json
import os
import statistics
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import regex

import govinfo_report

PACKAGE = Path(govinfo_report.__file__).parent
NAME = "govinfo_report"
MODULES = sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py"))

#: room -> rooms whose modules it may import, besides its own
ROOMS: dict[str, set[str]] = {
    "errors": set(),
    "display": set(),
    "limits": set(),
    "text": {"errors", "limits"},
    "model": {"errors", "limits", "text"},
    "documents": {"errors", "limits", "text", "model"},
    "reading": {"errors", "limits", "text", "model", "documents"},
    "layouts": {"errors", "limits", "text", "model", "documents", "reading"},
    "narrative": {"errors", "limits", "text", "model"},
    "rules": {"errors", "limits", "text", "model", "narrative"},
    "regions": {"errors", "limits", "text"},
    "outputs": {"errors", "limits", "text", "model", "narrative", "rules", "regions"},
}
#: how things show themselves, and how names go: every room that has things may say it
ROOMS["deprecation"] = set()
ROOMS |= {room: walls | {"display", "deprecation"} for room, walls in ROOMS.items()
          if room not in ("display", "deprecation")}  # fmt: skip
BELOW = set(ROOMS)
# the names for data analysis, gathered for users; nothing inside imports these modules
ROOMS["plot"] = set(BELOW)
ROOMS["frames"] = ROOMS["panel"] = ROOMS["codebook"] = ROOMS["provenance"] = set(BELOW)
ROOMS["plugins"] = set(BELOW)
#: the types that annotations of the verbs name, imported when looked at
ROOMS["hints"] = BELOW | {"plugins"}
ROOMS["api"] = BELOW | {"plugins", "hints"}
ROOMS["testing"] = BELOW | {"plugins", "api", "tracing"}
#: what proves a finding: it reads documents again, checks them and writes about them
ROOMS["evidence"] = BELOW | {"plugins", "api"}
#: what tells why a document was read the way it was
ROOMS["tracing"] = BELOW | {"plugins"}
#: the worked examples of ``explain`` are documents of the conformance suite
ROOMS["cli"] = ROOMS["testing"] | {"testing", "evidence", "tracing"}
ROOMS["__init__"] = BELOW | {"plugins", "api"}
ROOMS["__main__"] = {"cli"}

#: third-party packages, by room; ``rich``, ``pytest`` and ``hypothesis`` are not core dependencies
THIRD_PARTY: dict[str, set[str]] = {room: {"attrs", "regex"} for room in ROOMS} | {
    "errors": set(),
    "display": {"attrs"},
    "deprecation": set(),
    "limits": {"attrs"},
    "documents": {
        "attrs",
        "regex",
        "lxml",
        "pypdfium2",
        "rapidocr",
        "cv2",
        "numpy",
        "PIL",
        "warcio",
        "python_calamine",
        "doc2docx",
    },
    "plugins": {"attrs", "regex", "pluggy"},
    "cli": {"attrs", "regex", "rich"},
    "testing": {"attrs", "regex", "lxml", "hypothesis", "pytest"},
    "__init__": {"pluggy"},
    "__main__": set(),
}

#: tables of data, whose length says nothing about how hard they are to read
DATA_TABLES = {
    "model/forms.py", "text/scripts.py", "cli/texts.py", "reading/otherkinds.py",
    "testing/negativewords.py", "rules/reading_rules.py",
}  # fmt: skip
MEDIAN, CEILING = 120, 500

#: programs of their own inside the package, which print like the command line does
PROGRAMS = {"testing/floors.py", "testing/conformance/__main__.py"}

#: names of truth values, which ``int`` may turn into 0 and 1 above the text room
TRUTHS = {"bound"}


def room_of(module: str) -> str:
    """``model/report.py`` -> ``model``; ``api.py`` -> ``api``."""
    return module.split("/", 1)[0].removesuffix(".py")


@cache
def tree(module: str) -> ast.Module:
    """The syntax tree of a module of the package."""
    return ast.parse((PACKAGE / module).read_text(encoding="utf-8"))


def imports(node: ast.AST) -> Iterator[str]:
    """Full names of what is imported anywhere below a node."""
    for child in ast.walk(node):
        if isinstance(child, ast.Import):
            yield from (alias.name for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            assert child.level == 0, "imports are absolute"
            assert child.module
            if child.module == NAME:
                yield from (f"{NAME}.{alias.name}" for alias in child.names)
            else:
                yield child.module


def at_import(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes that run when the module is imported: all but the bodies of functions."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            for part in (*child.decorator_list, child.args):
                yield from (part, *at_import(part))
        elif not isinstance(child, ast.Lambda) and not _main_guard(child):
            yield child
            yield from at_import(child)


def _main_guard(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and "__main__" in ast.dump(node.test)


def test_every_module_has_a_room() -> None:
    """A new room is a decision: it has to be entered above."""
    assert {room_of(module) for module in MODULES} <= set(ROOMS)


def test_imports_run_downwards() -> None:
    """A module imports its own room and lower ones, never sideways or up."""
    wrong = []
    for module in MODULES:
        room = room_of(module)
        for name in imports(tree(module)):
            first, *rest = name.split(".")
            if not rest and room == "testing":
                continue  # stands where a user stands
            # the package itself offers the public names; inside, all is imported where it lives
            if first == NAME and (rest or [""])[0] not in ROOMS[room] | {room, "__version__"}:
                wrong.append(f"{module} imports {name}")
    assert not wrong


def test_third_party_imports() -> None:
    """Each room uses the libraries it is meant to: lxml in documents, pluggy in plugins."""
    known = sys.stdlib_module_names | {NAME}
    wrong = [
        f"{module} imports {name}"
        for module in MODULES
        for name in imports(tree(module))
        if name.split(".")[0] not in known | THIRD_PARTY[room_of(module)]
    ]
    assert not wrong


def test_optional_packages_are_imported_on_use() -> None:
    """What only an extra installs is imported inside the function that needs it."""
    wrong = [
        f"{module} imports {name}"
        for module in MODULES
        if room_of(module) != "testing"
        for node in at_import(tree(module))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in imports(node)
        if name.split(".")[0] in {"rich", "pytest", "hypothesis"}
    ]
    assert not wrong


def test_sizes_of_modules() -> None:
    """Half of the modules fit in 120 lines, and none but tables of data exceeds 500."""
    lines = {m: len((PACKAGE / m).read_text(encoding="utf-8").splitlines()) for m in MODULES}
    written = {m: n for m, n in lines.items() if n and m not in DATA_TABLES}
    assert not {m: n for m, n in written.items() if n > CEILING}
    assert statistics.median(written.values()) <= MEDIAN
    assert set(MODULES) >= DATA_TABLES, "an exemption for a module that is gone"


def test_only_the_command_line_prints() -> None:
    """The library returns what it found; it never writes to the console."""
    wrong = [
        f"{module}, line {node.lineno}"
        for module in MODULES
        if room_of(module) != "cli" and module not in PROGRAMS
        for node in ast.walk(tree(module))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "print"
    ]
    assert not wrong


def test_only_the_text_room_makes_numbers() -> None:
    """Above the numeral grammar, no text of a document is turned into a number."""
    wrong = [
        f"{module}, line {node.lineno}: {node.func.id}"
        for module in MODULES
        if room_of(module) in {"reading", "layouts"}
        for node in ast.walk(tree(module))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        if node.func.id in {"int", "float", "Decimal", "eval"}
        if ast.unparse(node.args[0]) not in TRUTHS
    ]
    assert not wrong


_ANY_DIGIT = regex.compile(r"(?<!\\)(?:\\\\)*\\d")


def test_digits_are_named() -> None:
    """``isdigit`` and the pattern for any digit take the digits of every script of the world."""
    wrong = []
    for module in MODULES:
        for node in ast.walk(tree(module)):
            if isinstance(node, ast.Attribute):
                if node.attr in {"isdigit", "isdecimal", "isnumeric"}:
                    wrong.append(f"{module}, line {node.lineno}: {node.attr}")
            elif isinstance(node, ast.Constant) and _ANY_DIGIT.search(str(node.value)):
                wrong.append(f"{module}, line {node.lineno}: pattern")
    assert not wrong


#: imports every module and reports what was opened, started or asked for while one of ours ran
_WATCH = f"""
import builtins, importlib, json, os, pkgutil, sys

seen = []

def ours():
    # outwards from the event: who comes first, a module of the package or the import machinery?
    frame = sys._getframe(2)
    while frame is not None:
        if "importlib._bootstrap" in frame.f_code.co_filename:
            return None
        if frame.f_globals.get("__name__", "").split(".")[0] == "{NAME}":
            return frame.f_globals["__name__"]
        frame = frame.f_back
    return None

WATCHED = ("open", "os.listdir", "os.scandir", "socket.", "subprocess.", "os.system", "os.exec",
           "os.posix_spawn", "os.fork", "os.mkdir", "os.remove", "tempfile.", "import_metadata")

def audit(event, arguments):
    if event.startswith(WATCHED) and (name := ours()):
        seen.append([name, event, str(arguments)[:80]])

def spy(method):
    def read(self, *arguments):
        if name := ours():
            seen.append([name, "environ", str(arguments)[:80]])
        return method(self, *arguments)
    return read

sys.addaudithook(audit)
kind = type(os.environ)
kind.__getitem__ = spy(kind.__getitem__)
kind.__iter__ = spy(kind.__iter__)

import {NAME}
loaded = sorted(sys.modules)
skipped = []
for module in pkgutil.walk_packages({NAME}.__path__, "{NAME}."):
    if module.name.endswith("__main__"):
        continue
    try:
        importlib.import_module(module.name)
    except ModuleNotFoundError as error:
        skipped.append([module.name, error.name])
print(json.dumps({{"seen": seen, "loaded": loaded, "skipped": skipped}}))
"""


@pytest.fixture(scope="module")
def watched() -> dict[str, list[list[str]]]:
    """What happens while every module is imported, in a fresh interpreter."""
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", _WATCH],
        capture_output=True, text=True, check=False, timeout=120, encoding="utf-8",
        env=os.environ | {"PYTHONPATH": str(PACKAGE.parent), "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    found: dict[str, list[list[str]]] = json.loads(run.stdout)
    return found


def test_no_work_at_import(watched: dict[str, list[list[str]]]) -> None:
    """Importing opens no file, reads no environment, starts nothing and asks for no plugins."""
    assert not watched["seen"]
    assert not watched["skipped"]


def test_import_loads_the_core_only(watched: dict[str, list[list[str]]]) -> None:
    """``import govinfo_report`` pulls in neither extras nor the rooms on the street's far end."""
    loaded = {str(name) for name in watched["loaded"]}
    assert not loaded & {"rich", "pytest", "hypothesis", "pandas", "numpy", "jsonschema"}
    assert not loaded & {"pyarrow", "polars", "duckdb", f"{NAME}.frames", f"{NAME}.panel"}
    assert not loaded & {"altair", "vl_convert", f"{NAME}.plot", f"{NAME}.outputs.notebook"}
    assert not loaded & {f"{NAME}.cli", f"{NAME}.testing", "argparse", "concurrent.futures"}


def test_module_level_is_plain() -> None:
    """No loop, no attempt, nothing opened, run or asked for stands at the level of a module."""
    work = {"open", "exec", "eval", "entry_points", "getenv", "os.getenv", "print"}
    wrong = []
    for module in MODULES:
        for statement in tree(module).body:
            if isinstance(statement, ast.For | ast.While | ast.Try | ast.With):
                wrong.append(f"{module}, line {statement.lineno}")
        for node in at_import(tree(module)):
            if isinstance(node, ast.Call):
                called = ast.unparse(node.func)
                if called in work or called.endswith((".read_text", ".read_bytes")):
                    wrong.append(f"{module}, line {node.lineno}: {called}")
    assert not wrong
