"""The calculation behind a finding: both numbers, every figure that takes part, what else counts."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from govinfo_report.model.figure import Figure
from govinfo_report.model.finding import Attribution, Finding
from govinfo_report.model.report import Report
from govinfo_report.outputs.assessment import finding_line
from govinfo_report.outputs.labels import labels_of
from govinfo_report.outputs.table import MARKS, number_text
from govinfo_report.outputs.text import Column, Line, Piece, one_line, table
from govinfo_report.rules.message import plain_number
from govinfo_report.text.lazy import lazy

#: how evidence states one term of a sum
_TERM = lazy(r"(?P<sign>[+-]) (?P<address>[a-z0-9_.]+) = .*")
#: characters of a fingerprint that are enough to name a finding
_FINGERPRINT = 6
SUSPECTS = {
    Attribution.SOURCE: ("报告本身", "the report"),
    Attribution.READER: ("读取过程", "our reading"),
    Attribution.UNDECIDED: ("未定", "undecided"),
}


@frozen
class Term:
    """One figure of a finding: its sign where it is part of a sum, its label, and itself."""

    sign: str
    label: str
    address: str
    figure: Figure | None

    @property
    def shown(self) -> str:
        """The value, or the mark of its state; empty where the report has no such figure."""
        if self.figure is None:
            return ""
        if self.figure.value is not None:
            return number_text(self.figure.value)
        return MARKS.get(self.figure.state, "")

    @property
    def line(self) -> int | None:
        """The line of the source it stands on."""
        return self.figure.place.line if self.figure is not None and self.figure.place else None


def means(finding: Finding, wanted: str) -> bool:
    """Whether somebody's words name this finding: its rule (``A101.3``, ``A101``, the slug), or
    the beginning of its fingerprint."""
    same = wanted in (finding.rule, finding.rule.partition(".")[0], finding.slug)
    return same or (len(wanted) >= _FINGERPRINT and finding.fingerprint.startswith(wanted))


def facts(finding: Finding, language: str) -> list[tuple[str, str]]:
    """What is expected, what stands there and the difference, as (name, value)."""
    zh = language == "zh"
    numbers = (
        ("应为" if zh else "expected", finding.expected),
        ("实为" if zh else "observed", finding.observed),
        ("相差" if zh else "difference", finding.difference),
    )
    return [
        (name, one_line(value if isinstance(value, str) else plain_number(value)))
        for name, value in numbers
        if value is not None
    ]


def terms(report: Report, finding: Finding, language: str) -> list[Term]:
    """The figures of a finding, the one to look at first, with their signs."""
    labels = labels_of(report)
    signs = {match["address"]: match["sign"] for text in finding.evidence
             if (match := _TERM.fullmatch(text))}  # fmt: skip
    return [
        Term(
            signs.get(address, ""),
            labels[address].text(language) if address in labels else address,
            address,
            report.figures.get(address),
        )
        for address in finding.addresses
    ]


def further(finding: Finding) -> list[str]:
    """The evidence that is no term of a sum: sentences, other findings, other reports."""
    return [text for text in finding.evidence if not _TERM.fullmatch(text)]


def calculation_lines(report: Report, finding: Finding, language: str) -> Iterator[Line]:
    """The whole calculation as lines of text."""
    zh = language == "zh"
    yield finding_line(finding, language)
    more = [
        ("归因" if zh else "attribution", SUSPECTS[finding.attribution][not zh]),
        ("指纹" if zh else "fingerprint", finding.fingerprint),
    ]
    rows = [*facts(finding, language), *more]
    yield from table([Column(style="dim"), Column()], rows, indent=4)
    cells = []
    for term in terms(report, finding, language):
        where = (f"第 {term.line} 行" if zh else f"line {term.line}") if term.line else ""
        cells.append([term.sign, term.shown, term.label, term.address, where])
    if cells:
        columns = [Column(), Column(right=True), Column(most=60), Column(style="dim", most=70),
                   Column(style="dim")]  # fmt: skip
        yield from table(columns, cells, indent=4)
    for text in further(finding):
        yield (Piece(f"    {one_line(text)}", "dim"),)
