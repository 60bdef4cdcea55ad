"""Head rows of flattened text that print one head on two rows."""

from __future__ import annotations

import pytest

from govinfo_report.reading.heads import text_columns
from govinfo_report.reading.labels import book

SEVEN = [
    "natural_person",
    "commercial_enterprise",
    "research_institution",
    "public_welfare_organization",
    "legal_service_institution",
    "other_organization",
    "total",
]
GROUPS = ("申请人情况", "自然人 法人或其他组织 总计")


def columns(*lines: str) -> list[str] | None:
    """What head rows announce; a space stands between two cells and ``_`` is an empty one."""
    rows = [
        [(number, "" if text == "_" else text) for text in line.split(" ")]
        for number, line in enumerate((*GROUPS, *lines))
    ]
    return text_columns(book("requests"), rows)


@pytest.mark.parametrize(
    "lines",
    [
        ("商业 科研 社会公益组织 法律服务机构 其他", "企业 机构"),
        ("商业 科研 社会公益 法律服务 其他", "企业 机构 组织 机构"),
        ("商业 科研 社会公益组织 法律服务机构 其他", "企业 机构 _ _ _"),
        ("商业企业 科研机构 社会公益 法律服务机构 其他", "组织"),
    ],
)
def test_a_lower_row_that_leaves_out_the_heads_spanning_both(lines: tuple[str, ...]) -> None:
    """Its cells belong, in order, to the heads that are none by themselves."""
    assert columns(*lines) == SEVEN


@pytest.mark.parametrize(
    "lines",
    [
        ("商业 科研 社会公益组织 法律服务机构 其他", "机构 企业"),  # the wrong way round
        ("商业 科研 社会公益组织 法律服务机构 其他", "企业"),  # one is lost
        ("商业 科研 社会公益组织 法律服务机构 其他", "企业 机构 组织"),  # one too many
        ("商业 科研 社会公益组织 法律服务机构 其他", "企业 某构"),
    ],
)
def test_halves_that_do_not_fit_are_refused(lines: tuple[str, ...]) -> None:
    """No head is completed unless every half finds its other half."""
    assert columns(*lines) is None


def test_a_head_that_wraps_beside_others_is_refused() -> None:
    # 本年制发件数 over two lines stands above and below its place; the order of lines is another
    wrapped = [
        [(1, "本年")],
        [(2, "信息内容"), (2, "本年废止件数"), (2, "现行有效件数")],
        [(3, "制发件数")],
    ]
    labels = book("proactive_disclosure")
    assert text_columns(labels, wrapped) is None
    assert text_columns(labels, wrapped[1:]) is None
    one_line = [[(2, "信息内容"), (2, "本年废止件数"), (2, "现行有效件数"), (2, "制发件数")]]
    assert text_columns(labels, one_line) == ["repealed", "in_force", "issued"]
    each_its_own = [[(n, text)] for n, (_, text) in enumerate(one_line[0])]
    assert text_columns(labels, each_its_own) == ["repealed", "in_force", "issued"]
