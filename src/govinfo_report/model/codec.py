"""A report as canonical JSON, and back.

The shape is fixed by ``SCHEMA_ID`` and described by ``govinfo_report.model.schema``.  The same
report gives the same bytes: keys have one order, numbers one spelling.  Reading is strict; what
does not have the shape raises ``UsageError`` and names the place.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import attrs

from govinfo_report.model.address import columns_of
from govinfo_report.model.decode import SCHEMA_ID, decode
from govinfo_report.model.figure import Figure
from govinfo_report.model.note import Note
from govinfo_report.model.numbers import DEFAULT_REASONS, plain_decimal
from govinfo_report.model.parts import PART_IDS, SECTION_IDS, ExtraRow, Reading, Section
from govinfo_report.model.place import Place
from govinfo_report.model.report import Report
from govinfo_report.model.shape import parse_json

__all__ = ["SCHEMA_ID", "dumps", "from_json", "loads", "to_json"]

_PLACE_FIELDS = tuple(a.name for a in attrs.fields(Place))
_SURROGATE = re.compile("[\ud800-\udfff]")


def to_json(report: Report) -> dict[str, Any]:
    """The report as objects that ``json`` can write, keys in canonical order."""
    columns = columns_of(report.forms)
    return {
        "schema": SCHEMA_ID,
        "publisher": report.publisher,
        "region": report.region,
        "scope": report.scope.value,
        "year": report.year,
        "title": report.title,
        "period": [day.isoformat() for day in report.period] if report.period else None,
        "published": report.published.isoformat() if report.published else None,
        "edition": report.edition,
        "forms": dict(report.forms),
        "figures": {a: figure_json(f, columns[a].kind) for a, f in report.figures.items()},
        "extra_rows": [_extra_row(row) for row in report.extra_rows],
        "preamble": report.preamble,
        "sections": {
            k: _section(report.sections[k]) for k in _ranked(report.sections, SECTION_IDS)
        },
        "reading": _reading(report.reading),
        "source": {
            "name": report.source.name,
            "sha256": report.source.sha256,
            "url": report.source.url,
            "retrieved": report.source.retrieved,
            "given": _plain(report.source.given),
            # only for a document that came in a container
            **({"container": dict(report.source.container)} if report.source.container else {}),
        },
        "software": _plain(report.software),
    }


def dumps(report: Report) -> str:
    """The report as one line of canonical JSON (without a line feed); always encodable."""
    text = json.dumps(to_json(report), ensure_ascii=False, allow_nan=False)
    if _SURROGATE.search(text) is None:
        return text
    # half a character cannot be encoded, but it can be escaped
    return _SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def from_json(value: object) -> Report:
    """The report that ``to_json`` turned into ``value``; ``UsageError`` for any other shape."""
    return decode(value)


def loads(text: str | bytes) -> Report:
    """The report in a JSON text (bytes are UTF-8); ``UsageError`` when it holds none."""
    return decode(parse_json(text))


def figure_json(figure: Figure, kind: str | None = None) -> dict[str, Any]:
    """One figure; ``kind`` of its column decides how a number is written (``None``: its type)."""
    value: int | str | None
    if figure.value is None:
        value = None
    elif kind == "amount" or (kind is None and isinstance(figure.value, Decimal)):
        value = plain_decimal(Decimal(figure.value))
    elif isinstance(figure.value, Decimal) and figure.value != int(figure.value):
        value = plain_decimal(figure.value)
    else:
        value = int(figure.value)
    found = {
        "value": value,
        "state": figure.state.value,
        "raw": figure.raw,
        "place": place_json(figure.place),
    }
    if figure.value is None:
        found["reason"] = (figure.reason or DEFAULT_REASONS[figure.state]).value
    found["unit"] = figure.unit
    return found


def place_json(place: Place | None) -> dict[str, Any] | None:
    """A place with the facts it has."""
    if place is None:
        return None
    found = {}
    for name in _PLACE_FIELDS:
        value = getattr(place, name)
        if value is not None:
            found[name] = list(value) if isinstance(value, tuple) else value
    return found


def _extra_row(row: ExtraRow) -> dict[str, Any]:
    return {
        "table": row.table,
        "label": row.label,
        "heads": list(row.heads),
        "cells": [figure_json(cell) for cell in row.cells],
        "place": place_json(row.place),
    }


def _section(section: Section) -> dict[str, Any]:
    parts = {name: section.parts[name] for name in _ranked(section.parts, PART_IDS)}
    return {"heading": section.heading, "text": section.text, "parts": parts}


def _reading(reading: Reading) -> dict[str, Any]:
    return {
        "opener": reading.opener,
        "layout": reading.layout,
        "grade": {name: grade.value for name, grade in reading.grade.items()},
        "refused": reading.refused,
        "notes": [note_json(note) for note in reading.notes],
    }


def note_json(note: Note) -> dict[str, Any]:
    """One note of the reading."""
    return {
        "code": note.code,
        "addresses": list(note.addresses),
        "params": _plain(note.params),
        "place": place_json(note.place),
    }


def _ranked(names: Iterable[str], order: tuple[str, ...]) -> list[str]:
    """The names in the order of the form, foreign ones behind."""
    return sorted(names, key=lambda n: (order.index(n) if n in order else len(order), n))


def _plain(value: Any) -> Any:
    """What others stored with a report (facts given, versions) as JSON, keys sorted."""
    if isinstance(value, Mapping):
        return {str(key): _plain(value[key]) for key in sorted(value, key=str)}
    if isinstance(value, str):
        return str(value)
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, Decimal):
        return plain_decimal(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Iterable):
        return [_plain(item) for item in value]
    return str(value)
