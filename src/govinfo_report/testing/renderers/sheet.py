"""Excel workbooks (XLSX): merged cells, numbers as text, formulas, hidden rows and sheets."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from xml.sax.saxutils import escape

import regex
from attrs import define, field, frozen

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
from govinfo_report.testing.renderers.packing import pack, relations
from govinfo_report.testing.reports import ReportData
from govinfo_report.testing.tables import Shape, Slot, Table, Tables, all_tables

_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PLAIN = regex.compile(r"(?:0|[1-9][0-9]{0,8})(?:\.[0-9]{0,3}[1-9])?")
_STYLES = (
    f"<styleSheet xmlns='{_SHEET}'><cellXfs count='1'><xf numFmtId='0'/></cellXfs></styleSheet>"
)


@frozen(kw_only=True)
class SheetDialect(Dialect):
    """Options of workbooks."""

    numbers: float = 1.0  #: share of figures stored as numbers, the others as text
    formulas: float = 0.0  #: share of figures that are results of formulas
    shared: bool = True  #: texts in the table of shared strings
    sheets: bool = False  #: each section on a sheet of its own
    hidden_sheet: bool = False  #: a hidden sheet with other figures
    hidden_row: bool = False  #: a hidden row with other figures in each table
    left: int = 0  #: empty columns at the left


class SheetRenderer:
    """A report typed into a workbook."""

    family = "sheet"
    shows_blanks = True
    floor = 0.999

    def dialect(self, rng: Random) -> SheetDialect:
        dice = Dice(rng.getrandbits(32))
        return SheetDialect(
            **common(dice, breaks=True),
            shape=Shape(
                shuffle=dice.chance(0.2, "shuffle"),
                reorder=dice.chance(0.15, "reorder"),
                split_proactive=dice.chance(0.2, "split"),
                headings=not dice.chance(0.05, "headings"),
                five=dice.chance(0.2, "five"),
                review=dice.pick(("one", "one", "two", "three"), "review"),
                beside=dice.chance(0.3, "beside"),
                repeat_heads=dice.chance(0.1, "repeat heads"),
            ),
            numbers=dice.pick((1.0, 1.0, 0.5, 0.0), "numbers"),
            formulas=dice.pick((0.0, 0.0, 0.2), "formulas"),
            shared=not dice.chance(0.3, "inline"),
            sheets=dice.chance(0.3, "sheets"),
            hidden_sheet=dice.chance(0.2, "hidden sheet"),
            hidden_row=dice.chance(0.1, "hidden row"),
            left=dice.pick((0, 0, 1), "left"),
        )

    def print(self, data: ReportData, dialect: Dialect, tables: Tables | None = None) -> bytes:
        assert isinstance(dialect, SheetDialect)
        tables = tables or all_tables(data, dialect.wording, dialect.shape)
        width = max(table.width for group in tables.values() for table in group)
        book = Book(dialect, width)
        book.lines(title_lines(data, dialect))
        if dialect.preamble:
            book.lines(paragraphs(data.narrative.preamble, dialect, "preamble"))
        for section, prose in data.narrative.sections.items():
            if dialect.sheets:
                book.turn()
            book.lines([heading(section, dialect), *paragraphs(prose, dialect, section)])
            for number, table in enumerate(tables.get(section, ())):
                book.table(table, number)
            after = data.narrative.after.get(section, ())
            book.lines(paragraphs(after, dialect, section, "after"))
        return self.packed(book)

    def packed(self, book: Book) -> bytes:
        """The workbook as a file."""
        return pack(book.parts())


@define
class Book:
    """Sheets as they are written, cell by cell."""

    dialect: SheetDialect
    width: int
    sheets: list[list[str]] = field(factory=lambda: [[]])
    merges: list[list[str]] = field(factory=lambda: [[]])
    strings: list[str] = field(factory=list)
    at: int = 1

    def turn(self) -> None:
        self.sheets.append([])
        self.merges.append([])
        self.at = 1

    def lines(self, texts: list[str]) -> None:
        """Each text in a cell over the whole width."""
        for text in texts:
            left, right = self.dialect.left, self.dialect.left + self.width - 1
            self._row(self._cell(left, text, ""))
            self.merges[-1].append(f"{_name(left)}{self.at}:{_name(right)}{self.at}")
            self.at += 1

    def table(self, table: Table, index: int) -> None:
        first = htmlgrid.first_body_row(htmlgrid.rows(table))
        for y, row in enumerate(table.area()):
            if self.dialect.hidden_row and y == first and y:
                self._row("".join(self._cell(x, "97", "") for x in range(table.width)), "1")
                self.at += 1
            self._row("".join(self._slots(row, table.id, index, y)))
            self.at += 1
        self.at += 1

    def _slots(self, row: list[tuple[Slot, int, int]], *key: object) -> Iterator[str]:
        dialect = self.dialect
        for x, (slot, down, right) in enumerate(row):
            if slot.role == "hole":
                continue
            column = x + dialect.left
            if down or right:
                yield f"<c r='{_name(column)}{self.at}'/>"
                continue
            if slot.rows > 1 or slot.columns > 1:
                end = f"{_name(column + slot.columns - 1)}{self.at + slot.rows - 1}"
                self.merges[-1].append(f"{_name(column)}{self.at}:{end}")
            text = slot.text
            if slot.role == "value":
                text = padded(text, dialect, *key, x)
            yield self._cell(column, text, slot.role, *key, x)

    def _row(self, cells: str, hidden: str = "0") -> None:
        self.sheets[-1].append(f"<row r='{self.at}' hidden='{hidden}'>{cells}</row>")

    def _cell(self, column: int, text: str, role: str, *key: object) -> str:
        dice, place = self.dialect.dice, f"r='{_name(column)}{self.at}'"
        if not text:
            return f"<c {place}/>"
        plain = role == "value" and _PLAIN.fullmatch(text) is not None
        if plain and dice.chance(self.dialect.numbers, "number", *key):
            formula = "<f>SUM(1,2)</f>" if dice.chance(self.dialect.formulas, *key) else ""
            return f"<c {place}>{formula}<v>{text}</v></c>"
        if not self.dialect.shared:
            return (
                f"<c {place} t='inlineStr'><is><t xml:space='preserve'>{escape(text)}</t></is></c>"
            )
        self.strings.append(f"<si><t xml:space='preserve'>{escape(text)}</t></si>")
        return f"<c {place} t='s'><v>{len(self.strings) - 1}</v></c>"

    def parts(self) -> dict[str, str]:
        """The parts of a package of XML."""
        sheets = list(zip(self.sheets, self.merges, strict=True))
        names = [f"sheet{n}" for n in range(1, len(sheets) + 1)]
        states = ["visible"] * len(sheets)
        if self.dialect.hidden_sheet:
            sheets.append((["<row r='1'><c r='A1'><v>97</v></c></row>"], []))
            names.append("old")
            states.append("hidden")
        listing = "".join(
            f"<sheet name='{name}' sheetId='{n}' state='{state}' r:id='r{n}'/>"
            for n, (name, state) in enumerate(zip(names, states, strict=True))
        )
        targets = [("worksheet", f"worksheets/{name}.xml") for name in names]
        targets += [("sharedStrings", "sharedStrings.xml"), ("styles", "styles.xml")]
        parts = {
            "_rels/.rels": relations([("officeDocument", "xl/workbook.xml")]),
            "xl/workbook.xml": (
                f"<workbook xmlns='{_SHEET}' xmlns:r='{_OFFICE}'><sheets>{listing}</sheets>"
                "</workbook>"
            ),
            "xl/_rels/workbook.xml.rels": relations(targets),
            "xl/sharedStrings.xml": f"<sst xmlns='{_SHEET}'>{''.join(self.strings)}</sst>",
            "xl/styles.xml": _STYLES,
        }
        for name, (rows, merges) in zip(names, sheets, strict=True):
            merged = "".join(f"<mergeCell ref='{ref}'/>" for ref in merges)
            merged = f"<mergeCells>{merged}</mergeCells>" if merged else ""
            parts[f"xl/worksheets/{name}.xml"] = (
                f"<worksheet xmlns='{_SHEET}'><sheetData>{''.join(rows)}</sheetData>{merged}"
                "</worksheet>"
            )
        return parts


def _name(column: int) -> str:
    """``A`` for 0, ``AA`` for 26."""
    name = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        name = chr(ord("A") + letter) + name
    return name
