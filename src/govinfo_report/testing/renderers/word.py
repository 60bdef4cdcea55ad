"""Word documents (DOCX): merged cells, content controls, tracked changes, automatic numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random
from xml.sax.saxutils import escape, quoteattr

from attrs import frozen

from govinfo_report.testing.dice import Dice
from govinfo_report.testing.renderers import htmlgrid
from govinfo_report.testing.renderers.base import (
    Dialect,
    common,
    heading,
    padded,
    paragraphs,
    title_lines,
)
from govinfo_report.testing.renderers.packing import OFFICE, pack, relations
from govinfo_report.testing.reports import ReportData
from govinfo_report.testing.tables import Shape, Slot, Table, Tables, all_tables

_TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_OFFICE_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_COLUMN, _SLIVER = 900, 1
_LISTED = "<w:numPr><w:ilvl w:val='0'/><w:numId w:val='3'/></w:numPr>"
_NUMBERING = (
    "<w:abstractNum w:abstractNumId='7'><w:lvl w:ilvl='0'><w:start w:val='1'/>"
    "<w:numFmt w:val='chineseCounting'/><w:lvlText w:val='%1、'/></w:lvl></w:abstractNum>"
    "<w:num w:numId='3'><w:abstractNumId w:val='7'/></w:num>"
)
_STYLES = (
    "<w:style w:type='paragraph' w:styleId='a1'><w:name w:val='heading 1'/><w:pPr>"
    "<w:outlineLvl w:val='0'/></w:pPr></w:style>"
)


@frozen(kw_only=True)
class WordDialect(Dialect):
    """Options of Word documents."""

    strict: bool = False  #: the namespaces of strict files
    split: float = 0.0  #: share of texts cut into several runs
    controls: float = 0.0  #: share of cells and rows inside content controls
    tracked: float = 0.0  #: share of cells with a deleted and an inserted text
    deleted_row: bool = False  #: a deleted row with other figures in each table
    hidden: float = 0.0  #: share of cells with hidden text
    numbered: bool = False  #: numerals of section headings live in the numbering part
    styled: bool = False  #: section headings have a heading style
    slivers: int = 0  #: grid columns of a twentieth of a point
    frame: bool = False  #: a layout table of one cell around each table
    boxed_title: bool = False  #: the title stands in a text box
    stored: bool = False  #: members are not compressed


class WordRenderer:
    """Word documents as offices save them."""

    family = "word"
    shows_blanks = True
    floor = 0.999

    def dialect(self, rng: Random) -> WordDialect:
        dice = Dice(rng.getrandbits(32))
        five = dice.chance(0.2, "five")
        return WordDialect(
            **common(dice, breaks=True),
            shape=Shape(
                shuffle=dice.chance(0.2, "shuffle"),
                reorder=dice.chance(0.15, "reorder"),
                split_proactive=dice.chance(0.2, "split"),
                headings=not dice.chance(0.05, "headings"),
                extra_row=dice.chance(0.1, "extra row"),
                five=five,
                review=dice.pick(("one", "one", "two", "three"), "review"),
                beside=dice.chance(0.3, "beside"),
                repeat_heads=dice.chance(0.1, "repeat heads"),
            ),
            strict=dice.chance(0.2, "strict"),
            split=dice.pick((0.0, 0.1, 0.5), "share split"),
            controls=dice.pick((0.0, 0.0, 0.1), "controls"),
            tracked=dice.pick((0.0, 0.0, 0.1), "tracked"),
            deleted_row=dice.chance(0.1, "deleted row"),
            hidden=dice.pick((0.0, 0.0, 0.05), "hidden"),
            numbered=dice.chance(0.2, "numbered"),
            styled=dice.chance(0.3, "styled"),
            slivers=dice.pick((0, 0, 1, 2), "slivers"),
            frame=dice.chance(0.1, "frame"),
            boxed_title=dice.chance(0.1, "boxed"),
            stored=dice.chance(0.2, "stored"),
        )

    def print(self, data: ReportData, dialect: Dialect, tables: Tables | None = None) -> bytes:
        assert isinstance(dialect, WordDialect)
        tables = tables or all_tables(data, dialect.wording, dialect.shape)
        titles = [_paragraph(_runs(line, dialect, "title")) for line in title_lines(data, dialect)]
        body = [_boxed("".join(titles))] if dialect.boxed_title else titles
        if dialect.preamble:
            body += _prose(data.narrative.preamble, dialect, "preamble")
        for section, prose in data.narrative.sections.items():
            body.append(_heading(heading(section, dialect), dialect))
            body += _prose(prose, dialect, section)
            body += [_table(t, dialect, n) for n, t in enumerate(tables.get(section, ()))]
            body += _prose(data.narrative.after.get(section, ()), dialect, section, "after")
        return _package("".join(body), dialect)


def _package(body: str, dialect: WordDialect) -> bytes:
    word = _STRICT if dialect.strict else _TRANSITIONAL
    office = _OFFICE_STRICT if dialect.strict else OFFICE
    declared = f"xmlns:w='{word}'"
    parts = {
        "_rels/.rels": relations([("officeDocument", "word/document.xml")], office),
        "word/document.xml": (
            f"<w:document {declared}><w:body>{body}<w:sectPr/></w:body></w:document>"
        ),
        "word/_rels/document.xml.rels": relations(
            [("styles", "styles.xml"), ("numbering", "numbering.xml")], office
        ),
        "word/styles.xml": f"<w:styles {declared}>{_STYLES}</w:styles>",
        "word/numbering.xml": f"<w:numbering {declared}>{_NUMBERING}</w:numbering>",
    }
    return pack(parts, stored=dialect.stored)


def _paragraph(runs: str, properties: str = "") -> str:
    own = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{own}{runs}</w:p>"


def _run(text: str, properties: str = "", tag: str = "t") -> str:
    own = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    lines = f"</w:{tag}><w:br/><w:{tag}>".join(escape(line) for line in text.split("\n"))
    return f"<w:r>{own}<w:{tag} xml:space='preserve'>{lines}</w:{tag}></w:r>"


def _runs(text: str, dialect: WordDialect, *key: object) -> str:
    dice = dialect.dice
    if len(text) > 1 and dice.chance(dialect.split, "split", *key):
        at = 1 + dice.number("at", *key) % (len(text) - 1)
        return _run(text[:at], "<w:b/>") + "<w:proofErr w:type='spellStart'/>" + _run(text[at:])
    return _run(text)


def _boxed(paragraphs_: str) -> str:
    return _paragraph(
        f"<w:r><w:pict><w:txbxContent>{paragraphs_}</w:txbxContent></w:pict></w:r>"
    )  # fmt: skip


def _heading(text: str, dialect: WordDialect) -> str:
    style = "<w:pStyle w:val='a1'/>" if dialect.styled else ""
    if dialect.numbered:
        return _paragraph(_runs(text.partition("、")[2], dialect, text), style + _LISTED)
    return _paragraph(_runs(text, dialect, text), style)


def _prose(texts: Sequence[str], dialect: WordDialect, *key: object) -> list[str]:
    lines = paragraphs(texts, dialect, *key)
    return [_paragraph(_runs(line, dialect, *key, n)) for n, line in enumerate(lines)]


def _table(table: Table, dialect: WordDialect, index: int) -> str:
    slivers = sorted({1 + dialect.dice.number("sliver", n, index) % table.width
                      for n in range(dialect.slivers)})  # fmt: skip
    widths = [_COLUMN] * table.width
    for at in reversed(slivers):
        widths.insert(at, _SLIVER)
    grid = "".join(f"<w:gridCol w:w='{width}'/>" for width in widths)
    rows = "".join(_rows(table, dialect, index, slivers))
    text = f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl><w:p/>"
    if dialect.frame:
        return (
            "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w='9000'/></w:tblGrid><w:tr><w:tc>"
            f"<w:tcPr/>{text}</w:tc></w:tr></w:tbl>"
        )
    return text


def _rows(table: Table, dialect: WordDialect, index: int, slivers: list[int]) -> Iterator[str]:
    dice = dialect.dice
    area = table.area()
    first = htmlgrid.first_body_row(htmlgrid.rows(table))
    for y, row in enumerate(area):
        cells = []
        for x, (slot, down, right) in enumerate(row):
            if right or slot.role == "hole":
                continue
            span = slot.columns + sum(x < at < x + slot.columns for at in slivers)
            # a sliver at the left edge of a cell belongs to it
            span += sum(at == x for at in slivers if x)
            cell = _cell(slot, span, down, dialect, table.id, index, y, x)
            if dice.chance(dialect.controls, "control", index, y, x):
                cell = f"<w:sdt><w:sdtContent>{cell}</w:sdtContent></w:sdt>"
            cells.append(cell)
        text = f"<w:tr>{''.join(cells)}</w:tr>"
        if dice.chance(dialect.controls, "row", index, y):
            text = f"<w:sdt><w:sdtContent>{text}</w:sdtContent></w:sdt>"
        if dialect.deleted_row and y == first and y:
            wrong = _run("97", "", "delText")
            gone = f"<w:tc><w:tcPr/>{_paragraph(f'<w:del>{wrong}</w:del>')}</w:tc>" * table.width
            yield f"<w:tr><w:trPr><w:del w:id='1'/></w:trPr>{gone}</w:tr>"
        yield text


def _cell(slot: Slot, span: int, down: int, dialect: WordDialect, *key: object) -> str:
    properties = f"<w:gridSpan w:val={quoteattr(str(span))}/>" if span > 1 else ""
    if slot.rows > 1:
        properties += "<w:vMerge/>" if down else "<w:vMerge w:val='restart'/>"
    content = "<w:p/>" if down else _content(slot, dialect, *key)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def _content(slot: Slot, dialect: WordDialect, *key: object) -> str:
    text, dice = slot.text, dialect.dice
    if slot.role == "value":
        text = padded(text, dialect, *key)
    if not text:
        return "<w:p/>"
    runs = _runs(text, dialect, *key)
    if slot.role == "value" and dice.chance(dialect.tracked, "tracked", *key):
        runs = f"<w:del w:id='2'>{_run('23', '', 'delText')}</w:del><w:ins w:id='3'>{runs}</w:ins>"
    if slot.role == "value" and dice.chance(dialect.hidden, "hidden", *key):
        runs += _run("17", "<w:vanish/>")
    return _paragraph(runs, "<w:jc w:val='center'/>")
