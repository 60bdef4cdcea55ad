"""File formats by their content; the suffix is a hint only."""

from __future__ import annotations

import io
import zipfile

import pytest
from opening import codes, lines, page

from govinfo_report.documents.html import HtmlOpener
from govinfo_report.documents.sniffing import Kind
from govinfo_report.documents.source import Source
from govinfo_report.documents.text import TextOpener
from govinfo_report.documents.unsupported import unsupported
from govinfo_report.errors import SourceError
from govinfo_report.limits import DEFAULT_LIMITS
from govinfo_report.model.fit import Fit


def zipped(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return buffer.getvalue()


BINARY = {
    Kind.EMPTY: b"",
    Kind.PDF: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
    Kind.OLE: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    Kind.RTF: rb"{\rtf1\ansi\ansicpg936 x}",
    Kind.GZIP: b"\x1f\x8b\x08\x00" + bytes(20),
    Kind.IMAGE: b"\x89PNG\r\n\x1a\n" + bytes(20),
    Kind.DOCX: zipped("[Content_Types].xml", "word/document.xml"),
    Kind.XLSX: zipped("[Content_Types].xml", "xl/workbook.xml"),
    Kind.OFD: zipped("OFD.xml", "Doc_0/Document.xml"),
    Kind.ZIP: zipped("报告.html"),
    Kind.BINARY: bytes(range(256)) * 20,
    Kind.XML: b'<?xml version="1.0"?><w:wordDocument xmlns:w="x"/>',
    Kind.MHTML: b"From: <Saved>\nSubject: x\nMIME-Version: 1.0\nContent-Type: multipart/related\n\n<html>",
}


@pytest.mark.parametrize("kind", BINARY)
def test_formats_that_nobody_opens_yet(kind: Kind) -> None:
    source = Source.of(BINARY[kind], name="a.html")
    assert source.kind is kind
    assert HtmlOpener().accepts(source) is None
    assert TextOpener().accepts(source) is None
    error = unsupported(source)
    assert error.facts["kind"] == kind.value
    assert error.message["en"] != error.message["zh"]
    assert error.hint["en"] and error.hint["zh"]


@pytest.mark.parametrize("kind", [k for k in BINARY if k not in (Kind.XML, Kind.MHTML)])
def test_openers_refuse_them_when_forced(kind: Kind) -> None:
    for opener in (HtmlOpener(), TextOpener()):
        with pytest.raises(SourceError) as caught:
            opener.open(Source.of(BINARY[kind]), DEFAULT_LIMITS)
        assert caught.value.facts["kind"] == kind.value


@pytest.mark.parametrize(
    "text",
    [
        "<!DOCTYPE html><p>x",
        "\ufeff \n<html><body>x",
        "<p>一、总体情况</p>",
        "<TABLE><TR><TD>1</TABLE>",
        "<!-- saved from url --><div>x</div>",
        '<?xml version="1.0" encoding="gb2312"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0">\n<html>x',
        "HTTP header junk\n<html><body>x</body></html>",
        "标题<br>" * 12,
        "<frameset cols=1><frame src=a></frameset>",
    ],
)
def test_pages(text: str) -> None:
    for name in ("a", "a.txt", "a.html", "a.doc"):
        source = Source.of(text.encode(), name=name)
        assert source.kind is Kind.HTML, name
        assert HtmlOpener().accepts(source) is Fit.EXACT
        assert TextOpener().accepts(source) is None


@pytest.mark.parametrize(
    "text",
    [
        "一、总体情况\n本机关 <政府信息公开条例> 实施",
        "BM 公司\n1",
        "RIFF\n",
        "a < b\n<>",
        "规章\t1\t2\n",
        "| 规章 | 1 |\n| --- | --- |\n",
        "PK\n",
        "{\\r",
        "content: <td> <table\n",
        "规章<br>\n\n1\n\n0\n\n" * 12,
    ],
)
def test_texts(text: str) -> None:
    for name in ("a", "a.txt", "a.md"):
        source = Source.of(text.encode(), name=name)
        assert source.kind is Kind.TEXT
        assert TextOpener().accepts(source) is Fit.LIKELY
        assert HtmlOpener().accepts(source) is None


def test_markdown_that_holds_a_table_of_html() -> None:
    text = "# 标题\n\n一、总体情况\n\n<table><tr><td>规章</td><td>1</td></tr></table>\n\n六、其他\n"
    source = Source.of(text.encode(), name="a.md")
    assert source.kind is Kind.TEXT_WITH_TABLES
    assert HtmlOpener().accepts(source) is Fit.LIKELY
    document = page(text, name="a.md")
    assert [(b.kind.value, b.text) for b in document.blocks if b.text] == [
        ("line", "# 标题"), ("line", "一、总体情况"), ("grid", "规章\t1"), ("line", "六、其他"),
    ]  # fmt: skip


def test_markdown_that_begins_with_a_tag() -> None:
    text = '<div align="center">标题</div>\n\n一、总体情况\n二、主动公开\n'
    assert Source.of(text.encode(), name="a.md").kind is Kind.TEXT_WITH_TABLES
    assert Source.of(text.encode(), name="a.html").kind is Kind.HTML


def test_type_mismatch_is_noted() -> None:
    assert codes(page("<p>x</p>", name="a.txt")) == ["P916"]
    assert codes(page("<p>x</p>", name="a.doc")) == ["P916"]
    assert codes(page("<p>x</p>", name="a.html")) == []
    assert codes(page("<p>x</p>", name="a.jsp")) == []
    assert codes(lines("一、\n", name="a.html")) == ["P916"]
    assert codes(lines("一、\n", name="a.txt")) == []
    assert codes(lines("一、\n", name="<text>")) == []
