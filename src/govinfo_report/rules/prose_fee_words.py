"""Building blocks of the rules on the processing fee."""

from __future__ import annotations

from decimal import Decimal

from govinfo_report.model.finding import Status
from govinfo_report.narrative.claims import FeeStatement
from govinfo_report.rules.context import Context
from govinfo_report.rules.prose_texts import FIRM, SOFT, prose_rule
from govinfo_report.rules.prose_told import this_year
from govinfo_report.rules.prose_words import blame, places_of, quoted
from govinfo_report.rules.rule import Assess, Fail, Rule
from govinfo_report.rules.texts import Texts, both

_QUANTITY = "fees.information_processing"


def fees_told(context: Context) -> list[FeeStatement]:
    """What the prose says was collected this year for the whole report."""
    allowed = {(s.section, s.start) for s in this_year(context, _QUANTITY)}
    return [f for f in context.claims.fees if (f.statement.section, f.statement.start) in allowed]


def fee_fails(
    context: Context, fee: FeeStatement, expected: Decimal, observed: Decimal, key: str,
    addresses: tuple[str, ...] = (), outcome: Status = Status.FAIL,
) -> Fail:  # fmt: skip
    """Two amounts, or an amount and a figure, that do not go together."""
    return Fail(
        addresses, {"words": quoted(context, fee.statement)},
        expected=_short(expected), observed=_short(observed),
        difference=_short(abs(expected - observed)), outcome=outcome,
        attribution=None if addresses else blame(context),
        places=places_of(context, addresses, fee.statement), evidence=(fee.statement.sentence,),
        key=key,
    )  # fmt: skip


def _short(value: Decimal) -> Decimal | int:
    return int(value) if value == value.to_integral_value() else value


_BASIS = both(
    "《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）",
    "Measures on the fee for processing government information (国办函〔2020〕109号)",
)

_SCOPE = both(
    "文中收费的范围与报告不同时无法判断。",
    "Open where the fee told is that of a body other than the report's.",
)


def fee_rule(
    rule_id: str, slug: str, check: Assess, title: Texts, template: Texts, explanation: Texts,
    formula: str, exclusions: Texts = _SCOPE, requires: tuple[str, ...] = ("text",),
    firm: bool = False,
) -> Rule:  # fmt: skip
    """A rule on the fee: info, or a warning where it is ``firm``."""
    return prose_rule(
        rule_id, slug, FIRM if firm else SOFT, check, title, template, explanation, formula,
        exclusions=exclusions, editions=("2021",), requires=requires, basis=_BASIS,
    )  # fmt: skip
