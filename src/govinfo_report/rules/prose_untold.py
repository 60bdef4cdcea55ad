"""Family N: numbers that are not told, and hedges that hedge nothing (N129, N136)."""

from __future__ import annotations

from collections.abc import Iterator

from govinfo_report.model.figure import Number
from govinfo_report.rules.context import Context
from govinfo_report.rules.prose_figures import label_of, value_at
from govinfo_report.rules.prose_parts import shown
from govinfo_report.rules.prose_texts import SOFT, TABLE_EDITIONS, prose_rule
from govinfo_report.rules.prose_words import blame, places_in, quoted
from govinfo_report.rules.rule import Fail, Gap, Pass, Result, Rule
from govinfo_report.rules.texts import both
from govinfo_report.text.lazy import lazy

_NEW, _IN = "requests.new_received.total", "requests.carried_in.total"

_GROUPS = tuple(
    f"review_and_litigation.{block}.total"
    for block in ("administrative_reconsideration", "litigation_direct",
                  "litigation_after_reconsideration")
)  # fmt: skip

_REQUEST = lazy(r"申请|依申请公开|办件")


_REVIEW = lazy(r"复议|诉讼|起诉")

_CASES = ("件", "条", "份", "次", "个")


def _missing(context: Context) -> Iterator[Result]:
    overview = context.report.sections.get("overview")
    if overview is None or not (overview.text.strip() or any(overview.parts.values())):
        yield Gap((), "no section 一")
        return
    statements = context.claims.statements
    requests = any(s.quantity.startswith("requests.") for s in statements) or any(
        s.unit in _CASES and _REQUEST.search(s.sentence) for s in statements
    )
    reviews = any(s.quantity.startswith("review.") for s in statements) or any(
        s.unit in _CASES and _REVIEW.search(s.sentence) for s in statements
    )
    for index, (addresses, told) in enumerate((((_NEW, _IN), requests), (_GROUPS, reviews)), 1):
        values = {a: value_at(context, a) for a in addresses}
        above: dict[str, Number] = {a: v for a, v in values.items() if v}
        if above and not told:
            total: Number = sum(above.values())
            yield Fail(
                tuple(above), {"label": "＋".join(label_of(context, a) for a in above)}, index,
                observed=total, evidence=(), key=str(index),
            )  # fmt: skip
        elif above or not any(v is None for v in values.values()):
            yield Pass()
        else:
            yield context.gap(*values)


def _hedged(context: Context) -> Iterator[Result]:
    for statement in context.claims.statements:
        if statement.hedge not in ("余", "多"):
            continue
        if not statement.hedged_exact:
            yield Pass()
            continue
        yield Fail(
            (), {"words": quoted(context, statement), "label": shown(statement)},
            observed=statement.stated, attribution=blame(context),
            places=places_in(context, statement), evidence=(statement.sentence,),
            key=f"hedge|{statement.section}",
        )  # fmt: skip


RULES: tuple[Rule, ...] = (
    prose_rule(
        "N129", "count-missing", SOFT, _missing,
        both("有申请或复议诉讼而文中未提件数", "requests or cases that the text does not tell"),
        both("表中{label}共 {observed} 件，而“总体情况”等文字没有提到件数。",
             "The tables have {observed} for {label}; the text gives no number."),
        both("第一部分应说明收到和处理申请的情况；表中有申请、复议或诉讼而文字没有任何件数的，提示一下。这不是矛盾。",
             "Section one tells of the requests received and handled. Noted where the tables have "
             "requests or cases and the text no number at all; no contradiction."),
        "requests.new_received.total + requests.carried_in.total > 0 ⇒ a number of requests is told; "
        "the same for table 4",
        exclusions=both("空白的格无法判断；只提到制度而没有件数的也算未提。",
                        "Open where cells are blank. Routines without a number do not count."),
        editions=TABLE_EDITIONS, requires=("text", "requests", "review_and_litigation"),
    ),
    prose_rule(
        "N136", "hedged-exact-number", SOFT, _hedged,
        both("精确到个位的数又加“余”", "a hedged number that is exact to the last digit"),
        both("文中“{words}”：{label}已精确到个位，按确数处理。",
             "The text says “{words}”: {label} is exact to the last digit and taken as it stands."),
        both("“30299余条”这样的数没有约数的余地，核对时按确数处理。",
             "A number like 30299余 leaves no slack; it is taken as exact."),
        "the number before 余 or 多 ends in a zero",
        exclusions=both("不影响其他核对。", "No other check is affected."),
    ),
)  # fmt: skip
"""The rules of this module, by id."""
