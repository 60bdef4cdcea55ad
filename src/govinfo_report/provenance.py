"""What a data set was made of and with: how to cite it, and what changed since the last time.

For example::

    from govinfo_report import parse_many, provenance
    provenance.cite(parse_many(paths), "en")
    for change in provenance.diff("2023.jsonl", "2024.jsonl"):
        print(change.status, change.causes, [figure.address for figure in change.figures])
"""

from govinfo_report.outputs.cite import cite
from govinfo_report.outputs.diff.changes import (
    CAUSES,
    FactChange,
    FigureChange,
    ReportChange,
    compare_readings,
    diff,
)
from govinfo_report.outputs.provenance import Provenance

__all__ = [
    "CAUSES",
    "FactChange",
    "FigureChange",
    "Provenance",
    "ReportChange",
    "cite",
    "compare_readings",
    "diff",
]
