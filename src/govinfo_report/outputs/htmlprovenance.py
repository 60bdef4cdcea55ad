"""What was read, from which file, and with what: the head of the check report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from govinfo_report.model.editions import EDITION_IDS, edition
from govinfo_report.model.figure import Grade, State
from govinfo_report.model.forms import ALL_TABLES
from govinfo_report.outputs.escaping import chinese, shown
from govinfo_report.outputs.htmltexts import colon, page_text
from govinfo_report.outputs.labels import TABLES_EN
from govinfo_report.outputs.table import GRADES
from govinfo_report.rules import Assessment

_PLUGINS = 20


def provenance(assessment: Assessment, language: str) -> Iterator[str]:
    """Identity, grade, source and software as a list of facts; what is unknown is left out."""
    yield '<dl class="facts">'
    for name, html in _facts(assessment, language):
        if html:
            yield f"<dt>{page_text(language, name)}</dt><dd>{html}</dd>"
    yield "</dl>"


def _facts(assessment: Assessment, language: str) -> Iterator[tuple[str, str]]:
    report, source = assessment.report, assessment.report.source
    yield "publisher", _own(report.publisher, language) or page_text(language, "unknown_publisher")
    yield "reporting_year", shown(str(report.year or page_text(language, "unknown_year")))
    yield "report_title", _own(report.title, language)
    if report.period is not None:
        yield "period", " – ".join(day.isoformat() for day in report.period)
    yield "published", report.published.isoformat() if report.published else ""
    yield "edition", _edition(report.edition, language)
    yield "grade", _grade(report.reading.grade, language)
    counts = Counter(figure.state.value for figure in report.figures.values())
    if counts:
        told = {state.value: counts[state.value] for state in State}
        yield "states", page_text(language, "states_told", **told)
    yield "file", _file(source.name, source.sha256, language)
    yield "container", _file(source.container.get("name"), source.container.get("sha256"), language)
    yield "url", shown(source.url or "")
    yield "retrieved", shown(source.retrieved or "")
    reading = (report.reading.opener, report.reading.layout)
    yield "how", shown(" / ".join(part for part in reading if part))
    yield "software", _software(report.software, assessment.catalogue, language)


def _file(name: str | None, digest: str | None, language: str) -> str:
    if not digest:
        return _own(name, language)
    hashed = f'<small>SHA-256</small> <span class="hash">{shown(digest)}</span>'
    return f"{_own(name, language)}<br>{hashed}"


def _own(text: str | None, language: str) -> str:
    return chinese(shown(text or ""), language)


def _edition(name: str, language: str) -> str:
    notice = edition(name).notice if name in EDITION_IDS else ""
    return shown(name) + (f" ({chinese(shown(notice), language)})" if notice else "")


def _grade(grades: Mapping[str, Grade], language: str) -> str:
    whole = grades["report"]
    lines = [page_text(language, f"grade_{whole.value}")]
    if len(set(grades.values())) > 1:
        for table, (_, number, title) in ALL_TABLES.items():
            if table in grades:
                name = TABLES_EN.get(table, title) if language != "zh" else f"{number}、{title}"
                lines.append(f"{name}{colon(language)}{GRADES[grades[table]][language != 'zh']}")
    return "<br>".join(lines)


def _software(software: Mapping[str, object], catalogue: str, language: str) -> str:
    parts = [f"govinfo-report {shown(str(software.get('govinfo-report', '?')))}"]
    version = catalogue or str(software.get("rules", ""))
    if version:
        parts.append(page_text(language, "rules_version", version=shown(version)))
    plugins = software.get("plugins")
    if isinstance(plugins, Mapping) and plugins:
        names = ", ".join(f"{k} {v}" for k, v in sorted(plugins.items())[:_PLUGINS])
        parts.append(f"{page_text(language, 'plugins')}{colon(language)}{shown(names)}")
    return ("；" if language == "zh" else "; ").join(parts)
