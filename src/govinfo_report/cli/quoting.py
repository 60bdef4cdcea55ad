"""The line of the source a finding is about, as a reader would look for it."""

from __future__ import annotations

from collections.abc import Mapping

from govinfo_report.documents.reread import reread
from govinfo_report.documents.source import Source
from govinfo_report.errors import GovInfoReportError
from govinfo_report.model.figure import Figure
from govinfo_report.model.finding import Finding
from govinfo_report.model.report import Report
from govinfo_report.outputs.labels import labels_of
from govinfo_report.outputs.text import one_line
from govinfo_report.rules import Assessment
from govinfo_report.rules.private import masked
from govinfo_report.text.normalise import squash

_MOST = 40  # findings that are quoted; a report with more is wrong throughout
_WIDEST = 72
_CELLS = " | "


def quotes(assessment: Assessment, source: Source) -> Mapping[str, str]:
    """Fingerprint -> the source at the finding's first place, masked and in one line."""
    found = {}
    for finding in assessment.findings[:_MOST]:
        text = _quoted(assessment.report, finding, source)
        if text:
            found[finding.fingerprint] = one_line(masked(text), _WIDEST)
    return found


def _quoted(report: Report, finding: Finding, source: Source) -> str:
    place = finding.places[0] if finding.places else None
    figure = report.figures.get(finding.addresses[0]) if finding.addresses else None
    line = _line(source, place.line) if place and place.line and place.path is None else ""
    if figure is not None and figure.place == place:
        # a cell on a line of its own says little: show its row
        return line if line and line.strip() != (figure.raw or "").strip() else _row(report, figure)
    if place is None:
        return ""
    words = squash(str(finding.params.get("words", "")))
    if line:
        return _with_words(source, place.line or 1, words) or line
    try:
        return reread(source, place).strip().partition("\n")[0]
    except GovInfoReportError:
        return ""


def _row(report: Report, figure: Figure) -> str:
    """The printed cells of the figure's row, behind its label."""
    address = figure.address
    label = labels_of(report).get(address)
    prefix = address.rpartition(".")[0] + "."
    raws = [f.raw.strip() for a, f in report.figures.items()
            if a.startswith(prefix) and a.count(".") == address.count(".") and f.raw is not None]  # fmt: skip
    row = f"{label.row.number}{label.row.label}" if label is not None else ""
    return _CELLS.join((row, *raws)) if raws else ""


def _with_words(source: Source, first: int, words: str) -> str:
    """The first line from here on that holds the words a message quotes."""
    rest = _lines(source)[first - 1 :]
    return next((line.strip() for line in rest if words and words in squash(line)), "")


def _lines(source: Source) -> list[str]:
    return source.decoded.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _line(source: Source, number: int) -> str:
    lines = _lines(source)
    return lines[number - 1].strip() if number <= len(lines) else ""
