"""What the row must satisfy.  A rule reads a finished report, never a page."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from govinfo_report import Figure, Rule, Severity
from govinfo_report.rules import Context, Fail, Gap, Pass

from .row import ROW, other_documents

_BASIS = {
    "zh": "湖北省2019年、2020年年度报告所用表格：第二十条第（一）项下增设“其他主动公开文件”一行",
    "en": "the tables of Hubei's reports for 2019 and 2020, with the row 其他主动公开文件 under "
    "article 20 (1)",
}


def _within_total(context: Context) -> Iterable[Fail | Gap | Pass]:
    row = other_documents(context.report)
    if row is not None:
        yield _at_most(row.newly_published, [row.total_published])


def _within_last_year(context: Context) -> Iterable[Fail | Gap | Pass]:
    row = other_documents(context.report)
    if row is None:
        return
    if context.previous is None:
        yield Gap((), context.past.words(), given=False)
        return
    before = other_documents(context.previous)
    if before is not None:  # else the year before has another form
        parts = [before.total_published, row.newly_published]
        yield _at_most(row.total_published, parts)


def _at_most(figure: Figure, parts: list[Figure]) -> Fail | Gap | Pass:
    """Whether a figure is no greater than the sum of others; open when one has no value."""
    lacking = {f.state.value for f in (figure, *parts) if f.value is None}
    if lacking:
        return Gap((), "/".join(sorted(lacking)))
    number = Decimal(figure.value or 0)
    most = sum((Decimal(part.value or 0) for part in parts), Decimal())
    if number <= most:
        return Pass()
    places = () if figure.place is None else (figure.place,)
    return Fail((), {"most": int(most)}, expected=int(most), observed=int(number),
                difference=int(number - most), places=places, key=ROW)  # fmt: skip


RULES = (
    Rule(
        id="HUBEI-A001",
        slug="hubei-published-within-total",
        severity=Severity.WARNING,
        check=_within_total,
        editions=("2019",),
        requires=("proactive_disclosure",),
        title={
            "zh": "其他主动公开文件：本年新公开不大于对外公开总数",
            "en": "other documents: newly published within the total published",
        },
        template={
            "zh": "其他主动公开文件：本年新公开 {observed}，大于对外公开总数 {most}，多 {difference}。",
            "en": "Other documents: {observed} newly published, more than {most} in all, by "
            "{difference}.",
        },
        explanation={
            "zh": "对外公开总数包括本年新公开的文件。",
            "en": "The total published includes what was published this year.",
        },
        formula="newly_published ≤ total_published",
        basis=_BASIS,
    ),
    Rule(
        id="HUBEI-Y001",
        slug="hubei-total-within-last-year",
        severity=Severity.INFO,
        check=_within_last_year,
        editions=("2019",),
        requires=("proactive_disclosure", "previous report"),
        title={
            "zh": "其他主动公开文件：总数不超过上年总数与本年新公开之和",
            "en": "other documents: the total within last year's and the newly published",
        },
        template={
            "zh": "其他主动公开文件：总数 {observed}，上年总数与本年新公开之和仅 {most}，多 {difference}。",
            "en": "Other documents: {observed} in all, but {most} with last year's total and the "
            "newly published; {difference} too many.",
        },
        explanation={
            "zh": "总数只随新公开而增加，撤下的文件使其减少。",
            "en": "The total grows by what is newly published alone; what is withdrawn lessens it.",
        },
        formula="total_published ≤ last year's total_published + newly_published",
        basis=_BASIS,
    ),
)
