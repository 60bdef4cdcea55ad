"""Two years side by side as one self-contained page, in the style of the check report."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from govinfo_report.model.report import Report
from govinfo_report.outputs.comparelines import (
    comparison_title,
    continuity_words,
    kinds_present,
    needed,
)
from govinfo_report.outputs.continuity import KINDS, STATUSES, Continuity
from govinfo_report.outputs.escaping import chinese, shown
from govinfo_report.outputs.htmlreport import page
from govinfo_report.outputs.htmltables import CellMark, figure_html, html_table, table_ids
from govinfo_report.outputs.htmltexts import colon, page_text
from govinfo_report.outputs.labels import TABLES_EN
from govinfo_report.outputs.table import GRADES, number_text

if TYPE_CHECKING:
    from govinfo_report.outputs.compare import Comparison, ComparisonRow

_SENTENCES = 40
_KINDS = {"holds": "aside", "differs": "warning", "open": "note"}


def comparison_page(comparison: Comparison, language: str = "zh") -> str:
    """The page of a comparison, in ``zh`` or ``en``."""
    title = f"{comparison_title(comparison, language)} – {page_text(language, 'compare')}"
    body = [
        *_top(comparison, title, language),
        *_continuity(comparison, language),
        *_figures(comparison, language),
        *_prose(comparison, language),
        "</main>",
    ]
    return page(title, body, language)


def _own(text: str | None, language: str) -> str:
    return chinese(shown(text or ""), language)


def _top(comparison: Comparison, title: str, language: str) -> Iterator[str]:
    yield f'<a class="skip" href="#figures">{page_text(language, "compare_skip")}</a>'
    yield f"<header><h1>{_own(title, language)}</h1>"
    differ = len(comparison.differences)
    same = len(comparison.rows) - differ
    verdict = page_text(language, "compare_verdict", differ=differ, same=same)
    yield f'<p class="verdict">{verdict}</p>'
    yield from (f"<p>{shown(note[language])}</p>" for note in comparison.notes)
    yield f"</header><main><h2>{page_text(language, 'compare_read')}</h2>"
    yield from _scroll(page_text(language, "compare_read"), _facts(comparison, language))


def _scroll(label: str, lines: Iterator[str]) -> Iterator[str]:
    yield f'<div class="scroll" tabindex="0" role="region" aria-label="{shown(label)}">'
    yield from lines
    yield "</div>"


def _facts(comparison: Comparison, language: str) -> Iterator[str]:
    heads = "".join(f'<th scope="col">{page_text(language, f"compare_{name}")}</th>'
                    for name in ("of", "old", "new"))  # fmt: skip
    yield f'<table class="index"><thead><tr>{heads}</tr></thead><tbody>'
    sides = [dict(_known(report, language)) for report in (comparison.old, comparison.new)]
    for name in sides[0]:
        cells = "".join(f"<td>{side[name]}</td>" for side in sides)
        if any(side[name] for side in sides):
            yield f'<tr><th scope="row">{page_text(language, name)}</th>{cells}</tr>'
    yield "</tbody></table>"


def _known(report: Report, language: str) -> Iterator[tuple[str, str]]:
    source = report.source
    hashed = f'<br><span class="hash">{shown(source.sha256)}</span>' if source.sha256 else ""
    unknown = page_text(language, "unknown_year")
    yield "reporting_year", shown(str(report.year or unknown))
    yield "publisher", _own(report.publisher, language)
    yield "report_title", _own(report.title, language)
    yield "edition", shown(report.edition)
    yield "grade", GRADES[report.grade][language != "zh"]
    yield "compare_refused", str(report.reading.refused)
    yield "file", _own(source.name, language) + hashed


def _continuity(comparison: Comparison, language: str) -> Iterator[str]:
    yield f"<h2>{page_text(language, 'continuity')}</h2>"
    if not comparison.continuity:
        yield f"<p>{page_text(language, 'continuity_none')}</p>"
        return
    yield f"<p><b>{shown(continuity_words(comparison, language))}</b></p>"
    yield f'<p class="soft">{page_text(language, "continuity_intro")}</p>'
    yield from _scroll(page_text(language, "continuity"), _checks(comparison, language))


def _checks(comparison: Comparison, language: str) -> Iterator[str]:
    heads = (("continuity_what", ""), ("expected", "n"), ("continuity_now", "n"),
             ("difference", "n"), ("continuity_verdict", ""))  # fmt: skip
    yield '<table class="index"><thead><tr>'
    for name, kind in heads:
        text = page_text(language, name)
        yield f'<th scope="col" class="{kind}">{text[:1].upper()}{text[1:]}</th>'
    yield "</tr></thead>"
    for kind in kinds_present(comparison):
        yield (f'<tbody><tr><th scope="rowgroup" colspan="5"><b>{shown(KINDS[kind][language != "zh"])}'
               "</b></th></tr>")  # fmt: skip
        yield from (_check(c, language) for c in comparison.continuity if c.kind == kind)
        yield "</tbody>"
    yield "</table>"


def _check(check: Continuity, language: str) -> str:
    word = STATUSES[check.status][language != "zh"]
    told = f'<span class="{_KINDS[check.status]}"><span class="badge">{word}</span></span>'
    if check.lacks:
        told += f" {shown(check.reason(language))}"
    numbers = "".join(
        f'<td class="n">{text}</td>'
        for text in (needed(check), number_text(check.observed), number_text(check.difference))
    )
    label = f"{_own(check.part(language), language)} <small>{check.rule}</small>"
    return f'<tr><th scope="row">{label}</th>{numbers}<td>{told}</td></tr>'


def _figures(comparison: Comparison, language: str) -> Iterator[str]:
    yield f'<h2 id="figures">{page_text(language, "compare_figures")}</h2>'
    yield f'<p class="soft">{page_text(language, "compare_intro")} '
    yield f"{page_text(language, 'compare_same')}</p>"
    marks = {
        row.address: _mark(row, comparison.old, language)
        for row in comparison.differences
        if row.new is not None
    }
    lost = {row.label.table for row in comparison.rows if row.new is None}
    met = [one[0] for one in table_ids(comparison.new)]
    for table, number, title in table_ids(comparison.new):
        yield from _table(comparison.new, table, number, title, language, marks)
        if table in lost:
            yield f"<p>{page_text(language, 'compare_forms')}</p>"
            yield from _table(comparison.old, table, number, title, language, {})
    for table, number, title in table_ids(comparison.old):
        if table not in met:
            yield f"<p>{page_text(language, 'compare_forms')}</p>"
            yield from _table(comparison.old, table, number, title, language, {})


def _table(
    report: Report,
    table: str,
    number: str,
    title: str,
    language: str,
    marks: dict[str, CellMark],
) -> Iterator[str]:
    year = str(report.year or page_text(language, "unknown_year"))
    lines = list(html_table(report, table, language, marks, ids=False))
    if not lines:
        name = f"{number}、{title}" if number else title
        if language != "zh":
            name = f"{TABLES_EN.get(table, '')} {chinese(name, language)}".strip()
        yield f"<p>{name}{colon(language)}{page_text(language, 'not_found_table')}</p>"
        return
    label = TABLES_EN.get(table, title) if language != "zh" else title
    yield from _scroll(f"{label} {year}", iter(lines))


def _mark(row: ComparisonRow, old: Report, language: str) -> CellMark:
    from govinfo_report.outputs.compare import signed

    if row.old is None:
        return CellMark((), f"<small>{page_text(language, 'compare_only')}</small>")
    change = f" <b>{signed(row.change)}</b>" if row.change is not None else ""
    year = shown(str(old.year or page_text(language, "compare_old")))
    was = f"<small>{year}{colon(language)}{figure_html(row.old, language)}</small>"
    return CellMark(("hit", "note"), f"<br>{was}{change}")


def _prose(comparison: Comparison, language: str) -> Iterator[str]:
    yield f"<h2>{page_text(language, 'prose')}</h2>"
    prose = comparison.prose
    if prose is None:
        yield f"<p>{page_text(language, 'prose_none')}</p>"
        return
    yield f"<p><b>{shown(prose.words(language))}</b></p>"
    yield f'<p class="soft">{page_text(language, "prose_intro")}</p>'
    if prose.sentences:
        yield f"<h3>{page_text(language, 'prose_same')}</h3><ul>"
        yield from (f"<li>{_own(text, language)}</li>" for text in prose.sentences[:_SENTENCES])
        if len(prose.sentences) > _SENTENCES:
            more = page_text(language, "more", count=len(prose.sentences) - _SENTENCES)
            yield f"<li>{more}</li>"
        yield "</ul>"
