"""The JSON Schema: valid itself, true of what is written, false of what is refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from govinfo_report.errors import UsageError
from govinfo_report.model.address import addresses_of
from govinfo_report.model.build import build_report, forms_of
from govinfo_report.model.codec import from_json, to_json
from govinfo_report.model.figure import Reason
from govinfo_report.model.report import Report
from govinfo_report.model.schema import json_schema

TOTAL = "requests.granted.total"
FEE = "proactive_disclosure.administrative_fees.amount_wan_yuan"


@cache
def validator() -> Draft202012Validator:
    """A validator for reports."""
    return Draft202012Validator(json_schema())


def example(**facts: Any) -> dict[str, Any]:
    """A report of the 2021 edition as JSON."""
    return to_json(
        build_report({TOTAL: 80, FEE: "15156.9", "requests.carried_in.total": ""}, **facts)
    )


def test_the_schema_is_a_schema() -> None:
    """Draft 2020-12, plain JSON, the same each time, no two callers sharing parts."""
    schema = json_schema()
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"].endswith("2020-12/schema")
    assert json.loads(json.dumps(schema)) == schema == json_schema()
    schema["properties"].clear()
    schema["$defs"]["place"].clear()
    assert json_schema()["properties"]
    assert json_schema()["$defs"]["place"]


def test_labels_are_those_of_the_form() -> None:
    """Chinese as printed with its group, English with unit and legal source."""
    figures = json_schema()["properties"]["figures"]["properties"]
    editions = ("2021", "2019", "2014")
    assert set(figures) == {a for e in editions for a in addresses_of(forms_of(e))}
    secret = figures["requests.denied.state_secret.natural_person"]
    assert secret["title"] == "（三）不予公开 1.属于国家秘密 · 自然人"
    assert secret["description"] == "denied: state secret, natural persons (件); Art. 14"
    assert figures[FEE]["title"] == "行政事业性收费 · 本年收费金额"
    assert "万元" in figures[FEE]["description"]
    assert all(f["title"] and f["description"] for f in figures.values())


def test_every_reason_is_explained() -> None:
    """Codes with their texts in both languages."""
    reasons = {r["const"]: r for r in json_schema()["$defs"]["reason"]["oneOf"]}
    assert set(reasons) == {r.value for r in Reason}
    assert reasons["empty"]["title"] == "单元格为空"


@pytest.mark.parametrize(
    "report",
    [
        build_report({}),
        build_report({}, edition="2019"),
        build_report({}, forms={"requests": "2019"}),
        build_report({}, forms={"proactive_disclosure.item_1": "2019"}),
        build_report({TOTAL: "2.5"}),
        Report(year=2016, edition="2014"),
        build_report({"statistics.complaints": 3}, edition="2014"),
        Report(),
    ],
    ids=repr,
)
def test_what_is_written_is_valid(report: Report) -> None:
    """Both editions, mixtures, and reports without figures."""
    assert not list(validator().iter_errors(to_json(report)))


DAMAGES: dict[str, Callable[[dict[str, Any]], Any]] = {
    "schema": lambda v: v.update(schema="govinfo-report/2"),
    "missing key": lambda v: v.pop("published"),
    "extra key": lambda v: v.update(extra=1),
    "year": lambda v: v.update(year="2023"),
    "period": lambda v: v.update(period=["2023-01-01"]),
    "published": lambda v: v.update(published="20240120"),
    "edition": lambda v: v.update(edition="2022"),
    "block": lambda v: v["forms"].update(nonsense="2021"),
    "block of another edition": lambda v: v["forms"].update(
        {"proactive_disclosure.item_9": "2021"}
    ),
    "figures of a form left out": lambda v: v["forms"].update(
        {"proactive_disclosure.item_9": "2019"}
    ),
    "block left out": lambda v: v["forms"].pop("requests"),
    "other form": lambda v: v["forms"].update(requests="2019"),
    "figure left out": lambda v: v["figures"].pop(TOTAL),
    "foreign figure": lambda v: v["figures"].update({"requests.x.total": v["figures"][TOTAL]}),
    "float count": lambda v: v["figures"][TOTAL].update(value=80.5),
    "text count": lambda v: v["figures"][TOTAL].update(value="80"),
    "long count": lambda v: v["figures"][TOTAL].update(value=10**12),
    "value without number": lambda v: v["figures"][TOTAL].update(value=None),
    "value with reason": lambda v: v["figures"][TOTAL].update(reason="empty"),
    "blank with number": lambda v: v["figures"][TOTAL].update(state="blank", reason="empty"),
    "blank without reason": lambda v: v["figures"]["requests.carried_in.total"].pop("reason"),
    "unknown reason": lambda v: v["figures"]["requests.carried_in.total"].update(reason="x"),
    "amount as number": lambda v: v["figures"][FEE].update(value=15156.9),
    "amount not canonical": lambda v: v["figures"][FEE].update(value="15156.90"),
    "place": lambda v: v["figures"][TOTAL].update(place={"line": "1"}),
    "section": lambda v: v["sections"].update(overview={"heading": "一"}),
    "grade": lambda v: v["reading"]["grade"].update(report="certified"),
    "note": lambda v: v["reading"]["notes"].append({"code": 1}),
    "source": lambda v: v["source"].pop("sha256"),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_schema_and_reader_refuse_the_same(name: str) -> None:
    """What the reader does not accept, the schema does not allow."""
    value = example()
    assert validator().is_valid(value)
    DAMAGES[name](value)
    assert not validator().is_valid(value)
    with pytest.raises(UsageError):
        from_json(value)
