"""The index over many check reports: a row per report with its counts, and what was not read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import quote

from attrs import frozen

from govinfo_report.outputs.escaping import chinese, shown
from govinfo_report.outputs.htmlreport import page
from govinfo_report.outputs.htmltexts import colon, page_text
from govinfo_report.outputs.table import GRADES
from govinfo_report.rules import Assessment
from govinfo_report.text.lazy import lazy

_ODD = lazy(r"[^\p{L}\p{N}._-]++")
_STEM = 40  # characters of a file's name that its page keeps
_COUNTS = ("errors", "warnings", "notes", "open")


@frozen
class IndexRow:
    """What the index tells of one report."""

    name: str
    publisher: str
    year: int | None
    grade: str
    counts: tuple[int, int, int, int]  #: errors, warnings, notes, open rules
    stem: str

    @classmethod
    def of(cls, assessment: Assessment) -> IndexRow:
        """The row of an assessment."""
        report = assessment.report
        counts = (
            len(assessment.errors), len(assessment.warnings), len(assessment.infos),
            sum(bool(outcome.open) for outcome in assessment.outcomes),
        )  # fmt: skip
        return cls(report.source.name or "", report.publisher or "", report.year,
                   report.reading.grade["report"].value, counts, _stem(assessment))  # fmt: skip


def _stem(assessment: Assessment) -> str:
    """A name for the page's file: that of the source, and a part of its hash."""
    source = assessment.report.source
    last = (source.name or "report").replace("\\", "/").rpartition("/")[2]
    plain = _ODD.sub("_", last).strip("._")[:_STEM] or "report"
    return f"{plain}-{_ODD.sub('_', source.sha256 or '')[:8] or 'built'}"


class PageNames:
    """File names for pages: the second page of one name gets a number."""

    def __init__(self) -> None:
        self._taken = {"index"}

    def of(self, stem: str) -> str:
        """A name that no page before has, also where capitals are not told apart."""
        name, number = stem, 1
        while name.casefold() in self._taken:
            number += 1
            name = f"{stem}~{number}"
        self._taken.add(name.casefold())
        return f"{name}.html"


def index_page(
    rows: Sequence[tuple[str, IndexRow]], failed: Sequence[tuple[str, str]], language: str
) -> str:
    """The page of ``rows`` (file name of the page, row), and of ``failed`` (document, reason)."""
    sums = [sum(row.counts[i] for _, row in rows) for i in range(4)]
    told = page_text(language, "index_counts", reports=len(rows), error=sums[0], warning=sums[1],
                     info=sums[2], open=sums[3])  # fmt: skip
    title = page_text(language, "index")
    body = [f"<header><h1>{title}</h1>", f'<p class="verdict">{told}</p></header><main>']
    if rows:
        body += _table(rows, language)
    if failed:
        body.append(f"<h2>{page_text(language, 'index_failed')}</h2><ul>")
        body += [f"<li>{_own(name, language)}{colon(language)}{_own(reason, language)}</li>"
                 for name, reason in failed]  # fmt: skip
        body.append("</ul>")
    return page(title, [*body, "</main>"], language)


def _table(rows: Sequence[tuple[str, IndexRow]], language: str) -> Iterator[str]:
    heads = ["index_report", "file", "grade", *_COUNTS]
    names = {"open": "open_column"}
    yield (f'<div class="scroll" tabindex="0" role="region" aria-label="{page_text(language, "index")}">'
           '<table class="index"><thead><tr>')  # fmt: skip
    yield (
        "".join(
            f'<th scope="col"{_number(head)}>{_head(names.get(head, head), language)}</th>'
            for head in heads
        )
        + "</tr></thead><tbody>"
    )
    for target, row in rows:
        publisher = row.publisher or page_text(language, "unknown_publisher")
        name = f"{publisher} {row.year or page_text(language, 'unknown_year')}"
        link = f'<a href="{quote(target)}">{_own(name, language)}</a>'
        grade = next(words[language != "zh"] for g, words in GRADES.items() if g.value == row.grade)
        cells = "".join(
            f'<td class="n">{f"<b>{count}</b>" if count and head == "errors" else count}</td>'
            for head, count in zip(_COUNTS, row.counts, strict=True)
        )
        yield (f'<tr><th scope="row">{link}</th><td>{_own(row.name, language)}</td>'
               f"<td>{grade}</td>{cells}</tr>")  # fmt: skip
    yield "</tbody></table></div>"


def _number(head: str) -> str:
    return ' class="n"' if head in _COUNTS else ""


def _head(key: str, language: str) -> str:
    """A head of the table; in English each begins with a capital."""
    text = page_text(language, key)
    return text[:1].upper() + text[1:]


def _own(text: str, language: str) -> str:
    return chinese(shown(text), language)
