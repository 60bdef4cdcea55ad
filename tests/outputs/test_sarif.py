"""SARIF: its structure, and that every fact of a finding is where a viewer looks for it.

The checks are those of the schema of version 2.1.0 that concern what we write: required
properties, enumerations, and the relations the standard demands between them.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from govinfo_report.model.build import build_report
from govinfo_report.model.figure import Figure, State
from govinfo_report.model.finding import Severity
from govinfo_report.model.parts import SourceInfo
from govinfo_report.model.place import Place
from govinfo_report.outputs.files import write_pieces
from govinfo_report.outputs.sarif import FINGERPRINT, SarifPieces
from govinfo_report.rules import Assessment, catalogue, suppression, suppression_rules, validate
from govinfo_report.rules.baseline import Baseline
from govinfo_report.rules.entries import entries_of
from govinfo_report.testing.conformance.building import build

KINDS = {"pass", "open", "informational", "notApplicable", "review", "fail"}
LEVELS = {"none", "note", "warning", "error"}
#: the properties that objects of these kinds may have: the schema allows no other ones
ALLOWED = {
    "run": {"tool", "invocations", "conversion", "language", "versionControlProvenance",
            "originalUriBaseIds", "artifacts", "logicalLocations", "graphs", "results",
            "automationDetails", "runAggregates", "baselineGuid", "redactionTokens",
            "defaultEncoding", "defaultSourceLanguage", "newlineSequences", "columnKind",
            "externalPropertyFileReferences", "threadFlowLocations", "taxonomies", "addresses",
            "translations", "policies", "webRequests", "webResponses", "specialLocations",
            "properties"},
    "driver": {"guid", "name", "organization", "product", "productSuite", "shortDescription",
               "fullDescription", "fullName", "version", "semanticVersion",
               "dottedQuadFileVersion", "releaseDateUtc", "downloadUri", "informationUri",
               "globalMessageStrings", "notifications", "rules", "taxa", "locations", "language",
               "contents", "isComprehensive", "localizedDataSemanticVersion",
               "minimumRequiredLocalizedDataSemanticVersion", "associatedComponent",
               "translationMetadata", "supportedTaxonomies", "properties"},
    "rule": {"id", "deprecatedIds", "guid", "deprecatedGuids", "name", "deprecatedNames",
             "shortDescription", "fullDescription", "messageStrings", "defaultConfiguration",
             "helpUri", "help", "relationships", "properties"},
    "result": {"ruleId", "ruleIndex", "rule", "kind", "level", "message", "analysisTarget",
               "locations", "guid", "correlationGuid", "occurrenceCount", "partialFingerprints",
               "fingerprints", "stacks", "codeFlows", "graphs", "graphTraversals",
               "relatedLocations", "suppressions", "baselineState", "rank", "attachments",
               "hostedViewerUri", "workItemUris", "provenance", "fixes", "taxa", "webRequest",
               "webResponse", "properties"},
    "location": {"id", "physicalLocation", "logicalLocations", "message", "annotations",
                 "relationships", "properties"},
    "physicalLocation": {"address", "artifactLocation", "region", "contextRegion", "properties"},
    "region": {"startLine", "startColumn", "endLine", "endColumn", "charOffset", "charLength",
               "byteOffset", "byteLength", "snippet", "message", "sourceLanguage", "properties"},
    "logicalLocation": {"name", "index", "fullyQualifiedName", "decoratedName", "parentIndex",
                        "kind", "properties"},
    "suppression": {"guid", "kind", "status", "justification", "location", "properties"},
}  # fmt: skip
ADDRESS = "review_and_litigation.litigation_direct.total"


def check_log(log: dict[str, Any]) -> None:
    """Every demand of the standard on what stands in the log."""
    assert set(log) == {"$schema", "version", "runs"}
    assert log["version"] == "2.1.0"
    for run in log["runs"]:
        assert run["columnKind"] in ("utf16CodeUnits", "unicodeCodePoints")
        driver = run["tool"]["driver"]
        assert set(run) <= ALLOWED["run"]
        assert set(run["tool"]) <= {"driver", "extensions", "properties"}
        assert set(driver) <= ALLOWED["driver"]
        assert driver["name"]
        rules = driver["rules"]
        assert len({rule["id"] for rule in rules}) == len(rules)
        for rule in rules:
            assert set(rule) <= ALLOWED["rule"]
            assert rule["shortDescription"]["text"]
            assert rule["defaultConfiguration"]["level"] in LEVELS
            for message in rule["messageStrings"].values():
                assert "{" not in message["text"].replace("{{", ""), "names are no placeholders"
        for result in run["results"]:
            check_result(result, rules)


def check_result(result: dict[str, Any], rules: list[dict[str, Any]]) -> None:
    """One result."""
    assert set(result) <= ALLOWED["result"]
    assert result["message"]["text"]
    assert result["kind"] in KINDS
    assert result["level"] in LEVELS
    assert (result["level"] == "none") is (result["kind"] != "fail")
    described = rules[result["ruleIndex"]]["id"]
    assert result["ruleId"].split("/")[0] == described
    for location in result["locations"]:
        physical = location["physicalLocation"]
        assert set(location) <= ALLOWED["location"]
        assert set(physical) <= ALLOWED["physicalLocation"]
        for logical in location.get("logicalLocations", ()):
            assert set(logical) <= ALLOWED["logicalLocation"]
        assert " " not in physical["artifactLocation"]["uri"]
        region = physical.get("region", {"startLine": 1})
        assert set(region) <= ALLOWED["region"]
        assert region["startLine"] >= 1
        assert region.get("startColumn", 1) >= 1
        assert region.get("byteOffset", 0) >= 0
    for one in result.get("suppressions", ()):
        assert set(one) <= ALLOWED["suppression"]
        assert one["kind"] in ("inSource", "external")
        assert one["status"] in ("accepted", "underReview", "rejected")
    assert result.get("baselineState", "new") in ("new", "unchanged", "updated", "absent")


@pytest.fixture
def assessment() -> Assessment:
    """One error with a place in the text, and rules that stay open."""
    report = build({})
    place = Place(line=7, column=3, start=120, end=121)
    figures = {**report.figures, ADDRESS: Figure(ADDRESS, 5, State.VALUE, "5", place, "件")}
    changed = build_report(figures, publisher=report.publisher, year=2023,
                           source=SourceInfo(name="年报 1.html"))  # fmt: skip
    return validate(changed)


def log_of(assessments: list[Assessment], language: str = "en", uri: str = "") -> dict[str, Any]:
    """The whole log, as the command line writes it."""
    rules = (*catalogue(), *suppression_rules.RULES)
    frame = SarifPieces(rules, Severity.INFO, language)
    pieces = [frame.piece(one, uri) for one in assessments]
    data = b"".join(write_pieces(frame, (piece for piece in pieces if piece)))
    log: dict[str, Any] = json.loads(data)
    check_log(log)
    assert b"\r" not in data
    return log


def test_a_finding(assessment: Assessment) -> None:
    """Rule, level, place to the byte, both numbers, fingerprint."""
    (run,) = log_of([assessment])["runs"]
    result = next(r for r in run["results"] if r["ruleId"] == "A202")
    (finding,) = assessment.errors
    assert result["level"] == "error"
    assert result["partialFingerprints"] == {FINGERPRINT: finding.fingerprint}
    assert result["properties"]["observed"] == 5
    assert result["properties"]["expected"] == finding.expected
    (location,) = result["locations"]
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": "%E5%B9%B4%E6%8A%A5%201.html"},
        "region": {"startLine": 7, "startColumn": 3, "byteOffset": 120, "byteLength": 1},
    }
    assert location["logicalLocations"][0]["fullyQualifiedName"] == ADDRESS


def test_both_languages(assessment: Assessment) -> None:
    """One speaks, both are there."""
    english, chinese = (log_of([assessment], language)["runs"][0] for language in ("en", "zh"))
    assert english["results"][0]["message"] != chinese["results"][0]["message"]
    assert chinese["tool"]["driver"]["language"] == "zh-CN"
    rule = english["tool"]["driver"]["rules"][0]
    assert set(rule["messageStrings"]) == {"zh", "en"}
    assert rule["properties"]["title"]["zh"]


def test_open_rules_are_results(assessment: Assessment) -> None:
    """Open is never silence."""
    results = log_of([assessment])["runs"][0]["results"]
    waiting = {r["ruleId"]: r["message"]["text"] for r in results if r["kind"] == "open"}
    assert "no report of the year before was given" in waiting["Y101"]


def test_suppressed_and_known_findings_stay(assessment: Assessment) -> None:
    """With who set them aside, and what is new."""
    (error,) = assessment.errors
    entries = entries_of({"suppression": [
        {"fingerprint": error.fingerprint, "rule": "A202", "category": "special-case",
         "justification": "已说明"}]})  # fmt: skip
    done = suppression.set_aside(assessment, entries, date(2024, 1, 1))
    done = Baseline().mark(done)
    result = next(r for r in log_of([done])["runs"][0]["results"] if r["ruleId"] == "A202")
    (one,) = result["suppressions"]
    assert one["justification"] == "已说明"
    assert result["baselineState"] == "new"


def test_several_and_none(assessment: Assessment) -> None:
    """Reports without any result leave no hole."""
    quiet = validate(assessment.report, select=["V101"])
    assert log_of([])["runs"][0]["results"] == []
    assert log_of([quiet, quiet])["runs"][0]["results"] == []
    twice = log_of([quiet, assessment, quiet, assessment], uri="a b\\c.html")["runs"][0]["results"]
    assert len(twice) == 2 * len(log_of([assessment])["runs"][0]["results"])
    uris = {r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in twice}
    assert uris == {"a%20b/c.html"}
