"""From the compact JSON of the suite to reports."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from fnmatch import fnmatchcase
from functools import cache
from importlib import resources
from typing import Any

from attrs import evolve

from govinfo_report.model.address import columns_of
from govinfo_report.model.build import build_report, figure_of, forms_of
from govinfo_report.model.figure import Figure, Reason, State
from govinfo_report.model.note import Note
from govinfo_report.model.parts import PART_IDS, ExtraRow, Reading, Section, SourceInfo
from govinfo_report.model.place import Place
from govinfo_report.model.report import Report

#: part of the overview -> its heading, for sections given by their parts alone
_PART_HEADS = dict(zip(PART_IDS, (
    "（一）主动公开", "（二）依申请公开", "（三）政府信息管理", "（四）政府信息公开平台建设", "（五）监督保障",
), strict=True))  # fmt: skip
#: row that a flow of requests ends in without having been handled
_UNHANDLED = "requests.carried_out"


@cache
def _bases() -> dict[str, Any]:
    text = (resources.files(__package__) / "bases.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text, parse_float=Decimal)
    return loaded


def build(record: Mapping[str, Any]) -> Report:
    """The report a compact record stands for; ``ValueError`` or ``UsageError`` when it is none."""
    base = record.get("base", "2021")
    edition, values, facts = _base(base)
    forms = {**forms_of(edition), **record.get("forms", {})}
    columns = columns_of(forms)
    values = {address: value for address, value in values.items() if address in columns}
    _fill(values, columns, record)
    facts = {**facts, **record.get("report", {})}
    sections = {**facts.pop("sections"), **record.get("sections", {})}
    notes = tuple(_note(note) for note in facts.pop("notes", ()))
    extra = tuple(_extra(row) for row in facts.pop("extra_rows", ()))
    figures = {a: _figure(a, value, columns) for a, value in values.items() if value is not None}
    _put(figures, record)
    reading = Reading(
        opener=facts.pop("opener", ""), layout="conformance", grade=facts.pop("grade"),
        refused=sum(f.state is State.REFUSED for f in figures.values()), notes=notes,
    )  # fmt: skip
    source = SourceInfo(name=facts.pop("source", None), sha256=facts.pop("sha256", None))
    return build_report(
        figures, edition=edition, forms=forms, reading=reading, source=source, extra_rows=extra,
        sections={name: _section(name, given, facts_of(base)) for name, given in sections.items()
                  if given is not None},
        **facts,
    )  # fmt: skip


def facts_of(base: str) -> Mapping[str, Any]:
    """The sections of a base, from which headings are taken."""
    sections: Mapping[str, Any] = _base(base)[2]["sections"]
    return sections


def _base(name: str) -> tuple[str, dict[str, Any], dict[str, Any]]:
    given = _bases()[name]
    if "from" in given:
        edition, values, facts = _base(given["from"])
    else:
        edition, values, facts = given["edition"], {}, {}
    columns = columns_of(forms_of(edition))
    _fill(values, columns, given)
    return edition, values, {**facts, **given.get("report", {})}


def _fill(values: dict[str, Any], columns: Mapping[str, Any], record: Mapping[str, Any]) -> None:
    """``fill`` all, ``set`` rows or cells, ``add`` to some, let requests ``flow`` to an outcome."""
    if "fill" in record:
        values.update(dict.fromkeys(columns, record["fill"]))
    for name, value in record.get("set", {}).items():
        if name in columns:
            values[name] = value
            continue
        cells = [address for address in columns if address.startswith(f"{name}.")]
        given = value if isinstance(value, list) else [value] * len(cells)
        if not cells or len(given) != len(cells):
            raise ValueError(f"{name} has {len(cells)} cells, {value} does not fit")
        values.update(zip(cells, given, strict=True))
    for pattern, step in record.get("add", {}).items():
        for address in values:
            if fnmatchcase(address, pattern):
                values[address] += step
    for row, count in record.get("flow", {}).items():
        handled = () if row == _UNHANDLED else ("requests.total_handled",)
        for name in (row, "requests.new_received", *handled):
            for column in ("natural_person", "total"):
                values[f"{name}.{column}"] += count


def _figure(address: str, value: Any, columns: Mapping[str, Any]) -> Figure:
    if isinstance(value, Mapping):  # {"refused": reason, "raw": text} or {"absent": reason}
        state = State.REFUSED if "refused" in value else State.ABSENT
        return Figure(address, None, state, value.get("raw"), None, columns[address].unit,
                      Reason(value[state.value]))  # fmt: skip
    return figure_of(address, value, columns[address])


def _put(figures: dict[str, Figure], record: Mapping[str, Any]) -> None:
    """Give figures a place: the columns of a table as ``printed``, all of them on a ``page``."""
    page = record.get("page")
    for table, order in record.get("printed", {}).items():
        for address, figure in figures.items():
            column = address.rpartition(".")[2]
            if address.startswith(f"{table}.") and column in order:
                figures[address] = evolve(figure, place=Place(page=page, cell=order.index(column)))
    if page is not None:
        for address, figure in figures.items():
            figures[address] = evolve(figure, place=evolve(figure.place or Place(), page=page))


def _section(name: str, given: Any, base: Mapping[str, Any]) -> Section:
    if isinstance(given, str):
        given = {"text": given}
    heading = given.get("heading", base.get(name, {}).get("heading", ""))
    parts = given.get("parts", {})
    told = "\n".join(f"{_PART_HEADS[part]}。{words}" for part, words in parts.items())
    return Section(heading, given.get("text", told), parts)


def _note(given: Mapping[str, Any]) -> Note:
    return Note(given["code"], tuple(given.get("addresses", ())), given.get("params", {}))


def _extra(given: Mapping[str, Any]) -> ExtraRow:
    cells = tuple(
        Figure("", value, State.VALUE, str(value), None, None) if value is not None
        else Figure("", None, State.BLANK, "", None, None, Reason.EMPTY)
        for value in given["cells"]
    )  # fmt: skip
    return ExtraRow(given["table"], given["label"], tuple(given["heads"]), cells)
