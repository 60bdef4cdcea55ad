"""Labels of the form are recognised however they are printed, and nothing else is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govinfo_report.model.editions import SECTIONED, edition
from govinfo_report.reading.labels import book, is_cross_check, item_of, read_label

ROWS = sorted(
    {
        (block.table, row.id, row.number, row.label, row.note)
        for e in SECTIONED
        for block in edition(e).blocks
        if block.table != "review_and_litigation"
        for row in block.rows
    }
)


@pytest.mark.parametrize(
    ("printed", "row"),
    [
        ("一、本年新收政府信息公开申请数量", "new_received"),
        ("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "partially_granted"),
        ("(二) 部分公开 (区分处理的, 只计这一情形, 不计其他情形)", "partially_granted"),
        ("2.其他法律行政法规 禁止公开", "denied.prohibited_by_law"),
        ("1本机关不掌握相关 政府信息", "unable_to_provide.not_held"),
        ('3.危及"三安全一稳定"', "denied.security_and_stability"),
        ("3．危及三安全一稳定", "denied.security_and_stability"),
        ("（七）合计", "total_handled"),
        ("四、结转下一年度继续办理", "carried_out"),
    ],
)
def test_printed_wordings_of_table_three(printed: str, row: str) -> None:
    """Spaces, brackets, quotes and numbering styles do not matter."""
    assert [c.id for c in book("requests").row(printed) if c.kind == "row"] == [row]


def test_stray_digit_and_missing_point_are_kept_apart() -> None:
    """A digit in front of an enumerator is stray; a number without its point is a number."""
    assert read_label("0三、本年度办理结果")[:] == ("本年度办理结果", "三、", "0")
    assert read_label("7.0三、本年度办理结果").stray == "7.0"
    assert read_label("1本机关不掌握相关政府信息")[:] == ("本机关不掌握相关政府信息", "1", "")


@pytest.mark.parametrize("text", ["规章0", "行政许可5012", "规章A", "2023规章0", "规章一1"])
def test_a_label_with_digits_or_letters_inside_is_unknown(text: str) -> None:
    """A figure glued to a label must never be swallowed."""
    assert book("proactive_disclosure").row(text) == ()


def test_the_mark_behind_a_number_may_be_lost() -> None:
    """Scans lose it: the rest must be a label of the form, and the number goes with nothing else."""
    labels = book("requests")
    assert labels.row("三本年度办理结果") == labels.row("三、本年度办理结果") != ()
    assert labels.row("四结转下年度继续办理") == labels.row("四、结转下年度继续办理") != ()
    assert labels.row("三安全一稳定") == () == labels.row("三三、本年度办理") == labels.row("三")


def test_ambiguous_words_keep_all_their_meanings() -> None:
    """其他处理 is a row in one edition and a group in the other; 总计 is a row and a column."""
    kinds = {c.kind for c in book("requests").row("（六）其他处理")}
    assert kinds == {"row", "group"}
    total = book("requests").head("总计")
    assert total is not None and total.id == "total"


def test_headings_of_table_two_and_the_cross_check_rule() -> None:
    """Items of article 20 and the rule printed in the stub of table 3 are recognised."""
    assert item_of("第二十条  第(五)项") == "五"
    assert item_of("第二十条第一项") == "一"
    assert item_of("第二十一条") == ""
    assert is_cross_check("（本列数据的勾稽关系为:第一项加第二项之 和，等于第三项加第四项之和）")
    assert not is_cross_check("申请人情况")


def test_layout_wordings_never_replace_a_label_of_the_form() -> None:
    """A layout may add a wording; it cannot point a label of the form elsewhere."""
    extra = book("requests", {"新收申请": "本年新收政府信息公开申请数量", "予以公开": "部分公开"})
    assert [c.id for c in extra.row("新收申请")] == ["new_received"]
    assert [c.id for c in extra.row("予以公开")] == ["granted"]
    assert book("requests").row("新收申请") == ()


@given(st.sampled_from(ROWS), st.data())
def test_any_white_space_and_number_style_reads_the_same(
    row: tuple[str, str, str, str, str], data: st.DataObject
) -> None:
    """White space anywhere in a label never changes what it stands for."""
    table, row_id, number, label, note = row
    styles = [number, number.replace("（", "(").replace("）", ")"), number.replace(".", "、")]
    text = data.draw(st.sampled_from(styles)) + label + data.draw(st.sampled_from(["", note]))
    spaces = st.sampled_from(["", "", "", " ", "\u00a0", "\u3000", "\n"])
    spaced = "".join(c + data.draw(spaces) for c in text)
    assert row_id in [c.id for c in book(table).row(spaced)]


@given(st.text(max_size=30))
def test_any_text_is_taken_apart(text: str) -> None:
    """Reading a label never raises."""
    key = read_label(text).key
    assert all(c >= "\u2e80" for c in key)


@pytest.mark.parametrize(
    ("text", "begun"),
    [
        ("三、本年度办理结果", True),
        ("三、\n本年", True),
        ("三、本", False),  # too little to be told from another label
        ("本年", False),
        ("四、本年度办理", False),
        ("三、本年度办理某事", False),
    ],
)
def test_the_beginning_of_the_label_over_all_outcomes(text: str, begun: bool) -> None:
    """The label spans 22 rows and is torn where a page breaks; it binds nothing."""
    assert book("requests").begins_outcomes(text) is begun
    assert not book("review_and_litigation").begins_outcomes(text)
