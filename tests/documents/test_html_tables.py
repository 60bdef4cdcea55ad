"""Tables of HTML: spans, rows that belong to which table, layout tables, broken markup."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opening import codes, covering, grid, page, plain, shown

from govinfo_report.documents.document import BlockKind, Span
from govinfo_report.documents.grid import GridKind
from govinfo_report.documents.spanning import span_of
from govinfo_report.limits import Limits
from govinfo_report.model.place import Place


def test_cells_know_their_area_their_text_and_their_source() -> None:
    block = grid(
        "<table><tr><th rowspan=2>项目</th><th colspan=2>件数</th></tr>\n"
        "<tr><td>新收</td><td></td></tr></table>"
    )
    assert block.kind is BlockKind.GRID and block.grid is not None
    assert (block.grid.kind, block.grid.height, block.grid.width) == (GridKind.MARKUP, 2, 3)
    assert block.text == "项目\t件数\n新收\t"
    assert [tuple(cell) for cell in block.grid.cells] == [
        # row, column, row_end, column_end, start, end, source_row, source_cell, line
        (0, 0, 2, 1, 0, 2, 0, 0, 1),
        (0, 1, 1, 3, 3, 5, 0, 1, 1),
        (1, 1, 2, 2, 6, 8, 1, 0, 2),
        (1, 2, 2, 3, 9, 9, 1, 1, 2),
    ]
    assert covering(block) == [["项目", "件数", "件数"], ["项目", "新收", ""]]


def test_every_cell_has_a_start_of_its_own() -> None:
    block = grid("<table>" + "<tr><td><td><td></tr>" * 3 + "<tr><td>1<td><td>2</table>")
    assert block.grid is not None
    assert len(block.grid.by_start) == len(block.grid.cells) == 12


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("12", "12"),
        (" \n\t 12 \r\n ", "12"),
        ("&nbsp;", "\u00a0"),
        ("&#160;12", "\u00a012"),
        ("　", "　"),
        ("<p>12</p>", "12"),
        ("<p class=x><span lang=EN-US>1</span><span><b>2</b></span><o:p></o:p></p>", "12"),
        ("<p><span>12</span><o:p>&nbsp;</o:p></p>", "12\u00a0"),
        ("本年新<br>制作数量", "本年新\n制作数量"),
        ("本年新<br/>\n  制作数量", "本年新\n制作数量"),
        ("<p>商业</p><p>企业</p>", "商业\n企业"),
        ("<p>商业<p>企业", "商业\n企业"),
        ("<div>商业</div>企业<div>", "商业\n企业"),
        ("商业\n企业", "商业 企业"),
        ("<br><p></p><p>5</p><p> </p><br>", "5"),
        ("<span>1</span> <span>2</span>", "1 2"),
        ("a<!-- 17 -->b", "ab"),
        ("a<!--[if !supportEmptyParas]-->&nbsp;<!--[endif]-->b", "a\u00a0b"),
        ("5<sup>1</sup>", "5¹"),
        ("<font>5<sub>2)</sub></font>", "5₂₎"),
        ("<input value=7 readonly>", "7"),
        ("<input type=hidden value=7>8<input type=checkbox value=9>", "8"),
        ("<select><option>1<option selected>2<option>3</select>", "2"),
        ("<select><option>1<option>2</select>", "1"),
        ("<textarea> 1\n2 </textarea>", "1\n2"),
        ("<del>3</del>5", "5"),
        ("1<s>2</s>3", "1 3"),
        ("<ins>5</ins>", "5"),
        ("<ruby>漢<rp>(</rp><rt>han</rt><rp>)</rp></ruby>", "漢"),
        ("<img src='/images/%E8%A1%A8%E4%B8%89.png'>", "[image: 表三.png]"),
        ("<img src='data:image/png;base64,AAAA'>", "[image: ]"),
        ("<img src=a.png alt=' 表 三 '>", "[image: 表 三]"),
        ("<math><mn>5</mn></math>", "[formula: 5]"),
        ("<svg><text>5</text></svg>", "[image: 5]"),
        ("<bdo dir=rtl>12</bdo>", "\u202e12"),
        ("<script>9</script><style>8</style>7", "7"),
        ("<noscript>9</noscript><template>8</template>7", "7"),
        ("<table><tr><td>1<br>2</td></tr></table>", "1\n2"),
        ("<pre>1\n 2</pre>", "1\n2"),
        ("&lt;5&gt;", "<5>"),
        ("<iframe src=x>9</iframe>7", "7"),
        ("<a href=x>1</a><unknown>2</unknown>", "12"),
    ],
)
def test_text_of_a_cell(cell: str, text: str) -> None:
    """In a table whose other cells are plain and in one where nothing is."""
    for other in ("甲", "<b>甲</b>乙"):
        block = grid(f"<table><tr><td>{other}</td><td>{cell}</td><td>丙</td></tr></table>")
        assert shown(block)[0][1] == text
        assert shown(block)[0][2] == "丙"


@pytest.mark.parametrize(
    ("written", "number"),
    [
        (None, 1), ("2", 2), ("22 ", 22), (" \n3", 3), ("7px", 7), ("+4", 4), ("0", 0), ("007", 7),
        ("", 1), ("-2", 1), ("x", 1), ("２", 1), ("²", 1), ("٣", 1), ("2.9", 2), ("1e9", 1),
        ("999999999", 999_999_999), ("9" * 10, 10**9), ("9" * 10_000, 10**9),
    ],
)  # fmt: skip
def test_numbers_in_spans(written: str | None, number: int) -> None:
    assert span_of(written) == number


def test_odd_spans() -> None:
    block = grid(
        '<table><tr><td colspan="2 ">甲</td><td rowspan="2px">乙</td></tr>'
        '<tr><td colspan=0>丙<td colspan="-3">丁</table>'
    )
    assert covering(block) == [["甲", "甲", "乙"], ["丙", "丁", "乙"]]


def test_rowspan_zero_reaches_to_the_end_of_its_group() -> None:
    block = grid(
        "<table><tbody><tr><td rowspan=0>甲<td>1<tr><td>2</tbody>"
        "<tbody><tr><td>乙<td>3</tbody></table>"
    )
    assert covering(block) == [["甲", "1"], ["甲", "2"], ["乙", "3"]]


def test_rowspan_ends_with_its_group() -> None:
    block = grid("<table><thead><tr><td rowspan=9>甲<td>1</thead><tr><td>乙<td>2</table>")
    assert covering(block) == [["甲", "1"], ["乙", "2"]]


def test_head_and_foot_are_shown_where_browsers_show_them() -> None:
    block = grid(
        "<table><tfoot><tr><td>尾<td>9</tfoot><tbody><tr><td>中<td>5</tbody>"
        "<thead><tr><td>头<td>1</thead></table>"
    )
    assert shown(block) == [["头", "1"], ["中", "5"], ["尾", "9"]]
    assert block.grid is not None
    assert [cell.source_row for cell in block.grid.cells] == [2, 2, 1, 1, 0, 0]


def test_rows_without_cells_show_nothing() -> None:
    block = grid(
        "<table><tr></tr><tr><td rowspan=2>甲<td>1</tr><tr> </tr><tr><td>乙<td>2</tr></table>"
    )
    assert covering(block) == [["甲", "1"], ["乙", "2"]]
    assert block.grid is not None
    assert [cell.source_row for cell in block.grid.cells] == [1, 1, 3, 3]


def test_table_of_five_columns_for_three() -> None:
    block = grid(
        "<table><tr><td>信息内容<td>制发<td colspan=2>废止<td>有效</tr>"
        "<tr><td>规章<td colspan=2>1<td>2<td>3</table>"
    )
    assert block.grid is not None and block.grid.width == 5
    assert covering(block)[1] == ["规章", "1", "1", "2", "3"]


def test_holes_stay_holes() -> None:
    assert covering(grid("<table><tr><td>1<td>2<td>3<tr><td>4</table>")) == [
        ["1", "2", "3"], ["4", "?", "?"],
    ]  # fmt: skip


BROKEN = {
    "no end tags": "<table><tr><td>甲<td>1<tr><td>乙<td>2</table>",
    "upper case": "<TABLE><TR><TD>甲</TD><TD>1</TD></TR><TR><TD>乙</TD><TD>2</TD></TR></TABLE>",
    "unclosed font": "<table><tr><td><font>甲<td><font>1<tr><td><font>乙<td><font>2</table>",
    "cells closed twice": "<table><tr><td>甲</td></td><td>1</td></tr></tr><td>乙</td><td>2</table>",
    "form between": "<table><form><tr><td>甲<td>1<tr><td>乙<td>2</form></table>",
    "form inside": "<table><tbody><form action=x><tr><td>甲</td><td>1</td></tr></form>"
    "<tr><td>乙<td>2</table>",
    "div between": "<table><div><tr><td>甲<td>1</tr></div><tr><td>乙<td>2</table>",
    "no row": "<table><td>甲<td>1</td><tr><td>乙<td>2</table>",
    "paragraph unclosed": "<table><tr><td><p>甲<td><p>1<tr><td><p>乙<td><p>2</table>",
    "comment between": "<table><!-- x --><tr><!-- <td>9</td> --><td>甲<td>1<tr><td>乙<td>2</table>",
    "groups": "<table><thead><tr><th>甲<th>1<tbody><tr><td>乙<td>2</table>",
    "xhtml": '<table xmlns="http://www.w3.org/1999/xhtml"><tr><td>甲</td><td>1<br /></td></tr>'
    "<tr><td>乙</td><td>2</td></tr></table>",
    "no table end": "<table><tr><td>甲</td><td>1</td></tr><tr><td>乙</td><td>2</td></tr>",
    "script inside": "<table><tr><td>甲<script>'</td></table>'</script><td>1<tr><td>乙<td>2</table>",
}


@pytest.mark.parametrize("kind", BROKEN)
def test_broken_markup(kind: str) -> None:
    assert plain(page("<h1>题</h1>" + BROKEN[kind])) == [("h1", "题"), [["甲", "1"], ["乙", "2"]]]


def test_missing_end_of_tables() -> None:
    """The following tables nest in the first one; each row belongs to the nearest table."""
    part = "<p>{0}、</p><table><tr><td>{0}<td>1</tr><tr><td>{0}<td>2</tr>"
    assert plain(page("".join(map(part.format, "一二三")) + "<p>六、</p>尾")) == [
        ("p", "一、"), [["一", "1"], ["一", "2"]],
        ("p", "二、"), [["二", "1"], ["二", "2"]],
        ("p", "三、"), [["三", "1"], ["三", "2"]],
        ("p", "六、"), ("p", "尾"),
    ]  # fmt: skip


def test_missing_end_of_a_cell_and_its_table() -> None:
    """A data table that swallowed the next one gives both."""
    rows = "".join(f"<tr><td>行{n}<td>{n}<td>0</tr>" for n in range(8))
    found = plain(page(f"<table>{rows}<tr><td>末<td>1<td>2<table>{rows}</table></table>"))
    assert [len(item) for item in found] == [9, 8]
    assert found[0][-1] == ["末", "1", "2"]  # type: ignore[index]


def test_text_outside_of_cells_is_kept() -> None:
    document = page(
        "<table>前<caption>表一<br>单位：件</caption><tr>中<td>甲<td>1</tr>后<tr><td>乙<td>2</table>"
    )
    assert plain(document) == [
        ("p", "前"), ("p", "表一"), ("p", "单位：件"), [["甲", "1"], ["乙", "2"]], ("p", "中"), ("p", "后"),
    ]  # fmt: skip


LONG = "根据条例要求编制本报告。" * 30


def test_layout_table_round_tables_and_text() -> None:
    inner = "<table><tr><td>甲<td>1<tr><td>乙<td>2</table>"
    document = page(
        "<table width=980><tr><td>菜单</td><td><h2>标题</h2><p>一、</p>"
        f"{inner}<p>二、</p><div>{inner}</div></td></tr></table>"
    )
    data = [["甲", "1"], ["乙", "2"]]
    assert plain(document) == [
        ("p", "菜单"), ("h2", "标题"), ("p", "一、"), data, ("p", "二、"), data,
    ]  # fmt: skip


def test_frames_of_one_cell_or_one_column() -> None:
    inner = "<table><tr><td>甲<td>1<tr><td>乙<td>2</table>"
    data = [["甲", "1"], ["乙", "2"]]
    for frame in ("<table><tr><td>{}</table>", "<table><tbody><tr><td><div>{}</div><tr><td></table>",
                  "<table><tr><td></td><td>{}</td></tr></table>",
                  "<table><tr><td><table><tr><td>{}</table></table>"):  # fmt: skip
        assert plain(page(frame.format(inner))) == [data]
    assert plain(page(f"<table><tr><td>题<tr><td>{LONG}</table>")) == [("p", "题"), ("p", LONG)]


def test_layout_table_of_text() -> None:
    document = page(f"<table><tr><td>菜单</td><td><p>一、</p><p>{LONG}</p></td></tr></table>")
    assert plain(document) == [("p", "菜单"), ("p", "一、"), ("p", LONG)]


def test_small_tables_of_facts_stay_grids() -> None:
    assert plain(page("<table><tr><td>索引号：<td>123<td>日期：<td>2024-01-20</table>")) == [
        [["索引号：", "123", "日期：", "2024-01-20"]]
    ]


def test_one_table_for_the_whole_report() -> None:
    """Rows of running text cut the grid; what is data stays data."""
    rows = "".join(f"<tr><td>行{n}<td>{n}<td>0<td>1</tr>" for n in range(6))
    document = page(
        f"<table><tr><td colspan=4>一、总体情况</td></tr><tr><td colspan=4><p>{LONG}</p><p>（一）"
        f"</p></td></tr>{rows}<tr><td colspan=4>五、问题</td></tr><tr><td colspan=4>{LONG}</td></tr>"
        "</table>"
    )
    texts = [(b.kind.value, b.text[:6]) for b in document.blocks]
    assert texts == [
        ("paragraph", "一、总体情况"), ("paragraph", LONG[:6]), ("paragraph", "（一）"),
        ("grid", "行0\t0\t0"), ("paragraph", "五、问题"), ("paragraph", LONG[:6]),
    ]  # fmt: skip
    (block,) = document.grids()
    assert block.grid is not None and (block.grid.height, block.grid.width) == (6, 4)
    assert block.grid.cells[0].row == 0 and block.grid.cells[0].source_row == 2
    place = document.locate(Span(block.index, 0, 2))
    assert (place.path, place.row, place.cell) == ("/html/body/table", 2, 0)


def test_long_text_in_one_cell_of_data_is_no_frame() -> None:
    rows = "".join(f"<tr><td>行{n}<td>{n}<td>0</tr>" for n in range(6))
    (found,) = plain(page(f"<table>{rows}<tr><td>说明<td>{LONG}<td>1</table>"))
    assert found[-1] == ["说明", LONG, "1"]  # type: ignore[index]


def test_places_in_tables() -> None:
    document = page(
        "<p>x</p><div><table><tr><td>a<td>b</table><table><tr><td>甲\n<td>12</table></div>"
    )
    block = list(document.grids())[1]
    assert block.grid is not None
    cell = block.grid.cells[1]
    assert document.locate(Span(block.index, cell.start, cell.end)) == Place(
        path="/html/body/div/table[2]", line=2, row=0, cell=1, start=0, end=2
    )
    inner = document.locate(Span(block.index, cell.start + 1, cell.end))
    assert (inner.row, inner.cell, inner.start, inner.end) == (0, 1, 1, 2)
    whole = document.locate(Span(block.index, 0, len(block.text)))
    assert (whole.path, whole.row, whole.cell, whole.start) == (
        "/html/body/div/table[2]",
        None,
        None,
        None,
    )


def test_too_wide_a_span_is_cut() -> None:
    document = page("<table><tr><td colspan=1000000000>题</td></tr><tr><td>甲<td>1<td>2</table>")
    (block,) = document.grids()
    assert covering(block) == [["题", "题", "题"], ["甲", "1", "2"]]
    (note,) = document.notes
    assert (note.code, dict(note.params)) == ("P906", {"reason": "span"})


@pytest.mark.parametrize(
    ("markup", "limits", "reason"),
    [
        ("<tr><td rowspan=2>甲<td>乙<td rowspan=2>丙<tr><td colspan=2>丁", Limits(), "overlap"),
        ("<tr>" + "<td>1" * 65, Limits(), "columns"),
        ("<tr><td colspan=40>1<td colspan=40>2", Limits(), "columns"),
        ("<tr><td>1<td>2" * 401, Limits(), "rows"),
        ("<tr><td>1<td>2<td>3" * 10, Limits(grid_cells=29), "cells"),
        ("<tr><td>1<td>2", Limits(grids=0), "grids"),
    ],
)
def test_tables_without_a_grid_are_read_as_text(markup: str, limits: Limits, reason: str) -> None:
    document = page(f"<p>前</p><table>{markup}</table>", limits)
    assert not list(document.grids())
    assert len(document.blocks) > 2  # nothing is lost
    assert [(n.code, n.params["reason"]) for n in document.notes] == [("P906", reason)]
    assert document.notes[0].place == Place(path="/html/body/table", line=1)


def test_largest_permitted_grid() -> None:
    markup = "<table>" + ("<tr>" + "<td>1" * 50) * 400 + "</table>"
    block = grid(markup)
    assert block.grid is not None and (block.grid.height, block.grid.width) == (400, 50)


def test_vast_rowspan_is_cut_to_the_rows() -> None:
    block = grid("<table><tr><td rowspan=1000000000>甲<td>1<tr><td>2</table>")
    assert covering(block) == [["甲", "1"], ["甲", "2"]]


@st.composite
def tilings(draw: st.DrawFn) -> tuple[list[list[str]], str]:
    """A grid tiled with merged cells: what each position shows, and its markup."""
    height, width = draw(st.integers(1, 5)), draw(st.integers(2, 5))
    area = [[""] * width for _ in range(height)]
    rows: list[list[str]] = []
    number = 0
    for y in range(height):
        cells: list[str] = []
        for x in range(width):
            if area[y][x]:
                continue
            right = x + 1
            while right < width and not area[y][right] and draw(st.booleans()):
                right += 1
            bottom = draw(st.integers(y + 1, height))
            number += 1
            text = f"值{number}"
            for row in range(y, bottom):
                area[row][x:right] = [text] * (right - x)
            tag = draw(st.sampled_from(["td", "th", "TD"]))
            inner = draw(
                st.sampled_from(["{}", "<p>{}", "<p><span>{}</span></p>", "<b></b>{}", " {}\n"])
            )
            close = draw(st.sampled_from(["", f"</{tag}>", f"</{tag}>\n"]))
            spans = f' rowspan="{bottom - y}" colspan={right - x}'
            cells.append(f"<{tag}{spans}>{inner.format(text)}{close}")
        rows.append(cells)
    start = draw(st.sampled_from(["<tr>", "<tr>\n", "</tr><tr class=x>"]))
    markup = "".join(start + "".join(cells) for cells in rows)
    return area, f"<table>{markup}</table>"


@given(tilings())
def test_every_tiling_comes_back(tiling: tuple[list[list[str]], str]) -> None:
    area, markup = tiling
    if len({text for row in area for text in row}) == 1:
        return  # a single cell is a frame
    document = page("<p>" + markup)
    grids = list(document.grids())
    starts = {row.index(text) for row in area for text in row}
    if len(starts) == 1:
        return  # one column is running text
    # Rows in which no cell begins do not show.
    seen: set[str] = set()
    expected = []
    for row in area:
        if set(row) - seen:
            expected.append(row)
        seen |= set(row)
    assert covering(grids[0]) == expected
    assert codes(document) == []
