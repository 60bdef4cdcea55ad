"""Folding keeps offsets; squashing makes labels comparable."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govinfo_report.text.normalise import DROPPED, fold, squash


@pytest.mark.parametrize(
    ("printed", "folded"),
    [
        ("（一）", "(一)"),
        ("１２．５", "12.5"),
        ("单位：万元", "单位:万元"),
        ("修订，废止", "修订,废止"),
        ("结束。顿、号", "结束。顿、号"),
        ("“三安全一稳定”", '"三安全一稳定"'),
        ("「三安全」『一』", '"三安全""一"'),
        ("增∕减／计", "增/减/计"),
        ("甲\u00a0乙\u3000丙\u2003丁", "甲 乙 丙 丁"),
        ("規章廢止結轉申請穩定", "规章废止结转申请稳定"),
        ("⼀、⼯作", "一、工作"),
        ("－8—–", "-8—–"),
    ],
)
def test_every_character_takes_its_plain_form(printed, folded):
    """Width, quotes, spaces and script; dashes are not unified."""
    assert fold(printed) == folded


@given(st.text(max_size=80))
def test_offsets_survive_folding(text):
    """One character in, one character out, and folding twice changes nothing."""
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=40), st.randoms())
def test_white_space_anywhere_does_not_matter(text, random):
    """Spaces, breaks and zero-width characters may stand between any two characters."""
    spread = "".join(c + random.choice(("", " ", "\n", "\u3000", "\u200b", "\u00a0")) for c in text)
    assert squash(spread) == squash(text)


@given(st.text(max_size=200))
def test_squashed_text_holds_nothing_invisible(text):
    """No white space, no format control of the table; long texts go the same way."""
    squashed = squash(text)
    assert not any(c in DROPPED or c.isspace() for c in squashed)
    assert squash(text * 3) == squashed * 3


def test_every_space_separator_is_dropped():
    """The table is written by hand; Unicode is the oracle."""
    spaces = [chr(c) for c in range(0x110000) if unicodedata.category(chr(c)) in ("Zs", "Zl", "Zp")]
    assert squash("".join(spaces)) == ""
