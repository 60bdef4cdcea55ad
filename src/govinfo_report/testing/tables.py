"""The three prescribed tables as grids of labelled cells, before any page format.

Renderers print these grids; how (markup, tabs, lines, bars) is theirs alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import evolve, frozen

from govinfo_report.model.editions import (
    OUTCOMES_LABEL,
    BlockForm,
    ColumnForm,
    RowForm,
    fields_of,
)
from govinfo_report.model.forms import APPLICANTS, ORGANIZATIONS, Requests
from govinfo_report.testing.reports import ReportData
from govinfo_report.testing.wording import Wording

GROUP_NUMBERS = {name: m["number"] for name, m, _ in fields_of(Requests) if m["role"] == "group"}


@frozen
class Slot:
    """One printed cell.

    ``role`` is ``block``, ``head``, ``corner``, ``label`` or ``value``; ``empty`` is a cell
    that stands for nothing, ``hole`` a place at the end of a row where no cell is printed.
    """

    text: str
    role: str
    address: str = ""
    columns: int = 1
    rows: int = 1


@frozen
class Table:
    """A grid of slots, row by row; positions under a spanning slot are not repeated."""

    id: str
    width: int
    rows: tuple[tuple[Slot, ...], ...]

    def area(self) -> list[list[tuple[Slot, int, int]]]:
        """Per row and column the covering slot with the offset inside it (down, right)."""
        area: list[list[tuple[Slot, int, int] | None]] = [[None] * self.width for _ in self.rows]
        for y, row in enumerate(self.rows):
            x = 0
            for slot in row:
                while area[y][x] is not None:
                    x += 1
                for down in range(slot.rows):
                    for right in range(slot.columns):
                        assert area[y + down][x + right] is None, "slots overlap"
                        area[y + down][x + right] = (slot, down, right)
        full = [[cell for cell in row if cell is not None] for row in area]
        assert all(len(row) == self.width for row in full), "the grid has holes"
        return full


@frozen
class Shape:
    """Choices about the grids; the defaults are the prescribed ones."""

    shuffle: bool = False  #: columns change places together with their heads
    reorder: bool = False  #: rows of a group change places together with their labels
    split_proactive: bool = False  #: table 2 as one table per block
    headings: bool = True  #: block headings of table 2 are printed
    five: bool = False  #: table 2 on a grid of five columns
    review: str = "one"  #: table 4 as ``one`` table, ``two``, ``three``, or groups as ``rows``
    beside: bool = False  #: the head of the totals stands beside 申请人情况, not under it
    repeat_heads: bool = False  #: the head rows of table 3 are printed again in the middle
    extra_row: bool = False  #: table 2 has a regional row that no edition knows


def _order(
    items: Sequence[ColumnForm], shape: Shape, wording: Wording, key: str
) -> list[ColumnForm]:
    return wording.dice.shuffled(items, "columns", key) if shape.shuffle else list(items)


def _value(data: ReportData, address: str, columns: int = 1) -> Slot:
    return Slot(data.figures[address].text, "value", address, columns)


def _spread(parts: int, width: int) -> list[int]:
    """Column spans of ``parts`` cells over ``width`` grid columns; the last ones are wider."""
    spans = [1] * parts
    spans[-1] += width - parts
    return spans


def proactive(data: ReportData, wording: Wording, shape: Shape) -> list[Table]:
    """Table 2: one block per item of article 20, stacked or each on its own."""
    width = 5 if shape.five else 4
    pieces: list[list[tuple[Slot, ...]]] = []
    for block in data.blocks("proactive_disclosure"):
        rows: list[tuple[Slot, ...]] = []
        if shape.headings:
            rows.append((Slot(wording.head(block.heading), "block", columns=width),))
        columns = _order(block.rows[0].columns, shape, wording, block.id)
        for row in (None, *block.rows):
            if row is not None and row.columns != block.rows[0].columns:
                raise ValueError(block.id)
            spans = _spread(len(columns), width - 1)
            if shape.five and len(columns) == 3:
                spans = [1, 2, 1] if row is None or "一" in block.heading else [2, 1, 1]
            elif shape.five and len(columns) == 2:
                spans = [2, 2]
            cells: list[Slot] = []
            for column, span in zip(columns, spans, strict=True):
                if row is None:
                    text = wording.column(column, block.id)
                    cells.append(Slot(text, "head", columns=span))
                else:
                    address = f"{block.table}.{row.id}.{column.id}"
                    cells.append(_value(data, address, span))
            first = Slot(wording.head("信息内容"), "head") if row is None else _label(wording, row)
            rows.append((first, *cells))
        if shape.extra_row and block.id == "proactive_disclosure.item_1":
            values = [evolve(cell, text=str(811 + n), address="") for n, cell in enumerate(cells)]
            rows.append((Slot("其他主动公开文件", "label"), *values))
        pieces.append(rows)
    if shape.split_proactive:
        return [Table("proactive_disclosure", width, tuple(rows)) for rows in pieces]
    stacked = tuple(row for rows in pieces for row in rows)
    return [Table("proactive_disclosure", width, stacked)]


def _label(wording: Wording, row: RowForm, columns: int = 1) -> Slot:
    return Slot(wording.row(row), "label", columns=columns)


def _request_heads(
    block: BlockForm, wording: Wording, shape: Shape
) -> tuple[list[tuple[Slot, ...]], list[ColumnForm]]:
    columns = block.rows[0].columns
    organizations = [c for c in columns if ORGANIZATIONS in c.under]
    organizations = _order(organizations, shape, wording, "organizations")
    natural, total = columns[0], columns[-1]
    units: list[ColumnForm | None] = [natural, None, total]
    if shape.shuffle and not shape.beside:
        units = wording.dice.shuffled(units, "units")
    second: list[Slot] = []
    leaves: list[ColumnForm] = []
    for unit in units:
        if unit is None:
            second.append(Slot(wording.head(ORGANIZATIONS), "head", columns=len(organizations)))
            leaves += organizations
        else:
            leaves.append(unit)
            if not (shape.beside and unit is total):
                second.append(Slot(wording.column(unit), "head", rows=2))
    corner = Slot(wording.head(wording.corner) if wording.corner else "", "corner", "", 3, 3)
    first = [corner, Slot(wording.head(APPLICANTS), "head", columns=7 - shape.beside)]
    if shape.beside:
        first.append(Slot(wording.column(total), "head", rows=3))
    third = [Slot(wording.column(c), "head") for c in organizations]
    return [tuple(first), tuple(second), tuple(third)], leaves


def requests(data: ReportData, wording: Wording, shape: Shape) -> Table:
    """Table 3: labels on three levels, heads on three rows."""
    (block,) = data.blocks("requests")
    heads, leaves = _request_heads(block, wording, shape)
    rows = list(heads)
    outer, outcomes, last = block.rows[:2], list(block.rows[2:-1]), block.rows[-1]

    def values(row: RowForm) -> list[Slot]:
        return [_value(data, f"requests.{row.id}.{column.id}") for column in leaves]

    rows += [(_label(wording, row, 3), *values(row)) for row in outer]
    if shape.reorder:
        outcomes = _reordered(outcomes, wording)
    previous = ""
    for index, row in enumerate(outcomes):
        cells: list[Slot] = []
        if index == 0:
            text = wording.group("三、", OUTCOMES_LABEL)
            cells.append(Slot(text, "label", rows=len(outcomes)))
        if row.group and row.group != previous:
            size = sum(r.group == row.group for r in outcomes)
            text = wording.group(GROUP_NUMBERS[row.group], row.parent)
            cells.append(Slot(text, "label", rows=size))
        previous = row.group
        cells.append(_label(wording, row, 1 if row.group else 2))
        rows.append((*cells, *values(row)))
    rows.append((_label(wording, last, 3), *values(last)))
    table = Table("requests", 10, tuple(rows))
    return _with_repeated_heads(table, heads, wording) if shape.repeat_heads else table


def _reordered(rows: list[RowForm], wording: Wording) -> list[RowForm]:
    """Rows of each group in another order; the order of the groups stays."""
    found: list[RowForm] = []
    for row in rows:
        if not row.group:
            found.append(row)
        elif row.group not in {r.group for r in found}:
            members = [r for r in rows if r.group == row.group]
            found += wording.dice.shuffled(members, "rows", row.group)
    return found


def _with_repeated_heads(table: Table, heads: list[tuple[Slot, ...]], wording: Wording) -> Table:
    """The head rows once more between two rows, as after a page break.

    Merged labels that run over the break are printed again, as page-wise tools do.
    """
    area = table.area()
    at = 5 + wording.dice.number("break") % (len(table.rows) - 7)
    rows: list[tuple[Slot, ...]] = []
    for y, row in enumerate(table.rows):
        cells = list(row)
        if y < at:
            cells = [evolve(s, rows=min(s.rows, at - y)) for s in cells]
        elif y == at:
            rows += heads
            carried = [
                evolve(slot, rows=slot.rows - down)
                for slot, down, right in area[y]
                if down and not right
            ]
            cells = carried + cells
        rows.append(tuple(cells))
    return Table(table.id, table.width, tuple(rows))


def review(data: ReportData, wording: Wording, shape: Shape) -> list[Table]:
    """Table 4: three groups of five columns, in one to three tables or as three rows."""
    (block,) = data.blocks("review_and_litigation")
    groups = list(block.rows)
    if shape.shuffle and shape.review == "three":
        groups = wording.dice.shuffled(groups, "groups")
    heads = {
        row.id: _order(row.columns, shape, wording, "results" if shape.review == "rows" else row.id)
        for row in groups
    }

    def names(row: RowForm, rows: int = 1) -> list[Slot]:
        return [Slot(wording.column(c, row.id), "head", rows=rows) for c in heads[row.id]]

    def values(row: RowForm) -> list[Slot]:
        return [_value(data, f"{block.table}.{row.id}.{c.id}") for c in heads[row.id]]

    def title(row: RowForm) -> Slot:
        return Slot(wording.row(row), "head", columns=5)

    litigation = wording.head("行政诉讼")
    if shape.review == "rows":
        first = (Slot("", "corner"), *names(groups[0]))
        body = [(_label(wording, row), *values(row)) for row in groups]
        return [Table(block.table, 6, (first, *body))]
    if shape.review == "three":
        return [
            Table(block.table, 5, ((title(row),), tuple(names(row)), tuple(values(row))))
            for row in groups
        ]
    own, direct, after = groups
    over = Slot(litigation, "head", columns=10)
    if shape.review == "two":
        return [
            Table(block.table, 5, ((title(own),), tuple(names(own)), tuple(values(own)))),
            Table(block.table, 10, (
                (over,), (title(direct), title(after)), (*names(direct), *names(after)),
                (*values(direct), *values(after)),
            )),
        ]  # fmt: skip
    rows = (
        (title(own), over),
        (*names(own, rows=2), title(direct), title(after)),
        (*names(direct), *names(after)),
        (*values(own), *values(direct), *values(after)),
    )
    return [Table(block.table, 15, rows)]


Tables = Mapping[str, Sequence[Table]]


def all_tables(data: ReportData, wording: Wording, shape: Shape) -> Tables:
    """The tables of a report by the id of the section they stand in."""
    return {
        "proactive_disclosure": proactive(data, wording, shape),
        "requests": [requests(data, wording, shape)],
        "review_and_litigation": review(data, wording, shape),
    }
