"""The contract of writers: what an output format must hold, tried on odd and hostile reports."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from random import Random
from typing import Any, ClassVar

import pytest
from attrs import evolve
from lxml import etree

from govinfo_report.errors import MissingExtraError
from govinfo_report.model.parts import Section, SourceInfo
from govinfo_report.model.report import Report
from govinfo_report.outputs.writer import Writer
from govinfo_report.plugins.records import Kind
from govinfo_report.testing.building import report_of
from govinfo_report.testing.contracts.base import Contract, check_id, registry_for
from govinfo_report.testing.reports import random_report

#: texts that a careless writer turns into markup, a formula, or a second record
HOSTILE = (
    "=1+1|cmd", "+1", "-1+1", "@SUM(1)", "\t=1", "\r\n=1", "＝1", "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>", "\"><b>", "]]>", "&amp;&#0;", "\x00\x1b[2J", "\u202egnp.exe",
    "a\r\nb", "a,b;c\"d", "\ufeff=1", "_x0041_", "\ud800", "長" * 3000, "'", "",
)  # fmt: skip
_STYLES = ("plain", "blank zeros", "anything")
_TEXT = ("table", "text", "txt", "md")  # formats that are shown on a console
_FORMULA = "=+-@\t\r\n＝＋－＠"


class WriterContract(Contract):
    """Inherit this, and set ``writer``; set ``reader`` where the format can be read back.

    ``reader`` is a function from the bytes to the reports in them.
    """

    writer: ClassVar[Writer]
    reader: ClassVar[Callable[[bytes], Iterable[Report]] | None] = None

    # --- what the items work on -------------------------------------------------------------

    def written(self, *reports: Report) -> bytes:
        """What the writer makes of some reports."""
        target = io.BytesIO()
        try:
            self.writer.write(iter(reports), target)
        except MissingExtraError as error:
            pytest.skip(error.text())
        assert not target.closed, "the writer closed the file it was given"
        return target.getvalue()

    @staticmethod
    def reports() -> Iterator[Report]:
        """Reports whose cells are in every state: printed plainly, left empty, marked, unreadable."""
        for style in _STYLES:
            data = random_report(Random(f"contract:{style}"), style=style)
            yield report_of(data, title=data.narrative.title, published=date(2024, 1, 9))

    @staticmethod
    def hostile() -> Iterator[Report]:
        """Reports whose texts were chosen by somebody who means harm."""
        plain = report_of(random_report(Random("contract:hostile"), style="plain"))
        first = next(iter(plain.figures))
        for text in HOSTILE:
            figures = {**plain.figures, first: evolve(plain.figures[first], raw=text)}
            yield evolve(
                plain, publisher=text, region=text, title=text, preamble=text, figures=figures,
                sections={"overview": Section(text, text, {})},
                source=SourceInfo(name=text, sha256="ab" * 32, url=text),
            )  # fmt: skip

    # --- the items --------------------------------------------------------------------------

    def test_the_id_is_its_own(self) -> None:
        """An id and a format that nobody else has, and the method of a writer."""
        check_id(Kind.WRITER, self.writer, registry_for(Kind.WRITER, self.writer, self.plugin))

    def test_the_same_reports_give_the_same_bytes(self) -> None:
        """No date, no order of sets, nothing kept from the writing before."""
        reports = list(self.reports())
        first = self.written(*reports)
        assert self.written(*reports) == first, "written twice, the bytes differ"
        assert self.written(reports[0]) != self.written(reports[1]), "all reports look the same"

    def test_nothing_is_written_of_no_reports(self) -> None:
        """An empty list is written without an error, the same way every time."""
        assert self.written() == self.written()

    def test_every_report_can_be_written(self) -> None:
        """Figures in every state, every edition, a report that holds nothing."""
        self.written(Report())
        self.written(*self.reports(), Report())

    def test_reports_are_taken_one_at_a_time(self) -> None:
        """A report is asked for when the one before has been taken in: memory need not grow."""
        taken: list[int] = []

        def feed() -> Iterator[Report]:
            for number, report in enumerate(self.reports()):
                taken.append(number)
                yield report

        try:
            self.writer.write(feed(), io.BytesIO())
        except MissingExtraError as error:
            pytest.skip(error.text())
        assert taken == [*range(len([*self.reports()]))], (
            "not every report was asked for, or not in order"
        )

    def test_a_broken_target_is_told(self) -> None:
        """An error of the file goes to the caller: what could not be written is not written."""

        class Full(io.BytesIO):
            def write(self, data: Any) -> int:
                raise OSError("no space left")

            def writelines(self, lines: Any) -> None:
                raise OSError("no space left")

        self.written(next(self.reports()))  # skips where an extra is missing
        with pytest.raises(OSError, match="no space"):
            self.writer.write(self.reports(), Full())

    def test_hostile_text_is_inert(self) -> None:
        """Text of a document stays text: no markup, no formula, no further record."""
        fault = self.hostile_fault(self.written(*self.hostile()))
        if fault is None:
            pytest.skip(f"of the format {self.writer.format!r} this cannot be said from outside; "
                        "override hostile_fault")  # fmt: skip
        assert not fault, fault

    def test_what_is_written_can_be_read(self) -> None:
        """The reader gives the reports back."""
        reader = type(self).reader
        if reader is None:
            pytest.skip("the format has no reader")
        reports = [*self.reports(), *self.hostile()]
        found = list(reader(self.written(*reports)))
        assert len(found) == len(reports), f"{len(reports)} written, {len(found)} read"
        for written, read in zip(reports, found, strict=True):
            assert read == written, f"not the same report: {written!r}, {read!r}"

    # --- helpers ----------------------------------------------------------------------------

    def hostile_fault(self, data: bytes) -> str | None:
        """What a hostile text became besides text; empty for nothing, ``None`` if nobody can say.

        Known are JSON, JSON Lines, CSV, HTML and workbooks; override it for other formats.
        """
        if data.startswith(b"PK"):
            return _in_package(data)
        if data.lstrip()[:5].lower() in (b"<!doc", b"<html"):
            return _in_markup(data)
        if self.writer.format in ("json", "jsonl"):
            return _in_json(data)
        if self.writer.format == "csv":
            return _in_csv(data)
        return _in_text(data) if self.writer.format in _TEXT else None


def _in_markup(data: bytes) -> str:
    tree = etree.fromstring(data, etree.HTMLParser(encoding="utf-8"))
    active = [e.tag for e in tree.iter() if e.tag in ("script", "img", "iframe", "b")]
    handlers = [name for e in tree.iter() for name in e.attrib if name.startswith("on")]
    return f"active markup: {active or handlers}" if active or handlers else ""


def _in_json(data: bytes) -> str:
    try:
        json.loads(data)
    except ValueError:
        for line in data.decode().split("\n"):
            if line.strip():
                json.loads(line)
    return ""


def _in_csv(data: bytes) -> str:
    rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True)
    for row in rows:
        for cell in row:
            number = cell.lstrip("-+").replace(".", "", 1)
            if cell[:1] and cell[0] in _FORMULA and not (number.isascii() and number.isalnum()):
                return f"a spreadsheet runs {cell[:30]!r}"
    return ""


def _in_package(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            if name.endswith(".xml"):
                tree = etree.fromstring(package.read(name))
                cells = [e.text or "" for e in tree.iter() if str(e.tag).endswith("}f")]
                if any("cmd" in cell or "SUM(1)" in cell for cell in cells):
                    return f"a formula in {name}"
    return ""


def _in_text(data: bytes) -> str:
    """Text for a console: no character that steers it."""
    text = data.decode()
    steering = [c for c in "\x1b\x00\u202e" if c in text]
    return f"characters that steer a console: {steering}" if steering else ""
