"""A consolidated report against the reports it is made of (rules H101 and H102)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from govinfo_report.model.figure import Number
from govinfo_report.model.finding import Param, Severity
from govinfo_report.model.report import Report
from govinfo_report.rules.assessment import Assessment
from govinfo_report.rules.catalogue import CATALOGUE_VERSION
from govinfo_report.rules.context import Context
from govinfo_report.rules.rule import Fail, Gap, Pass, Result, Rule
from govinfo_report.rules.run import Run
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
    run = Run(Context(parent, children=tuple(children)))
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
    labels = slots_of(parent.forms)
    whole = _values(parent, parent)
    for number, child in enumerate(context.children, 1):
        name = _name(child)
        parts = _values(child, parent)
        for address in _additive(parent):
            if address not in whole or address not in parts:
                yield Gap((address,), name if address in whole else context.why((address,)))
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
    units = [(_name(child), _values(child, parent)) for child in context.children]
    for address in _additive(parent):
        lacking = [name for name, parts in units if address not in parts]
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
                evidence=tuple(f"{name}: {parts[address]}" for name, parts in units),
            )  # fmt: skip


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
