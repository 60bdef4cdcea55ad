"""The contract of openers: what an opener must hold, tried on files of its format and on noise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, ClassVar

import pytest
from attrs import evolve

from govinfo_report.documents.document import Document, Span
from govinfo_report.documents.isolation import opened
from govinfo_report.documents.opener import Opener
from govinfo_report.documents.reread import reread
from govinfo_report.documents.source import Source
from govinfo_report.errors import GovInfoReportError, LimitError, MissingExtraError
from govinfo_report.limits import DEFAULT_LIMITS, Limits
from govinfo_report.model.fit import Fit
from govinfo_report.model.place import Place
from govinfo_report.plugins.records import Kind
from govinfo_report.testing.contracts import material
from govinfo_report.testing.contracts.base import Contract, check_id, registry_for
from govinfo_report.testing.contracts.claims import spread
from govinfo_report.testing.editing import shape_faults

#: what is no file of any format, and the first bytes of several
NOISE = (
    b"", b"\x00", b"\xff" * 64, bytes(range(256)), b"PK\x03\x04" + b"\x00" * 60, b"%PDF-1.7\n%%EOF",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, b"<html><table><tr><td>1", b"WARC/1.0\r\n",
    b"\x89PNG\r\n\x1a\n", b"\x1f\x8b\x08\x00", "\u4e00".encode("utf-16"), b"{\\rtf1 ",
)  # fmt: skip
_PLACES = 60  # spans of a document that are read again
_TIGHT = 3  # a bound that every real document exceeds


class OpenerContract(Contract):
    """Inherit this, and set ``opener`` and ``samples``.

    ``samples`` is a folder of files of the format, or their paths.  Of an opener with ``unpack``
    the samples are containers.  An opener of a format that the library does not know overrides
    ``reread``: it finds the text at a place again, by another way than ``open``.
    """

    opener: ClassVar[Opener]
    samples: ClassVar[Path | Sequence[Path]]

    # --- what the items work on -------------------------------------------------------------

    @classmethod
    def sources(cls) -> tuple[Source, ...]:
        """The samples."""
        return cls.once("sources", lambda: tuple(map(Source.of, sample_paths(cls.samples))))

    @classmethod
    def unpacks(cls) -> bool:
        """Whether the opener is one of containers."""
        return callable(getattr(cls.opener, "unpack", None))

    def open(self, source: Source, limits: Limits = DEFAULT_LIMITS) -> Document:
        """The document, in a process of its own when the opener asks for that."""
        try:
            return opened(self.opener, source, limits)
        except MissingExtraError as error:
            pytest.skip(error.text())

    def documents(self) -> Iterator[tuple[Source, Document]]:
        """The samples as documents, opened once for the suite."""
        if self.unpacks():
            pytest.skip("a container is no document")
        for source in self.sources():
            document = self.once(f"document {source.sha256}", partial(self.open, source))
            yield source, document

    def reread(self, source: Source, place: Place) -> str:
        """The text at a place, read again from the bytes by a way of its own."""
        return reread(source, place)

    # --- the items --------------------------------------------------------------------------

    def test_the_id_is_its_own(self) -> None:
        """A lower-case id that nobody else has, and the methods of an opener."""
        check_id(Kind.OPENER, self.opener, registry_for(Kind.OPENER, self.opener, self.plugin))

    def test_there_are_samples(self) -> None:
        """At least one file of the format."""
        assert self.sources(), f"no files in {self.samples}"

    def test_it_accepts_its_samples(self) -> None:
        """Its own format is recognised, by the content and the same way every time."""
        for source in self.sources():
            fits = {self.opener.accepts(fresh(source)) for _ in range(2)}
            assert len(fits) == 1, f"{source.name}: asked twice, the opener answers differently"
            assert isinstance(fits.pop(), Fit), f"{source.name} is not accepted"

    def test_accepts_never_raises(self) -> None:
        """Noise, other formats and torn files: a Fit, None, or an error of the library."""
        foreign = [*NOISE, *material.ordinary_pages()[:3], *self.torn()]
        for data in foreign:
            try:
                fit = self.opener.accepts(Source.of(data, name="noise"))
            except GovInfoReportError:
                continue
            assert fit is None or isinstance(fit, Fit), f"{fit!r} is no Fit, for {data[:20]!r}"

    def test_documents_are_well_formed(self) -> None:
        """Blocks in order, cells that lie beside each other and own their text."""
        for source, document in self.documents():
            assert isinstance(document, Document), f"{source.name}: {document!r} is no Document"
            assert document.blocks, f"{source.name}: nothing in it"
            faults = shape_faults(document)
            assert not faults, f"{source.name}: {'; '.join(faults[:5])}"
            strange = [v for v in document.metadata.values() if not isinstance(v, str)]
            assert not strange, f"{source.name}: metadata must be texts, not {strange[:3]}"

    def test_the_same_bytes_give_the_same_document(self) -> None:
        """Nothing is drawn, and nothing depends on when or how often it is opened."""
        for source, document in self.documents():
            again = self.open(fresh(source))
            for one, other in zip(document.blocks, again.blocks, strict=True):
                cells = [b.grid.cells if b.grid is not None else () for b in (one, other)]
                assert (one.kind, one.text, one.level) == (other.kind, other.text, other.level)
                assert cells[0] == cells[1], f"{source.name}: block {one.index} differs"

    def test_places_lead_back_to_the_text(self) -> None:
        """The place of a cell or block, read again from the bytes, gives its text."""
        for source, document in self.documents():
            if document.unverified:
                continue  # recognised text need not come out the same a second time
            for span in spread(_spans(document), _PLACES):
                place = document.locate(span)
                assert isinstance(place, Place), f"{span} has no place"
                text, found = document.text(span), self.reread(source, place)
                assert found == text, f"{source.name}: {text!r} stands at {place}, not {found!r}"

    def test_torn_files_give_clear_errors(self) -> None:
        """Half a file, or one with other bytes in it, gives a document or an error of the library."""
        for data in (*NOISE, *self.torn()):
            try:
                # by its name a file of the format: a hint must not be believed
                name = self.sources()[0].name if self.sources() else "noise"
                source = Source.of(data, name=name)
                if self.unpacks():
                    for inner in islice(self.opener.unpack(source, DEFAULT_LIMITS), 100):  # type: ignore[attr-defined]
                        assert isinstance(inner, Source | GovInfoReportError), f"{inner!r}"
                    continue
                faults = shape_faults(self.open(source))
            except GovInfoReportError:
                continue
            assert not faults, f"a damaged file gives a damaged document: {faults[:5]}"

    def test_limits_are_kept(self) -> None:
        """What exceeds a limit is an error of the library, or left out; never opened in full."""
        for source, _ in self.documents():
            for name in ("text_characters", "nodes", "grid_rows", "grid_columns", "grid_cells"):
                limits = evolve(DEFAULT_LIMITS, **{name: _TIGHT})
                try:
                    found = self.open(evolve(fresh(source), limits=limits), limits)
                except GovInfoReportError as error:
                    assert isinstance(error, LimitError), f"{name}: {error!r}"
                    continue
                if name.startswith("grid_"):
                    over = [b.index for b in found.grids() if _measure(b.grid, name) > _TIGHT]
                    assert not over, f"{source.name}: {name} is {_TIGHT}, block {over[0]} has more"

    def test_containers_hand_over_documents(self) -> None:
        """Each document with its origin, or an error in its place; ``open`` refuses."""
        if not self.unpacks():
            pytest.skip("this opener is for documents")
        for source in self.sources():
            try:
                inside = list(self.opener.unpack(source, DEFAULT_LIMITS))  # type: ignore[attr-defined]
            except MissingExtraError as error:
                pytest.skip(error.text())
            documents = [one for one in inside if isinstance(one, Source)]
            assert documents, f"{source.name}: no document in it"
            lost = [one.name for one in documents if one.origin is None]
            assert not lost, f"{source.name}: {lost} do not say where they come from"
            with pytest.raises(GovInfoReportError):
                self.opener.open(source, DEFAULT_LIMITS)

    # --- helpers ----------------------------------------------------------------------------

    @classmethod
    def torn(cls) -> Iterator[bytes]:
        """Pieces of the samples, and samples with other bytes in them."""
        for source in cls.sources()[:2]:
            data = source.data
            for part in (1, len(data) // 3, len(data) - 7):
                yield data[: max(part, 0)]
            middle = len(data) // 2
            yield data[:middle] + b"\xff\x00<\x80" * 8 + data[middle + 32 :]


def fresh(source: Source) -> Source:
    """The source without what was worked out about it."""
    return evolve(source, name=source.name)


def sample_paths(samples: Path | Sequence[Path]) -> list[Path]:
    """The files of a folder, or the paths given."""
    if isinstance(samples, Path):
        return sorted(path for path in samples.iterdir() if path.is_file())
    return list(samples)


def _spans(document: Document) -> list[Span]:
    found = []
    for block in document.blocks:
        if block.grid is not None:
            found += [
                Span(block.index, c.start, c.end) for c in block.grid.cells if c.end > c.start
            ]
        elif block.text.strip():
            found.append(Span(block.index, 0, len(block.text)))
    return found


def _measure(grid: Any, name: str) -> int:
    measures = {"grid_rows": grid.height, "grid_columns": grid.width, "grid_cells": len(grid.cells)}
    return int(measures[name])
