"""The libraries one would pick for a format, each doing what it is made for: the cells of a file.

Every function takes bytes and gives the texts of cells; each imports its library alone, so that
the memory of a process that calls it is the library's.
"""

from __future__ import annotations

import io
import unicodedata
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

Cells = list[str]
Peer = Callable[[bytes], Cells]


def python_docx(data: bytes) -> Cells:
    """Tables of a Word document, merged cells once."""
    import docx

    found = []
    for table in docx.Document(io.BytesIO(data)).tables:
        for row in table.rows:
            seen: set[object] = set()
            for cell in row.cells:
                if cell._tc not in seen:
                    seen.add(cell._tc)
                    found.append(cell.text)
    return found


def openpyxl(data: bytes) -> Cells:
    """Every sheet of a workbook."""
    import openpyxl as library

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # on styles, which the files here do without
        book = library.load_workbook(io.BytesIO(data), data_only=True)
    rows = (row for sheet in book.worksheets for row in sheet.iter_rows(values_only=True))
    return ["" if value is None else str(value) for row in rows for value in row]


def pdfplumber(data: bytes) -> Cells:
    """Tables of every page of a PDF."""
    import pdfplumber as library

    with library.open(io.BytesIO(data)) as file:
        tables = [table for page in file.pages for table in page.extract_tables()]
    return [cell or "" for table in tables for row in table for cell in row]


def markitdown(suffix: str) -> Peer:
    """The tables in the Markdown made of a document."""

    def convert(data: bytes) -> Cells:
        import markitdown as library

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            made = library.MarkItDown().convert_stream(io.BytesIO(data), file_extension=suffix)
        return list(_fields(made.text_content.splitlines()))

    return convert


def _fields(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        if line.lstrip().startswith("|"):
            yield from line.strip().strip("|").split("|")


def ours(data: bytes) -> Cells:
    """This library: every figure that was read (isolation off: one process)."""
    import govinfo_report

    report = govinfo_report.parse(data, isolation="none")
    return [str(figure.value) for figure in report.figures.values() if figure.value is not None]


def opened(data: bytes) -> Cells:
    """This library, as far as the others go: the cells of the tables, not yet read."""
    from govinfo_report import Registry
    from govinfo_report.api import open_document
    from govinfo_report.documents.source import Source

    source = Source.of(data)
    _, document = open_document(source, registry=Registry.builtin(), isolation="none")
    return [
        block.text[cell.start : cell.end]
        for block in document.grids()
        if block.grid is not None
        for cell in block.grid.cells
    ]


def right(printed: Iterable[int], cells: Cells) -> int:
    """How many of the numbers printed stand in cells of their own, wherever those are."""
    found = Counter(unicodedata.normalize("NFKC", cell).strip() for cell in cells)
    wanted = Counter(str(number) for number in printed)
    return sum(min(count, found[text]) for text, count in wanted.items())


#: format -> family of the testing kit that prints it, and its libraries by name
FORMATS: dict[str, tuple[str, dict[str, Peer]]] = {
    "docx": ("word", {"python-docx": python_docx, "markitdown": markitdown(".docx")}),
    "xlsx": ("sheet", {"openpyxl": openpyxl, "markitdown": markitdown(".xlsx")}),
    "pdf": ("ruled_pdf", {"pdfplumber": pdfplumber, "markitdown": markitdown(".pdf")}),
}
