"""Cards of assessments, findings and rules."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from govinfo_report.display import ROWS, Card, Tile, number
from govinfo_report.model.finding import Finding, Severity, Status
from govinfo_report.model.report import Report
from govinfo_report.outputs.assessment import SEVERITIES, counts_line, waiting_rules
from govinfo_report.outputs.labels import labels_of
from govinfo_report.outputs.notebook.cards import fields_card
from govinfo_report.outputs.text import plain
from govinfo_report.rules import Assessment, Rule
from govinfo_report.rules.gap_texts import told_gap
from govinfo_report.rules.message import plain_number

_WAITING = 6


def assessment_card(assessment: Assessment) -> Card:
    """Counts, then every finding: rule, address and label, expected, observed, where."""
    report = assessment.report
    shown = ordered(assessment.findings)
    rows = [finding_row(finding, report) for finding in shown[:ROWS]]
    heads = ("finding", "where", "expected", "observed", "message")
    title = f"{report.publisher or 'publisher unknown'} {report.year or 'year unknown'}"
    facts = [
        f"{len(found)} {word}{'s' * (len(found) > 1 and word != 'set aside')}"
        for found, word in (
            (assessment.errors, "error"), (assessment.warnings, "warning"),
            (assessment.infos, "note"), (assessment.set_aside, "set aside"),
        ) if found
    ]  # fmt: skip
    facts.append("complete" if assessment.complete else "not complete: some rules have no verdict")
    told = plain(counts_line(assessment, "en")).strip()
    notes = [told, *(f"open {', '.join(rules)}: {told_gap(reason, 'en')}"
                     for reason, rules in list(waiting_rules(assessment).items())[:_WAITING])]  # fmt: skip
    return Card(title, (facts[0] if shown else "no findings", *facts[1 if shown else 0 :]),
                heads, rows, max(0, len(shown) - ROWS), tuple(notes))  # fmt: skip


def ordered(findings: Iterable[Finding]) -> list[Finding]:
    """The gravest first, what was set aside last."""
    order = list(Severity)[::-1]
    return sorted(findings, key=lambda f: (f.set_aside, order.index(f.severity)))


def severity_word(finding: Finding) -> str:
    """The severity in words, and what softens it."""
    word = SEVERITIES[finding.severity][1]
    if finding.set_aside:
        return f"{word}, set aside"
    return f"{word}, to review" if finding.outcome is Status.REVIEW else word


def finding_row(finding: Finding, report: Report) -> tuple[Tile, ...]:
    """One finding in a row."""
    first = finding.addresses[0] if finding.addresses else ""
    label = labels_of(report).get(first)
    name = label.text("zh") if label is not None else ""
    place = finding.places[0] if finding.places else None
    line = f", line {place.line}" if place is not None and place.line is not None else ""
    return (
        Tile(finding.rule, "label", severity_word(finding)),
        Tile(name or first or "the report", "", (first if name else "") + line),
        _number(finding.expected), _number(finding.observed), Tile(finding.message.get("en", "")),
    )  # fmt: skip


def _number(value: object) -> Tile:
    return number(plain_number(value) if isinstance(value, int | Decimal) else value)


def finding_card(finding: Finding) -> Card:
    """A finding: the message, both numbers, what it is about."""
    card = fields_card(finding)
    kept = [row for row in card.rows if row[0].text not in ("message", "params", "fingerprint")]
    texts = [(Tile(f"message ({name})", "label"), Tile(text))
             for name, text in finding.message.items()]  # fmt: skip
    facts = (severity_word(finding), finding.message.get("en", ""))
    return Card(f"Finding {finding.rule} {finding.slug}", facts, (), [*texts, *kept])


def rule_card(rule: Rule) -> Card:
    """A rule: what it checks, why, by which source."""
    parts = (
        ("title", rule.title), ("explanation", rule.explanation), ("basis", rule.basis),
        ("exclusions", rule.exclusions), ("causes", rule.causes), ("response", rule.response),
    )  # fmt: skip
    rows = [(Tile(name, "label"), Tile(text.get("en", ""))) for name, text in parts
            if text.get("en")]  # fmt: skip
    if rule.formula:
        rows.insert(1, (Tile("formula", "label"), Tile(rule.formula)))
    facts = (rule.severity.value, rule.title["zh"], *(f"edition {e}" for e in rule.editions))
    return Card(f"Rule {rule.id} {rule.slug}", facts, (), rows)
