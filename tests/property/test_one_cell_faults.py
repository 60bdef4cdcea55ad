"""Any one-cell fault in tables 3 and 4 of a balanced report is found."""

from __future__ import annotations

from random import Random

import pytest

import govinfo_report
from govinfo_report.model.editions import edition
from govinfo_report.model.figure import State
from govinfo_report.testing import RENDERERS, PrintedFigure, ReportData, random_report
from govinfo_report.testing.renderers import render

SUMS = ("A101", "A102", "A103", "A201", "A202", "A203")


def balanced(forms: str, seed: int) -> ReportData:
    for number in range(1000):
        data = random_report(Random(f"faults:{seed}:{number}"), style="plain")
        if data.balanced and set(data.forms.values()) == {forms}:
            return data
    raise AssertionError("no balanced report of this edition")


def failures(document: bytes) -> dict[str, set[str]]:
    """Addresses named by failed sums, by rule."""
    assessment = govinfo_report.validate(govinfo_report.parse(document))
    found: dict[str, set[str]] = {}
    for finding in assessment.findings:
        rule = finding.rule.partition(".")[0]
        if rule in SUMS and finding.outcome == "fail":
            found.setdefault(rule, set()).update(finding.addresses)
    return found


@pytest.mark.parametrize("forms", ["2021", "2019"])
@pytest.mark.parametrize("family", ["html", "tabs", "stacked", "markdown", "pipes"])
def test_a_balanced_report_raises_nothing(family: str, forms: str) -> None:
    """No sum fails where all sums hold."""
    for seed in range(4):
        data = balanced(forms, seed)
        page = render(RENDERERS[family], data, Random(seed))
        assert failures(page.data) == {}


@pytest.mark.parametrize("table", ["requests", "review_and_litigation"])
@pytest.mark.parametrize("forms", ["2021", "2019"])
def test_every_one_cell_fault_is_found(forms: str, table: str) -> None:
    """Each figure in turn printed wrong: a failed sum names it."""
    families = ["html", "tabs", "stacked", "markdown", "pipes"]
    block = edition(forms).block(table)
    assert block is not None
    for number, address in enumerate(block.addresses):
        rng = Random(f"{forms}:{address}")
        data = balanced(forms, number % 7)
        value = data.figures[address].value
        assert value is not None
        wrong = value + rng.choice((1, 9, 100)) if rng.random() < 0.7 or not value else 0
        data = data.with_figure(address, PrintedFigure(str(wrong), State.VALUE, wrong))
        family = families[number % len(families)]
        renderer = RENDERERS[family]
        page = renderer.print(data, type(renderer.dialect(rng))(seed=number))
        found = failures(page)
        assert any(address in addresses for addresses in found.values()), (family, address)
