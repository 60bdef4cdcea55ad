"""Findings on words of the prose lead to the sentence with these words."""

from __future__ import annotations

from govinfo_report.model.build import build_report
from govinfo_report.model.place import Place
from govinfo_report.model.report import Report, Section
from govinfo_report.rules import validate
from govinfo_report.rules.timing_rules import lines_at

PLACE = "problems_and_improvements"
HEAD = Place(line=40)


def report(*sentences: str, gap: str = "\n") -> Report:
    """Sentences of section five, one in each line of the source from line 41 on."""
    stretches, start = [], 0
    for line, sentence in enumerate(sentences, 41):
        stretches.append((start, start + len(sentence), Place(line=line)))
        start += len(sentence) + len(gap)
    section = Section(
        "五、存在的主要问题及改进情况", gap.join(sentences), place=HEAD, stretches=tuple(stretches)
    )
    return build_report(
        {}, publisher="柳岸县教育局", scope="own", year=2023, sections={PLACE: section}
    )


def line_of(rule: str, made: Report) -> int | None:
    """Line of the source that the only finding of a rule leads to."""
    (finding,) = validate(made, select=(rule,)).findings
    (place,) = finding.places
    return place.line


def test_lines_at() -> None:
    """Every line with the place of its first character."""
    text = "甲乙\n\n丙丁戊\n己"
    assert list(lines_at(text)) == [(0, "甲乙"), (3, ""), (4, "丙丁戊"), (8, "己")]
    assert all(text[start : start + len(line)] == line for start, line in lines_at(text))


def test_words_left_in_the_last_line() -> None:
    """The line that begins and ends with the words, behind several others."""
    lines = ("栏目偏少。", "更新偏慢。", "解读不够。", "培训不足。", "某某单位", "下一步改进。")
    assert line_of("X102", report(*lines)) == 45


def test_second_sentence_of_a_line() -> None:
    """Two sentences without a break between them in the text."""
    assert line_of("X102", report("栏目偏少。", "某某单位更新慢。", gap="")) == 42
    assert line_of("X102", report("更新慢。", "栏目偏少。", "请某某单位改进。", gap="")) == 43
    assert line_of("X103", report("更新偏慢。", "栏目偏少，请结合实际填写问题。")) == 42


def test_words_that_begin_between_two_lines() -> None:
    """The space in front of a gap to be filled in belongs to neither line."""
    assert line_of("X102", report("更新偏慢，下一步改进。\n详见网址", "____。", gap=" ")) == 42


def test_area_that_acts() -> None:
    """The clause with the area, not the first of the section."""
    lines = ("栏目偏少。", "更新偏慢。", "全市共受理申请较多。", "培训不足。")
    assert line_of("N203", report(*lines)) == 43
