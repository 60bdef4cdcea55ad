"""Sources: what may be given, what is refused, and how it is told."""

from __future__ import annotations

import hashlib
import io
import os
import pickle
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govinfo_report.documents.source import Known, Source
from govinfo_report.errors import GovInfoReportError, LimitError, SourceError
from govinfo_report.limits import Limits

TEXT = "青岭县2023年\n政府信息公开工作年度报告\n"
SMALL = Limits(file_bytes=10)


def test_path_with_chinese_and_spaces(tmp_path: Path) -> None:
    path = tmp_path / "青岭县 2023 年报.TXT"
    path.write_bytes(TEXT.encode())
    for given_path in (path, str(path), os.fsencode(path).decode()):
        source = Source.of(given_path)
        assert source.data == TEXT.encode()
        assert source.name == "青岭县 2023 年报.TXT"
        assert source.suffix == ".txt"
        assert source.path == path
        assert source.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()


def test_path_given_as_bytes_is_content() -> None:
    assert Source.of(b"/etc/hostname").data == b"/etc/hostname"


@pytest.mark.parametrize("data", [b"a\nb", bytearray(b"a\nb"), memoryview(b"a\nb")])
def test_bytes(data: Any) -> None:
    source = Source.of(data, name="x.html")
    assert (source.data, source.name, source.suffix, source.path) == (
        b"a\nb",
        "x.html",
        ".html",
        None,
    )


def test_text_needs_a_line_break_or_a_tag() -> None:
    assert Source.of(TEXT).data == TEXT.encode()
    assert Source.of("<p>一、总体情况</p>").data == "<p>一、总体情况</p>".encode()
    assert Source.of("年" * 5000).data == ("年" * 5000).encode()
    assert Source.of("年" * 200).data == ("年" * 200).encode()  # no file name is that long
    assert Source.of(TEXT).encoding == "utf-8"
    with pytest.raises(SourceError, match="no file"):
        Source.of("青岭县2023年政府信息公开工作年度报告")


def test_lone_surrogates_in_text_are_noted_and_not_mistaken_for_another_encoding() -> None:
    source = Source.of("1\ud800\n件")
    assert source.decoded.encoding == "utf-8"
    assert source.decoded.text == "1\ufffd\ufffd\ufffd\n件"
    assert source.decoded.replaced == 3


def test_open_files(tmp_path: Path) -> None:
    path = tmp_path / "报告.html"
    path.write_text(TEXT, encoding="utf-8")
    with path.open("rb") as binary, path.open(encoding="utf-8") as text:
        assert Source.of(binary).data == Source.of(text).data == TEXT.encode()
    with path.open("rb") as binary:
        assert Source.of(binary).suffix == ".html"
    assert Source.of(io.StringIO(TEXT)).encoding == "utf-8"
    assert Source.of(io.BytesIO(TEXT.encode())).encoding is None


class Slow(io.RawIOBase):
    """Hands over one byte at a time, as pipes may."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    def read(self, size: int = -1) -> bytes:
        piece, self.data = self.data[:1], self.data[1:]
        return piece


def test_short_reads_are_put_together() -> None:
    assert Source.of(Slow(b"abc\ndef")).data == b"abc\ndef"


class Odd:
    """A file that misbehaves."""

    def __init__(self, answer: Any) -> None:
        self.answer = answer

    def read(self, size: int) -> Any:
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


@pytest.mark.parametrize("answer", [None, OSError("gone"), ValueError("closed"), 7, [1]])
def test_files_that_misbehave(answer: Any) -> None:
    with pytest.raises(SourceError):
        Source.of(Odd(answer))


def test_endless_file_stops_at_the_limit() -> None:
    with pytest.raises(LimitError) as caught:
        Source.of(Odd(b"x" * 4), limits=SMALL)
    assert caught.value.facts["id"] == "P901"


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no /dev/zero here")
def test_endless_device_stops_at_the_limit() -> None:
    with pytest.raises(LimitError):
        Source.of(Path("/dev/zero"), limits=Limits(file_bytes=3_000_000))


def test_size_limit(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * 11)
    text = "x\n" * 6
    for given_source in (path, b"x" * 11, text, io.BytesIO(b"x" * 11), io.StringIO(text)):
        with pytest.raises(LimitError) as caught:
            Source.of(given_source, limits=SMALL)
        assert (caught.value.facts["id"], caught.value.facts["limit"]) == ("P901", 10)
    assert Source.of(b"x" * 10, limits=SMALL).data == b"x" * 10


def test_large_file_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "big.html"
    with path.open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    monkeypatch.setattr(Path, "open", lambda *_: pytest.fail("the file was opened"))
    with pytest.raises(LimitError) as caught:
        Source.of(path)
    assert caught.value.facts["observed"] == 100 * 1024 * 1024


def test_directory(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="is a directory") as caught:
        Source.of(tmp_path)
    assert "文件夹" in caught.value.text("zh")
    assert caught.value.hint["en"] and caught.value.hint["zh"]


@pytest.mark.parametrize(
    "address",
    ["https://www.example.gov.cn/a.html", "HTTP://example.gov.cn", "ftp://x/y", "file:///etc/hosts",
     Path("https://example.gov.cn/a b.html")],
)  # fmt: skip
def test_addresses_are_never_fetched(address: Any) -> None:
    with pytest.raises(SourceError, match="nothing is fetched"):
        Source.of(address)


def test_unreadable_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"x\n")
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read everything")
    with pytest.raises(SourceError, match="cannot be read"):
        Source.of(path)


@pytest.mark.parametrize("path", [Path("a\0b"), Path("a\ud800b"), Path("x" * 300)])
def test_paths_no_file_can_have(path: Path) -> None:
    with pytest.raises(SourceError):
        Source.of(path)


@pytest.mark.parametrize("value", [None, 7, 1.5, ["a"], {"a": 1}, object()])
def test_other_types(value: Any) -> None:
    with pytest.raises(SourceError, match="a source is a path"):
        Source.of(value)


def test_known_facts_are_kept_apart() -> None:
    known = Known(publisher="青岭县", year=2023)
    source = Source.of(b"x\n", known=known)
    assert source.known.given == {"publisher": "青岭县", "year": 2023}
    assert Source.of(source) is source
    again = Source.of(source, name="b.txt", known=Known(year=2024))
    assert (again.name, again.known.year, again.data) == ("b.txt", 2024, source.data)
    assert Known().given == {}


def test_errors_survive_pickling(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as caught:
        Source.of(tmp_path)
    again = pickle.loads(pickle.dumps(caught.value))
    assert str(again) == str(caught.value)


@given(st.text() | st.binary())
def test_anything_gives_a_source_or_an_error_of_ours(value: str | bytes) -> None:
    try:
        source = Source.of(value)
        assert source.kind
    except GovInfoReportError as error:
        assert error.text("zh") and error.text("en")


def test_no_socket_no_process_no_other_file(tmp_path: Path) -> None:
    """Opening every kind of source touches nothing but the given path."""
    from govinfo_report.documents.html import HtmlOpener
    from govinfo_report.limits import DEFAULT_LIMITS

    page = tmp_path / "页 面.html"
    page.write_bytes(
        b'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        b'<html><base href="http://127.0.0.1:9/"><link rel=stylesheet href="http://127.0.0.1:9/c">'
        b'<script src="http://127.0.0.1:9/s"></script><body>&x;<img src="http://127.0.0.1:9/i">'
        b'<iframe src="http://127.0.0.1:9/f"></iframe><object data="file:///etc/passwd"></object>'
    )
    HtmlOpener().open(Source.of(b"<p>warm up"), DEFAULT_LIMITS)
    seen: list[tuple[str, object]] = []
    watching = True

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if watching and event.split(".", maxsplit=1)[0] in (
            "socket",
            "subprocess",
            "open",
            "os",
            "exec",
            "compile",
        ):
            seen.append((event, arguments[0] if arguments else None))

    sys.addaudithook(hook)
    document = HtmlOpener().open(Source.of(page), DEFAULT_LIMITS)
    watching = False
    assert "root:" not in "".join(block.text for block in document.blocks)
    assert {str(argument) for event, argument in seen} <= {str(page)}
