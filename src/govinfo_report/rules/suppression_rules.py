"""Family U: entries that set findings aside and no longer fit (U101-U103)."""

from __future__ import annotations

from collections.abc import Iterable

from govinfo_report.model.finding import Severity
from govinfo_report.rules.rule import Result, Rule
from govinfo_report.rules.texts import Texts, both


def _nothing(context: object) -> Iterable[Result]:
    """These rules judge entries, not reports: ``set_aside`` applies them."""
    return ()


def _rule(
    rule_id: str, slug: str, title: Texts, template: Texts, explanation: Texts, formula: str,
    response: Texts,
) -> Rule:  # fmt: skip
    return Rule(
        id=rule_id, slug=slug, severity=Severity.WARNING, check=_nothing, title=title,
        template=template, explanation=explanation, formula=formula, response=response,
        basis=both("无法律依据：管理本程序的结论", "no legal source: it keeps our own verdicts in order"),
        causes=both("报告或规则已改变，记录没有随之更新。",
                    "The report or the rules changed, and the entry did not."),
        requires=("suppressions",),
    )  # fmt: skip


RULES: tuple[Rule, ...] = (
    _rule(
        "U101", "suppression-unused",
        both("搁置记录没有对应的发现", "an entry that suppresses nothing"),
        both("搁置记录 {entry}（{rule}）没有对应的发现。",
             "The entry {entry} ({rule}) suppresses no finding."),
        both("记录所指的发现已不存在：报告已更正，或指纹有误。规则未运行或无法判断时不报告。",
             "The finding an entry names is no longer there: the report was corrected, or the "
             "fingerprint is wrong. Nothing is said while the rule is open or did not run."),
        "every entry that speaks of this report meets a finding",
        both("删去该记录。", "Remove the entry."),
    ),
    _rule(
        "U102", "suppression-expired",
        both("搁置记录已过期", "an entry that has expired"),
        both("搁置记录 {entry}（{rule}）已于 {expires} 到期，不再生效。",
             "The entry {entry} ({rule}) expired on {expires} and has no effect."),
        both("到期的记录不再搁置任何发现。", "An entry past its last day suppresses nothing."),
        "no entry that meets a finding is past its last day",
        both("重新核对该发现，更新期限或删去记录。",
             "Look at the finding again; set a new date or remove the entry."),
    ),
    _rule(
        "U103", "suppression-unjustified",
        both("搁置记录没有说明理由", "an entry without a reason"),
        both("搁置记录 {entry}（{rule}）没有理由，不生效。",
             "The entry {entry} ({rule}) gives no reason and has no effect."),
        both("每一条记录都须写明理由。", "Every entry says why."),
        "every entry that meets a finding has a justification",
        both("补写理由，或删去记录。", "Write down the reason, or remove the entry."),
    ),
)  # fmt: skip
"""The rules of this module, by id."""
UNUSED, EXPIRED, UNJUSTIFIED = RULES
