"""JSON, JSON Lines and CSV of reports: bytes that are the same on every machine."""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any, BinaryIO, Protocol, runtime_checkable

from govinfo_report.model import codec
from govinfo_report.model.report import Report
from govinfo_report.outputs.labels import labels_of
from govinfo_report.outputs.provenance import software_text
from govinfo_report.text.lazy import lazy

#: what a spreadsheet takes for the beginning of a formula
_FORMULA = lazy(r"[=+\-@\t\r\n\0＝＋－＠]")

_QUOTED = lazy(r'[",\r\n]')
_QUOTE = '"'

COLUMNS = (
    "source", "publisher", "year", "edition", "address", "label_zh", "label_en", "value",
    "state", "reason", "raw", "unit", "line", "path", "sha256", "software",
)  # fmt: skip


class Framed(Protocol):
    """What stands around the pieces of an output."""

    head: bytes
    between: bytes
    tail: bytes


@runtime_checkable
class PieceWriter(Framed, Protocol):
    """A writer whose output is one piece per report between a head and a tail.

    Pieces can be made where the report was read, in another process.
    """

    def piece(self, report: Report, /) -> bytes:
        """One report."""


def write_pieces(frame: Framed, pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Head, pieces with what stands between them, tail."""
    yield frame.head
    for number, piece in enumerate(pieces):
        if number:
            yield frame.between
        yield piece
    yield frame.tail


class _Pieces(ABC):
    """A writer made of pieces."""

    head = b""
    between = b""
    tail = b""

    @abstractmethod
    def piece(self, report: Report, /) -> bytes:
        """One report."""

    def write(self, reports: Iterable[Report], target: BinaryIO, /) -> None:
        """Write the reports in the order given."""
        target.writelines(write_pieces(self, map(self.piece, reports)))


class JsonLinesWriter(_Pieces):
    """One canonical JSON object per line and report."""

    id = "jsonl"
    format = "jsonl"

    def piece(self, report: Report, /) -> bytes:
        """One line."""
        return codec.dumps(report).encode() + b"\n"


class JsonWriter(_Pieces):
    """An array of reports, indented for people."""

    id = "json"
    format = "json"
    head = b"[\n"
    between = b",\n"
    tail = b"\n]\n"

    def piece(self, report: Report, /) -> bytes:
        """One object, without a line feed at its end."""
        return indented(codec.to_json(report))


def indented(value: Any) -> bytes:
    """JSON for people: two spaces, Chinese as it is."""
    return json_bytes(value, indent=2)


def json_bytes(value: Any, *, indent: int | None = None) -> bytes:
    """JSON in UTF-8; half a character, which cannot be encoded, is escaped."""
    text = json.dumps(value, ensure_ascii=False, indent=indent, allow_nan=False)
    return text.encode("utf-8", "backslashreplace")


class CsvWriter(_Pieces):
    """One row per figure.  Text that a spreadsheet would take for a formula begins with ``'``."""

    id = "csv"
    format = "csv"
    head = ",".join(COLUMNS).encode() + b"\n"

    def piece(self, report: Report, /) -> bytes:
        """The rows of one report."""
        labels = labels_of(report)
        head = (report.source.name, report.publisher, report.year, report.edition)
        software = software_text(report) if report.software else None
        rows = []
        for address, figure in report.figures.items():
            label = labels.get(address)
            place = figure.place
            rows.append((
                *head, address, label and label.text("zh"), label and label.text("en"),
                figure.value, figure.state, figure.reason, figure.raw, figure.unit,
                place and place.line, place and place.path, report.source.sha256, software,
            ))  # fmt: skip
        return csv_rows(rows)


def csv_rows(rows: Iterable[Sequence[object]]) -> bytes:
    """Rows of CSV in UTF-8 with line feeds; numbers as they are, texts without formulas."""
    text = "".join(",".join(map(_cell, row)) + "\n" for row in rows)
    return text.encode("utf-8", "backslashreplace")


def _cell(value: object) -> str:
    if isinstance(value, Decimal):
        return f"{value:f}"
    if not isinstance(value, str):
        return "" if value is None else str(value)
    text = f"'{value}" if _FORMULA.match(value) else value
    # the writer of the standard library leaves a lone carriage return unquoted before Python 3.13
    return f'"{text.replace(_QUOTE, _QUOTE * 2)}"' if _QUOTED.search(text) else text
