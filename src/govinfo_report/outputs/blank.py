"""Blank forms: everything the form of an edition prescribes, and no figure."""

from __future__ import annotations

from govinfo_report.errors import UsageError
from govinfo_report.model.address import addresses_of
from govinfo_report.model.build import build_report, forms_of
from govinfo_report.model.editions import SECTIONED, edition
from govinfo_report.model.figure import State
from govinfo_report.model.parts import Section
from govinfo_report.model.report import Report
from govinfo_report.outputs.form import HEADINGS

#: the parts of section 一 under which the form expects text
OVERVIEW = (
    "（一）主动公开",
    "（二）依申请公开",
    "（三）政府信息管理",
    "（四）政府信息公开平台建设",
    "（五）监督保障",
)


def edition_of(year: int | None) -> str:
    """The edition prescribed for a reporting year; the latest one when it is not known."""
    for name in SECTIONED:
        form = edition(name)
        if year is not None and form.first <= year <= (form.last or year):
            return name
    if year is not None and year < edition(SECTIONED[0]).first:
        raise UsageError(
            f"There is no form with six sections for the year {year}.",
            zh=f"{year} 年度没有六部分的统一格式。", year=year,
        )  # fmt: skip
    return SECTIONED[-1]


def blank_form(
    *, publisher: str | None = None, year: int | None = None, edition: str | None = None
) -> Report:
    """A report with every heading of the form, and every figure blank.

    ``edition`` (``"2021"`` or ``"2019"``) is by default the one prescribed for ``year``.  Raises
    ``UsageError`` for an edition without a form, or a year before there was one.
    """
    chosen = edition_of(year) if edition is None else edition
    forms = forms_of(chosen)
    if chosen not in SECTIONED:
        raise UsageError(f"There is no blank form of edition {chosen}.",
                         zh=f"没有 {chosen} 版的空白表。", edition=chosen)  # fmt: skip
    sections = {name: Section(heading) for name, heading in HEADINGS.items()}
    sections["overview"] = Section(HEADINGS["overview"], "\n".join(OVERVIEW))
    return build_report(
        dict.fromkeys(addresses_of(forms), State.BLANK),
        publisher=publisher, year=year, edition=chosen, sections=sections,
    )  # fmt: skip


def is_blank(report: Report) -> bool:
    """Whether the report is a form that nobody has filled in."""
    return bool(report.figures) and all(f.state is State.BLANK for f in report.figures.values())
