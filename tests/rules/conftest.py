"""Reports for the rules: balanced, with distinct values, and with single things changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random
from typing import Any

import pytest

from govinfo_report.model.address import addresses_of, columns_of
from govinfo_report.model.build import build_report, forms_of
from govinfo_report.model.note import Note
from govinfo_report.model.report import Reading, Report
from govinfo_report.rules import Assessment, validate

Values = dict[str, Any]
Make = Callable[..., Report]
PARTS = (
    "natural_person", "commercial_enterprise", "research_institution",
    "public_welfare_organization", "legal_service_institution", "other_organization",
)  # fmt: skip
COLUMNS = (*PARTS, "total")


def balanced_values(edition: str = "2021", seed: int = 7, most: int = 900) -> Values:
    """Every figure of the form; all identities hold, written out here by hand once more."""
    rng = Random(seed)
    forms = forms_of(edition)
    columns = columns_of(forms)
    values: Values = {a: rng.randint(1, most) for a in addresses_of(forms)}
    rows = list(dict.fromkeys(a.rsplit(".", 1)[0] for a in columns if a.startswith("requests.")))
    first, second, *outcomes, handled, fourth = rows
    for part in PARTS:
        values[f"{handled}.{part}"] = sum(values[f"{row}.{part}"] for row in outcomes)
        values[f"{fourth}.{part}"] = rng.randint(1, 90)
        over = values[f"{handled}.{part}"] + values[f"{fourth}.{part}"]
        values[f"{second}.{part}"] = rng.randint(1, 90)
        values[f"{first}.{part}"] = over - values[f"{second}.{part}"]
    for row in rows:
        values[f"{row}.total"] = sum(values[f"{row}.{part}"] for part in PARTS)
    for name in ("administrative_reconsideration", "litigation_direct",
                 "litigation_after_reconsideration"):  # fmt: skip
        group = f"review_and_litigation.{name}"
        results = ("upheld", "corrected", "other_result", "pending")
        values[f"{group}.total"] = sum(values[f"{group}.{result}"] for result in results)
    if edition == "2021":
        for row in ("administrative_rules", "normative_documents"):
            name = f"proactive_disclosure.{row}"
            values[f"{name}.in_force"] = values[f"{name}.issued"] + 3
    else:
        values["proactive_disclosure.centralized_procurement.amount"] = "18.3万元"
        for row in ("administrative_rules", "normative_documents"):
            name = f"proactive_disclosure.{row}"
            values |= {f"{name}.newly_made": 30, f"{name}.newly_published": 20,
                       f"{name}.total_published": 70}  # fmt: skip
    return values


@pytest.fixture
def balanced() -> Callable[..., Values]:
    """The values of a report in which every identity holds."""
    return balanced_values


@pytest.fixture
def make() -> Make:
    """A balanced report with some figures changed; a change of ``None`` leaves one out."""

    def build(
        changes: Mapping[str, Any] | None = None,
        *,
        edition: str = "2021",
        notes: tuple[Note, ...] = (),
        grade: Any = "verified",
        opener: str = "html",
        forms: Mapping[str, str] | None = None,
        drop: str = "",
        **facts: Any,
    ) -> Report:
        values = balanced_values(edition)
        if drop:
            values = {a: v for a, v in values.items() if not a.startswith(drop)}
        if forms:
            known = set(addresses_of({**forms_of(edition), **forms}))
            values = {a: v for a, v in values.items() if a in known}
        reading = Reading(opener=opener, layout="test", grade=grade, notes=notes)
        identity = {
            "publisher": "柳岸省人民政府",
            "year": 2023 if edition == "2021" else 2020,
            **facts,
        }
        return build_report(
            {**values, **(changes or {})}, edition=edition, forms=forms, reading=reading, **identity
        )

    return build


@pytest.fixture
def found() -> Callable[..., set[str]]:
    """Ids of everything a report raises, with the index of the assertion."""

    def ids(report: Report, **options: Any) -> set[str]:
        return {finding.rule for finding in validate(report, **options).findings}

    return ids


@pytest.fixture
def status() -> Callable[[Report, str], str]:
    """What became of one rule."""

    def of(report: Report, rule: str) -> str:
        assessment: Assessment = validate(report)
        return assessment.outcome(rule).status.value

    return of
