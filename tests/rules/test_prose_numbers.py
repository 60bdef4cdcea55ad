"""Numbers told in prose against the tables and against each other (N101-N136, N301-N306)."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from govinfo_report.model.address import addresses_of
from govinfo_report.model.build import build_report, forms_of
from govinfo_report.model.report import Report, Section
from govinfo_report.rules import Assessment, catalogue, validate

from .prose_cases import FEES, IN_PROSE, Case

_SHORT = {
    "recon.": "review_and_litigation.administrative_reconsideration.",
    "direct.": "review_and_litigation.litigation_direct.",
    "after.": "review_and_litigation.litigation_after_reconsideration.",
    "doc.": "proactive_disclosure.normative_documents.",
    "rule.": "proactive_disclosure.administrative_rules.",
}
_WHOLE = {
    "fee": "proactive_disclosure.administrative_fees.amount_wan_yuan",
    **{f"{kind}": f"proactive_disclosure.administrative_{kind}.decisions"
       for kind in ("licensing", "penalties", "coercion")},
}  # fmt: skip
_HEADS = {
    "proactive": "（一）主动公开", "on_request": "（二）依申请公开",
    "information_management": "（三）政府信息管理", "platform": "（四）政府信息公开平台建设",
}  # fmt: skip
RULES = tuple(r.id for r in catalogue() if r.id[:2] in ("N1", "N3"))


def address(key: str, known: frozenset[str]) -> str:
    """The full address of an abbreviated one."""
    if key in _WHOLE:
        return _WHOLE[key]
    for short, long in _SHORT.items():
        if key.startswith(short):
            return long + key.removeprefix(short)
    return f"requests.{key}" if f"requests.{key}" in known else f"requests.{key}.total"


def report(text: str, figures: dict[str, Any], closing: str = "本年度未收取信息处理费。",
           edition: str = "2021", **facts: Any) -> Report:  # fmt: skip
    """The report of a bureau with these figures, the rest zero, and one sentence to look at."""
    part, _, words = text.rpartition("|")
    part = part or "on_request"
    parts = dict.fromkeys(_HEADS, "按期完成。") | {part: words}
    overview = "\n".join(f"{head}\n{parts[name]}" for name, head in _HEADS.items())
    sections = {
        "overview": Section("一、总体情况", overview, parts),
        "problems_and_improvements": Section("五、存在的主要问题及改进情况", "更新偏慢。"),
        "other_matters": Section("六、其他需要报告的事项", closing),
    }
    known = frozenset(addresses_of(forms_of(edition)))
    values = {**dict.fromkeys(known, 0), **{address(k, known): v for k, v in figures.items()}}
    facts = {"publisher": "柳岸县教育局", "year": 2023, "scope": "own", **facts}
    return build_report(values, edition=edition, sections=sections, **facts)


def assessed(case: Case) -> Assessment:
    """What becomes of a case."""
    _, _, text, figures, _ = case
    made = report("", figures, text) if case in FEES else report(text, figures)
    return validate(made, select=("N1", "N3"))


def raised(assessment: Assessment) -> set[str]:
    """Ids of what was found, without the numbers of assertions."""
    return {finding.rule.partition(".")[0] for finding in assessment.findings}


@pytest.mark.parametrize("case", IN_PROSE, ids=lambda case: f"{case[0]} {case[1]} {case[2][:30]}")
def test_sentences(case: Case) -> None:
    """The rule says what is expected, and no other rule says anything."""
    rule, became, _, _, others = case
    assessment = assessed(case)
    messages = [finding.message["zh"] for finding in assessment.findings]
    assert assessment.outcome(rule).status.value == became, messages
    assert raised(assessment) == others | ({rule} if became in ("fail", "review") else set()), (
        messages
    )


@pytest.mark.parametrize("case", FEES, ids=lambda case: f"{case[0]} {case[1]} {case[2][:30]}")
def test_closing_section(case: Case) -> None:
    """The fee rules one by one; one amount may break several of them."""
    rule, became, _, _, _ = case
    assert assessed(case).outcome(rule).status.value == became


def test_every_rule_has_its_examples() -> None:
    """Three that hold, three that do not; what is open beside the missing prose."""
    cases = [*IN_PROSE, *FEES]
    for rule in RULES:
        became = Counter(case[1] for case in cases if case[0] == rule)
        assert became["pass"] >= 3, rule
        assert became["fail"] + became["review"] >= 3, rule


@pytest.mark.parametrize("rule", RULES)
def test_without_prose_all_are_open(rule: str, make: Any) -> None:
    """Tables alone: no rule on the prose passes, and none finds anything."""
    assessment = validate(make(), select=(rule,))
    (outcome,) = [o for o in assessment.outcomes if o.rule == rule]
    assert outcome.status.value == "open"
    assert "no section" in outcome.reason
    assert not assessment.findings
    assert assessment.complete
