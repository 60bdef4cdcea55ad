"""The example reports, figure by figure, against values checked by hand."""

from __future__ import annotations

import json
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import govinfo_report
from govinfo_report.documents.reread import reread
from govinfo_report.documents.source import Source
from govinfo_report.model.figure import State

HERE = Path(__file__).parent
EXAMPLES = HERE.parents[1] / "examples" / "reports"
GOLDENS = sorted(HERE.glob("*.expected.json"))
NAMES = [path.name.removesuffix(".expected.json") for path in GOLDENS]


@cache
def golden(name: str) -> tuple[dict[str, Any], Any]:
    expected = json.loads((HERE / f"{name}.expected.json").read_text("utf-8"))
    return expected, govinfo_report.parse(EXAMPLES / expected["file"])


def test_every_example_has_its_golden() -> None:
    """No document without checked values, no values without a document."""
    files = {json.loads(path.read_text("utf-8"))["file"] for path in GOLDENS}
    assert files == {path.name for path in EXAMPLES.iterdir() if path.suffix != ".py"}


@pytest.mark.parametrize("name", NAMES)
def test_every_figure_is_as_checked(name: str) -> None:
    """Value, emptiness and marks of each address; what cannot be read, is refused."""
    expected, report = golden(name)
    unread = [a for a, f in report.figures.items() if f.state in (State.REFUSED, State.ABSENT)]
    assert unread == expected.get("refused", [])
    assert [a for a in report.figures if a not in unread] == list(expected["figures"])
    for address, value in expected["figures"].items():
        figure = report.figures[address]
        if value is not None:
            assert figure.state is State.VALUE, (address, figure)
            assert figure.value == Decimal(str(value)), address
        elif address in expected["marks"]:
            assert figure.state is State.NOT_APPLICABLE, (address, figure)
            assert figure.raw == expected["marks"][address]
        else:
            assert figure.state is State.BLANK, (address, figure)


@pytest.mark.parametrize("name", NAMES)
def test_the_report_itself(name: str) -> None:
    """Issuer, year, edition, form of each block, all six sections with text."""
    expected, report = golden(name)
    assert report.publisher == expected["publisher"]
    assert report.year == expected["year"]
    assert report.edition == expected["edition"]
    assert dict(report.forms) == expected["forms"]
    assert list(report.sections) == expected["sections"]
    for section in ("overview", "problems_and_improvements", "other_matters"):
        assert len(report.sections[section].text) > 5
    if expected["edition"] == "2014":  # its overview has no prescribed parts
        return
    assert set(report.sections["overview"].parts) == {
        "proactive", "on_request", "information_management", "platform", "supervision",
    }  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_the_report_adds_up(name: str) -> None:
    """No sum of tables 3 and 4 fails in a document made to balance."""
    _, report = golden(name)
    failed = [
        finding.rule
        for finding in govinfo_report.validate(report).findings
        if finding.rule.startswith(("A10", "A20")) and finding.outcome == "fail"
    ]
    assert failed == []


@pytest.mark.parametrize("name", NAMES)
def test_every_place_gives_the_raw_text(name: str) -> None:
    """Each figure is found again in the bytes."""
    expected, report = golden(name)
    source = Source.of(EXAMPLES / expected["file"])
    for address in expected["figures"]:
        figure = report.figures[address]
        assert figure.place is not None
        assert reread(source, figure.place) == figure.raw
