"""What one HTML table holds, as written: cells before their spans are resolved."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from attrs import define, field
from lxml import etree


class RawCell:
    """One ``td`` or ``th`` as written; ``row`` and ``cell`` count the table's own.

    ``y``, ``x``, ``bottom`` and ``right`` are its area in the grid (half open), once laid out.
    """

    text = ""
    lines = 0
    nested: tuple[etree._Element, ...] = ()
    y = x = bottom = right = 0

    def __init__(self, element: etree._Element, row: int, cell: int) -> None:
        self.element = element
        self.row = row
        self.cell = cell


@define(eq=False)
class RawRow:
    """Cells of one row; ``group`` numbers the ``thead``, ``tbody`` or ``tfoot`` it stands in."""

    group: int
    cells: list[RawCell] = field(factory=list)


class Stray(NamedTuple):
    """Texts and elements that stand side by side in ``container``, outside of cells."""

    container: etree._Element
    items: list[Any]
    pre: bool  #: whether line breaks count
    shared: bool  #: whether its text is not all that the container holds by itself


@define(eq=False)
class RawTable:
    """Everything a table holds that is not in tables inside it.

    ``before`` and ``after`` are what stands in the table outside of cells: a caption, text that
    browsers move out, and whatever follows when the end tag of the table is missing.
    """

    element: etree._Element
    rows: list[RawRow] = field(factory=list)
    heads: list[int] = field(factory=list)  #: numbers of the groups that are ``thead``
    feet: list[int] = field(factory=list)
    before: list[Stray] = field(factory=list)
    after: list[Stray] = field(factory=list)
    fresh: bool = True  #: whether the next stray item begins a line

    @property
    def cells(self) -> Iterator[RawCell]:
        """All cells in the order of the source."""
        return (cell for row in self.rows for cell in row.cells)
