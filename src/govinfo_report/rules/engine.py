"""Validate a report: the entry to the rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from govinfo_report.errors import UsageError
from govinfo_report.model.finding import Severity
from govinfo_report.model.report import Report
from govinfo_report.rules.assessment import Assessment
from govinfo_report.rules.catalogue import CATALOGUE_VERSION, catalogue
from govinfo_report.rules.context import Context
from govinfo_report.rules.explained import settled
from govinfo_report.rules.history import History
from govinfo_report.rules.plan import IGNORED, plan_of, words
from govinfo_report.rules.rule import Rule
from govinfo_report.rules.run import Run


def validate(
    report: Report,
    *,
    history: Iterable[Report] | History = (),
    rules: Iterable[Rule] | None = None,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    severities: Mapping[str, str | Severity] | None = None,
    draft: bool = False,
) -> Assessment:
    """Check a report against itself, its form and its history; never changes it.

    ``rules`` are the rules to apply (default: the built-in ``catalogue()``; a plugin's rules are
    added to it: ``rules=(*catalogue(), mine)``).  ``select`` and ``ignore`` take ids, prefixes of
    ids (``A``, ``P3``) or slugs; a rule in preview runs only when its id or slug is selected.
    ``severities`` overrides severities, keyed the same way, the longest key winning.  ``history``
    holds reports of earlier years, of any publishers: that of the same publisher for the year
    before is found in it (build one ``History`` to check many reports).  ``draft`` says that the
    report is not yet published: no deadlines, but what must not be left in a text.  A rule that
    raises is recorded as crashed and stops nothing.
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
    plan = plan_of(
        applied,
        words(select),
        words(ignore),
        tuple((str(k), str(v)) for k, v in (severities or {}).items()),
    )
    context = Context(report, _reports(history), draft=draft)
    run = Run(context)
    outcomes = {rule.id: run.apply(rule, reason) for rule, reason in plan.steps}
    findings = run.findings(plan.severities)
    return Assessment(
        report=report,
        findings=findings,
        outcomes=settled((outcomes[rule.id] for rule in plan.rules), findings),
        gaps=run.gaps,
        catalogue=CATALOGUE_VERSION,
        severities=dict(plan.severities),
        ignored=tuple(rule.id for rule, reason in plan.steps if reason == IGNORED),
    )


def _reports(history: Iterable[Report] | History) -> History:
    if isinstance(history, History):
        return history
    if isinstance(history, Report):
        history = (history,)
    reports = tuple(history)
    for report in reports:
        if not isinstance(report, Report):
            raise UsageError(
                f"history holds Reports, not {type(report).__name__}.",
                zh=f"history 只能包含 Report 对象，而不是 {type(report).__name__}。",
            )
    return History(reports)
