"""Building blocks of rules that compare a report with that of the year before."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from govinfo_report.model.figure import Number
from govinfo_report.model.finding import Attribution, Param, Severity
from govinfo_report.rules.context import Context
from govinfo_report.rules.history import Past
from govinfo_report.rules.rule import Assess, Fail, Gap, Result

#: a check of a year (first) against the year before
Compare = Callable[[Context, Context], Iterable[Result]]


def across(compare: Compare) -> Assess:
    """A check that is open, with the reason, as long as the year before is missing."""

    def check(context: Context) -> Iterator[Result]:
        before = context.before
        if before is None:
            yield without(context.past)
        else:
            yield from compare(context, before)

    return check


def without(past: Past) -> Gap:
    """The gap for a report of another year that is missing."""
    return Gap((), past.words(), given=False)


def gap_across(
    now: Context, before: Context, here: Iterable[str], there: Iterable[str]
) -> Gap | None:
    """The gap when a figure of this year (``here``) or of the year before (``there``) is none."""
    lacking = [a for a in here if a not in now.values]
    if lacking:
        return now.gap(*lacking)
    earlier = [a for a in there if a not in before.values]
    if earlier:
        return Gap(tuple(earlier), f"{before.report.year}: {before.why(earlier)}")
    return None


def suspect(
    now: Context, before: Context, here: Iterable[str], there: Iterable[str]
) -> Attribution:
    """The document only when both years were read well, our reading when one met difficulties."""
    both = {now.attribute(here), before.attribute(there)}
    if Attribution.READER in both:
        return Attribution.READER
    return Attribution.SOURCE if both == {Attribution.SOURCE} else Attribution.UNDECIDED


def failed(
    now: Context,
    before: Context,
    here: tuple[str, ...],
    there: tuple[str, ...],
    *,
    expected: Number,
    observed: Number,
    index: int,
    params: Mapping[str, Param] | None = None,
    severity: Severity | None = None,
) -> Fail:
    """A failure over two years, with the figures of the year before as evidence."""
    year = before.report.year
    assert year is not None  # it was found by its year
    name = now.slots[here[0]].label if here[0] in now.slots else here[0]
    return Fail(
        here, {"label": name, "last": year, **(params or {})}, index,
        expected=expected, observed=observed,
        difference=max(expected, observed) - min(expected, observed),
        severity=severity, attribution=suspect(now, before, here, there),
        evidence=tuple(f"{year}: {a} = {before.values[a]}" for a in there if a in before.values),
    )  # fmt: skip
