"""The built-in rules, and how to find one."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from govinfo_report.errors import UsageError
from govinfo_report.rules import (
    arithmetic_rules,
    copied_prose,
    copy_rules,
    draft_rules,
    identity_rules,
    limit_rules,
    prose_balance,
    prose_cases,
    prose_documents,
    prose_fee_tables,
    prose_fees,
    prose_growth,
    prose_lists,
    prose_outcomes,
    prose_over_years,
    prose_rates,
    prose_requests,
    prose_review,
    prose_sums,
    prose_untold,
    prose_years,
    reading_rules,
    section_rules,
    shape_rules,
    statistics_rules,
    structure_rules,
    table_three_rules,
    table_two_rules,
    timing_rules,
    value_rules,
    year_rules,
)
from govinfo_report.rules.rule import Rule

#: counts up when a verdict changes; recorded with every report as software version ``rules``
CATALOGUE_VERSION = "1"


@lru_cache(maxsize=1)
def catalogue() -> tuple[Rule, ...]:
    """The built-in rules in the order of their ids."""
    modules = (
        arithmetic_rules, table_three_rules, table_two_rules, reading_rules, structure_rules,
        value_rules, section_rules, identity_rules, timing_rules, year_rules, copy_rules,
        draft_rules, prose_requests, prose_balance, prose_outcomes, prose_cases, prose_review,
        prose_documents, prose_sums, prose_growth, prose_over_years, prose_rates, prose_years,
        prose_untold, prose_lists, prose_fees, prose_fee_tables, limit_rules, shape_rules,
        copied_prose, statistics_rules,
    )  # fmt: skip
    return tuple(
        sorted((rule for module in modules for rule in module.RULES), key=lambda rule: rule.id)
    )


def find_rule(name: str, rules: Iterable[Rule] | None = None) -> Rule:
    """The rule with this id (``A103``, also ``A103.7``) or slug; ``UsageError`` for none."""
    known = tuple(rules) if rules is not None else catalogue()
    wanted = name.strip()
    rule_id = wanted.upper().partition(".")[0]
    for rule in known:
        if rule.id == rule_id or rule.slug == wanted.lower():
            return rule
    raise UsageError(f"{name!r} is no rule.", zh=f"没有规则 {name!r}。", **suggestion(name, known))


def suggestion(name: str, rules: Iterable[Rule]) -> dict[str, str]:
    """Hints for a name that means no rule: the closest ids and slugs."""
    import difflib  # for the error only

    known = [word for rule in rules for word in (rule.id, rule.slug)]
    close = ", ".join(difflib.get_close_matches(name[:80], known, n=3))
    if not close:
        return {
            "hint": "`govinfo-report rules` lists them.",
            "hint_zh": "运行 govinfo-report rules 查看全部规则。",
        }
    return {"hint": f"Did you mean {close}?", "hint_zh": f"是否指 {close}？"}
