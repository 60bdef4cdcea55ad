"""Which rules run, in which order, and with which severity: selection as data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from attrs import define

from govinfo_report.errors import UsageError
from govinfo_report.model.finding import Severity
from govinfo_report.rules.catalogue import suggestion
from govinfo_report.rules.rule import Rule, RuleStatus

IGNORED = "ignored"
_NOT_SELECTED = "not selected"


@define
class Plan:
    """Rules in id order, and in the order of assessment with the reason to leave one out."""

    rules: tuple[Rule, ...]
    steps: tuple[tuple[Rule, str], ...]
    severities: dict[str, Severity]


def words(selectors: Iterable[str]) -> tuple[str, ...]:
    """Selectors as a tuple; one string is one selector."""
    return (selectors,) if isinstance(selectors, str) else tuple(map(str, selectors))


@lru_cache(maxsize=16)
def plan_of(
    rules: tuple[Rule, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    severities: tuple[tuple[str, str], ...],
) -> Plan:
    """The plan for a run; ``UsageError`` for two rules of one id, or a selector without rule."""
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
    return Plan(
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
    return IGNORED if any(rule.matches(selector) for selector in ignore) else ""


def _overrides(rules: Sequence[Rule], severities: Sequence[tuple[str, str]]) -> dict[str, Severity]:
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
