"""Findings that somebody set aside, with a reason; entries that no longer fit are findings.

A source document cannot carry comments, so decisions stand in a file beside it.  An entry names
its finding by fingerprint, which survives a changed value, and must say why.  An entry that met
nothing, has expired or gives no reason is reported (U101-U103).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from attrs import evolve, frozen

from govinfo_report.model.finding import (
    Attribution,
    Finding,
    Outcome,
    Severity,
    Status,
    Suppression,
)
from govinfo_report.model.report import Report
from govinfo_report.rules.assessment import Assessment
from govinfo_report.rules.history import publisher_key
from govinfo_report.rules.message import Message
from govinfo_report.rules.rule import Rule
from govinfo_report.rules.run import fingerprint
from govinfo_report.rules.suppression_rules import EXPIRED, RULES, UNJUSTIFIED, UNUSED

#: why a finding may be set aside
CATEGORIES = ("explained-in-report", "known-source-error", "special-case", "tool-noise")
ENTRY_STATUSES = ("accepted", "underReview", "rejected")


@frozen
class Entry:
    """One decision: which finding, and why it is set aside.

    ``publisher`` and ``year`` say of which report it speaks, so that it can be missed; without
    them it is missed only where ``alone`` says that its file belongs to one report.
    """

    fingerprint: str
    rule: str
    suppression: Suppression
    publisher: str | None = None
    year: int | None = None
    alone: bool = False
    source: str = ""

    def is_of(self, report: Report) -> bool:
        """Whether the entry speaks of this report."""
        if self.publisher is None and self.year is None:
            return self.alone
        return self.year == report.year and publisher_key(self.publisher or "") == publisher_key(
            report.publisher or ""
        )

    def expired(self, today: date) -> bool:
        """Whether its last day is over."""
        last = self.suppression.expires
        return bool(last) and date.fromisoformat(last) < today


def set_aside(assessment: Assessment, entries: Iterable[Entry], today: date) -> Assessment:
    """The assessment with its suppressed findings marked, and what is wrong with the entries.

    Suppressed findings stay among ``findings``; they no longer count as errors or warnings.
    ``today`` decides what has expired.
    """
    by_print: dict[str, list[Entry]] = {}
    for entry in entries:
        by_print.setdefault(entry.fingerprint, []).append(entry)
    if not by_print:
        return assessment
    findings: list[Finding] = []
    wrong: list[Finding] = []
    met: set[str] = set()
    for finding in assessment.findings:
        valid = []
        for entry in by_print.get(finding.fingerprint, ()):
            met.add(finding.fingerprint)
            fault = _fault(entry, today)
            if fault is None:
                valid.append(entry.suppression)
            else:
                wrong.append(_finding(assessment.report, fault, entry, finding.severity))
        findings.append(evolve(finding, suppressions=tuple(valid)) if valid else finding)
    outcomes = {outcome.rule: outcome for outcome in assessment.outcomes}
    for mark, listed in by_print.items():
        for entry in listed if mark not in met else ():
            if entry.is_of(assessment.report) and _assessed(entry.rule, outcomes):
                wrong.append(_finding(assessment.report, UNUSED, entry, None))
    wrong.sort(key=lambda finding: finding.rule)
    return evolve(
        assessment, findings=(*findings, *wrong), outcomes=(*assessment.outcomes, *_became(wrong))
    )


def _fault(entry: Entry, today: date) -> Rule | None:
    if not entry.suppression.justification.strip():
        return UNJUSTIFIED
    return EXPIRED if entry.expired(today) else None


def _assessed(rule: str, outcomes: dict[str, Outcome]) -> bool:
    """Whether the rule of an entry came to a verdict in this run."""
    outcome = outcomes.get(rule.partition(".")[0])
    if outcome is None:
        return False
    done = outcome.status in (Status.PASS, Status.FAIL, Status.REVIEW)
    return done and not outcome.open


def _became(wrong: list[Finding]) -> Iterator[Outcome]:
    for rule in RULES:
        failed = sum(finding.rule == rule.id for finding in wrong)
        status = Status.FAIL if failed else Status.PASS
        yield Outcome(rule.id, rule.slug, status, checked=max(failed, 1), failed=failed)


def _finding(report: Report, rule: Rule, entry: Entry, severity: Severity | None) -> Finding:
    params = {
        "entry": entry.fingerprint, "rule": entry.rule, "expires": entry.suppression.expires or "–",
    }  # fmt: skip
    return Finding(
        rule=rule.id, slug=rule.slug, severity=rule.severity, outcome=Status.FAIL,
        attribution=Attribution.UNDECIDED, params=params,
        message=Message(rule.id, rule.template, params),
        evidence=tuple(text for text in (entry.source, severity and str(severity)) if text),
        fingerprint=fingerprint(report, rule.id, (), entry.fingerprint),
    )  # fmt: skip
