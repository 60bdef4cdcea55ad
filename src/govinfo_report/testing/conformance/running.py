"""Runs cases and says where a verdict differs from what is expected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from attrs import frozen

from govinfo_report.rules import (
    Assessment,
    Rule,
    catalogue,
    hierarchy,
    suppression_rules,
    validate,
)
from govinfo_report.rules.records import finding_record
from govinfo_report.rules.rule import RuleStatus
from govinfo_report.rules.suppression import set_aside
from govinfo_report.testing.conformance.cases import Case


@frozen
class Verdict:
    """What became of a case: the outcome of its rule, and findings too many or too few."""

    case: Case
    became: str
    missing: frozenset[str]
    additional: frozenset[str]
    differing: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether everything is as expected."""
        same = not (self.missing or self.additional or self.differing)
        return same and self.became == self.case.verdict

    def __str__(self) -> str:
        words = [f"{self.case.id}: {self.case.rule} is {self.became}"]
        words += [f"missing {', '.join(sorted(self.missing))}"] if self.missing else []
        words += [f"additional {', '.join(sorted(self.additional))}"] if self.additional else []
        return "; ".join((*words, *self.differing))


def assess(case: Case, rules: Iterable[Rule] | None = None) -> Assessment:
    """The assessment of a case under the rules it selects; ``rules`` replace the built-in ones."""
    if case.hierarchy:
        return hierarchy.validate_hierarchy(case.report(), case.units())
    applied = tuple(rules) if rules is not None else catalogue()
    known = {rule.id for rule in applied}
    # a rule in preview runs when it is named
    named = (case.rule,) if case.rule in known else ()
    select = tuple(s for s in case.select if any(rule.matches(s) for rule in applied))
    assessment = validate(
        case.report(), history=case.others(), rules=applied, select=(*select, *named),
        draft=case.draft,
    )  # fmt: skip
    return set_aside(assessment, case.entries, case.today)


def judge(case: Case, rules: Iterable[Rule] | None = None) -> Verdict:
    """A case held against the rules."""
    assessment = assess(case, rules)
    found = frozenset(finding.rule for finding in assessment.findings if not finding.set_aside)
    return Verdict(
        case, assessment.outcome(case.rule).status.value, case.findings - found,
        found - case.findings, tuple(differing(case, assessment)),
    )  # fmt: skip


def differing(case: Case, assessment: Assessment) -> Iterator[str]:
    """What a finding (``expected``, ``severity`` …) or the outcome says, unlike the case."""
    outcome = assessment.outcome(case.rule)
    for name, value in case.record.get("outcome", {}).items():
        if getattr(outcome, name) != value:
            yield f"{case.rule} has {name} {getattr(outcome, name)}, not {value}"
    for rule, facts in case.record.get("says", {}).items():
        for finding in assessment.findings:
            if finding.rule == rule:
                record = finding_record(finding)
                for name, value in facts.items():
                    said = str(value) if isinstance(value, Decimal) else value
                    if record[name] != said:
                        yield f"{rule} has {name} {record[name]}, not {said}"


def coverage(cases: Iterable[Case]) -> dict[str, dict[str, int]]:
    """Rule -> number of cases by verdict; ``review`` counts as ``fail``."""
    counts: dict[str, dict[str, int]] = {}
    for case in cases:
        verdict = "fail" if case.verdict == "review" else case.verdict
        of_rule = counts.setdefault(case.rule, {"pass": 0, "fail": 0, "open": 0})
        of_rule[verdict] = of_rule.get(verdict, 0) + 1
    return counts


def suite_rules() -> tuple[Rule, ...]:
    """The rules a suite can speak of: those of the catalogue, of hierarchies and suppressions."""
    rules = (*catalogue(), *hierarchy.RULES, *suppression_rules.RULES)
    return tuple(rule for rule in rules if rule.status is not RuleStatus.DEACTIVATED)
