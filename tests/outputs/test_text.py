"""Aligned text for terminals, whatever a document holds."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from govinfo_report.outputs.text import (
    Column,
    harmless,
    one_line,
    pad,
    plain,
    table,
    width,
    wrap,
)

texts = st.text(max_size=60)
mixed = st.text(alphabet="ab 1，。（）〔一二三公开·\u3000-", max_size=80)


def test_widths() -> None:
    """Chinese takes two columns, a combining mark none."""
    assert width("abc") == 3
    assert width("公开1") == 5
    assert width("e\u0301") == 1
    assert width("，") == 2
    assert width("·") == 1


def test_wrapping_at_words_and_between_characters() -> None:
    """English breaks at spaces; Chinese anywhere but before a closing or behind an opening mark."""
    assert wrap("public welfare organizations", 14) == ["public welfare", "organizations"]
    assert wrap("社会公益组织", 8) == ["社会公益", "组织"]
    assert wrap("信息公开，继续", 8) == ["信息公", "开，继续"]
    assert wrap("依据（国办）", 6) == ["依据", "（国", "办）"]
    assert wrap("见requests.granted栏", 18) == ["见requests.granted", "栏"]
    assert wrap("abcdefgh", 3) == ["abc", "def", "gh"]
    assert wrap("", 5) == [""]
    assert wrap("一\n二", 9) == ["一", "二"]


@given(mixed, st.integers(2, 30))
def test_wrapped_lines_fit_and_lose_nothing(text: str, columns: int) -> None:
    """Every line fits, and all but white space is kept in order."""
    lines = wrap(text, columns)
    assert all(width(line) <= columns for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(st.text())
def test_harmless_text_steers_nothing(text: str) -> None:
    """No control, bidirectional, zero-width or half character is left, line breaks apart."""
    for character in harmless(text):
        assert character in "\n\t" or unicodedata.category(character) not in (
            "Cc", "Cf", "Cs", "Zl", "Zp")  # fmt: skip


def test_what_could_steer_is_shown() -> None:
    """A reader sees that something was there."""
    assert harmless("a\x1b[31mb") == "a\\u001b[31mb"
    assert harmless("\u202e12") == "\\u202e12"
    assert one_line("一\r\n二\u2028三\t四") == "一 二 三 四"
    assert one_line("公开公开公开", 7) == "公开公…"


@given(st.lists(st.tuples(texts, texts), max_size=6), st.integers(4, 20))
def test_columns_line_up(rows: list[tuple[str, str]], most: int) -> None:
    """The second column begins at the same place in every line."""
    clean = [tuple(one_line(cell) for cell in row) for row in rows]
    lines = table([Column("项目", most=most), Column("数", right=True)], clean)
    left = {width("".join(p.text for p in line[:2])) for line in lines}
    assert len(left) == 1


def test_a_table() -> None:
    """Heads stand at the foot of their rows, numbers to the right."""
    columns = [Column("名称", most=10), Column("社会公益组织", right=True, most=6)]
    lines = table(columns, [["一二三四五六七", "12"], ["a", "3"]])
    assert plain(lines) == (
        "            社会公\n"
        "名称        益组织\n"
        "一二三四五      12\n"
        "六七\n"
        "a                3\n"
    )  # fmt: skip
    assert pad("公", 4) == "公  "
    assert pad("公", 4, right=True) == "  公"


@given(st.lists(st.integers(0, 10**14), min_size=1, max_size=5))
def test_numbers_never_wrap(numbers: list[int]) -> None:
    """A number stands whole in one line, however narrow its head: half of it is another number."""
    columns = [Column("行", most=4), Column("总计", right=True, most=4)]
    lines = plain(table(columns, [("公开", str(number)) for number in numbers]))
    assert [line.split()[-1] for line in lines.splitlines()[1:]] == list(map(str, numbers))
