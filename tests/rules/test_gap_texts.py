"""What is missing is said in the language of the reader."""

from __future__ import annotations

import re

import pytest

from govinfo_report.rules.gap_texts import told_gap, told_gaps
from govinfo_report.rules.rule import Gap
from govinfo_report.testing.conformance import load_cases
from govinfo_report.testing.conformance.running import assess


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("blank", "空白"),
        ("absent/refused", "缺失或拒读"),
        ("23 × not_applicable", "23 处标为“/”"),
        ("2022: blank/refused", "2022 年空白或拒读"),
        ("requests not read in full", "表三未能完整读取"),
        ("scope unknown", "统计范围不明"),
        ("no section other_matters", "没有第六部分"),
        ("6 parts announced, 5 sections found", "正文说有 6 个部分，找到 5 个"),
        ("云岭县水务局 2023: blank", "云岭县水务局 2023：空白"),
        ("200 × no units", "没有给出下属单位（200 处）"),
        ("3 × 云岭县水务局 2023: absent/blank", "3 处云岭县水务局 2023：缺失或空白"),
        ("2 × 2022: refused", "2 处 2022 年拒读"),
        ("云岭县水务局 2022 (not 2023)", "云岭县水务局 2022 年的报告不属 2023 年度"),
        (
            "云岭县水务局 2022 (not 2023), 云岭县统计局: absent",
            "云岭县水务局 2022 年的报告不属 2023 年度、云岭县统计局：缺失",
        ),
        (
            "云岭县水务局 2023: blank, 云岭县统计局: absent",
            "云岭县水务局 2023：空白、云岭县统计局：缺失",
        ),
        ("a reason of a plugin", "a reason of a plugin"),
    ],
)
def test_phrases(english: str, chinese: str) -> None:
    """Every shape by hand."""
    assert told_gap(english, "zh") == chinese
    assert told_gap(english, "en") == english


def test_counts_and_addresses() -> None:
    """How often, in which state, and where."""
    gaps = [Gap((f"requests.granted.{n}",), "blank") for n in "abcd"] + [Gap((), "refused")]
    assert told_gaps(gaps) == (
        "4 × blank, 1 × refused: requests.granted.a, requests.granted.b, requests.granted.c (+1)"
    )
    assert told_gaps(gaps, "zh").startswith("4 处空白，1 处拒读：requests.granted.a、")
    assert told_gaps(gaps, "zh", lambda a: a[-1]).endswith("：a、b、c 等 4 格")
    assert told_gaps([Gap((), "no date of publication")]) == "no date of publication"
    assert told_gaps([]) == ""


def test_every_reason_of_the_suite_exists_in_chinese() -> None:
    """No rule is open for a reason that a reader of Chinese would find in English."""
    met = {
        gap.reason
        for case in load_cases()
        if case.verdict == "open"
        for gaps in assess(case).gaps.values()
        for gap in gaps
    }
    assert len(met) > 20
    files = re.compile(r"[a-z]+\.html")
    plain = {r for r in met if re.search("[a-z]{3}", files.sub("", told_gap(r, "zh")))}
    assert plain == set()
