"""A consolidated report against the reports it is made of (rules H101, H102, H103, H105, X101)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from govinfo_report.errors import UsageError
from govinfo_report.model.figure import Number
from govinfo_report.model.finding import Param, Severity
from govinfo_report.model.report import Report
from govinfo_report.rules.assessment import Assessment
from govinfo_report.rules.catalogue import CATALOGUE_VERSION
from govinfo_report.rules.context import Context
from govinfo_report.rules.copied_prose import BETWEEN_UNITS
from govinfo_report.rules.copy_rules import TELLING, telling
from govinfo_report.rules.explained import settled
from govinfo_report.rules.history import figures_differ, publisher_key, report_name
from govinfo_report.rules.plan import IGNORED, plan_of, words
from govinfo_report.rules.rule import Fail, Gap, Pass, Result, Rule
from govinfo_report.rules.run import Run
from govinfo_report.rules.slots import TABLES, slots_of
from govinfo_report.rules.texts import FORMS, both

#: columns of table 2 that add up over units: decisions, fees, and acts counted by their issuer.
#: Items (事项) do not: several units share one.
_ADDITIVE = ("decisions", "amount_wan_yuan", "issued", "repealed", "in_force")


def validate_hierarchy(
    parent: Report,
    children: Iterable[Report],
    *,
    missing: Iterable[str] = (),
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
) -> Assessment:
    """Check that no unit exceeds the consolidated figure and that the units add up to it.

    Only what adds up over units is compared: tables 3 and 4, and of table 2 decisions, fees and
    normative acts.  A figure that the consolidated report or any unit lacks is *open*; so is
    everything of a unit that reports on another year.  Without units every sum is open.
    ``missing`` names units whose reports are not there: every sum is open as well, and says so.
    ``select`` and ``ignore`` take ids, prefixes or slugs of ``RULES``.  Raises ``UsageError`` when
    the consolidated report is one of its own units, for something that is no report, and for a
    selector that means no rule.
    """
    units = tuple(children)
    for report in (parent, *units):
        if not isinstance(report, Report):
            raise UsageError(
                f"validate_hierarchy needs Reports, not {type(report).__name__}.",
                zh=f"validate_hierarchy 需要 Report 对象，而不是 {type(report).__name__}。",
            )
    if any(_same(parent, unit) for unit in units):
        raise UsageError(
            f"{report_name(parent)} is the consolidated report and one of its own units.",
            zh=f"{report_name(parent)} 既是汇总报告，又列为自己的所属单位。",
            hint="Leave it out of the units.", hint_zh="请从所属单位中去掉这一份。",
        )  # fmt: skip
    run = Run(Context(parent, children=units, missing=words(missing)))
    plan = plan_of(RULES, words(select), words(ignore), ())
    outcomes = tuple(run.apply(rule, reason) for rule, reason in plan.steps)
    findings = run.findings({})
    return Assessment(
        parent, findings, settled(outcomes, findings), run.gaps, CATALOGUE_VERSION,
        ignored=tuple(rule.id for rule, reason in plan.steps if reason == IGNORED),
    )  # fmt: skip


def _additive(report: Report) -> Iterator[str]:
    for address in slots_of(report.forms):
        table, _, rest = address.partition(".")
        if table != "proactive_disclosure" or rest.rpartition(".")[2] in _ADDITIVE:
            yield address


def _values(report: Report, parent: Report) -> dict[str, Number]:
    """A unit's figures by address; none when it speaks of another year."""
    if report.year != parent.year:
        return {}
    return {a: f.value for a, f in report.figures.items() if f.value is not None}


def _same(parent: Report, unit: Report) -> bool:
    """Whether a unit is the consolidated report itself, perhaps in a copy."""
    mark, key = parent.source.sha256, publisher_key(parent.publisher or "")
    if unit is parent or (mark and unit.source.sha256 == mark):
        return True
    if not key or key != publisher_key(unit.publisher or "") or parent.year != unit.year:
        return False
    return not figures_differ(parent, unit)


def _lacks(child: Report, parent: Report, address: str) -> str:
    """What to say of a unit without a figure."""
    if child.year != parent.year:
        return f"{report_name(child)} (not {parent.year})"
    return f"{report_name(child)}: {Context(child).why((address,))}"


def _unit_exceeds(context: Context) -> Iterator[Result]:
    parent = context.report
    labels = slots_of(parent.forms)
    whole = _values(parent, parent)
    for number, child in enumerate(context.children, 1):
        name = report_name(child)
        parts = _values(child, parent)
        for address in _additive(parent):
            if address not in whole or address not in parts:
                known = address in whole
                lacks = _lacks(child, parent, address) if known else context.why((address,))
                yield Gap((address,), lacks)
            elif parts[address] <= whole[address]:
                yield Pass()
            else:
                part, most = parts[address], whole[address]
                label = labels[address].label
                params: dict[str, Param] = {
                    "label": label,
                    "unit": name,
                    "part": part,
                    "whole": most,
                }
                yield Fail(
                    (address,), params, index=number, expected=most, observed=part,
                    difference=part - most, evidence=(name,), key=name,
                )  # fmt: skip


def _aggregate_sum(context: Context) -> Iterator[Result]:
    parent = context.report
    labels = slots_of(parent.forms)
    whole = _values(parent, parent)
    units = [(child, _values(child, parent)) for child in context.children]
    for address in _additive(parent):
        lacking = [_lacks(unit, parent, address) for unit, parts in units if address not in parts]
        lacking += [f"{name}: absent" for name in context.missing]
        if address not in whole:
            yield context.gap(address)
        elif lacking or not units:
            yield Gap((address,), ", ".join(lacking[:3]) or "no units")
        else:
            total: Number = sum(parts[address] for _, parts in units)
            stated = whole[address]
            if total == stated:
                yield Pass()
                continue
            params: dict[str, Param] = {
                "label": labels[address].label, "count": len(units), "sum": total, "whole": stated,
            }  # fmt: skip
            yield Fail(
                (address,), params, expected=total, observed=stated,
                difference=max(total, stated) - min(total, stated),
                evidence=tuple(f"{report_name(unit)}: {parts[address]}" for unit, parts in units),
            )  # fmt: skip


def _differing(one: Report, other: Report) -> int:
    """How many figures have another value or state, or are in the form of one only."""
    here, there = ({a: (f.value, f.state) for a, f in r.figures.items()} for r in (one, other))
    return sum(here.get(a) != there.get(a) for a in {**here, **there})


def _duplicates(context: Context) -> Iterator[Result]:
    groups: dict[tuple[str, int | None], list[Report]] = {}
    for child in context.children:
        groups.setdefault((publisher_key(child.publisher or ""), child.year), []).append(child)
    for (key, year), reports in groups.items():
        if not key or year is None:
            yield Gap((), f"{len(reports)} × publisher or year unknown")
            continue
        if len(reports) == 1:
            yield Pass()
        first = reports[0]
        for number, other in enumerate(reports[1:], 1):
            differing = _differing(first, other)
            yield Fail(
                (), {"unit": report_name(first), "count": differing}, number, key=f"{key}|{year}",
                severity=None if differing else Severity.INFO,
                evidence=tuple(r.source.name for r in (first, other) if r.source.name),
            )  # fmt: skip


def _shared_tables(context: Context) -> Iterator[Result]:
    units = [Context(child) for child in context.children]
    if len(units) < 2:
        yield Gap((), "fewer than two units", given=False)
        return
    for index, table in enumerate(TABLES, 1):
        alike: dict[tuple[object, ...], list[Context]] = {}
        for unit in units:
            addresses = unit.by_table.get(table, ())
            lacking = [a for a in addresses if a not in unit.values]
            if addresses and not lacking:
                values = tuple(unit.values[a] for a in addresses)
                alike.setdefault((addresses, values), []).append(unit)
            else:
                states = unit.why(lacking) or "absent"
                yield Gap(tuple(lacking[:1]), f"{report_name(unit.report)}: {states}")
        for group in alike.values():
            bodies = {publisher_key(unit.report.publisher or ""): unit for unit in group}
            if len(bodies) == 1 or (count := telling(group[0], table)) < TELLING:
                yield Pass(len(group))
                continue
            names = [report_name(unit.report) for unit in bodies.values()]
            params: dict[str, Param] = {"table": table, "parts": "、".join(names), "count": count}
            yield Fail((), params, index, key=f"{table}|{names[0]}", evidence=tuple(names))


_UNIT_CAUSES = both(
    "单位数据修改后未重新汇总，漏列或多列单位，单位之间转办的申请重复计数。",
    "Units changed after the sums were made, a unit left out or listed twice, requests passed on "
    "between units and counted twice.",
)
_UNIT_ANSWER = both(
    "逐单位核对该数字，确认汇总范围；范围不同的应在报告中说明。",
    "Compare the figure unit by unit, and make sure which units are included; say so in the report "
    "if the scope differs.",
)

RULES = (
    Rule(
        id="H101",
        slug="unit-exceeds-aggregate",
        severity=Severity.WARNING,
        check=_unit_exceeds,
        editions=("2021", "2019"),
        requires=("unit report", "consolidated report"),
        basis=FORMS, causes=_UNIT_CAUSES, response=_UNIT_ANSWER,
        formula="unit ≤ consolidated, per additive figure",
        title={"zh": "单位数据大于汇总数据", "en": "A unit exceeds the consolidated figure"},
        template={
            "zh": "{label}：{unit} 年为 {part}，大于汇总报告的 {whole}。",
            "en": "{label}: {unit} has {part}, more than the consolidated {whole}.",
        },
        explanation={
            "zh": "汇总报告包括所属各单位，任一单位的数据都不会大于汇总数据。",
            "en": "A consolidated report includes its units, so no unit can exceed it.",
        },
        exclusions={
            "zh": "垂直管理机构和公共企事业单位不计入汇总。",
            "en": "Bodies under vertical management and public enterprises are not included.",
        },
    ),
    Rule(
        id="H102",
        slug="aggregate-sum",
        severity=Severity.WARNING,
        check=_aggregate_sum,
        editions=("2021", "2019"),
        requires=("all unit reports", "consolidated report"),
        basis=FORMS, causes=_UNIT_CAUSES, response=_UNIT_ANSWER,
        formula="consolidated = Σ units, per additive figure",
        title={"zh": "各单位之和与汇总不符", "en": "The units do not add up to the whole"},
        template={
            "zh": "{label}：{count} 个单位合计 {sum}，汇总报告为 {whole}，相差 {difference}。",
            "en": "{label}: {count} unit(s) make {sum}, the consolidated report has {whole}; "
            "difference {difference}.",
        },
        explanation={
            "zh": "汇总报告的数据应等于所属各单位数据之和；缺少任何一个单位的数据时无法判断。",
            "en": "The consolidated figure is the sum of its units; with a figure of any unit "
            "missing it cannot be judged.",
        },
        exclusions={
            "zh": "未列入的单位、垂直管理机构和公共企事业单位会使两者不等。",
            "en": "Units that are not listed, bodies under vertical management and public "
            "enterprises make them differ.",
        },
    ),
    Rule(
        id="H103",
        slug="duplicate-report",
        severity=Severity.WARNING,
        check=_duplicates,
        requires=("unit reports",),
        formula="one report per unit and year",
        title=both("一个单位有两份报告", "two reports of one unit"),
        template=both("{unit} 年有两份报告，{count} 个数据不同；两份都计入了合计。",
                      "{unit} has two reports; figures that differ: {count}; both are in the sums."),
        explanation=both("同一单位同一年度只应有一份报告。内容相同的为提示，不同的为警告：不知以哪份为准。",
                         "A unit has one report per year. Equal copies are info, diverging ones a "
                         "warning: nobody knows which holds."),
        basis=FORMS,
        causes=both("文件夹中有副本、图解版或多个平台的版本。",
                    "A copy, an illustrated version, or versions of several platforms in one folder."),
        exclusions=both("发布机关或年度不明的报告无法判断。",
                        "Open for reports whose publisher or year is not known."),
        response=both("保留一份后重新检查。", "Keep one of them and check again."),
    ),
    Rule(
        id="H105",
        slug="table-shared-between-units",
        severity=Severity.INFO,
        check=_shared_tables,
        requires=("unit reports",),
        formula="whole tables of two units are not identical",
        title=both("两个单位整表相同", "units share a whole table"),
        template=both("{table}在这些单位完全相同（{count} 个非零数字）：{parts}。",
                      "The same in all cells ({count} of them not zero), {table} of: {parts}."),
        explanation=both("两个单位的整张表逐格相同，且有三个以上非零数字，多为照抄或放错文件。",
                         "A whole table is equal in every cell, at least three of them not zero: "
                         "mostly copied, or the wrong file."),
        basis=FORMS,
        causes=both("照抄其他单位的报告，或把汇总数填入各单位。",
                    "Copied from another unit, or the total filled in for each."),
        exclusions=both("全为零或只有一两件申请的表不报告；有空白的表无法判断。",
                        "Tables of zeros, or of one or two requests, are not reported; tables with "
                        "blanks are open."),
        response=_UNIT_ANSWER,
    ),
    BETWEEN_UNITS,
)  # fmt: skip
