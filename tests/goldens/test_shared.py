"""Real reports beside the checkout: every printed figure, or a refusal where a label is lost."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

import govinfo_report
from govinfo_report.model.figure import Grade, State

TEXTS = (
    "000_549a9b45900b184e.txt",
    "001_35a7a0986a780ec4.txt",
    "002_59f3838da1fae8cc.txt",
    "003_312774fa3765aab5.txt",
    "004_0f60ab1572c40d0d.txt",
)


@pytest.mark.parametrize("name", TEXTS)
def test_all_two_hundred_figures(name: str, shared_reports: Path) -> None:
    """200 of 200 figures right at grade verified, and the report's facts."""
    path = shared_reports / name
    expected = json.loads(path.with_suffix(".expected.json").read_text("utf-8"))
    report = govinfo_report.parse(path)
    read = {a: f.value for a, f in report.figures.items() if f.state is State.VALUE}
    assert len(expected["figures"]) == 200
    assert read == {a: Decimal(str(v)) for a, v in expected["figures"].items()}
    assert set(report.reading.grade.values()) == {Grade.VERIFIED}
    assert (report.year, report.edition) == (2023, "2021")
    assert report.publisher == expected["publisher"]
    assert len(report.sections) == 6


def test_a_page_of_2019(shared_reports: Path) -> None:
    """All 198 figures, values and empty cells."""
    path = shared_reports / "real" / "shanghai_office_2019.html"
    expected = json.loads(path.with_suffix(".expected.json").read_text("utf-8"))
    report = govinfo_report.parse(path)
    assert len(expected["figures"]) == 198
    for address, value in expected["figures"].items():
        figure = report.figures[address]
        if value is None:
            assert figure.state is State.BLANK, address
        else:
            assert (figure.state, figure.value) == (State.VALUE, Decimal(str(value))), address
    assert (report.year, report.edition) == (2019, "2019")


def test_stray_digits_are_noted(shared_reports: Path) -> None:
    """The stray 0 before 三、 and the item number without its point show as notes."""
    for name, token in (("003_312774fa3765aab5.txt", "0"), ("002_59f3838da1fae8cc.txt", "1")):
        report = govinfo_report.parse(shared_reports / name)
        notes = [n for n in report.reading.notes if n.code == "P305"]
        assert any(token in str(n.params.get("token")) for n in notes), name


def test_a_capture_with_torn_heads_and_labels(shared_reports: Path) -> None:
    """Nothing is misread, and whatever is refused has a note that shows the damaged place."""
    path = shared_reports / "real" / "shanghai_kewei_2024.md"
    expected = json.loads(path.with_suffix(".expected.json").read_text("utf-8"))["figures"]
    report = govinfo_report.parse(path)
    read = {a: f.value for a, f in report.figures.items() if f.state is State.VALUE}
    assert len(read) == 10
    assert read == {a: Decimal(str(expected[a])) for a in read}
    rest = [f for a, f in report.figures.items() if a not in read]
    assert all(f.state is State.REFUSED and f.reason is not None for f in rest)
    shown = {
        (n.code, str(n.params[name]))
        for n in report.reading.notes
        for name in ("heads", "label")
        if n.code in ("P202", "P203", "P206") and name in n.params
    }
    assert ("P203", "业 | 构 | 益组织 | 务机构") in shown
    assert ("P206", "3.其他") in shown
    assert all(text for _, text in shown)
