"""JSON Schema (draft 2020-12) of the canonical JSON, made from the model.

Titles are the printed Chinese labels, descriptions their English names with unit and source.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

import attrs

from govinfo_report.model.address import BLOCK_IDS
from govinfo_report.model.decode import SCHEMA_ID
from govinfo_report.model.figure import REASON_TEXTS, Grade, Reason, State
from govinfo_report.model.forms import TABLES
from govinfo_report.model.numbers import DECIMAL_PATTERN
from govinfo_report.model.parts import GRADED, GRADED_2014, PART_IDS, SECTION_IDS, Scope
from govinfo_report.model.place import Place
from govinfo_report.model.report import EDITIONS
from govinfo_report.model.schema_figures import (
    Schema,
    block_condition,
    figure_schemas,
    form_schema,
)
from govinfo_report.text.numerals import COUNT_DIGITS

_TEXT: Schema = {"type": "string"}
_LARGEST = 10**COUNT_DIGITS - 1
_SECTION_TITLES = {
    "overview": ("总体情况", "overview"),
    "problems_and_improvements": ("存在的主要问题及改进情况", "problems and improvements"),
    "other_matters": ("其他需要报告的事项", "other matters"),
    **{table: (heading, table.replace("_", " ")) for table, (_, _, heading) in TABLES.items()},
}
_PART_TITLES = ("主动公开", "依申请公开", "政府信息管理", "政府信息公开平台建设", "监督保障")
_HEAD: dict[str, tuple[str, str]] = {
    "publisher": ("发布机关", "issuing body as the title names it"),
    "region": ("地区", "place the issuing body belongs to"),
    "scope": ("报告范围", "what the report speaks for"),
    "year": ("年度", "year reported on"),
    "title": ("标题", "title as printed"),
    "period": ("报告期", "first and last day reported on"),
    "published": ("发布日期", "date of publication"),
    "edition": ("版本", "edition whose form most blocks use"),
    "forms": ("各部分采用的表格", "edition of each block"),
    "figures": ("数据", "printed figures by address, one for every address of the forms"),
    "extra_rows": ("表格以外的行", "printed rows that no edition prescribes"),
    "preamble": ("引言", "text before the first section"),
    "sections": ("正文", "the six sections without their tables"),
    "reading": ("读取情况", "how the report was read"),
    "source": ("来源", "where the report was read"),
    "software": ("软件", "what read the report"),
}


def json_schema() -> Schema:
    """The schema of one report as ``dumps`` writes it and ``loads`` accepts it."""
    properties: Schema = {"schema": {"const": SCHEMA_ID}}
    for name, (zh, en) in _HEAD.items():
        properties[name] = {"title": zh, "description": en, **_HEAD_TYPES[name]}
    properties["forms"] |= {
        "type": "object",
        "additionalProperties": False,
        "properties": {block: form_schema(block) for block in BLOCK_IDS},
    }
    properties["figures"] |= {
        "type": "object",
        "additionalProperties": False,
        "properties": figure_schemas(),
    }
    properties["sections"] |= {
        "properties": {
            name: {"title": zh, "description": en, "$ref": "#/$defs/section"}
            for name, (zh, en) in ((s, _SECTION_TITLES[s]) for s in SECTION_IDS)
        },
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:{SCHEMA_ID.replace('/', ':')}",
        "title": "政府信息公开工作年度报告",
        "description": "An annual report on open government information.",
        **_object(properties),
        "allOf": [block_condition(block) for block in BLOCK_IDS],
        "$defs": _definitions(),
    }


def _object(properties: Schema, optional: Iterable[str] = ()) -> Schema:
    required = [name for name in properties if name not in set(optional)]
    return {
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _or_null(kind: str, **more: Any) -> Schema:
    return {"type": [kind, "null"], **more}


def _enum(kind: type[StrEnum]) -> Schema:
    return {"enum": [member.value for member in kind]}


def _array(items: Schema) -> Schema:
    return {"type": "array", "items": items}


_HEAD_TYPES: dict[str, Schema] = {
    "publisher": _or_null("string"),
    "region": _or_null("string"),
    "scope": _enum(Scope),
    "year": _or_null("integer", minimum=0, maximum=9999),
    "title": _or_null("string"),
    "period": _or_null("array", items={"$ref": "#/$defs/date"}, minItems=2, maxItems=2),
    "published": {"anyOf": [{"$ref": "#/$defs/date"}, {"type": "null"}]},
    "edition": {"enum": list(EDITIONS)},
    "forms": {},
    "figures": {},
    "extra_rows": _array({"$ref": "#/$defs/extra_row"}),
    "preamble": _TEXT,
    "sections": {"type": "object", "additionalProperties": {"$ref": "#/$defs/section"}},
    "reading": {"$ref": "#/$defs/reading"},
    "source": {"$ref": "#/$defs/source"},
    "software": {"type": "object"},
}


def _figure(value: Schema) -> Schema:
    properties = {
        "value": value,
        "state": _enum(State),
        "raw": _or_null("string", description="text as printed"),
        "place": {"$ref": "#/$defs/place_or_null"},
        "reason": {"$ref": "#/$defs/reason"},
        "unit": _or_null("string", description="unit the value is expressed in"),
    }
    return {
        **_object(properties, ["reason"]),
        "if": {"properties": {"state": {"const": State.VALUE.value}}},
        "then": {"properties": {"value": {"not": {"type": "null"}}, "reason": False}},
        "else": {"properties": {"value": {"type": "null"}}, "required": ["reason"]},
    }


def _definitions() -> Schema:
    integer: Schema = {"type": "integer", "minimum": -_LARGEST, "maximum": _LARGEST}
    decimal: Schema = {"type": "string", "pattern": DECIMAL_PATTERN}
    null: Schema = {"type": "null"}
    fraction: Schema = {"allOf": [decimal, {"pattern": r"\."}]}
    return {
        "date": {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
        "count": _figure({"anyOf": [integer, fraction, null]}),
        "amount": _figure({"anyOf": [decimal, null]}),
        "any_figure": _figure({"anyOf": [integer, decimal, null]}),
        "reason": {
            "oneOf": [
                {"const": r.value, "title": REASON_TEXTS[r][0], "description": REASON_TEXTS[r][1]}
                for r in Reason
            ]
        },
        "place": _place(),
        "place_or_null": {"anyOf": [{"$ref": "#/$defs/place"}, null]},
        "extra_row": _object({
            "table": _TEXT, "label": _TEXT, "heads": _array(_TEXT),
            "cells": _array({"$ref": "#/$defs/any_figure"}),
            "place": {"$ref": "#/$defs/place_or_null"},
        }),
        "section": _object({"heading": _TEXT, "text": _TEXT, "parts": {
            "type": "object",
            "properties": {
                part: {"title": title, **_TEXT}
                for part, title in zip(PART_IDS, _PART_TITLES, strict=True)
            },
            "additionalProperties": _TEXT,
        }}),
        "note": _object({
            "code": {**_TEXT, "description": "id of the rule that reports it"},
            "addresses": _array(_TEXT),
            "params": {
                "type": "object",
                "additionalProperties": {"type": ["string", "integer", "boolean"]},
            },
            "place": {"$ref": "#/$defs/place_or_null"},
        }),
        "reading": _object({
            "opener": _TEXT, "layout": _TEXT,
            "grade": {
                "anyOf": [
                    _object({name: _enum(Grade) for name in graded})
                    for graded in (GRADED, GRADED_2014)
                ]
            },
            "refused": {"type": "integer", "minimum": 0},
            "notes": _array({"$ref": "#/$defs/note"}),
        }),
        "source": _object({
            "name": _or_null("string"), "sha256": _or_null("string"), "url": _or_null("string"),
            "retrieved": _or_null("string"), "given": {"type": "object"},
            "container": _object({"name": _TEXT, "sha256": _TEXT}),
        }, ["container"]),
    }  # fmt: skip


def _place() -> Schema:
    kinds: dict[str, Schema] = {
        "path": _TEXT,
        "part": _TEXT,
        "box": {"type": "array", "items": {"type": "number"}, "minItems": 4, "maxItems": 4},
    }
    names = [a.name for a in attrs.fields(Place)]
    integer: Schema = {"type": "integer"}
    return _object({name: kinds.get(name, integer) for name in names}, names)
