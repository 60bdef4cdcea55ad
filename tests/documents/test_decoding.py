"""The ladder of encodings and the way back from characters to bytes."""

from __future__ import annotations

import codecs
from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from govinfo_report.documents.decoding import decode
from govinfo_report.documents.source import Source
from govinfo_report.errors import LimitError, SourceError
from govinfo_report.limits import DEFAULT_LIMITS, Limits

SENTENCE = "青岭县2023年政府信息公开工作年度报告\r\n一、总体情况\t12件，增长5.3%。\n"
RARE = "㐱𠀀䶮"  # in GB18030, not in GBK


def text_of(data: bytes) -> str:
    return decode(data, DEFAULT_LIMITS).text


@pytest.mark.parametrize("encoding", ["utf-8", "gb2312", "gbk", "gb18030", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("declared", ["", "utf-8", "gb2312", "GBK", "big5", "iso-8859-1", "x-none"])
def test_declarations_are_not_believed(encoding: str, declared: str) -> None:
    text = f'<meta charset="{declared}">' + SENTENCE
    assert text_of(text.encode(encoding)) == text


@pytest.mark.parametrize("mark", [codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE,
                                  codecs.BOM_UTF32_BE, codecs.BOM_UTF8, b"\x84\x31\x95\x33"])  # fmt: skip
def test_byte_order_marks(mark: bytes) -> None:
    encoding = {
        codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be",
        codecs.BOM_UTF32_LE: "utf-32-le", codecs.BOM_UTF32_BE: "utf-32-be",
        codecs.BOM_UTF8: "utf-8", b"\x84\x31\x95\x33": "gb18030",
    }[mark]  # fmt: skip
    decoded = decode(mark + SENTENCE.encode(encoding), DEFAULT_LIMITS)
    assert (decoded.text, decoded.encoding, decoded.bom) == (SENTENCE, encoding, len(mark))


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark(encoding: str) -> None:
    assert text_of(SENTENCE.encode(encoding)) == SENTENCE
    assert text_of(("<p>" + SENTENCE).encode(encoding)) == "<p>" + SENTENCE


def test_page_that_says_gb2312_and_holds_gb18030() -> None:
    text = '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">' + RARE + SENTENCE
    decoded = decode(text.encode("gb18030"), DEFAULT_LIMITS)
    assert (decoded.text, decoded.replaced) == (text, 0)


@pytest.mark.parametrize("declared", ["big5", "gb2312", ""])
def test_big5_is_told_from_gb18030(declared: str) -> None:
    text = f'<meta charset="{declared}"><p>政府資訊公開年度報告，共12件。</p>'
    assert text_of(text.encode("big5")) == text


def test_one_damaged_character_of_utf_8_is_not_read_as_gb18030() -> None:
    data = bytearray((SENTENCE * 3).encode())
    data[data.index("信".encode()) + 1] = 0x20
    decoded = decode(bytes(data), DEFAULT_LIMITS)
    assert decoded.encoding == "utf-8"
    assert 1 <= decoded.replaced <= 2
    assert "政府" in decoded.text and "息公开" in decoded.text


def test_utf_8_cut_off_inside_a_character() -> None:
    data = ("政府信息公开" * 50).encode()[:-1]
    decoded = decode(data, DEFAULT_LIMITS)
    assert (decoded.encoding, decoded.replaced) == ("utf-8", 1)


def test_one_damaged_byte_of_gb18030() -> None:
    data = bytearray((SENTENCE * 3).encode("gb18030"))
    data[data.index("信".encode("gb18030"))] = 0xFF
    decoded = decode(bytes(data), DEFAULT_LIMITS)
    assert decoded.encoding == "gb18030"
    assert 1 <= decoded.replaced <= 2
    assert decoded.text.count("政府") == 3


def test_what_is_no_text_is_refused() -> None:
    noise = Random(1).randbytes(5000)
    with pytest.raises(SourceError) as caught:
        decode(noise, DEFAULT_LIMITS)
    assert caught.value.facts["id"] == "P915"


def test_limit_of_characters() -> None:
    limits = Limits(text_characters=5)
    assert decode("政府信息公".encode(), limits).text == "政府信息公"
    with pytest.raises(LimitError) as caught:
        decode("政府信息公开".encode(), limits)
    assert (caught.value.facts["id"], caught.value.facts["observed"]) == ("P901", 6)


def test_control_characters_are_taken_out_but_keep_digits_apart() -> None:
    decoded = decode("规\x00章\x01\x02 1\x072\t3\x004,\x085\x0c\x0b件\x7f".encode(), DEFAULT_LIMITS)
    assert decoded.text == "规章 1\ufffd2\t3\ufffd4,\ufffd5\x0c\x0b件"
    assert decoded.controls == 7


def test_c1_controls_of_utf_8() -> None:
    assert text_of("规\u0081章\u00a01\u00942".encode()) == "规章\u00a01\ufffd2"


ALPHABET = "\t\n\r\f\v\x85\u2028 .,0123456789，．３政府信息公开㐱𠀀\u00a0\u3000\ufeff\ufffd"
ENCODINGS = ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-be", "utf-32"]


@given(
    st.text(st.sampled_from(ALPHABET + "\x00\x01\x07\x7f"), max_size=60),
    st.sampled_from(ENCODINGS),
)
def test_offsets_lead_back_to_the_bytes(text: str, encoding: str) -> None:
    """Encoding is known here; every stretch of characters is found again in the bytes."""
    decoded = decode(text.encode(encoding), DEFAULT_LIMITS, encoding.replace("-sig", ""))
    name = decoded.encoding
    for start in range(len(decoded.text) + 1):
        for end in range(start, len(decoded.text) + 1):
            first, last = decoded.byte_range(start, end)
            assert decoded.bom <= first <= last <= len(decoded.data)
            piece = decoded.data[first:last].decode(name)
            wanted = decoded.text[start:end]
            if not decoded.edits:
                assert piece == wanted
            else:
                kept = "".join(c for c in piece if c not in "\x00\x01\x07\x7f\ufffd")
                assert kept == wanted.replace("\ufffd", "")


@given(
    st.lists(st.sampled_from(["政府", "信息", "1", "\n", "，", "x", "\xff", "\xe6"]), max_size=60)
)
@example(["\xe6"] * 3 + ["政府"] * 40 + ["\xe6", "1"])
def test_offsets_around_bytes_that_cannot_be_read(pieces: list[str]) -> None:
    data = b"".join(p.encode("latin-1") if p in "\xff\xe6" else p.encode() for p in pieces)
    decoded = decode(data + "政府信息公开".encode() * 90, DEFAULT_LIMITS)
    assert decoded.encoding == "utf-8"
    position = 0
    for number, character in enumerate(decoded.text):
        first, last = decoded.byte_range(number, number + 1)
        assert first == position
        assert decoded.data[first:last].decode("utf-8", "replace") == character
        position = last
    assert position == len(decoded.data)


def test_every_character_of_gb18030_and_big5_keeps_its_width() -> None:
    """Offsets are counted by encoding again, so no code may have two widths."""
    for encoding in ("gb18030", "cp950"):
        for lead in range(0x81, 0xFF):
            for trail in range(0x40, 0xFF):
                pair = bytes([lead, trail])
                try:
                    character = pair.decode(encoding)
                except UnicodeDecodeError:
                    continue
                assert len(character.encode(encoding)) == 2, pair


def test_decoding_is_done_once() -> None:
    source = Source.of(SENTENCE)
    assert source.decoded is source.decoded
