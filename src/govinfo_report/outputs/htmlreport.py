"""The check report: one self-contained page without scripts, for the screen and for A4.

The same assessment gives the same bytes: no clock, no path of the machine, nothing fetched.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from govinfo_report.model.figure import State
from govinfo_report.model.finding import Severity
from govinfo_report.outputs.assessment import counts_line, shown_findings
from govinfo_report.outputs.escaping import chinese, shown
from govinfo_report.outputs.htmlfindings import (
    Numbered,
    articles,
    cell_marks,
    contents,
    numbered,
)
from govinfo_report.outputs.htmlopen import blind_spots, not_assessed
from govinfo_report.outputs.htmlprovenance import provenance
from govinfo_report.outputs.htmlstyle import style
from govinfo_report.outputs.htmltables import STATE_WORDS, cell_id, html_table, table_ids
from govinfo_report.outputs.htmltexts import colon, page_text
from govinfo_report.outputs.labels import TABLES_EN
from govinfo_report.outputs.text import plain
from govinfo_report.rules import Assessment, Rule, catalogue, hierarchy, suppression_rules

_LANGUAGES = {"zh": "zh-CN", "en": "en"}
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
#: states without a value, in the order of the legend
_LEGEND = (State.BLANK, State.NOT_APPLICABLE, State.REFUSED, State.ABSENT)


def check_page(
    assessment: Assessment,
    language: str = "zh",
    *,
    quotes: Mapping[str, str] | None = None,
    rules: Iterable[Rule] = (),
    least: Severity = Severity.INFO,
    only: frozenset[str] | None = None,
) -> str:
    """An assessment as a page of HTML, in ``zh`` or ``en``.

    ``quotes`` hold the source line by fingerprint of the finding, ``rules`` explain the findings
    (the built-in ones are known), ``least`` leaves out findings of lower severity, and ``only``
    all but those with these fingerprints.
    """
    own = (*catalogue(), *hierarchy.RULES, *suppression_rules.RULES, *rules)
    shown_ones = shown_findings(assessment, least)
    if only is not None:
        shown_ones = tuple(f for f in shown_ones if f.fingerprint in only)
    found = numbered(shown_ones)
    body = [
        *_top(assessment, language, partial=only is not None),
        *_contents(found, language),
        *_tables(assessment, found, language),
    ]
    if found:
        drawn = "".join(body)
        cells = frozenset(a for a in assessment.report.figures if f'id="{cell_id(a)}"' in drawn)
        body.append(f"<h2>{page_text(language, 'details')}</h2>")
        body += articles(assessment, found, language, quotes or {}, {r.id: r for r in own}, cells)
    body += not_assessed(assessment, language, {rule.id: rule for rule in own})
    body += blind_spots(assessment, language)
    return page(heading(assessment, language), body, language)


def page(title: str, body: Iterable[str], language: str) -> str:
    """A whole page around some lines; ``title`` is text."""
    return "\n".join((
        "<!DOCTYPE html>",
        f'<html lang="{_LANGUAGES[language]}">',
        '<head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        f"<title>{shown(title)}</title>",
        f"<style>\n{style()}</style></head>",
        "<body>", *body, "</body></html>", "",
    ))  # fmt: skip


def heading(assessment: Assessment, language: str) -> str:
    """Publisher and year, as the title of the page names them."""
    report = assessment.report
    publisher = report.publisher or page_text(language, "unknown_publisher")
    year = report.year
    told = page_text(language, "unknown_year" if year is None else "year", year=year)
    return f"{publisher} {told} – {page_text(language, 'title')}"


def verdict(assessment: Assessment, language: str) -> str:
    """How much was found, in one sentence."""
    counts = {
        "error": len(assessment.errors), "warning": len(assessment.warnings),
        "info": len(assessment.infos),
    }  # fmt: skip
    words = page_text(language, "found" if any(counts.values()) else "clean", **counts)
    if assessment.set_aside:
        words += page_text(language, "also_aside", count=len(assessment.set_aside))
    open_ = sum(bool(outcome.open) for outcome in assessment.outcomes)
    return words + (page_text(language, "also_open", count=open_) if open_ else "")


def _top(assessment: Assessment, language: str, *, partial: bool) -> Iterator[str]:
    yield f'<a class="skip" href="#contents">{page_text(language, "skip")}</a>'
    yield f"<header><h1>{chinese(shown(heading(assessment, language)), language)}</h1>"
    yield f'<p class="verdict">{verdict(assessment, language)}</p>'
    if partial:
        yield f"<p>{page_text(language, 'selected')}</p>"
    yield "</header><main>"
    yield f"<h2>{page_text(language, 'read')}</h2>"
    yield from provenance(assessment, language)
    yield f'<p class="soft">{shown(plain(counts_line(assessment, language)))}</p>'


def _contents(found: list[Numbered], language: str) -> Iterator[str]:
    yield f'<h2 id="contents">{page_text(language, "contents")}</h2>'
    if found:
        yield from contents(found, language)
    else:
        yield f"<p>{page_text(language, 'none')}</p>"


def _tables(assessment: Assessment, found: list[Numbered], language: str) -> Iterator[str]:
    report = assessment.report
    marks = cell_marks(found, language)
    yield f"<h2>{page_text(language, 'tables')}</h2>"
    if found:
        yield f'<p class="soft">{page_text(language, "tables_intro")}</p>'
    states: set[State] = set()
    for table, number, title in table_ids(report):
        lines = list(html_table(report, table, language, marks))
        name = f"{number}、{title}" if number else title
        if language != "zh":
            name = f"{TABLES_EN.get(table, '')} {chinese(name, language)}".strip()
        if not lines:
            yield f"<p>{name}{colon(language)}{page_text(language, 'not_found_table')}</p>"
            continue
        states |= {f.state for a, f in report.figures.items() if a.startswith(table + ".")}
        label = TABLES_EN.get(table, title) if language != "zh" else title
        yield f'<div class="scroll" tabindex="0" role="region" aria-label="{shown(label)}">'
        yield from lines
        yield "</div>"
    yield from _legend(states, language)


def _legend(states: set[State], language: str) -> Iterator[str]:
    present = [STATE_WORDS[state] for state in _LEGEND if state in states]
    if present:
        items = "".join(
            f"<li><b>{page_text(language, word)}</b>{colon(language)}"
            f"{page_text(language, 'legend_' + word.removesuffix('_mark'))}</li>"
            for word in present
        )
        yield f'<div class="legend"><ul>{items}</ul></div>'
