"""The official form as a Word document (DOCX), in the look of a government office."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from govinfo_report.outputs import wordparts
from govinfo_report.outputs.form import NOT_FOUND, Form, FormPart, FormRow
from govinfo_report.outputs.formgrid import Placed, head_rows, is_label, placed, width_of
from govinfo_report.outputs.packing import pack
from govinfo_report.outputs.wordparts import OFFICE, TEXT_WIDTH, WORD
from govinfo_report.text.lazy import lazy

_PART_HEADING = lazy(r"（[一二三四五六七八九十]{1,3}）[^。；;]{1,30}")
#: quotation marks and dashes are as wide as Chinese characters
_CHINESE = '<w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>'
#: a table of at most so many rows is kept on one page
_ONE_PAGE = 40
#: table -> shares of the width of the page, by column
_SHARES = {
    "proactive_disclosure": (34, 22, 22, 22),
    "requests": (5, 11, 33, *(7,) * 6, 9),
    "review_and_litigation": (1,) * 15,
    "statistics": (68, 12, 20),
}


def word(form: Form) -> bytes:
    """The whole document; the same bytes for the same report."""
    day = [_paragraph(form.day, "Day")] if form.day else []
    body = [_paragraph(form.title, "Title"), *day, *map(_prose, form.preamble)]
    for part in form.parts:
        body.append(_paragraph(part.heading, "Heading1"))
        body += map(_prose, part.text or ([] if part.table else [""]))
        if part.table:
            body.append(_prose(NOT_FOUND) if part.rows is None else _table(part, part.rows))
    return pack({
        "[Content_Types].xml": wordparts.content_types(),
        "_rels/.rels": wordparts.package_relations(),
        "word/document.xml": (
            f'<w:document xmlns:w="{WORD}" xmlns:r="{OFFICE}"><w:body>{"".join(body)}'
            f"{wordparts.section()}</w:body></w:document>"
        ),
        "word/_rels/document.xml.rels": wordparts.document_relations(),
        "word/styles.xml": wordparts.styles(),
        "word/settings.xml": wordparts.settings(),
        "word/fontTable.xml": wordparts.font_table(),
        "word/footer1.xml": wordparts.footer(),
        "docProps/core.xml": wordparts.properties(escape(form.title)),
    })  # fmt: skip


def _paragraph(text: str, style: str = "", more: str = "") -> str:
    own = f'<w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>' if style else ""
    tabbed = "<w:tab/>".join(
        f'<w:t xml:space="preserve">{escape(piece)}</w:t>' if piece else ""
        for piece in text.split("\t")
    )
    return f"<w:p>{own}<w:r>{_CHINESE}{tabbed}</w:r></w:p>" if text else f"<w:p>{own}</w:p>"


def _prose(text: str) -> str:
    return _paragraph(text, "PartHeading" if _PART_HEADING.fullmatch(text) else "")


def _table(part: FormPart, rows: Sequence[FormRow]) -> str:
    """A table, and the empty paragraph that keeps it apart from what follows."""
    widths = _widths(part.table, width_of(rows))
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    edges = "".join(
        f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    margins = "".join(f'<w:{side} w:w="40" w:type="dxa"/>' for side in ("left", "right"))
    properties = (
        f'<w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f"<w:tblBorders>{edges}</w:tblBorders>"
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>'
    )
    heads = head_rows(rows)
    lines = list(_lines(rows, len(widths)))
    kept = len(lines) <= _ONE_PAGE
    body = "".join(
        _row(cells, [_look(cell, heads, part.table) for cell in cells], widths,
             repeated=number < heads, kept=kept and number + 1 < len(lines))
        for number, cells in enumerate(lines)
    )  # fmt: skip
    return f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>{_paragraph('')}"


def _widths(table: str, columns: int) -> list[int]:
    shares = _SHARES[table] if len(_SHARES[table]) == columns else (1,) * columns
    return [TEXT_WIDTH * share // sum(shares) for share in shares]


def _lines(rows: Sequence[FormRow], width: int) -> Iterator[list[Placed]]:
    """Per row its cells and the ones that reach into it from above (row -1), by column."""
    cells = placed(rows)
    for number in range(len(rows)):
        here = [cell for cell in cells if cell.row <= number <= cell.bottom]
        yield [
            cell if cell.row == number else Placed(-1, cell.column, cell.cell)
            for cell in sorted(here, key=lambda cell: cell.column)
        ]


def _row(
    cells: Sequence[Placed],
    looks: Sequence[str],
    widths: Sequence[int],
    *,
    repeated: bool,
    kept: bool,
) -> str:
    head = "<w:tblHeader/>" if repeated else ""
    made = "".join(_cell(cell, look, widths, kept) for cell, look in zip(cells, looks, strict=True))
    return (
        f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="340" w:hRule="atLeast"/>{head}</w:trPr>'
        f"{made}</w:tr>"
    )


def _cell(place: Placed, look: str, widths: Sequence[int], kept: bool) -> str:
    """A cell; ``kept`` holds its row on one page with the next."""
    cell, goes_on = place.cell, place.row < 0
    width = sum(widths[place.column : place.right + 1])
    own = f'<w:tcW w:w="{width}" w:type="dxa"/>'
    if cell.columns > 1:
        own += f'<w:gridSpan w:val="{cell.columns}"/>'
    if cell.rows > 1:
        own += "<w:vMerge/>" if goes_on else '<w:vMerge w:val="restart"/>'
    text = _paragraph("" if goes_on else cell.text, look, "<w:keepNext/>" * kept)
    return f'<w:tc><w:tcPr>{own}<w:vAlign w:val="center"/></w:tcPr>{text}</w:tc>'


def _look(place: Placed, heads: int, table: str) -> str:
    return "TableLabel" if is_label(place, heads, table) else "TableText"
