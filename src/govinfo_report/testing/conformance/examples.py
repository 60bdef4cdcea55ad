"""Worked examples of a rule: documents of the suite, and what the rule says of them now."""

from __future__ import annotations

import json
from collections.abc import Iterator

from govinfo_report.rules.gap_texts import told_gap
from govinfo_report.testing.conformance.cases import Case, load_cases
from govinfo_report.testing.conformance.running import assess

_VERDICTS = {
    "pass": ("通过", "passes"), "fail": ("未通过", "fails"), "open": ("无法判断", "open"),
    "review": ("待复核", "to review"), "not_applicable": ("不适用", "not applicable"),
}  # fmt: skip
_OWN = ("rule", "is", "findings", "select", "says", "outcome")
_LONGEST = 160


def examples(rule_id: str, language: str) -> Iterator[str]:
    """One line per verdict of a rule (``fail``, ``pass``, ``open`` …): document, then result."""
    shown: set[str] = set()
    cases = [case for case in load_cases() if case.rule == rule_id]
    for case in sorted(cases, key=lambda case: list(_VERDICTS).index(case.verdict)):
        if case.verdict not in shown:
            shown.add(case.verdict)
            word = _VERDICTS[case.verdict][language != "zh"]
            yield f"{word}  {document(case)}{_said(case, language)}"


def document(case: Case) -> str:
    """The document in the compact form of the suite, shortened."""
    own = {key: value for key, value in case.record.items() if key not in _OWN}
    text = json.dumps({"base": "2021", **own}, ensure_ascii=False, default=str)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _said(case: Case, language: str) -> str:
    assessment = assess(case)
    for finding in assessment.findings:
        if finding.rule.partition(".")[0] == case.rule:
            return f" → {finding.message[language]}"
    gaps = assessment.gaps.get(case.rule, ())
    return f" → {told_gap(gaps[0].reason, language)}" if gaps else ""
