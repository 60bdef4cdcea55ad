"""What openers and the reader note is told in words: from a document to its findings."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

import govinfo_report
from govinfo_report.documents.source import Source
from govinfo_report.errors import SourceError
from govinfo_report.model.figure import Grade
from govinfo_report.model.finding import Finding, Severity
from govinfo_report.testing.floors import document

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
    assert message["en"] == "[P915] The encoding is suspect: 2 character(s) lost (utf-8)."


def test_a_page_with_the_name_of_a_word_document() -> None:
    """The content counts."""
    message = told(Source.of(page().encode(), name="年报.docx"), "P916").message
    assert message["zh"] == "〔P916〕文件扩展名为“.docx”，内容却是 html；以内容为准。"


def test_entities_of_a_page() -> None:
    """Declared in front of it, never put in the place of a reference; the tables are read."""
    bomb = '<!DOCTYPE html [<!ENTITY a "1"><!ENTITY b "&a;&a;">]>\n'
    finding = told((bomb + page().partition("\n")[2]).encode(), "P903")
    assert finding.severity is Severity.WARNING
    assert finding.message["zh"] == (
        "〔P903〕读取时遇到限制：文件含有文档类型定义或实体（entities，1 处）；有关内容未读取。"
    )
    quoted = page().replace("</body>", "<p>&lt;!ENTITY a</p><!-- <!ENTITY a> --></body>").encode()
    findings = govinfo_report.validate(govinfo_report.parse(quoted)).findings
    assert "P903" not in {f.rule for f in findings}


def rewritten(data: bytes, name: str, old: str, new: str) -> bytes:
    """An archive in which a text of one member, where it occurs first, is another."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(written, "w") as target:
        for member in source.namelist():
            text = source.read(member)
            if member.endswith(name):
                assert old.encode() in text
                text = text.replace(old.encode(), new.encode(), 1)
            target.writestr(member, text)
    return written.getvalue()


def test_a_document_type_in_a_word_document() -> None:
    """The whole file is refused, in words."""
    data = (EXAMPLES / "word_plain.docx").read_bytes()
    bomb = "<!DOCTYPE w [<!ENTITY a 'aaaa'>]><w:document"
    with pytest.raises(SourceError, match="document type"):
        govinfo_report.parse(rewritten(data, "word/document.xml", "<w:document", bomb))


def test_glyphs_without_characters() -> None:
    """One character of private use makes every figure of the file unverified, and none wrong."""
    data = document("ofd", 1)[1].data
    plain = govinfo_report.parse(data)
    assert plain.reading.grade["requests"] is Grade.VERIFIED
    report = govinfo_report.parse(rewritten(data, "Page_0/Content.xml", "。", "\ue123"))
    assert report.reading.grade["requests"] is Grade.UNVERIFIED
    assert report["requests.granted.total"].value == plain["requests.granted.total"].value
    (finding,) = (f for f in govinfo_report.validate(report).findings if f.rule == "P908")
    assert finding.severity is Severity.WARNING
    assert finding.message["zh"] == (
        "〔P908〕表二、表三、表四的文字可能与页面所印不符（识别文字层或无法核实的字形），数字未经核验。"
    )


@pytest.mark.parametrize("path", sorted(EXAMPLES.iterdir()), ids=lambda path: path.name)
def test_no_message_has_a_gap(path: Path) -> None:
    """Every place of a template is filled with something."""
    for report in govinfo_report.parse_all(path):
        for finding in govinfo_report.validate(report).findings:
            for text in finding.message.values():
                assert not any(
                    gap in text for gap in ("{", "：。", ": .", "：、", "“”", "（）", "()")
                )
