"""The statements of a report are an attribute of the report."""

from govinfo_report.model.build import build_report
from govinfo_report.model.report import Section
from govinfo_report.narrative import statements_of


def test_a_report_tells_its_statements() -> None:
    """One sentence, one statement; the second look gives the same objects."""
    text = "全年共收到政府信息公开申请12件。"
    sections = {"overview": Section("一、总体情况", text, {"on_request": text})}
    report = build_report({}, publisher="青桥县", year=2023, sections=sections)
    (told,) = [s for s in report.statements if s.quantity == "requests.received"]
    assert (told.value, told.unit) == (12, "件")
    assert report.statements is report.statements
    assert report.statements == statements_of(report)
