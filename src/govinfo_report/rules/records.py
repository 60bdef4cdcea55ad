"""Findings and outcomes as plain dictionaries, in the shape of the public JSON."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import attrs

from govinfo_report.model.finding import Finding, Outcome
from govinfo_report.model.place import Place
from govinfo_report.rules.message import plain_number


def _plain(value: object) -> Any:
    if isinstance(value, Decimal):
        return plain_number(value)
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    return value


def place_record(place: Place) -> dict[str, Any]:
    """The known facts of a place."""
    facts = attrs.asdict(place, filter=lambda _, value: value is not None)
    return {name: list(v) if isinstance(v, tuple) else v for name, v in facts.items()}


def finding_record(finding: Finding) -> dict[str, Any]:
    """A finding as a plain dictionary; amounts are decimal strings."""
    return {
        "rule": finding.rule,
        "slug": finding.slug,
        "severity": finding.severity.value,
        "outcome": finding.outcome.value,
        "attribution": finding.attribution.value,
        "addresses": list(finding.addresses),
        "expected": _plain(finding.expected),
        "observed": _plain(finding.observed),
        "difference": _plain(finding.difference),
        "params": _plain(finding.params),
        "message": dict(finding.message),
        "places": [place_record(place) for place in finding.places],
        "evidence": list(finding.evidence),
        "fingerprint": finding.fingerprint,
        "explained_by": list(finding.explained_by),
        "suppressions": [attrs.asdict(one) for one in finding.suppressions],
        "baseline": finding.baseline or None,
    }


def outcome_record(outcome: Outcome) -> dict[str, Any]:
    """An outcome as a plain dictionary."""
    return {**attrs.asdict(outcome), "status": outcome.status.value}
