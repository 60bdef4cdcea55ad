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
_BEFORE = 4  # characters quoted before the words of a message
_CELLS = " | "


def quotes(assessment: Assessment, source: Source, widest: int = _WIDEST) -> Mapping[str, str]:
    """Fingerprint -> the source at the finding's first place, masked and in one line.

    ``widest`` is the greatest width in columns of a terminal.
    """
    found = {}
    for finding in assessment.findings[:_MOST]:
        text = _quoted(assessment.report, finding, source)
        if text:
            words = str(finding.params.get("words", ""))
            found[finding.fingerprint] = one_line(_around(masked(text), words, widest), widest)
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
    words = squash(str(finding.params.get("words", "")).lstrip("…"))
    try:
        sentence = reread(source, place).strip()
    except GovInfoReportError:
        sentence = ""
    if line and words not in squash(sentence):
        return _with_words(source, place.line or 1, words) or line
    return " ".join(sentence.split("\n")) or line


def _around(text: str, words: str, widest: int) -> str:
    """A long text from shortly before the words that a message quotes, so that they show."""
    places = [n for n, character in enumerate(text) if not character.isspace()]
    plain = squash(words.lstrip("…"))
    at = squash(text).find(plain) if plain else -1
    first = places[at] if 0 < at < len(places) else 0
    # a character may be two columns wide
    if 2 * (first + len(plain)) <= widest:
        return text
    return "…" + text[max(0, first - _BEFORE) :] if first > _BEFORE else text


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
