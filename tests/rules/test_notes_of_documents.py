"""What openers and the reader note is told in words: from a document to its findings."""

from __future__ import annotations

from pathlib import Path

import pytest

import govinfo_report
from govinfo_report.documents.source import Source
from govinfo_report.model.finding import Finding

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "reports"


def told(source: object, rule: str) -> Finding:
    """The one finding of a rule about a document."""
    findings = govinfo_report.validate(govinfo_report.parse(source)).findings
    (finding,) = (finding for finding in findings if finding.rule == rule)
    return finding


def page() -> str:
    return (EXAMPLES / "html_plain.html").read_text(encoding="utf-8")


def test_tracked_changes_of_a_word_document() -> None:
    """Fourteen revisions, eleven of the deleted texts inside cells."""
    message = told(EXAMPLES / "word_changes_2019.docx", "P909").message
    assert message["zh"] == (
        "〔P909〕文件中有未予读取的内容：修订 14 处、单元格内的隐藏内容 11 处、隐藏文字 22 字。"
    )
    assert message["en"] == (
        "[P909] Content that is not shown was not read: "
        "tracked changes 14, hidden parts of cells 11, hidden characters 22."
    )


def test_hidden_sheets_of_a_workbook() -> None:
    """One sheet is hidden."""
    message = told(EXAMPLES / "workbook_hidden_2019.xlsx", "P909").message
    assert message["zh"] == "〔P909〕文件中有未予读取的内容：隐藏工作表 1 个。"


def test_hidden_parts_of_a_page() -> None:
    """Two hidden paragraphs and a hidden table of two cells are one finding."""
    hidden = f"<p hidden>{'旧' * 150}</p><table hidden><tr><td>规章<td>7</table>"
    message = told(page().replace("<body>", f"<body>{hidden}").encode(), "P909").message
    assert "隐藏单元格 2 个、隐藏文字 " in message["zh"]


def test_lost_characters() -> None:
    """A replacement character in the source: the page was converted wrongly once before."""
    message = told(
        page().replace("</body>", "<p>附\ufffd\ufffd件</p></body>").encode(), "P915"
    ).message
    assert message["zh"] == "〔P915〕文件的编码可疑：2 个字符已被替换符代替（utf-8）。"
    assert message["en"] == "[P915] The encoding is suspect: 2 characters are lost (utf-8)."


def test_a_page_with_the_name_of_a_word_document() -> None:
    """The content counts."""
    message = told(Source.of(page().encode(), name="年报.docx"), "P916").message
    assert message["zh"] == "〔P916〕文件扩展名为“.docx”，内容却是 html；以内容为准。"


@pytest.mark.parametrize("path", sorted(EXAMPLES.iterdir()), ids=lambda path: path.name)
def test_no_message_has_a_gap(path: Path) -> None:
    """Every place of a template is filled with something."""
    for report in govinfo_report.parse_all(path):
        for finding in govinfo_report.validate(report).findings:
            for text in finding.message.values():
                assert not any(
                    gap in text for gap in ("{", "：。", ": .", "：、", "“”", "（）", "()")
                )
