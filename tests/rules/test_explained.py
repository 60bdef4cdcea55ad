"""Section six explains a figure: the finding is linked, and no longer simply a failure."""

from __future__ import annotations

import pytest

from govinfo_report.model.parts import Section
from govinfo_report.rules import validate

ROW = "proactive_disclosure.normative_documents"
#: four in force, though 9 were issued and 2 repealed: short by 3
WRONG = {f"{ROW}.issued": 9, f"{ROW}.repealed": 2, f"{ROW}.in_force": 4}


def sections(text: str) -> dict[str, Section]:
    """Section six with this text after its usual statement."""
    return {"other_matters": Section("六、其他需要报告的事项", f"未收取信息处理费。{text}")}


@pytest.mark.parametrize(
    ("text", "linked"),
    [
        ("因文件当年期满，现行有效件数少于制发件数。", True),
        ("由于机构改革，废止文件未计入。", True),
        ("表二口径按印发日期统计，差异 3 件，现行有效以司法部门为准。", True),
        ("因人手不足，公开不够及时。", False),
        ("现行有效文件均已公开。", False),
        ("", False),
    ],
)
def test_what_explains(make, text: str, linked: bool) -> None:
    """A reason and the row, in one sentence; neither alone will do."""
    assessment = validate(make(WRONG, sections=sections(text)), select=["A301"])
    (finding,) = assessment.findings
    assert bool(finding.explained_by) is linked
    expected = "review" if linked else "fail"
    assert finding.outcome.value == expected
    assert assessment.outcome("A301").status.value == expected
    assert finding.severity.value == "warning"


def test_an_error_stands(make) -> None:
    """A contradiction of the printed numbers is linked and remains an error."""
    report = make({"requests.carried_out.total": 5000},
                  sections=sections("因系统迁移，结转件数为估计数。"))  # fmt: skip
    assessment = validate(report, select=["A101"])
    (finding,) = assessment.findings
    assert finding.explained_by == ("因系统迁移，结转件数为估计数",)
    assert finding.outcome.value == "fail"
    assert not assessment.ok


def test_a_number_that_differs_is_named(make) -> None:
    """The total itself, standing alone; small numbers and parts of numbers say nothing."""
    wrong = {"review_and_litigation.litigation_direct.total": 4321}

    def explained(text: str) -> bool:
        report = make(wrong, sections=sections(text))
        return bool(validate(report, select=["A202"]).findings[0].explained_by)

    assert explained("总数4321系笔误。")
    assert not explained("文号14321系笔误。")
    assert not explained("金额4321.5系笔误。")


def test_quotes_are_masked(make) -> None:
    """What section six says about a person is not repeated."""
    text = "由于废止文件未报，请联系13812345678核对现行有效件数。"
    (finding,) = validate(make(WRONG, sections=sections(text)), select=["A301"]).findings
    assert "138********" in finding.explained_by[0]
