"""What the records of an Excel 97 workbook say of rows, columns and formats of numbers.

The cells themselves are read by a library, which does not tell what is hidden and how a number
is shown.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from attrs import define, field

from govinfo_report.documents.compound import BrokenCompound
from govinfo_report.documents.sheets import format_kind

_BEGIN, _END, _PASSWORD = 0x0809, 0x000A, 0x002F
_SHEET, _FORMAT, _STYLE = 0x0085, 0x041E, 0x00E0
_ROW, _COLUMNS = 0x0208, 0x007D
_FORMULA, _NUMBER, _SHORT, _SHORTS = 0x0006, 0x0203, 0x027E, 0x00BD
_EMPTY, _EMPTIES = 0x0201, 0x00BE
_BIFF8 = 0x0600
_WORKSHEET = 0
_HIDDEN_ROW, _HIDDEN_COLUMN = 0x20, 0x01
_COLUMNS_OF_SHEET = 256


@define
class Look:
    """How one sheet shows its cells; rows and columns from 0."""

    name: str
    visible: bool
    worksheet: bool
    rows: set[int] = field(factory=set)  #: hidden ones
    columns: set[int] = field(factory=set)  #: hidden ones
    empty: set[tuple[int, int]] = field(factory=set)  #: cells that are stored without a value
    #: what the format makes of a number, where it makes something of it
    kinds: dict[tuple[int, int], str] = field(factory=dict)


@define
class Looks:
    """The sheets of a workbook in the order in which it lists them."""

    sheets: list[Look]
    protected: bool = False


def looks(stream: bytes) -> Looks:
    """Reads the records; ``BrokenCompound`` when they break off."""
    found: list[tuple[int, Look]] = []
    codes: dict[int, str] = {}
    styles: list[int] = []
    wide = True
    for record, body in _records(stream, 0):
        if record == _PASSWORD:
            return Looks([], protected=True)
        if record == _BEGIN and len(body) >= 2:
            wide = struct.unpack_from("<H", body)[0] == _BIFF8
        elif record == _SHEET and len(body) >= 6:
            start, state, kind = struct.unpack_from("<IBB", body)
            name = _name(body, wide=wide)
            found.append((start, Look(name, state & 3 == 0, kind == _WORKSHEET)))
        elif record == _FORMAT and len(body) > 3:
            codes[struct.unpack_from("<H", body)[0]] = _code(body, wide=wide)
        elif record == _STYLE and len(body) >= 4:
            styles.append(struct.unpack_from("<H", body, 2)[0])
    kinds = [format_kind(number, codes.get(number, "")) for number in styles]
    for start, look in found:
        if look.visible and look.worksheet:
            _take(look, stream, start, kinds)
    return Looks([look for _, look in found])


def _take(look: Look, stream: bytes, start: int, kinds: list[str]) -> None:
    for record, body in _records(stream, start):
        if record == _ROW and len(body) >= 16:
            if struct.unpack_from("<H", body, 12)[0] & _HIDDEN_ROW:
                look.rows.add(struct.unpack_from("<H", body)[0])
        elif record == _COLUMNS and len(body) >= 10:
            first, last, _, _, flags = struct.unpack_from("<5H", body)
            if flags & _HIDDEN_COLUMN:
                look.columns.update(range(first, min(last + 1, _COLUMNS_OF_SHEET)))
        elif record in (_FORMULA, _NUMBER, _SHORT) and len(body) >= 6:
            row, column, style = struct.unpack_from("<3H", body)
            _note(look, row, column, style, kinds)
        elif record == _SHORTS and len(body) >= 6:
            row, first = struct.unpack_from("<2H", body)
            for index in range((len(body) - 6) // 6):
                (style,) = struct.unpack_from("<H", body, 4 + 6 * index)
                _note(look, row, first + index, style, kinds)
        elif record == _EMPTY and len(body) >= 6:
            look.empty.add(struct.unpack_from("<2H", body))
        elif record == _EMPTIES and len(body) >= 6:
            row, first = struct.unpack_from("<2H", body)
            look.empty.update((row, first + index) for index in range((len(body) - 6) // 2))


def _note(look: Look, row: int, column: int, style: int, kinds: list[str]) -> None:
    kind = kinds[style] if style < len(kinds) else ""
    if kind:
        look.kinds[row, column] = kind


def _records(stream: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """The records of one part of the stream, up to its end; parts within it are passed over."""
    depth = 0
    while True:
        if start + 4 > len(stream):
            raise BrokenCompound("the workbook breaks off")
        record, size = struct.unpack_from("<HH", stream, start)
        body = stream[start + 4 : start + 4 + size]
        start += 4 + size
        if record == _BEGIN:
            depth += 1
        if depth == 1:
            yield record, body
        if record == _END:
            depth -= 1
            if depth <= 0:
                return


def _name(body: bytes, *, wide: bool) -> str:
    if len(body) < 8:
        return ""
    if wide and body[7] & 1:
        return body[8 : 8 + 2 * body[6]].decode("utf-16-le", "replace")
    first = 8 if wide else 7
    return body[first : first + body[6]].decode("latin-1")


def _code(body: bytes, *, wide: bool) -> str:
    if not wide:
        return body[3 : 3 + body[2]].decode("latin-1")
    if len(body) < 5:
        return ""
    (length,) = struct.unpack_from("<H", body, 2)
    if body[4] & 1:
        return body[5 : 5 + 2 * length].decode("utf-16-le", "replace")
    return body[5 : 5 + length].decode("latin-1")
