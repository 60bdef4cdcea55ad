"""One report's way through the rules: isolation, silence, findings, fingerprints."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from attrs import define, field

from govinfo_report.model.finding import Finding, Outcome, Severity, Status
from govinfo_report.model.frozen import freeze
from govinfo_report.model.place import Place
from govinfo_report.model.report import Report
from govinfo_report.rules.context import Context
from govinfo_report.rules.explained import explained
from govinfo_report.rules.message import Message, clean_param
from govinfo_report.rules.outcomes import Found, checked, outcome_of
from govinfo_report.rules.rule import Fail, Gap, Pass, Rule

#: more results than this from one rule are taken for an endless iterator
MOST_RESULTS = 100_000


@define
class Run:
    """One report's way through the rules."""

    context: Context
    gaps: dict[str, tuple[Gap, ...]] = field(factory=dict)
    _failed: list[tuple[Rule, Fail]] = field(factory=list)
    _reported: dict[str, set[str]] = field(factory=dict)

    def apply(self, rule: Rule, left_out: str) -> Outcome:
        """Assess one rule, keep its failures and gaps, say what became of it."""
        if left_out:
            return Outcome(rule.id, rule.slug, Status.NOT_APPLICABLE, reason=left_out)
        if rule.stage and (rule.stage == "draft") is not self.context.draft:
            reason = "draft" if self.context.draft else "published"
            return Outcome(rule.id, rule.slug, Status.NOT_APPLICABLE, reason=reason)
        report = self.context.report
        editions = {report.edition}
        if "sections" not in rule.requires:  # the text is that of one edition, tables may differ
            editions.update(report.forms.values())
        if rule.editions and editions.isdisjoint(rule.editions):
            reason = f"edition {report.edition}"
            return Outcome(rule.id, rule.slug, Status.NOT_APPLICABLE, reason=reason)
        try:
            found = self._assess(rule)
        except (Exception, SystemExit) as error:  # noqa: BLE001 - a rule may come from anybody
            origin = getattr(rule.check, "__module__", "?")
            reason = f"{origin}: {type(error).__name__}: {_safe_text(error)}"
            return Outcome(rule.id, rule.slug, Status.CRASHED, reason=reason)
        if found.fails:
            self._failed += [(rule, fail) for fail in found.fails]
            self._reported[rule.id] = {a for fail in found.fails for a in fail.addresses}
        if found.gaps:
            self.gaps[rule.id] = tuple(found.gaps)
        return outcome_of(rule, found)

    def _assess(self, rule: Rule) -> Found:
        found = Found()
        for number, result in enumerate(rule.check(self.context)):
            if number == MOST_RESULTS:
                raise ValueError(f"more than {MOST_RESULTS} results")
            if isinstance(result, Pass):
                found.passed += result.count
            elif isinstance(result, Gap):
                found.gaps.append(result)
            elif not isinstance(result, Fail):
                raise TypeError(f"a check yields Fail, Gap or Pass, not {type(result).__name__}")
            elif silencer := self._silencer(rule, result):
                found.silenced = found.silenced or silencer
            else:
                found.fails.append(checked(result))
        return found

    def _silencer(self, rule: Rule, fail: Fail) -> str:
        for other in rule.silenced_by:
            if not self._reported.get(other, set()).isdisjoint(fail.addresses):
                return other
        return ""

    def findings(self, severities: Mapping[str, Severity]) -> tuple[Finding, ...]:
        """The failures as findings, sorted, with places and fingerprints."""
        position = {address: i for i, address in enumerate(self.context.figures)}
        last = len(position)
        keyed: list[tuple[tuple[Any, ...], Finding]] = []
        prints: Counter[str] = Counter()
        for number, (rule, fail) in enumerate(self._failed):
            first = position.get(fail.addresses[0], last) if fail.addresses else last
            finding = self._finding(rule, fail, severities.get(rule.id), prints)
            keyed.append(((rule.order, fail.index, first, number), finding))
        ordered = tuple(finding for _, finding in sorted(keyed, key=lambda pair: pair[0]))
        return explained(self.context.report, ordered)

    def _finding(
        self, rule: Rule, fail: Fail, severity: Severity | None, prints: Counter[str]
    ) -> Finding:
        rule_id = f"{rule.id}.{fail.index}" if fail.index else rule.id
        mark = fingerprint(self.context.report, rule_id, fail.addresses, fail.key)
        prints[mark] += 1
        if prints[mark] > 1:  # equal but for its values: told apart by the order met
            again = f"{fail.key}#{prints[mark]}"
            mark = fingerprint(self.context.report, rule_id, fail.addresses, again)
        return Finding(
            rule=rule_id,
            slug=rule.slug,
            severity=severity or fail.severity or rule.severity,
            outcome=fail.outcome,
            attribution=(
                fail.attribution or rule.attribution or self.context.attribute(fail.addresses)
            ),
            addresses=fail.addresses,
            expected=fail.expected,
            observed=fail.observed,
            difference=fail.difference,
            params=freeze(fail.params),
            message=Message(rule.id, rule.template, fail.params),
            places=fail.places or self._places(fail.addresses),
            evidence=fail.evidence,
            fingerprint=mark,
        )

    def _places(self, addresses: Iterable[str]) -> tuple[Place, ...]:
        figures = self.context.figures
        met = (figures[a].place for a in addresses if a in figures)
        return tuple(place for place in met if place is not None)


def fingerprint(report: Report, rule_id: str, addresses: Iterable[str], key: str = "") -> str:
    """Names a finding by report, rule and addresses, not by values: survives a corrected one."""
    parts = (report.publisher or "", str(report.year or ""), rule_id, key, *addresses)
    text = "\x1f".join(parts).encode("utf-8", "replace")
    return hashlib.sha256(text).hexdigest()[:16]


def _safe_text(error: BaseException) -> str:
    try:
        return str(clean_param(str(error)))[:200]
    except Exception:  # noqa: BLE001 - an exception may fail to print itself
        return "(no text)"
