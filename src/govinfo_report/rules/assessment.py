"""The result of validating one report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from attrs import field, frozen

from govinfo_report.display import Displayed
from govinfo_report.errors import InvalidReportError
from govinfo_report.model.finding import Finding, Outcome, Severity, Status
from govinfo_report.model.report import Report
from govinfo_report.rules.records import finding_record, outcome_record
from govinfo_report.rules.rule import Gap

__all__ = ["Assessment", "finding_record"]

_GRAVE = (Severity.ERROR, Severity.FATAL)
_SEVERITY_WORDS = {
    "zh": {"fatal": "致命", "error": "错误", "warning": "警告", "info": "提示"},
    "en": {"fatal": "fatal", "error": "error", "warning": "warning", "info": "info"},
}


@frozen
class Assessment(Displayed):
    """What does not add up in a report, and what became of every rule.

    ``findings`` stand in the order of assessment (reading, structure, values, arithmetic …);
    ``outcomes`` holds one entry for every rule of the catalogue, applied or not.  ``gaps`` names
    the targets that could not be assessed, by rule.  ``severities`` and ``ignored`` echo what
    the caller overrode and left out.
    """

    report: Report = field(repr=False)
    findings: tuple[Finding, ...] = field(repr=False)
    outcomes: tuple[Outcome, ...] = field(repr=False)
    gaps: Mapping[str, tuple[Gap, ...]] = field(repr=False, hash=False, factory=dict)
    catalogue: str = ""
    severities: Mapping[str, Severity] = field(repr=False, hash=False, factory=dict)
    ignored: tuple[str, ...] = field(repr=False, default=())

    @property
    def errors(self) -> tuple[Finding, ...]:
        """Findings of severity error or fatal that nothing explains and nobody set aside."""
        return tuple(
            f
            for f in self.findings
            if f.severity in _GRAVE and f.outcome is Status.FAIL and not f.set_aside
        )

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """Findings of severity warning, and graver ones that a human has to judge."""
        grave = set(map(id, self.errors))
        return tuple(
            f
            for f in self.findings
            if f.severity is not Severity.INFO and id(f) not in grave and not f.set_aside
        )

    @property
    def infos(self) -> tuple[Finding, ...]:
        """Findings of severity info that nobody set aside."""
        return tuple(f for f in self.findings if f.severity is Severity.INFO and not f.set_aside)

    @property
    def set_aside(self) -> tuple[Finding, ...]:
        """Findings that somebody accepted, or that stood on the list of an earlier check."""
        return tuple(f for f in self.findings if f.set_aside)

    @property
    def ok(self) -> bool:
        """False when there is any error."""
        return not self.errors

    @property
    def complete(self) -> bool:
        """False when a rule crashed, or is open for want of something in the report.

        Rules that need another report, or a date the page does not have, do not count.
        """
        waiting = {rule for rule, gaps in self.gaps.items() if not any(gap.given for gap in gaps)}
        return not any(
            o.status is Status.CRASHED or (o.open and o.rule not in waiting) for o in self.outcomes
        )

    @property
    def counts(self) -> dict[str, int]:
        """Number of findings by severity (``error`` …) and of rules by status (``pass`` …)."""
        found = Counter(f.severity.value for f in self.findings)
        became = Counter(o.status.value for o in self.outcomes)
        return {
            **{s.value: found[s.value] for s in reversed(Severity)},
            **{s.value: became[s.value] for s in Status},
        }

    def outcome(self, rule_id: str) -> Outcome:
        """What became of a rule; ``KeyError`` when it is not in the catalogue used."""
        for outcome in self.outcomes:
            if outcome.rule == rule_id:
                return outcome
        raise KeyError(rule_id)

    def raise_for_errors(self) -> None:
        """Raise ``InvalidReportError``, carrying the assessment, when there is any error."""
        errors = self.errors
        if errors:
            first = errors[0].message
            raise InvalidReportError(
                f"{len(errors)} error(s) in the report; the first: {first['en']}",
                zh=f"报告有 {len(errors)} 处错误，第一处：{first['zh']}",
                assessment=self,
            )

    def records(self) -> list[dict[str, Any]]:
        """The findings as plain dictionaries, ready for JSON or a data frame."""
        return [finding_record(finding) for finding in self.findings]

    def to_json(self) -> dict[str, Any]:
        """Verdict, findings, outcomes and what was overridden, ready for JSON."""
        return {
            "ok": self.ok,
            "complete": self.complete,
            "catalogue": self.catalogue,
            "counts": self.counts,
            "findings": self.records(),
            "outcomes": [outcome_record(outcome) for outcome in self.outcomes],
            "severities": {rule: severity.value for rule, severity in self.severities.items()},
            "ignored": list(self.ignored),
        }

    def text(self, language: str = "en") -> str:
        """Counts, then one line per finding, in one language (``zh`` or ``en``)."""
        words = _SEVERITY_WORDS[language]
        lines = [self._summary(language)]
        for finding in self.findings:
            line = finding.places[0].line if finding.places else None
            where = f" (l. {line})" if line is not None else ""
            lines.append(f"  {words[finding.severity.value]}  {finding.message[language]}{where}")
        return "\n".join(lines)

    def _summary(self, language: str) -> str:
        counts = self.counts
        errors = counts["fatal"] + counts["error"]
        head = f"{self.report.publisher or '?'} {self.report.year or '?'}"
        if language == "zh":
            return (
                f"{head}：错误 {errors}，警告 {counts['warning']}，提示 {counts['info']}；"
                f"规则 {len(self.outcomes)} 条，通过 {counts['pass']}，无法判断 {counts['open']}，"
                f"出错 {counts['crashed']}"
            )
        return (
            f"{head}: {errors} errors, {counts['warning']} warnings, {counts['info']} infos; "
            f"{len(self.outcomes)} rules, {counts['pass']} passed, {counts['open']} open, "
            f"{counts['crashed']} crashed"
        )

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        return f"<Assessment {self._summary('en')}>"
