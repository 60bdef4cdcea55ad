"""Family Y: tables copied from last year, restated figures, jumps (Y103, Y104, Y105)."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from govinfo_report.model.figure import Number, State
from govinfo_report.model.finding import Param, Severity
from govinfo_report.model.report import Report
from govinfo_report.rules.across import across, failed, suspect
from govinfo_report.rules.context import Context
from govinfo_report.rules.history import History
from govinfo_report.rules.rule import Assess, Fail, Gap, Pass, Result, Rule, RuleStatus
from govinfo_report.rules.slots import TABLES
from govinfo_report.rules.texts import FORMS, Texts, both
from govinfo_report.rules.year_rules import YEAR_ANSWER

#: figures that stay the same from year to year for good reasons
_STOCKS = ("in_force", "total_published", "items_previous_year", "items_net_change", "total")
#: so many figures other than zero must agree before a table can be called a copy
TELLING = 3
_FACTOR = 5
_SMALL = 50  # below this, a large factor says nothing
_UNREAD = (State.REFUSED, State.ABSENT)


def telling(context: Context, table: str) -> int:
    """Figures of a table that are not zero and that two years or two units seldom share."""
    return sum(
        bool(context.values.get(a)) and a.rpartition(".")[2] not in _STOCKS
        for a in context.by_table.get(table, ())
    )


def _copied(now: Context, before: Context) -> Iterable[Result]:
    for index, table in enumerate(TABLES, 1):
        here = now.by_table.get(table, ())
        if here != before.by_table.get(table, ()) or not now.is_read(table):
            continue
        pairs = [(now.figures[a], before.figures[a]) for a in here]
        unread = [a.address for a, b in pairs if a.state in _UNREAD or b.state in _UNREAD]
        known = [(a, b) for a, b in pairs if a.state not in _UNREAD and b.state not in _UNREAD]
        if any((a.value, a.state) != (b.value, b.state) for a, b in known):
            yield Pass()
        elif unread:
            yield Gap(tuple(unread), now.why(unread))
        elif (count := telling(now, table)) >= TELLING:
            year = before.report.year or 0
            params: dict[str, Param] = {"table": table, "last": year, "count": count}
            yield Fail((), params, index, key=table, attribution=suspect(now, before, here, here),
                       evidence=(f"{year}",))  # fmt: skip
        else:
            yield Pass()


def _jump(now: Context, before: Context) -> Iterable[Result]:
    for address, slot in now.slots.items():
        if slot.kind == "change" or (slot.table == "requests" and address[-6:] != ".total"):
            continue
        new, old = now.values.get(address), before.values.get(address)
        if new is None:
            yield now.gap(address)
        elif old is None:
            if address in before.figures:
                yield Gap((address,), f"{before.report.year}: {before.why((address,))}")
        elif max(new, old) < _SMALL or not _far_apart(new, old):
            yield Pass()
        else:
            yield failed(now, before, (address,), (address,), expected=old, observed=new, index=0)


def _far_apart(new: Number, old: Number) -> bool:
    one, other = Decimal(new), Decimal(old)
    return max(one, other) > _FACTOR * min(one, other)


def _others(history: History, report: Report) -> tuple[Report, ...]:
    """Further captures of this report: not itself, and not read from the same bytes."""
    mark = report.source.sha256
    return tuple(
        other
        for other in history.captures(report, report.year)
        if other is not report and not (mark and other.source.sha256 == mark)
    )


def _restated(context: Context) -> Iterable[Result]:
    for number, other in enumerate(_others(context.history, context.report), 1):
        copy = Context(other)
        name = other.source.name or str(number)
        for address, figure in context.figures.items():
            twin = copy.figures.get(address)
            if twin is None or twin.state in _UNREAD or figure.state in _UNREAD:
                own = figure.state in _UNREAD
                state = State.ABSENT if twin is None else twin.state
                yield Gap((address,), figure.state.value if own else f"copy {name}: {state.value}")
            elif figure.value == twin.value:
                yield Pass()
            elif figure.value is None or twin.value is None:
                here = figure.value is None
                state = twin.state
                yield Gap((address,), figure.state.value if here else f"copy {name}: {state.value}")
            else:
                yield Fail(
                    (address,), {"label": context.slots[address].label, "copy": name}, number,
                    expected=twin.value, observed=figure.value,
                    difference=max(twin.value, figure.value) - min(twin.value, figure.value),
                    attribution=suspect(context, copy, (address,), (address,)),
                    evidence=(f"{name}: {address} = {twin.value}",),
                )  # fmt: skip


def _rule(
    rule_id: str, slug: str, severity: Severity, check: Assess, title: Texts, template: Texts,
    explanation: Texts, formula: str, *, causes: Texts, exclusions: Texts,
    requires: tuple[str, ...] = ("previous report",), status: RuleStatus = RuleStatus.ACTIVE,
    status_reason: str = "",
) -> Rule:  # fmt: skip
    return Rule(
        id=rule_id, slug=slug, severity=severity, check=check, title=title, template=template,
        explanation=explanation, formula=formula, basis=FORMS, causes=causes,
        exclusions=exclusions, response=YEAR_ANSWER, requires=requires, status=status,
        status_reason=status_reason,
    )  # fmt: skip


_COPY_CAUSES = both(
    "在上年报告上修改而未更新数据。", "Last year's report was edited and a table not updated."
)

RULES: tuple[Rule, ...] = (
    _rule(
        "Y103", "table-copied-from-last-year", Severity.INFO, across(_copied),
        both("整表与上年相同", "a whole table is that of last year"),
        both("{table}与 {last} 年报告完全相同（其中 {count} 个非零数字）。",
             "All figures are those of {last}: {table} ({count} of them not zero)."),
        both("整张表与上年逐格相同，且有三个以上各年不易相同的非零数字。存量（现行有效）和合计不计。",
             "Every cell equals last year's, among them at least three figures that seldom recur. "
             "Stocks (in force) and totals do not count."),
        "at least one figure of the table differs from the year before",
        causes=_COPY_CAUSES,
        exclusions=both("全为零或只有一两件申请的表相同属正常，不报告。",
                        "Tables of zeros, or of one or two requests, may well be equal; nothing is "
                        "said of them."),
    ),
    _rule(
        "Y104", "restated-figure", Severity.WARNING, _restated,
        both("同一报告的两份数据不同", "two copies of one report differ"),
        both("{label}：本份为 {observed}，另一份（{copy}）为 {expected}，相差 {difference}。",
             "{label}: {observed} here, {expected} in the other copy ({copy}); difference "
             "{difference}."),
        both("同一机关同一年度的报告在别处或别时取得的另一份，同一格的数字不同：发布后改动，或各平台不一致。",
             "Another copy of the report, captured elsewhere or at another time, has another figure "
             "at the same address: changed after publication, or platforms that diverge."),
        "same publisher, year and address: same value",
        causes=both("发布后改动数据，或多个平台分别录入。",
                    "Figures changed after publication, or typed in anew for every platform."),
        exclusions=both("同一文件的两次读取不算两份；一份为空白的格无法判断。",
                        "Two readings of one file are no two copies; a cell blank in one is open."),
        requires=("another copy",),
    ),
    _rule(
        "Y105", "implausible-jump", Severity.INFO, across(_jump),
        both("与上年相差悬殊", "a figure far from last year's"),
        both("{label}：本年 {observed}，{last} 年 {expected}，相差五倍以上。",
             "{label}: {observed} this year, {expected} in {last}; more than five times apart."),
        both("合计数与上年相差五倍以上，且较大的一年不少于 50。多属真实变化，仅供复核。",
             "A total more than five times last year's, or less than a fifth, the larger of the two "
             "being 50 or more. Mostly a real change; for review only."),
        "1/5 ≤ figure [Y] / figure [Y-1] ≤ 5 where the larger is at least 50",
        causes=both("多录或少录一位数字、统计口径变化。", "A digit too many or too few, another way of counting."),
        exclusions=both("阈值未定，默认不运行。", "The threshold is not settled; it runs on request only."),
        status=RuleStatus.PREVIEW, status_reason="no settled threshold",
    ),
)  # fmt: skip
"""The rules of this module, by id."""
