"""Word documents: final text, merged cells, automatic numbers, and files that misbehave."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import govinfo_report
from govinfo_report.documents.document import Document, Span
from govinfo_report.documents.docx import DocxOpener
from govinfo_report.documents.numbering import chinese
from govinfo_report.documents.reread import reread
from govinfo_report.documents.source import Source
from govinfo_report.documents.wordmarkup import WordMarkup
from govinfo_report.errors import SourceError
from govinfo_report.limits import DEFAULT_LIMITS, Limits

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def packed(members: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return data.getvalue()


def word(body: str, parts: Mapping[str, str] | None = None, *, prolog: str = "") -> bytes:
    """A document with this body; ``parts`` maps kinds of relationships to the content of parts."""
    parts = parts or {}
    relations = "".join(
        f"<Relationship Id='r{kind}' Type='{OFFICE}/{kind}' Target='{kind}.xml'/>" for kind in parts
    )
    declared = f"xmlns:w='{WORD}' xmlns:r='{OFFICE}'"
    members = {
        "word/document.xml": f"{prolog}<w:document {declared}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": f"<Relationships xmlns='{PACKAGE}'>{relations}</Relationships>",
    }
    for kind, content in parts.items():
        members[f"word/{kind}.xml"] = f"<w:{kind} {declared}>{content}</w:{kind}>"
    return packed(members)


def opened(data: bytes, name: str = "a.docx", limits: Limits = DEFAULT_LIMITS) -> Document:
    return DocxOpener().open(Source.of(data, name=name), limits)


def p(*texts: str, properties: str = "") -> str:
    runs = "".join(t if t.startswith("<") else f"<w:r><w:t>{t}</w:t></w:r>" for t in texts)
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def tc(content: str, properties: str = "") -> str:
    inner = content if content.startswith(("<w:p", "<w:tbl")) else p(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def tbl(*rows: str, grid: str = "") -> str:
    return f"<w:tbl><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def plain(document: Document) -> list[str]:
    return [block.text for block in document.blocks]


def areas(document: Document) -> list[tuple[str, int, int, int, int]]:
    """Text and area (row, column, height, width) of the cells of the first grid."""
    block = next(document.grids())
    assert block.grid is not None
    return [
        (block.text[c.start : c.end], c.row, c.column, c.row_end - c.row, c.column_end - c.column)
        for c in block.grid.cells
    ]


SPAN2, DOWN, GOES_ON = "<w:gridSpan w:val='2'/>", "<w:vMerge w:val='restart'/>", "<w:vMerge/>"


def test_merged_cells() -> None:
    """Spans to the right and downwards, by hand."""
    found = areas(opened(word(tbl(
        tr(tc("甲", DOWN), tc("乙", SPAN2)),
        tr(tc("", GOES_ON), tc("1"), tc("2")),
        tr(tc("丙"), tc(""), tc("3")),
    ))))  # fmt: skip
    assert found == [
        ("甲", 0, 0, 2, 1), ("乙", 0, 1, 1, 2), ("1", 1, 1, 1, 1), ("2", 1, 2, 1, 1),
        ("丙", 2, 0, 1, 1), ("", 2, 1, 1, 1), ("3", 2, 2, 1, 1),
    ]  # fmt: skip


def test_a_merge_that_nothing_begins() -> None:
    """A lower part without an upper one is a cell; one of another width is none of its parts."""
    rows = tbl(tr(tc("1", GOES_ON), tc("2")), tr(tc("3", SPAN2 + GOES_ON)))
    assert [cell[0] for cell in areas(opened(word(rows)))] == ["1", "2", "3"]


def test_slivers_of_a_conversion() -> None:
    """Columns of a twentieth of a point are no columns."""
    grid = "<w:gridCol w:w='900'/><w:gridCol w:w='1'/><w:gridCol w:w='900'/>"
    table = tbl(tr(tc("甲", SPAN2), tc("乙")), tr(tc("1"), tc("2", SPAN2)), grid=grid)
    assert [cell[1:] for cell in areas(opened(word(table)))] == [
        (0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1),
    ]  # fmt: skip


def test_rows_that_are_indented() -> None:
    """``gridBefore`` leaves room at the left."""
    table = tbl(tr(tc("甲"), tc("乙")), tr(tc("2"), properties="<w:gridBefore w:val='1'/>"))
    assert ("2", 1, 1, 1, 1) in areas(opened(word(table)))


def test_content_controls_round_everything() -> None:
    """Round a table, a row, a cell, a paragraph and a run."""

    def sdt(inner: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>"

    run = sdt("<w:r><w:t>1</w:t></w:r>")
    table = tbl(sdt(tr(tc("甲"), sdt(tc("乙")))), tr(tc(sdt(p("丙")) and p("丙")), tc(p(run))))
    document = opened(word(sdt(table) + sdt(p("尾"))))
    assert [cell[0] for cell in areas(document)] == ["甲", "乙", "丙", "1"]
    assert plain(document)[-1] == "尾"


def test_tracked_changes_are_accepted() -> None:
    """Insertions stand, deletions and moved text are gone, and their presence is noted."""
    gone = "<w:del><w:r><w:delText>23</w:delText></w:r></w:del>"
    new = "<w:ins><w:r><w:t>32</w:t></w:r></w:ins>"
    table = tbl(
        tr(tc("甲"), tc("乙")),
        tr(tc("x"), tc("y"), properties="<w:del w:id='1'/>"),
        tr(tc("丙"), tc(p(gone, new))),
    )
    document = opened(word(table + p("<w:moveFrom><w:r><w:t>旧</w:t></w:r></w:moveFrom>", "新")))
    assert [cell[0] for cell in areas(document)] == ["甲", "乙", "丙", "32"]
    assert plain(document)[-1] == "新"
    (note,) = [note for note in document.notes if note.code == "P909"]
    assert note.params["revisions"] == 4


def test_a_deleted_end_joins_paragraphs() -> None:
    """Word prints the next paragraph in the same line."""
    mark = "<w:rPr><w:del w:id='1'/></w:rPr>"
    document = opened(word(p("一、总体", properties=mark) + p("情况") + p("正文")))
    assert plain(document) == ["一、总体情况", "正文"]


def test_text_boxes_once() -> None:
    """A box stands twice in the file, for new and for old programs."""
    box = f"<w:txbxContent>{p('报告')}</w:txbxContent>"
    both = (
        "<w:r><mc:AlternateContent xmlns:mc='urn:mc'><mc:Choice><w:drawing>" + box
        + "</w:drawing></mc:Choice><mc:Fallback><w:pict>" + box
        + "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )  # fmt: skip
    assert plain(opened(word(p("前", both) + p("后")))) == ["前", "报告", "后"]


NUMBERING = (
    "<w:abstractNum w:abstractNumId='0'>"
    "<w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='chineseCounting'/>"
    "<w:lvlText w:val='%1、'/></w:lvl>"
    "<w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='decimal'/>"
    "<w:lvlText w:val='（%2）'/></w:lvl></w:abstractNum>"
    "<w:num w:numId='5'><w:abstractNumId w:val='0'/></w:num>"
)


def listed(text: str, level: int = 0) -> str:
    own = f"<w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='5'/></w:numPr>"
    return p(text, properties=own)


def test_automatic_numbers() -> None:
    """They are part of the text; a deeper level begins anew behind each of the upper one."""
    body = (
        listed("总体情况")
        + listed("甲", 1)
        + listed("乙", 1)
        + listed("主动公开")
        + listed("丙", 1)
    )
    document = opened(word(body, {"numbering": NUMBERING}))
    assert plain(document) == ["一、总体情况", "（1）甲", "（2）乙", "二、主动公开", "（1）丙"]


def test_headings_and_lists_of_styles() -> None:
    """A style may be based on one that is a heading and a list."""
    styles = (
        "<w:style w:styleId='h'><w:pPr><w:outlineLvl w:val='0'/><w:numPr><w:numId w:val='5'/>"
        "</w:numPr></w:pPr></w:style><w:style w:styleId='i'><w:basedOn w:val='h'/></w:style>"
    )
    body = p("总体情况", properties="<w:pStyle w:val='i'/>") + p("正文")
    document = opened(word(body, {"numbering": NUMBERING, "styles": styles}))
    assert [(b.kind.value, b.level, b.text) for b in document.blocks] == [
        ("heading", 1, "一、总体情况"), ("paragraph", 0, "正文"),
    ]  # fmt: skip


@given(st.integers(1, 9999))
def test_chinese_counting(number: int) -> None:
    """What is counted is read as the same number."""
    from govinfo_report.text.chinese import read_chinese

    assert read_chinese(chinese(number)) == number


@pytest.mark.parametrize(
    ("number", "text"),
    [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (101, "一百〇一"), (110, "一百一十")],
)
def test_chinese_counting_by_hand(number: int, text: str) -> None:
    assert chinese(number) == text


def test_a_footnote_leads_back_to_its_own_part() -> None:
    """Its place names the part it stands in, and is read there."""
    mark = "<w:r><w:footnoteReference w:id='2'/></w:r>"
    notes = f"<w:footnote w:id='2'>{p('含上年结转。')}</w:footnote>"
    data = word(p("正文。", mark), {"footnotes": notes})
    document = opened(data)
    block = document.blocks[-1]
    place = document.locate(Span(block.index, 1, 5))
    assert place.part == "word/footnotes.xml"
    assert reread(Source.of(data, name="a.docx"), place) == "上年结转"


def test_footnotes_do_not_touch_figures() -> None:
    """The mark of a note is no digit of the figure; its text follows the report."""
    mark = "<w:r><w:footnoteReference w:id='2'/></w:r>"
    notes = f"<w:footnote w:id='2'>{p('含上年结转。')}</w:footnote>"
    table = tbl(tr(tc("甲"), tc("乙")), tr(tc("丙"), tc(p("12", mark))))
    document = opened(word(table, {"footnotes": notes}))
    assert areas(document)[-1][0] == "12"
    assert plain(document)[-1] == "含上年结转。"


def test_hidden_text_and_comments_are_noted() -> None:
    """Neither is printed."""
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>99</w:t></w:r>"
    table = tbl(tr(tc("甲"), tc("乙")), tr(tc("丙"), tc(p("1", hidden))))
    comments = f"<w:comment w:id='0'>{p('核对')}</w:comment>"
    document = opened(word(table, {"comments": comments}))
    assert areas(document)[-1][0] == "1"
    (note,) = [note for note in document.notes if note.code == "P909"]
    assert (note.params["in_cells"], note.params["comments"]) == (1, 1)


def test_small_pieces() -> None:
    """Line breaks, tabs, hyphens, raised digits, symbols of private fonts, pinyin over text."""
    raised = "<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>2</w:t></w:r>"
    body = (
        p("甲", "<w:r><w:br/></w:r>", "乙") + p("1", raised) + p("<w:r><w:sym w:char='F0FE'/></w:r>")
        + p("2", "<w:r><w:noBreakHyphen/></w:r>", "3")
        + p("<w:r><w:ruby><w:rt><w:r><w:t>pin</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>拼</w:t></w:r>"
            "</w:rubyBase></w:ruby></w:r>")
    )  # fmt: skip
    assert plain(opened(word(body))) == ["甲", "乙", "1²", "\ufffd", "2-3", "拼"]


def test_places_lead_back() -> None:
    """Cell, heading with an automatic number, and lines of one paragraph."""
    body = listed("总体情况") + p("甲", "<w:r><w:br/></w:r>", "乙丙") + tbl(
        tr(tc("甲", DOWN), tc("乙")), tr(tc("", GOES_ON), tc("12 34"))
    )  # fmt: skip
    source = Source.of(word(body, {"numbering": NUMBERING}), name="a.docx")
    document = DocxOpener().open(source, DEFAULT_LIMITS)
    for block in document.blocks[:3]:
        span = Span(block.index, 1, len(block.text))
        assert reread(source, document.locate(span)) == block.text[1:]
    grid = document.blocks[3].grid
    assert grid is not None
    cell = grid.cells[-1]
    place = document.locate(Span(3, cell.start, cell.end))
    assert place.part == "word/document.xml"
    assert reread(source, place) == "12 34"
    with pytest.raises(SourceError):
        reread(source, evolve(place, path="/*[1]/*[9]"))


def test_other_names_of_the_main_part() -> None:
    """The package says which part is the document."""
    relations = (
        f"<Relationships xmlns='{PACKAGE}'><Relationship Id='r' Type='{OFFICE}/officeDocument' "
        "Target='/word/document2.xml'/></Relationships>"
    )
    main = f"<w:document xmlns:w='{WORD}'><w:body>{p('正文')}</w:body></w:document>"
    types = {"[Content_Types].xml": "<Types/>"}
    data = packed(types | {"_rels/.rels": relations, "word/document2.xml": main})
    assert plain(opened(data)) == ["正文"]


@pytest.mark.parametrize("suffix", ["doc", "html", "txt"])
def test_another_suffix_is_noted(suffix: str) -> None:
    """The content decides; the name is noted."""
    document = opened(word(p("正文")), name=f"a.{suffix}")
    assert [note.code for note in document.notes] == ["P916"]


def refused(data: bytes, limits: Limits = DEFAULT_LIMITS) -> str:
    with pytest.raises(SourceError) as caught:
        opened(data, limits=limits)
    assert caught.value.text("zh") != caught.value.text("en")
    return str(caught.value.facts.get("id", "damaged"))


def test_files_that_misbehave() -> None:
    """Damage, bombs, document types, members twice or outside: an error that says so."""
    good = word(p("正文"))
    assert refused(good[: len(good) // 2]) == "damaged"
    bomb = "<!DOCTYPE w [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]>"
    assert refused(word(p("&b;"), prolog=bomb)) == "damaged"
    outside = "<!DOCTYPE w [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"
    assert refused(word(p("&a;"), prolog=outside)) == "damaged"
    assert refused(packed({"word/document.xml": "<w"})) == "damaged"
    assert refused(packed({"word/document.xml": f"<d xmlns='{WORD}'/>"})) == "damaged"
    assert refused(packed({"../x": "", "word/document.xml": ""})) == "damaged"
    large = word(p("九" * 9_000_000))
    assert refused(large, Limits(member_bytes=1_000_000)) == "P902"
    assert refused(large, Limits(archive_ratio=20)) == "P902"
    many = {f"x{n}": "" for n in range(50)} | {"word/document.xml": ""}
    assert refused(packed(many), Limits(archive_members=20)) == "P902"
    assert refused(word("<w:p/>" * 3000), Limits(nodes=1000)) == "P905"


def test_members_twice() -> None:
    """Which of them another program shows is unknown."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("word/document.xml", "")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("word/document.xml", "")
    assert refused(data.getvalue()) == "damaged"


def test_a_password() -> None:
    """The flag of a protected member."""
    data = bytearray(packed({"word/document.xml": "<x/>"}, zipfile.ZIP_STORED))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(SourceError, match="password"):
        opened(bytes(data))


def test_deep_nesting() -> None:
    """Tables in tables beyond any sense end in an error, not in a crash."""
    body = p("正文")
    for _ in range(120):
        body = tbl(tr(tc(body + "<w:p/>"), tc("1")))
    with pytest.raises(SourceError):
        opened(word(body))


def test_a_report_in_word_is_read_like_a_page() -> None:
    """The same report, printed as a page and as a Word document."""
    from random import Random

    from govinfo_report.testing import RENDERERS, random_report
    from govinfo_report.testing.renderers import render

    data = random_report(Random(7))
    reports = [
        govinfo_report.parse(render(RENDERERS[family], data, Random(1)).data)
        for family in ("html", "word")
    ]
    assert reports[0].figures == reports[1].figures
    assert reports[1].reading.opener == "docx"


RUNS = st.sampled_from(
    (
        "41", "件", " ", "", "\ue012",
        "<w:proofErr w:type='spellStart'/>",
        "<w:bookmarkStart w:id='1' w:name='a'/>",
        "<w:r><w:rPr><w:b/></w:rPr><w:t>7</w:t></w:r>",
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>9</w:t></w:r>",
        "<w:r><w:rPr><w:strike/></w:rPr><w:t>3</w:t></w:r>",
        "<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>1</w:t></w:r>",
        "<w:r><w:tab/><w:t>5</w:t></w:r>",
        "<w:r><w:br/></w:r>",
        "<w:del><w:r><w:delText>8</w:delText></w:r></w:del>",
        "<w:ins><w:r><w:t>6</w:t></w:r></w:ins>",
        "<w:sdt><w:sdtContent><w:r><w:t>2</w:t></w:r></w:sdtContent></w:sdt>",
    )
)  # fmt: skip
LOOKS = st.sampled_from(
    ("", "<w:jc w:val='center'/>", "<w:rPr><w:del/></w:rPr>", "<w:outlineLvl w:val='0'/>",
     "<w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr>")
)  # fmt: skip
CELLS = st.lists(
    st.builds(lambda runs, look: p(*runs, properties=look), st.lists(RUNS, max_size=4), LOOKS),
    min_size=1,
    max_size=2,
).map("".join)
NUMBERS = (
    "<w:abstractNum w:abstractNumId='1'><w:lvl w:ilvl='0'><w:numFmt w:val='decimal'/>"
    "<w:lvlText w:val='%1.'/></w:lvl></w:abstractNum>"
    "<w:num w:numId='1'><w:abstractNumId w:val='1'/></w:num>"
)


@given(st.lists(st.lists(CELLS, min_size=1, max_size=3), min_size=1, max_size=3))
def test_plain_cells_are_like_all_cells(rows: list[list[str]]) -> None:
    # cells of one plain paragraph are taken in one go: what comes out is that of the long way
    data = word(tbl(*(tr(*(tc(cell) for cell in row)) for row in rows)), {"numbering": NUMBERS})
    source = Source.of(data, name="a.docx")
    short = opened(data)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WordMarkup, "_plain_text", lambda self, cell: None)
        long = opened(data)
    assert [(b.kind, b.text, b.level) for b in short.blocks] == [
        (b.kind, b.text, b.level) for b in long.blocks
    ]
    assert short.notes == long.notes
    for block, other in zip(short.blocks, long.blocks, strict=True):
        if block.grid is None or other.grid is None:
            assert reread(source, short.locate(Span(block.index, 0, len(block.text)))) == block.text
            continue
        for cell, same in zip(block.grid.cells, other.grid.cells, strict=True):
            here = short.locate(Span(block.index, cell.start, cell.end))
            assert here == long.locate(Span(other.index, same.start, same.end))
