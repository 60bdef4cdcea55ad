"""Comments in Word documents: at the right cell or sentence, and nothing else is touched."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

import govinfo_report as gr
from govinfo_report.documents.reread import reread
from govinfo_report.documents.source import Source
from govinfo_report.documents.wordcomments import AUTHOR, Remark, commented
from govinfo_report.errors import SourceError, UsageError
from govinfo_report.model.place import Place
from govinfo_report.model.report import Report
from govinfo_report.testing import strategies
from govinfo_report.testing.renderers import Rendered
from govinfo_report.testing.reports import ReportData

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
DOCUMENT, COMMENTS = "word/document.xml", "word/comments.xml"
CHANGED = {DOCUMENT, COMMENTS, "[Content_Types].xml", "word/_rels/document.xml.rels"}
MARKS = ("commentRangeStart", "commentRangeEnd", "commentReference")


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return data.getvalue()


def word(body: str, parts: Mapping[str, str] | None = None, space: str = W) -> bytes:
    """A document with this body; ``parts`` maps kinds of relationships to the content of parts."""
    parts = parts or {}
    relations = "".join(
        f"<Relationship Id='r{kind}' Type='{OFFICE}/{kind}' Target='{kind}.xml'/>" for kind in parts
    )
    listed = {
        "[Content_Types].xml": f"<Types xmlns='{PACKAGE}/content-types'><Default Extension='xml' "
        "ContentType='application/xml'/></Types>",
        DOCUMENT: f"<?xml version='1.0' standalone='yes'?><w:document xmlns:w='{space}'><w:body>{body}"
        "</w:body></w:document>",
    }
    if parts:
        listed["word/_rels/document.xml.rels"] = (
            f"<Relationships xmlns='{PACKAGE}/relationships'>{relations}</Relationships>"
        )
    for kind, content in parts.items():
        listed[f"word/{kind}.xml"] = f"<w:{kind} xmlns:w='{space}'>{content}</w:{kind}>"
    return packed(listed)


def p(*runs: str) -> str:
    made = (run if run.startswith("<") else f"<w:r><w:t>{run}</w:t></w:r>" for run in runs)
    return f"<w:p><w:pPr><w:jc w:val='left'/></w:pPr>{''.join(made)}</w:p>"


def noted(data: bytes, *remarks: Remark) -> bytes:
    return commented(Source.of(data, name="a.docx"), remarks)


def at(path: str, start: int | None = None, end: int | None = None) -> Place:
    return Place(path=path, part=DOCUMENT, start=start, end=end)


def tree(data: bytes) -> etree._Element:
    return etree.fromstring(members(data)[DOCUMENT])


def local(element: etree._Element) -> str:
    return etree.QName(element).localname


def key(element: etree._Element) -> str:
    return next(str(v) for k, v in element.items() if str(k).endswith("}id"))


def anchors(data: bytes) -> dict[str, tuple[str, etree._Element]]:
    """Comment -> the printed text between its marks, and the mark it begins with."""
    found: dict[str, tuple[str, etree._Element]] = {}
    open_: dict[str, list[str]] = {}
    starts: dict[str, etree._Element] = {}
    for element in tree(data).iter("*"):
        name = local(element)
        if name == "commentRangeStart":
            open_[key(element)], starts[key(element)] = [], element
        elif name == "commentRangeEnd":
            found[key(element)] = ("".join(open_.pop(key(element))), starts[key(element)])
        elif name == "t" and not any(
            local(a) in ("del", "moveFrom") for a in element.iterancestors()
        ):
            for texts in open_.values():
                texts.append(element.text or "")
    assert not open_, "a range without an end"
    return found


def references(data: bytes) -> list[str]:
    return [key(e) for e in tree(data).iter("{*}commentReference")]


def texts(data: bytes) -> dict[str, str]:
    """Comment -> what it says, a line per paragraph."""
    listing = etree.fromstring(members(data)[COMMENTS])
    return {
        key(comment): "\n".join("".join(q.itertext("{*}t")) for q in comment.iter("{*}p"))
        for comment in listing
    }


def stripped(data: bytes) -> bytes:
    """The document without our comments and their marks."""
    parts = members(data)
    root = etree.fromstring(parts[DOCUMENT])
    for element in [e for e in root.iter("*") if local(e) in MARKS]:
        parent = element.getparent()
        assert parent is not None
        if local(element) == "commentReference":
            element, parent = parent, parent.getparent()
            assert parent is not None
        parent.remove(element)
    parts[DOCUMENT] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    del parts[COMMENTS]
    return packed(parts)


def places(report: Report) -> list[tuple[Place, bool]]:
    """Places of figures (cells) and of sentences."""
    found = [(f.place, True) for f in report.figures.values() if f.place is not None]
    for section in report.sections.values():
        found += [(place, False) for _, _, place in section.stretches]
    return found


@given(strategies.pages("word"), st.integers(0, 10**6))
@settings(max_examples=10)
def test_comments_of_any_document(page: tuple[ReportData, Rendered], seed: int) -> None:
    """At the cell of the figure and around the sentence; stripped, it reads as it did."""
    data = page[1].data
    report = gr.parse(data)
    found_at = places(report)
    chosen = Random(seed).sample(found_at, min(10, len(found_at)))
    out = noted(data, *(Remark(f"{n}", place) for n, (place, _) in enumerate(chosen)))
    before, after = members(data), members(out)
    assert {n: d for n, d in before.items() if n not in CHANGED} == {
        n: d for n, d in after.items() if n not in CHANGED
    }
    found = anchors(out)
    assert sorted(found) == sorted(references(out)) == sorted(texts(out))
    original = tree(data)
    old_cells = list(original.iter("{*}tc"))
    source = Source.of(data, name="a.docx")
    for number, (place, is_cell) in enumerate(chosen):
        text, mark = found[str(number)]
        if is_cell:
            inside = [a for a in mark.iterancestors() if local(a) == "tc"]
            cells = list(mark.getroottree().iter("{*}tc"))
            (wanted,) = original.xpath(place.path)  # type: ignore[misc, union-attr]
            assert cells.index(inside[0]) == old_cells.index(wanted)  # type: ignore[arg-type]
        else:
            assert "".join(text.split()) == "".join(reread(source, place).split())
    again = gr.parse(stripped(out))
    assert again == report
    assert [f.place for f in again.figures.values()] == [f.place for f in report.figures.values()]
    assert gr.parse(out) == report


SENTENCE = "收到申请3件，比上年多1件。"


@pytest.mark.parametrize(
    ("runs", "start", "end", "marked"),
    [
        (["第一句。", SENTENCE, "第三句。"], 4, 18, SENTENCE),
        ([f"第一句。{SENTENCE}第三句。"], 4, 18, SENTENCE),
        ([f"第一句。{SENTENCE[:5]}", f"{SENTENCE[5:]}第三句。"], 4, 18, SENTENCE),
        ([f"{SENTENCE}{SENTENCE}"], 14, 28, SENTENCE),
        ([SENTENCE], 0, 14, SENTENCE),
        # an insertion is left whole: the mark stands in front of it
        (["第一句。", f"<w:ins w:id='9'><w:r><w:t>前。{SENTENCE}</w:t></w:r></w:ins>"], 6, 20,
         f"前。{SENTENCE}"),
        (["一。", "<w:del w:id='8'><w:r><w:delText>旧</w:delText></w:r></w:del>", SENTENCE], 2, 16,
         SENTENCE),
    ],
)  # fmt: skip
def test_the_words_of_a_sentence(runs: list[str], start: int, end: int, marked: str) -> None:
    """Runs are cut where the sentence begins and ends; what is not a plain run stays whole."""
    data = word(p("标题") + p(*runs))
    out = noted(data, Remark("看", at("/*[1]/*[1]/*[2]", start, end)))
    assert [text for text, _ in anchors(out).values()] == [marked]
    bare = "".join(tree(data).itertext()).replace("\n", "")
    assert "".join(tree(out).itertext()).replace("\n", "") == bare


def test_a_cut_run_keeps_its_look() -> None:
    """Both halves have the properties, and what stood behind the text stays behind it."""
    run = "<w:r><w:rPr><w:b/></w:rPr><w:t>甲。乙。丙。</w:t><w:tab/></w:r>"
    out = tree(noted(word(p(run)), Remark("看", at("/*[1]/*[1]/*[1]", 2, 4))))
    runs = [r for r in out.iter(f"{{{W}}}r") if r.find(f"{{{W}}}commentReference") is None]
    assert [r.findtext(f"{{{W}}}t") for r in runs] == ["甲。", "乙。", "丙。"]
    assert all(r.find(f"{{{W}}}rPr/{{{W}}}b") is not None for r in runs)
    assert [local(e) for e in runs[-1]] == ["rPr", "t", "tab"]


def cell(content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def table(*rows: str) -> str:
    grid = "<w:tblGrid><w:gridCol w:w='900'/><w:gridCol w:w='900'/></w:tblGrid>"
    return f"<w:tbl><w:tblPr/>{grid}{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def test_cells_of_every_kind() -> None:
    """Empty and merged cells, controls around cells and in them, tables in cells, the table."""
    inner = table(cell(p("内")) + cell(p("9")))
    control = f"<w:sdt><w:sdtContent>{cell(p('控'))}</w:sdtContent></w:sdt>"
    inside = f"<w:sdt><w:sdtPr/><w:sdtContent>{p('里')}</w:sdtContent></w:sdt>"
    body = table(
        cell("<w:p/>") + cell(p("并"), "<w:vMerge w:val='restart'/>"),
        cell(inner + p("外")) + cell("<w:p/>", "<w:vMerge/>"),
        control + cell(inside),
    )
    rows = "/*[1]/*[1]/*[1]"
    out = noted(
        word(body),
        Remark("空", at(f"{rows}/*[3]/*[1]", 0, 0)),
        Remark("并", at(f"{rows}/*[3]/*[2]", 0, 1)),
        Remark("并又", at(f"{rows}/*[3]/*[2]", 0, 1)),
        Remark("外", at(f"{rows}/*[4]/*[1]")),
        Remark("内", at(f"{rows}/*[4]/*[1]/*[2]/*[3]/*[2]")),
        Remark("控", at(f"{rows}/*[5]/*[1]/*[1]/*[1]")),
        Remark("里", at(f"{rows}/*[5]/*[2]")),
        Remark("表", at(rows)),
    )
    marked = {said: anchors(out)[number][0] for number, said in texts(out).items()}
    assert marked == {"空": "", "并": "并", "并又": "并", "外": "外", "内": "9", "控": "控", "里": "里",
                      "表": ""}  # fmt: skip
    assert len(set(references(out))) == 8


def test_findings_without_a_place_stand_at_the_title() -> None:
    """No place, one of another part, a path that leads nowhere, or one that is no path."""
    data = word(p("附件") + p("云岭县2023年政府信息公开", "工作年度报告") + p("一、总体情况"))
    title = "云岭县2023年政府信息公开工作年度报告"
    lost = [None, Place(part="word/footnotes.xml", path="/*[1]"), at("/*[1]/*[7]"), at("//w:p"),
            Place(line=3)]  # fmt: skip
    out = noted(data, *(Remark("看", place, title) for place in lost))
    assert [text for text, _ in anchors(out).values()] == [title] * 5
    untitled = noted(word("<w:p/>" + p("正文")), Remark("看"))
    assert [text for text, _ in anchors(untitled).values()] == ["正文"]
    assert [text for text, _ in anchors(noted(word(""), Remark("看"))).values()] == [""]


def test_text_boxes_carry_no_comments() -> None:
    """Word allows none there: the comment stands at the paragraph that holds the box."""
    box = f"<w:r><w:pict><w:txbxContent>{p('框内')}</w:txbxContent></w:pict></w:r>"
    out = noted(word(p("前", box)), Remark("看", at("/*[1]/*[1]/*[1]/*[3]/*[1]/*[1]/*[1]")))
    (mark,) = [mark for _, mark in anchors(out).values()]
    assert not [a for a in mark.iterancestors() if local(a) == "txbxContent"]


def test_comments_that_are_there_stay() -> None:
    """Their text, ids and marks; ours take the next free numbers."""
    old = ("<w:comment w:id='4' w:author='甲'><w:p><w:r><w:t>已有</w:t></w:r></w:p></w:comment>"
           "<w:comment w:id='7' w:author='乙'><w:p/></w:comment>")  # fmt: skip
    marks = "<w:commentRangeStart w:id='4'/>{}<w:commentRangeEnd w:id='4'/>"
    stray = "<w:r><w:commentReference w:id='11'/></w:r>"
    data = word(p(marks.format("<w:r><w:t>文</w:t></w:r>"), stray), {"comments": old})
    out = noted(data, Remark("新", at("/*[1]/*[1]/*[1]")), Remark("又", at("/*[1]/*[1]/*[1]")))
    assert texts(out) == {"4": "已有", "7": "", "12": "新", "13": "又"}
    assert {name for name, content in members(out).items() if content != members(data)[name]} == {
        DOCUMENT, COMMENTS,
    }  # fmt: skip
    listing = etree.fromstring(members(out)[COMMENTS])
    authors = [comment.get(f"{{{W}}}author") for comment in listing]
    assert authors == ["甲", "乙", AUTHOR, AUTHOR]
    assert {*references(out)} == {"11", "12", "13"}


def test_new_parts_are_declared() -> None:
    """Content type and relationship of the comments, in the words of a strict file too."""
    for space, office in (
        (W, OFFICE),
        (STRICT, "http://purl.oclc.org/ooxml/officeDocument/relationships"),
    ):
        out = members(noted(word(p("文"), space=space), Remark("看")))
        assert b'PartName="/word/comments.xml"' in out["[Content_Types].xml"]
        relations = etree.fromstring(out["word/_rels/document.xml.rels"])
        assert [r.get("Type") for r in relations] == [f"{office}/comments"]
        assert etree.fromstring(out[COMMENTS]).tag == f"{{{space}}}comments"
        assert f"{{{space}}}commentRangeStart" in {
            e.tag for e in etree.fromstring(out[DOCUMENT]).iter()
        }


def test_no_day_no_clock() -> None:
    """The same remarks give the same bytes."""
    data = word(p("文"))
    assert noted(data, Remark("看")) == noted(data, Remark("看"))
    assert b"w:date" not in members(noted(data, Remark("看")))[COMMENTS]
    assert noted(data) == data


HOSTILE = ["<w:del/>&amp;]]>", '"/><script>', "=1+1", "一" * 5000, "{0}%s\\"]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_are_words(text: str) -> None:
    """Whatever a finding quotes is text in the comment."""
    out = noted(word(p("文")), Remark(f"{text}\n{text}"))
    assert texts(out) == {"0": f"{text}\n{text}"}


def test_clear_refusals() -> None:
    """What is no Word document, is closed for changes, signed, or damaged."""
    for other in (b"<html><p>x</p></html>", b"%PDF-1.7\n%", packed({"xl/workbook.xml": "<x/>"})):
        with pytest.raises(UsageError, match="no Word document") as told:
            commented(Source.of(other, name="a.docx"), [Remark("看")])
        assert "Word" in told.value.text("zh")
    closed = word(
        p("文"), {"settings": "<w:documentProtection w:edit='readOnly' w:enforcement='1'/>"}
    )
    with pytest.raises(SourceError, match="read-only"):
        noted(closed, Remark("看"))
    open_ = word(
        p("文"), {"settings": "<w:documentProtection w:edit='readOnly' w:enforcement='0'/>"}
    )
    assert texts(noted(open_, Remark("看"))) == {"0": "看"}
    origin = f"{PACKAGE}/relationships/digital-signature/origin"
    signed = packed({
        **members(word(p("文"))), "_xmlsignatures/origin.sigs": b"",
        "_rels/.rels": f"<Relationships xmlns='{PACKAGE}/relationships'><Relationship Id='s' "
        f"Type='{origin}' Target='_xmlsignatures/origin.sigs'/></Relationships>",
    })  # fmt: skip
    with pytest.raises(SourceError, match="signed"):
        noted(signed, Remark("看"))
    entity = packed(
        {
            DOCUMENT: f"<!DOCTYPE d [<!ENTITY e 'x'>]><w:document xmlns:w='{W}'><w:body/></w:document>"
        }
    )
    with pytest.raises(SourceError, match="document type"):
        noted(entity, Remark("看"))
