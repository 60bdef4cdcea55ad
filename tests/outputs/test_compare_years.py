"""Two years side by side: what carries over, what is repeated, and how it is shown."""

from __future__ import annotations

from decimal import Decimal
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_reports import report_of
from pages import check_page_is_sound

import govinfo_report as gr
from govinfo_report.errors import UsageError
from govinfo_report.model.build import build_report
from govinfo_report.model.parts import Section
from govinfo_report.model.report import Report
from govinfo_report.outputs.continuity import Continuity
from govinfo_report.outputs.frames.frame import Frame
from govinfo_report.testing import random_report

_R, _L, _P = "requests.", "review_and_litigation.", "proactive_disclosure."
_OLD = {
    f"{_R}carried_out.natural_person": 3, f"{_R}carried_out.total": 3,
    f"{_R}granted.total": 5, f"{_R}granted.natural_person": "",
    f"{_P}normative_documents.in_force": 70,
    f"{_L}litigation_direct.pending": 4,
}  # fmt: skip
_NEW = {
    f"{_R}carried_in.natural_person": 2, f"{_R}carried_in.total": 3,
    f"{_R}granted.total": 9, f"{_R}granted.natural_person": 0,
    f"{_P}normative_documents.in_force": 73, f"{_P}normative_documents.issued": 8,
    f"{_P}normative_documents.repealed": 5,
    **{f"{_L}litigation_direct.{r}": n for r, n in
       (("upheld", 1), ("corrected", 0), ("other_result", 0), ("pending", 1))},
}  # fmt: skip
_TEXT = "窗口人员按月轮换并做好登记台账。网站新增检索功能和无障碍浏览。"


def year(figures: dict[str, Any], number: int, text: str = "", **facts: Any) -> Report:
    """A report of one county."""
    sections = {"overview": Section("一、总体情况", text)} if text else {}
    facts = {"publisher": "甲县人民政府", "sections": sections} | facts
    return build_report(figures, year=number, **facts)


def found(old: Report, new: Report) -> dict[tuple[str, str], Continuity]:
    """The checks by kind and the last of their old addresses."""
    return {(c.kind, c.old[-1]): c for c in gr.compare(old, new).continuity}


def test_what_must_carry_over() -> None:
    """Seven columns carried over, stocks of documents, cases pending; a gap is open, no pass."""
    checks = found(year(_OLD, 2022), year(_NEW, 2023))
    assert [kind for kind, _ in checks] == ["carried_over"] * 7 + ["pending"] * 3 + ["stock"] * 2
    total = checks["carried_over", f"{_R}carried_out.total"]
    assert (total.expected, total.observed, total.status) == (3, 3, "holds")
    person = checks["carried_over", f"{_R}carried_out.natural_person"]
    assert (person.expected, person.observed, person.difference) == (3, 2, -1)
    assert person.status == "differs"
    missing = checks["carried_over", f"{_R}carried_out.other_organization"]
    assert (missing.status, missing.expected, missing.observed) == ("open", None, None)
    assert missing.reason("en") == "last year: not given"
    assert missing.reason("zh") == "上年：未提供"
    stock = checks["stock", f"{_P}normative_documents.in_force"]
    assert (stock.expected, stock.observed, stock.status) == (70 + 8 - 5, 73, "holds")
    cases = checks["pending", f"{_L}litigation_direct.pending"]
    assert (cases.relation, cases.expected, cases.observed) == ("≥", 4, 2)
    assert cases.status == "differs"
    assert cases.part("zh") == "行政诉讼·未经复议直接起诉"


def test_items_of_the_form_of_2019_carry_over() -> None:
    """上一年项目数量 is that of last year with its change; there is no stock in that form."""
    at = f"{_P}administrative_licensing.items_"
    old = year({f"{at}previous_year": 40, f"{at}net_change": -4}, 2019, edition="2019")
    new = year({f"{at}previous_year": 35}, 2020, edition="2019")
    checks = found(old, new)
    assert {kind for kind, _ in checks} == {"carried_over", "pending", "items"}
    (item,) = [c for c in checks.values() if c.new == (f"{at}previous_year",)]
    assert (item.expected, item.observed, item.status) == (36, 35, "differs")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (year(_OLD, 2021), year(_NEW, 2023)),
        (year(_OLD, 2023), year(_NEW, 2022)),
        (year(_OLD, 2022), year(_NEW, 2023, publisher="乙县人民政府")),
    ],
    ids=["two years apart", "backwards", "another body"],
)
def test_nothing_carries_over_between_reports_that_do_not_follow(old: Report, new: Report) -> None:
    """No verdict, and the reason is told."""
    comparison = gr.compare(old, new)
    assert not comparison.continuity
    assert comparison.notes
    assert "Not reports of one body" in comparison.to_html("en")


def test_a_publisher_may_be_named_with_its_city() -> None:
    """乙市甲县人民政府 and 甲县人民政府办公室 need not be two, and are no reason for a note."""
    comparison = gr.compare(year(_OLD, 2022), year(_NEW, 2023, publisher="乙市甲县人民政府"))
    assert not comparison.notes
    assert comparison.continuity


_RULES = {"Y101", "Y102", "Y110", "Y111"}


@settings(max_examples=15)
@given(seed=st.integers(0, 10**6))
def test_the_rules_say_the_same(seed: int) -> None:
    """A check that differs is a finding of its rule with the same numbers, and none else is."""
    rng = Random(seed)
    old = report_of(random_report(rng), publisher="甲县人民政府", year=2022)
    new = report_of(random_report(rng), publisher="甲县人民政府", year=2023)
    told = {(f.rule.partition(".")[0], f.addresses[0].rpartition(".")[0], f.expected, f.observed)
            for f in gr.validate(new, history=[old], select=sorted(_RULES)).findings}  # fmt: skip
    shown = {(c.rule, c.new[0].rpartition(".")[0], c.expected, c.observed)
             for c in gr.compare(old, new).continuity if c.status == "differs"}  # fmt: skip
    assert shown == told


def test_repeated_prose() -> None:
    """Characters of sentences that stand in both, of all; set phrases do not count."""
    own = "今年完成了目录的重新编排和旧文件清查。"
    old = year({}, 2022, _TEXT + "没有其他需要报告的事项。")
    new = year({}, 2023, _TEXT + own + "没有其他需要报告的事项。")
    prose = gr.compare(old, new).prose
    assert prose is not None
    same = len("窗口人员按月轮换并做好登记台账") + len("网站新增检索功能和无障碍浏览")
    assert (prose.shared, prose.characters) == (same, same + len(own) - 1)
    assert prose.percent == Decimal("61.7")
    assert not prose.enough
    assert len(prose.sentences) == 2
    assert gr.compare(old, year({}, 2023)).prose is None
    nothing = gr.compare(old, year({}, 2023, "无。")).prose
    assert nothing is not None
    assert nothing.percent is None


def test_figures_of_one_name_and_two_meanings_are_not_set_against_each_other() -> None:
    """处理决定数量 counts other things in the form of 2019."""
    at = f"{_P}administrative_licensing.decisions"
    old = year({at: 5}, 2020, edition="2019")
    new = year({at: 9}, 2021)
    rows = [r for r in gr.compare(old, new).rows if r.address == at]
    assert [(r.old and r.old.value, r.new and r.new.value) for r in rows] == [(None, 9), (5, None)]
    assert [r.change for r in rows] == [None, None]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("edition", ["2021", "2019"])
def test_the_page_is_sound(language: str, edition: str) -> None:
    """Well-formed and inert, the change below the figure, what is missing in words."""
    old = year(
        _OLD if edition == "2021" else {f"{_R}granted.total": 5}, 2022, _TEXT, edition=edition
    )
    page = gr.compare(old, year(_NEW, 2023, _TEXT)).to_html(language)
    root = check_page_is_sound(page)
    cells = ["".join(cell.itertext()) for cell in root.xpath("//td[contains(@class, 'hit')]")]
    year_, blank = ("2022：", "空白") if language == "zh" else ("2022: ", "blank")
    assert f"9 {year_}5 +4" in cells
    if edition == "2021":
        assert f"0 {year_}{blank}" in cells
    assert page == gr.compare(old, year(_NEW, 2023, _TEXT)).to_html(language)


@settings(max_examples=10)
@given(text=st.one_of(st.sampled_from(("<script>x</script>", "</td>", "\u202e<b id='a'>", "&#60;")),
                      st.text(max_size=30)))  # fmt: skip
def test_hostile_text_is_inert_on_the_page(text: str) -> None:
    """Names, titles, cells and sentences stay text."""
    prose = f"{text}窗口人员按月轮换并做好登记台账{text}。"
    old = year(_OLD | {f"{_R}granted.total": text}, 2022, prose, publisher=text, title=text)
    new = year(_NEW, 2023, prose, publisher=text, title=text)
    comparison = gr.compare(old, new)
    check_page_is_sound(comparison.to_html("en"))
    assert "\x1b" not in str(comparison)


def test_frames() -> None:
    """The same columns and types as the other tables; numbers exact, gaps missing."""
    comparison = gr.compare(year(_OLD, 2022), year(_NEW, 2023))
    assert isinstance(comparison.to_frame(), Frame)
    rows = {row["address"]: row for row in comparison.to_rows()}
    assert len(rows) == 200
    row = rows[f"{_R}granted.total"]
    assert (row["old_value"], row["value"], row["change"], row["differs"]) == (5, 9, 4, True)
    assert (row["old_year"], row["year"], row["name"]) == (2022, 2023, "rq_granted_all")
    row = rows[f"{_R}granted.natural_person"]
    assert (row["old_value"], row["old_state"], row["old_reason"]) == (None, "blank", "empty")
    assert row["change"] is None
    checks = comparison.to_rows("continuity")
    assert len(checks) == len(comparison.continuity)
    assert {row["status"] for row in checks} == {"holds", "differs", "open"}
    with pytest.raises(UsageError, match="continuity"):
        comparison.to_frame("prose")
    pytest.importorskip("pyarrow")
    assert comparison.to_frame().to_arrow().num_rows == 200
    assert comparison.to_frame("continuity").to_arrow().num_rows == len(checks)


def test_text_tells_what_does_not_carry_over() -> None:
    """Only what differs or is open, and how much holds."""
    text = str(gr.compare(year(_OLD, 2022, _TEXT), year(_NEW, 2023, _TEXT)))
    assert "Carried over: holds 2, differs 2, open 8" in text
    assert "100.0% of the prose is repeated" in text
    assert "natural persons" in text
