"""Reports made without documents, from the random reports of the testing kit."""

from __future__ import annotations

from random import Random
from typing import Any

from govinfo_report.model.build import build_report
from govinfo_report.model.report import Report
from govinfo_report.testing import ReportData, random_report


def report_of(data: ReportData, **facts: Any) -> Report:
    """The report whose cells are printed as the data say."""
    values = {address: printed.text for address, printed in data.figures.items()}
    facts = {"publisher": data.publisher, "year": data.year} | facts
    edition = "2019" if set(data.forms.values()) == {"2019"} else "2021"
    return build_report(values, edition=edition, forms=data.forms, **facts)


def made(seed: int, style: str | None = None, **facts: Any) -> Report:
    """The report of one seed."""
    return report_of(random_report(Random(seed), style=style), **facts)
