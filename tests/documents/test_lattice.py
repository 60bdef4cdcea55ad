"""Glyphs and rules of pages become grids, paragraphs and joined tables."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from govinfo_report.documents.document import BlockKind, Span
from govinfo_report.documents.grid import GridKind
from govinfo_report.documents.lattice import Laid, PageMarks, lay
from govinfo_report.documents.latticerules import TooManyRules, tables_of
from govinfo_report.documents.latticetext import DOUBTFUL, Glyph, PageText, lines_of
from govinfo_report.limits import DEFAULT_LIMITS, Limits

Rule = tuple[float, float, float, float]


def word(text: str, x: float, y: float, size: float = 10.0, turn: int = 0) -> list[Glyph]:
    """A word whose upper left corner stands at a point; digits are half as wide as characters."""
    found = []
    for character in text:
        wide = size * (0.5 if character.isascii() else 1.0)
        if turn == 0:
            found.append(Glyph(character, x, y, x + wide, y + size, size))
            x += wide
        elif turn == 90:
            found.append(Glyph(character, x, y, x + size, y + wide, size, turn))
            y += wide
        else:
            found.append(Glyph(character, x, y - wide, x + size, y, size, turn))
            y -= wide
    return found


def rules(xs: Sequence[float], ys: Sequence[float]) -> list[Rule]:
    """A full lattice."""
    return [(xs[0], y, xs[-1], y) for y in ys] + [(x, ys[0], x, ys[-1]) for x in xs]


def page(glyphs: list[Glyph], segments: list[Rule] | None = None, number: int = 1) -> PageMarks:
    return PageMarks(number, 595.0, 842.0, glyphs, segments or [])


def laid(*pages: PageMarks, limits: Limits = DEFAULT_LIMITS) -> Laid:
    return lay(pages, limits)


def texts(found: Laid) -> list[str]:
    return [block.text for block in found.blocks]


def areas(found: Laid, block: int = 0) -> list[tuple[str, int, int, int, int]]:
    """Text and area (row, column, height, width) of the cells of a grid."""
    text, grid = found.blocks[block].text, found.blocks[block].grid
    assert grid is not None
    assert grid.kind is GridKind.RULED
    return [
        (text[c.start : c.end], c.row, c.column, c.row_end - c.row, c.column_end - c.column)
        for c in grid.cells
    ]


def table(cells: Sequence[Sequence[str]], x: float, y: float) -> tuple[list[Glyph], list[Rule]]:
    """Cells of 60 by 20 points."""
    xs = [x + 60.0 * n for n in range(len(cells[0]) + 1)]
    ys = [y + 20.0 * n for n in range(len(cells) + 1)]
    glyphs = [
        glyph
        for r, row in enumerate(cells)
        for c, text in enumerate(row)
        for glyph in word(text, xs[c] + 3, ys[r] + 5)
    ]
    return glyphs, rules(xs, ys)


def test_merged_cells() -> None:
    """A rule that is not drawn joins the places on both its sides."""
    segments = [
        (50, 50, 250, 50), (150, 70, 250, 70), (50, 90, 250, 90), (50, 110, 250, 110),
        (50, 50, 50, 110), (150, 50, 150, 110), (200, 70, 200, 110), (250, 50, 250, 110),
    ]  # fmt: skip
    glyphs = [
        *word("甲", 60, 65), *word("乙", 190, 55), *word("1", 160, 75), *word("2", 210, 75),
        *word("丙", 60, 95), *word("3", 210, 95),
    ]  # fmt: skip
    assert areas(laid(page(glyphs, segments))) == [
        ("甲", 0, 0, 2, 1), ("乙", 0, 1, 1, 2), ("1", 1, 1, 1, 1), ("2", 1, 2, 1, 1),
        ("丙", 2, 0, 1, 1), ("", 2, 1, 1, 1), ("3", 2, 2, 1, 1),
    ]  # fmt: skip


def test_open_sides() -> None:
    """The outer edges of a table without rules at its sides are where its lines end."""
    glyphs, segments = table([["甲", "1"], ["乙", "2"]], 50, 50)
    inner = [s for s in segments if s[0] != s[2] or s[0] == 110.0]
    assert [a[0] for a in areas(laid(page(glyphs, inner)))] == ["甲", "1", "乙", "2"]


def test_dotted_and_double_rules() -> None:
    """Rows of dots are rules; two lines side by side are one."""
    glyphs, segments = table([["甲", "1"], ["乙", "2"]], 50, 50)
    dots: list[Rule] = []
    for x, y, x2, y2 in segments:
        for n in range(int((x2 - x + y2 - y) / 2) + 1):
            at = (x + 2 * n * (x2 > x), y + 2 * n * (y2 > y))
            dots.append((at[0], at[1], at[0] + 0.5, at[1] + 0.5))
    double = [(x + d, y + d, x2 + d, y2 + d) for x, y, x2, y2 in segments for d in (0.0, 2.0)]
    for drawn in (dots, double):
        assert areas(laid(page(glyphs, drawn))) == areas(laid(page(glyphs, segments)))


def test_a_rule_that_ends_halfway_makes_no_table() -> None:
    """Where it cannot be told which cells are one, the text stays text."""
    glyphs, segments = table([["甲", "1"], ["乙", "2"]], 50, 50)
    broken = [s for s in segments if s != (110.0, 50.0, 110.0, 90.0)]
    found = laid(page(glyphs, [*broken, (110.0, 50.0, 110.0, 78.0)]))
    assert not any(block.grid for block in found.blocks)
    assert texts(found) == ["甲 1", "乙 2"]


def test_text_beside_an_angular_hole() -> None:
    """A place of no rectangle may be empty; with text in it there is no table."""
    segments = [
        (50, 50, 170, 50), (50, 70, 170, 70), (50, 90, 110, 90), (50, 50, 50, 90),
        (110, 50, 110, 90), (170, 50, 170, 70),
    ]  # fmt: skip
    glyphs = [*word("甲", 55, 55), *word("1", 120, 55), *word("乙", 55, 75)]
    assert len(areas(laid(page(glyphs, segments)))) == 4
    l_shaped = [s for s in segments if s not in ((110, 50, 110, 90), (50, 70, 170, 70))]
    l_shaped += [(110, 70, 110, 90), (110, 70, 170, 70), (110, 90, 170, 90), (170, 70, 170, 90)]
    found = laid(page(glyphs, l_shaped))
    assert not any(block.grid for block in found.blocks)


def test_a_frame_is_no_table() -> None:
    """A frame round text is not read as a cell, one round a table does not hide it."""
    found = laid(page(word("说明", 60, 60), rules([50, 250], [50, 90])))
    assert [(b.kind, b.text) for b in found.blocks] == [(BlockKind.PARAGRAPH, "说明")]
    glyphs, segments = table([["甲", "1"]], 60, 60)
    framed = laid(page(glyphs, segments + rules([40, 300], [40, 200])))
    assert [a[0] for a in areas(framed)] == ["甲", "1"]


def test_a_number_across_a_rule_is_doubtful() -> None:
    """A number that runs over the edge of its cell is not read as two."""
    glyphs, segments = table([["甲", "", "5"]], 50, 50)
    found = areas(laid(page([*glyphs, *word("447228", 97, 55)], segments)))
    assert [text for text, *_ in found] == ["甲 447" + DOUBTFUL, "228" + DOUBTFUL, "5"]
    close = areas(laid(page([*word("12", 100, 55), *word("34", 110, 55)], segments)))
    assert [text for text, *_ in close] == ["12" + DOUBTFUL, "34" + DOUBTFUL, ""]
    apart = areas(
        laid(page([*word("甲", 55, 55), *word("12", 98, 55), *word("34", 112, 55)], segments))
    )
    assert [text for text, *_ in apart] == ["甲 12", "34", ""]


def test_glyphs_printed_twice() -> None:
    """A copy that makes text bold is dropped; another digit at the same place is doubtful."""
    bold = [*word("15", 60, 60), *word("15", 60.3, 60)]
    assert [line.text for line in lines_of(bold)] == ["15"]
    assert [line.text for line in lines_of(word("11", 60, 60))] == ["11"]
    over = lines_of([*word("15", 60, 60), *word("16", 60, 60)])
    assert [line.text for line in over] == ["1" + "5" + DOUBTFUL + "6"]


def test_spaces_within_lines() -> None:
    """A gap of a fifth of an em is a space, also between digits."""
    glyphs = [*word("12", 60, 60), *word("3", 73, 60), *word("年", 78.5, 60)]
    assert [line.text for line in lines_of(glyphs)] == ["12 3年"]


def test_turned_text_runs_its_own_way() -> None:
    """Heads printed from top to bottom or from bottom to top."""
    assert [line.text for line in lines_of(word("结果", 60, 60, turn=90))] == ["结果"]
    assert [line.text for line in lines_of(word("结果", 60, 90, turn=270))] == ["结果"]
    stacked = [*word("结", 60, 60), *word("果", 60, 72)]
    assert PageText(stacked).cell((50, 50, 80, 90)) == "结\n果"


def body(lines: Sequence[str], top: float = 100.0) -> list[Glyph]:
    """Lines of running text; one that begins with an ideographic space is indented."""
    found: list[Glyph] = []
    for n, line in enumerate(lines):
        indent = 2 if line.startswith("　") else 0
        found += word(line.strip("　"), 72 + 12 * indent, top + 20 * n, 12.0)
    return found


def test_lines_of_a_paragraph() -> None:
    """A full line goes on in the next one that is not indented."""
    lines = ["　" + "文" * 35, "文" * 37, "文" * 7, "　" + "字" * 35, "字" * 3]
    assert texts(laid(page(body(lines)))) == ["文" * 79, "字" * 38]
    short = ["文" * 12, "文" * 12]
    assert texts(laid(page(body(short)))) == short


def test_a_paragraph_over_a_page_break() -> None:
    """Numbers of pages stand between; they are left out and the paragraph goes on."""
    pages = [
        page(body(["　" + "文" * 35, "文" * 37]) + word("- 1 -", 280, 800), number=1),
        page(body(["文" * 5, "　" + "字" * 35, "字" * 37]) + word("- 2 -", 280, 800), number=2),
    ]
    assert texts(laid(*pages)) == ["文" * 77, "字" * 72]


def test_running_titles_and_plain_page_numbers() -> None:
    """What stands at the same height of several pages is dropped; a number that counts too."""
    pages = [
        page(
            word("某县年度报告", 200, 40) + body([f"第{text}段"]) + word(str(n), 290, 800), number=n
        )
        for n, text in ((1, "一"), (2, "二"), (3, "三"))
    ]
    assert texts(laid(*pages)) == ["第一段", "第二段", "第三段"]
    # numbers that do not count the pages are kept
    other = [page(body(["甲"]) + word(text, 290, 800), number=n)
             for n, text in ((1, "31"), (2, "0"), (3, "7"))]  # fmt: skip
    assert texts(laid(*other)) == ["甲", "31", "甲", "0", "甲", "7"]


def broken(
    upper: Sequence[Sequence[str]], lower: Sequence[Sequence[str]]
) -> list[tuple[str, int, int, int, int]]:
    """The cells of a table of which one part ends a page and the other begins the next."""
    first, second = table(upper, 72, 500), table(lower, 72, 80)
    found = laid(page(*first, number=1), page(*second, number=2))
    assert len(found.blocks) == 1
    return areas(found)


def plain(cells: list[tuple[str, int, int, int, int]]) -> list[list[str]]:
    rows: dict[int, list[str]] = {}
    for text, row, *_ in cells:
        rows.setdefault(row, []).append(text)
    return list(rows.values())


HEAD = ["名称", "甲", "乙"]


def test_parts_of_a_table_are_joined_and_heads_dropped() -> None:
    """The same heads at the top of both parts are printed once."""
    found = broken([HEAD, ["1.子", "1", "2"]], [HEAD, ["2.丑", "3", "4"]])
    assert plain(found) == [HEAD, ["1.子", "1", "2"], ["2.丑", "3", "4"]]


def test_heads_stay_when_other_heads_stand_between() -> None:
    """Dropped heads would leave the rows under those of another block."""
    other = ["名称", "丙", "丁"]
    found = broken(
        [HEAD, ["1.子", "1", "2"], other, ["2.丑", "3", "4"]], [HEAD, ["3.寅", "5", "6"]]
    )
    assert plain(found)[4] == HEAD


def test_a_row_cut_in_two() -> None:
    """A lower part that has no number of its own and no figures belongs to the row above."""
    found = broken(
        [HEAD, ["1.子", "1", "2"], ["2.丑而", "3", "4"]], [["又寅", "", ""], ["3.卯", "5", "6"]]
    )
    assert plain(found)[2:] == [["2.丑而\n又寅", "3", "4"], ["3.卯", "5", "6"]]
    found = broken(
        [HEAD, ["1.子", "1", "2"], ["2.丑而", "", ""]], [["", "3", "4"], ["3.卯", "5", "6"]]
    )
    assert plain(found)[2] == ["2.丑而", "3", "4"]


def test_a_row_that_may_be_its_own_stays_so() -> None:
    """Without numbers an empty row cannot be told from the rest of a label."""
    found = broken([HEAD, ["子", "1", "2"]], [["丑", "", ""], ["寅", "5", "6"]])
    assert plain(found)[1:] == [["子", "1", "2"], ["丑", "", ""], ["寅", "5", "6"]]
    found = broken([HEAD, ["1.子", "1", "2"]], [["2.丑", "", ""], ["3.寅", "5", "6"]])
    assert plain(found)[2] == ["2.丑", "", ""]


def test_a_tall_label_over_a_break() -> None:
    """A label beside several rows is one cell: empty, printed again, or going on below."""
    for rest, whole in (
        ("", "（一）某类"),
        ("（一）某类", "（一）某类"),
        ("事项", "（一）某类\n事项"),
    ):
        xs = [72.0, 172.0, 232.0, 292.0]
        segments = [(72.0, y, 292.0, y) for y in (500.0, 520.0, 580.0)]
        segments += [(172.0, y, 292.0, y) for y in (540.0, 560.0)]
        segments += [(x, 500.0, x, 580.0) for x in xs]
        glyphs = [*word("（三）总", 74, 505), *word("（一）某类", 74, 545)]
        for n in range(4):
            glyphs += [*word(f"{n + 1}.子", 175, 505 + 20 * n), *word("7", 250, 505 + 20 * n)]
        below = [(72.0, y, 292.0, y) for y in (80.0, 120.0)] + [(172.0, 100.0, 292.0, 100.0)]
        below += [(x, 80.0, x, 120.0) for x in xs]
        more = [*word(rest, 74, 95), *word("5.丑", 175, 85), *word("8", 250, 85),
                *word("6.寅", 175, 105), *word("9", 250, 105)]  # fmt: skip
        found = laid(page(glyphs, segments, 1), page(more, below, 2))
        tall = next(cell for cell in areas(found) if cell[0].startswith("（一）"))
        assert tall == (whole, 1, 0, 5, 1)


def test_an_empty_corner_before_a_break() -> None:
    """The corner beside two rows of heads does not swallow the first label below."""
    segments = [
        (72.0, 500.0, 252.0, 500.0),
        (132.0, 520.0, 252.0, 520.0),
        (72.0, 540.0, 252.0, 540.0),
    ]
    segments += [(x, 500.0, x, 540.0) for x in (72.0, 132.0, 252.0)] + [
        (192.0, 520.0, 192.0, 540.0)
    ]
    heads = [*word("丙", 150, 505), *word("甲", 140, 525), *word("乙", 200, 525)]
    rows = table([["1.子", "1", "2"], ["2.丑", "3", "4"]], 72, 80)
    found = areas(laid(page(heads, segments, 1), page(*rows, number=2)))
    assert found[0] == ("", 0, 0, 2, 1)
    assert found[4:7] == [("1.子", 2, 0, 1, 1), ("1", 2, 1, 1, 1), ("2", 2, 2, 1, 1)]


def test_other_columns_are_another_table() -> None:
    """Parts whose columns do not agree stay apart."""
    first = table([["甲", "1", "2"]], 72, 500)
    second = table([["甲", "1"]], 72, 80)
    found = laid(page(*first, number=1), page(*second, number=2))
    assert [len(block.grid.cells) for block in found.blocks if block.grid] == [3, 2]


def test_text_between_parts_keeps_them_apart() -> None:
    """A heading after the break begins something else."""
    first, second = table([HEAD], 72, 500), table([["子", "1", "2"]], 72, 200)
    found = laid(page(*first, number=1), page(body(["二、某事"]) + second[0], second[1], 2))
    assert [block.kind for block in found.blocks] == [
        BlockKind.GRID, BlockKind.PARAGRAPH, BlockKind.GRID,
    ]  # fmt: skip


def test_a_single_row_left_alone_by_a_break() -> None:
    """A row of one cell at the foot of a page belongs to the table on the next."""
    glyphs, segments = word("第（六）项", 100, 705), rules([72, 252], [700, 720])
    found = laid(page(glyphs, segments, 1), page(*table([HEAD], 72, 80), 2))
    assert plain(areas(found)) == [["第（六）项"], HEAD]


def test_places_lead_back_to_the_page() -> None:
    """A cell gives its box, a line in a paragraph its own, a run of lines theirs together."""
    glyphs, segments = table([["甲", "12"]], 50, 50)
    cell = laid(page(glyphs, segments)).locate(Span(0, 2, 4))
    assert (cell.page, cell.box, cell.row, cell.cell) == (1, (110.0, 50.0, 170.0, 70.0), 0, 1)
    assert (cell.start, cell.end) == (0, 2)
    lines = laid(page(body(["　" + "文" * 35, "字" * 37, "尾" * 4])))
    one = lines.locate(Span(0, 37, 39))
    assert (one.box, one.start, one.end) == ((72.0, 120.0, 516.0, 132.0), 2, 4)
    several = lines.locate(Span(0, 34, 74))
    assert (several.box, several.start, several.end) == ((72.0, 100.0, 516.0, 152.0), 34, 74)


def test_tables_beyond_the_limits_are_text() -> None:
    """Too many columns or places leave the text as it is, with a note."""
    glyphs, segments = table([["1"] * 8] * 4, 50, 50)
    for limits in (Limits(grid_columns=7), Limits(grid_rows=3), Limits(grid_cells=31)):
        found = laid(page(glyphs, segments), limits=limits)
        assert not any(block.grid for block in found.blocks)
        assert [note.code for note in found.notes] == ["P906"]


def test_many_segments() -> None:
    """A drawing of a hundred thousand lines is no table, and ends."""
    hatch: list[Rule] = [(n % 300, n / 300, n % 300 + 7.0, n / 300) for n in range(100_000)]
    assert tables_of(hatch, 64, 400, 20_000) == ([], 0)
    crossed = [(0.0, 5.0 * n, 20_000.0, 5.0 * n) for n in range(4_000)]
    crossed += [(5.0 * n, 0.0, 5.0 * n, 20_000.0) for n in range(4_000)]
    with pytest.raises(TooManyRules):
        tables_of(crossed, 64, 400, 20_000)
    assert [note.code for note in laid(page(word("文", 9, 9), crossed)).notes] == ["P906"]
