"""Hidden content is not read, and it is told that it is there."""

from __future__ import annotations

import pytest
from opening import codes, covering, grid, page, plain

from govinfo_report.documents.styles import Look, Sheet, look_of


@pytest.mark.parametrize(
    ("style", "look"),
    [
        ("", Look.PLAIN),
        ("color:red", Look.PLAIN),
        ("display:none", Look.NONE),
        (" DISPLAY : None !important ;color:red", Look.NONE),
        ("display:none;display:block", Look.BLOCK),
        ("display:none!important;display:block", Look.NONE),
        ("display:block;display:nonsense", Look.BLOCK),
        ("display:/* x */none", Look.NONE),
        (r"d\69splay:n\6f ne", Look.NONE),
        ("visibility:hidden", Look.INVISIBLE),
        ("visibility:collapse", Look.INVISIBLE),
        ("visibility:visible", Look.PLAIN),
        ("display:inline", Look.INLINE),
        ("display:flex", Look.BLOCK),
        ("vertical-align:super", Look.RAISED),
        ("vertical-align:top", Look.PLAIN),
        ("text-decoration: underline line-through", Look.STRUCK),
        ("mso-style:display:none", Look.PLAIN),
        ("overflow:hidden", Look.PLAIN),
        (r"\999999 :x;display:none", Look.NONE),
    ],
)
def test_looks(style: str, look: Look) -> None:
    assert look_of(style) is look


@pytest.mark.parametrize(
    "hidden",
    [
        "<span style='display:none'>23</span>",
        "<span style='DISPLAY: NONE;'>23</span>",
        "<span style='disp&#108;ay:none'>23</span>",
        "<span style='display&colon;none'>23</span>",
        "<span style='visibility:hidden'>23</span>",
        "<p hidden>23</p>",
        "<div HIDDEN=''><b>2</b>3</div>",
        "<!-- 23 -->",
        "<template>23</template>",
        "<noscript>23</noscript>",
        "<input type=hidden value=23>",
        "<span class='x hide'>23</span>",
        "<b id=secret>23</b>",
        "<script>document.write(23)</script>",
        "<iframe>23</iframe>",
        "<dialog>23</dialog>",
    ],
)
def test_hidden_content_of_a_cell(hidden: str) -> None:
    sheet = (
        "<style>/* { */ @media print{.note{display:none}} .hide, #secret { display:none }</style>"
    )
    block = grid(f"{sheet}<table><tr><td>规章<td>1{hidden}<td class=note>2</table>")
    assert covering(block) == [["规章", "1", "2"]]


def test_hidden_content_in_running_text() -> None:
    document = page("<p>一<b style=display:none>二</b>三</p><div hidden><p>四</p></div><p>五")
    assert plain(document) == [("p", "一三"), ("p", "五")]


def test_hidden_cells_and_rows_take_no_place() -> None:
    block = grid(
        "<table><tr><td style=display:none>0<td>甲<td>1<tr hidden><td>乙<td>2"
        "<tr><td>丙<td>3<td hidden>4</table>"
    )
    assert covering(block) == [["甲", "1"], ["丙", "3"]]
    assert block.grid is not None
    assert [(cell.source_row, cell.source_cell) for cell in block.grid.cells] == [
        (0, 1), (0, 2), (2, 0), (2, 1),
    ]  # fmt: skip


def test_invisible_cell_keeps_its_place() -> None:
    block = grid("<table><tr><td>甲<td style=visibility:hidden>1<td>2<tr><td>乙<td>3<td>4</table>")
    assert covering(block) == [["甲", "", "2"], ["乙", "3", "4"]]


def test_spans_that_are_blocks_do_not_run_together() -> None:
    block = grid("<table><tr><td>甲<td><span style=display:block>1</span><span>2</span></table>")
    assert covering(block) == [["甲", "1\n2"]]


def test_raised_by_style() -> None:
    block = grid("<table><tr><td>甲<td>5<span style=vertical-align:super>1</span></table>")
    assert covering(block) == [["甲", "5¹"]]


def test_style_sheets() -> None:
    sheet = Sheet.of([
        ".a{display:none} td.b , #c{visibility:hidden} .d .e{display:none} .f{display:none}"
        " .f.on{display:block} @media screen{.g{display:none}} } .h{color:red;display:none",
        "<!-- .i{display : NONE} -->",
    ])  # fmt: skip
    assert sheet.look("p", [".a"]) is Look.NONE
    assert sheet.look("p", [".x", ".a"]) is Look.NONE
    assert sheet.look("td", [".b"]) is Look.INVISIBLE
    assert sheet.look("p", [".b"]) is Look.PLAIN
    assert sheet.look("p", ["#c"]) is Look.INVISIBLE
    assert sheet.look("p", [".e"]) is Look.PLAIN
    assert sheet.look("p", [".f"]) is Look.PLAIN  # a script may show it
    assert sheet.look("p", [".g"]) is Look.PLAIN
    assert Sheet.of([]).look("p", [".a"]) is Look.PLAIN


def test_hidden_tables_are_told() -> None:
    document = page("<p>一</p><div style=display:none><table><tr><td>1<td>2</table></div>")
    (note,) = document.notes
    assert (note.code, note.params["cells"]) == ("P909", 2)
    assert note.place is not None and note.place.path == "/html/body/div"


def test_hidden_figures_beside_figures_are_told() -> None:
    (note,) = page("<table><tr><td>规章<td>1<i hidden>2</i></table>").notes
    assert (note.code, note.params["in_cells"]) == ("P909", 1)


def test_struck_figures_are_told() -> None:
    assert codes(page("<table><tr><td>规章<td><del>1</del>2</table>")) == ["P909"]


def test_commented_out_tables_are_told() -> None:
    document = page("<p>一</p><!-- <table><tr><td>规章</td><td>1</td></tr></table> -->")
    assert (codes(document), document.notes[0].params["cells"]) == (["P909"], 2)


def test_ordinary_hidden_things_are_not_worth_a_note() -> None:
    document = page(
        "<script>var a='<td>1</td>'</script><style>p{}</style><!-- 版权 --><p hidden>分享</p>"
        "<noscript>请启用脚本</noscript><p>一"
    )
    assert codes(document) == []


def test_much_hidden_text_is_told() -> None:
    assert codes(page(f"<p hidden>{'文' * 200}</p><p>一")) == ["P909"]
