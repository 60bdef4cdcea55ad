"""Hubei's form of 2019: one more row in table 2, 其他主动公开文件, and notes within labels.

The library strips the notes and keeps a row that no form has, with its figures, in
``report.extra_rows``; not knowing the row, it warns that a label may have been lost.  This plugin
says that the row is meant (``variants``), and checks its figures (``rules``).
"""

from __future__ import annotations

from collections.abc import Iterator

from govinfo_report import Document, Match, Rule, hookimpl
from govinfo_report.layouts.grids import GridLayout

from .row import COLUMNS, ROW, OtherDocuments, other_documents
from .rules import RULES

__all__ = ["COLUMNS", "ROW", "RULES", "HubeiLayout", "OtherDocuments", "other_documents"]


class HubeiLayout(GridLayout):
    """Tables as everywhere, and a row that stands for none of the form, hence the ``""``."""

    id = "hubei.other-documents"
    variants = {ROW: ""}

    def detect(self, document: Document, /) -> Iterator[Match]:
        if any(ROW in "".join(block.text.split()) for block in document.grids()):
            yield from super().detect(document)


@hookimpl
def govinfo_layouts() -> list[HubeiLayout]:
    return [HubeiLayout()]


@hookimpl
def govinfo_rules() -> tuple[Rule, ...]:
    return RULES
