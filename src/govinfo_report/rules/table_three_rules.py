"""Family A: what tables 3 and 4 suggest beyond their identities."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from govinfo_report.model.address import derived_of
from govinfo_report.model.editions import edition
from govinfo_report.model.figure import Number
from govinfo_report.model.finding import Severity
from govinfo_report.rules.context import Context
from govinfo_report.rules.matrix import Check
from govinfo_report.rules.rule import Assess, Fail, Gap, Pass, Result, Rule
from govinfo_report.rules.slots import shorten
from govinfo_report.rules.texts import FORMS, SUM_ANSWER, TYPING_CAUSES, Texts, both
from govinfo_report.text.lazy import lazy

_IN, _OUT = "requests.new_received.total", "requests.carried_out.total"
_HANDLED = "requests.total_handled.total"
_DIRECT, _DENIED = "review_and_litigation.litigation_direct.total", "requests.denied.total"
#: below these numbers a share says nothing
_FEW_CARRIED, _FEW_HANDLED, _FEW_SUITS = 5, 20, 3
_NOT_OF_LABEL = lazy(r"[^\p{Han}]")


@lru_cache(maxsize=8)
def _group_labels(edition_id: str) -> dict[str, str]:
    """Label of every group of table 3, without its number -> id of the group."""
    block = edition(edition_id).block("requests")
    rows = block.rows if block is not None else ()
    return {row.parent: row.group for row in rows if row.group}


def _subtotals(context: Context) -> Iterable[Result]:
    """Values printed in the merged rows （三）-（六） against the rows they stand over."""
    edition_id = context.report.forms.get("requests")
    if edition_id is None:
        return
    labels = _group_labels(edition_id)
    derived = derived_of(context.report.forms)
    values = context.values
    for extra in context.report.extra_rows:
        group = labels.get(_NOT_OF_LABEL.sub("", extra.label).lstrip("一二三四五六七"))
        if extra.table != "requests" or group is None:
            continue
        for head, cell in zip(extra.heads, extra.cells, strict=False):
            address = f"requests.{group}.{head}"
            parts = derived.get(address)
            if parts is None or cell.value is None:
                continue
            if any(part not in values for part in parts):
                yield context.gap(*parts)
                continue
            total: Number = sum(values[part] for part in parts)
            if total == cell.value:
                yield Pass()
                continue
            yield Fail(
                (address, *parts), {"label": shorten(extra.label), "column": context.slots[parts[0]].column},
                expected=total, observed=cell.value,
                difference=max(total, cell.value) - min(total, cell.value),
                places=tuple(p for p in (cell.place or extra.place,) if p is not None),
            )  # fmt: skip


def _carry_out_rate(context: Context) -> Iterable[Result]:
    if _IN not in context.figures:
        return
    intake, over = context.values.get(_IN), context.values.get(_OUT)
    if intake is None or over is None:
        yield context.gap(_IN, _OUT)
    elif over >= _FEW_CARRIED and over * 10 > intake:
        yield Fail((_OUT, _IN), {"intake": intake}, observed=over)
    else:
        yield Pass()


def _dominant_outcome(context: Context) -> Iterable[Result]:
    handled = context.values.get(_HANDLED)
    if _HANDLED not in context.figures:
        return
    if handled is None:
        yield context.gap(_HANDLED)
        return
    if handled < _FEW_HANDLED:
        return
    check = context.matrix.by_rule["A102"][-1]
    for address, _ in check.terms[:-1]:
        count = context.values.get(address)
        if count is None:
            yield context.gap(address)
        elif count * 10 >= handled * 9:
            label = context.slots[address].row
            yield Fail((address, _HANDLED), {"label": label, "handled": handled}, observed=count)
        else:
            yield Pass()


def _suspect_cell(context: Context) -> Iterable[Result]:
    """The one figure of table 3 whose change would close every identity that fails."""
    assessed = {name: sides for name, sides in context.sides.items() if name[:2] == "A1"}
    failing = {name: expected - printed for name, (expected, printed) in assessed.items()
               if expected != printed}  # fmt: skip
    if not failing:
        return
    values = context.values
    suspects = []
    for address, syndrome in context.matrix.by_address.items():
        seen = {name: sign for name, sign in syndrome if name in assessed}
        if seen.keys() != failing.keys() or address not in values:
            continue
        steps = {delta * seen[name] for name, delta in failing.items()}
        if len(steps) == 1 and values[address] >= (step := steps.pop()):
            suspects.append((address, step))
    if len(suspects) != 1:
        return  # several stories fit, or none: nobody is named
    address, step = suspects[0]
    yield Fail(
        (address,), {"cell": context.slots[address].label}, expected=values[address] - step,
        observed=values[address], difference=max(step, -step), evidence=tuple(failing),
    )  # fmt: skip


def _total_column_implied(context: Context) -> Iterable[Result]:
    """With every row closed, what fails in the total column follows from the other columns."""
    rules = context.matrix.by_rule
    sides = context.sides

    def fails(check: Check) -> bool:
        expected, printed = sides[check.id]
        return expected != printed

    needed = [check for rule in ("A101", "A102", "A103") for check in rules.get(rule, ())]
    if any(check.id not in sides for check in needed) or any(map(fails, rules.get("A101", ()))):
        return
    for index, rule in enumerate(("A102", "A103"), 1):
        if not rules.get(rule) or not fails(rules[rule][-1]):
            continue
        *columns, total = rules[rule]
        named = "、".join(check.label for check in columns if fails(check))
        yield Fail((total.target,), {"columns": named, "rule": rule}, index, evidence=(total.id,))


def _direct_suits(context: Context) -> Iterable[Result]:
    year = context.report.year
    if year is None or year < 2024 or _DIRECT not in context.figures:
        return
    suits = context.values.get(_DIRECT)
    parts = derived_of(context.report.forms).get(_DENIED, ())
    lacking = tuple(a for a in parts if a not in context.values)
    if suits is None or lacking or not parts:
        yield Gap((_DIRECT, *lacking), context.why(context.gap(_DIRECT, *lacking).addresses))
        return
    denied: Number = sum(context.values[a] for a in parts)
    if suits >= _FEW_SUITS and suits > denied:
        yield Fail((_DIRECT, _DENIED), {"denied": denied}, observed=suits)
    else:
        yield Pass()


def _rule(
    rule_id: str,
    slug: str,
    severity: Severity,
    check: Assess,
    title: Texts,
    template: Texts,
    explanation: Texts,
    formula: str,
    *,
    exclusions: Texts,
    causes: Texts = TYPING_CAUSES,
    basis: Texts = FORMS,
    editions: tuple[str, ...] = ("2021", "2019"),
    silenced_by: tuple[str, ...] = (),
) -> Rule:
    return Rule(
        id=rule_id, slug=slug, severity=severity, check=check, title=title, template=template,
        explanation=explanation, formula=formula, causes=causes, exclusions=exclusions,
        response=SUM_ANSWER, basis=basis, editions=editions, requires=("requests",),
        silenced_by=silenced_by,
    )  # fmt: skip


_I, _W = Severity.INFO, Severity.WARNING

RULES: tuple[Rule, ...] = (
    _rule(
        "A104", "group-subtotal", _W, _subtotals,
        both("分组行所印小计等于各项之和", "a printed subtotal equals its rows"),
        both("{label}行{column}列所印小计 {observed}，各项之和 {expected}，相差 {difference}。",
             "{label}, column {column}: the subtotal printed is {observed}, its rows make "
             "{expected}; difference {difference}."),
        both("（三）至（六）只是合并的标签，表上不印小计；若填了数字，应等于下属各项之和。",
             "（三）-（六） are merged labels without a figure; one that is printed there equals the "
             "sum of its rows."),
        "requests.{denied, unable_to_provide, not_processed, other_handling}.{c} = Σ of the rows of "
        "the group",
        exclusions=both("通常不印小计，规则不适用。", "Normally nothing is printed and nothing to check."),
    ),
    _rule(
        "A106", "carry-out-rate", _I, _carry_out_rate,
        both("结转下年度比例偏高", "many requests carried forward"),
        both("结转下年度 {observed} 件，超过本年新收 {intake} 件的十分之一。",
             "{observed} requests are carried forward, more than a tenth of the {intake} received."),
        both("答复期限为 20 个工作日，最长延至 40 个，年底未办结的通常不超过一两个月的收件量。",
             "Replies are due in 20, at most 40 working days, so what is open at year end is rarely "
             "more than one or two months of intake."),
        f"{_OUT} ≤ {_IN} / 10",
        exclusions=both("不足 5 件不检查；年底集中收件属正常。",
                        "Below 5 requests nothing is said; a rush in December is legitimate."),
        basis=both("《政府信息公开条例》第三十三条", "Regulations, art. 33"),
        causes=both("年底集中收件，结转数填错。", "A rush in December, a wrong figure."),
        silenced_by=("A101", "A103", "A105"),
    ),
    _rule(
        "A107", "dominant-outcome", _I, _dominant_outcome,
        both("办理结果集中于一项", "one outcome dominates"),
        both("“{label}”{observed} 件，占办结 {handled} 件的九成以上。",
             "“{label}”: {observed} of {handled} handled, nine tenths or more."),
        both("几乎全部申请归入一种办理结果，可能属实，也可能是归类过于简单。",
             "Nearly all requests end in one outcome: it may be so, or they were sorted too simply."),
        f"no requests.{{leaf}}.total takes nine tenths or more of {_HANDLED}",
        exclusions=both("办结不足 20 件不检查。", "Below 20 handled requests nothing is said."),
        causes=both("批量申请，归类简单化。", "Mass requests, coarse sorting."),
        silenced_by=("A101", "A102"),
    ),
    _rule(
        "A110", "suspect-cell", _I, _suspect_cell,
        both("可疑单元格", "a suspect cell"),
        both("表三各处不平衡可由一格解释：{cell}为 {observed}，若为 {expected} 则全部平衡。",
             "One cell explains all failures of table 3: {cell} is {observed}; with {expected} "
             "everything closes."),
        both("所有不成立的恒等式恰好在一个单元格相交且差额相同。只是线索，不作更正；几种解释并存时不作推断。",
             "All identities that fail meet in exactly one cell with one difference. A lead, never "
             "a correction; when several stories fit, nothing is said."),
        "exactly one cell of table 3 whose change closes every failing A101, A102 and A103",
        exclusions=both("两格以上同时有误时，也可能指向无关的一格。",
                        "With two or more wrong cells the lead may point elsewhere."),
    ),
    _rule(
        "A111", "total-column-implied", _I, _total_column_implied,
        both("总计列的差额来自其他列", "the total column follows the others"),
        both("各行申请人之和均等于总计，总计列的 {rule} 差额来自{columns}列，不是另一处错误。",
             "Every row closes, so the {rule} difference of the total column comes from {columns}; "
             "it is no fault of its own."),
        both("各行都平衡时，总计列的差额等于其他列差额之和，一处错误不应算作两处。",
             "When all rows close, what fails in the total column is the sum of what fails in the "
             "others: one fault is not two."),
        "A101 holds in all rows, and A102 or A103 fails in the total column",
        exclusions=both("有单元格缺数时不适用。", "Not applicable while a cell has no value."),
    ),
    _rule(
        "A205", "direct-suits-since-2024", _I, _direct_suits,
        both("2024 年起未经复议直接起诉偏多", "many direct suits since 2024"),
        both("未经复议直接起诉 {observed} 件，多于不予公开 {denied} 件；2024 年起此类案件须先经复议。",
             "{observed} direct suits against {denied} denials; since 2024 reconsideration comes "
             "first."),
        both("自 2024 年起，对不予公开不服的须先申请行政复议，直接起诉应减少。",
             "Since 2024 a refusal to disclose goes to reconsideration before a court, so direct "
             "suits should be few."),
        f"{_DIRECT} ≤ derived {_DENIED}, from the report for 2024 on",
        exclusions=both("不足 3 件不检查；对其他答复不服的仍可直接起诉。",
                        "Below 3 suits nothing is said; other replies may still be sued over "
                        "directly."),
        basis=both("《行政复议法》（2023 年修订）第二十三条",
                   "Administrative Reconsideration Law (2023), art. 23"),
        causes=both("起诉的是不予公开以外的答复，栏目填错。",
                    "Suits over other replies, a figure in the wrong group."),
        editions=("2021",),
        silenced_by=("A202",),
    ),
)  # fmt: skip
"""The rules of this module, by id."""
