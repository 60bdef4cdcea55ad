"""The strategies that plugin authors are offered hold what they promise."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import govinfo_report
from govinfo_report import Document, Registry, Report, testing
from govinfo_report.errors import GovInfoReportError
from govinfo_report.model.figure import State
from govinfo_report.testing.editing import shape_faults

SUMS = ("A101", "A102", "A103", "A201", "A202", "A203")


def failed(report: Report) -> set[str]:
    """Figures that a sum of the form names."""
    assessment = govinfo_report.validate(report, select=SUMS)
    return {a for f in assessment.findings if f.outcome == "fail" for a in f.addresses}


@settings(max_examples=25)
@given(testing.balanced_reports())
def test_balanced_reports_balance(report: Report) -> None:
    """A number in every cell, and no sum that fails or could not be assessed."""
    assert all(figure.state is State.VALUE for figure in report.figures.values())
    assert not failed(report)


@settings(max_examples=40)
@given(st.sampled_from(["2021", "2019"]).flatmap(testing.one_fault_reports))
def test_one_fault_is_one_fault(example: tuple[Report, Report, str]) -> None:
    """One figure differs, and a failed sum names it."""
    right, wrong, address = example
    assert [a for a in right.figures if right[a] != wrong[a]] == [address]
    assert len(set(right.forms.values())) == 1
    assert address in failed(wrong)


@settings(max_examples=25)
@given(testing.read_reports("anything"))
def test_reports_come_in_every_state(report: Report) -> None:
    """As the style says; a report survives its JSON."""
    from govinfo_report.model import codec

    assert codec.loads(codec.dumps(report)) == report
    assert {f.state for f in report.figures.values()} > {State.VALUE, State.BLANK}


@settings(max_examples=60)
@given(testing.documents())
def test_documents_are_well_formed(document: Document) -> None:
    """And every built-in layout bears them."""
    assert not shape_faults(document)
    for layout in Registry.builtin().layouts:
        for match in layout.detect(document):
            layout.parse(document, match)


@settings(max_examples=40)
@given(testing.hostile_inputs())
def test_hostile_inputs_do_no_harm(data: bytes) -> None:
    """A report, or an error of the library."""
    try:
        found = list(govinfo_report.parse_all(data, isolation="none"))
    except GovInfoReportError:
        return
    assert all(isinstance(report, Report) for report in found)


@pytest.mark.parametrize("name", testing.__all__)
def test_every_name_is_offered(name: str) -> None:
    """By name, and completion knows it."""
    assert getattr(testing, name) is not None
    assert name in dir(testing)


def test_an_unknown_name_is_an_attribute_error() -> None:
    """Like that of any module."""
    with pytest.raises(AttributeError, match="LayoutTest"):
        _ = testing.LayoutTest  # type: ignore[attr-defined]


def test_importing_the_kit_imports_nothing_else() -> None:
    """Neither pytest nor hypothesis, nor the library, until a name is used."""
    code = (
        "import sys, govinfo_report.testing as t\n"
        "heavy = {'pytest', 'hypothesis', 'lxml', 'attrs', 'govinfo_report.api'}\n"
        "print(*(heavy & set(sys.modules)))\n"
        "t.random_report, t.RENDERERS, t.compare\n"
        "print(*({'pytest', 'hypothesis'} & set(sys.modules)))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert run.stdout == "\n\n", run.stdout
