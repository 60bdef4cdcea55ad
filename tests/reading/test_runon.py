"""Cells run together are cut only where nothing else is possible."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govinfo_report.reading.runon import cut_digits, pieces


@pytest.mark.parametrize(
    ("digits", "columns", "lengths"),
    [
        ("000", 3, (1, 1, 1)), ("5012", 1, (4,)), ("0012", 3, None), ("0", 1, (1,)),
        ("912", 3, None), ("00", 3, None), ("1001", 3, None), ("0000", 3, None), ("10", 2, None),
    ],
)  # fmt: skip
def test_digits_are_cut_only_when_one_cut_exists(digits, columns, lengths) -> None:
    """Empty cells count as possible, so most runs stay ambiguous."""
    assert cut_digits(digits, columns) == lengths


@given(st.lists(st.integers(0, 120), min_size=1, max_size=4), st.integers(1, 4))
def test_a_cut_is_always_the_printed_one(numbers: list[int], columns: int) -> None:
    """Whatever was printed (and possibly left empty): a cut equals it or there is none."""
    if len(numbers) > columns:
        return
    lengths = cut_digits("".join(map(str, numbers)), columns)
    assert lengths is None or lengths == tuple(len(str(n)) for n in numbers)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("规章000", ["规章", "000"]),
        ("信息内容本年处理决定数量", ["信息内容", "本年处理决定数量"]),
        ("行政许可5012行政处罚30", ["行政许可", "5012", "行政处罚", "30"]),
        ("第二十条第（五）项信息内容", ["第二十条第（五）项", "信息内容"]),
        ("行政事业性收费18.6", ["行政事业性收费", "18.6"]),
        ("行政许可7.", []),
        ("行政许可工作", []),
        ("规章", []),
    ],
)
def test_runs_of_labels_and_digits(text: str, parts: list[str]) -> None:
    """A run is taken apart when nothing but labels and digits stands in it."""
    assert [text[a:b] for a, b in pieces(text)] == parts


@pytest.mark.parametrize("text", ["9" * 200 + "x", "9." * 100 + "x", "规章" * 80 + "9" * 60 + "x"])
def test_a_long_run_that_is_none_is_left_at_once(text: str) -> None:
    """Digits are not cut in every possible way before the run is given up."""
    assert pieces(text) == ()
