"""Checks a table claimed in flattened text: whole rows, known labels, one alignment.

Every claimed row must be exactly one row of the source under one of the closed separators,
every unit of text between the first head and the last row must be claimed or harmless, and
only one alignment of values and columns may survive.
"""

from __future__ import annotations

from collections.abc import Sequence

from govinfo_report.documents.document import Document, Span
from govinfo_report.model.figure import Reason
from govinfo_report.model.note import Note
from govinfo_report.reading import binding, heads, rows
from govinfo_report.reading.alignment import HeadRow, TextRow, Window, windows
from govinfo_report.reading.binding import BoundRow, Context
from govinfo_report.reading.checks import BY_LABEL
from govinfo_report.reading.draft import RowClaim, TableClaim
from govinfo_report.reading.flow import SEPARATORS, cut, is_cut
from govinfo_report.reading.kinds import Kind, is_page_number, is_value, kind_of
from govinfo_report.reading.labels import Book, book
from govinfo_report.reading.pages import running_lines
from govinfo_report.reading.rows import Cut, Row, field_text, is_empty
from govinfo_report.text.numerals import digit_runs

#: separators under which empty cells leave no trace
_BLANKS_LOST = frozenset({"lines", "words"})
#: lines between one cell and the next, at most
_NEAR = 3
#: separators under which rows run from label to label
_FLOWING = _BLANKS_LOST | {"gaps", "bars"}
#: rows of table 3 that are enough to see how a text was cut
_ROWS = 12
#: separators under which every empty cell can be counted
_BLANKS_SHOWN = frozenset({"gaps", "bars"})
#: separators whose rows are single lines
_BY_LINES = frozenset({"tab", "bar"})
#: separators that hold for all rows of a table or for none
_ALL_OR_NOTHING = frozenset({"gaps", "words"})


def _lines_of(row: RowClaim) -> int:
    return len({span.block for span in (*row.label, *row.cells)})


class TextTable:
    """One claimed table of flattened text under verification."""

    def __init__(self, document: Document, claim: TableClaim, number: int, book: Book) -> None:
        self.document = document
        self.claim = claim
        self.number = number
        self.book = book
        self.notes: list[Note] = []
        self.claimed: set[int] = set()
        self.matrix = False  # whether heads in every field bind the values by their position
        self.separator, self.cut = self._choose_cut()

    def verify(self, context: Context) -> list[BoundRow]:
        """The rows of the claim, each bound or refused."""
        units = [self._unit(row) for row in self.claim.rows]
        head_units = [self._head_unit(row) for row in self.claim.heads]
        matrix = self._matrix(head_units)
        self.matrix = bool(matrix)
        columns = list(dict.fromkeys(matrix.values())) or self._columns(head_units)
        fault = self._region_fault(units, head_units)
        found = [
            self._row(claim, unit, context)
            for claim, unit in zip(self.claim.rows, units, strict=True)
        ]
        self._refuse_all(found, columns, fault)
        if matrix:
            self._bind_matrix(found, units, matrix)
        elif columns:
            self._bind(found, units, columns, head_units)
        self._refuse_broken(found, units)
        return found

    # -- units ------------------------------------------------------------------------------

    def _choose_cut(self) -> tuple[str, Cut]:
        """The separator under which most claimed rows are whole rows of the source."""
        best, most = SEPARATORS[0], -1
        every = len(self.claim.rows) + len(self.claim.heads)
        tried: Sequence[str] = SEPARATORS
        if any(_lines_of(row) > 1 for row in self.claim.rows):
            # Not all rows are lines: where a cut made before fits all, no cut by lines can.
            others = [separator for separator in SEPARATORS if separator not in _BY_LINES]
            made = [separator for separator in others if is_cut(self.document, separator)]
            tried = others if any(self._whole(s) == every for s in made) else SEPARATORS
        for separator in tried:
            whole = self._whole(separator)
            if whole > most:
                best, most = separator, whole
            if whole == every:
                break
        return best, cut(self.document, best)

    def _whole(self, separator: str) -> int:
        self.cut = cut(self.document, separator)
        whole = sum(self._unit(row) is not None for row in self.claim.rows)
        return whole + sum(self._head_unit(row) is not None for row in self.claim.heads)

    def _unit(self, claim: RowClaim) -> tuple[Row, int] | None:
        """The row of the source that is exactly the claim, and the position of its label."""
        spans = claim.label or claim.cells
        if not spans:
            return None
        if spans[0] not in self.cut.at:
            # A label whose empty cells were all lost has its line to itself.
            alone = len(spans) == 1 and not claim.cells and self._is_line(spans[0])
            return ((spans,), 0) if alone else None
        number, lead = self.cut.at[spans[0]]
        row = self.cut.rows[number]
        if claim.label and row[lead] != claim.label:
            return None
        if not claim.label:
            if lead:
                return None
            lead = -1
        if tuple(field[0] for field in row[lead + 1 :]) != claim.cells:
            return None
        return row, lead

    def _head_unit(self, cells: tuple[tuple[Span, ...], ...]) -> Row | None:
        if not cells or not cells[0]:
            return None
        at = self.cut.at.get(cells[0][0])
        if at is not None and self.cut.rows[at[0]] == cells:
            return self.cut.rows[at[0]]
        # A heading of a part of table 2 often is the only field of its line.
        if len(cells) == 1 and len(cells[0]) == 1 and self._is_line(cells[0][0]):
            return (cells[0],)
        return None

    def _is_line(self, span: Span) -> bool:
        text = self.document.block(span.block).text
        return rows.trimmed(text, span.block, 0, len(text)) == span

    def _matrix(self, head_units: Sequence[Row | None]) -> dict[int, str]:
        """Field position -> column where merged heads are printed again in every field.

        Empty unless every head row has the same width and every position behind the stub names
        one column of a complete set; only then positions can be trusted in text.
        """
        known = [row for row in head_units if row is not None and len(row) > 1]
        widths = {len(row) for row in known}
        if len(widths) != 1 or len(known) < len([r for r in head_units if r is None]) + 1:
            return {}
        paths = [
            tuple(field_text(self.document, field) for field in column)
            for column in zip(*known, strict=True)
        ]
        return heads.matrix_columns(self.book, paths)

    def _columns(self, head_units: Sequence[Row | None]) -> list[str] | None:
        if not head_units or any(row is None for row in head_units):
            return None
        texts = [
            [(field[0].block, field_text(self.document, field)) for field in row]
            for row in head_units
            if row is not None
        ]
        if self.book.table == "proactive_disclosure" and self._stub_is_lost(texts):
            return None
        return heads.text_columns(self.book, texts)

    def _stub_is_lost(self, rows_of_heads: Sequence[Sequence[tuple[int, str]]]) -> bool:
        """Whether a block lacks the head 信息内容 that others have: more heads may be lost."""
        if self.separator not in _FLOWING:
            return False
        if any(self._is_stub(text) for row in rows_of_heads for _, text in row):
            return False
        key = ("stub", self.separator)
        if key not in self.document.cache:
            self.document.cache[key] = any(
                self._is_stub(field_text(self.document, field))
                for row in self.cut.rows
                for field in row
            )
        return bool(self.document.cache[key])

    def _is_stub(self, text: str) -> bool:
        head = self.book.head(text)
        return head is not None and head.kind == "stub"

    # -- the region -------------------------------------------------------------------------

    def _region_fault(
        self, units: Sequence[tuple[Row, int] | None], head_units: Sequence[Row | None]
    ) -> str:
        """The check that fails: heads before rows, rows ascending, nothing passed over."""
        claimed = [row for row in head_units if row is not None]
        claimed += [unit[0] for unit in units if unit is not None]
        if not claimed:
            return ""
        starts = [row[0][0] for row in claimed]
        ends = [row[-1][-1] for row in claimed]
        if any(after <= before for before, after in zip(ends, starts[1:], strict=False)):
            return "order"
        self.claimed = {self.cut.at[row[0][0]][0] for row in claimed if row[0][0] in self.cut.at}
        covered = {span.block for row in claimed for field in row for span in field}
        known = set(starts)
        for row in self.cut.rows:
            if starts[0] < row[0][0] < ends[-1] and row[0][0] not in known:
                if not all(self._harmless_field(field) for field in row):
                    return "nothing-passed-over"
                covered.update(span.block for field in row for span in field)
        harmless = all(
            self._harmless(block)
            for block in range(starts[0].block, ends[-1].block + 1)
            if block not in covered
        )
        return "" if harmless else "nothing-passed-over"

    def _harmless(self, block: int) -> bool:
        """Whether a line inside the table that is no row can be passed over."""
        text = self.document.block(block).text
        if not text.strip(rows.WHITE + "|｜") or rows.is_delimiter(text):
            return True
        if self.separator == "words" and block in running_lines(self.document):
            return True
        return self._harmless_field((rows.trimmed(text, block, 0, len(text)),))

    def _harmless_field(self, field: tuple[Span, ...]) -> bool:
        """Whether an unclaimed field can be passed over; its numerals are noted."""
        text = field_text(self.document, field)
        if not text or rows.is_delimiter(text):
            return True
        if self.book.row(text) or self.book.head(text):
            return False
        for start, end in digit_runs(text) if len(field) == 1 else ():
            span = Span(field[0].block, field[0].start + start, field[0].start + end)
            self.notes.append(
                binding.unaccounted(self.document, text[start:end], span, "unclaimed")
            )
        return True

    def _refuse_broken(
        self, found: Sequence[BoundRow], units: Sequence[tuple[Row, int] | None]
    ) -> None:
        """A line of figures directly behind a row may be the end of that row: refuse the row."""
        unlabelled = {
            unit[0][0][0].block
            for unit in units
            if unit is not None and unit[1] < 0 and self.book.table != "review_and_litigation"
        }
        for row, unit in zip(found, units, strict=True):
            if unit is None:
                continue
            fields, lead = unit
            following = fields[-1][-1].block + 1
            # Behind a row with empty cells, figures without a label may be what fills them.
            if (
                (following in unlabelled and all(map(is_empty, fields[lead + 1 :])))
                or (any(map(is_empty, fields[lead + 1 :])) and self._goes_on(fields))
                or self._is_torn(following)
            ):
                row.refuse("goes-on", Reason.CONTENT_LOST)

    def _goes_on(self, row: Row) -> bool:
        """Whether unknown words directly behind a row may be one of its cells."""
        if self.separator not in _BLANKS_SHOWN or row[0][0] not in self.cut.at:
            return False
        number = self.cut.at[row[0][0]][0] + 1
        if number >= len(self.cut.rows):
            return False
        words = self.cut.rows[number][0]
        between = range(row[-1][-1].block + 1, words[0].block)
        lines = [self.document.block(block).text for block in between[: _NEAR + 1]]
        if len(lines) > _NEAR or any(line.strip(rows.WHITE + "|｜") for line in lines):
            return False
        return kind_of(field_text(self.document, words)) is Kind.OTHER

    def _is_torn(self, number: int) -> bool:
        if number >= self.document.first + len(self.document.blocks):
            return False
        block = self.document.block(number)
        text = block.text.strip(rows.WHITE + "|｜")
        if self.separator == "words" and is_page_number(text):
            return False
        if block.grid is not None or not text or self.cut.by_block.get(number) in self.claimed:
            return False
        pieces = [piece.strip(rows.WHITE) for piece in text.replace("|", "\t").split("\t")]
        return all(map(is_value, pieces)) and not rows.is_delimiter(text)

    # -- rows -------------------------------------------------------------------------------

    def _row(self, claim: RowClaim, unit: tuple[Row, int] | None, context: Context) -> BoundRow:
        label = field_text(self.document, claim.label) if claim.label else ""
        spans = claim.label or claim.cells or (Span(self.document.first, 0, 0),)
        bound = BoundRow(self.book.table, self.number, label, spans[0])
        if unit is None:
            bound.refuse("one-row", Reason.OUTSIDE_LABEL_RANGES)
            return bound
        row, lead = unit
        for field in row[: max(lead, 0)]:
            text = field_text(self.document, field)
            if text and not binding.enter_parent(self.book, text, context):
                bound.refuse("parents-known", Reason.LABEL_LOST)
            if text:
                self.notes += binding.label_notes(self.document, text, field[0])
        if not claim.label:
            if self.book.table != "review_and_litigation":
                bound.refuse("label-own", Reason.LABEL_LOST)
            return bound
        resolution = binding.resolve(self.book, label, context)
        bound.row_id = resolution.row_id
        if resolution.reason is not None:
            bound.refuse(BY_LABEL[resolution.reason], resolution.reason)
        bound.subtotal = resolution.subtotal
        bound.outside = resolution.outside
        if resolution.row_id is not None or resolution.subtotal:
            self.notes += binding.label_notes(self.document, label, spans[0])
        return bound

    def _refuse_all(self, found: Sequence[BoundRow], columns: list[str] | None, fault: str) -> None:
        if not fault and columns is not None:
            return
        for row in found:
            row.lost_columns = not fault
            if fault:
                row.refuse(fault, Reason.CONTENT_LOST)
            else:
                row.refuse("heads-known", Reason.COLUMN_UNRESOLVED)
        if not fault and found:
            heads_text = self._head_text() or rows.line_above(self.document, found[0].span.block)
            params = {"heads": heads_text[:120], "table": self.book.table}
            self.notes.append(Note("P203", (), params, self.document.locate(found[0].span)))

    def _head_text(self) -> str:
        texts = [field_text(self.document, cell) for row in self.claim.heads for cell in row]
        return " ".join(text for text in texts if text)

    def _bind_matrix(
        self,
        found: Sequence[BoundRow],
        units: Sequence[tuple[Row, int] | None],
        matrix: dict[int, str],
    ) -> None:
        """Bind by position; a merged cell printed again in every field must be the same there."""
        width = max(matrix) + 1
        for row, unit in zip(found, units, strict=True):
            row.columns = tuple(dict.fromkeys(matrix.values()))
            if unit is None:
                continue
            fields, lead = unit
            if len(fields) != width or lead >= min(matrix):
                row.refuse("same-width", Reason.POSITIONS_LOST)
                continue
            for position, column in matrix.items():
                first = row.cells.setdefault(column, fields[position])
                text = field_text(self.document, fields[position])
                if text and text != field_text(self.document, first):
                    row.refuse("repeated-alike", Reason.AMBIGUOUS_ALIGNMENT)
            if any(not is_empty(field) for field in fields[lead + 1 : min(matrix)]):
                row.refuse("stub-empty", Reason.POSITIONS_LOST)

    def _head_row(self, head_units: Sequence[Row | None], columns: int) -> HeadRow | None:
        """The head row that carries all columns, or the longest one where they are spread."""
        rows_of_heads = [row for row in head_units if row is not None and len(row) > 1]
        for row in rows_of_heads:
            leaves = [i for i, field in enumerate(row) if self._is_column(field)]
            if len(leaves) == columns and leaves[-1] - leaves[0] == columns - 1:
                stub = max((i for i in range(leaves[0]) if not is_empty(row[i])), default=-1)
                return HeadRow(len(row), stub, leaves[0] - stub - 1)
        longest = max(map(len, rows_of_heads), default=0)
        return HeadRow(longest) if longest else None

    def _is_doubtful(self, field: tuple[Span, ...]) -> bool:
        """Whether a cell goes on with a line that could be a cell of its own."""
        return any(is_value(self.document.text(span)) for span in field[1:])

    def _counted(
        self, shapes: Sequence[TextRow], found: list[Window], columns: int
    ) -> list[Window]:
        """Table 4 has one row, and no neighbour to compare it with; table 3 stands in for one.

        Where the rows of table 3 show all their empty cells and nothing besides, a row with as
        many cells as columns does so too.
        """
        if self.separator not in _BLANKS_SHOWN:
            return found
        if self.book.table != "review_and_litigation":
            if self.book.table == "requests" and all(
                window.start == 0 and len(shape.cells) == columns
                for shape, window in zip(shapes, found, strict=True)
            ):
                self.document.cache["counted", self.separator] = True
            return found
        if len(shapes) == 1 and len(shapes[0].cells) == columns:
            if ("counted", self.separator) in self.document.cache:
                return [Window(0)]
        return found

    def _lone(self, label: tuple[Span, ...], cells: Sequence[tuple[Span, ...]]) -> bool:
        """Whether the only figure has a line to itself: it may be the number of a page."""
        if len(cells) != 1 or any(span.block == cells[0][0].block for span in label):
            return False
        return self._is_line(cells[0][0])

    def _foreign(self, fields: Sequence[tuple[Span, ...]]) -> Reason | None:
        """Why a row is refused whose cells hold something else than values.

        A label among them begins another row; where empty cells leave no trace, any other words
        may be the label of one.
        """
        for field in fields:
            text = field_text(self.document, field)
            if is_value(text):
                continue
            if self.separator in _BLANKS_LOST or self.book.row(text) or self.book.head(text):
                return Reason.OUTSIDE_LABEL_RANGES
        return None

    def _is_column(self, field: tuple[Span, ...]) -> bool:
        head = self.book.head(field_text(self.document, field))
        return head is not None and head.kind == "column"

    def _bind(
        self,
        found: Sequence[BoundRow],
        units: Sequence[tuple[Row, int] | None],
        columns: list[str],
        head_units: Sequence[Row | None],
    ) -> None:
        usable = [(row, unit) for row, unit in zip(found, units, strict=True) if unit is not None]
        shapes = [
            TextRow(lead, tuple(_as_span(field) for field in unit[lead + 1 :]))
            for _, (unit, lead) in usable
        ]
        head = self._head_row(head_units, len(columns))
        merged = self.separator in ("tab", "bar")
        found_windows = windows(shapes, len(columns), head, merged=merged)
        lost = any(window.start is None for window in found_windows)
        several = len(columns) > 1  # one figure behind its label cannot have moved
        if self.separator == "words" and several:
            lost = lost or not _rows_are_whole(self.document, self.cut)
        if self.separator in _ALL_OR_NOTHING and lost:
            # Line breaks stand for empty cells, and spaces for the edges of cells, only if they
            # do so throughout the table.
            found_windows = [Window(None, Reason.AMBIGUOUS_ALIGNMENT)] * len(usable)
        found_windows = self._counted(shapes, found_windows, len(columns))
        for (row, (unit, lead)), window in zip(usable, found_windows, strict=True):
            row.columns = tuple(columns)
            if window.start is None:
                row.refuse("alignment", window.reason)
                row.crowded = sum(not is_empty(f) for f in unit[lead + 1 :]) > len(columns)
                continue
            start = lead + 1 + window.start
            if any(self._is_doubtful(field) for field in unit[lead + 1 :]):
                row.refuse("cells-whole", Reason.AMBIGUOUS_ALIGNMENT)
            row.refuse("only-values", self._foreign(unit[lead + 1 :]))
            if self.separator == "words" and self._lone(unit[lead], unit[lead + 1 :]):
                row.refuse("no-page-number", Reason.OUTSIDE_LABEL_RANGES)
            if not binding.is_whole(row):
                row.refuse("heads-whole", Reason.COLUMN_UNRESOLVED)
            row.cells = dict(zip(columns, unit[start : start + len(columns)], strict=True))


def _rows_are_whole(document: Document, found: Cut) -> bool:
    """Whether the rows of table 3 show that no figure was torn and no empty cell got lost.

    Every row of that table, known by its label, has seven figures.
    """
    known = document.cache.get("rows are whole")
    if known is None:
        labels, counts = book("requests"), []
        for row in found.rows:
            texts = [field_text(document, field) for field in row]
            values = sum(map(is_value, texts))
            label = texts[-values - 1] if values < len(row) else ""
            if any(c.kind == "row" for c in labels.row(label)):
                if values or labels.head(label) is None:
                    counts.append(values)
        whole = len(counts) >= _ROWS and set(counts) == {7}
        known = document.cache["rows are whole"] = whole
    assert isinstance(known, bool)
    return known


def _as_span(field: tuple[Span, ...]) -> Span:
    first = field[0]
    return first if is_empty(field) or first.start != first.end else field[-1]
