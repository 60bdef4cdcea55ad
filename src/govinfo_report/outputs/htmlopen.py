"""The end of the check report: what could not be assessed, and what the checks cannot see."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from govinfo_report.model.figure import REASON_TEXTS, Figure, State
from govinfo_report.model.finding import Outcome, Status
from govinfo_report.outputs.assessment import waiting_rules
from govinfo_report.outputs.escaping import chinese, link, shown
from govinfo_report.outputs.htmltables import cell_id
from govinfo_report.outputs.htmltexts import colon, page_text
from govinfo_report.outputs.labels import labels_of
from govinfo_report.rules import Assessment, Gap, Rule, matrix_of
from govinfo_report.rules.gap_texts import told_gap, told_gaps

_CELLS = 6  # cells named where one rule lacks many
_UNREAD = 40
#: rules whose input is the report of the year before
_CONTINUITY = "Y101"


def not_assessed(assessment: Assessment, language: str, rules: Mapping[str, Rule]) -> Iterator[str]:
    """The rules without a verdict and what each lacks; the figures that could not be read."""
    yield f"<h2>{page_text(language, 'open')}</h2>"
    lines = [*_waiting(assessment, language, rules), *_open(assessment, language, rules)]
    if lines:
        yield f"<p>{page_text(language, 'open_intro')}</p><ul>"
        yield from lines
        yield "</ul>"
    else:
        yield f"<p>{page_text(language, 'open_none')}</p>"
    yield from _unread(assessment, language)


def _named(rule: str, language: str, rules: Mapping[str, Rule]) -> str:
    title = chinese(shown(rules[rule].title[language]), language) if rule in rules else ""
    return f"<code>{shown(rule)}</code> {title}".strip()


def _waiting(assessment: Assessment, language: str, rules: Mapping[str, Rule]) -> Iterator[str]:
    for reason, names in waiting_rules(assessment).items():
        told = chinese(shown(told_gap(reason, language)), language)
        items = "".join(f"<li>{_named(name, language, rules)}</li>" for name in names)
        yield f"<li><b>{told}</b><ul>{items}</ul></li>"


def _open(assessment: Assessment, language: str, rules: Mapping[str, Rule]) -> Iterator[str]:
    excused = {name for names in waiting_rules(assessment).values() for name in names}
    for outcome in assessment.outcomes:
        if outcome.status is Status.CRASHED:
            told = f"{page_text(language, 'crashed')}{colon(language)}{shown(outcome.reason)}"
            yield f"<li>{_named(outcome.rule, language, rules)}{colon(language)}{told}</li>"
        elif outcome.open and outcome.rule not in excused:
            lacks = _lacks(assessment, outcome, language)
            yield f"<li>{_named(outcome.rule, language, rules)}{colon(language)}{lacks}</li>"


def _lacks(assessment: Assessment, outcome: Outcome, language: str) -> str:
    gaps = assessment.gaps.get(outcome.rule, ())
    if not gaps:
        return shown(outcome.reason)
    told = chinese(shown(told_gaps([Gap(reason=g.reason) for g in gaps], language)), language)
    labels = labels_of(assessment.report)
    names = list(dict.fromkeys(a for gap in gaps for a in gap.addresses if a in labels))
    cells = [link(cell_id(a), shown(labels[a].text(language))) if _has_cell(assessment, a)
             else shown(labels[a].text(language)) for a in names[:_CELLS]]  # fmt: skip
    if len(names) > _CELLS:
        cells.append(page_text(language, "more", count=len(names) - _CELLS))
    if not cells:
        return told
    return f"{told}（{'、'.join(cells)}）" if language == "zh" else f"{told} ({'; '.join(cells)})"


def _has_cell(assessment: Assessment, address: str) -> bool:
    """Whether the table of a figure is drawn: something of it was in the document."""
    table = address.partition(".")[0] + "."
    return any(
        figure.state is not State.ABSENT
        for a, figure in assessment.report.figures.items()
        if a.startswith(table)
    )


def _unread(assessment: Assessment, language: str) -> Iterator[str]:
    report = assessment.report
    found = [f for f in report.figures.values() if f.state is State.REFUSED]
    if not found:
        return
    labels = labels_of(report)
    yield f"<h3>{page_text(language, 'unread')}</h3><ul>"
    for figure in found[:_UNREAD]:
        label = (
            labels[figure.address].text(language) if figure.address in labels else figure.address
        )
        yield f"<li>{link(cell_id(figure.address), shown(label))}{colon(language)}{_why(figure, language)}</li>"
    if len(found) > _UNREAD:
        yield f"<li>{page_text(language, 'more', count=len(found) - _UNREAD)}</li>"
    yield "</ul>"


def _why(figure: Figure, language: str) -> str:
    reason = REASON_TEXTS[figure.reason][language != "zh"] if figure.reason else ""
    printed = chinese(shown(figure.raw or "", 80), language)
    return f"{reason} <q>{printed}</q>" if printed else reason


def blind_spots(assessment: Assessment, language: str) -> Iterator[str]:
    """What no check of ours can see, for this report."""
    report = assessment.report
    seen = sum(address in matrix_of(report.forms).by_address for address in report.figures)
    keys = ["sums", "prose", "records", "cause"]
    if any(not gap.given for gap in assessment.gaps.get(_CONTINUITY, ())):
        keys.insert(2, "history")
    yield f"<h2>{page_text(language, 'blind')}</h2><ul>"
    if report.figures:
        facts = {"all": len(report.figures), "seen": seen, "rest": len(report.figures) - seen}
        yield f"<li>{page_text(language, 'blind_equations', **facts)}</li>"
    yield from (f"<li>{page_text(language, f'blind_{key}')}</li>" for key in keys)
    yield "</ul></main>"
