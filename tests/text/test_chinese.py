"""Years and counts in Chinese characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govinfo_report.text.chinese import read_chinese, read_small, read_year

_DIGITS = "零一二三四五六七八九"


def _section(number: int) -> str:
    """A number below ten thousand as it is written, by the schoolbook rule."""
    written, gap = "", False
    for power, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            written += ("零" if gap and written else "") + _DIGITS[digit] + name
            gap = False
        else:
            gap = True
    return written


def _write(number: int) -> str:
    high, low = divmod(number, 10_000)
    if not high:
        return _section(number)
    between = "零" if low and low < 1000 else ""
    return _section(high) + "万" + between + _section(low)


@given(st.integers(1, 99_999_999))
def test_reads_what_is_written(number):
    """Every number below a hundred million, and with 十 for 一十."""
    written = _write(number)
    assert read_chinese(written) == number
    if written.startswith("一十"):
        assert read_chinese(written[1:]) == number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("七", 7),
        ("两", 2),
        ("四十", 40),
        ("十二", 12),
        ("二百零三", 203),
        ("零", 0),
        ("三十五万", 350_000),
    ],
)
def test_usual_counts(text, value):
    """Hand-checked."""
    assert read_chinese(text) == value


@pytest.mark.parametrize(
    "text", ["", "二〇二三", "十百", "一十十", "百", "一七", "一万一万", "数十", "余"]
)
def test_what_is_no_count_is_not_read(text):
    """Digit by digit, powers out of order, hedges."""
    assert read_chinese(text) is None


@pytest.mark.parametrize(
    ("text", "year"),
    [("2023", 2023), ("２０２３", 2023), ("二〇二三", 2023), ("二零一九", 2019), ("二○二○", 2020)],
)
def test_years(text, year):
    """Four digits of any of the three kinds."""
    assert read_year(text) == year


@pytest.mark.parametrize(
    "text", ["1999", "203", "20234", "二千零二十三", "20二三", "٢٠٢٣", "二一〇〇年"]
)
def test_what_is_no_year_of_this_century_is_not_read(text):
    """No other scripts, no other century, no mixture."""
    assert read_year(text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [("1", 1), ("０７", 7), ("十二", 12), ("三十一", 31), ("1234", None), ("²", None), ("", None)],
)
def test_small_numbers_of_dates(text, value):
    """Digits of both widths, or Chinese."""
    assert read_small(text) == value
