"""Apply the rules to a report: order, isolation, fingerprints, outcomes."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from attrs import define, field

from govinfo_report.errors import UsageError
from govinfo_report.model.finding import Finding, Outcome, Param, Severity, Status
from govinfo_report.model.frozen import freeze
from govinfo_report.model.place import Place
from govinfo_report.model.report import Report
from govinfo_report.rules.assessment import Assessment, sorted_findings
from govinfo_report.rules.catalogue import CATALOGUE_VERSION, catalogue, suggestion
from govinfo_report.rules.context import Context
from govinfo_report.rules.message import Message, clean_param
from govinfo_report.rules.rule import Fail, Gap, Pass, Rule, RuleStatus

_NAMED_IN_REASON = 3
_OUTCOMES = (Status.FAIL, Status.REVIEW)


def validate(
    report: Report,
    *,
    history: Iterable[Report] = (),
    rules: Iterable[Rule] | None = None,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    severities: Mapping[str, str | Severity] | None = None,
) -> Assessment:
    """Check a report against itself, its form and its history; never changes it.

    ``rules`` are the rules to apply (default: the built-in ``catalogue()``; a plugin's rules are
    added to it: ``rules=(*catalogue(), mine)``).  ``select`` and ``ignore`` take ids, prefixes of
    ids (``A``, ``P3``) or slugs; a rule in preview runs only when its id or slug is selected.
    ``severities`` overrides severities, keyed the same way, the longest key winning.  ``history``
    holds reports of earlier years.  A rule that raises is recorded as crashed and stops nothing.
    Raises ``UsageError`` for a selector that means no rule, an unknown severity, two rules of one
    id, or something that is no report.
    """
    if not isinstance(report, Report):
        raise UsageError(
            f"validate needs a Report, not {type(report).__name__}.",
            zh=f"validate 需要 Report 对象，而不是 {type(report).__name__}。",
        )
    applied = tuple(rules) if rules is not None else catalogue()
    for rule in applied:
        if not isinstance(rule, Rule):
            raise UsageError(f"{rule!r} is not a Rule.", zh=f"{rule!r} 不是 Rule 对象。")
    plan = _plan(
        applied,
        _words(select),
        _words(ignore),
        tuple((severities or {}).items()),
    )
    context = Context(report, _reports(history))
    run = _Run(context)
    outcomes = {rule.id: run.apply(rule, reason) for rule, reason in plan.steps}
    return Assessment(
        report=report,
        findings=run.findings(plan.severities),
        outcomes=tuple(outcomes[rule.id] for rule in plan.rules),
        gaps=run.gaps,
        catalogue=CATALOGUE_VERSION,
        severities=dict(plan.severities),
        ignored=tuple(rule.id for rule, reason in plan.steps if reason == _IGNORED),
    )


def _reports(history: Iterable[Report]) -> tuple[Report, ...]:
    if isinstance(history, Report):
        history = (history,)
    reports = tuple(history)
    for report in reports:
        if not isinstance(report, Report):
            raise UsageError(
                f"history holds Reports, not {type(report).__name__}.",
                zh=f"history 只能包含 Report 对象，而不是 {type(report).__name__}。",
            )
    return reports


_IGNORED = "ignored"
_NOT_SELECTED = "not selected"


@define
class _Plan:
    """Rules in id order, and in the order of assessment with the reason to leave one out."""

    rules: tuple[Rule, ...]
    steps: tuple[tuple[Rule, str], ...]
    severities: dict[str, Severity]


def _words(selectors: Iterable[str]) -> tuple[str, ...]:
    return (selectors,) if isinstance(selectors, str) else tuple(map(str, selectors))


@lru_cache(maxsize=16)
def _plan(
    rules: tuple[Rule, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    severities: tuple[tuple[str, str | Severity], ...],
) -> _Plan:
    twice = [rule_id for rule_id, n in Counter(rule.id for rule in rules).items() if n > 1]
    if twice:
        raise UsageError(
            f"Two rules have the id {twice[0]}.",
            zh=f"有两条规则的编号都是 {twice[0]}。",
            rule=twice[0],
        )
    for selector in (*select, *ignore, *(key for key, _ in severities)):
        if not any(rule.matches(selector) for rule in rules):
            raise UsageError(
                f"{selector!r} is no rule id, prefix or slug.",
                zh=f"{selector!r} 不是规则编号、编号前缀或规则名。",
                **suggestion(selector, rules),
            )
    steps = []
    for rule in sorted(rules, key=lambda rule: rule.order):
        steps.append((rule, _why_left_out(rule, select, ignore)))
    return _Plan(
        tuple(sorted(rules, key=lambda rule: ("-" in rule.id, rule.id))),
        tuple(steps),
        _overrides(rules, severities),
    )


def _why_left_out(rule: Rule, select: Sequence[str], ignore: Sequence[str]) -> str:
    if rule.status is RuleStatus.DEACTIVATED:
        return f"deactivated: {rule.status_reason}"
    if rule.status is RuleStatus.PREVIEW and not {rule.id, rule.slug} & set(select):
        return "preview"
    if select and not any(rule.matches(selector) for selector in select):
        return _NOT_SELECTED
    return _IGNORED if any(rule.matches(selector) for selector in ignore) else ""


def _overrides(
    rules: Sequence[Rule], severities: Sequence[tuple[str, str | Severity]]
) -> dict[str, Severity]:
    found: dict[str, Severity] = {}
    by_length = sorted(severities, key=lambda pair: len(pair[0]))
    for rule in rules:
        exact = [pair for pair in by_length if pair[0] == rule.slug]
        for selector, wanted in (*by_length, *exact):
            if rule.matches(selector):
                try:
                    found[rule.id] = Severity(wanted)
                except ValueError:
                    known = ", ".join(Severity)
                    raise UsageError(
                        f"{wanted!r} is no severity; known: {known}.",
                        zh=f"{wanted!r} 不是严重程度；可用：{known}。",
                    ) from None
    return found


@define
class _Found:
    """What one rule yielded; ``silenced`` names a rule that has reported the same already."""

    fails: list[Fail] = field(factory=list)
    gaps: list[Gap] = field(factory=list)
    passed: int = 0
    silenced: str = ""


@define
class _Run:
    """One report's way through the rules."""

    context: Context
    gaps: dict[str, tuple[Gap, ...]] = field(factory=dict)
    _failed: list[tuple[Rule, Fail]] = field(factory=list)
    _reported: dict[str, set[str]] = field(factory=dict)

    def apply(self, rule: Rule, left_out: str) -> Outcome:
        """Assess one rule, keep its failures and gaps, say what became of it."""
        if left_out:
            return Outcome(rule.id, rule.slug, Status.NOT_APPLICABLE, reason=left_out)
        report = self.context.report
        editions = {report.edition, *report.forms.values()}
        if rule.editions and editions.isdisjoint(rule.editions):
            reason = f"edition {report.edition}"
            return Outcome(rule.id, rule.slug, Status.NOT_APPLICABLE, reason=reason)
        try:
            found = self._assess(rule)
        except Exception as error:  # noqa: BLE001 - a rule may come from anybody
            origin = getattr(rule.check, "__module__", "?")
            reason = f"{origin}: {type(error).__name__}: {_safe_text(error)}"
            return Outcome(rule.id, rule.slug, Status.CRASHED, reason=reason)
        if found.fails:
            self._failed += [(rule, fail) for fail in found.fails]
            self._reported[rule.id] = {a for fail in found.fails for a in fail.addresses}
        if found.gaps:
            self.gaps[rule.id] = tuple(found.gaps)
        return _outcome(rule, found)

    def _assess(self, rule: Rule) -> _Found:
        found = _Found()
        for result in rule.check(self.context):
            if isinstance(result, Pass):
                found.passed += result.count
            elif isinstance(result, Gap):
                found.gaps.append(result)
            elif not isinstance(result, Fail):
                raise TypeError(f"a check yields Fail, Gap or Pass, not {type(result).__name__}")
            elif silencer := self._silencer(rule, result):
                found.silenced = found.silenced or silencer
            else:
                found.fails.append(_checked(result))
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
        return sorted_findings(keyed)

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


def _checked(fail: Fail) -> Fail:
    """The failure with parameters fit for output; ``TypeError`` when they cannot be."""
    if fail.outcome not in _OUTCOMES:
        raise TypeError("the outcome of a failure is fail or review")
    if not all(isinstance(address, str) for address in fail.addresses):
        raise TypeError("an address is text")
    figures = {
        name: None if (value := getattr(fail, name)) is None else clean_param(value)
        for name in ("expected", "observed", "difference")
    }
    params: dict[str, Param] = {str(k): clean_param(v) for k, v in fail.params.items()}
    for name, value in figures.items():
        if value is not None:
            params.setdefault(name, value)
    return Fail(
        tuple(fail.addresses), params, fail.index, **figures, severity=fail.severity,
        outcome=fail.outcome, attribution=fail.attribution, places=tuple(fail.places),
        evidence=tuple(str(clean_param(e)) for e in fail.evidence), key=str(fail.key),
    )  # fmt: skip


def _safe_text(error: BaseException) -> str:
    try:
        return str(clean_param(str(error)))[:200]
    except Exception:  # noqa: BLE001 - an exception may fail to print itself
        return "(no text)"


def _outcome(rule: Rule, found: _Found) -> Outcome:
    reason = _gap_reason(found.gaps)
    if any(fail.outcome is Status.FAIL for fail in found.fails):
        status = Status.FAIL
    elif found.fails:
        status = Status.REVIEW
    elif found.gaps:
        status = Status.OPEN
    elif found.silenced:
        status, reason = Status.NOT_APPLICABLE, f"reported as {found.silenced}"
    else:
        status = Status.PASS if found.passed else Status.NOT_APPLICABLE
    failed = len(found.fails)
    return Outcome(
        rule.id, rule.slug, status, checked=found.passed + failed, failed=failed,
        open=len(found.gaps), reason=reason,
    )  # fmt: skip


def _gap_reason(gaps: Sequence[Gap]) -> str:
    """What is missing: how often in which state, and the first addresses."""
    if not gaps:
        return ""
    kinds = Counter(gap.reason for gap in gaps if gap.reason)
    names = list(dict.fromkeys(address for gap in gaps for address in gap.addresses))
    parts = [f"{n} × {reason}" for reason, n in sorted(kinds.items(), key=lambda k: (-k[1], k[0]))]
    shown = ", ".join(names[:_NAMED_IN_REASON])
    if len(names) > _NAMED_IN_REASON:
        shown += f" (+{len(names) - _NAMED_IN_REASON})"
    return ": ".join(part for part in (", ".join(parts), shown) if part)
