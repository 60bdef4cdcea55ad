"""Places and rules as SARIF wants them."""

from __future__ import annotations

from typing import Any

from govinfo_report.model.finding import Finding, Severity
from govinfo_report.model.place import Place
from govinfo_report.model.report import Report
from govinfo_report.outputs.labels import labels_of
from govinfo_report.rules import Rule

LANGUAGES = {"zh": "zh-CN", "en": "en-US"}
LEVELS = {
    Severity.FATAL: "error", Severity.ERROR: "error", Severity.WARNING: "warning",
    Severity.INFO: "note",
}  # fmt: skip


def locations(
    report: Report, finding: Finding, artifact: dict[str, str], language: str
) -> list[dict[str, Any]]:
    """One location for the place to look at first; the others are related cells."""
    labels = labels_of(report)
    physical: dict[str, Any] = {"artifactLocation": artifact}
    region = _region(finding.places[0]) if finding.places else {}
    if region:
        physical["region"] = region
    location: dict[str, Any] = {"physicalLocation": physical}
    logical = [
        {"fullyQualifiedName": address,
         **({"name": labels[address].text(language)} if address in labels else {})}
        for address in finding.addresses
    ]  # fmt: skip
    if logical:
        location["logicalLocations"] = logical
    return [location]


def _region(place: Place) -> dict[str, int]:
    if place.line is None:
        return {}
    region = {"startLine": place.line}
    if place.column is not None:
        region["startColumn"] = place.column
    if place.path is None and place.start is not None and place.end is not None:
        region |= {"byteOffset": place.start, "byteLength": place.end - place.start}
    return region


def described(rule: Rule, language: str) -> dict[str, Any]:
    """A rule among those of the tool: in one language, with both among its properties."""
    return {
        "id": rule.id,
        "name": "".join(part.capitalize() for part in rule.slug.split("-")),
        "shortDescription": {"text": rule.title[language]},
        "fullDescription": {"text": rule.explanation[language]},
        "help": {"text": rule.response[language] or rule.explanation[language]},
        "messageStrings": {lang: {"text": _escaped(rule.template[lang])} for lang in LANGUAGES},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {
            "slug": rule.slug,
            "severity": rule.severity.value,
            "status": rule.status.value,
            "formula": rule.formula,
            **{name: dict(getattr(rule, name)) for name in ("title", "explanation", "basis")},
        },
    }


def _escaped(template: str) -> str:
    """Our named parameters in a text whose braces mean something else there."""
    return template.replace("{", "{{").replace("}", "}}")
