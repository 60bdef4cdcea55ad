"""Prose that two reports share, set phrases left aside (Y112, and X101 for units)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from attrs import frozen

from govinfo_report.model.finding import Param, Severity
from govinfo_report.model.place import Place
from govinfo_report.model.report import Report
from govinfo_report.rules.across import across
from govinfo_report.rules.context import Context
from govinfo_report.rules.history import MISSING, publisher_key, report_name
from govinfo_report.rules.prose_words import blame
from govinfo_report.rules.rule import Assess, Fail, Gap, Pass, Result, Rule
from govinfo_report.rules.slots import shorten
from govinfo_report.rules.texts import FORMS, both
from govinfo_report.rules.year_rules import YEAR_ANSWER
from govinfo_report.text.lazy import lazy
from govinfo_report.text.normalise import squash

#: more than this share of the prose must be repeated to be called a copy
COPIED = Decimal("0.5")
#: characters of its own that a report must have to be judged
ENOUGH = 200
_SHORTEST = 12  # characters of a sentence that says something
_LONGEST = 60
_MOST_HOLDERS = 8  # units with one passage that are compared
_SENTENCE = lazy(r"[^。！？!?；;\n]++")
_YEAR = lazy(r"20[0-9]{2}(?:年度?)?")
#: what stands in every report: the law, the notice, zeros and fees, the words of the form
_SET = lazy(
    r"条例|711号|国办|办公厅关于|信息处理费|(?:没有|无)(?:其他)?需要?(?:报告|说明)|"
    r"(?:未|没有)(?:收到|发生|产生|出现)|统计期限|联系(?:电话|地址|我们)|电子版|可(?:以|在).{0,20}(?:下载|查阅)|"
    r"本报告(?:由|中|所|的|根据|按照|依据)|根据.{2,40}(?:要求|规定|精神)"
)


@frozen
class Passages:
    """The sentences of a report that are its own, in plain characters and without years."""

    #: in plain characters -> as printed
    printed: Mapping[str, str]

    @property
    def total(self) -> int:
        """How many characters they have."""
        return sum(map(len, self.printed))

    def shared(self, other: Passages) -> tuple[int, str]:
        """Characters that stand in the other report as well, and the longest such sentence."""
        same = [s for s in self.printed if s in other.printed]
        return sum(map(len, same)), self.printed[max(same, key=len)] if same else ""


def passages(report: Report) -> Passages:
    """What a report says in words of its own; an equal sentence counts once."""
    return Passages({plain: " ".join(text.split()) for plain, text in sentences(report)})


def sentences(report: Report) -> Iterator[tuple[str, str]]:
    """Every sentence in words of its own: in plain characters without years, and as printed."""
    for section in report.sections.values():
        for sentence in _SENTENCE.findall(section.text):
            plain = _plain(sentence)
            if len(plain) >= _SHORTEST and _SET.search(plain) is None:
                yield plain, sentence


def _plain(sentence: str) -> str:
    return _YEAR.sub("", squash(sentence))


def repetition(shared: int, total: int) -> Decimal:
    """The share that is repeated, in per cent."""
    return (Decimal(shared) * 100 / Decimal(total)).quantize(Decimal("0.1"))


def copied(share: Decimal = COPIED) -> Assess:
    """A check that not more than ``share`` of the prose is that of the year before."""

    def check(now: Context, before: Context) -> Iterator[Result]:
        if not now.report.sections or not before.report.sections:
            yield Gap((), MISSING["no_prose"][1], given=bool(now.report.sections))
            return
        here = passages(now.report)
        shared, longest = here.shared(passages(before.report))
        if here.total < ENOUGH or shared <= share * here.total:
            yield Pass()
            return
        yield Fail(
            (), {"last": before.report.year or 0, "count": shared, "words": longest},
            expected=share * 100, observed=repetition(shared, here.total),
            attribution=blame(now), evidence=(shorten(longest, _LONGEST),), key="text",
            places=_where(now.report, longest),
        )  # fmt: skip

    return across(check)


def _where(report: Report, passage: str) -> tuple[Place, ...]:
    """Where a passage stands."""
    for section in report.sections.values():
        for sentence in _SENTENCE.finditer(section.text):
            if _plain(sentence[0]) == _plain(passage):
                return section.places(*sentence.span())
    return ()


def shared_between(context: Context) -> Iterator[Result]:
    """Pairs of units of which one has most of its prose in common with the other."""
    units = [(unit, passages(unit)) for unit in context.children]
    if len(units) < 2:
        yield Gap((), "fewer than two units", given=False)
        return
    keys = [publisher_key(unit.publisher or "") for unit, _ in units]
    holders: dict[str, list[int]] = {}
    for number, (unit, own) in enumerate(units):
        if not unit.sections:
            yield Gap((), f"{report_name(unit)}: {MISSING['no_prose'][1]}", given=False)
            continue
        alike: dict[int, int] = {}
        for passage in own.printed:
            for earlier in holders.get(passage, ()):
                if keys[earlier] != keys[number]:  # H103 speaks of two reports of one unit
                    alike[earlier] = alike.get(earlier, 0) + len(passage)
            # the first few that have a passage stand for all
            if len(mine := holders.setdefault(passage, [])) < _MOST_HOLDERS:
                mine.append(number)
        twin = max(alike, key=lambda other: alike[other], default=None)
        if twin is None or own.total < ENOUGH or alike[twin] <= COPIED * own.total:
            yield Pass()
            continue
        other, others = units[twin]
        params: dict[str, Param] = {
            "unit": report_name(unit), "parts": report_name(other), "words": own.shared(others)[1],
        }  # fmt: skip
        yield Fail(
            (), params, expected=COPIED * 100, observed=repetition(alike[twin], own.total),
            evidence=(report_name(unit), report_name(other)), key=report_name(unit),
        )  # fmt: skip


_COPYING = both(
    "在上年或其他单位的报告上修改而成。", "Last year's report, or another body's, was edited."
)

RULES: tuple[Rule, ...] = (
    Rule(
        id="Y112", slug="narrative-copied-from-last-year", severity=Severity.INFO, check=copied(),
        title=both("文字大部分与上年相同", "most of the prose is that of last year"),
        template=both(
            "文字重复率 {observed}%，超过 {expected}%：与 {last} 年相同的有 {count} 字，如“{words}”。",
            "{observed}% of the prose stands in the report for {last} as well (limit {expected}%; "
            "{count} characters), for one “{words}”.",
        ),
        explanation=both(
            "逐句比较两年的文字，不计年份，也不计法规引文、套语和零报告的句子；重复的字数超过一半的，提示一下。"
            "数字不同的句子不算重复。",
            "Sentence by sentence, years left out, and without quotations of the law, set phrases "
            "and sentences that report nothing. Noted where more than half of the characters are "
            "repeated; a sentence with another number is no repetition.",
        ),
        formula="characters of sentences that stand in both years ≤ 1/2 of all",
        basis=FORMS, causes=_COPYING, response=YEAR_ANSWER,
        exclusions=both("文字不足 200 字的报告不判断。", "Nothing is said of fewer than 200 characters."),
        requires=("text", "previous report"),
    ),
)  # fmt: skip
"""The rules of this module, by id."""

#: the same between the units of a hierarchy
BETWEEN_UNITS = Rule(
    id="X101", slug="boilerplate-from-another-body", severity=Severity.INFO, check=shared_between,
    title=both("文字大部分与另一单位相同", "most of the prose is that of another unit"),
    template=both(
        "{unit} 年的文字有 {observed}% 与{parts} 年的相同，如“{words}”。",
        "{observed}% of the prose of {unit} stands in that of {parts} as well, for one “{words}”.",
    ),
    explanation=both(
        "逐句比较各单位的文字，不计法规引文和套语；相同的字数超过一半的，提示一下。",
        "Sentence by sentence, without quotations of the law and set phrases; noted where more than "
        "half of the characters are shared.",
    ),
    formula="characters of sentences shared with another unit ≤ 1/2 of all",
    basis=FORMS, causes=_COPYING,
    response=both("按本单位实际情况重写。", "Write what the unit itself has done."),
    exclusions=both("文字不足 200 字的报告不判断；统一印发的表述可能相同。",
                    "Nothing is said of fewer than 200 characters; wordings issued to all may be "
                    "equal."),
    requires=("unit reports",),
)  # fmt: skip
