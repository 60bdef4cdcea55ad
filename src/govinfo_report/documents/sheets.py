"""Reads the cells of an Excel workbook as they are shown, sparse: only what is stored counts."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from decimal import Decimal, InvalidOperation

import regex
from attrs import define, field
from lxml import etree

from govinfo_report.documents.numbering import small
from govinfo_report.documents.package import Package, attribute, child, local
from govinfo_report.text.lazy import lazy

#: how a workbook writes a character that XML cannot hold
_ESCAPED = lazy(r"_x([0-9A-Fa-f]{4})_")
_REFERENCE = lazy(r"([A-Z]{1,3})([0-9]{1,7})")
_HIDDEN = ("hidden", "veryHidden")
#: built-in formats that show a day or a time, and those that show a percentage
_DATES = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_PERCENTS = {9: 0, 10: 2}
_QUOTED = lazy(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_DIGITS = 15  # digits that a number in a workbook keeps


@define
class Area:
    """A stored cell or a merged area among the rows and columns that are shown, from 0."""

    row: int
    column: int
    bottom: int  #: the row behind the last one
    right: int  #: the column behind the last one
    text: str = ""
    place: tuple[int, int] = (0, 0)  #: row and column in the file, from 0


@define
class Sheet:
    """One sheet that is shown."""

    name: str
    part: str
    areas: list[Area] = field(factory=list)
    left_out: int = 0  #: filled cells in hidden rows and columns
    hidden: tuple[Sequence[int], Sequence[int]] = ((), ())  #: rows and columns, in the file

    def stored(self, row: int, column: int) -> tuple[int, int]:
        """Row and column in the file of a position among those that are shown."""
        for hidden in self.hidden[0]:
            row += hidden <= row
        for hidden in self.hidden[1]:
            column += hidden <= column
        return row, column


def sheets_of(package: Package, part: str) -> tuple[list[Sheet], int]:
    """The sheets that are shown, in order, and the number of hidden ones."""
    workbook = package.xml(part)
    strings = [_string(item) for name in package.related(part, "sharedStrings")
               for item in package.xml(name)]  # fmt: skip
    formats = _Formats(next((package.xml(n) for n in package.related(part, "styles")), None))
    targets = package.targets(part)
    found, hidden = [], 0
    listing = child(workbook, "sheets")
    for sheet in listing if listing is not None else ():
        target = targets.get(_relation(sheet), "")
        if attribute(sheet, "state") in _HIDDEN:
            hidden += 1
        elif target in package and "worksheets/" in target:
            root = package.xml(target)
            found.append(_sheet(root, attribute(sheet, "name") or "", target, strings, formats))
    return found, hidden


def _relation(sheet: etree._Element) -> str:
    """The id of the relationship, which shares its name with the number of the sheet."""
    return next((str(v) for k, v in sheet.items() if str(k).endswith("}id")), "")


def _string(item: etree._Element) -> str:
    """A shared string: its runs without the phonetic guides."""
    pieces = []
    for inner in item:
        if local(inner) == "t":
            pieces.append(inner.text or "")
        elif local(inner) == "r":
            pieces += [text.text or "" for text in inner if local(text) == "t"]
    text = "".join(pieces)
    return _ESCAPED.sub(_unescaped, text) if "_x" in text else text


def _unescaped(match: regex.Match[str]) -> str:
    """``_x000D_`` stands for a character that XML cannot hold; others stay as they are shown."""
    character = chr(int(match[1], 16))
    return character if character in "_\r\n\t" else str(match[0])


def _sheet(
    root: etree._Element, name: str, part: str, strings: Sequence[str], formats: _Formats
) -> Sheet:
    rows: set[int] = set()
    cells: list[tuple[int, int, str]] = []
    data = child(root, "sheetData")
    row = -1
    for element in data if data is not None else ():
        row = small(attribute(element, "r"), row + 2) - 1
        if attribute(element, "hidden") in ("1", "true"):
            rows.add(row)
        column = -1
        for cell in element:
            place = position(attribute(cell, "r") or "")
            row, column = place if place is not None else (row, column + 1)
            cells.append((row, column, formats.shown(cell, strings)))
    return shown(name, part, cells, dict(_merged(root)), rows, _hidden_columns(root))


def shown(
    name: str,
    part: str,
    cells: Iterable[tuple[int, int, str]],
    merged: Mapping[tuple[int, int], Area],
    rows: AbstractSet[int],
    columns: AbstractSet[int],
) -> Sheet:
    """A sheet of stored cells (row, column, text) without its hidden rows and columns.

    ``merged`` are the merged areas by their first cell, of which only that one shows a text.
    """
    sheet = Sheet(name, part)
    inside = {(y, x) for a in merged.values() for y in range(a.row, min(a.bottom, a.row + 500))
              for x in range(a.column, min(a.right, a.column + 100))}  # fmt: skip
    for row, column, text in cells:
        if row in rows or column in columns:
            sheet.left_out += bool(text.strip())
            continue
        area = merged.get((row, column))
        if area is None:
            if (row, column) not in inside:
                sheet.areas.append(Area(row, column, row + 1, column + 1, text))
        else:
            area.text = text
            sheet.areas.append(area)
    sheet.hidden = (sorted(rows), sorted(columns))
    _close_up(sheet.areas, *sheet.hidden)
    return sheet


def _close_up(areas: Sequence[Area], rows: Sequence[int], columns: Sequence[int]) -> None:
    """Count without hidden rows and columns, as they are shown."""
    for area in areas:
        area.place = (area.row, area.column)
        area.row -= bisect_left(rows, area.row)
        area.bottom -= bisect_left(rows, area.bottom)
        area.column -= bisect_left(columns, area.column)
        area.right -= bisect_left(columns, area.right)


def position(reference: str) -> tuple[int, int] | None:
    """Row and column of ``B5``, counted from 0."""
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return small(found[2]) - 1, column - 1


def _merged(root: etree._Element) -> Iterator[tuple[tuple[int, int], Area]]:
    listing = child(root, "mergeCells")
    for element in listing if listing is not None else ():
        first, _, last = (attribute(element, "ref") or "").partition(":")
        start, end = position(first), position(last or first)
        if start is not None and end is not None:
            yield start, Area(*start, end[0] + 1, end[1] + 1)


def _hidden_columns(root: etree._Element) -> frozenset[int]:
    listing = child(root, "cols")
    return frozenset(
        column - 1
        for element in (listing if listing is not None else ())
        if attribute(element, "hidden") in ("1", "true")
        for column in range(
            small(attribute(element, "min")), min(small(attribute(element, "max")), 16_384) + 1
        )
    )


class _Formats:
    """What the format of a cell makes of its number."""

    def __init__(self, root: etree._Element | None) -> None:
        codes: dict[int, str] = {}
        listing = child(root, "numFmts")
        for element in listing if listing is not None else ():
            codes[small(attribute(element, "numFmtId"))] = attribute(element, "formatCode") or ""
        listing = child(root, "cellXfs")
        ids = [small(attribute(element, "numFmtId"))
               for element in (listing if listing is not None else ())]  # fmt: skip
        self._kinds = [format_kind(number, codes.get(number, "")) for number in ids]

    def shown(self, cell: etree._Element, strings: Sequence[str]) -> str:
        """The text of a cell; a formula without a stored result shows ``\\ufffd``."""
        kind = attribute(cell, "t") or "n"
        if kind == "inlineStr":
            inline = child(cell, "is")
            return "" if inline is None else _string(inline)
        value = child(cell, "v")
        text = "" if value is None else value.text or ""
        if not text:
            return "\ufffd" if child(cell, "f") is not None and kind != "str" else ""
        if kind == "s":
            index = small(text, -1)
            return strings[index] if 0 <= index < len(strings) else "\ufffd"
        if kind != "n":
            return text
        style = small(attribute(cell, "s"))
        return number_text(text, self._kinds[style] if style < len(self._kinds) else "")


def format_kind(number: int, code: str) -> str:
    """What a format makes of a number: ``"%"``, ``"date"``, ``"no zero"``, or nothing."""
    if number in _PERCENTS:
        return "%"
    if number in _DATES:
        return "date"
    bare = _QUOTED.sub("", code).lower()
    if "%" in bare:
        return "%"
    if any(letter in bare for letter in "ymdhs") and "general" not in bare:
        return "date"
    sections = code.split(";")
    return "no zero" if len(sections) > 2 and not sections[2].strip() else ""


def number_text(text: str, kind: str) -> str:
    """A stored number in plain digits; what is shown as a day or a share is no count."""
    try:
        value = Decimal(text)
    except InvalidOperation:
        return "\ufffd"
    if not value.is_finite() or abs(value.adjusted()) > 2 * _DIGITS:
        return "\ufffd"
    if kind == "no zero" and not value:
        return ""
    if kind == "date":
        return f"[{text}]"
    if kind == "%":
        value *= 100
    if value and len(value.as_tuple().digits) > _DIGITS:
        value = round(value, _DIGITS - 1 - value.adjusted())
    plain = f"{value:f}"
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return f"{plain}%" if kind == "%" else plain


def fitting(areas: Sequence[Area]) -> Mapping[int, list[Area]]:
    """The areas by their first row, in order of columns."""
    rows: dict[int, list[Area]] = {}
    for area in sorted(areas, key=lambda a: (a.row, a.column)):
        rows.setdefault(area.row, []).append(area)
    return rows
