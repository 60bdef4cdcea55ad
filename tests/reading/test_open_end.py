"""A number at the very end of a source may have lost its last digits."""

from __future__ import annotations

import re
from random import Random

import pytest

import govinfo_report
from govinfo_report.model.figure import Reason, State
from govinfo_report.testing import RENDERERS, random_report

TOTAL = "review_and_litigation.litigation_after_reconsideration.total"
ROWS = (
    "行政复议\t\t\t\t\t行政诉讼",
    "结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t未经复议直接起诉\t\t\t\t\t复议后起诉",
    "\t\t\t\t\t" + "\t".join(["结果维持\t结果纠正\t其他结果\t尚未审结\t总计"] * 2),
    "1\t0\t0\t0\t1\t2\t0\t0\t0\t2\t17\t0\t0\t0\t17",
)
PAGE = (
    "青榆区教育局2023年政府信息公开工作年度报告\n四、政府信息公开行政复议、行政诉讼情况\n"
    + "\n".join(ROWS)
)


def test_the_last_number_of_a_source_that_goes_on() -> None:
    """Nobody can tell whether the last 17 was 175; the other cells and a whole line are read."""
    torn = govinfo_report.parse(PAGE.encode())
    assert (torn[TOTAL].state, torn[TOTAL].reason) == (State.REFUSED, Reason.CONTENT_LOST)
    assert torn[TOTAL].raw == "17"
    assert torn[TOTAL.replace("total", "upheld")].value == 17
    assert govinfo_report.parse(f"{PAGE}\n".encode())[TOTAL].value == 17
    assert govinfo_report.parse(f"{PAGE}\n五、存在的主要问题".encode())[TOTAL].value == 17


@pytest.mark.parametrize("family", ["tabs", "cells", "html", "markdown"])
def test_no_cut_gives_another_value(family: str) -> None:
    """Cut within any number of a table, a figure is as printed, refused, or gone."""
    refused = 0
    for number in range(4):
        data = random_report(Random(f"open end:{number}"), style="dense")
        renderer = RENDERERS[family]
        page = renderer.print(data, renderer.dialect(Random(number)))
        right = govinfo_report.parse(page)
        numbers = [m for m in re.finditer(rb"[0-9]{2,}", page) if m.start() > len(page) // 2]
        for size in (match.start() + 1 for match in numbers[:: max(1, len(numbers) // 12)]):
            try:
                found = govinfo_report.parse(page[:size])
            except govinfo_report.GovInfoReportError:
                continue
            for address, figure in found.figures.items():
                refused += figure.reason is Reason.CONTENT_LOST
                if figure.state is State.VALUE:
                    assert figure.value == right[address].value, (size, address)
    assert refused
