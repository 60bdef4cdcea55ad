"""Where a piece of text stands in the source."""

from __future__ import annotations

from attrs import frozen

from govinfo_report.display import Displayed


@frozen
class Place(Displayed):
    """Leads from a figure, note or sentence back to the bytes it was read from.

    Text formats give ``start`` and ``end`` (byte offsets in the source as stored) with ``line``
    and ``column`` (1-based, characters).  Markup gives the ``path`` of the element (XPath in
    the tree of the decoded source), ``line``, and for a cell of a table its 0-based ``row``
    and ``cell`` among the table's own rows; ``start`` and ``end`` then count characters of the
    element's visible text.  Pages (PDF, OFD) give ``page`` and ``box``; ``start`` and ``end``
    count characters of the text in the box, and a text that runs over a page break is cut there.
    Unused facts are ``None``.
    """

    line: int | None = None
    column: int | None = None
    start: int | None = None
    end: int | None = None
    path: str | None = None
    row: int | None = None
    cell: int | None = None
    page: int | None = None  #: 1-based page of a paged format
    box: tuple[float, float, float, float] | None = None  #: left, top, right, bottom in points
    part: str | None = None  #: member of a container
