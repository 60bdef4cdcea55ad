"""The built-in writers keep the contract that plugins inherit, and writers that break it fail."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, BinaryIO

import pytest

from govinfo_report import Registry, Report
from govinfo_report.model import codec
from govinfo_report.testing import WriterContract


def _lines(data: bytes) -> list[Report]:
    return [codec.loads(line) for line in data.split(b"\n") if line]


def _array(data: bytes) -> list[Report]:
    return [codec.from_json(one) for one in json.loads(data)]


READERS = {"jsonl": _lines, "json": _array}
WRITERS = {writer.id: writer._writer for writer in Registry.builtin().writers}


def _suite(writer: Any) -> type[WriterContract]:
    reader = READERS.get(writer.id)
    attributes = {"writer": writer} | ({"reader": staticmethod(reader)} if reader else {})
    if writer.id == "dta":  # which takes a second for every file
        attributes["limits"] = dict.fromkeys(
            (
                "a_broken_target_is_told",
                "reports_are_taken_one_at_a_time",
                "every_report_can_be_written",
                "nothing_is_written_of_no_reports",
            ),
            "every Stata file takes a second; tests/outputs/test_stata.py tries the format",
        )
    return type("TestWriter", (WriterContract,), attributes)


globals().update({f"TestWriter_{name}": _suite(writer) for name, writer in WRITERS.items()})


class _Names:
    """A sound writer of a small format."""

    id = "made.names"
    format = "md"

    def write(self, reports: Iterable[Report], target: BinaryIO) -> None:
        target.writelines(map(self.line, reports))

    def line(self, report: Report) -> bytes:
        return ascii((report.publisher, report.title)).encode() + b"\n"


class _Counting(_Names):
    count = 0

    def line(self, report: Report) -> bytes:
        type(self).count += 1
        return f"{self.count}\n".encode()


class _Closing(_Names):
    def write(self, reports: Iterable[Report], target: BinaryIO) -> None:
        super().write(reports, target)
        target.close()


class _Raw(_Names):
    def line(self, report: Report) -> bytes:
        return str(report.title).encode("utf-8", "replace") + str(report.region).encode(
            "utf-8", "replace"
        )


class _Sheet(_Names):
    format = "csv"
    id = "made.sheet"

    def line(self, report: Report) -> bytes:
        return json.dumps(str(report.publisher)).replace('\\"', "").encode() + b"\n"


class _Page(_Names):
    format = "page"

    def line(self, report: Report) -> bytes:
        text = f"<html><p>{report.publisher}{report.title}{report.preamble}{report.region}</p>"
        return text.encode("utf-8", "replace")


class _Swallowing(_Names):
    def write(self, reports: Iterable[Report], target: BinaryIO) -> None:
        try:
            super().write(reports, target)
        except OSError:
            pass


class _NeedsTitle(_Names):
    def line(self, report: Report) -> bytes:
        assert report.title is not None
        return super().line(report)


@pytest.mark.parametrize(
    ("writer", "item"),
    [
        (_Counting(), "the_same_reports_give_the_same_bytes"),
        (_Closing(), "nothing_is_written_of_no_reports"),
        (_Raw(), "hostile_text_is_inert"),
        (_Sheet(), "hostile_text_is_inert"),
        (_Page(), "hostile_text_is_inert"),
        (_Swallowing(), "a_broken_target_is_told"),
        (_NeedsTitle(), "every_report_can_be_written"),
        (type("Csv", (_Names,), {"format": "csv"})(), "the_id_is_its_own"),
    ],
    ids=lambda value: value if isinstance(value, str) else type(value).__name__,
)
def test_a_broken_writer_is_found(writer: Any, item: str) -> None:
    """Each by the item that is meant for it."""
    with pytest.raises((AssertionError, pytest.fail.Exception)):
        getattr(_suite(writer)(), f"test_{item}")()


def test_a_reader_that_loses_a_report_is_found() -> None:
    """What is written must come back, whole."""
    suite = type("TestLosing", (WriterContract,),
                 {"writer": WRITERS["jsonl"], "reader": staticmethod(lambda d: _lines(d)[1:])})  # fmt: skip
    with pytest.raises(AssertionError, match=r"written, .* read"):
        suite().test_what_is_written_can_be_read()


def test_a_sound_writer_passes() -> None:
    """Every item; what cannot be said is skipped with the reason."""
    suite = _suite(_Names())()
    for name in dir(WriterContract):
        if name.startswith("test_"):
            try:
                getattr(suite, name)()
            except pytest.skip.Exception as skipped:
                assert "no reader" in str(skipped)
