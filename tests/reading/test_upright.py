"""Heads of printed pages in columns of a few characters, and what the pages add to the text."""

import pytest

from govinfo_report.layouts.lines import ONE_LINE
from govinfo_report.model.figure import State
from govinfo_report.reading.figures import Verified
from govinfo_report.reading.flow import cut
from govinfo_report.reading.pages import running_lines
from govinfo_report.reading.rows import field_text
from govinfo_report.reading.verifier import verify
from tests.reading.build import ROWS_2021, text_document, values_of

STUB = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和） 申请人情况"
ABOVE = "自然人 法人或其他组织 总计"
NARROW = "商 科 社 法 其\n业 研 会 律 他\n企 机 公 服\n业 构 益 务\n组 机\n织 构"
WRAPPED = "商业 科研 社会 法律 其他\n企业 机构 公益 服务\n组织 机构"
CENTRED = "社会 法律\n商业 科研 公益 服务 其他\n企业 机构 组织 机构"
ALL_SEVEN = "自 商 科 社 法 其 总\n然 业 研 会 律 他 计\n人 企 机 公 服\n业 构 益 务\n组 机\n织 构"
RESULTS = "结 结 其 尚 总\n果 果 他 未 计\n维 纠 结 审\n持 正 果 结"


def rows() -> str:
    """The rows of table 3, a row per line."""
    return "\n".join(
        " ".join([*[label for label in labels if label], *values_of(i)])
        for i, labels in enumerate(ROWS_2021)
    )


def read(text: str) -> Verified:
    document = text_document(text)
    (match,) = ONE_LINE.detect(document)
    return verify(document, ONE_LINE.parse(document, match))


def values(text: str) -> list[object]:
    return [f.value for f in read(text).figures.values() if f.state is State.VALUE]


def words(text: str) -> list[str]:
    """The fields of the first row."""
    document = text_document(text)
    return [field_text(document, field) for field in cut(document, "words").rows[0]]


@pytest.mark.parametrize(
    "heads",
    [f"{ABOVE}\n{NARROW}", f"{ABOVE}\n{WRAPPED}", ALL_SEVEN],
    ids=["a character a line", "two characters", "all in one row"],
)
def test_heads_in_narrow_columns_are_read(heads: str) -> None:
    """Every figure of table 3, in its place."""
    expected = [int(value) for i in range(25) for value in values_of(i)]
    assert values(f"{STUB}\n{heads}\n{rows()}") == expected


def test_columns_that_changed_places_are_read_as_printed_or_not_at_all() -> None:
    """The lines prove the order of the columns; one that is not on the list binds nothing."""
    swapped = "科 商 社 法 其\n研 业 会 律 他\n机 企 公 服\n构 业 益 务\n组 机\n织 构"
    assert values(f"{STUB}\n{ABOVE}\n{swapped}\n{rows()}") == []


@pytest.mark.parametrize(
    "heads",
    [
        CENTRED.replace("社会 法律", "法律 社会"),  # the parts of two columns cross
        NARROW.replace("商 科 社 法 其", "商 科 社 法").replace(
            "业 研 会 律 他", "业 研 会 律\n其他"
        ),
        WRAPPED.replace("组织 机构", "机构"),  # a part is lost
        WRAPPED.replace("商业", "农业"),
    ],
    ids=["crossing", "a head beside no other", "a part lost", "a foreign head"],
)
def test_narrow_heads_that_prove_nothing_are_refused(heads: str) -> None:
    """The form knows the columns; where the page does not show them, no figure is read."""
    assert values(f"{STUB}\n{ABOVE}\n{heads}\n{rows()}") == []


def test_words_in_the_middle_of_their_cells() -> None:
    """Heads of fewer lines may begin below the first line of the others."""
    assert words(CENTRED) == ["商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"]
    assert words(RESULTS) == ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]


def test_numbers_and_titles_of_pages_are_passed_over() -> None:
    """A title that runs over two pages does not tear the label it falls into."""
    text = f"{STUB}\n{ABOVE}\n{WRAPPED}\n{rows()}"
    head = "青松县2023年政府信息公开工作年度报告"
    text = text.replace("申请数量 101", f"申请数量\n- 1 -\n{head}\n101")
    text = text.replace("行政机关不再处理其政府信息公开申请 2101",
                        f"行政机关\n- 2 -\n{head}\n不再处理其政府信息公开申请 2101")  # fmt: skip
    assert len(values(text)) == 175
    document = text_document(text)
    passed = [document.block(number).text for number in sorted(running_lines(document))]
    assert passed == ["- 1 -", head, "- 2 -", head]


def test_a_line_that_runs_over_one_page_only_is_kept() -> None:
    """Once is no running title: it may be a label that nobody knows."""
    text = "规章 1 2 3\n- 1 -\n其他部门报告事项数 7 8 9\n- 2 -\n末行"
    document = text_document(text)
    assert sorted(running_lines(document)) == [1, 3]
