"""Reports made in code from printed data, without a document."""

from __future__ import annotations

from typing import Any

from govinfo_report.model.build import build_report
from govinfo_report.model.report import Report
from govinfo_report.testing.reports import ReportData


def report_of(data: ReportData, **facts: Any) -> Report:
    """The report whose cells are printed as the data say, read without fault.

    ``facts`` are further arguments of ``govinfo_report.model.build.build_report`` (``sections``,
    ``title`` …).  It has no places and no prose unless ``facts`` give them.
    """
    values = {address: printed.text for address, printed in data.figures.items()}
    facts = dict[str, Any](publisher=data.publisher, year=data.year) | facts
    edition = "2019" if set(data.forms.values()) == {"2019"} else "2021"
    return build_report(values, edition=edition, forms=data.forms, **facts)
