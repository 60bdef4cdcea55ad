"""The sentence of the prose that a finding is about, with its number marked."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import regex

from govinfo_report.model.finding import Finding
from govinfo_report.model.report import Report
from govinfo_report.outputs.calculation import further
from govinfo_report.outputs.escaping import raw
from govinfo_report.rules.message import plain_number
from govinfo_report.rules.private import masked
from govinfo_report.text.lazy import lazy
from govinfo_report.text.normalise import fold
from govinfo_report.text.numerals import digit_runs

_SENTENCE = lazy(r"[^。；！？\n]++[。；！？]?")
_HAN = lazy(r"\p{Han}")
_AROUND = 160  # characters shown on either side of what is marked


def sentence_of(report: Report, finding: Finding) -> str:
    """The sentence a finding quotes words of, in one line and masked; ``""`` when there is none.

    Looked for in the finding's evidence, then in the texts of the report.
    """
    words = _words(finding)
    given = [_plain(text) for text in further(finding) if _HAN.search(text)]
    held = [text for text in given if not words or words in text]
    if held or not words:
        return held[0] if held else ""
    first = words.partition(" ")[0]
    for text in _texts(report):
        for match in _SENTENCE.finditer(text) if first in text else ():
            if first in match[0] and words in (sentence := _plain(match[0])):
                return sentence
    return ""


def _texts(report: Report) -> Iterator[str]:
    yield report.preamble or ""
    for section in report.sections.values():
        yield section.text


def _plain(text: str) -> str:
    return " ".join(masked(text).split())


def _words(finding: Finding) -> str:
    return " ".join(str(finding.params.get("words", "")).split()).rstrip("…")


def quoted(sentence: str, finding: Finding) -> str:
    """The sentence as HTML: the number the finding is about stands in ``mark``.

    Without such a number, what the finding quotes is marked; with neither, nothing is.
    """
    words = _words(finding)
    at = sentence.find(words) if words else -1
    area = (at, at + len(words)) if at >= 0 else (0, len(sentence))
    numbers = {
        fold(plain_number(value))
        for value in (finding.observed, finding.expected, finding.params.get("rate"))
        if isinstance(value, int | Decimal)
    }
    runs = [
        (a, b) for a, b in digit_runs(sentence) if fold(sentence[a:b]).replace(",", "") in numbers
    ]
    spans = [run for run in runs if area[0] <= run[0] and run[1] <= area[1]] or (
        [area] if at >= 0 else runs[:1]
    )
    first, last = (spans[0][0], spans[-1][1]) if spans else (0, 0)
    low, high = max(0, min(first, area[0] if at >= 0 else first) - _AROUND), last + 2 * _AROUND
    html, done = "…" if low else "", low
    for start, end in spans:
        html += raw(sentence[done:start]) + f"<mark>{raw(sentence[start:end])}</mark>"
        done = end
    return html + raw(sentence[done:high]) + ("…" if high < len(sentence) else "")


def marked_line(line: str, finding: Finding) -> str:
    """The quoted line of the source as HTML, its number marked where it stands there once."""
    line = " ".join(line.split())
    number = finding.observed
    found = []
    if isinstance(number, int | Decimal):
        wanted = regex.escape(plain_number(number))
        found = list(regex.finditer(rf"(?<![0-9.,]){wanted}(?![0-9.,])", line))
    if len(found) != 1:
        return raw(line)
    start, end = found[0].span()
    return f"{raw(line[:start])}<mark>{raw(line[start:end])}</mark>{raw(line[end:])}"
