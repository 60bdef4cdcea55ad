"""Plain text: lines, their terminators, places, limits."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opening import codes, lines

from govinfo_report.documents.document import BlockKind, Span
from govinfo_report.documents.reread import reread
from govinfo_report.documents.sniffing import Kind
from govinfo_report.documents.source import Source
from govinfo_report.documents.text import TextOpener
from govinfo_report.errors import LimitError, SourceError
from govinfo_report.limits import DEFAULT_LIMITS, Limits
from govinfo_report.model.place import Place


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a", ["a"]),
        ("a\n", ["a"]),
        ("a\n\n", ["a", ""]),
        ("\n\na", ["", "", "a"]),
        ("a\r\nb\rc\n\rd", ["a", "b", "c", "", "d"]),
        ("a\u2028b\u2029c\vd\x85e", ["a", "b", "c", "d", "e"]),
        ("一\f二", ["一", "\f", "二"]),
        ("一\n\f二\f\n三", ["一", "\f", "二", "\f", "三"]),
        ("\f\f", ["\f", "\f"]),
        ("规章\t1\t\t3\t", ["规章\t1\t\t3\t"]),
        ("| a | b |\n|---|---|\n", ["| a | b |", "|---|---|"]),
        (" a \u3000\xa0\n", [" a \u3000\xa0"]),
        ("\ufeffa\n", ["a"]),
    ],
)
def test_lines(text: str, expected: list[str]) -> None:
    document = lines(text)
    assert [block.text for block in document.blocks] == expected
    assert {block.kind for block in document.blocks} <= {BlockKind.LINE}
    assert [block.index for block in document.blocks] == list(range(len(expected)))
    assert not list(document.grids())


def test_places_count_lines_columns_and_bytes() -> None:
    data = "\ufeff一、总体\r\n规章\t12\n".encode()
    document = lines(data)
    place = document.locate(Span(1, 3, 5))
    assert place == Place(line=2, column=4, start=3 + 12 + 2 + 7, end=3 + 12 + 2 + 9)
    assert place.start is not None
    assert data[place.start : place.end] == b"12"
    assert document.locate(Span(1, 3, 3)).end == place.start


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le", "utf-16", "utf-16-be"])
def test_places_count_bytes_as_stored(encoding: str) -> None:
    data = "政\n府信息公开年度报告12件\n".encode(encoding)
    place = lines(data).locate(Span(1, 0, 12))
    first = {"utf-8": 4, "gb18030": 3, "utf-16": 6}.get(encoding, 4)
    assert place.start == first
    assert reread(Source.of(data), place) == "府信息公开年度报告12件"[:12]


def test_control_characters_are_noted() -> None:
    document = lines("规\x00章\x01\n1\x072\n")
    assert [block.text for block in document.blocks] == ["规章", "1\ufffd2"]
    (note,) = document.notes
    assert note.code == "P915"
    assert dict(note.params) == {"reason": "control", "count": 3, "encoding": "utf-8"}


def test_unreadable_bytes_are_noted() -> None:
    document = lines("政府信息公开\n".encode() * 9 + b"1\xff2\n")
    (note,) = document.notes
    assert (note.code, note.params["reason"], note.params["count"]) == ("P915", "undecodable", 1)


def test_replacement_characters_of_somebody_else_are_noted() -> None:
    (note,) = lines("政府\ufffd\n").notes
    assert (note.code, note.params["reason"], note.params["count"]) == ("P915", "replacement", 1)


def test_clean_text_has_no_notes() -> None:
    assert codes(lines("一、总体情况\n规章\t1\n")) == []


def test_limits() -> None:
    with pytest.raises(LimitError) as caught:
        lines("x" * 11 + "\n", Limits(line_characters=10))
    assert (caught.value.facts["id"], caught.value.facts["observed"]) == ("P911", 11)
    with pytest.raises(LimitError) as caught:
        lines("\n" * 30, Limits(nodes=10))
    assert caught.value.facts["id"] == "P905"
    assert len(lines("x" * 10 + "\n", Limits(line_characters=10)).blocks) == 1
    assert len(lines("\n" * 10, Limits(nodes=10)).blocks) == 10


def test_long_line_of_a_whole_file() -> None:
    with pytest.raises(LimitError) as caught:
        lines(b"a" * 7_000_000)
    assert caught.value.facts["id"] == "P911"


def test_empty_source() -> None:
    with pytest.raises(SourceError, match="empty"):
        lines(b"")
    assert lines(b"\n").block(0).text == ""


def test_excerpt_keeps_numbers_and_places() -> None:
    document = lines("一\n二\n三\n")
    part = document.excerpt(1, 3)
    assert [block.index for block in part.blocks] == [1, 2]
    assert part.text(Span(2, 0, 1)) == "三"
    assert part.locate(Span(2, 0, 1)) == document.locate(Span(2, 0, 1))
    with pytest.raises(IndexError):
        part.text(Span(0, 0, 1))


def test_samples_are_read_to_the_last_byte(shared_reports: Path) -> None:
    """Lines and their places cover each sample without gap or overlap."""
    for path in sorted(shared_reports.glob("*.txt")):
        source = Source.of(path)
        document = TextOpener().open(source, DEFAULT_LIMITS)
        assert document.notes == ()
        position = 0
        for block in document.blocks:
            place = document.locate(Span(block.index, 0, len(block.text)))
            assert place.start is not None and place.end is not None
            assert source.data[position : place.start] in (b"", b"\n", b"\r\n", b"\xef\xbb\xbf")
            assert source.data[place.start : place.end].decode() == block.text
            position = place.end
        assert source.data[position:] in (b"", b"\n", b"\r\n")


@given(st.text(max_size=80))
def test_no_character_is_lost(text: str) -> None:
    """Lines put together again are the text but for terminators and control characters."""
    if not text or not text.strip("\ufeff"):
        return
    data = text.encode("utf-8", "replace")
    if Source.of(data).kind is not Kind.TEXT:
        return
    document = lines(data)
    ends = "\r\n\v\x85\u2028\u2029\f"
    assert not any(set(block.text) & set(ends) and block.text != "\f" for block in document.blocks)

    def visible(value: str) -> str:
        return "".join(c for c in value if (c.isprintable() and c != "\ufffd") or c in " \t\f")

    source = Source.of(data)
    if source.decoded.encoding == "utf-8" and not source.decoded.replaced:
        shown = "".join(block.text for block in document.blocks)
        assert visible(shown) == visible(data.decode().removeprefix("\ufeff"))


@given(
    st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=12), max_size=12),
    st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-be"]),
    st.sampled_from(["\n", "\r\n", "\r", "\u2028", "\f"]),
    st.data(),
)
def test_places_are_read_again(
    pieces: list[str], encoding: str, newline: str, data: st.DataObject
) -> None:
    """Any span of any line is found again in the bytes, whatever the encoding."""
    content = newline.join(["政府信息公开年度报告", *pieces]).encode(encoding)
    source = Source.of(content)
    if source.kind is Kind.BINARY:  # little but control characters was drawn
        return
    document = TextOpener().open(source, DEFAULT_LIMITS)
    for block in document.blocks:
        first = data.draw(st.integers(0, len(block.text)))
        span = Span(block.index, first, data.draw(st.integers(first, len(block.text))))
        assert reread(source, document.locate(span)) == document.text(span)


@given(st.binary(max_size=300) | st.text(max_size=200).map(lambda t: t.encode("utf-16", "replace")))
def test_only_errors_of_ours_escape(data: bytes) -> None:
    source = Source.of(data)
    try:
        document = TextOpener().open(source, DEFAULT_LIMITS)
    except SourceError:
        return
    for block in document.blocks:
        span = Span(block.index, 0, len(block.text))
        assert reread(source, document.locate(span)) == block.text
