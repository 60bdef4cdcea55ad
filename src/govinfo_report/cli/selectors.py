"""Which of the selected rules speak of single reports, and which of a hierarchy (``--parent``)."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from govinfo_report.errors import UsageError
from govinfo_report.plugins.registry import Registry
from govinfo_report.rules import Rule, hierarchy


@frozen
class Selectors:
    """What ``--select`` and ``--ignore`` mean for one assessment."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


def shared_out(
    select: tuple[str, ...], ignore: tuple[str, ...], registry: Registry, *, parent: bool
) -> tuple[Selectors, Selectors]:
    """The selectors for single reports, and those for the consolidated one.

    A selector that means no rule at all goes to the single reports, where it is refused.  Raises
    ``UsageError`` for a rule on hierarchies when no consolidated report was given.
    """
    own = {s for s in (*select, *ignore) if _means(s, registry.rules)}
    theirs = {s for s in (*select, *ignore) if _means(s, hierarchy.RULES)}
    lost = [s for s in select if s in theirs - own] if not parent else []
    if lost:
        raise UsageError(
            f"{lost[0]} compares a consolidated report with its units.",
            zh=f"{lost[0]} 用于汇总报告与所属单位的比较。",
            hint="Name the consolidated report with --parent.",
            hint_zh="请用 --parent 指定汇总报告。",
        )
    single = Selectors(_kept(select, theirs - own), _kept(ignore, theirs - own))
    if select and not single.select:  # nothing but rules on hierarchies was asked for
        single = Selectors((), tuple(rule.id for rule in registry.rules))
    return single, Selectors(
        tuple(s for s in select if s in theirs), tuple(s for s in ignore if s in theirs)
    )


def _means(selector: str, rules: Iterable[Rule]) -> bool:
    return any(rule.matches(selector) for rule in rules)


def _kept(selectors: tuple[str, ...], others: set[str]) -> tuple[str, ...]:
    return tuple(s for s in selectors if s not in others)
