"""Family N: years left over in the prose (N105)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from govinfo_report.model.finding import Severity, Status
from govinfo_report.narrative.claims import YearMention
from govinfo_report.rules.context import Context
from govinfo_report.rules.prose_texts import FIRM, prose_rule
from govinfo_report.rules.prose_told import this_year
from govinfo_report.rules.prose_words import blame, joined, places_in, quoted, section_of
from govinfo_report.rules.rule import Fail, Gap, Pass, Result, Rule
from govinfo_report.rules.texts import both
from govinfo_report.text.normalise import squash

_QUOTED = 28


_COUNTED = ("requests.received", "requests.carried_in", "requests.carried_out", "requests.closed")


def _years(context: Context) -> Iterator[Result]:
    year = context.report.year
    for mention in context.claims.years:
        if mention.role != "reporting":
            continue
        if year is None:
            yield Gap((), "year unknown")
            return
        if mention.year == year:
            yield Pass()
            continue
        yield Fail(
            (), {"words": _around(mention), "year": year}, 1,
            expected=year, observed=mention.year, difference=abs(year - mention.year),
            outcome=_how_sure(context, mention, year), attribution=blame(context),
            places=places_in(context, mention), evidence=(mention.sentence,),
            key=f"{mention.year}|{mention.section}",
        )  # fmt: skip
    yield from _units(context)


def _how_sure(context: Context, mention: YearMention, year: int) -> Status:
    """Sure of last year's number where its paragraph does not speak of this year too."""
    text = section_of(context, mention.section).text
    first = text.rfind("\n", 0, mention.start) + 1
    paragraph = squash(text[first : mention.end] + text[mention.end :].partition("\n")[0])
    counted = any(
        s.section == mention.section and s.sentence == mention.sentence
        for s in context.claims.statements
    )
    sure = counted and mention.year == year - 1 and f"{year}年" not in paragraph
    return Status.FAIL if sure else Status.REVIEW


def _around(mention: YearMention) -> str:
    """The sentence from the year on."""
    sentence = joined(mention.sentence)
    return sentence[max(0, sentence.find(f"{mention.year}年")) :][:_QUOTED]


def _units(context: Context) -> Iterator[Result]:
    """One number of requests, told in two units."""
    for quantity in _COUNTED:
        told = [s for s in this_year(context, quantity) if s.value]
        for one, other in combinations(told, 2):
            if one.value == other.value and one.unit != other.unit:
                yield Fail(
                    (), {"words": f"{quoted(context, one)}；{quoted(context, other)}", "year": 0},
                    2, outcome=Status.REVIEW, severity=Severity.INFO, attribution=blame(context),
                    expected=one.unit, observed=other.unit,
                    places=places_in(context, other), key=f"{quantity}|unit",
                )  # fmt: skip
                break


RULES: tuple[Rule, ...] = (
    prose_rule(
        "N105", "year-or-unit-mismatch", FIRM, _years,
        both("文中所述不是报告年度", "the text reports on another year"),
        both("文中“{words}”：写的是 {observed}，应为 {expected}。",
             "The text says “{words}”: {observed} instead of {expected}."),
        both("各部分中作为报告年度写出的年份应为报告的年度；同一件数前后所用单位应一致（后者为提示）。",
             "Years named as the reporting year are that of the report; one number is told in one "
             "unit (info)."),
        "years told as the reporting year = report.year; units of a quantity agree",
        exclusions=both("文件名、规划、对比中的年份不算；同段也写本年度的，更早的年份，以及没有数字的句子，列为待"
                        "复核。",
                        "Years in titles, plans and comparisons do not count. To be reviewed: where "
                        "the paragraph names this year too, earlier years, sentences without a "
                        "number."),
        causes=both("沿用上年文字而未改。", "Sentences of last year left in."),
    ),
)  # fmt: skip
"""The rules of this module, by id."""
