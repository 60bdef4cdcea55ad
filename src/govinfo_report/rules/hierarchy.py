"""A consolidated report against the reports it is made of (rules H101 and H102)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from govinfo_report.model.figure import Number
from govinfo_report.model.finding import Severity
from govinfo_report.model.report import Report
from govinfo_report.rules.assessment import Assessment
from govinfo_report.rules.catalogue import CATALOGUE_VERSION
from govinfo_report.rules.context import Context
from govinfo_report.rules.engine import _Run
from govinfo_report.rules.rule import Fail, Gap, Pass, Result, Rule
from govinfo_report.rules.slots import slots_of

#: columns of table 2 that add up over units: decisions, fees, and acts counted by their issuer.
#: Items (事项) do not: several units share one.
_ADDITIVE = ("decisions", "amount_wan_yuan", "issued", "repealed", "in_force")


def validate_hierarchy(parent: Report, children: Iterable[Report]) -> Assessment:
    """Check that no unit exceeds the consolidated figure and that the units add up to it.

    Only what adds up over units is compared: tables 3 and 4, and of table 2 decisions, fees and
    normative acts.  A figure that the consolidated report or any unit lacks is *open*; so is
    everything of a unit that reports on another year.  Without units every sum is open.
    """
    run = _Run(Context(parent, children=tuple(children)))
    outcomes = tuple(run.apply(rule, "") for rule in RULES)
    return Assessment(parent, run.findings({}), outcomes, run.gaps, CATALOGUE_VERSION)


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


def _name(report: Report) -> str:
    return f"{report.publisher or '?'} {report.year or '?'}"


def _unit_exceeds(context: Context) -> Iterator[Result]:
    parent = context.report
    whole = _values(parent, parent)
    for number, child in enumerate(context.children, 1):
        parts = _values(child, parent)
        for address in _additive(parent):
            if address not in whole or address not in parts:
                yield Gap((address,), "absent" if address in whole else context.why((address,)))
            elif parts[address] > whole[address]:
                yield Fail(
                    (address,),
                    {"label": slots_of(parent.forms)[address].label, "unit": _name(child),
                     "part": parts[address], "whole": whole[address]},
                    index=number, expected=whole[address], observed=parts[address],
                    difference=parts[address] - whole[address], evidence=(_name(child),),
                    key=_name(child),
                )  # fmt: skip
            else:
                yield Pass()


def _aggregate_sum(context: Context) -> Iterator[Result]:
    parent = context.report
    whole = _values(parent, parent)
    units = [(child, _values(child, parent)) for child in context.children]
    for address in _additive(parent):
        lacking = [_name(child) for child, parts in units if address not in parts]
        if address not in whole or not units:
            yield Gap((address,), "no units" if address in whole else context.why((address,)))
        elif lacking:
            yield Gap((address,), ", ".join(lacking[:3]))
        elif (total := sum(parts[address] for _, parts in units)) != whole[address]:
            yield Fail(
                (address,),
                {"label": slots_of(parent.forms)[address].label, "count": len(units),
                 "sum": total, "whole": whole[address]},
                expected=total, observed=whole[address], difference=abs(total - whole[address]),
                evidence=tuple(f"{_name(child)}: {parts[address]}" for child, parts in units),
            )  # fmt: skip
        else:
            yield Pass()


RULES = (
    Rule(
        id="H101",
        slug="unit-exceeds-aggregate",
        severity=Severity.WARNING,
        check=_unit_exceeds,
        editions=("2021", "2019"),
        requires=("unit report", "consolidated report"),
        formula="unit ≤ consolidated, per additive figure",
        title={"zh": "单位数据大于汇总数据", "en": "A unit exceeds the consolidated figure"},
        template={
            "zh": "{label}：{unit} 为 {part}，大于汇总报告的 {whole}。",
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
        formula="consolidated = Σ units, per additive figure",
        title={"zh": "各单位之和与汇总不符", "en": "The units do not add up to the whole"},
        template={
            "zh": "{label}：{count} 个单位合计 {sum}，汇总报告为 {whole}，相差 {difference}。",
            "en": "{label}: {count} units add up to {sum}, the consolidated report has {whole}; "
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
)  # fmt: skip
