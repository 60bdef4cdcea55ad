"""Opens Excel workbooks (XLSX): what the sheets show, formulas by their stored results."""

from __future__ import annotations

from govinfo_report.documents.document import Document
from govinfo_report.documents.package import Package
from govinfo_report.documents.sheetflow import shown_document
from govinfo_report.documents.sheets import Sheet, sheets_of
from govinfo_report.documents.sniffing import Kind
from govinfo_report.documents.source import Source
from govinfo_report.documents.unsupported import unsupported
from govinfo_report.limits import Limits
from govinfo_report.model.fit import Fit

_MAIN = "xl/workbook.xml"


class XlsxOpener:
    """Workbooks: rows of one cell are running text, all others tables.

    Hidden sheets, rows and columns are not read, and their presence is noted (P909).
    """

    id = "xlsx"

    def accepts(self, source: Source, /) -> Fit | None:
        """EXACT for a workbook, whatever its suffix."""
        return Fit.EXACT if source.kind is Kind.XLSX else None

    def open(self, source: Source, limits: Limits, /) -> Document:
        """The rows of all sheets that are shown, in order.

        Raises ``SourceError`` when the workbook is damaged or protected, ``LimitError`` (P902)
        for archives beyond the limits.  A sheet beyond the limits of grids is read as text.
        """
        if source.kind is not Kind.XLSX:
            raise unsupported(source)
        sheets, hidden, _ = open_workbook(source, limits)
        return shown_document(source, sheets, hidden, limits, self.id)


def open_workbook(source: Source, limits: Limits) -> tuple[list[Sheet], int, Package]:
    """The sheets that are shown, the number of hidden ones, and the package."""
    package = Package(source, limits)
    part = next(package.related("", "officeDocument"), _MAIN)
    return *sheets_of(package, part), package
