"""Findings as HTML: the list at the head of the page, the marks in the tables, one article each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import frozen

from govinfo_report.model.finding import Finding, Severity, Status
from govinfo_report.model.place import Place
from govinfo_report.model.report import Report
from govinfo_report.outputs.assessment import SEVERITIES
from govinfo_report.outputs.calculation import SUSPECTS, Term, facts, further, terms
from govinfo_report.outputs.escaping import chinese, link, shown
from govinfo_report.outputs.htmlquotes import marked_line, quoted, sentence_of
from govinfo_report.outputs.htmltables import CellMark, cell_id, figure_html
from govinfo_report.outputs.htmltexts import colon, page_text
from govinfo_report.rules import Assessment, Rule
from govinfo_report.text.lazy import lazy

_CLASSES = {
    Severity.FATAL: "error", Severity.ERROR: "error", Severity.WARNING: "warning",
    Severity.INFO: "note",
}  # fmt: skip
_LETTERS = {"error": ("错", "E"), "warning": ("警", "W"), "note": ("提", "N"), "aside": ("搁", "A")}
#: a sum as messages write it
_SUM = lazy(r"[0-9][＋+][0-9]")
_MARKS = 6  # marks in one cell
_EVIDENCE = 30
_EXPLANATIONS = ("explanation", "basis", "causes", "response", "exclusions")
_HEADS = ("why", "basis", "causes", "response", "exclusions")


@frozen
class Numbered:
    """A finding and its number on the page."""

    number: int
    finding: Finding

    @property
    def kind(self) -> str:
        """The class of its colours and letter."""
        return "aside" if self.finding.set_aside else _CLASSES[self.finding.severity]

    def sign(self, language: str) -> str:
        """Letter and number, ``E1``: what tells its severity without colour."""
        return f"{_LETTERS[self.kind][language != 'zh']}{self.number}"

    def named(self, language: str) -> str:
        """The sign, and the severity in words."""
        return f"{self.sign(language)} {self.severity(language)}"

    def severity(self, language: str) -> str:
        """The severity in words, and what softens it."""
        word = SEVERITIES[self.finding.severity][language != "zh"]
        if self.finding.set_aside:
            return f"{word} · {page_text(language, 'aside')}"
        if self.finding.outcome is Status.REVIEW:
            return f"{word} · {page_text(language, 'review')}"
        return word


def numbered(findings: Iterable[Finding]) -> list[Numbered]:
    """The findings with their numbers: the gravest first, those set aside last."""
    order = list(Severity)[::-1]
    ordered = sorted(findings, key=lambda f: (f.set_aside, order.index(f.severity)))
    return [Numbered(number, finding) for number, finding in enumerate(ordered, 1)]


def contents(found: Sequence[Numbered], language: str) -> Iterator[str]:
    """The list of all findings, each leading to its article."""
    yield '<ol class="toc">'
    for one in found:
        message = chinese(shown(one.finding.message[language]), language)
        yield (
            f'<li class="{one.kind}"><span class="badge">{one.sign(language)}</span>'
            f"<span>{link(f'f{one.number}', message)} "
            f"<small>{one.severity(language)}</small></span></li>"
        )
    yield "</ol>"


def cell_marks(found: Sequence[Numbered], language: str) -> dict[str, CellMark]:
    """Address -> what its cell carries: a mark per finding, those to look at first in front."""
    met: dict[str, list[tuple[bool, Numbered]]] = {}
    for one in found:
        for position, address in enumerate(dict.fromkeys(one.finding.addresses)):
            met.setdefault(address, []).append((position > 0, one))
    return {address: _cell_mark(marks, language) for address, marks in met.items()}


def _cell_mark(marks: list[tuple[bool, Numbered]], language: str) -> CellMark:
    marks = sorted(marks, key=lambda mark: (mark[0], mark[1].number))
    html = []
    for other, one in marks[:_MARKS]:
        kind = f' class="m {"more" if other else "first"} {one.kind}"'
        html.append(link(f"f{one.number}", one.sign(language),
                         f'{kind} aria-label="{one.named(language)}"'))  # fmt: skip
    if len(marks) > _MARKS:
        html.append(f"+{len(marks) - _MARKS}")
    other, one = marks[0]
    return CellMark(("hit", one.kind) if other else ("hit", "here", one.kind), " ".join(html))


def articles(
    assessment: Assessment,
    found: Sequence[Numbered],
    language: str,
    quotes: Mapping[str, str],
    rules: Mapping[str, Rule],
    cells: frozenset[str],
) -> Iterator[str]:
    """One article per finding; ``cells`` are the addresses that have a cell on the page."""
    explained: dict[str, Numbered] = {}
    numbers = {one.finding.rule: one.number for one in reversed(found)}
    numbers |= {rule.partition(".")[0]: number for rule, number in reversed(numbers.items())}
    for one in found:
        name = one.finding.rule.partition(".")[0]
        first = explained.setdefault(name, one)
        yield f'<article id="f{one.number}" class="{one.kind}">'
        yield from _head(one, language)
        yield from _numbers(one.finding, language)
        sentence = sentence_of(assessment.report, one.finding)
        yield from _prose(one.finding, sentence, language, quotes)
        yield from _calculation(assessment.report, one.finding, language, cells)
        yield from _further(one.finding, sentence, language, numbers)
        yield from _softened(one.finding, language)
        if first is not one:
            target = link(f"f{first.number}", page_text(language, "finding", number=first.number))
            yield f"<p>{page_text(language, 'same_rule', link=target)}</p>"
        elif name in rules:
            yield from _rule(rules[name], language)
        yield _foot(one.finding, language)
        yield "</article>"


def _head(one: Numbered, language: str) -> Iterator[str]:
    message = chinese(shown(one.finding.message[language]), language)
    yield (
        f'<h3><span class="badge">{one.sign(language)}</span> '
        f"<small>{one.severity(language)}</small> {message}</h3>"
    )


def _numbers(finding: Finding, language: str) -> Iterator[str]:
    numbers = facts(finding, language)
    if numbers:
        pairs = (f"<span>{name} <b>{shown(value)}</b></span>" for name, value in numbers)
        yield f'<p class="both">{"".join(pairs)}</p>'


def _prose(
    finding: Finding, sentence: str, language: str, quotes: Mapping[str, str]
) -> Iterator[str]:
    quote = quotes.get(finding.fingerprint, "")
    where = _where(finding.places[0] if finding.places else None, language)
    behind = f" <small>{where}</small>" if where else ""
    if sentence:
        yield f"<h4>{page_text(language, 'sentence')}{behind}</h4>"
        yield f"<blockquote{_zh(language)}>{quoted(sentence, finding)}</blockquote>"
    elif quote:
        yield f"<h4>{page_text(language, 'quote')}{behind}</h4>"
        yield f"<blockquote{_zh(language)}>{marked_line(quote, finding)}</blockquote>"
    elif where:
        yield f"<p>{page_text(language, 'where')}{colon(language)}{where}</p>"


def _zh(language: str) -> str:
    return ' lang="zh"' if language != "zh" else ""


def _where(place: Place | None, language: str) -> str:
    if place is None:
        return ""
    if place.page is not None:
        return page_text(language, "page", page=place.page)
    return page_text(language, "line", line=place.line) if place.line is not None else ""


def _calculation(
    report: Report, finding: Finding, language: str, cells: frozenset[str]
) -> Iterator[str]:
    rows = terms(report, finding, language)
    parts = str(finding.params.get("parts", ""))
    if rows or _SUM.search(parts):
        yield f"<h4>{page_text(language, 'calculation')}</h4>"
    if _SUM.search(parts):
        made = finding.expected if "＝" not in parts and finding.expected is not None else None
        yield f"<p>{shown(parts if made is None else f'{parts}＝{made}')}</p>"
    if rows:
        heads = (("sign", "n"), ("value", "n"), ("label", ""), ("where", ""))
        yield (
            '<div class="scroll"><table class="sums"><thead><tr>'
            + "".join(
                f'<th scope="col" class="{kind}">{page_text(language, name)}</th>'
                for name, kind in heads
            )
            + "</tr></thead><tbody>"
        )
        yield from (_term(row, language, cells) for row in rows)
        yield "</tbody></table></div>"


def _further(
    finding: Finding, sentence: str, language: str, numbers: Mapping[str, int]
) -> Iterator[str]:
    rest = [text for text in further(finding) if " ".join(text.split()) != sentence]
    if rest:
        items = "".join(
            f"<li>{_evidence(text, language, numbers)}</li>" for text in rest[:_EVIDENCE]
        )
        if len(rest) > _EVIDENCE:
            items += f"<li>{page_text(language, 'more', count=len(rest) - _EVIDENCE)}</li>"
        yield f"<h4>{page_text(language, 'further')}</h4><ul>{items}</ul>"


def _evidence(text: str, language: str, numbers: Mapping[str, int]) -> str:
    """A piece of evidence; one that names another finding leads to it."""
    html = chinese(shown(text), language)
    return link(f"f{numbers[text]}", html) if text in numbers else html


def _term(term: Term, language: str, cells: frozenset[str]) -> str:
    label = shown(term.label)
    if term.address in cells:
        label = link(cell_id(term.address), label)
    where = _where(term.figure.place if term.figure is not None else None, language)
    value = figure_html(term.figure, language) if term.figure is not None else ""
    return (
        f'<tr><td class="n">{term.sign.replace("-", "−")}</td><td class="n">{value}</td>'
        f"<td>{label}</td><td>{where}</td></tr>"
    )


def _softened(finding: Finding, language: str) -> Iterator[str]:
    if finding.explained_by:
        yield f"<h4>{page_text(language, 'explained')}</h4>"
        for text in finding.explained_by:
            yield f"<blockquote{_zh(language)}>{shown(text)}</blockquote>"
    reasons = [
        f"{one.justification} ({one.category}, {one.status})" for one in finding.suppressions
    ]
    reasons += [page_text(language, "known")] * (finding.baseline == "unchanged")
    if reasons:
        items = "".join(f"<li>{chinese(shown(text), language)}</li>" for text in reasons)
        yield f"<h4>{page_text(language, 'set_aside')}</h4><ul>{items}</ul>"


def _rule(rule: Rule, language: str) -> Iterator[str]:
    for attribute, head in zip(_EXPLANATIONS, _HEADS, strict=True):
        words = getattr(rule, attribute)[language]
        if words:
            yield f"<h4>{page_text(language, head)}</h4><p>{chinese(shown(words, 2000), language)}</p>"


def _foot(finding: Finding, language: str) -> str:
    suspect = SUSPECTS[finding.attribution][language != "zh"]
    facts_ = (
        f"<code>{shown(finding.rule)}</code> {shown(finding.slug)}",
        f"{page_text(language, 'attribution')}{colon(language)}{suspect}",
        f"{page_text(language, 'fingerprint')} <code>{shown(finding.fingerprint)}</code>",
    )
    back = link("contents", f"{page_text(language, 'back')} ↑")
    return f'<p class="soft">{" · ".join(facts_)}</p><p class="up">{back}</p>'
