"""SARIF 2.1.0: findings for code-review tools, with the rules in both languages.

Severity becomes ``level``, the outcome ``kind``.  A level other than ``none`` goes with kind
``fail`` only, so what is to be reviewed or open has none.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

from govinfo_report import __version__
from govinfo_report.model.finding import Finding, Severity, Status
from govinfo_report.model.report import Report
from govinfo_report.outputs.assessment import shown_findings
from govinfo_report.outputs.files import json_bytes
from govinfo_report.outputs.sarif_parts import LANGUAGES, LEVELS, described, locations
from govinfo_report.rules import CATALOGUE_VERSION, Assessment, Rule
from govinfo_report.rules.gap_texts import told_gaps
from govinfo_report.rules.records import finding_record

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
FINGERPRINT = "govinfoReport/v1"


class SarifPieces:
    """``check`` as SARIF: one run whose results are the findings and what stayed open."""

    between = b",\n"
    tail = b"\n]}]}\n"

    def __init__(self, rules: Iterable[Rule], least: Severity, language: str) -> None:
        self.least = least
        self.language = language
        rules = tuple(rules)
        self._index = {rule.id: index for index, rule in enumerate(rules)}
        driver = {
            "name": "govinfo-report",
            "semanticVersion": __version__,
            "language": LANGUAGES[language],
            "rules": [described(rule, language) for rule in rules],
            "properties": {"catalogue": CATALOGUE_VERSION},
        }
        run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": []}
        log = json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False)
        # the results are the last thing of the last run
        self.head = log.removesuffix("]}]}").encode() + b"\n"

    def piece(self, assessment: Assessment, uri: str = "") -> bytes:
        """The results of one report; empty when there are none."""
        return self.between.join(json_bytes(result) for result in self._results(assessment, uri))

    def _results(self, assessment: Assessment, uri: str) -> Iterator[dict[str, Any]]:
        report = assessment.report
        artifact = {"uri": quote((uri or report.source.name or "report").replace("\\", "/"))}
        for finding in shown_findings(assessment, self.least):
            yield self._finding(report, finding, artifact)
        for outcome in assessment.outcomes:
            if outcome.status is Status.OPEN:
                gaps = assessment.gaps.get(outcome.rule, ())
                reason = told_gaps(gaps, self.language)
                yield {
                    **self._rule_of(outcome.rule), "kind": "open", "level": "none",
                    "message": {"text": f"{outcome.rule}: {reason or outcome.reason or 'open'}"},
                    "locations": [{"physicalLocation": {"artifactLocation": artifact}}],
                }  # fmt: skip

    def _rule_of(self, name: str) -> dict[str, Any]:
        """A rule by its place in the list; the assertion follows its id after a slash."""
        rule, _, index = name.partition(".")
        found: dict[str, Any] = {"ruleId": f"{rule}/{index}" if index else rule}
        return {**found, "ruleIndex": self._index[rule]} if rule in self._index else found

    def _finding(
        self, report: Report, finding: Finding, artifact: dict[str, str]
    ) -> dict[str, Any]:
        fails = finding.outcome is Status.FAIL
        record = finding_record(finding)
        result: dict[str, Any] = {
            **self._rule_of(finding.rule),
            "kind": "fail" if fails else "review",
            "level": LEVELS[finding.severity] if fails else "none",
            "message": {"text": finding.message[self.language]},
            "locations": locations(report, finding, artifact, self.language),
            "partialFingerprints": {FINGERPRINT: finding.fingerprint},
            "properties": {
                **{name: record[name] for name in (
                    "severity", "attribution", "expected", "observed", "difference", "evidence",
                    "explained_by",
                )},
                "publisher": report.publisher,
                "year": report.year,
                "message": record["message"],
            },
        }  # fmt: skip
        if finding.suppressions:
            result["suppressions"] = [
                {"kind": "external", "status": one.status, "justification": one.justification,
                 "properties": {"category": one.category, "author": one.author, "date": one.date,
                                "expires": one.expires}}
                for one in finding.suppressions
            ]  # fmt: skip
        if finding.baseline:
            result["baselineState"] = finding.baseline
        return result
