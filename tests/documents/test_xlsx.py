"""Excel workbooks: merged cells, hidden parts, formats of numbers, and files that misbehave."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

import pytest

import govinfo_report
from govinfo_report.documents.document import Document, Span
from govinfo_report.documents.reread import reread
from govinfo_report.documents.sheets import position
from govinfo_report.documents.source import Source
from govinfo_report.documents.xlsx import XlsxOpener
from govinfo_report.errors import SourceError
from govinfo_report.limits import DEFAULT_LIMITS, Limits

SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def workbook(sheets: Sequence[tuple[str, str]], *, strings: str = "", styles: str = "") -> bytes:
    """A workbook of sheets, each a state and the inside of its worksheet element."""
    listing = "".join(
        f"<sheet name='s{n}' sheetId='{n + 1}' state='{state}' r:id='r{n}'/>"
        for n, (state, _) in enumerate(sheets)
    )
    relations = "".join(
        f"<Relationship Id='r{n}' Type='{OFFICE}/worksheet' Target='worksheets/sheet{n}.xml'/>"
        for n in range(len(sheets))
    )
    for kind in ("sharedStrings", "styles"):
        relations += f"<Relationship Id='{kind}' Type='{OFFICE}/{kind}' Target='{kind}.xml'/>"
    members = {
        "xl/workbook.xml": f"<workbook xmlns='{SHEET}' xmlns:r='{OFFICE}'><sheets>{listing}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f"<Relationships xmlns='{PACKAGE}'>{relations}</Relationships>",
        "xl/sharedStrings.xml": f"<sst xmlns='{SHEET}'>{strings}</sst>",
        "xl/styles.xml": f"<styleSheet xmlns='{SHEET}'>{styles}</styleSheet>",
    }
    for n, (_, inside) in enumerate(sheets):
        members[f"xl/worksheets/sheet{n}.xml"] = f"<worksheet xmlns='{SHEET}'>{inside}</worksheet>"
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return data.getvalue()


def rows(*rows_: str, merged: str = "") -> str:
    merges = "".join(f"<mergeCell ref='{ref}'/>" for ref in merged.split())
    return f"<sheetData>{''.join(rows_)}</sheetData><mergeCells>{merges}</mergeCells>"


def row(number: int, *cells: str, hidden: bool = False) -> str:
    return f"<row r='{number}' hidden='{int(hidden)}'>{''.join(cells)}</row>"


def text(place: str, content: str) -> str:
    return f"<c r='{place}' t='inlineStr'><is><t>{content}</t></is></c>"


def number(place: str, value: str, style: int = 0, formula: str = "") -> str:
    inner = f"<f>{formula}</f>" if formula else ""
    return f"<c r='{place}' s='{style}'>{inner}<v>{value}</v></c>"


def opened(data: bytes, limits: Limits = DEFAULT_LIMITS, name: str = "a.xlsx") -> Document:
    return XlsxOpener().open(Source.of(data, name=name), limits)


def cells(document: Document) -> list[tuple[str, int, int, int, int]]:
    block = next(document.grids())
    assert block.grid is not None
    return [
        (block.text[c.start : c.end], c.row, c.column, c.row_end - c.row, c.column_end - c.column)
        for c in block.grid.cells
    ]


def one(inside: str, **parts: str) -> Document:
    return opened(workbook([("visible", inside)], **parts))


def test_merged_cells_and_running_text() -> None:
    """A row of one cell over the whole width is text; the others are a table."""
    document = one(
        rows(
            row(1, text("A1", "标题")),
            row(2, text("A2", "甲"), text("B2", "乙"), "<c r='C2'/>"),
            row(3, "<c r='A3'/>", number("B3", "1"), number("C3", "2")),
            merged="A1:C1 A2:A3 B2:C2",
        )
    )
    assert [b.text for b in document.blocks if b.grid is None] == ["标题"]
    assert cells(document) == [
        ("甲", 0, 0, 2, 1), ("乙", 0, 1, 1, 2), ("1", 1, 1, 1, 1), ("2", 1, 2, 1, 1),
    ]  # fmt: skip


def test_a_label_with_empty_cells_is_no_text() -> None:
    """Cells that are stored and empty stand beside it."""
    document = one(
        rows(row(1, text("A1", "甲"), text("B1", "乙")), row(2, text("A2", "丙"), "<c r='B2'/>"))
    )
    assert cells(document)[2:] == [("丙", 1, 0, 1, 1), ("", 1, 1, 1, 1)]


def test_hidden_parts_are_not_read() -> None:
    """Sheets, rows and columns; what is left closes up, places name the row of the file."""
    inside = "<cols><col min='2' max='2' hidden='1'/></cols>" + rows(
        row(1, text("A1", "甲"), text("B1", "旧"), text("C1", "乙")),
        row(2, text("A2", "x"), text("C2", "y"), hidden=True),
        row(3, text("A3", "丙"), number("B3", "9"), number("C3", "1")),
    )
    source = Source.of(workbook([("visible", inside), ("hidden", inside)]), name="a.xlsx")
    document = XlsxOpener().open(source, DEFAULT_LIMITS)
    assert [cell[:3] for cell in cells(document)] == [
        ("甲", 0, 0), ("乙", 0, 1), ("丙", 1, 0), ("1", 1, 1),
    ]  # fmt: skip
    (note,) = document.notes
    assert (note.code, note.params["cells"], note.params["sheets"]) == ("P909", 4, 1)
    block = document.blocks[0]
    assert block.grid is not None
    last = block.grid.cells[-1]
    place = document.locate(Span(0, last.start, last.end))
    assert (place.part, place.row, place.cell) == ("xl/worksheets/sheet0.xml", 2, 2)
    assert reread(source, place) == "1"


STYLES = (
    "<numFmts><numFmt numFmtId='164' formatCode='yyyy\"年\"m\"月\"'/>"
    "<numFmt numFmtId='165' formatCode='0;-0;;@'/><numFmt numFmtId='166' formatCode='0\"件\"'/>"
    "</numFmts><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='10'/>"
    "<xf numFmtId='164'/><xf numFmtId='165'/><xf numFmtId='166'/></cellXfs>"
)


@pytest.mark.parametrize(
    ("stored", "style", "shown"),
    [
        ("41", 0, "41"),
        ("15156.900000000001", 0, "15156.9"),
        ("1.2E3", 0, "1200"),
        ("0.1", 0, "0.1"),
        ("-4", 0, "-4"),
        ("45000", 1, "[45000]"),  # a day is no count
        ("0.25", 2, "25%"),
        ("45000", 3, "[45000]"),
        ("0", 4, ""),  # the format shows no zeros
        ("7", 4, "7"),
        ("7", 5, "7"),
        ("1E999", 0, "\ufffd"),
        ("x", 0, "\ufffd"),
    ],
)
def test_numbers_as_they_are_shown(stored: str, style: int, shown: str) -> None:
    """Digits a workbook keeps beyond its precision are not shown; days and shares stay what they are."""
    document = one(
        rows(
            row(1, text("A1", "甲"), text("B1", "乙")),
            row(2, text("A2", "丙"), number("B2", stored, style)),
        ),
        styles=STYLES,
    )
    assert cells(document)[-1][0] == shown


def test_formulas() -> None:
    """The stored result counts; without one nothing is known."""
    document = one(
        rows(
            row(1, number("A1", "12", formula="5+7"), "<c r='B1'><f>SUM(A1)</f></c>"),
            row(
                2, "<c r='A2' t='str'><f>T(1)</f><v>文</v></c>", "<c r='B2' t='e'><v>#REF!</v></c>"
            ),
        )
    )
    assert [cell[0] for cell in cells(document)] == ["12", "\ufffd", "文", "#REF!"]


def test_shared_strings_without_phonetic_guides() -> None:
    """Runs of one string are joined; an index without a string is unknown."""
    strings = "<si><r><t>总</t></r><r><t>计</t></r><rPh><t>zong</t></rPh></si>"
    document = one(
        rows(row(1, "<c r='A1' t='s'><v>0</v></c>", "<c r='B1' t='s'><v>7</v></c>")),
        strings=strings,
    )
    assert [cell[0] for cell in cells(document)] == ["总计", "\ufffd"]


def test_positions() -> None:
    assert [position(ref) for ref in ("A1", "Z9", "AA10", "XFD1048576", "1A", "")] == [
        (0, 0), (8, 25), (9, 26), (1048575, 16383), None, None,
    ]  # fmt: skip


def test_cells_at_the_ends_of_the_sheet() -> None:
    """Two cells far apart make no table of a billion cells; the text is still there."""
    document = one(rows(row(1, text("A1", "甲")), row(1048576, text("XFD1048576", "乙"))))
    assert [block.text for block in document.blocks] == ["甲", "乙"]
    assert [note.code for note in document.notes] == ["P906"]
    merged = one(rows(row(1, text("A1", "甲"), text("B1", "乙")), merged="A1:XFD1048576"))
    assert "甲" in "".join(block.text for block in merged.blocks)


@pytest.mark.parametrize(
    "inside", ["<sheetData><row r='x'><c r='??'><v>1</v></c></row></sheetData>", "", "<sheetData/>"]
)
def test_odd_sheets(inside: str) -> None:
    """Nothing crashes."""
    assert one(inside).opener == "xlsx"


def test_damage() -> None:
    """An error that says so."""
    good = workbook([("visible", rows(row(1, text("A1", "甲"))))])
    for data in (good[:200], good.replace(b"PK\x01\x02", b"PK\x01\x03")):
        with pytest.raises(SourceError):
            opened(data)


def test_a_report_in_a_workbook_is_read_like_a_page() -> None:
    """The same report, printed as a page and as a workbook."""
    from random import Random

    from govinfo_report.testing import RENDERERS, random_report
    from govinfo_report.testing.renderers import render

    data = random_report(Random(7))
    reports = [
        govinfo_report.parse(render(RENDERERS[family], data, Random(1)).data)
        for family in ("html", "sheet")
    ]
    assert reports[0].figures == reports[1].figures
    assert reports[1].title == reports[0].title
    assert list(reports[1].sections) == list(reports[0].sections)
