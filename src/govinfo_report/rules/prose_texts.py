"""Building blocks of the texts of rules on the prose, and how such a rule is made."""

from __future__ import annotations

from functools import partial

from govinfo_report.model.finding import Severity
from govinfo_report.rules.prose_told import with_prose
from govinfo_report.rules.rule import Assess, Rule, RuleStatus
from govinfo_report.rules.texts import FORMS, Texts, both

#: a number of the text beside the figure it stands for
COUNT = both(
    "文中“{words}”，表中{label}为 {expected}，相差 {difference}。",
    "The text says “{words}”, the table has {expected} for {label}; difference {difference}.",
)
#: nothing, told in words, beside figures that are not zero
NONE_TOLD = both(
    "文中“{words}”，而表中{label}为 {observed}。",
    "The text says “{words}”, the table has {observed} for {label}.",
)
PROSE_ANSWER = both(
    "对照文字和表格的原始台账，更正写错的一方；口径不同的，在文中写明。",
    "Compare text and table with the records and correct the wrong one; where they count "
    "different things, say so in the text.",
)
PROSE_CAUSES = both(
    "文字与表格由不同人员、按不同口径或在不同日期统计；改了一处未改另一处；沿用上年文字。",
    "Text and tables were made by different people, on different grounds or days; one was changed "
    "and not the other; the text of last year was used again.",
)
OTHER_BODY = both(
    "句子说的是上年、单个单位，或与报告范围不同的机关时不作比较；约数按区间比较。",
    "Sentences on last year, on a single unit or on a body other than that of the report are not "
    "compared; approximate numbers are compared as intervals.",
)
#: firmness: follows from the published numbers; holds unless a reason is stated; plausibility
HARD, FIRM, SOFT = Severity.ERROR, Severity.WARNING, Severity.INFO
#: of percentages and growth
RATE_CAUSES = both(
    "基数或分子写错，沿用上年的比例，或先改数后未重算。",
    "A wrong number or base, the rate of last year, or a number changed without a new rate.",
)
RATE_ANSWER = both(
    "用原始数重算比例；分子或分母有误的，一并更正。",
    "Calculate the rate again from the records; correct numerator or base where they are wrong.",
)
TABLE_EDITIONS = ("2021", "2019")
REQUESTS = ("text", "requests")
REVIEW = ("text", "review_and_litigation")


def prose_rule(
    rule_id: str, slug: str, severity: Severity, check: Assess, title: Texts, template: Texts,
    explanation: Texts, formula: str, exclusions: Texts = OTHER_BODY, *,
    causes: Texts = PROSE_CAUSES, response: Texts = PROSE_ANSWER,
    editions: tuple[str, ...] = (), requires: tuple[str, ...] = ("text",), basis: Texts = FORMS,
    status: RuleStatus = RuleStatus.ACTIVE, status_reason: str = "",
) -> Rule:  # fmt: skip
    """A rule on the prose: open where no section of the report was found."""
    return Rule(
        id=rule_id, slug=slug, severity=severity, check=with_prose(check), title=title,
        template=template, explanation=explanation, formula=formula, basis=basis, causes=causes,
        exclusions=exclusions, response=response, editions=editions, requires=requires,
        status=status, status_reason=status_reason,
    )  # fmt: skip


#: rules on numbers of the prose beside table 3, and beside table 4
request_rule = partial(prose_rule, editions=TABLE_EDITIONS, requires=REQUESTS)
review_rule = partial(prose_rule, editions=TABLE_EDITIONS, requires=REVIEW)
