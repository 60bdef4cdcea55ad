"""Plugins that open containers of their own."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import govinfo_report
from govinfo_report import Registry, hookimpl
from govinfo_report.documents.containers import unpacked
from govinfo_report.documents.source import Source
from govinfo_report.errors import LayoutCrashError, SourceError
from govinfo_report.model.fit import Fit

MARK = b"\x00\x01BOX\n"


class BoxOpener:
    """Packed documents one behind the other, each preceded by a line with its length."""

    id = "box"

    def accepts(self, source: Source, /) -> Fit | None:
        return Fit.EXACT if source.data.startswith(MARK) else None

    def open(self, source: Source, limits: Any, /) -> Any:
        raise SourceError("a box is no document", zh="盒子不是文档")

    def unpack(self, source: Source, limits: Any, /) -> Iterator[Any]:
        rest = source.data[len(MARK) :]
        number = 0
        while rest:
            size, _, rest = rest.partition(b"\n")
            number += 1
            yield unpacked(source, f"{number}.html", zlib.decompress(rest[: int(size)]))
            rest = rest[int(size) :]


class LyingOpener(BoxOpener):
    """Hands over what is no document."""

    def unpack(self, source: Source, limits: Any, /) -> Iterator[Any]:
        yield "a.html"


class FailingOpener(BoxOpener):
    """Raises while it unpacks."""

    def unpack(self, source: Source, limits: Any, /) -> Iterator[Any]:
        yield from super().unpack(source, limits)
        raise KeyError("x")


class Plugin:
    """Offers one opener."""

    def __init__(self, opener: object) -> None:
        self.opener = opener

    @hookimpl
    def govinfo_openers(self) -> list[Any]:
        return [self.opener]


def box(*documents: bytes) -> bytes:
    packed = [zlib.compress(data) for data in documents]
    return MARK + b"".join(b"%d\n" % len(data) + data for data in packed)


@pytest.fixture
def page(examples: Path) -> bytes:
    return (examples / "reports" / "html_plain.html").read_bytes()


def registry(opener: object) -> Registry:
    return Registry.builtin().with_plugin(Plugin(opener))


def test_documents_of_a_foreign_container(page: bytes, tmp_path: Path) -> None:
    """As from one of ours: names, hashes, one outcome each."""
    path = tmp_path / "a.box"
    path.write_bytes(box(page, b"<p>x</p>", page))
    results = list(govinfo_report.parse_many([str(path)], registry=registry(BoxOpener())))
    assert [r.source for r in results] == [f"{path}/{n}.html" for n in (1, 2, 3)]
    assert [r.report is not None for r in results] == [True, False, True]
    found = govinfo_report.parse(box(page), registry=registry(BoxOpener()))
    assert found.source.name == "<bytes>/1.html"
    assert found.source.sha256 == Source.of(page).sha256


def test_one_that_lies(page: bytes) -> None:
    """What is no document is a crash with the name of the plugin."""
    with pytest.raises(LayoutCrashError, match="box"):
        govinfo_report.parse(box(page), registry=registry(LyingOpener()))


def test_one_that_fails_half_way(page: bytes) -> None:
    """What it handed over counts; its failure is told."""
    results = list(govinfo_report.parse_many([box(page)], registry=registry(FailingOpener())))
    assert [r.report is not None for r in results] == [True, False]
    assert isinstance(results[1].error, LayoutCrashError)
