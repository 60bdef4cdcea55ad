"""Writes cases: a new folder for a document, and what is read from it as what is expected."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import regex

from govinfo_report.errors import UsageError
from govinfo_report.plugins.registry import Registry
from govinfo_report.testing.cases import (
    CASE,
    ERROR,
    EXPECTED,
    FINDINGS,
    Case,
    Items,
    load_case,
    outcome,
)

#: variables by which services that run tests unattended make themselves known
_SERVICES = ("CI", "TF_BUILD", "JENKINS_URL", "BUILDKITE")
_ID = r"[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?"
_FIGURE = "figures."


def on_service() -> bool:
    """Whether this runs unattended, where nobody would look at what is recorded."""
    return any(os.environ.get(name, "").lower() not in ("", "0", "false") for name in _SERVICES)


def new_case(
    document: Path,
    layout: str,
    slug: str,
    root: Path,
    registry: Registry,
    *,
    origin: str = "",
    known: Mapping[str, Any] | None = None,
    findings: bool = False,
    today: date | None = None,
) -> Case:
    """Make the folder ``root/layout/slug`` for a document and record what is read from it now.

    ``origin`` says where the document comes from.  Raises ``UsageError`` when the folder is
    there already or a name cannot be one.
    """
    for name in (layout, slug):
        if regex.fullmatch(_ID, name) is None:
            raise UsageError(
                f"{name!r} is no name: lower-case letters, digits, dots and hyphens",
                zh=f"{name!r} 不能作为名称：只能使用小写字母、数字、点和连字符", name=name,
            )  # fmt: skip
    folder = root / layout / slug
    if folder.exists():
        raise UsageError(f"{folder} is there already", zh=f"{folder} 已经存在", path=str(folder))
    try:
        data = document.read_bytes()
        folder.mkdir(parents=True)
    except OSError as error:
        raise UsageError(f"{error}", zh=f"{error}", path=str(document)) from error
    name = f"input{document.suffix.lower() or '.html'}"
    shutil.copyfile(document, folder / name)
    digest = hashlib.sha256(data).hexdigest()
    text = _toml(name, digest, origin, today or datetime.now(UTC).date(), known or {})
    (folder / CASE).write_bytes(text.encode())
    case = load_case(folder)
    record(case, outcome(case, registry, findings=findings))
    return load_case(folder)


def record(case: Case, read: Items) -> None:
    """Write what is read as what is expected, in place of what was expected before."""
    error = read.get("error")
    gone, kept = (EXPECTED, ERROR) if error is not None else (ERROR, EXPECTED)
    _put(case.folder / kept, _json(error) if error is not None else expectation(read))
    (case.folder / gone).unlink(missing_ok=True)
    if "findings" in read:
        _put(case.folder / FINDINGS, _json(read["findings"]))
    elif error is not None:
        (case.folder / FINDINGS).unlink(missing_ok=True)


def expectation(read: Items) -> str:
    """The text of ``expected.json``: facts first, then one line per figure, in the form's order."""
    facts = {n: v for n, v in read.items() if not n.startswith(_FIGURE) and n != "findings"}
    lines = [f"  {_quoted(name)}: {_quoted(value)}," for name, value in facts.items()]
    figures = [
        f"    {_quoted(name.removeprefix(_FIGURE))}: {_quoted(value)}"
        for name, value in read.items()
        if name.startswith(_FIGURE)
    ]
    body = "{\n" + ",\n".join(figures) + "\n  }" if figures else "{}"
    return "\n".join(["{", *lines, f'  "figures": {body}', "}", ""])


def to_check(read: Items) -> list[str]:
    """Addresses that a person should compare with the document before all others.

    Of each table the first and the last number and the largest one, where a slip shows most.
    """
    by_table: dict[str, list[tuple[str, float]]] = {}
    for name, figure in read.items():
        if name.startswith(_FIGURE) and figure["value"] not in (None, 0, "0"):
            address = name.removeprefix(_FIGURE)
            number = float(figure["value"])
            by_table.setdefault(address.partition(".")[0], []).append((address, number))
    found: list[str] = []
    for numbers in by_table.values():
        largest = max(numbers, key=lambda pair: abs(pair[1]))
        found += dict.fromkeys((numbers[0][0], largest[0], numbers[-1][0]))
    return found


def _toml(name: str, digest: str, origin: str, today: date, known: Mapping[str, Any]) -> str:
    return "\n".join(_toml_lines(name, digest, origin, today, known)) + "\n"


def _toml_lines(
    name: str, digest: str, origin: str, today: date, known: Mapping[str, Any]
) -> Iterator[str]:
    yield f"input = {_quoted(name)}"
    yield f"sha256 = {_quoted(digest)}"
    yield f"origin = {_quoted(origin)}  # where the document comes from, or how it was made"
    yield f"recorded = {today.isoformat()}"
    yield 'redactions = ""  # what was taken out of it'
    if known:
        yield "\n[known]"
        yield from (f"{key} = {_quoted(value)}" for key, value in known.items())
    yield "\n[checked]  # who compared which figures with the document; requests.* is a table"
    yield 'by = ""'
    yield "addresses = []"


def _quoted(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _put(path: Path, text: str) -> None:
    # several processes of one test run may write the same text
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    part.write_bytes(text.encode("utf-8", "backslashreplace"))
    os.replace(part, path)
