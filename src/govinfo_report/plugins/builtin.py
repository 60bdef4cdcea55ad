"""Everything of our own, handed over through the hooks that every plugin uses.

The order within a list is the order in which equal fits are asked and shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from govinfo_report.plugins.hookspecs import hookimpl

if TYPE_CHECKING:
    from govinfo_report.documents.opener import Opener
    from govinfo_report.outputs.writer import Writer
    from govinfo_report.reading.draft import Layout
    from govinfo_report.rules import Rule


@hookimpl
def govinfo_openers() -> Iterable[Opener]:
    """Formats of documents, then of containers that hold documents."""
    from govinfo_report.documents.docx import DocxOpener
    from govinfo_report.documents.eml import EmlOpener
    from govinfo_report.documents.html import HtmlOpener
    from govinfo_report.documents.mhtml import MhtmlOpener
    from govinfo_report.documents.ofd import OfdOpener
    from govinfo_report.documents.pdf import PdfOpener
    from govinfo_report.documents.scan import ScanOpener
    from govinfo_report.documents.text import TextOpener
    from govinfo_report.documents.warc import WarcOpener
    from govinfo_report.documents.word97 import Word97Opener, rtf_opener
    from govinfo_report.documents.xls import XlsOpener
    from govinfo_report.documents.xlsx import XlsxOpener
    from govinfo_report.documents.ziparchive import ZipOpener

    documents: list[Opener] = [
        HtmlOpener(),
        TextOpener(),
        DocxOpener(),
        XlsxOpener(),
        PdfOpener(),
        OfdOpener(),
        XlsOpener(),
        Word97Opener(),
        rtf_opener(),
        ScanOpener(),
    ]
    return [*documents, ZipOpener(), MhtmlOpener(), EmlOpener(), WarcOpener()]


@hookimpl
def govinfo_layouts() -> Iterable[Layout]:
    """One layout per family of pages, and the narrative without tables as a last resort."""
    from govinfo_report.layouts import lines
    from govinfo_report.layouts.grids import GridLayout
    from govinfo_report.layouts.indicators import IndicatorLayout
    from govinfo_report.layouts.legacy import LegacyLayout
    from govinfo_report.layouts.sections import SectionsLayout

    return [
        GridLayout(),
        lines.TAB_ROWS,
        lines.PIPE_ROWS,
        lines.STACKED_CELLS,
        lines.CELL_PER_LINE,
        lines.CELL_PER_PARAGRAPH,
        lines.BARRED_CELLS,
        lines.ONE_LINE,
        IndicatorLayout(),
        LegacyLayout(),
        SectionsLayout(),
    ]


@hookimpl
def govinfo_rules() -> Iterable[Rule]:
    """The rule catalogue."""
    from govinfo_report.rules import catalogue

    return catalogue()


@hookimpl
def govinfo_writers() -> Iterable[Writer]:
    """JSON, JSON Lines, CSV, Parquet, Stata, Excel and the plain table."""
    from govinfo_report.outputs.files import CsvWriter, JsonLinesWriter, JsonWriter
    from govinfo_report.outputs.frames.parquet import ParquetWriter
    from govinfo_report.outputs.frames.statafile import StataWriter
    from govinfo_report.outputs.table import TableWriter
    from govinfo_report.outputs.workbook.writer import WorkbookWriter

    texts: list[Writer] = [TableWriter(), JsonWriter(), JsonLinesWriter(), CsvWriter()]
    return [*texts, ParquetWriter(), StataWriter(), WorkbookWriter()]
