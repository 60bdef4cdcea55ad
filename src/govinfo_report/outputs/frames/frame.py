"""A table that is made while it is read: batch after batch, in constant memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import islice
from typing import Any, BinaryIO

from attrs import field, frozen

from govinfo_report.display import Displayed
from govinfo_report.outputs.frames.columns import PRECISION, SCALE, TableColumn, names
from govinfo_report.outputs.frames.delimited import csv_line
from govinfo_report.outputs.frames.extras import arrow, library, needed, started

Row = Sequence[Any]

#: rows of one batch, unless told otherwise
BATCH = 50_000


@frozen(repr=False)
class Frame(Displayed):
    """Rows with fixed columns, as a table of the library you work with.

    A frame of a list can be read as often as you like; one of an iterator (``parse_many``) once,
    since nothing is kept.  ``to_rows`` and ``write_csv`` need no extra, ``write_stata`` needs
    ``pandas``, everything else ``pyarrow`` (extra ``frames``); converters raise ``MissingExtraError`` when their library is missing.
    """

    columns: tuple[TableColumn, ...]
    _make: Callable[[], Iterable[Row]] = field(repr=False, eq=False)
    facts: Mapping[str, str] = field(factory=dict, repr=False, hash=False)

    def __iter__(self) -> Iterator[Row]:
        return iter(self._make())

    def to_rows(self) -> Iterator[dict[str, Any]]:
        """Every row as a dictionary; numbers are ``int`` or ``Decimal``."""
        heads = names(self.columns)
        for row in self:
            yield dict(zip(heads, row, strict=True))

    @property
    def schema(self) -> Any:
        """The ``pyarrow.Schema``, with ``facts`` as its metadata."""
        pa = arrow()
        return pa.schema(
            [pa.field(c.name, arrow_type(pa, c.type)) for c in self.columns],
            metadata={k: v.encode("utf-8", "backslashreplace") for k, v in self.facts.items()},
        )

    def batches(self, rows: int = BATCH) -> Iterator[Any]:
        """The table as ``pyarrow.RecordBatch`` objects of at most ``rows`` rows."""
        needed("pyarrow")
        source = started(iter(self))
        pa, schema = arrow(), self.schema
        while chunk := list(islice(source, rows)):
            arrays = [
                _array(pa, values, column.type)
                for values, column in zip(zip(*chunk, strict=True), self.columns, strict=True)
            ]
            yield pa.RecordBatch.from_arrays(arrays, schema=schema)

    def to_arrow(self) -> Any:
        """The whole table as a ``pyarrow.Table``."""
        batches = list(self.batches())
        return arrow().Table.from_batches(batches, schema=self.schema)

    def to_polars(self) -> Any:
        """The whole table as a ``polars.DataFrame``."""
        needed("polars")
        table = self.to_arrow()
        return library("polars").from_arrow(table)

    def to_pandas(self) -> Any:
        """The whole table as a ``pandas.DataFrame`` of Arrow columns.

        Missing numbers stay missing (counts do not turn into floats), amounts stay exact.
        """
        needed("pandas")
        table = self.to_arrow()
        return table.to_pandas(types_mapper=library("pandas").ArrowDtype)

    def to_duckdb(self, connection: Any = None) -> Any:
        """The whole table as a relation of ``duckdb``, of a connection or of the default one."""
        needed("duckdb")
        table = self.to_arrow()
        return (connection or library("duckdb")).from_arrow(table)

    def write_parquet(self, target: Any, *, rows: int = BATCH) -> int:
        """Write a Parquet file (path or binary file), a batch at a time; returns the rows."""
        batches = started(self.batches(rows))
        pa, parquet = arrow(), library("pyarrow.parquet")
        count = 0
        # a sink of pyarrow's own would be closed with the file, and ``target`` stays open
        sink = pa.PythonFile(target, mode="w") if hasattr(target, "write") else str(target)
        with parquet.ParquetWriter(sink, self.schema, compression="zstd") as writer:
            for batch in batches:
                writer.write_batch(batch)
                count += batch.num_rows
        return count

    def write_csv(self, target: Any, *, bom: bool = True) -> int:
        """Write CSV in UTF-8 (path or binary file), a row at a time; returns the rows.

        Spreadsheets recognise the encoding by the mark at the beginning (``bom``).  Text that they
        would take for a formula begins with ``'``; ``read_csv`` takes it away again.
        """
        if hasattr(target, "write"):
            return self._write_csv(target, bom)
        with open(target, "wb") as file:
            return self._write_csv(file, bom)

    def write_stata(self, target: Any, *, language: str = "zh") -> int:
        """Write a Stata file (path or binary file; Stata 14 and later); returns the rows.

        Variables carry their labels in ``language`` (``zh`` or ``en``), states are numbers with
        labels, dates are dates.  The table is made in memory; ``MissingExtraError`` without
        pandas (extra ``pandas``).
        """
        from govinfo_report.outputs.frames.stata import write_stata

        if hasattr(target, "write"):
            return write_stata(self, target, language)
        with open(target, "wb") as file:
            return write_stata(self, file, language)

    def _write_csv(self, target: BinaryIO, bom: bool) -> int:
        target.write(b"\xef\xbb\xbf" * bom + csv_line(names(self.columns)))
        count = 0
        for row in self:
            target.write(csv_line(row))
            count += 1
        return count


def arrow_type(pa: Any, kind: str) -> Any:
    """The Arrow type of a column."""
    return {
        "text": pa.string(), "int": pa.int64(), "year": pa.int16(), "flag": pa.bool_(),
        "date": pa.date32(), "number": pa.decimal128(PRECISION, SCALE),
    }[kind]  # fmt: skip


def _array(pa: Any, values: Sequence[Any], kind: str) -> Any:
    wanted = arrow_type(pa, kind)
    if kind == "number":
        values = [value if value is None else Decimal(value) for value in values]
    try:
        return pa.array(values, wanted)
    except UnicodeEncodeError:  # half a character cannot be stored, but it can be escaped
        return pa.array([value and whole(value) for value in values], wanted)


def whole(text: str) -> str:
    """The text with halves of characters escaped."""
    return text.encode("utf-8", "backslashreplace").decode()
