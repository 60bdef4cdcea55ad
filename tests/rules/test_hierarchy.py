"""A consolidated report against its units: H101 and H102."""

from __future__ import annotations

from decimal import Decimal

import pytest

import govinfo_report as gr
from govinfo_report.errors import UsageError
from govinfo_report.model.build import build_report
from govinfo_report.model.editions import edition
from govinfo_report.model.finding import Status
from govinfo_report.model.parts import SourceInfo
from govinfo_report.model.report import Report

ADDRESSES = edition("2021").addresses
FEE = "proactive_disclosure.administrative_fees.amount_wan_yuan"


def unit(value: int, *, year: int = 2023, name: str = "甲局", **changed: object) -> Report:
    """A report with one value everywhere, but for some addresses."""
    values: dict[str, object] = dict.fromkeys(ADDRESSES, value)
    values[FEE] = f"{value}.5"
    values |= {address.replace("__", "."): v for address, v in changed.items()}
    return build_report(values, publisher=name, year=year)


def whole(**changed: object) -> Report:
    """The sum of units 2 and 3."""
    return unit(5, name="甲县", **{FEE.replace(".", "__"): Decimal(6), **changed})


def statuses(assessment: gr.Assessment) -> list[Status]:
    """Outcomes of H101 and H102."""
    return [assessment.outcome(rule).status for rule in ("H101", "H102")]


def test_units_that_add_up_pass() -> None:
    """Every figure of the 2021 form is additive; amounts add up exactly."""
    found = gr.validate_hierarchy(whole(), [unit(2), unit(3, name="乙局")])
    assert statuses(found) == [Status.PASS, Status.PASS]
    assert found.outcome("H102").checked == len(ADDRESSES)
    assert found.ok
    assert found.complete


def test_a_sum_that_does_not_agree() -> None:
    """Both numbers, the difference, and the parts as evidence; nobody is named guilty."""
    parent = whole(requests__granted__total=9)
    found = gr.validate_hierarchy(parent, [unit(2), unit(3, name="乙局")])
    (finding,) = found.findings
    assert finding.rule == "H102"
    assert finding.addresses == ("requests.granted.total",)
    assert (finding.expected, finding.observed, finding.difference) == (5, 9, 4)
    assert finding.evidence == ("甲局 2023: 2", "乙局 2023: 3")
    assert "（一）予以公开" in finding.message["zh"]
    assert "difference 4" in finding.message["en"]
    assert statuses(found) == [Status.PASS, Status.FAIL]


def test_a_unit_that_exceeds_the_whole() -> None:
    """Named, with both numbers."""
    found = gr.validate_hierarchy(
        whole(), [unit(2), unit(3, name="乙局", requests__granted__total=7)]
    )
    exceeding = [f for f in found.findings if f.rule.startswith("H101")]
    assert [(f.rule, f.addresses, f.difference) for f in exceeding] == [
        ("H101.2", ("requests.granted.total",), 2)
    ]
    assert "乙局" in exceeding[0].message["zh"]
    assert [f.rule for f in found.findings if f.rule.startswith("H102")] == ["H102"]


@pytest.mark.parametrize("missing", ["", "/", None])
def test_a_missing_figure_is_open(missing: object) -> None:
    """Neither a pass nor a zero, whoever lacks it."""
    units = [unit(2, requests__granted__total=missing), unit(3, name="乙局")]
    found = gr.validate_hierarchy(whole(), units)
    assert statuses(found) == [Status.OPEN, Status.OPEN]
    assert not found.findings
    assert not found.complete
    assert found.gaps["H102"][0].addresses == ("requests.granted.total",)
    assert "甲局" in found.gaps["H102"][0].reason
    parent = whole(requests__granted__total=missing)
    assert statuses(gr.validate_hierarchy(parent, [unit(2), unit(3)])) == [Status.OPEN] * 2


def test_another_year_is_no_unit() -> None:
    """Its figures are not compared at all."""
    found = gr.validate_hierarchy(whole(), [unit(9, year=2022), unit(3)])
    assert statuses(found) == [Status.OPEN, Status.OPEN]
    assert not found.findings


def test_no_units_is_open() -> None:
    """An empty sum proves nothing."""
    found = gr.validate_hierarchy(whole(), [])
    assert found.outcome("H102").status is Status.OPEN
    assert not found.findings


def test_items_of_2019_do_not_add_up() -> None:
    """Several units share one item; decisions are summed."""
    addresses = edition("2019").addresses
    parent = build_report(dict.fromkeys(addresses, 5), year=2020, edition="2019")
    child = build_report(dict.fromkeys(addresses, 9), year=2020, edition="2019")
    found = gr.validate_hierarchy(parent, [child])
    named = {address for finding in found.findings for address in finding.addresses}
    assert "proactive_disclosure.administrative_licensing.decisions" in named
    assert not [a for a in named if a.endswith(("items_previous_year", "items_net_change"))]


def read_from(sha256: str | None, *, name: str | None, value: int = 2, year: int = 2023) -> Report:
    """A report read from some bytes."""
    values = dict.fromkeys(ADDRESSES, value)
    return build_report(values, publisher=name, year=year, source=SourceInfo(sha256=sha256))


@pytest.mark.parametrize(
    ("whole", "unit"),
    [
        (read_from("a1", name="甲县"), read_from("a1", name="甲局")),
        (read_from("a1", name="甲县"), read_from("b2", name="甲县")),
        (read_from(None, name="甲县"), read_from(None, name="甲县人民政府")),
        (read_from(None, name=None), None),
    ],
    ids=["one file", "a copy", "a copy without a file", "the very same"],
)
def test_the_whole_is_none_of_its_units(whole: Report, unit: Report | None) -> None:
    """Whoever names it twice is told so, in both languages."""
    with pytest.raises(UsageError, match="one of its own units") as caught:
        gr.validate_hierarchy(whole, [unit or whole])
    assert "又列为自己的所属单位" in caught.value.text("zh")


@pytest.mark.parametrize(
    ("whole", "unit"),
    [
        (read_from(None, name="甲县"), read_from(None, name="甲局")),
        (read_from("a1", name="甲县"), read_from(None, name="甲局")),
        (read_from("", name="甲县"), read_from("", name="甲局")),
        (read_from(None, name=None), read_from(None, name=None)),
        (read_from(None, name="甲县"), read_from(None, name=None)),
        (read_from("a1", name="甲县"), read_from("b2", name="甲县", value=1)),
        (read_from(None, name="甲县"), read_from(None, name="甲县", year=2022)),
    ],
    ids=["two bodies", "a file and none", "files without a mark", "nobody named", "one not named",
         "a version of its own", "another year"],
)  # fmt: skip
def test_units_that_only_look_alike(whole: Report, unit: Report) -> None:
    """Equal figures of two bodies, or two versions of one body, are compared."""
    assert gr.validate_hierarchy(whole, [unit]).outcome("H103") is not None


def test_rules_left_out() -> None:
    """Those ignored are named as such; those not selected are not assessed."""
    units = [unit(2), unit(3, name="乙局")]
    found = gr.validate_hierarchy(whole(), units, ignore=["H101"])
    assert found.ignored == ("H101",)
    assert statuses(found) == [Status.NOT_APPLICABLE, Status.PASS]
    found = gr.validate_hierarchy(whole(), units, select=["H102"])
    assert found.ignored == ()
    assert statuses(found) == [Status.NOT_APPLICABLE, Status.PASS]


def test_a_unit_that_is_no_report() -> None:
    """Named by its type."""
    with pytest.raises(UsageError, match="needs Reports, not str"):
        gr.validate_hierarchy(whole(), ["甲局"])  # type: ignore[list-item]
