"""Assessments for people and for programs: lines, JSON objects, rows of CSV."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from govinfo_report.model import codec
from govinfo_report.model.finding import Finding, Outcome, Severity, Status
from govinfo_report.model.report import Report
from govinfo_report.outputs.files import csv_rows, indented, json_bytes
from govinfo_report.outputs.labels import labels_of
from govinfo_report.outputs.provenance import software_text
from govinfo_report.outputs.table import head_lines
from govinfo_report.outputs.text import Line, Piece, one_line
from govinfo_report.rules import Assessment
from govinfo_report.rules.assessment import finding_record
from govinfo_report.rules.gap_texts import told_gap, told_gaps

SEVERITIES = {
    Severity.FATAL: ("致命", "fatal"),
    Severity.ERROR: ("错误", "error"),
    Severity.WARNING: ("警告", "warning"),
    Severity.INFO: ("提示", "info"),
}
STATUSES = {
    Status.PASS: ("通过", "passed"),
    Status.FAIL: ("未通过", "failed"),
    Status.REVIEW: ("待复核", "to review"),
    Status.OPEN: ("无法判断", "open"),
    Status.CRASHED: ("规则出错", "crashed"),
    Status.NOT_APPLICABLE: ("不适用", "not applicable"),
}
CSV_COLUMNS = (
    "source", "publisher", "year", "rule", "slug", "severity", "outcome", "attribution",
    "addresses", "expected", "observed", "difference", "message_zh", "message_en", "line",
    "fingerprint", "suppressed", "justification", "baseline", "explained_by", "sha256", "software",
    "catalogue",
)  # fmt: skip


def shown_findings(assessment: Assessment, least: Severity) -> tuple[Finding, ...]:
    """The findings of at least this severity."""
    order = list(Severity)
    return tuple(f for f in assessment.findings if order.index(f.severity) >= order.index(least))


def assessment_lines(
    assessment: Assessment,
    language: str,
    least: Severity,
    quotes: Mapping[str, str] | None = None,
) -> Iterator[Line]:
    """Findings in words, the gravest first, then what became of the rules.

    ``quotes`` hold the source line by fingerprint.  Findings that were set aside are counted;
    what could not be assessed is named.
    """
    yield from head_lines(assessment.report, language)
    order = list(Severity)[::-1]
    shown = (f for f in shown_findings(assessment, least) if not f.set_aside)
    for finding in sorted(shown, key=lambda finding: order.index(finding.severity)):
        yield finding_line(finding, language)
        quote = (quotes or {}).get(finding.fingerprint, "")
        # a message that quotes the line itself needs no second one
        if quote and quote not in finding.message[language]:
            yield (Piece("      > ", "dim"), Piece(quote, "dim"))
        yield from _explained(finding, language)
    yield from counts_line(assessment, language)
    yield from _open_rules(assessment, language)


def _explained(finding: Finding, language: str) -> Iterator[Line]:
    head = "报告第六部分：" if language == "zh" else "section six says: "
    for sentence in finding.explained_by:
        yield (Piece(f"      {head}", "dim"), Piece(one_line(sentence), "dim"))


def counts_line(assessment: Assessment, language: str) -> Iterator[Line]:
    """What became of the rules, counted, in one line."""
    zh = language == "zh"
    became = dict.fromkeys(STATUSES, 0)
    noted = put_aside = 0
    grave = _rules_of(f for f in assessment.findings
                      if f.severity is not Severity.INFO and not f.set_aside)  # fmt: skip
    left = _rules_of(f for f in assessment.findings if not f.set_aside)
    for outcome in assessment.outcomes:
        failed = outcome.status in (Status.FAIL, Status.REVIEW)
        if failed and outcome.rule not in left:
            put_aside += 1
        elif outcome.status is Status.FAIL and outcome.rule not in grave:
            noted += 1  # a note is no failure
        else:
            became[outcome.status] += 1
    counts = [(STATUSES[s][not zh], n) for s, n in became.items()]
    counts[2:2] = [
        ("有提示" if zh else "noted", noted),
        ("已搁置" if zh else "set aside", put_aside),
    ]
    total = len(assessment.outcomes)
    text = f"  {total} 条规则：" if zh else f"  {total} rules: "
    words = (f"{word} {n}" for word, n in counts if n)
    yield (Piece(text + ("，" if zh else ", ").join(words), "dim"),)


def _rules_of(findings: Iterable[Finding]) -> set[str]:
    return {finding.rule.partition(".")[0] for finding in findings}


def _open_rules(assessment: Assessment, language: str) -> Iterator[Line]:
    zh = language == "zh"
    waiting = waiting_rules(assessment)
    for reason, rules in waiting.items():
        shown = told_gap(reason, language)
        word = STATUSES[Status.OPEN][not zh]
        yield (Piece(f"  {word} {', '.join(rules)}: {shown}", "dim"),)
    excused = {rule for rules in waiting.values() for rule in rules}
    for outcome in assessment.outcomes:
        if outcome.status in (Status.OPEN, Status.CRASHED) and outcome.rule not in excused:
            word = STATUSES[outcome.status][not zh]
            where = one_line(what_lacks(assessment, outcome, language), 90)
            yield (Piece(f"  {word} {outcome.rule} {outcome.slug}: {where}", "dim"),)


def what_lacks(assessment: Assessment, outcome: Outcome, language: str) -> str:
    """What a rule lacked; cells by their labels in Chinese, by their addresses in English."""
    gaps = assessment.gaps.get(outcome.rule, ())
    if not gaps:
        return outcome.reason
    labels = labels_of(assessment.report) if language == "zh" else {}
    return told_gaps(gaps, language, lambda a: labels[a].text(language) if a in labels else a)


def waiting_rules(assessment: Assessment) -> dict[str, list[str]]:
    """Rules that are open for want of a whole input, by what is missing."""
    found: dict[str, list[str]] = {}
    for outcome in assessment.outcomes:
        gaps = assessment.gaps.get(outcome.rule, ())
        if outcome.status is Status.OPEN and gaps and not any(gap.given for gap in gaps):
            found.setdefault(gaps[0].reason, []).append(outcome.rule)
    return found


def finding_line(finding: Finding, language: str) -> Line:
    """One finding: severity, message, place."""
    zh = language == "zh"
    word = SEVERITIES[finding.severity][not zh]
    if finding.outcome is Status.REVIEW:
        word += "·待复核" if zh else " (review)"
    line = finding.places[0].line if finding.places else None
    where = (f"（第 {line} 行）" if zh else f" (line {line})") if line else ""
    message = one_line(finding.message[language])
    return (Piece(f"  {word} ", finding.severity.value), Piece(message), Piece(where, "dim"))


def report_head(report: Report) -> dict[str, Any]:
    """The head of a report's JSON object: everything but figures and text."""
    record = codec.to_json(report)
    for name in ("figures", "extra_rows", "preamble", "sections"):
        record.pop(name, None)
    return record


def assessment_record(assessment: Assessment, least: Severity) -> dict[str, Any]:
    """The head of the report, its findings of at least this severity, and all outcomes."""
    verdict = assessment.to_json()
    verdict["findings"] = [finding_record(f) for f in shown_findings(assessment, least)]
    return {**report_head(assessment.report), **verdict}


class CheckPieces:
    """``check`` in one of its formats for programs: a piece per assessment."""

    def __init__(self, format: str, least: Severity) -> None:
        self.format = format
        self.least = least
        array = format == "json"
        self.head, self.between, self.tail = (b"[\n", b",\n", b"\n]\n") if array else (b"",) * 3
        if format == "csv":
            self.head = ",".join(CSV_COLUMNS).encode() + b"\n"

    def piece(self, assessment: Assessment, uri: str = "") -> bytes:
        """One assessment; ``uri`` is the address of its document, where a format has one."""
        if self.format == "csv":
            return csv_rows(self._rows(assessment))
        record = assessment_record(assessment, self.least)
        if self.format == "json":
            return indented(record)
        return json_bytes(record) + b"\n"

    def _rows(self, assessment: Assessment) -> Iterator[tuple[object, ...]]:
        report = assessment.report
        software = software_text(report) if report.software else None
        for finding in shown_findings(assessment, self.least):
            place = finding.places[0] if finding.places else None
            yield (
                report.source.name, report.publisher, report.year, finding.rule, finding.slug,
                finding.severity.value, finding.outcome.value, finding.attribution.value,
                " ".join(finding.addresses), finding.expected, finding.observed,
                finding.difference, finding.message["zh"], finding.message["en"],
                place and place.line, finding.fingerprint,
                " ".join(f"{one.category}:{one.status}" for one in finding.suppressions),
                " ".join(one.justification for one in finding.suppressions), finding.baseline,
                " ".join(finding.explained_by), report.source.sha256, software,
                assessment.catalogue,
            )  # fmt: skip
