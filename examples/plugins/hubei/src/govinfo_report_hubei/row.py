"""The row and its figures, by name."""

from __future__ import annotations

from typing import NamedTuple

from govinfo_report import Figure, Report

ROW = "其他主动公开文件"
COLUMNS = ("newly_made", "newly_published", "total_published")


class OtherDocuments(NamedTuple):
    """Published documents other than rules and normative ones (件)."""

    newly_made: Figure  #: 本年新制作数量
    newly_published: Figure  #: 本年新公开数量
    total_published: Figure  #: 对外公开总数量


def other_documents(report: Report) -> OtherDocuments | None:
    """The row of a report; ``None`` when it prints none, or not under the heads of 2019."""
    for row in report.extra_rows:
        if "".join(row.label.split()).startswith(ROW) and row.heads == COLUMNS:
            return OtherDocuments(*row.cells)
    return None
