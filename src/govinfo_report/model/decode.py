"""From JSON to a report.  Nothing about the input is taken for granted."""

from __future__ import annotations

from typing import Any

from govinfo_report.model import shape
from govinfo_report.model.address import columns_of
from govinfo_report.model.decode_figure import decode_figure, decode_place
from govinfo_report.model.figure import Grade
from govinfo_report.model.note import Note
from govinfo_report.model.parts import (
    GRADED,
    GRADED_2014,
    ExtraRow,
    Reading,
    Scope,
    Section,
    SourceInfo,
)
from govinfo_report.model.report import Report

SCHEMA_ID = "govinfo-report/1"
REPORT_KEYS = (
    "schema", "publisher", "region", "scope", "year", "title", "period", "published", "edition",
    "forms", "figures", "extra_rows", "preamble", "sections", "reading", "source", "software",
)  # fmt: skip


def decode(value: object) -> Report:
    """The report in a JSON value; see ``codec.from_json``."""
    found = shape.keys(value, "", frozenset(REPORT_KEYS))
    if found["schema"] != SCHEMA_ID:
        raise shape.wrong("schema", f"{SCHEMA_ID!r}", f" {SCHEMA_ID!r}", found["schema"])
    forms = {
        block: shape.text(edition, f"forms.{block[:60]}")
        for block, edition in shape.mapping(found["forms"], "forms").items()
    }
    columns = shape.placed("forms", lambda: columns_of(forms))
    figures = {
        address: decode_figure(cell, f"figures.{address[:100]}", address,
                         columns[address].kind if address in columns else None)
        for address, cell in shape.mapping(found["figures"], "figures").items()
    }  # fmt: skip
    published, year, period = found["published"], found["year"], found["period"]
    sections = shape.mapping(found["sections"], "sections").items()
    facts: dict[str, Any] = {
        "publisher": shape.text_or_null(found["publisher"], "publisher"),
        "region": shape.text_or_null(found["region"], "region"),
        "scope": shape.member(Scope, found["scope"], "scope"),
        "year": None if year is None else shape.integer(year, "year"),
        "title": shape.text_or_null(found["title"], "title"),
        "period": None if period is None else _period(period, "period"),
        "published": None if published is None else shape.day(published, "published"),
        "edition": _edition(found["edition"], "edition"),
        "extra_rows": [
            _extra_row(row, f"extra_rows[{i}]")
            for i, row in enumerate(shape.array(found["extra_rows"], "extra_rows"))
        ],
        "preamble": shape.text(found["preamble"], "preamble"),
        "sections": {name: _section(s, f"sections.{name[:60]}") for name, s in sections},
        "reading": _reading(found["reading"], "reading"),
        "source": _source(found["source"], "source"),
        "software": shape.stored(found["software"], "software"),
    }
    return shape.placed("", lambda: Report(forms=forms, figures=figures, **facts))


def _edition(value: object, at: str) -> str:
    # an empty text would mean "work it out"
    return shape.text(value, at) or "?"


def _period(value: object, at: str) -> tuple[object, ...]:
    days = shape.array(value, at)
    if len(days) != 2:
        raise shape.wrong(at, "two dates", "两个日期", value)
    return tuple(shape.day(day, f"{at}[{i}]") for i, day in enumerate(days))


def _extra_row(value: object, at: str) -> ExtraRow:
    found = shape.keys(value, at, {"table", "label", "heads", "cells", "place"})
    return ExtraRow(
        shape.text(found["table"], f"{at}.table"),
        shape.text(found["label"], f"{at}.label"),
        _texts(found["heads"], f"{at}.heads"),
        tuple(
            decode_figure(cell, f"{at}.cells[{i}]", "", None)
            for i, cell in enumerate(shape.array(found["cells"], f"{at}.cells"))
        ),
        decode_place(found["place"], at),
    )


def _texts(value: object, at: str) -> tuple[str, ...]:
    return tuple(shape.text(t, f"{at}[{i}]") for i, t in enumerate(shape.array(value, at)))


def _section(value: object, at: str) -> Section:
    found = shape.keys(value, at, {"heading", "text", "parts"})
    parts = shape.mapping(found["parts"], f"{at}.parts")
    return Section(
        shape.text(found["heading"], f"{at}.heading"),
        shape.text(found["text"], f"{at}.text"),
        {name: shape.text(text, f"{at}.parts.{name[:60]}") for name, text in parts.items()},
    )


def _reading(value: object, at: str) -> Reading:
    found = shape.keys(value, at, {"opener", "layout", "grade", "refused", "notes"})
    given = shape.mapping(found["grade"], f"{at}.grade")
    graded = GRADED_2014 if GRADED_2014[1] in given else GRADED
    grades = shape.keys(given, f"{at}.grade", frozenset(graded))
    refused = shape.integer(found["refused"], f"{at}.refused")
    if refused < 0:
        raise shape.wrong(f"{at}.refused", "a count", "非负整数", refused)
    return Reading(
        opener=shape.text(found["opener"], f"{at}.opener"),
        layout=shape.text(found["layout"], f"{at}.layout"),
        grade={k: shape.member(Grade, grades[k], f"{at}.grade.{k}") for k in graded},
        refused=refused,
        notes=[
            _note(note, f"{at}.notes[{i}]")
            for i, note in enumerate(shape.array(found["notes"], f"{at}.notes"))
        ],
    )


def _note(value: object, at: str) -> Note:
    found = shape.keys(value, at, {"code", "addresses", "params", "place"})
    params: dict[str, str | int] = {}
    for name, fact in shape.mapping(found["params"], f"{at}.params").items():
        known = isinstance(fact, str | bool)
        params[name] = fact if known else shape.integer(fact, f"{at}.params.{name[:60]}")
    return Note(
        shape.text(found["code"], f"{at}.code"),
        _texts(found["addresses"], f"{at}.addresses"),
        params,
        decode_place(found["place"], at),
    )


def _source(value: object, at: str) -> SourceInfo:
    wanted = {"name", "sha256", "url", "retrieved", "given"}
    found = shape.keys(value, at, wanted | ({"container"} & shape.mapping(value, at).keys()))
    name, sha256, url, retrieved = (
        shape.text_or_null(found[key], f"{at}.{key}")
        for key in ("name", "sha256", "url", "retrieved")
    )
    container: dict[str, str] = {}
    if "container" in found:
        inner = shape.keys(found["container"], f"{at}.container", {"name", "sha256"})
        container = {key: shape.text(inner[key], f"{at}.container.{key}") for key in sorted(inner)}
    given = shape.stored(found["given"], f"{at}.given")
    return SourceInfo(name, sha256, url, retrieved, given, container)
