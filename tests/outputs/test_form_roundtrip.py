"""Rendering a report and reading it again is the identity, whatever the format and the forms."""

from __future__ import annotations

from random import Random

import pytest
from attrs import evolve
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import govinfo_report as gr
from govinfo_report.model.build import build_report, forms_of
from govinfo_report.model.figure import Figure, Reason, State
from govinfo_report.model.parts import SECTION_IDS, ExtraRow, Section
from govinfo_report.model.report import Report, addresses_of
from govinfo_report.testing import strategies
from govinfo_report.testing.renderers import Rendered
from govinfo_report.testing.reports import ReportData

FORMATS = ["html", "md", "docx", "xlsx"]
PRINTED = {State.VALUE, State.BLANK, State.NOT_APPLICABLE}
SECTIONS = {
    name: Section(text="本部分内容以文字说明，数据见下表，如有疑问请与本机关联系。")
    for name in SECTION_IDS
}


def in_order(report: Report) -> Report:
    """The report with the cells of rows outside the form in one order: the form has its own."""
    rows = []
    for row in report.extra_rows:
        pairs = sorted(zip(row.heads, row.cells, strict=True), key=lambda pair: pair[0])
        heads, cells = zip(*pairs, strict=True)
        rows.append(ExtraRow(row.table, row.label, heads, cells))
    return evolve(report, extra_rows=tuple(rows))


@pytest.mark.parametrize("format_name", FORMATS)
@given(st.sampled_from(["html", "word", "sheet"]).flatmap(strategies.pages))
@settings(max_examples=6, suppress_health_check=[HealthCheck.filter_too_much])
def test_what_was_read_is_read_again(format_name: str, page: tuple[ReportData, Rendered]) -> None:
    """Figures, prose, parts, extra rows, identity: an equal report, mixed forms included."""
    report = gr.parse(page[1].data)
    assume(all(figure.state in PRINTED for figure in report.figures.values()))
    again = gr.parse(gr.render(report, format_name))
    assert in_order(again) == in_order(report)


@pytest.mark.parametrize("format_name", FORMATS)
@pytest.mark.parametrize("edition", ["2021", "2019", "2014"])
@pytest.mark.parametrize("blank", ["proactive_disclosure", "requests", "review_and_litigation", ""])
def test_every_edition_with_a_table_left_blank(edition: str, blank: str, format_name: str) -> None:
    """A table without any number stays one of blanks; the others keep their numbers."""
    addresses = addresses_of(forms_of(edition))
    values = {a: "" if blank and a.startswith(blank) else n for n, a in enumerate(addresses)}
    report = build_report(values, publisher="云岭县人民政府", edition=edition, sections=SECTIONS,
                          year=2016 if edition == "2014" else 2023)  # fmt: skip
    again = gr.parse(gr.render(report, format_name))
    assert [(f.address, f.value, f.state, f.unit) for f in again.figures.values()] == [
        (f.address, f.value, f.state, f.unit) for f in report.figures.values()
    ]
    assert again.forms == report.forms


@pytest.mark.parametrize("format_name", FORMATS)
def test_widest_numbers_and_marks(format_name: str) -> None:
    """Twelve digits, six decimals, signs, units of their own and marks for none."""
    rng = Random(3)
    for edition in ("2021", "2019"):
        values = {}
        for a in addresses_of(forms_of(edition)):
            values[a] = rng.choice(["999999999999", "/", "0", "1"])
            if a.endswith("amount_wan_yuan"):
                values[a] = "12345678.123456"
            elif a.endswith("net_change"):
                values[a] = "-17"
            elif a.endswith("procurement.amount"):
                values[a] = "251000.5元"
        report = build_report(values, publisher="云岭县人民政府", year=2023, edition=edition,
                              sections=SECTIONS)  # fmt: skip
        again = gr.parse(gr.render(report, format_name))
        assert again.figures == report.figures


@pytest.mark.parametrize("format_name", FORMATS)
def test_rows_outside_the_form_and_days(format_name: str) -> None:
    """A row that no edition prescribes keeps its label and cells; the day of publication too."""
    values = dict.fromkeys(addresses_of(forms_of("2021")), 5)
    cells = tuple(Figure("", n, State.VALUE, str(n), None, "件") for n in (8, 0, 9))
    row = ExtraRow(
        "proactive_disclosure", "其他主动公开文件", ("issued", "repealed", "in_force"), cells
    )
    report = build_report(values, publisher="云岭县人民政府", year=2023, published="2024-01-26",
                          sections=SECTIONS, extra_rows=(row,))  # fmt: skip
    again = gr.parse(gr.render(report, format_name))
    assert again.extra_rows == (row,)
    assert again.published == report.published
    assert again.figures == report.figures


@pytest.mark.parametrize("format_name", FORMATS)
def test_signs_for_what_was_not_read(format_name: str) -> None:
    """A refused figure and an absent one are neither blank nor zero when they are read again."""
    values: dict[str, object] = dict.fromkeys(addresses_of(forms_of("2021")), 4)
    values["requests.granted.total"] = Reason.NOT_A_NUMBER
    values["requests.granted.natural_person"] = Reason.CELL_NOT_FOUND
    report = build_report(values, publisher="云岭县", year=2023, sections=SECTIONS)
    again = gr.parse(gr.render(report, format_name))
    refused = again["requests.granted.total"], again["requests.granted.natural_person"]
    assert [(f.state, f.raw) for f in refused] == [(State.REFUSED, "?"), (State.REFUSED, "缺")]
    others = [a for a in report.figures if a not in {f.address for f in refused}]
    assert all(again[a] == report[a] for a in others)


@pytest.mark.parametrize("format_name", FORMATS)
def test_same_report_same_bytes(format_name: str) -> None:
    """No clock, no machine and no order of a set goes into a document."""
    values = {a: n for n, a in enumerate(addresses_of(forms_of("2021")))}
    made = [
        gr.render(
            build_report(values, publisher="云岭县", year=2023, sections=SECTIONS), format_name
        )
        for _ in range(2)
    ]
    assert made[0] == made[1]


def test_rows_under_foreign_columns_are_told() -> None:
    """A row outside the form whose columns the form has not is not dropped."""
    values = dict.fromkeys(addresses_of(forms_of("2021")), 5)
    row = ExtraRow(
        "proactive_disclosure", "其他文件", ("件数",), (Figure("", 8, State.VALUE, "8"),)
    )
    report = build_report(values, publisher="云岭县人民政府", year=2023, sections=SECTIONS,
                          extra_rows=(row,))  # fmt: skip
    assert "表外行　其他文件：件数 8" in gr.render(report)
    assert gr.parse(gr.render(report)).figures == report.figures
