"""Family A: the sums within the table of 2014, and its rows behind 其中."""

from __future__ import annotations

from collections.abc import Iterable

from govinfo_report.model.editions import edition
from govinfo_report.model.finding import Severity
from govinfo_report.model.forms import STATISTICS
from govinfo_report.rules import matrix
from govinfo_report.rules.arithmetic_rules import identities
from govinfo_report.rules.context import Context
from govinfo_report.rules.rule import Assess, Fail, Pass, Result, Rule, RuleStatus
from govinfo_report.rules.slots import shorten
from govinfo_report.rules.texts import NONE_KNOWN, SUM_ANSWER, TYPING_CAUSES, Texts, both

_BASIS = both(
    "《政府信息公开条例》第五十条；国办发〔2014〕32号所附《政府信息公开情况统计表》",
    "Regulations on Open Government Information; table attached to the notice 国办发〔2014〕32号",
)
_TEMPLATE = both(
    "{label}：各项之和 {parts}＝{expected}，表中为 {observed}，相差 {difference}。",
    "{label}: the items make {parts} = {expected}, the table has {observed}; difference "
    "{difference}.",
)
_PREVIEW = "the labels of the form of 2014 are not confirmed by a printed copy of the notice"


def _of_which(context: Context) -> Iterable[Result]:
    """Every row behind 其中 against the row it is part of."""
    block = edition("2014").block(STATISTICS)
    assert block is not None
    rows = {row.id: row for row in block.rows}
    values = context.values
    held = index = 0
    for row in block.rows:
        if not row.part_of:
            continue
        index += 1
        part, whole = f"{STATISTICS}.{row.id}", f"{STATISTICS}.{row.part_of}"
        if part not in values or whole not in values:
            yield context.gap(part, whole)
        elif values[part] <= values[whole]:
            held += 1
        else:
            yield Fail(
                (part, whole),
                {"label": shorten(row.label), "whole": shorten(rows[row.part_of].name)},
                index, expected=values[whole], observed=values[part],
                difference=values[part] - values[whole],
            )  # fmt: skip
    yield Pass(held)


def _rule(
    rule_id: str,
    slug: str,
    title: Texts,
    explanation: Texts,
    *,
    check: Assess | None = None,
    template: Texts = _TEMPLATE,
    formula: str = "",
    exclusions: Texts = NONE_KNOWN,
    silenced_by: tuple[str, ...] = (),
) -> Rule:
    if not formula:
        total, parts = matrix.STATISTICS_SUMS[rule_id]
        formula = f"{' + '.join(f'{STATISTICS}.{p}' for p in parts)} = {STATISTICS}.{total}"
    return Rule(
        id=rule_id, slug=slug, severity=Severity.ERROR, check=check or identities(rule_id),
        title=title, template=template, explanation=explanation, formula=formula, basis=_BASIS,
        causes=TYPING_CAUSES, exclusions=exclusions, response=SUM_ANSWER, editions=("2014",),
        requires=(STATISTICS,), silenced_by=silenced_by, status=RuleStatus.PREVIEW,
        status_reason=_PREVIEW,
    )  # fmt: skip


RULES: tuple[Rule, ...] = (
    _rule(
        "A401", "statistics-received",
        both("各渠道申请数之和等于收到申请数", "requests by channel make those received"),
        both("每件申请只经一种渠道提交，当面、传真、网络、信函四项之和应等于收到申请数。",
             "A request is submitted in one way, so the four ways make the requests received."),
        exclusions=both("表中没有“结转”一项，因此不要求办结数不大于收到数。",
                        "The table has no row for requests carried over, so closed requests may "
                        "outnumber those received."),
    ),
    _rule(
        "A402", "statistics-closed",
        both("按时与延期办结数之和等于申请办结数", "closed on time and extended make those closed"),
        both("办结的申请或者按时、或者延期办结，两项之和应等于申请办结数。",
             "A closed request was closed on time or after an extension; both make the requests "
             "closed."),
    ),
    _rule(
        "A403", "statistics-replies",
        both("各类答复数之和等于申请答复数", "replies by outcome make all replies"),
        both("每件答复只计一种情形，八种情形之和应等于申请答复数。",
             "A reply counts under one outcome, so the eight outcomes make the replies."),
    ),
    _rule(
        "A404", "statistics-denied",
        both("各项理由之和等于不同意公开答复数", "the grounds of denial make those denied"),
        both("每件不同意公开的答复只计一项理由，六项理由之和应等于不同意公开答复数。",
             "A denial counts under one ground, so the six grounds make the requests denied."),
        exclusions=both("有的单位一件答复计入多项理由，此时各项之和大于合计。",
                        "Some organs count one denial under several grounds; the grounds then make "
                        "more."),
    ),
    _rule(
        "A405", "statistics-reconsideration",
        both("行政复议各项之和等于行政复议数量", "outcomes of reconsideration make its number"),
        both("维持、被依法纠错与其他情形三项之和应等于行政复议数量。",
             "Upheld, corrected and other make the number of cases."),
    ),
    _rule(
        "A406", "statistics-litigation",
        both("行政诉讼各项之和等于行政诉讼数量", "outcomes of litigation make its number"),
        both("维持或者驳回、被依法纠错与其他情形三项之和应等于行政诉讼数量。",
             "Upheld or dismissed, corrected and other make the number of cases."),
    ),
    _rule(
        "A407", "statistics-staff",
        both("专职与兼职人员数之和等于工作人员数", "full-time and part-time make the staff"),
        both("从事政府信息公开工作的人员或者专职、或者兼职，两项之和应等于工作人员数。",
             "Staff work full-time or part-time; both make the number of staff."),
    ),
    _rule(
        "A408", "statistics-of-which",
        both("“其中”各项不大于其所属的一项", "a part is no more than the row it belongs to"),
        both("“其中”引出的数是上一项的一部分，不应大于它。各渠道公开数与公开总数之间没有这一关系："
             "同一信息经多种渠道公开的，总数只计一条。",
             "What 其中 introduces is part of the row above it. Channels are no parts of the total: "
             "an item published in several ways counts once in it."),
        check=_of_which,
        template=both("{label} {observed}，大于{whole} {expected}，相差 {difference}。",
                      "{label} is {observed}, more than {whole}, {expected}; difference "
                      "{difference}."),
        formula="every figure introduced by 其中 ≤ the figure of the row it belongs to",
        silenced_by=("A404",),
    ),
)  # fmt: skip
"""The rules of this family, by id."""
