"""What one rule yielded, and what became of it."""

from __future__ import annotations

from attrs import define, field

from govinfo_report.model.finding import Outcome, Param, Status
from govinfo_report.rules.gap_texts import told_gaps
from govinfo_report.rules.message import clean_param
from govinfo_report.rules.rule import Fail, Gap, Rule

_OUTCOMES = (Status.FAIL, Status.REVIEW)


@define
class Found:
    """What one rule yielded; ``silenced`` names a rule that has reported the same already."""

    fails: list[Fail] = field(factory=list)
    gaps: list[Gap] = field(factory=list)
    passed: int = 0
    silenced: str = ""


def checked(fail: Fail) -> Fail:
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


def outcome_of(rule: Rule, found: Found) -> Outcome:
    """Status and counts of a rule; a pass means that everything was assessed."""
    reason = told_gaps(found.gaps)
    if found.fails:
        status = Status.FAIL  # review where all its findings are: ``explained.settled``
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
