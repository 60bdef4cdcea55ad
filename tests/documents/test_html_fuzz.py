"""Any markup at all: only errors of ours, sound grids, and places that are read again."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from opening import page, spans

from govinfo_report.documents.document import Document, Span
from govinfo_report.documents.html import HtmlOpener
from govinfo_report.documents.reread import reread
from govinfo_report.documents.source import Source
from govinfo_report.errors import GovInfoReportError, SourceError
from govinfo_report.limits import DEFAULT_LIMITS
from govinfo_report.model.place import Place

TAGS = (
    "table tr td th tbody thead tfoot caption p div span b font form br li h1 h3 sup sub del s pre a "
    "img input select option textarea script style template noscript o:p svg math iframe center xmp "
    "dialog rt ruby title body html col colgroup hr dl dt object"
).split()
COMMON = ["table", "tr", "td", "td", "p", "span"]
ATTRIBUTES = [
    "", "", "", "", " colspan=2", " rowspan=2", ' rowspan="3"', " style='display:none'", " hidden",
    " style='visibility:hidden'", " style='display:block'", " colspan=0", " rowspan=0", " class=h",
    ' colspan="99999999999"', " style='vertical-align:super'", " type=hidden value=7", " src=a.pdf",
]  # fmt: skip
TEXTS = ["1", "12", "规章", " ", "\n", "&nbsp;", "一、", "<", "&amp;", "\t", "\u3000", "&#7;", '"', "'",
         "a b", ">", "\r\n", "\f", "\0", "x\ud800".encode("utf-8", "replace").decode(), "\u202e"]  # fmt: skip
OTHER = ["<!-- x -->", "<!--[if a]>", "<![endif]-->", "<style>.h{display:none}</style>", "<!", "</"]

tags = st.sampled_from(COMMON) | st.sampled_from(TAGS)
pieces = st.one_of(
    st.sampled_from(TEXTS),
    st.builds("<{}{}>".format, tags, st.sampled_from(ATTRIBUTES)),
    st.builds("</{}>".format, tags),
    st.sampled_from(OTHER),
)
soups = st.lists(pieces, max_size=70).map(lambda found: "<p>" + "".join(found))


def sound(document: Document) -> None:
    """What every document keeps to."""
    for number, block in enumerate(document.blocks):
        assert block.index == number
        if block.grid is None:
            continue
        grid = block.grid
        assert grid.height > 0 and grid.width > 1
        assert len(grid.by_start) == len(grid.cells)
        taken: set[tuple[int, int]] = set()
        ends = -1
        for cell in grid.cells:
            assert 0 <= cell.row < cell.row_end <= grid.height
            assert 0 <= cell.column < cell.column_end <= grid.width
            area = {(y, x) for y in range(cell.row, cell.row_end)
                    for x in range(cell.column, cell.column_end)}  # fmt: skip
            assert not area & taken
            taken |= area
            assert ends < cell.start <= cell.end <= len(block.text)
            ends = cell.end
            assert document.cell(Span(number, cell.start, cell.end)) is cell
        assert all(row for row in grid.rows)
        assert list(grid.cells) == [cell for row in grid.rows for cell in row]
        assert len(grid.covering) == grid.height


def read_again(source: Source, document: Document) -> int:
    found = 0
    for span in spans(document):
        place = document.locate(span)
        if place.start is not None:
            assert reread(source, place) == document.text(span), place
            found += 1
        assert place.path and place.line
    return found


@given(soups)
def test_markup_of_any_kind(markup: str) -> None:
    source = Source.of(markup.encode(), name="a.html")
    try:
        document = HtmlOpener().open(source, DEFAULT_LIMITS)
    except SourceError:
        return
    sound(document)
    read_again(source, document)


@given(soups)
@settings(max_examples=25)
def test_same_bytes_same_document(markup: str) -> None:
    def facts() -> list[object]:
        document = page(markup)
        return [
            *((b.kind, b.text, b.level) for b in document.blocks), *document.notes,
            *(document.locate(span) for span in spans(document)), sorted(document.metadata.items()),
        ]  # fmt: skip

    try:
        first = facts()
    except SourceError:
        return
    assert facts() == first


@given(st.binary(max_size=200), soups, st.sampled_from(["utf-8", "gb18030", "utf-16", "latin-1"]))
def test_bytes_of_any_kind(data: bytes, markup: str, encoding: str) -> None:
    middle = len(markup) // 2
    content = (
        markup[:middle].encode(encoding, "replace")
        + data
        + markup[middle:].encode(encoding, "replace")
    )
    source = Source.of(content)
    try:
        document = HtmlOpener().open(source, DEFAULT_LIMITS)
    except GovInfoReportError:
        return
    sound(document)


@given(st.data())
def test_part_of_a_cell_or_paragraph_is_read_again(data: st.DataObject) -> None:
    markup = "<p>甲&nbsp;乙<br> 丙</p>" + data.draw(soups) + "<table><tr><td>x<p>yy</p><td>&#20;z"
    source = Source.of(markup.encode(), name="a.html")
    document = HtmlOpener().open(source, DEFAULT_LIMITS)
    for span in spans(document):
        first = data.draw(st.integers(span.start, span.end))
        part = Span(span.block, first, data.draw(st.integers(first, span.end)))
        if first == part.end and document.cell(part) is not None and part != span:
            continue
        place = document.locate(part)
        if place.start is not None:
            assert reread(source, place) == document.text(part)


@pytest.mark.parametrize(
    "place",
    [
        Place(), Place(path="/html/body/p[9]"), Place(path="/html/body/table", row=9, cell=0),
        Place(path="/html/body/p", start=0, end=99), Place(path="/html/body/p", start=2, end=1),
    ],
)  # fmt: skip
def test_places_that_do_not_exist(place: Place) -> None:
    source = Source.of(b"<p>abc</p><table><tr><td>1<td>2</table>", name="a.html")
    with pytest.raises(SourceError):
        reread(source, place)


@pytest.mark.parametrize(
    "markup",
    [
        "<table><tr><td>甲<td>乙<tr><td style='visibility:hidden'>x<!-- y --><h1><td>1</h1><td>2<td>3</table>",
        "<table><u><table hidden><td>9</table><tr><td>1<td>2</u><td>3<tr><td>4<td>5</table>",
        "<table><pre><tr><td>1<td>2<p>\t&nbsp;<tr><td>3<td>4</table>",
        "<table><tr><td>1<td><font><pre>2<h3>3\f4<td>5</table>",
    ],
)
def test_what_was_once_read_differently(markup: str) -> None:
    source = Source.of(markup.encode(), name="a.html")
    document = HtmlOpener().open(source, DEFAULT_LIMITS)
    sound(document)
    assert read_again(source, document) > 1


def test_real_page(shared_reports: Path) -> None:
    source = Source.of(shared_reports / "real" / "shanghai_office_2019.html")
    document = HtmlOpener().open(source, DEFAULT_LIMITS)
    sound(document)
    sizes = [(b.grid.height, b.grid.width) for b in document.grids() if b.grid is not None]
    assert sizes == [(18, 5), (26, 10), (4, 15)]
    assert read_again(source, document) > 280
    assert document.notes == ()
