"""Family A: the identities of tables 3 and 4, rows of the check matrix."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from govinfo_report.model.figure import Number
from govinfo_report.model.finding import Param, Severity
from govinfo_report.rules import matrix
from govinfo_report.rules.context import Context
from govinfo_report.rules.message import plain_number
from govinfo_report.rules.rule import Assess, Fail, Pass, Result, Rule
from govinfo_report.rules.slots import shorten
from govinfo_report.rules.texts import (
    BALANCE,
    FORMS,
    NONE_KNOWN,
    SUM_ANSWER,
    TYPING_CAUSES,
    Texts,
    both,
)


def identities(rule_id: str) -> Assess:
    """A check of all rows of the matrix that belong to this rule."""

    def check(context: Context) -> Iterable[Result]:
        values = context.values
        held = 0
        for row in context.matrix.by_rule.get(rule_id, ()):
            sides = context.sides.get(row.id)
            if sides is None:
                yield context.gap(*(address for address, _ in row.terms))
            elif sides[0] == sides[1]:
                held += 1
            else:
                yield _failure(row, values, *sides)
        yield Pass(held)

    return check


def _failure(
    row: matrix.Check, values: Mapping[str, Number], expected: Number, printed: Number
) -> Fail:
    parts = [plain_number(values[address]) for address, sign in row.terms if sign > 0]
    params: dict[str, Param] = {"label": shorten(row.label), "parts": "+".join(parts)}
    if row.rule == "A103":
        names = ("new", "carried_in", "handled", "carried_out")
        params = {
            "label": row.label,
            **{name: values[a] for name, (a, _) in zip(names, row.terms, strict=True)},
        }
    return Fail(
        row.addresses, params, row.index, expected=expected, observed=printed,
        difference=max(expected, printed) - min(expected, printed), evidence=_addends(row, values),
    )  # fmt: skip


def _addends(row: matrix.Check, values: Mapping[str, Number]) -> tuple[str, ...]:
    """The terms that are not zero, in order, signed as in the identity."""
    return tuple(
        f"{'+' if sign > 0 else '-'} {address} = {plain_number(values[address])}"
        for address, sign in row.terms
        if values[address]
    )


def _carry_out_maximum(context: Context) -> Iterable[Result]:
    """Only where the balance itself cannot be assessed."""
    values = context.values
    for row in context.matrix.by_rule.get("A103", ()):
        (new, _), (carried_in, _), (handled, _), (carried_out, _) = row.terms
        needed = (carried_out, new, carried_in)
        if handled in values and all(address in values for address in needed):
            continue
        if any(address not in values for address in needed):
            yield context.gap(*needed)
            continue
        most, printed = values[new] + values[carried_in], values[carried_out]
        if printed <= most:
            yield Pass()
            continue
        yield Fail(
            needed, {"label": row.label}, row.index, expected=most, observed=printed,
            difference=printed - most,
        )  # fmt: skip


def _rule(
    rule_id: str,
    slug: str,
    title: Texts,
    template: Texts,
    explanation: Texts,
    formula: str,
    *,
    table: str = "requests",
    check: Assess | None = None,
    basis: Texts = FORMS,
    exclusions: Texts = NONE_KNOWN,
) -> Rule:
    return Rule(
        id=rule_id, slug=slug, severity=Severity.ERROR, check=check or identities(rule_id),
        title=title, template=template, explanation=explanation, formula=formula, basis=basis,
        causes=TYPING_CAUSES, exclusions=exclusions, response=SUM_ANSWER,
        editions=("2021", "2019"), requires=(table,),
    )  # fmt: skip


_REVIEW_TEMPLATE = both(
    "{label}：{parts}＝{expected}，总计 {observed}，相差 {difference}。",
    "{label}: {parts} = {expected}, 总计 {observed}; difference {difference}.",
)
_REVIEW_TEXT = both(
    "维持、纠正、其他结果与尚未审结四项之和应等于总计。",
    "Upheld, corrected, other result and pending add up to the total.",
)

RULES: tuple[Rule, ...] = (
    _rule(
        "A101", "row-total",
        both("表三各行申请人之和等于总计", "applicants of a row make its total"),
        both("{label}：六类申请人 {parts}＝{expected}，总计 {observed}，相差 {difference}。",
             "{label}: six kinds of applicants {parts} = {expected}, 总计 {observed}; difference "
             "{difference}."),
        both("每件申请只有一类申请人，因此每行六类申请人之和应等于总计。总计列从不加入申请人各列。",
             "Every request has one kind of applicant, so the six columns of a row make its total. "
             "The total column is never added to them."),
        "Σ requests.{r}.{a} = requests.{r}.total, for every printed row {r} and the six "
        "applicant columns {a}",
        exclusions=both("有一格为空、为“/”或未读出时，该行无法判断。",
                        "A row with a blank, a mark or an unread cell is open."),
    ),
    _rule(
        "A102", "outcomes-total",
        both("表三各项办理结果之和等于（七）总计", "outcomes of a column make （七）总计"),
        both("{label}列：各项办理结果之和 {expected}，（七）总计 {observed}，相差 {difference}。",
             "Column {label}: the outcomes make {expected}, （七）总计 is {observed}; difference "
             "{difference}."),
        both("每件办结的申请只计一种办理结果，因此每列各项结果之和应等于（七）总计。"
             "部分公开只计这一情形。",
             "A closed request counts under exactly one outcome, so the outcomes of a column make "
             "（七）总计. A partly granted request counts there only."),
        "Σ requests.{leaf}.{c} = requests.total_handled.{c}, for every column {c}; 21 outcome "
        "rows {leaf} in 2021, 19 in 2019",
    ),
    _rule(
        "A103", "requests-balance",
        both("表三勾稽关系：一＋二＝三＋四", "the balance of table 3"),
        both("{label}列：一（{new}）＋二（{carried_in}）＝{expected}，"
             "三（{handled}）＋四（{carried_out}）＝{observed}，相差 {difference}。",
             "Column {label}: item 1 ({new}) + item 2 ({carried_in}) = {expected}, "
             "item 3 ({handled}) + item 4 ({carried_out}) = {observed}; difference {difference}."),
        both("本年新收与上年结转之和，应等于本年度办理结果总计与结转下年度之和。这一关系印在表头。",
             "New requests and those carried in equal those handled and those carried forward. "
             "The relation is printed on the form."),
        "requests.new_received.{c} + requests.carried_in.{c} = requests.total_handled.{c} + "
        "requests.carried_out.{c}, for every column {c}",
        basis=BALANCE,
    ),
    _rule(
        "A105", "carry-out-maximum",
        both("结转下年度不超过收到的申请", "no more carried forward than came in"),
        both("{label}列：结转下年度 {observed}，大于一与二之和 {expected}，相差 {difference}。",
             "Column {label}: {observed} carried forward, more than items 1 and 2 together "
             "({expected}); difference {difference}."),
        both("结转下年度的申请只能来自本年新收和上年结转。仅在勾稽关系（A103）无法判断时使用。",
             "What is carried forward came in as new or carried over. Used only where the balance "
             "(A103) cannot be assessed."),
        "requests.carried_out.{c} ≤ requests.new_received.{c} + requests.carried_in.{c}, for "
        "every column {c}",
        check=_carry_out_maximum,
        basis=BALANCE,
        exclusions=both("A103 可以判断的列不再检查。", "Columns that A103 can assess are left to it."),
    ),
    _rule(
        "A201", "reconsideration-total",
        both("行政复议各项之和等于总计", "outcomes of reconsideration make the total"),
        _REVIEW_TEMPLATE, _REVIEW_TEXT,
        "review_and_litigation.administrative_reconsideration: upheld + corrected + other_result "
        "+ pending = total",
        table="review_and_litigation",
    ),
    _rule(
        "A202", "litigation-direct-total",
        both("未经复议直接起诉各项之和等于总计", "outcomes of direct litigation make the total"),
        _REVIEW_TEMPLATE, _REVIEW_TEXT,
        "review_and_litigation.litigation_direct: upheld + corrected + other_result + pending = "
        "total",
        table="review_and_litigation",
    ),
    _rule(
        "A203", "litigation-after-reconsideration-total",
        both("复议后起诉各项之和等于总计", "outcomes of later litigation make the total"),
        _REVIEW_TEMPLATE, _REVIEW_TEXT,
        "review_and_litigation.litigation_after_reconsideration: upheld + corrected + "
        "other_result + pending = total",
        table="review_and_litigation",
    ),
)  # fmt: skip
"""The rules of this family, by id."""
