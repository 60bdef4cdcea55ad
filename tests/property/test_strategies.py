"""The same promise through hypothesis, whose failing examples come out small."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

import govinfo_report
from govinfo_report.errors import GovInfoReportError
from govinfo_report.testing import RENDERERS, Rendered, ReportData, compare
from govinfo_report.testing.minimise import minimise
from govinfo_report.testing.strategies import pages


def misread(data: ReportData, page: bytes) -> bool:
    try:
        return not compare(data, govinfo_report.parse(page)).sound
    except GovInfoReportError:
        return False


@pytest.mark.parametrize("family", sorted(RENDERERS))
def test_pages_of_every_family(family: str) -> None:
    """Any report in any dialect: equal or refused; a failure is shown in its plainest form."""

    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    @given(pages(family))
    def check(example: tuple[ReportData, Rendered]) -> None:
        data, rendered = example
        if not misread(data, rendered.data):
            return
        renderer = RENDERERS[family]
        small, dialect = minimise(renderer, data, rendered.dialect, misread)
        page = renderer.print(small, dialect)
        found = compare(small, govinfo_report.parse(page))
        pytest.fail(
            f"{found.misread + found.wrong_state}\n{dialect}\n{page.decode('utf-8', 'replace')}"
        )

    check()
