"""Running text of HTML: headings, paragraphs, line breaks, metadata, places."""

from __future__ import annotations

import pytest
from opening import codes, page, plain

from govinfo_report.documents.document import Span
from govinfo_report.documents.html import HtmlOpener
from govinfo_report.documents.reread import reread
from govinfo_report.documents.source import Source
from govinfo_report.limits import DEFAULT_LIMITS
from govinfo_report.model.place import Place


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>一</p><p>二</p>", [("p", "一"), ("p", "二")]),
        ("<p>一<p>二", [("p", "一"), ("p", "二")]),
        ("<P>一</P><DIV>二</DIV>", [("p", "一"), ("p", "二")]),
        ("<p>一<br>二<br/><br>三</p>", [("p", "一"), ("p", "二"), ("p", "三")]),
        ("<div>一<p>二</p>三</div>四", [("p", "一"), ("p", "二"), ("p", "三"), ("p", "四")]),
        ("<p><b>一、</b><span>总体</span> <i>情况</i></p>", [("p", "一、总体 情况")]),
        ("<p>  一\n\t二  </p>", [("p", "一 二")]),
        ("<p>一&nbsp;&nbsp;二　</p>", [("p", "一\u00a0\u00a0二\u3000")]),
        ("<h1>题<br>二行</h1><h6><p>小</p></h6>", [("h1", "题"), ("h1", "二行"), ("p", "小")]),
        ("<h2><div>题</div></h2>", [("h2", "题")]),
        ("<ul><li>一<li>二</ul><dl><dt>三<dd>四</dl>",
         [("p", "一"), ("p", "二"), ("p", "三"), ("p", "四")]),
        ("<p>图<img src='/a/截图3.PNG'>完</p>", [("p", "图[image: 截图3.PNG]完")]),
        ("<p></p><p> </p><p>&nbsp;</p><div><br></div>", [("p", "\u00a0")]),
        ("<pre>规章\t1\n\n许可\t2</pre>尾", [("l", "规章\t1"), ("l", ""), ("l", "许可\t2"), ("p", "尾")]),
        ("<p>一<plaintext>二<b>\n</p>", [("p", "一"), ("l", "二<b>"), ("l", "</p>")]),
        ("<xmp><p>一</p></xmp>", [("l", "<p>一</p>")]),
        ("<p>一<!-- 二 --><!--[if gte mso 9]><p>三</p><![endif]--><![if !x]>四<![endif]></p>",
         [("p", "一四")]),
        ("<td>一</td><td>二</td>", [("p", "一"), ("p", "二")]),
        ("<span>一<div>二</div>三</span>", [("p", "一"), ("p", "二"), ("p", "三")]),
        ("<p>a<script>1</script>b<style>2</style>c<template>3</template>d</p>", [("p", "abcd")]),
        ("<button>一</button><label>二</label>", [("p", "一二")]),
        ("<p>第<sup>①</sup>条2<sup>2</sup>，CO<sub>2</sub></p>", [("p", "第①条2²，CO₂")]),
        ("<fieldset><legend>一</legend>二</fieldset>", [("p", "一"), ("p", "二")]),
        ("<dialog>一</dialog><dialog open>二</dialog>", [("p", "二")]),
        ("<details><summary>一</summary>二</details>", [("p", "一"), ("p", "二")]),
        ("<o:p>一</o:p><st1:place>二<p>三</p></st1:place>", [("p", "一二"), ("p", "三")]),
        ("&lt;p&gt;&amp;nbsp;&hellip;&#19968;&#x4e8c;", [("p", "<p>&nbsp;…一二")]),
        ("<p title='>'>一<p title=\"<table>\">二", [("p", "一"), ("p", "二")]),
        ("<![CDATA[x]]><p>一", [("p", "一")]),
        ("<body hidden>", []),
    ],
)  # fmt: skip
def test_blocks(markup: str, expected: list[object]) -> None:
    assert plain(page(markup)) == expected


def test_unclosed_superscript_does_not_swallow_the_page() -> None:
    text = "一、" + "文" * 20
    assert plain(page(f"<div>5<sup>2<p>{text}</p><table><tr><td>1<td>2</table></div>")) == [
        ("p", "52"), ("p", text), [["1", "2"]],
    ]  # fmt: skip


@pytest.mark.parametrize("tag", ["s", "del", "rt", "svg", "math"])
def test_other_tags_left_open_do_not_hide_the_page(tag: str) -> None:
    markup = f"<div>前<{tag}>" + "<p>一、</p>" * 50 + "<table><tr><td>1<td>2</table>"
    found = plain(page(markup))
    assert found.count(("p", "一、")) == 50
    assert found[-1] == [["1", "2"]]


def test_metadata() -> None:
    document = page(
        '<head><title> 青岭县\n年报_网站 </title><META NAME="PubDate" content="2024-01-20 ">'
        '<meta name="ContentSource" content=青岭县><meta property="og:title" content=题>'
        '<meta name="pubdate" content=2025><meta http-equiv=refresh content=1><meta name=Empty content="">'
        "</head><body><svg><title>图</title></svg><p>文"
    )
    assert dict(document.metadata) == {
        "title": "青岭县 年报_网站", "meta:pubdate": "2024-01-20", "meta:contentsource": "青岭县",
        "meta:og:title": "题",
    }  # fmt: skip
    assert plain(document) == [("p", "[image: 图]"), ("p", "文")]


def test_places_of_paragraphs() -> None:
    source = Source.of("<div>一\n<br>二二<p>三</p>四<b>五</b></div>".encode(), name="a.html")
    document = HtmlOpener().open(source, DEFAULT_LIMITS)
    assert plain(document) == [("p", "一"), ("p", "二二"), ("p", "三"), ("p", "四五")]
    div = "/html/body/div"
    assert [document.locate(Span(b.index, 0, len(b.text))) for b in document.blocks] == [
        Place(path=div, line=1, start=0, end=1),
        Place(path=div, line=1, start=2, end=4),
        Place(path=div + "/p", line=2, start=0, end=1),
        Place(path=div, line=1, start=5, end=7),
    ]
    assert reread(source, document.locate(Span(3, 1, 2))) == "五"


def test_line_numbers_survive_every_kind_of_line_break() -> None:
    for newline in ("\n", "\r\n", "\r"):
        document = page(newline.join(["<p>一", "</p>", "<table><tr>", "<td>甲<td>1</table>"]))
        (block,) = document.grids()
        assert block.grid is not None
        assert document.locate(Span(block.index, 0, 1)).line == block.grid.cells[0].line == 4


def test_names_that_xpath_does_not_know() -> None:
    source = Source.of("<p>x</p><o:p>一<p>二</p></o:p><x<y>三</x<y>".encode(), name="a.html")
    document = HtmlOpener().open(source, DEFAULT_LIMITS)
    for block in document.blocks:
        place = document.locate(Span(block.index, 0, len(block.text)))
        assert reread(source, place) == block.text


@pytest.mark.parametrize(
    ("markup", "references"),
    [
        ('<iframe src="/doc/年报.pdf"></iframe>', ["/doc/年报.pdf"]),
        ("<embed src=a.PDF type=application/pdf>", ["a.PDF"]),
        ("<object data=a.ofd><p>无法显示</p></object>", ["a.ofd"]),
        (
            "<frameset><frame src=left.html><frame src=main.html></frameset>",
            ["left.html", "main.html"],
        ),
        ("<iframe src=list.jsp></iframe>", ["list.jsp"]),
        ("<iframe src=count.jsp></iframe><p>" + "文" * 300, []),
        ("<iframe src=a.doc></iframe><p>" + "文" * 300, ["a.doc"]),
        ("<iframe></iframe>", []),
    ],
)
def test_what_is_embedded_is_named_not_fetched(markup: str, references: list[str]) -> None:
    notes = [n for n in page(markup).notes if n.code == "P910"]
    assert [note.params["reference"] for note in notes] == references


def test_entities_of_a_doctype_mean_nothing() -> None:
    bomb = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    document = page(f'<!DOCTYPE html [<!ENTITY e0 "甲">{bomb}]><html><body><p>&e11;</p>')
    assert sum(len(block.text) for block in document.blocks) < 100


def test_pages_in_other_encodings() -> None:
    markup = (
        "<meta charset=gb2312><title>㐱县</title><p>一、总体</p><table><tr><td>规章<td>１２</table>"
    )
    wanted = page(markup)
    for encoding in ("gb18030", "utf-8-sig", "utf-16", "utf-16-le"):
        document = page(markup.encode(encoding))
        assert plain(document) == plain(wanted)
        assert document.metadata["title"] == "㐱县"
        assert codes(document) == []


def test_nul_in_the_middle_does_not_end_the_page() -> None:
    document = page(("<p>一、</p>" * 20).encode() + b"<p>\0</p><td\0>" + "<p>六、</p>".encode())
    assert plain(document)[-1] == ("p", "六、")
    assert codes(document) == ["P915"]


@pytest.mark.parametrize(
    "markup", ["<!-- x -->", "<p>", " <html></html>", "<?xml version='1.0'?><html/>"]
)
def test_pages_without_text(markup: str) -> None:
    assert page(markup).blocks == ()
