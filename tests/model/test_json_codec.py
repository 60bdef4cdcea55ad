"""Canonical JSON: its exact shape, and what is refused on the way back."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import attrs
import pytest

from govinfo_report.errors import UsageError
from govinfo_report.model.build import build_report
from govinfo_report.model.codec import dumps, from_json, loads, to_json
from govinfo_report.model.figure import Figure, Grade, Reason, State
from govinfo_report.model.note import Note
from govinfo_report.model.place import Place
from govinfo_report.model.report import ExtraRow, Reading, Report, Section, SourceInfo

TOTAL = "requests.granted.total"
CARRIED = "requests.carried_in.total"
FEE = "proactive_disclosure.administrative_fees.amount_wan_yuan"
Json = dict[str, Any]


def example() -> Report:
    """A report with something in every field, spelt out of order."""
    return build_report(
        {
            CARRIED: Reason.LABEL_LOST,
            TOTAL: Figure("", 80, State.VALUE, "80", Place(line=98, start=3, end=5), "件"),
            FEE: Decimal("15156.90"),
        },
        publisher="柳岸县", region="柳岸县", scope="consolidated", year=2023,
        title="柳岸县2023年政府信息公开工作年度报告", period=("2023-01-01", "2023-12-31"),
        published=date(2024, 1, 20),
        forms={"requests": "2021"},
        extra_rows=(ExtraRow("requests", "自设行", ("total",), (
            Figure("", 4, State.VALUE, "4", None, "件"),
            Figure("", Decimal("0.50"), State.VALUE, "0.50", None, "万元"),
        ), Place(page=2, box=(1.5, 2.0, 3.0, 4.25))),),
        preamble="引言",
        sections={
            "other_matters": Section("六、其他需要报告的事项", "无"),
            "overview": Section("一、总体情况", "甲", {"supervision": "乙", "proactive": "甲"}),
        },
        reading=Reading("text", "tabs", Grade.VERIFIED, 1, [
            Note("P305", (TOTAL,), {"token": "0", "count": 2}, Place(line=1)), Note("V109")]),
        source=SourceInfo("a.txt", "ab" * 32, None, None, {"year": 2023, "publisher": "柳岸县"}),
        software={"rules": "1", "govinfo-report": "0.1.0", "plugins": {}},
    )  # fmt: skip


def test_the_shape() -> None:
    """Keys in the published order, values spelt as published."""
    found = json.loads(dumps(example()))
    assert list(found) == [
        "schema", "publisher", "region", "scope", "year", "title", "period", "published",
        "edition", "forms", "figures", "extra_rows", "preamble", "sections", "reading", "source",
        "software",
    ]  # fmt: skip
    figures = found.pop("figures")
    assert len(figures) == 200
    assert figures[TOTAL] == {
        "value": 80, "state": "value", "raw": "80",
        "place": {"line": 98, "start": 3, "end": 5}, "unit": "件",
    }  # fmt: skip
    assert figures[CARRIED] == {
        "value": None, "state": "refused", "raw": None, "place": None, "reason": "label-lost",
        "unit": "件",
    }  # fmt: skip
    assert figures[FEE]["value"] == "15156.9"
    assert found == {
        "schema": "govinfo-report/1",
        "publisher": "柳岸县",
        "region": "柳岸县",
        "scope": "consolidated",
        "year": 2023,
        "title": "柳岸县2023年政府信息公开工作年度报告",
        "period": ["2023-01-01", "2023-12-31"],
        "published": "2024-01-20",
        "edition": "2021",
        "forms": {
            "proactive_disclosure.item_1": "2021", "proactive_disclosure.item_5": "2021",
            "proactive_disclosure.item_6": "2021", "proactive_disclosure.item_8": "2021",
            "requests": "2021", "review_and_litigation": "2021",
        },
        "extra_rows": [{
            "table": "requests", "label": "自设行", "heads": ["total"],
            "cells": [
                {"value": 4, "state": "value", "raw": "4", "place": None, "unit": "件"},
                {"value": "0.5", "state": "value", "raw": "0.50", "place": None, "unit": "万元"},
            ],
            "place": {"page": 2, "box": [1.5, 2.0, 3.0, 4.25]},
        }],
        "preamble": "引言",
        "sections": {
            "overview": {"heading": "一、总体情况", "text": "甲",
                         "parts": {"proactive": "甲", "supervision": "乙"}},
            "other_matters": {"heading": "六、其他需要报告的事项", "text": "无", "parts": {}},
        },
        "reading": {
            "opener": "text", "layout": "tabs",
            "grade": {"report": "verified", "proactive_disclosure": "verified",
                      "requests": "verified", "review_and_litigation": "verified"},
            "refused": 1,
            "notes": [
                {"code": "P305", "addresses": [TOTAL], "params": {"count": 2, "token": "0"},
                 "place": {"line": 1}},
                {"code": "V109", "addresses": [], "params": {}, "place": None},
            ],
        },
        "source": {"name": "a.txt", "sha256": "ab" * 32, "url": None, "retrieved": None,
                   "given": {"publisher": "柳岸县", "year": 2023}},
        "software": {"govinfo-report": "0.1.0", "plugins": {}, "rules": "1"},
    }  # fmt: skip


def test_one_line_with_chinese_as_it_is() -> None:
    """JSON Lines: no line feed, no escapes for Chinese, keys of every mapping in one order."""
    text = dumps(example())
    assert "\n" not in text
    assert "柳岸县" in text
    assert text.startswith('{"schema": "govinfo-report/1", "publisher": "柳岸县", ')
    sections = list(json.loads(text)["sections"])
    assert sections == ["overview", "other_matters"]
    assert list(json.loads(text)["source"]["given"]) == ["publisher", "year"]


def test_there_and_back() -> None:
    """Equal content, same bytes; what equality ignores comes back as well."""
    report = example()
    text = dumps(report)
    again = loads(text)
    assert again == report
    assert dumps(again) == text
    assert loads(text.encode()) == from_json(to_json(report)) == report
    assert (again.reading, again.source, again.software) == (
        report.reading, report.source, report.software
    )  # fmt: skip
    assert again[TOTAL].place == Place(line=98, start=3, end=5)
    assert again.extra_rows == report.extra_rows


@pytest.mark.parametrize(
    ("value", "spelling"),
    [
        ("0.00", "0"), ("-0", "0"), ("0E+3", "0"), ("1E+3", "1000"), ("100", "100"),
        ("0.10", "0.1"), ("123.456000", "123.456"), ("190.457379", "190.457379"), ("-5.50", "-5.5"),
    ],
)  # fmt: skip
def test_spelling_of_amounts(value: str, spelling: str) -> None:
    """No exponent, no superfluous zero, no sign before zero: one number, one text."""
    found = to_json(build_report({FEE: Decimal(value)}))["figures"][FEE]["value"]
    assert found == spelling
    assert from_json(to_json(build_report({FEE: Decimal(value)})))[FEE].value == Decimal(value)


def test_a_count_with_a_fraction() -> None:
    """Written as text, for no reader to round it; a whole ``Decimal`` is written as integer."""
    assert to_json(build_report({TOTAL: "2.50"}))["figures"][TOTAL]["value"] == "2.5"
    report = build_report({})
    figure = Figure(TOTAL, Decimal("3.0"), State.VALUE)
    whole = attrs.evolve(report, figures={**report.figures, TOTAL: figure})
    assert to_json(whole)["figures"][TOTAL]["value"] == 3


def test_half_characters_are_escaped() -> None:
    """A lone surrogate cannot be encoded; the line can, and comes back."""
    report = build_report({}, preamble="甲\ud800乙")
    text = dumps(report)
    text.encode()
    assert loads(text) == report
    assert dumps(loads(text)) == text


def test_every_non_value_has_a_reason() -> None:
    """Also when whoever made the figure gave none."""
    report = build_report({})
    for state in State:
        if state is not State.VALUE:
            figure = Figure(TOTAL, None, state)
            changed = attrs.evolve(report, figures={**report.figures, TOTAL: figure})
            assert to_json(changed)["figures"][TOTAL]["reason"]
            assert loads(dumps(changed)) == changed


def change(*path: str | int, to: Any) -> Callable[[Json], None]:
    """Set what stands at a path."""

    def apply(value: Any) -> None:
        for step in path[:-1]:
            value = value[step]
        value[path[-1]] = to

    return apply


def drop(*path: str | int) -> Callable[[Json], None]:
    """Remove what stands at a path."""

    def apply(value: Any) -> None:
        for step in path[:-1]:
            value = value[step]
        del value[path[-1]]

    return apply


NESTED: Any = []
for _ in range(100):
    NESTED = [NESTED]

HOSTILE: list[tuple[str, Callable[[Json], None]]] = [
    ("schema", change("schema", to="govinfo-report/2")),
    ("schema", change("schema", to=None)),
    ("$: year missing", drop("year")),
    ("$: unknown: extra", change("extra", to=1)),
    ("publisher", change("publisher", to=3)),
    ("scope", change("scope", to="all")),
    ("scope", change("scope", to=[])),
    ("year", change("year", to="2023")),
    ("year", change("year", to=2023.0)),
    ("year", change("year", to=True)),
    ("$: The year", change("year", to=-1)),
    ("year", change("year", to=10**40)),
    ("period", change("period", to=[])),
    ("period", change("period", to="2023")),
    ("period", change("period", to=["2023-01-01"])),
    ("period[1]", change("period", 1, to="2023-13-01")),
    ("period[0]", change("period", 0, to=None)),
    ("published", change("published", to="")),
    ("published", change("published", to=0)),
    ("published", change("published", to="20240120")),
    ("published", change("published", to="2024-W03-1")),
    ("published", change("published", to="２０２４-01-20")),
    ("$: Edition", change("edition", to="2019")),
    ("$: Edition", change("edition", to="")),
    ("edition", change("edition", to=2021)),
    ("forms: No form", change("forms", "nonsense", to="2021")),
    ("forms: Block", change("forms", "requests", to="2014")),
    ("forms.requests", change("forms", "requests", to=2021)),
    ("forms", change("forms", to=[])),
    ("$: The figure", change("forms", "requests", to="2019")),
    ("$: 1 figures", drop("figures", TOTAL)),
    ("$: No figure", change("figures", "requests.granted.everyone", to={
        "value": 1, "state": "value", "raw": None, "place": None, "unit": None})),
    ("figures", change("figures", to=[])),
    (f"figures.{TOTAL}", change("figures", TOTAL, to=80)),
    (f"figures.{TOTAL}.state", change("figures", TOTAL, "state", to="guessed")),
    (f"figures.{TOTAL}.state", change("figures", TOTAL, "state", to={})),
    (f"figures.{TOTAL}.state", drop("figures", TOTAL, "state")),
    (f"figures.{TOTAL}: unit missing", drop("figures", TOTAL, "unit")),
    (f"figures.{TOTAL}: reason missing", change("figures", TOTAL, "state", to="blank")),
    (f"figures.{TOTAL}: unknown: reason", change("figures", TOTAL, "reason", to="empty")),
    (f"figures.{TOTAL}.value", change("figures", TOTAL, "value", to=None)),
    (f"figures.{TOTAL}.value", change("figures", TOTAL, "value", to=80.0)),
    (f"figures.{TOTAL}.value", change("figures", TOTAL, "value", to=float("nan"))),
    (f"figures.{TOTAL}.value", change("figures", TOTAL, "value", to=True)),
    (f"figures.{TOTAL}.value", change("figures", TOTAL, "value", to="80")),
    (f"figures.{TOTAL}.value", change("figures", TOTAL, "value", to=10**12)),
    (f"figures.{TOTAL}.value", change("figures", TOTAL, "value", to=10**5000)),
    (f"figures.{TOTAL}.value", change("figures", TOTAL, "value", to={})),
    (f"figures.{TOTAL}.raw", change("figures", TOTAL, "raw", to=80)),
    (f"figures.{TOTAL}.unit", change("figures", TOTAL, "unit", to=1)),
    (f"figures.{TOTAL}.place", change("figures", TOTAL, "place", to=[])),
    (f"figures.{TOTAL}.place.line", change("figures", TOTAL, "place", "line", to="98")),
    (f"figures.{TOTAL}.place.eval", change("figures", TOTAL, "place", "eval", to=1)),
    (f"figures.{TOTAL}.place.box", change("figures", TOTAL, "place", "box", to=[1, 2, 3])),
    (f"figures.{TOTAL}.place.box",
     change("figures", TOTAL, "place", "box", to=[1, 2, 3, float("inf")])),
    (f"figures.{TOTAL}.place.box", change("figures", TOTAL, "place", "box", to=[1, 2, 3, "4"])),
    (f"figures.{CARRIED}.value", change("figures", CARRIED, "value", to=3)),
    (f"figures.{CARRIED}.reason", change("figures", CARRIED, "reason", to="because")),
    (f"figures.{CARRIED}.reason", change("figures", CARRIED, "reason", to=None)),
    (f"figures.{FEE}.value", change("figures", FEE, "value", to=15156.9)),
    (f"figures.{FEE}.value", change("figures", FEE, "value", to=15156)),
    (f"figures.{FEE}.value", change("figures", FEE, "value", to="15156.90")),
    (f"figures.{FEE}.value", change("figures", FEE, "value", to="1e5")),
    (f"figures.{FEE}.value", change("figures", FEE, "value", to="-0")),
    (f"figures.{FEE}.value", change("figures", FEE, "value", to="05")),
    (f"figures.{FEE}.value", change("figures", FEE, "value", to="１５")),
    (f"figures.{FEE}.value", change("figures", FEE, "value", to="5\n")),
    (f"figures.{FEE}.value", change("figures", FEE, "value", to="9" * 5000)),
    ("extra_rows", change("extra_rows", to={})),
    ("extra_rows[0]", change("extra_rows", 0, to="row")),
    ("extra_rows[0].heads", change("extra_rows", 0, "heads", to="total")),
    ("extra_rows[0].heads[0]", change("extra_rows", 0, "heads", 0, to=1)),
    ("extra_rows[0].cells[1].value", change("extra_rows", 0, "cells", 1, "value", to=0.5)),
    ("extra_rows[0].place", change("extra_rows", 0, "place", to=4)),
    ("preamble", change("preamble", to=None)),
    ("sections", change("sections", to=[])),
    ("sections.overview", change("sections", "overview", to="甲")),
    ("sections.overview.text", change("sections", "overview", "text", to=1)),
    ("sections.overview.parts.x", change("sections", "overview", "parts", "x", to=1)),
    ("reading.grade: report missing", drop("reading", "grade", "report")),
    ("reading.grade.report", change("reading", "grade", "report", to="certified")),
    ("reading.refused", change("reading", "refused", to=-1)),
    ("reading.refused", change("reading", "refused", to="1")),
    ("reading.notes", change("reading", "notes", to={})),
    ("reading.notes[0].params.x", change("reading", "notes", 0, "params", "x", to=[1])),
    ("reading.notes[0].addresses[0]", change("reading", "notes", 0, "addresses", to=[1])),
    ("source.name", change("source", "name", to=1)),
    ("source.given", change("source", "given", to=[])),
    ("source.given", change("source", "given", "deep", to=NESTED)),
    ("software", change("software", "x", to=1.5)),
    ("software", change("software", to=None)),
]  # fmt: skip


@pytest.mark.parametrize(
    ("start", "damage"), HOSTILE, ids=[f"{i} {s}" for i, (s, _) in enumerate(HOSTILE)]
)
def test_hostile_values(start: str, damage: Callable[[Json], None]) -> None:
    """Whatever does not have the shape is refused by its path, in both languages."""
    value = to_json(example())
    damage(value)
    with pytest.raises(UsageError) as caught:
        from_json(value)
    assert str(caught.value).startswith(start), str(caught.value)
    assert len(str(caught.value)) < 600
    assert caught.value.message["zh"] != caught.value.message["en"]


@pytest.mark.parametrize("value", [None, 1, "x", [], {}, {1: 2}, [to_json(example())]])
def test_values_that_are_no_report(value: object) -> None:
    """The wrong thing altogether."""
    with pytest.raises(UsageError):
        from_json(value)


@pytest.mark.parametrize(
    "text",
    [
        "", "{", "null", "[1]", "NaN", '{"year": NaN}', '{"year": -Infinity}', '{"a": 1, "a": 1}',
        "[" * 100_000, '{"a":' * 100_000, '{"year": ' + "9" * 10_000 + "}", "\ufeff{}", "{}{}",
        b"\xff\xfe", b"\xef\xbb\xbf", b"{\x80}",
    ],
    ids=lambda text: repr(text[:20]),
)  # fmt: skip
def test_hostile_texts(text: str | bytes) -> None:
    """Broken, endless or ambiguous JSON ends in a ``UsageError`` as well."""
    with pytest.raises(UsageError) as caught:
        loads(text)
    assert len(str(caught.value)) < 600


def test_a_key_given_twice_is_refused() -> None:
    """Which of two figures would count is nobody's guess."""
    text = dumps(example())
    doubled = text.replace(f'"{TOTAL}": ', f'"{CARRIED}": ', 1)
    with pytest.raises(UsageError, match="twice"):
        loads(doubled)


def test_what_callers_store_is_written_plainly() -> None:
    """Dates, tuples and numbers among the facts given become text and lists."""
    source = SourceInfo(given={"retrieved": date(2024, 2, 1), "n": Decimal("1.50"), "l": (1, None)})
    report = build_report({}, source=source)
    assert to_json(report)["source"]["given"] == {
        "l": [1, None],
        "n": "1.5",
        "retrieved": "2024-02-01",
    }
    assert dumps(loads(dumps(report))) == dumps(report)
