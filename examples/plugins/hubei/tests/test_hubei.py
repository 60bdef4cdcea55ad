"""What the plugin reads and checks; run with ``pytest`` where ``govinfo-report`` is installed."""

from __future__ import annotations

from pathlib import Path

import govinfo_report_hubei as hubei

import govinfo_report as gr
from govinfo_report.model.build import build_report
from govinfo_report.model.figure import Figure, State
from govinfo_report.model.parts import ExtraRow
from govinfo_report.testing import LayoutContract, RuleContract

CASES = Path(__file__).parent / "cases"
PAGE = CASES / "hubei.other-documents" / "extra-row" / "input.html"
CORE = gr.Registry.builtin()
REGISTRY = CORE.with_plugin(hubei)
A001, Y001 = hubei.govinfo_rules()


def report(year: int, *printed: int | None) -> gr.Report:
    """A report whose table 2 has the row, with these three figures."""
    cells = tuple(
        Figure("", number, State.BLANK if number is None else State.VALUE, str(number or ""))
        for number in printed
    )
    row = ExtraRow("proactive_disclosure", "其他主动公开文件（按栏目统计）", hubei.COLUMNS, cells)
    return build_report(
        {}, publisher="泽陵市人民政府", year=year, edition="2019", extra_rows=(row,)
    )


class TestLayout(LayoutContract):
    layout = hubei.HubeiLayout()
    cases = CASES


class TestWithinTotal(RuleContract):
    rule = A001
    plugin = hubei
    examples = {
        "pass": report(2020, 134, 121, 902),
        "fail": report(2020, 134, 921, 902),
        "open": report(2020, 134, None, 902),
    }


class TestWithinLastYear(RuleContract):
    rule = Y001
    plugin = hubei
    examples = {
        "pass": (report(2020, 134, 121, 902), [report(2019, 90, 90, 790)]),
        "fail": (report(2020, 134, 121, 920), [report(2019, 90, 90, 790)]),
        "open": [
            report(2020, 134, 121, 902),
            (report(2020, 134, 121, None), [report(2019, 1, 1, 1)]),
        ],
    }


def test_the_core_alone_warns_of_a_lost_label() -> None:
    """It keeps the row, but cannot know that no row of the form is meant."""
    read = gr.parse(PAGE, registry=CORE)
    assert [note.code for note in read.reading.notes] == ["P202"]
    assert {"HUBEI-A001", "HUBEI-Y001"}.isdisjoint(rule.id for rule in CORE.rules)


def test_the_row_is_known_and_its_figures_have_names() -> None:
    read = gr.parse(PAGE, registry=REGISTRY)
    assert not read.reading.notes
    found = hubei.other_documents(read)
    assert found is not None
    assert [figure.value for figure in found] == [134, 121, 902]
    assert found.total_published.place is not None
    assert all(figure.value is not None for figure in read.figures.values())


def test_a_report_without_the_row_is_left_alone() -> None:
    plain = build_report({}, publisher="泽陵市人民政府", year=2020, edition="2019")
    assert hubei.other_documents(plain) is None
    outcomes = gr.validate(plain, registry=REGISTRY).outcomes
    assert {o.status.value for o in outcomes if o.rule.startswith("HUBEI")} == {"not_applicable"}


def test_what_is_found_is_told_in_both_languages() -> None:
    text = PAGE.read_text(encoding="utf-8").replace("<td>121</td>", "<td>912</td>")
    read = gr.parse(text, registry=REGISTRY)
    (found,) = [f for f in gr.validate(read, registry=REGISTRY).findings if f.rule == "HUBEI-A001"]
    assert found.message["zh"].endswith("本年新公开 912，大于对外公开总数 902，多 10。")
    assert found.message["en"].endswith("912 newly published, more than 902 in all, by 10.")
    assert found.places, "it leads back to the cell"
