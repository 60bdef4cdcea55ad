"""A finding as a comment in the margin: both numbers, the difference, the rule, what to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from govinfo_report.model.finding import Finding, Severity, Status
from govinfo_report.outputs.assessment import SEVERITIES, STATUSES, shown_findings
from govinfo_report.outputs.form import printable
from govinfo_report.rules import Assessment, Rule
from govinfo_report.rules.private import masked

_WORDS = {
    "zh": {
        "expected": "应为", "observed": "实为", "difference": "相差", "do": "如何处理：",
        "says": "报告第六部分：", "more": "规则 {rule}，说明见 govinfo-report explain {id}", "open": "【{severity}】",
        "join": "；",
        "is": "",
    },
    "en": {
        "expected": "expected", "observed": "observed", "difference": "difference",
        "do": "What to do: ", "says": "Section six says: ", "more": "Rule {rule}; see govinfo-report explain {id}",
        "open": "[{severity}] ", "join": "; ", "is": ": ",
    },
}  # fmt: skip
_LONGEST = 1000  # characters of one line of a comment


def finding_remarks(
    assessment: Assessment, rules: Iterable[Rule], language: str, least: Severity = Severity.INFO
) -> Iterator[tuple[Finding, str]]:
    """Every finding of at least this severity that nobody set aside, with the text of its comment.

    The gravest come first; ``language`` is ``zh`` or ``en``.
    """
    known = {rule.id: rule for rule in rules}
    order = list(Severity)[::-1]
    shown = [f for f in shown_findings(assessment, least) if not f.set_aside]
    for finding in sorted(shown, key=lambda finding: order.index(finding.severity)):
        yield finding, _text(finding, known, language)


def _text(finding: Finding, rules: Mapping[str, Rule], language: str) -> str:
    words, zh = _WORDS[language], language == "zh"
    severity = SEVERITIES[finding.severity][not zh]
    if finding.outcome is Status.REVIEW:
        severity = STATUSES[Status.REVIEW][not zh]
    rule_id = finding.rule.partition(".")[0]
    lines = [words["open"].format(severity=severity) + finding.message[language]]
    numbers = [f"{words[name]}{words['is'] or ' '}{value}" for name in
               ("expected", "observed", "difference")
               if (value := getattr(finding, name)) is not None]  # fmt: skip
    if numbers:
        lines.append(words["join"].join(numbers))
    lines += [words["says"] + sentence for sentence in finding.explained_by]
    rule = rules.get(rule_id)
    if rule is not None and rule.response[language]:
        lines.append(words["do"] + rule.response[language])
    lines.append(words["more"].format(rule=finding.rule, id=rule_id))
    return "\n".join(_line(line) for line in lines)


def _line(text: str) -> str:
    line = printable(" ".join(masked(text).split()))
    return line if len(line) <= _LONGEST else line[:_LONGEST] + "…"
