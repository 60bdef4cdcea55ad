"""Table 2: relations between its figures (A301-A306) and who may report rules (V301)."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from govinfo_report.model.figure import Number
from govinfo_report.model.finding import Severity
from govinfo_report.rules.competence import may_make_rules
from govinfo_report.rules.context import Context
from govinfo_report.rules.rule import Assess, Fail, Gap, Pass, Result, Rule
from govinfo_report.rules.texts import FIGURE_ANSWER, FORMS, NONE_KNOWN, Texts, both

_P = "proactive_disclosure."
_DOCUMENTS = (("administrative_rules", "规章"), ("normative_documents", "行政规范性文件"))
_ITEMS = (
    ("administrative_licensing", "行政许可"), ("other_external_services", "其他对外管理服务事项"),
    ("administrative_penalties", "行政处罚"), ("administrative_coercion", "行政强制"),
    ("administrative_fees", "行政事业性收费"),
)  # fmt: skip
_RULES_ROW = f"{_P}administrative_rules."
Holds = Callable[..., bool]
#: side that is expected, from the figures of the row after the one to highlight
Expected = Callable[..., Number]


def _relation(
    rows: tuple[tuple[str, str], ...], columns: tuple[str, ...], holds: Holds, expected: Expected
) -> Assess:
    """For every row: ``holds(*figures)``; the first column is highlighted and observed."""

    def check(context: Context) -> Iterable[Result]:
        for index, (row, label) in enumerate(rows, 1):
            addresses = tuple(f"{_P}{row}.{column}" for column in columns)
            if addresses[0] not in context.figures:
                continue  # the form has no such cell
            gap = context.gap(*addresses)
            if gap.addresses:
                yield gap
                continue
            figures = tuple(context.values[a] for a in addresses)
            if holds(*figures):
                yield Pass()
                continue
            wanted, observed = expected(*figures[1:]), figures[0]
            named = dict(zip(columns, figures, strict=True))
            yield Fail(
                addresses, {"label": label, **named}, index, expected=wanted, observed=observed,
                difference=max(wanted, observed) - min(wanted, observed),
            )  # fmt: skip

    return check


def _items_not_negative(context: Context) -> Iterable[Result]:
    yield from _relation(
        _ITEMS, ("items_previous_year", "items_net_change"),
        lambda before, change: before + change >= 0, lambda change: -change,
    )(context)  # fmt: skip


def _procurement(context: Context) -> Iterable[Result]:
    count, amount = (f"{_P}centralized_procurement.{name}" for name in ("count", "amount"))
    if count not in context.figures:
        return
    gap = context.gap(count, amount)
    if gap.addresses:
        yield gap
        return
    projects, spent = context.values[count], context.values[amount]
    if (projects == 0) is (spent == 0):
        yield Pass()
    else:
        yield Fail((amount, count), {"count": projects, "amount": spent}, observed=spent)


def _no_power(context: Context) -> Iterable[Result]:
    publisher = context.report.publisher
    addresses = [a for a in context.figures if a.startswith(_RULES_ROW)]
    if may_make_rules(publisher) is not False:
        return
    claimed = tuple(a for a in addresses if a in context.values and context.values[a] > 0)
    unknown = [a for a in addresses if a not in context.values]
    if claimed:
        figures = " / ".join(
            str(context.values[a]) if a in context.values else "–" for a in addresses
        )
        yield Fail(claimed, {"publisher": publisher or "", "figures": figures})
    yield Pass(len(addresses) - len(claimed) - len(unknown))
    for address in unknown:
        if context.figures[address].state.value != "not_applicable":
            yield Gap((address,), context.why((address,)))


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
    editions: tuple[str, ...],
    causes: Texts,
    exclusions: Texts = NONE_KNOWN,
    basis: Texts = FORMS,
) -> Rule:
    return Rule(
        id=rule_id, slug=slug, severity=severity, check=check, title=title, template=template,
        explanation=explanation, formula=formula, causes=causes, exclusions=exclusions,
        response=FIGURE_ANSWER, basis=basis, editions=editions,
        requires=("proactive_disclosure",),
    )  # fmt: skip


_I, _W = Severity.INFO, Severity.WARNING
_MISREAD = both("栏目理解有误，填错一格。", "A column misunderstood, a figure in the wrong cell.")

RULES: tuple[Rule, ...] = (
    _rule(
        "A301", "in-force-minimum", _W,
        _relation(
            _DOCUMENTS, ("in_force", "issued", "repealed"),
            lambda in_force, issued, repealed: in_force >= issued - repealed,
            lambda issued, repealed: issued - repealed,
        ),
        both("现行有效件数不少于本年净增", "no fewer in force than the year's net gain"),
        both("{label}：制发 {issued}，废止 {repealed}，现行有效仅 {in_force}，少 {difference}。",
             "{label}: {issued} issued, {repealed} repealed, only {in_force} in force; short by "
             "{difference}."),
        both("本年制发而未废止的文件年底应仍有效。",
             "What was issued and not repealed in the year is in force at its end."),
        f"{_P}{{d}}.in_force ≥ {_P}{{d}}.issued − {_P}{{d}}.repealed",
        editions=("2021",),
        causes=_MISREAD,
        exclusions=both("当年制发当年失效的文件。", "Documents issued and expired within the year."),
    ),
    _rule(
        "A302", "items-not-negative", _W, _items_not_negative,
        both("事项数量不为负", "the number of items is not negative"),
        both("{label}：上一年项目 {items_previous_year}，本年增减 {items_net_change}，结果为负。",
             "{label}: {items_previous_year} items last year and a change of {items_net_change} "
             "leave fewer than none."),
        both("上一年项目数量加本年增/减就是年底的项目数量，不会小于 0。",
             "Last year's items and the change make the items at year end, never below 0."),
        f"{_P}<item>.items_previous_year + {_P}<item>.items_net_change ≥ 0",
        editions=("2019",),
        causes=_MISREAD,
    ),
    _rule(
        "A303", "published-within-total", _W,
        _relation(
            _DOCUMENTS, ("newly_published", "total_published"),
            lambda published, total: published <= total, lambda total: total,
        ),
        both("本年新公开不超过对外公开总数", "newly published within the total published"),
        both("{label}：本年新公开 {newly_published}，大于对外公开总数 {total_published}，多 {difference}。",
             "{label}: {newly_published} newly published, more than {total_published} in all, by "
             "{difference}."),
        both("本年新公开的文件包含在年底对外公开总数中。",
             "What was published this year is part of all that is public at its end."),
        f"{_P}{{d}}.newly_published ≤ {_P}{{d}}.total_published",
        editions=("2019",),
        causes=_MISREAD,
        exclusions=both("当年公开又撤下的文件。", "Documents published and withdrawn in the year."),
    ),
    _rule(
        "A304", "published-within-made", _I,
        _relation(
            _DOCUMENTS, ("newly_published", "newly_made"),
            lambda published, made: published <= made, lambda made: made,
        ),
        both("本年新公开不超过本年新制作", "newly published within newly made"),
        both("{label}：本年新公开 {newly_published}，大于本年新制作 {newly_made}，多 {difference}。",
             "{label}: {newly_published} newly published, more than {newly_made} newly made, by "
             "{difference}."),
        both("本年新公开的通常是本年新制作的文件。",
             "What is newly published was usually made in the same year."),
        f"{_P}{{d}}.newly_published ≤ {_P}{{d}}.newly_made",
        editions=("2019",),
        causes=_MISREAD,
        exclusions=both("补公开以前年度的文件。", "Documents of earlier years published late."),
    ),
    _rule(
        "A305", "procurement-count-and-amount", _I, _procurement,
        both("采购项目与金额应同时有无", "procurement projects and amount go together"),
        both("政府集中采购项目 {count} 个，总金额 {amount}，一为 0 而另一不为 0。",
             "{count} procurement projects and an amount of {amount}: one is 0, the other is not."),
        both("没有项目就没有金额，有项目就有金额。", "No projects, no amount, and the reverse."),
        f"{_P}centralized_procurement.count = 0 ⇔ {_P}centralized_procurement.amount = 0",
        editions=("2019",),
        causes=_MISREAD,
        exclusions=both("分散采购计入金额。", "Decentralised procurement counted in the amount."),
    ),
    _rule(
        "A306", "decisions-column-misread", _I,
        _relation(
            _ITEMS[:-1], ("decisions", "items_previous_year", "items_net_change"),
            lambda decisions, before, change: before + change <= 0 or decisions != before + change,
            lambda before, change: before + change,
        ),
        both("处理决定数量疑填为项目数量", "decisions that look like items"),
        both("{label}：处理决定数量 {decisions} 恰为上一年项目 {items_previous_year} 加增减 "
             "{items_net_change}，请核对是否填成项目数。",
             "{label}: {decisions} decisions are exactly {items_previous_year} items plus a change "
             "of {items_net_change}; check for items in place of decisions."),
        both("处理决定数量是案件数，与项目数量的变化无关；恰好相等多为栏目误解。",
             "Decisions count cases and have nothing to do with items; equality mostly means that "
             "the column was misunderstood."),
        f"{_P}<item>.decisions ≠ {_P}<item>.items_previous_year + {_P}<item>.items_net_change, "
        "whenever the latter is > 0",
        editions=("2019",),
        causes=_MISREAD,
        exclusions=both("可能纯属巧合。", "Equality may be chance."),
    ),
    _rule(
        "V301", "rule-making-power", _W, _no_power,
        both("无规章制定权的机关填报规章", "rules reported by a body without the power"),
        both("{publisher}填报规章 {figures}，而县、乡镇、街道和部门没有规章制定权。",
             "{publisher} reports rules {figures}; counties, towns, sub-districts and departments "
             "have no power to issue them."),
        both("规章由国务院部门、省级政府、设区的市和自治州政府制定，其他机关应为 0。",
             "Rules are made by State Council departments, provinces, cities with districts and "
             "autonomous prefectures; others report 0."),
        f"{_RULES_ROW}* = 0 for a county, town, sub-district or local department",
        editions=("2021", "2019"),
        basis=both("《立法法》第九十一条、第九十三条", "Legislation Law, arts. 91 and 93"),
        causes=both("把规范性文件或内部制度当作规章。",
                    "Normative documents or internal regulations taken for rules."),
        exclusions=both("名称看不出级别的机关（如“某市”）不检查。",
                        "A name that does not tell the level (a city) is not checked."),
    ),
)  # fmt: skip
"""The rules of this module, by id."""
