"""Every limit of the library in one object."""

from __future__ import annotations

from attrs import frozen

from govinfo_report.display import Displayed


@frozen
class Limits(Displayed):
    """Upper bounds for one source; reaching one raises ``LimitError`` with the id given here.

    The bounds of a grid (P906) do not end the reading: a table beyond them is read as running
    text, with a note.
    """

    file_bytes: int = 32 * 1024 * 1024  #: P901, bytes of the source
    text_characters: int = 8_000_000  #: P901, characters after decoding
    tag_attributes: int = 200  #: P905, attributes of one HTML tag (their cost is quadratic)
    tag_bytes: int = 64 * 1024  #: P905, characters of one HTML tag outside quoted values
    depth: int = 2048  #: P904, open elements in HTML
    nodes: int = 400_000  #: P905, elements of one HTML document, lines of one text
    colspan: int = 64  #: P906, columns one cell may span
    rowspan: int = 400  #: P906, rows one cell may span
    grid_columns: int = 64  #: P906, columns of one grid
    grid_rows: int = 400  #: P906, rows of one grid
    grid_cells: int = 20_000  #: P906, cells of one grid
    grids: int = 2_000  #: P906, grids of one document
    line_characters: int = 1_000_000  #: P911, characters of one line of text

    archive_bytes: int = 100 * 1024 * 1024  #: P902, inflated bytes of all members
    member_bytes: int = 32 * 1024 * 1024  #: P902, inflated bytes of one member
    archive_ratio: int = 200  #: P902, inflated bytes to packed bytes
    archive_members: int = 2_000  #: P902, members of one archive
    crawl_bytes: int = 16 * 1024 * 1024 * 1024  #: P902, inflated bytes of one web archive (WARC)

    pages: int = 300  #: P907, pages of a PDF or OFD document
    page_marks: int = 100_000  #: P907, drawn objects and lines of one page
    marks: int = 400_000  #: P907, drawn objects and lines of a PDF or OFD document
    glyphs: int = 1_000_000  #: P907, characters of a PDF or OFD document
    pixels: int = 100_000_000  #: P907, pixels of one picture
    scans: int = 60  #: P907, pages of a scan; each takes seconds

    child_memory: int = 512 * 1024 * 1024  #: P907, bytes a process may take for opening one source
    child_seconds: int = 20  #: P907, seconds of processor time for opening one source
    child_wait: int = 60  #: P907, seconds until such a process is ended
    office_memory: int = 4 * 1024 * 1024 * 1024  #: P907, bytes LibreOffice may hold (Linux)
    office_seconds: int = 60  #: P907, seconds of processor time for one call of LibreOffice (Linux)
    office_wait: int = 120  #: P907, seconds until a call of LibreOffice is ended


DEFAULT_LIMITS = Limits()
