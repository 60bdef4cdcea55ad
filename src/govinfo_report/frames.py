"""Reports as tables: for pyarrow, polars, pandas and duckdb, and as Parquet and CSV files.

For example::

    from govinfo_report import frames, parse_many
    frames.figures(parse_many(paths)).write_parquet("figures.parquet")
    frames.wide(reports, states=True).to_pandas()

Needs the extra ``frames`` (``pip install 'govinfo-report[frames]'``), but for rows and CSV.
"""

from govinfo_report.outputs.frames.cells import STATES, Cell
from govinfo_report.outputs.frames.columns import TABLES, TableColumn
from govinfo_report.outputs.frames.delimited import read_csv
from govinfo_report.outputs.frames.frame import Frame
from govinfo_report.outputs.frames.rows import ResultLike
from govinfo_report.outputs.frames.tables import (
    figures,
    findings,
    outcomes,
    reports,
    statements,
    wide,
)

__all__ = [
    "STATES",
    "TABLES",
    "Cell",
    "Frame",
    "ResultLike",
    "TableColumn",
    "figures",
    "findings",
    "outcomes",
    "read_csv",
    "reports",
    "statements",
    "wide",
]
