"""Where the report itself explains a figure: sentences of section six linked to findings.

A sentence explains a finding when it gives a reason (因, 由于, 口径 …) and names the row concerned
or one of the two numbers.  What is so explained is for a human to judge; an error stands.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

import regex
from attrs import evolve, frozen

from govinfo_report.model.finding import Finding, Outcome, Severity, Status
from govinfo_report.model.report import Report
from govinfo_report.rules.message import plain_number
from govinfo_report.rules.private import masked
from govinfo_report.rules.slots import shorten, slots_of
from govinfo_report.text.lazy import lazy
from govinfo_report.text.normalise import squash

_SENTENCE = lazy(r"[^。;!?\n]++")
_REASON = lazy(
    r"因(?!此)|由于|原因|系(?!统|列)|所致|导致|口径|差异|不一致|不符|不等|不同|更正|修正|勘误|误填|误报|漏报|漏填"
    r"|调整|(?:未|不再|不)(?:计入|纳入|包[含括]|列入)|重复(?:计算|统计)|合并|划转|撤销|换算|四舍五入"
)
#: what of a label does not name what its row counts: its number, and marks
_NOT_NAMES = lazy(r"^(?:[一二三四五六七八九十]++、|\([一二三四五六七八九十]++\))|[^\p{Han}]")
#: beginning of a label -> how prose names the row
_SHORTENED = {"结转下年度": "结转", "上年结转": "结转", "本年新收": "新收"}
#: rule -> words that name its subject
_SUBJECTS = {
    "Y101": ("结转",), "Y102": ("现行有效", "规范性文件", "规章"), "Y109": ("废止",),
    "Y106": ("同比", "较上年", "增长", "下降"), "Y114": ("较上年", "增加", "减少"), "S401": ("期限", "统计时间", "起止"),
    "A301": ("现行有效", "废止"), "V301": ("规章",), "S301": ("格式", "模板", "表样"), "T101": ("发布", "公开时间", "逾期"),
}  # fmt: skip
_TELLING = 10  # smaller numbers stand in any sentence
_LONGEST = 80
#: a row's shortest telling name, in characters
_SHORTEST = 2


@frozen
class Explanation:
    """A sentence of section six that gives a reason."""

    shown: str
    plain: str

    def names(self, words: Iterable[str], numbers: Iterable[str]) -> bool:
        """Whether the sentence names one of these rows, or holds one of these numbers."""
        return any(word in self.plain for word in words) or any(
            regex.search(rf"(?<![0-9.]){regex.escape(number)}(?![0-9]|\.[0-9])", self.plain)
            for number in numbers
        )


def explanations(report: Report) -> tuple[Explanation, ...]:
    """The sentences of section six that give a reason."""
    section = report.sections.get("other_matters")
    if section is None:
        return ()
    found = []
    for sentence in _SENTENCE.findall(section.text):
        plain = squash(sentence)
        if _REASON.search(plain) is not None:
            found.append(Explanation(shorten(masked(" ".join(sentence.split())), _LONGEST), plain))
    return tuple(found)


def explained(report: Report, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The findings, each with the sentences that explain it; all but errors then for review."""
    sentences = explanations(report)
    if not sentences:
        return findings
    return tuple(_linked(report, finding, sentences) for finding in findings)


def _linked(report: Report, finding: Finding, sentences: tuple[Explanation, ...]) -> Finding:
    if finding.rule[:1] == "P":  # what the reading met is not the report's to explain
        return finding
    words, numbers = _words(report, finding), _numbers(finding)
    named = tuple(s.shown for s in sentences if s.names(words, numbers))
    if not named:
        return finding
    firm = finding.severity in (Severity.WARNING, Severity.INFO)
    outcome = Status.REVIEW if firm else finding.outcome
    return evolve(finding, explained_by=named, outcome=outcome)


def settled(outcomes: Iterable[Outcome], findings: Iterable[Finding]) -> tuple[Outcome, ...]:
    """The outcomes, a failed rule for review where all its findings are."""
    became: dict[str, set[Status]] = {}
    for finding in findings:
        became.setdefault(finding.rule.partition(".")[0], set()).add(finding.outcome)
    return tuple(
        evolve(outcome, status=Status.REVIEW)
        if outcome.status is Status.FAIL and became.get(outcome.rule) == {Status.REVIEW}
        else outcome
        for outcome in outcomes
    )


def _words(report: Report, finding: Finding) -> tuple[str, ...]:
    own = _SUBJECTS.get(finding.rule.partition(".")[0])
    if own is not None:
        return own
    slots = slots_of(report.forms)
    found = []
    for address in finding.addresses[:1]:
        slot = slots.get(address)
        if slot is not None:
            label = squash(slot.row).rstrip("…").partition("/")[0]  # 其他处理／3.其他
            name = _NOT_NAMES.sub("", label)
            found += [s for long, s in _SHORTENED.items() if name.startswith(long)] or [name]
    return tuple(name for name in found if len(name) >= _SHORTEST and name != "总计")


def _numbers(finding: Finding) -> tuple[str, ...]:
    return tuple(
        plain_number(value)
        for value in (finding.expected, finding.observed, finding.difference)
        if isinstance(value, int | Decimal) and not -_TELLING < value < _TELLING
    )
