"""Cases: a document, what must be read from it figure by figure, and what a person has checked.

A case is a folder ``cases/<layout id>/<slug>`` with

* ``input.*``, the document (or ``input = "…"`` in ``case.toml``, a path from the folder),
* ``case.toml``: where it comes from, its digest, what was known of it, who checked which figures,
* ``expected.json``: the facts of the report and every figure, one per line; or ``error.json``
  when the document must not be read,
* ``findings.json``, if wanted: what the rules must find.

Cases are kept by the id of the layout, so that renaming a Python module loses none.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from functools import cached_property
from pathlib import Path
from typing import Any

from attrs import field, frozen

from govinfo_report import api
from govinfo_report.errors import GovInfoReportError, UsageError
from govinfo_report.model import codec
from govinfo_report.model.report import Report
from govinfo_report.plugins.registry import Registry
from govinfo_report.rules.records import finding_record

CASE, EXPECTED, ERROR, FINDINGS = "case.toml", "expected.json", "error.json", "findings.json"
#: facts of a report that a case holds, besides its figures
FACTS = ("publisher", "region", "scope", "year", "title", "period", "published", "edition", "forms")
_FINDING = ("rule", "severity", "outcome", "addresses", "params")
_FIGURE = "figures."

#: what was read or expected: item (``year``, ``figures.requests.granted.total``) -> value
Items = dict[str, Any]


@frozen(slots=False)
class Case:
    """One case, as its ``case.toml`` describes it.

    ``checked`` are the addresses, or patterns of addresses (``requests.*``), that a person has
    compared with the document; ``by`` says who.  ``known`` is what the reading is told.
    """

    folder: Path
    layout: str
    slug: str
    input: Path
    sha256: str = ""
    origin: str = ""
    known: Mapping[str, Any] = field(factory=dict, hash=False)
    by: str = ""
    checked: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """``layout/slug``."""
        return f"{self.layout}/{self.slug}"

    @cached_property
    def expected(self) -> Items | None:
        """What must be read, item by item; ``None`` when nobody has recorded it.

        Raises ``UsageError`` when it is not what this module writes.
        """
        error, report = self.folder / ERROR, self.folder / EXPECTED
        if error.is_file():
            found = {"error": _json(error)}
        elif report.is_file():
            found = flat(_json(report))
        else:
            return None
        if (self.folder / FINDINGS).is_file():
            found["findings"] = _json(self.folder / FINDINGS)
        return found

    def addresses(self, read: Mapping[str, Any]) -> list[str]:
        """The addresses of a reading that a person has checked."""
        return [
            name.removeprefix(_FIGURE)
            for name in read
            if name.startswith(_FIGURE)
            and any(fnmatchcase(name.removeprefix(_FIGURE), pattern) for pattern in self.checked)
        ]

    def input_fault(self) -> str:
        """Why the input is not the one that was recorded; empty when it is."""
        if not self.input.is_file():
            return f"there is no file {self.input}"
        found = hashlib.sha256(self.input.read_bytes()).hexdigest()
        if self.sha256 and found != self.sha256:
            return f"{self.input.name} has changed: its SHA-256 is {found}, not {self.sha256}"
        return ""


def load_case(folder: Path) -> Case:
    """The case in a folder; ``UsageError`` when ``case.toml`` is missing or wrong."""
    path = folder / CASE
    try:
        facts = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(f"{path}: {error}", zh=f"{path}：{error}", path=str(path)) from error
    checked = facts.get("checked", {})
    name = facts.get("input") or next((p.name for p in sorted(folder.glob("input.*"))), "")
    return Case(
        folder, folder.parent.name, folder.name, folder / str(name or "input"),
        str(facts.get("sha256", "")), str(facts.get("origin", "")),
        dict(facts.get("known", {})), str(checked.get("by", "")),
        tuple(checked.get("addresses", ())),
    )  # fmt: skip


def find_cases(root: Path, layout: str | None = None) -> tuple[Case, ...]:
    """The cases below a folder ``cases``, in the order of layouts and slugs.

    ``layout`` restricts them to those of one layout.
    """
    found = [
        path.parent
        for path in sorted(root.glob(f"*/*/{CASE}"))
        if layout is None or path.parent.parent.name == layout
    ]
    return tuple(load_case(folder) for folder in found)


def read_report(case: Case, registry: Registry) -> Report:
    """The report in the input of a case; raises as ``parse`` does."""
    return api.parse(case.input, known=case.known, registry=registry)


def outcome(case: Case, registry: Registry, *, findings: bool | None = None) -> Items:
    """What is read from the input now, item by item.

    ``findings`` says whether the rules are asked; by default when the case holds findings.
    """
    if findings is None:
        findings = (case.folder / FINDINGS).is_file()
    try:
        report = read_report(case, registry)
    except GovInfoReportError as error:
        return {"error": error_record(error)}
    found = flat(report_record(report))
    if findings:
        assessment = api.validate(report, registry=registry)
        found["findings"] = [
            {name: finding_record(finding)[name] for name in _FINDING}
            for finding in assessment.findings
        ]
        found["findings"] = json.loads(json.dumps(found["findings"], default=str))
    return found


def report_record(report: Report) -> dict[str, Any]:
    """What a case expects of a report: facts, headings, rows outside the form, figures.

    Places are left out: they change with the opener, not with what is printed.
    """
    whole = codec.to_json(report)
    figures = {
        address: {key: value for key, value in figure.items() if key != "place"}
        for address, figure in whole["figures"].items()
    }
    rows = [
        {"table": row["table"], "label": row["label"], "cells": [c["raw"] for c in row["cells"]]}
        for row in whole["extra_rows"]
    ]
    return {
        **{name: whole[name] for name in FACTS},
        "layout": whole["reading"]["layout"],
        "grade": whole["reading"]["grade"],
        "sections": {name: section["heading"] for name, section in whole["sections"].items()},
        "extra_rows": rows,
        "figures": figures,
    }


def error_record(error: GovInfoReportError) -> dict[str, str]:
    """What a case expects of an error: its class, and its reason or limit; never its wording."""
    facts = {name: error.facts[name] for name in ("reason", "id", "layout") if name in error.facts}
    return {"error": type(error).__name__, **{n: v for n, v in facts.items() if isinstance(v, str)}}


def flat(record: Mapping[str, Any]) -> Items:
    """A record of a report with one item per figure."""
    if not isinstance(record, Mapping) or not isinstance(record.get("figures"), Mapping):
        raise UsageError("this is no expectation of a case", zh="这不是用例的预期结果")
    found = {name: value for name, value in record.items() if name != "figures"}
    return found | {_FIGURE + address: value for address, value in record["figures"].items()}


def differences(expected: Items, read: Items) -> Iterator[tuple[str, Any, Any]]:
    """Item, what is expected, what is read: everything that is not equal; ``None`` for nothing."""
    for name in dict.fromkeys((*expected, *read)):
        if (name in expected) != (name in read) or expected.get(name) != read.get(name):
            yield name, expected.get(name), read.get(name)


def tell(difference: tuple[str, Any, Any]) -> str:
    """A difference in one line."""
    name, expected, read = difference
    return f"{name.removeprefix(_FIGURE)}: expected {brief(expected)}, read {brief(read)}"


def brief(value: Any) -> str:
    """An item in few words: the number or the state of a figure, else its JSON."""
    if isinstance(value, Mapping) and "state" in value:
        if value["value"] is not None:
            return str(value["value"])
        return f"{value['state']} ({value.get('reason', '?')}) {value.get('raw') or ''}".strip()
    return "nothing" if value is None else json.dumps(value, ensure_ascii=False)[:300]


def _json(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(f"{path}: {error}", zh=f"{path}：{error}", path=str(path)) from error
