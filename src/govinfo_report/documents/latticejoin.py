"""Joins the parts of a table that a page break cut.

The parts are one table when their outer edges agree and the columns of one are among those of
the other.  Heads printed again are dropped.  A cell that the break cut is put together when
nothing else can be meant: its lower part is empty, or is the same text printed again, or does
not begin with a number although its upper part and the cells below it do.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import define, evolve, field

from govinfo_report.documents.latticerules import Ruled
from govinfo_report.documents.latticetext import DOUBTFUL, Box
from govinfo_report.text.lazy import lazy
from govinfo_report.text.normalise import squash

_EDGE = 5.0  #: points by which the edges of two parts may differ
_NUMBER = lazy(
    r"(?:[0-9]{1,2}[.、)]|\([0-9]{1,2}\)|[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\))"
)
_VALUE = lazy(r"[0-9.,%/—–-]*+")


@define
class Part:
    """A piece of a cell on one page."""

    page: int
    box: Box
    text: str


@define
class Piece:
    """A cell of a table that may run over several pages."""

    row: int
    column: int
    row_end: int
    column_end: int
    parts: list[Part]

    @property
    def text(self) -> str:
        """The lines of all parts."""
        return "\n".join(part.text for part in self.parts if part.text)


@define
class Whole:
    """A table of one or more pages: positions of its columns, its height, its cells."""

    xs: list[float]
    height: int
    pieces: list[Piece] = field(factory=list)

    @classmethod
    def of(cls, page: int, table: Ruled, texts: Sequence[str]) -> Whole:
        """A table of one page with the text of each of its cells."""
        pieces = [
            Piece(a.row, a.column, a.row_end, a.column_end, [Part(page, a.box, text)])
            for a, text in zip(table.cells, texts, strict=True)
        ]
        return cls(list(table.xs), len(table.ys) - 1, pieces)

    def continues(self, other: Whole) -> bool:
        """Whether the columns of the other table agree with these."""
        mine, theirs = self.xs, other.xs
        if abs(mine[0] - theirs[0]) > _EDGE or abs(mine[-1] - theirs[-1]) > _EDGE:
            return False
        few, many = sorted((mine, theirs), key=len)
        return all(any(abs(x - y) <= _EDGE for y in many) for x in few)

    def append(self, other: Whole) -> None:
        """Puts the other table below this one; call only if it ``continues`` this one."""
        self._widen(other)
        other = other._without(self._heads_again(other))
        if not other.pieces:
            return
        shift = self.height
        cut = self._is_cut(other)
        if cut:
            shift -= 1
        for piece in other.pieces:
            moved = evolve(piece, row=piece.row + shift, row_end=piece.row_end + shift)
            above = self._above(piece) if piece.row == 0 else None
            if above is not None and (cut or self._goes_on(above, piece, other)):
                if squash(above.text) != squash(piece.text):
                    above.parts += piece.parts
                above.row_end = moved.row_end
            else:
                self.pieces.append(moved)
        self.height = shift + other.height
        self.pieces.sort(key=lambda piece: (piece.row, piece.column))

    def _widen(self, other: Whole) -> None:
        """Gives both tables the same columns."""
        many = max((self.xs, other.xs), key=len)
        for whole in (self, other):
            if whole.xs is many:
                continue
            at = [min(range(len(many)), key=lambda n: abs(many[n] - x)) for x in whole.xs]
            for piece in whole.pieces:
                piece.column, piece.column_end = at[piece.column], at[piece.column_end]
            whole.xs = many

    def _row(self, row: int) -> list[tuple[int, int, str]]:
        return [(p.column, p.column_end, squash(p.text)) for p in self.pieces if p.row == row]

    def _heads_again(self, other: Whole) -> int:
        """How many rows at the top of the other table repeat those at the top of this one."""
        same = 0
        for row in range(min(self.height, other.height)):
            mine = self._row(row)
            ends = {(p.row_end, p.column) for p in self.pieces if p.row == row}
            theirs = {(p.row_end, p.column) for p in other.pieces if p.row == row}
            if mine != other._row(row) or ends != theirs or not mine:
                break
            if any(text and _VALUE.fullmatch(text) for _, _, text in mine):
                break
            same = row + 1
        if any(self._is_head(row) for row in range(same, self.height)):
            return 0  # the rows below would come to stand under those heads
        inside = all(p.row_end <= same for p in other.pieces if p.row < same)
        filled = any(text for row in range(same) for _, _, text in self._row(row))
        return same if inside and filled and same < other.height else 0

    def _is_head(self, row: int) -> bool:
        """Whether a row has several cells and neither a figure nor an empty cell."""
        texts = [text for _, _, text in self._row(row)]
        return len(texts) > 1 and all(text and not _VALUE.fullmatch(text) for text in texts)

    def _without(self, rows: int) -> Whole:
        """The table without its first rows."""
        kept = [
            evolve(piece, row=piece.row - rows, row_end=piece.row_end - rows)
            for piece in self.pieces
            if piece.row >= rows
        ]
        return Whole(self.xs, self.height - rows, kept)

    def _above(self, piece: Piece) -> Piece | None:
        """The cell that stands over the same columns at the end of the table."""
        for mine in self.pieces:
            same = (mine.column, mine.column_end) == (piece.column, piece.column_end)
            if same and mine.row_end == self.height:
                return mine
        return None

    def _goes_on(self, above: Piece, piece: Piece, other: Whole) -> bool:
        """Whether a label beside several rows is one cell with the label over it."""
        if above.row_end - above.row == 1 and piece.row_end - piece.row == 1:
            return False
        upper, lower = squash(above.text), squash(piece.text)
        if DOUBTFUL in upper + lower or _is_value(upper) or _is_value(lower):
            return False
        if not upper:  # an empty corner over the first row is a cell of its own
            return bool(lower) and above.row > 0 and piece.row_end - piece.row > 1
        if not lower or upper == lower:
            return True
        return self._unnumbered(piece, upper, lower, other)

    def _is_cut(self, other: Whole) -> bool:
        """Whether the break runs through a row: one part holds the figures, the other none."""
        label = ("", "")
        values: list[tuple[str, str]] = []
        for piece in (p for p in other.pieces if p.row == 0):
            above = self._above(piece)
            if above is None:
                return False
            pair = squash(above.text), squash(piece.text)
            if DOUBTFUL in pair[0] + pair[1]:
                return False
            if above.row_end - above.row == 1 and piece.row_end == 1:
                if not values and label == ("", ""):
                    label, first = pair, piece
                else:
                    values.append(pair)
        upper, lower = label
        if not values or (any(u for u, _ in values) and any(w for _, w in values)):
            return False
        if _is_value(upper) or _is_value(lower):
            return False
        if upper and lower:
            filled = any(u or w for u, w in values)
            return filled and self._unnumbered(first, upper, lower, other)
        # A row without a label goes with the one that has nothing but a label, or nothing.
        return bool(upper) if any(w for _, w in values) or not lower else bool(lower)

    def _unnumbered(self, piece: Piece, upper: str, lower: str, other: Whole) -> bool:
        """Whether a label begins without a number where all its neighbours have one."""
        if _NUMBER.match(lower) or not _NUMBER.match(upper + lower):
            return False
        labels = [
            text
            for cell in (*self.pieces, *other.pieces)
            if cell.column == piece.column and (text := squash(cell.text))
            and text not in (upper, lower) and not _is_value(text)
        ]  # fmt: skip
        return bool(labels) and 2 * sum(bool(_NUMBER.match(t)) for t in labels) >= len(labels)


def _is_value(text: str) -> bool:
    return bool(text) and _VALUE.fullmatch(text) is not None
