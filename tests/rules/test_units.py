"""Reports of several units side by side: H103 and H105."""

from __future__ import annotations

from typing import Any

import pytest

import govinfo_report as gr

R = "requests."


def became(make, rule: str, *units: dict[str, Any]) -> str:
    """The outcome of a rule over units; each is a set of changes with a name."""
    children = [
        make({k: v for k, v in unit.items() if "." in k},
             **{k: v for k, v in unit.items() if "." not in k})
        for unit in units
    ]  # fmt: skip
    assessment = gr.validate_hierarchy(make(publisher="云岭县"), children)
    return assessment.outcome(rule).status.value


A, B = {"publisher": "云岭县教育局"}, {"publisher": "云岭县统计局"}
A_AGAIN = {**A, "publisher": "云岭县教育局 "}
DIFFERENT = {"proactive_disclosure.normative_documents.issued": 3, R + "granted.total": 8,
             "review_and_litigation.litigation_direct.total": 9}  # fmt: skip
CASES = [
    ("H103", (A, B), "pass"),
    ("H103", (A,), "pass"),
    ("H103", (A, {**A, "year": 2022}), "pass"),
    ("H103", (A, A), "fail"),
    ("H103", (A, B, {**A, R + "granted.total": 1}), "fail"),
    ("H103", (A, A_AGAIN), "fail"),
    ("H103", (A, {"publisher": None}), "open"),
    ("H103", (A, {**B, "year": None}), "open"),
    ("H105", (A, {**B, **DIFFERENT}), "pass"),
    ("H105", (A, A), "pass"),  # H103
    ("H105", ({**A, **DIFFERENT}, B), "pass"),
    ("H105", (A, B), "fail"),
    ("H105", (A, {**B, R + "granted.total": 1}), "fail"),
    ("H105", ({**A, **DIFFERENT}, B, {"publisher": "云岭县水务局"}), "fail"),
    ("H105", (A,), "open"),
    ("H105", ({**A, **DIFFERENT}, {**B, R + "granted.total": ""}), "open"),
]


@pytest.mark.parametrize(("rule", "units", "expected"), CASES)
def test_outcome(make, rule: str, units: tuple[dict[str, Any], ...], expected: str) -> None:
    """Each rule on its own."""
    assert became(make, rule, *units) == expected


def test_copies_and_versions(make) -> None:
    """An equal copy is info; a diverging one a warning with the number of figures."""
    copies = gr.validate_hierarchy(make(), [make(**A), make(**A)])
    (copy,) = [f for f in copies.findings if f.rule[:4] == "H103"]
    assert (copy.severity.value, copy.params["count"]) == ("info", 0)
    versions = gr.validate_hierarchy(make(), [make(**A), make({R + "granted.total": 1}, **A)])
    (version,) = [f for f in versions.findings if f.rule[:4] == "H103"]
    assert (version.severity.value, version.params["count"]) == ("warning", 1)
    assert "云岭县教育局 2023" in version.message["zh"]


def test_units_with_one_table(make) -> None:
    """All of them in one finding per table."""
    units = [make(publisher=f"云岭县{name}局") for name in ("教育", "统计", "水务")]
    found = [f for f in gr.validate_hierarchy(make(), units).findings if f.rule[:4] == "H105"]
    assert [f.rule for f in found] == ["H105.1", "H105.2", "H105.3"]
    assert found[0].evidence == ("云岭县教育局 2023", "云岭县统计局 2023", "云岭县水务局 2023")


def test_no_units(make) -> None:
    """Nothing to compare is open, never passed."""
    assert became(make, "H105") == "open"
    assert became(make, "H103") == "not_applicable"
