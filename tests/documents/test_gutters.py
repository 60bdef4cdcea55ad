"""Tables with rules between their rows only become grids, or stay text."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

import govinfo_report
from govinfo_report.documents.grid import GridKind
from govinfo_report.documents.lattice import Laid, PageMarks, lay
from govinfo_report.documents.latticetext import Glyph
from govinfo_report.limits import DEFAULT_LIMITS
from govinfo_report.testing.comparison import compare
from govinfo_report.testing.renderers import RENDERERS
from govinfo_report.testing.reports import random_report

Rule = tuple[float, float, float, float]
LEFT, RIGHT = 50.0, 550.0


def centred(text: str, left: float, right: float, y: float) -> list[Glyph]:
    """A word in the middle between two points."""
    x = (left + right - sum(5.0 if c.isascii() else 10.0 for c in text)) / 2
    found = []
    for character in text:
        wide = 5.0 if character.isascii() else 10.0
        found.append(Glyph(character, x, y, x + wide, y + 10, 10.0))
        x += wide
    return found


def rows(
    cells: Sequence[Sequence[tuple[str, float, float]]], top: float = 100.0
) -> tuple[list[Glyph], list[Rule]]:
    """Rows of 20 points with a rule above and below each: texts between two points."""
    glyphs = [
        glyph
        for n, row in enumerate(cells)
        for text, left, right in row
        for glyph in centred(text, left, right, top + 20 * n + 5)
    ]
    return glyphs, [(LEFT, top + 20.0 * n, RIGHT, top + 20.0 * n) for n in range(len(cells) + 1)]


def laid(*pages: tuple[list[Glyph], list[Rule]]) -> Laid:
    marks = [PageMarks(n, 600.0, 840.0, *page) for n, page in enumerate(pages, 1)]
    return lay(marks, DEFAULT_LIMITS)


def grid(found: Laid, block: int = 0) -> list[list[tuple[str, int, int]]]:
    """Text, first column and end of the cells of each row."""
    text, own = found.blocks[block].text, found.blocks[block].grid
    assert own is not None
    assert own.kind is GridKind.RULED
    return [
        [(text[c.start : c.end], c.column, c.column_end) for c in own.cells if c.row == n]
        for n in range(own.height)
    ]


XS = (50.0, 200.0, 300.0, 400.0, 550.0)
HEADS = [
    ("信息内容", 50, 200),
    ("本年新增", 200, 300),
    ("本年废止", 300, 400),
    ("现行有效", 400, 550),
]


def figures(label: str, *texts: str) -> list[tuple[str, float, float]]:
    edges = list(zip(XS, XS[1:], strict=False))
    return [(text, *edge) for text, edge in zip((label, *texts), edges, strict=True) if text]


def test_columns_without_rules() -> None:
    """Columns are where nothing is printed from top to bottom; an empty place is a blank cell."""
    found = laid(rows([HEADS, figures("规章", "0", "12", ""), figures("文件", "3", "", "41")]))
    assert grid(found) == [
        [("信息内容", 0, 1), ("本年新增", 1, 2), ("本年废止", 2, 3), ("现行有效", 3, 4)],
        [("规章", 0, 1), ("0", 1, 2), ("12", 2, 3), ("", 3, 4)],
        [("文件", 0, 1), ("3", 1, 2), ("", 2, 3), ("41", 3, 4)],
    ]


def test_white_parts_no_columns_unless_asked() -> None:
    """Of pictures every figure is read twice, by its ruled cell: without a cell it stays text."""
    glyphs, segments = rows([HEADS, figures("规章", "0", "12", "7")])
    found = lay([PageMarks(1, 600.0, 840.0, glyphs, segments)], DEFAULT_LIMITS, by_white=False)
    assert all(block.grid is None for block in found.blocks)


def test_a_head_over_several_columns() -> None:
    """A head is as wide as the cell in whose middle it stands."""
    over = [("项目", 50, 200), ("本年情况", 200, 550)]
    found = laid(rows([over, HEADS, figures("规章", "0", "12", "7")]))
    assert grid(found)[0] == [("项目", 0, 1), ("本年情况", 1, 4)]
    assert grid(found)[2] == [("规章", 0, 1), ("0", 1, 2), ("12", 2, 3), ("7", 3, 4)]


def test_a_figure_is_never_made_wider() -> None:
    """A figure between two blanks stays in its own column."""
    found = laid(rows([HEADS, figures("规章", "", "12", ""), figures("文件", "1", "2", "3")]))
    assert grid(found)[1] == [("规章", 0, 1), ("", 1, 2), ("12", 2, 3), ("", 3, 4)]


def test_figures_beside_their_heads_make_no_table() -> None:
    """Where no head stands over a figure, white does not tell which head is meant."""
    beside = [("规章", 50, 200), ("12", 286, 300), ("7", 386, 400), ("5", 536, 550)]
    found = laid(rows([HEADS, beside, beside]))
    assert all(block.grid is None for block in found.blocks)


def test_rows_without_heads_make_no_table() -> None:
    found = laid(rows([figures("规章", "0", "12", "7"), figures("文件", "1", "2", "3")]))
    assert all(block.grid is None for block in found.blocks)


def test_lines_of_text_between_rules_make_no_table() -> None:
    text = [("本年无行政复议和行政诉讼案件，按时办结全部申请。", 50, 550)]
    found = laid(rows([text, text, text]))
    assert all(block.grid is None for block in found.blocks)


def test_a_table_over_a_page_break() -> None:
    """The part on the next page has the columns of the whole table."""
    first = rows([HEADS, figures("规章", "0", "12", "7")], top=700.0)
    found = laid(first, rows([figures("文件", "3", "", "41")], top=60.0))
    assert len(found.blocks) == 1
    assert grid(found)[2] == [("文件", 0, 1), ("3", 1, 2), ("", 2, 3), ("41", 3, 4)]


def test_a_table_with_its_own_heads_is_another_one() -> None:
    first = rows([HEADS, figures("规章", "0", "12", "7")], top=700.0)
    own = [("信息内容", 50, 300), ("本年收费", 300, 550)]
    second = rows([own, [("收费", 50, 300), ("1024.36", 300, 550)]], top=60.0)
    found = laid(first, second)
    assert [len(row) for row in grid(found)] == [4, 4, 2, 2]


def test_a_head_over_more_than_its_figures_makes_no_table() -> None:
    """Two columns under one head: it cannot be told which of them is the one that is meant."""
    heads = [("信息内容", 50, 200), ("本年处理决定数量", 200, 550)]
    first = [("许可", 50, 200), ("31", 200, 300), ("5", 430, 470)]
    found = laid(rows([heads, first, [("处罚", 50, 200), ("7", 200, 300), ("8", 430, 470)]]))
    assert all(block.grid is None for block in found.blocks)


def test_a_label_beside_several_rows() -> None:
    """Where a rule leaves a column out, a cell goes on below it."""
    glyphs, segments = rows([HEADS, figures("", "1", "2", "3"), figures("", "4", "5", "6")])
    segments[2] = (200.0, 140.0, RIGHT, 140.0)
    glyphs += centred("（三）不予公开", 50, 200, 135)
    found = laid((glyphs, segments))
    cell = next(c for c in found.blocks[0].grid.cells if c.row == 1)  # type: ignore[union-attr]
    assert (cell.row, cell.row_end, cell.column_end) == (1, 3, 1)
    assert grid(found)[1][1:] == [("1", 1, 2), ("2", 2, 3), ("3", 3, 4)]


@given(st.lists(st.sampled_from(("", "0", "7", "12", "1024", "/")), min_size=12, max_size=12))
def test_every_text_stands_in_its_own_column(texts: list[str]) -> None:
    lines = [figures(f"第{'一二三四'[n]}项", *texts[3 * n : 3 * n + 3]) for n in range(4)]
    found = laid(rows([HEADS, *lines]))
    if all(block.grid is None for block in found.blocks):
        assert not any(texts)  # nothing to tell heads from rows
        return
    below = [row for row in grid(found) if row[0][0].startswith("第")]
    for n, row in enumerate(below):
        by_column = {column: text for text, column, end in row if end - column == 1}
        for column, text in enumerate(texts[3 * n : 3 * n + 3], 1):
            assert by_column.get(column, "") == text


@settings(max_examples=12)
@given(st.integers(min_value=0, max_value=10_000))
def test_reports_without_upright_rules_are_not_misread(number: int) -> None:
    """What cannot be told is refused: no figure is another one, and none is said to be blank."""
    rng = Random(f"level:{number}")
    data = random_report(rng)
    renderer = RENDERERS["ruled_pdf"]
    dialect = evolve(renderer.dialect(rng), level=True)
    found = compare(data, govinfo_report.parse(renderer.print(data, dialect)))
    assert found.misread + found.wrong_state == []
